//! The chains of a document while they are put together, mention by mention.

use crate::antecedents::{self, Judge, sex_told};
use crate::index::{Index, acronym_after};
use crate::quotations::{self, Quotation};
use crate::{clauses, draft, groups, namesakes, nations, owners, speakers};
use annotation::{
    Chain, Chains, Description, Descriptions, EntityKind, Form, Mention, MentionId, Name, NameLabel, View,
};
use ontology::{Country, Deprel, Upos};
use std::collections::BTreeMap;

/// All chains so far, and which of them each mention is in.
pub(crate) struct Drafts {
    pub drafts: Vec<Chain>,
    /// By mention id.
    pub of: Vec<usize>,
    pub descriptions: Vec<Description>,
    pub index: Index,
    /// Pronouns of quotations whose speaker stands behind them.
    pub spoken_for: Vec<(MentionId, MentionId)>,
    /// The country of the dateline.
    pub home: Option<Country>,
    /// The neighbours of the countries that phrases tell.
    pub neighbours: BTreeMap<Country, Vec<Country>>,
    pub quotations: Vec<Quotation>,
    /// `I` of quotations, each with the mention of the speaker behind it.
    pub waiting: Vec<(MentionId, MentionId)>,
}

/// How many mentions back a description may look for what it means.
pub(crate) const REACH: usize = 200;

/// The chains of a document.
pub(crate) fn cluster(text: &View, descriptions: Descriptions, judge: &mut dyn Judge) -> Chains {
    let mut drafts = Drafts::of(text, descriptions);
    for id in text.ids() {
        owners::inherit(text, &mut drafts, id);
        let found = drafts.find(text, id, judge);
        drafts.add(text, id, found);
    }
    speakers::join(&mut drafts);
    let Drafts { drafts, of, descriptions, spoken_for, .. } = drafts;
    Chains { chains: drafts, of, descriptions, spoken_for }
}

impl Drafts {
    /// No chains yet.
    fn of(text: &View, descriptions: Descriptions) -> Drafts {
        let Descriptions { phrases, home, neighbours } = descriptions;
        Drafts {
            drafts: Vec::new(),
            of: Vec::new(),
            descriptions: phrases,
            index: Index::default(),
            spoken_for: Vec::new(),
            home,
            neighbours,
            quotations: quotations::quotations(text),
            waiting: Vec::new(),
        }
    }

    /// Whether a draft is of an `I` that waits for its speaker.
    pub fn is_waiting(&self, index: usize) -> bool {
        let first = self.drafts[index].mentions.first();
        first.is_some_and(|first| self.waiting.binary_search_by_key(first, |(id, _)| *id).is_ok())
    }

    /// The description of a mention.
    pub fn description(&self, id: MentionId) -> &Description {
        &self.descriptions[id.0 as usize]
    }

    /// What a mention that was resolved before means.
    pub fn known(&self, id: MentionId) -> Option<&Chain> {
        self.of.get(id.0 as usize).map(|&index| &self.drafts[index])
    }

    /// The draft that `id` means, if it is there or others make it up.
    fn find(&mut self, text: &View, id: MentionId, judge: &mut dyn Judge) -> Option<usize> {
        let mention = text.mention(id);
        if mention.form == Form::Pronoun {
            return antecedents::pronoun(text, self, id, judge);
        }
        if let Some(same) = self
            .by_structure(text, mention)
            .or_else(|| self.by_predicate(text, id))
            .or_else(|| self.by_bracket(text, id))
            .or_else(|| self.by_title_behind(text, id))
            .or_else(|| self.by_nationality(text, id))
            .or_else(|| self.by_people(text, id))
            .or_else(|| groups::one_of_two(text, self, id))
        {
            return Some(same);
        }
        let state = nations::of_government(text, self, id)
            .or_else(|| nations::by_words(text, self, id, true))
            .or_else(|| nations::of_possessor(text, self, id));
        if let Some(state) =
            state.or_else(|| nations::of_people(text, self, id)).or_else(|| nations::of_sort(text, self, id))
        {
            return Some(state);
        }
        let description = self.description(id).clone();
        if !description.countries.is_empty() {
            return Some(groups::of_countries(text, self, id));
        }
        match (&description.name, description.kind) {
            (None, EntityKind::Person) if !description.is_plural && self.apposed_name(text, mention).is_some() => {
                self.apposed_name(text, mention).and_then(|name| self.person(&name, &description))
            }
            (_, EntityKind::State) => description.country.and_then(|country| self.index.state(country)),
            (Some(name), EntityKind::Person) => {
                self.person(name, &description).or_else(|| self.titled_before(&description))
            }
            // `the two Air Forces` is written as a name and is none.
            (Some(name), kind) => groups::several(text, self, id)
                .or_else(|| self.index.named(name, kind == EntityKind::Place))
                .or_else(|| self.abbreviated(name, &description))
                .or_else(|| self.shortened(name, &description))
                .or_else(|| self.surname(name, &description)),
            (None, _) => antecedents::antecedent(text, self, id, judge, |drafts| {
                let told_before = groups::several(text, drafts, id).or_else(|| nations::antecedent(text, drafts, id));
                told_before.or_else(|| drafts.by_description(text, mention, drafts.description(id)))
            }),
        }
    }

