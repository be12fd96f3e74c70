//! A correction of an event, looked at against its record and made whole.

use crate::anchor::{Anchor, Moved, trigger};
use crate::entity::{self, Meant};
use crate::error::Error;
use crate::fields::{Days, Fields, Party, Place, Range, Said};
use crate::page::{Page, sentence_at};
use crate::request::{Change, NewCorrection, words};
use jiff::civil::Date;
use ontology::{Context, Country, EventType, Mode, Sector, Status};
use record::{Argument, Attribution, Codes, Event, EventDate, EventPlace, Record, Trigger, hash};

/// Most parties of one side.
const MAX_PARTIES: usize = 16;

/// Longest name and longest words of a party, place or sayer, in characters.
const MAX_WORDS: usize = 300;

/// Kinds of entities.
const KINDS: [&str; 5] = ["person", "group", "organisation", "state", "place"];

/// How a day is known.
const BASES: [&str; 3] = ["stated", "dateline", "published"];

/// A correction as it is kept.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// What it says, with the words of all spans, and with type and mode that go together.
    pub change: Change,
    /// What finds its event again; of an added one, the event as it was made.
    pub anchor: Anchor,
}

/// Makes a correction of an event whole. `record` is that of its report with the corrections that are in force, `salt` tells events apart that
/// are added twice, such as the moment.
///
/// # Errors
/// If the record has no such event, a code is in no list, a span is not of the text, a mode is not of the type, or it is no correction of an event.
pub fn plan(new: &NewCorrection, record: &Record, text: &str, salt: &str) -> Result<Plan, Error> {
    let desk = Desk { record, page: &Page::new(text) };
    match &new.change {
        Change::Accept { event } | Change::Strike { event } => {
            let event = desk.event(event)?;
            Ok(Plan { change: new.change.clone(), anchor: Anchor::of(record, text, event) })
        }
        Change::Edit { event, set } => {
            let held = desk.event(event)?;
            if set.trigger.is_some() {
                return Err(Error::new("`set.trigger`: an event keeps its words: strike it and add another"));
            }
            if set.names().is_empty() {
                return Err(Error::expected("set", "at least one field", "nothing"));
            }
            let set = desk.whole("set", set, Some(held))?;
            desk.has_parties("set", &set, Some(held))?;
            let change = Change::Edit { event: event.clone(), set };
            Ok(Plan { change, anchor: Anchor::of(record, text, held) })
        }
        Change::Add { report, event } => {
            let fields = desk.whole("event", event, None)?;
            desk.has_parties("event", &fields, None)?;
            let mut made_in = record.clone();
            let made = desk.made(&fields, &mut made_in, &new.by, salt)?;
            made_in.events.push(made.clone());
            let anchor = Anchor::of(&made_in, text, &made);
            if let Some(at) = anchor.find_same(record, &Moved::not(desk.page)) {
                let id = &record.events[at].id;
                return Err(Error::new(format!(
                    "`event`: the report has this event already, `{id}`: accept or edit that one"
                )));
            }
            let change = Change::Add { report: report.clone(), event: fields };
            Ok(Plan { change, anchor })
        }
        other => Err(Error::expected("kind", "accept, edit, strike or add", other.kind())),
    }
}

/// A record under correction.
struct Desk<'r> {
    record: &'r Record,
    page: &'r Page<'r>,
}

