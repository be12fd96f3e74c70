//! Days that have names: weekdays, `yesterday`, holidays.

use super::calendar::{self, Pick, one, plus};
use super::cues::look_ahead;
use super::grammar::{Core, Sentence};
use super::words::{Word, is_part_of_day, weekday};

impl Sentence<'_, '_> {
    /// `yesterday`, `tonight`, `last night`, `this morning`, `overnight`.
    pub(super) fn named_day(&self, at: usize) -> Option<Core> {
        let (length, first, last) = match self.word(at) {
            "today" | "tonight" => (1, 0, 0),
            "yesterday" => (1, -1, -1),
            "tomorrow" => (1, 1, 1),
            "overnight" => (1, -1, 0),
            "last" if self.is(at + 1, &["night", "evening"]) => (2, -1, -1),
            "this" if self.is(at + 1, &["morning", "afternoon", "evening"]) => (2, 0, 0),
            "the" if self.starts(at + 1, &["day", "before", "yesterday"]) => (4, -2, -2),
            "the" if self.starts(at + 1, &["day", "after", "tomorrow"]) => (4, 2, 2),
            _ => return None,
        };
        let days = self.reference.and_then(|day| Some((plus(day, first)?, plus(day, last)?)));
        let end = at + length;
        let part = length == 1 && is_part_of_day(self.word(end));
        Some(Core::new(end + usize::from(part), days, true))
    }

    /// `Monday`, `last Friday`, `Tuesday night`, `Thursday, 3 April`.
    pub(super) fn weekday(&self, at: usize) -> Option<Core> {
        let (pick, name) = self.pick(at);
        let day = weekday(self.word(name)).filter(|_| self.is_capital(name))?;
        if self.is_title(name) || (at > 0 && self.is(at - 1, &["a", "any"])) {
            return None;
        }
        let mut pick = pick.unwrap_or_else(|| self.direction(at));
        if pick == Pick::This && self.is_of_past(at) {
            pick = Pick::Past;
        }
        let days = self.reference.and_then(|reference| calendar::weekday(reference, day, pick)).map(one);
        let mut end = name + 1;
        end += usize::from(is_part_of_day(self.word(end)));
        Some(self.dated(end).unwrap_or(Core::new(end, days, true)))
    }

    /// `This Thursday the court criticized the move`: whether the verb that follows tells of what is over.
    fn is_of_past(&self, at: usize) -> bool {
        const FEWEST_LETTERS: usize = 5;
        let is_past =
            |word: &Word| word.lower.len() >= FEWEST_LETTERS && word.lower.ends_with("ed") && !word.is_capital();
        let verb = self.words.iter().skip(at).position(is_past);
        verb.is_some_and(|verb| !look_ahead(&self.words[..at + verb]))
    }

    /// The date that follows a weekday: `, March 3`, ` (3 March)`.
    pub(super) fn dated(&self, at: usize) -> Option<Core> {
        let bracket = self.is(at, &["("]);
        let core = self.month_day(at + usize::from(bracket || self.is(at, &[","])))?;
        let end = core.end + usize::from(bracket && self.is(core.end, &[")"]));
        Some(Core { end, ..core })
    }

    /// Whether a weekday is part of a name: `Bloody Sunday`, `the Sunday Times`.
    pub(super) fn is_title(&self, at: usize) -> bool {
        let before = ["black", "bloody", "ash", "cyber", "super", "sheffield", "good", "palm"];
        let after = ["times", "mirror", "express", "mail", "telegraph", "world", "post", "herald", "independent"];
        let named = self.is_capital(at + 1) && after.contains(&self.word(at + 1));
        named || (at > 0 && self.is_capital(at - 1) && before.contains(&self.word(at - 1)))
    }

    /// Holidays of a fixed date, and Easter.
    pub(super) fn holiday(&self, at: usize) -> Option<Core> {
        let (length, month, day) = match self.word(at) {
            "new" if self.starts(at + 1, &["year", "'s"]) || self.starts(at + 1, &["year", "’s"]) => {
                match self.word(at + 3) {
                    "day" => (4, 1, 1),
                    "eve" => (4, 12, 31),
                    _ => return None,
                }
            }
            "christmas" if self.is(at + 1, &["eve"]) => (2, 12, 24),
            "christmas" if self.is(at + 1, &["day"]) => (2, 12, 25),
            "boxing" if self.is(at + 1, &["day"]) => (2, 12, 26),
            "christmas" => (1, 12, 25),
            "may" if self.is(at + 1, &["day"]) => (2, 5, 1),
            "valentine" if self.is(at + 2, &["day"]) => (3, 2, 14),
            "easter" | "good" | "palm" => return self.easter(at),
            _ => return None,
        };
        if !self.is_capital(at) {
            return None;
        }
        let days = self.reference.and_then(|day_of| calendar::nearest_day(day_of, month, day, self.looks_ahead(at)));
        let core = Core::new(at + length, days.map(one), true);
        Some(if length == 1 { core.weak() } else { core })
    }

    pub(super) fn easter(&self, at: usize) -> Option<Core> {
        let (length, offset) = match (self.word(at), self.word(at + 1)) {
            ("easter", "sunday") => (2, 0),
            ("easter", "monday") => (2, 1),
            ("good", "friday") => (2, -2),
            ("palm", "sunday") => (2, -7),
            ("easter", _) => (1, 0),
            _ => return None,
        };
        let days = self.reference.and_then(|reference| {
            let feast = |shift: i16| plus(calendar::easter(reference.year().checked_add(shift)?)?, offset);
            if self.looks_ahead(at) {
                [0, 1].into_iter().find_map(|shift| feast(shift).filter(|day| *day >= reference))
            } else {
                [0, -1].into_iter().find_map(|shift| feast(shift).filter(|day| *day <= reference))
            }
        });
        let core = Core::new(at + length, days.map(one), true);
        self.is_capital(at).then(|| if length == 1 { core.weak() } else { core })
    }

    /// Feasts whose day is not known here: `on Republic Day`, `during Ramadan`.
    pub(super) fn feast(&self, at: usize, lead: &[&str]) -> Option<Core> {
        let named = ["ramadan", "eid", "ashura", "diwali", "passover", "hanukkah", "nowruz", "timkat", "lent"];
        if named.contains(&self.word(at)) && self.is_capital(at) {
            return Some(Core::new(at + 1, None, true));
        }
        if lead.last() != Some(&"on") {
            return None;
        }
        let end = (at..at + 4).find(|&at| !self.is_capital(at))?;
        let day = end > at + 1 && self.is(end - 1, &["day", "eve"]);
        day.then(|| Core::new(end, None, true))
    }
}
