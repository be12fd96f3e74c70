//! Where: the places that a text names, among all that have the name.

mod described;

use crate::who::{Meant, Text, in_title_case};
use annotation::{Actor, EntityKind, Name, NameLabel, Place, Tree};
use gazetteer::{Entry, Gazetteer, Kind, Town};
use ontology::{Country, Deprel};

/// The places of a document, in the order of the text: those named, and those described where something is said to be.
pub(crate) fn places(text: &Text, actors: &[Actor]) -> Vec<Place> {
    let named = text.mentions.names.iter().filter(|name| is_place(text, name, actors));
    let mut places: Vec<Place> = named.map(|name| with_default(place(text, name), actors)).collect();
    let taken: Vec<text::Span> = places.iter().map(|place| place.span).collect();
    places.extend(described::places(text, actors, &taken));
    places.sort_by_key(|place| (place.span.start(), place.span.end()));
    places
}

/// A place that no table has lies where its mention was taken to be.
fn with_default(place: Place, actors: &[Actor]) -> Place {
    let actor = place.mention.map(|id| &actors[id.0 as usize]).filter(|actor| actor.kind == EntityKind::Place);
    let country = place.country.or_else(|| actor.and_then(|actor| actor.country));
    Place { country, ..place }
}

/// The country of a place named by itself: a state, a capital, else the largest town of the name.
pub(crate) fn country_of(name: &str, gazetteer: &Gazetteer) -> Option<Country> {
    let words: Vec<String> = name.split_whitespace().map(in_title_case).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let known = gazetteer.longest(&words).filter(|(length, _)| *length == words.len());
    let entry = known.and_then(|(_, entries)| entries.into_iter().find(|entry| entry.kind != Kind::Person)?.country);
    entry.or_else(|| gazetteer.towns(&words.join(" ")).first().map(|town| town.country))
}

/// A name of a place that stands where places stand: not as one who acts, nor as whose something is.
fn is_place(text: &Text, name: &Name, actors: &[Actor]) -> bool {
    if !matches!(name.label, NameLabel::Gpe | NameLabel::Location | NameLabel::Facility) {
        return false;
    }
    let tree = text.tree(name.sentence);
    let top = text.top(name);
    let Some(id) = text.mentions.headed_by(name.sentence, top) else { return true };
    // `between Kenya and Uganda`: the second stands as the first does.
    let top = first_conjunct(tree, top);
    match actors[id.0 as usize].kind {
        EntityKind::Person => false,
        EntityKind::State => match tree.node(top).deprel {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NmodPoss | Deprel::Amod | Deprel::OblAgent | Deprel::Iobj => {
                false
            }
            Deprel::Compound | Deprel::NmodUnmarked => head_is(text, name, top, &SITES),
            Deprel::Obj => head_is(text, name, top, &REACHING),
            Deprel::Obl | Deprel::Nmod => is_where(text, name, top),
            _ => true,
        },
        _ => true,
    }
}

/// The first of the words that `word` is coordinated with.
fn first_conjunct(tree: &Tree, word: usize) -> usize {
    let mut first = word;
    while tree.node(first).deprel == Deprel::Conj {
        first = tree.node(first).head.expect("a conjunct has a head");
    }
    first
}

/// Verbs whose object is where they lead.
const REACHING: [&str; 8] = ["visit", "leave", "enter", "reach", "tour", "quit", "cross", "flee"];
/// Verbs and nouns after which `to Kabul` is a way and not a party.
const MOVING: [&str; 34] = [
    "go",
    "travel",
    "fly",
    "visit",
    "trip",
    "tour",
    "arrive",
    "return",
    "flight",
    "plane",
    "move",
    "send",
    "deploy",
    "take",
    "come",
    "head",
    "drive",
    "sail",
    "journey",
    "ship",
    "bring",
    "flee",
    "cross",
    "leave",
    "rush",
    "transfer",
    "extradite",
    "deport",
    "road",
    "train",
    "dispatch",
    "evacuate",
    "withdraw",
    "repatriate",
];
/// Nouns that a place's name stands before to say which.
const SITES: [&str; 16] = [
    "airport",
    "airbase",
    "base",
    "border",
    "prison",
    "hospital",
    "port",
    "university",
    "suburb",
    "district",
    "summit",
    "meeting",
    "gathering",
    "jail",
    "airfield",
    "headquarters",
];

