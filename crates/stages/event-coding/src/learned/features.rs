//! What the tree, the tables and the rules say, as the numbers of features that hold.

use annotation::Passage;
use annotation::{EntityKind, Event, Form, MentionId};
use ontology::{Deprel, EventType, Sector, Upos};

/// A group of features of which one or none holds.
#[derive(Clone, Copy)]
struct Group {
    start: u16,
    size: u16,
}

/// Lays groups one behind the other.
const fn layout<const N: usize>(sizes: [u16; N]) -> [Group; N] {
    let mut groups = [Group { start: 0, size: 0 }; N];
    let (mut at, mut start) = (0, 0);
    while at < N {
        groups[at] = Group { start, size: sizes[at] };
        start += sizes[at];
        at += 1;
    }
    groups
}

const fn end<const N: usize>(groups: [Group; N]) -> usize {
    (groups[N - 1].start + groups[N - 1].size) as usize
}

const N_TYPES: u16 = EventType::ALL.len() as u16;
const N_DEPRELS: u16 = Deprel::ALL.len() as u16;
const N_SECTORS: u16 = Sector::ALL.len() as u16;

/// Type; what the rules make of the mention; form; kind; sector; country; path up and down; relation of the mention, of the
/// path's first step down, of the trigger; preposition; sayer; before or behind; distance; mentions between; part of speech;
/// passive; whether the same entity is already a party by the rules; country by default; lemmas of trigger and mention.
const PAIR: [Group; 22] = layout([
    N_TYPES, 5, 4, 6, N_SECTORS, 3, 5, 6, N_DEPRELS, N_DEPRELS, N_DEPRELS, 41, 2, 2, 6, 4, 17, 2, 3, 3, BUCKETS,
    BUCKETS,
]);
/// Lemmas are told apart by so many numbers.
const BUCKETS: u16 = 1024;
/// So many of them are no lemmas.
pub(crate) const N_WITHOUT_LEMMAS: usize = PAIR[20].start as usize;
/// How many features a trigger and a mention can have.
pub(crate) const N_PAIR: usize = end(PAIR);

const PREPOSITIONS: [&str; 40] = [
    "of",
    "in",
    "to",
    "for",
    "with",
    "on",
    "by",
    "at",
    "from",
    "against",
    "between",
    "over",
    "after",
    "into",
    "under",
    "about",
    "among",
    "near",
    "as",
    "through",
    "during",
    "off",
    "across",
    "toward",
    "towards",
    "inside",
    "outside",
    "without",
    "like",
    "around",
    "along",
    "before",
    "behind",
    "because of",
    "including",
    "within",
    "upon",
    "via",
    "amid",
    "than",
];

struct Found<'f>(&'f [Group], Vec<u16>);

impl Found<'_> {
    fn add(&mut self, group: usize, value: usize) {
        let Group { start, size } = self.0[group];
        self.1.push(start + (value as u16).min(size - 1));
    }
}

pub(crate) fn place_of<T: PartialEq>(all: &[T], value: &T) -> usize {
    all.iter().position(|other| other == value).expect("one of all")
}

/// The features of the mention `id` as a party of an event of this type at `word`.
pub(crate) fn pair(
    passage: &Passage,
    word: usize,
    event_type: EventType,
    rule: Option<&Event>,
    id: MentionId,
) -> Vec<u16> {
    let mention = passage.mentions.get(id);
    let actor = passage.resolution.actor(id);
    let head = mention.head;
    let mut found = Found(&PAIR, Vec::new());
    found.add(0, place_of(&EventType::ALL, &event_type));
    let is_party = |parties: &[annotation::Argument]| parties.iter().any(|party| party.mention == id);
    let is_entity = |parties: &[annotation::Argument]| parties.iter().any(|party| party.entity == actor.entity);
    found.add(
        1,
        match rule {
            None => 0,
            Some(event) if is_party(&event.actors) => 1,
            Some(event) if is_party(&event.recipients) => 2,
            Some(event) if event.actors.is_empty() || event.recipients.is_empty() => 3,
            Some(_) => 4,
        },
    );
    found.add(2, place_of(&[Form::Name, Form::Nominal, Form::Pronoun, Form::Modifier], &mention.form));
    let kinds = [
        EntityKind::Person,
        EntityKind::Group,
        EntityKind::Organisation,
        EntityKind::State,
        EntityKind::Place,
        EntityKind::Other,
    ];
    found.add(3, place_of(&kinds, &actor.kind));
    found.add(4, place_of(&Sector::ALL, &actor.sector));
    found.add(
        5,
        match actor.country {
            None => 0,
            Some(country) if country.is_polity() => 1,
            Some(_) => 2,
        },
    );
    path(passage, word, head, &mut found);
    found.add(8, place_of(&Deprel::ALL, &passage.deprel(head)));
    found.add(10, place_of(&Deprel::ALL, &passage.deprel(word)));
    let case = passage.introducer(head, Deprel::Case);
    found.add(11, case.and_then(|case| PREPOSITIONS.iter().position(|known| *known == case)).unwrap_or(40));
    let sayer = rule.and_then(|event| event.attribution.as_ref()?.mention);
    if sayer == Some(id) {
        found.add(12, 0);
    }
    found.add(13, usize::from(head > word));
    found.add(
        14,
        match head.abs_diff(word) {
            0..=1 => 0,
            2 => 1,
            3..=4 => 2,
            5..=8 => 3,
            9..=16 => 4,
            _ => 5,
        },
    );
    let (first, last) = (head.min(word), head.max(word));
    let between = (first + 1..last).filter(|&other| passage.actor(other).is_some_and(|actor| actor.can_act())).count();
    found.add(15, between);
    found.add(16, place_of(&Upos::ALL, &passage.upos(word)));
    if passage.is_past_participle(word) && passage.child(word, &[Deprel::AuxPass, Deprel::NsubjPass]).is_some() {
        found.add(17, 0);
    }
    if let Some(event) = rule {
        found.add(
            18,
            if is_entity(&event.actors) {
                0
            } else if is_entity(&event.recipients) {
                1
            } else {
                2
            },
        );
    }
    if actor.why.contains("by default") {
        found.add(19, 0);
    }
    found.add(20, bucket(passage.lemma(word)));
    if mention.form == Form::Nominal {
        found.add(21, bucket(passage.lemma(head)));
    }
    found.1
}

/// FNV-1a of a lemma in lower case.
fn bucket(lemma: &str) -> usize {
    let add = |hash: u32, byte: u8| (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    (lemma.bytes().fold(0x811c_9dc5, add) % u32::from(BUCKETS)) as usize
}

/// Steps up from the trigger to the lowest word above both, steps down to the mention, the relation of the first one down.
fn path(passage: &Passage, word: usize, head: usize, found: &mut Found) {
    let above: Vec<usize> = std::iter::once(head).chain(passage.tree.ancestors(head)).collect();
    for (up, meeting) in std::iter::once(word).chain(passage.tree.ancestors(word)).enumerate() {
        if let Some(down) = above.iter().position(|other| *other == meeting) {
            found.add(6, up);
            found.add(7, down);
            if let Some(first) = down.checked_sub(1) {
                found.add(9, place_of(&Deprel::ALL, &passage.deprel(above[first])));
            }
            return;
        }
    }
}
