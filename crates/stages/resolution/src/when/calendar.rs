//! Days, weeks, months, seasons: plain arithmetic on dates. Nothing here panics; what leaves the calendar is `None`.

use super::words::Unit;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// First and last day.
pub type Days = (Date, Date);

/// Which of several days of one name is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pick {
    /// The most recent, the reference day included.
    Past,
    /// The next, the reference day included.
    Ahead,
    /// The most recent before the reference day's own: `last`.
    Last,
    /// The first after the reference day's own: `next`.
    Next,
    /// The one of the reference day's own week or year: `this`.
    This,
}

pub fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

pub fn plus(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

pub fn one(day: Date) -> Days {
    (day, day)
}

/// The day of this name that `pick` means.
pub fn weekday(reference: Date, name: Weekday, pick: Pick) -> Option<Date> {
    let back = i32::from(name.until(reference.weekday()));
    let forth = i32::from(reference.weekday().until(name));
    match pick {
        Pick::Past => plus(reference, -back),
        Pick::Last => plus(reference, -(if back == 0 { 7 } else { back })),
        Pick::Ahead | Pick::This => plus(reference, forth),
        // Tomorrow is not called `next Thursday`.
        Pick::Next => plus(reference, if forth <= 1 { forth + 7 } else { forth }),
    }
}

/// All of a month.
pub fn month(year: i16, month: i8) -> Option<Days> {
    let first = date(year, month, 1)?;
    Some((first, first.last_of_month()))
}

/// All of a year.
pub fn year(year: i16) -> Option<Days> {
    Some((date(year, 1, 1)?, date(year, 12, 31)?))
}

/// The `length` months from `first` on, in the year that begins with them.
pub fn months(year: i16, first: i8, length: i8) -> Option<Days> {
    let start = date(year, first, 1)?;
    Some((start, start.checked_add(i32::from(length - 1).months()).ok()?.last_of_month()))
}

/// The run of `length` months from `first` on that `pick` means: a month, a season.
pub fn nearest_months(reference: Date, first: i8, length: i8, pick: Pick) -> Option<Days> {
    let runs = (-2..=2).filter_map(|step| months(reference.year().checked_add(step)?, first, length));
    let mut runs: Vec<Days> = runs.collect();
    match pick {
        Pick::Past => runs.retain(|run| run.0 <= reference),
        Pick::Last => runs.retain(|run| run.1 < reference),
        Pick::Ahead => runs.retain(|run| run.1 >= reference),
        Pick::Next => runs.retain(|run| run.0 > reference),
        Pick::This => runs.retain(|run| run.0.year() == reference.year()),
    }
    if matches!(pick, Pick::Past | Pick::Last) { runs.last().copied() } else { runs.first().copied() }
}

/// How far ahead, in days, a date without a year may lie before the one a year earlier is likelier.
///
/// Tuned on the labelled reports, whose dates without a year lie at most nine weeks ahead.
const NEAR_FUTURE: i32 = 62;

/// The day of this month and day of month: nearest to the reference day, rather past unless `ahead`.
pub fn nearest_day(reference: Date, month: i8, day: i8, ahead: bool) -> Option<Date> {
    let past =
        (0..=8).find_map(|back| date(reference.year().checked_sub(back)?, month, day).filter(|day| *day <= reference));
    let future = (0..=8)
        .find_map(|forth| date(reference.year().checked_add(forth)?, month, day).filter(|day| *day >= reference));
    let near = future.filter(|day| ahead || (*day - reference).get_days() <= NEAR_FUTURE);
    // A day just gone is past even where the sentence looks ahead.
    let just_gone = past.filter(|day| (reference - *day).get_days() <= 7 && !ahead);
    just_gone.or(near).or(past)
}

/// The unit that holds `day`, moved by `steps` units.
pub fn unit_around(day: Date, unit: Unit, steps: i32) -> Option<Days> {
    match unit {
        Unit::Moment => Some(one(day)),
        Unit::Day => plus(day, steps).map(one),
        Unit::Week => {
            let monday = plus(weekday(day, Weekday::Monday, Pick::Past)?, 7 * steps)?;
            Some((monday, plus(monday, 6)?))
        }
        Unit::Weekend => {
            let saturday = plus(weekday(day, Weekday::Monday, Pick::Past)?, 7 * steps + 5)?;
            Some((saturday, plus(saturday, 1)?))
        }
        Unit::Month => {
            let within = moved(day, Unit::Month, steps)?;
            month(within.year(), within.month())
        }
        Unit::Quarter => {
            let within = moved(day, Unit::Month, 3 * steps)?;
            months(within.year(), (within.month() - 1) / 3 * 3 + 1, 3)
        }
        Unit::Year => year(i16::try_from(i32::from(day.year()) + steps).ok()?),
        Unit::Decade => decade(i16::try_from(i32::from(day.year()) + 10 * steps).ok()?),
    }
}

/// The ten years that begin with the decade of `within`.
pub fn decade(within: i16) -> Option<Days> {
    let first = within - within.rem_euclid(10);
    Some((date(first, 1, 1)?, date(first + 9, 12, 31)?))
}

/// `day` moved by `steps` units, to the same day of the week, month or year.
pub fn moved(day: Date, unit: Unit, steps: i32) -> Option<Date> {
    // Nobody counts further than this, and spans have bounds of their own.
    let steps = Some(i64::from(steps)).filter(|steps| steps.abs() <= 4000)?;
    let span = Span::new();
    let span = match unit {
        Unit::Moment => return Some(day),
        Unit::Day => span.try_days(steps),
        Unit::Week | Unit::Weekend => span.try_weeks(steps),
        Unit::Month => span.try_months(steps),
        Unit::Quarter => span.try_months(3 * steps),
        Unit::Year => span.try_years(steps),
        Unit::Decade => span.try_years(10 * steps),
    };
    day.checked_add(span.ok()?).ok()
}

/// Easter Sunday of the western churches.
///
/// Source: the anonymous Gregorian computus (Meeus 1991, chapter 8).
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?)
}

/// The longest stretch that counts as a day's: an overnight has two.
pub fn is_day(days: Days) -> bool {
    (days.1 - days.0).get_days() <= 1
}
