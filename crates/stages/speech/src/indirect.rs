//! Reported speech without marks: `the minister said that …`, `…, the ISPR said`, `according to Dawn, …`.

use crate::sayer::{Cue, is_tag, sayings, sources};
use crate::scene::{Report, Scene};
use crate::words::{is_clausal, quoted_saying};
use annotation::{Quote, Saying, Style};
use ontology::{Deprel, Upos};
use text::Span;

/// What the report retells, sentence by sentence.
pub(crate) fn statements(report: &Report) -> Vec<Quote> {
    report.scenes().flat_map(statements_of).collect()
}

fn statements_of(scene: Scene) -> Vec<Quote> {
    (0..scene.passage.len())
        .filter(|&word| !scene.is_quoted(word))
        .flat_map(|word| complement(scene, word).into_iter().chain(tagged(scene, word)).chain(sourced(scene, word)))
        .collect()
}

/// `the minister said that they were ready`, `they were ready, the minister said`.
fn complement(scene: Scene, verb: usize) -> Option<Quote> {
    let passage = scene.passage;
    if !is_clausal(passage, verb) || is_unsaid(scene, verb) {
        return None;
    }
    let quoting = passage.head(verb).filter(|&above| quoted_saying(passage, above) == Some(verb));
    let clause = quoting.and_then(|above| passage.child(above, &[Deprel::Ccomp]));
    let clause = clause.or_else(|| passage.child(verb, &[Deprel::Ccomp])).filter(|&clause| is_told(scene, clause))?;
    let mut words = told_by(scene, clause, verb);
    if clause < verb {
        let sayer = passage.child(quoting.unwrap_or(verb), &[Deprel::Nsubj, Deprel::NsubjPass]);
        let phrase = sayer.filter(|&sayer| sayer > clause).map(|sayer| passage.tree.descendants(sayer)[0]);
        let end = phrase.unwrap_or(verb).min(verb);
        words.retain(|&word| word < end);
    }
    statement(scene, clause, words, sayings(scene, Cue::Word(verb)), "clause under a word of saying")
}

/// `they were ready, the agency reported`, where the word of saying hangs on what it reports.
fn tagged(scene: Scene, verb: usize) -> Option<Quote> {
    let passage = scene.passage;
    let is_beside = passage.deprel(verb) == Deprel::Parataxis && is_tag(scene, verb) && !is_unsaid(scene, verb);
    let clause = passage.head(verb).filter(|&clause| is_beside && is_told(scene, clause))?;
    statement(
        scene,
        clause,
        told_by(scene, clause, verb),
        sayings(scene, Cue::Word(verb)),
        "clause beside a word of saying",
    )
}

/// `according to Dawn, they were ready`.
fn sourced(scene: Scene, clause: usize) -> Option<Quote> {
    let passage = scene.passage;
    let source = sources(scene, clause).next()?;
    let is_reported = passage.is_verb(clause) || passage.child(clause, &[Deprel::Nsubj, Deprel::Cop]).is_some();
    if !is_reported || is_clausal(passage, clause) {
        return None;
    }
    statement(
        scene,
        clause,
        told_by(scene, clause, source),
        sayings(scene, Cue::AccordingTo(source)),
        "clause beside `according to`",
    )
}

/// Whether the clause tells something: no question that stays open.
fn is_told(scene: Scene, clause: usize) -> bool {
    let passage = scene.passage;
    let open = ["whether", "if", "why", "how", "what", "when", "where", "who"];
    let mut first = passage.children(clause, &[Deprel::Mark, Deprel::Advmod, Deprel::Obj, Deprel::Nsubj]);
    !first.any(|word| word < clause && open.contains(&passage.form(word).as_str()))
}

/// Whether nothing is said yet, or it is said that something is not said.
fn is_unsaid(scene: Scene, verb: usize) -> bool {
    let passage = scene.passage;
    let is_negated = passage.children(verb, &[Deprel::Advmod]).any(|word| passage.is(word, &["not", "never"]));
    let did = || passage.children(verb, &[Deprel::Aux]).any(|aux| passage.is(aux, &["do"]));
    is_negated || &*passage.node(verb).xpos == "VB" && !did()
}

/// The words of `clause`, without who tells it and what stands loosely beside it.
fn told_by(scene: Scene, clause: usize, told: usize) -> Vec<usize> {
    let passage = scene.passage;
    let is_loose = |word: usize| {
        let has_subject = passage.child(word, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some();
        passage.deprel(word) == Deprel::Parataxis && has_subject && !scene.is_quoted(word)
    };
    passage.tree.descendants_but(clause, |word| word == told || is_loose(word))
}

/// The statement of these words, without marks and markers at their ends; none if all of them stand between marks.
fn statement(scene: Scene, clause: usize, words: Vec<usize>, sayings: Vec<Saying>, why: &'static str) -> Option<Quote> {
    /// Fewer words tell nothing: `as the ministry said it had`.
    const MIN_WORDS: usize = 3;
    let passage = scene.passage;
    let is_that = |word: usize| passage.deprel(word) == Deprel::Mark && passage.form(word) == "that";
    let is_edge = |&word: &usize| !scene.is_word(word) || is_that(word);
    let first = words.iter().copied().find(|word| !is_edge(word) && passage.upos(*word) != Upos::Cconj)?;
    let last = words.iter().copied().rfind(|word| !is_edge(word))?;
    let first = with_subject(scene, clause, first);
    let is_all_quoted = (first..=last).filter(|&word| scene.is_word(word)).all(|word| scene.is_quoted(word));
    if first + MIN_WORDS > last + 1 || is_all_quoted || sayings.is_empty() {
        return None;
    }
    let span = whole(scene, passage.span(first).join(passage.span(last)))?;
    Some(Quote { span, sentence: passage.id, style: Style::Indirect, sayings, target: None, why })
}

/// Where a clause begins to which the tree gives no subject: after the last comma, mark or marker.
fn with_subject(scene: Scene, clause: usize, first: usize) -> usize {
    let passage = scene.passage;
    let subjects = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter, Deprel::Expl, Deprel::Csubj];
    let dateline = passage.resolution.dateline.as_ref().map_or(0, |dateline| dateline.span.end());
    if passage.child(clause, subjects).is_some() || scene.is_quoted(first) {
        return first;
    }
    let goes_on = |&word: &usize| {
        let ends = !scene.is_word(word) || passage.is_verb(word) || passage.upos(word) == Upos::Sconj;
        !ends && !scene.is_quoted(word) && passage.span(word).start() >= dateline
    };
    let before = (0..first).rev().take_while(goes_on).last();
    before.filter(|&before| passage.form(before) != "and").unwrap_or(first)
}

/// The span with the marks of the quotations in it; none if it cuts one that reaches over the sentence's end.
fn whole(scene: Scene, span: Span) -> Option<Span> {
    let marked = &scene.report.marked;
    let first = marked.partition_point(|marked| marked.outside.end() <= span.start());
    let cut = marked[first..].iter().take_while(|marked| marked.outside.start() < span.end());
    let whole = cut.fold(span, |span, marked| span.join(marked.outside));
    scene.passage.sentence.span.contains(whole).then_some(whole)
}