impl Desk<'_> {
    fn event(&self, id: &str) -> Result<&Event, Error> {
        let found = self.record.events.iter().find(|event| event.id == id);
        found.ok_or_else(|| Error::new(format!("`event`: the report has no event `{id}`")))
    }

    /// Fields with words and codes that are right, or what is wrong.
    fn whole(&self, at: &str, fields: &Fields, held: Option<&Event>) -> Result<Fields, Error> {
        let place = |name: &str| format!("{at}.{name}");
        let trigger = match (&fields.trigger, held) {
            (Some(range), None) => Some(self.range(&place("trigger"), range)?),
            (None, None) => return Err(Error::expected(&place("trigger"), "`start` and `end`", "nothing")),
            _ => None,
        };
        let near = trigger.as_ref().map(|range| range.start).or(held.map(|event| event.trigger.start)).unwrap_or(0);
        let (event_type, mode) = codes(at, fields, held)?;
        let status = fields.status.clone().map(|name| {
            let known = Status::from_name(&name).map(|_| name.clone());
            known.ok_or_else(|| {
                Error::expected(&place("status"), names(Status::ALL.map(Status::name)), format!("`{name}`"))
            })
        });
        let contexts = fields.contexts.as_ref().map(|contexts| self::contexts(&place("contexts"), contexts));
        let side = |name: &str, parties: &Option<Vec<Party>>| {
            parties.as_ref().map(|parties| self.side(&place(name), parties, near)).transpose()
        };
        Ok(Fields {
            trigger,
            event_type,
            mode,
            status: status.transpose()?,
            contexts: contexts.transpose()?,
            actors: side("actors", &fields.actors)?,
            recipients: side("recipients", &fields.recipients)?,
            date: inner(&fields.date, |days| self.days(&place("date"), days))?,
            place: inner(&fields.place, |spot| self.place(&place("place"), spot, near))?,
            attribution: inner(&fields.attribution, |said| self.said(&place("attribution"), said, near))?,
        })
    }

    /// Somebody takes part.
    fn has_parties(&self, at: &str, fields: &Fields, held: Option<&Event>) -> Result<(), Error> {
        let count = |set: &Option<Vec<Party>>, held: Option<usize>| set.as_ref().map(Vec::len).or(held).unwrap_or(0);
        let n_actors = count(&fields.actors, held.map(|event| event.actors.len()));
        let n_recipients = count(&fields.recipients, held.map(|event| event.recipients.len()));
        if n_actors + n_recipients == 0 {
            return Err(Error::expected(at, "somebody among `actors` or `recipients`", "nobody"));
        }
        Ok(())
    }

    fn range(&self, at: &str, range: &Range) -> Result<Range, Error> {
        let text = self.words_at(at, [range.start, range.end], range.text.as_deref())?;
        Ok(Range { text: Some(text), ..*range })
    }

    /// The words of a span, which must be `expected`, if any are.
    fn words_at(&self, at: &str, [start, end]: [usize; 2], expected: Option<&str>) -> Result<String, Error> {
        let count = self.page.count();
        if start >= end || end > count {
            return Err(Error::expected(
                at,
                format!("a span of the text, of {count} characters"),
                format!("[{start}, {end}]"),
            ));
        }
        if end - start > MAX_WORDS {
            return Err(Error::expected(at, format!("a span of at most {MAX_WORDS} characters"), end - start));
        }
        let found = self.page.words([start, end]);
        match expected.filter(|expected| *expected != found) {
            Some(expected) => {
                Err(Error::expected(at, format!("`{expected}` at [{start}, {end}]"), format!("`{found}`")))
            }
            None => Ok(found.to_string()),
        }
    }

    /// A span and its words; without a span, where the words stand nearest to `near`.
    fn spot(
        &self,
        at: &str,
        span: Option<[usize; 2]>,
        text: Option<&str>,
        near: usize,
    ) -> Result<([usize; 2], String), Error> {
        if let Some(span) = span {
            return Ok((span, self.words_at(at, span, text)?));
        }
        let text = text.ok_or_else(|| Error::expected(at, "words or a span of the text", "neither"))?;
        words(at, text, MAX_WORDS)?;
        let span = self.page.nearest(text, near);
        let span = span.ok_or_else(|| Error::expected(at, "words of the text", format!("`{text}`")))?;
        Ok((span, text.to_string()))
    }

    fn side(&self, at: &str, parties: &[Party], near: usize) -> Result<Vec<Party>, Error> {
        if parties.len() > MAX_PARTIES {
            return Err(Error::expected(at, format!("at most {MAX_PARTIES} parties"), parties.len()));
        }
        let numbered = parties.iter().enumerate();
        numbered.map(|(number, party)| self.party(&format!("{at}[{number}]"), party, near)).collect()
    }

    fn party(&self, at: &str, party: &Party, near: usize) -> Result<Party, Error> {
        let span = match (party.start, party.end) {
            (None, None) => None,
            (start, end) => Some([start.unwrap_or(0), end.unwrap_or(0)]),
        };
        let (span, text) = self.spot(at, span, party.text.as_deref(), near)?;
        let kind = party.kind.clone().filter(|kind| !kind.is_empty());
        if let Some(kind) = kind.as_deref().filter(|kind| !KINDS.contains(kind)) {
            return Err(Error::expected(&format!("{at}.kind"), names(KINDS), format!("`{kind}`")));
        }
        let sector = party.sector.clone().filter(|sector| !sector.is_empty());
        let sectors = sector.iter().chain(&party.other_sectors);
        sectors.clone().try_for_each(|sector| self::sector(&format!("{at}.sector"), sector))?;
        if sectors.count() > MAX_PARTIES {
            return Err(Error::expected(&format!("{at}.other_sectors"), format!("at most {MAX_PARTIES}"), "more"));
        }
        Ok(Party {
            text: Some(text),
            start: Some(span[0]),
            end: Some(span[1]),
            country: self.country(&format!("{at}.country"), party.country.as_deref())?,
            sector: Some(sector.unwrap_or_else(|| Sector::Unk.name().into())),
            other_sectors: party.other_sectors.clone(),
            name: self.name(&format!("{at}.name"), party.name.as_deref(), party.entity.as_deref())?,
            kind,
            entity: None,
        })
    }

    /// A name that was given, or that of the entity that was.
    fn name(&self, at: &str, name: Option<&str>, entity: Option<&str>) -> Result<Option<String>, Error> {
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            words(at, name, MAX_WORDS)?;
            return Ok(Some(name.into()));
        }
        let of_record = self.record.entities.iter().find(|held| Some(held.id.as_str()) == entity);
        Ok(of_record.map(|held| held.name.clone()))
    }

    /// A code of the lists, or one that a user's tables coined and the record has.
    fn country(&self, at: &str, code: Option<&str>) -> Result<Option<String>, Error> {
        let Some(code) = code.filter(|code| !code.is_empty()) else { return Ok(None) };
        let is_coined = || self.record.entities.iter().any(|entity| entity.country.as_deref() == Some(code));
        if Country::from_code(code).is_none() && !is_coined() {
            return Err(Error::expected(
                at,
                "a country's code of three letters, such as BGD, or null",
                format!("`{code}`"),
            ));
        }
        Ok(Some(code.into()))
    }

    fn days(&self, at: &str, days: &Days) -> Result<Days, Error> {
        let day = |name: &str, written: &str| {
            let day: Option<Date> = written.parse().ok().filter(|_| written.len() == 10);
            day.ok_or_else(|| {
                Error::expected(&format!("{at}.{name}"), "a day such as 2025-01-14", format!("`{written}`"))
            })
        };
        let end = days.end.clone().unwrap_or_else(|| days.start.clone());
        if day("start", &days.start)? > day("end", &end)? {
            return Err(Error::expected(at, "a first day before the last", format!("{} and {end}", days.start)));
        }
        let basis = days.basis.clone().unwrap_or_else(|| "stated".into());
        if !BASES.contains(&basis.as_str()) {
            return Err(Error::expected(&format!("{at}.basis"), names(BASES), format!("`{basis}`")));
        }
        let text = days.span.map(|span| self.words_at(at, span, days.text.as_deref())).transpose()?;
        Ok(Days { start: days.start.clone(), end: Some(end), basis: Some(basis), text, span: days.span })
    }

    fn place(&self, at: &str, place: &Place, near: usize) -> Result<Place, Error> {
        let given = place.text.as_deref().or(place.name.as_deref().filter(|_| place.span.is_none()));
        let (span, text) = self.spot(at, place.span, given, near)?;
        let name = place.name.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| text.clone());
        words(&format!("{at}.name"), &name, MAX_WORDS)?;
        if let Some(admin1) = &place.admin1 {
            words(&format!("{at}.admin1"), admin1, MAX_WORDS)?;
        }
        let degrees = |name: &str, value: Option<f64>, most: f64| match value
            .filter(|value| value.is_nan() || value.abs() > most)
        {
            Some(wrong) => Err(Error::expected(&format!("{at}.{name}"), format!("degrees, -{most} to {most}"), wrong)),
            None => Ok(value),
        };
        let country = self.country(&format!("{at}.country"), place.country.as_deref())?;
        let (lat, lon) = (degrees("lat", place.lat, 90.0)?, degrees("lon", place.lon, 180.0)?);
        let is_code = |feature: &String| {
            feature.len() <= 10 && feature.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        };
        let whole = Place {
            name: Some(name),
            text: Some(text),
            span: Some(span),
            country,
            lat,
            lon,
            admin1: place.admin1.clone(),
            geonames: place.geonames,
            feature: place.feature.clone().filter(is_code),
        };
        Ok(self.located(whole))
    }

    /// Where the record knows a place of this name and country, it lies there.
    fn located(&self, place: Place) -> Place {
        let is_it = |name: &str, country: &Option<String>| {
            Some(name) == place.name.as_deref() && (place.country.is_none() || *country == place.country)
        };
        if place.lat.is_some() || place.lon.is_some() {
            return place;
        }
        let of_event = self.record.events.iter().filter_map(|event| event.place.as_ref());
        if let Some(known) = of_event.clone().find(|known| is_it(&known.name, &known.country)) {
            return Place {
                country: known.country.clone(),
                admin1: known.admin1.clone(),
                lat: known.lat,
                lon: known.lon,
                geonames: known.geonames,
                feature: known.feature.clone(),
                ..place
            };
        }
        match self.record.places.iter().find(|known| is_it(&known.name, &known.country)) {
            Some(known) => Place {
                country: known.country.clone(),
                admin1: known.admin1.clone(),
                lat: known.lat,
                lon: known.lon,
                geonames: known.geonames,
                ..place
            },
            None => place,
        }
    }

    fn said(&self, at: &str, said: &Said, near: usize) -> Result<Said, Error> {
        let (span, text) = self.spot(at, said.span, said.text.as_deref(), near)?;
        let name = self.name(&format!("{at}.name"), said.name.as_deref(), said.entity.as_deref())?;
        Ok(Said { text: Some(text), span: Some(span), name, entity: None })
    }

    /// The event that somebody added.
    fn made(&self, fields: &Fields, record: &mut Record, by: &str, salt: &str) -> Result<Event, Error> {
        let range = fields.trigger.clone().unwrap_or(Range { start: 0, end: 0, text: None });
        let mut event = Event {
            id: String::new(),
            sentence: sentence_at(record, range.start),
            trigger: Trigger { start: range.start, end: range.end, text: range.text.unwrap_or_default() },
            event_type: String::new(),
            mode: None,
            status: Status::Actual.name().into(),
            quad: 0,
            score: 0.0,
            cameo: String::new(),
            goldstein: 0.0,
            contexts: Vec::new(),
            actors: Vec::new(),
            recipients: Vec::new(),
            date: default_date(record),
            place: None,
            attribution: None,
            denied_by: Vec::new(),
            confidence: 1.0,
            evidence: vec![[range.start, range.end]],
            why: format!("added by {}", by.replace(';', ",")),
        };
        let laid = fields.lay_over(&mut event, record, &Moved::not(self.page));
        laid.ok_or_else(|| Error::new("`event`: its words are not in the text"))?;
        let parties = event.actors.iter().chain(&event.recipients).map(|party| [party.start, party.end]);
        let spans = format!("{:?} {:?}", trigger(&event), parties.collect::<Vec<_>>());
        let id = |copy: u32| {
            hash::id(&["added", &record.id, &record.text_sha256, &event.event_type, &spans, salt, &copy.to_string()])
        };
        let is_free = |id: &String| !record.events.iter().any(|other| other.id == *id);
        event.id = (0..).map(id).find(is_free).expect("there are more hashes than events");
        Ok(event)
    }
}

