//! What tells who says the words between two marks: the word of saying that governs them or stands beside them.

use crate::sayer::{Cue, can_speak, is_tag, sayer, sources, subject};
use crate::scene::Scene;
use crate::words::{is_clausal, is_noun_of_saying, is_saying, quoted_saying};
use annotation::Passage;
use ontology::{Deprel, Upos};
use std::ops::Range;

/// So many steps up the tree are looked at.
const MAX_STEPS: usize = 40;
/// The word of saying stands within so many words of the mark.
const MAX_WORDS: usize = 16;
/// Prepositions and markers of clauses that are part of what somebody says: `cautioned against …`.
const CONTENT_MARKERS: [&str; 10] = ["against", "about", "for", "from", "into", "of", "on", "over", "that", "to"];

/// A cue and the rule that found it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub cue: Cue,
    pub rule: &'static str,
}

/// The word of saying for the words `inside` of a sentence.
pub(crate) fn cue(scene: Scene, inside: &Range<usize>) -> Option<Found> {
    let found = |rule: &'static str| move |cue: Cue| Found { cue, rule };
    let tops = tops(scene, inside);
    let governed = tops.iter().find_map(|&top| governor(scene, inside, top));
    governed
        .map(|verb| with_sayer(scene, inside, verb))
        .map(found("word of saying above"))
        .or_else(|| tops.iter().find_map(|&top| tag(scene, inside, top)).map(found("word of saying beside")))
        .or_else(|| after(scene, inside).map(found("word of saying after the mark")))
        .or_else(|| ahead(scene, inside).map(Cue::Word).map(found("word of saying before the mark")))
        .or_else(|| colon(scene, inside).map(Cue::Colon).map(found("phrase before the colon")))
        .filter(|found| is_within_reach(scene, inside, found.cue))
}

/// A full stop before the closing mark ends the sentence: what comes after does not tell who says it.
fn is_within_reach(scene: Scene, inside: &Range<usize>, cue: Cue) -> bool {
    let word = match cue {
        Cue::Word(word) | Cue::Beside(word, _) | Cue::AccordingTo(word) | Cue::Colon(word) | Cue::Subject(word) => word,
    };
    word < inside.end || !ends_with_stop(scene, inside)
}

/// Whether a full stop stands before the closing mark.
pub(crate) fn ends_with_stop(scene: Scene, inside: &Range<usize>) -> bool {
    inside.clone().next_back().is_some_and(|last| scene.passage.form(last) == ".")
}

/// The verb, and where the tree knows no subject, the phrase between it and the mark.
fn with_sayer(scene: Scene, inside: &Range<usize>, verb: usize) -> Cue {
    let passage = scene.passage;
    let between = inside.end..verb.max(inside.end);
    let is_phrase = |word: &usize| passage.head(*word).is_none_or(|head| !between.contains(&head));
    let untold =
        passage.is_verb(verb) && passage.child(verb, &[Deprel::AuxPass]).is_none() && sayer(passage, verb).is_none();
    let mut phrases = between.clone().filter(|&word| can_speak(passage, word)).filter(is_phrase);
    match phrases.next().filter(|_| untold) {
        Some(phrase) => Cue::Beside(verb, phrase),
        None => Cue::Word(verb),
    }
}

/// The subject of the clause in which the words stand, if it can speak.
pub(crate) fn clause_subject(scene: Scene, inside: &Range<usize>) -> Option<Found> {
    let passage = scene.passage;
    let outside = |word: &usize| !inside.contains(word) && !scene.is_quoted(*word);
    let top = *tops(scene, inside).first()?;
    let is_predicate = |&word: &usize| passage.is_verb(word) || passage.child(word, &[Deprel::Cop]).is_some();
    let predicates = passage.tree.ancestors(top).take(MAX_STEPS).filter(outside).filter(is_predicate);
    let subjects = predicates.filter_map(|predicate| subject(passage, predicate));
    let subject = subjects.filter(outside).find(|&word| can_speak(passage, word))?;
    Some(Found { cue: Cue::Subject(subject), rule: "subject of the clause" })
}

