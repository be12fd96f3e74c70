//! What finds an event again when its id has changed.

use crate::entity;
use crate::page::{Page, sentence_at};
use record::{Argument, Coder, Entity, Event, Record};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An event as it stood when somebody corrected it, with all that is needed to find it again or to put it back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Anchor {
    /// The event as it stood.
    pub event: Event,
    /// The sentence it stood in.
    sentence: String,
    /// The sentence's first code point.
    sentence_start: usize,
    /// Hash of the text.
    text_sha256: String,
    /// What coded it.
    coder: Coder,
    /// Who takes part and who says so, without their mentions.
    entities: Vec<Entity>,
    /// Other events that the same words expressed.
    siblings: Vec<Sibling>,
}

/// Another event of the same words: whatever is more like it than like the event of the anchor is not that.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
struct Sibling {
    #[serde(rename = "type")]
    event_type: String,
    parties: Vec<String>,
}

impl Anchor {
    /// That of an event of a record.
    pub fn of(record: &Record, text: &str, event: &Event) -> Anchor {
        let span = record.sentences.get(event.sentence).copied().unwrap_or([event.trigger.start, event.trigger.end]);
        let is_meant = |entity: &&Entity| {
            let parties = event.actors.iter().chain(&event.recipients).map(|party| &party.entity);
            let sayer = event.attribution.iter().filter_map(|said| said.entity.as_ref());
            parties.chain(sayer).any(|id| *id == entity.id)
        };
        let entities = record.entities.iter().filter(is_meant);
        let own = [event.trigger.start, event.trigger.end];
        let siblings = record.events.iter().filter(|other| other.id != event.id && overlap(trigger(other), own) > 0);
        Anchor {
            event: event.clone(),
            sentence: Page::new(text).words(span).to_string(),
            sentence_start: span[0],
            text_sha256: record.text_sha256.clone(),
            coder: record.coder.clone(),
            entities: entities.map(|entity| Entity { mentions: Vec::new(), ..entity.clone() }).collect(),
            siblings: siblings
                .map(|other| Sibling { event_type: other.event_type.clone(), parties: parties(other) })
                .collect(),
        }
    }

    /// The id of the event of a record that this is; none if there is none, or its words are gone.
    ///
    /// Events of `taken` are others.
    pub fn found_in(&self, record: &Record, text: &str, taken: &BTreeSet<String>) -> Option<String> {
        let page = Page::new(text);
        let moved = self.moved(record, &page)?;
        self.find(record, &moved, taken).map(|at| record.events[at].id.clone())
    }

    /// How its words lie in the text of a record now; none if they are gone.
    pub(crate) fn moved<'p>(&self, record: &Record, page: &'p Page<'p>) -> Option<Moved<'p>> {
        if record.text_sha256 == self.text_sha256 {
            return Some(Moved { page, by: 0, is_same_text: true });
        }
        let [start, _] = page.nearest(&self.sentence, self.sentence_start)?;
        Some(Moved { page, by: start as isize - self.sentence_start as isize, is_same_text: false })
    }

    /// Whether a record is what the event was coded in.
    pub(crate) fn is_of(&self, record: &Record) -> bool {
        record.text_sha256 == self.text_sha256 && record.coder == self.coder
    }

    /// Index of the event of a record that this is: by its id, else by its trigger.
    pub(crate) fn find(&self, record: &Record, moved: &Moved, taken: &BTreeSet<String>) -> Option<usize> {
        let by_id = record.events.iter().position(|event| event.id == self.event.id);
        if by_id.is_some() || self.is_of(record) {
            return by_id;
        }
        let span = moved.span(trigger(&self.event), &self.event.trigger.text)?;
        let can_be = |event: &Event| {
            let likeness = likeness(event, &self.event.event_type, &parties(&self.event));
            let is_sibling = |other: &Sibling| self::likeness(event, &other.event_type, &other.parties) > likeness;
            let is_free = !taken.contains(&event.id) && !self.siblings.iter().any(is_sibling);
            (is_free && overlap(trigger(event), span) > 0).then_some(likeness)
        };
        let candidates = record.events.iter().enumerate().filter_map(|(at, event)| Some((can_be(event)?, at)));
        candidates.max_by_key(|&(likeness, at)| (likeness, std::cmp::Reverse(at))).map(|(_, at)| at)
    }

