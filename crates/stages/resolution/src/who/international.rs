//! Who is of no one state: those who serve a body of many, the leaders of a region, `the bloc`.

use super::Text;
use super::actors::Drafts;
use annotation::{Chain, EntityKind, MentionId};
use gazetteer::WordSort;
use ontology::{Country, Deprel, Sector};

/// Posts whose holder is of the body that has them, whatever his nationality.
const POSTS: [&str; 19] = [
    "head",
    "chief",
    "commander",
    "director",
    "chairman",
    "chairwoman",
    "chair",
    "president",
    "secretary",
    "general",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "representative",
    "envoy",
    "mediator",
    "monitor",
    "observer",
    "rapporteur",
];

/// Of an entity with many mentions the first ones tell whom it serves; chosen by hand.
const FIRST: usize = 12;

/// `the mission's chief monitor, the Turkish diplomat X`: of the mission, not of his own state.
pub(super) fn serve(text: &Text, drafts: &mut Drafts) {
    for index in 0..drafts.drafts.len() {
        let Some((country, body)) = served(text, drafts, index) else { continue };
        let draft = &mut drafts.drafts[index];
        if draft.country != Some(country) {
            draft.country = Some(country);
            draft.why.push_str(&format!("; serves {body}"));
        }
        for id in &draft.mentions {
            drafts.descriptions[id.0 as usize].country = None;
        }
    }
}

/// The code and name of the international body that has the post of a person.
fn served(text: &Text, drafts: &Drafts, index: usize) -> Option<(Country, String)> {
    let draft = &drafts.drafts[index];
    let is_one = draft.kind == EntityKind::Person && !draft.is_plural && draft.members.is_empty();
    let mentions = &draft.mentions[..draft.mentions.len().min(FIRST)];
    if !is_one || mentions.iter().any(|id| governs_state(drafts, *id)) {
        return None;
    }
    mentions.iter().find_map(|id| body_of(text, drafts, *id))
}

/// `Angolan President X, the African Union's mediator`: he is his state's all the same.
fn governs_state(drafts: &Drafts, id: MentionId) -> bool {
    const GOVERNING: [&str; 8] = ["president", "minister", "premier", "chancellor", "king", "queen", "emir", "sultan"];
    let description = drafts.description(id);
    let role = description.role.as_deref().unwrap_or_default();
    description.country.is_some_and(Country::is_state) && GOVERNING.contains(&role.rsplit(' ').next().unwrap_or(role))
}

fn body_of(text: &Text, drafts: &Drafts, id: MentionId) -> Option<(Country, String)> {
    let mention = text.mention(id);
    let tree = text.tree(mention.sentence);
    let role = drafts.description(id).role.as_deref()?;
    let is_post = POSTS.contains(&role.rsplit([' ', '-']).next().unwrap_or(role));
    let of = || {
        let mut attributes = tree.children_by(mention.head, &[Deprel::Nmod]);
        attributes.find(|&word| matches!(text.case(mention.sentence, word).as_deref(), Some("of" | "for")))
    };
    let owner = tree.child(mention.head, &[Deprel::NmodPoss]).or_else(of).filter(|_| is_post)?;
    let owner = drafts.known(text.mentions.headed_by(mention.sentence, owner)?)?;
    let is_body = matches!(owner.kind, EntityKind::Organisation | EntityKind::Group);
    let country = owner.country.filter(|country| is_body && is_international(*country))?;
    Some((country, owner.label().to_string()))
}

fn is_international(country: Country) -> bool {
    matches!(country.code(), "UNO" | "IGO" | "EUR" | "NGO")
}

/// `West African leaders`, `Caribbean heads of state`: whoever speaks for the states of a region.
pub(super) fn is_of_a_region(text: &Text, draft: &Chain) -> bool {
    const SPEAKERS: [&str; 13] = [
        "leader",
        "president",
        "minister",
        "head",
        "government",
        "state",
        "nation",
        "country",
        "power",
        "mediator",
        "neighbour",
        "neighbor",
        "bloc",
    ];
    let Some(mention) = draft.mentions.first().map(|id| text.mention(*id)) else { return false };
    let lemma = text.node(mention).lemma.to_lowercase();
    let forms = text.forms(mention.sentence, mention.words.start..mention.head);
    let is_region =
        |word: usize| text.state_word(&forms[word..]).is_some_and(|(_, word)| word.sort == WordSort::Region);
    let mut before = 0..forms.len();
    draft.is_plural && draft.name.is_none() && SPEAKERS.contains(&lemma.as_str()) && before.any(is_region)
}

/// `the bloc`, `the world body`: of the international body told of last.
pub(super) fn of_bloc(text: &Text, drafts: &Drafts, index: usize) -> Option<Country> {
    /// So many mentions back the body was told of at most; chosen by hand.
    const REACH: usize = 200;
    const BODIES: [&str; 3] = ["bloc", "grouping", "alliance"];
    let draft = &drafts.drafts[index];
    let first = *draft.mentions.first()?;
    let mention = text.mention(first);
    let lemma = text.node(mention).lemma.to_lowercase();
    let is_of = |word: &str| text.lemmas(mention.sentence, mention.words.clone()).iter().any(|lemma| lemma == word);
    let is_world = lemma == "body" && (is_of("world") || is_of("regional") || is_of("global"));
    let starts = text.form(mention.sentence, mention.words.start).to_lowercase();
    let is_told = matches!(starts.as_str(), "the" | "this") && draft.name.is_none() && !draft.is_plural;
    let is_official = draft.sectors.first().is_none_or(|sector| matches!(sector, Sector::Gov | Sector::Unk));
    let has_members = text.tree(mention.sentence).child(mention.head, &[Deprel::Nmod]).is_some();
    if !(BODIES.contains(&lemma.as_str()) || is_world) || !is_told || !is_official || has_members {
        return None;
    }
    let before = (0..first.0).rev().take(REACH).map(MentionId).filter_map(|id| drafts.known(id));
    let mut bodies = before.filter(|known| known.kind == EntityKind::Organisation);
    bodies.find_map(|known| known.country.filter(|country| is_international(*country) && country.code() != "NGO"))
}
