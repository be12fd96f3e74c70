//! Where: the places that a text names, among all that have the name.

mod described;
mod nouns;
mod setting;
mod standing;

use crate::who::{Meant, Text, in_title_case};
use annotation::{Actor, Dateline, Name, NameLabel, Place, SentenceId};
use gazetteer::{Entry, Gazetteer, Kind, Town};
use ontology::Country;
use std::ops::Range;
use text::Span;

/// The places of a document, in the order of the text: those of its dateline, those named, and those described where
/// something is said to be.
pub(crate) fn places(text: &Text, actors: &[Actor], dateline: Option<&Dateline>) -> Vec<Place> {
    let scene = Scene { text, actors, home: setting::home(text) };
    let spans = dateline.map_or(&[][..], |line| &line.places);
    let mut places: Vec<Place> = spans.iter().filter_map(|span| written_from(&scene, *span)).collect();
    let named = text.mentions.names.iter().filter(|name| standing::is_place(text, name, actors));
    for name in named {
        let words = with_second_part(text, name);
        let span = text.span_of(name.sentence, words.start).join(text.span_of(name.sentence, words.end - 1));
        if !places.iter().rev().take(OVERLAPPING).any(|place| place.span.overlaps(span)) {
            places.push(place(&scene, name.sentence, words));
        }
    }
    places.sort_by_key(|place| (place.span.start(), place.span.end()));
    let described = described::places(&scene, &places);
    places.extend(described);
    places.sort_by_key(|place| (place.span.start(), place.span.end()));
    places
}

/// What the country of a place is told by.
struct Scene<'t, 'a> {
    text: &'t Text<'a>,
    actors: &'t [Actor],
    /// Where the report comes from.
    home: Option<Country>,
}

/// A name overlaps those just before it, and the few places of the dateline.
const OVERLAPPING: usize = 8;

/// A place of the dateline: `ARAUCA, Colombia`.
fn written_from(scene: &Scene, span: Span) -> Option<Place> {
    let text = scene.text;
    let sentence = text.sentences.iter().position(|sentence| sentence.span.end() > span.start())?;
    let id = SentenceId(sentence as u32);
    let inside = |word: &usize| span.contains(text.span_of(id, *word));
    let words: Vec<usize> = (0..text.sentences[sentence].tokens.len()).filter(inside).collect();
    let (first, last) = (*words.first()?, *words.last()?);
    let end = (first..=last).find(|&word| text.form(id, word) == ",").unwrap_or(last + 1);
    let found = Place { span, ..place(scene, id, first..end) };
    // `KINGSTON` in a report that names the United States most.
    let towns = text.gazetteer.towns(&cased(&found.name).join(" "));
    let is_elsewhere = end == last + 1 && text.home.is_some() && found.country != text.home;
    let own = towns.iter().find(|town| is_elsewhere && Some(town.country.sovereign()) == text.home);
    Some(match own {
        Some(town) => at_town(found, town),
        None => found,
    })
}

/// The words of a name, with what follows an apostrophe or a number: `Cox's Bazar`, `Outpost 6-52`.
fn with_second_part(text: &Text, name: &Name) -> Range<usize> {
    let n_words = text.sentences[name.sentence.0 as usize].tokens.len();
    let mark = name.words.end;
    let is_number = |word: usize| text.form(name.sentence, word).starts_with(|first: char| first.is_ascii_digit());
    if mark < n_words && is_number(mark) && nouns::is_building(text.form(name.sentence, mark - 1)) {
        return name.words.start..mark + 1;
    }
    if mark >= n_words || !["'", "’", "'s", "’s"].contains(&text.form(name.sentence, mark)) {
        return name.words.clone();
    }
    let second = text.names_in(name.sentence).iter().find(|next| next.words.start == mark + 1);
    let joined = second.map(|second| name.words.start..second.words.end);
    let is_one = |words: &Range<usize>| {
        let written = text.written(name.sentence, words.clone());
        let forms: Vec<&str> = written.split(' ').collect();
        let known = text.gazetteer.senses(&forms).is_some_and(|(length, _)| length == forms.len());
        known || !text.gazetteer.towns(&written).is_empty()
    };
    let is_building = |second: &Name| {
        let forms = text.forms(name.sentence, name.words.clone());
        let is_known = text.meant(&forms, None).is_some_and(|meant| matches!(meant, Meant::Entry(_)));
        !is_known && nouns::is_building(text.form(second.sentence, second.words.end - 1))
    };
    joined.filter(|words| is_one(words) || second.is_some_and(is_building)).unwrap_or(name.words.clone())
}

