//! The tables, in Markdown.

use crate::runs::{Method, Setting, Told};
use crate::sureness::{self, Stated};
use crate::world::{Drawn, Habit, News, Turn, World};
use crate::{LEVELS, SIZES, habit, mixed, rivals, small, threshold};
use fastrand::Rng;
use relations::{Coverage, Detector, Kind, Measure};
use std::time::Instant;

/// One false alarm in 200 months of a pair.
pub const RATE: f64 = 0.005;

/// Calibration has seed 1, and what else was chosen by simulation was chosen on seeds below 10; nothing was on these,
/// but that sureness has a term for busy pairs.
const FALSE: u64 = 102;
const TRUE: u64 = 103;

pub fn report() {
    main_setting();
    rates();
    methods();
    power();
    coverage();
    small_stores();
    slopes();
    probabilities();
    speed();
}

/// What happens from some month on.
type Turning = fn(usize) -> Turn;

/// The method as it ships.
pub fn shipped(rate: f64) -> Method {
    Method::Shipped { tail: relations_threshold(rate) }
}

/// The threshold that the crate ships for a rate.
fn relations_threshold(rate: f64) -> f64 {
    Detector::new(&Coverage::new([]), jiff::civil::date(2020, 1, 1), rate).map_or(0.0, |detector| detector.threshold())
}

fn doubling(from: usize) -> Turn {
    Turn::Cooperation { from, by: 2.0 }
}

fn halving(from: usize) -> Turn {
    Turn::Cooperation { from, by: 0.5 }
}

fn percent(part: f64) -> String {
    format!("{:.0} %", 100.0 * part)
}

/// One in so many.
fn one_in(rate: f64) -> String {
    if rate > 0.0 { format!("1 in {:.0}", 1.0 / rate) } else { "none".to_owned() }
}

fn rates() {
    println!("### Asked and given\n\n| false alarms asked for | given, all pairs |\n| --- | --- |");
    for rate in [0.001, 0.0025, 0.005, 0.01, 0.02] {
        let setting = Setting { n_pairs: 3000, ..Setting::large(FALSE, mixed()) };
        println!("| {} | {} |", one_in(rate), one_in(setting.false_alarms(shipped(rate))));
    }
}

