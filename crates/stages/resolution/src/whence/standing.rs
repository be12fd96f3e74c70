//! Whether a place's name stands where places stand.

use super::nouns;
use crate::who::Text;
use annotation::{Actor, EntityKind, Mention, Name, NameLabel, Tree};
use gazetteer::{Entry, Kind};
use ontology::Deprel;

/// A name of a place that stands where places stand: not as one who acts, nor as whose something is.
pub(super) fn is_place(text: &Text, name: &Name, actors: &[Actor]) -> bool {
    match name.label {
        NameLabel::Gpe | NameLabel::Location | NameLabel::Facility => {}
        NameLabel::Organisation => return is_seat(text, name, actors),
        _ => return false,
    }
    if is_body(text, name) {
        return is_reached(text, name);
    }
    let tree = text.tree(name.sentence);
    let top = text.top(name);
    let Some(id) = text.mentions.headed_by(name.sentence, top) else { return true };
    // `between Kenya and Uganda`: the second stands as the first does.
    let top = first_conjunct(tree, top);
    match actors[id.0 as usize].kind {
        EntityKind::Person => false,
        EntityKind::State => match tree.node(top).deprel {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NmodPoss | Deprel::Amod | Deprel::OblAgent | Deprel::Iobj => {
                false
            }
            Deprel::Compound | Deprel::NmodUnmarked => head_is(text, name, top, &SITES),
            Deprel::Obj => head_is(text, name, top, &REACHING),
            Deprel::Obl | Deprel::Nmod => is_where(text, name, top),
            _ => true,
        },
        _ => true,
    }
}

/// A body, group or firm of the tables that the reader took for a place.
fn is_body(text: &Text, name: &Name) -> bool {
    let forms = text.forms(name.sentence, name.words.clone());
    let is_body = |entry: &Entry| matches!(entry.kind, Kind::Organisation | Kind::ArmedGroup | Kind::Media);
    text.meant(&forms, None).is_none() && text.entry(&forms).is_some_and(is_body)
}

/// `at the White House`, `outside the Ministry of Defence`: a body named for where it sits.
fn is_seat(text: &Text, name: &Name, actors: &[Actor]) -> bool {
    let forms = text.forms(name.sentence, name.words.clone());
    let is_known = || text.entry(&forms).is_some_and(|entry| matches!(entry.kind, Kind::Metonym | Kind::Place));
    let top = &text.tree(name.sentence).node(text.top(name)).lemma;
    let is_built =
        nouns::is_building(top) || forms.last().is_some_and(|form| nouns::is_building(form)) || is_base(&forms);
    let is_reached = is_reached(text, name) || is_built && is_entered(text, name);
    is_reached && (is_built || is_known() || is_spoken_at(text, name)) && !is_of_person(text, name, actors)
}

/// `in the Turkish Embassy`, `stormed the Ministry of Justice`: whether something is in a building, or is done to it.
fn is_entered(text: &Text, name: &Name) -> bool {
    const STORMING: [&str; 13] = [
        "attack", "besiege", "burn", "close", "damage", "evacuate", "hit", "raid", "ransack", "search", "storm",
        "surround", "torch",
    ];
    let top = text.top(name);
    let case = text.case(name.sentence, top);
    let is_object = matches!(text.tree(name.sentence).node(top).deprel, Deprel::Obj | Deprel::NsubjPass);
    case.is_some_and(|case| ["in", "into", "around"].contains(&case.as_str()))
        || is_object && head_is(text, name, top, &STORMING)
}

/// `told reporters at the State Department`: a body of a state that somebody speaks or meets at.
fn is_spoken_at(text: &Text, name: &Name) -> bool {
    const MEETING: [&str; 16] = [
        "address", "announce", "brief", "gather", "greet", "hold", "host", "meet", "rally", "receive", "say", "sign",
        "speak", "tell", "welcome", "protest",
    ];
    let top = text.top(name);
    let is_adverbial = text.tree(name.sentence).node(top).deprel == Deprel::Obl;
    let entry = text.entry(&text.forms(name.sentence, name.words.clone()));
    let is_of_state = entry.is_some_and(|entry| {
        entry.kind == Kind::Organisation && entry.country.is_some_and(|country| country.is_state())
    });
    is_adverbial && is_of_state && head_is(text, name, top, &MEETING)
}

