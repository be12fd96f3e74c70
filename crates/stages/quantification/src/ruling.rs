//! What a number of people is told to have met with, by the clause around it.

use crate::idiom::{Place, idiomatic};
use crate::lists;
use crate::phrase::{Phrase, has_case};
use annotation::Passage;
use ontology::{Count, Deprel, Upos};

/// What is counted, and the word that says so.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Ruling {
    pub kind: Count,
    /// The verb or noun that says what became of those counted.
    pub governor: usize,
    /// The rule.
    pub why: &'static str,
}

impl Ruling {
    fn new(kind: Count, governor: usize, why: &'static str) -> Ruling {
        Ruling { kind, governor, why }
    }
}

/// A clause that hangs deeper than this under the first of a list, or a list in a list, is not followed.
const MAX_DEPTH: usize = 4;

const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];

/// What those counted are told to have met with; none if the clause does not tell.
pub(crate) fn ruling(passage: &Passage, phrase: Phrase) -> Option<Ruling> {
    by_case(passage, phrase)
        .or_else(|| by_modifier(passage, phrase))
        .or_else(|| by_relative_clause(passage, phrase))
        .or_else(|| by_clause(passage, phrase, phrase.head, 0))
        .or_else(|| beside(passage, phrase.noun?))
        .or_else(|| by_exchange(passage, phrase))
        .or_else(|| by_unit(passage, phrase))
}

/// `750 deaths`, `27 dead`, `no casualties`.
fn by_case(passage: &Passage, phrase: Phrase) -> Option<Ruling> {
    let noun = phrase.noun?;
    let kind = lists::case(passage, noun).or_else(|| lists::state(passage, noun).filter(|_| !passage.is_verb(noun)))?;
    Some(Ruling::new(kind, noun, "a noun of harm"))
}

/// `12 wounded soldiers`, `25 others injured`, `12 dead`; of a part (`two of the 14 suspects arrested`) the clause says more.
fn by_modifier(passage: &Passage, phrase: Phrase) -> Option<Ruling> {
    beside(passage, phrase.head)
}

fn beside(passage: &Passage, noun: usize) -> Option<Ruling> {
    let is_state = |word: usize| &*passage.node(word).xpos != "VBG" || lists::is_adjective(passage, word);
    let mut words = passage.children(noun, &[Deprel::Amod, Deprel::Acl]).filter(|&word| is_state(word));
    let (word, kind) = words.find_map(|word| Some((word, lists::state(passage, word)?)))?;
    Some(Ruling::new(kind, word, "a participle beside the noun"))
}

/// `11 migrants who died`, `three people who were wounded`.
fn by_relative_clause(passage: &Passage, phrase: Phrase) -> Option<Ruling> {
    let clauses = |word: usize| passage.children(word, &[Deprel::AclRelcl]);
    let words = std::iter::once(phrase.head).chain(phrase.noun);
    words.flat_map(clauses).find_map(|verb| {
        let relative = passage.child(verb, SUBJECTS).filter(|&subject| passage.upos(subject) == Upos::Pron)?;
        subject(passage, phrase, verb, relative)
    })
}

/// By what the phrase is in its clause: subject, object, behind a preposition, one of a list.
fn by_clause(passage: &Passage, phrase: Phrase, word: usize, depth: usize) -> Option<Ruling> {
    if let Some(found) = predicate(passage, word) {
        return Some(found);
    }
    let head = passage.head(word).filter(|_| depth < MAX_DEPTH)?;
    match passage.deprel(word) {
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => subject(passage, phrase, head, word),
        Deprel::Obj | Deprel::Iobj => object(passage, phrase, head, word),
        Deprel::Nmod | Deprel::Obl | Deprel::OblUnmarked | Deprel::NmodUnmarked => {
            oblique(passage, phrase, head, word, depth)
        }
        Deprel::Conj if !passage.is_verb(head) => by_clause(passage, phrase, head, depth + 1),
        Deprel::Appos | Deprel::Dep | Deprel::List => part(passage, head, depth),
        // `90 were wounded, as were seventeen soldiers`.
        Deprel::Advcl if passage.introducer(word, Deprel::Mark).as_deref() == Some("as") => part(passage, head, depth),
        _ => None,
    }
}

/// `The dead were 12 men`, `the confirmed deaths are fourteen civilians`.
fn predicate(passage: &Passage, word: usize) -> Option<Ruling> {
    passage.child(word, &[Deprel::Cop])?;
    let subject = passage.child(word, SUBJECTS)?;
    let kind = lists::toll(passage, subject).or_else(|| lists::state(passage, subject))?;
    Some(Ruling::new(kind, subject, "said of the dead or hurt"))
}

