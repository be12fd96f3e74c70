//! `gkg.csv`: 27 columns, one row a report.

use crate::geography::{Location, span_precision};
use crate::tabbed::{Line, shown, words};
use crate::{Error, Report};
use record::Points;
use record::{Entity, Number, Place, Record, Time};
use std::borrow::Cow;

/// A report's row; `n` counts reports from 1.
pub(super) fn row<'a>(report: &Report<'a>, points: &Points, n: u64, stamp: &'a str) -> Result<Line<'a>, Error> {
    let record = report.record;
    let (collection, name, identifier) = source(record);
    let [themes, enhanced_themes] = themes(report)?;
    let [people, enhanced_people] = names(record, |entity| entity.kind == "person");
    let [bodies, enhanced_bodies] = names(record, |entity| entity.kind == "organisation");
    let [_, all_names] = names(record, |_| true);
    let n_words = points.slice([0, points.count()]).split_whitespace().count();
    Ok(vec![
        format!("{stamp}-{n}").into(),
        date(record, stamp),
        shown(collection),
        name,
        identifier,
        counts(record, false).into(),
        counts(record, true).into(),
        themes.into(),
        enhanced_themes.into(),
        locations(record, false).into(),
        locations(record, true).into(),
        people.into(),
        enhanced_people.into(),
        bodies.into(),
        enhanced_bodies.into(),
        words(None),
        dates(record).into(),
        format!("wc:{n_words}").into(),
        words(None),
        words(None),
        words(None),
        words(None),
        quotations(record).into(),
        all_names.into(),
        amounts(record).into(),
        words(None),
        extras(report).into(),
    ])
}

/// Collection, name and identifier of a report's source: 1 and the address for the web, 2 and a citation otherwise.
pub(super) fn source(record: &Record) -> (u8, Cow<'_, str>, Cow<'_, str>) {
    let host = record.url.as_deref().and_then(host);
    let name = record.publisher.as_deref().or(host).unwrap_or_default();
    if let (Some(url), Some(_)) = (record.url.as_deref(), host) {
        return (1, name.into(), url.into());
    }
    let parts = [&record.publisher, &record.title, &record.published];
    let citation: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let citation = if citation.is_empty() { record.id.clone() } else { citation.join(", ") };
    (2, name.into(), citation.into())
}

fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (is_web && !host.is_empty()).then(|| host.strip_prefix("www.").unwrap_or(host))
}

/// The day of publication, at midnight; the export's moment where it is not known.
fn date<'a>(record: &Record, stamp: &'a str) -> Cow<'a, str> {
    let published = record.published.as_ref().map(|day| day.replace('-', "") + "000000");
    published.map_or(stamp.into(), Cow::Owned)
}

/// `KILL#12#civilians#` and a place; with the offset at its end in the newer column.
fn counts(record: &Record, with_offset: bool) -> String {
    let block = |number: &Number| {
        let kind = count_type(&number.kind)?;
        let count = number.low.or(number.high)?.round() as i64;
        let place =
            number.event.as_ref().and_then(|id| record.events.iter().find(|event| event.id == *id)?.place.as_ref());
        let place = place.map(Location::of_event).or_else(|| Location::near(record, number.start)).unwrap_or_default();
        let of = bare(number.of.as_deref().unwrap_or_default());
        let offset = if with_offset { format!("#{}", number.start) } else { String::new() };
        Some(format!("{kind}#{count}#{of}#{}{offset}", place_fields(&place, false)))
    };
    blocks(record.numbers.iter().filter_map(block))
}

/// GDELT's name of what is counted; none for what is only an amount.
fn count_type(kind: &str) -> Option<&'static str> {
    match kind {
        "killed" => Some("KILL"),
        "injured" => Some("WOUND"),
        "arrested" => Some("ARREST"),
        "abducted" => Some("KIDNAP"),
        "protesters" => Some("PROTEST"),
        "casualties" | "displaced" | "missing" => Some("AFFECT"),
        _ => None,
    }
}

/// PLOVER's contexts as themes of their own, `PLOVER_MILITARY`, each once and at the words of every event.
fn themes(report: &Report) -> Result<[String; 2], Error> {
    let chosen = report.chosen()?;
    let found: Vec<(String, usize)> = chosen
        .iter()
        .flat_map(|(event, _)| {
            event.contexts.iter().map(|context| (format!("PLOVER_{}", context.to_uppercase()), event.trigger.start))
        })
        .collect();
    Ok([distinct(found.iter().map(|(theme, _)| theme.clone())), enhanced(&found)])
}

