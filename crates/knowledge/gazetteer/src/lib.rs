//! What the engine knows of the world by name: states and their capitals, bodies, armed groups, people in office, media,
//! places, and the nouns and ranks that say what a person does.
//!
//! In: the words of a sentence, as Universal Dependencies tokenizes them. Out: [`Entry`], [`Role`], [`Rank`], [`Town`].
//! The tables under `data/` are compiled in; [`Gazetteer::new`] checks and indexes them. Names are matched by their
//! letters: periods, apostrophes, hyphens and diacritics do not count, capitals do. The gazetteer does not decide which of
//! several entries is meant, nor whether a term of office covers a day: the resolver does, which knows the report.
//!
//! Codes are PLOVER's, as the project's codebook (section 1) narrows them.
#![forbid(unsafe_code)]

mod entry;
mod error;
mod names;
mod ranks;
mod roles;
mod spelling;
mod table;
mod towns;

use std::sync::OnceLock;

use sha2::{Digest, Sha256};

pub use entry::{Entry, Kind};
pub use error::Error;
pub use ranks::Rank;
pub use roles::{Role, RoleKind};
pub use towns::Town;

use table::Source;

/// All tables, indexed.
///
/// # Examples
/// ```
/// let gazetteer = gazetteer::Gazetteer::new()?;
/// let (n_words, entries) = gazetteer.longest(&["U.S.", "officials"]).unwrap();
/// assert_eq!((n_words, entries[0].country.unwrap().code()), (1, "USA"));
/// # Ok::<(), gazetteer::Error>(())
/// ```
pub struct Gazetteer {
    entries: Vec<Entry>,
    names: names::Index,
    demonyms: names::Index,
    roles: roles::Roles,
    ranks: ranks::Ranks,
    towns: towns::Towns,
    /// Computed when asked for.
    hash: OnceLock<Box<str>>,
}

impl Gazetteer {
    /// Reads the tables.
    ///
    /// # Errors
    /// When a table breaks its own form; the tests see to it that none does.
    pub fn new() -> Result<Gazetteer, Error> {
        let towns = towns::Towns::read(table::TOWNS, table::TOWN_ALIASES, table::STATES)?;
        let mut named = Vec::new();
        entry::read_states(table::STATES, &towns, &mut named)?;
        for (source, kind) in table::ENTRIES {
            entry::read_entries(*source, *kind, &mut named)?;
        }
        let (mut names, mut demonyms, mut entries) = (names::Index::default(), names::Index::default(), Vec::new());
        for (entry_idx, (entry, aliases)) in named.into_iter().enumerate() {
            for alias in &aliases {
                names.add(alias, entry_idx as u32);
                if entry.kind == Kind::Demonym {
                    demonyms.add(alias, entry_idx as u32);
                }
            }
            entries.push(entry);
        }
        Ok(Gazetteer {
            entries,
            names,
            demonyms,
            roles: roles::Roles::read(table::ROLES)?,
            ranks: ranks::Ranks::read(table::RANKS, table::TITLES)?,
            towns,
            hash: OnceLock::new(),
        })
    }

    /// SHA-256 over all tables, in hexadecimal.
    pub fn hash(&self) -> &str {
        self.hash.get_or_init(hash)
    }

    /// All entries, in the order of the tables.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The longest name that begins at the first of `words`: how many words it takes, and the entries that bear it.
    ///
    /// A leading article is no part of a name. A hyphen that stands as a word of its own is counted.
    pub fn longest(&self, words: &[&str]) -> Option<(usize, Vec<&Entry>)> {
        let (n_words, entries) = self.names.longest(words)?;
        Some((n_words, entries.into_iter().map(|entry_idx| &self.entries[entry_idx as usize]).collect()))
    }

    /// The demonym that `word` is: an adjective, or a noun in the singular or plural.
    ///
    /// Those of several words ("Sri Lankan") are found by [`Gazetteer::longest`].
    pub fn demonym(&self, word: &str) -> Option<&Entry> {
        let (_, entries) = self.demonyms.longest(&[word])?;
        entries.first().map(|entry_idx| &self.entries[*entry_idx as usize])
    }

    /// The longest role phrase that `words` end with, in singular or plural: how many words it takes, and the role.
    pub fn role(&self, words: &[&str]) -> Option<(usize, &Role)> {
        self.roles.longest(words)
    }

    /// The longest rank that begins at the first of `words`, spelled out or abbreviated, in any case.
    pub fn rank(&self, words: &[&str]) -> Option<(usize, &Rank)> {
        self.ranks.longest(words)
    }

    /// Whether `word` is a form of address that stands before a name: `Mr`, `Dr.`, `Sheikh`.
    pub fn is_title(&self, word: &str) -> bool {
        self.ranks.is_title(word)
    }

    /// Populated places of this name, largest first.
    pub fn towns(&self, name: &str) -> Vec<Town<'_>> {
        self.towns.of_name(name)
    }

    /// The longest name of a populated place that begins at the first of `words`, and the places of that name, largest
    /// first.
    pub fn longest_town(&self, words: &[&str]) -> Option<(usize, Vec<Town<'_>>)> {
        self.towns.longest(words)
    }
}

fn hash() -> Box<str> {
    let mut hasher = Sha256::new();
    for Source { file, text } in table::all() {
        hasher.update(format!("{file} {}\n", text.len()));
        hasher.update(text);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>().into()
}