/// The subject before the mark of a predicate that stands between marks: `the general "lauded the project"`.
pub(crate) fn outer_subject(scene: Scene, inside: &Range<usize>) -> Option<usize> {
    let passage = scene.passage;
    let top = *tops(scene, inside).first()?;
    let subjects = &[Deprel::Nsubj, Deprel::NsubjPass];
    passage.tree.child(top, subjects).filter(|subject| !inside.contains(subject))
}

/// The words of `inside` that depend on none of them, nearest the root first.
pub(crate) fn tops(scene: Scene, inside: &Range<usize>) -> Vec<usize> {
    let passage = scene.passage;
    let is_top = |word: &usize| passage.head(*word).is_none_or(|head| !inside.contains(&head));
    let mut tops: Vec<usize> = inside.clone().filter(|&word| scene.is_word(word)).filter(is_top).collect();
    tops.sort_by_key(|&top| passage.tree.ancestors(top).count());
    tops
}

/// The nearest word of saying above `top` whose content `top` is part of; of what is only to be said, the one who says so.
fn governor(scene: Scene, inside: &Range<usize>, top: usize) -> Option<usize> {
    let passage = scene.passage;
    let mut below = top;
    let mut unreal = None;
    for above in passage.tree.ancestors(top).take(MAX_STEPS) {
        let is_outside = !inside.contains(&above) && !scene.is_quoted(above);
        if is_outside && is_content(passage, below) {
            if let Some(saying) = quoted_saying(passage, above) {
                return Some(saying);
            }
            let is_cue = is_saying(passage, above) && is_told(scene, above) || is_set_off(passage, below, top);
            if is_cue && !is_unreal(passage, above) {
                return Some(above);
            }
            unreal = unreal.or(Some(above).filter(|_| is_cue));
        }
        below = above;
    }
    unreal
}

/// Whether a quoted clause is the object of what stands above, whatever verb that is: `"We stay," he smiled`.
fn is_set_off(passage: &Passage, below: usize, top: usize) -> bool {
    let above = passage.head(below).filter(|&above| below == top && passage.is_verb(above));
    let is_clause = passage.deprel(below) == Deprel::Ccomp && passage.child(below, &[Deprel::Mark]).is_none();
    is_clause && above.and_then(|above| subject(passage, above)).is_some_and(|word| can_speak(passage, word))
}

/// Whether `verb` is an infinitive or stands after `would`: it is not said yet.
fn is_unreal(passage: &Passage, verb: usize) -> bool {
    let is_done = passage.children(verb, &[Deprel::Aux]).any(|aux| passage.is(aux, &["do"]));
    &*passage.node(verb).xpos == "VB" && !is_done
}

/// A noun of saying counts only with the one who says it, and nobody speaks who stands between the marks himself.
fn is_told(scene: Scene, cue: usize) -> bool {
    let passage = scene.passage;
    match sayer(passage, cue) {
        Some(word) if is_noun_of_saying(passage, cue) => can_speak(passage, word) && !scene.is_quoted(word),
        Some(word) => !scene.is_quoted(word),
        None => !is_noun_of_saying(passage, cue),
    }
}

/// Whether what hangs on a word of saying by `word` is what is said: not who says it, nor what else he does or when.
fn is_content(passage: &Passage, word: usize) -> bool {
    match passage.deprel(word) {
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::Csubj | Deprel::NmodPoss => false,
        Deprel::Conj => !passage.is_verb(word) && passage.child(word, &[Deprel::Nsubj, Deprel::Cop]).is_none(),
        Deprel::Advcl => {
            let marker = passage.introducer(word, Deprel::Mark);
            marker.is_some_and(|form| CONTENT_MARKERS.contains(&form.as_str()))
        }
        _ => true,
    }
}

