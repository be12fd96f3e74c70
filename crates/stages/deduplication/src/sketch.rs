//! What of a report and of an event is kept for comparison: small, and made of the report alone.

use crate::agencies;
use crate::blocks::{self, Block};
use crate::report::{Count, Day, DaysFrom, Party, Place, Report, Telling};
use crate::signature::Signature;
use crate::words::{self, Term, Vocabulary, hash, hash_64, mix};
use ontology::{Quad, Status};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Terms kept of a report, of its beginning, and of a sentence.
const TERMS: usize = 40;
const LEAD_TERMS: usize = 14;
const SENTENCE_TERMS: usize = 16;

/// Words that a report begins with, after its title.
const LEAD_WORDS: usize = 60;

/// Words of a report that its terms are taken from.
const MAX_WORDS: usize = 1_500;

/// Words of a report that its vocabulary is taken from.
const VOCABULARY: usize = 600;

/// Names kept of a report.
const NAMES: usize = 12;

/// Places kept of a report.
const PLACES: usize = 10;

/// Sentences that a report begins with.
pub(crate) const LEAD_SENTENCES: u16 = 2;

/// Parties kept of one side: a summit of forty is told by fewer.
pub(crate) const PARTIES: usize = 8;

/// Items and numbers kept of an event, whatever a text says.
pub(crate) const LISTED: usize = 4_096;

/// A report and its events in few numbers.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Sketch {
    pub(crate) report: ReportSketch,
    pub(crate) events: Vec<EventSketch>,
}

impl Sketch {
    /// The sketch of a report.
    pub fn of(report: &Report) -> Sketch {
        let event = |telling| EventSketch::of(telling, report.published);
        Sketch { report: ReportSketch::of(report), events: report.tellings.iter().map(event).collect() }
    }

    /// The same report without its events: all that [`voices`](crate::voices) reads.
    pub fn without_events(&self) -> Sketch {
        Sketch { report: self.report.clone(), events: Vec::new() }
    }

    /// What reprints of one text share that come within days of each other.
    pub fn identity(&self) -> u64 {
        let cell = self.report.published.map_or(0, |day| day.div_euclid(OPENING_CELL));
        mix(&[self.report.opening, cell as u64])
    }

    /// A hash of all that it is made of.
    pub fn content(&self) -> u64 {
        self.report.content
    }

    /// Where it is filed.
    pub fn blocks(&self) -> Vec<Block> {
        blocks::of_report(&self.report)
    }
}

/// Days within which two reports of one opening are one node.
const OPENING_CELL: i32 = 4;

/// An event and the report that stands for those which tell it so.
#[derive(Clone, Debug)]
pub struct Told {
    sketch: Rc<Sketch>,
    index: usize,
}

impl Told {
    /// The event with this index; none if there is no such event.
    pub fn of(sketch: &Rc<Sketch>, index: usize) -> Option<Told> {
        (index < sketch.events.len()).then(|| Told { sketch: Rc::clone(sketch), index })
    }

    /// All events of a report, in its order.
    pub fn all(sketch: &Rc<Sketch>) -> impl Iterator<Item = Told> {
        (0..sketch.events.len()).map(|index| Told { sketch: Rc::clone(sketch), index })
    }

    /// A sketch of its report that has this event alone.
    ///
    /// It is compared with other tellings as this one is; its content is another one, unless it is the first event of its report.
    pub fn alone(&self) -> Sketch {
        Sketch { report: self.report().clone(), events: vec![self.event().clone()] }
    }

    pub(crate) fn event(&self) -> &EventSketch {
        &self.sketch.events[self.index]
    }

    pub(crate) fn report(&self) -> &ReportSketch {
        &self.sketch.report
    }

    /// What the same sentence with the same codes shares in all reports.
    pub fn identity(&self) -> u64 {
        self.event().identity
    }

    /// A hash of report and place in it.
    pub fn content(&self) -> u64 {
        mix(&[self.sketch.report.content, self.index as u64])
    }

    /// Whether the sentence that tells it tells its day.
    pub fn is_day_told(&self) -> bool {
        self.event().days_from == DaysFrom::Sentence
    }

    /// Where it is filed.
    pub fn blocks(&self) -> Vec<Block> {
        blocks::of_event(self)
    }
}

/// A report in few numbers.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct ReportSketch {
    /// When it was published.
    pub(crate) published: Option<Day>,
    /// Hash of the publisher; 0 for none.
    pub(crate) publisher: u32,
    /// Hash of the agency that is credited; 0 for none.
    pub(crate) agency: u32,
    pub(crate) signature: Signature,
    pub(crate) terms: Vec<Term>,
    pub(crate) lead: Vec<Term>,
    pub(crate) vocabulary: Vocabulary,
    /// Hashes of names, in order.
    pub(crate) names: Vec<u32>,
    /// Spots that it names, with whether one of its first sentences does, in the order of the text.
    pub(crate) places: Vec<(PlaceSketch, bool)>,
    /// Hashes of what events say at their coarsest, in order.
    pub(crate) codes: Vec<u32>,
    /// Hash of its first sentences, which reprints share.
    pub(crate) opening: u64,
    /// Hash of all of it: which of several sketches stands for them.
    pub(crate) content: u64,
}

