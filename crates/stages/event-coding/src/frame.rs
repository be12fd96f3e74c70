//! The clause around a trigger: who stands where, whatever the grammatical dress.
//!
//! A [`Frame`] undoes passives, participles, relative clauses, control, coordination, light verbs and
//! nominalisations, so that a lexicon row can speak of subject and object alone.
//! Relations are Universal Dependencies' (version 2, as EWT and GUM use them).

mod noun;

pub(crate) use noun::is_weapon;

use crate::lexicon::{ComplementForm, Slot};
use annotation::Passage;
use ontology::{Deprel, Upos};

/// Who and what stands around one trigger. Words are indices into the sentence.
#[derive(Clone, Default, Debug)]
pub(crate) struct Frame {
    pub subjects: Vec<usize>,
    pub objects: Vec<usize>,
    pub indirect: Vec<usize>,
    pub possessors: Vec<usize>,
    pub modifiers: Vec<usize>,
    /// Preposition and the word it brings in, nearest attachment first.
    pub prepositions: Vec<(String, usize)>,
    pub complements: Vec<(ComplementForm, usize)>,
    pub particles: Vec<usize>,
    /// The verb a noun leans on: `hold` of `hold talks`.
    pub light_verb: Option<usize>,
    /// How the subject was found.
    pub subject_path: &'static str,
    pub passive: bool,
}

const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];
const OBLIQUES: &[Deprel] = &[Deprel::Obl, Deprel::OblAgent, Deprel::OblUnmarked, Deprel::Nmod, Deprel::NmodDesc];
const MODIFIERS: &[Deprel] = &[Deprel::Amod, Deprel::Compound, Deprel::NmodUnmarked, Deprel::NmodDesc, Deprel::Nummod];
const RELATIVE_PRONOUNS: [&str; 4] = ["who", "which", "that", "whom"];
/// Verbs whose object is not the one who does what the infinitive says.
const SUBJECT_CONTROL: [&str; 6] = ["promise", "threaten", "pledge", "vow", "offer", "use"];

impl Frame {
    pub fn of(passage: &Passage, word: usize) -> Frame {
        match passage.upos(word) {
            Upos::Noun | Upos::Propn => noun::frame(passage, word),
            _ => verb_frame(passage, word),
        }
    }

    /// The words that fill `slot`, without those coordinated with them.
    pub fn fillers(&self, passage: &Passage, slot: &Slot) -> Vec<usize> {
        match slot {
            Slot::Subject => self.subjects.clone(),
            Slot::Object => self.objects.clone(),
            Slot::Indirect => self.indirect.clone(),
            Slot::Possessor => self.possessors.clone(),
            Slot::Modifier => self.modifiers.clone(),
            Slot::Preposition(form) => self.introduced_by(form),
            Slot::ComplementSubject => {
                self.complements.iter().filter_map(|&(_, clause)| surface_subject(passage, clause, 0)).collect()
            }
            Slot::ComplementObject => {
                self.complements.iter().flat_map(|&(_, clause)| verb_frame(passage, clause).objects).collect()
            }
        }
    }

    fn introduced_by(&self, form: &str) -> Vec<usize> {
        self.prepositions.iter().filter(|(found, _)| found == form).map(|&(_, word)| word).collect()
    }
}