    /// Apposition and copula: `X, the army chief,`, `X is the president of Y`.
    fn by_structure(&self, text: &View, mention: &Mention) -> Option<usize> {
        let tree = text.tree(mention.sentence);
        let node = tree.node(mention.head);
        let is_apposition = node.deprel == Deprel::Appos;
        if is_apposition && is_example(text, mention) {
            return None;
        }
        let other = match node.deprel {
            Deprel::Appos => node.head,
            _ if tree.child(mention.head, &[Deprel::Cop]).is_some() => {
                clauses::subject(text, mention.sentence, mention.head)
            }
            _ => self.further_office(text, mention),
        }?;
        let same = *self.of.get(text.mentions.headed_by(mention.sentence, other)?.0 as usize)?;
        let own = text.mentions.headed_by(mention.sentence, mention.head)?;
        let known = &self.drafts[same];
        let is_another = self
            .apposed_name(text, mention)
            .is_some_and(|name| known.name.as_deref().is_some_and(|known| namesakes::names_differ(known, &name)));
        (!is_another && may_be_one(known, self.description(own), is_apposition)).then_some(same)
    }

    /// `the minister's brother and army commander until 2005`: an office beside an apposition or predicate, of whom that is.
    fn further_office(&self, text: &View, mention: &Mention) -> Option<usize> {
        let tree = text.tree(mention.sentence);
        let first = tree.node(mention.head).head.filter(|_| tree.node(mention.head).deprel == Deprel::Conj)?;
        let description = self.description(text.mentions.headed_by(mention.sentence, mention.head)?);
        let is_office = description.kind == EntityKind::Person && description.name.is_none() && !description.is_plural;
        let starts = text.form(mention.sentence, mention.words.start).to_lowercase();
        if !is_office || matches!(starts.as_str(), "the" | "another") || self.apposed_name(text, mention).is_some() {
            return None;
        }
        match tree.node(first).deprel {
            Deprel::Appos => tree.node(first).head,
            _ if tree.child(first, &[Deprel::Cop]).is_some() => clauses::subject(text, mention.sentence, first),
            _ => None,
        }
    }

    /// `he became army commander`, `she was named envoy`, `he served as attaché`: the subject.
    fn by_predicate(&self, text: &View, id: MentionId) -> Option<usize> {
        const BECOMING: [&str; 2] = ["become", "remain"];
        const NAMING: [&str; 9] =
            ["name", "appoint", "elect", "nominate", "promote", "make", "choose", "pick", "confirm"];
        const SERVING: [&str; 7] = ["serve", "work", "act", "appoint", "swear", "install", "retire"];
        let mention = text.mention(id);
        let description = self.description(id);
        let tree = text.tree(mention.sentence);
        let node = tree.node(mention.head);
        let verb = node.head.filter(|_| description.kind == EntityKind::Person && description.name.is_none())?;
        let lemma = &*tree.node(verb).lemma;
        let subject = clauses::subject(text, mention.sentence, verb);
        let is_passive = tree.child(verb, &[Deprel::NsubjPass]).is_some();
        let (active, passive) = (subject.filter(|_| !is_passive), subject.filter(|_| is_passive));
        let is_oblique =
            node.deprel == Deprel::Obl && text.case(mention.sentence, mention.head).as_deref() == Some("as");
        let subject = match () {
            () if is_oblique && SERVING.contains(&lemma) => active.or(passive),
            () if matches!(node.deprel, Deprel::Xcomp | Deprel::Obj) && BECOMING.contains(&lemma) => active,
            () if matches!(node.deprel, Deprel::Xcomp | Deprel::Obj) && NAMING.contains(&lemma) => passive,
            () => None,
        }?;
        let same = *self.of.get(text.mentions.headed_by(mention.sentence, subject)?.0 as usize)?;
        (self.drafts[same].kind == EntityKind::Person && !description.is_plural).then_some(same)
    }

