//! What the labels of periods say about the calendar: where axes are marked, and which periods may be joined.

use std::ops::RangeInclusive;

/// The periods of a chart in the calendar, or in their order alone where a label is not ISO 8601 or the labels mix.
pub(crate) struct Calendar {
    n_periods: usize,
    moments: Option<Vec<Moment>>,
}

/// A grouping of consecutive periods, fine or coarse.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// So many periods each, wherever they begin.
    Periods(usize),
    /// So many days of a month each; the last group of a month takes what is left.
    Days(i32),
    /// So many months, quarters or weeks of a year each.
    Parts(i32),
    /// So many years each.
    Years(i32),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Unit {
    Year,
    Quarter,
    Month,
    Week,
    Day,
}

/// A label read; what it does not say is 0.
#[derive(Clone, Copy, Debug)]
struct Moment {
    unit: Unit,
    year: i32,
    /// Month, quarter or week of the year, from 0.
    part: i32,
    /// Day of the month, from 0.
    day: i32,
}

const YEARS: [i32; 10] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

impl Calendar {
    /// Reads the labels of all periods, in their order.
    pub fn new<'a>(labels: impl ExactSizeIterator<Item = &'a str>) -> Calendar {
        let n_periods = labels.len();
        let moments: Option<Vec<Moment>> = labels.map(Moment::read).collect();
        Calendar {
            n_periods,
            moments: moments.filter(|moments| moments.windows(2).all(|two| two[0].unit == two[1].unit)),
        }
    }

    /// The finest grouping that `fits`, or all periods as one.
    pub fn finest(&self, fits: impl Fn(Step) -> bool) -> Step {
        self.ladder().into_iter().find(|step| fits(*step)).unwrap_or(Step::Periods(self.n_periods))
    }

    /// Indices of the periods of each group, in order; together they are all periods.
    pub fn groups(&self, step: Step) -> Vec<RangeInclusive<usize>> {
        let keys: Vec<_> = (0..self.n_periods).map(|period_idx| self.key(step, period_idx)).collect();
        let mut next = 0;
        let groups = keys.chunk_by(|left, right| left == right).map(|group| {
            next += group.len();
            next - group.len()..=next - 1
        });
        groups.collect()
    }

    /// Indices of the periods at which a group begins; the first only where it is whole at its beginning.
    pub fn ticks(&self, step: Step) -> Vec<usize> {
        let firsts = self.groups(step).into_iter().map(|group| *group.start());
        firsts.filter(|first| *first > 0 || self.begins_whole(step)).collect()
    }

    /// `label` as precise as a grouping is: `2024` for years.
    pub fn name<'a>(&self, step: Step, label: &'a str) -> &'a str {
        let is_day = self.moments.as_ref().is_some_and(|moments| moments[0].unit == Unit::Day);
        let n_bytes = match step {
            Step::Years(_) => "2024".len(),
            Step::Parts(_) if is_day => "2024-09".len(),
            _ => label.len(),
        };
        label.get(..n_bytes).unwrap_or(label)
    }

    /// What a group is called, by the labels of its first and last period: `2024-01..03`.
    pub fn span(&self, step: Step, first: &str, last: &str) -> String {
        let (first, last) = (self.name(step, first), self.name(step, last));
        if first == last {
            return first.to_string();
        }
        let n_shared = shared(first, last);
        format!("{first}..{}", &last[n_shared..])
    }

    fn ladder(&self) -> Vec<Step> {
        let fine = match self.moments.as_ref().map(|moments| moments[0].unit) {
            None => return self.plain_ladder(),
            Some(Unit::Year) => vec![],
            Some(Unit::Quarter) => [1, 2].map(Step::Parts).to_vec(),
            Some(Unit::Month) => [1, 2, 3, 6].map(Step::Parts).to_vec(),
            Some(Unit::Week) => [1, 2, 4, 13, 26].map(Step::Parts).to_vec(),
            Some(Unit::Day) => [1, 5, 10, 15].map(Step::Days).into_iter().chain([1, 3, 6].map(Step::Parts)).collect(),
        };
        fine.into_iter().chain(YEARS.map(Step::Years)).chain(self.plain_ladder()).collect()
    }

    fn plain_ladder(&self) -> Vec<Step> {
        let powers = [1, 10, 100, 1_000];
        powers.into_iter().flat_map(|power| [1, 2, 5].map(|digit| Step::Periods(digit * power))).collect()
    }

    fn key(&self, step: Step, period_idx: usize) -> (i32, i32, i32) {
        let Some(moments) = &self.moments else { return (by_order(step, period_idx), 0, 0) };
        let Moment { year, part, day, .. } = moments[period_idx];
        match step {
            Step::Periods(_) => (by_order(step, period_idx), 0, 0),
            Step::Days(n) => (year, part, (day / n).min(30 / n - 1)),
            Step::Parts(n) => (year, part / n, 0),
            Step::Years(n) => (year.div_euclid(n), 0, 0),
        }
    }

    fn begins_whole(&self, step: Step) -> bool {
        let Some(Moment { year, part, day, .. }) = self.moments.as_ref().map(|moments| moments[0]) else { return true };
        match step {
            Step::Periods(_) => true,
            Step::Days(n) => day % n == 0,
            Step::Parts(n) => day == 0 && part % n == 0,
            Step::Years(n) => day == 0 && part == 0 && year.rem_euclid(n) == 0,
        }
    }
}

