//! What can be typed of stories, happenings, relations, shifts and deals.

use super::{Wanted, day, named, probability, rows};
use clap::Args;
use jiff::civil::Date;
use ontology::{Materiel as Class, Stage};
use relations::{Period, Strand};
use store::Sort;

/// Arguments of `stories`.
#[derive(Args, Debug)]
pub struct Stories {
    /// Words of headline or text of one of its reports, as of `query`
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// First day: stories that are told on it or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    /// Last day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<Date>,
    /// Told by at least so many independent publishers
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub publishers: u64,
    /// At most so many, up to 100000
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = rows)]
    pub limit: usize,
    /// Leave out the first so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub skip: usize,
}

/// Arguments of `happenings`.
#[derive(Args, Debug)]
pub struct Happenings {
    /// Words of evidence or headline of one of its mentions, as of `query`
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// What one of its mentions is.
    #[command(flatten)]
    pub wanted: Wanted,
    /// Told by at least so many independent publishers
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub publishers: u64,
    /// Only those of which publishers tell what cannot both be
    #[arg(long)]
    pub disputed: bool,
    /// At most so many, up to 100000
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = rows)]
    pub limit: usize,
    /// Leave out the first so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub skip: usize,
    /// In which order
    #[arg(long, value_name = "ORDER", default_value = "newest", value_parser = named(&Sort::ALL, Sort::name))]
    pub sort: Sort,
}

/// Arguments of `relations`.
#[derive(Args, Debug)]
pub struct Relations {
    /// A country (BGD, Bangladesh), a sector of it (BGD MIL), or words of the name of a body or person
    #[arg(value_name = "PARTY")]
    pub one: String,
    /// The other
    #[arg(value_name = "PARTY")]
    pub other: String,
    /// How long each point lasts
    #[arg(long, value_name = "PERIOD", default_value = "month", value_parser = named(&Period::ALL, Period::name))]
    pub by: Period,
    /// Only one strand: military, diplomatic or economic
    #[arg(long, value_name = "STRAND", value_parser = named(&Strand::ALL, Strand::name))]
    pub strand: Option<Strand>,
    /// Only what the first party does to the other
    #[arg(long)]
    pub directed: bool,
    /// First day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    /// Last day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<Date>,
    /// False alarms a month of the pair at which a shift is marked
    #[arg(long, value_name = "RATE", default_value_t = survey::FALSE_ALARMS)]
    pub false_alarms: f64,
}

/// Arguments of `shifts`.
#[derive(Args, Debug)]
pub struct Shifts {
    /// Two countries, or sectors, bodies or persons
    #[arg(long, num_args = 2, value_names = ["PARTY", "PARTY"])]
    pub between: Option<Vec<String>>,
    /// First day: shifts that may have begun on it or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    /// Last day: shifts that may have begun on it or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<Date>,
    /// False alarms a month of a pair: 0.005 is one in 200
    #[arg(long, value_name = "RATE", default_value_t = survey::FALSE_ALARMS)]
    pub false_alarms: f64,
    /// Least probability that it is one, 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = probability)]
    pub sure: f64,
    /// At most so many, up to 100000
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = rows)]
    pub limit: usize,
}

/// Arguments of `materiel`.
#[derive(Args, Debug)]
pub struct Deals {
    /// Words of the item: JF-17
    #[arg(value_name = "ITEM")]
    pub item: Vec<String>,
    /// Class of item
    #[arg(long, value_name = "CLASS", value_parser = named(Class::ALL, Class::name))]
    pub class: Option<Class>,
    /// Country that gives
    #[arg(long, value_name = "COUNTRY")]
    pub supplier: Option<String>,
    /// Country that gets
    #[arg(long, value_name = "COUNTRY")]
    pub receiver: Option<String>,
    /// Country on either side
    #[arg(long, value_name = "COUNTRY")]
    pub country: Option<String>,
    /// Deals that reached this stage
    #[arg(long, value_name = "STAGE", value_parser = named(Stage::ALL, Stage::name))]
    pub stage: Option<Stage>,
    /// First day: deals with a step on it or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    /// Last day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<Date>,
    /// Items that are in use, used or only spoken of too
    #[arg(long)]
    pub all: bool,
    /// At most so many, up to 100000
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = rows)]
    pub limit: usize,
}