impl Fields {
    /// Sets the fields of an event in the text as it is now; none if words of them are gone.
    pub(crate) fn lay_over(&self, event: &mut Event, record: &mut Record, moved: &Moved) -> Option<()> {
        let event_type = self.event_type.clone().unwrap_or_else(|| event.event_type.clone());
        event.event_type = event_type;
        if let Some(mode) = &self.mode {
            event.mode = mode.clone();
        }
        event.status = self.status.clone().unwrap_or_else(|| event.status.clone());
        event.contexts = self.contexts.clone().unwrap_or_else(|| event.contexts.clone());
        if let Some(days) = &self.date {
            event.date = days.as_ref().map(|days| date(days, event.date.as_ref(), moved));
        }
        if let Some(place) = &self.place {
            event.place = place.as_ref().map_or(Some(None), |place| self::event_place(place, moved).map(Some))?;
        }
        if let Some(parties) = &self.actors {
            event.actors = arguments(parties, record, moved)?;
        }
        if let Some(parties) = &self.recipients {
            event.recipients = arguments(parties, record, moved)?;
        }
        if let Some(said) = &self.attribution {
            event.attribution = said.as_ref().map_or(Some(None), |said| attribution(said, record, moved).map(Some))?;
        }
        add_evidence(event);
        recode(event);
        Some(())
    }
}