    /// The person whose name agrees, by a surname alone one who goes by it, else the last: the same surname, and no first name,
    /// initial, country or rank that differs.
    pub fn person(&self, name: &str, description: &Description) -> Option<usize> {
        let mut candidates: Vec<usize> = self.index.persons(name).collect();
        // `Ada Quiroga … Quiroga … her brother, Juan Quiroga. Quiroga said`: she, who goes by it; his first name tells him apart.
        if namesakes::is_surname_alone(name) {
            candidates.sort_by_cached_key(|&index| !self.goes_by(index, name));
        }
        namesakes::meant(&self.drafts, &candidates, name, description)
    }

    /// Whether a person was called by this name alone before.
    fn goes_by(&self, index: usize, name: &str) -> bool {
        /// Whoever goes by a name is called so soon.
        const MAX_MENTIONS: usize = 40;
        let mut names = self.drafts[index].mentions.iter().take(MAX_MENTIONS).map(|&id| &self.description(id).name);
        names.any(|known| known.as_deref() == Some(name))
    }

    /// The name of the person in apposition to a noun: `its chairman, Ada Quiroga`.
    fn apposed_name(&self, text: &View, mention: &Mention) -> Option<String> {
        let tree = text.tree(mention.sentence);
        let mut names = text.names_in(mention.sentence).iter().filter(|name| name.label == NameLabel::Person);
        let apposed = |name: &&Name| {
            let node = tree.node(text.top(name));
            let is_below = node.deprel == Deprel::Appos && node.head == Some(mention.head);
            let named = text.mentions.headed_by(mention.sentence, text.top(name));
            let title = named.and_then(|named| self.description(named).title);
            let is_beside = title.is_some_and(|title| text.mention(title) == mention);
            name.words.start > mention.head && (is_below || is_beside)
        };
        names.find(apposed).map(|name| text.written(mention.sentence, name.words.clone()))
    }

    /// `Chairman Joint Chiefs of Staff Committee (CJCSC)`: an office's acronym behind the title means its holder.
    fn by_bracket(&self, text: &View, id: MentionId) -> Option<usize> {
        /// So many nouns of a title stand above its acronym at most.
        const MAX_NOUNS: usize = 4;
        let mention = text.mention(id);
        let description = self.description(id);
        let n_words = text.sentences[mention.sentence.0 as usize].tokens.len();
        let (before, after) = (mention.words.start.checked_sub(1)?, mention.words.end);
        let is_bracketed =
            after < n_words && text.form(mention.sentence, before) == "(" && text.form(mention.sentence, after) == ")";
        if !is_bracketed || description.kind != EntityKind::Person || description.name.is_some() {
            return None;
        }
        let above = text.tree(mention.sentence).ancestors(mention.head).take(MAX_NOUNS);
        let known = above.filter_map(|word| text.mentions.headed_by(mention.sentence, word));
        let drafts = known.filter_map(|id| self.of.get(id.0 as usize).copied());
        drafts.into_iter().find(|&index| self.drafts[index].kind == EntityKind::Person)
    }

