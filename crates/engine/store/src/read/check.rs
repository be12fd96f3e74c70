use crate::connection::Reader;
use crate::error::Error;
use crate::packing;
use corrections::apply;
use record::{Record, hash};

/// Something in a store that should not be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// What is wrong, with the id or key of the row, and what helps.
    pub message: String,
}

/// Most findings of one kind that are told.
const MAX_FINDINGS: usize = 20;

/// Statements that find rows which contradict each other, and what such a row means. Each selects what names the row.
const CONTRADICTIONS: [(&str, &str); 22] = [
    (
        "SELECT identity FROM stored_reports WHERE state = 'current' GROUP BY identity HAVING count(*) > 1",
        "two current versions of one report",
    ),
    ("SELECT r.id FROM stored_reports r LEFT JOIN stored_texts t ON t.report = r.key WHERE t.report IS NULL", "a report without its text"),
    (
        "SELECT e.id FROM stored_events e LEFT JOIN stored_reports r ON r.key = e.report WHERE r.state IS NOT 'current'",
        "an event of a report that is not current",
    ),
    (
        "SELECT r.id FROM stored_reports r WHERE r.state = 'current' AND r.n_events <> (SELECT count(*) FROM stored_events e WHERE e.report = r.key)",
        "a report whose events are not all there",
    ),
    ("SELECT id FROM stored_events GROUP BY id HAVING count(*) > 1", "two events with one id"),
    (
        "SELECT h.id FROM stored_happenings h WHERE h.n_mentions <> (SELECT count(*) FROM stored_events e WHERE e.happening = h.key)",
        "a happening whose mentions are miscounted",
    ),
    (
        "SELECT r.id FROM stored_reports r LEFT JOIN stored_sketches s ON s.report = r.key
         WHERE (r.state = 'current') <> (s.report IS NOT NULL) OR (r.state = 'current') <> (r.node IS NOT NULL)",
        "a report that is compared and not current, or current and not compared",
    ),
    (
        "SELECT e.id FROM stored_events e LEFT JOIN stored_nodes n ON n.key = e.node AND n.kind = 1 WHERE n.cluster IS NOT e.happening",
        "an event whose happening is not that of its node",
    ),
    (
        "SELECT n.key FROM stored_nodes n WHERE n.cluster IS NULL OR (n.kind = 0
            AND NOT EXISTS (SELECT 1 FROM stored_reports r WHERE r.node = n.key AND n.report IN (SELECT key FROM stored_reports WHERE node = n.key)))
         OR (n.kind = 1 AND NOT EXISTS (SELECT 1 FROM stored_events e WHERE e.node = n.key AND e.report = n.report AND e.number = n.number))",
        "a node that none of its members stands for",
    ),
    (
        "SELECT s.id FROM stored_stories s WHERE s.n_reports <> (SELECT count(*) FROM stored_nodes n JOIN stored_reports r ON r.node = n.key
            WHERE n.kind = 0 AND n.cluster = s.key)",
        "a story whose reports are miscounted",
    ),
    (
        "SELECT l.node FROM stored_links l WHERE NOT EXISTS (SELECT 1 FROM stored_links b WHERE b.node = l.other AND b.other = l.node
            AND b.likeness = l.likeness) OR NOT EXISTS (SELECT 1 FROM stored_nodes n WHERE n.key = l.node)",
        "a link that goes one way only, or from nowhere",
    ),
    (
        "SELECT b.node FROM stored_blocks b LEFT JOIN stored_nodes n ON n.key = b.node WHERE n.identity IS NOT b.rank",
        "a drawer that holds what is no node",
    ),
    (
        "WITH made AS (SELECT h.date_start AS day, count(*) FROM stored_happenings h WHERE h.date_start IS NOT NULL GROUP BY 1)
         SELECT day FROM (SELECT * FROM (SELECT day, happenings FROM stored_country_days WHERE country = '' EXCEPT SELECT * FROM made)
          UNION ALL SELECT * FROM (SELECT * FROM made EXCEPT SELECT day, happenings FROM stored_country_days WHERE country = ''))",
        "a day whose happenings are miscounted",
    ),
    ("SELECT \"table\" || ' of ' || parent FROM pragma_foreign_key_check", "a row that points at none"),
    (
        "SELECT c.event FROM stored_countries c WHERE NOT EXISTS
         (SELECT 1 FROM stored_participants p WHERE p.event = c.event AND p.role = c.role AND p.country = c.country)",
        "a country that is party of no event",
    ),
    (
        "SELECT i.key FROM stored_entities i LEFT JOIN stored_reports r ON r.key = i.report WHERE r.state IS NOT 'current'",
        "an entity of a report that is not current",
    ),
    (
        "SELECT e.id FROM stored_events e WHERE NOT EXISTS (SELECT 1 FROM search_events s WHERE s.rowid = e.key)",
        "an event that the index of words lacks",
    ),
    (
        "WITH told AS (SELECT p.first, p.second, substr(e.date_start, 1, 7) AS month, p.direction, e.quad, e.status, 1 AS mention,
            0 AS happening, e.score, e.goldstein
          FROM stored_pairs p JOIN stored_events e ON e.key = p.event WHERE e.date_start IS NOT NULL
          UNION ALL SELECT p.first, p.second, substr(h.date_start, 1, 7), p.direction, h.quad, h.status, 0, 1, 0, 0
          FROM stored_happening_pairs p JOIN stored_happenings h ON h.key = p.happening WHERE h.date_start IS NOT NULL),
         made AS (SELECT first, second, month, direction, quad, status, sum(mention), sum(happening), round(sum(score), 3), round(sum(goldstein), 3)
          FROM told GROUP BY 1, 2, 3, 4, 5, 6),
         kept AS (SELECT first, second, month, direction, quad, status, mentions, happenings, round(score, 3), round(goldstein, 3)
          FROM stored_dyad_months)
         SELECT first || ' ' || second || ' ' || month FROM (SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM made)
          UNION ALL SELECT * FROM (SELECT * FROM made EXCEPT SELECT * FROM kept))",
        "a sum of a pair and month that its events do not make",
    ),
    (
        "WITH made AS (SELECT substr(e.date_start, 1, 7) AS month, p.country, coalesce(p.sector, '') AS sector, p.role,
            count(DISTINCT e.key) FROM stored_participants p JOIN stored_events e ON e.key = p.event
          WHERE e.date_start IS NOT NULL AND p.country IS NOT NULL AND p.role <> 'sayer' GROUP BY 1, 2, 3, 4),
         kept AS (SELECT month, country, sector, role, mentions FROM stored_actor_months)
         SELECT country || ' ' || month FROM (SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM made)
          UNION ALL SELECT * FROM (SELECT * FROM made EXCEPT SELECT * FROM kept))",
        "a sum of an actor and month that its events do not make",
    ),
    (
        "SELECT p.event FROM stored_participants p WHERE p.country IS NOT NULL AND p.role <> 'sayer' AND NOT EXISTS
         (SELECT 1 FROM stored_countries c WHERE c.country = p.country AND c.role = p.role AND c.event = p.event)",
        "a party whose country has no row",
    ),
    (
        "SELECT e.id FROM stored_events e WHERE e.review IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM stored_corrections c WHERE c.event = e.id AND c.undone_at IS NULL)",
        "a reviewed event that no correction names",
    ),
    ("SELECT d.event FROM stored_deletions d JOIN stored_events e ON e.id = d.event", "a deletion of an event that is there"),
];

