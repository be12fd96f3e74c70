//! The place-and-date line at the beginning of a report.
//!
//! Forms: `ACCRA, Nov 3 -`, `MANILA —`, `ARAUCA, Colombia, Oct. 9 (AF) -`, `LONDON (Reuters) -`, `New Delhi:`,
//! `Islamabad/Dhaka, Jan 16 (Representative)`. What has neither date nor capitals must name a known place, so that no
//! ordinary sentence is taken for one.

use super::calendar;
use super::words::{Word, day_of_month, month, weekday, words, year};
use annotation::Dateline;
use jiff::civil::Date;
use text::{Document, Span};

/// No dateline is longer, in bytes.
const LONGEST: usize = 160;

/// Words in capitals that open a report and are no place.
const LABELS: [&str; 16] = [
    "breaking",
    "update",
    "exclusive",
    "analysis",
    "opinion",
    "factbox",
    "timeline",
    "explainer",
    "watch",
    "live",
    "editorial",
    "correction",
    "video",
    "photos",
    "urgent",
    "note",
];

/// The dateline of `document`, if its text begins with one.
pub fn find(document: &Document, is_place: impl Fn(&str) -> bool) -> Option<Dateline> {
    let text = document.text();
    let words = words(text, head(text));
    let line = Line::read(&words, document.published)?;
    let names: Vec<&str> = line.places.iter().map(|place| &text[place.range()]).collect();
    let known = || names.iter().any(|name| is_place(name.split(',').next().unwrap_or(name)));
    (line.is_plain(&names) || (line.is_closed() && line.opens_text && known())).then(|| Dateline {
        span: line.places[0].join(Span::new(line.end, line.end)),
        places: line.places,
        date: line.date,
    })
}

/// The first line of the text, as far as a dateline can reach.
fn head(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let mut end = line.min(start + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(start, end)
}

/// What stands before the report's first sentence.
struct Line {
    places: Vec<Span>,
    date: Option<Date>,
    has_date: bool,
    has_agency: bool,
    /// The dash or colon that closes the line.
    close: Option<char>,
    /// Whether what follows begins as a sentence does.
    opens_text: bool,
    end: usize,
}

impl Line {
    fn read(words: &[Word], published: Option<Date>) -> Option<Line> {
        let (mut places, mut at) = (Vec::new(), 0);
        loop {
            let next = place(words, at)?;
            places.push(words[at].span.join(words[next - 1].span));
            at = next;
            if !is(words, at, &["/", "and", "&"]) {
                break;
            }
            at += 1;
        }
        at = region(words, at, &mut places);
        let (date, has_date) = match day(words, at, published) {
            Some((next, date)) => {
                at = next;
                (date, true)
            }
            None => (None, false),
        };
        let agency = agency(words, at);
        at = agency.unwrap_or(at);
        let end = words[at - 1].span.end();
        let close = close(words, at);
        at += close.map_or(0, |(_, length)| length);
        let opens_text = words.get(at).is_none_or(|word| !word.text.starts_with(char::is_lowercase));
        let close = close.map(|(mark, _)| mark);
        Some(Line { places, date, has_date, has_agency: agency.is_some(), close, opens_text, end })
    }

    /// Whether the line ends with a mark or an agency.
    fn is_closed(&self) -> bool {
        self.close.is_some() || self.has_agency
    }

    /// Whether the form alone shows that this is a dateline.
    fn is_plain(&self, names: &[&str]) -> bool {
        let first = names[0].split(',').next().unwrap_or_default();
        let capitals = first.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            && !first.chars().any(char::is_lowercase)
            && !LABELS.contains(&first.to_lowercase().as_str());
        let dashed = self.close.is_some_and(|mark| mark != ':');
        self.opens_text && ((self.has_date && self.is_closed()) || (dashed && capitals))
    }
}

/// Whether the word at `at` is one of `names`.
fn is(words: &[Word], at: usize, names: &[&str]) -> bool {
    words.get(at).is_some_and(|word| names.contains(&word.lower.as_str()))
}

/// The end of the place name that begins at `start`: one to six words, the first and the last capitalised.
fn place(words: &[Word], start: usize) -> Option<usize> {
    const INSIDE: [&str; 14] = ["'", "’", "-", ".", "de", "la", "le", "el", "al", "of", "the", "d", "'s", "’s"];
    if is(words, start, &["the", "a", "an", "in", "on", "at"]) {
        return None;
    }
    let mut end = None;
    for (at, word) in words.iter().enumerate().skip(start).take(8) {
        let dash = word.text == "-" && at > 0 && word.span.start() > words[at - 1].span.end();
        if word.is_capital() && month(&word.lower).is_none_or(|_| at == start) {
            end = Some(at + 1);
        } else if dash || at == start || !INSIDE.contains(&word.lower.as_str()) {
            break;
        }
    }
    end
}

/// Joins `, Colombia` to the last place; where the text goes on.
fn region(words: &[Word], at: usize, places: &mut [Span]) -> usize {
    let follows =
        |at: usize| is(words, at, &[","]) && words.get(at + 1).is_some_and(|word| weekday(&word.lower).is_none());
    let Some(next) = follows(at).then(|| place(words, at + 1)).flatten() else { return at };
    if month(&words[at + 1].lower).is_some() {
        return at;
    }
    if let Some(last) = places.last_mut() {
        *last = last.join(words[next - 1].span);
    }
    next
}

/// `, Nov 3`, `, 30 January 2025`, `, Monday, Oct. 9`: where the text goes on, and the day.
fn day(words: &[Word], start: usize, published: Option<Date>) -> Option<(usize, Option<Date>)> {
    let mut at = start + usize::from(is(words, start, &[","]));
    if words.get(at).is_some_and(|word| weekday(&word.lower).is_some()) {
        at += 1;
        at += usize::from(is(words, at, &[","]));
    }
    let first = words.get(at)?;
    let (month, day) = if let Some(month) = month(&first.lower) {
        at += 1 + usize::from(is(words, at + 1, &["."]));
        (month, day_of_month(&words.get(at)?.lower)?)
    } else {
        let day = day_of_month(&first.lower)?;
        at += 1;
        (month(&words.get(at)?.lower)?, day)
    };
    at += 1 + usize::from(is(words, at + 1, &["."]));
    let after_comma = at + usize::from(is(words, at, &[","]));
    if let Some(year) = words.get(after_comma).and_then(|word| year(&word.lower)) {
        return Some((after_comma + 1, calendar::date(year, month, day)));
    }
    Some((at, published.and_then(|published| calendar::nearest_day(published, month, day, false))))
}

/// The end of `(Reuters)` or of `, Reuters`.
fn agency(words: &[Word], at: usize) -> Option<usize> {
    if is(words, at, &["("]) {
        let close = (at + 2..(at + 9).min(words.len())).find(|&end| words[end].text == ")")?;
        return Some(close + 1);
    }
    let named = is(words, at, &[","]) && words.get(at + 1)?.is_capital() && close(words, at + 2).is_some();
    named.then_some(at + 2)
}

/// The mark that closes the line, and how many words it takes.
fn close(words: &[Word], at: usize) -> Option<(char, usize)> {
    let mark = words.get(at)?.text.chars().next()?;
    let spaced = at > 0 && words[at].span.start() > words[at - 1].span.end();
    match mark {
        '—' | '–' | '―' => Some((mark, 1)),
        '-' if is(words, at + 1, &["-"]) => Some((mark, 2)),
        '-' if spaced => Some((mark, 1)),
        ':' => Some((mark, 1)),
        _ => None,
    }
}
