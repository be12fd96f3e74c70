//! Noun phrases of one tree.

use annotation::{Form, Mention, Mentions, Name, NameLabel, Sentence, SentenceId, Token, Tree};
use ontology::{Deprel, Upos};
use std::ops::Range;

/// Relations below a noun that are no part of its phrase.
const OUTSIDE: [Deprel; 22] = [
    Deprel::Acl,
    Deprel::AclRelcl,
    Deprel::Advcl,
    Deprel::AdvclRelcl,
    Deprel::Appos,
    Deprel::Aux,
    Deprel::AuxPass,
    Deprel::Case,
    Deprel::Cc,
    Deprel::CcPreconj,
    Deprel::Ccomp,
    Deprel::Conj,
    Deprel::Cop,
    Deprel::Discourse,
    Deprel::Expl,
    Deprel::List,
    Deprel::Mark,
    Deprel::Nsubj,
    Deprel::NsubjOuter,
    Deprel::Obl,
    Deprel::Parataxis,
    Deprel::Vocative,
];

/// The noun phrases of a document, given its names in the order of the text.
pub fn noun_phrases(tokens: &[Token], sentences: &[Sentence], trees: &[Tree], names: Vec<Name>) -> Mentions {
    let mut mentions = Vec::new();
    let mut first_name = 0;
    for (index, (sentence, tree)) in sentences.iter().zip(trees).enumerate() {
        let id = SentenceId(index as u32);
        let after = first_name + names[first_name..].iter().take_while(|name| name.sentence == id).count();
        mentions.extend(in_sentence(id, &tokens[sentence.tokens.clone()], tree, &names[first_name..after], first_name));
        first_name = after;
    }
    Mentions { names, mentions }
}

/// The mentions of a sentence by head word; `first_name` is the document's index of `names[0]`.
fn in_sentence(sentence: SentenceId, tokens: &[Token], tree: &Tree, names: &[Name], first_name: usize) -> Vec<Mention> {
    let heads = (0..tokens.len()).filter(|&word| heads_a_phrase(tree, word, names));
    let mention = |head| {
        let words = with_tenure(with_name(phrase(tree, head), head, names), head, tree, names);
        let inside = |name: &Name| name.words.start >= words.start && name.words.end <= words.end;
        let held =
            names.iter().enumerate().filter(|(_, name)| inside(name)).map(|(index, _)| first_name + index).collect();
        let span = tokens[words.start].span.join(tokens[words.end - 1].span);
        Mention { sentence, words, head, span, form: form(tree, head, names), names: held }
    };
    heads.map(mention).collect()
}

/// The phrase with all of the name that its head is in: `the Islamic State of Iraq and the Levant` is one.
fn with_name(words: Range<usize>, head: usize, names: &[Name]) -> Range<usize> {
    match names.iter().find(|name| name.words.contains(&head)) {
        Some(name) => words.start.min(name.words.start)..words.end.max(name.words.end),
        None => words,
    }
}

/// `former` right before a person's title or name is of the phrase, whatever the tree hangs it on: `former Prime Minister X's fall`.
fn with_tenure(words: Range<usize>, head: usize, tree: &Tree, names: &[Name]) -> Range<usize> {
    const TENURES: [&str; 8] = ["former", "outgoing", "incoming", "acting", "ousted", "deposed", "late", "then"];
    let is_person = names.iter().any(|name| name.label == NameLabel::Person && name.words.contains(&head));
    let before = words.start.checked_sub(1).filter(|_| is_person);
    let is_tenure = |word: &usize| {
        let node = tree.node(*word);
        node.upos == Upos::Adj && TENURES.contains(&&*node.lemma) && node.head.is_some_and(|above| above > *word)
    };
    before.filter(is_tenure).unwrap_or(words.start)..words.end
}

fn heads_a_phrase(tree: &Tree, word: usize, names: &[Name]) -> bool {
    let node = tree.node(word);
    if matches!(node.deprel, Deprel::Flat | Deprel::Fixed | Deprel::Goeswith) {
        return false;
    }
    if let Some(name) = names.iter().find(|name| name.words.contains(&word)) {
        return heads_a_name(tree, word, name);
    }
    match node.upos {
        Upos::Noun | Upos::Propn => !is_title(tree, word, names),
        Upos::Pron => node.feats.get("PronType") != Some("Rel") && node.deprel != Deprel::Expl,
        // `both`, `the two`, `the injured` as a noun.
        Upos::Adj | Upos::Num | Upos::Det => is_nominal(node.deprel),
        _ => false,
    }
}

/// `ministry official | Ada Quiroga`: a noun before a person's name, whom that means already.
fn is_title(tree: &Tree, word: usize, names: &[Name]) -> bool {
    let node = tree.node(word);
    let of = node.head.filter(|&head| node.deprel == Deprel::NmodDesc && word < head);
    let is_person = |head: usize| {
        let named = names.iter().find(|name| name.words.contains(&head));
        named.is_some_and(|name| name.label == NameLabel::Person)
    };
    of.is_some_and(is_person)
}

/// A name has one mention, headed by its top word; a rank, a title or a number before a noun, and a date, have none.
fn heads_a_name(tree: &Tree, word: usize, name: &Name) -> bool {
    let node = tree.node(word);
    let is_top = node.head.is_none_or(|head| !name.words.contains(&head));
    let modifies = is_modifier(node.deprel);
    is_top
        && match name.label {
            NameLabel::Date => false,
            NameLabel::Number => is_nominal(node.deprel),
            NameLabel::Rank | NameLabel::Office => !modifies,
            // Foreign or oddly tagged parts of names are as good as nouns.
            _ => true,
        }
}

fn is_modifier(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::NmodUnmarked | Deprel::Nummod)
}

fn is_nominal(deprel: Deprel) -> bool {
    matches!(
        deprel,
        Deprel::Nsubj
            | Deprel::NsubjPass
            | Deprel::Obj
            | Deprel::Iobj
            | Deprel::Obl
            | Deprel::OblAgent
            | Deprel::Nmod
            | Deprel::NmodPoss
    )
}

fn is_entity(label: NameLabel) -> bool {
    matches!(
        label,
        NameLabel::Person
            | NameLabel::Organisation
            | NameLabel::Gpe
            | NameLabel::Location
            | NameLabel::Facility
            | NameLabel::Norp
    )
}

fn form(tree: &Tree, head: usize, names: &[Name]) -> Form {
    let node = tree.node(head);
    let named = names.iter().any(|name| is_entity(name.label) && name.words.contains(&head));
    let modifies = is_modifier(node.deprel);
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
    while start > 0 && (words[start - 1] + 1 == words[start] || is_retirement(tree, words[start - 1] + 1..words[start]))
    {
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

/// `General (retd) X`: what stands in brackets between rank and name does not part them.
fn is_retirement(tree: &Tree, gap: Range<usize>) -> bool {
    let lemma = |word: usize| tree.node(word).lemma.to_lowercase();
    let is_told = |word: usize| {
        matches!(lemma(word).trim_end_matches('.'), "retd" | "rtd" | "ret" | "retire" | "retired" | "res")
    };
    let is_bracketed = (3..=4).contains(&gap.len()) && lemma(gap.start) == "(" && lemma(gap.end - 1) == ")";
    is_bracketed && is_told(gap.start + 1)
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
