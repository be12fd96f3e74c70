//! The grammar of time expressions.
//!
//! An expression is a *core* (`Monday night`, `last week`, `5 March`, `the same day`) with what stands before it: a
//! preposition, a portion (`late`, `the end of`), a time of day. At every word the grammar tries the forms in turn
//! and takes the first that fits; no form looks further ahead than some ten words.

use super::calendar::{self, Days, Pick, is_day, one, plus};
use super::cues::look_ahead;
use super::leads::{PORTIONS, PREPOSITIONS, Portion, Preposition};
use super::words::{Unit, Word, month, ordinal, unit, weekday, year};
use annotation::Time;
use jiff::civil::Date;

/// Reads the sentences of one document in order.
pub struct Reader {
    reference: Option<Date>,
    /// The last single day resolved: what `the same day` means.
    day: Option<Date>,
    /// The last days resolved, of whatever length: what `that month` and `a year later` mean.
    last: Option<Days>,
}

impl Reader {
    pub fn new(reference: Option<Date>) -> Reader {
        Reader { reference, day: None, last: None }
    }

    /// Appends the expressions of a sentence to `times`.
    pub fn read(&mut self, words: &[Word], times: &mut Vec<Time>) {
        let day_before = self.day;
        let mut at = 0;
        while at < words.len() {
            let sentence = Sentence { words, reference: self.reference, day: self.day, last: self.last };
            let Some(found) = sentence.expression(at) else {
                at += 1;
                continue;
            };
            let of_speech = at > 0 && SAYING.contains(&words[at - 1].lower.as_str());
            self.remember(&found, of_speech);
            let span = words[at].span.join(words[found.end - 1].span);
            times.push(Time { span, days: found.days, relative: found.relative, duration: found.duration });
            at = found.end;
        }
        // A day to come holds for its sentence: what is told next counts from the last day gone.
        if self.reference.is_some() && self.day > self.reference && day_before.is_some() {
            self.day = day_before;
        }
    }

    /// Keeps what later expressions count from: rather the day of a deed than the day it was spoken of.
    fn remember(&mut self, found: &Found, of_speech: bool) {
        let Some(days) = found.core.filter(|_| !of_speech || self.day.is_none()) else { return };
        self.last = Some(days);
        if is_day(days) {
            self.day = Some(days.0);
        }
    }
}

/// Verbs after which a day is that of the statement.
const SAYING: [&str; 8] = ["said", "announced", "confirmed", "reported", "told", "wrote", "added", "statement"];

/// What may stand between `for` and a number.
const QUANTIFIERS: [&str; 22] = [
    "more", "than", "about", "nearly", "almost", "over", "at", "least", "up", "to", "some", "only", "just", "another",
    "around", "less", "roughly", "as", "long", "much", "most", "of",
];

/// An expression that begins where it was asked for.
#[derive(Clone, Copy)]
pub(super) struct Found {
    /// The word after its last.
    pub(super) end: usize,
    pub(super) days: Option<Days>,
    /// What later expressions count from: the days without the effect of the preposition.
    pub(super) core: Option<Days>,
    pub(super) relative: bool,
    pub(super) duration: bool,
}

/// What stands after the preposition.
#[derive(Clone, Copy)]
pub(super) struct Core {
    pub(super) end: usize,
    pub(super) days: Option<Days>,
    pub(super) relative: bool,
    /// `Monday's`: a preposition before it belongs to the noun after it.
    pub(super) possessive: bool,
    /// Whether it is a time expression without a preposition too: `last week`, but not `1999`.
    pub(super) strong: bool,
    /// Whether later expressions may count from it.
    pub(super) anchors: bool,
}

impl Core {
    pub(super) fn new(end: usize, days: Option<Days>, relative: bool) -> Core {
        Core { end, days, relative, possessive: false, strong: true, anchors: true }
    }

    pub(super) fn weak(self) -> Core {
        Core { strong: false, ..self }
    }

    pub(super) fn found(self) -> Found {
        let core = self.days.filter(|_| self.anchors);
        Found { end: self.end, days: self.days, core, relative: self.relative, duration: false }
    }
}

