//! The words of a sentence as the grammar reads them, and the words it knows.

use jiff::civil::Weekday;
use text::Span;

/// A run of letters and digits, or one other character.
pub struct Word<'t> {
    pub text: &'t str,
    /// In lower case.
    pub lower: String,
    pub span: Span,
}

impl Word<'_> {
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The words under `span`. `a.m.` is one word, `5.30` and `740,000` are one, `mid-June` is three, `Monday's` two.
pub fn words(text: &str, span: Span) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = span.start();
    while start < span.end() {
        let rest = &text[start..span.end()];
        let Some(first) = rest.chars().next() else { break };
        let length = length(rest, first);
        if !first.is_whitespace() {
            let (text, span) = (&rest[..length], Span::new(start, start + length));
            words.push(Word { text, lower: text.to_lowercase(), span });
        }
        start += length;
    }
    words
}

/// Bytes of the word that `rest` begins with.
fn length(rest: &str, first: char) -> usize {
    if let Some(head) = rest.get(..4)
        && ["a.m.", "p.m."].contains(&head.to_ascii_lowercase().as_str())
    {
        return 4;
    }
    if ["'s", "’s"].iter().any(|mark| rest.starts_with(mark)) {
        return first.len_utf8() + 1;
    }
    if !first.is_alphanumeric() {
        return first.len_utf8();
    }
    let mut end = 0;
    let mut characters = rest.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let joins = matches!(character, '.' | ',' | ':')
            && rest[..at].ends_with(|before: char| before.is_ascii_digit())
            && characters.peek().is_some_and(|(_, after)| after.is_ascii_digit());
        if !character.is_alphanumeric() && !joins {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}

/// How long a unit of time lasts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Unit {
    Moment,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
}

/// `day`, `days`, and the words that stand for part of one.
pub fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "second" | "seconds" | "minute" | "minutes" | "hour" | "hours" => Unit::Moment,
        "day" | "days" | "night" | "nights" | "morning" | "afternoon" | "evening" => Unit::Day,
        "week" | "weeks" | "fortnight" | "fortnights" => Unit::Week,
        "weekend" | "weekends" => Unit::Weekend,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        _ => return None,
    })
}

/// Monday to Sunday, full or as wire services shorten them.
pub fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mondays" => Weekday::Monday,
        "tuesday" | "tuesdays" | "tues" => Weekday::Tuesday,
        "wednesday" | "wednesdays" | "weds" => Weekday::Wednesday,
        "thursday" | "thursdays" | "thurs" => Weekday::Thursday,
        "friday" | "fridays" => Weekday::Friday,
        "saturday" | "saturdays" => Weekday::Saturday,
        "sunday" | "sundays" => Weekday::Sunday,
        _ => return None,
    })
}

/// 1 to 12, of a month's name or abbreviation.
pub fn month(word: &str) -> Option<i8> {
    Some(match word {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// The first month of a season of the northern year.
pub fn season(word: &str) -> Option<i8> {
    Some(match word {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => 12,
        _ => return None,
    })
}

/// A cardinal number, in one word of letters or in digits.
pub fn number(word: &str) -> Option<i32> {
    match word {
        "zero" => Some(0),
        "a" | "an" => Some(1),
        _ if word.starts_with(|first: char| first.is_ascii_digit()) => word.parse().ok(),
        _ => text::cardinal(word).map(|value| value as i32),
    }
}

/// An ordinal number, in letters to tenth, or in digits: `14th`.
pub fn ordinal(word: &str) -> Option<i32> {
    const NAMES: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    if let Some(place) = NAMES.iter().position(|name| *name == word) {
        return Some(place as i32 + 1);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
    digits.parse().ok()
}

/// The day of a month, `9` or `9th`.
pub fn day_of_month(word: &str) -> Option<i8> {
    let digits = word.starts_with(|first: char| first.is_ascii_digit());
    let day = if digits && word.len() <= 2 {
        number(word)
    } else if digits {
        ordinal(word)
    } else {
        None
    };
    day.filter(|day| (1..=31).contains(day)).map(|day| day as i8)
}

/// A year from 1000 to 2100, in four digits.
pub fn year(word: &str) -> Option<i16> {
    let four_digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    four_digits.then(|| word.parse().ok())?.filter(|year| (1000..=2100).contains(year))
}

/// A point of the day that stands without an article: `at dawn`.
pub fn is_hour_name(word: &str) -> bool {
    const NAMES: [&str; 12] = [
        "dawn",
        "daybreak",
        "sunrise",
        "noon",
        "midday",
        "midnight",
        "dusk",
        "nightfall",
        "sunset",
        "lunchtime",
        "night",
        "daylight",
    ];
    NAMES.contains(&word)
}

/// A stretch of the day that follows a day's name: `Monday night`.
pub fn is_part_of_day(word: &str) -> bool {
    matches!(word, "morning" | "afternoon" | "evening" | "night" | "noon" | "midday" | "lunchtime")
}
