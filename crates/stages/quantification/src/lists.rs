//! Word lists: what is done to people, what befalls them, and nouns that say so.

use annotation::{NameLabel, Passage};
use ontology::{Count, Deprel};

/// Verbs whose object, or whose subject in the passive, is counted.
const DONE: [(Count, &[&str]); 6] = [
    (
        Count::Killed,
        &[
            "kill",
            "murder",
            "execute",
            "behead",
            "massacre",
            "slaughter",
            "assassinate",
            "slay",
            "lynch",
            "decapitate",
            "martyr",
            "electrocute",
        ],
    ),
    (Count::Injured, &["injure", "wound", "hurt", "maim", "hospitalise", "hospitalize"]),
    (
        Count::Arrested,
        &["arrest", "detain", "jail", "imprison", "apprehend", "nab", "capture", "incarcerate", "intern", "rearrest"],
    ),
    (Count::Displaced, &["displace", "evacuate", "uproot", "relocate", "evict"]),
    (Count::Abducted, &["abduct", "kidnap"]),
    (Count::Released, &["release", "free", "liberate"]),
];

/// Verbs whose subject is counted.
const BEFALLS: [(Count, &[&str]); 4] = [
    (Count::Killed, &["die", "perish", "drown", "succumb"]),
    (Count::Displaced, &["flee"]),
    (Count::Missing, &["disappear", "vanish"]),
    (Count::Protesters, &["march", "protest", "demonstrate"]),
];

/// Adjectives and participles that say what became of those counted, as they are written.
const STATES: [(Count, &[&str]); 7] = [
    (
        Count::Killed,
        &["dead", "killed", "slain", "deceased", "murdered", "executed", "martyred", "beheaded", "massacred"],
    ),
    (Count::Injured, &["injured", "wounded", "hurt", "hospitalised", "hospitalized", "maimed"]),
    (Count::Missing, &["missing", "unaccounted"]),
    (Count::Displaced, &["displaced", "homeless", "evacuated", "uprooted"]),
    (Count::Arrested, &["arrested", "detained", "jailed", "imprisoned"]),
    (Count::Abducted, &["abducted", "kidnapped", "hostage", "captive"]),
    (Count::Released, &["released", "freed"]),
];

/// Nouns each of which is one case: `750 deaths`, `no casualties`.
const CASES: [(Count, &[&str]); 5] = [
    (
        Count::Killed,
        &["death", "fatality", "killing", "murder", "body", "corpse", "dead", "deceased", "slaying", "lynching"],
    ),
    (Count::Injured, &["injury", "wounded", "injured"]),
    (Count::Casualties, &["casualty"]),
    (Count::Arrested, &["arrest", "detention"]),
    (Count::Abducted, &["kidnapping", "abduction"]),
];

/// Nouns of what is done to those behind `of`: `the deaths of 12 soldiers`.
const DEEDS: [(Count, &[&str]); 7] = [
    (
        Count::Killed,
        &[
            "death",
            "killing",
            "murder",
            "massacre",
            "execution",
            "assassination",
            "slaughter",
            "beheading",
            "body",
            "life",
        ],
    ),
    (Count::Injured, &["injury", "wounding", "hospitalisation", "hospitalization"]),
    (Count::Arrested, &["arrest", "detention", "capture", "imprisonment", "jailing"]),
    (Count::Abducted, &["abduction", "kidnapping", "kidnap"]),
    (Count::Released, &["release", "freeing", "liberation"]),
    (Count::Displaced, &["displacement", "evacuation", "eviction", "relocation"]),
    (Count::Missing, &["disappearance"]),
];

/// Nouns of people that say what became of them, if the clause says nothing else.
const STATUSES: [(Count, &[&str]); 5] = [
    (Count::Displaced, &["refugee", "evacuee", "idp", "idps"]),
    (Count::Abducted, &["hostage", "captive", "abductee"]),
    (Count::Arrested, &["detainee"]),
    (Count::Protesters, &["protester", "protestor", "demonstrator", "marcher", "striker", "rioter"]),
    (
        Count::Troops,
        &[
            "soldier",
            "troop",
            "marine",
            "paratrooper",
            "peacekeeper",
            "commando",
            "sailor",
            "airman",
            "trooper",
            "policeman",
            "policewoman",
            "gendarme",
            "fighter",
            "militant",
            "rebel",
            "insurgent",
            "militiaman",
            "reservist",
            "conscript",
            "mercenary",
            "servicemember",
            "serviceman",
            "infantryman",
            "legionnaire",
            "jawan",
            "police",
            "guardsman",
            "combatant",
        ],
    ),
];

