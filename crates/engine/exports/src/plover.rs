//! PLOVER's JSON records, one a line.
//!
//! Source: PLOVER manual 2.0, chapter on JSON: names and order of keys; keys without a value are left out, but for the
//! required ones. Beyond the manual: `auxiliary` for what is no actual event, `happening_id`, and in the file of
//! happenings `mentions`, `n_reports`, `n_publishers`, `first_published`, `last_published`.

use crate::exporter::Writer;
use crate::geography::Precision;
use crate::item::Party;
use crate::staging::{Staging, Unfinished};
use crate::{Error, Format, Happening, Options, Report, Summary};
use ontology::Country;
use record::Points;
use record::{Argument, Event, EventPlace, Record};
use serde_json::{Map, Value, json};

/// The codebook that events are coded by.
const CODEBOOK: &str = "plover-base-2.0";

/// Two files: mentions and happenings.
pub(crate) struct Plover {
    files: [Unfinished; 2],
    n_rows: [u64; 2],
    options: Options,
    summary: Summary,
}

impl Plover {
    pub fn new(staging: &mut Staging, names: [String; 2], options: &Options) -> Result<Plover, Error> {
        let files = [staging.file(&names[0])?, staging.file(&names[1])?];
        Ok(Plover { files, n_rows: [0; 2], options: options.clone(), summary: Summary::default() })
    }

    fn write(&mut self, which: usize, object: Map<String, Value>) -> Result<(), Error> {
        self.n_rows[which] += 1;
        self.files[which].put((Value::Object(object).to_string() + "\n").as_bytes())
    }
}

impl Writer for Plover {
    fn report(&mut self, _staging: &mut Staging, report: &Report) -> Result<(), Error> {
        let points = Points::new(report.text);
        for (event, happening) in report.chosen()? {
            if !self.options.takes(Format::Plover, event) {
                self.summary.events_left_out += 1;
                continue;
            }
            let told = Told { record: report.record, points: &points, event, added: report.added };
            let mut object = told.object(&event.id);
            put(&mut object, "happening_id", json!(happening));
            self.write(0, object)?;
        }
        Ok(())
    }

    fn happening(&mut self, _staging: &mut Staging, happening: &Happening) -> Result<(), Error> {
        let event = happening.event()?;
        if !self.options.takes(Format::Plover, event) {
            self.summary.events_left_out += 1;
            return Ok(());
        }
        let points = Points::new(happening.text);
        let told = Told { record: happening.record, points: &points, event, added: Some(happening.added) };
        let mut object = told.object(happening.id);
        put(&mut object, "happening_id", json!(happening.id));
        put(&mut object, "mentions", json!(happening.mentions));
        put(&mut object, "n_reports", json!(happening.n_reports));
        put(&mut object, "n_publishers", json!(happening.n_publishers));
        put(&mut object, "first_published", json!(happening.first_published));
        put(&mut object, "last_published", json!(happening.last_published));
        self.write(1, object)
    }

    fn finish(self: Box<Self>, staging: &mut Staging) -> Result<Summary, Error> {
        let [mentions, happenings] = self.files;
        let files = vec![(mentions.finish()?, self.n_rows[0]), (happenings.finish()?, self.n_rows[1])];
        Summary::publish(staging, files, self.summary)
    }
}

struct Told<'a> {
    record: &'a Record,
    points: &'a Points<'a>,
    event: &'a Event,
    added: Option<&'a str>,
}

