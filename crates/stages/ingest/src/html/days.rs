//! Days in running text and labels.

use crate::date::parse_date;
use jiff::civil::{Date, Weekday};

/// A day that a text names, and where.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Found {
    pub day: Reading,
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
}

/// A day as it is written.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Reading {
    Sure(Date),
    /// `04/03/2025`: the day first, or the month first.
    Ambiguous {
        day_first: Date,
        month_first: Date,
    },
    /// A month and a day without a year.
    Yearless {
        month: i8,
        day: i8,
    },
}

/// Years in which a report may have been published: newspapers digitize their archives, and clocks go wrong.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// All days in `text`, in order.
pub(super) fn days(text: &str) -> Vec<Found> {
    let words = words(text);
    let mut found = Vec::new();
    let mut index = 0;
    while index < words.len() {
        match day_at(text, &words, index) {
            Some((day, n_words)) => {
                found.push(Found { day, start: words[index].start, end: words[index + n_words - 1].end });
                index += n_words;
            }
            None => index += 1,
        }
    }
    found
}

/// The day that a whole value names: of metadata, or of an attribute.
pub(super) fn value(text: &str) -> Option<Reading> {
    let text = text.trim();
    if let Some(day) = of_epoch(text) {
        return Some(Reading::Sure(day));
    }
    if let Some(day) = parse_date(text).filter(|day| YEARS.contains(&day.year())) {
        return Some(Reading::Sure(day));
    }
    if text.len() > 80 {
        return None;
    }
    days(text).into_iter().map(|found| found.day).find(|day| !matches!(day, Reading::Yearless { .. }))
}

/// The day, in UTC, of seconds or milliseconds since 1970: `1736940120`.
fn of_epoch(text: &str) -> Option<Date> {
    /// Web pages are younger.
    const FIRST_YEAR: i16 = 1991;
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds: i64 = match text.len() {
        9 | 10 if is_number => text.parse().ok()?,
        12 | 13 if is_number => text.parse::<i64>().ok()? / 1_000,
        _ => return None,
    };
    let day = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?).date();
    (FIRST_YEAR..=*YEARS.end()).contains(&day.year()).then_some(day)
}

/// The day in the path of an address: `/2025/03/04/`, `/2025/mar/04/`, `-2025-03-04`.
pub(super) fn in_address(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let turned = |parts: &[&str]| {
        date(number(parts[2], 4).filter(|_| parts[2].len() == 4)?, number(parts[1], 2)?, number(parts[0], 2)?)
    };
    let dashed = parts.windows(3).find_map(|parts| {
        let month = number(parts[1], 2).or_else(|| month(parts[1]).map(i16::from))?;
        date(number(parts[0], 4)?, month, number(parts[2], 2)?)
    });
    dashed
        .or_else(|| parts.windows(3).find_map(turned))
        .or_else(|| parts.iter().find_map(|part| parse_date(part).filter(|day| YEARS.contains(&day.year()))))
}

/// The year and month in the path of an address that names no day.
pub(super) fn year_in_address(url: &str) -> Option<i16> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    path.split(['/', '-', '_']).skip(1).filter_map(|part| number(part, 4)).find(|year| (1990..=2100).contains(year))
}

/// The weekday that `text` names first.
pub(super) fn weekday(text: &str) -> Option<Weekday> {
    let days = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const LONG: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    text.split(|c: char| !c.is_alphabetic()).find_map(|word| {
        let word = word.to_lowercase();
        let index =
            LONG.iter().position(|&name| name == word).or_else(|| NAMES.iter().position(|&name| name == word))?;
        Some(days[index])
    })
}

/// `text` up to the first weekday that is spelled out.
pub(super) fn before_weekday(text: &str) -> &str {
    let is_weekday = |word: &str| word.ends_with("day") && weekday(word).is_some();
    let end =
        text.split(' ').take_while(|word| !is_weekday(&word.to_lowercase())).map(|word| word.len() + 1).sum::<usize>();
    text[..end.saturating_sub(1).min(text.len())].trim_end()
}

struct Word {
    start: usize,
    end: usize,
}

/// Runs of letters and digits; points, dashes and slashes between digits belong to them.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (start, part) in text.split_word_starts() {
        words.push(Word { start, end: start + part.len() });
    }
    words
}

trait SplitWordStarts {
    fn split_word_starts(&self) -> Vec<(usize, &str)>;
}

