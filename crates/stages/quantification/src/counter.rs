//! From trees and events to numbers.

use crate::belonging::{Events, is_fact};
use crate::countries::Countries;
use crate::numeral::{Numeral, numerals};
use crate::phrase::Phrase;
use crate::quoting;
use crate::ruling::{Ruling, by_status, ruling};
use crate::saying::sayer;
use crate::words::Words;
use annotation::{Annotated, Event, EventId, Number, Passage};
use ontology::Count;
use std::ops::Range;

/// Counts what a report counts.
#[derive(Default)]
pub struct Counter;

impl Counter {
    /// A counter.
    pub fn new() -> Counter {
        Counter
    }

    /// The numbers of a document, in the order of the text.
    pub fn count(&self, annotated: Annotated, events: &[Event]) -> Vec<Number> {
        let countries = Countries::of(annotated.resolution);
        let numbers = |passage| sentence(&Words::of(passage, &countries), Events(events));
        annotated.passages().flat_map(numbers).collect()
    }
}

fn sentence(words: &Words, events: Events) -> Vec<Number> {
    let mut last: Option<Ruling> = None;
    let told = |numeral: Numeral| {
        if numeral.currency.is_some() {
            return Some(amount(&words.passage, &numeral, events));
        }
        let (number, ruling) = people(words, &numeral, events, last)?;
        last = Some(ruling);
        Some(number)
    };
    numerals(words).into_iter().filter_map(told).collect()
}

fn amount(passage: &Passage, numeral: &Numeral, events: Events) -> Number {
    let phrase = Phrase { head: numeral.top, noun: None };
    let event = events.governing(passage, Count::Amount, phrase, numeral.top);
    let span = passage.span(numeral.words.start).join(passage.span(numeral.words.end - 1));
    let currency = numeral.currency.as_ref().and_then(|currency| currency.code);
    Number {
        span,
        sentence: passage.id,
        kind: Count::Amount,
        low: numeral.low,
        high: numeral.high,
        of: currency.map(str::to_string),
        event,
        attribution: attribution(passage, numeral.top, event, events),
        why: "a currency at the number".into(),
    }
}

/// A number of people and what was ruled of it; `last` is the ruling of the number before it in the sentence.
fn people(words: &Words, numeral: &Numeral, events: Events, last: Option<Ruling>) -> Option<(Number, Ruling)> {
    let passage = &words.passage;
    let phrase = Phrase::of_part(passage, numeral).unwrap_or_else(|| Phrase::of(passage, numeral));
    if !counts_people(words, numeral, phrase) {
        return None;
    }
    let ruling = ruling(passage, phrase)
        .or_else(|| by_event(passage, phrase, events))
        .or_else(|| by_last(words, numeral, last))
        .or_else(|| by_status(passage, phrase))?;
    let Ruling { kind, governor, why } = ruling;
    if !is_fact(passage, kind, governor) {
        return None;
    }
    let event = events.governing(passage, kind, phrase, governor);
    let number = Number {
        span: quoting::span(passage, numeral, phrase, ruling),
        sentence: passage.id,
        kind,
        low: numeral.low,
        high: numeral.high.filter(|_| !words.begins_with(phrase.head + 1, &["or", "more"])),
        of: quoting::counted(passage, numeral, phrase),
        event,
        attribution: attribution(passage, phrase.head, event, events),
        why: why.into(),
    };
    Some((number, ruling))
}

/// Whether the number can be one of people: whole, no rate, no year.
fn counts_people(words: &Words, numeral: &Numeral, phrase: Phrase) -> bool {
    let is_whole = [numeral.low, numeral.high].into_iter().flatten().all(|value| value.fract() == 0.0);
    let is_rate = words.at(phrase.noun.unwrap_or(phrase.head) + 1) == "per";
    is_whole && !is_rate && !is_year(words, numeral, phrase)
}

/// `his 2016 arrest`, `2018 saw 750 deaths`: four digits from this century or the last, and no plural.
fn is_year(words: &Words, numeral: &Numeral, phrase: Phrase) -> bool {
    let form = words.at(numeral.words.start);
    let is_like_year =
        numeral.words.len() == 1 && form.len() == 4 && (form.starts_with("19") || form.starts_with("20"));
    let is_singular = |noun: usize| words.passage.node(noun).feats.get("Number") == Some("Sing");
    is_like_year && phrase.noun.is_none_or(is_singular)
}

/// `5,000 people gathered at the square`, `seized 37 schoolgirls`: by the event that is coded of them.
fn by_event(passage: &Passage, phrase: Phrase, events: Events) -> Option<Ruling> {
    let (kind, governor) = events.party(passage, phrase)?;
    Some(Ruling { kind, governor, why: "a party of an event" })
}

/// `12 of them children`, `among them 12 children`: part of the number told before.
fn by_last(words: &Words, numeral: &Numeral, last: Option<Ruling>) -> Option<Ruling> {
    let Range { start, end } = numeral.words;
    let is_part = words.at(end) == "of" && matches!(words.at(end + 1), "them" | "whom")
        || words.ends_with(start, &["among", "them"])
        || words.ends_with(start, &["including"]);
    let last = last.filter(|last| is_part && last.kind != Count::Troops)?;
    Some(Ruling { why: "part of those told", ..last })
}

fn attribution(passage: &Passage, word: usize, event: Option<EventId>, events: Events) -> Option<annotation::EntityId> {
    sayer(passage, word, event.map(|event| &events.0[event.0 as usize]))
}
