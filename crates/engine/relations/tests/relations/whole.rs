//! Small relations with values found by hand.

use crate::common::{happening, months, store};
use jiff::civil::{Date, date};
use ontology::{Context, EventType, Quad};
use relations::{
    Attention, Course, Coverage, Covered, Detector, Direction, Ground, Happening, Key, Kind, Measure, Options, Period,
    Quantity, Series, Shift, Strand, Told, Triangle, Turned, is_same, reasons, triangles,
};

const MONTHLY: Options = Options { period: Period::Month, first: None, last: None };

fn shifts(coverage: &Coverage, until: Date, happenings: &[Happening]) -> Vec<Shift> {
    Detector::new(coverage, until, 0.005).unwrap().shifts(happenings)
}

#[test]
fn a_month_is_counted_by_quad_direction_and_strand() {
    let coverage = store(date(2024, 1, 1), date(2024, 3, 31), 10);
    let mut happenings = vec![
        happening(1, date(2024, 1, 5), EventType::Consult),
        happening(2, date(2024, 1, 31), EventType::Aid),
        happening(3, date(2024, 3, 1), EventType::Accuse),
    ];
    happenings[0].direction = Direction::Forth;
    happenings[0].contexts = vec![Context::Military, Context::Diplomatic];
    happenings[1].n_mentions = 4;
    happenings[2].goldstein = None;
    let series = Series::new(&happenings, &coverage, None, &MONTHLY).unwrap();
    let [january, february, march] = &series.points[..] else { panic!("three months") };

    assert_eq!((january.all.n_happenings, january.all.n_mentions), (2, 5));
    assert_eq!(january.all.by_quad, [1, 1, 0, 0]);
    assert_eq!((january.forth.n_happenings, january.back.n_happenings, january.mutual.n_happenings), (1, 0, 1));
    assert_eq!(january.all.score_sum, 12.5);
    assert_eq!(january.all.mean_score(), Some(6.25));
    assert_eq!(january.all.mean_goldstein(), Some(1.0));
    assert_eq!(
        (january.military.n_happenings, january.diplomatic.n_happenings),
        (1, 1),
        "AID without context has no strand"
    );
    assert_eq!((february.all.n_happenings, february.all.mean_score(), february.covered), (0, None, Covered::Whole));
    assert_eq!((march.all.quad(Quad::VerbalConflict), march.all.mean_goldstein()), (1, None));
    assert_eq!(march.strand(Strand::Diplomatic).count(Quantity::Conflict), 1, "words without context are diplomacy");
    assert_eq!(march.all.balance(), Some(0.0));
}

#[test]
fn a_month_without_reports_is_missing_and_not_zero() {
    let mut days = crate::common::days(date(2024, 1, 1), date(2024, 1, 31), 10);
    days.extend(crate::common::days(date(2024, 3, 17), date(2024, 4, 30), 10));
    let coverage = Coverage::new(days);
    let happenings =
        [happening(1, date(2024, 1, 2), EventType::Consult), happening(2, date(2024, 3, 20), EventType::Consult)];
    let series = Series::new(&happenings, &coverage, None, &MONTHLY).unwrap();
    let covered: Vec<Covered> = series.points.iter().map(|point| point.covered).collect();
    assert_eq!(covered, [Covered::Whole, Covered::Missing, Covered::Partly(15.0 / 31.0), Covered::Whole]);
    assert_eq!(series.points[1].cooperation.rate, None);
    let rate = series.points[2].cooperation.rate.unwrap();
    assert!(
        (rate.value - 31.0 / 15.0).abs() < 1e-12 && rate.interval.low < 1.0 && rate.interval.high > 5.0,
        "{rate:?}"
    );
}

#[test]
fn what_is_expected_follows_the_past_and_the_news() {
    let first = date(2022, 1, 1);
    let mut days = crate::common::days(first, date(2023, 12, 31), 20);
    days.extend(crate::common::days(date(2024, 1, 1), date(2024, 1, 31), 10));
    let happenings = months(first, &[12; 24], EventType::Consult);
    let options = Options { last: Some(date(2024, 1, 31)), ..MONTHLY };
    let series = Series::new(&happenings, &Coverage::new(days), None, &options).unwrap();
    assert_eq!(series.points[5].cooperation.expected, None, "six months are needed");
    let usual = series.points[23].cooperation.expected.unwrap();
    assert!((usual.mean - 12.0).abs() < 0.8, "{usual:?}");
    assert!(usual.ninety_five.low < usual.eighty.low && usual.eighty.high < usual.ninety_five.high);
    assert!(usual.eighty.low >= 7.0 && usual.ninety_five.high <= 24.0, "{usual:?}");
    let halved = series.points[24].cooperation.expected.unwrap();
    assert!(halved.mean > 5.0 && halved.mean < 8.5, "{halved:?}");
}