/// One sentence, and what was resolved before it.
pub(super) struct Sentence<'s, 't> {
    pub(super) words: &'s [Word<'t>],
    pub(super) reference: Option<Date>,
    pub(super) day: Option<Date>,
    pub(super) last: Option<Days>,
}

impl Sentence<'_, '_> {
    /// The expression that begins at `at`.
    pub(super) fn expression(&self, at: usize) -> Option<Found> {
        self.range(at)
            .or_else(|| self.duration(at))
            .or_else(|| self.within(at))
            .or_else(|| self.hour(at))
            .or_else(|| self.earlier_that_day(at))
            .or_else(|| self.since_occasion(at))
            .or_else(|| self.prepositional(at))
    }

    /// `between August and February`, `from 1985 to 1990`, `on Monday and Tuesday`.
    pub(super) fn range(&self, at: usize) -> Option<Found> {
        let opening = self.is(at, &["between", "from", "on", "in", "during"]);
        let first = self.core(at + usize::from(opening))?;
        let joins = match self.word(at) {
            "between" => self.is(first.end, &["and", "-", "–"]),
            "from" => self.is(first.end, &["to", "until", "till", "through", "-", "–"]),
            _ => self.is(first.end, &["and", "to", "-", "–"]) && self.are_alike(first.end - 1, first.end + 1),
        };
        let second = if joins { self.core(first.end + 1)? } else { return None };
        if second.possessive || first.possessive {
            return None;
        }
        let days = first.days.zip(second.days).and_then(|(first, second)| in_order(first, second));
        let relative = first.relative || second.relative;
        Some(Found { end: second.end, days, core: days, relative, duration: false })
    }

    /// Whether two words name the same sort of time: weekdays, months, years.
    pub(super) fn are_alike(&self, first: usize, second: usize) -> bool {
        let both = |test: &dyn Fn(&str) -> bool| test(self.word(first)) && test(self.word(second));
        both(&|word| weekday(word).is_some())
            || both(&|word| word.len() > 3 && month(word).is_some())
            || both(&|word| year(word.trim_end_matches('s')).is_some())
    }

    /// `for six hours`, `for decades`, `for a third day`, `every week`.
    pub(super) fn duration(&self, at: usize) -> Option<Found> {
        let end = self.length(at).or_else(|| self.frequency(at))?;
        Some(Found { end, days: None, core: None, relative: false, duration: true })
    }

    /// The end of a phrase with `for` that tells how long.
    pub(super) fn length(&self, at: usize) -> Option<usize> {
        if !self.is(at, &["for"]) {
            return None;
        }
        let mut next = at + 1;
        while self.is(next, &QUANTIFIERS) {
            next += 1;
        }
        if let Some(end) = self.counted(next).map(|(_, _, end)| end) {
            return Some(end);
        }
        next += usize::from(self.is(next, &["a", "the"]));
        let nth = ordinal(self.word(next)).is_some() && !self.is(next + 1, &["time"]);
        if nth {
            next += 1 + usize::from(self.is(next + 1, &["straight", "consecutive", "successive"]));
            return unit(self.word(next)).map(|_| next + 1);
        }
        None
    }

    pub(super) fn frequency(&self, at: usize) -> Option<usize> {
        let often = self.is(at, &["every", "each"]) && unit(self.word(at + 1)).is_some();
        often.then_some(at + 2)
    }

