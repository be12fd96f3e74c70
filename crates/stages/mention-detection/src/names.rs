//! Names of one sentence: the reader's, then those that only the gazetteer knows.

use crate::labels::{Bio, decode, probability};
use annotation::{Name, NameLabel, SentenceId, Token, Tree};
use gazetteer::{Gazetteer, Kind, Match, Strength};
use ontology::{Deprel, Upos};
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

/// Adds the names that only the gazetteer knows, and mends those that the reader cut short or in two: where a known name
/// of several words covers all that the reader marked there, it is one name.
fn add_known(
    sentence: SentenceId,
    found: &mut Vec<Name>,
    words: &[&str],
    tokens: &[Token],
    tree: &Tree,
    gazetteer: &Gazetteer,
) {
    for known in gazetteer.scan(words) {
        let range = known.start..known.end;
        let overlapping: Vec<usize> = (0..found.len()).filter(|&at| meet(&found[at].words, &range)).collect();
        match overlapping[..] {
            [] => {
                let label = label_of_match(&known, tree);
                found.extend(label.map(|label| name(sentence, range, tokens, label, GAZETTEER_SCORE)));
            }
            _ if is_mended(&known, &overlapping, found, (words, tree)) => {
                let strong = known.senses.iter().filter(|sense| sense.strength == Strength::Strong);
                let label = strong.chain(&known.senses).find_map(|sense| label_of(sense.entry.kind));
                found.retain(|other| !meet(&other.words, &range));
                found.extend(label.map(|label| name(sentence, range, tokens, label, GAZETTEER_SCORE)));
            }
            _ => {}
        }
    }
    add_ranks(sentence, found, words, tokens, tree, gazetteer);
    add_designations(sentence, found, words, tokens, gazetteer);
    relabel_bodies(found, words, gazetteer);
    add_arms(sentence, found, words, tokens, tree, gazetteer);
}

fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether the known name is what the reader meant: it holds all names that it meets, is longer, and is one phrase of
/// the tree. A rank, an office or a date before a name is no part of it; a person's name mends what was read as two persons'
/// (`Sheikh` and `Hasina`).
fn is_mended(known: &Match, overlapping: &[usize], found: &[Name], (words, tree): (&[&str], &Tree)) -> bool {
    let length = known.end - known.start;
    let is_strong = |is_one: fn(Kind) -> bool| {
        known.senses.iter().any(|sense| sense.strength == Strength::Strong && is_one(sense.entry.kind))
    };
    let covered = |name: &Name| known.start <= name.words.start && name.words.end <= known.end;
    let shorter = |name: &Name| name.words.len() < length;
    let of_name = |name: &Name| {
        matches!(
            name.label,
            NameLabel::Organisation | NameLabel::Gpe | NameLabel::Location | NameLabel::Norp | NameLabel::Facility
        )
    };
    let names = || overlapping.iter().map(|&at| &found[at]);
    // `Reporters Without Borders`, of which the reader saw an office.
    let is_capital = |word: usize| words[word].starts_with(|c: char| c.is_uppercase());
    let is_written_as_name = || (known.start..known.end).filter(|&word| words[word].len() > 3).all(is_capital);
    let is_whole_body = || is_strong(is_body) && length > 2 && (names().all(of_name) || is_written_as_name());
    let is_whole_person =
        || is_strong(|kind| kind == Kind::Person) && names().all(|name| name.label == NameLabel::Person);
    names().all(|name| covered(name) && shorter(name))
        && (is_whole_body() || is_whole_person())
        && is_phrase(known, tree)
}

fn is_body(kind: Kind) -> bool {
    matches!(kind, Kind::Organisation | Kind::ArmedGroup | Kind::Media)
}

/// Whether all words but one hang on words inside.
fn is_phrase(known: &Match, tree: &Tree) -> bool {
    let inside = |word: usize| (known.start..known.end).contains(&word);
    (known.start..known.end).filter(|&word| tree.node(word).head.is_none_or(|head| !inside(head))).count() == 1
}

/// What a name in words that the reader left alone is.
fn label_of_match(known: &Match, tree: &Tree) -> Option<NameLabel> {
    let sense = known.senses.iter().find(|sense| sense.strength != Strength::Weak)?;
    let is_long = known.end - known.start > 1;
    let is_name = is_long || matches!(tree.node(known.start).upos, Upos::Propn | Upos::Adj | Upos::Noun);
    label_of(sense.entry.kind).filter(|_| is_name)
}

