//! Verbs that say what became of people only with certain words beside them: `lost their lives`, `taken to hospital`.

use crate::lists;
use crate::phrase::Phrase;
use annotation::Passage;
use ontology::{Count, Deprel};

/// Where those counted stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Subject of the verb, whatever its voice.
    Subject,
    /// Subject of the passive.
    Passive,
    /// Object.
    Object,
}

/// What else must stand there.
enum Beside {
    Nothing,
    /// An object: `lives`.
    Object(&'static [&'static str]),
    /// A word behind a preposition, or a complement: `to hospital`, `hostage`.
    Oblique(&'static [&'static str]),
    /// A particle: `rounded up`.
    Particle(&'static str),
    /// The noun counted itself: `12 lives`.
    Counted(&'static [&'static str]),
    /// The noun counted is one of forces.
    Forces,
    /// A clause or place of flight: `to leave`, `from their homes`.
    Flight,
    /// A protest as the subject.
    Protest,
}

struct Idiom {
    kind: Count,
    place: Place,
    verbs: &'static [&'static str],
    beside: Beside,
}

const fn idiom(kind: Count, place: Place, verbs: &'static [&'static str], beside: Beside) -> Idiom {
    Idiom { kind, place, verbs, beside }
}

const HELD: &[&str] = &["prisoner", "hostage", "captive", "detainee"];

const IDIOMS: [Idiom; 23] = [
    idiom(Count::Killed, Place::Subject, &["lose", "lay", "embrace"], Beside::Object(&["life", "martyrdom"])),
    idiom(Count::Killed, Place::Passive, &["gun", "mow", "cut"], Beside::Particle("down")),
    idiom(Count::Killed, Place::Object, &["gun", "mow"], Beside::Particle("down")),
    idiom(Count::Killed, Place::Object, &["claim", "cost", "take"], Beside::Counted(&["life"])),
    idiom(Count::Killed, Place::Object, &["lose"], Beside::Counted(&["man"])),
    idiom(Count::Killed, Place::Object, &["lose"], Beside::Forces),
    idiom(
        Count::Injured,
        Place::Subject,
        &["suffer", "sustain", "receive"],
        Beside::Object(&["injury", "wound", "burn", "fracture"]),
    ),
    idiom(
        Count::Injured,
        Place::Passive,
        &["take", "rush", "transport", "admit", "bring", "treat", "airlift", "fly"],
        Beside::Oblique(&["hospital", "clinic"]),
    ),
    idiom(Count::Arrested, Place::Subject, &["take", "remain", "be", "place", "remand"], Beside::Oblique(&["custody"])),
    idiom(Count::Arrested, Place::Passive, &["round"], Beside::Particle("up")),
    idiom(Count::Arrested, Place::Object, &["round", "pick"], Beside::Particle("up")),
    idiom(Count::Arrested, Place::Object, &["take"], Beside::Oblique(&["custody", "prisoner"])),
    idiom(Count::Arrested, Place::Object, &["take", "hold"], Beside::Counted(&["prisoner"])),
    idiom(Count::Abducted, Place::Object, &["take", "hold", "seize"], Beside::Oblique(&["hostage", "captive"])),
    idiom(Count::Abducted, Place::Object, &["take", "hold", "seize"], Beside::Counted(&["hostage", "captive"])),
    idiom(
        Count::Released,
        Place::Object,
        &["swap", "exchange", "hand", "return", "rescue", "repatriate"],
        Beside::Counted(HELD),
    ),
    idiom(Count::Released, Place::Object, &["set", "let"], Beside::Oblique(&["free", "go"])),
    idiom(Count::Displaced, Place::Subject, &["leave", "abandon"], Beside::Object(&["home"])),
    idiom(Count::Displaced, Place::Passive, &["drive"], Beside::Nothing),
    idiom(Count::Displaced, Place::Passive, &["force"], Beside::Flight),
    idiom(Count::Displaced, Place::Object, &["force", "drive", "send"], Beside::Flight),
    idiom(Count::Protesters, Place::Subject, &["take"], Beside::Oblique(&["street", "streets"])),
    idiom(Count::Protesters, Place::Object, &["draw", "attract", "bring"], Beside::Protest),
];

/// What the verb says of those counted, with what stands beside it.
pub(crate) fn idiomatic(passage: &Passage, phrase: Phrase, verb: usize, place: Place) -> Option<Count> {
    let is_passive = passage.child(verb, &[Deprel::AuxPass]).is_some();
    let is_there =
        |idiom: &&Idiom| idiom.place == place || idiom.place == Place::Passive && is_passive && place == Place::Subject;
    let mut fitting = IDIOMS.iter().filter(is_there).filter(|idiom| passage.is(verb, idiom.verbs));
    fitting.find(|idiom| stands(passage, phrase, verb, &idiom.beside)).map(|idiom| idiom.kind)
}

fn stands(passage: &Passage, phrase: Phrase, verb: usize, beside: &Beside) -> bool {
    let has = |relations: &'static [Deprel], lemmas: &[&str]| {
        passage.tree.children_by(verb, relations).any(|word| passage.is(word, lemmas))
    };
    match *beside {
        Beside::Nothing => true,
        Beside::Object(lemmas) => has(&[Deprel::Obj], lemmas),
        Beside::Oblique(lemmas) => has(&[Deprel::Obl, Deprel::Xcomp, Deprel::Obj], lemmas),
        Beside::Particle(form) => has(&[Deprel::CompoundPrt], &[form]),
        Beside::Counted(lemmas) => phrase.noun.is_some_and(|noun| passage.is(noun, lemmas)),
        Beside::Forces => phrase.noun.is_some_and(|noun| lists::status(passage, noun) == Some(Count::Troops)),
        Beside::Flight => {
            has(&[Deprel::Xcomp, Deprel::Advcl, Deprel::Ccomp], &["flee", "evacuate", "leave", "relocate", "abandon"])
                || has(&[Deprel::Obl], &["home", "house"])
        }
        Beside::Protest => draws_protesters(passage, verb),
    }
}

/// `the march drew two million`, `the protests, one of which drew two million`.
fn draws_protesters(passage: &Passage, verb: usize) -> bool {
    const PROTESTS: [&str; 4] = ["protest", "march", "demonstration", "rally"];
    let is_subject = passage.child(verb, &[Deprel::Nsubj]).is_some_and(|subject| passage.is(subject, &PROTESTS));
    let is_relative = matches!(passage.deprel(verb), Deprel::Acl | Deprel::AclRelcl);
    is_subject || is_relative && passage.head(verb).is_some_and(|head| passage.is(head, &PROTESTS))
}
