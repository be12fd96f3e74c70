-- What users read, in words that SQLite 3.35 of 2021 and later understand: whoever opens the file brings a library of his own. Every column is described in docs/store.md, which a test compares with these views.

CREATE VIEW reports AS
SELECT r.id, r.version, r.state, r.title, r.url, r.publisher, r.byline, r.published, r.language, r.n_events AS events,
    t.text, r.text_sha256, r.source, r.added, c.version AS coder_version, c.models, c.knowledge, s.id AS story
FROM stored_reports r
JOIN stored_texts t ON t.report = r.key
JOIN stored_coders c ON c.key = r.coder
LEFT JOIN stored_nodes n ON n.key = r.node
LEFT JOIN stored_stories s ON s.key = n.cluster;

CREATE VIEW events AS
SELECT e.id, h.id AS happening, r.id AS report, r.publisher, r.published, e.type, e.mode, e.status, e.quad, e.score, e.cameo, e.goldstein,
    e.contexts,
    (SELECT group_concat(party, '; ') FROM
        (SELECT coalesce(n.name, p.text) || coalesce(' (' || p.country || ' ' || p.sector || ')', '') AS party
         FROM stored_participants p LEFT JOIN stored_names n ON n.key = p.name
         WHERE p.event = e.key AND p.role = 'actor' ORDER BY p.number)) AS actors,
    (SELECT group_concat(party, '; ') FROM
        (SELECT coalesce(n.name, p.text) || coalesce(' (' || p.country || ' ' || p.sector || ')', '') AS party
         FROM stored_participants p LEFT JOIN stored_names n ON n.key = p.name
         WHERE p.event = e.key AND p.role = 'recipient' ORDER BY p.number)) AS recipients,
    e.date_start, e.date_end, e.date_basis, e.place, e.place_country, e.admin1, e.latitude, e.longitude, e.geonames,
    e.attribution, e.n_denials AS denials, e.confidence, e.trigger,
    substr(t.text, e.sentence_start + 1, e.sentence_end - e.sentence_start) AS evidence, r.url, e.review
FROM stored_events e
JOIN stored_happenings h ON h.key = e.happening
JOIN stored_reports r ON r.key = e.report
JOIN stored_texts t ON t.report = e.report;

CREATE VIEW participants AS
SELECT e.id AS event, p.role, p.number, i.local AS entity, n.name, i.kind, p.country, p.sector, p.other_sectors, i.knowledge_id, p.text, p.start
FROM stored_participants p
JOIN stored_events e ON e.key = p.event
LEFT JOIN stored_entities i ON i.key = p.entity
LEFT JOIN stored_names n ON n.key = p.name;

CREATE VIEW entities AS
SELECT r.id AS report, i.local AS entity, i.kind, n.name, i.country, i.sectors, i.knowledge_id, i.wikidata, i.n_mentions AS mentions
FROM stored_entities i
JOIN stored_names n ON n.key = i.name
JOIN stored_reports r ON r.key = i.report;

CREATE VIEW offices AS
SELECT r.id AS report, r.published, i.local AS entity, n.name AS person, i.knowledge_id, o.rank, o.post, o.body, o.country, o.tense,
    substr(t.text, o.start + 1, o."end" - o.start) AS evidence
FROM stored_offices o
JOIN stored_entities i ON i.key = o.entity
JOIN stored_names n ON n.key = i.name
JOIN stored_reports r ON r.key = i.report
JOIN stored_texts t ON t.report = i.report;

CREATE VIEW quotes AS
SELECT r.id AS report, r.published, q.style, s.local AS speaker, sn.name AS speaker_name, s.country AS speaker_country, q.cue,
    tn.name AS target_name, substr(t.text, q.start + 1, q."end" - q.start) AS text, q.start, q."end"
FROM stored_quotes q
JOIN stored_reports r ON r.key = q.report
JOIN stored_texts t ON t.report = q.report
LEFT JOIN stored_entities s ON s.key = q.speaker
LEFT JOIN stored_names sn ON sn.key = s.name
LEFT JOIN stored_entities g ON g.key = q.target
LEFT JOIN stored_names tn ON tn.key = g.name;

CREATE VIEW materiel AS
SELECT r.id AS report, r.published, e.id AS event, e.date_start, m.item, m.class, m.stage, m.supplier, m.receiver, m.maker, m.quantity,
    m.amount, m.currency, m.text
FROM stored_materiel m
JOIN stored_reports r ON r.key = m.report
LEFT JOIN stored_events e ON e.key = m.event;

CREATE VIEW numbers AS
SELECT r.id AS report, r.published, e.id AS event, n.kind, n.low, n.high, n.counted, n.text
FROM stored_numbers n
JOIN stored_reports r ON r.key = n.report
LEFT JOIN stored_events e ON e.key = n.event;

CREATE VIEW stories AS
SELECT s.id, s.n_reports AS reports, s.n_sources AS publishers, s.first_published, s.last_published, r.id AS report, r.title, r.publisher
FROM stored_stories s
JOIN stored_reports r ON r.key = s.report;

CREATE VIEW happenings AS
SELECT h.id, h.n_mentions AS mentions, h.n_reports AS reports, h.n_sources AS publishers, h.first_published, h.last_published, e.id AS event,
    h.type, h.mode, h.status, h.date_start, h.date_end, h.place, h.place_country, h.confidence, h.quad, h.score, h.goldstein, h.contexts,
    h.actors, h.recipients, h.date_basis, h.latitude, h.longitude, h.disagreements
FROM stored_happenings h
JOIN stored_events e ON e.key = h.event;

CREATE VIEW traces AS
SELECT kind, id, reason, other, at FROM stored_traces;

CREATE VIEW alerts AS
SELECT first, second, course, began, began_first, began_last, told, shift, at FROM stored_alerts;

CREATE VIEW dyad_month AS
SELECT first AS source, second AS target, month, 0 AS mutual, quad, status, mentions, happenings, score, goldstein
FROM stored_dyad_months WHERE direction = 'forth'
UNION ALL
SELECT second, first, month, 0, quad, status, mentions, happenings, score, goldstein
FROM stored_dyad_months WHERE direction = 'back'
UNION ALL
SELECT first, second, month, 1, quad, status, mentions, happenings, score, goldstein
FROM stored_dyad_months WHERE direction = 'mutual';

CREATE VIEW corrections AS
SELECT c.id, c.kind, (SELECT r.id FROM stored_reports r WHERE r.identity = c.identity ORDER BY r.version DESC LIMIT 1) AS report, c.target, c.event,
    c.body, c."by", c.reason, c.at,
    CASE WHEN c.undone_at IS NOT NULL THEN 'undone' WHEN c.is_stale THEN 'stale' ELSE 'applied' END AS state,
    c.undone_by, c.undone_reason, c.undone_at
FROM stored_corrections c;

CREATE VIEW deletions AS
SELECT event, report, version, reason, at FROM stored_deletions;
