//! What the caller hands over: reports with their chosen events, and happenings.

use crate::Error;
use record::{Argument, Entity, Event, Record};

/// A coded report and the events of it that are exported.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// What the report became.
    pub record: &'a Record,
    /// The text that the record's spans count in.
    pub text: &'a str,
    /// Who wrote it.
    pub byline: Option<&'a str>,
    /// Which version of a report that changed, from 1.
    pub version: u32,
    /// When it was added to the collection, in UTC: `2026-11-26T23:13:22Z`. None for a report that is in no collection.
    pub added: Option<&'a str>,
    /// Which of its events are exported.
    pub events: &'a [Chosen<'a>],
}

/// An event of a report that is exported.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    /// Index into the record's events.
    pub index: usize,
    /// Id of the happening that the event is a mention of. None where reports were not compared.
    pub happening: Option<&'a str>,
}

/// What happened once, however many reports mention it.
#[derive(Clone, Copy, Debug)]
pub struct Happening<'a> {
    /// Its id.
    pub id: &'a str,
    /// The record that holds its representative mention.
    pub record: &'a Record,
    /// The text of that record.
    pub text: &'a str,
    /// Index of the representative mention into the record's events.
    pub index: usize,
    /// Ids of the events that mention it.
    pub mentions: &'a [&'a str],
    /// How many reports mention it.
    pub n_reports: usize,
    /// How many publishers.
    pub n_publishers: usize,
    /// The first day that a report of it was published.
    pub first_published: Option<&'a str>,
    /// The last one.
    pub last_published: Option<&'a str>,
    /// When it was added to the collection, in UTC.
    pub added: &'a str,
}

impl<'a> Report<'a> {
    /// The chosen events, each with the id of its happening if it has one.
    ///
    /// # Errors
    /// An index beyond the record's events.
    pub(crate) fn chosen(&self) -> Result<Vec<(&'a Event, Option<&'a str>)>, Error> {
        let chosen = self.events.iter().map(|chosen| Ok((event_at(self.record, chosen.index)?, chosen.happening)));
        chosen.collect()
    }
}

impl<'a> Happening<'a> {
    /// Its representative mention.
    ///
    /// # Errors
    /// An index beyond the record's events.
    pub(crate) fn event(&self) -> Result<&'a Event, Error> {
        event_at(self.record, self.index)
    }
}

/// Who takes part in an event: the argument and the entity that it means.
#[derive(Clone, Copy)]
pub(crate) struct Party<'a> {
    pub argument: &'a Argument,
    pub entity: Option<&'a Entity>,
}

impl<'a> Party<'a> {
    pub fn all(record: &'a Record, arguments: &'a [Argument]) -> Vec<Party<'a>> {
        let party = |argument: &'a Argument| Party { argument, entity: entity(record, &argument.entity) };
        arguments.iter().map(party).collect()
    }

    /// The name of the entity, or the words where it has none.
    pub fn name(&self) -> &'a str {
        self.entity.map_or(&self.argument.text, |entity| &entity.name)
    }

    /// Its office at the time: a current one if the report tells of one, otherwise the first.
    pub fn office(&self) -> Option<&'a record::Office> {
        let offices = &self.entity?.offices;
        offices.iter().find(|office| office.when == "current").or(offices.first())
    }
}

/// The entity of this id. Ids are `e1`, `e2` in their order, so that most are found at once.
pub(crate) fn entity<'a>(record: &'a Record, id: &str) -> Option<&'a Entity> {
    let at = id.strip_prefix('e').and_then(|digits| digits.parse::<usize>().ok()?.checked_sub(1));
    let guess = at.and_then(|at| record.entities.get(at)).filter(|entity| entity.id == id);
    guess.or_else(|| record.entities.iter().find(|entity| entity.id == id))
}

fn event_at(record: &Record, index: usize) -> Result<&Event, Error> {
    let reason = || {
        let n_events = record.events.len();
        format!("report `{}`: expected an index below its {n_events} events, found {index}", record.id)
    };
    record.events.get(index).ok_or_else(|| Error::item(reason()))
}
