//! Many invented pairs, put through a detector or a rival.

use crate::rivals::{Observed, Rival};
use crate::world::{Drawn, Habit, News, Turn, World};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::Date;
use relations::{Course, Detector, Shift};

/// Pairs of one store.
const PAIRS_A_WORLD: usize = 10;

/// Months at the beginning in which nothing can be found.
const FIRST_MONTHS: usize = 6;

/// What worlds are drawn.
#[derive(Clone)]
pub struct Setting {
    pub n_months: usize,
    pub news: News,
    /// Happenings of other pairs in a month of usual volume.
    pub n_others: f64,
    /// Counts grow with the news volume to this power.
    pub elasticity: f64,
    pub habits: Vec<Habit>,
    pub n_pairs: usize,
    pub seed: u64,
}

/// How to find shifts: below a tail probability, or by a rival's threshold.
#[derive(Clone, Copy)]
pub enum Method {
    Shipped { tail: f64 },
    Rival(Rival, f64),
}

/// A shift as tables see it.
#[derive(Clone)]
pub struct Told {
    pub course: Course,
    pub month: usize,
    /// None of a rival.
    pub shift: Option<Shift>,
}

impl Setting {
    /// 500 pairs over 60 months in a large store whose news volume changes.
    pub fn large(seed: u64, habits: Vec<Habit>) -> Setting {
        Setting { n_months: 60, news: News::Changing, n_others: 20_000.0, elasticity: 1.0, habits, n_pairs: 500, seed }
    }

    /// Hands every pair with what happens to it to `see`.
    pub fn each(&self, turn: impl Fn(&mut Rng) -> Turn, mut see: impl FnMut(&World, &Drawn, Habit, Turn)) {
        for world_idx in 0..self.n_pairs / PAIRS_A_WORLD {
            let mut random = Rng::with_seed(self.seed * 1_000_003 + world_idx as u64);
            let world = World::new(&mut random, self.n_months, self.news, self.n_others);
            for pair_idx in 0..PAIRS_A_WORLD {
                let habit = self.habits[(world_idx * PAIRS_A_WORLD + pair_idx) % self.habits.len()];
                let turn = turn(&mut random);
                let drawn = world.pair(&mut random, habit, turn, self.elasticity);
                see(&world, &drawn, habit, turn);
            }
        }
    }

    /// False alarms a month of a pair, when nothing happens.
    pub fn false_alarms(&self, method: Method) -> f64 {
        let (mut n_alarms, mut n_months) = (0, 0);
        self.each(
            |_| Turn::None,
            |world, drawn, habit, _| {
                n_alarms += method.told(world, drawn, habit).len();
                n_months += self.n_months - FIRST_MONTHS;
            },
        );
        n_alarms as f64 / n_months as f64
    }

    /// Parts of the changes that are found within 3 and within 6 months of which there are news.
    pub fn found(&self, method: Method, turn: impl Fn(usize) -> Turn) -> [f64; 2] {
        let (mut n_found, mut n) = ([0, 0], 0);
        let draw = |random: &mut Rng| turn(self.n_months * 6 / 10 + random.usize(..self.n_months * 3 / 10));
        self.each(draw, |world, drawn, habit, turn| {
            let Some((from, course)) = turn.truth() else { return };
            let told = method.told(world, drawn, habit);
            let ends = [3, 6].map(|n| world.end_of_news(from, n));
            for (n_found, end) in n_found.iter_mut().zip(ends) {
                let is_found = |one: &Told| one.course == course && one.month >= from && one.month < end;
                *n_found += usize::from(told.iter().any(is_found));
            }
            n += 1;
        });
        n_found.map(|found| f64::from(found as u32) / f64::from(n as u32))
    }
}

impl Method {
    /// The shifts that it tells of a pair.
    pub fn told(self, world: &World, drawn: &Drawn, habit: Habit) -> Vec<Told> {
        match self {
            Method::Shipped { tail } => {
                let detector = Detector::with_threshold(&world.coverage, world.last(), tail);
                let shifts = detector.shifts(&drawn.happenings).into_iter();
                let told =
                    |shift: Shift| Told { course: shift.course, month: world.month_of(shift.told), shift: Some(shift) };
                shifts.map(told).collect()
            }
            Method::Rival(rival, threshold) => told_by_rival(world, drawn, habit, rival, threshold),
        }
    }
}

impl World {
    /// The month after the `n`th month with news, from `from` on.
    fn end_of_news(&self, from: usize, n: usize) -> usize {
        let with_news = (from..self.months.len()).filter(|&month| !self.months[month].days.is_empty());
        with_news.take(n).last().map_or(from, |month| month + 1)
    }

    /// The last day.
    pub fn last(&self) -> Date {
        self.first.saturating_add((self.months.len() as i64).months()).saturating_sub(1.days())
    }

    /// The month that `day` lies in.
    pub fn month_of(&self, day: Date) -> usize {
        let months = (i32::from(day.year()) - i32::from(self.first.year())) * 12 + i32::from(day.month()) - 1;
        months as usize
    }
}

/// Alarms of both counts; those that turn the same way within three months are one, as in the crate.
fn told_by_rival(world: &World, drawn: &Drawn, habit: Habit, rival: Rival, threshold: f64) -> Vec<Told> {
    let weight = |month: &crate::world::Month| month.days.len() as f64 / month.n_days as f64 * month.volume;
    let weights: Vec<f64> = world.months.iter().map(weight).collect();
    let mut told: Vec<Told> = Vec::new();
    for which in 0..2 {
        let counts = drawn.counts.iter().map(|counts| counts[which]).collect();
        for (month, is_upward) in rival(&Observed { counts, weights: weights.clone(), size: habit.size }, threshold) {
            let course = if is_upward == (which == 0) { Course::Warmer } else { Course::Cooler };
            if !told.iter().any(|one| one.course == course && one.month.abs_diff(month) <= 3 && which == 1) {
                told.push(Told { course, month, shift: None });
            }
        }
    }
    told
}