impl Reader {
    /// Everything that is wrong with the file, its indexes, and what its rows say of each other; empty if it is sound.
    ///
    /// # Errors
    /// If the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<Finding>, Error> {
        let run = || {
            let mut findings = self.damage()?;
            if findings.is_empty() {
                for (sql, meaning) in CONTRADICTIONS {
                    findings.extend(self.contradictions(sql, meaning)?);
                }
                findings.extend(self.broken_records()?);
            }
            Ok(findings)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }

    /// What SQLite finds wrong with the pages of the file.
    fn damage(&self) -> Result<Vec<Finding>, Error> {
        let mut statement = self.connection.prepare(&format!("PRAGMA integrity_check({MAX_FINDINGS})"))?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        let remedy = "ingest the sources into a new store";
        let told = rows.into_iter().filter(|row| row != "ok");
        Ok(told.map(|row| Finding { message: format!("the file is damaged ({row}): {remedy}") }).collect())
    }

    fn contradictions(&self, sql: &str, meaning: &str) -> Result<Vec<Finding>, Error> {
        let mut statement = self.connection.prepare(&format!("SELECT * FROM ({sql}) LIMIT {MAX_FINDINGS}"))?;
        let name = |row: &rusqlite::Row| {
            Ok(match row.get_ref(0)? {
                rusqlite::types::ValueRef::Integer(key) => key.to_string(),
                value => value.as_str().unwrap_or("?").to_string(),
            })
        };
        let rows = statement.query_map([], name)?.collect::<Result<Vec<_>, _>>()?;
        let remedy = "please report it, and `entente store recode --all` writes the rows anew";
        Ok(rows.into_iter().map(|row| Finding { message: format!("{meaning} ({row}): {remedy}") }).collect())
    }

