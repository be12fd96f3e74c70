//! A small store: 24 months, seven pairs, whose reports are all there is.

use crate::random::negative_binomial;
use crate::world::happening;
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::date;
use relations::{Course, Coverage, Detector, Happening, Told};

/// What was found in many small stores.
#[derive(Default)]
pub struct Found {
    /// Of pairs that go from one a month to five, in which month after the turn it was told; none if it was not.
    pub months: Vec<Option<usize>>,
    /// Shifts of steady pairs, and months in which they could have been told.
    pub n_false: usize,
    pub n_months: usize,
}

/// Two pairs turn from one a month to five, in months 11 to 16; five are steady at 1 to 6.
pub fn found(seed: u64, n_stores: usize, rate: f64) -> Found {
    let mut found = Found::default();
    for store in 0..n_stores {
        let mut random = Rng::with_seed(seed * 1_000_003 + store as u64);
        let turns = [0, 1].map(|_| 10 + random.usize(..6));
        let levels = [1.0, 1.0, 1.0, 2.0, 3.0, 4.0, 6.0];
        let pairs: Vec<Vec<Happening>> = (0..7)
            .map(|pair| pair_of(&mut random, |month| if pair < 2 && month >= turns[pair] { 5.0 } else { levels[pair] }))
            .collect();
        let told = Told { n_reports: 1, n_happenings: 1 };
        let coverage = Coverage::new(pairs.iter().flatten().map(|happening| (happening.day, told)));
        let Ok(detector) = Detector::new(&coverage, date(2025, 12, 31), rate) else { continue };
        for (pair, happenings) in pairs.iter().enumerate() {
            let shifts = detector.shifts(happenings);
            if pair >= 2 {
                found.n_false += shifts.len();
                found.n_months += 24 - 6;
                continue;
            }
            let month =
                |day: jiff::civil::Date| (usize::from(day.year() as u16) - 2024) * 12 + day.month() as usize - 1;
            let told = shifts.iter().filter(|shift| shift.course == Course::Warmer).map(|shift| month(shift.told));
            found.months.push(told.filter_map(|month| month.checked_sub(turns[pair])).min());
        }
    }
    found
}

/// Two of three happenings are cooperation before and after.
fn pair_of(random: &mut Rng, level: impl Fn(usize) -> f64) -> Vec<Happening> {
    let mut happenings = Vec::new();
    for month in 0..24 {
        let first = date(2024, 1, 1).saturating_add((month as i64).months());
        for which in 0..2 {
            let share = if level(month) == 5.0 || which == 0 { [0.9, 0.1][which] } else { 0.3 };
            for _ in 0..negative_binomial(random, level(month) * share, 20.0) {
                let day = first.saturating_add((random.i64(0..i64::from(first.days_in_month()))).days());
                happenings.push(happening(happenings.len() as u64, day, which));
            }
        }
    }
    happenings
}
