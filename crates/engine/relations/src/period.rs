//! Lengths of time that a series is cut into.

use jiff::civil::{Date, Weekday};

/// How long each point of a series lasts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Period {
    /// One civil day.
    Day,
    /// Monday to Sunday, as ISO 8601 counts weeks.
    Week,
    /// A calendar month.
    Month,
    /// January to March, and so on.
    Quarter,
    /// A calendar year.
    Year,
}

impl Period {
    /// All, shortest first.
    pub const ALL: [Period; 5] = [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year];

    /// `day`, `week`, `month`, `quarter`, `year`.
    pub fn name(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Quarter => "quarter",
            Period::Year => "year",
        }
    }

    /// The period of that [`Period::name`].
    pub fn from_name(name: &str) -> Option<Period> {
        Period::ALL.into_iter().find(|period| period.name() == name)
    }

    /// The first day of the period that `day` lies in; a week that would begin before the calendar does begins with it.
    pub fn first(self, day: Date) -> Date {
        match self {
            Period::Day => day,
            Period::Week => days_before(day, i64::from(day.weekday().since(Weekday::Monday))),
            Period::Month => day.first_of_month(),
            Period::Quarter => month_of_year(day, (day.month() - 1) / 3 * 3 + 1),
            Period::Year => day.first_of_year(),
        }
    }

    /// The last day of the period that `day` lies in; a week that would end after the calendar does ends with it.
    pub fn last(self, day: Date) -> Date {
        match self {
            Period::Day => day,
            Period::Week => days_after(day, i64::from(Weekday::Sunday.since(day.weekday()))),
            Period::Month => day.last_of_month(),
            Period::Quarter => month_of_year(day, (day.month() - 1) / 3 * 3 + 3).last_of_month(),
            Period::Year => day.last_of_year(),
        }
    }

    /// The first day of the next period; none at the end of the calendar.
    pub fn next(self, day: Date) -> Option<Date> {
        self.last(day).tomorrow().ok()
    }

    /// Its name as ISO 8601 writes it: `2025-01-14`, `2025-W03`, `2025-01`, `2025-Q1`, `2025`.
    pub fn label(self, day: Date) -> String {
        let (year, month) = (day.year(), day.month());
        match self {
            Period::Day => day.to_string(),
            Period::Week => format!("{:04}-W{:02}", day.iso_week_date().year(), day.iso_week_date().week()),
            Period::Month => format!("{year:04}-{month:02}"),
            Period::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            Period::Year => format!("{year:04}"),
        }
    }
}

fn month_of_year(day: Date, month: i8) -> Date {
    Date::new(day.year(), month, 1).expect("the first of a month of a year that has days")
}

fn days_before(day: Date, days: i64) -> Date {
    day.saturating_sub(jiff::Span::new().days(days))
}

fn days_after(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(period: Period, day: Date, expected: (&str, Date, Date)) {
        assert_eq!((period.label(day).as_str(), period.first(day), period.last(day)), expected);
    }

    #[test]
    fn a_day_lies_in_one_period_of_each_length() {
        let day = date(2025, 1, 16);
        check(Period::Day, day, ("2025-01-16", day, day));
        check(Period::Week, day, ("2025-W03", date(2025, 1, 13), date(2025, 1, 19)));
        check(Period::Month, day, ("2025-01", date(2025, 1, 1), date(2025, 1, 31)));
        check(Period::Quarter, day, ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31)));
        check(Period::Year, day, ("2025", date(2025, 1, 1), date(2025, 12, 31)));
    }

    #[test]
    fn weeks_belong_to_the_year_of_their_thursday() {
        check(Period::Week, date(2024, 12, 31), ("2025-W01", date(2024, 12, 30), date(2025, 1, 5)));
        check(Period::Week, date(2027, 1, 1), ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)));
    }

    #[test]
    fn periods_follow_each_other_to_the_end_of_the_calendar() {
        for period in Period::ALL {
            let next = period.next(date(2024, 2, 29)).unwrap();
            assert_eq!(period.first(next), next);
            assert_eq!(period.next(Date::MAX), None);
            assert!(period.first(Date::MIN) <= Date::MIN && period.last(Date::MAX) >= Date::MAX);
        }
    }

    #[test]
    fn names_lead_back() {
        assert!(Period::ALL.iter().all(|&period| Period::from_name(period.name()) == Some(period)));
        assert_eq!(Period::from_name("decade"), None);
    }
}
