//! Periods one after the other, and what the store held of each.

use crate::coverage::{Covered, n_days};
use crate::special::{cos, sin};
use crate::{Coverage, Period};
use jiff::civil::Date;
use std::ops::Range;

/// Days of a month on whose evening the month so far is looked at, before its last.
const LOOKS: [i8; 3] = [8, 15, 22];

/// Looks of a period, at most.
pub(crate) const MOST_LOOKS: usize = LOOKS.len() + 1;

/// Periods that are held at most; of a longer time the last are.
pub(crate) const MOST_SLICES: usize = 40_000;

/// Days that a span of `jiff` holds at most, about all of its calendar.
const MOST_DAYS: i64 = 7_304_484;

/// Whether periods are looked at before they are over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Looks {
    /// On days 8, 15 and 22 of a month, and on the last day of any period.
    Within,
    /// When they are over, and today.
    AtEnd,
}

/// A run of periods without a gap.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Calendar {
    pub(crate) period: Period,
    pub(crate) slices: Vec<Slice>,
    pub(crate) looks: Vec<Look>,
}

/// One period.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Slice {
    pub(crate) first: Date,
    pub(crate) last: Date,
    /// Indices of its looks, in the order of time; at least one.
    pub(crate) looks: Range<usize>,
    /// Its middle, in years since year 0.
    pub(crate) year: f64,
    /// Cosine and sine of the part of the year that is over at its middle.
    pub(crate) wave: (f64, f64),
}

/// A period up to some day of it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Look {
    /// The last day that is looked at.
    pub(crate) until: Date,
    /// Whether it is a day to tell a shift on; today need not be, and tells it at the next.
    pub(crate) is_due: bool,
    /// The part of the whole period that was watched until then.
    pub(crate) exposure: f64,
    /// Happenings of the whole store until then.
    pub(crate) n_told: f64,
}

impl Calendar {
    /// The periods from the one that holds `first` to the one that holds `last`, of which nothing after `last` is known.
    pub(crate) fn new(coverage: &Coverage, period: Period, first: Date, last: Date, looks: Looks) -> Calendar {
        let mut calendar = Calendar { period, slices: Vec::new(), looks: Vec::new() };
        let mut next = Some(earliest(period, first, last));
        while let Some(day) = next.filter(|day| *day <= last) {
            calendar.push(coverage, day, last, looks);
            next = period.next(day);
        }
        calendar
    }

    /// The slice that holds `day`; none outside.
    pub(crate) fn slice_of(&self, day: Date) -> Option<usize> {
        let idx = self.slices.partition_point(|slice| slice.first <= day).checked_sub(1)?;
        (day <= self.slices[idx].last).then_some(idx)
    }

    /// The look at the whole of a slice, as far as it is over.
    pub(crate) fn whole(&self, slice_idx: usize) -> &Look {
        &self.looks[self.slices[slice_idx].looks.end - 1]
    }

    fn push(&mut self, coverage: &Coverage, first: Date, until: Date, looks: Looks) {
        let last = self.period.last(first);
        let begin = self.looks.len();
        let within = LOOKS.into_iter().filter(|_| looks == Looks::Within && self.period == Period::Month);
        let days = within.filter_map(|day| Date::new(first.year(), first.month(), day).ok()).filter(|day| *day < until);
        self.looks.extend(days.chain([last.min(until)]).map(|day| look(coverage, first, last, day)));
        let year = middle(first, last);
        let angle = std::f64::consts::TAU * year;
        let slice = Slice { first, last, looks: begin..self.looks.len(), year, wave: (cos(angle), sin(angle)) };
        self.slices.push(slice);
    }
}

fn look(coverage: &Coverage, first: Date, last: Date, until: Date) -> Look {
    let exposure = match coverage.covered(first, until) {
        Covered::Missing => 0.0,
        _ => coverage.n_covered_days(first, until) as f64 / n_days(first, last).max(1) as f64,
    };
    let is_due = until == last || LOOKS.contains(&until.day());
    Look { until, is_due, exposure, n_told: coverage.n_happenings(first, until) as f64 }
}

/// The first day from which on at most [`MOST_SLICES`] periods end by `last`.
fn earliest(period: Period, first: Date, last: Date) -> Date {
    let days = match period {
        Period::Day => 1,
        Period::Week => 7,
        Period::Month => 31,
        Period::Quarter => 92,
        Period::Year => 366,
    };
    let bound = last.saturating_sub(jiff::Span::new().days(((MOST_SLICES as i64 - 2) * days).min(MOST_DAYS)));
    period.first(first.max(bound))
}

fn middle(first: Date, last: Date) -> f64 {
    let days = (i32::from(first.day_of_year()) - 1) as f64 + 0.5 * n_days(first, last) as f64;
    f64::from(first.year()) + days / 365.25
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Told;
    use jiff::civil::date;

    fn coverage(volumes: &[u64]) -> Coverage {
        let month = |(n, &volume): (usize, &u64)| {
            let first = date(2024, 1 + n as i8, 1);
            let told = Told { n_reports: volume, n_happenings: volume };
            (1..=first.days_in_month()).map(move |day| (date(2024, first.month(), day), told)).collect::<Vec<_>>()
        };
        Coverage::new(volumes.iter().enumerate().flat_map(month))
    }

    #[test]
    fn the_current_month_is_looked_at_as_far_as_it_went() {
        let calendar =
            Calendar::new(&coverage(&[10, 10]), Period::Month, date(2024, 1, 5), date(2024, 2, 20), Looks::Within);
        let days: Vec<_> = calendar.looks.iter().map(|look| look.until.to_string()[5..].to_owned()).collect();
        assert_eq!(days, ["01-08", "01-15", "01-22", "01-31", "02-08", "02-15", "02-20"]);
        assert_eq!(calendar.looks[1].exposure, 15.0 / 31.0);
        assert_eq!(
            calendar.whole(1),
            &Look { until: date(2024, 2, 20), is_due: false, exposure: 20.0 / 29.0, n_told: 200.0 }
        );
        assert_eq!((calendar.slice_of(date(2024, 2, 29)), calendar.slice_of(date(2024, 3, 1))), (Some(1), None));
    }

    #[test]
    fn the_whole_calendar_is_bounded() {
        let days = Calendar::new(&coverage(&[1]), Period::Day, Date::MIN, Date::MAX, Looks::AtEnd);
        assert!(days.slices.len() <= MOST_SLICES && days.slices.last().unwrap().last == Date::MAX);
        let years = Calendar::new(&coverage(&[1]), Period::Year, Date::MIN, Date::MAX, Looks::AtEnd);
        assert_eq!(years.slices.len(), 19_999);
    }
}
