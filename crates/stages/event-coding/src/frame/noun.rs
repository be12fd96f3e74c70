//! The frame of an event noun: `Ankara's offer`, `hold talks`, `talks between`, `the attack by`.

use super::{Frame, MODIFIERS, agents, antecedent, attach_obliques, complements, is_passive, surface_subject};
use crate::lexicon::ComplementForm;
use annotation::Passage;
use ontology::{Deprel, Upos};

/// Verbs under which an event noun that is their subject just takes place.
const HAPPENING: [&str; 13] = [
    "take", "occur", "happen", "begin", "start", "end", "follow", "come", "continue", "resume", "last", "break",
    "erupt",
];

/// Verbs whose object is somebody else's deed: `condemned the attack`, `rejected the demand`.
const OTHERS_DEEDS: [&str; 87] = [
    "condemn",
    "denounce",
    "criticize",
    "criticise",
    "deplore",
    "decry",
    "slam",
    "blast",
    "welcome",
    "praise",
    "hail",
    "applaud",
    "support",
    "back",
    "reject",
    "deny",
    "dismiss",
    "rebuff",
    "discuss",
    "report",
    "mention",
    "investigate",
    "probe",
    "see",
    "witness",
    "recall",
    "mourn",
    "mark",
    "survive",
    "suffer",
    "fear",
    "expect",
    "urge",
    "demand",
    "want",
    "seek",
    "request",
    "prevent",
    "stop",
    "halt",
    "avert",
    "avenge",
    "protest",
    "oppose",
    "describe",
    "cite",
    "confirm",
    "allege",
    "thwart",
    "foil",
    "repel",
    "repulse",
    "survey",
    "monitor",
    "blame",
    "fight",
    "resist",
    "die",
    "kill",
    "injure",
    "wound",
    "decline",
    "turn",
    "refuse",
    "ignore",
    "ease",
    "lift",
    "relax",
    "remove",
    "approve",
    "grant",
    "consider",
    "review",
    "know",
    "hear",
    "watch",
    "note",
    "acknowledge",
    "follow",
    "lament",
    "regret",
    "document",
    "detail",
    "await",
    "flee",
    "commemorate",
    "remember",
];

/// How an event noun stands to the verb it leans on.
#[derive(Clone, Copy, PartialEq)]
enum Lean {
    /// Its object, so that the verb's subject does it.
    Object,
    /// Its subject: it just takes place.
    Subject,
    /// An oblique: the verb's subject may be the one who does it.
    Oblique,
}

pub(super) fn frame(passage: &Passage, noun: usize) -> Frame {
    let mut frame = Frame::default();
    let leading = leading_conjunct(passage, noun);
    attach_obliques(passage, noun, &mut frame);
    frame.possessors = passage.children(noun, &[Deprel::NmodPoss]).collect();
    if frame.possessors.is_empty() && leading != noun {
        frame.possessors = passage.children(leading, &[Deprel::NmodPoss]).collect();
    }
    frame.modifiers = passage.children(noun, MODIFIERS).flat_map(|modifier| passage.conjuncts(modifier)).collect();
    frame.complements = complements(passage, noun, &[Deprel::Acl, Deprel::Ccomp, Deprel::Xcomp]);
    // `call on X to act`, `begin an operation to retake`: the infinitive may hang as an adverbial clause.
    let clauses = complements(passage, noun, &[Deprel::Advcl]).into_iter();
    frame.complements.extend(clauses.filter(|&(form, _)| form == ComplementForm::To));
    let light = light_verb(passage, leading);
    if let Some((verb, _)) = light {
        frame.light_verb = Some(verb);
        let clauses = complements(passage, verb, &[Deprel::Advcl]).into_iter();
        frame.complements.extend(clauses.filter(|&(form, clause)| form == ComplementForm::To && clause == noun + 2));
        attach_obliques(passage, verb, &mut frame);
        frame.prepositions.retain(|&(_, word)| word != noun && word != leading);
        frame.objects =
            passage.children(verb, &[Deprel::Obj]).filter(|&object| object != noun && object != leading).collect();
        frame.indirect = passage.children(verb, &[Deprel::Iobj]).collect();
    }
    (frame.subjects, frame.subject_path) = subjects(passage, &frame, light, leading);
    frame
}

