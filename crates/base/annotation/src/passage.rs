//! What earlier stages say of a document, whole and sentence by sentence.

use crate::vectors::Vectors;
use crate::{Actor, MentionId, Mentions, Node, Resolution, Sentence, SentenceId, Token, Tree, View};
use ontology::{Country, Deprel, Upos};
use std::collections::BTreeMap;
use text::{Document, Span};

/// What the stages before found in a document.
#[derive(Clone, Copy, Debug)]
pub struct Annotated<'a> {
    /// The report.
    pub document: &'a Document,
    /// Its words.
    pub tokens: &'a [Token],
    /// Its sentences, each of some words.
    pub sentences: &'a [Sentence],
    /// A tree for each sentence.
    pub trees: &'a [Tree],
    /// Names and phrases.
    pub mentions: &'a Mentions,
    /// What these mean.
    pub resolution: &'a Resolution,
    /// A row for each word; none for the rules alone to speak.
    pub vectors: &'a Vectors,
}

impl<'a> Annotated<'a> {
    /// What is known before anybody asks what the mentions mean.
    pub fn view(self) -> View<'a> {
        let Annotated { document, tokens, sentences, trees, mentions, .. } = self;
        View { document, tokens, sentences, trees, mentions }
    }

    /// The sentences, one by one.
    pub fn passages(self) -> impl Iterator<Item = Passage<'a>> {
        let Annotated { document, tokens, mentions, resolution, .. } = self;
        let home = home(resolution, self.sentences.len());
        let numbered = self.sentences.iter().zip(self.trees).enumerate();
        numbered.map(move |(index, (sentence, tree))| {
            let id = SentenceId(index as u32);
            Passage { document, tokens, id, sentence, tree, mentions, resolution, home }
        })
    }
}

/// One sentence of a document, its tree, and what its mentions mean.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The report.
    pub document: &'a Document,
    /// The words of the whole report.
    pub tokens: &'a [Token],
    /// Which sentence.
    pub id: SentenceId,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its tree.
    pub tree: &'a Tree,
    /// Names and phrases of the whole report.
    pub mentions: &'a Mentions,
    /// What these mean.
    pub resolution: &'a Resolution,
    /// The country whose own affairs the report is about.
    pub home: Option<Country>,
}

/// Whether a text of these sentences is a report, as those that the judges of origins and of participants learned from.
pub fn is_report(sentences: &[Sentence]) -> bool {
    sentences.len() >= 3
}

/// A report has at least so many sentences that it can be about one country.
const MIN_SENTENCES: usize = 4;
/// Of the mentions that have a country, so many in a hundred are of the country that a report of its affairs is about.
const SHARE: usize = 60;

/// The country that most of a report's mentions belong to, if it is a report of one country's affairs.
fn home(resolution: &Resolution, n_sentences: usize) -> Option<Country> {
    let mut counts: BTreeMap<Country, usize> = BTreeMap::new();
    for entity in &resolution.entities {
        if let Some(country) = entity.country {
            *counts.entry(country).or_insert(0) += entity.mentions.len();
        }
    }
    let total: usize = counts.values().sum();
    let (country, count) = counts.into_iter().max_by_key(|&(country, count)| (count, std::cmp::Reverse(country)))?;
    (n_sentences >= MIN_SENTENCES && count * 100 >= total * SHARE).then_some(country)
}

impl<'a> Passage<'a> {
    /// The node of a word.
    pub fn node(&self, word: usize) -> &'a Node {
        self.tree.node(word)
    }

    /// Its dictionary form.
    pub fn lemma(&self, word: usize) -> &'a str {
        &self.node(word).lemma
    }

    /// How it depends.
    pub fn deprel(&self, word: usize) -> Deprel {
        self.node(word).deprel
    }

    /// Its part of speech.
    pub fn upos(&self, word: usize) -> Upos {
        self.node(word).upos
    }

    /// What it depends on; none for the root.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.node(word).head
    }

    /// Its characters.
    pub fn span(&self, word: usize) -> Span {
        self.tokens[self.sentence.tokens.start + word].span
    }

    /// How many words the sentence has, at least one.
    #[expect(clippy::len_without_is_empty, reason = "no sentence is empty")]
    pub fn len(&self) -> usize {
        self.tree.nodes().len()
    }

    /// The lemma in lower case: what word lists are compared with.
    pub fn key(&self, word: usize) -> String {
        self.lemma(word).to_lowercase()
    }

    /// Whether the lemma is one of `lemmas`, in any case.
    pub fn is(&self, word: usize, lemmas: &[&str]) -> bool {
        lemmas.iter().any(|lemma| self.lemma(word).eq_ignore_ascii_case(lemma))
    }

    /// The mention that it heads.
    pub fn mention(&self, word: usize) -> Option<MentionId> {
        self.mentions.headed_by(self.id, word)
    }

    /// What the mention that it heads means.
    pub fn actor(&self, word: usize) -> Option<&'a Actor> {
        self.mention(word).map(|mention| self.resolution.actor(mention))
    }

    /// Children of `word` by any of `relations`.
    pub fn children(&self, word: usize, relations: &'a [Deprel]) -> impl Iterator<Item = usize> + 'a {
        self.tree.children_by(word, relations)
    }

    /// The first child of `word` by any of `relations`.
    pub fn child(&self, word: usize, relations: &[Deprel]) -> Option<usize> {
        self.tree.child(word, relations)
    }

    /// Whether it is a verb or an auxiliary.
    pub fn is_verb(&self, word: usize) -> bool {
        matches!(self.upos(word), Upos::Verb | Upos::Aux)
    }

    /// Whether `word` is a verb in a form of the past participle.
    pub fn is_past_participle(&self, word: usize) -> bool {
        &*self.node(word).xpos == "VBN"
            || self.node(word).feats.get("VerbForm") == Some("Part")
                && self.node(word).feats.get("Tense") == Some("Past")
    }

    /// The preposition or marker that introduces `word`, fixed expressions whole (`because of`), in lower case.
    pub fn introducer(&self, word: usize, relation: Deprel) -> Option<String> {
        let first = self.child(word, &[relation])?;
        let mut phrase = self.form(first);
        for rest in self.children(first, &[Deprel::Fixed]) {
            phrase.push(' ');
            phrase.push_str(&self.form(rest));
        }
        Some(phrase)
    }

    /// Whether the clause that `word` heads is introduced by `to`.
    pub fn has_to(&self, word: usize) -> bool {
        self.children(word, &[Deprel::Mark]).any(|mark| self.form(mark) == "to")
    }

    /// The characters of `word`, in lower case.
    pub fn form(&self, word: usize) -> String {
        self.document.slice(self.span(word)).to_lowercase()
    }

    /// `word` and the words coordinated with it.
    pub fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut all = vec![word];
        let mut next = 0;
        while let Some(&from) = all.get(next) {
            all.extend(self.children(from, &[Deprel::Conj]));
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// How many steps up from `from` to `to`, and how many of them leave a clause; none if `to` is not above.
    pub fn steps_up(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let mut clauses = 0;
        let mut below = from;
        for (steps, above) in self.tree.ancestors(from).enumerate() {
            clauses += usize::from(self.leaves_clause(below));
            if above == to {
                return Some((steps + 1, clauses));
            }
            below = above;
        }
        None
    }

    /// Whether `word` heads a clause of its own under its head.
    fn leaves_clause(&self, word: usize) -> bool {
        use Deprel::*;
        match self.deprel(word) {
            Conj => self.is_verb(word),
            deprel => deprel == Parataxis,
        }
    }
}