/// Type and mode as they are to be set: both, wherever one of them is.
type TypeAndMode = (Option<String>, Option<Option<String>>);

fn codes(at: &str, fields: &Fields, held: Option<&Event>) -> Result<TypeAndMode, Error> {
    if held.is_some() && fields.event_type.is_none() && fields.mode.is_none() {
        return Ok((None, None));
    }
    let place = format!("{at}.type");
    let types = || names(EventType::ALL.map(EventType::name));
    let name = fields.event_type.as_deref().or(held.map(|event| event.event_type.as_str()));
    let name = name.ok_or_else(|| Error::expected(&place, types(), "nothing"))?;
    let event_type = EventType::from_name(name).ok_or_else(|| Error::expected(&place, types(), format!("`{name}`")))?;
    let mode = match &fields.mode {
        Some(Some(mode)) => Some(event_type.mode(mode).ok_or_else(|| {
            let modes = event_type.modes().map(|mode| mode.name()).collect::<Vec<_>>().join(", ");
            let expected = if modes.is_empty() { "no mode".into() } else { format!("one of {modes}") };
            Error::expected(&format!("{at}.mode"), format!("null or {expected} of {name}"), format!("`{mode}`"))
        })?),
        Some(None) => None,
        None => held.and_then(|event| event_type.mode(event.mode.as_deref()?)),
    };
    Ok((Some(name.into()), Some(mode.map(|mode| mode.name().to_string()))))
}

