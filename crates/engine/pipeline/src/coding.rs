use annotation::{Denial, Event, Exercise, Item, Mentions, Number, Quote, Resolution, Sentence, Token, Tree};
use text::Document;

/// Everything the stages found in one document.
#[derive(Clone, Debug, Default)]
pub struct Coding {
    /// The report.
    pub document: Document,
    /// Its words.
    pub tokens: Vec<Token>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// A tree a sentence.
    pub trees: Vec<Tree>,
    /// Names and noun phrases.
    pub mentions: Mentions,
    /// What they mean.
    pub resolution: Resolution,
    /// The events.
    pub events: Vec<Event>,
    /// Quotations and reported speech.
    pub quotes: Vec<Quote>,
    /// Which events deny which.
    pub denials: Vec<Denial>,
    /// Military items.
    pub items: Vec<Item>,
    /// Military exercises.
    pub exercises: Vec<Exercise>,
    /// Casualties, crowds, amounts.
    pub numbers: Vec<Number>,
    /// ISO 639-1 code of the language, if it could be told.
    pub language: Option<String>,
    /// What a reader of the record should know about gaps.
    pub warnings: Vec<String>,
}

/// The words, sentences and trees of one document.
#[derive(Clone, Debug)]
pub struct Parse {
    /// The report.
    pub document: Document,
    /// Its words.
    pub tokens: Vec<Token>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// A tree a sentence.
    pub trees: Vec<Tree>,
}