/// The country of a place named by itself, or with its region after a comma: a state, a capital, else the largest town of
/// the name. A large town goes before an island or province that is called so.
pub(crate) fn country_of(name: &str, gazetteer: &Gazetteer) -> Option<Country> {
    const LARGE: u32 = 100_000;
    let (place, region) = name.split_once(',').map_or((name, None), |(place, region)| (place, Some(region)));
    let towns = gazetteer.towns(&cased(place).join(" "));
    let town = towns.first();
    let large = |kind: Kind| town.filter(|town| kind == Kind::Place && town.population >= LARGE);
    let told = region.and_then(|region| known(region, gazetteer)).and_then(|entry| entry.country);
    let own = || {
        let entry = known(place, gazetteer)?;
        large(entry.kind).map(|town| town.country).or(entry.country)
    };
    told.or_else(own).or_else(|| town.map(|town| town.country))
}

fn cased(name: &str) -> Vec<String> {
    name.split_whitespace().map(in_title_case).collect()
}

/// The thing of the tables, other than a person, that has exactly the name.
fn known<'g>(name: &str, gazetteer: &'g Gazetteer) -> Option<&'g Entry> {
    let words = cased(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (_, entries) = gazetteer.longest(&words).filter(|(length, _)| *length == words.len())?;
    entries.into_iter().find(|entry| entry.kind != Kind::Person)
}

fn place(scene: &Scene, sentence: SentenceId, words: Range<usize>) -> Place {
    let text = scene.text;
    let written = text.written(sentence, words.clone());
    let cased: Vec<String> = written.split(' ').map(in_title_case).collect();
    let forms: Vec<&str> = cased.iter().map(String::as_str).collect();
    let mention = words.clone().find_map(|word| text.mentions.headed_by(sentence, word));
    let blank = Place {
        span: text.span_of(sentence, words.start).join(text.span_of(sentence, words.end - 1)),
        mention,
        name: written.clone(),
        country: None,
        admin1: None,
        coordinates: None,
        geonames: None,
        feature: None,
    };
    let said = said_around(text, sentence, words.end);
    let beside = said.as_deref().and_then(|said| country_named(text, said));
    let near = beside.or_else(|| setting::said_after(text, sentence, words.end));
    let meant = text.meant(&forms, said.as_deref()).filter(|meant| !is_namesake(scene, meant, near));
    let unlisted = || beside.or_else(|| setting::of_unlisted(scene, sentence, &words));
    match meant.or_else(|| airfield(text, &forms)).or_else(|| water(text, &forms)) {
        Some(Meant::Town(town)) => at_town(blank, &town),
        Some(Meant::Entry(entry)) => {
            let found = at_entry(scene, blank, entry);
            let country = found.country.or_else(|| unlisted().filter(|_| entry.kind == Kind::Metonym));
            Place { country, ..found }
        }
        None => Place { country: unlisted(), ..blank },
    }
}

/// Whether a town is not the one meant: another country is said beside the name, or the town is small and the report
/// speaks by far more of the country that it comes from.
fn is_namesake(scene: &Scene, meant: &Meant, near: Option<Country>) -> bool {
    const SMALL: u32 = 50_000;
    const TIMES: usize = 3;
    let Meant::Town(town) = meant else { return false };
    let country = town.country.sovereign();
    let spoken = |country: Country| scene.text.countries.get(&country).copied().unwrap_or(0);
    let is_rare = |home: Country| home != country && spoken(home) > TIMES * spoken(country);
    match near {
        Some(near) => near != country,
        None => town.population < SMALL && scene.home.is_some_and(is_rare),
    }
}