/// `12 people were killed`, `three died`, `30 are missing`.
fn subject(passage: &Passage, phrase: Phrase, verb: usize, word: usize) -> Option<Ruling> {
    if let Some(kind) = lists::befalls(passage, verb).filter(|&kind| fits(passage, phrase, kind)) {
        return Some(Ruling::new(kind, verb, "the subject of what befalls"));
    }
    if let Some(kind) = lists::done(passage, verb).filter(|_| suffers(passage, verb, word)) {
        return fits(passage, phrase, kind).then_some(Ruling::new(kind, verb, "the subject of a passive"));
    }
    if let Some(kind) = lists::state(passage, verb).filter(|_| lists::is_adjective(passage, verb)) {
        return Some(Ruling::new(kind, verb, "said to be so"));
    }
    complement(passage, verb)
        .or_else(|| among(passage, verb))
        .or_else(|| idiom(passage, phrase, verb, Place::Subject))
        .or_else(|| toll_behind(passage, verb))
}

/// Whether the subject `word` has done to it what the verb says: a passive, or a headline's.
fn suffers(passage: &Passage, verb: usize, word: usize) -> bool {
    let is_passive = passage.deprel(word) == Deprel::NsubjPass || passage.child(verb, &[Deprel::AuxPass]).is_some();
    let has_object = passage.child(verb, &[Deprel::Obj, Deprel::Ccomp]).is_some();
    let is_active = matches!(&*passage.node(verb).xpos, "VBG" | "VBZ" | "VBP" | "VB")
        || passage.child(verb, &[Deprel::Aux]).is_some();
    is_passive || !has_object && !is_active
}

/// `are confirmed dead`, `was reported killed`, `left 12 injured`, `taken hostage`.
fn complement(passage: &Passage, verb: usize) -> Option<Ruling> {
    passage.children(verb, &[Deprel::Xcomp]).find_map(|word| {
        let kind = lists::state(passage, word).or_else(|| {
            let is_passive = passage.child(word, &[Deprel::AuxPass]).is_some();
            lists::befalls(passage, word).or_else(|| lists::done(passage, word).filter(|_| is_passive))
        })?;
        Some(Ruling::new(kind, word, "said of what a verb leaves or finds"))
    })
}

/// `lost their lives`, `suffered injuries`, `were taken to hospital`, `took to the streets`.
fn idiom(passage: &Passage, phrase: Phrase, verb: usize, place: Place) -> Option<Ruling> {
    let kind = idiomatic(passage, phrase, verb, place).filter(|&kind| fits(passage, phrase, kind))?;
    Some(Ruling::new(kind, verb, "an idiom"))
}

/// `was, according to the army, among the dead`.
fn among(passage: &Passage, verb: usize) -> Option<Ruling> {
    if !passage.is(verb, &["be"]) {
        return None;
    }
    let below = passage.tree.descendants(verb);
    let word =
        below.into_iter().find(|&word| lists::state(passage, word).is_some() && has_case(passage, word, "among"))?;
    Some(Ruling::new(lists::state(passage, word)?, word, "said to be so"))
}

/// `killed 12`, `left 12 dead`, `claimed 12 lives`, `drew two million people`.
fn object(passage: &Passage, phrase: Phrase, verb: usize, word: usize) -> Option<Ruling> {
    if let Some(kind) = lists::done(passage, verb).filter(|&kind| fits(passage, phrase, kind)) {
        return Some(Ruling::new(kind, verb, "the object of what is done"));
    }
    if let Some(found) = complement(passage, verb) {
        return Some(found);
    }
    idiom(passage, phrase, verb, Place::Object)
        .or_else(|| included(passage, verb))
        .or_else(|| toll_behind(passage, verb).filter(|_| passage.deprel(word) == Deprel::Obj))
}

/// `the victims included four children`.
fn included(passage: &Passage, verb: usize) -> Option<Ruling> {
    let subject = passage.child(verb, SUBJECTS).filter(|_| passage.is(verb, &["include", "comprise"]))?;
    let kind = lists::toll(passage, subject).or_else(|| lists::state(passage, subject))?;
    Some(Ruling::new(kind, subject, "part of those told"))
}

/// Behind a preposition: `the deaths of 12`, `a toll of 12`, `rose to 30`, `including four children`.
fn oblique(passage: &Passage, phrase: Phrase, head: usize, word: usize, depth: usize) -> Option<Ruling> {
    if has_case(passage, word, "including") {
        return part(passage, head, depth);
    }
    if has_case(passage, word, "of") {
        let kind = lists::toll(passage, head)
            .or_else(|| lists::deed(passage, head).filter(|&kind| fits(passage, phrase, kind)));
        return kind.map(|kind| Ruling::new(kind, head, "behind a noun of harm"));
    }
    bare(passage, phrase, head, word).or_else(|| toll_behind(passage, head))
}

