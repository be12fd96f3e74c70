//! Who `I` and `we` are: whoever speaks, before or behind his words, and those for whom he speaks.

use crate::drafts::{Drafts, REACH};
use crate::owners::owner;
use crate::pronouns::{is_one_who_speaks, is_we, last_speaker, sayer};
use crate::quotations;
use annotation::{Chain, EntityKind, Form, MentionId, View};
use ontology::{Country, Deprel, Sector};
use std::collections::BTreeMap;

/// What a mention means that was told of before, itself or by its name.
pub(crate) fn meant_by(drafts: &Drafts, id: MentionId) -> Option<usize> {
    drafts.of.get(id.0 as usize).copied().or_else(|| {
        let description = drafts.description(id);
        let name = description.name.as_ref()?;
        match description.kind {
            EntityKind::Person => drafts.person(name, description),
            _ => drafts.surname(name, description),
        }
    })
}

/// `I` of a quotation: its speaker, who may stand behind it.
pub(crate) fn quoted_speaker(text: &View, drafts: &Drafts, id: MentionId) -> Option<MentionId> {
    let mention = text.mention(id);
    let form = text.form(mention.sentence, mention.head).to_lowercase();
    let quotation = quotations::holding(&drafts.quotations, mention.span)?;
    let sayer = quotation.sayer.filter(|sayer| *sayer != id && is_one_who_speaks(&form))?;
    let kind = drafts.known(sayer).map_or(drafts.description(sayer).kind, |draft| draft.kind);
    let is_somebody = !matches!(kind, EntityKind::Place | EntityKind::State | EntityKind::Organisation);
    (is_somebody && !is_writing(text, sayer)).then_some(sayer)
}

/// `the letter said`: its author speaks.
fn is_writing(text: &View, id: MentionId) -> bool {
    const WRITINGS: [&str; 14] = [
        "banner",
        "document",
        "email",
        "letter",
        "memo",
        "message",
        "note",
        "placard",
        "poster",
        "sign",
        "slogan",
        "statement",
        "text",
        "tweet",
    ];
    WRITINGS.contains(&text.node(text.mention(id)).lemma.to_lowercase().as_str())
}

/// `We` where it is sure: those for whom the speaker speaks, else whom the same quotation spoke of so before.
pub(crate) fn surely_we(text: &View, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    let mention = text.mention(id);
    let form = text.form(mention.sentence, mention.head).to_lowercase();
    let inside = quotations::holding(&drafts.quotations, mention.span).filter(|_| is_we(&form))?.inside;
    let known = match sayer(text, drafts, mention) {
        Some(sayer) => match speaker_of(text, drafts, id, sayer) {
            Some(speaker) => spoken_for(text, drafts, id, speaker),
            None => country_of_official(text, drafts, sayer).map(|country| drafts.state_of(id, country)),
        },
        None => None,
    };
    known.or_else(|| {
        let earlier = (0..id.0).rev().take(REACH).map(MentionId);
        let quoted = earlier.take_while(|id| text.mention(*id).span.start() >= inside.start());
        let mut we = quoted.filter(|id| text.mention(*id).form == Form::Pronoun).filter(|id| {
            let mention = text.mention(*id);
            is_we(&text.form(mention.sentence, mention.head).to_lowercase())
        });
        we.next().map(|id| drafts.of[id.0 as usize])
    })
}

/// Who speaks, if he was told of before; `he said` behind a quotation means who spoke last.
fn speaker_of(text: &View, drafts: &Drafts, id: MentionId, sayer: MentionId) -> Option<usize> {
    let is_later_pronoun = sayer > id && text.mention(sayer).form == Form::Pronoun;
    let last = || last_speaker(text, drafts, text.mention(id)).filter(|_| is_later_pronoun);
    meant_by(drafts, sayer).or_else(last)
}

/// The state whose minister, diplomat or spokesman somebody is of whom nothing was told before.
fn country_of_official(text: &View, drafts: &Drafts, id: MentionId) -> Option<Country> {
    let description = drafts.description(id);
    let is_one = description.kind == EntityKind::Person && !description.is_plural;
    let is_official = is_one && description.sectors.first() == Some(&Sector::Gov);
    // Whose minister it is may be told by a phrase that is not read yet.
    let home = drafts.home.filter(|_| owner(text, text.mention(id)).is_none());
    description.country.or(home).filter(|country| is_official && country.is_polity())
}

/// Whom `we` means when `speaker` says it: a body of which he is, the state of an official or of whoever calls its land or
/// people ours, else his forces.
pub(crate) fn spoken_for(text: &View, drafts: &mut Drafts, id: MentionId, speaker: usize) -> Option<usize> {
    let draft = &drafts.drafts[speaker];
    let sector = draft.sectors.first().copied();
    let home = drafts.home.filter(|_| sector == Some(Sector::Gov));
    let country = draft.country.or(home).filter(|country| country.is_polity());
    let body = draft.mentions.iter().take(TITLED).find_map(|&mention| body_of(text, drafts, mention));
    match (draft.kind, country) {
        (EntityKind::State, _) => Some(speaker),
        (_, Some(country)) if is_of_state(text, id) => Some(drafts.state_of(id, country)),
        (EntityKind::Person, _) if body.is_some() => body,
        (_, Some(country)) if sector == Some(Sector::Gov) => Some(drafts.state_of(id, country)),
        (EntityKind::Organisation, _) => Some(speaker),
        (EntityKind::Person, Some(_)) if sector == Some(Sector::Mil) => forces_of(drafts, speaker),
        _ => None,
    }
}