fn verb_frame(passage: &Passage, verb: usize) -> Frame {
    let passive = is_passive(passage, verb);
    let surface = surface_subject(passage, verb, 0);
    let mut frame = Frame { passive, subject_path: subject_path(passage, verb), ..Frame::default() };
    attach_obliques(passage, verb, &mut frame);
    frame.indirect = passage.children(verb, &[Deprel::Iobj]).collect();
    frame.particles = passage.children(verb, &[Deprel::CompoundPrt]).collect();
    frame.complements = complements(passage, verb, &[Deprel::Xcomp, Deprel::Ccomp]);
    // `called on Ankara to withdraw`: the infinitive hangs as an adverbial clause.
    let clauses = complements(passage, verb, &[Deprel::Advcl]).into_iter();
    frame.complements.extend(
        clauses.filter(|&(form, clause)| {
            form == ComplementForm::To || form == ComplementForm::Ing && passage.has_to(clause)
        }),
    );
    frame.modifiers = passage.children(verb, &[Deprel::Advmod, Deprel::Amod, Deprel::Compound]).collect();
    if passive {
        frame.subjects = agents(passage, verb);
        frame.objects = surface.into_iter().collect();
        frame.subject_path = "by-phrase";
        // `was given arms`: what is left of the objects stays an object.
        frame.indirect.extend(passage.children(verb, &[Deprel::Obj]));
    } else {
        frame.subjects = surface.map(|subject| author(passage, verb, subject)).into_iter().collect();
        frame.objects = passage.children(verb, &[Deprel::Obj]).map(|object| antecedent(passage, object)).collect();
        if frame.objects.is_empty() {
            // `asked Washington to help`: the treebanks call the one who is asked an indirect object.
            frame.objects = frame.indirect.iter().map(|&object| antecedent(passage, object)).collect();
        }
        if frame.objects.is_empty() {
            frame.objects = shared_object(passage, verb)
                .or_else(|| earlier_object(passage, verb))
                .or_else(|| relativised_object(passage, verb))
                .into_iter()
                .collect();
        }
    }
    for object in frame.objects.clone().into_iter().flat_map(|object| passage.conjuncts(object)) {
        add_object_dependents(passage, object, &mut frame);
    }
    add_deeper_obliques(passage, &mut frame);
    frame
}

/// What hangs on the object is also the verb's: `imposed sanctions on Iran`, `rejected Kyiv's request`.
fn add_object_dependents(passage: &Passage, object: usize, frame: &mut Frame) {
    attach_obliques(passage, object, frame);
    frame.complements.extend(complements(passage, object, &[Deprel::Acl]));
    frame.possessors.extend(passage.children(object, &[Deprel::NmodPoss]));
    frame.modifiers.extend(passage.children(object, MODIFIERS).flat_map(|modifier| passage.conjuncts(modifier)));
}

/// Last, what hangs on complement clauses and on obliques: `refused to sell jets to Islamabad`, `quit the dialogue with Kabul`.
fn add_deeper_obliques(passage: &Passage, frame: &mut Frame) {
    for (_, clause) in frame.complements.clone() {
        attach_obliques(passage, clause, frame);
        for object in passage.children(clause, &[Deprel::Obj]).collect::<Vec<_>>() {
            attach_obliques(passage, object, frame);
        }
    }
    for (_, oblique) in frame.prepositions.clone() {
        if passage.actor(oblique).is_none_or(|actor| !actor.can_act()) {
            attach_obliques(passage, oblique, frame);
        }
    }
}

/// Adds the obliques of `word` with their prepositions.
fn attach_obliques(passage: &Passage, word: usize, frame: &mut Frame) {
    for oblique in passage.children(word, OBLIQUES) {
        if let Some(form) = passage.introducer(oblique, Deprel::Case) {
            // `between A and B`, `with A and B`: coordination is spread later.
            frame.prepositions.push((form, antecedent(passage, oblique)));
        }
    }
    for clause in passage.children(word, &[Deprel::Advcl, Deprel::Acl]) {
        // `committed to destroying` has a preposition, `ready to destroy` has none.
        let is_gerund = &*passage.node(clause).xpos == "VBG";
        if let Some(form) = passage.introducer(clause, Deprel::Mark).filter(|form| form != "to" || is_gerund) {
            frame.prepositions.push((form, clause));
        }
    }
}

fn complements(passage: &Passage, word: usize, relations: &[Deprel]) -> Vec<(ComplementForm, usize)> {
    let clauses = passage.tree.children(word).filter(|&child| relations.contains(&passage.deprel(child)));
    clauses.map(|clause| (complement_form(passage, clause), clause)).collect()
}

