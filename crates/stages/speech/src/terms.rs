//! Marks that set off a name or a term, and no quotation.

use crate::cue::{clause_subject, outer_subject, tops};
use crate::sayer::Cue;
use crate::scene::Scene;
use crate::words::is_naming;
use ontology::{Deprel, Upos};
use std::ops::Range;

/// So many words without a word of saying are a quotation; fewer are a term: `the "three flags" understanding`.
const MIN_UNTOLD: usize = 4;
/// A name that somebody gives a thing has at most so many words.
const MAX_NAME: usize = 4;
/// What is before a term: `so-called "experts"`, `the word "war"`.
const INTRODUCERS: [&str; 12] = [
    "acronym",
    "codename",
    "concept",
    "expression",
    "headline",
    "name",
    "nickname",
    "phrase",
    "slogan",
    "so-called",
    "term",
    "title",
];

/// Words between marks in one sentence, and what tells who says them.
pub(crate) struct Candidate<'s> {
    pub scene: Scene<'s, 's>,
    pub inside: Range<usize>,
    pub cue: Option<Cue>,
}

impl Candidate<'_> {
    /// Whether the words are what somebody says.
    pub fn is_quotation(&self) -> bool {
        if self.is_rest()
            || self.is_introduced_as_term()
            || self.is_nickname()
            || self.is_alias()
            || self.is_name_given()
        {
            return false;
        }
        if self.is_clause() && !(self.is_title() && self.cue.is_none()) {
            return true;
        }
        match self.cue {
            Some(_) => !self.is_title() && !self.is_term_in_report(),
            None => self.n_words() >= MIN_UNTOLD && !self.is_title() && !self.is_modifier() && self.has_subject(),
        }
    }

    /// Whether words that stand alone are a sentence: `"Let him come."`
    pub fn is_sentence(&self) -> bool {
        /// So many words make a sentence without a verb that the tree knows.
        const MIN_SENTENCE: usize = 3;
        self.n_words() >= MIN_SENTENCE && !self.is_title()
    }

    /// `the "one country, two systems" formula`: the words tell which of the things that the noun after them means.
    fn is_modifier(&self) -> bool {
        let Some(&top) = tops(self.scene, &self.inside).first() else { return false };
        let passage = self.scene.passage;
        let modifies =
            matches!(passage.deprel(top), Deprel::Compound | Deprel::Amod | Deprel::NmodDesc | Deprel::Appos);
        modifies && passage.head(top).is_some_and(|head| !self.inside.contains(&head))
    }

    /// Whether somebody stands beside the words who may say them.
    fn has_subject(&self) -> bool {
        let subject = outer_subject(self.scene, &self.inside);
        subject.is_some() || clause_subject(self.scene, &self.inside).is_some()
    }

    fn words(&self) -> impl Iterator<Item = usize> + '_ {
        self.inside.clone().filter(|&word| self.scene.is_word(word))
    }

    fn n_words(&self) -> usize {
        self.words().count()
    }

    /// Whether the words hold a verb with its subject, or end as a sentence does after more than a word.
    fn is_clause(&self) -> bool {
        self.words().any(|word| self.is_finite(word)) || self.ends_sentence()
    }

    fn is_finite(&self, word: usize) -> bool {
        let passage = self.scene.passage;
        let subject = passage.child(word, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]);
        let is_predicate = passage.is_verb(word) || passage.child(word, &[Deprel::Cop]).is_some();
        let is_relative = matches!(passage.deprel(word), Deprel::AclRelcl | Deprel::Acl);
        is_predicate && !is_relative && subject.is_some_and(|subject| self.inside.contains(&subject))
    }

    fn ends_sentence(&self) -> bool {
        let passage = self.scene.passage;
        let last = self.inside.clone().next_back().map(|word| passage.form(word));
        let ends = last.is_some_and(|form| matches!(form.as_str(), "!" | "?" | "…"));
        let is_set_off = self.scene.before(self.inside.start).is_none();
        let ends_with_comma = self.inside.clone().next_back().is_some_and(|word| passage.form(word) == ",");
        ends || is_set_off && ends_with_comma
    }

    /// `" , he said, "`: what stands between two quotations, one of whose marks is missing.
    fn is_rest(&self) -> bool {
        let first = self.inside.clone().next().map(|word| self.scene.passage.form(word));
        first.is_none_or(|form| matches!(form.as_str(), "," | ";" | "."))
    }

    /// `so-called "experts"`, `the word "war"`.
    fn is_introduced_as_term(&self) -> bool {
        let passage = self.scene.passage;
        let Some(before) = self.scene.before(self.inside.start) else { return false };
        let form = passage.form(before);
        let is_split =
            before >= 2 && form == "called" && passage.form(before - 1) == "-" && passage.form(before - 2) == "so";
        let of = Some(before).filter(|_| form == "of").and_then(|of| of.checked_sub(1)).map(|word| passage.form(word));
        is_split || INTRODUCERS.contains(&of.unwrap_or(form).as_str())
    }

    /// `Richard "Tex" Coe`.
    fn is_nickname(&self) -> bool {
        let passage = self.scene.passage;
        let is_name = |word: Option<usize>| word.is_some_and(|word| passage.upos(word) == Upos::Propn);
        let (before, after) = (self.scene.before(self.inside.start), self.scene.from(self.inside.end));
        self.n_words() <= 2 && is_name(before) && is_name(after) && self.words().all(|word| self.is_capital(word))
    }

    /// `(the “Company”)`, `also called “Q-West”`.
    fn is_alias(&self) -> bool {
        let passage = self.scene.passage;
        let form = |word: Option<usize>| word.map(|word| passage.form(word));
        let (before, after) = (self.scene.before(self.inside.start), self.scene.from(self.inside.end));
        let before = before.map(|word| match passage.upos(word) {
            Upos::Det => self.scene.before(word),
            _ => Some(word),
        });
        form(before.flatten()).is_some_and(|form| form == "(") && form(after).is_some_and(|form| form == ")")
    }

    /// `an exercise called "Desert Shield"`, `what it calls "the security belt"`, `known as the "Wagner line"`.
    fn is_name_given(&self) -> bool {
        let passage = self.scene.passage;
        let Some(&top) = tops(self.scene, &self.inside).first() else { return false };
        let mut above = passage.tree.ancestors(top).filter(|word| !self.inside.contains(word)).take(2);
        let Some(verb) = above.find(|&word| is_naming(passage, word) || self.is_known_as(word)) else { return false };
        let is_untold = !matches!(self.cue, Some(Cue::Word(cue)) if cue == verb)
            || passage.child(verb, &[Deprel::Nsubj, Deprel::OblAgent]).is_none() && is_reduced(self, verb);
        is_untold && self.is_nominal(top) && !self.begins_indefinite()
            || self.is_known_as(verb)
            || passage
                .is(verb, &["nickname", "name", "christen", "codename", "code-name", "entitle", "title", "rename"])
            || self.is_nominal(top) && self.n_words() <= MAX_NAME && self.is_habitual_name(verb, top)
    }

    fn is_known_as(&self, word: usize) -> bool {
        let passage = self.scene.passage;
        let is_participle = passage.is(word, &["know"]) && passage.is_past_participle(word);
        is_participle && self.scene.before(self.inside.start).is_some_and(|before| self.is_after_as(before))
    }

    /// Whether `as` brings in what follows `word`, an article between.
    fn is_after_as(&self, word: usize) -> bool {
        let passage = self.scene.passage;
        let is_article = passage.upos(word) == Upos::Det;
        let word = if is_article { self.scene.before(word) } else { Some(word) };
        word.is_some_and(|word| passage.form(word) == "as")
    }

    fn is_nominal(&self, top: usize) -> bool {
        matches!(self.scene.passage.upos(top), Upos::Noun | Upos::Propn)
    }

    fn begins_indefinite(&self) -> bool {
        let before = self.scene.before(self.inside.start);
        let is_article = |word: usize| matches!(self.scene.passage.form(word).as_str(), "a" | "an");
        self.words().next().is_some_and(is_article) || before.is_some_and(is_article)
    }

    /// `what he called "the Jeddah track"`, `its "good offices mission"`: a definite name, habitually given or proper.
    fn is_habitual_name(&self, verb: usize, top: usize) -> bool {
        let passage = self.scene.passage;
        let is_free = passage.deprel(verb) == Deprel::AclRelcl;
        let is_present = passage.node(verb).feats.get("Tense") == Some("Pres") && passage.is_verb(verb);
        let owner = passage.child(top, &[Deprel::NmodPoss]).is_some_and(|owner| !self.inside.contains(&owner));
        let is_proper = self.words().any(|word| passage.upos(word) == Upos::Propn);
        is_free && !self.begins_indefinite() && (is_present || owner || is_proper)
    }

    /// Every longer word with a capital, as names and titles of works have it: `"Operation Iron Gate"`.
    fn is_title(&self) -> bool {
        let passage = self.scene.passage;
        let is_small = |word: usize| {
            matches!(passage.upos(word), Upos::Adp | Upos::Det | Upos::Cconj | Upos::Part | Upos::Num | Upos::Aux)
        };
        let words: Vec<usize> = self.words().filter(|&word| !is_small(word)).collect();
        !words.is_empty() && words.iter().all(|&word| self.is_capital(word)) && !self.is_remark(&words)
    }

    /// `"Nonsense," he said`: a single word with a comma, set off.
    fn is_remark(&self, words: &[usize]) -> bool {
        let passage = self.scene.passage;
        let last = self.inside.clone().next_back().map(|word| passage.form(word)).unwrap_or_default();
        words.len() == 1 && (self.ends_sentence() || last == "." || self.scene.before(self.inside.start).is_none())
            || words.iter().any(|&word| self.is_finite(word)) && self.cue.is_some()
    }

    fn is_capital(&self, word: usize) -> bool {
        let passage = self.scene.passage;
        passage.document.slice(passage.span(word)).starts_with(char::is_uppercase)
    }

    /// A single noun of which something is retold: `said the "terrorists" had fled`.
    fn is_term_in_report(&self) -> bool {
        let Some(&top) = tops(self.scene, &self.inside).first() else { return false };
        let role = self.scene.passage.deprel(top);
        let is_subject = matches!(role, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Compound);
        self.n_words() == 1 && self.is_nominal(top) && is_subject
    }
}

/// Whether a naming verb stands as a participle: `an exercise called "Desert Shield"`.
fn is_reduced(candidate: &Candidate, verb: usize) -> bool {
    let passage = candidate.scene.passage;
    passage.deprel(verb) == Deprel::Acl || passage.child(verb, &[Deprel::AuxPass]).is_some()
}
