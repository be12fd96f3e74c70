//! The relation of two parties, as it is asked for.

use crate::{Drawn, Error, Names, Spelling, in_order, name, picture};
use charts::Chart;
use jiff::civil::Date;
use relations::{Direction, Happening, Options, Period, Series, Shift, Strand};
use store::{Party, Reader};
use survey::{Relation, Survey, Turn};

/// Which relation is meant.
#[derive(Clone, PartialEq, Debug)]
pub struct RelationAsked {
    /// The two parties as they were typed: a country, a sector of one, or words of a name.
    pub parties: [String; 2],
    /// What of it is looked at.
    pub lens: Lens,
}

/// What of a relation is looked at.
#[derive(Clone, PartialEq, Debug)]
pub struct Lens {
    /// How long each point lasts.
    pub by: Period,
    /// Only one strand.
    pub strand: Option<Strand>,
    /// Only what the first does to the second.
    pub is_directed: bool,
    /// First day.
    pub since: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// False alarms a month at which a shift is told.
    pub false_alarms: f64,
}

impl Lens {
    /// The happenings of the strand and direction asked for.
    pub fn chosen(&self, relation: &Relation) -> Vec<Happening> {
        let is_chosen = |happening: &&Happening| {
            self.strand.is_none_or(|strand| strand.holds(happening))
                && (!self.is_directed || happening.direction == Direction::Forth)
        };
        relation.happenings.iter().filter(is_chosen).cloned().collect()
    }

    /// What reports remember of earlier days is no series: it begins with the first report and ends with the last.
    pub fn options(&self, survey: &Survey) -> Options {
        let (first, last) = (survey.coverage().watched().map(|(first, _)| first), survey.coverage().last_report());
        Options { period: self.by, first: self.since.or(first), last: self.until.or(last) }
    }
}

/// A relation with its series and where it turned.
#[derive(Clone, Debug)]
pub struct Related {
    /// Who.
    pub parties: [Party; 2],
    /// The happenings of the strand and direction asked for.
    pub chosen: Vec<Happening>,
    /// Period by period.
    pub series: Series,
    /// Where it turned.
    pub turns: Vec<Turn>,
    asked: RelationAsked,
}

impl Related {
    /// What a store holds of a relation.
    ///
    /// # Errors
    /// If both parties are one, the period ends before it begins or has too many points, a name holds no word, the rate of false alarms is not
    /// above 0 and below 1, or the disk fails.
    pub fn of(reader: &Reader, asked: &RelationAsked, names: &Names, spelling: Spelling) -> Result<Related, Error> {
        let lens = &asked.lens;
        in_order(lens.since, lens.until, spelling)?;
        let parties = asked.parties.each_ref().map(|typed| names.party(typed));
        let [one, other] = &parties;
        if one == other {
            return Err(Error::asked(format!("{}: expected two parties, found one twice", asked.parties[0])));
        }
        let survey = Survey::new(reader)?;
        let relation = survey.relation(one, other)?;
        let chosen = lens.chosen(&relation);
        let series = survey.series(&relation, &chosen, &lens.options(&survey))?;
        let turns = survey.turns_among(lens.false_alarms, one, other, &chosen)?;
        Ok(Related { parties, chosen, series, turns, asked: asked.clone() })
    }

    /// Whether nothing took place between them.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty() || self.series.points.is_empty()
    }

    /// Its chart.
    pub fn picture(&self) -> Chart {
        let shifts: Vec<Shift> = self.turns.iter().map(|turn| turn.shift.clone()).collect();
        let drawn = Drawn {
            parties: self.parties.each_ref(),
            is_directed: self.asked.lens.is_directed,
            strand: self.asked.lens.strand,
            false_alarms: self.asked.lens.false_alarms,
            chosen: &self.chosen,
            shifts: &shifts,
        };
        picture(&drawn, &self.series)
    }

    /// The parties as they are spoken of.
    pub fn names(&self) -> [String; 2] {
        self.parties.each_ref().map(name)
    }

    /// Of each party that takes no part in anything that the store holds, that it does not.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn absent(&self, reader: &Reader) -> Result<Vec<String>, Error> {
        let mut absent = Vec::new();
        for (typed, party) in self.asked.parties.iter().zip(&self.parties) {
            if reader.attention(party)?.is_empty() {
                let is_name = matches!(party, Party::Named(_));
                let told = if is_name { "nobody of this name takes part" } else { "takes no part" };
                absent.push(format!("{typed}: {told} in anything that the store holds"));
            }
        }
        Ok(absent)
    }
}