impl ReportSketch {
    fn of(report: &Report) -> ReportSketch {
        let title = report.title.unwrap_or_default();
        let body = words::words(report.text);
        let all = || words::words(title).chain(words::words(report.text)).take(MAX_WORDS);
        let lead = words::words(title).chain(body.take(LEAD_WORDS));
        let mut names: Vec<u32> =
            report.names.iter().take(NAMES).map(|(name, is_person)| self::names(name, *is_person)[0]).collect();
        let mut codes: Vec<u32> = report.tellings.iter().flat_map(coarse_codes).collect();
        for list in [&mut names, &mut codes] {
            list.sort_unstable();
            list.dedup();
        }
        let mut places: Vec<(PlaceSketch, bool)> = Vec::new();
        for (place, sentence) in report.places.iter().filter(|(place, _)| is_spot(place)) {
            let place = PlaceSketch::of(place);
            if places.len() < PLACES && !places.iter().any(|(held, _)| held.name == place.name) {
                places.push((place, *sentence < usize::from(LEAD_SENTENCES)));
            }
        }
        let publisher = report.publisher.map_or(0, |publisher| hash(&publisher.trim().to_lowercase()));
        let day = report.published.map_or(0, |day| day as u64);
        let content = mix(&[hash_64(report.text), hash_64(title), u64::from(publisher), day]);
        ReportSketch {
            published: report.published,
            publisher,
            agency: agencies::credited(report).map_or(0, hash),
            signature: Signature::of(report.text),
            terms: words::terms(all(), TERMS),
            vocabulary: Vocabulary::of(all().take(VOCABULARY)),
            lead: words::terms(lead, LEAD_TERMS),
            names,
            places,
            codes,
            opening: opening(report.text).unwrap_or(content),
            content,
        }
    }
}

/// Whether it is a place with a name of its own that is smaller than a state.
fn is_spot(place: &Place) -> bool {
    let is_named = place.name.starts_with(char::is_uppercase);
    is_named && place.country.is_none_or(|country| country.name() != place.name)
}

/// Type and pair of countries of an event.
fn coarse_codes(telling: &Telling) -> Vec<u32> {
    let actors = countries(&telling.actors);
    let recipients = countries(&telling.recipients);
    let others: &[u32] = if recipients.is_empty() { &actors } else { &recipients };
    let mut codes = Vec::new();
    for &one in &actors {
        for &other in others.iter().filter(|&&other| other != one || actors.len() == 1) {
            let pair = [one.min(other), one.max(other)].map(u64::from);
            codes.push((mix(&[u64::from(hash(telling.event_type.name())), pair[0], pair[1]]) >> 16) as u32);
        }
    }
    codes
}

fn countries(parties: &[Party]) -> Vec<u32> {
    let mut countries: Vec<u32> =
        parties.iter().take(PARTIES).filter_map(|party| party.country).map(|country| hash(country.code())).collect();
    countries.sort_unstable();
    countries.dedup();
    countries
}

/// The first words of a text, from the first one in lower case on: what stands before is a dateline.
///
/// A text that says too little there, such as one in capitals, is told by all that it says: none if that is too little too.
fn opening(text: &str) -> Option<u64> {
    let hashes =
        |words: &mut dyn Iterator<Item = &str>| words.map(|word| hash_64(&word.to_lowercase())).collect::<Vec<_>>();
    let body = words::words(text).skip_while(|word| !word.starts_with(char::is_lowercase));
    let first = hashes(&mut body.take(LEAD_WORDS));
    if first.len() >= FEWEST_WORDS {
        return Some(mix(&first));
    }
    let all = hashes(&mut words::words(text).take(MAX_WORDS));
    (all.len() >= FEWEST_WORDS).then(|| mix(&all))
}

/// Words that tell a text from others.
const FEWEST_WORDS: usize = 12;

/// An event, as one passage tells it, in few numbers.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct EventSketch {
    /// Hash of the type's name.
    pub(crate) event_type: u32,
    /// 1 to 4.
    pub(crate) quad: u8,
    /// Hash of the mode's name; 0 for none.
    pub(crate) mode: u32,
    pub(crate) status: Reality,
    pub(crate) actors: Vec<PartySketch>,
    pub(crate) recipients: Vec<PartySketch>,
    pub(crate) days: Option<(Day, Day)>,
    pub(crate) days_from: DaysFrom,
    pub(crate) place: Option<PlaceSketch>,
    /// Hash of the trigger's words.
    pub(crate) trigger: u32,
    pub(crate) terms: Vec<Term>,
    pub(crate) sentence: u16,
    pub(crate) items: Vec<u32>,
    pub(crate) numbers: Vec<NumberSketch>,
    /// What makes it this telling and no other: the same sentence with the same codes in another report is the same one.
    pub(crate) identity: u64,
}

/// Whether an event took place, as far as that parts happenings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Reality {
    /// Told as done, under way or to come.
    Told,
    /// Said not to have been.
    Denied,
    /// Only thought of.
    Thought,
}

