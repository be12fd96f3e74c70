//! The words that may tell an office, and what each of them is.

use super::bodies;
use super::words::is_body_noun;
use crate::who::Text;
use crate::who::actors::Drafts;
use annotation::{Name, NameLabel, Node, SentenceId};
use ontology::{Country, Sector, Upos};
use std::ops::Range;

/// A run of words before a name, or a phrase without one.
pub(super) struct Zone<'z, 't> {
    pub text: &'z Text<'t>,
    pub drafts: &'z Drafts,
    pub sentence: SentenceId,
    pub words: Range<usize>,
    /// Whether the name of the person follows.
    pub is_before_name: bool,
}

impl<'z, 't> Zone<'z, 't> {
    pub fn form(&self, word: usize) -> &'t str {
        self.text.form(self.sentence, word)
    }

    pub fn node(&self, word: usize) -> &'t Node {
        self.text.tree(self.sentence).node(word)
    }

    /// The names inside `words`, in order.
    pub fn names(&self, words: &Range<usize>) -> impl DoubleEndedIterator<Item = &'t Name> + use<'t> {
        let words = words.clone();
        let inside = move |name: &&Name| name.words.start >= words.start && name.words.end <= words.end;
        self.text.names_in(self.sentence).iter().filter(inside)
    }

    pub fn label(&self, word: usize) -> Option<NameLabel> {
        self.text.names_in(self.sentence).iter().find(|name| name.words.contains(&word)).map(|name| name.label)
    }

    pub fn name_ending(&self, end: usize) -> Option<&'t Name> {
        self.text.names_in(self.sentence).iter().find(|name| name.words.end == end)
    }

    pub fn name_starting(&self, start: usize) -> Option<&'t Name> {
        self.text.names_in(self.sentence).iter().find(|name| name.words.start == start)
    }

    /// The name that `words` are, but for an article.
    pub fn only_name(&self, words: &Range<usize>) -> Option<&'t Name> {
        let named = self.without_article(words.clone());
        self.names(&named).find(|name| name.words == named)
    }

    /// `'s` behind an owner.
    pub fn is_possessive(&self, word: usize) -> bool {
        matches!(self.form(word), "'s" | "’s" | "'" | "’") && self.node(word).upos != Upos::Punct
    }

    /// Whether a word belongs to the name of a place or state.
    pub fn is_place(&self, word: usize) -> bool {
        matches!(self.label(word), Some(NameLabel::Gpe | NameLabel::Location))
    }

    /// Whether a word stands alone between round brackets.
    pub fn is_in_brackets(&self, word: usize) -> bool {
        let n_words = self.text.sentences[self.sentence.0 as usize].tokens.len();
        word > 0 && word + 1 < n_words && self.form(word - 1) == "(" && matches!(self.form(word + 1), ")" | ".")
    }

    /// Without the article or possessive pronoun that a phrase begins with, and without whose it is.
    pub fn without_article(&self, words: Range<usize>) -> Range<usize> {
        let skipped = words.clone().take_while(|&word| matches!(self.node(word).upos, Upos::Det | Upos::Pron)).count();
        // A phrase of nothing but determiners is kept.
        let start = if words.start + skipped < words.end { words.start + skipped } else { words.start };
        let is_nation = |name: &&Name| {
            name.words.start == start
                && matches!(name.label, NameLabel::Gpe | NameLabel::Norp)
                && name.words.end < words.end
        };
        let nation = self.names(&(start..words.end)).find(is_nation);
        match nation.filter(|name| self.is_possessive(name.words.end) && name.words.end + 1 < words.end) {
            Some(nation) => nation.words.end + 1..words.end,
            None => start.min(words.end)..words.end,
        }
    }

    /// Whether a phrase means a body: it ends with a body's name or with a noun for bodies.
    pub fn is_body(&self, words: &Range<usize>) -> bool {
        let Some(last) = words.end.checked_sub(1).filter(|last| *last >= words.start) else { return false };
        self.label(last) == Some(NameLabel::Organisation) || is_body_noun(self.form(last)) || self.has_body(words)
    }

    /// `the Pakistani training team in Kuwait`: a noun for bodies before a place.
    fn has_body(&self, words: &Range<usize>) -> bool {
        let preposition = words.clone().find(|&word| matches!(self.form(word), "in" | "on" | "for"));
        preposition.is_some_and(|at| at > words.start && is_body_noun(self.form(at - 1)))
    }

    /// Whether a phrase has no name and no capital.
    pub fn is_plain(&self, words: &Range<usize>) -> bool {
        words.clone().all(|word| self.form(word).chars().all(|c| !c.is_uppercase()))
    }

    /// Where the noun phrase that begins at `start` ends: at the next preposition but `of`, conjunction or comma.
    pub fn phrase_end(&self, start: usize, limit: usize) -> usize {
        let ends = |word: &usize| {
            let form = self.form(*word).to_lowercase();
            let is_break = matches!(
                form.as_str(),
                "in" | "at"
                    | "to"
                    | "with"
                    | "from"
                    | "for"
                    | ","
                    | "("
                    | "who"
                    | "since"
                    | "until"
                    | "before"
                    | "after"
                    | "during"
                    | "when"
                    | "which"
            );
            // `Minister of Science and Technology` goes on.
            is_break && self.label(*word) != Some(NameLabel::Organisation)
        };
        (start..limit).find(ends).unwrap_or(limit)
    }

    /// What a body's words mean, in full.
    pub fn body(&self, words: Range<usize>, country: Option<Country>) -> String {
        bodies::in_full(self.text, self.drafts, self.sentence, words, country)
    }

    /// The draft that the mention of a word means.
    pub fn meant(&self, word: usize) -> Option<usize> {
        let id = self.text.mentions.headed_by(self.sentence, word)?;
        self.drafts.of.get(id.0 as usize).copied()
    }

    /// The country that a name of the words tells, not one behind `in` or `to`.
    pub fn country(&self, words: &Range<usize>) -> Option<Country> {
        let is_owner = |name: &&Name| {
            let before = name.words.start.checked_sub(1).map(|word| self.form(word));
            matches!(name.label, NameLabel::Gpe | NameLabel::Norp | NameLabel::Organisation | NameLabel::Office)
                && !matches!(before, Some("in" | "to" | "on" | "at"))
        };
        self.names(words).filter(is_owner).find_map(|name| self.country_named(name))
    }

    /// The country that a name stands for or belongs to.
    pub fn country_named(&self, name: &Name) -> Option<Country> {
        let forms = self.text.forms(self.sentence, name.words.clone());
        (0..forms.len()).find_map(|at| self.text.country_of(&forms[at..]))
    }

    /// Whether a name is that of a state, in whatever form.
    pub fn is_country(&self, name: &Name) -> bool {
        let forms = self.text.forms(self.sentence, name.words.clone());
        let is_state =
            |entry: &gazetteer::Entry| matches!(entry.kind, gazetteer::Kind::State | gazetteer::Kind::Demonym);
        let known = self.text.gazetteer.longest(&forms);
        known.is_some_and(|(length, entries)| length == forms.len() && entries.iter().any(|entry| is_state(entry)))
    }

    /// The words of a rank in the piece: the last one, if it is no part of the post.
    pub fn rank(&self, piece: &Range<usize>, post: Option<&Range<usize>>) -> Option<Range<usize>> {
        let mut found = None;
        let mut at = piece.start;
        while at < piece.end {
            let forms = self.text.forms(self.sentence, at..piece.end);
            let known = self.text.gazetteer.rank(&forms);
            let rank = known.map(|(length, rank)| (at..at + length, rank));
            match rank.filter(|(words, rank)| self.is_rank(words, rank, piece, post)) {
                Some((words, _)) => {
                    at = words.end;
                    found = Some(words);
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether the words are a rank and nothing else.
    pub fn is_only_rank(&self, words: &Range<usize>) -> bool {
        let forms = self.text.forms(self.sentence, words.clone());
        let last = self.form(words.end - 1).to_lowercase();
        let known = self.text.gazetteer.rank(&forms).filter(|(length, _)| *length == forms.len());
        known.is_some_and(|(_, rank)| {
            (last != "commander" || forms.len() > 1)
                && (rank.sector == Sector::Mil || is_police_rank(&last))
                && !(forms.len() == 2 && last == "general" && goes_with_general(&forms[0].to_lowercase()))
        })
    }

    fn is_rank(
        &self,
        words: &Range<usize>,
        rank: &gazetteer::Rank,
        piece: &Range<usize>,
        post: Option<&Range<usize>>,
    ) -> bool {
        let last = self.form(words.end - 1).to_lowercase();
        let before = words
            .start
            .checked_sub(1)
            .filter(|before| *before >= piece.start)
            .map(|word| self.form(word).to_lowercase());
        let is_post = before.as_deref().is_some_and(goes_with_general) && words.len() == 1 && last == "general"
            || rank.sector == Sector::Cop && !is_police_rank(&last);
        let is_capital = self.form(words.start).starts_with(char::is_uppercase);
        let is_head =
            words.end == piece.end || self.is_before_name && words.end + 3 >= piece.end && self.form(words.end) == "(";
        let is_commander = words.len() == 1 && last == "commander";
        let is_own = post.is_none_or(|post| words.end <= post.start || words.start >= post.end || is_commander);
        let stands_alone =
            before.is_none() || before.as_deref().is_some_and(|word| super::words::tenure_of(word).is_some());
        match () {
            () if is_post || !is_own => false,
            () if is_commander => self.is_before_name && is_head && stands_alone,
            () if words.len() == 1 && !is_capital => is_head,
            () => is_capital || is_head,
        }
    }

    /// The rank as the gazetteer spells it out.
    pub fn spelled_rank(&self, words: &Range<usize>) -> String {
        let forms = self.text.forms(self.sentence, words.clone());
        match self.text.gazetteer.rank(&forms) {
            Some((_, rank)) => rank.name.to_string(),
            None => self.text.written(self.sentence, words.clone()),
        }
    }

    /// `General X (retd)`, `General (Ret.) X`.
    pub fn rank_is_retired(&self) -> bool {
        let n_words = self.text.sentences[self.sentence.0 as usize].tokens.len();
        let name = self.name_starting(self.words.end);
        let end = name.map_or(self.words.end, |name| name.words.end);
        let opens = |at: usize| at + 2 < n_words && self.form(at) == "(";
        opens(end)
            && matches!(self.form(end + 1).to_lowercase().trim_end_matches('.'), "retd" | "rtd" | "ret" | "retired")
    }
}

/// Words that make a post with `General` behind them.
fn goes_with_general(word: &str) -> bool {
    const BEFORE: &[&str] = &[
        "secretary",
        "director",
        "attorney",
        "inspector",
        "consul",
        "governor",
        "auditor",
        "solicitor",
        "commissioner",
        "advocate",
        "prosecutor",
        "surgeon",
        "comptroller",
    ];
    BEFORE.contains(&word)
}

fn is_police_rank(last: &str) -> bool {
    matches!(
        last,
        "colonel"
            | "major"
            | "captain"
            | "sergeant"
            | "inspector"
            | "superintendent"
            | "constable"
            | "lieutenant"
            | "general"
    )
}