#[test]
fn attention_is_the_share_of_a_sides_happenings() {
    let coverage = store(date(2024, 1, 1), date(2024, 1, 31), 10);
    let first = Attention::new([(date(2024, 1, 3), 6), (date(2024, 1, 9), 2)]);
    let second = Attention::new([]);
    let happenings =
        [happening(1, date(2024, 1, 3), EventType::Consult), happening(2, date(2024, 1, 3), EventType::Aid)];
    let series = Series::new(&happenings, &coverage, Some([&first, &second]), &MONTHLY).unwrap();
    assert_eq!((series.points[0].attention_of_first, series.points[0].attention_of_second), (Some(0.25), None));
}

#[test]
fn bounds_are_checked_and_said() {
    let coverage = store(date(2024, 1, 1), date(2024, 1, 31), 10);
    let error = |first, last| {
        let options = Options { period: Period::Day, first: Some(first), last: Some(last) };
        Series::new(&[], &coverage, None, &options).unwrap_err().to_string()
    };
    assert_eq!(
        error(date(2024, 2, 1), date(2024, 1, 1)),
        "expected bounds in the order of time, found 2024-02-01 to 2024-01-01: exchange them"
    );
    assert_eq!(
        error(Date::MIN, Date::MAX),
        "-009999-01-01 to 9999-12-31: expected at most 40000 periods of a day, found more: take a longer period or narrower bounds"
    );
    let rate = Detector::new(&coverage, date(2024, 1, 31), 0.0).unwrap_err().to_string();
    assert!(rate.contains("above 0 and below 1") && rate.ends_with("one in 200"), "{rate}");
}

#[test]
fn ties_that_go_from_one_a_month_to_five_are_told_in_the_second_month() {
    let first = date(2023, 7, 1);
    let coverage = store(first, date(2025, 6, 30), 12);
    let counts = [1, 0, 2, 1, 1, 0, 1, 2, 1, 0, 1, 1, 0, 5, 6, 4, 5, 5, 6, 5, 4, 5, 6, 5];
    let found = shifts(&coverage, date(2025, 6, 30), &months(first, &counts, EventType::Consult));
    let [shift] = &found[..] else { panic!("one shift, not {found:#?}") };
    assert_eq!((shift.course, shift.began), (Course::Warmer, date(2024, 8, 1)));
    assert!(shift.told > date(2024, 8, 1) && shift.told <= date(2024, 9, 30), "{}", shift.told);
    assert!(shift.began_first >= date(2024, 6, 1) && shift.began_last <= date(2024, 9, 1), "{shift:?}");
    let change = &shift.changes[0];
    assert_eq!((change.measure, change.kind), (Measure::Cooperation, Kind::Level));
    assert!((change.before.value - 11.0 / 13.0).abs() < 0.05, "{change:?}");
    assert!((change.after.value - 5.0).abs() < 0.5 && change.after.interval.low > 3.0, "{change:?}");
    assert!(shift.probability > 0.8, "{}", shift.probability);
}

#[test]
fn a_small_pair_that_turned_clearly_is_stated_as_sure() {
    let first = date(2023, 9, 1);
    let last = date(2025, 8, 31);
    let counts = [0, 1, 0, 3, 2, 1, 2, 1, 0, 0, 2, 2, 7, 5, 3, 1, 7, 1, 4, 3, 4, 8, 4, 4];
    let found = shifts(&store(first, last, 12), last, &months(first, &counts, EventType::Consult));
    let [shift] = &found[..] else { panic!("one shift, not {found:#?}") };
    assert_eq!((shift.course, shift.began), (Course::Warmer, date(2024, 9, 1)));
    assert!(shift.began_first >= date(2024, 5, 1) && shift.began_last <= date(2024, 11, 1), "{shift:?}");
    assert!(shift.told <= date(2024, 11, 30), "{}", shift.told);
    assert!(shift.probability > 0.85, "{}", shift.probability);
}