/// A party in few numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct PartySketch {
    /// Hash of the country's code; 0 if it is not known.
    pub(crate) country: u32,
    /// Hash of the sector's code; 0 if it is not known.
    pub(crate) sector: u32,
    /// Hashes of the words that it is known by; 0 for none.
    pub(crate) names: [u32; 2],
    pub(crate) is_person: bool,
}

/// A place in few numbers.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct PlaceSketch {
    pub(crate) name: u32,
    pub(crate) country: u32,
    /// Hash of the province; 0 for none.
    pub(crate) province: u32,
    /// Hundredths of a degree.
    pub(crate) point: Option<(i16, i16)>,
    pub(crate) is_area: bool,
}

/// A number of people or things.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct NumberSketch {
    pub(crate) kind: u32,
    pub(crate) low: f32,
    pub(crate) high: f32,
}

impl EventSketch {
    /// The sketch of an event of a report that was published on that day.
    fn of(telling: &Telling, published: Option<Day>) -> EventSketch {
        let event_type = hash(telling.event_type.name());
        let parties = |parties: &[Party]| parties.iter().take(PARTIES).map(PartySketch::of).collect::<Vec<_>>();
        let (actors, recipients) = (parties(&telling.actors), parties(&telling.recipients));
        let side = |parties: &[PartySketch]| {
            let told =
                |party: &PartySketch| [party.country, party.sector, party.names[0], party.names[1]].map(u64::from);
            mix(&parties.iter().flat_map(told).collect::<Vec<_>>())
        };
        let day = match telling.days {
            Some((first, last)) => mix(&[first as u64, last as u64]),
            None => published.map_or(0, |day| day as u64),
        };
        let sentence: Vec<u64> = words::words(telling.sentence).map(|word| hash_64(&word.to_lowercase())).collect();
        let trigger = trigger(telling.trigger);
        let identity = mix(&[
            mix(&sentence),
            u64::from(trigger),
            telling.place.as_ref().map_or(0, |place| hash_64(place.name)),
            u64::from(event_type),
            telling.status as u64,
            side(&actors),
            side(&recipients),
            day,
        ]);
        let mut items: Vec<u32> = telling.items.iter().take(LISTED).map(|item| hash(item)).collect();
        items.sort_unstable();
        items.dedup();
        EventSketch {
            event_type,
            quad: telling.event_type.quad() as u8,
            mode: telling.mode.map_or(0, |mode| hash(mode.name())),
            status: Reality::of(telling.status),
            actors,
            recipients,
            days: telling.days,
            days_from: telling.days_from,
            place: telling.place.as_ref().map(PlaceSketch::of),
            trigger,
            terms: words::terms(words::words(telling.sentence), SENTENCE_TERMS),
            sentence: u16::try_from(telling.sentence_number).unwrap_or(u16::MAX),
            items,
            numbers: telling.numbers.iter().take(LISTED).map(NumberSketch::of).collect(),
            identity,
        }
    }

    /// Whether it brings its parties nearer.
    pub(crate) fn is_cooperation(&self) -> bool {
        self.quad <= Quad::MaterialCooperation as u8
    }
}

/// The word of a trigger that tells most: the rarest.
fn trigger(words_of_it: &str) -> u32 {
    words::words(words_of_it).map(words::term).max_by_key(|term| (term.weight, term.hash)).map_or(0, |term| term.hash)
}

impl Reality {
    fn of(status: Status) -> Reality {
        match status {
            Status::Actual | Status::Future | Status::Historical => Reality::Told,
            Status::Negated => Reality::Denied,
            Status::Hypothetical => Reality::Thought,
        }
    }
}

impl PartySketch {
    fn of(party: &Party) -> PartySketch {
        let sector = match party.sector {
            ontology::Sector::Unk => 0,
            sector => hash(sector.name()),
        };
        PartySketch {
            country: party.country.map_or(0, |country| hash(country.code())),
            sector,
            names: party.name.map_or([0; 2], |name| names(name, party.is_person)),
            is_person: party.is_person,
        }
    }
}

/// Hashes of the words that somebody is known by; 0 for none.
fn names(name: &str, is_person: bool) -> [u32; 2] {
    if is_person { words::person(name) } else { [words::name(name), 0] }
}

impl PlaceSketch {
    fn of(place: &Place) -> PlaceSketch {
        let hundredths = |degrees: f64| (degrees * 100.0).round().clamp(-18_000.0, 18_000.0) as i16;
        PlaceSketch {
            name: words::name(place.name),
            country: place.country.map_or(0, |country| hash(country.code())),
            province: place.province.map_or(0, words::name),
            point: place.point.map(|(north, east)| (hundredths(north), hundredths(east))),
            is_area: place.is_area,
        }
    }
}

impl NumberSketch {
    fn of(count: &Count) -> NumberSketch {
        let (low, high) = (count.low.or(count.high), count.high.or(count.low));
        NumberSketch {
            kind: hash(count.kind),
            low: low.unwrap_or_default() as f32,
            high: high.unwrap_or_default() as f32,
        }
    }
}
