//! `the country`, `the island`, `the kingdom`: the state last spoken of.

use crate::drafts::{Drafts, is_definite};
use crate::owners::{governing_subject, owner};
use crate::pronouns;
use annotation::{Chain, EntityKind, Form, Mention, MentionId, View};
use ontology::{Country, Deprel, Sector, Upos};

pub(crate) const NATIONS: [&str; 13] = [
    "country",
    "nation",
    "island",
    "kingdom",
    "republic",
    "archipelago",
    "emirate",
    "sultanate",
    "state",
    "islands",
    "neighbour",
    "neighbor",
    "homeland",
];

/// The state that a bare description of a state means.
pub(crate) fn antecedent(text: &View, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    let mention = text.mention(id);
    let lemma = text.node(mention).lemma.to_lowercase();
    let description = drafts.description(id);
    let bare = description.country.is_none() && !description.is_plural;
    if !bare || !NATIONS.contains(&lemma.as_str()) || !is_definite(text, mention) {
        return None;
    }
    if let Some(owner) = owner(text, mention) {
        return of_owner(drafts, id, owner);
    }
    // Whoever does something to `the island` is not the island.
    let subject = governing_subject(text, mention).and_then(|subject| drafts.of.get(subject.0 as usize).copied());
    let is_state = |&index: &usize| drafts.drafts[index].kind == EntityKind::State && Some(index) != subject;
    let fits = |&index: &usize| is_state(&index) && fits(&description.states, &drafts.drafts[index]);
    let found = drafts.recent().find(fits).or_else(|| drafts.recent().find(is_state))?;
    be_state(drafts, id, "the state last spoken of");
    Some(found)
}

/// Words for another state than the one whose it is.
const OTHERS: [&str; 8] = ["neighbour", "neighbor", "rival", "foe", "ally", "partner", "adversary", "opponent"];

/// `his country`: the state of its owner. `Its neighbour`: the other state told of.
pub(crate) fn of_possessor(text: &View, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    let mention = text.mention(id);
    text.tree(mention.sentence).child(mention.head, &[Deprel::NmodPoss])?;
    let lemma = text.node(mention).lemma.to_lowercase();
    let is_one = !text.is_plural(mention) && text.names(mention).all(|name| !name.words.contains(&mention.head));
    let owner = owner(text, mention).filter(|_| is_one)?;
    match lemma.as_str() {
        lemma if OTHERS.contains(&lemma) => other_state(drafts, id, owner),
        lemma if NATIONS.contains(&lemma) => of_owner(drafts, id, owner),
        _ => None,
    }
}

/// `the Gulf kingdom`, `its Central Asian partner`, `the neighbouring country`: the state told of last that the words fit; with
/// `is_sure` only if they fit no other.
pub(crate) fn by_words(text: &View, drafts: &mut Drafts, id: MentionId, is_sure: bool) -> Option<usize> {
    let mention = text.mention(id);
    let description = drafts.description(id);
    let is_bare = mention.form == Form::Nominal && description.country.is_none() && description.countries.is_empty();
    let is_one = !description.is_plural && description.name.is_none() && is_definite(text, mention);
    if !is_bare || !is_one {
        return None;
    }
    let owner = owner(text, mention);
    let subject = governing_subject(text, mention);
    let country = |other: MentionId| country_of(text, drafts, other);
    let whose = || match owner {
        Some(owner) => country(owner),
        None => subject.and_then(country).or(drafts.home),
    };
    let is_beside = is_neighbour(text, mention);
    let beside = whose().filter(|_| is_beside).and_then(|whose| drafts.neighbours.get(&whose));
    let is_untold = beside.is_none() && description.states.is_empty();
    if is_untold || is_sure && is_place(text, mention) {
        return None;
    }
    // Whoever has it, and whoever does something to it, is another.
    let others = [owner, subject].map(|other| other.and_then(country));
    let is_meant = |&index: &usize| {
        let draft = &drafts.drafts[index];
        let borders = || beside.is_none_or(|beside| draft.country.is_some_and(|country| beside.contains(&country)));
        draft.kind == EntityKind::State
            && draft.country.is_some_and(|country| !others.contains(&Some(country)))
            && fits(&description.states, draft)
            && borders()
    };
    let first = drafts.recent().find(is_meant)?;
    if is_sure && drafts.recent().filter(is_meant).any(|index| index != first) {
        return None;
    }
    be_state(drafts, id, "the state that the words fit");
    Some(first)
}

