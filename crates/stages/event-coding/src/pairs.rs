//! What one given party does to another: the best type for a pair of spans, whatever the text says.

use crate::coder::Coder;
use crate::frame::Frame;
use crate::learned::Learned;
use crate::status;
use annotation::Event;
use annotation::Vectors;
use annotation::{Annotated, Passage};
use ontology::{EventType, Mode, Status};
use text::Span;

/// What a source does to a target.
#[derive(Clone, PartialEq, Debug)]
pub struct Pair {
    /// The likeliest type.
    pub event_type: EventType,
    /// Its mode.
    pub mode: Option<Mode>,
    /// Whether it is told as done.
    pub status: Status,
    /// Every type with its share, which sum to one.
    pub scores: Vec<(EventType, f32)>,
}

impl Pair {
    /// The mean of two readings of one pair, with mode and status of the one that is surer of the type that wins.
    pub fn mean(self, other: Pair) -> Pair {
        let mean = |(&(event_type, some), (_, other)): (&(EventType, f32), &(EventType, f32))| {
            (event_type, (some + other) / 2.0)
        };
        let scores: Vec<(EventType, f32)> = self.scores.iter().zip(&other.scores).map(mean).collect();
        let best =
            scores.iter().max_by(|some, other| some.1.total_cmp(&other.1)).map_or(self.event_type, |best| best.0);
        let score = |pair: &Pair| {
            if pair.event_type == best { pair.scores.iter().map(|score| score.1).fold(0.0, f32::max) } else { -1.0 }
        };
        let surer = if score(&self) >= score(&other) { &self } else { &other };
        Pair {
            event_type: best,
            mode: surer.mode.filter(|mode| mode.event_type() == best),
            status: surer.status,
            scores,
        }
    }
}

impl Coder {
    /// The best type for what `source` does to `target`; either may be unknown. There is always an answer.
    pub fn pair(&self, annotated: Annotated, parties: (Option<Span>, Option<Span>)) -> Pair {
        let mut best = Best::default();
        for passage in annotated.passages() {
            let rules = self.code_sentence(&passage);
            if let Some(learned) = &self.learned {
                for word in 0..passage.len() {
                    let rule = rules.iter().find(|event| event.word == word);
                    best.weigh(&passage, learned, annotated.vectors, word, rule, parties);
                }
            }
        }
        best.pair()
    }
}

/// The best trigger for each type so far.
#[derive(Default)]
struct Best {
    scores: Vec<(EventType, f32, Option<Mode>, Status)>,
}

/// Less likely types at a word are not looked at with the parties.
const LEAST: f32 = 0.01;
/// What an event counts that has other parties.
const ELSEWHERE: f32 = 0.05;

impl Best {
    fn weigh(
        &mut self,
        passage: &Passage,
        learned: &Learned,
        vectors: &Vectors,
        word: usize,
        rule: Option<&Event>,
        (source, target): (Option<Span>, Option<Span>),
    ) {
        let token = passage.sentence.tokens.start + word;
        for (event_type, probability) in learned.event_types(vectors, token, rule) {
            if probability < LEAST {
                continue;
            }
            let sides = learned.sides(passage, vectors, word, event_type, rule);
            let mutual = matches!(event_type, EventType::Consult | EventType::Cooperate | EventType::Agree);
            let of = |span: Option<Span>, acts: bool| {
                let Some(span) = span else { return 0.5 };
                let meant = sides.iter().filter(|side| passage.mentions.get(side.mention).span.overlaps(span));
                let score = meant.map(|side| match (mutual, acts) {
                    (true, _) => side.actor + side.recipient,
                    (false, true) => side.actor,
                    (false, false) => side.recipient,
                });
                score.fold(0.0, f32::max)
            };
            let score = probability * (ELSEWHERE + of(source, true)) * (ELSEWHERE + of(target, false));
            let (told, _) = status::status(passage, word, &Frame::of(passage, word));
            let (event_type, told) = as_told(event_type, told);
            let known = self.scores.iter().find(|(known, ..)| *known == event_type).map_or(0.0, |known| known.1);
            if score > known {
                let mode = rule.filter(|event| event.event_type == event_type).and_then(|event| event.mode);
                let mode = mode.or_else(|| learned.mode(vectors, token, event_type, rule));
                self.scores.retain(|(known, ..)| *known != event_type);
                self.scores.push((event_type, score, mode, told));
            }
        }
    }

    fn pair(mut self) -> Pair {
        if self.scores.is_empty() {
            // A text without words says nothing: the type that news report most.
            self.scores.push((EventType::Accuse, 1.0, None, Status::Actual));
        }
        let total: f32 = self.scores.iter().map(|(_, score, ..)| score).sum();
        let share = |event_type| {
            self.scores.iter().find(|(known, ..)| *known == event_type).map_or(0.0, |known| known.1 / total)
        };
        let scores: Vec<(EventType, f32)> =
            EventType::ALL.into_iter().map(|event_type| (event_type, share(event_type))).collect();
        let &(event_type, _, mode, status) =
            self.scores.iter().max_by(|some, other| some.1.total_cmp(&other.1)).expect("there is one");
        Pair { event_type, mode, status, scores }
    }
}

/// Ruling 18 and section 2, where one answer must be given: help, talks and deals to come are promised, those that one will
/// not or did not give are refused.
fn as_told(event_type: EventType, told: Status) -> (EventType, Status) {
    use EventType::*;
    match (event_type, told) {
        (Consult | Cooperate | Aid, Status::Future) => (Agree, Status::Actual),
        (Agree | Support | Consult | Cooperate | Aid | Concede | Retreat, Status::Negated) => (Reject, Status::Actual),
        _ => (event_type, told),
    }
}