/// `GHQ`, `BNS Qwerty`, `Joint Base Qwerty`: how bases and headquarters are called.
fn is_base(forms: &[&str]) -> bool {
    const STATIONS: [&str; 11] = ["RAF", "RAAF", "RNAS", "NAS", "BNS", "PNS", "INS", "HMNB", "Fort", "Camp", "FOB"];
    let is_headquarters = |form: &&str| form.len() > 2 && form.ends_with("HQ");
    forms.len() == 1 && forms.iter().any(is_headquarters) || forms.len() > 1 && STATIONS.contains(&forms[0])
}

/// `a professor at Ankara University`: where somebody belongs.
fn is_of_person(text: &Text, name: &Name, actors: &[Actor]) -> bool {
    let node = text.tree(name.sentence).node(text.top(name));
    let head = node.head.filter(|_| node.deprel == Deprel::Nmod);
    let actor = head.and_then(|head| text.mentions.headed_by(name.sentence, head)).map(|id| &actors[id.0 as usize]);
    actor.is_some_and(|actor| matches!(actor.kind, EntityKind::Person | EntityKind::Group))
}

/// Whether something is said to be at it, or to reach it.
fn is_reached(text: &Text, name: &Name) -> bool {
    let top = text.top(name);
    let case = text.case(name.sentence, top);
    let is_object = text.tree(name.sentence).node(top).deprel == Deprel::Obj;
    case.is_some_and(|case| ["at", "outside", "inside", "near"].contains(&case.as_str()))
        || is_object && head_is(text, name, top, &REACHING)
}

/// The first of the words that `word` is coordinated with.
pub(super) fn first_conjunct(tree: &Tree, word: usize) -> usize {
    let mut first = word;
    while tree.node(first).deprel == Deprel::Conj {
        first = tree.node(first).head.expect("a conjunct has a head");
    }
    first
}

/// Verbs whose object is where they lead.
const REACHING: [&str; 18] = [
    "visit", "leave", "enter", "reach", "tour", "quit", "cross", "flee", "invade", "occupy", "annex", "bomb", "shell",
    "bombard", "rock", "shake", "engulf", "paralyze",
];
/// Verbs and nouns after which `to Kabul` is a way and not a party.
const MOVING: [&str; 69] = [
    "go",
    "travel",
    "fly",
    "visit",
    "trip",
    "tour",
    "arrive",
    "return",
    "flight",
    "plane",
    "move",
    "send",
    "deploy",
    "take",
    "come",
    "head",
    "drive",
    "sail",
    "journey",
    "ship",
    "bring",
    "flee",
    "cross",
    "leave",
    "rush",
    "transfer",
    "extradite",
    "deport",
    "road",
    "train",
    "dispatch",
    "evacuate",
    "withdraw",
    "repatriate",
    "march",
    "walk",
    "lead",
    "escape",
    "airlift",
    "smuggle",
    "convoy",
    "route",
    "highway",
    "withdrawal",
    "departure",
    "arrival",
    "evacuation",
    "deportation",
    "deployment",
    "advance",
    "back",
    "away",
    "bound",
    "ferry",
    "rescue",
    "retreat",
    "invite",
    "mission",
    "relocate",
    "migrate",
    "emigrate",
    "exile",
    "expel",
    "exit",
    "pull",
    "pullout",
    "evict",
    "oust",
    "delegation",
];
/// Verbs of what is done at a distance: `fired from Yemen`, `answered from Erbil`.
const SENDING: [&str; 14] = [
    "video",
    "recording",
    "livestream",
    "interview",
    "fire",
    "launch",
    "answer",
    "speak",
    "report",
    "broadcast",
    "operate",
    "strike",
    "write",
    "tweet",
];
/// Nouns that a place's name stands before to say which.
const SITES: [&str; 31] = [
    "airport",
    "airbase",
    "base",
    "border",
    "prison",
    "hospital",
    "port",
    "university",
    "suburb",
    "district",
    "summit",
    "meeting",
    "gathering",
    "jail",
    "airfield",
    "headquarters",
    "protest",
    "bombing",
    "blast",
    "explosion",
    "riot",
    "unrest",
    "uprising",
    "war",
    "crisis",
    "conflict",
    "siege",
    "massacre",
    "shooting",
    "mission",
    "campaign",
];

/// `led off to the terminal`: whether a phrase hangs under a word of moving.
pub(super) fn is_moved(text: &Text, mention: &Mention) -> bool {
    let tree = text.tree(mention.sentence);
    let head = tree.node(mention.head).head;
    head.is_some_and(|head| MOVING.contains(&tree.node(head).lemma.to_lowercase().as_str()))
}