/// Nouns that mean forces only with a word before them that says so: `security personnel`, `police officers`.
const FORCES: [&str; 7] = ["personnel", "force", "officer", "guard", "member", "man", "staff"];

/// What makes a word of [`FORCES`] mean forces.
const ARMED: [&str; 16] = [
    "security",
    "military",
    "army",
    "police",
    "navy",
    "naval",
    "border",
    "coast",
    "armed",
    "paramilitary",
    "strong",
    "troop",
    "special",
    "ground",
    "combat",
    "peacekeeping",
];

/// What cannot be killed, arrested or driven out.
const THINGS: [&str; 64] = [
    "year",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "time",
    "mile",
    "km",
    "kilometer",
    "kilometre",
    "meter",
    "metre",
    "foot",
    "ton",
    "tonne",
    "kg",
    "kilogram",
    "barrel",
    "acre",
    "hectare",
    "degree",
    "vote",
    "seat",
    "goal",
    "run",
    "wicket",
    "game",
    "match",
    "home",
    "house",
    "building",
    "school",
    "vehicle",
    "car",
    "truck",
    "tank",
    "village",
    "town",
    "city",
    "district",
    "ship",
    "boat",
    "vessel",
    "tanker",
    "aircraft",
    "drone",
    "missile",
    "shop",
    "cattle",
    "animal",
    "cow",
    "sheep",
    "goat",
    "point",
    "charge",
    "count",
    "country",
    "state",
    "document",
    "third",
    "quarter",
    "half",
];

type List = [(Count, &'static [&'static str])];

fn lookup(passage: &Passage, word: usize, list: &List) -> Option<Count> {
    let lemma = passage.key(word);
    // The treebanks keep some plurals (`troops`).
    let is_in = |words: &[&str]| {
        words.contains(&&*lemma) || lemma.strip_suffix('s').is_some_and(|lemma| words.contains(&lemma))
    };
    list.iter().find(|(_, words)| is_in(words)).map(|&(count, _)| count)
}

/// What the verb does to its object.
pub(crate) fn done(passage: &Passage, verb: usize) -> Option<Count> {
    lookup(passage, verb, &DONE).filter(|_| passage.is_verb(verb) || is_state(passage, verb))
}

/// What the verb says of its subject.
pub(crate) fn befalls(passage: &Passage, verb: usize) -> Option<Count> {
    lookup(passage, verb, &BEFALLS).filter(|_| passage.is_verb(verb))
}

/// What the adjective or participle says.
pub(crate) fn state(passage: &Passage, word: usize) -> Option<Count> {
    let form = passage.form(word);
    STATES.iter().find(|(_, words)| words.contains(&&*form)).map(|&(count, _)| count)
}

fn is_state(passage: &Passage, word: usize) -> bool {
    state(passage, word).is_some()
}

/// Whether the word is no act but says how those counted are: `missing` is one, whatever its tag.
pub(crate) fn is_adjective(passage: &Passage, word: usize) -> bool {
    !passage.is_verb(word) || matches!(&*passage.form(word), "missing" | "unaccounted")
}

/// Of what the noun is a case.
pub(crate) fn case(passage: &Passage, noun: usize) -> Option<Count> {
    if passage.is_verb(noun) {
        return None;
    }
    lookup(passage, noun, &CASES)
}

/// What the noun says was done to those behind `of`.
pub(crate) fn deed(passage: &Passage, noun: usize) -> Option<Count> {
    if passage.is_verb(noun) { None } else { lookup(passage, noun, &DEEDS) }
}

/// What the noun calls those it means.
pub(crate) fn status(passage: &Passage, noun: usize) -> Option<Count> {
    if is_item(passage, noun) {
        return None;
    }
    lookup(passage, noun, &STATUSES).or_else(|| (is_force(passage, noun)).then_some(Count::Troops))
}

/// Whether those meant run from pursuit and not from home.
pub(crate) fn is_armed(passage: &Passage, noun: usize) -> bool {
    const HUNTED: [&str; 10] = [
        "suspect",
        "gunman",
        "attacker",
        "assailant",
        "robber",
        "inmate",
        "prisoner",
        "terrorist",
        "bandit",
        "criminal",
    ];
    passage.is(noun, &HUNTED) || status(passage, noun) == Some(Count::Troops)
}

