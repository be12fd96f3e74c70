//! The country of a place that the tables do not have, or that several countries share.

use super::{Scene, nouns};
use crate::who::{self, Text};
use annotation::{EntityKind, Mention, Name, NameLabel, SentenceId};
use gazetteer::Kind;
use ontology::{Country, Deprel};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Where an unlisted place lies. In this order: what is named inside the name or beside it, whose it is said to be,
/// what its mention was taken to be by more than default, where the report comes from, and that default.
pub(super) fn of_unlisted(scene: &Scene, sentence: SentenceId, words: &Range<usize>) -> Option<Country> {
    let text = scene.text;
    let forms = text.forms(sentence, words.clone());
    let actor =
        words.clone().find_map(|word| text.mentions.headed_by(sentence, word)).map(|id| &scene.actors[id.0 as usize]);
    let place = actor.filter(|actor| actor.kind == EntityKind::Place);
    let is_default = place.is_some_and(|actor| actor.why.contains("by default"));
    let told =
        place.filter(|_| !is_default).and_then(|actor| actor.country).filter(|country| text.speaks_of(Some(*country)));
    inside(text, &forms)
        .or_else(|| said_after(text, sentence, words.end))
        .or_else(|| of_owner(text, sentence, words))
        .or(told)
        .or_else(|| of_person(scene, sentence, words))
        .or(scene.home)
        .or_else(|| actor.and_then(|actor| actor.country))
}

/// `Private Hennessy of Mullingar`: where somebody comes from lies in his country, if it is told.
fn of_person(scene: &Scene, sentence: SentenceId, words: &Range<usize>) -> Option<Country> {
    let text = scene.text;
    let tree = text.tree(sentence);
    let top = words.clone().find(|&word| tree.node(word).head.is_none_or(|head| !words.contains(&head)))?;
    let head = tree.node(top).head.filter(|_| tree.node(top).deprel == Deprel::Nmod)?;
    let case = text.case(sentence, top)?;
    let actor = &scene.actors[text.mentions.headed_by(sentence, head)?.0 as usize];
    let is_told = actor.kind == EntityKind::Person && !actor.why.contains("by default");
    actor.country.filter(|_| is_told && (case == "of" || case == "from"))
}

/// Where the report comes from: its dateline, else the place that its publisher has its name from, else where most of the
/// places lie that it names.
pub(super) fn home(text: &Text) -> Option<Country> {
    text.home.or_else(|| of_publisher(text)).or_else(|| of_most_places(text))
}

fn of_publisher(text: &Text) -> Option<Country> {
    let words: Vec<&str> = text.document.publisher.as_deref()?.split_whitespace().take(PUBLISHER).collect();
    (0..words.len()).find_map(|at| {
        let known = text.gazetteer.longest(&words[at..]);
        let entry = known.and_then(|(_, entries)| entries.into_iter().find(|entry| is_land(entry.kind)));
        let country = entry.and_then(|entry| entry.country).or_else(|| text.country_of_town(words[at]));
        country.filter(|country| text.speaks_of(Some(*country)))
    })
}

fn is_land(kind: Kind) -> bool {
    matches!(kind, Kind::State | Kind::Demonym | Kind::Metonym | Kind::Place)
}

/// The country in which most of the named places lie, if at least two do and no other has as many.
fn of_most_places(text: &Text) -> Option<Country> {
    let mut counts: BTreeMap<Country, usize> = BTreeMap::new();
    let places = text.mentions.names.iter().filter(|name| matches!(name.label, NameLabel::Gpe | NameLabel::Location));
    for country in places.filter_map(|name| country_of(text, name)) {
        *counts.entry(country).or_insert(0) += 1;
    }
    let (&country, &most) = counts.iter().max_by_key(|(country, n)| (**n, std::cmp::Reverse(**country)))?;
    let is_first = counts.values().filter(|n| **n == most).count() == 1;
    Some(country).filter(|_| most > 1 && is_first)
}

/// A publisher's name has few words.
const PUBLISHER: usize = 8;

/// A country, nationality or town inside a longer name: `Mogadishu airport`. All but states must be spoken of.
fn inside(text: &Text, forms: &[&str]) -> Option<Country> {
    (0..forms.len()).filter(|&at| !nouns::is_place(forms[at], true)).find_map(|at| {
        let demonym = text.gazetteer.demonym(forms[at]).and_then(|entry| entry.country);
        let known = || {
            let (_, entries) = text.gazetteer.longest(&forms[at..])?;
            let entry = entries.into_iter().find(|entry| entry.kind != Kind::Person)?;
            entry.country.filter(|country| entry.kind == Kind::State || text.speaks_of(Some(*country)))
        };
        let town = || text.country_of_town(forms[at]).filter(|country| text.speaks_of(Some(*country)));
        // `Don Bosco`: short words begin many names.
        let is_telling = forms[at].chars().count() > 3;
        demonym.or_else(|| known().or_else(town).filter(|_| is_telling))
    })
}

/// How many words may stand between a place and the place that it is near: `, a town in western`.
const GAP: usize = 5;

