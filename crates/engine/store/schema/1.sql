-- Schema 1 of the store. Code points count from 0 and ranges are half-open, as in the record.
-- Tables are named stored_*: what users read are the views of views.sql.

-- What coded reports: a program with its models and tables.
CREATE TABLE stored_coders (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    models TEXT NOT NULL,
    knowledge TEXT NOT NULL,
    UNIQUE (name, version, models, knowledge)
);

-- One row a version of a report. `identity` is what its versions share; `content` is the hash of what was read.
CREATE TABLE stored_reports (
    key INTEGER PRIMARY KEY,
    identity TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('current', 'replaced', 'withdrawn')),
    content BLOB NOT NULL,
    id TEXT NOT NULL,
    title TEXT,
    url TEXT,
    publisher TEXT,
    byline TEXT,
    published TEXT,
    language TEXT,
    text_sha256 TEXT NOT NULL,
    coder INTEGER NOT NULL REFERENCES stored_coders,
    n_events INTEGER NOT NULL,
    source TEXT,
    added TEXT NOT NULL,
    UNIQUE (identity, version)
);
CREATE INDEX stored_reports_content ON stored_reports (identity, content);
CREATE INDEX stored_reports_id ON stored_reports (id);
CREATE INDEX stored_reports_text ON stored_reports (text_sha256);
CREATE INDEX stored_reports_published ON stored_reports (published);

-- Text and record (JSON, compressed with zstd), apart from what is listed and sorted.
CREATE TABLE stored_texts (
    report INTEGER PRIMARY KEY REFERENCES stored_reports,
    text TEXT NOT NULL,
    record BLOB NOT NULL
);

-- Event mentions that are one event.
CREATE TABLE stored_happenings (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    n_mentions INTEGER NOT NULL
);

-- Events of current reports. The key counts days in its upper bits (event_key.rs): its order is the order of time.
CREATE TABLE stored_events (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES stored_reports,
    number INTEGER NOT NULL,
    happening INTEGER NOT NULL REFERENCES stored_happenings,
    type TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    quad INTEGER NOT NULL,
    score REAL NOT NULL,
    cameo TEXT NOT NULL,
    goldstein REAL NOT NULL,
    contexts TEXT NOT NULL,
    date_start TEXT,
    date_end TEXT,
    date_basis TEXT,
    place TEXT,
    place_country TEXT,
    admin1 TEXT,
    latitude REAL,
    longitude REAL,
    geonames INTEGER,
    attribution TEXT,
    n_denials INTEGER NOT NULL,
    confidence REAL NOT NULL,
    trigger TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL
);
CREATE INDEX stored_events_id ON stored_events (id);
CREATE INDEX stored_events_report ON stored_events (report);
CREATE INDEX stored_events_happening ON stored_events (happening);
CREATE INDEX stored_events_type ON stored_events (type, key);
CREATE INDEX stored_events_confidence ON stored_events (confidence, key);
CREATE INDEX stored_events_score ON stored_events (score, key);
CREATE INDEX stored_events_type_confidence ON stored_events (type, confidence, key);
CREATE INDEX stored_events_type_score ON stored_events (type, score, key);
CREATE INDEX stored_events_mode ON stored_events (mode, key) WHERE mode IS NOT NULL;
CREATE INDEX stored_events_country ON stored_events (place_country, key);
CREATE INDEX stored_events_place ON stored_events (place COLLATE NOCASE, key);
CREATE INDEX stored_events_province ON stored_events (admin1 COLLATE NOCASE, key);

-- Names of entities, each once.
CREATE TABLE stored_names (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- Who and what the current reports speak of; `local` is the record's own id of it.
CREATE TABLE stored_entities (
    key INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES stored_reports,
    local TEXT NOT NULL,
    kind TEXT NOT NULL,
    name INTEGER NOT NULL REFERENCES stored_names,
    country TEXT,
    sectors TEXT NOT NULL,
    knowledge_id TEXT,
    wikidata TEXT,
    n_mentions INTEGER NOT NULL
);
CREATE INDEX stored_entities_report ON stored_entities (report);
CREATE INDEX stored_entities_name ON stored_entities (name);
CREATE INDEX stored_entities_knowledge ON stored_entities (knowledge_id) WHERE knowledge_id IS NOT NULL;

-- Parties of events, and who says so.
CREATE TABLE stored_participants (
    event INTEGER NOT NULL REFERENCES stored_events,
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'sayer')),
    number INTEGER NOT NULL,
    entity INTEGER REFERENCES stored_entities,
    name INTEGER REFERENCES stored_names,
    is_person INTEGER NOT NULL,
    country TEXT,
    sector TEXT,
    other_sectors TEXT NOT NULL,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (event, role, number)
) WITHOUT ROWID;
CREATE INDEX stored_participants_name ON stored_participants (name, role, event);

