//! Which mentions mean the same, and what each then is.

use super::describe::{Description, describe};
use super::{Text, defaults, offices, pronouns};
use annotation::{Actor, Entity, EntityId, EntityKind, Form, Mention, MentionId};
use ontology::{Country, Deprel, Sector, Upos};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An entity while it is put together.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub kind: EntityKind,
    /// The fullest name, words joined by a space.
    pub name: Option<String>,
    pub description: String,
    pub country: Option<Country>,
    pub sectors: Vec<Sector>,
    pub roles: Vec<String>,
    pub is_plural: bool,
    pub mentions: Vec<MentionId>,
    pub members: Vec<usize>,
    pub why: String,
}

/// All drafts, and what each mention means.
pub(crate) struct Drafts {
    pub drafts: Vec<Draft>,
    /// By mention id.
    pub of: Vec<usize>,
    pub descriptions: Vec<Description>,
    aliases: BTreeMap<String, usize>,
}

/// Entities and actors of a document.
pub(crate) fn resolve(text: &Text) -> (Vec<Entity>, Vec<Actor>) {
    let descriptions: Vec<Description> = text.ids().map(|id| describe(text, text.mention(id))).collect();
    let mut drafts = Drafts { drafts: Vec::new(), of: Vec::new(), descriptions, aliases: BTreeMap::new() };
    for id in text.ids() {
        let found = drafts.find(text, id);
        drafts.add(text, id, found);
    }
    defaults::fill(text, &mut drafts);
    drafts.finish(text)
}

impl Drafts {
    /// The draft that `id` means, if it is there.
    fn find(&mut self, text: &Text, id: MentionId) -> Option<usize> {
        let mention = text.mention(id);
        let description = &self.descriptions[id.0 as usize];
        if mention.form == Form::Pronoun {
            return pronouns::antecedent(text, self, id);
        }
        if let Some(same) = self.by_structure(text, mention) {
            return Some(same);
        }
        match (&description.name, description.kind) {
            (_, EntityKind::State) => description.country.and_then(|country| self.state(country)),
            (Some(name), EntityKind::Person) => self.person(name, description),
            (Some(name), _) => self.aliases.get(&key(name)).copied(),
            (None, _) => self.by_description(text, mention, description).or_else(|| pronouns::group(text, self, id)),
        }
    }

    /// Apposition and copula: `X, the army chief,`, `X is the president of Y`.
    fn by_structure(&self, text: &Text, mention: &Mention) -> Option<usize> {
        let tree = text.tree(mention.sentence);
        let node = tree.node(mention.head);
        let other = match node.deprel {
            Deprel::Appos => node.head,
            _ if tree.child(mention.head, &[Deprel::Cop]).is_some() => tree.child(mention.head, &[Deprel::Nsubj]),
            _ => None,
        }?;
        let id = text.mentions.headed_by(mention.sentence, other)?;
        let same = *self.of.get(id.0 as usize)?;
        let kind = self.descriptions[text.mentions.headed_by(mention.sentence, mention.head)?.0 as usize].kind;
        let fits = |a: EntityKind, b: EntityKind| a == b || matches!((a, b), (EntityKind::Person, EntityKind::Group) | (EntityKind::Group, EntityKind::Organisation));
        (fits(self.drafts[same].kind, kind) || fits(kind, self.drafts[same].kind)).then_some(same)
    }

    fn state(&self, country: Country) -> Option<usize> {
        self.drafts.iter().position(|draft| draft.kind == EntityKind::State && draft.country == Some(country))
    }

    /// The last person whose name agrees: the same surname, and no first name, initial, country or rank that differs.
    fn person(&self, name: &str, description: &Description) -> Option<usize> {
        self.drafts.iter().rposition(|draft| {
            draft.kind == EntityKind::Person
                && draft.name.as_deref().is_some_and(|known| names_agree(known, name))
                && (draft.country.is_none() || description.country.is_none() || draft.country == description.country)
        })
    }