fn head_is(text: &Text, name: &Name, word: usize, lemmas: &[&str]) -> bool {
    let tree = text.tree(name.sentence);
    tree.node(word).head.is_some_and(|head| lemmas.contains(&tree.node(head).lemma.to_lowercase().as_str()))
}

/// Whether the preposition before a state's or capital's name says where.
fn is_where(text: &Text, name: &Name, top: usize) -> bool {
    const PARTS: [&str; 8] = ["southern", "northern", "eastern", "western", "central", "south", "north", "east"];
    let tree = text.tree(name.sentence);
    let is_part =
        tree.children(top).any(|word| PARTS.contains(&text.form(name.sentence, word).to_lowercase().as_str()));
    match text.case(name.sentence, top).as_deref() {
        _ if is_part => true,
        Some("to" | "from" | "for") => head_is(text, name, top, &MOVING),
        Some("of" | "with" | "by" | "between" | "against" | "on" | "toward" | "towards" | "as" | "than" | "like")
        | None => false,
        Some(_) => true,
    }
}

fn place(text: &Text, name: &Name) -> Place {
    let written = text.forms(name.sentence, name.words.clone());
    let cased: Vec<String> = written.iter().map(|word| in_title_case(word)).collect();
    let forms: Vec<&str> = cased.iter().map(String::as_str).collect();
    let mention = name.words.clone().find_map(|word| text.mentions.headed_by(name.sentence, word));
    let blank = Place {
        span: name.span,
        mention,
        name: written.join(" "),
        country: None,
        admin1: None,
        coordinates: None,
        geonames: None,
        feature: None,
    };
    let said = said_around(text, name);
    match text.meant(&forms, said.as_deref()) {
        Some(Meant::Town(town)) => at_town(blank, &town),
        Some(Meant::Entry(entry)) => at_entry(text, blank, entry),
        None => {
            let beside = || said.as_deref().and_then(|said| country_named(text, said));
            Place { country: country_inside(text, &forms).or_else(beside), ..blank }
        }
    }
}

/// A capital is a town with coordinates; a region has its own.
fn at_entry(text: &Text, blank: Place, entry: &Entry) -> Place {
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
        _ => Place { name: entry.name.to_string(), country: entry.country, coordinates: entry.place, ..blank },
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
fn said_around(text: &Text, name: &Name) -> Option<String> {
    let n_words = text.sentences[name.sentence.0 as usize].tokens.len();
    let comma = name.words.end;
    if comma + 1 >= n_words || text.form(name.sentence, comma) != "," {
        return None;
    }
    let next = text.names_in(name.sentence).iter().find(|next| next.words.start == comma + 1)?;
    matches!(next.label, NameLabel::Gpe | NameLabel::Location)
        .then(|| text.forms(name.sentence, next.words.clone()).join(" "))
}

fn country_named(text: &Text, said: &str) -> Option<Country> {
    let words: Vec<&str> = said.split(' ').collect();
    text.gazetteer.longest(&words).and_then(|(_, entries)| entries.first()?.country)
}

/// A country, nationality or town inside a longer name: `Mogadishu airport`.
fn country_inside(text: &Text, forms: &[&str]) -> Option<Country> {
    (0..forms.len()).find_map(|at| {
        let demonym = text.gazetteer.demonym(forms[at]).and_then(|entry| entry.country);
        let known = || text.gazetteer.longest(&forms[at..]).and_then(|(_, entries)| entries.first()?.country);
        let town = || text.country_of_town(forms[at]).filter(|country| text.speaks_of(Some(*country)));
        demonym.or_else(known).or_else(town)
    })
}
