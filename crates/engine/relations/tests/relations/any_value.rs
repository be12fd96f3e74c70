//! Whatever comes in: no panic, and what must hold of any relation.

use crate::common::happening;
use jiff::civil::{Date, date};
use ontology::{Context, EventType};
use proptest::collection::vec;
use proptest::prelude::*;
use relations::{
    Attention, Coverage, Detector, Direction, Happening, Key, Options, Period, Series, Told, is_same, reasons,
};

fn any_day() -> impl Strategy<Value = Date> {
    let usual = (0_i64..3000).prop_map(|days| date(2017, 1, 1).saturating_add(jiff::Span::new().days(days)));
    prop_oneof![40 => usual, 1 => Just(Date::MIN), 1 => Just(Date::MAX), 1 => Just(Date::ZERO)]
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![20 => -10.0..10.0, 1 => Just(f64::NAN), 1 => Just(f64::INFINITY), 1 => Just(-1e300)]
}

fn any_happening() -> impl Strategy<Value = Happening> {
    let codes = (0_usize..EventType::ALL.len(), 0_usize..3, vec(0_usize..Context::ALL.len(), 0..3));
    let numbers = (any_number(), proptest::option::of(any_number()), any_number(), any::<u32>(), any::<u32>());
    (any::<u64>(), any_day(), codes, numbers).prop_map(|(key, day, (event_type, direction, contexts), numbers)| {
        Happening {
            direction: [Direction::Forth, Direction::Back, Direction::Mutual][direction],
            contexts: contexts.into_iter().map(|idx| Context::ALL[idx]).collect(),
            score: numbers.0,
            goldstein: numbers.1,
            confidence: numbers.2,
            n_mentions: numbers.3,
            n_publishers: numbers.4,
            ..happening(key, day, EventType::ALL[event_type])
        }
    })
}

/// Happenings with keys of their own.
fn any_pair() -> impl Strategy<Value = Vec<Happening>> {
    let numbered = |happenings: Vec<Happening>| {
        happenings.into_iter().zip(0..).map(|(one, key)| Happening { key: Key(key), ..one }).collect()
    };
    prop_oneof![vec(any_happening(), 0..300).prop_map(numbered), vec(any_happening(), 0..3).prop_map(numbered)]
}

fn any_coverage() -> impl Strategy<Value = Coverage> {
    let told = (0_u64..40, 0_u64..40).prop_map(|(n_reports, n_happenings)| Told { n_reports, n_happenings });
    let wild = prop_oneof![30 => told, 1 => Just(Told { n_reports: u64::MAX, n_happenings: u64::MAX })];
    let steady = Just(crate::common::days(date(2017, 1, 1), date(2025, 3, 31), 9));
    prop_oneof![vec((any_day(), wild), 0..200), steady].prop_map(Coverage::new)
}

