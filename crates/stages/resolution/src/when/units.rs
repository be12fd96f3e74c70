//! What is counted in units: `last week`, `the same day`, `two months ago`.

use super::calendar::{self, Days, Pick, one, plus, unit_around};
use super::grammar::{Core, Sentence};
use super::words::{Unit, number, ordinal, unit, year};
use jiff::civil::Date;

impl Sentence<'_, '_> {
    /// `two days`, `several weeks`, `hours`, `half an hour`: how many, of what, and where it ends.
    pub(super) fn counted(&self, at: usize) -> Option<(Option<i32>, Unit, usize)> {
        if self.starts(at, &["half", "an", "hour"]) {
            return Some((Some(1), Unit::Moment, at + 3));
        }
        if self.starts(at, &["a", "few"]) || self.starts(at, &["a", "couple"]) {
            let next = at + 2 + usize::from(self.is(at + 2, &["of"]));
            return unit(self.word(next)).map(|unit| (None, unit, next + 1));
        }
        if self.is(at, &["several", "many", "some"]) {
            return unit(self.word(at + 1)).map(|unit| (None, unit, at + 2));
        }
        if let Some((count, next)) = self.count(at) {
            // `a second day` counts no seconds.
            let unit =
                unit(self.word(next)).filter(|_| !self.is(next, &["second"]) || unit(self.word(next + 1)).is_none())?;
            let weeks = self.word(next).starts_with("fortnight");
            return Some((Some(if weeks { count.checked_mul(2)? } else { count }), unit, next + 1));
        }
        let plural = self.word(at).ends_with('s');
        unit(self.word(at)).filter(|_| plural).map(|unit| (None, unit, at + 1))
    }

    /// A number and where it ends: `5`, `twelve`, `sixty-two`.
    fn count(&self, at: usize) -> Option<(i32, usize)> {
        let first = number(self.word(at))?;
        let second = number(self.word(at + 2)).filter(|second| self.is(at + 1, &["-"]) && (1..10).contains(second));
        match second.filter(|_| first >= 20 && first % 10 == 0) {
            Some(second) => Some((first + second, at + 3)),
            None => Some((first, at + 1)),
        }
    }

    /// `last week`, `this year`, `the past two weeks`, `the same day`, `the weekend`, `the following month`.
    pub(super) fn unit(&self, at: usize) -> Option<Core> {
        let article = self.is(at, &["the"]);
        let start = at + usize::from(article);
        match self.word(start) {
            "weekend" if article => Some(Core::new(start + 1, self.weekend(at), true).weak()),
            "past" | "last" | "next" | "coming" | "previous" if self.stretch(start).is_some() => self.stretch(start),
            "past" if article => self.last_unit(start),
            _ if article && self.is(start + 1, &["quarter"]) => self.quarter(start),
            "same" | "following" | "next" | "previous" if article => self.of_occasion(start),
            "that" if !article => self.of_occasion(start + usize::from(self.is(start + 1, &["same"]))),
            "last" | "next" | "this" | "coming" | "all" if !article => self.of_report(start),
            "day" | "night" | "evening" | "week" | "month" | "year" if article => self.the_day_before(start),
            _ => None,
        }
    }

    /// `the third quarter`, `the first quarter of 2024`.
    pub(super) fn quarter(&self, at: usize) -> Option<Core> {
        let first = i8::try_from(ordinal(self.word(at)).filter(|place| (1..=4).contains(place))?).ok()? * 3 - 2;
        let of = at + 2 + usize::from(self.is(at + 2, &["of"]));
        if let Some(year) = year(self.word(of)) {
            return Some(Core::new(of + 1, calendar::months(year, first, 3), false).weak());
        }
        let pick = self.direction(at);
        let days = self.reference.and_then(|reference| calendar::nearest_months(reference, first, 3, pick));
        Some(Core::new(at + 2, days, true).weak())
    }

    pub(super) fn weekend(&self, at: usize) -> Option<Days> {
        let reference = self.reference?;
        let own = unit_around(reference, Unit::Weekend, 0)?;
        let past = !self.looks_ahead(at) && own.0 > reference;
        if past { unit_around(reference, Unit::Weekend, -1) } else { Some(own) }
    }

    /// `past two weeks`, `next few days`: as many units up to the report, or from it on.
    pub(super) fn stretch(&self, at: usize) -> Option<Core> {
        // `the coming days`: nobody says how many.
        if self.is(at, &["coming"]) && unit(self.word(at + 1)).is_some() && self.word(at + 1).ends_with('s') {
            return Some(Core::new(at + 2, None, true));
        }
        let few = self.is(at + 1, &["few", "several"]);
        let count = number(self.word(at + 1));
        let unit = unit(self.word(at + 2)).filter(|_| few || count.is_some())?;
        let back = self.is(at, &["past", "last", "previous"]);
        let days = self.reference.zip(count).and_then(|(day, count)| {
            let other = calendar::moved(day, unit, if back { -count } else { count })?;
            Some(if back { (other, day) } else { (day, other) })
        });
        Some(Core::new(at + 3, days, true))
    }

    /// `the past week`.
    pub(super) fn last_unit(&self, at: usize) -> Option<Core> {
        let unit = unit(self.word(at + 1))?;
        let days = self.reference.and_then(|day| Some((calendar::moved(day, unit, -1)?, day)));
        Some(Core::new(at + 2, days, true))
    }