/// `…, the minister said`, `…, according to Dawn`: beside `top` or beside what stands above it.
fn tag(scene: Scene, inside: &Range<usize>, top: usize) -> Option<Cue> {
    let passage = scene.passage;
    let above = passage.tree.ancestors(top).take(MAX_STEPS).filter(|&word| !scene.is_quoted(word));
    std::iter::once(top).chain(above).find_map(|word| {
        let verb = passage.children(word, &[Deprel::Parataxis, Deprel::Ccomp, Deprel::Conj]);
        let mut verb = verb.into_iter().filter(|&verb| !inside.contains(&verb) && is_tag(scene, verb));
        verb.next()
            .or_else(|| put_so(scene, word))
            .map(Cue::Word)
            .or_else(|| sources(scene, word).next().map(Cue::AccordingTo))
    })
}

/// `…, as the minister put it, …`, beside `word`.
fn put_so(scene: Scene, word: usize) -> Option<usize> {
    let passage = scene.passage;
    let is_as = |verb: &usize| passage.introducer(*verb, Deprel::Mark).is_some_and(|mark| mark == "as");
    let is_put = |verb: &usize| passage.is(*verb, &["put", "phrase", "word"]) || is_clausal(passage, *verb);
    let is_said = |verb: &usize| subject(passage, *verb).is_some_and(|word| can_speak(passage, word));
    let clauses = passage.children(word, &[Deprel::Advcl]).filter(|&verb| !scene.is_quoted(verb));
    clauses.filter(is_as).filter(is_put).find(is_said)
}

/// `…," said the minister`: the first verb after the mark, where nothing is said between.
fn after(scene: Scene, inside: &Range<usize>) -> Option<Cue> {
    let passage = scene.passage;
    let form = |word: Option<usize>| word.map(|word| passage.form(word)).unwrap_or_default();
    let sets_off = |form: &str| matches!(form, "," | "!" | "?" | "…" | "--" | "—" | "–");
    if !sets_off(&form(inside.clone().next_back())) && !sets_off(&form(scene.from(inside.end))) {
        return None;
    }
    let end = passage.len().min(inside.end + MAX_WORDS);
    let words = (inside.end..end).take_while(|&word| !scene.is_quoted(word) && passage.form(word) != ";");
    let verb = words.into_iter().find(|&word| passage.is_verb(word) && passage.deprel(word) != Deprel::AclRelcl)?;
    if !is_clausal(passage, verb) {
        return None;
    }
    if sayer(passage, verb).is_some_and(|word| !scene.is_quoted(word)) {
        return Some(Cue::Word(verb));
    }
    // `"Our waters," wrote the minister`, where what is quoted was taken for the subject.
    let is_first =
        scene.from(inside.end).is_some_and(|word| passage.form(word) != "," && word == verb || word + 1 == verb);
    let object = passage.child(verb, &[Deprel::Obj]).filter(|&object| is_first && can_speak(passage, object))?;
    (verb < object).then_some(Cue::Beside(verb, object))
}

/// `the minister said on Friday: "…"`: the last verb before the mark.
fn ahead(scene: Scene, inside: &Range<usize>) -> Option<usize> {
    let passage = scene.passage;
    let before = scene.before(inside.start)?;
    if !matches!(passage.form(before).as_str(), "," | ":") && !is_clausal(passage, before) {
        return None;
    }
    let start = inside.start.saturating_sub(MAX_WORDS);
    let words = (start..inside.start).rev().take_while(|&word| !scene.is_quoted(word) && passage.form(word) != ";");
    let verb = words.into_iter().find(|&word| passage.is_verb(word))?;
    let is_said = sayer(passage, verb).is_some_and(|word| !scene.is_quoted(word));
    (is_clausal(passage, verb) && is_said).then_some(verb)
}

/// `The minister: "…"`.
fn colon(scene: Scene, inside: &Range<usize>) -> Option<usize> {
    let passage = scene.passage;
    let colon = scene.before(inside.start).filter(|&word| passage.form(word) == ":")?;
    let nouns = (0..colon).rev().filter(|&word| matches!(passage.upos(word), Upos::Propn | Upos::Noun | Upos::Pron));
    let has_verb = (0..colon).any(|word| passage.is_verb(word));
    let mut nouns = nouns.filter(|&word| can_speak(passage, word));
    if has_verb { None } else { nouns.next_back() }
}