impl SplitWordStarts for str {
    fn split_word_starts(&self) -> Vec<(usize, &str)> {
        let is_end = |c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | '|' | '(' | ')' | '[' | ']' | '·' | '•' | '"' | '–' | '—')
        };
        let mut at = 0;
        let mut parts = Vec::new();
        for part in self.split(is_end) {
            if !part.is_empty() {
                parts.push((at, part));
            }
            at += part.len();
            at += self[at..].chars().next().map_or(0, char::len_utf8);
        }
        parts
    }
}

/// The day that begins with word `index`, and how many words it has.
fn day_at(text: &str, words: &[Word], index: usize) -> Option<(Reading, usize)> {
    let word = |offset: usize| words.get(index + offset).map_or("", |word| &text[word.start..word.end]);
    let is_near = |offset: usize| words.get(index + offset).is_some_and(|word| word.end - words[index].start <= 40);
    if let Some(reading) = in_one_word(word(0)) {
        return Some((reading, 1));
    }
    let (first, second, third) = (word(0), word(1), word(2));
    // 4 March 2025; 4th of March, 2025
    if let Some(day) = ordinal(first) {
        let skip = usize::from(second.eq_ignore_ascii_case("of"));
        let (name, year) = (word(1 + skip), word(2 + skip));
        if let Some(month) = month(name).filter(|_| is_near(1 + skip)) {
            return match year_of(year).filter(|_| is_near(2 + skip)).and_then(|year| date(year, month.into(), day)) {
                Some(date) => Some((Reading::Sure(date), 3 + skip)),
                None => valid_yearless(month, day).map(|reading| (reading, 2 + skip)),
            };
        }
    }
    // March 4, 2025
    if let (Some(month), Some(day)) = (month(first), ordinal(second)) {
        return match year_of(third).filter(|_| is_near(2)).and_then(|year| date(year, month.into(), day)) {
            Some(date) => Some((Reading::Sure(date), 3)),
            None => valid_yearless(month, day).map(|reading| (reading, 2)),
        };
    }
    // 2025 March 4
    let year = number(first, 4).filter(|year| YEARS.contains(year))?;
    Some((Reading::Sure(date(year, month(second)?.into(), ordinal(third)?)?), 3))
}

fn valid_yearless(month: i8, day: i16) -> Option<Reading> {
    date(2024, month.into(), day).map(|date| Reading::Yearless { month: date.month(), day: date.day() })
}

/// `2025-03-04`, `2025-03-04T10:00`, `04/03/2025`, `4.3.2025`, `04-Mar-2025`, `2025/3/4`.
fn in_one_word(word: &str) -> Option<Reading> {
    let word = word.trim_end_matches([':', '.', '-']).trim_start_matches([':', '-']);
    if !word.starts_with(|c: char| c.is_ascii_alphanumeric()) || word.len() > 40 {
        return None;
    }
    if word.len() >= 10 && word.is_ascii() && word.as_bytes()[4] == b'-' {
        return parse_date(word).filter(|day| YEARS.contains(&day.year())).map(Reading::Sure);
    }
    let separator = word.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<&str> = word.splitn(3, separator).collect();
    let [first, second, third] = parts[..] else { return None };
    let third = third.split(['T', ':']).next()?;
    if let Some(month) = month(second) {
        return Some(Reading::Sure(date(year_of(third)?, month.into(), number(first, 2)?)?));
    }
    if let (Some(month), Some(year)) = (month(first), year_of(third)) {
        return Some(Reading::Sure(date(year, month.into(), number(second, 2)?)?));
    }
    if let Some(year) = number(first, 4).filter(|_| first.len() == 4) {
        return Some(Reading::Sure(date(year, number(second, 2)?, number(third, 2)?)?));
    }
    let (one, two, year) = (number(first, 2)?, number(second, 2)?, number(third, 4).filter(|_| third.len() == 4)?);
    let (day_first, month_first) = (date(year, two, one), date(year, one, two));
    match (day_first, month_first) {
        (Some(day_first), _) if separator == '.' => Some(Reading::Sure(day_first)),
        (Some(one), Some(other)) if one == other => Some(Reading::Sure(one)),
        (Some(day_first), Some(month_first)) => Some(Reading::Ambiguous { day_first, month_first }),
        (Some(day), None) | (None, Some(day)) => Some(Reading::Sure(day)),
        (None, None) => None,
    }
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    YEARS.contains(&day.year()).then_some(day)
}

