//! Places without a name of their own: `in the city`, `outside the consulate`, `at a boarding school in Kaduna`.

use super::{Scene, nouns, setting, standing};
use crate::who::Text;
use annotation::{EntityKind, Form, Mention, MentionId, NameLabel, Place};
use ontology::{Country, Deprel};
use text::Span;

/// Prepositions that put something in a place.
const LOCATIVE: [&str; 13] = [
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "across",
    "throughout",
    "within",
    "along",
    "off",
    "into",
    "from",
];

/// Nouns that something is on, over or moves to: `on Afghan soil`, `to the Sudanese border`.
const REACHED: [&str; 17] = [
    "soil",
    "border",
    "frontier",
    "island",
    "islet",
    "coast",
    "coastline",
    "shore",
    "peninsula",
    "territory",
    "airspace",
    "capital",
    "airport",
    "base",
    "mainland",
    "city",
    "town",
];

/// Verbs whose object is where they are done.
const TAKING: [&str; 32] = [
    "visit",
    "leave",
    "enter",
    "reach",
    "tour",
    "cross",
    "flee",
    "storm",
    "seize",
    "capture",
    "retake",
    "recapture",
    "violate",
    "overrun",
    "besiege",
    "occupy",
    "close",
    "reopen",
    "block",
    "attack",
    "bomb",
    "bombard",
    "defend",
    "encircle",
    "evacuate",
    "hit",
    "invade",
    "liberate",
    "pound",
    "raid",
    "shell",
    "surround",
];

/// The described places of a document. One with a place of `taken` in it is listed besides that one, if it says more.
pub(super) fn places(scene: &Scene, taken: &[Place]) -> Vec<Place> {
    let text = scene.text;
    let wanted = |id: &MentionId| {
        let mention = text.mention(*id);
        is_described(text, mention) && says_more(text, mention, taken)
    };
    text.ids().filter(wanted).filter_map(|id| place(scene, taken, id)).collect()
}

fn is_described(text: &Text, mention: &Mention) -> bool {
    let lemma = text.node(mention).lemma.to_lowercase();
    let is_named = text.names(mention).any(|name| is_of_place(name.label));
    let case = text.case(mention.sentence, mention.head);
    let stands = match case.as_deref() {
        Some("to") if standing::is_moved(text, mention) => true,
        Some("of") => is_whole(text, mention),
        Some("on") if is_named && standing::is_attacked(text, mention) => true,
        Some("on" | "over" | "to" | "toward" | "towards") => REACHED.contains(&lemma.as_str()),
        Some(case) => LOCATIVE.contains(&case),
        None => is_taken(text, mention),
    };
    matches!(mention.form, Form::Nominal | Form::Name)
        && (is_named && lemma != "nation" || !text.is_plural(mention) || nouns::is_land(&lemma))
        && !is_inside_name(text, mention)
        && nouns::is_place(&lemma, is_named && (!text.is_plural(mention) || nouns::is_many(&lemma)))
        && stands
}

fn is_of_place(label: NameLabel) -> bool {
    matches!(label, NameLabel::Gpe | NameLabel::Location | NameLabel::Facility | NameLabel::Norp)
}

/// `in other parts of the city`, `from the center of the capital`: what a part that stands so is a part of.
fn is_whole(text: &Text, mention: &Mention) -> bool {
    let tree = text.tree(mention.sentence);
    let part = text.node(mention).head.filter(|&part| {
        let lemma = tree.node(part).lemma.to_lowercase();
        nouns::PARTS_OF_LAND.contains(&lemma.as_str()) || PARTS_OF_TOWN.contains(&lemma.as_str())
    });
    let case = part.and_then(|part| text.case(mention.sentence, part));
    case.is_some_and(|case| LOCATIVE.contains(&case.as_str()))
}

/// Parts of a town, a building or a camp.
const PARTS_OF_TOWN: [&str; 8] = ["center", "centre", "heart", "middle", "edge", "street", "gate", "corridor"];

/// Whether a name that the reader marked has the head: a body's or a place's own.
fn is_inside_name(text: &Text, mention: &Mention) -> bool {
    text.names(mention).any(|name| name.words.contains(&mention.head))
}