    /// `within seven days`, `within hours`, `in two days' time`.
    pub(super) fn within(&self, at: usize) -> Option<Found> {
        if self.is(at, &["within"]) {
            let (count, unit, end) = self.counted(at + 1)?;
            let hours = count.filter(|_| self.word(end - 1).starts_with("hour")).filter(|hours| *hours >= 24);
            let (count, unit) = hours.map_or((count, unit), |hours| (Some((hours - 1) / 24 + 1), Unit::Day));
            let days = if unit == Unit::Moment {
                self.day.or(self.reference).map(one)
            } else {
                let told = self.day.filter(|_| !self.looks_ahead(at));
                told.or(self.reference)
                    .zip(count)
                    .and_then(|(day, count)| Some((day, calendar::moved(day, unit, count)?)))
            };
            return Some(Found { end, days, core: None, relative: true, duration: false });
        }
        if !self.is(at, &["in"]) {
            return None;
        }
        let (count, unit, end) = self.counted(at + 1)?;
        let timed = self.is(end, &["'", "’", "'s", "’s"]) && self.is(end + 1, &["time"]);
        let ahead = timed || (unit != Unit::Moment && self.looks_ahead(at));
        if !ahead && unit != Unit::Moment && self.is_counted_event(at) {
            let days =
                self.reference.zip(count).and_then(|(day, count)| Some((calendar::moved(day, unit, -count)?, day)));
            return Some(Found { end, days, core: None, relative: true, duration: false });
        }
        let days =
            self.reference.zip(count).filter(|_| ahead).and_then(|(day, count)| calendar::moved(day, unit, count));
        let end = if timed { end + 2 } else { end };
        Some(Found { end, days: days.map(one), core: None, relative: ahead, duration: !ahead })
    }

    /// `since the war of 2002`, `since its coup in 2023`.
    pub(super) fn since_occasion(&self, at: usize) -> Option<Found> {
        const LONGEST: usize = 4;
        if !self.is(at, &["since"]) || !self.is(at + 1, &["the", "a", "an", "its", "his", "her", "their"]) {
            return None;
        }
        let is_plain = |at: &usize| self.word(*at).starts_with(char::is_alphabetic) && !self.is_capital(*at);
        let nouns = (at + 2..at + 2 + LONGEST).take_while(is_plain);
        let join = nouns.skip(1).find(|&at| self.is(at, &["of", "in", "on"]))?;
        let core = self.core(join + 1).filter(|core| !core.possessive)?;
        let days = core.days.zip(self.reference).filter(|(days, reference)| days.0 <= *reference);
        let days = days.map(|(days, reference)| (days.0, reference));
        days.map(|days| Found { days: Some(days), core: None, duration: false, ..core.found() })
    }

    /// `the second such raid in two weeks`: of what was counted until now.
    fn is_counted_event(&self, at: usize) -> bool {
        const REACH: usize = 8;
        let words = at.saturating_sub(REACH)..at;
        words.clone().any(|at| ordinal(self.word(at)).is_some() || self.is(at, &["worst", "deadliest", "largest"]))
    }

    /// A core with a preposition, or a strong one without.
    pub(super) fn prepositional(&self, at: usize) -> Option<Found> {
        let preposition = PREPOSITIONS.iter().find(|(words, _)| self.starts(at, words));
        let Some(&(lead, preposition)) = preposition else {
            let planned = at > 0 && self.is(at - 1, &["for"]);
            let fits = |core: &Core| core.strong || (planned && self.closes(core.end));
            return self.core(at).filter(fits).map(Core::found);
        };
        let start = at + lead.len();
        // `took over last December`, `brought in last month`: a particle of the verb.
        if matches!(lead, ["over" | "in" | "on"])
            && self.is(start, &["last", "next", "this"])
            && !self.is(start + 1, &["weekend"])
        {
            return None;
        }
        let core = self.core(start).or_else(|| self.feast(start, lead)).filter(|core| !core.possessive)?;
        if preposition == Preposition::Of && !self.is_year_of(core) {
            return None;
        }
        let onwards = self.is(core.end, &["onwards", "onward", "on"]) && self.closes(core.end + 1);
        let preposition = if onwards { Preposition::Since } else { preposition };
        let end = core.end + usize::from(onwards);
        Some(Found { end, days: self.bounded(preposition, core, at), ..core.found() })
    }

    /// Whether `of 2000` names a year and not a number of things.
    pub(super) fn is_year_of(&self, core: Core) -> bool {
        let next = self.words.get(core.end);
        let closed = next.is_none_or(|word| {
            !word.text.starts_with(char::is_alphanumeric)
                || ["between", "and", "in", "on", "that", "which", "with", "by", "was", "is", "to", "after", "had"]
                    .contains(&word.lower.as_str())
        });
        !core.strong && !core.relative && closed
    }

