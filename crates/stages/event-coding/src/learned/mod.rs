//! What labeled reports taught: which words report an event, of what type and mode, and who does it to whom.
//!
//! Heads over the reader's vectors, trained together with it (`crates/lab/training/train_coder.py`). The lexicon's rows are
//! a second voice: what they make of a word and of its parties enters as features, and a vote of both decides whether there
//! is an event (vote.rs).

mod features;
mod vote;

use annotation::{Event, MentionId, Passage, Vectors};
use inference::layer::{Layer, Matrix, WeightsError, rectify, softmax};
use ontology::{EventType, Mode, Status, Upos};
use safetensors::SafeTensors;

use vote::Vote;

pub(crate) use features::{N_WITHOUT_LEMMAS, pair};

/// Numbers of a word's vector.
const WIDTH: usize = 384;
/// Numbers of the layer between.
const HIDDEN: usize = 128;
/// None, actor, recipient.
const N_SIDES: usize = 3;

/// The heads.
pub struct Learned {
    kind: Layer,
    mode: Layer,
    mode_rules: Matrix,
    trigger: Layer,
    mention: Matrix,
    features: Matrix,
    sides: Layer,
    vote: Vote,
}

/// What the network makes of a mention as a party.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side {
    pub mention: MentionId,
    pub actor: f32,
    pub recipient: f32,
}

impl Learned {
    /// Reads weights, as `crates/lab/training/train_coder.py` writes them.
    ///
    /// # Errors
    /// If a matrix is missing or has another shape, or a number is not finite.
    pub fn load(bytes: &[u8]) -> Result<Learned, WeightsError> {
        let file = SafeTensors::deserialize(bytes).map_err(|error| WeightsError::new(error.to_string()))?;
        Ok(Learned {
            kind: Layer::read(&file, "kind", WIDTH, 1 + EventType::ALL.len())?,
            mode: Layer::read(&file, "mode", WIDTH, 1 + Mode::ALL.len())?,
            mode_rules: Matrix::read(&file, "mode_rules", 1 + Mode::ALL.len(), 1 + Mode::ALL.len())?,
            trigger: Layer::read(&file, "trigger", WIDTH, HIDDEN)?,
            mention: Matrix::read(&file, "mention.weight", WIDTH, HIDDEN)?,
            features: Matrix::read(&file, "features.weight", features::N_PAIR, HIDDEN)?,
            sides: Layer::read(&file, "sides", HIDDEN, N_SIDES)?,
            vote: Vote::read(&file)?,
        })
    }

    /// The event type that the word of the document reports, if any, and how likely it is, 0 to 1; `rule` is what the
    /// lexicon says.
    pub(crate) fn event_type(&self, vectors: &Vectors, token: usize, rule: Option<&Event>) -> Option<(EventType, f32)> {
        self.vote.decide(&softmax(&self.kind.of(vectors.of(token))), rule)
    }

    /// How likely an event of this confidence is right, 0 to 1.
    pub(crate) fn calibrate(&self, confidence: f32) -> f32 {
        self.vote.calibrate(confidence)
    }

    /// How likely the word reports an event of each type, 0 to 1.
    pub(crate) fn event_types(&self, vectors: &Vectors, token: usize, rule: Option<&Event>) -> Vec<(EventType, f32)> {
        self.vote.judge(&softmax(&self.kind.of(vectors.of(token))), rule).collect()
    }

    /// The likeliest mode of an event of this type at the word of the document.
    pub(crate) fn mode(
        &self,
        vectors: &Vectors,
        token: usize,
        event_type: EventType,
        rule: Option<&Event>,
    ) -> Option<Mode> {
        let place = |mode: Option<Mode>| mode.map_or(0, |mode| 1 + features::place_of(&Mode::ALL, &mode));
        let mut logits = self.mode.of(vectors.of(token));
        self.mode_rules.add_row(place(rule.and_then(|event| event.mode)), &mut logits);
        let allowed = std::iter::once(None).chain(event_type.modes().map(Some));
        allowed.max_by(|some, other| logits[place(*some)].total_cmp(&logits[place(*other)]))?
    }

