//! What stories are summed up as.

use super::Change;
use crate::error::Error;
use deduplication::voices;
use rusqlite::params;

/// Reports of a story that its publishers are counted of: the first ones.
const MAX_COUNTED: usize = 1_000;

/// A report of a story.
struct Part {
    report: i64,
    published: Option<String>,
}

impl Change<'_> {
    /// Sums up a story, if it has a report.
    pub(super) fn sum_up_story(&mut self, story: i64) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT r.key, r.published FROM stored_nodes n JOIN stored_reports r ON r.node = n.key
             WHERE n.kind = 0 AND n.cluster = ? ORDER BY r.published IS NULL, r.published, r.text_sha256, r.id",
        )?;
        let parts = statement.query_map([story], |row| Ok(Part { report: row.get(0)?, published: row.get(1)? }))?;
        let parts: Vec<Part> = parts.collect::<Result<_, _>>()?;
        let Some(first) = parts.iter().min_by_key(|part| (part.published.is_none(), &part.published, part.report))
        else {
            return Ok(());
        };
        let reports: Vec<i64> = parts.iter().take(MAX_COUNTED).map(|part| part.report).collect();
        let published = || parts.iter().filter_map(|part| part.published.as_ref());
        let mut statement = self.transaction.prepare_cached(
            "UPDATE stored_stories SET report = ?, n_reports = ?, n_sources = ?, first_published = ?, last_published = ? WHERE key = ?",
        )?;
        let n_sources = self.voices_of(&reports)?.into_iter().max().map_or(0, |last| last + 1);
        statement.execute(params![
            first.report,
            parts.len(),
            n_sources,
            published().min(),
            published().max(),
            story
        ])?;
        Ok(())
    }

    /// The voice of each report, counted from 0.
    pub(super) fn voices_of(&mut self, reports: &[i64]) -> Result<Vec<usize>, Error> {
        let sketches = reports.iter().map(|report| self.sketches.of(*report)).collect::<Result<Vec<_>, _>>()?;
        Ok(voices(sketches.iter().map(|sketch| &**sketch)))
    }
}
