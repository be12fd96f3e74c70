//! How often shifts are found that are there, and that are not: tables for `docs/relations.md`.
//!
//! `cargo run --release -p entente-relations --example simulate -- calibrate` measures the thresholds that the crate ships;
//! `… -- report` prints the tables, on worlds of other seeds.

mod random;
mod rivals;
mod world;

use fastrand::Rng;
use jiff::ToSpan;
use relations::{Course, Detector};
use rivals::{Observed, Rival};
use world::{Drawn, Habit, News, Turn, World};

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("calibrate") => calibrate(),
        Some("false") => {
            let word = |n: usize| std::env::args().nth(n).unwrap().parse::<f64>().unwrap();
            println!("{}", false_alarms(2, 100, &LARGE, &[habit(word(3), word(4))], word(2)));
        }
        Some("miss") => {
            println!("{}", found(3, 40, &Setting { news: News::Steady, ..LARGE }, &[habit(40.0, 50.0)], 2.0, 8e-4));
            println!("{}", found(3, 40, &LARGE, &[habit(40.0, 50.0)], 2.0, 8e-4));
        }
        Some("speed") => speed(),
        Some("tune") => tune(),
        Some("power") => power_table(std::env::args().nth(2).and_then(|word| word.parse().ok()).unwrap_or(1e-3)),
        _ => eprintln!("expected `calibrate`, `power` or `report`"),
    }
}

/// Levels of cooperation a month.
const LEVELS: [f64; 5] = [2.0, 5.0, 10.0, 20.0, 40.0];
const SIZES: [f64; 3] = [10.0, 20.0, 50.0];

fn habit(cooperation: f64, size: f64) -> Habit {
    Habit { cooperation, conflict: 0.5 * cooperation, size, trend: 0.08, season: 0.25 }
}

struct Setting {
    n_months: usize,
    news: News,
    n_others: f64,
    elasticity: f64,
}

const LARGE: Setting = Setting { n_months: 60, news: News::Changing, n_others: 20_000.0, elasticity: 1.0 };

/// Runs over `n_worlds` worlds of ten pairs.
fn each_pair(
    seed: u64,
    n_worlds: usize,
    setting: &Setting,
    habits: &[Habit],
    turn: impl Fn(&mut Rng) -> Turn,
    mut see: impl FnMut(&World, &Drawn, Habit, Turn),
) {
    for world_idx in 0..n_worlds {
        let mut random = Rng::with_seed(seed * 1_000_003 + world_idx as u64);
        let world = World::new(&mut random, setting.n_months, setting.news, setting.n_others);
        for pair_idx in 0..10 {
            let habit = habits[(world_idx * 10 + pair_idx) % habits.len()];
            let turn = turn(&mut random);
            let drawn = world.pair(&mut random, habit, turn, setting.elasticity);
            see(&world, &drawn, habit, turn);
        }
    }
}

fn mixed() -> Vec<Habit> {
    LEVELS.iter().flat_map(|&level| SIZES.iter().map(move |&size| habit(level, size))).collect()
}

fn false_alarms(seed: u64, n_worlds: usize, setting: &Setting, habits: &[Habit], tail: f64) -> f64 {
    let (mut n_alarms, mut n_months) = (0, 0);
    each_pair(
        seed,
        n_worlds,
        setting,
        habits,
        |_| Turn::None,
        |world, drawn, _, _| {
            n_alarms += Detector::with_threshold(&world.coverage, world.last(), tail).shifts(&drawn.happenings).len();
            n_months += setting.n_months - 6;
        },
    );
    n_alarms as f64 / n_months as f64
}

fn calibrate() {
    for tail in [1e-5, 1e-4, 3e-4, 1e-3, 2e-3, 4e-3, 1e-2] {
        println!("{tail:e} {:.5}", false_alarms(1, 90, &LARGE, &mixed(), tail));
    }
}