#[test]
fn steady_pairs_are_left_alone() {
    let first = date(2023, 7, 1);
    let coverage = store(first, date(2025, 6, 30), 12);
    for level in [0, 1, 2, 4, 6, 30] {
        let counts: Vec<usize> = (0..24).map(|month| level + month % 2).collect();
        assert_eq!(shifts(&coverage, date(2025, 6, 30), &months(first, &counts, EventType::Consult)), []);
    }
}

#[test]
fn half_of_the_news_is_no_turn_and_half_of_the_ties_is_one() {
    let (first, last) = (date(2022, 1, 1), date(2025, 6, 30));
    let mut halved = crate::common::days(first, date(2024, 6, 30), 60);
    halved.extend(crate::common::days(date(2024, 7, 1), last, 30));
    let counts: Vec<usize> = (0..42).map(|month| if month < 30 { 40 } else { 20 }).collect();
    let happenings = months(first, &counts, EventType::Consult);
    assert_eq!(shifts(&Coverage::new(halved), last, &happenings), []);
    let found = shifts(&store(first, last, 60), last, &happenings);
    assert_eq!(
        found.iter().map(|shift| (shift.course, shift.began)).collect::<Vec<_>>(),
        [(Course::Cooler, date(2024, 7, 1))]
    );
}

#[test]
fn months_without_news_are_no_turn() {
    let (first, last) = (date(2022, 1, 1), date(2024, 12, 31));
    let mut days = crate::common::days(first, date(2024, 2, 29), 60);
    days.extend(crate::common::days(date(2024, 6, 1), last, 60));
    let counts: Vec<usize> = (0..36).map(|month| if (26..29).contains(&month) { 0 } else { 20 }).collect();
    assert_eq!(shifts(&Coverage::new(days), last, &months(first, &counts, EventType::Consult)), []);
}

#[test]
fn cooperation_up_and_conflict_down_are_one_shift() {
    let (first, last) = (date(2022, 1, 1), date(2024, 12, 31));
    let mut happenings = months(first, &[[8; 24], [24; 24]].concat()[..36], EventType::Consult);
    let conflict: Vec<usize> = (0..36).map(|month| if month < 24 { 24 } else { 4 }).collect();
    let n = happenings.len() as u64;
    happenings.extend(
        months(first, &conflict, EventType::Accuse).into_iter().map(|one| Happening { key: Key(one.key.0 + n), ..one }),
    );
    let found = shifts(&store(first, last, 60), last, &happenings);
    let [shift] = &found[..] else { panic!("one shift, not {found:#?}") };
    let mut measures: Vec<Measure> = shift.changes.iter().map(|change| change.measure).collect();
    measures.sort();
    assert_eq!(measures, [Measure::Cooperation, Measure::Conflict, Measure::Balance]);
    assert_eq!((shift.course, shift.began), (Course::Warmer, date(2024, 1, 1)));
    let balance = shift.changes.iter().find(|change| change.measure == Measure::Balance).unwrap();
    assert_eq!((balance.kind, balance.before.value), (Kind::Balance, 0.25));
}

#[test]
fn a_rise_that_goes_on_is_a_trend() {
    let (first, last) = (date(2021, 1, 1), date(2024, 12, 31));
    let grown = |month: i32| (30.0 * if month < 30 { 1.0 } else { 1.1_f64.powi(month - 29) }) as usize;
    let counts: Vec<usize> = (0..48).map(grown).collect();
    let found = shifts(&store(first, last, 60), last, &months(first, &counts, EventType::Consult));
    assert_eq!((found[0].course, found[0].changes[0].kind), (Course::Warmer, Kind::Trend), "{found:#?}");
}

#[test]
fn shifts_of_the_past_stay_what_they_were_as_days_go_by() {
    let (first, last) = (date(2022, 1, 1), date(2024, 12, 31));
    let coverage = store(first, last, 40);
    let counts: Vec<usize> = (0..36)
        .map(|month| {
            if month < 20 {
                10
            } else if month < 29 {
                30
            } else {
                5
            }
        })
        .collect();
    let happenings = months(first, &counts, EventType::Consult);
    let all = shifts(&coverage, last, &happenings);
    assert_eq!(all.iter().map(|shift| shift.course).collect::<Vec<_>>(), [Course::Warmer, Course::Cooler]);
    let mut day = first;
    while day < last {
        let known: Vec<Happening> = happenings.iter().filter(|happening| happening.day <= day).cloned().collect();
        let then = shifts(&store(first, day, 40), day, &known);
        let told: Vec<Date> = then.iter().map(|shift| shift.told).collect();
        let expected: Vec<Date> = all.iter().map(|shift| shift.told).filter(|told| *told <= day).collect();
        assert_eq!(told, expected, "on {day}");
        assert!(then.iter().zip(&all).all(|(one, other)| is_same(one, other)), "on {day}");
        day = day.saturating_add(jiff::Span::new().days(5));
    }
}

