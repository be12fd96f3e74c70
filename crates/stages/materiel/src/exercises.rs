//! Military exercises and who takes part.

use annotation::{Annotated, EntityId, EntityKind, Event, EventId, Exercise, NameLabel, Passage};
use ontology::{Deprel, EventType, Upos};
use std::ops::Range;

/// Nouns for an exercise.
const NOUNS: [&str; 9] =
    ["exercise", "drill", "manoeuvre", "maneuver", "wargame", "war-game", "passex", "exercises", "drills"];
/// Words that make one military, where nothing else does.
const MILITARY: [&str; 24] = [
    "joint",
    "military",
    "naval",
    "air",
    "army",
    "navy",
    "live-fire",
    "bilateral",
    "trilateral",
    "multilateral",
    "multinational",
    "maritime",
    "combined",
    "anti-submarine",
    "war",
    "counter-terrorism",
    "amphibious",
    "field",
    "command-post",
    "tabletop",
    "defence",
    "defense",
    "passing",
    "annual",
];

/// The exercises of a document, in the order of the text.
pub(crate) fn exercises(annotated: Annotated, events: &[Event]) -> Vec<Exercise> {
    let mut found: Vec<Exercise> = Vec::new();
    for passage in annotated.passages() {
        for word in 0..passage.len() {
            if let Some(exercise) = exercise(passage, word, events) {
                add(&mut found, exercise);
            }
        }
    }
    found
}

/// A later mention of the same exercise tells at most who else takes part.
fn add(found: &mut Vec<Exercise>, new: Exercise) {
    let same = found.iter_mut().rev().find(|known| match (&known.name, &new.name) {
        (Some(known), Some(new)) => known == new,
        (_, None) => new.participants.is_empty() || known.participants == new.participants,
        (None, Some(_)) => new.sentence == known.sentence,
    });
    match same {
        Some(known) => {
            let more: Vec<EntityId> =
                new.participants.into_iter().filter(|one| !known.participants.contains(one)).collect();
            known.participants.extend(more);
            if known.name.is_none() && new.name.is_some() {
                (known.name, known.span) = (new.name, new.span);
            }
            known.event = known.event.or(new.event);
        }
        None => found.push(new),
    }
}

fn exercise(passage: Passage, word: usize, events: &[Event]) -> Option<Exercise> {
    let is_noun = matches!(passage.upos(word), Upos::Noun | Upos::Propn) && passage.is(word, &NOUNS);
    if !is_noun || is_modifier(passage, word) && name(passage, word).is_none() {
        return None;
    }
    let name = name(passage, word);
    let event = governing(passage, word, events);
    let is_joint = event.is_some_and(|(_, event)| event.event_type == EventType::Cooperate);
    if name.is_none() && !is_joint && !is_military(passage, word) {
        return None;
    }
    let words = phrase(passage, word, name.as_ref());
    let span = passage.span(words.start).join(passage.span(words.end - 1));
    let mut participants = Vec::new();
    let told = event.map(|(_, event)| parties(event)).unwrap_or_default();
    for party in told.into_iter().chain(named(passage, word)).flat_map(|party| members(passage, party)) {
        if !participants.contains(&party) {
            participants.push(party);
        }
    }
    let name =
        name.map(|name| passage.document.slice(passage.span(name.start).join(passage.span(name.end - 1))).to_string());
    Some(Exercise { span, sentence: passage.id, name, participants, event: event.map(|(id, _)| id) })
}

/// Those that a party means one by one; no persons.
fn members(passage: Passage, party: EntityId) -> Vec<EntityId> {
    let entities = &passage.resolution.entities;
    let Some(entity) = entities.get(party.0 as usize) else { return Vec::new() };
    let all = if entity.members.is_empty() { vec![party] } else { entity.members.clone() };
    all.into_iter()
        .filter(|one| entities.get(one.0 as usize).is_some_and(|one| one.kind != EntityKind::Person))
        .collect()
}

fn is_modifier(passage: Passage, word: usize) -> bool {
    matches!(passage.deprel(word), Deprel::Compound | Deprel::Amod | Deprel::NmodDesc)
}

/// The proper name beside the noun: `Exercise Malabar`, `the Aman 25 drills`, `exercise Saif Sareea II`.
fn name(passage: Passage, word: usize) -> Option<Range<usize>> {
    let is_name = |at: usize| {
        let form = passage.document.slice(passage.span(at));
        let is_capital = form.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        is_capital && !is_of_other(passage, at) && !is_word(&form.to_lowercase())
    };
    let is_joint = |at: usize| passage.form(at) == "-" || is_name(at);
    if let Some(behind) = name_behind(passage, word) {
        return Some(behind);
    }
    // `the Aman naval drills`
    let is_plain = |at: usize| MILITARY.contains(&passage.form(at).as_str()) && !is_name(at);
    let mut word = word;
    while word > 0 && is_plain(word - 1) {
        word -= 1;
    }
    let mut start = word;
    while start > 0 && word - start < 5 && is_joint(start - 1) {
        start -= 1;
    }
    let starts_well = start < word && passage.form(start) != "-" && passage.upos(start) == Upos::Propn;
    (starts_well && start > 0).then_some(start..word)
}

