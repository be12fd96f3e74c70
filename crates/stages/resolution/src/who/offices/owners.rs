//! Whose a post is by what stands before it: `UNIFIL's`, `the guerrillas'`, `its`, `Loreto's`, a party's or body's bare name.

use super::bodies;
use super::words::{governs_a_place, is_body_alone, takes_body_before};
use super::zone::Zone;
use annotation::{EntityKind, Name, NameLabel};
use ontology::{Country, Sector, Upos};
use std::ops::Range;

impl Zone<'_, '_> {
    /// Whose the post is, by what stands before it: `UNIFIL's`, `the Egyptian armed forces'`, `its`, a body's bare name.
    pub fn body_before(&self, words: Range<usize>, country: Option<Country>, leads: bool) -> Option<String> {
        let possessive = words.clone().rev().find(|&word| self.is_possessive(word));
        if let Some(owner) = possessive.map(|end| self.owner_before(words.start, end)).filter(|owner| !owner.is_empty())
        {
            let is_body = self.is_body(&owner) || leads && self.is_led_by_noun(owner.end - 1);
            return is_body.then(|| self.body(self.without_article(owner), country));
        }
        let pronoun = words.clone().find(|&word| self.node(word).upos == Upos::Pron);
        if let Some(pronoun) = pronoun {
            let word = (self.sentence, pronoun);
            return bodies::of_owner(self.text, self.drafts, self.meant(pronoun)?, word, leads);
        }
        let name = self.names(&words).rfind(|name| name.label == NameLabel::Organisation);
        // `state-owned Embraer`, but nothing of the sort between body and post.
        if let Some(name) = name.filter(|name| name.words.end + 1 >= words.end) {
            return Some(self.body(name.words.clone(), country));
        }
        if !leads {
            return None;
        }
        self.known_before(words).map(|words| self.text.written(self.sentence, words))
    }

    /// The words of an owner before `'s`, without what it hangs on: `the trial of | the agency`.
    pub fn owner_before(&self, first: usize, possessive: usize) -> Range<usize> {
        let mentions = &self.text.mentions;
        let owner = (first..possessive).rev().find_map(|word| mentions.headed_by(self.sentence, word));
        let words = owner.map(|id| self.text.mention(id).words.clone()).filter(|words| words.end >= possessive);
        words.map_or(first, |words| words.start.max(first))..possessive
    }

    /// `The Conservative | defence spokesman`, `a Houthi | spokesman`: a party or armed group right before a post, by the tables.
    pub fn known_before(&self, words: Range<usize>) -> Option<Range<usize>> {
        /// Names that the reader did not mark are short.
        const MAX_WORDS: usize = 3;
        let is_group = |words: Range<usize>| {
            let entry = self.text.entry(&self.text.forms(self.sentence, words.clone()));
            let is_known = entry
                .is_some_and(|entry| matches!(entry.kind, gazetteer::Kind::ArmedGroup | gazetteer::Kind::Organisation));
            is_known || self.is_party(words)
        };
        let start = words.start.max(words.end.saturating_sub(MAX_WORDS));
        (start..words.end).map(|start| start..words.end).find(|words| is_group(words.clone()))
    }

    /// `Zamfara State Governor`, `Goris's mayor`: the place that its head governs.
    pub fn governed_before(&self, start: usize, post: &Range<usize>) -> Option<String> {
        let is_owner = start > 0 && self.is_possessive(start - 1);
        let end = if is_owner { start - 1 } else { start };
        let is_place = |name: &&Name| matches!(name.label, NameLabel::Gpe | NameLabel::Location);
        let place = self.name_ending(end).filter(is_place).filter(|name| !self.is_country(name))?;
        // `British Columbia's forests minister`, but not `Damascus's foreign minister`.
        let is_province = || {
            let meant = self.meant(self.text.top(place)).map(|index| &self.drafts.drafts[index]);
            meant.is_some_and(|draft| draft.kind == EntityKind::Place) && !self.is_seat(place)
        };
        let governs = governs_a_place(self.form(post.end - 1)) || is_owner && is_province();
        governs.then(|| self.text.written(self.sentence, place.words.clone()))
    }

    /// `army colonel`, `air force captain`: the service that a rank is of.
    pub fn service_before(&self, words: Range<usize>) -> Option<String> {
        let last = words.end.checked_sub(1).filter(|last| words.contains(last))?;
        let is_force = self.form(last) == "force" && last > words.start && self.form(last - 1) == "air";
        let start = if is_force { last - 1 } else { last };
        (is_force || is_body_alone(self.form(last))).then(|| self.text.written(self.sentence, start..words.end))
    }

    /// `the mutineers`, `the coca growers`: people who have leaders and spokesmen.
    pub fn is_led(&self, phrase: &Range<usize>) -> bool {
        let has_article = self.node(phrase.start).upos == Upos::Det;
        let mention = phrase.clone().rev().find_map(|word| self.text.mentions.headed_by(self.sentence, word));
        phrase.len() > 1 && has_article && mention.is_some_and(|id| self.is_led_by_noun(self.text.mention(id).head))
    }

    /// Whether a word heads a phrase for a body or for people: `the judiciary's`, `the guerrillas'`.
    pub fn is_led_by_noun(&self, word: usize) -> bool {
        let draft = self.meant(word).map(|index| &self.drafts.drafts[index]);
        draft.is_some_and(|draft| match draft.kind {
            EntityKind::Organisation => true,
            EntityKind::Group | EntityKind::Person => draft.is_plural && draft.members.is_empty(),
            _ => false,
        })
    }

    /// `the guerrillas' | spokesman`: those whom one leads, where all of it is marked as a post.
    pub fn without_leader(&self, post: Range<usize>) -> Range<usize> {
        let owns = |&word: &usize| {
            self.is_possessive(word) && word > post.start && word + 1 < post.end && self.is_led_by_noun(word - 1)
        };
        match post.clone().rev().find(owns).filter(|_| takes_body_before(self.form(post.end - 1))) {
            Some(owner) => owner + 1..post.end,
            None => post,
        }
    }

    /// Whether words are the name of a party, or an adjective that its members go by: `Labour`, `Liberal Democrat`.
    pub fn is_party(&self, words: Range<usize>) -> bool {
        let forms = self.text.forms(self.sentence, words);
        let is_capital = forms.iter().all(|form| form.starts_with(char::is_uppercase));
        let lower: Vec<String> = forms.iter().map(|form| form.to_lowercase()).collect();
        let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
        let role = self.text.gazetteer.role(&lower).filter(|(length, _)| *length == lower.len());
        let by_role = || role.is_some_and(|(_, role)| role.sectors.first() == Some(&Sector::Pty));
        let entry = || self.text.entry(&forms).is_some_and(|entry| entry.sectors.first() == Some(&Sector::Pty));
        is_capital && !forms.is_empty() && (by_role() || entry())
    }

    /// Whether a name stands for a state or body: `Damascus`.
    pub fn is_seat(&self, name: &Name) -> bool {
        let entry = self.text.entry(&self.text.forms(self.sentence, name.words.clone()));
        entry.is_some_and(|entry| entry.kind == gazetteer::Kind::Metonym)
    }
}
