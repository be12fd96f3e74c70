//! Invented worlds: a store with its news volume, and pairs in it.

use crate::random::{negative_binomial, normal, poisson};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use ontology::{EventType, Quad};
use relations::{Course, Coverage, Direction, Happening, Key, Told};

/// What the news volume does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum News {
    /// The same all the time, but for chance.
    Steady,
    /// Now and then it halves or doubles, for good or for some months, and months or weeks are missing.
    Changing,
}

/// What the pair does in month `from`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Turn {
    /// Nothing.
    None,
    /// Cooperation is multiplied.
    Cooperation { from: usize, by: f64 },
    /// Conflict is multiplied.
    Conflict { from: usize, by: f64 },
    /// Cooperation grows or falls by that factor in a year, and on.
    Slope { from: usize, a_year: f64 },
}

/// A kind of pair.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Habit {
    /// Happenings of cooperation a month.
    pub cooperation: f64,
    /// Happenings of conflict a month.
    pub conflict: f64,
    /// Size of the negative binomial distribution of a month; infinite would be Poisson.
    pub size: f64,
    /// Standard deviation of the logarithm of a year's growth.
    pub trend: f64,
    /// The largest amplitude of the yearly wave.
    pub season: f64,
}

/// A store.
pub struct World {
    pub first: Date,
    pub months: Vec<Month>,
    pub coverage: Coverage,
}

/// The news of a month.
pub struct Month {
    /// Against the usual.
    pub volume: f64,
    /// Days with reports.
    pub days: Vec<Date>,
    pub n_days: usize,
}

/// One pair in a world.
pub struct Drawn {
    pub happenings: Vec<Happening>,
    /// Counts by month, cooperation and conflict.
    pub counts: Vec<[f64; 2]>,
}

impl World {
    /// `n_others` happenings of other pairs in a month of usual volume.
    pub fn new(random: &mut Rng, n_months: usize, news: News, n_others: f64) -> World {
        let first = date(2020, 1, 1);
        let months = months(random, first, n_months, news);
        let days = months.iter().flat_map(|month| told(random, month, n_others)).collect::<Vec<_>>();
        World { first, months, coverage: Coverage::new(days) }
    }

    /// A pair of that habit; counts grow with the news volume to the power `elasticity`.
    pub fn pair(&self, random: &mut Rng, habit: Habit, turn: Turn, elasticity: f64) -> Drawn {
        let rate = |random: &mut Rng, level: f64| {
            let (slope, wave, phase) = (habit.trend * normal(random), habit.season * random.f64(), random.f64());
            move |month: usize| {
                let year = month as f64 / 12.0;
                level * (slope * year + wave * (std::f64::consts::TAU * (year + phase)).sin()).exp()
            }
        };
        let rates = [rate(random, habit.cooperation), rate(random, habit.conflict)];
        let mut drawn = Drawn { happenings: Vec::new(), counts: Vec::new() };
        for (idx, month) in self.months.iter().enumerate() {
            let covered = month.days.len() as f64 / month.n_days as f64 * month.volume.powf(elasticity);
            let draw = |random: &mut Rng, which: usize| {
                let mean = rates[which](idx) * turn.factor(which, idx) * covered;
                if mean > 0.0 { negative_binomial(random, mean, habit.size) } else { 0 }
            };
            let counts = [draw(random, 0), draw(random, 1)];
            drawn.counts.push(counts.map(|count| count as f64));
            for (which, count) in counts.into_iter().enumerate() {
                for _ in 0..count {
                    let day = month.days[random.usize(..month.days.len())];
                    drawn.happenings.push(happening(drawn.happenings.len() as u64, day, which));
                }
            }
        }
        drawn
    }
}

impl Turn {
    /// The month in which it begins, and where to; none if nothing happens.
    pub fn truth(self) -> Option<(usize, Course)> {
        let (from, is_warmer) = match self {
            Turn::None => return None,
            Turn::Cooperation { from, by } => (from, by > 1.0),
            Turn::Conflict { from, by } => (from, by < 1.0),
            Turn::Slope { from, a_year } => (from, a_year > 1.0),
        };
        Some((from, if is_warmer { Course::Warmer } else { Course::Cooler }))
    }

    fn factor(self, which: usize, month: usize) -> f64 {
        match self {
            Turn::Cooperation { from, by } if which == 0 && month >= from => by,
            Turn::Conflict { from, by } if which == 1 && month >= from => by,
            Turn::Slope { from, a_year } if which == 0 && month >= from => {
                a_year.powf((month + 1 - from) as f64 / 12.0)
            }
            _ => 1.0,
        }
    }
}

/// A meeting, or an accusation.
pub fn happening(key: u64, day: Date, which: usize) -> Happening {
    let (event_type, quad) =
        [(EventType::Consult, Quad::VerbalCooperation), (EventType::Accuse, Quad::VerbalConflict)][which];
    Happening {
        key: Key(key),
        day,
        direction: Direction::Mutual,
        event_type,
        mode: None,
        quad,
        score: f64::from(event_type.score()),
        goldstein: None,
        contexts: Vec::new(),
        n_mentions: 1,
        n_publishers: 1,
        confidence: 0.9,
    }
}

fn months(random: &mut Rng, first: Date, n_months: usize, news: News) -> Vec<Month> {
    let mut months: Vec<Month> = (0..n_months)
        .map(|idx| {
            let first = first.saturating_add((idx as i64).months());
            let days: Vec<Date> = first.series(1.day()).take(first.days_in_month() as usize).collect();
            Month { volume: (0.05 * normal(random)).exp(), n_days: days.len(), days }
        })
        .collect();
    if news == News::Changing {
        (0..3).for_each(|_| disturb(random, &mut months));
    }
    months
}

fn disturb(random: &mut Rng, months: &mut [Month]) {
    let from = random.usize(..months.len());
    let kind = random.usize(..5);
    let to = if random.bool() { months.len() } else { (from + 2 + random.usize(..10)).min(months.len()) };
    match kind {
        0 | 1 => months[from..to].iter_mut().for_each(|month| month.volume *= if kind == 0 { 0.5 } else { 2.0 }),
        2 | 3 => months.iter_mut().skip(from).take(1 + random.usize(..3)).for_each(|month| month.days.clear()),
        _ => months[from].days.retain(|day| day.day() <= 16),
    }
}

fn told(random: &mut Rng, month: &Month, n_others: f64) -> Vec<(Date, Told)> {
    let mean = n_others * month.volume / month.n_days as f64;
    let each = month.days.iter().map(|&day| {
        let n_happenings =
            if mean > 300.0 { (mean + mean.sqrt() * normal(random)) as u64 } else { poisson(random, mean) };
        (day, Told { n_reports: n_happenings, n_happenings })
    });
    each.collect()
}