/// The first mentions of somebody tell what he is.
const TITLED: usize = 8;

/// `our coast`: what a state has.
fn is_of_state(text: &View, id: MentionId) -> bool {
    const LANDS: [&str; 20] = [
        "airspace",
        "border",
        "citizen",
        "coast",
        "country",
        "economy",
        "frontier",
        "government",
        "independence",
        "island",
        "nation",
        "neighbor",
        "neighbour",
        "people",
        "sea",
        "sky",
        "soil",
        "sovereignty",
        "territory",
        "water",
    ];
    let mention = text.mention(id);
    let tree = text.tree(mention.sentence);
    let node = tree.node(mention.head);
    let had = node.head.filter(|_| node.deprel == Deprel::NmodPoss);
    had.is_some_and(|had| LANDS.contains(&tree.node(had).lemma.to_lowercase().as_str()))
}

/// The body that a phrase says somebody is of: `HAL chairman`, `its director`, `a spokesman for the union`. No ministry.
fn body_of(text: &View, drafts: &Drafts, id: MentionId) -> Option<usize> {
    let mention = text.mention(id);
    let owner = owner(text, mention).into_iter();
    let inside = text.ids_in(mention.sentence).filter(|other| {
        let words = &text.mention(*other).words;
        *other != id && mention.words.start <= words.start && words.end <= mention.words.end
    });
    let known = owner.chain(inside).filter_map(|other| drafts.of.get(other.0 as usize).copied());
    known.into_iter().find(|&index| {
        let draft = &drafts.drafts[index];
        draft.kind == EntityKind::Organisation
            && !matches!(draft.sectors.first(), None | Some(Sector::Gov | Sector::Unk))
    })
}

/// The last body told of with the country and sector of a speaker.
fn forces_of(drafts: &Drafts, speaker: usize) -> Option<usize> {
    let speaker = &drafts.drafts[speaker];
    let sector = speaker.sectors.first().filter(|sector| **sector != Sector::Unk)?;
    drafts.recent().find(|&index| {
        let draft = &drafts.drafts[index];
        let is_body = draft.kind == EntityKind::Organisation && draft.members.is_empty();
        is_body && draft.country == speaker.country && draft.sectors.first() == Some(sector)
    })
}

/// The draft of a quotation's speaker; if he is not known yet, `id` waits for him.
pub(crate) fn be_speaker(drafts: &mut Drafts, id: MentionId, sayer: MentionId) -> Option<usize> {
    let known = meant_by(drafts, sayer).filter(|&index| drafts.drafts[index].can_act());
    match known {
        Some(_) => be_person(drafts, id),
        None => drafts.waiting.push((id, sayer)),
    }
    known
}

fn be_person(drafts: &mut Drafts, id: MentionId) {
    let description = &mut drafts.descriptions[id.0 as usize];
    description.kind = EntityKind::Person;
    description.why = "whoever says the words".into();
}

/// Joins what waits for its speaker with him, and leaves out the drafts that are empty then.
pub(crate) fn join(drafts: &mut Drafts) {
    let mut emptied = BTreeMap::new();
    for (id, sayer) in std::mem::take(&mut drafts.waiting) {
        let (from, to) = (drafts.of[id.0 as usize], drafts.of[sayer.0 as usize]);
        be_person(drafts, id);
        if from == to || drafts.drafts[from].mentions != [id] {
            continue;
        }
        let speaker = &mut drafts.drafts[to];
        match speaker.kind {
            EntityKind::Person | EntityKind::Group => {}
            EntityKind::Other if !speaker.is_plural => speaker.kind = EntityKind::Person,
            _ => {
                drafts.drafts[from].kind = EntityKind::Person;
                continue;
            }
        }
        insert(&mut drafts.drafts[to], id);
        drafts.of[id.0 as usize] = to;
        emptied.insert(from, to);
    }
    if !emptied.is_empty() {
        leave_out(drafts, &emptied);
    }
}

fn insert(draft: &mut Chain, id: MentionId) {
    let at = draft.mentions.partition_point(|other| *other < id);
    draft.mentions.insert(at, id);
}

/// Drops the drafts that others took over, by which draft did, and numbers the rest anew.
fn leave_out(drafts: &mut Drafts, emptied: &BTreeMap<usize, usize>) {
    let mut numbers = Vec::with_capacity(drafts.drafts.len());
    let mut kept = Vec::with_capacity(drafts.drafts.len() - emptied.len());
    for (index, draft) in std::mem::take(&mut drafts.drafts).into_iter().enumerate() {
        numbers.push(kept.len());
        if !emptied.contains_key(&index) {
            kept.push(draft);
        }
    }
    let number = |index: usize| numbers[*emptied.get(&index).unwrap_or(&index)];
    drafts.of.iter_mut().for_each(|index| *index = number(*index));
    for draft in &mut kept {
        draft.members.iter_mut().for_each(|member| *member = number(*member));
        draft.members.sort_unstable();
        draft.members.dedup();
    }
    drafts.drafts = kept;
}
