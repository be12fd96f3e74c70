//! Whom a pronoun means: agreement, the subject of the clause, nearness.

use crate::clauses;
use crate::drafts::Drafts;
use crate::groups::{Pair, of_members, pair, told_together};
use annotation::{Chain, EntityKind, Mention, MentionId, SentenceId, View};
use ontology::{Country, Deprel, Sector};

/// How many sentences back an antecedent may stand, and how many mentions.
const REACH: u32 = 2;
const MAX_MENTIONS: usize = 120;

/// What a pronoun can mean.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Wants {
    Person,
    Thing,
    Several,
    Speaker,
    Anybody,
}

pub(crate) fn wants(form: &str) -> Option<Wants> {
    Some(match form {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => Wants::Person,
        "it" | "its" | "itself" => Wants::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" | "both" => Wants::Several,
        "i" | "me" | "my" | "we" | "us" | "our" | "ours" => Wants::Speaker,
        "anyone" | "anybody" | "someone" | "somebody" | "everyone" | "everybody" | "nobody" | "those" | "others" => {
            Wants::Anybody
        }
        _ => return None,
    })
}

/// The draft that the pronoun `id` means.
pub(crate) fn antecedent(text: &View, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    let mention = text.mention(id);
    let form = text.form(mention.sentence, mention.head).to_lowercase();
    match wants(&form)? {
        Wants::Speaker => speaker(text, drafts, id, matches!(form.as_str(), "i" | "me" | "my")),
        Wants::Several => several(text, drafts, id, form == "both"),
        Wants::Anybody => {
            be_people(text, drafts, id, form == "those");
            None
        }
        wanted => one(text, drafts, mention, wanted),
    }
}

/// `anyone`, `those who`: people, of whom nothing else is told.
fn be_people(text: &View, drafts: &mut Drafts, id: MentionId, needs_clause: bool) {
    let mention = text.mention(id);
    let clause = text.tree(mention.sentence).child(mention.head, &[Deprel::Acl, Deprel::AclRelcl]);
    if needs_clause && clause.is_none() {
        return;
    }
    let description = &mut drafts.descriptions[id.0 as usize];
    description.kind = EntityKind::Group;
    description.sectors = vec![Sector::Cvl];
    description.is_plural = true;
    description.why = "people not said who".into();
}

/// Mentions that a pronoun in `mention`'s place can look back to: nearest sentence first, in it subjects first, then the
/// nearest in its own sentence and the first in others.
fn candidates(text: &View, drafts: &Drafts, mention: &Mention) -> Vec<MentionId> {
    let known = (0..drafts.of.len() as u32).rev().take(MAX_MENTIONS).map(MentionId);
    let near = known.take_while(|&id| mention.sentence.0 - text.mention(id).sentence.0 <= REACH);
    let mut found: Vec<MentionId> = near.filter(|&id| text.mention(id).span.end() <= mention.span.start()).collect();
    found.sort_by_key(|&id| {
        let other = text.mention(id);
        let back = mention.sentence.0 - other.sentence.0;
        let order = if back == 0 {
            std::cmp::Reverse(other.span.start())
        } else {
            std::cmp::Reverse(usize::MAX - other.span.start())
        };
        (back, !is_subject(text, other), order)
    });
    found
}

fn is_subject(text: &View, mention: &Mention) -> bool {
    let tree = text.tree(mention.sentence);
    let node = tree.node(mention.head);
    let first = if node.deprel == Deprel::Conj { node.head.map_or(node, |head| tree.node(head)) } else { node };
    matches!(first.deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::OblAgent)
}

/// `he`, `its`: whom its own clauses speak of, then subjects and others before.
fn one(text: &View, drafts: &Drafts, mention: &Mention, wanted: Wants) -> Option<usize> {
    let fits = |draft: &Chain| match wanted {
        Wants::Person => draft.kind == EntityKind::Person && !draft.is_plural,
        _ => {
            matches!(draft.kind, EntityKind::State | EntityKind::Organisation)
                || draft.kind == EntityKind::Group && !draft.is_plural
        }
    };
    let near = clauses::around(text, mention).into_iter().chain(candidates(text, drafts, mention));
    let meant = near.filter(|id| !is_modifier(text, *id)).filter_map(|id| drafts.of.get(id.0 as usize).copied());
    let excluded = excluded(text, drafts, mention);
    let mut fitting = meant.filter(|&index| {
        Some(index) != excluded && fits(&drafts.drafts[index]) && drafts.drafts[index].members.is_empty()
    });
    fitting.next()
}

