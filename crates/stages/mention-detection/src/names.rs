//! Names of one sentence: the reader's, then those that only the gazetteer knows.

use crate::labels::{Bio, decode, probability};
use annotation::{Name, NameLabel, SentenceId, Token, Tree};
use gazetteer::{Gazetteer, Kind};
use ontology::Upos;
use std::ops::Range;

/// The score of a name that only the gazetteer knows.
const GAZETTEER_SCORE: f32 = 0.5;

pub(crate) fn names(
    sentence: SentenceId,
    labels: &[Bio],
    rows: &[&[f32]],
    words: &[&str],
    tokens: &[Token],
    tree: &Tree,
    gazetteer: &Gazetteer,
) -> Vec<Name> {
    let path = decode(labels, rows);
    let mut found: Vec<Name> = Vec::new();
    let mut word = 0;
    while word < path.len() {
        let Bio::Begin(label) = labels[path[word]] else {
            word += 1;
            continue;
        };
        let end = (word + 1..path.len()).find(|&next| labels[path[next]] != Bio::Inside(label)).unwrap_or(path.len());
        let score = (word..end).map(|at| probability(rows[at], path[at])).sum::<f32>() / (end - word) as f32;
        found.push(name(sentence, word..end, tokens, label, score));
        word = end;
    }
    add_known(sentence, &mut found, words, tokens, tree, gazetteer);
    found.sort_by_key(|name| name.words.start);
    found
}

fn name(sentence: SentenceId, words: Range<usize>, tokens: &[Token], label: NameLabel, score: f32) -> Name {
    let span = tokens[words.start].span.join(tokens[words.end - 1].span);
    Name { sentence, words, span, label, score }
}

/// Adds gazetteer names over words that the reader left outside all names.
fn add_known(
    sentence: SentenceId,
    found: &mut Vec<Name>,
    words: &[&str],
    tokens: &[Token],
    tree: &Tree,
    gazetteer: &Gazetteer,
) {
    let mut free = vec![true; words.len()];
    for name in found.iter() {
        free[name.words.clone()].fill(false);
    }
    let mut at = 0;
    while at < words.len() {
        let length = if free[at] { known(&words[at..], tree, at, gazetteer) } else { None };
        match length {
            Some((length, label)) if free[at..at + length].iter().all(|&free| free) => {
                found.push(name(sentence, at..at + length, tokens, label, GAZETTEER_SCORE));
                at += length;
            }
            _ => at += 1,
        }
    }
}

fn known(words: &[&str], tree: &Tree, at: usize, gazetteer: &Gazetteer) -> Option<(usize, NameLabel)> {
    if let Some((length, entries)) = gazetteer.longest(words) {
        let is_name = length > 1 || matches!(tree.node(at).upos, Upos::Propn | Upos::Adj | Upos::Noun);
        let label = entries.first().and_then(|entry| label_of(entry.kind));
        if let (true, Some(label)) = (is_name, label) {
            return Some((length, label));
        }
    }
    gazetteer
        .rank(words)
        .filter(|&(length, _)| length > 1 || tree.node(at).upos == Upos::Propn)
        .map(|(length, _)| (length, NameLabel::Rank))
}

fn label_of(kind: Kind) -> Option<NameLabel> {
    Some(match kind {
        Kind::State => NameLabel::Gpe,
        Kind::Demonym => NameLabel::Norp,
        Kind::Organisation | Kind::ArmedGroup | Kind::Media | Kind::Metonym => NameLabel::Organisation,
        Kind::Person => NameLabel::Person,
        Kind::Place => NameLabel::Location,
        Kind::Platform => NameLabel::Item,
        Kind::Weapon => NameLabel::Weapon,
    })
}
