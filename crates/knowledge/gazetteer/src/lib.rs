//! What the engine knows of the world by name: states and their capitals, bodies, armed groups, people in office, media,
//! places, arms, and the nouns and ranks that say what a person does.
//!
//! In: the words of a sentence, as Universal Dependencies tokenizes them. Out: [`Entry`], [`Role`], [`Rank`], [`Town`].
//! A [`Gazetteer`] reads a compiled set ([`compile`]), the shipped one or with those of users laid over it. Names are
//! matched by their letters: periods, apostrophes, hyphens and diacritics do not count, capitals do. The gazetteer does not
//! decide which of several entries is meant, nor whether a term of office covers a day: the resolver does, which knows the
//! report.
//!
//! Codes are PLOVER's, as the project's codebook (section 1) narrows them.
#![forbid(unsafe_code)]

mod designations;
mod entry;
mod error;
mod geography;
mod layer;
mod names;
mod posts;
mod ranks;
mod roles;
mod set;
mod spelling;
mod tables;
mod towns;
mod wire;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use ontology::{Country, Sector};
use sha2::{Digest, Sha256};

pub use designations::Arms;
pub use entry::{Confidence, Entry, Kind, Strength};
pub use error::Error;
pub use set::compile;
pub use tables::{
    Alias, Arm, Designation, Membership, Neighbours, Post, Rank, Role, RoleKind, StateWord, Tables, WordSort,
};
pub use towns::{Town, TownRow};

use layer::Layer;
use spelling::{Atom, atoms, may_begin_name};

/// Everything that is known, ready to be asked.
pub struct Gazetteer {
    /// The shipped set first, those laid over it behind.
    layers: Vec<Layer>,
    roles: roles::Roles,
    ranks: ranks::Ranks,
    designations: designations::Designations,
    posts: posts::Posts,
    memberships: Vec<Membership>,
    geography: geography::Geography,
    /// The persons of a surname, as places in [`Gazetteer::entries`] of the layers; made when first asked for.
    surnames: OnceLock<HashMap<String, Vec<(usize, usize)>>>,
    /// The forces of each state, as places in [`Gazetteer::entries`] of the layers; made when first asked for.
    forces: OnceLock<HashMap<Country, Vec<(usize, usize)>>>,
    hash: Box<str>,
}

/// What a name can mean, and how much it says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sense<'g> {
    /// What it names.
    pub entry: &'g Entry,
    /// How much this name of it says.
    pub strength: Strength,
}

/// A name found in a row of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Match<'g> {
    /// Its first word.
    pub start: usize,
    /// The word behind its last.
    pub end: usize,
    /// What it can mean, in the order of the tables, users' sets first; may be empty if `towns` is not.
    pub senses: Vec<Sense<'g>>,
    /// Populated places of the name, largest first.
    pub towns: Vec<Town<'g>>,
}

impl Gazetteer {
    /// Opens a set that ships inside the program.
    ///
    /// # Errors
    /// If the bytes are no set of this program's version.
    pub fn open(bytes: &'static [u8]) -> Result<Gazetteer, Error> {
        Gazetteer::with_layers(bytes, Vec::new())
    }

    /// Opens the shipped set with others over it, the last one uppermost: their rows come first, they may extend and
    /// disable rows below.
    ///
    /// # Errors
    /// If one is no set of this program's version, or damaged.
    pub fn with_layers(shipped: &'static [u8], over: Vec<Vec<u8>>) -> Result<Gazetteer, Error> {
        let mut layers = vec![Layer::open(Cow::Borrowed(shipped), false)?];
        for bytes in over {
            layers.push(Layer::open(Cow::Owned(bytes), true)?);
        }
        let (mut all_roles, mut all_ranks, mut titles) = (Vec::new(), Vec::new(), Vec::new());
        let (mut designations, mut arms, mut memberships) = (Vec::new(), Vec::new(), Vec::new());
        let (mut posts, mut state_words, mut neighbours) = (Vec::new(), Vec::new(), Vec::new());
        let mut hash = Sha256::new();
        for at in (0..layers.len()).rev() {
            let (below, from) = layers.split_at_mut(at);
            let tables = from[0].take_tables();
            for layer in below.iter_mut() {
                layer.disable(&tables.disabled);
            }
            all_roles.extend(tables.roles);
            all_ranks.extend(tables.ranks);
            titles.extend(tables.titles);
            designations.extend(tables.designations);
            arms.extend(tables.arms);
            posts.extend(tables.posts);
            memberships.extend(tables.memberships);
            state_words.extend(tables.state_words);
            neighbours.extend(tables.neighbours);
        }
        for layer in &layers {
            hash.update(layer.manifest());
        }
        for at in 1..layers.len() {
            let (below, from) = layers.split_at_mut(at);
            from[0].extend_from(below);
        }
        Ok(Gazetteer {
            roles: roles::Roles::new(all_roles),
            ranks: ranks::Ranks::new(all_ranks, &titles),
            designations: designations::Designations::new(designations, arms),
            posts: posts::Posts::new(posts),
            memberships,
            geography: geography::Geography::new(state_words, neighbours),
            surnames: OnceLock::new(),
            forces: OnceLock::new(),
            hash: hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>().into(),
            layers,
        })
    }