/// The draft that does what the pronoun is the object of.
fn excluded(text: &View, drafts: &Drafts, mention: &Mention) -> Option<usize> {
    clauses::co_subject(text, mention).and_then(|id| drafts.of.get(id.0 as usize).copied())
}

/// `the Turkish jets`: an adjective is no antecedent.
fn is_modifier(text: &View, id: MentionId) -> bool {
    matches!(text.node(text.mention(id)).deprel, Deprel::Amod | Deprel::Compound)
}

/// `they`: several who were the subject, else the two told of together, else any group, else a body.
fn several(text: &View, drafts: &mut Drafts, id: MentionId, both: bool) -> Option<usize> {
    if both {
        return pair(text, drafts, id, Pair::Either);
    }
    let mention = text.mention(id);
    if let Some(object) = clauses::object_above(text, mention).filter(|id| drafts.known(*id).is_some_and(is_group)) {
        return drafts.of.get(object.0 as usize).copied();
    }
    let excluded = excluded(text, drafts, mention);
    let mut candidates = candidates(text, drafts, mention);
    candidates.retain(|id| excluded.is_none() || drafts.of.get(id.0 as usize).copied() != excluded);
    for back in 0..=1.min(mention.sentence.0) {
        let sentence = SentenceId(mention.sentence.0 - back);
        let here = candidates.iter().filter(|id| text.mention(**id).sentence == sentence);
        let subject =
            here.copied().find(|id| is_subject(text, text.mention(*id)) && drafts.known(*id).is_some_and(is_group));
        if let Some(subject) = subject {
            return drafts.of.get(subject.0 as usize).copied();
        }
        if let Some(members) = told_together(text, drafts, id, sentence, Pair::Either) {
            return Some(of_members(text, drafts, id, members));
        }
    }
    let first = |fits: &dyn Fn(&Chain) -> bool| {
        let fitting = candidates.iter().find(|id| !is_modifier(text, **id) && drafts.known(**id).is_some_and(fits));
        fitting.map(|id| drafts.of[id.0 as usize])
    };
    let is_body = |draft: &Chain| matches!(draft.kind, EntityKind::Organisation | EntityKind::State);
    first(&is_group).or_else(|| first(&is_body))
}

/// Whether several are meant.
fn is_group(draft: &Chain) -> bool {
    draft.kind == EntityKind::Group || draft.is_plural && draft.can_act()
}

/// `I`: the speaker. `we`: whom the speaker speaks for, a state or a body.
fn speaker(text: &View, drafts: &mut Drafts, id: MentionId, alone: bool) -> Option<usize> {
    let mention = text.mention(id);
    let speaker =
        sayer(text, mention).filter(|sayer| *sayer < id).and_then(|sayer| drafts.of.get(sayer.0 as usize).copied());
    let speaker = speaker.filter(|&index| drafts.drafts[index].can_act()).or_else(|| {
        speaks_later(text, drafts, id, alone);
        None
    });
    let index = match speaker {
        Some(index) => index,
        None if drafts.description(id).kind != EntityKind::Other => return None,
        None => last_speaker(text, drafts, mention)
            .or_else(|| one(text, drafts, mention, Wants::Person))
            .or_else(|| if alone { None } else { issuer(text, drafts) })?,
    };
    let draft = &drafts.drafts[index];
    match (alone, draft.country, draft.sectors.first()) {
        (false, Some(country), Some(Sector::Gov)) if country.is_polity() => Some(drafts.state_of(id, country)),
        _ => Some(index),
    }
}

