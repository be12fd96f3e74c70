//! ICEWS's table: a header and 20 columns between tabs, nothing for what is missing, a row each pair of parties.
//!
//! Source: the header as `andybega/icews` and the Temporal Graph Benchmark 2.0 (`tkgl_icews.py`) read it.

use crate::cameo::{label, number_of};
use crate::exporter::Writer;
use crate::geography::Precision;
use crate::item::Party;
use crate::pairs::pairs;
use crate::staging::Staging;
use crate::tabbed::{Line, Tabbed, shown, shown_if, words};
use crate::{Error, Format, Happening, Options, Report, Summary};
use ontology::{Country, Sector};
use record::{Event, Record};
use std::borrow::Cow;

/// The names of the columns.
pub(crate) const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

/// Two files: mentions and happenings.
pub(crate) struct Icews {
    files: [Tabbed; 2],
    options: Options,
    summary: Summary,
}

impl Icews {
    pub fn new(staging: &mut Staging, names: [String; 2], options: &Options) -> Result<Icews, Error> {
        let files = [Tabbed::create(staging, &names[0], &COLUMNS)?, Tabbed::create(staging, &names[1], &COLUMNS)?];
        Ok(Icews { files, options: options.clone(), summary: Summary::default() })
    }

    fn write(&mut self, which: usize, id: &str, record: &Record, event: &Event) -> Result<(), Error> {
        if !self.options.takes(Format::Icews, event) {
            self.summary.events_left_out += 1;
            return Ok(());
        }
        let (pairs, n_left_out) = pairs(record, event, self.options.max_pairs);
        self.summary.pairs_left_out += n_left_out;
        for [actor, recipient] in pairs {
            self.files[which].row(row(id, record, event, actor, recipient))?;
        }
        Ok(())
    }
}

impl Writer for Icews {
    fn report(&mut self, _staging: &mut Staging, report: &Report) -> Result<(), Error> {
        for (event, _) in report.chosen()? {
            self.write(0, &event.id, report.record, event)?;
        }
        Ok(())
    }

    fn happening(&mut self, _staging: &mut Staging, happening: &Happening) -> Result<(), Error> {
        self.write(1, happening.id, happening.record, happening.event()?)
    }

    fn finish(self: Box<Self>, staging: &mut Staging) -> Result<Summary, Error> {
        let files = self.files.into_iter().map(Tabbed::finish).collect::<Result<_, _>>()?;
        Summary::publish(staging, files, self.summary)
    }
}

fn row<'a>(
    id: &str,
    record: &'a Record,
    event: &'a Event,
    actor: Option<Party<'a>>,
    recipient: Option<Party<'a>>,
) -> Line<'a> {
    let place = event.place.as_ref();
    let town = place.filter(|place| Precision::of_event(place) == Precision::Town);
    let mut row = vec![shown(number_of(id)), words(event.date.as_ref().map(|date| date.start.as_str()))];
    row.extend(side(actor));
    row.extend([words(label(event)), words(event.cameo.as_str()), shown(event.goldstein)]);
    row.extend(side(recipient));
    row.extend([
        shown(number_of(&record.id)),
        shown(event.sentence + 1),
        words(record.publisher.as_deref()),
        words(town.map(|place| place.name.as_str())),
        words(None),
        words(place.and_then(|place| place.admin1.as_deref())),
        words(place.and_then(|place| country(place.country.as_deref()))),
        shown_if(place.and_then(|place| place.lat)),
        shown_if(place.and_then(|place| place.lon)),
    ]);
    row
}

/// Name, sectors, country.
fn side<'a>(party: Option<Party<'a>>) -> [Cow<'a, str>; 3] {
    let Some(party) = party else { return [words(None), words(None), words(None)] };
    let argument = party.argument;
    let codes = std::iter::once(&argument.sector).chain(&argument.other_sectors);
    let sectors: Vec<&str> = codes.filter_map(|code| Sector::from_name(code).and_then(sector)).collect();
    [words(party.name()), sectors.join(",").into(), words(country(argument.country.as_deref()))]
}

fn country(code: Option<&str>) -> Option<&str> {
    code.map(|code| Country::from_code(code).map_or(code, |country| country.name()))
}

/// A sector as ICEWS words such things.
fn sector(sector: Sector) -> Option<&'static str> {
    match sector {
        Sector::Gov => Some("Government"),
        Sector::Mil => Some("Military"),
        Sector::Spy => Some("Intelligence"),
        Sector::Cop => Some("Police"),
        Sector::Jud => Some("Judicial"),
        Sector::Leg => Some("Legislative / Parliamentary"),
        Sector::Pty => Some("Parties"),
        Sector::Opp => Some("Opposition"),
        Sector::Reb => Some("Insurgents"),
        Sector::Prm => Some("Paramilitary"),
        Sector::Uaf => Some("Unidentified Forces"),
        Sector::Crm => Some("Criminals / Gangs"),
        Sector::Cvl => Some("Civilian"),
        Sector::Bus => Some("Business"),
        Sector::Jrn => Some("News"),
        Sector::Med => Some("Medical"),
        Sector::Edu => Some("Education"),
        Sector::Lab => Some("Labor"),
        Sector::Agr => Some("Agricultural"),
        Sector::Rel => Some("Religious"),
        Sector::Ref => Some("Refugees / Displaced"),
        Sector::Soc => Some("Social"),
        Sector::Eli => Some("Elite"),
        Sector::Pre => Some("Separatists"),
        Sector::Unk => None,
    }
}