/// `landed on the island`: as often a place as a state.
fn is_place(text: &View, mention: &Mention) -> bool {
    let case = text.case(mention.sentence, mention.head);
    mention.words.len() <= 2 && matches!(case.as_deref(), Some("in" | "on" | "at" | "off" | "near" | "around"))
}

/// The country of whom or what `other` means, of `our` that of who speaks.
fn country_of(text: &View, drafts: &Drafts, other: MentionId) -> Option<Country> {
    let mention = text.mention(other);
    let form = text.form(mention.sentence, mention.head).to_lowercase();
    let spoken_for = || pronouns::country_spoken_for(text, drafts, mention).filter(|_| pronouns::is_we(&form));
    let own = drafts.description(other).country;
    let known = || drafts.known(other).and_then(|known| known.country);
    spoken_for().or(own).or_else(known).filter(|country| country.is_polity())
}

/// Of `its neighbour`, `his country's ally` the country of who has them, which is not meant.
pub(crate) fn owner_of_other(text: &View, drafts: &Drafts, id: MentionId) -> Option<Country> {
    let mention = text.mention(id);
    let lemma = text.node(mention).lemma.to_lowercase();
    let owner = owner(text, mention).filter(|_| OTHERS.contains(&lemma.as_str()))?;
    country_of(text, drafts, owner)
}

/// Whether what words for states fit leaves a state in question.
pub(crate) fn fits(states: &[Country], draft: &Chain) -> bool {
    states.is_empty() || draft.country.is_some_and(|country| states.contains(&country))
}

/// `its southern neighbour`, `the neighbouring kingdom`.
fn is_neighbour(text: &View, mention: &Mention) -> bool {
    let tree = text.tree(mention.sentence);
    let lemma = |word: usize| tree.node(word).lemma.to_lowercase();
    let is_state = || NATIONS.contains(&lemma(mention.head).as_str()) || lemma(mention.head) == "government";
    let mut before = mention.words.start..mention.head;
    let is_beside =
        |word: usize| is_neighbour_word(&lemma(word)) || matches!(&*lemma(word), "neighbouring" | "neighboring");
    is_neighbour_word(&lemma(mention.head)) || is_state() && before.any(is_beside)
}

/// Whether a lemma in lower case means a neighbour.
pub(crate) fn is_neighbour_word(lemma: &str) -> bool {
    matches!(lemma, "neighbour" | "neighbor")
}

/// The last state told of that is not the owner's, if a state or one who speaks for it has it.
fn other_state(drafts: &mut Drafts, id: MentionId, owner: MentionId) -> Option<usize> {
    let known = drafts.known(owner)?;
    let is_official = known.kind == EntityKind::State
        || matches!(known.sectors.first(), Some(Sector::Gov | Sector::Mil | Sector::Cop | Sector::Leg));
    let own = known.country.filter(|country| country.is_polity() && is_official)?;
    let is_other = |draft: &Chain| {
        draft.kind == EntityKind::State && draft.country.is_some_and(|country| country.is_polity() && country != own)
    };
    let found = drafts.recent().find(|&index| is_other(&drafts.drafts[index]))?;
    be_state(drafts, id, "the other state told of");
    Some(found)
}

/// `the island nation`, `the Baltic republic`, `the kingdom`: a state by what sort it is.
pub(crate) fn of_sort(text: &View, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    const SORTS: [&str; 5] = ["archipelago", "emirate", "kingdom", "republic", "sultanate"];
    let mention = text.mention(id);
    let lemma = text.node(mention).lemma.to_lowercase();
    let before = || mention.words.start + 1..mention.head;
    let is_told =
        || before().any(|word| matches!(text.tree(mention.sentence).node(word).upos, Upos::Adj | Upos::Propn));
    let is_sort = SORTS.contains(&lemma.as_str()) || matches!(lemma.as_str(), "country" | "nation") && is_told();
    let is_last = mention.words.end == mention.head + 1;
    if is_sort && is_last && text.form(mention.sentence, mention.words.start).eq_ignore_ascii_case("the") {
        antecedent(text, drafts, id)
    } else {
        None
    }
}