/// `captured the town`, `entered Estonian airspace`.
fn is_taken(text: &Text, mention: &Mention) -> bool {
    let tree = text.tree(mention.sentence);
    let node = text.node(mention);
    let verb = node.head.filter(|_| matches!(node.deprel, Deprel::Obj | Deprel::NsubjPass));
    verb.is_some_and(|verb| TAKING.contains(&tree.node(verb).lemma.to_lowercase().as_str()))
}

/// Whether the phrase is more than a place that was named in it and an article.
fn says_more(text: &Text, mention: &Mention, taken: &[Place]) -> bool {
    let head = text.span_of(mention.sentence, mention.head);
    !near(taken, mention.span).iter().any(|place| place.span.overlaps(head) || place.span.contains(mention.span))
}

fn place(scene: &Scene, taken: &[Place], id: MentionId) -> Option<Place> {
    let text = scene.text;
    let mention = text.mention(id);
    let country = country(scene, taken, id)?;
    Some(Place {
        span: mention.span,
        mention: Some(id),
        name: text.written(mention.sentence, mention.words.clone()),
        country: Some(country),
        admin1: None,
        coordinates: None,
        geonames: None,
        feature: None,
    })
}

/// Where a described place lies: by the places named in it, by what it was taken to be, by the place listed last.
fn country(scene: &Scene, taken: &[Place], id: MentionId) -> Option<Country> {
    let text = scene.text;
    let mention = text.mention(id);
    let actor = &scene.actors[id.0 as usize];
    let named_inside = near(taken, mention.span).iter().find(|place| mention.span.contains(place.span));
    let is_abroad = nouns::is_abroad(&text.node(mention).lemma);
    // `the European nation` is one of them.
    let is_one = |country: &Country| country.is_state() || !is_realm(text, mention);
    let owner = || {
        let owner = setting::named_owner(text, mention, &(mention.head..mention.head + 1));
        owner.filter(is_one).filter(|_| !is_abroad)
    };
    let inside = named_inside.and_then(|place| place.country);
    if named_inside.is_some() && inside.is_none() {
        // `an island in South America`
        return owner();
    }
    let told =
        actor.country.filter(is_one).filter(|_| actor.kind == EntityKind::State || !actor.why.contains("by default"));
    let beside = || setting::said_after(text, mention.sentence, mention.words.end);
    owner()
        .or(inside)
        .or(told)
        .or_else(beside)
        .or_else(|| last_listed(taken, mention).filter(|_| is_listed_near(text, taken, mention)))
        .or(text.home)
        .or_else(|| last_listed(taken, mention))
        .or(actor.country.filter(is_one))
        .or(scene.home)
}

/// How many listed places back the one may stand that a described place lies by.
const REACH: usize = 16;

/// The listed places that stand in a span, and the few before it. `taken` is in the order of the text.
fn near(taken: &[Place], span: Span) -> &[Place] {
    let start = taken.partition_point(|place| place.span.start() < span.start());
    let end = taken.partition_point(|place| place.span.start() < span.end());
    &taken[start.saturating_sub(REACH)..end]
}

fn is_realm(text: &Text, mention: &Mention) -> bool {
    matches!(&*text.node(mention).lemma, "country" | "nation" | "capital")
}

/// Whether a place was listed in the mention's sentence or the one before.
fn is_listed_near(text: &Text, taken: &[Place], mention: &Mention) -> bool {
    let start = text.sentences[mention.sentence.0.saturating_sub(1) as usize].span.start();
    let mut before = near(taken, mention.span).iter().rev().filter(|place| place.span.end() <= mention.span.start());
    before.find(|place| place.country.is_some()).is_some_and(|place| place.span.start() >= start)
}

/// The country of the last listed place before the mention.
fn last_listed(taken: &[Place], mention: &Mention) -> Option<Country> {
    let before = near(taken, mention.span).iter().rev().filter(|place| place.span.end() <= mention.span.start());
    before.filter_map(|place| place.country).next()
}
