//! What a tree of best arcs may get wrong that word order settles.

use annotation::Node;
use ontology::{Deprel, Upos};

/// Reattaches prepositions and appositions of persons that hang inside the phrase that they belong to.
pub(crate) fn repair(nodes: &mut [Node]) {
    for word in 0..nodes.len() {
        match nodes[word].deprel {
            Deprel::Case => nodes[word].head = before_phrase(nodes, word),
            Deprel::Appos => nodes[word].head = renamed(nodes, word),
            Deprel::Obl if is_bare_object(nodes, word) => nodes[word].deprel = Deprel::Obj,
            _ => {}
        }
    }
}

/// `with Chief of Staff`: a preposition introduces the whole phrase that begins behind it.
fn before_phrase(nodes: &[Node], case: usize) -> Option<usize> {
    let mut head = nodes[case].head?;
    while let Some(above) = nodes[head].head.filter(|&above| case < above && above < head && is_nominal(nodes, above)) {
        head = above;
    }
    Some(head)
}

/// `Minister of Defence, Ali Khan`: a man's name renames the office, not what the office is of.
fn renamed(nodes: &[Node], name: usize) -> Option<usize> {
    let mut head = nodes[name].head?;
    let is_person = nodes[name].upos == Upos::Propn
        && nodes.iter().any(|node| node.head == Some(name) && matches!(node.deprel, Deprel::Flat | Deprel::NmodDesc));
    if !is_person || head > name {
        return Some(head);
    }
    while let Some(above) = nodes[head].head.filter(|&above| is_of(nodes, head, above)) {
        head = above;
    }
    Some(head)
}

/// Whether `word` hangs on a noun before it by `of` or `for`.
fn is_of(nodes: &[Node], word: usize, above: usize) -> bool {
    let by_of =
        |node: &Node| node.head == Some(word) && node.deprel == Deprel::Case && matches!(&*node.lemma, "of" | "for");
    nodes[word].deprel == Deprel::Nmod && above < word && is_nominal(nodes, above) && nodes.iter().any(by_of)
}

/// `received Minister Rao`: an oblique that no preposition introduces, behind a verb without an object, is the object.
fn is_bare_object(nodes: &[Node], word: usize) -> bool {
    let Some(verb) = nodes[word].head.filter(|&verb| verb < word && nodes[verb].upos == Upos::Verb) else {
        return false;
    };
    let has = |head: usize, relations: &[Deprel]| {
        nodes.iter().any(|node| node.head == Some(head) && relations.contains(&node.deprel))
    };
    is_nominal(nodes, word)
        && !has(word, &[Deprel::Case, Deprel::Mark])
        && !has(verb, &[Deprel::Obj, Deprel::NsubjPass, Deprel::AuxPass, Deprel::Ccomp])
}

fn is_nominal(nodes: &[Node], word: usize) -> bool {
    matches!(nodes[word].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron)
}