fn monthly() -> Options {
    Options { period: Period::Month, first: Some(date(2016, 1, 1)), last: Some(date(2025, 12, 31)) }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn shifts_are_in_order_and_their_numbers_make_sense(happenings in any_pair(), coverage in any_coverage(), rate in 0.0001..0.9) {
        let detector = Detector::new(&coverage, date(2025, 3, 31), rate).unwrap();
        let shifts = detector.shifts(&happenings);
        prop_assert!(shifts.windows(2).all(|pair| pair[0].told <= pair[1].told));
        for shift in &shifts {
            prop_assert!(shift.began_first <= shift.began && shift.began <= shift.began_last && shift.began_last <= shift.told);
            prop_assert!((0.0..=1.0).contains(&shift.probability) && is_same(shift, shift));
            prop_assert!(!shift.changes.is_empty() && shift.changes.len() <= 3);
            for change in &shift.changes {
                for estimate in [change.before, change.after] {
                    prop_assert!(estimate.interval.low >= 0.0);
                    prop_assert!((estimate.interval.low..=estimate.interval.high).contains(&estimate.value));
                }
            }
            prop_assert!(reasons(shift, &happenings).iter().all(|reason| reason.weight.is_finite() && reason.weight >= 0.0));
        }
    }

    #[test]
    fn the_order_of_happenings_changes_nothing(happenings in any_pair(), coverage in any_coverage()) {
        let reversed: Vec<Happening> = happenings.iter().rev().cloned().collect();
        let detector = Detector::new(&coverage, date(2025, 3, 31), 0.05).unwrap();
        let (shifts, others) = (detector.shifts(&happenings), detector.shifts(&reversed));
        prop_assert!(shifts.iter().all(|shift| reasons(shift, &happenings) == reasons(shift, &reversed)));
        prop_assert_eq!(shifts, others);
        let series = |happenings: &[Happening]| Series::new(happenings, &coverage, None, &monthly()).unwrap();
        prop_assert_eq!(series(&happenings), series(&reversed));
    }

    #[test]
    fn every_happening_is_counted_once_and_in_one_direction(happenings in any_pair(), coverage in any_coverage()) {
        let series = Series::new(&happenings, &coverage, None, &monthly()).unwrap();
        let inside = happenings.iter().filter(|one| (date(2016, 1, 1)..=date(2025, 12, 31)).contains(&one.day)).count() as u64;
        prop_assert_eq!(series.points.iter().map(|point| point.all.n_happenings).sum::<u64>(), inside);
        prop_assert_eq!(series.points.len(), 120);
        for point in &series.points {
            let directions = [&point.forth, &point.back, &point.mutual].map(|tally| tally.n_happenings);
            prop_assert_eq!(directions.iter().sum::<u64>(), point.all.n_happenings);
            prop_assert_eq!(point.all.by_quad.iter().sum::<u64>(), point.all.n_happenings);
            prop_assert_eq!(point.cooperation.count + point.conflict.count, point.all.n_happenings);
            let expected = [point.cooperation.expected, point.conflict.expected].into_iter().flatten();
            for one in expected {
                prop_assert!(one.mean.is_finite() && one.ninety_five.low <= one.eighty.low);
                prop_assert!(one.eighty.low <= one.eighty.high && one.eighty.high <= one.ninety_five.high);
            }
        }
    }

    #[test]
    fn exchanged_sides_exchange_directions(happenings in any_pair(), coverage in any_coverage()) {
        let exchanged: Vec<Happening> = happenings.iter().map(|one| Happening {
            direction: match one.direction {
                Direction::Forth => Direction::Back,
                Direction::Back => Direction::Forth,
                Direction::Mutual => Direction::Mutual,
            },
            ..one.clone()
        }).collect();
        let sides = [Attention::new([(date(2020, 1, 1), 9)]), Attention::new([(date(2020, 1, 1), 5)])];
        let series = Series::new(&happenings, &coverage, Some([&sides[0], &sides[1]]), &monthly()).unwrap();
        let other = Series::new(&exchanged, &coverage, Some([&sides[1], &sides[0]]), &monthly()).unwrap();
        for (point, other) in series.points.iter().zip(&other.points) {
            prop_assert_eq!((point.forth, point.back, point.mutual), (other.back, other.forth, other.mutual));
            prop_assert_eq!((point.attention_of_first, point.all), (other.attention_of_second, other.all));
        }
    }

    #[test]
    fn any_bounds_give_points_without_a_gap_or_an_error(happenings in any_pair(), coverage in any_coverage(), period in 0_usize..5, first in any_day(), last in any_day()) {
        let options = Options { period: Period::ALL[period], first: Some(first), last: Some(last) };
        if let Ok(series) = Series::new(&happenings, &coverage, None, &options) {
            prop_assert!(series.points.windows(2).all(|pair| pair[0].last.tomorrow().ok() == Some(pair[1].first)));
            prop_assert!(series.points[0].first <= first && series.points[series.points.len() - 1].last >= last);
        }
    }
}
