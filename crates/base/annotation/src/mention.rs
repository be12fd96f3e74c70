//! Names that a text holds, and the noun phrases that may mean an actor, a place or an item.

use crate::SentenceId;
use std::ops::Range;
use text::Span;

/// What kind of thing a labelled run of words names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NameLabel {
    /// A person's name, without rank, title or office: `SM Kamrul Hassan`.
    Person,
    /// An organisation, ministry, force, party, firm or armed group: `Pakistan Air Force`.
    Organisation,
    /// A state, province or town, also when it acts: `Bangladesh`, `Rawalpindi`.
    Gpe,
    /// A sea, river, region, mountain range: `the Arabian Sea`.
    Location,
    /// A building, base or headquarters: `Joint Staff Headquarters`.
    Facility,
    /// A nationality, people, religion or creed: `Pakistani`, `Shia`.
    Norp,
    /// A rank: `Lt. General`, `Air Chief Marshal`.
    Rank,
    /// An office or post: `Principal Staff Officer`, `foreign minister`.
    Office,
    /// A military item or platform: `JF-17 Thunder fighter jets`.
    Item,
    /// A weapon carried or fired: `missiles`, `a grenade`.
    Weapon,
    /// A date, a time or a period: `On Tuesday` is `Tuesday`.
    Date,
    /// A number, an amount of money: `39`, `$375 million`.
    Number,
}

impl NameLabel {
    /// All labels, in the order of their definition.
    pub const ALL: [NameLabel; 12] = [
        NameLabel::Person,
        NameLabel::Organisation,
        NameLabel::Gpe,
        NameLabel::Location,
        NameLabel::Facility,
        NameLabel::Norp,
        NameLabel::Rank,
        NameLabel::Office,
        NameLabel::Item,
        NameLabel::Weapon,
        NameLabel::Date,
        NameLabel::Number,
    ];

    /// The name as printed, and as the model's label list writes it.
    pub fn name(self) -> &'static str {
        match self {
            NameLabel::Person => "person",
            NameLabel::Organisation => "organisation",
            NameLabel::Gpe => "gpe",
            NameLabel::Location => "location",
            NameLabel::Facility => "facility",
            NameLabel::Norp => "norp",
            NameLabel::Rank => "rank",
            NameLabel::Office => "office",
            NameLabel::Item => "item",
            NameLabel::Weapon => "weapon",
            NameLabel::Date => "date",
            NameLabel::Number => "number",
        }
    }

    /// The label of this name.
    pub fn from_name(name: &str) -> Option<NameLabel> {
        NameLabel::ALL.into_iter().find(|label| label.name() == name)
    }
}

/// A run of words that names something. Names of one document do not overlap.
#[derive(Clone, PartialEq, Debug)]
pub struct Name {
    /// Which sentence.
    pub sentence: SentenceId,
    /// Which words of the sentence, never empty.
    pub words: Range<usize>,
    /// From the first word's first byte to the last word's last.
    pub span: Span,
    /// What it names.
    pub label: NameLabel,
    /// Probability of the label, 0 to 1, mean over the words.
    pub score: f32,
}

/// Index of a mention in its document, from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MentionId(pub u32);

/// How a mention refers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// By a name: `General Syed Asim Munir`, `the US`.
    Name,
    /// By a description: `the Bangladeshi general`, `police`.
    Nominal,
    /// By a pronoun or possessive: `he`, `their`.
    Pronoun,
    /// By an adjective of nationality or a name used as modifier: `Turkish` in `Turkish jets`.
    Modifier,
}

/// A noun phrase, without its relative clauses, appositions in commas and coordinated partners.
///
/// Every word of upos NOUN, PROPN, PRON, and every NORP adjective and capitalised modifier that
/// carries a name, heads at most one mention, so that whoever knows a word knows its mention.
#[derive(Clone, PartialEq, Debug)]
pub struct Mention {
    /// Which sentence.
    pub sentence: SentenceId,
    /// Which words of the sentence, a contiguous run that holds `head`.
    pub words: Range<usize>,
    /// The word that heads the phrase.
    pub head: usize,
    /// From the first word's first byte to the last word's last.
    pub span: Span,
    /// How it refers.
    pub form: Form,
    /// Indices into [`Mentions::names`] of the names inside, in order.
    pub names: Vec<usize>,
}

/// All names and mentions of one document.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Mentions {
    /// In the order of the text, not overlapping.
    pub names: Vec<Name>,
    /// By sentence, then by head word. [`MentionId`] indexes it.
    pub mentions: Vec<Mention>,
}

impl Mentions {
    /// The mention that `word` of `sentence` heads. A binary search.
    pub fn headed_by(&self, sentence: SentenceId, word: usize) -> Option<MentionId> {
        let found = self.mentions.binary_search_by_key(&(sentence, word), |mention| (mention.sentence, mention.head));
        found.ok().map(|index| MentionId(index as u32))
    }

    /// The mention of this id.
    ///
    /// # Panics
    /// If `id` belongs to another document.
    pub fn get(&self, id: MentionId) -> &Mention {
        &self.mentions[id.0 as usize]
    }
}
