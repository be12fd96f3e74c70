//! What analysts say, written down and put in force in one transaction.

use super::clusters::Clusters;
use super::nodes::Nodes;
use super::{Change, Wanted, kept};
use crate::connection::Store;
use crate::error::{Error, Kind};
use crate::packing;
use crate::read::corrections as ledger;
use corrections::{Anchor, Applied, Change as Said, Correction, Kept, NewCorrection, apply, checked_undo, plan};
use deduplication::graph::{Node, Shelf, Touched};
use deduplication::{Events, Reports, Sketch};
use record::{Record, hash};
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[cfg(test)]
mod tests;

/// Mentions of one node that a merge or split names: one may go, and the others still hold it.
const MAX_OF_NODE: usize = 3;

/// Mentions that one merge or split names.
const MAX_TIED: usize = 2_000;

/// Members of a node whose happening is noted: of a wire that more print, the first ones decide.
const MAX_NOTED: usize = 1_000;

impl Store {
    /// Writes a correction down and puts it in force, all or nothing; it is on the disk when this returns.
    ///
    /// # Errors
    /// If there is no current event, report or happening of its id ([`Error::is_unknown`]), it says what cannot be ([`Error::is_refused`]), or the
    /// disk fails.
    pub fn correct(&mut self, new: &NewCorrection, at: &str) -> Result<Correction, Error> {
        self.change(at, |change| change.correct(new))
    }

    /// Takes a correction back: everything is as if it had never been made, and the ledger tells of both.
    ///
    /// # Errors
    /// If there is no such correction, or it was taken back already, or the disk fails.
    pub fn undo_correction(&mut self, id: &str, by: &str, reason: &str, at: &str) -> Result<Correction, Error> {
        self.change(at, |change| change.undo(id, by, reason))
    }
}

/// The current version of a report.
struct Held {
    key: i64,
    identity: String,
    byline: Option<String>,
    text: String,
    coded: Record,
    current: Record,
}

/// What a correction is written down with.
#[derive(Default)]
struct Entry {
    identity: Option<String>,
    event: Option<String>,
    anchor: Option<String>,
    overrides: Vec<String>,
}

/// Where members were before a correction: happenings and keys by ids of events, stories by ids of reports. Only what it changed.
#[derive(Default, Serialize, Deserialize)]
struct Before {
    #[serde(default)]
    happenings: BTreeMap<String, String>,
    #[serde(default)]
    stories: BTreeMap<String, String>,
    #[serde(default)]
    keys: BTreeMap<String, i64>,
}

/// A mention that a merge or split names.
struct Mention {
    key: i64,
    id: String,
    report: i64,
    node: Node,
}