impl Told<'_> {
    fn object(&self, id: &str) -> Map<String, Value> {
        let (record, event) = (self.record, self.event);
        let date = event.date.as_ref().map(|date| &date.start).or(record.published.as_ref());
        let end = event.date.as_ref().filter(|date| date.end != date.start).map(|date| &date.end);
        let mut object = Map::new();
        object.insert("id".into(), json!(id));
        object.insert("date".into(), json!(date));
        put(&mut object, "enddate", json!(end));
        object.insert("actor".into(), self.entities(&event.actors));
        put(&mut object, "recipient", self.entities(&event.recipients));
        object.insert("event".into(), json!([event.event_type]));
        put(&mut object, "mode", json!(event.mode.iter().collect::<Vec<_>>()));
        put(&mut object, "auxiliary", json!(auxiliary(&event.status).iter().collect::<Vec<_>>()));
        put(&mut object, "context", json!(event.contexts));
        put(&mut object, "quad_code", json!(event.quad));
        put(&mut object, "event_scale", json!(event.score));
        put(&mut object, "event_text", json!(event.trigger.text));
        put(&mut object, "event_loc", json!(event.place.as_ref().map(location)));
        put(&mut object, "size", self.size());
        put(&mut object, "link", json!(record.url));
        self.put_text(&mut object);
        put(&mut object, "cite_info", self.citation());
        put(&mut object, "coder", json!(record.coder.name));
        let added = self.added.unwrap_or_default();
        let (day, time) = added.split_once('T').unwrap_or((added, ""));
        put(&mut object, "coded_date", json!(day));
        put(&mut object, "coded_time", json!(time));
        put(&mut object, "comment", json!(event.why));
        object
    }

    fn entities(&self, arguments: &[Argument]) -> Value {
        Party::all(self.record, arguments).iter().map(entity).collect()
    }

    /// Casualties and arrests that the report gives for this event, at least so many.
    fn size(&self) -> Value {
        let mut size = Map::new();
        for (key, kind) in [("dead", "killed"), ("injured", "injured"), ("arrested", "arrested")] {
            let is_it = |number: &&record::Number| number.kind == kind && number.event.as_ref() == Some(&self.event.id);
            let number = self.record.numbers.iter().find(is_it);
            put(&mut size, key, json!(number.and_then(|number| number.low.or(number.high)).map(|count| count as i64)));
        }
        Value::Object(size)
    }

    fn put_text(&self, object: &mut Map<String, Value>) {
        let sentence = self.record.sentences.get(self.event.sentence).copied();
        let mut info = Map::new();
        put(&mut info, "sequence", json!(self.event.sentence + 1));
        put(&mut info, "start", json!(sentence.map(|[start, _]| start)));
        put(&mut info, "end", json!(sentence.map(|[_, end]| end)));
        put(&mut info, "text_story", json!(self.points.slice([0, self.points.count()])));
        put(object, "text", json!(sentence.map(|span| self.points.slice(span))));
        put(object, "text_info", Value::Object(info));
    }

    fn citation(&self) -> Value {
        let record = self.record;
        let parts = [&record.publisher, &record.title, &record.published];
        let citation: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let mut cite = Map::new();
        put(&mut cite, "citation", json!(citation.join(", ")));
        put(&mut cite, "url", json!(record.url));
        put(&mut cite, "title", json!(record.title));
        put(&mut cite, "language", json!(record.language));
        put(&mut cite, "publication", json!(record.publisher));
        put(&mut cite, "coder", json!(format!("{} {}", record.coder.name, record.coder.version)));
        put(&mut cite, "codebook", json!(CODEBOOK));
        put(&mut cite, "version", json!(record.schema));
        Value::Object(cite)
    }
}

fn entity(party: &Party) -> Value {
    let argument = party.argument;
    let sectors: Vec<&String> = std::iter::once(&argument.sector).chain(&argument.other_sectors).collect();
    let office = party.office().map(|office| {
        let parts = [&office.rank, &office.post, &office.body];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
    });
    let mut object = Map::new();
    object.insert("code".into(), json!(argument.country));
    put(&mut object, "sector", json!(sectors));
    put(&mut object, "entity_text", json!(argument.text));
    put(&mut object, "identifier_id", json!(party.entity.and_then(|entity| entity.wikidata.as_ref())));
    put(&mut object, "identifier_text", json!(party.name()));
    put(&mut object, "office", json!(office));
    Value::Object(object)
}

fn location(place: &EventPlace) -> Value {
    let precision = Precision::of_event(place);
    let country = place.country.as_deref().and_then(Country::from_code);
    let mut object = Map::new();
    put(&mut object, "extracted_place", json!(place.text));
    put(&mut object, "resolved_place", json!(place.lat.map(|_| &place.name)));
    put(&mut object, "geonameid", json!(place.geonames));
    put(&mut object, "lat", json!(place.lat));
    put(&mut object, "lon", json!(place.lon));
    put(&mut object, "city", json!((precision == Precision::Town).then_some(&place.name)));
    put(&mut object, "province", json!(place.admin1));
    put(&mut object, "country", json!(country.map(Country::name)));
    put(&mut object, "country_code", json!(place.country));
    put(&mut object, "feature_class", json!(place.feature.as_deref().and_then(feature_class)));
    put(&mut object, "feature_code", json!(place.feature));
    put(&mut object, "resolution", json!(resolution(precision)));
    Value::Object(object)
}

/// The manual's scale: 4 a city, 2 a province, 1 a country.
fn resolution(precision: Precision) -> Option<u8> {
    match precision {
        Precision::Town => Some(4),
        Precision::Province => Some(2),
        Precision::Country => Some(1),
        Precision::Unresolved => None,
    }
}

/// The GeoNames class of a feature code of populated places and administrative units.
fn feature_class(feature: &str) -> Option<&'static str> {
    match feature.get(..3)? {
        "PPL" => Some("P"),
        "ADM" | "PCL" => Some("A"),
        _ => None,
    }
}

/// The manual's auxiliary mode of a status.
fn auxiliary(status: &str) -> Option<&'static str> {
    match status {
        "negated" => Some("negation"),
        "future" => Some("future"),
        "hypothetical" => Some("hypothetical"),
        "historical" => Some("historical"),
        _ => None,
    }
}

/// Sets a key, unless the value is absent or empty.
fn put(object: &mut Map<String, Value>, key: &str, value: Value) {
    let is_empty = match &value {
        Value::Null => true,
        Value::String(words) => words.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    if !is_empty {
        object.insert(key.into(), value);
    }
}