/// `security personnel`, `a 3,000-strong force`.
fn is_force(passage: &Passage, noun: usize) -> bool {
    let mut before = passage.children(noun, &[Deprel::Compound, Deprel::Amod, Deprel::NmodUnmarked]);
    passage.is(noun, &FORCES) && before.any(|word| passage.is(word, &ARMED))
}

/// Whether the noun is part of an item's name: `F-16 fighters`.
fn is_item(passage: &Passage, noun: usize) -> bool {
    let span = passage.span(noun);
    let names = &passage.mentions.names;
    let name = names.get(names.partition_point(|name| name.span.end() <= span.start()));
    name.is_some_and(|name| name.span.contains(span) && matches!(name.label, NameLabel::Item | NameLabel::Weapon))
}

/// A noun whose number is how many died or were hurt: `toll`, `the number of wounded`.
pub(crate) fn is_toll(passage: &Passage, noun: usize) -> bool {
    toll(passage, noun).is_some()
}

/// What such a noun counts.
pub(crate) fn toll(passage: &Passage, noun: usize) -> Option<Count> {
    if passage.is(noun, &["toll"]) {
        let is_of_injured = passage
            .children(noun, &[Deprel::Compound, Deprel::Amod])
            .any(|word| matches!(&*passage.form(word), "injury" | "injured"));
        return Some(if is_of_injured { Count::Injured } else { Count::Killed });
    }
    if passage.is(noun, &["number", "total", "tally", "count", "figure"]) {
        let mut of = passage.children(noun, &[Deprel::Nmod, Deprel::Compound, Deprel::Amod]);
        return of.find_map(|word| {
            case(passage, word)
                .or_else(|| state(passage, word))
                .or_else(|| modifier(passage, word))
                .or_else(|| status(passage, word))
        });
    }
    case(passage, noun)
}

/// `people killed`, `wounded soldiers`: what a participle beside the noun says.
pub(crate) fn modifier(passage: &Passage, noun: usize) -> Option<Count> {
    let beside = passage.children(noun, &[Deprel::Amod, Deprel::Acl, Deprel::Compound]);
    beside
        .filter(|&word| passage.is_past_participle(word) || &*passage.node(word).xpos != "VBG")
        .find_map(|word| state(passage, word))
}

/// Whether people can be meant.
pub(crate) fn may_be_people(passage: &Passage, noun: usize) -> bool {
    !passage.is(noun, &THINGS) && !is_item(passage, noun)
}

/// Whether people are surely meant: the resolver knows them, or the word is one for people.
pub(crate) fn is_people(passage: &Passage, noun: usize) -> bool {
    const PEOPLE: [&str; 40] = [
        "people",
        "person",
        "man",
        "woman",
        "child",
        "boy",
        "girl",
        "civilian",
        "resident",
        "villager",
        "family",
        "student",
        "teenager",
        "worker",
        "migrant",
        "tourist",
        "passenger",
        "victim",
        "citizen",
        "national",
        "suspect",
        "member",
        "prisoner",
        "inmate",
        "individual",
        "supporter",
        "activist",
        "survivor",
        "guest",
        "pupil",
        "adult",
        "infant",
        "baby",
        "household",
        "staff",
        "miner",
        "pilgrim",
        "local",
        "inhabitant",
        "user",
    ];
    let is_known = passage.actor(noun).is_some_and(|actor| actor.can_act());
    may_be_people(passage, noun) && (passage.is(noun, &PEOPLE) || status(passage, noun).is_some() || is_known)
}

/// Whether `word` names what nobody does.
pub(crate) fn is_misfortune(passage: &Passage, word: usize) -> bool {
    ontology::is_misfortune(passage.lemma(word)) && !is_gunfire(passage, word)
}

/// `opened fire`, `mortar fire`, `came under fire`.
fn is_gunfire(passage: &Passage, word: usize) -> bool {
    let is_shot =
        passage.head(word).is_some_and(|verb| passage.is(verb, &["open", "exchange", "return", "trade", "cease"]));
    let is_of_arms = passage.child(word, &[Deprel::Compound]).is_some();
    passage.is(word, &["fire"])
        && (is_shot || is_of_arms || passage.introducer(word, Deprel::Case).as_deref() == Some("under"))
}
