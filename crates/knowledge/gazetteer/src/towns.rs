//! Populated places.
//!
//! The table is GeoNames' (see `import/`), and stays text: an index of hashes leads from a name to the lines that bear it.

use std::collections::HashSet;

use ontology::Country;

use crate::Error;
use crate::spelling::{atoms, may_begin_name, name_atoms};
use crate::table::Source;

/// A populated place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Town<'g> {
    /// The name in English use.
    pub name: &'g str,
    /// The country or dependency it lies in.
    pub country: Country,
    /// The state, province or region it lies in; may be empty.
    pub admin1: &'g str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Id in GeoNames.
    pub geonames: u32,
    /// Inhabitants.
    pub population: u32,
    /// Whether the country's government sits there.
    pub is_capital: bool,
}

/// All towns.
pub(crate) struct Towns {
    /// Hash of a name, and the line that bears it; sorted.
    by_name: Vec<(u64, u32)>,
    lines: Vec<&'static str>,
    /// The hash of a capital's name together with its country.
    capitals: HashSet<(Country, u64)>,
}

const COLUMNS: [&str; 8] = ["name", "names", "code", "admin1", "latitude", "longitude", "geonames", "population"];

impl Towns {
    pub fn read(source: Source, aliases: Source, states: Source) -> Result<Towns, Error> {
        if source.columns() != COLUMNS {
            return Err(Error::new(source.file, 1, "other columns", &source.columns().join(" ")));
        }
        let (mut lines, mut by_name) = (Vec::new(), Vec::new());
        for (line, text) in source.lines().skip(1) {
            let town = town(text).ok_or_else(|| Error::new(source.file, line, "a town", text))?;
            let names = std::iter::once(town.name).chain(cell(text, 1).split('|').filter(|name| !name.is_empty()));
            by_name.extend(names.map(|name| (hash_name(name), lines.len() as u32)));
            lines.push(text);
        }
        by_name.sort_unstable();
        by_name.dedup();
        let mut towns = Towns { by_name, lines, capitals: HashSet::new() };
        towns.add_aliases(aliases)?;
        for row in states.rows(&["code"])? {
            let country = row.country()?;
            let capitals = row.list("capitals").filter_map(|name| Some((country?, hash_name(name))));
            towns.capitals.extend(capitals);
        }
        Ok(towns)
    }

    pub fn of_name(&self, name: &str) -> Vec<Town<'_>> {
        let words: Vec<_> = name.split_whitespace().collect();
        if !words.first().is_some_and(|word| may_begin_name(word)) {
            return Vec::new();
        }
        self.of_hash(hash_name(name))
    }

    pub fn longest(&self, words: &[&str]) -> Option<(usize, Vec<Town<'_>>)> {
        if !may_begin_name(words.first()?) {
            return None;
        }
        let atoms = atoms(&words[..words.len().min(MAX_WORDS)]);
        let mut hashes = Vec::new();
        let (mut hash, mut has_capital) = (START, false);
        for (atom_idx, atom) in atoms.iter().enumerate() {
            hash = extend(hash, &atom.text);
            let ends_word =
                atoms.get(atom_idx + 1).is_none_or(|next| next.word_idx != atom.word_idx || next.text == "s");
            has_capital |= atom.text.contains(|c: char| c.is_uppercase());
            if ends_word && has_capital && may_begin_name(&atom.text) {
                hashes.push((atom.word_idx + 1, hash));
            }
        }
        let found = hashes.into_iter().rev().map(|(n_words, hash)| (n_words, self.of_hash(hash)));
        found.into_iter().find(|(_, towns)| !towns.is_empty())
    }

    fn add_aliases(&mut self, aliases: Source) -> Result<(), Error> {
        for row in aliases.rows(&["alias", "name", "code"])? {
            let country = row.country()?;
            let named = self.line_numbers(hash_name(row.cell("name")));
            let line_idx = named.into_iter().find(|line_idx| Some(self.town(*line_idx).country) == country);
            let line_idx = line_idx.ok_or_else(|| row.error("the name of a town", row.cell("name")))?;
            let alias = (hash_name(row.cell("alias")), line_idx);
            if let Err(position) = self.by_name.binary_search(&alias) {
                self.by_name.insert(position, alias);
            }
        }
        Ok(())
    }

    fn of_hash(&self, hash: u64) -> Vec<Town<'_>> {
        let mut towns: Vec<_> = self.line_numbers(hash).into_iter().map(|line_idx| self.town(line_idx)).collect();
        towns.sort_by_key(|town| (std::cmp::Reverse(town.population), town.geonames));
        towns
    }

    fn line_numbers(&self, hash: u64) -> Vec<u32> {
        let start = self.by_name.partition_point(|(other, _)| *other < hash);
        self.by_name[start..].iter().take_while(|(other, _)| *other == hash).map(|(_, line_idx)| *line_idx).collect()
    }

    fn town(&self, line_idx: u32) -> Town<'_> {
        let text = self.lines[line_idx as usize];
        let mut town = town(text).expect("every line was read in Towns::read");
        let mut names = std::iter::once(town.name).chain(cell(text, 1).split('|'));
        town.is_capital = names.any(|name| self.capitals.contains(&(town.country, hash_name(name))));
        town
    }
}

/// No name is longer, in words with hyphens.
const MAX_WORDS: usize = 8;

fn town(line: &'static str) -> Option<Town<'static>> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    let (name, _names) = (next()?, next()?);
    Some(Town {
        name,
        country: Country::from_code(next()?)?,
        admin1: next()?,
        latitude: next()?.parse().ok()?,
        longitude: next()?.parse().ok()?,
        geonames: next()?.parse().ok()?,
        population: next()?.parse().ok()?,
        is_capital: false,
    })
}

fn cell(line: &'static str, column_idx: usize) -> &'static str {
    line.split('\t').nth(column_idx).unwrap_or_default()
}

/// Start of FNV-1a.
const START: u64 = 0xcbf2_9ce4_8422_2325;

fn hash_name(name: &str) -> u64 {
    // Most names are plain, and there are many: their atoms need no strings.
    let is_plain = |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    if name.split([' ', '-']).all(is_plain) {
        return name.split([' ', '-']).fold(START, extend);
    }
    name_atoms(name).iter().fold(START, |hash, atom| extend(hash, atom))
}

/// FNV-1a over one more atom in lower case, and its end.
fn extend(hash: u64, atom: &str) -> u64 {
    let bytes = atom.bytes().map(|byte| byte.to_ascii_lowercase()).chain(std::iter::once(0xff));
    bytes.fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