    /// Each mention of the sentence as a party of an event of this type at `word`.
    pub(crate) fn sides(
        &self,
        passage: &Passage,
        vectors: &Vectors,
        word: usize,
        event_type: EventType,
        rule: Option<&Event>,
    ) -> Vec<Side> {
        let first = passage.sentence.tokens.start;
        let shared = self.trigger.of(vectors.of(first + word));
        let side = |id: MentionId| {
            let mut layer = shared.clone();
            self.mention.add_product(vectors.of(first + passage.mentions.get(id).head), &mut layer);
            for feature in features::pair(passage, word, event_type, rule, id) {
                self.features.add_row(usize::from(feature), &mut layer);
            }
            rectify(&mut layer);
            let sides = softmax(&self.sides.of(&layer));
            Side { mention: id, actor: sides[1], recipient: sides[2] }
        };
        candidates(passage, word).into_iter().map(side).collect()
    }
}

/// The mentions of a sentence that can be parties of an event at `word`.
fn candidates(passage: &Passage, word: usize) -> Vec<MentionId> {
    let heads = (0..passage.len()).filter(|&head| head != word);
    heads.filter_map(|head| passage.mention(head)).take(MAX_MENTIONS).collect()
}

/// No more mentions of one sentence are looked at.
const MAX_MENTIONS: usize = 80;

/// A word that can be a trigger, and what the network is told of it and each mention: for training.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The word, among the document's.
    pub token: usize,
    /// The word above it.
    pub parent: Option<usize>,
    /// What the rules code there, and how sure they are.
    pub rule: Option<(EventType, Option<Mode>, Status, f32)>,
    /// The mentions of its sentence, where a type is given: the mention, its head among the document's words, features that
    /// hold.
    pub pairs: Vec<(MentionId, usize, Vec<u16>)>,
}

/// How many features a trigger and a mention can have: for training.
pub const N_FEATURES: usize = features::N_PAIR;

/// The candidates of a sentence, with pairs as if an event of `event_type` were at the word.
pub(crate) fn examples(
    passage: &Passage,
    rules: &[Event],
    event_type: impl Fn(usize) -> Option<EventType>,
) -> Vec<Candidate> {
    let first = passage.sentence.tokens.start;
    let may_be_trigger = |word: &usize| !matches!(passage.upos(*word), Upos::Punct);
    let example = |word: usize| {
        let rule = rules.iter().find(|event| event.word == word);
        let pairs = event_type(word).map(|event_type| {
            let pair = |id: MentionId| {
                (id, first + passage.mentions.get(id).head, features::pair(passage, word, event_type, rule, id))
            };
            candidates(passage, word).into_iter().map(pair).collect()
        });
        Candidate {
            token: first + word,
            parent: passage.head(word).map(|head| first + head),
            rule: rule.map(|event| (event.event_type, event.mode, event.status, event.confidence)),
            pairs: pairs.unwrap_or_default(),
        }
    };
    (0..passage.len()).filter(may_be_trigger).map(example).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_weights_are_an_error() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../models/coder/weights.safetensors");
        let bytes = std::fs::read(path).expect("the weights of the repository");
        assert!(Learned::load(&bytes).is_ok());
        for damaged in [&bytes[..0], &bytes[..100], &bytes[..bytes.len() - 4]] {
            assert!(Learned::load(damaged).is_err());
        }
        let mut wrong = bytes.clone();
        let (header, metadata) = SafeTensors::read_metadata(&bytes).expect("a header");
        let (start, _) = metadata.info("vote").expect("a vote").data_offsets;
        // The length of the header takes eight bytes.
        wrong[8 + header + start..][..4].copy_from_slice(&f32::NAN.to_le_bytes());
        let error = Learned::load(&wrong).err().expect("a number that is none").to_string();
        assert!(error.contains("not finite"), "{error}");
    }
}
