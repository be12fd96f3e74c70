//! The relations of what stands in a store.
//!
//! In: a [`store::Reader`]. Out: the [`Relation`] of any two parties, whose series `relations` counts; the [`Turn`]s of pairs of countries,
//! each a shift with the happenings that made it; the triangles that these make; and the turns that nobody was told of yet
//! ([`Survey::news`]), for whoever keeps alerts. How: rows of the store become what `relations` reads, one row a happening.
//! Not here: the mathematics (`relations`), drawing (`charts`), printing.
#![forbid(unsafe_code)]

mod error;
mod json;
mod rows;
mod turn;

pub use error::Error;
pub use json::{PointAnswer, TurnAnswer, point_json, turn_json};
pub use turn::{Pair, Told, Turn};

use jiff::civil::Date;
use relations::{
    Attention, Change, Course, Coverage, Detector, Happening, Key, Measure, Options, Series, Shift, Turned,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::{Alert, Party, Reader, Store};

/// Happenings of a pair below which no shift is looked for: what is told of so few is chance.
pub const FEWEST: u64 = 8;

/// False alarms a month of a pair, unless told otherwise: one in 200.
pub const FALSE_ALARMS: f64 = 0.005;

/// Probability from which on a shift is told without being asked for, and makes triangles.
pub const SURE_ENOUGH: f64 = 0.5;

/// Happenings that are told for a shift.
const REASONS: usize = 8;

/// Months between the beginnings of two shifts of a triangle.
const MONTHS_APART: u16 = 4;

/// The relations of one store.
pub struct Survey<'r> {
    reader: &'r Reader,
    coverage: Arc<Coverage>,
}

/// Two parties, all that happened between them, and how much each took part in besides.
#[derive(Clone, Debug)]
pub struct Relation {
    /// By first day.
    pub happenings: Vec<Happening>,
    attention: [Attention; 2],
}