/// The airfield that is called by less than its name: `Skrydstrup` or `Batajnica airfield` for `Batajnica Air Base`.
fn airfield<'a>(text: &Text<'a>, forms: &[&str]) -> Option<Meant<'a>> {
    const KINDS: [&[&str]; 3] = [&["Air", "Base"], &["International", "Airport"], &["Airport"]];
    const ENDINGS: [&[&str]; 6] =
        [&["air", "base"], &["airbase"], &["airfield"], &["airport"], &["base"], &["international", "airport"]];
    let lower: Vec<String> = forms.iter().map(|form| form.to_lowercase()).collect();
    let ends = |ending: &&&[&str]| {
        lower.len() > ending.len() && lower.iter().rev().zip(ending.iter().rev()).all(|(a, b)| a == b)
    };
    let length = ENDINGS.iter().filter(ends).map(|ending| ending.len()).max().unwrap_or(0);
    let own = &forms[..forms.len() - length];
    KINDS.iter().find_map(|kind| {
        let full = [own, kind].concat();
        let (found, senses) = text.gazetteer.senses(&full)?;
        let places: Vec<_> = senses.into_iter().filter(|sense| sense.entry.kind == Kind::Place).collect();
        text.sense_on(&places).filter(|_| found == full.len()).map(Meant::Entry)
    })
}

/// `Euphrates River`: a river or lake that the tables have by its bare name.
fn water<'a>(text: &Text<'a>, forms: &[&str]) -> Option<Meant<'a>> {
    const WATERS: [&str; 4] = ["River", "river", "Lake", "lake"];
    let bare = match forms {
        [first, bare @ ..] if WATERS.contains(first) => bare,
        [bare @ .., last] if WATERS.contains(last) => bare,
        _ => return None,
    };
    let entry = text.entry(bare).filter(|entry| entry.kind == Kind::Place && setting::is_shared(&entry.name))?;
    Some(Meant::Entry(entry))
}

/// A capital is a town with coordinates; a region has its own.
fn at_entry(scene: &Scene, blank: Place, entry: &Entry) -> Place {
    let text = scene.text;
    // A base has the place of its own, a headquarters that of its town.
    let is_in_town = entry.place.is_none() || *entry.class == *"headquarters";
    let town = entry.town.as_deref().filter(|_| is_in_town);
    let town = town.or((entry.kind == Kind::Metonym).then_some(&*entry.name));
    let towns = town.map(|town| text.gazetteer.towns(town)).unwrap_or_default();
    let is_of_state = entry.country.is_none_or(|country| country.is_polity());
    let town = match is_of_state {
        true => towns.iter().find(|town| Some(town.country.sovereign()) == entry.country),
        // `Strasbourg` is the EU's seat and a town of France.
        false => text.town(&towns, None),
    };
    match town {
        Some(town) if entry.kind != Kind::State => at_town(blank, town),
        _ => {
            let country = entry.country.or_else(|| setting::of_shared(scene, &entry.name));
            Place { name: entry.name.to_string(), country, coordinates: entry.place, ..blank }
        }
    }
}

fn at_town(blank: Place, town: &Town) -> Place {
    Place {
        name: town.name.to_string(),
        country: Some(town.country.sovereign()),
        admin1: Some(town.admin1.to_string()).filter(|admin1| !admin1.is_empty()),
        coordinates: Some((town.latitude, town.longitude)),
        geonames: Some(town.geonames),
        feature: Some(town.feature).filter(|feature| !feature.is_empty()).map(str::to_string),
        ..blank
    }
}

/// What stands behind a comma after the name: `Springfield, Illinois`.
fn said_around(text: &Text, sentence: SentenceId, comma: usize) -> Option<String> {
    let n_words = text.sentences[sentence.0 as usize].tokens.len();
    if comma + 1 >= n_words || text.form(sentence, comma) != "," {
        return None;
    }
    let next = text.names_in(sentence).iter().find(|next| next.words.start == comma + 1)?;
    matches!(next.label, NameLabel::Gpe | NameLabel::Location)
        .then(|| text.forms(sentence, next.words.clone()).join(" "))
}

fn country_named(text: &Text, said: &str) -> Option<Country> {
    let words: Vec<&str> = said.split(' ').collect();
    text.gazetteer.longest(&words).and_then(|(_, entries)| entries.first()?.country)
}
