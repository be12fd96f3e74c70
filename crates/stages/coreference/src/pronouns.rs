//! Whom a pronoun means: agreement, the subject of the clause, nearness.

use crate::clauses;
use crate::drafts::Drafts;
use crate::groups::{Apart, Pair, of_members, pair, told_together};
use crate::quotations::{self, is_saying};
use crate::speakers::{self, meant_by};
use annotation::{Chain, EntityKind, Form, Mention, MentionId, SentenceId, View};
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
        "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves" => Wants::Speaker,
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
        Wants::Speaker => speaker(text, drafts, id, is_one_who_speaks(&form)),
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
    let apart = Apart::of(text, drafts, id);
    for back in 0..=1.min(mention.sentence.0) {
        let sentence = SentenceId(mention.sentence.0 - back);
        let here = candidates.iter().filter(|id| text.mention(**id).sentence == sentence);
        let subject =
            here.copied().find(|id| is_subject(text, text.mention(*id)) && drafts.known(*id).is_some_and(is_group));
        if let Some(subject) = subject {
            return drafts.of.get(subject.0 as usize).copied();
        }
        if let Some(members) = told_together(text, drafts, (id, &apart), sentence, Pair::Either) {
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
    let speaker = sayer(text, drafts, mention).and_then(|sayer| meant_by(drafts, sayer));
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
    if alone {
        Some(index)
    } else {
        speakers::spoken_for(text, drafts, id, index).or_else(|| state_or_self(drafts, id, index))
    }
}

/// The state of one who speaks, if he bears no arms, else himself.
fn state_or_self(drafts: &mut Drafts, id: MentionId, index: usize) -> Option<usize> {
    let draft = &drafts.drafts[index];
    let is_armed = matches!(draft.sectors.first(), Some(Sector::Mil | Sector::Cop | Sector::Reb | Sector::Prm));
    let country = draft.country.filter(|country| country.is_polity() && !is_armed);
    Some(country.map_or(index, |country| drafts.state_of(id, country)))
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
        let speaks = is_saying(&tree.node(root).lemma);
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

/// `We`, in all its forms.
pub(crate) fn is_we(form: &str) -> bool {
    matches!(form, "we" | "us" | "our" | "ours" | "ourselves")
}

pub(crate) fn is_one_who_speaks(form: &str) -> bool {
    matches!(form, "i" | "me" | "my" | "mine" | "myself")
}

/// The speaker stands behind the quotation and is not known yet: `we` gets his country and sectors in the end.
fn speaks_later(text: &View, drafts: &mut Drafts, id: MentionId, alone: bool) {
    let Some(sayer) = sayer(text, drafts, text.mention(id)).filter(|sayer| *sayer > id) else { return };
    if !may_speak(text, drafts, sayer) {
        return;
    }
    let description = &mut drafts.descriptions[id.0 as usize];
    description.kind = if alone { EntityKind::Person } else { EntityKind::Organisation };
    description.why = "whom the speaker speaks for".into();
    drafts.spoken_for.push((id, sayer));
}

/// Whether a phrase is of somebody, as far as is known: a pronoun may be.
fn may_speak(text: &View, drafts: &Drafts, id: MentionId) -> bool {
    let is_pronoun = text.mention(id).form == Form::Pronoun;
    let kind = match drafts.known(id) {
        Some(draft) => draft.kind,
        None if is_pronoun => EntityKind::Person,
        None => drafts.description(id).kind,
    };
    let is_named = kind == EntityKind::Other && drafts.description(id).name.is_some();
    is_named || !matches!(kind, EntityKind::Other | EntityKind::Place)
}

/// The country of who says the words that a pronoun stands in, if his words or what is known of him tell it.
pub(crate) fn country_spoken_for(text: &View, drafts: &Drafts, mention: &Mention) -> Option<Country> {
    let sayer = sayer(text, drafts, mention)?;
    let description = drafts.description(sayer);
    // Who stands behind his words may have been told of before.
    description.country.or_else(|| drafts.drafts[meant_by(drafts, sayer)?].country)
}

/// `We` that nobody told of before is: those for whom the speaker speaks, with his country and sectors.
pub(crate) fn speak_for_a_body(text: &View, drafts: &mut Drafts, id: MentionId) {
    let mention = text.mention(id);
    let form = text.form(mention.sentence, mention.head).to_lowercase();
    if !is_we(&form) {
        return;
    }
    let Some(sayer) = sayer(text, drafts, mention) else { return };
    if !may_speak(text, drafts, sayer) {
        return;
    }
    let description = &mut drafts.descriptions[id.0 as usize];
    description.kind = EntityKind::Organisation;
    description.why = "whom the speaker speaks for".into();
    drafts.spoken_for.push((id, sayer));
}

/// Who says the words that `mention` stands in: the speaker of its quotation, else the subject of the verb of saying above.
pub(crate) fn sayer(text: &View, drafts: &Drafts, mention: &Mention) -> Option<MentionId> {
    let quotation = quotations::holding(&drafts.quotations, mention.span);
    let quoted = quotation.and_then(|quotation| quotation.sayer).filter(|id| text.mention(*id) != mention);
    quoted.or_else(|| told_above(text, mention))
}

/// The subject of the verb of saying that `mention`'s clause hangs on.
fn told_above(text: &View, mention: &Mention) -> Option<MentionId> {
    let tree = text.tree(mention.sentence);
    let above: Vec<usize> = tree.ancestors(mention.head).collect();
    let tellers = above.iter().flat_map(|&verb| {
        std::iter::once(verb).chain(tree.children_by(verb, &[Deprel::Parataxis]).collect::<Vec<_>>())
    });
    let says = tellers.filter(|&verb| is_saying(&tree.node(verb).lemma));
    let mut subjects = says.filter_map(|verb| tree.child(verb, &[Deprel::Nsubj]));
    subjects.find_map(|subject| {
        text.mentions.headed_by(mention.sentence, subject).filter(|id| text.mention(*id).head != mention.head)
    })
}
