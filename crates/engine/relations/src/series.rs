//! A relation over time.

use crate::calendar::{Calendar, Looks, MOST_SLICES};
use crate::change::rate_interval;
use crate::detector::Detector;
use crate::error::Kind as ErrorKind;
use crate::expectation::expected;
use crate::pair::Pair;
use crate::{
    Attention, Coverage, Covered, Direction, Error, Estimate, Expected, Happening, Measure, Period, Quantity, Strand,
    Tally,
};
use jiff::civil::Date;

/// False alarms a month at which a change is believed, so that what is expected begins anew.
const FALSE_ALARMS: f64 = 0.005;

/// Which part of a relation is told, and how finely.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// How long each point lasts.
    pub period: Period,
    /// The first point holds this day; none for the first happening.
    pub first: Option<Date>,
    /// The last point holds this day; none for the last report or happening, whichever is later.
    pub last: Option<Date>,
}

/// The relation of a pair, period by period without a gap.
#[derive(Clone, PartialEq, Debug)]
pub struct Series {
    /// How long each point lasts.
    pub period: Period,
    /// In the order of time.
    pub points: Vec<Point>,
}

/// One period of a relation.
#[derive(Clone, PartialEq, Debug)]
pub struct Point {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// How far it was watched; what is missing is not zero.
    pub covered: Covered,
    /// All happenings.
    pub all: Tally,
    /// What the first side does to the second.
    pub forth: Tally,
    /// What the second side does to the first.
    pub back: Tally,
    /// What both do together.
    pub mutual: Tally,
    /// The military strand.
    pub military: Tally,
    /// The diplomatic strand.
    pub diplomatic: Tally,
    /// The economic strand.
    pub economic: Tally,
    /// The pair's share of all happenings that the first side takes part in, in `0.0..=1.0`.
    pub attention_of_first: Option<f64>,
    /// The same of the second side.
    pub attention_of_second: Option<f64>,
    /// Happenings of cooperation: seen, and expected.
    pub cooperation: Level,
    /// Happenings of conflict: seen, and expected.
    pub conflict: Level,
}

/// A count and what is to be held against it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Level {
    /// Happenings in the period.
    pub count: u64,
    /// What a period wholly covered would hold at this rate; none if the period is missing.
    pub rate: Option<Estimate>,
    /// What was to be expected of the pair's own past and the news volume; none for a missing period and while the past is
    /// too short.
    pub expected: Option<Expected>,
}

impl Series {
    /// The relation that `happenings` make, in any order and all of one pair.
    ///
    /// `sides` are all happenings that the first and the second side take part in. For one direction or one strand hand over
    /// only its happenings: what is expected then comes from their own past. Without happenings and bounds there are no points.
    ///
    /// # Errors
    /// Bounds in the wrong order; more than 40,000 periods.
    pub fn new(
        happenings: &[Happening],
        coverage: &Coverage,
        sides: Option<[&Attention; 2]>,
        options: &Options,
    ) -> Result<Series, Error> {
        let Some((first, last)) = bounds(happenings, coverage, options) else {
            return Ok(Series { period: options.period, points: Vec::new() });
        };
        let mut points = empty_points(coverage, options.period, first, last)?;
        let mut in_order: Vec<&Happening> = happenings.iter().collect();
        in_order.sort_by_key(|happening| (happening.day, happening.key));
        for happening in in_order {
            add(&mut points, happening);
        }
        if let Some(sides) = sides {
            points.iter_mut().for_each(|point| point.attend(sides));
        }
        if let Some(last) = points.last().map(|point| point.last) {
            expect(&mut points, happenings, coverage, options.period, last);
        }
        Ok(Series { period: options.period, points })
    }
}

impl Point {
    fn new(coverage: &Coverage, first: Date, last: Date) -> Point {
        let level = Level { count: 0, rate: None, expected: None };
        Point {
            first,
            last,
            covered: coverage.covered(first, last),
            all: Tally::default(),
            forth: Tally::default(),
            back: Tally::default(),
            mutual: Tally::default(),
            military: Tally::default(),
            diplomatic: Tally::default(),
            economic: Tally::default(),
            attention_of_first: None,
            attention_of_second: None,
            cooperation: level,
            conflict: level,
        }
    }

