//! Finding where counts left what their own past foretold.
//!
//! At each look the counts of the last one to twelve months are held against the forecast that was made before them; the
//! smallest tail probability over these windows is what an alarm is raised on. Past and scan begin anew at a change that was
//! found. Everything uses only what was there on that day, so that alarms of the past stay what they were as data come.

use crate::balance;
use crate::negative_binomial::NegativeBinomial;
use crate::pair::Pair;
use crate::past::{Forecast, Past, Stretch};
use crate::place;
use crate::{Measure, Quantity};
use std::collections::VecDeque;

/// Months that are held against the past together, and what their tail probability is multiplied by.
///
/// The single month pays more, so that one odd month is seldom taken for a turn.
pub(crate) const WINDOWS: [(usize, f64); 7] = [(1, 2.0), (2, 1.0), (3, 1.0), (4, 1.0), (6, 1.0), (9, 1.0), (12, 1.0)];

/// What the tail probability of a month that is not over is multiplied by: it is looked at three times more.
const UNFINISHED: f64 = 4.0;

/// Slices that a past must have before anything is held against it.
pub(crate) const LEAST_PAST: usize = 6;

/// Months of the past that the model is fitted to, at most: six years.
pub(crate) const MOST_PAST: usize = 72;

/// Standard deviations below which no tail is computed.
const NEAR: f64 = 1.5;

/// A measure that left its past.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Alarm {
    pub(crate) measure: Measure,
    pub(crate) is_upward: bool,
    /// The look that told it, and its slice.
    pub(crate) look_idx: usize,
    pub(crate) slice_idx: usize,
    /// The last slice of the past that it was held against, and the first.
    pub(crate) past_end: usize,
    pub(crate) past_begin: usize,
    /// The slice in which it probably began, by what was known then.
    pub(crate) begin: usize,
    /// The tail probability, multiplied by what the window costs.
    pub(crate) tail: f64,
}

/// What a measure is held against, made at the end of one slice.
pub(crate) trait Expectation: Sized {
    /// What is known at the end of slice `end`, by the slices from `begin` on; none if that is too little.
    fn made(pair: &Pair, measure: Measure, begin: usize, end: usize) -> Option<Self>;

    /// Tail probability of looks `look_idx` of slice `slice_idx` and all slices since the expectation was made; whether they
    /// are above what was expected.
    fn tail(&self, pair: &Pair, measure: Measure, slice_idx: usize, look_idx: usize) -> Option<(f64, bool)>;
}

/// All alarms of a measure, in the order of time.
pub(crate) fn alarms(pair: &Pair, measure: Measure, threshold: f64) -> Vec<Alarm> {
    match measure {
        Measure::Cooperation | Measure::Conflict => scan::<Counts>(pair, measure, threshold),
        Measure::Balance => scan::<balance::Share>(pair, measure, threshold),
    }
}

fn scan<E: Expectation>(pair: &Pair, measure: Measure, threshold: f64) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    let mut made: VecDeque<Option<E>> = VecDeque::new();
    let mut begin = 0;
    for slice_idx in 0..pair.calendar.slices.len() {
        if let Some(mut alarm) = alarm_in(pair, measure, slice_idx, begin, &made, threshold) {
            alarm.begin = place::begin(pair, &alarm);
            begin = alarm.begin;
            made.clear();
            alarms.push(alarm);
        }
        made.push_front(E::made(pair, measure, begin, slice_idx));
        made.truncate(WINDOWS[WINDOWS.len() - 1].0);
    }
    alarms
}

