//! Which events deny which: `denied bombing the camp`, `rejected the accusation`.

use crate::scene::{Report, Scene};
use annotation::{Argument, Denial, EntityId, Event, EventId, Passage};
use ontology::{Deprel, EventType, Sector, Status, Upos};

/// So many sentences before a denial may tell what it denies.
const MAX_BACK: u32 = 6;

/// What denies whatever its object is. In alphabetical order.
const DENYING: [&str; 9] =
    ["contradict", "denial", "deny", "disavow", "dispute", "rebut", "rebuttal", "refute", "repudiate"];
/// What denies a claim. In alphabetical order.
const REJECTING: [&str; 13] = [
    "brush",
    "decry",
    "dismiss",
    "dismissal",
    "disown",
    "laugh",
    "reject",
    "rejection",
    "ridicule",
    "rubbish",
    "scoff",
    "shrug",
    "wave",
];
/// What takes back one's own words. In alphabetical order.
const RETRACTING: [&str; 6] = ["correct", "correction", "recant", "retract", "retraction", "withdraw"];
/// What may be true or false. In alphabetical order.
const CLAIMS: [&str; 25] = [
    "account",
    "accusation",
    "allegation",
    "assertion",
    "charge",
    "claim",
    "complaint",
    "conclusion",
    "contention",
    "criticism",
    "denunciation",
    "figure",
    "finding",
    "implication",
    "insinuation",
    "narrative",
    "remark",
    "report",
    "rumor",
    "rumour",
    "speculation",
    "statement",
    "story",
    "suggestion",
    "version",
];

/// How an event denies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// What is told of the one who denies.
    Denies,
    /// What he said himself.
    Retracts,
}

/// All denials of the report, in the order of the events that deny.
pub(crate) fn denials(report: &Report, events: &[Event]) -> Vec<Denial> {
    let mut found = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let scene = report.scene_of(event.sentence);
        let Some(manner) = manner(scene.passage, event) else { continue };
        let denier = Denier { scene, events, index, event };
        let mut denied = match manner {
            Manner::Denies => [denier.within(), denier.alleged(), denier.told_before()].concat(),
            Manner::Retracts => denier.own_words(),
        };
        denied.sort_unstable();
        denied.dedup();
        let by = EventId(index as u32);
        found.extend(denied.into_iter().map(|of| Denial { by, of: EventId(of as u32) }));
    }
    found
}

fn manner(passage: &Passage, event: &Event) -> Option<Manner> {
    let key = passage.key(event.word);
    let is_in = |list: &[&str]| list.binary_search(&key.as_str()).is_ok();
    let is_done = matches!(event.status, Status::Actual | Status::Historical);
    if !is_done {
        return None;
    }
    if is_in(&RETRACTING) {
        return is_about_claim(passage, event.word).then_some(Manner::Retracts);
    }
    let denies = is_in(&DENYING) || is_in(&REJECTING) && is_about_claim(passage, event.word);
    (denies && event.event_type == EventType::Reject).then_some(Manner::Denies)
}

/// Whether what is rejected is a claim, and no offer or request.
fn is_about_claim(passage: &Passage, word: usize) -> bool {
    let objects = &[Deprel::Obj, Deprel::Obl, Deprel::Nmod, Deprel::NsubjPass, Deprel::Ccomp];
    let objects = passage.tree.children_by(word, objects);
    objects.flat_map(|object| passage.conjuncts(object)).any(|object| {
        let key = passage.key(object);
        CLAIMS.binary_search(&key.as_str()).is_ok() || passage.deprel(object) == Deprel::Ccomp
    })
}

/// An event that denies, among all events of the report.
struct Denier<'s> {
    scene: Scene<'s, 's>,
    events: &'s [Event],
    index: usize,
    event: &'s Event,
}

