//! Whom a pronoun or a group word (`both sides`) means: agreement and nearness.

use super::Text;
use super::entities::Drafts;
use annotation::{EntityKind, Mention, MentionId};
use ontology::Deprel;

/// How many sentences back an antecedent may stand.
const REACH: u32 = 2;

#[derive(Clone, Copy, PartialEq)]
enum Wants {
    Person,
    Thing,
    Several,
    Speaker,
}

fn wants(form: &str) -> Option<Wants> {
    Some(match form {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => Wants::Person,
        "it" | "its" | "itself" => Wants::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" | "both" => Wants::Several,
        "i" | "me" | "my" | "we" | "us" | "our" | "ours" => Wants::Speaker,
        _ => return None,
    })
}

/// The draft that the pronoun `id` means.
pub(crate) fn antecedent(text: &Text, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    let mention = text.mention(id);
    let form = text.form(mention.sentence, mention.head).to_lowercase();
    match wants(&form)? {
        Wants::Speaker => speaker(text, drafts, mention, matches!(form.as_str(), "i" | "me" | "my")),
        Wants::Several => several(text, drafts, mention, id),
        wanted => nearest(text, drafts, mention, wanted),
    }
}

/// `both sides`, `the two countries`: the last two that stand side by side.
pub(crate) fn group(text: &Text, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    const GROUPS: [&str; 12] =
        ["side", "country", "nation", "leader", "neighbor", "neighbour", "minister", "government", "party", "state", "president", "two"];
    let mention = text.mention(id);
    let lemma = text.node(mention).lemma.to_lowercase();
    let counts = mention.words.clone().any(|word| ["two", "both"].contains(&text.form(mention.sentence, word).to_lowercase().as_str()));
    (counts && GROUPS.contains(&lemma.as_str())).then(|| pair(text, drafts, mention, id)).flatten()
}

/// Mentions that a pronoun in `mention`'s place can look back to: nearest sentence first, subjects first in it.
fn candidates(text: &Text, drafts: &Drafts, mention: &Mention) -> Vec<MentionId> {
    let known = drafts.of.len() as u32;
    let mut found: Vec<MentionId> = (0..known)
        .map(MentionId)
        .filter(|&id| mention.sentence.0 - text.mention(id).sentence.0 <= REACH)
        .filter(|&id| text.mention(id).span.end() <= mention.span.start())
        .collect();
    let rank = |id: &MentionId| {
        let other = text.mention(*id);
        let back = mention.sentence.0 - other.sentence.0;
        (back, !is_subject(text, other), std::cmp::Reverse(if back == 0 { other.span.start() } else { usize::MAX - other.span.start() }))
    };
    found.sort_by_key(rank);
    found
}

fn is_subject(text: &Text, mention: &Mention) -> bool {
    matches!(text.node(mention).deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::OblAgent)
}

fn nearest(text: &Text, drafts: &Drafts, mention: &Mention, wanted: Wants) -> Option<usize> {
    candidates(text, drafts, mention).into_iter().map(|id| drafts.of[id.0 as usize]).find(|&index| {
        let draft = &drafts.drafts[index];
        match wanted {
            Wants::Person => draft.kind == EntityKind::Person && !draft.is_plural,
            _ => matches!(draft.kind, EntityKind::State | EntityKind::Organisation),
        }
    })
}

/// `they`: a plural group or a body as subject; else the two that were told of together.
fn several(text: &Text, drafts: &mut Drafts, mention: &Mention, id: MentionId) -> Option<usize> {
    let plural = candidates(text, drafts, mention).into_iter().find_map(|id| {
        let draft = &drafts.drafts[drafts.of[id.0 as usize]];
        let body = matches!(draft.kind, EntityKind::Organisation | EntityKind::State) && is_subject(text, text.mention(id));
        let group = draft.kind == EntityKind::Group || draft.kind == EntityKind::Person && draft.is_plural;
        (group || body).then_some((id, drafts.of[id.0 as usize]))
    });
    let near = plural.filter(|(id, _)| mention.sentence.0 - text.mention(*id).sentence.0 <= 1).map(|(_, index)| index);
    near.or_else(|| pair(text, drafts, mention, id)).or(plural.map(|(_, index)| index))
}

/// A draft of its own for two parties: conjoined, or subject and partner of one clause.
fn pair(text: &Text, drafts: &mut Drafts, mention: &Mention, id: MentionId) -> Option<usize> {
    let mut members: Vec<usize> = Vec::new();
    let mut sentence = None;
    for id in candidates(text, drafts, mention) {
        let at = text.mention(id).sentence;
        if sentence.is_some_and(|sentence| sentence != at) && members.len() >= 2 {
            break;
        }
        let index = drafts.of[id.0 as usize];
        let draft = &drafts.drafts[index];
        let acts = matches!(draft.kind, EntityKind::State | EntityKind::Person) && draft.members.is_empty() && !draft.is_plural;
        let like = members.first().is_none_or(|&first| drafts.drafts[first].kind == draft.kind && drafts.drafts[first].country != draft.country);
        if acts && like && !members.contains(&index) && draft.country.is_some() {
            sentence = Some(at);
            members.push(index);
        }
        if members.len() == 2 {
            break;
        }
    }
    if members.len() < 2 {
        return None;
    }
    members.sort_unstable();
    let existing = drafts.drafts.iter().position(|draft| draft.members == members);
    Some(existing.unwrap_or_else(|| {
        let description = &mut drafts.descriptions[id.0 as usize];
        description.kind = EntityKind::Group;
        description.is_plural = true;
        description.why = "the two told of before".into();
        drafts.of_group(text, id, members)
    }))
}

/// `we` in a quotation: whoever the speaker speaks for; `I`: the speaker.
fn speaker(text: &Text, drafts: &Drafts, mention: &Mention, alone: bool) -> Option<usize> {
    let tree = text.tree(mention.sentence);
    let verbs = std::iter::once(mention.head).chain(tree.ancestors(mention.head));
    let subject = verbs
        .flat_map(|word| tree.children_by(word, &[Deprel::Nsubj, Deprel::Parataxis]).collect::<Vec<_>>())
        .filter_map(|word| text.mentions.headed_by(mention.sentence, word))
        .filter_map(|id| drafts.of.get(id.0 as usize).copied())
        .find(|&index| drafts.drafts[index].kind != EntityKind::Other);
    let index = subject.or_else(|| nearest(text, drafts, mention, Wants::Person))?;
    if alone {
        return Some(index);
    }
    let country = drafts.drafts[index].country?;
    drafts.drafts.iter().position(|draft| draft.kind == EntityKind::State && draft.country == Some(country)).or(Some(index))
}
