//! Quotations and who says them.

use crate::cue::{Found, clause_subject, cue, ends_with_stop, outer_subject, tops};
use crate::sayer::{Cue, can_speak, is_tag, last_speaker, sayings, subject};
use crate::scene::{Report, Scene};
use crate::terms::Candidate;
use crate::words::is_judging;
use annotation::{EntityId, Quote, Saying, SentenceId, Style};
use ontology::Deprel;
use std::ops::Range;
use text::{Marked, Span};

/// Every quotation of the report, in order.
pub(crate) fn quotations(report: &Report) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    for marked in &report.marked {
        let quote = quotation(report, marked, quotes.last());
        quotes.extend(quote);
    }
    quotes
}

/// The part of a quotation that lies in one sentence.
struct Piece<'r, 'a> {
    scene: Scene<'r, 'a>,
    inside: Range<usize>,
}

impl Piece<'_, '_> {
    fn is_whole(&self) -> bool {
        let end = if ends_with_stop(self.scene, &self.inside) { self.inside.end } else { self.scene.passage.len() };
        let mut outside = (0..end).filter(|word| !self.inside.contains(word));
        !outside.any(|word| self.scene.is_word(word))
    }
}

fn quotation(report: &Report, marked: &Marked, before: Option<&Quote>) -> Option<Quote> {
    let first = report.sentence_at(marked.inside.start())?;
    let span = ended(report, marked, first);
    let last = report.sentence_at(span.end() - 1)?;
    let piece = |sentence: usize| {
        let scene = report.scene(sentence);
        Piece { inside: scene.words_in(span), scene }
    };
    let pieces: Vec<Piece> = if first == last { vec![piece(first)] } else { vec![piece(last), piece(first)] };
    let found = pieces.iter().filter(|piece| !piece.is_whole()).find_map(|piece| {
        let found = cue(piece.scene, &piece.inside)?;
        Some((piece, found))
    });
    let (scene, inside) = found.map_or((pieces[0].scene, &pieces[0].inside), |(piece, _)| (piece.scene, &piece.inside));
    let is_long = first != last;
    let told = found.map(|(_, found)| found);
    let candidate = Candidate { scene, inside: inside.clone(), cue: told.map(|found| found.cue) };
    let is_sentence = pieces[0].is_whole() && candidate.is_sentence();
    if !is_long && !is_sentence && !candidate.is_quotation() {
        return None;
    }
    let (sayings, why) = match told {
        Some(found) => (sayings(scene, found.cue), found.rule),
        None => unsaid(&pieces[pieces.len() - 1], before),
    };
    let style = if is_long || is_direct(&pieces[0]) { Style::Direct } else { Style::Mixed };
    let target = target(scene, inside, told);
    Some(Quote { span, sentence: SentenceId(first as u32), style, sayings, target, why })
}

/// A quotation whose mark is never closed ends with its sentence.
fn ended(report: &Report, marked: &Marked, first: usize) -> Span {
    let sentence = report.passages[first].sentence.span;
    if marked.is_closed || marked.inside.end() <= sentence.end() {
        return marked.inside;
    }
    Span::new(marked.inside.start(), sentence.end().max(marked.inside.start() + 1))
}

/// Who says what has no word of saying, and the rule.
fn unsaid(piece: &Piece, before: Option<&Quote>) -> (Vec<Saying>, &'static str) {
    let Piece { scene, inside } = piece;
    let sentence = scene.passage.id;
    let is_near = |quote: &&Quote| quote.sentence.0 + 1 >= sentence.0 && !quote.sayings.is_empty();
    if piece.is_whole() {
        if let Some(said) = said_after(scene, inside) {
            return (said, "sentence after the comma");
        }
        if let Some(said) = introduced(scene, inside) {
            return (said, "sentence before the colon");
        }
        if let Some(before) = before.filter(is_near) {
            return (before.sayings.clone(), "quotation before");
        }
    } else if outer_subject(*scene, inside).is_none() {
        if let Some(before) = before.filter(|quote| quote.sentence == sentence && !quote.sayings.is_empty()) {
            return (before.sayings.clone(), "quotation before");
        }
        if let Some(found) = clause_subject(*scene, inside) {
            return (sayings(*scene, found.cue), found.rule);
        }
    }
    if let Some(last) = last_speaker(scene.report, sentence.0 as usize) {
        return (vec![last], "last speaker");
    }
    let subject = outer_subject(*scene, inside).filter(|&word| can_speak(scene.passage, word));
    match subject {
        Some(subject) => (sayings(*scene, Cue::Subject(subject)), "subject of the words"),
        None => (Vec::new(), "nobody told"),
    }
}