/// `4`, `04`, `4th`, `1st`.
fn ordinal(word: &str) -> Option<i16> {
    let word = word.trim_end_matches(['.', ':']);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    let is_ordinal = ["", "st", "nd", "rd", "th", "ST", "ND", "RD", "TH"].contains(&suffix);
    number(digits, 2).filter(|day| is_ordinal && (1..=31).contains(day))
}

fn year_of(word: &str) -> Option<i16> {
    let word = word.trim_start_matches(['\'', '’']);
    let digits = &word[..word.bytes().take_while(u8::is_ascii_digit).count()];
    let rest = &word[digits.len()..];
    let is_alone = !rest.starts_with(|c: char| c.is_alphanumeric()) || rest.starts_with('T');
    number(digits, 4).filter(|year| is_alone && digits.len() == 4 && YEARS.contains(year))
}

fn number(word: &str, most: usize) -> Option<i16> {
    let is_number = !word.is_empty() && word.len() <= most && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| word.parse().ok()).flatten()
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    let is_month = |name: &&str| {
        **name == word || word.len() == 3 && name.starts_with(&word) || word == "sept" && name.starts_with("sept")
    };
    MONTHS.iter().position(is_month).map(|index| index as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let show = |found: Found| match found.day {
            Reading::Sure(day) => day.to_string(),
            Reading::Ambiguous { day_first, month_first } => format!("{day_first} or {month_first}"),
            Reading::Yearless { month, day } => format!("{month}/{day}"),
        };
        assert_eq!(days(text).into_iter().map(show).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        check("Updated: December 22, 2024; Published: December 20, 2024", &["2024-12-22", "2024-12-20"]);
        check("Posted On: 14 JAN 2025 6:32PM by PIB Delhi", &["2025-01-14"]);
        check(
            "on 4th of March, 2025 and 21.06.2023 | 2024-05-27T16:20:00+02:00",
            &["2025-03-04", "2023-06-21", "2024-05-27"],
        );
        check("Wed 30 Oct 2024 19.12 GMT", &["2024-10-30"]);
        check("04-Mar-2025, Mar-04-2025", &["2025-03-04", "2025-03-04"]);
        check("Sept. 3, 2025 (3:12 PM)", &["2025-09-03"]);
    }

    #[test]
    fn numbers_may_be_read_in_two_ways() {
        check("04/03/2025 17:42", &["2025-03-04 or 2025-04-03"]);
        check("13/03/2025, 03/13/2025, 04.03.2025", &["2025-03-13", "2025-03-13", "2025-03-04"]);
    }

    #[test]
    fn a_dateline_has_no_year() {
        check("BELGRADE, April 2 (Meridian) - Serbia", &["4/2"]);
        check("PARIS, Dec 20 — Chad", &["12/20"]);
    }

    #[test]
    fn what_is_no_day_is_none() {
        check("version 1.2.3, 31 June 2025, tel. 555-0142, 10/2024, May 2025, 24/7 and 1/2/3", &[]);
    }

    #[test]
    fn seconds_since_1970_name_a_day() {
        let value = |text: &str| match value(text) {
            Some(Reading::Sure(day)) => Some(day.to_string()),
            _ => None,
        };
        assert_eq!(value("1736940120").as_deref(), Some("2025-01-15"));
        assert_eq!(value("1736940120000").as_deref(), Some("2025-01-15"));
        assert_eq!(value("0123456789"), None);
        assert_eq!(value("17369401"), None);
    }

    #[test]
    fn addresses_name_days() {
        let day = |url: &str| in_address(url).map(|day| day.to_string());
        assert_eq!(day("https://a.example/2025/03/04/talks").as_deref(), Some("2025-03-04"));
        assert_eq!(day("https://a.example/world/2024/oct/30/talks").as_deref(), Some("2024-10-30"));
        assert_eq!(day("https://a.example/talks-2025-04-02/").as_deref(), Some("2025-04-02"));
        assert_eq!(day("https://a.example/02-04-2025/talks").as_deref(), Some("2025-04-02"));
        assert_eq!(day("https://a.example/20250402/talks").as_deref(), Some("2025-04-02"));
        assert_eq!(day("https://a.example/2025/03/talks-12"), None);
    }
}