fn complement_form(passage: &Passage, clause: usize) -> ComplementForm {
    let verb = passage.child(clause, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).unwrap_or(clause);
    let has_to = passage.children(clause, &[Deprel::Mark]).any(|mark| passage.form(mark) == "to");
    match &*passage.node(verb).xpos {
        "VBG" => ComplementForm::Ing,
        _ if has_to => ComplementForm::To,
        _ => ComplementForm::That,
    }
}

pub(crate) fn is_passive(passage: &Passage, verb: usize) -> bool {
    if passage.child(verb, &[Deprel::AuxPass, Deprel::NsubjPass]).is_some() {
        return true;
    }
    if !passage.is_past_participle(verb) || passage.child(verb, &[Deprel::Aux, Deprel::Obj, Deprel::Nsubj]).is_some() {
        return false;
    }
    match passage.deprel(verb) {
        Deprel::Acl | Deprel::Amod | Deprel::Advcl | Deprel::Xcomp => true,
        Deprel::Conj => passage.head(verb).is_some_and(|first| is_passive(passage, first)),
        _ => passage.child(verb, &[Deprel::OblAgent]).is_some(),
    }
}

fn agents(passage: &Passage, verb: usize) -> Vec<usize> {
    let by = passage.children(verb, &[Deprel::OblAgent, Deprel::Obl]);
    by.filter(|&oblique| passage.introducer(oblique, Deprel::Case).as_deref() == Some("by")).collect()
}

/// The word that a relative pronoun stands for; any other word itself.
fn antecedent(passage: &Passage, word: usize) -> usize {
    if let Some(counted) = counted(passage, word) {
        return antecedent(passage, counted);
    }
    if !RELATIVE_PRONOUNS.contains(&passage.form(word).as_str()) || passage.upos(word) != Upos::Pron {
        return word;
    }
    let clause = std::iter::once(word)
        .chain(passage.tree.ancestors(word))
        .find(|&above| passage.deprel(above) == Deprel::AclRelcl);
    clause.and_then(|clause| passage.head(clause)).unwrap_or(word)
}

/// `thousands of protesters`: the amount acts only as what is counted.
pub(crate) fn counted(passage: &Passage, word: usize) -> Option<usize> {
    let is_amount = passage.is(word, &AMOUNTS) && passage.actor(word).is_none_or(|actor| !actor.can_act());
    let is_of = |&of: &usize| passage.introducer(of, Deprel::Case).as_deref() == Some("of");
    passage.children(word, &[Deprel::Nmod]).find(is_of).filter(|_| is_amount)
}

const AMOUNTS: [&str; 16] = [
    "thousand",
    "thousands",
    "hundred",
    "hundreds",
    "dozen",
    "dozens",
    "ten",
    "tens",
    "score",
    "scores",
    "million",
    "millions",
    "majority",
    "number",
    "group",
    "handful",
];

/// How deep control and coordination are followed.
const MAX_CLIMB: usize = 8;

/// The subject that stands with `verb` or is understood: of a conjunct, the controller, the noun a clause hangs on.
pub(crate) fn surface_subject(passage: &Passage, verb: usize, depth: usize) -> Option<usize> {
    if let Some(own) = passage.child(verb, SUBJECTS).filter(|&own| passage.upos(own) != Upos::Sconj) {
        return Some(antecedent(passage, own));
    }
    let head = passage.head(verb).filter(|_| depth < MAX_CLIMB)?;
    match passage.deprel(verb) {
        // `X met Y, ARY News reported`, parsed with both subjects under the last verb.
        Deprel::Ccomp if passage.children(head, SUBJECTS).count() > 1 => passage.child(head, SUBJECTS),
        Deprel::Conj | Deprel::Parataxis if passage.is_verb(verb) => surface_subject(passage, head, depth + 1),
        Deprel::Xcomp => controller(passage, head, depth),
        // `accused the army of shelling`: the object does it.
        Deprel::Advcl if is_told_of_object(passage, verb) => controller(passage, head, depth),
        Deprel::Advcl | Deprel::Ccomp if !has_finite_marker(passage, verb) => surface_subject(passage, head, depth + 1),
        Deprel::AclRelcl => Some(head),
        Deprel::Acl if passage.has_to(verb) => possessor_or_subject(passage, head, depth),
        Deprel::Acl => Some(head),
        _ => None,
    }
}