/// Ranks before names.
fn add_ranks(
    sentence: SentenceId,
    found: &mut Vec<Name>,
    words: &[&str],
    tokens: &[Token],
    tree: &Tree,
    gazetteer: &Gazetteer,
) {
    let mut at = 0;
    while at < words.len() {
        let rank = gazetteer.rank(&words[at..]).map(|(length, _)| at..at + length);
        let rank = rank.filter(|rank| rank.len() > 1 || tree.node(at).upos == Upos::Propn);
        match rank.filter(|rank| !found.iter().any(|name| meet(&name.words, rank))) {
            Some(rank) => {
                at = rank.end;
                found.push(name(sentence, rank, tokens, NameLabel::Rank, GAZETTEER_SCORE));
            }
            None => at += 1,
        }
    }
}

/// Arms by the form of their designation.
fn add_designations(
    sentence: SentenceId,
    found: &mut Vec<Name>,
    words: &[&str],
    tokens: &[Token],
    gazetteer: &Gazetteer,
) {
    let mut at = 0;
    while at < words.len() {
        let arms = gazetteer.designation(&words[at..]).map(|(length, arms)| (at..at + length, arms));
        match arms.filter(|(range, _)| !found.iter().any(|name| meet(&name.words, range))) {
            Some((range, arms)) => {
                at = range.end;
                let label = if arms.is_weapon { NameLabel::Weapon } else { NameLabel::Item };
                found.push(name(sentence, range, tokens, label, GAZETTEER_SCORE));
            }
            None => at += 1,
        }
    }
}

/// Arms by common nouns that head a phrase: `two ballistic missiles`, not `missile test`. Parts of one that the reader
/// marked become one name, and what the reader took for arms without a noun in it is none.
fn add_arms(
    sentence: SentenceId,
    found: &mut Vec<Name>,
    words: &[&str],
    tokens: &[Token],
    tree: &Tree,
    gazetteer: &Gazetteer,
) {
    let forms: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is_of_person = |word: usize| forms[word].starts_with("suicide") || word > 0 && forms[word - 1] == "suicide";
    found.retain(|name| {
        let mut words = name.words.clone();
        !is_arms(name.label) || words.clone().any(|word| is_noun(tree, word)) && !words.any(is_of_person)
    });
    for word in (0..tokens.len()).filter(|&word| is_noun_by_itself(tree, word) && !is_of_person(word)) {
        let start = word.saturating_sub(MOST_WORDS);
        let lemma = tree.node(word).lemma.to_lowercase();
        let before: Vec<&str> = forms[start..word].iter().map(String::as_str).chain([lemma.as_str()]).collect();
        let Some((length, arms)) = gazetteer.arms(&before) else { continue };
        let mut range = word + 1 - length..word + 1;
        let label = if arms.is_weapon { NameLabel::Weapon } else { NameLabel::Item };
        let met: Vec<&Name> = found.iter().filter(|name| meet(&name.words, &range)).collect();
        if !met.iter().all(|name| is_arms(name.label)) {
            continue;
        }
        // The reader may have seen more of it: `long-range Shahed drones`.
        let begins = met.iter().map(|name| name.words.start).chain([range.start]).min().unwrap_or(range.start);
        let ends_here = met.iter().all(|name| name.words.end <= range.end);
        if ends_here {
            range.start = begins;
            found.retain(|name| !meet(&name.words, &range));
            found.push(name(sentence, range, tokens, label, GAZETTEER_SCORE));
        }
    }
}

/// `CJTF-OIR`, `G-20`: bodies that the reader took for arms.
fn relabel_bodies(found: &mut [Name], words: &[&str], gazetteer: &Gazetteer) {
    for name in found.iter_mut().filter(|name| is_arms(name.label)) {
        let senses = gazetteer.senses(&words[name.words.clone()]).filter(|(length, _)| *length == name.words.len());
        let is_known = |kind: Kind| is_body(kind) || kind == Kind::State;
        if senses.is_some_and(|(_, senses)| senses.iter().all(|sense| is_known(sense.entry.kind))) {
            name.label = NameLabel::Organisation;
        }
    }
}

fn is_arms(label: NameLabel) -> bool {
    matches!(label, NameLabel::Item | NameLabel::Weapon)
}

fn is_noun(tree: &Tree, word: usize) -> bool {
    matches!(tree.node(word).upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::X)
}

/// Words before a noun that are looked at.
const MOST_WORDS: usize = 6;

fn is_noun_by_itself(tree: &Tree, word: usize) -> bool {
    let node = tree.node(word);
    let modifies = matches!(node.deprel, Deprel::Compound | Deprel::Amod | Deprel::NmodUnmarked | Deprel::NmodDesc);
    matches!(node.upos, Upos::Noun | Upos::Propn) && !modifies
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