/// `killed as many as 32`, where the number hangs on the verb like a time without preposition.
fn bare(passage: &Passage, phrase: Phrase, verb: usize, word: usize) -> Option<Ruling> {
    let is_bare = passage.child(word, &[Deprel::Case]).is_none();
    let kind = lists::done(passage, verb).filter(|&kind| is_bare && fits(passage, phrase, kind))?;
    Some(Ruling::new(kind, verb, "beside what is done"))
}

/// `the toll rose to 30`, `put the number of wounded at 40`, `deaths exceeded 100`: the verb's subject or object is counted.
fn toll_behind(passage: &Passage, verb: usize) -> Option<Ruling> {
    const MOVES: [&str; 24] = [
        "rise", "climb", "jump", "increase", "stand", "reach", "hit", "pass", "exceed", "put", "bring", "raise",
        "push", "revise", "grow", "soar", "surpass", "top", "go", "be", "lower", "decrease", "fall", "number",
    ];
    if !passage.is_verb(verb) || !passage.is(verb, &MOVES) {
        return None;
    }
    let sides =
        passage.children(verb, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj]).chain(relative_head(passage, verb));
    let (toll, kind) = sides.filter_map(|side| Some((side, lists::toll(passage, side)?))).next()?;
    Some(Ruling::new(kind, toll, "what a toll comes to"))
}

/// `the toll, which rose to 30`, `a toll rising to 30`.
fn relative_head(passage: &Passage, verb: usize) -> Option<usize> {
    passage.head(verb).filter(|_| matches!(passage.deprel(verb), Deprel::AclRelcl | Deprel::Acl))
}

/// `20 people, including four children`: the part meets with what the whole does.
fn part(passage: &Passage, whole: usize, depth: usize) -> Option<Ruling> {
    let phrase = Phrase::of_noun(whole);
    if passage.is_verb(whole) || lists::state(passage, whole).is_some() {
        let kind = lists::done(passage, whole)
            .or_else(|| lists::befalls(passage, whole))
            .or_else(|| lists::state(passage, whole));
        return kind.map(|kind| Ruling::new(kind, whole, "part of those told")).or_else(|| complement(passage, whole));
    }
    let found = by_case(passage, phrase)
        .or_else(|| by_modifier(passage, phrase))
        .or_else(|| by_clause(passage, phrase, whole, depth + 1))?;
    Some(Ruling { why: "part of those told", ..found })
}

/// `in exchange for 183 prisoners`.
fn by_exchange(passage: &Passage, phrase: Phrase) -> Option<Ruling> {
    let is_held = passage.is(phrase.noun?, &["prisoner", "hostage", "captive", "detainee"]);
    let mut above = passage.tree.ancestors(phrase.head).take(3);
    let exchange = above.find(|&word| is_held && passage.is(word, &["exchange", "swap", "release", "free"]))?;
    Some(Ruling::new(Count::Released, exchange, "an exchange"))
}

/// `a battalion of 800 men`.
fn by_unit(passage: &Passage, phrase: Phrase) -> Option<Ruling> {
    const UNITS: [&str; 9] =
        ["battalion", "brigade", "contingent", "force", "garrison", "regiment", "division", "company", "army"];
    let unit = passage.head(phrase.head).filter(|&unit| passage.is(unit, &UNITS))?;
    let is_of = passage.deprel(phrase.head) == Deprel::Nmod && has_case(passage, phrase.head, "of");
    is_of.then_some(Ruling::new(Count::Troops, unit, "the strength of a unit"))
}

/// `400 paratroopers`, `thousands of protesters`, `two million refugees`.
pub(crate) fn by_status(passage: &Passage, phrase: Phrase) -> Option<Ruling> {
    let noun = phrase.noun?;
    Some(Ruling::new(lists::status(passage, noun)?, noun, "what those counted are called"))
}

/// Whether those counted can meet with it: ships are freed and villages evacuated too.
fn fits(passage: &Passage, phrase: Phrase, kind: Count) -> bool {
    let Some(noun) = phrase.noun else { return true };
    match kind {
        Count::Displaced if lists::is_armed(passage, noun) => false,
        Count::Killed | Count::Injured | Count::Arrested => lists::may_be_people(passage, noun),
        _ => lists::is_people(passage, noun),
    }
}