/// `attacks on Saudi oil facilities`: whether a phrase hangs under a word of force.
pub(super) fn is_attacked(text: &Text, mention: &Mention) -> bool {
    let tree = text.tree(mention.sentence);
    let head = tree.node(mention.head).head;
    head.is_some_and(|head| ATTACKS.contains(&tree.node(head).lemma.to_lowercase().as_str()))
}

fn head_is(text: &Text, name: &Name, word: usize, lemmas: &[&str]) -> bool {
    let tree = text.tree(name.sentence);
    tree.node(word).head.is_some_and(|head| lemmas.contains(&tree.node(head).lemma.to_lowercase().as_str()))
}

/// `put on a plane to Kabul`: whether a vehicle stands before the way.
fn is_carried(text: &Text, name: &Name, top: usize) -> bool {
    const VEHICLES: [&str; 9] = ["plane", "flight", "train", "bus", "helicopter", "ship", "boat", "ferry", "aircraft"];
    let tree = text.tree(name.sentence);
    let is_vehicle = |word: usize| word < top && VEHICLES.contains(&&*tree.node(word).lemma);
    let verb = tree.node(top).head;
    verb.is_some_and(|verb| tree.children(verb).any(|word| tree.node(word).deprel == Deprel::Obl && is_vehicle(word)))
}

/// `the minister, back from Tehran,`: whether a way back or out is told of.
fn is_back(text: &Text, name: &Name, top: usize) -> bool {
    let tree = text.tree(name.sentence);
    let case = tree.children(top).find(|&word| tree.node(word).deprel == Deprel::Case);
    let before = case.and_then(|case| case.checked_sub(1)).map(|word| text.form(name.sentence, word));
    before.is_some_and(|form| matches!(form, "back" | "away" | "home" | "fresh" | "out"))
}

/// Nouns of what is done to a land as a whole: `the invasion of Kuwait`, `control of Hong Kong`.
const TAKINGS: [&str; 9] =
    ["control", "capture", "seizure", "invasion", "occupation", "annexation", "blockade", "bombardment", "liberation"];
/// Nouns of force that is used on a land.
const ATTACKS: [&str; 8] = ["attack", "assault", "raid", "strike", "airstrike", "bombing", "invasion", "incursion"];

/// `a video from Vilnius`, `praised it from Paris`: a seat of government named by the town, where somebody is.
fn is_seat_spoken_from(text: &Text, name: &Name, top: usize) -> bool {
    const GETTING: [&str; 22] = [
        "get", "receive", "buy", "order", "import", "purchase", "seek", "demand", "hear", "await", "want", "secure",
        "obtain", "win", "ask", "request", "expect", "acquire", "need", "borrow", "differ", "support",
    ];
    let tree = text.tree(name.sentence);
    let forms = text.forms(name.sentence, name.words.clone());
    let is_town = !text.gazetteer.towns(&text.written(name.sentence, name.words.clone())).is_empty();
    let is_state = text.entry(&forms).is_some_and(|entry| entry.kind == Kind::State);
    let is_adverbial = tree.node(top).deprel == Deprel::Obl;
    is_town && !is_state && is_adverbial && !head_is(text, name, top, &GETTING)
}

/// Whether the preposition before a state's or capital's name says where.
fn is_where(text: &Text, name: &Name, top: usize) -> bool {
    const PARTS: [&str; 8] = ["southern", "northern", "eastern", "western", "central", "south", "north", "east"];
    let tree = text.tree(name.sentence);
    let is_part =
        tree.children(top).any(|word| PARTS.contains(&text.form(name.sentence, word).to_lowercase().as_str()));
    match text.case(name.sentence, top).as_deref() {
        _ if is_part => true,
        Some("to" | "for") => head_is(text, name, top, &MOVING) || is_carried(text, name, top),
        Some("from") if is_back(text, name, top) => true,
        Some("from") => {
            head_is(text, name, top, &MOVING)
                || head_is(text, name, top, &SENDING)
                || is_seat_spoken_from(text, name, top)
        }
        Some("of") => head_is(text, name, top, &nouns::PARTS_OF_LAND) || head_is(text, name, top, &TAKINGS),
        Some("on") if head_is(text, name, top, &ATTACKS) => true,
        Some("with" | "by" | "between" | "against" | "on" | "toward" | "towards" | "as" | "than" | "like") | None => {
            false
        }
        Some(_) => true,
    }
}