    /// Records that cannot be read, or that tell of another text or have other rows.
    fn broken_records(&self) -> Result<Vec<Finding>, Error> {
        let mut statement = self.connection.prepare(
            "SELECT r.id, r.text_sha256, t.record, t.text, r.state = 'current',
                (SELECT count(*) FROM stored_entities i WHERE i.report = r.key), (SELECT count(*) FROM stored_quotes q WHERE q.report = r.key),
                (SELECT d.record FROM stored_corrected d WHERE d.report = r.key), r.identity
             FROM stored_reports r JOIN stored_texts t ON t.report = r.key ORDER BY r.key",
        )?;
        let mut rows = statement.query([])?;
        let mut findings = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, hash, packed): (String, String, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let text: String = row.get(3)?;
            let (is_current, n_entities, n_quotes): (bool, usize, usize) = (row.get(4)?, row.get(5)?, row.get(6)?);
            let (corrected, identity): (Option<Vec<u8>>, String) = (row.get(7)?, row.get(8)?);
            let is_whole = packing::unpack(&packed).is_ok_and(|record| {
                // The rows are those of the corrected record, which its corrections must make.
                let corrected = self.corrected_again(&identity, &record, &text, corrected, is_current);
                let Some(corrected) = corrected else { return false };
                let has_rows = corrected.entities.len() == n_entities
                    && corrected.quotes.len() + corrected.statements.len() == n_quotes;
                let is_its_text = record.text_sha256 == hash && hash::sha256(text.as_bytes()) == hash;
                record.id == id && is_its_text && (has_rows || !is_current)
            });
            if !is_whole && findings.len() < MAX_FINDINGS {
                let message = format!(
                    "a record that cannot be read, or is not that of its text and rows (report {id}): `entente store recode` makes it anew"
                );
                findings.push(Finding { message });
            }
        }
        Ok(findings)
    }

    /// A record with its corrections; none if they do not make what is kept, or cannot be read.
    fn corrected_again(
        &self,
        identity: &str,
        coded: &Record,
        text: &str,
        kept: Option<Vec<u8>>,
        is_current: bool,
    ) -> Option<Record> {
        let corrections = super::corrections::kept(&self.connection, identity).ok()?;
        let corrections: Vec<_> = corrections.into_iter().map(|(kept, _)| kept).collect();
        let made = apply(coded, text, &corrections).record;
        let kept = kept.map(|kept| packing::unpack(&kept)).transpose().ok()?;
        (!is_current || kept.as_ref().unwrap_or(coded) == &made).then_some(made)
    }
}
