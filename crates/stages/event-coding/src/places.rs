//! Where an event took place: which place of the sentence is its own.

use annotation::Passage;
use ontology::Deprel;

/// Prepositions that put a deed in a place.
const LOCATIVE: [&str; 14] = [
    "in",
    "at",
    "near",
    "on",
    "around",
    "outside",
    "inside",
    "off",
    "across",
    "along",
    "over",
    "through",
    "throughout",
    "to",
];

/// Index into the resolution's places of the event's place: under the trigger first, then under what governs it.
pub(crate) fn place(
    passage: &Passage,
    word: usize,
    light_verb: Option<usize>,
    parties: &[text::Span],
) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    let places = &passage.resolution.places;
    let first = places.partition_point(|place| place.span.start() < passage.sentence.span.start());
    let inside = places[first..].iter().take_while(|place| passage.sentence.span.contains(place.span));
    // A party that is a place itself lends what is inside its phrase.
    let is_place = |party: &&text::Span| inside.clone().any(|place| place.span == **party);
    let others: Vec<&text::Span> = parties.iter().filter(|party| !is_place(party)).collect();
    for (index, found) in inside.clone().enumerate().map(|(at, found)| (first + at, found)) {
        let Some(distance) = distance(passage, found.span, word, light_verb) else { continue };
        let distance = distance + if others.iter().any(|party| party.contains(found.span)) { OF_PARTY } else { 0 };
        if best.is_none_or(|(shortest, _)| distance < shortest) {
            best = Some((distance, index));
        }
    }
    best.map(|(_, index)| index).or_else(|| here(passage, word))
}

/// `told reporters here on Thursday`: the place that the report is written from.
fn here(passage: &Passage, word: usize) -> Option<usize> {
    let is_here = |other: &usize| passage.form(*other) == "here" && passage.deprel(*other) == Deprel::Advmod;
    let governs = |other: usize| {
        let head = passage.head(other);
        head == Some(word) || head.is_some_and(|head| passage.tree.ancestors(word).any(|above| above == head))
    };
    let written_from = passage.resolution.dateline.as_ref()?.places.first()?;
    (0..passage.len()).filter(is_here).find(|&other| governs(other))?;
    passage.resolution.places.iter().position(|place| written_from.overlaps(place.span))
}

fn distance(passage: &Passage, span: text::Span, word: usize, light_verb: Option<usize>) -> Option<usize> {
    let inside = |word: usize| span.overlaps(passage.span(word));
    let top = (0..passage.len()).find(|&word| inside(word) && passage.head(word).is_none_or(|head| !inside(head)))?;
    if is_topic(passage, top, word) {
        return None;
    }
    let is_locative = std::iter::once(top)
        .chain(passage.tree.ancestors(top))
        .take(3)
        .find_map(|above| passage.introducer(above, Deprel::Case))
        .is_some_and(|form| LOCATIVE.contains(&form.as_str()));
    if let Some((steps, clauses)) = passage.steps_up(top, word).or_else(|| passage.steps_up(top, light_verb?)) {
        // What a clause under the trigger says of a place holds for that clause.
        return (clauses == 0).then_some(steps + if is_locative { 0 } else { 20 });
    }
    if is_filled(passage, top, word) {
        return Some(10);
    }
    let governor = passage.head(top)?;
    let above = passage.tree.ancestors(word).position(|above| above == governor);
    match above.filter(|_| is_locative) {
        Some(steps) => Some(30 + steps),
        // Elsewhere in the sentence: what is said to be somewhere is mostly all there.
        None => (is_locative && !is_of_party(passage, top)).then(|| ELSEWHERE + top.abs_diff(word).min(40)),
    }
}

/// `spoke about the crossing at Busia`: where something is of which they spoke.
fn is_topic(passage: &Passage, top: usize, word: usize) -> bool {
    const TOPICAL: [&str; 3] = ["about", "concerning", "regarding"];
    let mut path = std::iter::once(top).chain(passage.tree.ancestors(top)).take_while(|&above| above != word);
    let is_told = |above| passage.introducer(above, Deprel::Case).is_some_and(|form| TOPICAL.contains(&form.as_str()));
    passage.tree.ancestors(top).any(|above| above == word) && path.any(is_told)
}

/// `protests filled the streets of Lima`, `a blast rocked Kabul`: what happens is the subject, where it does the object.
fn is_filled(passage: &Passage, top: usize, word: usize) -> bool {
    const FILLING: [&str; 16] = [
        "engulf", "fill", "grip", "hit", "jolt", "paralyze", "plague", "reach", "rock", "roil", "shake", "shock",
        "strike", "sweep", "swept", "throng",
    ];
    let Some(verb) = passage.head(word).filter(|_| passage.deprel(word) == Deprel::Nsubj) else { return false };
    let is_object = |noun: usize| passage.deprel(noun) == Deprel::Obj && passage.head(noun) == Some(verb);
    passage.is(verb, &FILLING) && std::iter::once(top).chain(passage.tree.ancestors(top)).take(3).any(is_object)
}

/// A place that does not govern the trigger, nor hangs under it.
const ELSEWHERE: usize = 60;

/// A place inside the phrase of a party, unless that phrase means a place itself (`attacked an army post in Nampala`).
const OF_PARTY: usize = 50;

/// `the ambassador in Paris`: where somebody is, not where something happens.
fn is_of_party(passage: &Passage, top: usize) -> bool {
    let head = passage.head(top).and_then(|head| passage.actor(head));
    head.is_some_and(|actor| actor.kind == annotation::EntityKind::Person)
}
