//! How much of the world the store heard of, day by day.

use jiff::civil::Date;

/// Reports to be expected in a run of days without any, from which on what follows is a gap: by chance such a run has
/// probability `exp(-7)`, one in a thousand.
const EXPECTED_IN_GAP: f64 = 7.0;

/// Days before a silence that tell how many reports are usual: a year.
const DAYS_BEFORE: i64 = 365;

/// What the whole store holds of one day.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Told {
    /// Reports published on that day.
    pub n_reports: u64,
    /// Happenings of that day, of whatever parties.
    pub n_happenings: u64,
}

/// What the whole store holds, day by day; shared by all pairs.
///
/// Sums over any run of days take logarithmic time.
#[derive(Clone, PartialEq, Debug)]
pub struct Coverage {
    reports: Sums,
    happenings: Sums,
    /// First and last days of the runs in which nobody watched, in order, between the first and the last report.
    gaps: Vec<(Date, Date)>,
    /// Days of all gaps before each.
    days_of_gaps: Vec<i64>,
    /// The first and the last day that count as watched.
    watched: Option<(Date, Date)>,
}

/// How far a period was watched.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Covered {
    /// Every day of it.
    Whole,
    /// A part of its days, above 0.0 and below 1.0.
    Partly(f64),
    /// No report was published in it: what happened is not known. Counts are what later reports say of it.
    Missing,
}

/// Happenings that one side of the pair takes part in, with whomever, day by day.
#[derive(Clone, PartialEq, Debug)]
pub struct Attention {
    happenings: Sums,
}

impl Coverage {
    /// Days in any order; those named twice are added up, those not named hold nothing.
    ///
    /// Days without reports are watched until seven reports were to be expected since the last one, at the reports a day of the
    /// year before; from then on nobody watched until the next report. Days before the first report are not watched.
    pub fn new(days: impl IntoIterator<Item = (Date, Told)>) -> Coverage {
        let days: Vec<(Date, Told)> = days.into_iter().collect();
        let reports = Sums::new(days.iter().map(|(day, told)| (*day, told.n_reports)));
        let happenings = Sums::new(days.iter().map(|(day, told)| (*day, told.n_happenings)));
        let gaps = gaps(&reports);
        let days_of_gaps = running_days(&gaps);
        let watched = watched(&reports);
        Coverage { reports, happenings, gaps, days_of_gaps, watched }
    }

    /// The first and the last day that count as watched; none without reports.
    pub fn watched(&self) -> Option<(Date, Date)> {
        self.watched
    }

    /// The day of the last report; none without reports.
    pub fn last_report(&self) -> Option<Date> {
        self.reports.days.last().copied()
    }

    /// Reports published from `first` to `last`.
    pub fn n_reports(&self, first: Date, last: Date) -> u64 {
        self.reports.between(first, last)
    }

    /// Happenings from `first` to `last`, of whatever parties.
    pub fn n_happenings(&self, first: Date, last: Date) -> u64 {
        self.happenings.between(first, last)
    }

    /// How far the days from `first` to `last` were watched.
    pub fn covered(&self, first: Date, last: Date) -> Covered {
        let n_covered = self.n_covered_days(first, last);
        if n_covered == 0 || self.n_reports(first, last) == 0 {
            return Covered::Missing;
        }
        let n_days = n_days(first, last);
        if n_covered >= n_days { Covered::Whole } else { Covered::Partly(n_covered as f64 / n_days as f64) }
    }

    /// Days from `first` to `last` that count as watched.
    pub(crate) fn n_covered_days(&self, first: Date, last: Date) -> i64 {
        let Some((from, to)) = self.watched else { return 0 };
        let (first, last) = (first.max(from), last.min(to));
        if first > last {
            return 0;
        }
        n_days(first, last) - (self.gap_days_until(last) - self.gap_days_before(first))
    }

    fn gap_days_before(&self, day: Date) -> i64 {
        day.yesterday().map_or(0, |day| self.gap_days_until(day))
    }

    /// Days in gaps up to `day`, which is among them.
    fn gap_days_until(&self, day: Date) -> i64 {
        let n_begun = self.gaps.partition_point(|(first, _)| *first <= day);
        let Some(idx) = n_begun.checked_sub(1) else { return 0 };
        let (first, last) = self.gaps[idx];
        self.days_of_gaps[idx] + n_days(first, last.min(day))
    }
}

impl Covered {
    /// The part that was watched, in `0.0..=1.0`.
    pub fn fraction(self) -> f64 {
        match self {
            Covered::Whole => 1.0,
            Covered::Partly(fraction) => fraction,
            Covered::Missing => 0.0,
        }
    }
}

impl Attention {
    /// Days in any order; those named twice are added up.
    pub fn new(days: impl IntoIterator<Item = (Date, u64)>) -> Attention {
        Attention { happenings: Sums::new(days) }
    }

    /// Happenings from `first` to `last`.
    pub fn n_happenings(&self, first: Date, last: Date) -> u64 {
        self.happenings.between(first, last)
    }
}

/// Days from `first` to `last`, both among them; 0 if they are exchanged.
pub(crate) fn n_days(first: Date, last: Date) -> i64 {
    (day_number(last) - day_number(first) + 1).max(0)
}

fn day_number(day: Date) -> i64 {
    first_day().until(day).map_or(0, |span| i64::from(span.get_days()))
}

fn first_day() -> Date {
    Date::MIN
}