-- Countries of the parties of an event, each once a role: the events of a country in the order of time.
CREATE TABLE stored_countries (
    country TEXT NOT NULL,
    role TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES stored_events,
    PRIMARY KEY (country, role, event)
) WITHOUT ROWID;

-- Which two countries an event joins, the first in the alphabet first.
CREATE TABLE stored_pairs (
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES stored_events,
    direction TEXT NOT NULL CHECK (direction IN ('forth', 'back', 'mutual')),
    PRIMARY KEY (first, second, event, direction)
) WITHOUT ROWID;
CREATE INDEX stored_pairs_event ON stored_pairs (event);

CREATE TABLE stored_offices (
    key INTEGER PRIMARY KEY,
    entity INTEGER NOT NULL REFERENCES stored_entities,
    rank TEXT,
    post TEXT,
    body TEXT,
    country TEXT,
    tense TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX stored_offices_entity ON stored_offices (entity);

-- Quotations, and what is retold.
CREATE TABLE stored_quotes (
    key INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES stored_reports,
    style TEXT NOT NULL,
    speaker INTEGER REFERENCES stored_entities,
    target INTEGER REFERENCES stored_entities,
    cue TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX stored_quotes_report ON stored_quotes (report);
CREATE INDEX stored_quotes_speaker ON stored_quotes (speaker) WHERE speaker IS NOT NULL;

CREATE TABLE stored_materiel (
    key INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES stored_reports,
    event INTEGER REFERENCES stored_events,
    item TEXT,
    class TEXT NOT NULL,
    stage TEXT NOT NULL,
    supplier TEXT,
    receiver TEXT,
    maker TEXT,
    quantity REAL,
    amount REAL,
    currency TEXT,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX stored_materiel_report ON stored_materiel (report);
CREATE INDEX stored_materiel_item ON stored_materiel (item);
CREATE INDEX stored_materiel_event ON stored_materiel (event) WHERE event IS NOT NULL;

CREATE TABLE stored_numbers (
    key INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES stored_reports,
    event INTEGER REFERENCES stored_events,
    kind TEXT NOT NULL,
    low REAL,
    high REAL,
    counted TEXT,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX stored_numbers_report ON stored_numbers (report);

-- Roll-ups, kept in the transaction that changes what they sum.
CREATE TABLE stored_dyad_months (
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    month TEXT NOT NULL,
    direction TEXT NOT NULL,
    quad INTEGER NOT NULL,
    status TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    happenings INTEGER NOT NULL,
    score REAL NOT NULL,
    goldstein REAL NOT NULL,
    PRIMARY KEY (first, second, month, direction, quad, status)
) WITHOUT ROWID;
CREATE TABLE stored_actor_months (
    month TEXT NOT NULL,
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    role TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (month, country, sector, role)
) WITHOUT ROWID;

-- What was published once and is no more: whoever copied it can take it away too.
CREATE TABLE stored_deletions (
    key INTEGER PRIMARY KEY,
    event TEXT NOT NULL,
    report TEXT NOT NULL,
    version INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX stored_deletions_event ON stored_deletions (event);

-- What `watch` knows of feeds.
CREATE TABLE stored_feeds (
    url TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    next_poll INTEGER,
    failures INTEGER NOT NULL,
    moved_to TEXT,
    is_gone INTEGER NOT NULL
) WITHOUT ROWID;

-- Pages that feeds led to and that need not be fetched again.
CREATE TABLE stored_pages (
    url TEXT PRIMARY KEY,
    fetched INTEGER NOT NULL
) WITHOUT ROWID;

-- Words. Nothing of the text is kept twice: rows are found by their keys.
CREATE VIRTUAL TABLE search_events USING fts5 (
    title, evidence, content = '', contentless_delete = 1, tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE search_reports USING fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE search_names USING fts5 (
    name, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);
