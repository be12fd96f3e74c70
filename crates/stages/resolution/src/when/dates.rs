//! Dates, months, seasons and years.

use super::calendar::{self, one};
use super::grammar::{Core, Sentence};
use super::leads::Portion;
use super::words::{day_of_month, month, number, season, year};

impl Sentence<'_, '_> {
    /// `2025-01-16`, `16.01.2025`, `5/20/2024`; a date whose day and month could change places is left out.
    pub(super) fn digits(&self, at: usize) -> Option<Core> {
        if let Some(year) = year(self.word(at)) {
            let parts = self.is(at + 1, &["-"]) && self.is(at + 3, &["-"]) && self.word(at + 2).len() == 2;
            let (month, day) = (number(self.word(at + 2))?, number(self.word(at + 4))?);
            let date = calendar::date(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
            return parts.then(|| Core::new(at + 5, Some(one(date)), false));
        }
        let slashed = self.is(at + 1, &["/"]) && self.is(at + 3, &["/"]);
        let parts: Vec<&str> = if slashed {
            vec![self.word(at), self.word(at + 2), self.word(at + 4)]
        } else {
            self.word(at).split('.').collect()
        };
        let &[first, second, last] = parts.as_slice() else { return None };
        let (first, second, year) = (number(first)?, number(second)?, year(last)?);
        let (day, month) = if first == second || first > 12 { (first, second) } else { (second, first) };
        if month > 12 || (day <= 12 && first != second) {
            return None;
        }
        let date = calendar::date(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
        Some(Core::new(if slashed { at + 5 } else { at + 1 }, Some(one(date)), false))
    }

    /// `5 March`, `March 3-7, 2025`, `3 to 7 March`, `the 14th of May`.
    pub(super) fn month_day(&self, at: usize) -> Option<Core> {
        let (month, first, last, end) = self.month_first(at).or_else(|| self.day_first(at))?;
        let comma = end + usize::from(self.is(end, &[","]));
        if let Some(year) = year(self.word(comma)) {
            let days = calendar::date(year, month, first).zip(calendar::date(year, month, last));
            return Some(Core::new(comma + 1, days, false));
        }
        let (shift, after) = self.year_after(end);
        let reference = self.reference;
        let days = reference.and_then(|reference| match shift {
            Some(shift) => {
                let year = reference.year().checked_add(shift)?;
                calendar::date(year, month, first).zip(calendar::date(year, month, last))
            }
            None => {
                let begin = calendar::nearest_day(reference, month, first, self.looks_ahead(at))?;
                Some((begin, calendar::date(begin.year(), month, last)?))
            }
        });
        Some(Core::new(after, days.filter(|(first, last)| first <= last), true))
    }

    /// Month, first and last day, end: `March 3`, `Oct. 9`, `March 3-7`.
    pub(super) fn month_first(&self, at: usize) -> Option<(i8, i8, i8, usize)> {
        let month = month(self.word(at)).filter(|_| self.is_capital(at))?;
        let day = at + 1 + usize::from(self.is(at + 1, &["."]));
        let first = day_of_month(self.word(day))?;
        // `In March 20 soldiers died`: a day takes `on`.
        let counts = at > 0 && self.is(at - 1, &["in"]) && number(self.word(day)).is_some();
        if counts || self.is(day + 1, &["percent", "per", "%", "people", "million", "soldiers"]) {
            return None;
        }
        match self
            .last_day(day + 1)
            .filter(|&(last, end)| last >= first && super::words::month(self.word(end)).is_none())
        {
            Some((last, end)) => Some((month, first, last, end)),
            None => Some((month, first, first, day + 1)),
        }
    }

    /// Month, first and last day, end: `5 March`, `3 to 7 March`, `the 14th of May`.
    pub(super) fn day_first(&self, at: usize) -> Option<(i8, i8, i8, usize)> {
        let at = at + usize::from(self.is(at, &["the"]));
        let first = day_of_month(self.word(at))?;
        let (last, end) = self.last_day(at + 1).filter(|&(last, _)| last >= first).unwrap_or((first, at + 1));
        let name = end + usize::from(self.is(end, &["of"]));
        let month = month(self.word(name)).filter(|_| self.is_capital(name))?;
        Some((
            month,
            first,
            last,
            name + 1
                + usize::from(
                    self.is(name + 1, &["."]) && self.word(name).len() <= 4 && year(self.word(name + 2)).is_some(),
                ),
        ))
    }

    /// The end of a run of days: `-7`, `to 7`, `and 7`.
    pub(super) fn last_day(&self, at: usize) -> Option<(i8, usize)> {
        let joins = self.is(at, &["-", "–", "to", "and", "through", "until"]);
        let day = day_of_month(self.word(at + 1)).filter(|_| joins)?;
        Some((day, at + 2))
    }

    /// `last year`, `this year`, `next year` after a month: how many years from now, and where it ends.
    pub(super) fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let at_year = at + usize::from(self.is(at, &["of"]));
        let shift = match self.word(at_year) {
            "last" => Some(-1),
            "this" => Some(0),
            "next" => Some(1),
            _ => None,
        };
        match shift {
            Some(shift) if self.is(at_year + 1, &["year"]) => (Some(shift), at_year + 2),
            _ => (None, at),
        }
    }

    /// `June`, `June 2024`, `last June`, `April last year`, `that November`.
    pub(super) fn month(&self, at: usize) -> Option<Core> {
        let that = self.is(at, &["that"]);
        // `the October poll`: the month dates the noun.
        let named = self.is(at, &["the"])
            && self.words.get(at + 2).is_some_and(|word| word.text.starts_with(char::is_lowercase));
        let (pick, name) = if that || named { (None, at + 1) } else { self.pick(at) };
        let month = month(self.word(name)).filter(|_| self.is_capital(name))?;
        let end = name
            + 1
            + usize::from(
                self.word(name).len() <= 4
                    && month != 5
                    && self.is(name + 1, &["."])
                    && year(self.word(name + 2)).is_some(),
            );
        let end = end + usize::from(self.is(end, &[","]) && year(self.word(end + 1)).is_some() && pick.is_none());
        let of = end + usize::from(self.is(end, &["of"]) && year(self.word(end + 1)).is_some());
        if let Some(year) = year(self.word(of)) {
            return Some(Core::new(of + 1, calendar::month(year, month), false));
        }
        // `Jan`, `Mar` and `Dec` by themselves are names of people.
        if self.word(name).len() < 4 && month != 5 {
            return None;
        }
        if self.starts(name + 1, &["of", "that", "year"])
            && let Some(last) = self.last
        {
            return Some(Core::new(name + 4, calendar::month(last.0.year(), month), true));
        }
        let (shift, after) = self.year_after(name + 1);
        if let (Some(shift), Some(reference)) = (shift, self.reference) {
            let year = reference.year().checked_add(shift)?;
            return Some(Core::new(after, calendar::month(year, month), true));
        }
        let days = if that {
            self.last.and_then(|last| calendar::month(last.0.year(), month))
        } else {
            let pick = pick.unwrap_or_else(|| self.direction(at));
            self.reference.and_then(|reference| calendar::nearest_months(reference, month, 1, pick))
        };
        let core = Core::new(after, days, true);
        Some(if that || named || pick.is_some() { core } else { core.weak() })
    }

    /// `last autumn`, `the winter of 1981`, `spring 2024`, `that summer`.
    pub(super) fn season(&self, at: usize) -> Option<Core> {
        let determined = self.is(at, &["the", "that"]);
        let (pick, name) = if determined { (None, at + 1) } else { self.pick(at) };
        let first = season(self.word(name))?;
        let of = name + 1 + usize::from(self.is(name + 1, &["of"]));
        if let Some(year) = year(self.word(of)) {
            return Some(Core::new(of + 1, calendar::months(year, first, 3), false).weak());
        }
        // `fall` and `spring` have other senses.
        let clear = determined
            || pick.is_some()
            || at > 0 && self.is(at - 1, &["in", "since", "by", "before", "until", "from", "during"]);
        if !clear || of > name + 1 || (self.word(name) == "fall" && pick.is_none()) {
            return None;
        }
        let (shift, after) = self.year_after(name + 1);
        let days = self.reference.and_then(|reference| match shift {
            Some(shift) => calendar::months(reference.year().checked_add(shift)?, first, 3),
            None if self.is(at, &["that"]) => calendar::months(self.last?.0.year(), first, 3),
            None => calendar::nearest_months(reference, first, 3, pick.unwrap_or_else(|| self.direction(at))),
        });
        let core = Core::new(after, days, true);
        Some(if pick.is_some() || self.is(at, &["that"]) { core } else { core.weak() })
    }

    /// `2019`, `the 1990s`, `the late 1970s`.
    pub(super) fn year(&self, at: usize) -> Option<Core> {
        let article = self.is(at, &["the"]);
        let name = at + usize::from(article);
        let portion = match self.word(name) {
            "early" => Some(Portion::Early),
            "mid" => Some(Portion::Middle),
            "late" => Some(Portion::Late),
            _ => None,
        };
        let digits =
            name + usize::from(portion.is_some()) + usize::from(portion.is_some() && self.is(name + 1, &["-"]));
        if let Some(first) = self.word(digits).strip_suffix('s').and_then(year) {
            let days = calendar::decade(first);
            let days = days.and_then(|days| portion.map_or(Some(days), |portion| self.cut(days, portion)));
            return Some(Core::new(digits + 1, days, false));
        }
        if article
            || portion.is_some()
            || self.is(name + 1, &["%", "percent", "per", "people", "troops", "soldiers", "men"])
        {
            return None;
        }
        let first = year(self.word(name))?;
        let short = number(self.word(name + 2))
            .filter(|_| self.is(name + 1, &["-", "–", "/"]) && self.word(name + 2).len() == 2);
        let second = short.map(|short| first - first.rem_euclid(100) + short as i16).filter(|second| *second > first);
        let days = calendar::year(first).and_then(|days| match second {
            Some(second) => Some((days.0, calendar::year(second)?.1)),
            None => Some(days),
        });
        Some(Core::new(if second.is_some() { name + 3 } else { name + 1 }, days, false).weak())
    }
}