    /// Index of the event of a record that says the very same: type, words and parties.
    pub(crate) fn find_same(&self, record: &Record, moved: &Moved) -> Option<usize> {
        let span = moved.span(trigger(&self.event), &self.event.trigger.text)?;
        record.events.iter().position(|event| {
            let is_it = event.id == self.event.id;
            is_it
                || event.event_type == self.event.event_type
                    && overlap(trigger(event), span) > 0
                    && parties(event) == parties(&self.event)
        })
    }

    /// The event as it stood, in the text as it is now; none if words of it are gone.
    pub(crate) fn event_in(&self, record: &mut Record, moved: &Moved) -> Option<Event> {
        let mut event = self.event.clone();
        [event.trigger.start, event.trigger.end] = moved.span(trigger(&event), &event.trigger.text)?;
        for party in event.actors.iter_mut().chain(&mut event.recipients) {
            [party.start, party.end] = moved.span([party.start, party.end], &party.text)?;
        }
        if let Some(place) = &mut event.place {
            place.span = moved.span(place.span, &place.text)?;
        }
        if let Some(said) = &mut event.attribution {
            said.span = moved.span(said.span, &said.text)?;
        }
        if let Some(date) = &mut event.date {
            date.span = date.span.zip(date.text.as_ref()).and_then(|(span, words)| moved.span(span, words));
            date.text = date.text.take().filter(|_| date.span.is_some());
        }
        for party in event.actors.iter_mut().chain(&mut event.recipients) {
            party.entity = self.entity_in(record, &party.entity, [party.start, party.end], &party.text);
        }
        if let Some(said) = &mut event.attribution {
            said.entity = said.entity.take().map(|id| self.entity_in(record, &id, said.span, &said.text));
        }
        event.evidence = event.evidence.iter().filter_map(|&span| moved.range(span)).collect();
        event.sentence = sentence_at(record, event.trigger.start);
        event.denied_by.retain(|denial| record.events.iter().any(|other| other.id == denial.event));
        Some(event)
    }

    fn entity_in(&self, record: &mut Record, id: &str, span: [usize; 2], words: &str) -> String {
        match self.entities.iter().find(|entity| entity.id == id) {
            Some(before) => entity::again(record, before, span, words),
            // A record of another program that lists no such entity.
            None => id.to_string(),
        }
    }
}

/// Where words of a text lie in another one that holds their sentence.
pub(crate) struct Moved<'p> {
    page: &'p Page<'p>,
    by: isize,
    is_same_text: bool,
}

impl Moved<'_> {
    /// Of a text that is the same.
    pub(crate) fn not<'p>(page: &'p Page<'p>) -> Moved<'p> {
        Moved { page, by: 0, is_same_text: true }
    }

    /// Where the words of a span are now: as far from their sentence as before, else nearest to that.
    pub(crate) fn span(&self, span: [usize; 2], words: &str) -> Option<[usize; 2]> {
        if self.is_same_text {
            return Some(span);
        }
        let moved = self.range(span);
        let is_there = moved.is_some_and(|moved| self.page.words(moved) == words);
        if is_there { moved } else { self.page.nearest(words, span[0].saturating_add_signed(self.by)) }
    }

    /// A span as far from its sentence as before; none outside of the text.
    fn range(&self, [start, end]: [usize; 2]) -> Option<[usize; 2]> {
        let moved = [start.checked_add_signed(self.by)?, end.checked_add_signed(self.by)?];
        (moved[1] <= self.page.count()).then_some(moved)
    }
}

pub(crate) fn trigger(event: &Event) -> [usize; 2] {
    [event.trigger.start, event.trigger.end]
}

fn overlap(one: [usize; 2], other: [usize; 2]) -> usize {
    one[1].min(other[1]).saturating_sub(one[0].max(other[0]))
}

/// The words of both sides.
fn parties(event: &Event) -> Vec<String> {
    let words = |side: &[Argument]| {
        let mut words: Vec<String> = side.iter().map(|party| party.text.clone()).collect();
        words.sort();
        words
    };
    [words(&event.actors), words(&event.recipients)].concat()
}

/// How much of an event is of this type and these parties: the type goes before.
fn likeness(event: &Event, event_type: &str, of: &[String]) -> (bool, usize) {
    let shared = parties(event).iter().filter(|words| of.contains(words)).count();
    (event.event_type == event_type, shared)
}
