//! Where an event took place: which place of the sentence is its own.

use crate::passage::Passage;
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
    let inside = places.iter().enumerate().skip(first);
    for (index, found) in inside.take_while(|(_, place)| passage.sentence.span.contains(place.span)) {
        let Some(distance) = distance(passage, found.span, word, light_verb) else { continue };
        let distance = distance + if parties.iter().any(|span| span.contains(found.span)) { 50 } else { 0 };
        if best.is_none_or(|(shortest, _)| distance < shortest) {
            best = Some((distance, index));
        }
    }
    best.map(|(_, index)| index)
}

fn distance(passage: &Passage, span: text::Span, word: usize, light_verb: Option<usize>) -> Option<usize> {
    let inside = |word: usize| span.overlaps(passage.span(word));
    let top = (0..passage.len()).find(|&word| inside(word) && passage.head(word).is_none_or(|head| !inside(head)))?;
    let is_locative = std::iter::once(top)
        .chain(passage.tree.ancestors(top))
        .take(3)
        .find_map(|above| passage.introducer(above, Deprel::Case))
        .is_some_and(|form| LOCATIVE.contains(&form.as_str()));
    if let Some((steps, clauses)) = passage.steps_up(top, word).or_else(|| passage.steps_up(top, light_verb?)) {
        // What a clause under the trigger says of a place holds for that clause.
        return (clauses == 0).then_some(steps + if is_locative { 0 } else { 20 });
    }
    if !is_locative {
        return None;
    }
    let governor = passage.head(top)?;
    passage.tree.ancestors(word).position(|above| above == governor).map(|steps| 30 + steps)
}