/// `the Americans`, `the Pakistani side`: the state, if it was told of and no others of its country were lately.
pub(crate) fn of_people(text: &View, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    let mention = text.mention(id);
    let description = drafts.description(id);
    let country = description.country.filter(|country| country.is_polity())?;
    let is_side = text.node(mention).lemma.eq_ignore_ascii_case("side");
    let is_people = description.kind == EntityKind::Group && description.role.is_none() && mention.words.len() == 2;
    let is_bare = text.form(mention.sentence, mention.words.start).eq_ignore_ascii_case("the");
    if !(is_side || is_people) || !is_bare || !acts(text, mention) {
        return None;
    }
    let state = drafts.index.state(country)?;
    let near = drafts.recent().take(NEAR).map(|index| &drafts.drafts[index]);
    let has_others = near.into_iter().any(|draft| draft.country == Some(country) && draft.is_plural);
    if has_others {
        return None;
    }
    be_state(drafts, id, "a people as its state");
    Some(state)
}

/// So many mentions back others of the same country are looked for.
const NEAR: usize = 40;

/// Whether a phrase does something or has it done to it.
fn acts(text: &View, mention: &Mention) -> bool {
    matches!(
        text.node(mention).deprel,
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent | Deprel::Nmod
    )
}

/// `the Dutch government`, `its government`: the state as a whole.
pub(crate) fn of_government(text: &View, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    let description = drafts.description(id);
    let country = description.country.filter(|country| country.is_polity())?;
    let is_government = description.role.as_deref() == Some("government") && !description.is_plural;
    if !is_government || description.kind != EntityKind::Organisation || !is_whole(text, id) {
        return None;
    }
    be_state(drafts, id, "the government of a state");
    Some(drafts.state_of(id, country))
}

/// `the government`, and no word whose: of the state that the report comes from, else of the one most spoken of.
pub(crate) fn of_government_here(text: &View, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    let description = drafts.description(id);
    let is_government = description.role.as_deref() == Some("government") && !description.is_plural;
    let is_bare = description.country.is_none() && is_definite(text, text.mention(id)) && is_whole(text, id);
    if !is_government || !is_bare || description.kind != EntityKind::Organisation {
        return None;
    }
    let home = drafts.home.and_then(|home| drafts.index.state(home));
    let state = home.or_else(|| most_spoken_of(drafts))?;
    be_state(drafts, id, "the government of the state that the report is about");
    Some(state)
}

/// The state with the most mentions, the first of equals.
fn most_spoken_of(drafts: &Drafts) -> Option<usize> {
    let states = drafts.drafts.iter().enumerate().filter(|(_, draft)| draft.kind == EntityKind::State);
    states.max_by_key(|(at, draft)| (draft.mentions.len(), std::cmp::Reverse(*at))).map(|(at, _)| at)
}

/// Whether nothing but an article, an owner or a nationality stands with the noun.
fn is_whole(text: &View, id: MentionId) -> bool {
    let mention = text.mention(id);
    let tree = text.tree(mention.sentence);
    mention.words.clone().filter(|&word| word != mention.head).all(|word| {
        let is_named = || text.names(mention).any(|name| name.words.contains(&word));
        matches!(tree.node(word).upos, Upos::Det | Upos::Pron | Upos::Part | Upos::Adp) || is_named()
    })
}

/// `his country`: the state that its owner is of.
fn of_owner(drafts: &mut Drafts, id: MentionId, owner: MentionId) -> Option<usize> {
    let country = drafts.known(owner)?.country.filter(|country| country.is_polity())?;
    be_state(drafts, id, "the state of its owner");
    Some(drafts.state_of(id, country))
}

fn be_state(drafts: &mut Drafts, id: MentionId, why: &str) {
    let description = &mut drafts.descriptions[id.0 as usize];
    description.kind = EntityKind::State;
    description.sectors = vec![Sector::Gov];
    description.role = None;
    description.why = why.into();
}
