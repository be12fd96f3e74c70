use crate::connection::Reader;
use crate::error::Error;
use crate::packing;

/// Something in a store that should not be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// What is wrong, with the id or key of the row, and what helps.
    pub message: String,
}

/// Most findings of one kind that are told.
const MAX_FINDINGS: usize = 20;

/// Statements that find rows which contradict each other, and what such a row means. Each selects what names the row.
const CONTRADICTIONS: [(&str, &str); 12] = [
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
        "SELECT p.event FROM stored_participants p LEFT JOIN stored_events e ON e.key = p.event WHERE e.key IS NULL",
        "a party of no event",
    ),
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
        "SELECT first || ' ' || second || ' ' || month FROM
         (SELECT first, second, month, direction, quad, status, mentions FROM stored_dyad_months
          EXCEPT SELECT p.first, p.second, substr(e.date_start, 1, 7), p.direction, e.quad, e.status, count(*)
          FROM stored_pairs p JOIN stored_events e ON e.key = p.event WHERE e.date_start IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6)",
        "a sum of a pair and month that its events do not make",
    ),
    (
        "SELECT country || ' ' || month FROM
         (SELECT month, country, sector, role, mentions FROM stored_actor_months
          EXCEPT SELECT substr(e.date_start, 1, 7), p.country, coalesce(p.sector, ''), p.role, count(DISTINCT e.key)
          FROM stored_participants p JOIN stored_events e ON e.key = p.event
          WHERE e.date_start IS NOT NULL AND p.country IS NOT NULL AND p.role <> 'sayer' GROUP BY 1, 2, 3, 4)",
        "a sum of an actor and month that its events do not make",
    ),
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

    /// Records that cannot be read, or that tell of another text.
    fn broken_records(&self) -> Result<Vec<Finding>, Error> {
        let mut statement = self.connection.prepare(
            "SELECT r.id, r.text_sha256, t.record FROM stored_reports r JOIN stored_texts t ON t.report = r.key ORDER BY r.key",
        )?;
        let mut rows = statement.query([])?;
        let mut findings = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, hash, packed): (String, String, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let is_whole = packing::unpack(&packed).is_ok_and(|record| record.id == id && record.text_sha256 == hash);
            if !is_whole && findings.len() < MAX_FINDINGS {
                let message =
                    format!("a record that cannot be read (report {id}): `entente store recode` makes it anew");
                findings.push(Finding { message });
            }
        }
        Ok(findings)
    }
}