/// `The minister said: …`: who was last told to speak, however long ago, as statements of many sentences have it.
pub(crate) fn last_speaker(text: &View, drafts: &Drafts, mention: &Mention) -> Option<usize> {
    /// Sentences of one speech.
    const SPEECH: u32 = 40;
    let before = mention.sentence.0.saturating_sub(SPEECH)..mention.sentence.0;
    before.rev().find_map(|sentence| {
        let sentence = SentenceId(sentence);
        let tree = text.tree(sentence);
        let root = tree.root();
        let speaks = SAYING.contains(&&*tree.node(root).lemma);
        let subject = tree.child(root, &[Deprel::Nsubj]).filter(|_| speaks)?;
        let index = *drafts.of.get(text.mentions.headed_by(sentence, subject)?.0 as usize)?;
        drafts.drafts[index].can_act().then_some(index)
    })
}

/// A statement that nobody is said to speak is of the state or body that it first names as a subject.
fn issuer(text: &View, drafts: &Drafts) -> Option<usize> {
    let known = (0..drafts.of.len() as u32).map(MentionId).take(MAX_MENTIONS);
    let subjects = known.filter(|&id| is_subject(text, text.mention(id)));
    subjects.map(|id| drafts.of[id.0 as usize]).find(|&index| {
        let draft = &drafts.drafts[index];
        matches!(draft.kind, EntityKind::State | EntityKind::Organisation) && draft.country.is_some()
    })
}

/// The speaker stands behind the quotation and is not known yet: `we` gets his country and sectors in the end.
fn speaks_later(text: &View, drafts: &mut Drafts, id: MentionId, alone: bool) {
    let Some(sayer) = sayer(text, text.mention(id)).filter(|sayer| *sayer > id) else { return };
    if matches!(drafts.description(sayer).kind, EntityKind::Other | EntityKind::Place) {
        return;
    }
    let description = &mut drafts.descriptions[id.0 as usize];
    description.kind = if alone { EntityKind::Person } else { EntityKind::Organisation };
    description.why = "whom the speaker speaks for".into();
    drafts.spoken_for.push((id, sayer));
}

/// The country of who says the words that a pronoun stands in, if his words or what is known of him tell it.
pub(crate) fn country_spoken_for(text: &View, drafts: &Drafts, mention: &Mention) -> Option<Country> {
    let sayer = sayer(text, mention)?;
    let description = drafts.description(sayer);
    // Who stands behind his words may have been told of before.
    let by_name = || {
        let name = description.name.as_ref().filter(|_| description.kind == EntityKind::Person)?;
        drafts.drafts[drafts.person(name, description)?].country
    };
    description.country.or_else(|| drafts.known(sayer)?.country).or_else(by_name)
}

/// `We` that nobody told of before is: those for whom the speaker speaks, with his country and sectors.
pub(crate) fn speak_for_a_body(text: &View, drafts: &mut Drafts, id: MentionId) {
    let mention = text.mention(id);
    let form = text.form(mention.sentence, mention.head).to_lowercase();
    if !matches!(form.as_str(), "we" | "us" | "our" | "ours") {
        return;
    }
    let Some(sayer) = sayer(text, mention) else { return };
    if matches!(drafts.description(sayer).kind, EntityKind::Other | EntityKind::Place) {
        return;
    }
    let description = &mut drafts.descriptions[id.0 as usize];
    description.kind = EntityKind::Organisation;
    description.why = "whom the speaker speaks for".into();
    drafts.spoken_for.push((id, sayer));
}

/// The subject of the verb of saying that `mention`'s quotation hangs on.
pub(crate) fn sayer(text: &View, mention: &Mention) -> Option<MentionId> {
    let tree = text.tree(mention.sentence);
    let above: Vec<usize> = tree.ancestors(mention.head).collect();
    let tellers = above.iter().flat_map(|&verb| {
        std::iter::once(verb).chain(tree.children_by(verb, &[Deprel::Parataxis]).collect::<Vec<_>>())
    });
    let says = tellers.filter(|&verb| SAYING.contains(&&*tree.node(verb).lemma));
    let mut subjects = says.filter_map(|verb| tree.child(verb, &[Deprel::Nsubj]));
    subjects.find_map(|subject| {
        text.mentions.headed_by(mention.sentence, subject).filter(|id| text.mention(*id).head != mention.head)
    })
}

const SAYING: [&str; 16] = [
    "say", "tell", "add", "write", "declare", "state", "announce", "warn", "note", "insist", "explain", "argue",
    "quote", "reply", "ask", "post",
];