    /// `Ada Quiroga, Minister of Foreign Affairs, arrived`: a title without an article between commas is of the name before.
    fn by_title_behind(&self, text: &View, id: MentionId) -> Option<usize> {
        let mention = text.mention(id);
        let description = self.description(id);
        let n_words = text.sentences[mention.sentence.0 as usize].tokens.len();
        let form = |word: usize| text.form(mention.sentence, word);
        let is_title = description.kind == EntityKind::Person
            && description.name.is_none()
            && description.role.is_some()
            && !description.is_plural
            && form(mention.words.start).starts_with(char::is_uppercase)
            && text.tree(mention.sentence).node(mention.words.start).upos != Upos::Det;
        let comma = mention.words.start.checked_sub(1).filter(|&word| form(word) == ",")?;
        let is_closed = mention.words.end >= n_words || matches!(form(mention.words.end), "," | "." | ";");
        let before = text.ids_in(mention.sentence).take_while(|other| *other != id);
        let named = before.filter(|&other| text.mention(other).words.end == comma).last()?;
        let known = self.known(named).filter(|_| is_title && is_closed)?;
        let is_person = known.kind == EntityKind::Person && self.description(named).name.is_some();
        (is_person && may_be_one(known, description, true)).then(|| self.of[named.0 as usize])
    }

    /// `the mission's envoy, the Dane Lars Brandt,`: a name with a nationality behind an office is its holder's, whatever the tree
    /// hangs it on.
    fn by_nationality(&self, text: &View, id: MentionId) -> Option<usize> {
        let mention = text.mention(id);
        let description = self.description(id);
        let n_words = text.sentences[mention.sentence.0 as usize].tokens.len();
        let form = |word: usize| text.form(mention.sentence, word);
        let comma = mention.words.start.checked_sub(1).filter(|&word| form(word) == ",")?;
        let has_article = form(mention.words.start).eq_ignore_ascii_case("the");
        let is_person = description.kind == EntityKind::Person && !description.is_plural;
        if !has_article || !is_person || !text.names(mention).any(|name| name.label == NameLabel::Norp) {
            return None;
        }
        // `the American diplomat Ada Quiroga` may be two mentions.
        let mut names = text.names_in(mention.sentence).iter().filter(|name| name.label == NameLabel::Person);
        let behind = names.find(|name| name.words.start == mention.words.end);
        let is_named = description.name.is_some() || behind.is_some();
        let end = behind.map_or(mention.words.end, |name| name.words.end);
        // `the mayor, the Danish envoy X, the bishop and two judges`.
        let is_listed = |word: usize| {
            let upos = text.tree(mention.sentence).node(word).upos;
            matches!(form(word), "and" | "or" | "as") || matches!(upos, Upos::Det | Upos::Noun | Upos::Propn)
        };
        let goes_on = end + 1 < n_words && is_listed(end + 1);
        let is_closed = end >= n_words || matches!(form(end), "," | "." | ";" | ":") && !goes_on;
        if !is_named || !is_closed {
            return None;
        }
        let mut before = text.ids_in(mention.sentence).take_while(|other| *other != id);
        let office = before.find(|&other| text.mention(other).words.end == comma)?;
        let told = self.description(office);
        let is_office =
            told.kind == EntityKind::Person && told.name.is_none() && told.role.is_some() && !told.is_plural;
        let known = self.known(office).filter(|known| is_office && known.name.is_none())?;
        (known.kind == EntityKind::Person).then(|| self.of[office.0 as usize])
    }

