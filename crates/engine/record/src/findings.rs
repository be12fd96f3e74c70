//! Quotations, numbers, military items and exercises as a record tells them.

use crate::convert::Page;
use crate::entities::Published;
use crate::events::EventIds;
use crate::model::{Exercise, Materiel, Number, Quote, Saying, Value};
use crate::names;
use annotation::{EntityId, EventId, Style};
use std::sync::Arc;

/// A page, and under which ids its entities and events are published.
#[derive(Clone, Copy)]
pub(crate) struct Findings<'a> {
    pub page: &'a Page<'a>,
    pub published: &'a Published,
    pub ids: &'a EventIds,
}

impl Findings<'_> {
    /// Words between quotation marks.
    pub fn quotes(self) -> Vec<Quote> {
        self.quotes_by(|style| style != Style::Indirect)
    }

    /// What is retold without quotation marks.
    pub fn statements(self) -> Vec<Quote> {
        self.quotes_by(|style| style == Style::Indirect)
    }

    fn quotes_by(self, is_wanted: impl Fn(Style) -> bool) -> Vec<Quote> {
        let quotes = self.page.coding.quotes.iter().filter(|quote| is_wanted(quote.style));
        quotes.map(|quote| self.quote(quote)).collect()
    }

    fn quote(self, quote: &annotation::Quote) -> Quote {
        let [start, end] = self.page.span(quote.span);
        let sayings: Vec<Saying> = quote.sayings.iter().map(|saying| self.saying(saying)).collect();
        Quote {
            start,
            end,
            text: self.page.words(quote.span),
            style: names::style(quote.style).into(),
            speaker: sayings.first().and_then(|saying| saying.entity.clone()),
            cue: sayings.first().and_then(|saying| saying.cue.clone()),
            target: self.entity(quote.target),
            sayings,
            why: quote.why.into(),
        }
    }

    fn saying(self, saying: &annotation::Saying) -> Saying {
        Saying {
            entity: self.entity(saying.speaker),
            text: self.page.words(saying.span),
            span: self.page.span(saying.span),
            cue: saying.cue.map(|cue| self.page.words(cue)),
        }
    }

    /// Casualties, crowds, amounts.
    pub fn numbers(self) -> Vec<Number> {
        self.page.coding.numbers.iter().map(|number| self.number(number)).collect()
    }

    fn number(self, number: &annotation::Number) -> Number {
        let [start, end] = self.page.span(number.span);
        Number {
            start,
            end,
            text: self.page.words(number.span),
            kind: number.kind.name().into(),
            low: number.low,
            high: number.high,
            of: number.of.clone(),
            event: self.event(number.event),
            attribution: self.entity(number.attribution),
            why: number.why.to_string(),
        }
    }

    /// Military items.
    pub fn materiel(self) -> Vec<Materiel> {
        self.page.coding.items.iter().map(|item| self.item(item)).collect()
    }

    fn item(self, item: &annotation::Item) -> Materiel {
        let [start, end] = self.page.span(item.span);
        let country =
            |party: &Option<annotation::Party>| names::country(party.as_ref().and_then(|party| party.country));
        let entity = |party: &Option<annotation::Party>| self.entity(party.as_ref().and_then(|party| party.entity));
        Materiel {
            start,
            end,
            text: self.page.words(item.span),
            item: item.item.as_deref().map(str::to_string),
            class: item.class.name().into(),
            supplier: country(&item.supplier),
            supplier_entity: entity(&item.supplier),
            receiver: country(&item.receiver),
            receiver_entity: entity(&item.receiver),
            maker: item.maker.as_deref().map(str::to_string),
            stage: item.stage.name().into(),
            quantity: item.quantity.as_ref().map(|quantity| quantity.value),
            value: item.value.as_ref().map(|amount| self.value(amount)),
            event: self.event(item.event),
            why: joined(&item.why),
        }
    }

    fn value(self, amount: &annotation::Amount) -> Value {
        Value {
            amount: amount.value,
            currency: amount.currency.as_deref().map(str::to_string),
            text: self.page.words(amount.span),
            span: self.page.span(amount.span),
        }
    }

    /// Military exercises.
    pub fn exercises(self) -> Vec<Exercise> {
        let exercise = |exercise: &annotation::Exercise| {
            let [start, end] = self.page.span(exercise.span);
            Exercise {
                start,
                end,
                text: self.page.words(exercise.span),
                name: exercise.name.clone(),
                participants: exercise.participants.iter().filter_map(|&one| self.published.id_of(one)).collect(),
                event: self.event(exercise.event),
            }
        };
        self.page.coding.exercises.iter().map(exercise).collect()
    }

    fn entity(self, entity: Option<EntityId>) -> Option<String> {
        self.published.id_of(entity?)
    }

    fn event(self, event: Option<EventId>) -> Option<String> {
        Some(self.ids.of(event?).to_string())
    }
}

fn joined(reasons: &[Arc<str>]) -> String {
    reasons.iter().map(|reason| reason.replace(';', ",")).collect::<Vec<_>>().join("; ")
}
