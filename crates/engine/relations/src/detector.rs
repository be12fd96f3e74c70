//! From happenings to shifts.

use crate::calendar::{Calendar, Looks};
use crate::change::Found;
use crate::error::Kind as ErrorKind;
use crate::pair::Pair;
use crate::scan::{Alarm, alarms};
use crate::thresholds::threshold;
use crate::{Course, Coverage, Error, Evidence, Happening, Measure, Period, Shift};
use jiff::civil::Date;

/// Months between beginnings within which changes of the same course are one shift.
const TOGETHER: usize = 3;

/// Finds the shifts of any number of pairs of one store.
///
/// What it finds for a day it finds again, word for word in `told`, for every later day, as long as no happenings are added to
/// the time before; beginnings, levels and probabilities become surer.
#[derive(Clone, PartialEq, Debug)]
pub struct Detector {
    calendar: Calendar,
    threshold: f64,
}

impl Detector {
    /// A detector of what can be told on the evening of `until`, with so many false alarms a month of a pair.
    ///
    /// All shifts of a pair together make the rate: 0.005 is one in 200 months. Below 0.0005 and above 0.05 the simulation
    /// that stands behind it was not run, and the thresholds are extrapolated.
    ///
    /// # Errors
    /// `false_alarms` not above 0 and below 1.
    pub fn new(coverage: &Coverage, until: Date, false_alarms: f64) -> Result<Detector, Error> {
        if !(false_alarms > 0.0 && false_alarms < 1.0) {
            return Err(ErrorKind::Rate(false_alarms).into());
        }
        Ok(Detector::with_threshold(coverage, until, threshold(false_alarms)))
    }

    /// A detector that alarms below a tail probability; for calibration, which is how [`Detector::new`] chooses it.
    pub fn with_threshold(coverage: &Coverage, until: Date, threshold: f64) -> Detector {
        let first = coverage.watched().map_or(until, |(first, _)| first.min(until));
        let calendar = Calendar::new(coverage, Period::Month, first, until, Looks::Within);
        Detector { calendar, threshold }
    }

    /// The tail probability below which it alarms.
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// The shifts of one pair, by the day they could be told, then by course.
    ///
    /// `happenings` are all of the pair's, in any order; those outside of what the store watched, and after the detector's
    /// day, are not counted. Time is linear in the months watched.
    pub fn shifts(&self, happenings: &[Happening]) -> Vec<Shift> {
        self.groups(happenings).into_iter().map(|group| self.shift(group)).collect()
    }

    /// What the probabilities of [`Detector::shifts`] rest on: of each shift, in the same order, that of its changes, the first
    /// told first. For calibration.
    pub fn evidence(&self, happenings: &[Happening]) -> Vec<Vec<Evidence>> {
        let groups = self.groups(happenings).into_iter();
        groups.map(|group| group.iter().map(|found| found.evidence).collect()).collect()
    }

    /// The changes of all measures, those of one shift together.
    fn groups(&self, happenings: &[Happening]) -> Vec<Vec<Found>> {
        let pair = Pair::new(&self.calendar, happenings);
        let mut found: Vec<Found> = [Measure::Cooperation, Measure::Conflict, Measure::Balance]
            .into_iter()
            .flat_map(|measure| self.found(&pair, measure))
            .collect();
        found.sort_by_key(|found| (found.alarm.look_idx, found.alarm.measure));
        let mut groups: Vec<Vec<Found>> = Vec::new();
        for one in found {
            match groups.iter_mut().rev().find(|group| belongs(group, &one)) {
                Some(group) => group.push(one),
                None => groups.push(vec![one]),
            }
        }
        groups
    }

    /// The changes of one measure: the day that each was told, and the first day of the month in which it began by what was
    /// known then.
    pub(crate) fn changes(&self, happenings: &[Happening], measure: Measure) -> Vec<(Date, Date)> {
        let pair = Pair::new(&self.calendar, happenings);
        let day = |alarm: &Alarm| (self.calendar.looks[alarm.look_idx].until, self.calendar.slices[alarm.begin].first);
        alarms(&pair, measure, self.threshold).iter().map(day).collect()
    }

    fn found(&self, pair: &Pair, measure: Measure) -> Vec<Found> {
        let alarms = alarms(pair, measure, self.threshold);
        alarms.iter().enumerate().map(|(idx, alarm)| Found::of(pair, alarm, alarms.get(idx + 1))).collect()
    }

    /// The shift that changes make, the first told first.
    fn shift(&self, mut group: Vec<Found>) -> Shift {
        let first_told = &group[0];
        let (first, last) = first_told.placed.interval();
        let day = |slice_idx: usize| self.calendar.slices[slice_idx].first;
        let (began_first, began, began_last) = (day(first), day(first_told.placed.best()), day(last));
        let told = self.calendar.looks[first_told.alarm.look_idx].until;
        group.sort_by(|one, other| {
            let surer = other.change.probability.total_cmp(&one.change.probability);
            surer.then(one.change.measure.cmp(&other.change.measure))
        });
        let probability = group[0].change.probability;
        let changes = group.iter().map(|found| found.change).collect();
        Shift { course: course(&group[0]), changes, began_first, began, began_last, told, probability }
    }
}

/// Whether a change is part of the shift that others made.
fn belongs(group: &[Found], one: &Found) -> bool {
    let first = &group[0];
    let is_near = first.alarm.begin.abs_diff(one.alarm.begin) <= TOGETHER;
    is_near && course(first) == course(one) && group.iter().all(|found| found.alarm.measure != one.alarm.measure)
}

fn course(found: &Found) -> Course {
    match (found.alarm.measure, found.alarm.is_upward) {
        (Measure::Cooperation | Measure::Balance, true) | (Measure::Conflict, false) => Course::Warmer,
        (Measure::Cooperation | Measure::Balance, false) | (Measure::Conflict, true) => Course::Cooler,
    }
}