    /// `the general`, `the PSO`, `the Pakistani army`: the last entity of that role, or of that country and sector.
    fn by_description(&self, text: &Text, mention: &Mention, description: &Description) -> Option<usize> {
        if matches!(description.kind, EntityKind::Other | EntityKind::Place) {
            return None;
        }
        let is_definite = ["the", "his", "her", "this", "that", "their", "its"]
            .contains(&text.form(mention.sentence, mention.words.start).to_lowercase().as_str());
        let role = description.role.as_deref()?;
        let agrees = |draft: &Draft| {
            let same_country = draft.country.is_none() || description.country.is_none() || draft.country == description.country;
            same_country && draft.kind == description.kind && draft.is_plural == description.is_plural
        };
        let by_role = self.drafts.iter().rposition(|draft| agrees(draft) && draft.roles.iter().any(|known| roles_agree(known, role)));
        if by_role.is_some() && (is_definite || description.kind == EntityKind::Organisation) {
            return by_role;
        }
        if !is_definite || description.kind != EntityKind::Person || description.country.is_none() {
            return None;
        }
        let same_sector = |draft: &Draft| draft.sectors.first() == description.sectors.first();
        self.drafts.iter().rposition(|draft| agrees(draft) && draft.country == description.country && same_sector(draft))
    }

    /// A new draft for the group of `members`, not yet given the mention `id` that calls for it.
    pub fn of_group(&mut self, text: &Text, id: MentionId, members: Vec<usize>) -> usize {
        let mut draft = Draft::new(text, id, &self.descriptions[id.0 as usize]);
        draft.kind = EntityKind::Group;
        draft.is_plural = true;
        draft.mentions.clear();
        let shared = |pick: &dyn Fn(&Draft) -> Option<Country>| {
            let first = pick(&self.drafts[members[0]]);
            first.filter(|_| members.iter().all(|&member| pick(&self.drafts[member]) == first))
        };
        draft.country = shared(&|draft| draft.country);
        draft.sectors = self.drafts[members[0]].sectors.clone();
        draft.members = members;
        self.drafts.push(draft);
        self.drafts.len() - 1
    }

    fn add(&mut self, text: &Text, id: MentionId, found: Option<usize>) {
        let description = self.descriptions[id.0 as usize].clone();
        let index = found.unwrap_or(self.drafts.len());
        if index == self.drafts.len() {
            self.drafts.push(Draft::new(text, id, &description));
        } else {
            self.drafts[index].learn(&description);
            self.drafts[index].mentions.push(id);
        }
        if let Some(name) = &description.name {
            self.aliases.entry(key(name)).or_insert(index);
        }
        if let Some(acronym) = acronym_after(text, text.mention(id)) {
            self.aliases.entry(key(&acronym)).or_insert(index);
        }
        self.of.push(index);
    }

    fn finish(self, text: &Text) -> (Vec<Entity>, Vec<Actor>) {
        let mut actors = Vec::with_capacity(self.of.len());
        for (description, &index) in self.descriptions.iter().zip(&self.of) {
            actors.push(self.drafts[index].actor(EntityId(index as u32), description));
        }
        let entities = self.drafts.iter().map(|draft| draft.entity(text)).collect();
        (entities, actors)
    }
}

impl Draft {
    fn new(text: &Text, id: MentionId, description: &Description) -> Draft {
        let mention = text.mention(id);
        let phrase = text.document.slice(mention.span).split_whitespace().collect::<Vec<_>>().join(" ");
        Draft {
            kind: description.kind,
            name: description.name.clone(),
            description: phrase,
            country: description.country,
            sectors: description.sectors.clone(),
            roles: description.role.clone().into_iter().collect(),
            is_plural: description.is_plural,
            mentions: vec![id],
            members: Vec::new(),
            why: description.why.clone(),
        }
    }