fn subject_path(passage: &Passage, verb: usize) -> &'static str {
    if passage.child(verb, SUBJECTS).is_some() {
        return "subject";
    }
    match passage.deprel(verb) {
        Deprel::Conj => "shared subject",
        Deprel::Xcomp => "controller",
        Deprel::Acl | Deprel::AclRelcl => "noun the clause hangs on",
        _ => "subject of the main clause",
    }
}

fn has_finite_marker(passage: &Passage, verb: usize) -> bool {
    let finite = passage.node(verb).feats.get("VerbForm") == Some("Fin");
    finite
        || passage.child(verb, &[Deprel::Aux]).is_some_and(|aux| passage.node(aux).feats.get("VerbForm") == Some("Fin"))
}

fn controller(passage: &Passage, head: usize, depth: usize) -> Option<usize> {
    let object = passage.child(head, &[Deprel::Obj, Deprel::Iobj]);
    match object {
        Some(object) if !passage.is(head, &SUBJECT_CONTROL) => Some(antecedent(passage, object)),
        _ => surface_subject(passage, head, depth + 1),
    }
}

/// `signed a decree that bars`, `issued a letter urging`: who made what the clause hangs on does what it does.
fn author(passage: &Passage, verb: usize, subject: usize) -> usize {
    let hangs = matches!(passage.deprel(verb), Deprel::Acl | Deprel::AclRelcl) && passage.head(verb) == Some(subject);
    let is_actor = passage.actor(subject).is_some_and(|actor| actor.can_act());
    let maker = passage.head(subject).filter(|&maker| passage.deprel(subject) == Deprel::Obj && passage.is_verb(maker));
    match maker.filter(|_| hangs && !is_actor) {
        Some(maker) => surface_subject(passage, maker, 1).filter(|_| !is_passive(passage, maker)).unwrap_or(subject),
        None => subject,
    }
}

/// `accused X of`, `blamed X for`, `barred X from`, `called on X to`.
fn is_told_of_object(passage: &Passage, clause: usize) -> bool {
    passage.introducer(clause, Deprel::Mark).is_some_and(|form| matches!(form.as_str(), "of" | "for" | "from" | "into"))
}

fn possessor_or_subject(passage: &Passage, noun: usize, depth: usize) -> Option<usize> {
    passage.child(noun, &[Deprel::NmodPoss]).or_else(|| {
        let verb = passage.head(noun)?;
        let governed = matches!(passage.deprel(noun), Deprel::Obj | Deprel::Obl);
        if governed { surface_subject(passage, verb, depth + 1) } else { None }
    })
}

/// `attacked and seized the town`: the first verb's object is the last one's.
fn shared_object(passage: &Passage, verb: usize) -> Option<usize> {
    let next = passage.children(verb, &[Deprel::Conj]).find(|&next| passage.is_verb(next))?;
    let adjacent = next <= verb + 3 && passage.child(next, SUBJECTS).is_none();
    passage.child(next, &[Deprel::Obj]).filter(|_| adjacent)
}

/// `advised and trained the brigade`, where the object hangs on the first verb but stands after the last.
fn earlier_object(passage: &Passage, verb: usize) -> Option<usize> {
    let first = passage.head(verb).filter(|&first| passage.deprel(verb) == Deprel::Conj && passage.is_verb(first))?;
    passage.child(first, &[Deprel::Obj]).filter(|&object| object > verb)
}

/// `the town that troops seized`: the noun is the object.
fn relativised_object(passage: &Passage, verb: usize) -> Option<usize> {
    let own_subject = passage.child(verb, SUBJECTS)?;
    let is_relative = RELATIVE_PRONOUNS.contains(&passage.form(own_subject).as_str());
    (passage.deprel(verb) == Deprel::AclRelcl && !is_relative).then(|| passage.head(verb)).flatten()
}