impl Denier<'_> {
    /// The words of what is denied.
    fn content(&self) -> Vec<usize> {
        let passage = self.scene.passage;
        let is_beside = |word: usize| {
            let role = passage.deprel(word);
            let is_other =
                matches!(role, Deprel::Nsubj | Deprel::Conj | Deprel::Parataxis | Deprel::AclRelcl | Deprel::Advcl);
            is_other && passage.head(word) == Some(self.event.word)
        };
        passage.tree.descendants_but(self.event.word, is_beside)
    }

    /// The other events of the sentence, by index.
    fn beside(&self) -> impl Iterator<Item = (usize, &Event)> {
        let is_here = |&(index, other): &(usize, &Event)| other.sentence == self.event.sentence && index != self.index;
        self.events.iter().enumerate().filter(is_here)
    }

    /// What the denial itself tells: `denied bombing the camp`, `rejected a claim by Kabul that …`.
    fn within(&self) -> Vec<usize> {
        let content = self.content();
        let inside: Vec<(usize, &Event)> =
            self.beside().filter(|(_, event)| content.binary_search(&event.word).is_ok()).collect();
        let passage = self.scene.passage;
        let holder = |event: &Event| {
            let above = passage.tree.ancestors(event.word).take_while(|&above| above != self.event.word);
            let mut above = above.filter_map(|above| inside.iter().find(|(_, holder)| holder.word == above));
            above.next().map(|(_, holder)| *holder)
        };
        let is_denied = |event: &Event| match holder(event) {
            None if event.event_type == EventType::Accuse => !self.is_doer(event),
            None => event.status == Status::Negated || self.is_doer(event),
            Some(holder) => holder.event_type == EventType::Accuse && self.is_doer(event),
        };
        inside.iter().filter(|(_, event)| is_denied(event)).map(|&(index, _)| index).collect()
    }

    fn is_doer(&self, event: &Event) -> bool {
        are_same_side(&self.event.actors, &event.actors)
    }

    /// Earlier events, nearest first.
    fn earlier(&self) -> impl Iterator<Item = (usize, &Event)> {
        let sentence = self.event.sentence.0;
        let is_near = move |(_, event): &(usize, &Event)| event.sentence.0 + MAX_BACK >= sentence;
        let before = self.events[..self.index].iter().enumerate().rev();
        before.take_while(is_near).filter(move |(_, event)| event.sentence.0 < sentence)
    }

    /// The nearest accusation against the one who denies, with what he is accused of.
    fn alleged(&self) -> Vec<usize> {
        let is_aimed = |event: &Event| {
            event.event_type == EventType::Accuse && are_same_side(&self.event.actors, &event.recipients)
        };
        let Some((index, accusation)) = self.earlier().find(|(_, event)| is_aimed(event)) else { return Vec::new() };
        if !self.is_named(accusation) {
            return Vec::new();
        }
        let is_charge =
            |event: &Event| event.sentence == accusation.sentence && event.attribution.is_some() && self.is_doer(event);
        let charges = self.earlier().filter(|(_, event)| is_charge(event)).map(|(index, _)| index);
        std::iter::once(index).chain(charges).collect()
    }

    /// Whether the denial can mean this accusation: it is of the sentence before, names the accuser, or repeats a word of it.
    fn is_named(&self, accusation: &Event) -> bool {
        let accuser = are_same_side(&self.event.recipients, &accusation.actors);
        accusation.sentence.0 + 1 == self.event.sentence.0 || accuser || self.repeats(accusation)
    }

    /// Earlier events by the one who denies that his denial names again: `denied any role in the bombing`.
    fn told_before(&self) -> Vec<usize> {
        let mut found = self.earlier().filter(|(_, event)| {
            let is_open = event.attribution.is_some() || event.status != Status::Actual;
            is_open && self.is_doer(event) && (self.repeats(event) || self.is_claim(event))
        });
        found.next().map(|(index, _)| index).into_iter().collect()
    }

    /// Whether what is denied is `the report`, and the event is what another told right before.
    fn is_claim(&self, event: &Event) -> bool {
        const NEAR: u32 = 2;
        let passage = self.scene.passage;
        let sayer = event.attribution.as_ref().and_then(|told| told.mention);
        let is_own = |entity: EntityId| self.event.actors.iter().any(|actor| actor.entity == entity);
        let by_other = sayer.is_some_and(|sayer| !is_own(passage.resolution.actor(sayer).entity));
        by_other && is_about_claim(passage, self.event.word) && event.sentence.0 + NEAR >= self.event.sentence.0
    }

    /// Whether a content word of the denial is akin to the trigger.
    fn repeats(&self, earlier: &Event) -> bool {
        let passage = self.scene.passage;
        let trigger = self.scene.report.scene_of(earlier.sentence).passage.key(earlier.word);
        let content = self.content();
        let is_content = |word: usize| matches!(passage.upos(word), Upos::Noun | Upos::Verb) && word != self.event.word;
        content.iter().any(|&word| is_content(word) && are_akin(&passage.key(word), &trigger))
    }

    /// What the one who takes his words back told before.
    fn own_words(&self) -> Vec<usize> {
        let resolution = self.scene.passage.resolution;
        let sayer = |event: &Event| Some(resolution.actor(event.attribution.as_ref()?.mention?).entity);
        let is_own = |event: &Event| {
            sayer(event).is_some_and(|sayer| self.event.actors.iter().any(|actor| actor.entity == sayer))
        };
        let mut own = self.earlier().filter(|(_, event)| is_own(event));
        own.next().map(|(index, _)| index).into_iter().collect()
    }
}

/// `bomb` and `bombing`, `attack` and `attack`: one begins with the whole of the other.
fn are_akin(one: &str, other: &str) -> bool {
    const MIN_STEM: usize = 4;
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    one == other || short.len() >= MIN_STEM && long.starts_with(short)
}

/// Whether one party is on both sides: the same entity, servants of one state, or fighters of one cause.
fn are_same_side(some: &[Argument], others: &[Argument]) -> bool {
    let is_official = |party: &Argument| {
        matches!(party.sector, Sector::Gov | Sector::Mil | Sector::Cop | Sector::Spy | Sector::Leg | Sector::Jud)
    };
    let serve_one = |one: &Argument, other: &Argument| {
        let are_fighters = one.sector == other.sector && matches!(one.sector, Sector::Reb | Sector::Uaf | Sector::Prm);
        let is_one_country = one.country.is_some() && one.country == other.country;
        is_one_country && (are_fighters || is_official(one) && is_official(other))
    };
    some.iter().any(|one| others.iter().any(|other| one.entity == other.entity || serve_one(one, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_alphabetical_order() {
        for list in [&DENYING[..], &REJECTING, &RETRACTING, &CLAIMS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn a_word_is_akin_to_its_noun() {
        assert!(are_akin("bomb", "bombing") && are_akin("attack", "attack"));
        assert!(!are_akin("arm", "armistice") && !are_akin("shell", "strike"));
    }
}
