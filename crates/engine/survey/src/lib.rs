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
pub use json::{point_json, turn_json};
pub use turn::{Pair, Told, Turn};

use relations::{Attention, Coverage, Detector, Happening, Options, Series, Shift, Turned};
use store::{Alert, Party, Reader, Store};

/// Happenings of a pair below which no shift is looked for: what is told of so few is chance.
pub const FEWEST: u64 = 8;

/// False alarms a month of a pair, unless told otherwise: one in 200.
pub const FALSE_ALARMS: f64 = 0.005;

/// Happenings that are told for a shift.
const REASONS: usize = 8;

/// Months between the beginnings of two shifts of a triangle.
const MONTHS_APART: u16 = 4;

/// The relations of one store.
pub struct Survey<'r> {
    reader: &'r Reader,
    coverage: Coverage,
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
        Ok(Survey { reader, coverage: Coverage::new(reader.volume()?.iter().map(rows::told)) })
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
        let happenings = self.reader.between(one, other)?.iter().filter_map(rows::happening).collect();
        let attention = |party: &Party| Ok::<_, Error>(Attention::new(self.reader.attention(party)?));
        Ok(Relation { happenings, attention: [attention(one)?, attention(other)?] })
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

    /// The shifts of a relation, by the day they could be told.
    pub fn shifts(&self, detector: &Detector, relation: &Relation) -> Vec<Shift> {
        detector.shifts(&relation.happenings)
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
            turns.extend(self.turns_of(&detector, pair)?);
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
        let happenings: Vec<Happening> = self.reader.between(one, other)?.iter().filter_map(rows::happening).collect();
        let pair = Pair::called(one, other);
        let shifts = detector.shifts(&happenings);
        shifts.into_iter().map(|shift| self.turn(&pair, shift, &happenings)).collect()
    }

    fn turns_of(&self, detector: &Detector, pair: &Pair) -> Result<Vec<Turn>, Error> {
        let [one, other] = pair.parties();
        let happenings: Vec<Happening> =
            self.reader.between(&one, &other)?.iter().filter_map(rows::happening).collect();
        let shifts = detector.shifts(&happenings);
        shifts.into_iter().map(|shift| self.turn(pair, shift, &happenings)).collect()
    }

    /// A shift with the happenings that made it, best first.
    fn turn(&self, pair: &Pair, shift: Shift, happenings: &[Happening]) -> Result<Turn, Error> {
        let mut reasons = relations::reasons(&shift, happenings);
        reasons.truncate(REASONS);
        let keys: Vec<i64> = reasons.iter().map(|reason| reason.key.0 as i64).collect();
        let mut told = self.reader.happenings_of(&keys)?;
        let made_by = reasons.into_iter().filter_map(|reason| {
            Some(Told { happening: told.remove(&(reason.key.0 as i64))?, grounds: reason.grounds })
        });
        Ok(Turn { pair: pair.clone(), made_by: made_by.collect(), shift })
    }

    /// Turns that are none of those the store keeps as told, of pairs whose happenings changed since.
    ///
    /// # Errors
    /// As of [`Survey::detector`].
    pub fn news(&self, false_alarms: f64) -> Result<News, Error> {
        let changed = self.reader.changed_pairs()?;
        let mut pairs = Vec::new();
        for (first, second) in &changed {
            if self.reader.n_between(first, second)? >= FEWEST {
                pairs.push(Pair::of(first.clone(), second.clone()));
            }
        }
        let mut turns: Vec<Turn> = Vec::new();
        for turn in self.turns(false_alarms, Some(&pairs))? {
            let [first, second] = turn.names();
            let told = self.reader.alerts(Some((first, second)))?;
            let is_told = told.iter().filter_map(rows::alert).any(|told| relations::is_same(&told, &turn.shift));
            let is_twin =
                turns.iter().any(|other| other.pair == turn.pair && relations::is_same(&other.shift, &turn.shift));
            if !is_told && !is_twin {
                turns.push(turn);
            }
        }
        Ok(News { turns, pairs: changed })
    }
}

/// Turns that nobody was told of yet, and the pairs that were looked at.
#[derive(Clone, PartialEq, Debug)]
pub struct News {
    /// By the day they could be told.
    pub turns: Vec<Turn>,
    pairs: Vec<(String, String)>,
}

impl News {
    /// Keeps in the store that they were told at `at`, UTC.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub fn keep(&self, store: &mut Store, at: &str) -> Result<(), Error> {
        let alerts: Vec<Alert> = self.turns.iter().map(|turn| rows::of_turn(turn, at)).collect();
        Ok(store.keep_alerts(&alerts, &self.pairs)?)
    }
}

/// Who turned to one and away from another at about the same time: the one who turned, and the turns to the one and from the other.
pub fn triangles(turns: &[Turn]) -> Vec<(String, &Turn, &Turn)> {
    let turned: Vec<Turned<String>> = turns
        .iter()
        .map(|turn| {
            let [first, second] = turn.pair.codes();
            Turned { first: first.into(), second: second.into(), shift: turn.shift.clone() }
        })
        .collect();
    let found = relations::triangles(&turned, MONTHS_APART);
    found.into_iter().map(|triangle| (triangle.hub, &turns[triangle.warmer], &turns[triangle.cooler])).collect()
}
