//! What stories are summed up as.

use super::Change;
use crate::error::Error;
use aggregation::{Printed, Story};
use rusqlite::params;

impl Change<'_> {
    /// Sums up a story, if it has a report.
    pub(super) fn sum_up_story(&mut self, story: i64) -> Result<(), Error> {
        let (keys, reports) = self.reports_of(story)?;
        let Some(sums) = Story::of(&reports, |at| self.sketches.of(keys[at]))? else { return Ok(()) };
        let mut statement = self.transaction.prepare_cached(
            "UPDATE stored_stories SET report = ?, n_reports = ?, n_sources = ?, first_published = ?, last_published = ? WHERE key = ?",
        )?;
        statement.execute(params![
            keys[sums.report],
            sums.n_reports,
            sums.n_sources,
            sums.first_published,
            sums.last_published,
            story
        ])?;
        Ok(())
    }

    /// The reports of a story, with their keys.
    fn reports_of(&self, story: i64) -> Result<(Vec<i64>, Vec<Printed>), Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT r.key, r.id, r.url, r.publisher, r.published, r.text_sha256 FROM stored_nodes n JOIN stored_reports r ON r.node = n.key
             WHERE n.kind = 0 AND n.cluster = ? ORDER BY r.key",
        )?;
        let reports = statement.query_map([story], |row| {
            let report = Printed {
                id: row.get(1)?,
                url: row.get(2)?,
                publisher: row.get(3)?,
                published: row.get(4)?,
                text_sha256: row.get(5)?,
            };
            Ok((row.get(0)?, report))
        })?;
        let reports: Vec<(i64, Printed)> = reports.collect::<Result<_, _>>()?;
        Ok(reports.into_iter().unzip())
    }
}
