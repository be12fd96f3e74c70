//! One set, with what the sets above it say of it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::names::Found;
use crate::set::{IS_TOWN, Set};
use crate::spelling::{Atom, agrees, may_begin_name};
use crate::tables::Tables;
use crate::towns::{Town, Towns};
use crate::{Entry, Error, Kind, Match, Sense, Strength, Wanted};

pub(crate) struct Layer {
    set: Set,
    entries: Vec<Entry>,
    disabled: Vec<bool>,
    tables: Tables,
    /// Entries of sets below that this set gives names to, behind its own ones.
    extended: Vec<Option<Entry>>,
    /// First atoms in lower case, of names such as `southern Lebanon`.
    lower_first: HashSet<Box<str>>,
}

impl Layer {
    pub fn open(bytes: Cow<'static, [u8]>, check: bool) -> Result<Layer, Error> {
        let (set, mut tables) = Set::open(bytes, check)?;
        let entries: Vec<Entry> = std::mem::take(&mut tables.entries).into_iter().map(|(entry, _)| entry).collect();
        let lower_first = set.lower_first()?.into_iter().collect();
        Ok(Layer { disabled: vec![false; entries.len()], entries, tables, extended: Vec::new(), lower_first, set })
    }

    /// The tables other than entries, and without what extends other sets.
    pub fn take_tables(&mut self) -> Tables {
        let extended = std::mem::take(&mut self.tables.extended);
        let tables = std::mem::take(&mut self.tables);
        self.tables.extended = extended;
        tables
    }

    pub fn manifest(&self) -> &str {
        self.set.manifest()
    }

    pub fn n_bytes(&self) -> usize {
        self.set.n_bytes()
    }

    pub fn towns(&self) -> Towns<'_> {
        self.set.towns()
    }

    pub fn disable(&mut self, ids: &[Box<str>]) {
        let ids: HashSet<&str> = ids.iter().map(|id| &**id).collect();
        for (entry, disabled) in self.entries.iter().zip(&mut self.disabled) {
            *disabled |= ids.contains(&*entry.id);
        }
    }

    /// Finds the entries that this set gives names to.
    pub fn extend_from(&mut self, below: &[Layer]) {
        let known: HashMap<&str, &Entry> =
            below.iter().flat_map(Layer::entries).map(|entry| (&*entry.id, entry)).collect();
        let of = |id: &str| known.get(id).map(|entry| (*entry).clone());
        self.extended = self.tables.extended.iter().map(|(id, _)| of(id)).collect();
    }

    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().zip(&self.disabled).filter(|(_, disabled)| !**disabled).map(|(entry, _)| entry)
    }

    /// Persons, each with its place among the layer's own entries.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (usize, &Entry)> {
        let entries = self.entries.iter().zip(&self.disabled).enumerate();
        entries
            .filter(move |(_, (entry, disabled))| !**disabled && entry.kind == kind)
            .map(|(at, (entry, _))| (at, entry))
    }

    pub fn own_entry(&self, place: usize) -> &Entry {
        &self.entries[place]
    }

    pub fn spellings(&self) -> impl Iterator<Item = (&Entry, &str, Strength)> {
        let of = |(entry, spelling, strength)| Some((self.entry(entry)?, spelling, strength));
        self.set.aliases().filter_map(of)
    }

    /// Whether a name begins with this word in lower case.
    pub fn begins_lower(&self, word: &str) -> bool {
        self.lower_first.contains(word)
    }

    /// The longest name at the start of `atoms`.
    pub fn longest(&self, atoms: &[Atom], wanted: Wanted) -> Option<Match<'_>> {
        let found: Found = self.set.names().walk(atoms);
        found.longest_first().find_map(|(n_atoms, first)| {
            let (mut senses, mut towns) = (Vec::new(), Vec::new());
            for item in self.set.names().items(first).take(MAX_NAMESAKES) {
                if item & IS_TOWN != 0 {
                    if wanted != Wanted::Entries && is_town_name(&atoms[..n_atoms]) {
                        towns.extend(self.towns().get(item & !IS_TOWN));
                    }
                } else if wanted != Wanted::Towns {
                    senses.extend(self.sense(item, &atoms[..n_atoms]));
                }
            }
            towns.sort_by_key(|town: &Town| (std::cmp::Reverse(town.population), town.geonames));
            let is_found = !senses.is_empty() || !towns.is_empty();
            let (start, end) = (atoms[0].first_word, atoms[n_atoms - 1].word_idx + 1);
            is_found.then_some(Match { start, end, senses, towns })
        })
    }

    fn sense(&self, alias: u32, atoms: &[Atom]) -> Option<Sense<'_>> {
        let (number, spelling, strength) = self.set.alias(alias)?;
        let entry = self.entry(number)?;
        let in_capitals = spelling.chars().filter(|c| *c != ' ').count() >= 5;
        let mut names = spelling.split(' ');
        let agree = atoms.iter().all(|atom| names.next().is_some_and(|name| agrees(&atom.text, name, in_capitals)));
        (agree && names.next().is_none()).then_some(Sense { entry, strength })
    }

    fn entry(&self, number: usize) -> Option<&Entry> {
        match self.disabled.get(number) {
            Some(false) => self.entries.get(number),
            Some(true) => None,
            None => self.extended.get(number - self.entries.len())?.as_ref(),
        }
    }
}

/// No more things of one name are looked at.
const MAX_NAMESAKES: usize = 2000;

/// A town's name has a capital, and its last word one too unless it is a particle.
fn is_town_name(atoms: &[Atom]) -> bool {
    let last = &atoms[atoms.len() - 1].text;
    atoms.iter().any(|atom| atom.text.contains(|c: char| c.is_uppercase())) && may_begin_name(last)
}