fn methods() {
    println!("\n### Methods, each at one false alarm in 200 months\n");
    println!(
        "| method | false alarms, other seeds | doubling, 40 a month | halving, 40 a month | doubling, 10 | halving, 10 | news changes at 40 |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    row_of_method("tails of a negative binomial forecast (shipped)", shipped(RATE));
    for (name, rival, thresholds) in rivals::all() {
        let calibration = Setting { n_pairs: 1000, ..Setting::large(1, mixed()) };
        let (low, high) = (thresholds[0], thresholds[thresholds.len() - 1]);
        let shifted = |value: f64| low + (high - low) * value.ln() / 10.0;
        let value = threshold(1.0, 10.0_f64.exp(), 11, |value| {
            calibration.false_alarms(Method::Rival(rival, shifted(value))) > RATE
        });
        row_of_method(name, Method::Rival(rival, shifted(value)));
    }
}

fn row_of_method(name: &str, method: Method) {
    let found =
        |level: f64, turn: Turning| percent(Setting::large(TRUE, vec![habit(level, 50.0)]).found(method, turn)[0]);
    println!(
        "| {name} | {} | {} | {} | {} | {} | {} |",
        one_in(Setting::large(FALSE, mixed()).false_alarms(method)),
        found(40.0, doubling),
        found(40.0, halving),
        found(10.0, doubling),
        found(10.0, halving),
        one_in(Setting::large(FALSE, vec![steady(40.0)]).false_alarms(method)),
    );
}

/// A pair in which nothing changes by itself.
fn steady(level: f64) -> Habit {
    Habit { trend: 0.0, season: 0.0, ..habit(level, 50.0) }
}

/// Busy pairs over 60 months in which news halve, double and are missing.
fn main_setting() {
    println!("### Main setting: 40 to 80 happenings of cooperation a month, size 50; 2,000 pairs\n");
    println!("| asked for | false alarms | doubling within 3 months (6) | halving within 3 months (6) |");
    println!("| --- | --- | --- | --- |");
    let habits: Vec<Habit> = [40.0, 50.0, 60.0, 70.0, 80.0].map(|level| habit(level, 50.0)).to_vec();
    for rate in [0.0025, RATE, 0.01] {
        let setting = |seed| Setting { n_pairs: 2000, ..Setting::large(seed, habits.clone()) };
        let found = |turn: Turning| {
            let [three, six] = setting(TRUE).found(shipped(rate), turn);
            format!("{} ({})", percent(three), percent(six))
        };
        let false_alarms = one_in(setting(FALSE).false_alarms(shipped(rate)));
        println!("| {} | {false_alarms} | {} | {} |", one_in(rate), found(doubling), found(halving));
    }
    println!();
}

fn power() {
    println!("\n### Found by level and size: within 3 months (within 6)\n");
    println!(
        "| cooperation a month | size | false alarms | doubling | halving | conflict, half as much, doubles |\n| --- | --- | --- | --- | --- | --- |"
    );
    for level in LEVELS {
        for size in SIZES {
            let method = shipped(RATE);
            let found = |turn: Turning| {
                let [three, six] = Setting::large(TRUE, vec![habit(level, size)]).found(method, turn);
                format!("{} ({})", percent(three), percent(six))
            };
            let false_alarms = Setting::large(FALSE, vec![habit(level, size)]).false_alarms(method);
            let conflict = |from| Turn::Conflict { from, by: 2.0 };
            println!(
                "| {level} | {size} | {} | {} | {} | {} |",
                one_in(false_alarms),
                found(doubling),
                found(halving),
                found(conflict)
            );
        }
    }
}

fn coverage() {
    println!("\n### Nothing but the news changes: 500 pairs without trend and season\n");
    println!("| counts grow with the volume | news | false alarms |\n| --- | --- | --- |");
    let habits: Vec<Habit> = LEVELS.into_iter().map(steady).collect();
    for (name, elasticity) in [("in proportion", 1.0), ("to the power 0.8", 0.8), ("to the power 0.6", 0.6)] {
        for (news, of_news) in [(News::Steady, "steady"), (News::Changing, "halve, double, are missing")] {
            let setting = Setting { elasticity, news, ..Setting::large(FALSE, habits.clone()) };
            println!("| {name} | {of_news} | {} |", one_in(setting.false_alarms(shipped(RATE))));
        }
    }
}

fn small_stores() {
    println!("\n### Small stores: 24 months, seven pairs, 300 stores\n");
    println!(
        "| asked for | told by the end of month 1 | 2 | 3 | 4 | 6 | steady pairs |\n| --- | --- | --- | --- | --- | --- | --- |"
    );
    for rate in [0.0025, RATE, 0.01] {
        let found = small::found(TRUE, 300, rate);
        let by = |n: usize| {
            let told = found.months.iter().flatten().filter(|month| **month < n).count();
            percent(told as f64 / found.months.len() as f64)
        };
        let steady = one_in(found.n_false as f64 / found.n_months as f64);
        println!("| {} | {} | {} | {} | {} | {} | {steady} |", one_in(rate), by(1), by(2), by(3), by(4), by(6));
    }
}

fn slopes() {
    println!("\n### Trend or level: 40 a month, size 50, told 12 months later\n");
    println!(
        "| what happens | found within 6 months | within 12 | called a trend | beginning within its interval of 90 % |\n| --- | --- | --- | --- | --- |"
    );
    let turns: [(&str, Turning); 4] = [
        ("doubles at once", doubling),
        ("halves at once", halving),
        ("grows to 2.5 times a year later, and on", |from| Turn::Slope { from, a_year: 2.5 }),
        ("falls to 0.4 times a year later, and on", |from| Turn::Slope { from, a_year: 0.4 }),
    ];
    for (name, turn) in turns {
        let setting = Setting { n_months: 72, news: News::Steady, ..Setting::large(TRUE, vec![habit(40.0, 50.0)]) };
        let (mut n, mut within, mut n_trends, mut n_held) = (0, [0, 0], 0, 0);
        setting.each(
            |random: &mut Rng| turn(42 + random.usize(..12)),
            |world, drawn, habit, turn| {
                let Some((from, course)) = turn.truth() else { return };
                n += 1;
                let told = shipped(RATE).told(world, drawn, habit);
                let Some(told) = told.iter().find(|told| told.course == course && told.month >= from) else { return };
                within[0] += usize::from(told.month < from + 6);
                within[1] += usize::from(told.month < from + 12);
                n_trends += usize::from(is_trend(told));
                n_held += usize::from(holds(world, told, from));
            },
        );
        let part = |count: usize| percent(count as f64 / f64::from(n));
        println!("| {name} | {} | {} | {} | {} |", part(within[0]), part(within[1]), part(n_trends), part(n_held));
    }
}

fn is_trend(told: &Told) -> bool {
    let changes = told.shift.iter().flat_map(|shift| &shift.changes);
    changes.into_iter().any(|change| change.measure == Measure::Cooperation && change.kind == Kind::Trend)
}

fn holds(world: &World, told: &Told, month: usize) -> bool {
    told.shift
        .as_ref()
        .is_some_and(|shift| (world.month_of(shift.began_first)..=world.month_of(shift.began_last)).contains(&month))
}

pub fn probabilities() {
    let stated = sureness::stated(TRUE, 6000, 4000);
    println!("\n### How sure: pairs change once in five years, by a factor of 1.5 to 5; large stores and small\n");
    let bands: [Group; 4] = [
        ("up to 3 expected a month", |one| one.level < 3.0),
        ("3 to 10", |one| (3.0..10.0).contains(&one.level)),
        ("10 to 30", |one| (10.0..30.0).contains(&one.level)),
        ("above 30", |one| one.level >= 30.0),
    ];
    table_of_stated(&bands, &stated);
    let stores: [Group; 5] = [
        ("large stores, told within 24 months", |one| !one.is_small_store && one.n_months_before < 24),
        ("large stores, later", |one| !one.is_small_store && one.n_months_before >= 24),
        ("small stores, told within 12 months", |one| one.is_small_store && one.n_months_before < 12),
        ("small stores, later", |one| one.is_small_store && one.n_months_before >= 12),
        ("small stores, up to 3 a month", |one| one.is_small_store && one.level < 3.0),
    ];
    println!();
    table_of_stated(&stores, &stated);
    let ratios: [Group; 4] = [
        ("levels 1.5 times apart or less", |one| one.ratio.is_some_and(|ratio| ratio < 1.5)),
        ("1.5 to 2 times", |one| one.ratio.is_some_and(|ratio| (1.5..2.0).contains(&ratio))),
        ("2 to 3 times", |one| one.ratio.is_some_and(|ratio| (2.0..3.0).contains(&ratio))),
        ("3 times and more", |one| one.ratio.is_some_and(|ratio| ratio >= 3.0)),
    ];
    println!();
    table_of_stated(&ratios, &stated);
}

/// Some shifts, by name.
type Group = (&'static str, fn(&Stated) -> bool);

/// Of each group of shifts, the part that is true by what was stated, and how many there are.
fn table_of_stated(groups: &[Group], stated: &[Stated]) {
    let steps = [(0.0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 0.97), (0.97, 1.01)];
    let heads = steps.map(|(low, high)| format!(" {low} to {} |", f64::min(high, 1.0)));
    println!("| stated |{}\n|{}", heads.concat(), " --- |".repeat(steps.len() + 1));
    for (group, is_in) in groups {
        let cells = steps.map(|(low, high)| {
            let inside = || stated.iter().filter(|one| is_in(one) && (low..high).contains(&one.probability));
            let (n_true, n) = (inside().filter(|one| one.is_true).count(), inside().count());
            if n == 0 { " none |".to_owned() } else { format!(" {} of {n} |", percent(n_true as f64 / n as f64)) }
        });
        println!("| {group} |{}", cells.concat());
    }
}

fn speed() {
    let mut random = Rng::with_seed(5);
    let world = World::new(&mut random, 60, News::Changing, 20_000.0);
    let habits = mixed();
    let pair = |idx: usize, random: &mut Rng| world.pair(random, habits[idx % habits.len()], Turn::None, 1.0);
    let pairs: Vec<Drawn> = (0..1000).map(|idx| pair(idx, &mut random)).collect();
    let start = Instant::now();
    let Ok(detector) = Detector::new(&world.coverage, world.last(), RATE) else { return };
    let n_shifts: usize = pairs.iter().map(|pair| detector.shifts(&pair.happenings).len()).sum();
    let n: usize = pairs.iter().map(|pair| pair.happenings.len()).sum();
    println!(
        "\n{} pairs of 60 months with {n} happenings, one thread: {:.2} s, {n_shifts} shifts",
        pairs.len(),
        start.elapsed().as_secs_f64()
    );
}