impl Moment {
    fn read(label: &str) -> Option<Moment> {
        let mut pieces = label.split('-');
        let year = digits(pieces.next()?, 4)?;
        let (part, day) = (pieces.next(), pieces.next());
        if pieces.next().is_some() {
            return None;
        }
        let Some(part) = part else { return Some(Moment { unit: Unit::Year, year, part: 0, day: 0 }) };
        let (unit, part) = part_of_year(part)?;
        let Some(day) = day else { return Some(Moment { unit, year, part, day: 0 }) };
        let day = one_to(31, digits(day, 2)?)?;
        (unit == Unit::Month).then_some(Moment { unit: Unit::Day, year, part, day })
    }
}

fn part_of_year(part: &str) -> Option<(Unit, i32)> {
    match part.as_bytes().first()? {
        b'Q' => Some((Unit::Quarter, one_to(4, digits(&part[1..], 1)?)?)),
        b'W' => Some((Unit::Week, one_to(53, digits(&part[1..], 2)?)?)),
        _ => Some((Unit::Month, one_to(12, digits(part, 2)?)?)),
    }
}

fn digits(text: &str, n_digits: usize) -> Option<i32> {
    let is_number = text.len() == n_digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// `number` counted from 0, where it lies in `1..=most`.
fn one_to(most: i32, number: i32) -> Option<i32> {
    (1..=most).contains(&number).then_some(number - 1)
}

fn by_order(step: Step, period_idx: usize) -> i32 {
    let n_periods = match step {
        Step::Periods(n_periods) => n_periods.max(1),
        _ => 1,
    };
    (period_idx / n_periods) as i32
}

/// Bytes that both labels begin with, up to a hyphen.
fn shared(first: &str, last: &str) -> usize {
    let n_same = first.bytes().zip(last.bytes()).take_while(|(left, right)| left == right).count();
    first.as_bytes()[..n_same].iter().rposition(|byte| *byte == b'-').map_or(0, |hyphen| hyphen + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(first: usize, n_months: usize) -> Vec<String> {
        (first..first + n_months).map(|month| format!("{}-{:02}", 2020 + month / 12, month % 12 + 1)).collect()
    }

    fn calendar(labels: &[String]) -> Calendar {
        Calendar::new(labels.iter().map(String::as_str))
    }

    fn check(labels: &[String], most: usize, step: Step, ticks: &[&str]) {
        let calendar = calendar(labels);
        let finest = calendar.finest(|step| calendar.groups(step).len() <= most);
        let found: Vec<&str> =
            calendar.ticks(finest).into_iter().map(|period_idx| calendar.name(finest, &labels[period_idx])).collect();
        assert_eq!((finest, found.as_slice()), (step, ticks));
    }

    #[test]
    fn ticks_fall_where_the_calendar_turns() {
        check(&months(1, 6), 3, Step::Parts(3), &["2020-04", "2020-07"]);
        check(&months(10, 30), 6, Step::Parts(6), &["2021-01", "2021-07", "2022-01", "2022-07", "2023-01"]);
        check(&months(0, 30), 4, Step::Years(1), &["2020", "2021", "2022"]);
    }

    #[test]
    fn days_fall_into_months() {
        let days: Vec<String> = (0..59)
            .map(|day| if day < 31 { format!("2024-01-{:02}", day + 1) } else { format!("2024-02-{:02}", day - 30) })
            .collect();
        check(
            &days,
            6,
            Step::Days(10),
            &["2024-01-01", "2024-01-11", "2024-01-21", "2024-02-01", "2024-02-11", "2024-02-21"],
        );
        check(&days, 2, Step::Parts(1), &["2024-01", "2024-02"]);
    }

    #[test]
    fn quarters_and_weeks_are_known() {
        let quarters = ["2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"].map(String::from);
        check(&quarters, 2, Step::Years(1), &["2024"]);
        let weeks = ["2024-W01", "2024-W02", "2024-W03", "2024-W04", "2024-W05"].map(String::from);
        check(&weeks, 2, Step::Parts(4), &["2024-W01", "2024-W05"]);
    }

    #[test]
    fn odd_labels_go_by_order() {
        for odd in [
            "",
            "2024-13",
            "2024-00",
            "2024-9",
            "before",
            "2024-09-32",
            "2024-Q5",
            "2024-W54",
            "2024-Q1-01",
            "-",
            "2024-é",
        ] {
            assert!(Moment::read(odd).is_none(), "{odd}");
        }
        let mixed = ["2024-01", "2024-Q1", "2024"].map(String::from);
        check(&mixed, 2, Step::Periods(2), &["2024-01", "2024"]);
    }

    #[test]
    fn groups_are_all_periods() {
        let labels = months(5, 40);
        for step in [Step::Parts(1), Step::Parts(3), Step::Years(2), Step::Periods(7), Step::Days(5)] {
            let all: Vec<usize> = calendar(&labels).groups(step).into_iter().flatten().collect();
            assert_eq!(all, (0..40).collect::<Vec<_>>());
        }
    }

    #[test]
    fn spans_leave_out_what_is_shared() {
        let labels = months(0, 24);
        let calendar = calendar(&labels);
        assert_eq!(calendar.span(Step::Parts(3), "2020-01", "2020-03"), "2020-01..03");
        assert_eq!(calendar.span(Step::Periods(3), "2020-11", "2021-01"), "2020-11..2021-01");
        assert_eq!(calendar.span(Step::Years(2), "2020-01", "2021-12"), "2020..2021");
        assert_eq!(calendar.span(Step::Years(1), "2020-01", "2020-12"), "2020");
        assert_eq!(calendar.span(Step::Periods(2), "é-1", "é-é"), "é-1..é");
    }
}