/// The first alarm within a slice; `made` holds the expectations of the slices before, the last first.
fn alarm_in<E: Expectation>(
    pair: &Pair,
    measure: Measure,
    slice_idx: usize,
    past_begin: usize,
    made: &VecDeque<Option<E>>,
    threshold: f64,
) -> Option<Alarm> {
    let slice = &pair.calendar.slices[slice_idx];
    slice.looks.clone().find_map(|look_idx| {
        let is_over = pair.calendar.looks[look_idx].until == slice.last;
        let windows =
            WINDOWS.iter().filter_map(|&(length, cost)| Some((length, cost, made.get(length - 1)?.as_ref()?)));
        let tails = windows.filter_map(|(length, cost, expectation)| {
            let (tail, is_upward) = expectation.tail(pair, measure, slice_idx, look_idx)?;
            let tail = tail * cost * if is_over { 1.0 } else { UNFINISHED };
            let past_end = slice_idx - length;
            let alarm = Alarm { measure, is_upward, look_idx, slice_idx, past_end, past_begin, begin: slice_idx, tail };
            (tail < threshold && (is_over || is_upward)).then_some(alarm)
        });
        tails.min_by(|one, other| one.tail.total_cmp(&other.tail))
    })
}

/// The expectation of a count.
pub(crate) struct Counts {
    past: Past,
    /// Of each of the next slices, its looks.
    ahead: Vec<Vec<Stretch>>,
    end: usize,
}

impl Expectation for Counts {
    fn made(pair: &Pair, measure: Measure, begin: usize, end: usize) -> Option<Counts> {
        let begin = begin.max((end + 1).saturating_sub(MOST_PAST));
        let n_watched = (begin..=end).filter(|&idx| pair.calendar.whole(idx).exposure > 0.0).count();
        if n_watched < LEAST_PAST {
            return None;
        }
        let quantity = quantity(measure);
        let past = Past::of(&stretches(pair, quantity, begin, end, end));
        let last = (end + WINDOWS[WINDOWS.len() - 1].0).min(pair.calendar.slices.len() - 1);
        let usual = pair.usual(end, MOST_PAST);
        let looks = |slice_idx: usize| {
            let looks = pair.calendar.slices[slice_idx].looks.clone();
            looks.map(|look_idx| pair.stretch(quantity, slice_idx, look_idx, &usual)).collect()
        };
        Some(Counts { past, ahead: (end + 1..=last).map(looks).collect(), end })
    }

    fn tail(&self, pair: &Pair, _measure: Measure, slice_idx: usize, look_idx: usize) -> Option<(f64, bool)> {
        let n_whole = slice_idx - self.end - 1;
        let look = &self.ahead[n_whole][look_idx - pair.calendar.slices[slice_idx].looks.start];
        let whole = self.ahead[..n_whole].iter().filter_map(|looks| looks.last());
        let stretches = whole.chain([look]).filter(|stretch| !stretch.is_missing());
        let (mut forecast, mut count) = (Forecast::default(), 0.0);
        for stretch in stretches {
            forecast.add(&self.past, stretch);
            count += stretch.count;
        }
        (!look.is_missing()).then(|| far_tail(forecast.sum(&self.past), count)).flatten()
    }
}

/// Stretches of whole slices from `begin` to `end`, against the volume that is usual at the end of slice `at`.
pub(crate) fn stretches(pair: &Pair, quantity: Quantity, begin: usize, end: usize, at: usize) -> Vec<Stretch> {
    let usual = pair.usual(at, MOST_PAST);
    (begin..=end).map(|idx| pair.stretch(quantity, idx, pair.whole(idx), &usual)).collect()
}

/// What a measure of level counts.
pub(crate) fn quantity(measure: Measure) -> Quantity {
    match measure {
        Measure::Conflict => Quantity::Conflict,
        Measure::Cooperation | Measure::Balance => Quantity::Cooperation,
    }
}

/// The tail on the side of `count`, and whether that is the upper; none if it is near the mean.
fn far_tail(expected: NegativeBinomial, count: f64) -> Option<(f64, bool)> {
    let variance = expected.mean + expected.mean * expected.mean / expected.size;
    let distance = count - expected.mean;
    if distance * distance < NEAR * NEAR * variance {
        return None;
    }
    let is_upward = distance > 0.0;
    Some((if is_upward { expected.upper_tail(count) } else { expected.lower_tail(count) }, is_upward))
}