fn found(seed: u64, n_worlds: usize, setting: &Setting, habits: &[Habit], by: f64, tail: f64) -> f64 {
    let (mut n_found, mut n) = (0, 0);
    each_pair(
        seed,
        n_worlds,
        setting,
        habits,
        |random| Turn::Cooperation { from: 36 + random.usize(..18), by },
        |world, drawn, _, turn| {
            let Turn::Cooperation { from, .. } = turn else { return };
            let begin = world.first.saturating_add((from as i64).months());
            let covered: Vec<usize> =
                (from..world.months.len()).filter(|&idx| !world.months[idx].days.is_empty()).take(3).collect();
            if covered.len() < 3 {
                return;
            }
            let end = world.first.saturating_add((covered[2] as i64 + 1).months());
            let course = if by > 1.0 { Course::Warmer } else { Course::Cooler };
            let shifts = Detector::with_threshold(&world.coverage, world.last(), tail).shifts(&drawn.happenings);
            n_found += usize::from(
                shifts.iter().any(|shift| shift.course == course && shift.told >= begin && shift.told < end),
            );
            n += 1;
            if std::env::var("MISS").is_ok()
                && !shifts.iter().any(|shift| shift.course == course && shift.told >= begin && shift.told < end)
            {
                println!(
                    "from {begin} counts {:?} shifts {:?} vol {:?}",
                    drawn.counts[from - 24..(from + 6).min(60)].iter().map(|c| c[0]).collect::<Vec<_>>(),
                    shifts.iter().map(|s| (s.told, s.course, s.began)).collect::<Vec<_>>(),
                    world.months[from - 6..(from + 6).min(60)]
                        .iter()
                        .map(|m| (m.volume, m.days.len()))
                        .collect::<Vec<_>>()
                );
            }
        },
    );
    n_found as f64 / n as f64
}

fn power_table(tail: f64) {
    for size in SIZES {
        for level in LEVELS {
            let habits = [habit(level, size)];
            let steady = Setting { news: News::Steady, ..LARGE };
            println!(
                "size {size} level {level}: fa {:.4} double {:.3} half {:.3}  steady: {:.4} {:.3} {:.3}",
                false_alarms(2, 40, &LARGE, &habits, tail),
                found(3, 40, &LARGE, &habits, 2.0, tail),
                found(4, 40, &LARGE, &habits, 0.5, tail),
                false_alarms(2, 40, &steady, &habits, tail),
                found(3, 40, &steady, &habits, 2.0, tail),
                found(4, 40, &steady, &habits, 0.5, tail)
            );
        }
    }
}

fn tune() {
    let (mut lo, mut hi) = (1e-5f64, 1e-2f64);
    for _ in 0..7 {
        let mid = (lo * hi).sqrt();
        if false_alarms(1, 60, &LARGE, &mixed(), mid) < 0.005 { lo = mid } else { hi = mid }
    }
    print!("thr {lo:.6}: ");
    for (level, size) in [(10.0, 20.0), (20.0, 20.0), (40.0, 20.0), (20.0, 50.0), (40.0, 50.0)] {
        let habits = [habit(level, size)];
        print!(
            "{level}/{size}: {:.2} {:.2}  ",
            found(3, 40, &LARGE, &habits, 2.0, lo),
            found(4, 40, &LARGE, &habits, 0.5, lo)
        );
    }
    println!();
}

fn speed() {
    let mut random = Rng::with_seed(5);
    let world = World::new(&mut random, 60, News::Changing, 20_000.0);
    let habits = mixed();
    let pairs: Vec<Drawn> =
        (0..1000).map(|idx| world.pair(&mut random, habits[idx % habits.len()], Turn::None, 1.0)).collect();
    let n: usize = pairs.iter().map(|pair| pair.happenings.len()).sum();
    let start = std::time::Instant::now();
    let detector = Detector::with_threshold(&world.coverage, world.last(), 5e-4);
    let n_shifts: usize = pairs.iter().map(|pair| detector.shifts(&pair.happenings).len()).sum();
    println!("{} pairs of 60 months, {n} happenings, {n_shifts} shifts: {:?}", pairs.len(), start.elapsed());
}