impl<'r> Survey<'r> {
    /// Counts what the store holds day by day.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn new(reader: &'r Reader) -> Result<Survey<'r>, Error> {
        Ok(Survey::over(reader, Arc::new(coverage(reader)?)))
    }

    /// With what was counted before, by [`coverage`]: the store did not change since.
    pub fn over(reader: &'r Reader, coverage: Arc<Coverage>) -> Survey<'r> {
        Survey { reader, coverage }
    }

    /// How much was published and told.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// What happened between two parties.
    ///
    /// # Errors
    /// If a name holds no word, or the disk fails.
    pub fn relation(&self, one: &Party, other: &Party) -> Result<Relation, Error> {
        let happenings = self.happenings(one, other)?;
        let attention = |party: &Party| Ok::<_, Error>(Attention::new(self.reader.attention(party)?));
        Ok(Relation { happenings, attention: [attention(one)?, attention(other)?] })
    }

    fn happenings(&self, one: &Party, other: &Party) -> Result<Vec<Happening>, Error> {
        Ok(self.reader.between(one, other)?.iter().filter_map(rows::happening).collect())
    }

    /// The relation period by period; of some of its happenings, if `chosen` leaves others out.
    ///
    /// # Errors
    /// Bounds in the wrong order; too many periods.
    pub fn series(&self, relation: &Relation, chosen: &[Happening], options: &Options) -> Result<Series, Error> {
        let [one, other] = &relation.attention;
        Ok(Series::new(chosen, &self.coverage, Some([one, other]), options)?)
    }

    /// What finds shifts in what was told up to the last report.
    ///
    /// # Errors
    /// A rate that is not above 0 and below 1; a store without dated reports.
    pub fn detector(&self, false_alarms: f64) -> Result<Option<Detector>, Error> {
        let Some(until) = self.coverage.last_report() else { return Ok(None) };
        Ok(Some(Detector::new(&self.coverage, until, false_alarms)?))
    }

    /// The turns of pairs of countries, by the day they could be told: of those that at least [`FEWEST`] happenings join, or of the pairs named.
    ///
    /// # Errors
    /// As of [`Survey::detector`].
    pub fn turns(&self, false_alarms: f64, pairs: Option<&[Pair]>) -> Result<Vec<Turn>, Error> {
        let Some(detector) = self.detector(false_alarms)? else { return Ok(Vec::new()) };
        let all;
        let pairs = match pairs {
            Some(pairs) => pairs,
            None => {
                all = self
                    .reader
                    .pairs(FEWEST)?
                    .into_iter()
                    .map(|pair| Pair::of(pair.first, pair.second))
                    .collect::<Vec<_>>();
                &all
            }
        };
        let mut turns = Vec::new();
        for pair in pairs {
            let [one, other] = pair.parties();
            turns.extend(self.turns_of(&detector, pair, &one, &other)?);
        }
        turns.sort_by(|one, other| (one.shift.told, &one.pair).cmp(&(other.shift.told, &other.pair)));
        Ok(turns)
    }

    /// The turns of two parties, whoever they are.
    ///
    /// # Errors
    /// As of [`Survey::detector`]; if a name holds no word.
    pub fn turns_between(&self, false_alarms: f64, one: &Party, other: &Party) -> Result<Vec<Turn>, Error> {
        let Some(detector) = self.detector(false_alarms)? else { return Ok(Vec::new()) };
        self.turns_of(&detector, &Pair::called(one, other), one, other)
    }

    /// The turns of two parties among those of their happenings that were chosen.
    ///
    /// # Errors
    /// As of [`Survey::detector`].
    pub fn turns_among(
        &self,
        false_alarms: f64,
        one: &Party,
        other: &Party,
        chosen: &[Happening],
    ) -> Result<Vec<Turn>, Error> {
        let Some(detector) = self.detector(false_alarms)? else { return Ok(Vec::new()) };
        self.turns_in(&detector, &Pair::called(one, other), chosen)
    }

    fn turns_of(&self, detector: &Detector, pair: &Pair, one: &Party, other: &Party) -> Result<Vec<Turn>, Error> {
        let happenings = self.happenings(one, other)?;
        self.turns_in(detector, pair, &happenings)
    }

    fn turns_in(&self, detector: &Detector, pair: &Pair, happenings: &[Happening]) -> Result<Vec<Turn>, Error> {
        shifts(detector, happenings).into_iter().map(|shift| self.turn(pair, shift, happenings)).collect()
    }

    /// A shift with the happenings that made it, best first.
    fn turn(&self, pair: &Pair, shift: Shift, happenings: &[Happening]) -> Result<Turn, Error> {
        let mut reasons = relations::reasons(&shift, happenings);
        // What came after it could be told did not tell it, and one day's deeds of a kind are one reason.
        let in_time = happenings.iter().filter(|happening| happening.day <= shift.told);
        let kinds: BTreeMap<Key, _> =
            in_time.map(|happening| (happening.key, (happening.day, happening.event_type))).collect();
        let mut seen = BTreeSet::new();
        reasons.retain(|reason| kinds.get(&reason.key).is_some_and(|kind| seen.insert(*kind)));
        reasons.truncate(REASONS);
        let keys: Vec<i64> = reasons.iter().map(|reason| reason.key.0 as i64).collect();
        let mut told = self.reader.happenings_of(&keys)?;
        let made_by = reasons.into_iter().filter_map(|reason| {
            Some(Told { happening: told.remove(&(reason.key.0 as i64))?, grounds: reason.grounds })
        });
        Ok(Turn { pair: pair.clone(), made_by: made_by.collect(), shift })
    }

    /// Turns that are none of those the store keeps as told: of pairs whose happenings changed since, and, once a look of the detector is due, of
    /// all pairs, for a pair may turn by falling silent.
    ///
    /// # Errors
    /// As of [`Survey::detector`].
    pub fn news(&self, false_alarms: f64) -> Result<News, Error> {
        let (changed, last) = (self.reader.changed_pairs()?, self.coverage.last_report());
        let looked = self.reader.looked()?.and_then(|day| day.parse().ok());
        let is_due = last.is_some_and(|last| looked.is_none_or(|looked| look_before(last) > looked));
        let mut pairs = Vec::new();
        for (first, second) in &changed {
            if !is_due && self.reader.n_between(first, second)? >= FEWEST {
                pairs.push(Pair::of(first.clone(), second.clone()));
            }
        }
        let found = self.turns(false_alarms, if is_due { None } else { Some(&pairs) })?;
        let mut turns: Vec<Turn> = Vec::new();
        for turn in found.into_iter().filter(|turn| turn.shift.probability >= SURE_ENOUGH) {
            let [first, second] = turn.names();
            let told = self.reader.alerts(first, second)?;
            let is_told = told.iter().filter_map(rows::alert).any(|told| relations::is_same(&told, &turn.shift));
            let is_twin =
                turns.iter().any(|other| other.pair == turn.pair && relations::is_same(&other.shift, &turn.shift));
            if !is_told && !is_twin {
                turns.push(turn);
            }
        }
        Ok(News { turns, pairs: changed, looked: last.filter(|_| is_due) })
    }
}

/// How much a store holds day by day.
///
/// # Errors
/// If the disk fails.
pub fn coverage(reader: &Reader) -> Result<Coverage, Error> {
    Ok(Coverage::new(reader.volume()?.iter().map(rows::told)))
}

