//! What reports say besides events: quotes, materiel, numbers.

use super::reports::Origin;
use super::{Row, columns};
use crate::Report;
use crate::item::entity;
use record::{Materiel, Number, Quote, Record};

pub(super) fn quotes(report: &Report, origin: &Origin) -> Vec<Row> {
    let record = report.record;
    let quotes = record.quotes.iter().map(|quote| Said { record, kind: "quote", quote });
    let statements = record.statements.iter().map(|quote| Said { record, kind: "statement", quote });
    quotes.chain(statements).map(|said| origin.row(|row| self::quote(&said, row))).collect()
}

pub(super) fn materiel(report: &Report, origin: &Origin) -> Vec<Row> {
    let record = report.record;
    record.materiel.iter().map(|item| origin.row(|row| self::item(&(record, item), row))).collect()
}

pub(super) fn numbers(report: &Report, origin: &Origin) -> Vec<Row> {
    let record = report.record;
    record.numbers.iter().map(|number| origin.row(|row| self::number(&(record, number), row))).collect()
}

struct Said<'a> {
    record: &'a Record,
    kind: &'static str,
    quote: &'a Quote,
}

columns! {
    /// Words in somebody's mouth.
    QUOTE, quote(source: &Said) {
        kind: Code = source.kind, "quote: between quotation marks; statement: retold without";
        style: Code = &source.quote.style, "direct, mixed or indirect";
        text: Text = &source.quote.text, "the words";
        start: Integer = source.quote.start, "first code point";
        end: Integer = source.quote.end, "one past the last";
        speaker_id: Text = &source.quote.speaker, "which of the report's entities says them";
        speaker: Text = name(source.record, source.quote.speaker.as_deref()), "its name";
        speaker_country: Code = country(source.record, source.quote.speaker.as_deref()), "its country";
        cue: Text = &source.quote.cue, "word of saying";
        target_id: Text = &source.quote.target, "about which entity it is";
        target: Text = name(source.record, source.quote.target.as_deref()), "its name";
        sayers: Texts = source.quote.sayings.iter().map(|saying| saying.text.clone()).collect::<Vec<_>>(), "the speaker, then those who pass it on, as the text names them";
        why: Text = &source.quote.why, "rule that found the speaker";
    }
}

columns! {
    /// Military items and where their deal stands.
    MATERIEL, item(source: &(&Record, &Materiel)) {
        event_id: Text = &source.1.event, "mention it belongs to";
        text: Text = &source.1.text, "the words";
        start: Integer = source.1.start, "first code point";
        end: Integer = source.1.end, "one past the last";
        item: Text = &source.1.item, "id in the knowledge tables";
        class: Code = &source.1.class, "class of item";
        stage: Code = &source.1.stage, "where the deal stands";
        supplier: Code = &source.1.supplier, "country that gives it";
        supplier_name: Text = name(source.0, source.1.supplier_entity.as_deref()), "who gives it";
        receiver: Code = &source.1.receiver, "country that gets it, or has it";
        receiver_name: Text = name(source.0, source.1.receiver_entity.as_deref()), "who gets it, or has it";
        maker: Text = &source.1.maker, "who makes it";
        quantity: Number = source.1.quantity, "how many";
        value: Number = source.1.value.as_ref().map(|value| value.amount), "what it costs, in units of the currency";
        currency: Code = source.1.value.as_ref().and_then(|value| value.currency.as_ref()), "ISO 4217";
        value_text: Text = source.1.value.as_ref().map(|value| &value.text), "words that say so";
        why: Text = &source.1.why, "the reasons";
    }
}

columns! {
    /// Casualties, crowds, amounts.
    NUMBER, number(source: &(&Record, &Number)) {
        event_id: Text = &source.1.event, "mention it belongs to";
        kind: Code = &source.1.kind, "what is counted";
        low: Number = source.1.low, "at least so many";
        high: Number = source.1.high, "at most so many";
        of: Text = &source.1.of, "of whom or what";
        text: Text = &source.1.text, "the words";
        start: Integer = source.1.start, "first code point";
        end: Integer = source.1.end, "one past the last";
        attribution: Text = name(source.0, source.1.attribution.as_deref()), "who says so";
        why: Text = &source.1.why, "rule that read it";
    }
}

fn name<'a>(record: &'a Record, id: Option<&str>) -> Option<&'a str> {
    entity(record, id?).map(|entity| entity.name.as_str())
}

fn country<'a>(record: &'a Record, id: Option<&str>) -> Option<&'a str> {
    entity(record, id?)?.country.as_deref()
}
