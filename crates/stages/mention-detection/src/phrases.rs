//! Noun phrases of one tree.

use annotation::{Form, Mention, Name, NameLabel, SentenceId, Token, Tree};
use ontology::{Deprel, Upos};
use std::ops::Range;

/// Relations below a noun that are no part of its phrase.
const OUTSIDE: [Deprel; 22] = [
    Deprel::Acl, Deprel::AclRelcl, Deprel::Advcl, Deprel::AdvclRelcl, Deprel::Appos, Deprel::Aux, Deprel::AuxPass, Deprel::Case,
    Deprel::Cc, Deprel::CcPreconj, Deprel::Ccomp, Deprel::Conj, Deprel::Cop, Deprel::Discourse, Deprel::Expl, Deprel::List,
    Deprel::Mark, Deprel::Nsubj, Deprel::NsubjOuter, Deprel::Obl, Deprel::Parataxis, Deprel::Vocative,
];

/// The mentions of a sentence by head word; `first_name` is the document's index of `names[0]`.
pub(crate) fn mentions(sentence: SentenceId, tokens: &[Token], tree: &Tree, names: &[Name], first_name: usize) -> Vec<Mention> {
    (0..tokens.len())
        .filter(|&word| heads_a_phrase(tree, word, names))
        .map(|head| {
            let words = phrase(tree, head);
            let inside = |name: &Name| name.words.start >= words.start && name.words.end <= words.end;
            let held = names.iter().enumerate().filter(|(_, name)| inside(name)).map(|(index, _)| first_name + index).collect();
            let span = tokens[words.start].span.join(tokens[words.end - 1].span);
            Mention { sentence, words: words.clone(), head, span, form: form(tree, head, names), names: held }
        })
        .collect()
}

fn heads_a_phrase(tree: &Tree, word: usize, names: &[Name]) -> bool {
    let node = tree.node(word);
    let inside_name = matches!(node.deprel, Deprel::Flat | Deprel::Fixed | Deprel::Goeswith);
    match node.upos {
        _ if inside_name => false,
        Upos::Noun | Upos::Propn => true,
        Upos::Pron => node.feats.get("PronType") != Some("Rel") && node.deprel != Deprel::Expl,
        // `both`, `the two`, `the injured`, `Turkish`: as a noun, or as a nationality.
        Upos::Adj | Upos::Num | Upos::Det => is_nominal(node.deprel) || names.iter().any(|name| name.label == NameLabel::Norp && name.words.contains(&word)),
        // Foreign or oddly tagged parts of names.
        _ => names.iter().any(|name| is_entity(name.label) && name.words.contains(&word) && top_of(tree, &name.words) == Some(word)),
    }
}

fn is_nominal(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent | Deprel::Nmod | Deprel::NmodPoss)
}

fn is_entity(label: NameLabel) -> bool {
    matches!(label, NameLabel::Person | NameLabel::Organisation | NameLabel::Gpe | NameLabel::Location | NameLabel::Facility | NameLabel::Norp)
}

/// The word of a run whose head lies outside it.
fn top_of(tree: &Tree, words: &Range<usize>) -> Option<usize> {
    words.clone().find(|&word| tree.node(word).head.is_none_or(|head| !words.contains(&head)))
}

fn form(tree: &Tree, head: usize, names: &[Name]) -> Form {
    let node = tree.node(head);
    let named = names.iter().any(|name| is_entity(name.label) && name.words.contains(&head));
    let modifies = matches!(node.deprel, Deprel::Amod | Deprel::Compound | Deprel::NmodDesc);
    match node.upos {
        Upos::Pron => Form::Pronoun,
        Upos::Det if !named => Form::Pronoun,
        _ if modifies && named => Form::Modifier,
        _ if named || node.upos == Upos::Propn => Form::Name,
        _ => Form::Nominal,
    }
}

/// The contiguous run around `head` of its subtree, without what [`OUTSIDE`] lists and without punctuation at its ends.
fn phrase(tree: &Tree, head: usize) -> Range<usize> {
    let words = tree.descendants_but(head, |word| is_outside(tree, word, head));
    let at = words.binary_search(&head).expect("a subtree holds its top");
    let mut start = at;
    while start > 0 && words[start - 1] + 1 == words[start] {
        start -= 1;
    }
    let mut end = at;
    while end + 1 < words.len() && words[end] + 1 == words[end + 1] {
        end += 1;
    }
    let (mut start, mut end) = (words[start], words[end]);
    while start < head && is_edge(tree, start) {
        start += 1;
    }
    while end > head && is_edge(tree, end) {
        end -= 1;
    }
    start..end + 1
}

fn is_outside(tree: &Tree, word: usize, head: usize) -> bool {
    let node = tree.node(word);
    let direct = node.head == Some(head);
    match node.deprel {
        // Inside a prepositional attribute the preposition stays: `Chief of Army Staff`.
        Deprel::Case | Deprel::Cc | Deprel::Conj => direct,
        // `not`, `only`, `also` before the phrase.
        Deprel::Advmod => direct && word < head && !is_degree(tree, word),
        deprel => OUTSIDE.contains(&deprel),
    }
}

/// Adverbs that belong to the phrase: `about 200 soldiers`, `at least 12`.
fn is_degree(tree: &Tree, word: usize) -> bool {
    tree.node(word).head.is_some_and(|head| tree.node(head).upos == Upos::Num)
}

fn is_edge(tree: &Tree, word: usize) -> bool {
    let node = tree.node(word);
    node.upos == Upos::Punct && node.deprel == Deprel::Punct || node.deprel == Deprel::Case && node.upos == Upos::Part
}