/// The shifts of happenings of one pair that are worth telling: what came after bears them out, and they are not the end of one affair.
pub fn shifts(detector: &Detector, happenings: &[Happening]) -> Vec<Shift> {
    let mut shifts = detector.shifts(happenings);
    shifts.retain(|shift| is_borne_out(shift) && !is_of_one_affair(shift, happenings));
    shifts
}

/// Months with happenings before a silence that make it one: what is told once and no more is an affair, not a relation.
const MONTHS_BEFORE_SILENCE: usize = 3;

/// Whether a shift consists of what happens no longer, between two who had little to do with each other before.
fn is_of_one_affair(shift: &Shift, happenings: &[Happening]) -> bool {
    let months: BTreeSet<Date> = happenings
        .iter()
        .filter(|happening| happening.day < shift.began_last)
        .map(|happening| happening.day.first_of_month())
        .collect();
    let is_silence = shift.changes.iter().all(|change| change.after.value < change.before.value);
    is_silence && months.len() < MONTHS_BEFORE_SILENCE
}

/// The last day up to `day` on which the detector looks: the 7th, 14th and 21st are over, or the month is.
fn look_before(day: Date) -> Date {
    let of_month = match day.day() {
        _ if day == day.last_of_month() => return day,
        22.. => 22,
        15.. => 15,
        8.. => 8,
        _ => return day.first_of_month().yesterday().unwrap_or(day),
    };
    Date::new(day.year(), day.month(), of_month).unwrap_or(day)
}

/// Turns that nobody was told of yet, and the pairs that were looked at.
#[derive(Clone, PartialEq, Debug)]
pub struct News {
    /// By the day they could be told.
    pub turns: Vec<Turn>,
    pairs: Vec<(String, String)>,
    looked: Option<Date>,
}

impl News {
    /// Keeps in the store that they were told at `at`, UTC.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub fn keep(&self, store: &mut Store, at: &str) -> Result<(), Error> {
        let alerts: Vec<Alert> = self.turns.iter().map(|turn| rows::of_turn(turn, at)).collect();
        let looked = self.looked.map(|day| day.to_string());
        Ok(store.keep_alerts(&alerts, &self.pairs, looked.as_deref())?)
    }
}

/// Whether the levels before and since say the same as the course: a peak that passed does not.
fn is_borne_out(shift: &Shift) -> bool {
    let says_so = |change: &Change| {
        let is_more = change.after.value > change.before.value;
        match change.measure {
            Measure::Cooperation | Measure::Balance => is_more == (shift.course == Course::Warmer),
            Measure::Conflict => is_more == (shift.course == Course::Cooler),
        }
    };
    shift.changes.iter().any(says_so)
}

/// Who turned to one and away from another at about the same time: the one who turned, and the turns to the one and from the other.
///
/// Turns that are less sure than [`SURE_ENOUGH`], and pairs that turned both ways within the months that triangles span, make none.
pub fn triangles(turns: &[Turn]) -> Vec<(String, &Turn, &Turn)> {
    let is_both_ways = |turn: &Turn| {
        turns.iter().any(|other| {
            other.pair == turn.pair && other.shift.course != turn.shift.course && are_near(&other.shift, &turn.shift)
        })
    };
    let clear: Vec<&Turn> =
        turns.iter().filter(|turn| turn.shift.probability >= SURE_ENOUGH && !is_both_ways(turn)).collect();
    let turned: Vec<Turned<String>> = clear
        .iter()
        .map(|turn| {
            let [first, second] = turn.names();
            Turned { first: first.into(), second: second.into(), shift: turn.shift.clone() }
        })
        .collect();
    let found = relations::triangles(&turned, MONTHS_APART);
    found.into_iter().map(|triangle| (triangle.hub, clear[triangle.warmer], clear[triangle.cooler])).collect()
}

fn are_near(one: &Shift, other: &Shift) -> bool {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    months(one.began).abs_diff(months(other.began)) <= u32::from(MONTHS_APART)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn looks_are_on_the_8th_15th_22nd_and_the_last_of_a_month() {
        for (day, look) in [
            (date(2025, 3, 7), date(2025, 2, 28)),
            (date(2025, 3, 8), date(2025, 3, 8)),
            (date(2025, 3, 21), date(2025, 3, 15)),
            (date(2025, 3, 30), date(2025, 3, 22)),
            (date(2025, 3, 31), date(2025, 3, 31)),
            (date(2024, 2, 29), date(2024, 2, 29)),
        ] {
            assert_eq!(look_before(day), look, "{day}");
        }
    }
}
