//! How sure: shifts of pairs that change once in five years, told in large stores and in small ones.

use crate::runs::{Method, Setting};
use crate::tables::{RATE, shipped};
use crate::world::{Drawn, News, Turn, World};
use crate::{SIZES, habit};
use fastrand::Rng;
use relations::{Coverage, Detector, Evidence, Told};

/// Levels of cooperation a month, of large stores and of small ones.
const LEVELS: [f64; 8] = [1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 40.0, 80.0];
const SMALL_LEVELS: [f64; 7] = [1.0, 1.0, 1.0, 2.0, 3.0, 4.0, 6.0];

/// Months of a small store, and pairs in it.
const SMALL: (usize, usize) = (24, 7);

/// Months after which a pair changes, on average.
const MONTHS_TO_CHANGE: f64 = 60.0;

/// A change is multiplication or division by a factor between these, small ones as frequent as large ones.
const FACTORS: (f64, f64) = (1.5, 5.0);

/// Covariates of sureness.
pub const N: usize = 7;

/// What keeps the factor of a covariate that is always 0 at 0.
const RIDGE: f64 = 1e-6;

/// A shift that was told.
pub struct Stated {
    pub probability: f64,
    pub is_true: bool,
    /// Of its changes.
    pub evidence: Vec<Evidence>,
    /// Happenings a month to be expected had nothing changed, of the surest change.
    pub level: f64,
    /// By what the level is multiplied, above 1, of the surest change; none of balances and trends.
    pub ratio: Option<f64>,
    /// Months before it was told.
    pub n_months_before: usize,
    pub is_small_store: bool,
}

/// Shifts in large stores of 60 months and small ones of 24.
pub fn stated(seed: u64, n_pairs: usize, n_stores: usize) -> Vec<Stated> {
    let mut stated = Vec::new();
    let habits = LEVELS.iter().flat_map(|&level| SIZES.map(|size| habit(level, size))).collect();
    let setting = Setting { n_pairs, ..Setting::large(seed, habits) };
    setting.each(|random| turn(random, 60), |world, drawn, _, turn| see(&mut stated, world, drawn, turn, false));
    for store in 0..n_stores {
        small_store(&mut Rng::with_seed(seed * 1_000_003 + 500_000 + store as u64), &mut stated);
    }
    stated
}

/// A change in one of the months after the first six, if there is one before the end; of cooperation, or one time in four of conflict.
fn turn(random: &mut Rng, n_months: usize) -> Turn {
    let from = 6 + (-MONTHS_TO_CHANGE * (1.0 - random.f64()).ln()) as usize;
    let factor = FACTORS.0 * (FACTORS.1 / FACTORS.0).powf(random.f64());
    let by = if random.bool() { factor } else { 1.0 / factor };
    match random.usize(..4) {
        _ if from + 2 > n_months => Turn::None,
        0 => Turn::Conflict { from, by },
        _ => Turn::Cooperation { from, by },
    }
}

/// All that the store tells are its pairs.
fn small_store(random: &mut Rng, stated: &mut Vec<Stated>) {
    let (n_months, n_pairs) = SMALL;
    let world = World::new(random, n_months, News::Steady, 0.0);
    let pairs: Vec<(Drawn, Turn)> = (0..n_pairs)
        .map(|pair| {
            let turn = turn(random, n_months);
            let habit = habit(SMALL_LEVELS[pair], SIZES[random.usize(..SIZES.len())]);
            (world.pair(random, habit, turn, 1.0), turn)
        })
        .collect();
    let told = Told { n_reports: 1, n_happenings: 1 };
    let happenings = pairs.iter().flat_map(|(drawn, _)| &drawn.happenings);
    let world = World { coverage: Coverage::new(happenings.map(|happening| (happening.day, told))), ..world };
    for (drawn, turn) in &pairs {
        see(stated, &world, drawn, *turn, true);
    }
}

fn see(stated: &mut Vec<Stated>, world: &World, drawn: &Drawn, turn: Turn, is_small_store: bool) {
    let Method::Shipped { tail } = shipped(RATE) else { return };
    let detector = Detector::with_threshold(&world.coverage, world.last(), tail);
    let evidence = detector.evidence(&drawn.happenings);
    for (shift, evidence) in detector.shifts(&drawn.happenings).into_iter().zip(evidence) {
        let month = world.month_of(shift.told);
        let surest = shift.changes[0];
        let levels = (surest.before.value.max(0.01), surest.after.value.max(0.01));
        stated.push(Stated {
            probability: shift.probability,
            is_true: turn.truth().is_some_and(|(from, course)| shift.course == course && month >= from),
            level: evidence.iter().find(|one| one.measure == surest.measure).map_or(0.0, |one| one.level),
            evidence,
            ratio: (surest.kind == relations::Kind::Level).then(|| (levels.1 / levels.0).max(levels.0 / levels.1)),
            n_months_before: month,
            is_small_store,
        });
    }
}

/// The factors of [`Evidence::covariates`] that make stated odds true ones: logistic regression by Newton's method.
pub fn fitted(rows: &[([f64; N], bool)]) -> [f64; N] {
    let mut factors = [0.0; N];
    for _ in 0..40 {
        let mut system: [[f64; N + 1]; N] =
            std::array::from_fn(|i| std::array::from_fn(|j| if i == j { RIDGE } else { 0.0 }));
        for (covariates, is_true) in rows {
            let log_odds: f64 = factors.iter().zip(covariates).map(|(factor, covariate)| factor * covariate).sum();
            let probability = 1.0 / (1.0 + (-log_odds).exp());
            let residual = f64::from(u8::from(*is_true)) - probability;
            for i in 0..N {
                for j in 0..N {
                    system[i][j] += probability * (1.0 - probability) * covariates[i] * covariates[j];
                }
                system[i][N] += residual * covariates[i];
            }
        }
        let step = solved(system);
        (0..N).for_each(|i| factors[i] += step[i]);
    }
    factors
}

/// The solution of linear equations, a row each with its right side last, by Gauss and Jordan; of a positive matrix.
fn solved(mut rows: [[f64; N + 1]; N]) -> [f64; N] {
    for i in 0..N {
        let pivot = rows[i];
        for (k, row) in rows.iter_mut().enumerate() {
            let factor = if k == i { 1.0 - 1.0 / pivot[i] } else { row[i] / pivot[i] };
            (0..=N).for_each(|j| row[j] -= factor * pivot[j]);
        }
    }
    rows.map(|row| row[N])
}