/// Counts by day, of which any run can be summed.
#[derive(Clone, PartialEq, Debug)]
struct Sums {
    days: Vec<Date>,
    /// The sum of all days up to each.
    until: Vec<u64>,
}

impl Sums {
    fn new(days: impl IntoIterator<Item = (Date, u64)>) -> Sums {
        let mut counts: Vec<(Date, u64)> = days.into_iter().filter(|(_, count)| *count > 0).collect();
        counts.sort_unstable();
        let mut sums = Sums { days: Vec::new(), until: Vec::new() };
        let mut sum = 0_u64;
        for (day, count) in counts {
            sum = sum.saturating_add(count);
            if sums.days.last() == Some(&day) {
                sums.until.pop();
            } else {
                sums.days.push(day);
            }
            sums.until.push(sum);
        }
        sums
    }

    fn between(&self, first: Date, last: Date) -> u64 {
        self.below(self.days.partition_point(|day| *day <= last))
            .saturating_sub(self.below(self.days.partition_point(|day| *day < first)))
    }

    fn below(&self, n_days: usize) -> u64 {
        n_days.checked_sub(1).map_or(0, |idx| self.until[idx])
    }
}

fn gaps(reports: &Sums) -> Vec<(Date, Date)> {
    let pairs = reports.days.windows(2);
    let gap = |pair: &[Date]| Some((end_of_quiet(reports, pair[0]).tomorrow().ok()?, pair[1].yesterday().ok()?));
    pairs.filter_map(gap).filter(|(first, last)| first <= last).collect()
}

/// The last day after `day`, the day of a report, on which its silence is still chance.
fn end_of_quiet(reports: &Sums, day: Date) -> Date {
    let earliest = reports.days.first().copied().unwrap_or(day);
    let from = days_after(day, -DAYS_BEFORE).max(earliest);
    let a_day = reports.between(from, day) as f64 / n_days(from, day).max(1) as f64;
    let n_quiet = if a_day > 0.0 { (EXPECTED_IN_GAP / a_day).ceil() as i64 - 1 } else { 0 };
    days_after(day, n_quiet.clamp(0, DAYS_BEFORE))
}

fn days_after(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

fn running_days(gaps: &[(Date, Date)]) -> Vec<i64> {
    let running = gaps.iter().scan(0, |sum, (first, last)| {
        let before = *sum;
        *sum += n_days(*first, *last);
        Some(before)
    });
    running.collect()
}

fn watched(reports: &Sums) -> Option<(Date, Date)> {
    let (&first, &last) = (reports.days.first()?, reports.days.last()?);
    Some((first, end_of_quiet(reports, last)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn daily(first: Date, n: usize, n_reports: u64) -> Vec<(Date, Told)> {
        first.series(jiff::Span::new().days(1)).take(n).map(|day| (day, Told { n_reports, n_happenings: 2 })).collect()
    }

    #[test]
    fn a_silent_week_of_a_daily_store_is_a_gap() {
        let mut days = daily(date(2024, 1, 1), 10, 5);
        days.extend(daily(date(2024, 1, 18), 14, 5));
        let coverage = Coverage::new(days);
        assert_eq!(coverage.covered(date(2024, 1, 1), date(2024, 1, 31)), Covered::Partly(25.0 / 31.0));
        assert_eq!(coverage.covered(date(2024, 1, 11), date(2024, 1, 17)), Covered::Missing);
        assert_eq!(coverage.n_covered_days(date(2024, 1, 11), date(2024, 1, 17)), 1);
        assert_eq!(coverage.covered(date(2024, 1, 18), date(2024, 1, 31)), Covered::Whole);
        assert_eq!(coverage.n_happenings(date(2024, 1, 10), date(2024, 1, 18)), 4);
    }

    #[test]
    fn days_between_rare_reports_are_watched() {
        let rare =
            (0..20).map(|n| (date(2024, 1, 1) + jiff::Span::new().days(n * 6), Told { n_reports: 1, n_happenings: 1 }));
        let coverage = Coverage::new(rare);
        assert_eq!(coverage.covered(date(2024, 2, 1), date(2024, 2, 29)), Covered::Whole);
        assert_eq!(coverage.covered(date(2024, 1, 2), date(2024, 1, 2)), Covered::Missing);
    }

    #[test]
    fn nothing_is_watched_before_the_first_report() {
        let coverage = Coverage::new(daily(date(2024, 1, 11), 21, 50));
        assert_eq!(coverage.covered(date(2024, 1, 1), date(2024, 1, 31)), Covered::Partly(21.0 / 31.0));
        assert_eq!(coverage.covered(date(2023, 12, 1), date(2023, 12, 31)), Covered::Missing);
        assert_eq!(coverage.watched(), Some((date(2024, 1, 11), date(2024, 1, 31))));
    }

    #[test]
    fn an_empty_store_watches_nothing() {
        let coverage = Coverage::new([]);
        assert_eq!((coverage.watched(), coverage.covered(Date::MIN, Date::MAX)), (None, Covered::Missing));
    }

    #[test]
    fn days_named_twice_are_added_up() {
        let told = Told { n_reports: 3, n_happenings: 1 };
        let coverage = Coverage::new([(date(2024, 1, 1), told), (date(2024, 1, 1), told)]);
        assert_eq!(coverage.n_reports(Date::MIN, Date::MAX), 6);
    }
}
