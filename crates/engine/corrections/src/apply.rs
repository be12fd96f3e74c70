//! The record with its corrections in force.

use crate::anchor::{Anchor, Moved, trigger};
use crate::page::Page;
use crate::request::Change;
use record::{Event, Record};
use std::collections::{BTreeMap, BTreeSet};

/// A correction of a report's events as the ledger keeps it.
#[derive(Clone, PartialEq, Debug)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// Who says so.
    pub by: String,
    /// Why.
    pub reason: String,
    /// What it says: one of accept, edit, strike, add.
    pub change: Change,
    /// What finds its event.
    pub anchor: Anchor,
    /// Whether it was taken back.
    pub is_undone: bool,
}

/// What an analyst said of an event that is in the record; the least that is said first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Review {
    /// It is right as it was coded.
    Accepted,
    /// It is right as it was changed.
    Edited,
    /// The program missed it.
    Added,
}

impl Review {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Review::Accepted => "accepted",
            Review::Edited => "edited",
            Review::Added => "added",
        }
    }
}

/// A record with all corrections of its report in force.
#[derive(Clone, PartialEq, Debug)]
pub struct Applied {
    /// The record.
    pub record: Record,
    /// What was said of its events, by their ids.
    pub reviews: BTreeMap<String, Review>,
    /// Ids of the corrections that are in force no more: their words are gone, or the event that they are about was taken back.
    pub stale: BTreeSet<String>,
    /// Why events are not there any more, by their ids.
    pub struck: BTreeMap<String, String>,
}

/// Lays the corrections of a report over what the program coded, the earliest first.
///
/// An event that is accepted, edited or added has the confidence 1 and keeps its id, whatever the program calls it now. An accepted event that
/// something else codes now stays as it was accepted; of an edited one what was set stays, and the rest is what is coded now.
pub fn apply(coded: &Record, text: &str, corrections: &[Kept]) -> Applied {
    let page = Page::new(text);
    let live = || corrections.iter().filter(|correction| !correction.is_undone);
    let mut bench = Bench {
        page: &page,
        named: live().map(|correction| correction.anchor.event.id.clone()).collect(),
        applied: Applied {
            record: coded.clone(),
            reviews: BTreeMap::new(),
            stale: BTreeSet::new(),
            struck: BTreeMap::new(),
        },
    };
    // Events that somebody added and took back: what was said of them is about nothing.
    let mut gone: BTreeSet<&str> = BTreeSet::new();
    for correction in corrections {
        let event = correction.anchor.event.id.as_str();
        match (&correction.change, correction.is_undone) {
            (Change::Add { .. }, true) => {
                gone.insert(event);
                continue;
            }
            (_, true) => continue,
            (Change::Add { .. }, false) => {
                gone.remove(event);
            }
            _ => {}
        }
        if gone.contains(event) || bench.lay(correction).is_none() {
            bench.applied.stale.insert(correction.id.clone());
        }
    }
    bench.applied
}

struct Bench<'p> {
    page: &'p Page<'p>,
    /// Ids that corrections name: an event of such an id is that one and no other.
    named: BTreeSet<String>,
    applied: Applied,
}

impl Bench<'_> {
    /// None if words of it are gone.
    fn lay(&mut self, correction: &Kept) -> Option<()> {
        let anchor = &correction.anchor;
        let moved = anchor.moved(&self.applied.record, self.page)?;
        let n_entities = self.applied.record.entities.len();
        let laid = self.laid(correction, &moved);
        if laid.is_none() {
            self.applied.record.entities.truncate(n_entities);
        }
        laid
    }

    fn laid(&mut self, correction: &Kept, moved: &Moved) -> Option<()> {
        let anchor = &correction.anchor;
        let record = &mut self.applied.record;
        let at = match correction.change {
            Change::Add { .. } => anchor.find_same(record, moved),
            _ => anchor.find(record, moved, &self.named),
        };
        let by = correction.by.replace(';', ",");
        match &correction.change {
            Change::Strike { .. } => {
                self.strike(at, correction);
            }
            Change::Accept { .. } => {
                let event = match at.filter(|_| anchor.is_of(record)) {
                    Some(at) => record.events[at].clone(),
                    None => anchor.event_in(record, moved)?,
                };
                self.put(at, event, Review::Accepted, &format!("accepted by {by}"));
            }
            Change::Edit { set, .. } => {
                let mut event = match at {
                    Some(at) => Event { id: anchor.event.id.clone(), ..record.events[at].clone() },
                    None => anchor.event_in(record, moved)?,
                };
                set.lay_over(&mut event, record, moved)?;
                self.put(at, event, Review::Edited, &format!("{} set by {by}", set.names().join(", ")));
            }
            Change::Add { .. } => {
                let event = anchor.event_in(record, moved)?;
                self.put(at, event, Review::Added, "");
            }
            Change::Merge { .. } | Change::Split { .. } | Change::Alias { .. } | Change::Office { .. } => {}
        }
        Some(())
    }

    fn strike(&mut self, at: Option<usize>, correction: &Kept) {
        let Some(at) = at else { return };
        let id = self.applied.record.events[at].id.clone();
        self.applied.record.keep_events(|event| event.id != id);
        self.applied.reviews.remove(&id);
        self.applied.struck.insert(correction.anchor.event.id.clone(), correction.reason.clone());
        self.applied.struck.insert(id, correction.reason.clone());
    }

    /// Puts an event in the place of the one at `at`, or among the others in the order of triggers.
    fn put(&mut self, at: Option<usize>, mut event: Event, review: Review, why: &str) {
        event.confidence = 1.0;
        if !why.is_empty() {
            event.why = if event.why.is_empty() { why.to_string() } else { format!("{}; {why}", event.why) };
        }
        let record = &mut self.applied.record;
        if let Some(at) = at {
            let before = record.events.remove(at);
            rename(record, &before.id, &event.id);
            let held = self.applied.reviews.remove(&before.id);
            self.applied.reviews.extend(held.map(|held| (event.id.clone(), held)));
            if trigger(&before) == trigger(&event) {
                record.events.insert(at, event.clone());
            }
        }
        if !record.events.iter().any(|other| other.id == event.id) {
            let place = record.events.partition_point(|other| trigger(other) <= trigger(&event));
            record.events.insert(place, event.clone());
        }
        let held = self.applied.reviews.entry(event.id).or_insert(review);
        *held = review.max(*held);
    }
}

/// Lets what points at an event point at its new id.
fn rename(record: &mut Record, before: &str, now: &str) {
    if before == now {
        return;
    }
    let pointers = (record.numbers.iter_mut().map(|number| &mut number.event))
        .chain(record.materiel.iter_mut().map(|item| &mut item.event))
        .chain(record.exercises.iter_mut().map(|exercise| &mut exercise.event));
    pointers.flatten().filter(|event| *event == before).for_each(|event| *event = now.into());
    let denials = record.events.iter_mut().flat_map(|event| &mut event.denied_by);
    denials.filter(|denial| denial.event == before).for_each(|denial| denial.event = now.into());
}