    /// `last week`, `this month`, `next year`, `all week`.
    pub(super) fn of_report(&self, at: usize) -> Option<Core> {
        let (pick, name) = if self.is(at, &["all"]) { (Some(Pick::This), at + 1) } else { self.pick(at) };
        let unit = unit(self.word(name)).filter(|unit| *unit > Unit::Day && !self.word(name).ends_with('s'))?;
        let days = self.reference.and_then(|day| match pick? {
            Pick::Last => unit_around(day, unit, -1),
            Pick::Next => unit_around(day, unit, 1),
            _ if unit == Unit::Weekend => unit_around(day, unit, 0),
            _ => {
                let (first, last) = unit_around(day, unit, 0)?;
                let ends_now = at > 0 && self.is(at - 1, &["until", "till"]);
                Some(if !ends_now && self.looks_ahead(at) { (day, last) } else { (first, day) })
            }
        });
        Some(Core::new(name + 1, days, true))
    }

    /// `same day`, `next morning`, `following month`, `that year`.
    pub(super) fn of_occasion(&self, at: usize) -> Option<Core> {
        let steps = match self.word(at) {
            "next" | "following" => 1,
            "previous" => -1,
            _ => 0,
        };
        let unit = unit(self.word(at + 1)).filter(|unit| *unit != Unit::Moment && !self.word(at + 1).ends_with('s'))?;
        let base = self.base(unit);
        let days = base.or(self.reference).and_then(|day| unit_around(day, unit, steps));
        Some(Core::new(at + 2, days, true))
    }

    /// `the day before`, `the evening before`, `the day after`, where nothing says what.
    pub(super) fn the_day_before(&self, at: usize) -> Option<Core> {
        let steps = match self.word(at + 1) {
            "before" | "earlier" => -1,
            "after" => 1,
            _ => return None,
        };
        let unit = unit(self.word(at))?;
        let base = self.base(unit);
        let days = base.or(self.reference).and_then(|day| unit_around(day, unit, steps));
        Some(Core::new(at + 2, days, true))
    }

    /// What `the week before` counts from: a day or week from the last day told, a longer unit from the last of whatever length.
    fn base(&self, unit: Unit) -> Option<Date> {
        let last = self.last.map(|last| last.0);
        match unit {
            Unit::Day => self.day,
            Unit::Week | Unit::Weekend => self.day.or(last),
            _ => last,
        }
    }

    /// `two months ago`, `three days later`, `a week earlier`, `five days after the vote`.
    pub(super) fn counted_from(&self, at: usize) -> Option<Core> {
        let start =
            at + usize::from(self.is(at, &["only", "just", "about", "nearly", "almost", "some", "around", "barely"]));
        let start = start + 2 * usize::from(self.starts(start, &["more", "than"]));
        let (count, unit, end) = self.counted(start)?;
        let days = match self.word(end) {
            // `a fortnight ago` is as exact as `a week ago`.
            "ago" if self.is(end - 1, &["fortnight"]) => {
                self.reference.zip(count).and_then(|(day, count)| calendar::moved(day, unit, -count)).map(one)
            }
            "ago" => self.reference.zip(count).and_then(|(day, count)| ago(day, unit, count)),
            "later" | "afterwards" => self.shifted(unit, count, 1),
            "earlier" | "before" if self.word(end) == "earlier" || self.closes(end + 1) => {
                self.shifted(unit, count, -1)
            }
            "before" if count.is_some() && unit != Unit::Moment => self.shifted(unit, count, 1),
            "after" if count.is_some() && unit != Unit::Moment => self.shifted(unit, count, -1),
            _ => return None,
        };
        // `a day after shells fell` dates the shells, not what is told next.
        let anchors = !self.is(end, &["before", "after"]) || self.closes(end + 1);
        Some(Core { anchors, ..Core::new(end + 1, days, true) })
    }

    /// The days so many units after (`sign` 1) or before (-1) the occasion told last.
    pub(super) fn shifted(&self, unit: Unit, count: Option<i32>, sign: i32) -> Option<Days> {
        if unit == Unit::Moment {
            return self.day.or(self.reference).map(one);
        }
        let count = sign * count?;
        let (first, last) = if unit <= Unit::Week { one(self.day.or(self.reference)?) } else { self.last? };
        let length = (last - first).get_days();
        let moved = calendar::moved(first, unit, count)?;
        match length {
            300.. => unit_around(moved, Unit::Year, 0),
            27.. => unit_around(moved, Unit::Month, 0),
            _ if unit >= Unit::Month => unit_around(moved, unit.min(Unit::Year), 0),
            _ => Some(one(moved)),
        }
    }

    /// `the month`, `this year`: the whole of the report's own, where a portion of it is taken.
    pub(super) fn current(&self, at: usize) -> Option<Core> {
        let unit = unit(self.word(at + 1)).filter(|unit| *unit > Unit::Day && self.is(at, &["the", "this"]))?;
        let days = self.reference.and_then(|day| unit_around(day, unit, 0));
        Some(Core::new(at + 2, days, true))
    }
}

/// What `count` units ago means: days exactly, weeks give or take two days, longer units as a whole.
fn ago(day: Date, unit: Unit, count: i32) -> Option<Days> {
    let then = calendar::moved(day, unit, -count)?;
    match unit {
        Unit::Moment | Unit::Day => Some(one(then)),
        Unit::Week | Unit::Weekend if count > 1 => Some((plus(then, -2)?, plus(then, 2)?)),
        Unit::Week | Unit::Weekend => Some(one(then)),
        Unit::Month | Unit::Quarter => unit_around(then, Unit::Month, 0),
        Unit::Year | Unit::Decade => unit_around(then, Unit::Year, 0),
    }
}
