//! Which event a number belongs to.

use crate::lists;
use crate::phrase::Phrase;
use annotation::{Argument, Event, EventId, Passage, SentenceId};
use ontology::{Count, Deprel, EventType, Mode};

/// The events of a document, in the order of their sentences.
#[derive(Clone, Copy)]
pub(crate) struct Events<'a>(pub &'a [Event]);

/// Steps up a sentence that are looked at.
const MAX_CLIMB: usize = 24;

/// An event with its index.
type Indexed<'a> = (usize, &'a Event);

impl<'a> Events<'a> {
    fn of(self, sentence: SentenceId) -> impl DoubleEndedIterator<Item = Indexed<'a>> + Clone {
        let start = self.0.partition_point(|event| event.sentence < sentence);
        let end = self.0.partition_point(|event| event.sentence <= sentence);
        self.0[start..end].iter().enumerate().map(move |(offset, event)| (start + offset, event))
    }

    /// The event that the number belongs to: one whose trigger governs it, else one that is told in the same sentence, else in the
    /// last one.
    pub fn governing(self, passage: &Passage, kind: Count, phrase: Phrase, governor: usize) -> Option<EventId> {
        let found = self.above(passage, kind, phrase, governor);
        let found = found.or_else(|| self.near(passage, kind, governor).filter(|_| is_harm(kind)));
        found.map(|(index, _)| EventId(index as u32))
    }

    /// What an event does to those counted, or they do in it, and its trigger.
    pub fn party(self, passage: &Passage, phrase: Phrase) -> Option<(Count, usize)> {
        let is_counted = |party: &Argument| {
            let head = passage.mentions.get(party.mention).head;
            head == phrase.head || Some(head) == phrase.noun
        };
        self.of(passage.id).find_map(|(_, event)| {
            let (kind, parties) = match (event.event_type, event.mode) {
                (EventType::Protest, _) => (Count::Protesters, &event.actors),
                (EventType::Assault, Some(Mode::AssaultAbduct)) => (Count::Abducted, &event.recipients),
                (EventType::Coerce, Some(Mode::CoerceArrest)) => (Count::Arrested, &event.recipients),
                (EventType::Retreat, Some(Mode::RetreatRelease)) => (Count::Released, &event.recipients),
                _ => return None,
            };
            parties.iter().any(is_counted).then_some((kind, event.word))
        })
    }

    fn above(self, passage: &Passage, kind: Count, phrase: Phrase, governor: usize) -> Option<Indexed<'a>> {
        let own = self.of(passage.id).filter(|(_, event)| can_hold(kind, event.event_type));
        let up = |word: usize| passage.tree.ancestors(word).take(MAX_CLIMB);
        let path = [governor].into_iter().chain(up(phrase.head)).chain(up(governor));
        let word = path.into_iter().find(|&word| own.clone().any(|(_, event)| event.word == word))?;
        let mut told = own.filter(|(_, event)| event.word == word);
        let has_counted = |event: &Event| {
            event.recipients.iter().any(|party| passage.mentions.get(party.mention).head == phrase.head)
        };
        let first = told.clone().next();
        told.find(|(_, event)| has_counted(event)).or(first)
    }

    /// The event of the sentence that is nearest, or the last of the sentence before.
    fn near(self, passage: &Passage, kind: Count, governor: usize) -> Option<Indexed<'a>> {
        if (0..passage.len()).any(|word| lists::is_misfortune(passage, word)) {
            return None;
        }
        let fitting = |(_, event): &Indexed| can_hold(kind, event.event_type);
        let own = self.of(passage.id).filter(fitting).min_by_key(|(_, event)| event.word.abs_diff(governor));
        let before = passage.id.0.checked_sub(1).map(SentenceId);
        own.or_else(|| self.of(before?).rfind(|indexed| fitting(indexed)))
    }
}

/// Kinds that a deed done to people leaves behind it, told of apart from the deed.
fn is_harm(kind: Count) -> bool {
    !matches!(kind, Count::Amount | Count::Troops)
}

/// Whether an event of the type can have so many of the kind.
fn can_hold(kind: Count, event_type: EventType) -> bool {
    use EventType::{Accuse, Agree, Assault, Coerce, Concede, Consult, Protest, Reject, Retreat, Sanction};
    match kind {
        Count::Killed | Count::Injured | Count::Casualties | Count::Missing | Count::Abducted => event_type == Assault,
        Count::Arrested => matches!(event_type, Coerce | Sanction),
        Count::Displaced => matches!(event_type, Assault | Coerce),
        Count::Released => matches!(event_type, Retreat | Concede | Agree),
        Count::Protesters => event_type == Protest,
        Count::Troops => !matches!(event_type, Accuse | Reject | Protest | Consult),
        Count::Amount => event_type != Consult,
    }
}

/// Whether the number is told as a fact: not as what could be, nor what somebody asks for or means to do, nor as denied.
pub(crate) fn is_fact(passage: &Passage, kind: Count, governor: usize) -> bool {
    if matches!(kind, Count::Amount | Count::Troops | Count::Protesters) {
        return true;
    }
    // `thousands of deaths could be prevented`, `do not hold them hostage`: the verb above says it.
    let is_below = !passage.is_verb(governor) || passage.deprel(governor) == Deprel::Xcomp;
    let above = passage.head(governor).filter(|_| is_below);
    let is_open = |word: usize| kind != Count::Released && is_possible(passage, word);
    ![Some(governor), above]
        .into_iter()
        .flatten()
        .any(|word| is_open(word) || is_denied(passage, word) || is_wanted(passage, word))
}

fn has_child(passage: &Passage, word: usize, relation: Deprel, forms: &[&str]) -> bool {
    passage.tree.children(word).any(|child| passage.deprel(child) == relation && forms.contains(&&*passage.form(child)))
}

fn is_possible(passage: &Passage, word: usize) -> bool {
    let modals = ["could", "may", "might", "would", "ca", "can", "should"];
    has_child(passage, word, Deprel::Aux, &modals)
        || has_child(passage, word, Deprel::Mark, &["if", "unless", "whether"])
}

fn is_denied(passage: &Passage, word: usize) -> bool {
    has_child(passage, word, Deprel::Advmod, &["not", "n't", "n’t", "never"])
}

/// `threatened to kill 12 hostages`, `demanded that Tehran free the crew`.
fn is_wanted(passage: &Passage, word: usize) -> bool {
    const DEMANDS: [&str; 12] =
        ["demand", "urge", "ask", "call", "request", "want", "seek", "order", "appeal", "beg", "plead", "insist"];
    let head = passage.head(word);
    let is_demand =
        head.is_some_and(|head| passage.is(head, &DEMANDS)) && matches!(&*passage.node(word).xpos, "VB" | "VBP");
    let is_disputed = head.is_some_and(|head| passage.is(head, &["deny", "dismiss", "refute"]))
        && passage.deprel(word) == Deprel::Ccomp;
    is_demand || is_disputed || is_purpose(passage, word)
}

/// An infinitive of what is meant to be done.
fn is_purpose(passage: &Passage, governor: usize) -> bool {
    let is_past = passage.child(governor, &[Deprel::Aux]).is_some_and(|aux| passage.is(aux, &["have"]));
    let brings_it_off = passage.head(governor).is_some_and(|head| {
        passage.is(
            head,
            &[
                "manage", "help", "go", "say", "believe", "report", "serve", "lead", "continue", "begin", "agree",
                "decide",
            ],
        )
    });
    passage.has_to(governor) && !is_past && !brings_it_off
}