/// `4#Town, Province, Country#PK##33.6#73.05#geonames:1`; the newer column has a second division and an offset, and
/// every mention of a place.
fn locations(record: &Record, is_enhanced: bool) -> String {
    let block = |place: &Place| {
        let location = Location::of_named(place);
        location.geo_type?;
        let offset = if is_enhanced { format!("#{}", place.start) } else { String::new() };
        Some(place_fields(&location, is_enhanced) + &offset)
    };
    let found = record.places.iter().filter_map(block);
    if is_enhanced { blocks(found) } else { distinct(found) }
}

fn place_fields(location: &Location, has_second_division: bool) -> String {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let mut fields = vec![
        location.geo_type.map(|geo_type| geo_type.to_string()).unwrap_or_default(),
        bare(&location.full_name),
        location.fips.to_string(),
        location.adm1().to_string(),
    ];
    if has_second_division {
        fields.push(String::new());
    }
    fields.extend([number(location.lat), number(location.lon), location.feature_id.clone()]);
    fields.join("#")
}

/// Names of entities, each once, and every mention by name with its offset.
fn names(record: &Record, is_it: impl Fn(&Entity) -> bool) -> [String; 2] {
    let entities = record.entities.iter().filter(|entity| is_it(entity));
    let mut found: Vec<(String, usize)> = entities
        .flat_map(|entity| {
            let named = entity.mentions.iter().filter(|mention| mention.form == "name");
            named.map(|mention| (bare_name(&entity.name), mention.start))
        })
        .collect();
    found.sort_by_key(|(_, offset)| *offset);
    [distinct(found.iter().map(|(name, _)| name.clone())), enhanced(&found)]
}

/// `3#1#14#2025#27`: resolution, month, day, year, offset. A range that is neither a month nor a year is given by its
/// first day. The fields stand between `#` as in GDELT's files; its codebook says commas.
fn dates(record: &Record) -> String {
    let block = |time: &Time| {
        let day = |written: &Option<String>| written.as_deref()?.parse::<jiff::civil::Date>().ok();
        let (first, last) = (day(&time.first)?, day(&time.last)?);
        let (resolution, month, day) = match span_precision(first, last) {
            "year" => (1, 0, 0),
            "month" => (2, first.month(), 0),
            _ => (3, first.month(), first.day()),
        };
        Some(format!("{resolution}#{month}#{day}#{}#{}", first.year(), time.start))
    };
    blocks(record.times.iter().filter_map(block))
}

/// `120|34|said|the words`, blocks between `#`.
fn quotations(record: &Record) -> String {
    let block = |quote: &record::Quote| {
        let cue = bare(quote.cue.as_deref().unwrap_or_default());
        format!("{}|{}|{cue}|{}", quote.start, quote.end - quote.start.min(quote.end), bare(&quote.text))
    };
    record.quotes.iter().map(block).collect::<Vec<_>>().join("#")
}

/// `12,civilians,340`.
fn amounts(record: &Record) -> String {
    let block = |number: &Number| {
        let amount = number.low.or(number.high)?;
        let of = bare_name(number.of.as_deref().unwrap_or(&number.kind));
        Some(format!("{amount},{of},{}", number.start))
    };
    blocks(record.numbers.iter().filter_map(block))
}

/// Title and author as XML.
fn extras(report: &Report) -> String {
    let tag = |name: &str, value: Option<&str>| {
        value.map(|value| format!("<{name}>{}</{name}>", escaped(value))).unwrap_or_default()
    };
    // Never empty: clients strip a file before they count the columns of its last row.
    let title = report.record.title.as_deref().unwrap_or_default();
    tag("PAGE_TITLE", Some(title)) + &tag("PAGE_AUTHORS", report.byline)
}

fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Words without what separates blocks and fields.
fn bare(value: &str) -> String {
    value.replace(['#', ';', '|'], " ")
}

/// Words without commas as well.
fn bare_name(value: &str) -> String {
    value.replace(['#', ';', '|', ','], " ")
}

fn blocks(blocks: impl Iterator<Item = String>) -> String {
    blocks.collect::<Vec<_>>().join(";")
}

fn enhanced(found: &[(String, usize)]) -> String {
    blocks(found.iter().map(|(name, offset)| format!("{name},{offset}")))
}

/// Each once, in the order of their first appearance.
fn distinct(values: impl Iterator<Item = String>) -> String {
    let mut seen = std::collections::BTreeSet::new();
    blocks(values.filter(|value| seen.insert(value.clone())))
}