    /// Takes over what a further mention tells.
    fn learn(&mut self, description: &Description) {
        if let Some(name) = &description.name
            && self.kind == description.kind
            && self.name.as_ref().is_none_or(|known| known.split(' ').count() < name.split(' ').count())
        {
            self.name = Some(name.clone());
        }
        if self.country.is_none() && description.country.is_some() {
            self.country = description.country;
            self.why = description.why.clone();
        }
        let told = description.sectors.first().filter(|sector| **sector != Sector::Unk);
        if told.is_some() && self.sectors.first().is_none_or(|sector| *sector == Sector::Unk) {
            self.sectors = description.sectors.clone();
        }
        if let Some(role) = &description.role
            && !self.roles.contains(role)
        {
            self.roles.push(role.clone());
        }
    }

    /// What one mention of it means: what the phrase itself says of the sector goes before what is known otherwise.
    fn actor(&self, entity: EntityId, description: &Description) -> Actor {
        let own = description.sectors.first().is_some_and(|sector| *sector != Sector::Unk);
        let sectors = if own && description.kind == self.kind { &description.sectors } else { &self.sectors };
        let joined = self.mentions.len() > 1 && description.country.is_none();
        let why = if joined { format!("{}; means {}", description.why, self.label()) } else { self.why.clone() };
        Actor {
            entity,
            kind: self.kind,
            country: description.country.or(self.country),
            sector: sectors.first().copied().unwrap_or(Sector::Unk),
            other_sectors: sectors.iter().skip(1).copied().collect(),
            why: Arc::from(why),
        }
    }

    fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.description)
    }

    fn entity(&self, text: &Text) -> Entity {
        Entity {
            kind: self.kind,
            name: self.label().to_string(),
            country: self.country,
            sectors: self.sectors.clone(),
            offices: if self.kind == EntityKind::Person { offices::offices(text, self) } else { Vec::new() },
            mentions: self.mentions.clone(),
            members: self.members.iter().map(|&member| EntityId(member as u32)).collect(),
        }
    }
}

/// What names are compared by: letters and digits in lower case.
fn key(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric() || *c == ' ');
    kept.collect::<String>().to_lowercase().trim_start_matches("the ").trim().to_string()
}

/// Whether two names may be one person's: surname equal, and the shorter one's other words in the longer one, initials allowed.
fn names_agree(known: &str, name: &str) -> bool {
    let split = |name: &str| key(name).split(' ').map(str::to_string).collect::<Vec<_>>();
    let (known, name) = (split(known), split(name));
    let (short, long) = if known.len() <= name.len() { (&known, &name) } else { (&name, &known) };
    let found = |word: &String| long.iter().any(|other| other == word || is_initial(word, other) || is_initial(other, word));
    let surname_known = short.last().is_some_and(|surname| long.contains(surname) && surname.chars().count() > 1);
    surname_known && short.iter().all(found)
}

fn is_initial(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

/// `prime minister` and `minister`: one ends with the other.
fn roles_agree(known: &str, role: &str) -> bool {
    known == role || known.ends_with(&format!(" {role}"))
}

/// `Inter-Services Public Relations (ISPR)`: the acronym behind the phrase.
fn acronym_after(text: &Text, mention: &Mention) -> Option<String> {
    let sentence = &text.sentences[mention.sentence.0 as usize];
    let n_words = sentence.tokens.len();
    let after = mention.words.end;
    let opens = after + 2 < n_words && text.form(mention.sentence, after) == "(" && text.form(mention.sentence, after + 2) == ")";
    let acronym = opens.then(|| text.form(mention.sentence, after + 1))?;
    let upper = acronym.chars().filter(|c| c.is_uppercase()).count();
    let is_name = text.node(mention).upos == Upos::Propn || text.names(mention).next().is_some();
    (upper >= 2 && is_name).then(|| acronym.to_string())
}