impl Change<'_> {
    fn correct(&mut self, new: &NewCorrection) -> Result<Correction, Error> {
        self.displaced = Some(Wanted::default());
        let key = match &new.change {
            Said::Accept { event } | Said::Edit { event, .. } | Said::Strike { event } => {
                self.correct_event(new, self.report_of_event(event)?)?
            }
            Said::Add { report, .. } => self.correct_event(new, self.current_report(report)?)?,
            Said::Merge { happenings } => self.merge(new, happenings)?,
            Said::Split { happening, events } => self.split(new, happening, events)?,
            Said::Alias { .. } | Said::Office { .. } => self.write_down(new, &new.change, Entry::default())?,
        };
        ledger::of_key(self.transaction, key)
    }

    fn undo(&mut self, id: &str, by: &str, reason: &str) -> Result<Correction, Error> {
        checked_undo(by, reason)?;
        self.displaced = Some(Wanted::default());
        let (key, correction) = ledger::of_id(self.transaction, id)?;
        if let Some(undone) = &correction.undone {
            let message = format!("the correction `{id}` was taken back by {} at {} already", undone.by, undone.at);
            return Err(Error::new(Kind::Refused(message)));
        }
        let mut statement = self.transaction.prepare_cached(
            "UPDATE stored_corrections SET undone_by = ?, undone_reason = ?, undone_at = ? WHERE key = ?",
        )?;
        statement.execute(params![by, reason, self.at, key])?;
        let mut statement =
            self.transaction.prepare_cached("SELECT identity, before FROM stored_corrections WHERE key = ?")?;
        let (identity, before): (Option<String>, Option<String>) =
            statement.query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let before: Before = before.as_deref().map(parsed).transpose()?.unwrap_or_default();
        match correction.body {
            Said::Accept { .. } | Said::Edit { .. } | Said::Strike { .. } | Said::Add { .. } => {
                let report = identity.map(|identity| self.newest(&identity)).transpose()?.flatten();
                if let Some(report) = report.filter(|report| report.is_current) {
                    let held = self.held(report.key)?;
                    self.wanted = self.standing(&held)?;
                    self.want(before);
                    self.rewrite(&held)?;
                }
            }
            Said::Merge { .. } | Said::Split { .. } => {
                self.want(before);
                self.untie(key)?;
            }
            Said::Alias { .. } | Said::Office { .. } => {}
        }
        self.keep_ids()?;
        ledger::of_key(self.transaction, key)
    }

    /// Lets happenings and stories keep the ids that they had or are to have: what was parted on the way and joined again is what it was.
    fn keep_ids(&mut self) -> Result<(), Error> {
        if let Some(displaced) = &self.displaced {
            let happenings = displaced.happenings.iter().map(|(member, id)| (member.clone(), id.clone()));
            let stories = displaced.stories.iter().map(|(member, id)| (member.clone(), id.clone()));
            happenings.for_each(|(member, id)| {
                self.wanted.happenings.entry(member).or_insert(id);
            });
            stories.for_each(|(member, id)| {
                self.wanted.stories.entry(member).or_insert(id);
            });
        }
        self.restore_ids::<Reports>()?;
        self.restore_ids::<Events>()
    }

    fn want(&mut self, before: Before) {
        self.wanted.happenings.extend(before.happenings);
        self.wanted.stories.extend(before.stories);
        // A key that another event has got in the meantime stays with that.
        let held: BTreeSet<i64> = self.wanted.keys.values().copied().collect();
        self.wanted.keys.extend(before.keys.into_iter().filter(|(_, key)| !held.contains(key)));
    }

    fn correct_event(&mut self, new: &NewCorrection, report: i64) -> Result<i64, Error> {
        let held = self.held(report)?;
        let plan = plan(new, &held.current, &held.text, &format!("{} {}", self.at, new.by))?;
        let entry = Entry {
            identity: Some(held.identity.clone()),
            event: Some(plan.anchor.event.id.clone()),
            anchor: Some(written(&plan.anchor)),
            overrides: Vec::new(),
        };
        let key = self.write_down(new, &plan.change, entry)?;
        let standing = self.standing(&held)?;
        self.wanted = self.standing(&held)?;
        self.rewrite(&held)?;
        self.keep_ids()?;
        let now = self.standing(&held)?;
        let mut before = Before::default();
        let moved = standing.happenings.into_iter().filter(|(id, was)| now.happenings.get(id) != Some(was));
        before.happenings.extend(moved);
        before.stories.extend(standing.stories.into_iter().filter(|(id, was)| now.stories.get(id) != Some(was)));
        before.keys.extend(standing.keys.into_iter().filter(|(id, was)| now.keys.get(id) != Some(was)));
        self.remember(key, before)?;
        Ok(key)
    }

    /// Keeps where members were that are somewhere else now.
    fn remember(&mut self, correction: i64, mut before: Before) -> Result<(), Error> {
        let displaced = self.displaced.take().unwrap_or_default();
        for (id, was) in displaced.happenings {
            if self.happening_of(&id)?.as_ref() != Some(&was) {
                before.happenings.entry(id).or_insert(was);
            }
        }
        for (id, was) in displaced.stories {
            if self.story_of(&id)?.as_ref() != Some(&was) {
                before.stories.entry(id).or_insert(was);
            }
        }
        let mut statement =
            self.transaction.prepare_cached("UPDATE stored_corrections SET before = ? WHERE key = ?")?;
        statement.execute(params![written(&before), correction])?;
        Ok(())
    }

    fn write_down(&self, new: &NewCorrection, change: &Said, entry: Entry) -> Result<i64, Error> {
        let body = written(change);
        let mut statement = self.transaction.prepare_cached("SELECT 1 FROM stored_corrections WHERE id = ?")?;
        let mut copy = 0u64;
        let id = loop {
            let id = hash::id(&["correction", &body, &new.by, &new.reason, self.at, &copy.to_string()]);
            if !statement.exists([&id])? {
                break id;
            }
            copy += 1;
        };
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_corrections (id, kind, identity, target, event, body, anchor, \"by\", reason, at, overrides)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        Ok(statement.insert(params![
            id,
            change.kind(),
            entry.identity,
            change.target(),
            entry.event,
            body,
            entry.anchor,
            new.by,
            new.reason,
            self.at,
            entry.overrides.join(" "),
        ])?)
    }

    fn report_of_event(&self, event: &str) -> Result<i64, Error> {
        let mut statement = self.transaction.prepare_cached("SELECT report FROM stored_events WHERE id = ?")?;
        let report = statement.query_row([event], |row| row.get(0)).optional()?;
        report.ok_or_else(|| Error::new(Kind::Unknown(event.into())))
    }

    fn current_report(&self, id: &str) -> Result<i64, Error> {
        let mut statement =
            self.transaction.prepare_cached("SELECT key FROM stored_reports WHERE id = ? AND state = 'current'")?;
        let report = statement.query_row([id], |row| row.get(0)).optional()?;
        report.ok_or_else(|| Error::new(Kind::Unknown(id.into())))
    }

    fn held(&self, key: i64) -> Result<Held, Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT r.identity, r.byline, t.text, t.record, d.record FROM stored_reports r JOIN stored_texts t ON t.report = r.key
             LEFT JOIN stored_corrected d ON d.report = r.key WHERE r.key = ?",
        )?;
        let (identity, byline, text, coded, corrected): (_, _, _, Vec<u8>, Option<Vec<u8>>) =
            statement.query_row([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?;
        let coded = packing::unpack(&coded)?;
        let current = corrected.map(|record| packing::unpack(&record)).transpose()?.unwrap_or_else(|| coded.clone());
        Ok(Held { key, identity, byline, text, coded, current })
    }

    /// Where the events of a report and the report itself are now.
    fn standing(&self, held: &Held) -> Result<Wanted, Error> {
        let mut standing = Wanted::default();
        let mut statement = self.transaction.prepare_cached(
            "SELECT e.id, e.key, h.id FROM stored_events e JOIN stored_happenings h ON h.key = e.happening WHERE e.report = ?",
        )?;
        let mut rows = statement.query([held.key])?;
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            standing.keys.insert(id.clone(), row.get(1)?);
            standing.happenings.insert(id, row.get(2)?);
        }
        let id = held.coded.id.clone();
        standing.stories.extend(self.story_of(&id)?.map(|story| (id, story)));
        Ok(standing)
    }

    fn happening_of(&self, event: &str) -> Result<Option<String>, Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT h.id FROM stored_events e JOIN stored_happenings h ON h.key = e.happening WHERE e.id = ?",
        )?;
        Ok(statement.query_row([event], |row| row.get(0)).optional()?)
    }

    fn story_of(&self, report: &str) -> Result<Option<String>, Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT s.id FROM stored_reports r JOIN stored_nodes n ON n.key = r.node JOIN stored_stories s ON s.key = n.cluster
             WHERE r.id = ? AND r.state = 'current'",
        )?;
        Ok(statement.query_row([report], |row| row.get(0)).optional()?)
    }

    /// A record with the corrections of its report in force; which of them are stale is written down.
    pub(super) fn applied(&self, identity: &str, coded: &Record, text: &str) -> Result<Applied, Error> {
        let kept = ledger::kept(self.transaction, identity)?;
        let corrections: Vec<Kept> = kept.iter().map(|(kept, _)| kept.clone()).collect();
        let applied = apply(coded, text, &corrections);
        let mut statement =
            self.transaction.prepare_cached("UPDATE stored_corrections SET is_stale = ? WHERE id = ?")?;
        for (kept, was_stale) in kept {
            let is_stale = applied.stale.contains(&kept.id);
            if is_stale != was_stale {
                statement.execute(params![is_stale, kept.id])?;
            }
        }
        Ok(applied)
    }

    /// Keeps a record that corrections change.
    pub(super) fn keep_corrected(&self, key: i64, coded: &Record, applied: &Applied) -> Result<(), Error> {
        if applied.record == *coded {
            self.transaction.prepare_cached("DELETE FROM stored_corrected WHERE report = ?")?.execute([key])?;
            return Ok(());
        }
        let mut statement = self
            .transaction
            .prepare_cached("INSERT OR REPLACE INTO stored_corrected (report, record) VALUES (?, ?)")?;
        statement.execute(params![key, packing::pack(&applied.record)?])?;
        Ok(())
    }

    /// Writes the rows of a report anew if its corrections change them.
    fn rewrite(&mut self, held: &Held) -> Result<(), Error> {
        let applied = self.applied(&held.identity, &held.coded, &held.text)?;
        if applied.record == held.current && self.reviews_of(held.key)? == reviews(&applied) {
            return Ok(());
        }
        self.keep_corrected(held.key, &held.coded, &applied)?;
        let mut statement = self.transaction.prepare_cached("UPDATE stored_reports SET n_events = ? WHERE key = ?")?;
        statement.execute(params![applied.record.events.len(), held.key])?;
        let sketch = Sketch::of(&record::comparable(&applied.record, &held.text, held.byline.as_deref()));
        if *self.sketches.of(held.key)? == sketch { self.renew(held, &applied) } else { self.part_anew(held, &applied) }
    }

    /// Rows of a report that is compared as before.
    fn renew(&mut self, held: &Held, applied: &Applied) -> Result<(), Error> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT number, node, happening FROM stored_events WHERE report = ? ORDER BY number")?;
        let rows = statement.query_map([held.key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let places: Vec<(i64, i64, i64)> = rows.collect::<Result<_, _>>()?;
        self.publish_struck(held, applied)?;
        self.clear_rows(held.key)?;
        self.insert_rows(held.key, applied, &held.text)?;
        let mut statement = self
            .transaction
            .prepare_cached("UPDATE stored_events SET node = ?, happening = ? WHERE report = ? AND number = ?")?;
        for (number, node, happening) in places {
            statement.execute([node, happening, held.key, number])?;
            self.stale_happenings.insert(happening);
        }
        self.tie(held.key, &applied.record, &held.text)?;
        self.settle::<Events>(Touched::new(), BTreeSet::new())
    }

    /// Rows of a report that is compared otherwise than before.
    fn part_anew(&mut self, held: &Held, applied: &Applied) -> Result<(), Error> {
        self.publish_struck(held, applied)?;
        let struck = applied.struck.keys().map(String::as_str);
        let kept = kept(&applied.record).into_iter().chain(struck).collect();
        self.clear(held.key, "corrected", &kept)?;
        self.insert_rows(held.key, applied, &held.text)?;
        self.words.report(held.key, applied.record.title.as_deref(), &held.text);
        self.cluster(held.key, &applied.record, &held.text, held.byline.as_deref())
    }

    /// Tells of events of the store that were struck.
    fn publish_struck(&self, held: &Held, applied: &Applied) -> Result<(), Error> {
        let struck = held.current.events.iter().filter_map(|event| Some((&event.id, applied.struck.get(&event.id)?)));
        for (id, reason) in struck {
            self.publish_deletion(id, held.key, &format!("struck: {reason}"))?;
        }
        Ok(())
    }

    fn reviews_of(&self, report: i64) -> Result<BTreeMap<String, String>, Error> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT id, review FROM stored_events WHERE report = ? AND review IS NOT NULL")?;
        let reviews = statement.query_map([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(reviews.collect::<Result<_, _>>()?)
    }

    fn merge(&mut self, new: &NewCorrection, happenings: &[String]) -> Result<i64, Error> {
        let keys: BTreeSet<i64> = happenings.iter().map(|id| self.happening(id)).collect::<Result<_, _>>()?;
        if keys.len() < 2 {
            let message = "`happenings`: expected two at least, found one: they were joined already".to_string();
            return Err(Error::new(Kind::Refused(message)));
        }
        let mut mentions = Vec::new();
        for key in keys {
            mentions.extend(thinned(self.mentions_in(key)?));
        }
        self.tie_down(new, mentions, Vec::new())
    }

    fn split(&mut self, new: &NewCorrection, happening: &str, events: &[String]) -> Result<i64, Error> {
        let refused = |message: String| Err(Error::new(Kind::Refused(message)));
        let all = self.mentions_in(self.happening(happening)?)?;
        if let Some(other) = events.iter().find(|id| !all.iter().any(|mention| mention.id == **id)) {
            return refused(format!("`events`: expected mentions of the happening `{happening}`, found `{other}`"));
        }
        let (parted, rest): (Vec<Mention>, Vec<Mention>) =
            all.into_iter().partition(|mention| events.contains(&mention.id));
        if rest.is_empty() {
            return refused("`events`: expected some of the happening's mentions, found all".into());
        }
        for mention in &parted {
            if let Some(same) = rest.iter().find(|other| other.node == mention.node) {
                return refused(format!(
                    "`events`: `{}` and `{}` are told in the same words with the same codes, and so are one: split off both, or edit or strike one of them",
                    mention.id, same.id
                ));
            }
        }
        self.tie_down(new, parted, thinned(rest))
    }

    /// The key of a happening by its id, or of the one that it was joined to.
    fn happening(&self, id: &str) -> Result<i64, Error> {
        let now = crate::read::happenings::followed(self.transaction, "happening", id)?;
        let mut statement = self.transaction.prepare_cached("SELECT key FROM stored_happenings WHERE id = ?")?;
        let key = statement.query_row([&now], |row| row.get(0)).optional()?;
        key.ok_or_else(|| Error::new(Kind::Unknown(id.into())))
    }

    fn mentions_in(&self, happening: i64) -> Result<Vec<Mention>, Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT key, id, report, node FROM stored_events WHERE happening = ? AND node IS NOT NULL ORDER BY key",
        )?;
        let mention = |row: &rusqlite::Row| {
            Ok(Mention { key: row.get(0)?, id: row.get(1)?, report: row.get(2)?, node: row.get(3)? })
        };
        Ok(statement.query_map([happening], mention)?.collect::<Result<_, _>>()?)
    }

    /// Writes down that mentions are one, and others another, and parts what they are in anew.
    fn tie_down(&mut self, new: &NewCorrection, together: Vec<Mention>, apart: Vec<Mention>) -> Result<i64, Error> {
        let n_tied = together.len() + apart.len();
        if n_tied > MAX_TIED {
            let message =
                format!("expected at most {MAX_TIED} different mentions, found {n_tied}: name fewer happenings");
            return Err(Error::new(Kind::Refused(message)));
        }
        let overrides = self.contradicted(&together, &apart)?;
        let identity = together.first().map(|mention| self.held(mention.report)).transpose()?.map(|held| held.identity);
        let entry = Entry { identity, overrides, ..Entry::default() };
        let correction = self.write_down(new, &new.change, entry)?;
        let mut reports: BTreeMap<i64, Held> = BTreeMap::new();
        let sides = together.iter().map(|mention| (mention, true)).chain(apart.iter().map(|mention| (mention, false)));
        for (number, (mention, is_together)) in sides.enumerate() {
            if let std::collections::btree_map::Entry::Vacant(entry) = reports.entry(mention.report) {
                entry.insert(self.held(mention.report)?);
            }
            let held = &reports[&mention.report];
            let Some(event) = held.current.events.iter().find(|event| event.id == mention.id) else { continue };
            let mut statement = self.transaction.prepare_cached(
                "INSERT INTO stored_ties (correction, number, is_together, identity, anchor, event) VALUES (?, ?, ?, ?, ?, ?)",
            )?;
            let anchor = written(&Anchor::of(&held.current, &held.text, event));
            statement.execute(params![correction, number, is_together, held.identity, anchor, mention.key])?;
            self.loosened.insert(mention.node);
        }
        self.sketches.tied();
        self.settle::<Events>(Touched::new(), BTreeSet::new())?;
        self.keep_ids()?;
        self.remember(correction, Before::default())?;
        Ok(correction)
    }

    /// Ids of earlier merges and splits that say the opposite.
    fn contradicted(&mut self, together: &[Mention], apart: &[Mention]) -> Result<Vec<String>, Error> {
        let nodes = |mentions: &[Mention]| mentions.iter().map(|mention| mention.node).collect::<BTreeSet<Node>>();
        let (together, apart) = (nodes(together), nodes(apart));
        let mut contradicted = BTreeSet::new();
        for &node in &together {
            let ties = Nodes::<Events>::new(self.transaction, &mut self.sketches).ties(node)?;
            for (correction, tie) in ties {
                let parts = tie.together.contains(&node) && tie.apart.iter().any(|other| together.contains(other));
                let joins = tie.together.contains(&node) && tie.together.iter().any(|other| apart.contains(other));
                if parts || joins {
                    contradicted.insert(correction);
                }
            }
        }
        let mut statement = self.transaction.prepare_cached("SELECT id FROM stored_corrections WHERE key = ?")?;
        let ids = contradicted.into_iter().map(|key| statement.query_row([key], |row| row.get(0)));
        Ok(ids.collect::<Result<_, _>>()?)
    }

    fn untie(&mut self, correction: i64) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT DISTINCT e.node FROM stored_ties t JOIN stored_events e ON e.key = t.event
             WHERE t.correction = ? AND e.node IS NOT NULL",
        )?;
        let nodes = statement.query_map([correction], |row| row.get(0))?.collect::<Result<Vec<Node>, _>>()?;
        self.loosened.extend(nodes);
        let mut statement =
            self.transaction.prepare_cached("UPDATE stored_ties SET event = NULL WHERE correction = ?")?;
        statement.execute([correction])?;
        self.settle::<Events>(Touched::new(), BTreeSet::new())
    }

    /// Notes where a node's members were, while a correction is put in force.
    pub(super) fn note_displaced<K: Clusters>(&mut self, node: Node, cluster: i64) -> Result<(), Error> {
        if self.displaced.is_none() {
            return Ok(());
        }
        let Some(was) = self.id_of::<K>(cluster)? else { return Ok(()) };
        let mut statement = self.transaction.prepare_cached(K::LISTED)?;
        let members = statement.query_map([node], |row| row.get::<_, String>(2))?.take(MAX_NOTED);
        let members = members.collect::<Result<Vec<String>, _>>()?;
        // Of the members of a report that is written anew it was noted before.
        let others: Vec<String> = members.into_iter().filter(|id| !K::wanted(self).contains_key(id)).collect();
        if let Some(displaced) = &mut self.displaced {
            for member in others {
                K::displaced(displaced).entry(member).or_insert(was.clone());
            }
        }
        Ok(())
    }
}

/// What the ledger keeps as JSON.
pub(super) fn parsed<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|error| Error::new(Kind::Ledger(error)))
}

fn written<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("strings, numbers and lists are JSON")
}

fn reviews(applied: &Applied) -> BTreeMap<String, String> {
    applied.reviews.iter().map(|(id, review)| (id.clone(), review.name().to_string())).collect()
}

/// Some mentions of each node.
fn thinned(mentions: Vec<Mention>) -> Vec<Mention> {
    let mut counts: BTreeMap<Node, usize> = BTreeMap::new();
    let mut thinned = mentions;
    thinned.retain(|mention| {
        let count = counts.entry(mention.node).or_default();
        *count += 1;
        *count <= MAX_OF_NODE
    });
    thinned
}
