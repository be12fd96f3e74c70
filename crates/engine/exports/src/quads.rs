//! Quads for learning on temporal graphs: date, head, relation, tail, with ids of entities and relations.
//!
//! Source: the sets `tkgl-icews` and `tkgl-polecat` of the Temporal Graph Benchmark 2.0, which number entities and
//! relations from 0 by their first appearance.

use crate::exporter::Writer;
use crate::item::Party;
use crate::pairs::{Pair, pairs};
use crate::staging::Staging;
use crate::tabbed::{Tabbed, shown, words};
use crate::{Error, Format, Happening, Options, Report, Summary};
use record::{Event, Record};
use std::collections::BTreeMap;

/// Mentions and happenings as quads, and what their numbers mean.
pub(crate) struct Quads {
    quads: [Tabbed; 2],
    entities: Numbered,
    relations: Numbered,
    options: Options,
    summary: Summary,
}

impl Quads {
    pub fn new(staging: &mut Staging, options: &Options) -> Result<Quads, Error> {
        const COLUMNS: [&str; 4] = ["date", "head", "relation", "tail"];
        let mut quads = |name| Tabbed::create(staging, name, &COLUMNS);
        let quads = [quads("quads.tsv")?, quads("quads.happenings.tsv")?];
        let entities =
            Tabbed::create(staging, "entities.tsv", &["id", "entity", "name", "country", "sector", "wikidata"])?;
        let relations = Tabbed::create(staging, "relations.tsv", &["id", "relation", "event_type", "mode", "quad"])?;
        Ok(Quads {
            quads,
            entities: Numbered { ids: BTreeMap::new(), file: entities },
            relations: Numbered { ids: BTreeMap::new(), file: relations },
            options: options.clone(),
            summary: Summary::default(),
        })
    }

    fn write(&mut self, which: usize, record: &Record, event: &Event) -> Result<(), Error> {
        if !self.options.takes(Format::Quads, event) {
            self.summary.events_left_out += 1;
            return Ok(());
        }
        let (pairs, n_left_out) = pairs(record, event, self.options.max_pairs);
        self.summary.pairs_left_out += n_left_out;
        for pair in pairs {
            self.quad(which, event, &pair)?;
        }
        Ok(())
    }

    /// One quad; a pair that lacks a party or a date, or has the same one twice, is none.
    fn quad(&mut self, which: usize, event: &Event, pair: &Pair) -> Result<(), Error> {
        let ([Some(actor), Some(recipient)], Some(date)) = (pair, &event.date) else {
            self.summary.pairs_left_out += 1;
            return Ok(());
        };
        if key(actor) == key(recipient) {
            self.summary.pairs_left_out += 1;
            return Ok(());
        }
        let (head, tail) = (self.entity(actor)?, self.entity(recipient)?);
        let relation = self.relation(event)?;
        self.quads[which].row([words(date.start.as_str()), shown(head), shown(relation), shown(tail)])
    }

    fn entity(&mut self, party: &Party) -> Result<usize, Error> {
        let argument = party.argument;
        let wikidata = party.entity.and_then(|entity| entity.wikidata.as_deref());
        let rest = [
            party.name(),
            argument.country.as_deref().unwrap_or_default(),
            &argument.sector,
            wikidata.unwrap_or_default(),
        ];
        self.entities.id(key(party), &rest)
    }

    fn relation(&mut self, event: &Event) -> Result<usize, Error> {
        let mode = event.mode.as_deref().unwrap_or_default();
        let name = if mode.is_empty() { event.event_type.clone() } else { format!("{}/{mode}", event.event_type) };
        self.relations.id(name, &[&event.event_type, mode, &event.quad.to_string()])
    }
}

impl Writer for Quads {
    fn report(&mut self, _staging: &mut Staging, report: &Report) -> Result<(), Error> {
        for (event, _) in report.chosen()? {
            self.write(0, report.record, event)?;
        }
        Ok(())
    }

    fn happening(&mut self, _staging: &mut Staging, happening: &Happening) -> Result<(), Error> {
        self.write(1, happening.record, happening.event()?)
    }

    fn finish(self: Box<Self>, staging: &mut Staging) -> Result<Summary, Error> {
        let [mentions, happenings] = self.quads;
        let files = [self.entities.file, self.relations.file, mentions, happenings];
        let files = files.into_iter().map(Tabbed::finish).collect::<Result<_, _>>()?;
        Summary::publish(staging, files, self.summary)
    }
}

/// A file of things that are numbered as they appear.
struct Numbered {
    ids: BTreeMap<String, usize>,
    file: Tabbed,
}

impl Numbered {
    fn id(&mut self, key: String, rest: &[&str]) -> Result<usize, Error> {
        if let Some(&id) = self.ids.get(&key) {
            return Ok(id);
        }
        let id = self.ids.len();
        let values = [shown(id), words(key.as_str())].into_iter().chain(rest.iter().map(|&value| words(value)));
        self.file.row(values)?;
        self.ids.insert(key, id);
        Ok(id)
    }
}

/// What makes two parties of different reports the same: the id in Wikidata or in the knowledge tables, otherwise
/// country, sector and name.
fn key(party: &Party) -> String {
    let entity = party.entity;
    let known = entity.and_then(|entity| entity.wikidata.as_ref().or(entity.knowledge_id.as_ref()));
    let argument = party.argument;
    let described = || {
        let country = argument.country.as_deref().unwrap_or("-");
        format!("{country}/{}/{}", argument.sector, party.name())
    };
    known.cloned().unwrap_or_else(described)
}