    /// The happenings of one direction.
    pub fn direction(&self, direction: Direction) -> &Tally {
        match direction {
            Direction::Forth => &self.forth,
            Direction::Back => &self.back,
            Direction::Mutual => &self.mutual,
        }
    }

    /// The happenings of one strand.
    pub fn strand(&self, strand: Strand) -> &Tally {
        match strand {
            Strand::Military => &self.military,
            Strand::Diplomatic => &self.diplomatic,
            Strand::Economic => &self.economic,
        }
    }

    fn add(&mut self, happening: &Happening) {
        self.all.add(happening);
        match happening.direction {
            Direction::Forth => self.forth.add(happening),
            Direction::Back => self.back.add(happening),
            Direction::Mutual => self.mutual.add(happening),
        }
        let strands = [&mut self.military, &mut self.diplomatic, &mut self.economic];
        for (strand, tally) in Strand::ALL.into_iter().zip(strands) {
            if strand.holds(happening) {
                tally.add(happening);
            }
        }
    }

    fn attend(&mut self, sides: [&Attention; 2]) {
        let share = |side: &Attention| {
            let n = side.n_happenings(self.first, self.last);
            (n > 0).then(|| (self.all.n_happenings as f64 / n as f64).min(1.0))
        };
        [self.attention_of_first, self.attention_of_second] = sides.map(share);
    }
}

fn bounds(happenings: &[Happening], coverage: &Coverage, options: &Options) -> Option<(Date, Date)> {
    let days = || happenings.iter().map(|happening| happening.day);
    let first = options.first.or_else(|| days().min())?;
    let last = options.last.or_else(|| days().max().max(coverage.last_report()))?;
    Some((first, last))
}

fn empty_points(coverage: &Coverage, period: Period, first: Date, last: Date) -> Result<Vec<Point>, Error> {
    if first > last {
        return Err(ErrorKind::BoundsReversed { first, last }.into());
    }
    let starts = std::iter::successors(Some(period.first(first)), |day| period.next(*day).filter(|next| *next <= last));
    let found = starts.clone().take(MOST_SLICES + 1).count();
    if found > MOST_SLICES {
        return Err(ErrorKind::TooManyPeriods { first, last, period: period.name(), most: MOST_SLICES }.into());
    }
    Ok(starts.map(|day| Point::new(coverage, day, period.last(day))).collect())
}

fn add(points: &mut [Point], happening: &Happening) {
    let n_begun = points.partition_point(|point| point.first <= happening.day);
    if let Some(point) = n_begun.checked_sub(1).map(|idx| &mut points[idx]).filter(|point| happening.day <= point.last)
    {
        point.add(happening);
    }
}

/// Fills in rates and what was expected, which also takes what lies before the first point.
fn expect(points: &mut [Point], happenings: &[Happening], coverage: &Coverage, period: Period, last: Date) {
    let begin = coverage.watched().map_or(points[0].first, |(first, _)| first.min(points[0].first));
    let calendar = Calendar::new(coverage, period, begin, last, Looks::AtEnd);
    let pair = Pair::new(&calendar, happenings);
    let Ok(detector) =
        Detector::new(coverage, coverage.last_report().map_or(last, |report| report.min(last)), FALSE_ALARMS)
    else {
        return;
    };
    let levels = [Measure::Cooperation, Measure::Conflict].map(|measure| {
        let changes = detector.changes(happenings, measure);
        expected(&pair, measure, &changes)
    });
    for point in points {
        let slice_idx = calendar.slice_of(point.first);
        let [cooperation, conflict] = [&levels[0], &levels[1]].map(|expected| slice_idx.and_then(|idx| expected[idx]));
        point.cooperation = level(point.all.count(Quantity::Cooperation), point.covered, cooperation);
        point.conflict = level(point.all.count(Quantity::Conflict), point.covered, conflict);
    }
}

fn level(count: u64, covered: Covered, expected: Option<Expected>) -> Level {
    let fraction = covered.fraction();
    let rate = (fraction > 0.0)
        .then(|| Estimate { value: count as f64 / fraction, interval: rate_interval(count as f64, fraction) });
    Level { count, rate, expected: expected.filter(|_| fraction > 0.0) }
}
