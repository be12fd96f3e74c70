//! How likely one phrase of a sentence is of the country of another.

use super::Text;
use annotation::{Form, Mention};
use ontology::Deprel;

/// What a country scores that the one in question acts upon, or that acts upon it.
pub(crate) const OPPOSED: i32 = -8;

/// What the country of one scores whom somebody has to do with together with the one in question.
pub(crate) const BESIDE: i32 = 6;

/// A phrase, and what speaks for its standing for a state.
#[derive(Clone, Copy)]
pub(crate) struct Party<'a> {
    pub mention: &'a Mention,
    /// Whether it is of the government or the armed forces.
    pub official: bool,
    /// Whether it is a state, or a person named that holds an office of one.
    pub sovereign: bool,
    /// Whether it is one who stands for his state in another.
    pub is_envoy: bool,
}

/// How much speaks for `own` to be of the country of `other`.
pub(crate) fn score(text: &Text, own: Party, other: Party) -> i32 {
    let tree = text.tree(own.mention.sentence);
    let node = tree.node(other.mention.head);
    let is_inside = own.mention.words.contains(&other.mention.head) && own.mention.head != other.mention.head;
    if own.is_envoy && is_inside && node.deprel == Deprel::Nmod {
        return OPPOSED;
    }
    if is_locative(text, other.mention) {
        return if own.official { locative_of_official(text, own, other) } else { 5 };
    }
    if own.sovereign && other.official && is_beside_in_object(text, own, other) {
        return BESIDE;
    }
    if own.official && other.official && other.sovereign && is_opposed(text, own, other) {
        return OPPOSED;
    }
    let above = node.head.map(|noun| tree.node(noun).deprel);
    // `India and China disagreed`: both are subjects.
    let deprel = if node.deprel == Deprel::Conj { above.unwrap_or(node.deprel) } else { node.deprel };
    match deprel {
        Deprel::Nsubj | Deprel::NsubjPass => {
            if own.official {
                3
            } else {
                2
            }
        }
        Deprel::NmodPoss if above == Some(Deprel::Nsubj) => 2,
        Deprel::NmodPoss => 1,
        _ if other.mention.form == Form::Modifier && above == Some(Deprel::Nsubj) => 1,
        _ => 0,
    }
}

/// `In Ouagadougou, President X`, `met President X in Hanoi`: those who travel are told of by where they come from, their hosts by
/// where they are.
fn locative_of_official(text: &Text, own: Party, other: Party) -> i32 {
    let tree = text.tree(own.mention.sentence);
    let governor = tree.node(other.mention.head).head;
    let is_same_verb = governor.is_some() && governor == tree.node(own.mention.head).head;
    let is_subject = is_subject(tree.node(own.mention.head).deprel);
    let is_before = other.mention.head < own.mention.head;
    match is_same_verb {
        true if is_subject && is_before => 3,
        true if !is_subject => 5,
        _ => 1,
    }
}

/// `called on the Kenyan commander, Brigadier X, and Minister Y`: two that somebody has to do with are of one side.
fn is_beside_in_object(text: &Text, own: Party, other: Party) -> bool {
    let tree = text.tree(own.mention.sentence);
    let node = tree.node(own.mention.head);
    let first = node.head.filter(|_| node.deprel == Deprel::Conj);
    let noun = |word: usize| match tree.node(word).deprel {
        Deprel::Appos => tree.node(word).head.unwrap_or(word),
        _ => word,
    };
    first.map(noun) == Some(other.mention.head)
        && other.mention.form != Form::Modifier
        && matches!(
            tree.node(other.mention.head).deprel,
            Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent | Deprel::Nmod
        )
        && text.case(own.mention.sentence, other.mention.head).as_deref() != Some("between")
}

pub(crate) fn is_locative(text: &Text, mention: &Mention) -> bool {
    const LOCATIVE: [&str; 10] =
        ["in", "at", "near", "outside", "across", "around", "from", "inside", "off", "through"];
    text.case(mention.sentence, mention.head).is_some_and(|case| LOCATIVE.contains(&case.as_str()))
}

/// Whether the two stand on two sides of one verb or noun (`A warned B`, `talks with B`), or side by side in a list.
///
/// Whoever acts upon a state is not of it; whom a state acts upon is not of it if he is another state's.
pub(crate) fn is_opposed(text: &Text, own: Party, other: Party) -> bool {
    let sentence = own.mention.sentence;
    let tree = text.tree(sentence);
    let path = |word: usize| std::iter::once(word).chain(tree.ancestors(word)).collect::<Vec<usize>>();
    let (mine, theirs) = (path(own.mention.head), path(other.mention.head));
    let Some(meeting) = mine.iter().find(|word| theirs.contains(word)) else { return false };
    let below = |path: &[usize]| path.iter().take_while(|word| *word != meeting).last().copied();
    let relation = |word: Option<usize>| word.map(|word| (tree.node(word).deprel, text.case(sentence, word)));
    match (relation(below(&mine)), relation(below(&theirs))) {
        (Some((mine, _)), Some((theirs, _))) if is_subject(mine) => is_argument(theirs) && !is_subject(theirs),
        (Some((mine, _)), Some((theirs, _))) if is_subject(theirs) => {
            is_argument(mine) && own.sovereign && other.sovereign
        }
        (Some((_, mine)), Some((Deprel::NmodPoss | Deprel::Amod | Deprel::Compound, _))) => {
            is_partner(mine.as_deref()) && own.sovereign
        }
        // One hangs on the other, or on its conjunct.
        (None, Some((Deprel::Conj, _))) | (Some((Deprel::Conj, _)), None) => own.sovereign && other.sovereign,
        (None, Some((Deprel::Nmod, case))) | (Some((Deprel::Nmod, case)), None) => is_partner(case.as_deref()),
        _ => false,
    }
}

fn is_subject(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass)
}

fn is_argument(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent)
}

fn is_partner(case: Option<&str>) -> bool {
    matches!(case, Some("with" | "to" | "against" | "between" | "by" | "toward" | "towards"))
}