/// Possessor, by-phrase, subject of the light verb, nationality: the first that is there.
fn subjects(
    passage: &Passage,
    frame: &Frame,
    light: Option<(usize, Lean)>,
    leading: usize,
) -> (Vec<usize>, &'static str) {
    if !frame.possessors.is_empty() {
        let possessors = frame.possessors.iter().map(|&word| antecedent(passage, word)).collect();
        return (possessors, "possessor");
    }
    let by = frame.introduced_by("by");
    if !by.is_empty() {
        return (by, "by-phrase");
    }
    if let Some((verb, Lean::Object)) = light
        && !passage.is(verb, &OTHERS_DEEDS)
    {
        let subjects = verb_subjects(passage, verb);
        if !subjects.is_empty() {
            return (subjects, "subject of the light verb");
        }
    }
    let acting: Vec<usize> = frame
        .modifiers
        .iter()
        .copied()
        .filter(|&word| !is_weapon(passage, word) && passage.actor(word).is_some_and(|actor| actor.can_act()))
        .collect();
    if !acting.is_empty() {
        return (acting, "modifier");
    }
    match light {
        Some((verb, Lean::Oblique)) if !passage.is(verb, &OTHERS_DEEDS) && is_way_of_acting(passage, leading) => {
            (verb_subjects(passage, verb), "subject of the governing verb")
        }
        _ => (Vec::new(), "none"),
    }
}

fn verb_subjects(passage: &Passage, verb: usize) -> Vec<usize> {
    if is_passive(passage, verb) {
        agents(passage, verb)
    } else {
        surface_subject(passage, verb, 0).into_iter().collect()
    }
}

fn light_verb(passage: &Passage, noun: usize) -> Option<(usize, Lean)> {
    let verb = passage.head(noun)?;
    match passage.deprel(noun) {
        Deprel::Acl | Deprel::AclRelcl => None,
        Deprel::Obj if passage.is_verb(verb) => Some((verb, Lean::Object)),
        Deprel::NsubjPass => Some((verb, Lean::Object)),
        Deprel::Nsubj if passage.is(verb, &HAPPENING) => Some((verb, Lean::Subject)),
        Deprel::Obl | Deprel::OblUnmarked if passage.is_verb(verb) => Some((verb, Lean::Oblique)),
        // `the talks held on Monday` is handled by the participle; `X's attempt at talks` by the outer noun.
        _ => None,
    }
    .or_else(|| {
        let participle = passage.children(noun, &[Deprel::Acl]).find(|&child| passage.is_past_participle(child))?;
        Some((participle, Lean::Object))
    })
}

/// `drone strike`, `car bomb`: the modifier tells the means.
pub(crate) fn is_weapon(passage: &Passage, word: usize) -> bool {
    const WEAPONS: [&str; 16] = [
        "drone",
        "missile",
        "rocket",
        "mortar",
        "artillery",
        "bomb",
        "grenade",
        "gun",
        "knife",
        "car",
        "tank",
        "jet",
        "warplane",
        "air",
        "suicide",
        "arson",
    ];
    passage.upos(word) == Upos::Noun && passage.is(word, &WEAPONS)
}

/// `went on strike`, `arrived for talks`; what happens `amid` or `over` an event is done by others.
fn is_way_of_acting(passage: &Passage, noun: usize) -> bool {
    const OTHERS: [&str; 20] = [
        "over",
        "amid",
        "despite",
        "because of",
        "about",
        "against",
        "of",
        "between",
        "due to",
        "after",
        "before",
        "following",
        "since",
        "until",
        "as",
        "from",
        "in response to",
        "in retaliation for",
        "ahead of",
        "without",
    ];
    passage.introducer(noun, Deprel::Case).is_none_or(|form| !OTHERS.contains(&form.as_str()))
}

/// The first of a run of coordinated nouns.
fn leading_conjunct(passage: &Passage, noun: usize) -> usize {
    let mut first = noun;
    while passage.deprel(first) == Deprel::Conj {
        match passage.head(first).filter(|&head| matches!(passage.upos(head), Upos::Noun | Upos::Propn)) {
            Some(head) => first = head,
            None => break,
        }
    }
    first
}
