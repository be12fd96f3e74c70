//! Times of day, with the day they belong to.

use super::calendar::{is_day, one};
use super::grammar::{Found, Sentence};
use super::words::{is_hour_name, is_part_of_day};

impl Sentence<'_, '_> {
    /// A time of day, with the day after it or the day told before: `at 5.30 a.m. on Wednesday`, `at dawn`.
    pub(super) fn hour(&self, at: usize) -> Option<Found> {
        let end = self.hour_end(at)?;
        let of_day = end + usize::from(self.is(end, &["on", "of"]));
        if let Some(core) =
            self.core(of_day).filter(|core| core.days.is_none_or(is_day) && core.strong && !core.possessive)
        {
            return Some(core.found());
        }
        let days = self.day.or(self.reference).map(one);
        Some(Found { end, days, core: days, relative: true, duration: false })
    }

    pub(super) fn hour_end(&self, at: usize) -> Option<usize> {
        let mut next = at;
        next += usize::from(self.is(next, &["shortly", "just", "only", "soon"]));
        let preposition = self
            .is(next, &["at", "before", "after", "by", "around", "about", "since", "from", "until", "in", "through"]);
        if !preposition {
            return self.clock_end(at).filter(|_| next == at);
        }
        let inside = self.is(next, &["in"]);
        next += 1;
        next += usize::from(self.is(next, &["about", "around", "the", "shortly"]));
        let start = next;
        if inside && self.is(next, &["small", "early"]) && self.is(next + 1, &["hours"]) {
            return Some(next + 2);
        }
        if inside {
            let part = self.is(next - 1, &["the"]) && is_part_of_day(self.word(next));
            return part.then_some(next + 1);
        }
        if self.starts(next, &["first", "light"]) {
            return Some(next + 2);
        }
        let named = is_hour_name(self.word(next)) || self.is(next, &["evening"]);
        if named && (self.word(next) != "night" || self.is(start - 1, &["at", "through", "the"])) {
            return Some(next + 1);
        }
        let told = self.is(next - 1, &["at", "about", "around", "by", "before", "after", "from", "until", "since"]);
        self.clock_end(next).filter(|_| told)
    }

    /// `5.30 a.m.`, `7.11 pm`, `6.40am`, `18:00 GMT`, `6.14`.
    pub(super) fn clock_end(&self, at: usize) -> Option<usize> {
        let word = self.word(at);
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let is_time = |text: &str| {
            let mut parts = text.split(['.', ':']);
            let hour = parts.next().and_then(|part| part.parse::<u32>().ok()).is_some_and(|hour| hour < 25);
            let minute =
                parts.next().is_none_or(|part| part.len() == 2 && part.parse::<u32>().is_ok_and(|minute| minute < 60));
            hour && minute && parts.next().is_none()
        };
        if !is_time(digits) {
            return None;
        }
        if matches!(&word[digits.len()..], "am" | "pm") {
            return Some(at + 1);
        }
        if digits.len() < word.len() {
            return None;
        }
        if self.is(at + 1, &["a.m.", "p.m.", "am", "pm", "gmt", "utc"]) {
            return Some(at + 2 + usize::from(self.is(at + 2, &["gmt", "utc", "local"])));
        }
        let before = self.is(at.wrapping_sub(1), &["at", "about", "around"]);
        let precise =
            before && (word.contains(':') || word.contains('.')) && self.is(at + 1, &["on", ",", ".", "when"]);
        precise.then_some(at + 1)
    }

    /// `Earlier in the day`, `later that day`, and `Earlier,` at the beginning of a sentence.
    pub(super) fn earlier_that_day(&self, at: usize) -> Option<Found> {
        if !self.is(at, &["earlier", "later"]) {
            return None;
        }
        let opens = at == 0 && self.is(1, &[","]);
        let end = if self.starts(at + 1, &["in", "the", "day"]) {
            at + 4
        } else if self.starts(at + 1, &["that", "day"]) || self.starts(at + 1, &["the", "same", "day"]) {
            at + 3 + usize::from(self.is(at + 1, &["the"]))
        } else if opens {
            at + 1
        } else {
            return None;
        };
        let days = self.day.or(self.reference).map(one);
        Some(Found { end, days, core: days, relative: true, duration: false })
    }
}