    /// `The Norwegian`, with no more said: the last person of that country, else the subject of the sentence before, of whose
    /// country nothing was told.
    fn by_people(&self, text: &View, id: MentionId) -> Option<usize> {
        /// People are called so soon after they were named; chosen by hand.
        const MAX_SENTENCES: u32 = 8;
        let mention = text.mention(id);
        let description = self.description(id);
        let is_bare =
            description.kind == EntityKind::Person && description.name.is_none() && description.role.is_none();
        // `the Briton` may be marked as anything.
        let is_people =
            mention.words.len() == 2 && text.form(mention.sentence, mention.head).starts_with(char::is_uppercase);
        let has_article = text.form(mention.sentence, mention.words.start).eq_ignore_ascii_case("the");
        if !is_bare || description.is_plural || !has_article || !is_people {
            return None;
        }
        let country = description.country?;
        let before = (0..id.0).rev().map(MentionId).take(REACH);
        let near = before.take_while(|&other| mention.sentence.0 - text.mention(other).sentence.0 <= MAX_SENTENCES);
        let persons = near.filter(|&other| {
            let is_one = |known: &Chain| known.kind == EntityKind::Person && !known.is_plural;
            self.known(other).is_some_and(is_one)
        });
        let of_country =
            |known: &Chain| known.country == Some(country) && (known.name.is_some() || known.mentions.len() > 1);
        let is_subject = |other: MentionId| {
            let told = text.mention(other);
            let is_before = told.sentence.0 + 1 == mention.sentence.0;
            is_before && text.tree(told.sentence).node(told.head).deprel == Deprel::Nsubj
        };
        let mut unknown = None;
        for other in persons {
            let index = self.of[other.0 as usize];
            let known = &self.drafts[index];
            if of_country(known) {
                return Some(index);
            }
            // Presidents and ministers are of the state that they govern.
            let governs = |role: &String| ["president", "minister", "premier"].iter().any(|noun| role.ends_with(noun));
            let is_free = known.country.is_none() && known.name.is_some() && !known.roles.iter().any(governs);
            if is_free && is_subject(other) {
                unknown = Some(index);
            }
        }
        unknown
    }

    /// Whom the title right before a name means.
    fn titled_before(&self, description: &Description) -> Option<usize> {
        let same = *self.of.get(description.title?.0 as usize)?;
        may_be_one(&self.drafts[same], description, true).then_some(same)
    }

    /// `the FAR` where `Royal Armed Forces` was told of, and the other way around.
    fn abbreviated(&self, name: &str, description: &Description) -> Option<usize> {
        let known = self.index.abbreviated(name).filter(|_| description.kind == EntityKind::Organisation)?;
        let country = self.drafts[known].country;
        (country.is_none() || description.country.is_none() || country == description.country).then_some(known)
    }

    /// `the Commission` where `European Commission` was told of.
    fn shortened(&self, name: &str, description: &Description) -> Option<usize> {
        let known = self.index.headed(name).filter(|_| description.kind == EntityKind::Organisation)?;
        let country = self.drafts[known].country;
        (country.is_none() || description.country.is_none() || country == description.country).then_some(known)
    }

    /// A person's surname that was read as the name of something else.
    pub fn surname(&self, name: &str, description: &Description) -> Option<usize> {
        let is_unknown = description.knowledge.is_none() && description.sectors.is_empty();
        let is_word = !name.contains(' ') && name.chars().any(char::is_lowercase);
        let known = self.person(name, description).filter(|_| is_unknown && is_word)?;
        let is_last = self.drafts[known].name.as_deref().is_some_and(|known| namesakes::ends_with(known, name));
        is_last.then_some(known)
    }

    /// `the general`, `the PSO`, `the Pakistani army`: the last entity of that role, or of that country and sector.
    fn by_description(&self, text: &View, mention: &Mention, description: &Description) -> Option<usize> {
        let role = description
            .role
            .as_deref()
            .filter(|_| !matches!(description.kind, EntityKind::Other | EntityKind::Place))?;
        let is_definite = is_definite(text, mention);
        if !is_definite && description.kind != EntityKind::Organisation {
            return None;
        }
        let is_like = |draft: &Chain| draft.kind == description.kind && draft.is_plural == description.is_plural;
        let same_country = |draft: &Chain| draft.country == description.country;
        let same_role = |draft: &Chain| draft.roles.iter().any(|known| roles_agree(known, role));
        let same_sector = |draft: &Chain| draft.sectors.first() == description.sectors.first();
        let last = |fits: &dyn Fn(&Chain) -> bool| {
            self.recent().find(|&index| is_like(&self.drafts[index]) && fits(&self.drafts[index]))
        };
        let is_person = is_definite && description.kind == EntityKind::Person;
        match description.country {
            // `the Omani general`: one known to be Omani before one of whom that is not known.
            Some(_) => last(&|draft| same_country(draft) && same_role(draft))
                .or_else(|| if is_person { last(&|draft| same_country(draft) && same_sector(draft)) } else { None })
                .or_else(|| last(&|draft| draft.country.is_none() && same_role(draft))),
            None => last(&same_role).or_else(|| {
                let holds_post = is_person && is_acronym(text, mention);
                if holds_post { last(&|draft| draft.name.is_some() && same_sector(draft)) } else { None }
            }),
        }
    }