    /// SHA-256 over the manifests of all sets, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The manifests: for each file of tables its SHA-256, its rows and its name.
    pub fn manifests(&self) -> impl Iterator<Item = &str> {
        self.layers.iter().map(Layer::manifest)
    }

    /// Bytes of the compiled sets.
    pub fn n_bytes(&self) -> usize {
        self.layers.iter().map(Layer::n_bytes).sum()
    }

    /// All entries, those of users' sets first, else in the order of the tables; without disabled ones.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.layers.iter().rev().flat_map(Layer::entries)
    }

    /// Every spelling of every entry: its words without hyphens, periods and diacritics.
    pub fn spellings(&self) -> impl Iterator<Item = (&Entry, &str, Strength)> {
        self.layers.iter().rev().flat_map(Layer::spellings)
    }

    /// How many populated places there are.
    pub fn n_towns(&self) -> usize {
        self.layers.iter().map(|layer| layer.towns().len()).sum()
    }

    /// The longest name that begins at the first of `words`: how many words it takes, and the entries that bear it.
    ///
    /// A leading article is no part of a name. A hyphen that stands as a word of its own is counted. Names that need
    /// support in the report ([`Strength::Weak`]) are left out.
    pub fn longest(&self, words: &[&str]) -> Option<(usize, Vec<&Entry>)> {
        let (n_words, senses) = self.senses(words)?;
        let strong = senses.iter().filter(|sense| sense.strength != Strength::Weak);
        let entries: Vec<&Entry> = strong.map(|sense| sense.entry).collect();
        (!entries.is_empty()).then_some((n_words, entries))
    }

    /// As [`Gazetteer::longest`], with what each name says, weak ones too.
    pub fn senses(&self, words: &[&str]) -> Option<(usize, Vec<Sense<'_>>)> {
        if words.is_empty() {
            return None;
        }
        let atoms = atoms(&words[..words.len().min(names::MAX_ATOMS)]);
        let found = self.at(words, &atoms, 0, Wanted::Entries)?;
        Some((found.end, found.senses))
    }

    /// All names in a row of words, the longest at each place, none inside another: what a text names.
    ///
    /// A word of text takes one look into the table, so that this runs at the speed of reading.
    pub fn scan(&self, words: &[&str]) -> Vec<Match<'_>> {
        let atoms = atoms(words);
        let (mut found, mut free) = (Vec::new(), 0);
        for at in 0..atoms.len() {
            if atoms[at].first_word < free || at > 0 && atoms[at - 1].word_idx == atoms[at].first_word {
                continue;
            }
            if let Some(name) = self.at(words, &atoms, at, Wanted::All) {
                free = name.end;
                found.push(name);
            }
        }
        found
    }

    /// The offices of all persons whose name ends in `surname`; none that is disabled.
    pub fn of_surname(&self, surname: &str) -> impl Iterator<Item = &Entry> {
        let surnames = self.surnames.get_or_init(|| {
            let mut known: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
            for (at, layer) in self.layers.iter().enumerate().rev() {
                for (place, entry) in layer.of_kind(Kind::Person) {
                    let last = entry.name.rsplit(' ').next().unwrap_or_default();
                    known.entry(text::folded(last).to_lowercase()).or_default().push((at, place));
                }
            }
            known
        });
        let found = surnames.get(&text::folded(surname).to_lowercase());
        found.into_iter().flatten().map(|&(at, place)| self.layers[at].own_entry(place))
    }

    /// The military bodies of a state, in the order of the tables.
    pub fn forces_of(&self, country: Country) -> impl Iterator<Item = &Entry> {
        let forces = self.forces.get_or_init(|| {
            let mut known: HashMap<Country, Vec<(usize, usize)>> = HashMap::new();
            for (at, layer) in self.layers.iter().enumerate().rev() {
                let bodies = layer.of_kind(Kind::Organisation);
                for (place, entry) in bodies.filter(|(_, entry)| entry.sectors.first() == Some(&Sector::Mil)) {
                    entry.country.into_iter().for_each(|country| known.entry(country).or_default().push((at, place)));
                }
            }
            known
        });
        forces.get(&country).into_iter().flatten().map(|&(at, place)| self.layers[at].own_entry(place))
    }

    /// The demonym that `word` is: an adjective, or a noun in the singular or plural.
    ///
    /// Those of several words ("Sri Lankan") are found by [`Gazetteer::longest`].
    pub fn demonym(&self, word: &str) -> Option<&Entry> {
        let (_, senses) = self.senses(&[word])?;
        senses.into_iter().map(|sense| sense.entry).find(|entry| entry.kind == Kind::Demonym)
    }

    /// The longest role phrase that `words` end with, in singular or plural: how many words it takes, and the role.
    pub fn role(&self, words: &[&str]) -> Option<(usize, &Role)> {
        self.roles.longest(words)
    }

    /// All roles.
    pub fn roles(&self) -> &[Role] {
        self.roles.all()
    }

    /// The longest rank that begins at the first of `words`, spelled out or abbreviated, in any case.
    pub fn rank(&self, words: &[&str]) -> Option<(usize, &Rank)> {
        self.ranks.longest(words)
    }

    /// All ranks.
    pub fn ranks(&self) -> &[Rank] {
        self.ranks.all()
    }

    /// Whether `word` is a form of address that stands before a name: `Mr`, `Dr.`, `Sheikh`.
    pub fn is_title(&self, word: &str) -> bool {
        self.ranks.is_title(word)
    }

    /// The designation of arms that begins at the first of `words`, by the form that designations have: how many words.
    pub fn designation(&self, words: &[&str]) -> Option<(usize, Arms<'_>)> {
        self.designations.designation(words)
    }

    /// The common noun for arms that `lemmas`, in lower case, end with: how many words it takes.
    pub fn arms(&self, lemmas: &[&str]) -> Option<(usize, Arms<'_>)> {
        self.designations.noun(lemmas)
    }

    /// The post that a title or acronym means in `country`: that state's own, else one that any state can have.
    pub fn post(&self, title: &str, country: Option<Country>) -> Option<&Post> {
        self.posts.get(title, country)
    }

    /// All posts of a state that have a body.
    pub fn posts_of(&self, country: Country) -> impl Iterator<Item = &Post> {
        self.posts.of(country)
    }

    /// All members of all blocs.
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// What a word for states says, as news writes it: `kingdom`, `Baltic`; none if it is no such word.
    pub fn state_word(&self, word: &str) -> Option<&StateWord> {
        self.geography.word(word)
    }

    /// The states that border on one, or lie across a strait.
    pub fn neighbours(&self, state: Country) -> &[Country] {
        self.geography.neighbours(state)
    }

    /// How many words for states there are.
    pub fn n_state_words(&self) -> usize {
        self.geography.n_words()
    }

    /// The name of a state that only a user's set has; else the list's.
    pub fn name_of(&self, country: Country) -> &str {
        let state = |entry: &&Entry| entry.kind == Kind::State && entry.country == Some(country);
        match Country::from_code(country.code()) {
            Some(known) => known.name(),
            None => self.entries().find(state).map_or(country.code(), |entry| &entry.name),
        }
    }

    /// Populated places of this name, largest first.
    pub fn towns(&self, name: &str) -> Vec<Town<'_>> {
        let words: Vec<_> = name.split_whitespace().collect();
        match self.longest_town(&words) {
            Some((n_words, towns)) if n_words == words.len() => towns,
            _ => Vec::new(),
        }
    }

    /// The longest name of a populated place that begins at the first of `words`, and the places of that name, largest
    /// first.
    pub fn longest_town(&self, words: &[&str]) -> Option<(usize, Vec<Town<'_>>)> {
        if words.is_empty() {
            return None;
        }
        let atoms = atoms(&words[..words.len().min(names::MAX_ATOMS)]);
        let found = self.at(words, &atoms, 0, Wanted::Towns)?;
        Some((found.end, found.towns))
    }

    /// The longest name that begins at `atoms[at]`.
    fn at(&self, words: &[&str], atoms: &[Atom], at: usize, wanted: Wanted) -> Option<Match<'_>> {
        let atoms = &atoms[at..];
        let first = words[atoms.first()?.first_word];
        let may_begin = may_begin_name(first);
        let mut best: Option<Match> = None;
        for layer in self.layers.iter().rev().filter(|layer| may_begin || layer.begins_lower(&atoms[0].text)) {
            let Some(found) = layer.longest(atoms, wanted) else { continue };
            match &mut best {
                Some(known) if known.end > found.end => {}
                Some(known) if known.end == found.end => {
                    known.senses.extend(found.senses);
                    known.towns.extend(found.towns);
                }
                _ => best = Some(found),
            }
        }
        best
    }
}

/// Whether two names have the same letters: case, diacritics, periods and hyphens do not count.
pub fn is_same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| spelling::name_atoms(name).iter().map(|atom| atom.to_lowercase()).collect::<Vec<_>>();
    one.eq_ignore_ascii_case(other) || plain(one) == plain(other)
}

/// What a look into the table is for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Wanted {
    Entries,
    Towns,
    All,
}