    /// The days of `core` under a preposition.
    pub(super) fn bounded(&self, preposition: Preposition, core: Core, at: usize) -> Option<Days> {
        let days @ (first, last) = core.days?;
        let Some(reference) = self.reference else { return Some(days) };
        let is_limit = matches!(preposition, Preposition::Before | Preposition::Until | Preposition::By);
        if is_limit && last >= reference && self.starts(at + 1, &["the", "end", "of"]) {
            return Some((reference, last));
        }
        match preposition {
            Preposition::Within | Preposition::Of | Preposition::From => Some(days),
            Preposition::Since if first <= reference => Some((self.since(core, at)?, reference)),
            Preposition::Since => Some(days),
            Preposition::Until | Preposition::By if last >= reference => {
                let open = if first < reference { first } else { reference };
                Some((if is_day(days) || first > reference { open.min(reference) } else { open }, last))
            }
            Preposition::Until | Preposition::By => Some(days),
            Preposition::Before if first > reference => Some((reference, plus(first, -1)?)),
            Preposition::Before | Preposition::After => None,
        }
    }

    /// The first day of `since …`; `since mid-April` begins in its middle.
    pub(super) fn since(&self, core: Core, at: usize) -> Option<Date> {
        let (first, last) = core.days?;
        let middle = self.is(at + 1, &["mid"]) && !is_day((first, last));
        if middle { plus(first, 4) } else { Some(first) }
    }

    /// What a preposition stands before.
    pub(super) fn core(&self, at: usize) -> Option<Core> {
        self.plain(at).or_else(|| self.portion(at))
    }

    /// `mid-June`, `early 2023`, `the end of the month`, `late Monday`, `earlier this week`.
    pub(super) fn portion(&self, at: usize) -> Option<Core> {
        let (lead, portion) = PORTIONS.iter().copied().find(|(words, _)| self.starts(at, words))?;
        let start = at + lead.len();
        let base = self.current(start).or_else(|| self.plain(start))?;
        let strong = base.strong || portion != Portion::All;
        let days = base.days.and_then(|days| self.cut(days, portion));
        Some(Core { days, strong, ..base })
    }

    pub(super) fn cut(&self, days: Days, portion: Portion) -> Option<Days> {
        let (first, last) = days;
        if is_day(days) {
            return if portion == Portion::Night { Some((first, plus(first, 1)?)) } else { Some(days) };
        }
        if first.month() == 1 && last == first.last_of_year() && first.day() == 1 {
            // A year falls into three parts of four whole months.
            match portion {
                Portion::Early => return calendar::months(first.year(), 1, 4),
                Portion::Middle => return calendar::months(first.year(), 5, 4),
                Portion::Late => return calendar::months(first.year(), 9, 4),
                _ => {}
            }
        }
        let length = (last - first).get_days() + 1;
        let third = if (28..=31).contains(&length) { 10 } else { length / 3 };
        let half = if (28..=31).contains(&length) { 15 } else { length / 2 };
        Some(match portion {
            Portion::Early => (first, plus(first, third - 1)?),
            Portion::Middle => (plus(first, third)?, plus(first, 2 * third - 1)?),
            Portion::Late => (plus(first, 2 * third)?, last),
            Portion::FirstHalf => (first, plus(first, half - 1)?),
            Portion::SecondHalf => (plus(first, half)?, last),
            Portion::FirstWeek => (first, plus(first, 6)?),
            Portion::LastWeek => (plus(last, -6)?, last),
            Portion::Earlier => (first, self.reference.map_or(last, |day| day.clamp(first, last))),
            Portion::Later => {
                (self.reference.and_then(|day| plus(day, 1)).map_or(first, |day| day.clamp(first, last)), last)
            }
            Portion::Night | Portion::All => days,
        })
    }

