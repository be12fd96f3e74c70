//! Places without a name: `in the city`, `outside the consulate`, `in the country's capital`.

use crate::who::Text;
use annotation::{Actor, EntityKind, Form, Mention, MentionId, Place};
use ontology::Country;
use text::Span;

/// Nouns for places.
const NOUNS: [&str; 62] = [
    "city",
    "town",
    "village",
    "capital",
    "region",
    "province",
    "district",
    "area",
    "border",
    "country",
    "territory",
    "island",
    "airport",
    "port",
    "harbour",
    "harbor",
    "base",
    "camp",
    "embassy",
    "consulate",
    "hospital",
    "school",
    "university",
    "market",
    "mosque",
    "church",
    "cathedral",
    "temple",
    "prison",
    "jail",
    "palace",
    "square",
    "street",
    "station",
    "headquarters",
    "complex",
    "building",
    "house",
    "home",
    "compound",
    "checkpoint",
    "airbase",
    "airfield",
    "hotel",
    "mall",
    "stadium",
    "valley",
    "coast",
    "outpost",
    "post",
    "crossing",
    "frontier",
    "neighbourhood",
    "neighborhood",
    "suburb",
    "county",
    "peninsula",
    "site",
    "clinic",
    "courthouse",
    "barracks",
    "stronghold",
];

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

/// The described places of a document that hold none of the spans in `taken`.
pub(super) fn places(text: &Text, actors: &[Actor], taken: &[Span]) -> Vec<Place> {
    let is_free = |mention: &Mention| !taken.iter().any(|span| span.overlaps(mention.span));
    let wanted = |id: &MentionId| is_described(text, text.mention(*id)) && is_free(text.mention(*id));
    text.ids().filter(wanted).filter_map(|id| place(text, actors, id)).collect()
}

fn is_described(text: &Text, mention: &Mention) -> bool {
    let lemma = text.node(mention).lemma.to_lowercase();
    let case = text.case(mention.sentence, mention.head);
    mention.form == Form::Nominal
        && NOUNS.contains(&lemma.as_str())
        && case.is_some_and(|case| LOCATIVE.contains(&case.as_str()))
}

fn place(text: &Text, actors: &[Actor], id: MentionId) -> Option<Place> {
    let mention = text.mention(id);
    let actor = &actors[id.0 as usize];
    let told = actor.country.filter(|_| actor.kind == EntityKind::State || !actor.why.contains("by default"));
    let country = told.or_else(|| last_place(text, actors, id)).or(actor.country)?;
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

/// How many mentions back a place may have been named.
const REACH: usize = 60;

/// The country of the place or state named last.
fn last_place(text: &Text, actors: &[Actor], id: MentionId) -> Option<Country> {
    let before = (0..id.0).rev().take(REACH).map(MentionId);
    let is_place = |other: &MentionId| {
        let actor = &actors[other.0 as usize];
        actor.kind == EntityKind::Place && text.mention(*other).form == Form::Name
    };
    before.filter(is_place).find_map(|other| actors[other.0 as usize].country)
}
