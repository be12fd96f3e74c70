//! Keys of events in the order of time.
//!
//! A key holds the day in its upper bits and a number within the day below, so that the newest events are the last rows of the
//! table and of the full-text index: a page of the newest needs no sorting, and a period is a range.

use jiff::civil::Date;

/// Bits that number the events of one day.
const NUMBER_BITS: u32 = 30;

/// The keys of the events of one day, `first..end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct DayKeys {
    /// The lowest key.
    pub(crate) first: i64,
    /// One past the highest.
    pub(crate) end: i64,
}

impl DayKeys {
    /// Those of `day`; of events that no day is known of without one.
    pub(crate) fn of(day: Option<Date>) -> DayKeys {
        let number = day.map_or(0, |day| i64::from(ordinal(day)));
        DayKeys { first: number << NUMBER_BITS, end: (number + 1) << NUMBER_BITS }
    }
}

/// Days since the last day before year 1, counted as in our calendar; at least 1.
fn ordinal(day: Date) -> i32 {
    let year = i32::from(day.year()).max(1) - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + i32::from(day.day_of_year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_follow_each_other_over_leap_years_and_centuries() {
        for (before, after) in [
            (date(2024, 2, 28), date(2024, 2, 29)),
            (date(2024, 12, 31), date(2025, 1, 1)),
            (date(1900, 2, 28), date(1900, 3, 1)),
            (date(2000, 2, 29), date(2000, 3, 1)),
        ] {
            assert_eq!(DayKeys::of(Some(before)).end, DayKeys::of(Some(after)).first);
        }
        assert_eq!(ordinal(date(1, 1, 1)), 1);
        assert_eq!(DayKeys::of(None).end, DayKeys::of(Some(date(1, 1, 1))).first);
        assert!(DayKeys::of(Some(date(9999, 12, 31))).end < 1 << 53, "JavaScript holds it");
    }
}