    /// A core without a portion.
    pub(super) fn plain(&self, at: usize) -> Option<Core> {
        self.named_day(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.digits(at))
            .or_else(|| self.holiday(at))
            .or_else(|| self.month_day(at))
            .or_else(|| self.month(at))
            .or_else(|| self.season(at))
            .or_else(|| self.unit(at))
            .or_else(|| self.counted_from(at))
            .or_else(|| self.year(at))
            .map(|core| self.with_possessive(core))
    }

    pub(super) fn with_possessive(&self, core: Core) -> Core {
        let possessive = self.is(core.end, &["'s", "’s"]);
        Core { end: core.end + usize::from(possessive), possessive, strong: core.strong || possessive, ..core }
    }

    /// Which one `last`, `next` and their like mean, and where the name stands.
    pub(super) fn pick(&self, at: usize) -> (Option<Pick>, usize) {
        match self.word(at) {
            "last" => (Some(Pick::Last), at + 1),
            "next" => (Some(Pick::Next), at + 1),
            "this" if self.is(at + 1, &["coming", "past"]) => {
                (Some(if self.is(at + 1, &["past"]) { Pick::Last } else { Pick::Next }), at + 2)
            }
            "this" => (Some(Pick::This), at + 1),
            "coming" => (Some(Pick::Next), at + 1),
            "past" => (Some(Pick::Last), at + 1),
            _ => (None, at),
        }
    }

    /// Past, unless a cue on the left or the preposition looks ahead.
    pub(super) fn direction(&self, at: usize) -> Pick {
        if self.looks_ahead(at) { Pick::Ahead } else { Pick::Past }
    }

    pub(super) fn looks_ahead(&self, at: usize) -> bool {
        let at = self.before_portion(at);
        match at.checked_sub(1).map_or("", |at| self.word(at)) {
            "since" => false,
            "until" | "till" if self.is_of_office_held(at - 1) => false,
            "until" | "till" | "by" | "before" | "for" => true,
            _ => look_ahead(&self.words[..at.min(self.words.len())]),
        }
    }

    /// Where the words of a portion begin that end at `at`: before `the end of`, `mid-`.
    fn before_portion(&self, at: usize) -> usize {
        const OF_PORTIONS: [&str; 11] =
            ["of", "the", "end", "close", "beginning", "start", "middle", "mid", "-", "early", "late"];
        const LONGEST: usize = 4;
        let is_of_portion = |at: &usize| self.is(*at, &OF_PORTIONS);
        let length = (0..at).rev().take(LONGEST).take_while(is_of_portion).count();
        let is_portion = (at - length..at).any(|at| !self.is(at, &["of", "the", "-"]));
        if is_portion { at - length } else { at }
    }

    /// `was finance minister until December`, `who until July led the fleet`: of what is over.
    fn is_of_office_held(&self, until: usize) -> bool {
        const HELD: [&str; 11] =
            ["was", "were", "been", "served", "headed", "commanded", "led", "ran", "held", "who", "chaired"];
        const REACH: usize = 6;
        (until.saturating_sub(REACH)..until).any(|at| self.is(at, &HELD)) && !look_ahead(&self.words[..until])
    }

    /// Whether the clause ends at `at`.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.words.get(at).is_none_or(|word| !word.text.starts_with(char::is_alphanumeric))
    }

    /// The word at `at`, in lower case; empty past the end.
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    pub(super) fn is(&self, at: usize, any: &[&str]) -> bool {
        any.contains(&self.word(at))
    }

    pub(super) fn starts(&self, at: usize, all: &[&str]) -> bool {
        all.iter().enumerate().all(|(offset, word)| self.word(at + offset) == *word)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(Word::is_capital)
    }
}

/// From the first day of `first` to the last of `second`; a first that comes out later is moved a week or year back.
fn in_order(first: Days, second: Days) -> Option<Days> {
    let step = if is_day(first) { Unit::Week } else { Unit::Year };
    let begin = if first.0 > second.1 { calendar::moved(first.0, step, -1)? } else { first.0 };
    (begin <= second.1).then_some((begin, second.1))
}
