//! Which lexicon row fits a trigger best.

use crate::frame::Frame;
use crate::lexicon::{ComplementForm, Condition, Kind, Lexicon, Pos, Row, Slot, Test};
use annotation::EntityKind;
use annotation::Passage;
use ontology::{Deprel, EventType, Sector, Upos};

/// A word that evokes an event, and the row that says so.
pub(crate) struct Match<'l> {
    pub word: usize,
    pub row: &'l Row,
    /// Further rows of the same type that fit, best first: they may know where a party stands that `row` does not.
    pub others: Vec<&'l Row>,
    /// The best row of another type that fits too.
    pub rival: Option<&'l Row>,
    pub frame: Frame,
}

/// The best row for `word`, if any fits: the most specific conditions, then the highest probability, then table order.
pub(crate) fn best_match<'l>(lexicon: &'l Lexicon, passage: &Passage, word: usize) -> Option<Match<'l>> {
    let pos = pos_of(passage, word)?;
    let lemma = passage.key(word);
    let mut rows = lexicon.rows_of(&lemma, pos).peekable();
    rows.peek()?;
    let frame = Frame::of(passage, word);
    let mut fitting: Vec<&Row> =
        rows.filter(|row| row.conditions.iter().all(|condition| holds(condition, passage, &frame, word))).collect();
    fitting.sort_by(|row, other| weight(other).partial_cmp(&weight(row)).expect("probabilities are numbers"));
    let row = *fitting.iter().find(|row| is_plausible(passage, &frame, row))?;
    let others = fitting
        .iter()
        .copied()
        .filter(|other| other.event_type == row.event_type && other.source != row.source)
        .collect();
    let rival = fitting.iter().copied().find(|other| other.event_type != row.event_type);
    Some(Match { word, row, others, rival, frame })
}

/// How specific and how likely a row is: a condition that names lemmas counts more than one that only asks for a filler,
/// a negated one not at all.
fn weight(row: &Row) -> (usize, f32) {
    let specific = |condition: &&Condition| match &condition.test {
        Test::Filled(_, lemmas) | Test::Complement(_, lemmas) if lemmas.is_empty() => 2,
        Test::Is(..) => 2,
        _ => 3,
    };
    (row.conditions.iter().filter(|condition| !condition.negated).map(|c| specific(&c)).sum(), row.probability)
}

/// People protest, forces do not: a strike by warplanes is none of workers.
fn is_plausible(passage: &Passage, frame: &Frame, row: &Row) -> bool {
    let armed = |word: usize| {
        passage
            .actor(word)
            .is_some_and(|actor| matches!(actor.sector, Sector::Mil | Sector::Reb | Sector::Prm | Sector::Spy))
    };
    row.event_type != EventType::Protest || !frame.subjects.iter().any(|&word| armed(word))
}

fn pos_of(passage: &Passage, word: usize) -> Option<Pos> {
    match passage.upos(word) {
        // A plural or a bare noun that only the coarse tag takes for a verb.
        Upos::Verb if passage.node(word).xpos.starts_with("NN") => Some(Pos::Noun),
        Upos::Verb => Some(Pos::Verb),
        Upos::Noun => Some(Pos::Noun),
        // `the Geneva Talks`, `Operation ...`: event nouns inside names are names.
        Upos::Propn => None,
        Upos::Adj | Upos::Adv => Some(Pos::Adjective),
        _ => None,
    }
}

fn holds(condition: &Condition, passage: &Passage, frame: &Frame, word: usize) -> bool {
    test(&condition.test, passage, frame, word) != condition.negated
}

fn test(test: &Test, passage: &Passage, frame: &Frame, word: usize) -> bool {
    let any_of = |words: Vec<usize>, lemmas: &[Box<str>]| {
        words.iter().any(|&word| lemmas.is_empty() || is_one_of(passage, word, lemmas))
    };
    match test {
        Test::Particle(lemmas) => any_of(frame.particles.clone(), lemmas) || next_is_particle(passage, word, lemmas),
        Test::Filled(slot, lemmas) => {
            let words = frame.fillers(passage, slot);
            let spread = words.iter().flat_map(|&word| passage.conjuncts(word)).collect();
            any_of(spread, lemmas) || is_particle_preposition(passage, frame, slot, lemmas)
        }
        Test::Complement(form, lemmas) => frame.complements.iter().any(|&(found, clause)| {
            let right_form = *form == ComplementForm::Any || *form == found;
            right_form && (lemmas.is_empty() || heads_of(passage, clause).iter().any(|lemma| contains(lemmas, lemma)))
        }),
        Test::Modified(lemmas) => any_of(modifiers(passage, frame, word), lemmas),
        Test::LightVerb(lemmas) => any_of(frame.light_verb.into_iter().collect(), lemmas),
        Test::Is(kind, slot) => frame.fillers(passage, slot).iter().any(|&filler| is(passage, filler, *kind)),
    }
}

fn contains(lemmas: &[Box<str>], lemma: &str) -> bool {
    lemmas.binary_search_by(|entry| (**entry).cmp(lemma)).is_ok()
}

/// Whether the word is in the list by its lemma; the treebanks keep some plurals (`troops`), the lists do not.
fn is_one_of(passage: &Passage, word: usize, lemmas: &[Box<str>]) -> bool {
    let listed = |word: usize| {
        let lemma = passage.key(word);
        contains(lemmas, &lemma) || lemma.strip_suffix('s').is_some_and(|singular| contains(lemmas, singular))
    };
    // `Ambassador Ford` is an ambassador.
    listed(word) || passage.children(word, &[Deprel::NmodDesc]).any(listed)
}

/// The lemma of a clause's head, and of the noun or verb that carries its meaning (`hold talks`, `be ready to help`).
fn heads_of(passage: &Passage, clause: usize) -> Vec<String> {
    let deeper = passage.children(clause, &[Deprel::Xcomp, Deprel::Obj, Deprel::Conj]);
    std::iter::once(clause).chain(deeper).map(|word| passage.key(word)).collect()
}

fn modifiers(passage: &Passage, frame: &Frame, word: usize) -> Vec<usize> {
    let adverbs = passage.children(
        word,
        &[Deprel::Advmod, Deprel::Amod, Deprel::Compound, Deprel::NmodPoss, Deprel::Det, Deprel::Nummod],
    );
    frame.modifiers.iter().copied().chain(adverbs).collect()
}

/// A preposition without a noun (`called off`, `a man they called on`) may be parsed as adverb or particle.
fn is_particle_preposition(passage: &Passage, frame: &Frame, slot: &Slot, lemmas: &[Box<str>]) -> bool {
    let Slot::Preposition(form) = slot else { return false };
    lemmas.is_empty() && frame.particles.iter().any(|&particle| passage.form(particle) == **form)
}

/// A particle that the parser took for an adverb or a bare preposition: the next word.
fn next_is_particle(passage: &Passage, word: usize, lemmas: &[Box<str>]) -> bool {
    let next = word + 1;
    next < passage.len()
        && passage.head(next) == Some(word)
        && passage.deprel(next) == Deprel::Advmod
        && contains(lemmas, &passage.form(next))
}

fn is(passage: &Passage, word: usize, kind: Kind) -> bool {
    passage.conjuncts(word).into_iter().any(|word| {
        let Some(actor) = passage.actor(word) else { return false };
        match kind {
            Kind::Actor => actor.can_act(),
            Kind::State => actor.kind == EntityKind::State,
            Kind::Person => actor.kind == EntityKind::Person,
            Kind::Place => actor.kind == EntityKind::Place || actor.kind == EntityKind::State,
        }
    })
}
