//! Finding where counts left what their own past foretold.
//!
//! At each look the counts of the last one to twelve months are held against the forecast that was made before them; the
//! smallest tail probability over these windows is what an alarm is raised on. Past and scan begin anew at a change that was
//! found. Everything uses only what was there on that day, so that alarms of the past stay what they were as data come.

use crate::balance;
use crate::calendar::MOST_LOOKS;
use crate::pair::Pair;
use crate::past::{Forecast, Past, Prior, Stretch};
use crate::place;
use crate::special::{exp, ln};
use crate::{Measure, Quantity};
use std::collections::VecDeque;

/// Months that are held against the past together, and what their tail probability is multiplied by.
///
/// The single month pays more, so that one odd month is seldom taken for a turn.
pub(crate) const WINDOWS: [(usize, f64); 5] = [(1, 2.0), (2, 1.0), (3, 1.0), (6, 1.0), (12, 1.0)];

/// What the tail probability of a month that is not over is multiplied by: it is looked at three times more.
const UNFINISHED: f64 = 4.0;

/// Slices that a past must have before anything is held against it.
pub(crate) const LEAST_PAST: usize = 6;

/// The same after a change, when wave, slope and dispersion are known.
pub(crate) const LEAST_AFTER_CHANGE: usize = 3;

/// Months of the past that the model is fitted to, at most: six years.
pub(crate) const MOST_PAST: usize = 72;

/// Tail probabilities are multiplied by this power of the level, because busy pairs have more false alarms than others at the
/// same tail: more than chance is in their counts that the model does not know.
const BUSYNESS: f64 = 0.08;

/// Happenings a month at which that costs nothing.
const LEVEL: f64 = 10.0;

/// Happenings a month below and above which it costs no less and no more.
const LEVELS: (f64, f64) = (0.5, 100.0);

/// Happenings below which a rise is not told, however improbable they were.
pub(crate) const LEAST_HAPPENINGS: f64 = 3.0;

/// Standard deviations below which no tail is computed.
const NEAR: f64 = 1.8;

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
    /// What was supposed before the counts of this past.
    pub(crate) prior: Prior,
    /// The slice in which it probably began, by what was known then.
    pub(crate) begin: usize,
    /// The tail probability, multiplied by what the window costs.
    pub(crate) tail: f64,
}

/// From where on the past counts: the first slice, or the last change.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Since {
    pub(crate) begin: usize,
    pub(crate) prior: Prior,
    pub(crate) least: usize,
}

/// What a measure is held against, made at the end of one slice.
pub(crate) trait Expectation: Sized {
    /// What is known at the end of slice `end`, by the slices of the past; none if that is too little. `last` is what was
    /// known a slice before.
    fn made(pair: &Pair, measure: Measure, since: &Since, end: usize, last: Option<&Self>) -> Option<Self>;

    /// Tail probability of what was counted in the `length` slices since the expectation was made, the last of them up to its
    /// look number `look`, and whether it is above what was expected; none if it is near.
    fn tail(&self, pair: &Pair, length: usize, look: usize) -> Option<(f64, bool)>;

    /// What its tail probabilities are multiplied by for how much there is to count.
    fn cost(&self) -> f64;
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
    let mut since = Since { begin: 0, prior: Prior::ANY, least: LEAST_PAST };
    for slice_idx in 0..pair.calendar.slices.len() {
        if let Some(mut alarm) = alarm_in(pair, measure, slice_idx, &since, &made, threshold) {
            alarm.begin = place::begin(pair, &alarm);
            since = Since { begin: alarm.begin, prior: place::prior_after(pair, &alarm), least: LEAST_AFTER_CHANGE };
            made.clear();
            alarms.push(alarm);
        }
        let last = made.front().and_then(Option::as_ref);
        made.push_front(E::made(pair, measure, &since, slice_idx, last));
        made.truncate(WINDOWS[WINDOWS.len() - 1].0);
    }
    alarms
}