/// `exercise Saif Sareea II`: capitals behind the noun are its name, whatever the reader takes them for, but for a state.
fn name_behind(passage: Passage, word: usize) -> Option<Range<usize>> {
    let text = |at: usize| passage.document.slice(passage.span(at));
    let is_name = |at: usize| {
        let is_capital = text(at).starts_with(|c: char| c.is_uppercase());
        let is_nation = passage.actor(at).is_some_and(|actor| actor.kind == EntityKind::State);
        is_capital && !is_nation && !is_word(&passage.form(at))
    };
    let is_joint = |at: usize| text(at) == "-" || text(at).starts_with(|c: char| c.is_ascii_digit()) || is_name(at);
    let begins = word + 1 < passage.len() && is_name(word + 1);
    let end = (word + 1..passage.len().min(word + 7)).find(|&at| !is_joint(at)).unwrap_or(passage.len().min(word + 7));
    begins.then_some(word + 1..end)
}

/// Whether the word is in the name of a state, a person, a place or a day.
fn is_of_other(passage: Passage, word: usize) -> bool {
    use NameLabel::*;
    let names = &passage.mentions.names;
    let first = names.partition_point(|name| name.sentence < passage.id);
    let mut here = names[first..].iter().take_while(|name| name.sentence == passage.id);
    here.any(|name| {
        name.words.contains(&word) && matches!(name.label, Gpe | Norp | Person | Location | Rank | Office | Date)
    })
}

/// Words that stand before an exercise with a capital and are no name of it.
fn is_word(form: &str) -> bool {
    MILITARY.contains(&form)
        || NOUNS.contains(&form)
        || matches!(form, "the" | "a" | "an" | "this" | "these" | "their" | "its" | "in" | "on")
}

fn is_military(passage: Passage, word: usize) -> bool {
    let mut before = passage.tree.children(word).filter(|&child| child < word);
    before.any(|child| passage.is(child, &MILITARY) || MILITARY.contains(&passage.form(child).as_str()))
}

fn phrase(passage: Passage, word: usize, name: Option<&Range<usize>>) -> Range<usize> {
    let (mut start, mut end) = (word, word + 1);
    if let Some(name) = name {
        start = start.min(name.start);
        end = end.max(name.end);
    }
    let is_hyphen = |at: usize| passage.form(at) == "-" && passage.span(at).end() == passage.span(at + 1).start();
    while start > 1 && is_hyphen(start - 1) {
        start -= 2;
    }
    while start > 0
        && start + 6 > word
        && matches!(passage.upos(start - 1), Upos::Adj | Upos::Noun | Upos::Propn)
        && passage.head(start - 1).is_some_and(|head| (start..=word).contains(&head))
    {
        start -= 1;
        while start > 1 && is_hyphen(start - 1) {
            start -= 2;
        }
    }
    start..end
}

fn governing<'e>(passage: Passage, word: usize, events: &'e [Event]) -> Option<(EventId, &'e Event)> {
    let first = events.partition_point(|event| event.sentence < passage.id);
    let here = || events.iter().enumerate().skip(first).take_while(|(_, event)| event.sentence == passage.id);
    std::iter::once(word).chain(passage.tree.ancestors(word).take(4)).find_map(|at| {
        let (index, event) = here().find(|(_, event)| event.word == at)?;
        matches!(event.event_type, EventType::Cooperate | EventType::Mobilize | EventType::Agree)
            .then_some((EventId(index as u32), event))
    })
}

fn parties(event: &Event) -> Vec<EntityId> {
    let mut found: Vec<EntityId> = Vec::new();
    for party in event.actors.iter().chain(&event.recipients) {
        if !found.contains(&party.entity) {
            found.push(party.entity);
        }
    }
    found
}

/// Who the phrase itself names: `with`, `between`, `alongside`.
fn named(passage: Passage, word: usize) -> Vec<EntityId> {
    let verb = passage.head(word).filter(|&verb| passage.is_verb(verb));
    let partners = [Some(word), verb].into_iter().flatten().flat_map(|at| {
        let hung: Vec<usize> = passage.children(at, &[Deprel::Nmod, Deprel::Obl]).collect();
        hung.into_iter().filter(|&child| {
            passage
                .introducer(child, Deprel::Case)
                .is_some_and(|case| matches!(case.as_str(), "with" | "between" | "alongside" | "among" | "involving"))
        })
    });
    let mut found = Vec::new();
    for partner in partners.collect::<Vec<_>>() {
        for one in passage.conjuncts(partner) {
            let actor = passage.actor(one).filter(|actor| actor.can_act() && actor.kind != EntityKind::Person);
            found.extend(actor.map(|actor| actor.entity));
        }
    }
    found
}
