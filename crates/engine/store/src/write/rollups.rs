//! Sums by pair and month and by actor and month.

use super::Change;
use crate::error::Error;
use record::{Argument, Event};
use rusqlite::params;
use std::collections::BTreeSet;

/// Countries of one side beyond which an event joins no pairs: a summit of forty is not eight hundred relations.
const MAX_SIDE: usize = 12;

/// Two countries that an event joins.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Pair {
    pub(super) first: String,
    pub(super) second: String,
    pub(super) direction: &'static str,
}

impl Pair {
    /// What `source` does to `target`.
    fn directed(source: &str, target: &str) -> Pair {
        if source < target {
            Pair { first: source.into(), second: target.into(), direction: "forth" }
        } else {
            Pair { first: target.into(), second: source.into(), direction: "back" }
        }
    }

    /// What two do together.
    fn mutual(one: &str, other: &str) -> Pair {
        Pair { direction: "mutual", ..Pair::directed(one.min(other), one.max(other)) }
    }
}

impl Change<'_> {
    /// Adds an event to the sums of mentions.
    pub(super) fn roll_up(&self, key: i64, event: &Event) -> Result<(), Error> {
        let mut statement = self
            .transaction
            .prepare_cached("INSERT INTO stored_pairs (first, second, event, direction) VALUES (?, ?, ?, ?)")?;
        for pair in pairs(&countries(&event.actors), &countries(&event.recipients), event.recipients.is_empty()) {
            statement.execute(params![pair.first, pair.second, key, pair.direction])?;
        }
        self.count(key, 1)
    }

    /// Adds the stored event `n` times to the sums of mentions.
    ///
    /// Read from the rows and not from the record, so that taking away always undoes what adding did.
    pub(super) fn count(&self, key: i64, n: i64) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_dyad_months (first, second, month, direction, quad, status, mentions, happenings, score, goldstein)
             SELECT p.first, p.second, substr(e.date_start, 1, 7), p.direction, e.quad, e.status, ?2, 0, ?2 * e.score, ?2 * e.goldstein
             FROM stored_events e JOIN stored_pairs p ON p.event = e.key WHERE e.key = ?1 AND e.date_start IS NOT NULL
             ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions,
                score = round(score + excluded.score, 6), goldstein = round(goldstein + excluded.goldstein, 6)",
        )?;
        statement.execute([key, n])?;
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_actor_months (month, country, sector, role, mentions)
             SELECT DISTINCT substr(e.date_start, 1, 7), p.country, coalesce(p.sector, ''), p.role, ?2
             FROM stored_events e JOIN stored_participants p ON p.event = e.key
             WHERE e.key = ?1 AND e.date_start IS NOT NULL AND p.country IS NOT NULL AND p.role <> 'sayer'
             ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions",
        )?;
        statement.execute([key, n])?;
        if n < 0 {
            self.drop_empty_sums(key)?;
        }
        Ok(())
    }

    /// Sums that came to nothing are not rows.
    fn drop_empty_sums(&self, key: i64) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "DELETE FROM stored_dyad_months WHERE mentions = 0 AND happenings = 0 AND (first, second, month) IN
             (SELECT p.first, p.second, substr(e.date_start, 1, 7) FROM stored_events e JOIN stored_pairs p ON p.event = e.key WHERE e.key = ?)",
        )?;
        statement.execute([key])?;
        let mut statement = self.transaction.prepare_cached(
            "DELETE FROM stored_actor_months WHERE mentions = 0 AND (month, country) IN
             (SELECT substr(e.date_start, 1, 7), p.country FROM stored_events e JOIN stored_participants p ON p.event = e.key WHERE e.key = ?)",
        )?;
        statement.execute([key])?;
        Ok(())
    }
}

/// Whom actors and recipients of these countries join: each actor with each recipient, or, where nobody is on the other side, the actors with
/// each other.
pub(super) fn pairs(actors: &BTreeSet<String>, recipients: &BTreeSet<String>, is_one_sided: bool) -> BTreeSet<Pair> {
    if actors.len() > MAX_SIDE || recipients.len() > MAX_SIDE {
        return BTreeSet::new();
    }
    let others =
        |one: &str, all: &BTreeSet<String>| all.iter().filter(|other| *other != one).cloned().collect::<Vec<_>>();
    let mut pairs = BTreeSet::new();
    for actor in actors {
        if is_one_sided {
            pairs.extend(others(actor, actors).iter().map(|other| Pair::mutual(actor, other)));
        } else {
            pairs.extend(others(actor, recipients).iter().map(|other| Pair::directed(actor, other)));
        }
    }
    pairs
}

fn countries(arguments: &[Argument]) -> BTreeSet<String> {
    arguments.iter().filter_map(|argument| argument.country.clone()).collect()
}
