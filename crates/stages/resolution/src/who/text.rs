//! A document with its trees and mentions, as this crate looks at it.

use annotation::{Mention, MentionId, Mentions, Name, NameLabel, Node, Sentence, SentenceId, Token, Tree};
use gazetteer::{Entry, Gazetteer, Kind};
use jiff::civil::Date;
use ontology::{Country, Deprel};
use std::collections::BTreeSet;
use std::ops::Range;
use text::Document;

/// All that resolution reads.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub document: &'a Document,
    pub tokens: &'a [Token],
    pub sentences: &'a [Sentence],
    pub trees: &'a [Tree],
    pub mentions: &'a Mentions,
    pub gazetteer: &'a Gazetteer,
    /// The countries that the report names.
    pub countries: &'a BTreeSet<Country>,
    /// The words of persons' names, without the first names of longer ones.
    pub surnames: &'a BTreeSet<&'a str>,
    /// The country of the dateline.
    pub home: Option<Country>,
}

impl<'a> Text<'a> {
    pub fn mention(&self, id: MentionId) -> &'a Mention {
        self.mentions.get(id)
    }

    pub fn tree(&self, sentence: SentenceId) -> &'a Tree {
        &self.trees[sentence.0 as usize]
    }

    pub fn node(&self, mention: &Mention) -> &'a Node {
        self.tree(mention.sentence).node(mention.head)
    }

    /// Whether the head is in the plural; `troops` is a plural without a singular.
    pub fn is_plural(&self, mention: &Mention) -> bool {
        let node = self.node(mention);
        matches!(node.feats.get("Number"), Some("Plur" | "Ptan")) || matches!(&*node.xpos, "NNS" | "NNPS")
    }

    /// The characters of one word.
    pub fn form(&self, sentence: SentenceId, word: usize) -> &'a str {
        let first = self.sentences[sentence.0 as usize].tokens.start;
        self.document.slice(self.tokens[first + word].span)
    }

    pub fn forms(&self, sentence: SentenceId, words: Range<usize>) -> Vec<&'a str> {
        words.map(|word| self.form(sentence, word)).collect()
    }

    /// The words as the text writes them, runs of white space made one space.
    pub fn written(&self, sentence: SentenceId, words: Range<usize>) -> String {
        let first = self.sentences[sentence.0 as usize].tokens.start;
        let span = self.tokens[first + words.start].span.join(self.tokens[first + words.end - 1].span);
        self.document.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Lemmas in lower case: what role phrases are compared with.
    pub fn lemmas(&self, sentence: SentenceId, words: Range<usize>) -> Vec<String> {
        words.map(|word| self.tree(sentence).node(word).lemma.to_lowercase()).collect()
    }

    /// The names inside a mention, in order.
    pub fn names(&self, mention: &'a Mention) -> impl Iterator<Item = &'a Name> {
        mention.names.iter().map(|&name| &self.mentions.names[name])
    }

    /// All names of a sentence, in order.
    pub fn names_in(&self, sentence: SentenceId) -> &'a [Name] {
        let names = &self.mentions.names;
        let start = names.partition_point(|name| name.sentence < sentence);
        let length = names[start..].partition_point(|name| name.sentence == sentence);
        &names[start..start + length]
    }

    /// All mentions of a sentence, by head word.
    pub fn ids_in(&self, sentence: SentenceId) -> impl DoubleEndedIterator<Item = MentionId> + use<> {
        let mentions = &self.mentions.mentions;
        let start = mentions.partition_point(|mention| mention.sentence < sentence);
        let length = mentions[start..].partition_point(|mention| mention.sentence == sentence);
        (start as u32..(start + length) as u32).map(MentionId)
    }

    /// The word of a name whose head lies outside it.
    pub fn top(&self, name: &Name) -> usize {
        let tree = self.tree(name.sentence);
        let outside = |word: &usize| tree.node(*word).head.is_none_or(|head| !name.words.contains(&head));
        name.words.clone().find(outside).expect("heads form no cycle")
    }

    /// The preposition before `word`, in lower case.
    pub fn case(&self, sentence: SentenceId, word: usize) -> Option<String> {
        let case = self.tree(sentence).child(word, &[Deprel::Case])?;
        Some(self.form(sentence, case).to_lowercase())
    }

    /// The day by which offices and names are looked up.
    pub fn day(&self) -> Option<Date> {
        self.document.published
    }

    pub fn ids(&self) -> impl DoubleEndedIterator<Item = MentionId> + use<> {
        (0..self.mentions.mentions.len() as u32).map(MentionId)
    }

    /// The entry that has exactly the name `forms` and holds on the report's day.
    pub fn entry(&self, forms: &[&str]) -> Option<&'a Entry> {
        let whole = |forms: &[&str]| self.gazetteer.longest(forms).filter(|(length, _)| *length == forms.len());
        let (_, entries) = whole(forms).or_else(|| {
            // `ISLAMABAD`, as datelines write it.
            let cased: Vec<String> = forms.iter().map(|word| in_title_case(word)).collect();
            let cased: Vec<&str> = cased.iter().map(String::as_str).collect();
            (cased != forms).then(|| whole(&cased)).flatten()
        })?;
        self.entry_on(&entries)
    }

    /// The country of a town: of namesakes one that the report speaks of, else the largest.
    pub fn country_of_town(&self, name: &str) -> Option<Country> {
        let towns = self.gazetteer.towns(name);
        let spoken_of = towns.iter().find(|town| self.countries.contains(&town.country));
        spoken_of.or_else(|| towns.first()).map(|town| town.country)
    }

    /// The entry among namesakes: one that holds on the report's day, of a country that the report names if there is one.
    pub fn entry_on(&self, entries: &[&'a Entry]) -> Option<&'a Entry> {
        let holds = |entry: &&&Entry| {
            let covers =
                |day: Date| entry.from.is_none_or(|from| from <= day) && entry.until.is_none_or(|until| day <= until);
            self.day().is_none_or(covers)
        };
        let spoken_of = |entry: &&&Entry| entry.country.is_some_and(|country| self.countries.contains(&country));
        // `Brussels` is the EU's where nobody speaks of Belgium.
        let of_several =
            |entry: &&&Entry| entry.kind == Kind::Metonym && entry.country.is_some_and(|country| !country.is_state());
        let holding = || entries.iter().filter(holds);
        let best = holding().find(spoken_of).or_else(|| holding().find(of_several)).or_else(|| holding().next());
        best.or_else(|| entries.first()).copied()
    }

    /// The country that a name beginning at `forms[0]` stands for or belongs to.
    pub fn country_of(&self, forms: &[&str]) -> Option<Country> {
        if let Some(entry) = self.gazetteer.demonym(forms.first()?) {
            return entry.country;
        }
        let (_, entries) = self.gazetteer.longest(forms)?;
        self.entry_on(&entries).filter(|entry| !matches!(entry.kind, Kind::Person | Kind::Media))?.country
    }
}

/// `KUALA` as `Kuala`; words of up to three letters may be acronyms.
pub(crate) fn in_title_case(word: &str) -> String {
    if word.chars().any(char::is_lowercase) || word.chars().count() < 4 {
        return word.to_string();
    }
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.as_str().to_lowercase().chars()).collect()
}

/// The last words of persons' names.
pub(crate) fn surnames<'a>(mentions: &Mentions, document: &'a Document) -> BTreeSet<&'a str> {
    let persons = mentions.names.iter().filter(|name| name.label == NameLabel::Person && name.words.len() > 1);
    persons.filter_map(|name| document.slice(name.span).split_whitespace().last()).collect()
}

/// The countries that a report names: states, capitals and nationalities.
pub(crate) fn countries(mentions: &Mentions, document: &Document, gazetteer: &Gazetteer) -> BTreeSet<Country> {
    let mut found = BTreeSet::new();
    for name in mentions.names.iter().filter(|name| matches!(name.label, NameLabel::Gpe | NameLabel::Norp)) {
        let words: Vec<&str> = document.slice(name.span).split_whitespace().collect();
        let entries = gazetteer.longest(&words).map(|(_, entries)| entries).unwrap_or_default();
        // `Brussels` may be Belgium's or the EU's, and says nothing.
        if entries.iter().all(|entry| entry.country == entries[0].country && entry.kind != Kind::Person) {
            found.extend(entries.first().and_then(|entry| entry.country));
        }
    }
    found
}
