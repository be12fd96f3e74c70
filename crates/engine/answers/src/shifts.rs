//! Where relations turned, as it is asked for.

use crate::{Error, Names, Spelling, in_order};
use jiff::civil::Date;
use store::Reader;
use survey::{Survey, Turn};

/// Which shifts are meant, as it was typed.
#[derive(Clone, PartialEq, Debug)]
pub struct ShiftsAsked {
    /// Two parties; all pairs of countries without them.
    pub between: Option<[String; 2]>,
    /// First day: shifts that may have begun on it or later.
    pub since: Option<Date>,
    /// Last day: shifts that may have begun on it or earlier.
    pub until: Option<Date>,
    /// False alarms a month of a pair.
    pub false_alarms: f64,
    /// Least probability that it is one, 0 to 1.
    pub sure: f64,
    /// At most so many.
    pub limit: usize,
}

/// The shifts of a store, the last to be told first.
///
/// # Errors
/// If the period ends before it begins, a name holds no word, the rate of false alarms is not above 0 and below 1, or the disk fails.
pub fn shifts(reader: &Reader, asked: &ShiftsAsked, names: &Names, spelling: Spelling) -> Result<Vec<Turn>, Error> {
    in_order(asked.since, asked.until, spelling)?;
    let survey = Survey::new(reader)?;
    let mut turns = match &asked.between {
        Some([one, other]) => survey.turns_between(asked.false_alarms, &names.party(one), &names.party(other))?,
        None => survey.turns(asked.false_alarms, None)?,
    };
    turns.retain(|turn| asked.wants(turn));
    turns.reverse();
    turns.truncate(asked.limit);
    Ok(turns)
}

impl ShiftsAsked {
    fn wants(&self, turn: &Turn) -> bool {
        self.since.is_none_or(|since| turn.shift.began_last.last_of_month() >= since)
            && self.until.is_none_or(|until| turn.shift.began_first <= until)
            && turn.shift.probability >= self.sure
    }
}