fn contexts(at: &str, contexts: &[String]) -> Result<Vec<String>, Error> {
    let mut known: Vec<String> = Vec::new();
    for name in contexts {
        if Context::from_name(name).is_none() {
            return Err(Error::expected(at, names(Context::ALL.map(Context::name)), format!("`{name}`")));
        }
        if !known.contains(name) {
            known.push(name.clone());
        }
    }
    Ok(known)
}

fn sector(at: &str, name: &str) -> Result<(), Error> {
    let known = Sector::from_name(name).map(|_| ());
    known.ok_or_else(|| Error::expected(at, names(Sector::ALL.map(Sector::name)), format!("`{name}`")))
}

fn names<const N: usize>(names: [&str; N]) -> String {
    format!("one of {}", names.join(", "))
}

/// Works on a value that is set to something.
fn inner<T, U>(value: &Option<Option<T>>, work: impl Fn(&T) -> Result<U, Error>) -> Result<Option<Option<U>>, Error> {
    match value {
        None => Ok(None),
        Some(None) => Ok(Some(None)),
        Some(Some(value)) => work(value).map(|value| Some(Some(value))),
    }
}

/// The day of the dateline or of publication, which stands in where nobody says another.
fn default_date(record: &Record) -> Option<EventDate> {
    let day = |day: &String, basis: &str| EventDate {
        start: day.clone(),
        end: day.clone(),
        basis: basis.into(),
        text: None,
        span: None,
    };
    let dateline = record.dateline.as_ref().and_then(|line| line.date.as_ref()).map(|date| day(date, "dateline"));
    dateline.or_else(|| record.published.as_ref().map(|date| day(date, "published")))
}