/// The country of the place said right after: `Henderson near Perth`, `Bure, a town in Ethiopia`.
pub(super) fn said_after(text: &Text, sentence: SentenceId, end: usize) -> Option<Country> {
    let next = text.names_in(sentence).iter().find(|name| name.words.start >= end)?;
    let between = end..next.words.start;
    let is_place = matches!(next.label, NameLabel::Gpe | NameLabel::Location);
    if !is_place || between.is_empty() || between.len() > GAP || !leads_to_container(text, sentence, between) {
        return None;
    }
    country_of(text, next)
}

/// Whether the words end in a preposition that puts the former in the latter, and hold nothing but a description.
fn leads_to_container(text: &Text, sentence: SentenceId, between: Range<usize>) -> bool {
    const FILLERS: [&str; 15] = [
        ",", "a", "an", "the", "in", "near", "of", "outside", "from", "km", "miles", "northern", "southern", "eastern",
        "western",
    ];
    const PREPOSITIONS: [&str; 4] = ["in", "near", "outside", "of"];
    let forms: Vec<String> = text.forms(sentence, between).iter().map(|form| form.to_lowercase()).collect();
    let is_filler = |form: &String| FILLERS.contains(&form.as_str()) || nouns::is_place(form, true);
    let leads = forms.iter().any(|form| PREPOSITIONS.contains(&form.as_str())) || forms.len() == 1 && forms[0] == ",";
    leads && forms.iter().all(is_filler)
}

/// `the Somali town of El Baraf`, `Nigeria's Borno`: whose the place is.
fn of_owner(text: &Text, sentence: SentenceId, words: &Range<usize>) -> Option<Country> {
    let tree = text.tree(sentence);
    let top = words.clone().find(|&word| tree.node(word).head.is_none_or(|head| !words.contains(&head)))?;
    let node = tree.node(top);
    let governor = node.head.filter(|&head| {
        matches!(node.deprel, Deprel::Nmod | Deprel::Appos | Deprel::NmodDesc | Deprel::Compound)
            && nouns::is_place(&tree.node(head).lemma, true)
            && !nouns::is_abroad(&tree.node(head).lemma)
    });
    let holders = [Some(top), governor];
    holders.into_iter().flatten().find_map(|word| {
        let mention = text.mention(text.mentions.headed_by(sentence, word)?);
        named_owner(text, mention, words)
    })
}

/// The country of the nation or place that a phrase belongs to, by a name outside of `words`: `the Finnish border`.
pub(super) fn named_owner(text: &Text, mention: &Mention, words: &Range<usize>) -> Option<Country> {
    let others = text.names(mention).filter(|name| name.words.start >= words.end || name.words.end <= words.start);
    others.filter(|name| is_owner(text, name)).find_map(|name| country_of(text, name))
}

/// Whether a name in a phrase tells whose or of what nation the phrase is.
fn is_owner(text: &Text, name: &Name) -> bool {
    let node = text.tree(name.sentence).node(text.top(name));
    matches!(node.deprel, Deprel::NmodPoss | Deprel::Amod | Deprel::Compound | Deprel::NmodUnmarked)
        && matches!(name.label, NameLabel::Gpe | NameLabel::Norp | NameLabel::Location)
}

fn country_of(text: &Text, name: &Name) -> Option<Country> {
    let forms = text.forms(name.sentence, name.words.clone());
    let demonym = || forms.first().and_then(|form| text.gazetteer.demonym(form)).and_then(|entry| entry.country);
    match text.meant(&forms, None) {
        Some(who::Meant::Town(town)) => Some(town.country.sovereign()),
        Some(who::Meant::Entry(entry)) => entry.country,
        None => demonym(),
    }
}

/// The states on waters, rivers and ranges that no one state has.
static SHORES: LazyLock<BTreeMap<&str, Vec<Country>>> = LazyLock::new(|| {
    let rows = include_str!("../../data/shores.csv").lines().skip(1);
    rows.filter_map(|row| row.split_once(','))
        .map(|(name, states)| (name, states.split('|').filter_map(Country::from_code).collect()))
        .collect()
});

/// A sea with more states than these is everybody's: only the state that the report is about counts.
const FEW_SHORES: usize = 8;

/// Whether a name is one of a water, river or range of several states.
pub(super) fn is_shared(name: &str) -> bool {
    SHORES.contains_key(name)
}

/// Off which state a shared water is spoken of: the report's own if it lies there, else the one that it names most.
pub(super) fn of_shared(scene: &Scene, name: &str) -> Option<Country> {
    let shores = SHORES.get(name)?;
    let is_shore = |country: &Country| shores.contains(country);
    let most = || {
        let is_possible = |country: &Country| shores.len() > FEW_SHORES || is_shore(country);
        let spoken = scene.text.countries.iter().filter(|(country, _)| is_possible(country));
        spoken
            .max_by_key(|(country, n)| (**n, std::cmp::Reverse(**country)))
            .map(|(country, _)| *country)
            .filter(is_shore)
    };
    scene.home.filter(is_shore).or_else(most)
}
