//! `export.CSV`: 61 columns, one row a happening.

use crate::cameo::{ActorCodes, event_codes, number_of, quad_class};
use crate::geography::Location;
use crate::item::Party;
use crate::pairs::{Pair, pairs};
use crate::tabbed::{Line, shown, shown_if, words};
use crate::{Error, Happening, Options};
use record::Points;
use record::{Event, Record};
use std::borrow::Cow;

/// The rows of a happening, and how many pairs more it has.
///
/// Of a happening with one pair of parties there is one row. Further pairs have rows with ids of their own; mentions
/// point to the first.
pub(super) fn rows<'a>(happening: &Happening<'a>, options: &'a Options) -> Result<(Vec<Line<'a>>, u64), Error> {
    let event = happening.event()?;
    let points = Points::new(happening.text);
    let (pairs, n_left_out) = pairs(happening.record, event, options.max_pairs);
    let is_root = is_in_first_paragraph(&points, event);
    let row = |(at, pair)| row(happening, event, &Row { at, pair, is_root, stamp: &options.stamp });
    Ok((pairs.into_iter().enumerate().map(row).collect(), n_left_out))
}

/// Tone is not measured; readers ask for a number, and 0 is what the codebook calls neutral.
const TONE: &str = "0";

struct Row<'a> {
    at: usize,
    pair: Pair<'a>,
    is_root: bool,
    stamp: &'a str,
}

fn row<'a>(happening: &Happening<'a>, event: &'a Event, which: &Row<'a>) -> Line<'a> {
    let id = if which.at == 0 { happening.id.to_string() } else { format!("{}/{}", happening.id, which.at) };
    let [code, base, root] = event_codes(event);
    let [actor, recipient] = &which.pair;
    let mut row = vec![shown(number_of(&id))];
    row.extend(dates(event, happening.record));
    row.extend(party(actor.as_ref()));
    row.extend(party(recipient.as_ref()));
    row.extend([
        shown(u8::from(which.is_root)),
        code.into(),
        base.into(),
        root.into(),
        shown(quad_class(event)),
        shown(event.goldstein),
        shown(happening.mentions.len()),
        shown(happening.n_publishers),
        shown(happening.n_reports),
        words(TONE),
    ]);
    let near = |party: &Party| Location::near(happening.record, party.argument.start);
    row.extend(location(actor.as_ref().and_then(near)));
    row.extend(location(recipient.as_ref().and_then(near)));
    row.extend(location(event.place.as_ref().map(Location::of_event)));
    row.extend([words(which.stamp), words(happening.record.url.as_deref().or(happening.record.publisher.as_deref()))]);
    row
}

/// Day, month, year, and the year with its fraction; of the publication where the event's day is not known.
///
/// The fraction is `((month - 1) * 30 + day) / 365`, as GDELT's files have it; its codebook prints `month * 30`, which
/// would lead beyond the year.
fn dates<'a>(event: &Event, record: &Record) -> [Cow<'a, str>; 4] {
    let written = event.date.as_ref().map(|date| &date.start).or(record.published.as_ref());
    let Some(day) = written.and_then(|date| date.parse::<jiff::civil::Date>().ok()) else {
        return [words(None), words(None), words(None), words(None)];
    };
    let (year, month, day) = (i32::from(day.year()), i32::from(day.month()), i32::from(day.day()));
    let fraction = f64::from((month - 1) * 30 + day) / 365.0;
    [
        format!("{year:04}{month:02}{day:02}").into(),
        format!("{year:04}{month:02}").into(),
        format!("{year:04}").into(),
        format!("{:.4}", f64::from(year) + fraction).into(),
    ]
}

/// Code, name, country, group, ethnic group, two religions, three types.
fn party<'a>(party: Option<&Party<'a>>) -> [Cow<'a, str>; 10] {
    let Some(party) = party else { return std::array::from_fn(|_| words(None)) };
    let codes = ActorCodes::of(party);
    let role = |at: usize| words(codes.types.get(at).copied());
    [
        codes.code.clone().into(),
        party.name().to_uppercase().into(),
        codes.country.clone().into(),
        words(codes.group),
        words(None),
        words(codes.religion),
        words(None),
        role(0),
        role(1),
        role(2),
    ]
}

/// Type, name, country, two divisions, latitude, longitude, id.
fn location<'a>(location: Option<Location>) -> [Cow<'a, str>; 8] {
    let location = location.unwrap_or_default();
    let adm1 = location.adm1();
    [
        shown(location.geo_type.unwrap_or_default()),
        location.full_name.into(),
        words(location.fips),
        words(adm1),
        words(None),
        shown_if(location.lat),
        shown_if(location.lon),
        location.feature_id.into(),
    ]
}

fn is_in_first_paragraph(points: &Points, event: &Event) -> bool {
    !points.slice([0, event.trigger.start]).trim_start().contains('\n')
}