    /// Drafts in the order in which they were last spoken of, latest first.
    pub fn recent(&self) -> impl Iterator<Item = usize> + '_ {
        self.of.iter().rev().take(REACH).copied()
    }

    /// The draft of a state, made for `id` if nothing spoke of it yet.
    pub fn state_of(&mut self, id: MentionId, country: Country) -> usize {
        if let Some(known) = self.index.state(country) {
            return known;
        }
        let index = self.push(draft::of_state(id, country));
        self.index.add_state(country, index);
        index
    }

    /// Adds a draft.
    pub fn push(&mut self, draft: Chain) -> usize {
        self.drafts.push(draft);
        self.drafts.len() - 1
    }

    /// Takes back the drafts from `first` on, which nothing means.
    pub fn forget_from(&mut self, first: usize) {
        self.drafts.truncate(first);
        self.index.forget_from(first);
    }

    fn add(&mut self, text: &View, id: MentionId, found: Option<usize>) {
        let description = self.description(id).clone();
        let index = found.unwrap_or_else(|| self.push(draft::of_mention(text, id, &description)));
        if found.is_some() {
            let draft = &mut self.drafts[index];
            draft::learn(draft, &description);
            draft.sex = draft.sex.or_else(|| sex_told(text, text.mention(id)));
            // A state that was made for this mention has it.
            if draft.mentions.last() != Some(&id) {
                draft.mentions.push(id);
            }
        }
        let draft = &self.drafts[index];
        if let (EntityKind::State, Some(country)) = (draft.kind, draft.country) {
            self.index.add_state(country, index);
        }
        if let Some(name) = description.name.as_ref().filter(|_| description.kind == draft.kind) {
            self.index.add_name(name, draft.kind, index);
        }
        if let Some(acronym) = acronym_after(text, text.mention(id)) {
            self.index.add_name(&acronym, draft.kind, index);
        }
        self.of.push(index);
    }
}

/// Whether a phrase in apposition, or a predicate, can mean what `known` is.
fn may_be_one(known: &Chain, description: &Description, is_apposition: bool) -> bool {
    use EntityKind::*;
    match (known.kind, description.kind) {
        // `his running mate, Edgar Huamán`: the name tells what the noun did not.
        (Other, Person) => is_apposition && known.country.is_none() && description.name.is_some(),
        (Other | Place, _) | (_, Other | Place) => false,
        (Person, Organisation | State) | (Organisation | State, Person) => false,
        (State, State) => known.country == description.country,
        (State, _) | (_, State) => false,
        (Person, Person) if namesakes::are_two(known, description) => false,
        _ => {
            known.country.is_none()
                || description.country.is_none()
                || known.country == description.country
                || is_apposition
        }
    }
}

/// `two judges, among them Judge X`; `the officers, including Colonel Y`: one of those told of, not all.
fn is_example(text: &View, mention: &Mention) -> bool {
    let is_told = |word: usize| {
        let form = text.form(mention.sentence, word).to_lowercase();
        matches!(form.as_str(), "among" | "including" | "notably")
    };
    let before = mention.words.start.saturating_sub(1);
    (before..mention.head).any(is_told)
}

/// Whether the phrase begins with a word that makes it definite.
pub(crate) fn is_definite(text: &View, mention: &Mention) -> bool {
    const DEFINITE: [&str; 10] = ["the", "his", "her", "this", "that", "their", "its", "these", "those", "both"];
    DEFINITE.contains(&text.form(mention.sentence, mention.words.start).to_lowercase().as_str())
}

/// `the COAS`, `the DG`.
fn is_acronym(text: &View, mention: &Mention) -> bool {
    let form = text.form(mention.sentence, mention.head);
    form.chars().count() > 1 && form.chars().all(char::is_uppercase)
}

/// `prime minister` and `minister`: one ends with the other.
pub(crate) fn roles_agree(known: &str, role: &str) -> bool {
    known.strip_suffix(role).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}