/// `The minister was blunt:` before a sentence that is all quotation.
fn introduced(scene: &Scene, inside: &Range<usize>) -> Option<Vec<Saying>> {
    if scene.before(inside.start).is_some() {
        return None;
    }
    let sentence = scene.passage.id.0.checked_sub(1)?;
    let before = scene.report.scene_of(SentenceId(sentence));
    let end = before.passage.len();
    let ends_with_colon = before.before(end).is_some_and(|word| before.passage.form(word) == ":");
    if !ends_with_colon {
        return None;
    }
    let cue = cue(before, &(end..end)).map(|found| found.cue).or_else(|| {
        let subject = subject(before.passage, before.passage.tree.root())?;
        can_speak(before.passage, subject).then_some(Cue::Subject(subject))
    })?;
    Some(sayings(before, cue))
}

/// `"We are ready,"` taken for a sentence, and after it `the minister said.`
fn said_after(scene: &Scene, inside: &Range<usize>) -> Option<Vec<Saying>> {
    let last = inside.clone().next_back()?;
    let next = scene.passage.id.0 + 1;
    if scene.passage.form(last) != "," || next as usize == scene.report.passages.len() {
        return None;
    }
    let after = scene.report.scene_of(SentenceId(next));
    let root = after.passage.tree.root();
    is_tag(after, root).then(|| sayings(after, Cue::Word(root)))
}

/// Whether whole clauses are set off: the words begin a sentence, the report's or one of their own.
fn is_direct(piece: &Piece) -> bool {
    let Piece { scene, inside } = piece;
    let passage = scene.passage;
    let has_subject = |word: usize| {
        let subject = passage.child(word, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]);
        subject.is_some_and(|subject| inside.contains(&subject))
    };
    let is_clause = tops(*scene, inside).into_iter().any(has_subject);
    let words = &passage.document.text()[passage.span(inside.start).range()];
    let Some(before) = scene.before(inside.start) else { return is_clause || words.starts_with(char::is_uppercase) };
    let is_set_off = matches!(passage.form(before).as_str(), "," | ":") || words.starts_with(char::is_uppercase);
    is_clause && is_set_off
}

/// About whom the words are: `called the president "a clown"`, `praised the army's "courage"`.
fn target(scene: Scene, inside: &Range<usize>, found: Option<Found>) -> Option<EntityId> {
    let passage = scene.passage;
    let Some(Cue::Word(cue)) = found.map(|found| found.cue) else { return None };
    if !is_judging(passage, cue) {
        return None;
    }
    let objects = &[Deprel::Iobj, Deprel::Obj, Deprel::NsubjPass];
    let object = passage.tree.children_by(cue, objects).find(|object| !is_relative(scene, *object))?;
    let whole = Some(object).filter(|object| !inside.contains(object) && can_speak(passage, *object));
    let owner = || passage.child(object, &[Deprel::NmodPoss]).filter(|owner| !inside.contains(owner));
    let is_it = |word: usize| matches!(passage.form(word).as_str(), "it" | "this" | "these" | "those");
    let word = whole.or_else(owner).filter(|&word| can_speak(passage, word) && !is_it(word))?;
    Some(passage.actor(word)?.entity)
}

fn is_relative(scene: Scene, word: usize) -> bool {
    matches!(scene.passage.form(word).as_str(), "what" | "that" | "which" | "who" | "whom")
}
