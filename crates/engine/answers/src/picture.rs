//! The chart of a relation, and what is written beside it.

use charts::{Bar, Chart, Coverage, Interval, Mark};
use ontology::Country;
use relations::{Change, Course, Covered, Happening, Kind, Level, Measure, Period, Point, Series, Shift, Strand};
use store::Party;

/// What a picture shows besides its series.
#[derive(Clone, Copy, Debug)]
pub struct Drawn<'a> {
    /// The two parties.
    pub parties: [&'a Party; 2],
    /// Only what the first does to the other.
    pub is_directed: bool,
    /// Only one strand.
    pub strand: Option<Strand>,
    /// False alarms a month that shifts were looked for with.
    pub false_alarms: f64,
    /// The happenings that the series counts.
    pub chosen: &'a [Happening],
    /// Where they turned.
    pub shifts: &'a [Shift],
}

/// The chart of a relation.
pub fn picture(drawn: &Drawn, series: &Series) -> Chart {
    let [one, other] = drawn.parties.map(name);
    let strand = drawn.strand.map(|strand| format!("{} strand, ", strand.name())).unwrap_or_default();
    let title = if drawn.is_directed { format!("{one} to {other}") } else { format!("{one} and {other}") };
    let (n_mentions, n_happenings) =
        (drawn.chosen.iter().map(|one| u64::from(one.n_mentions)).sum::<u64>(), drawn.chosen.len());
    Chart {
        title,
        subtitle: format!("{strand}happenings by {}", series.period.name()),
        periods: series.points.iter().map(|point| bar(point, series.period)).collect(),
        expected_percent: Some(80),
        shifts: drawn.shifts.iter().filter_map(|shift| mark(shift, series)).collect(),
        footnote: format!(
            "{}, {}; shifts at one false alarm in {:.0} months",
            counted(n_happenings as u64, "happening"),
            counted(n_mentions, "mention"),
            1.0 / drawn.false_alarms
        ),
    }
}

/// A party as it is spoken of: `Bangladesh`, `Bangladesh MIL`, `Asim Munir`.
pub fn name(party: &Party) -> String {
    match party {
        Party::Country(code) => country(code),
        Party::Sector(code, sector) => format!("{} {sector}", country(code)),
        Party::Named(name) => name.clone(),
    }
}

fn bar(point: &Point, period: Period) -> Bar {
    let expected =
        |level: &Level| level.expected.and_then(|expected| Interval::new(expected.eighty.low, expected.eighty.high));
    Bar {
        label: period.label(point.first),
        coverage: match point.covered {
            Covered::Whole => Coverage::Whole,
            Covered::Partly(_) => Coverage::Part,
            Covered::Missing => Coverage::Missing,
        },
        cooperation: point.cooperation.count,
        conflict: point.conflict.count,
        expected_cooperation: expected(&point.cooperation),
        expected_conflict: expected(&point.conflict),
        mean_score: point.all.mean_score(),
    }
}

/// None of a shift that began outside of the series.
fn mark(shift: &Shift, series: &Series) -> Option<Mark> {
    let at = |day: jiff::civil::Date| series.points.iter().position(|point| point.first <= day && day <= point.last);
    let first = at(shift.began_first).or_else(|| at(shift.began))?;
    Some(Mark {
        first,
        last: at(shift.began_last).unwrap_or(first).max(first),
        label: changes(shift),
        direction: match shift.course {
            Course::Warmer => charts::Direction::Warmer,
            Course::Cooler => charts::Direction::Cooler,
        },
    })
}

/// What changed, from what to what: `cooperation 1.0 to 5.6 a month, balance 0.55 to 0.98`.
pub fn changes(shift: &Shift) -> String {
    shift.changes.iter().map(change).collect::<Vec<_>>().join(", ")
}

fn change(change: &Change) -> String {
    let (before, after) = (change.before.value, change.after.value);
    match (change.measure, change.kind) {
        (Measure::Balance, _) => {
            format!("share of cooperation {:.0} % to {:.0} %", before * 100.0, after * 100.0)
        }
        (measure, kind) => {
            let what = if measure == Measure::Cooperation { "cooperation" } else { "conflict" };
            let trend = if kind == Kind::Trend { " (trend)" } else { "" };
            format!("{what} {before:.1} to {after:.1} a month{trend}")
        }
    }
}

/// The name of a country, or the code in its place.
pub fn country(code: &str) -> String {
    Country::from_code(code).map_or(code.to_string(), |country| country.name().to_string())
}

/// `1 report`, `3 reports`.
pub fn counted(n: u64, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