/// The first alarm within a slice; `made` holds the expectations of the slices before, the last first.
fn alarm_in<E: Expectation>(
    pair: &Pair,
    measure: Measure,
    slice_idx: usize,
    since: &Since,
    made: &VecDeque<Option<E>>,
    threshold: f64,
) -> Option<Alarm> {
    let slice = &pair.calendar.slices[slice_idx];
    let looks = slice.looks.clone().filter(|&look_idx| pair.calendar.looks[look_idx].is_due);
    looks.into_iter().find_map(|look_idx| {
        let is_over = pair.calendar.looks[look_idx].until == slice.last;
        let windows =
            WINDOWS.iter().filter_map(|&(length, cost)| Some((length, cost, made.get(length - 1)?.as_ref()?)));
        let tails = windows.filter_map(|(length, length_cost, expectation)| {
            let (tail, is_upward) = expectation.tail(pair, length, look_idx - slice.looks.start)?;
            let cost = length_cost * expectation.cost() * cost(measure, is_upward);
            let tail = tail * cost * if is_over { 1.0 } else { UNFINISHED };
            let past_end = slice_idx - length;
            let (past_begin, prior) = (since.begin, since.prior);
            let alarm =
                Alarm { measure, is_upward, look_idx, slice_idx, past_end, past_begin, prior, begin: slice_idx, tail };
            (tail < threshold && (is_over || is_upward)).then_some(alarm)
        });
        tails.min_by(|one, other| one.tail.total_cmp(&other.tail))
    })
}

/// The expectation of a count.
pub(crate) struct Counts {
    past: Past,
    /// Of each of [`WINDOWS`], by look of its last slice, what is forecast and what was counted; none if the look is missing.
    windows: [[Option<(Forecast, f64)>; MOST_LOOKS]; WINDOWS.len()],
}

impl Expectation for Counts {
    fn made(pair: &Pair, measure: Measure, since: &Since, end: usize, last: Option<&Counts>) -> Option<Counts> {
        let begin = since.begin.max((end + 1).saturating_sub(MOST_PAST));
        let n_watched = (begin..=end).filter(|&idx| pair.calendar.whole(idx).exposure > 0.0).count();
        if n_watched < since.least {
            return None;
        }
        let quantity = quantity(measure);
        let stretches = stretches(pair, quantity, begin, end, end);
        let past = Past::following(&stretches, &since.prior, last.map(|last| &last.past));
        let windows = windows(pair, quantity, end, &past);
        Some(Counts { past, windows })
    }

    fn tail(&self, _pair: &Pair, length: usize, look: usize) -> Option<(f64, bool)> {
        let window = WINDOWS.iter().position(|(of_window, _)| *of_window == length)?;
        let (forecast, count) = self.windows[window][look]?;
        forecast.tail(&self.past, count, NEAR).filter(|(_, is_upward)| !is_upward || count >= LEAST_HAPPENINGS)
    }

    fn cost(&self) -> f64 {
        exp(BUSYNESS * ln(self.past.level().clamp(LEVELS.0, LEVELS.1) / LEVEL))
    }
}

fn windows(
    pair: &Pair,
    quantity: Quantity,
    end: usize,
    past: &Past,
) -> [[Option<(Forecast, f64)>; MOST_LOOKS]; WINDOWS.len()] {
    let usual = pair.usual(end, MOST_PAST);
    let mut windows = [[None; MOST_LOOKS]; WINDOWS.len()];
    let (mut forecast, mut count, mut next) = (Forecast::default(), 0.0, end + 1);
    for (window, (length, _)) in windows.iter_mut().zip(WINDOWS) {
        let Some(slice) = pair.calendar.slices.get(end + length) else { break };
        for slice_idx in next..end + length {
            let whole = pair.stretch(quantity, slice_idx, pair.whole(slice_idx), &usual);
            if !whole.is_missing() {
                forecast.add(past, &whole);
                count += whole.count;
            }
        }
        next = end + length;
        for (at_look, look_idx) in window.iter_mut().zip(slice.looks.clone()) {
            let look = pair.stretch(quantity, next, look_idx, &usual);
            let mut with_look = forecast;
            with_look.add(past, &look);
            *at_look = (!look.is_missing()).then_some((with_look, count + look.count));
        }
    }
    windows
}

/// What a tail probability is multiplied by, so that false alarms go where they find most.
///
/// Counts double more visibly than they halve, and a changed balance mostly shows in one of the counts. Chosen by simulation.
fn cost(measure: Measure, is_upward: bool) -> f64 {
    match (measure, is_upward) {
        (Measure::Balance, _) => 2.0,
        (_, true) => 1.2,
        (_, false) => 0.5,
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