#[test]
fn a_strong_turn_is_told_before_its_month_is_over() {
    let first = date(2023, 1, 1);
    let until = date(2024, 10, 16);
    let mut happenings = months(first, &[4; 21], EventType::Consult);
    let visits = (1..=14).map(|day| happening(1000 + day as u64, date(2024, 10, day), EventType::Consult));
    happenings.extend(visits);
    let found = shifts(&store(first, until, 40), until, &happenings);
    assert_eq!(found.iter().map(|shift| shift.began).collect::<Vec<_>>(), [date(2024, 10, 1)]);
    assert!(found[0].told <= date(2024, 10, 15));
}

#[test]
fn reasons_are_deeds_of_a_new_kind_told_by_many_and_in_the_right_direction() {
    let first = date(2023, 7, 1);
    let coverage = store(first, date(2025, 6, 30), 12);
    let counts: Vec<usize> = (0..24).map(|month| if month < 13 { 1 } else { 5 }).collect();
    let mut happenings = months(first, &counts, EventType::Consult);
    let delivery = Happening { n_publishers: 5, ..happening(900, date(2024, 8, 20), EventType::Cooperate) };
    happenings.extend([delivery, happening(901, date(2024, 8, 21), EventType::Accuse)]);
    let found = shifts(&coverage, date(2025, 6, 30), &happenings);
    let reasons = reasons(&found[0], &happenings);
    assert_eq!(reasons[0].key, Key(900));
    assert_eq!(
        reasons[0].grounds,
        [Ground::NewDealing, Ground::Material, Ground::Weighty, Ground::ManyPublishers, Ground::NearChange]
    );
    assert!(reasons.iter().all(|reason| reason.key != Key(901)));
    assert!(reasons.windows(2).all(|pair| pair[0].weight >= pair[1].weight));
    assert!(reasons.len() >= 5);
}

#[test]
fn who_warms_to_one_and_cools_to_another_makes_a_triangle() {
    let first = date(2022, 1, 1);
    let last = date(2024, 12, 31);
    let coverage = store(first, last, 60);
    let turned = |one: &'static str, other: &'static str, event_type, from: usize| {
        let counts: Vec<usize> = (0..36).map(|month| if month < from { 4 } else { 20 }).collect();
        let shift = shifts(&coverage, last, &months(first, &counts, event_type)).remove(0);
        Turned { first: one, second: other, shift }
    };
    let all = [
        turned("BGD", "PAK", EventType::Consult, 24),
        turned("BGD", "IND", EventType::Accuse, 26),
        turned("IND", "PAK", EventType::Accuse, 12),
        turned("CHN", "TUR", EventType::Accuse, 24),
    ];
    assert_eq!(triangles(&all, 3), [Triangle { hub: "BGD", warmer_to: "PAK", cooler_to: "IND", warmer: 0, cooler: 1 }]);
    assert_eq!(triangles(&all, 1), []);
    assert_eq!(triangles(&all, 12).len(), 2, "PAK to BGD and IND too");
}

#[test]
fn nothing_gives_nothing() {
    let coverage = Coverage::new([]);
    assert_eq!(Series::new(&[], &coverage, None, &MONTHLY).unwrap().points, []);
    assert_eq!(shifts(&coverage, date(2024, 1, 1), &[happening(1, date(2023, 1, 1), EventType::Aid)]), []);
    let one = [(date(2024, 1, 1), Told { n_reports: 1, n_happenings: 1 })];
    assert_eq!(shifts(&Coverage::new(one), Date::MAX, &[happening(1, date(2024, 1, 1), EventType::Aid)]), []);
    assert_eq!(triangles::<u8>(&[], 3), []);
}

#[test]
fn a_hundred_years_are_told_by_day() {
    let coverage = store(date(1925, 1, 1), date(2024, 12, 31), 3);
    let happenings =
        [happening(1, date(1925, 1, 1), EventType::Consult), happening(2, date(2024, 12, 31), EventType::Aid)];
    let series = Series::new(&happenings, &coverage, None, &Options { period: Period::Day, ..MONTHLY }).unwrap();
    assert_eq!(series.points.len(), 36_525);
    assert_eq!(shifts(&coverage, date(2024, 12, 31), &happenings), []);
}