/// Days that stay as they were keep the words that say so.
fn date(days: &Days, held: Option<&EventDate>, moved: &Moved) -> EventDate {
    let end = days.end.clone().unwrap_or_else(|| days.start.clone());
    if let Some(held) = held.filter(|held| held.start == days.start && held.end == end && days.span.is_none()) {
        return held.clone();
    }
    let span = days.span.zip(days.text.as_ref()).and_then(|(span, words)| moved.span(span, words));
    EventDate {
        start: days.start.clone(),
        end,
        basis: days.basis.clone().unwrap_or_else(|| "stated".into()),
        text: days.text.clone().filter(|_| span.is_some()),
        span,
    }
}

fn event_place(place: &Place, moved: &Moved) -> Option<EventPlace> {
    let text = place.text.clone().unwrap_or_default();
    Some(EventPlace {
        span: moved.span(place.span?, &text)?,
        name: place.name.clone().unwrap_or_else(|| text.clone()),
        text,
        country: place.country.clone(),
        admin1: place.admin1.clone(),
        lat: place.lat,
        lon: place.lon,
        geonames: place.geonames,
        feature: place.feature.clone(),
    })
}

fn arguments(parties: &[Party], record: &mut Record, moved: &Moved) -> Option<Vec<Argument>> {
    parties.iter().map(|party| argument(party, record, moved)).collect()
}

fn argument(party: &Party, record: &mut Record, moved: &Moved) -> Option<Argument> {
    let text = party.text.clone()?;
    let span = moved.span([party.start?, party.end?], &text)?;
    let sector = party.sector.clone().unwrap_or_else(|| Sector::Unk.name().into());
    let sectors = std::iter::once(&sector).chain(&party.other_sectors).cloned().collect();
    let meant = Meant {
        span,
        words: &text,
        name: party.name.as_deref(),
        kind: party.kind.as_deref(),
        country: party.country.as_deref(),
        sectors,
    };
    let entity = entity::meant(record, &meant);
    let (country, other_sectors) = (party.country.clone(), party.other_sectors.clone());
    Some(Argument { entity, start: span[0], end: span[1], text, country, sector, other_sectors })
}

fn attribution(said: &Said, record: &mut Record, moved: &Moved) -> Option<Attribution> {
    let text = said.text.clone()?;
    let span = moved.span(said.span?, &text)?;
    let meant =
        Meant { span, words: &text, name: said.name.as_deref(), kind: None, country: None, sectors: Vec::new() };
    Some(Attribution { entity: Some(entity::meant(record, &meant)), text, span })
}

/// Spans of parties and place that no span of the evidence holds become evidence.
fn add_evidence(event: &mut Event) {
    let parties = event.actors.iter().chain(&event.recipients).map(|party| [party.start, party.end]);
    let spans: Vec<[usize; 2]> = parties.chain(event.place.iter().map(|place| place.span)).collect();
    for [start, end] in spans {
        if !event.evidence.iter().any(|held| held[0] <= start && end <= held[1]) {
            event.evidence.push([start, end]);
        }
    }
    event.evidence.sort_unstable();
}

/// What follows from type, mode and contexts; an event of a type that this version does not know keeps what it has.
fn recode(event: &mut Event) {
    let Some(event_type) = EventType::from_name(&event.event_type) else { return };
    let mode: Option<Mode> = event.mode.as_deref().and_then(|mode| event_type.mode(mode));
    let contexts: Vec<Context> = event.contexts.iter().filter_map(|name| Context::from_name(name)).collect();
    let codes = Codes::of(event_type, mode, &contexts);
    event.quad = codes.quad;
    event.score = codes.score;
    event.cameo = codes.cameo.into();
    event.goldstein = codes.goldstein;
}
