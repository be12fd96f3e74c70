//! Compiles a folder of knowledge, hand-edited TOML and CSV, into the set of bytes that a [`gazetteer::Gazetteer`] opens.
//!
//! In: [`SourceFile`]s, as somebody else read them. Out: a [`Compilation`]: the bytes, and every problem with its file, line
//! and remedy. A row with a problem is left out and all others are kept. The path of a file says what its rows are:
//! `terms/europe.csv` and `terms.csv` hold terms of office; `docs/knowledge.md` has all kinds with their columns.
//! The same files give the same bytes.
#![forbid(unsafe_code)]

mod alternatives;
mod kinds;
mod problem;
mod rows;
mod spellings;

use std::collections::{BTreeMap, BTreeSet};

use gazetteer::{Alias, Gazetteer, Strength, Tables, TownRow};
use ontology::Country;
use sha2::{Digest, Sha256};

pub use problem::Problem;

use kinds::Kind;

/// One file of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path inside the folder, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a folder became.
#[derive(Debug)]
pub struct Compilation {
    /// The set.
    pub bytes: Vec<u8>,
    /// What is wrong, in the order of the files.
    pub problems: Vec<Problem>,
}

/// No file is larger.
pub const MAX_FILE_BYTES: usize = 64 << 20;
/// No file has more rows.
pub const MAX_ROWS: usize = 2_000_000;

/// Compiles a folder. `below` is what it will lie over, for a user's folder; none for the shipped one.
///
/// Files that are no knowledge (`README.md`, scripts) are passed over.
pub fn compile(files: &[SourceFile], below: Option<&Gazetteer>) -> Compilation {
    let mut files: Vec<&SourceFile> = files.iter().filter(|file| Kind::is_source(&file.path)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut folder = Folder { below, ..Folder::default() };
    let mut manifest = String::new();
    let mut read: Vec<(Kind, &SourceFile, &str)> = Vec::new();
    for file in files {
        match (Kind::of(&file.path), text(file)) {
            (Some(kind), Ok(text)) => read.push((kind, file, text)),
            (None, _) => folder.problems.push(Problem::unknown_file(&file.path)),
            (_, Err(problem)) => folder.problems.push(problem),
        }
    }
    // Codes first: they stand in all tables.
    for (_, _, text) in read.iter().filter(|(kind, ..)| *kind == Kind::States) {
        kinds::coin(text, &mut folder);
    }
    read.sort_by_key(|(kind, ..)| *kind);
    let mut rows_of: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for (kind, file, text) in read {
        let n_rows = kinds::read(kind, &file.path, text, &mut folder);
        rows_of.insert(&file.path, (n_rows, hex(&Sha256::digest(&file.bytes))));
    }
    for (path, (n_rows, sum)) in rows_of {
        manifest.push_str(&format!("{sum} {n_rows} {path}\n"));
    }
    folder.finish();
    let mut problems = std::mem::take(&mut folder.problems);
    problems.sort();
    let bytes = gazetteer::compile(&manifest, &folder.tables, &folder.towns, &folder.town_aliases);
    Compilation { bytes, problems }
}

/// Everything read so far.
#[derive(Default)]
struct Folder<'a> {
    below: Option<&'a Gazetteer>,
    tables: Tables,
    towns: Vec<TownRow>,
    /// Towns by name, for capitals and aliases.
    town_idx: BTreeMap<(Country, Box<str>), usize>,
    town_aliases: Vec<(Box<str>, usize)>,
    /// Codes that the folder coins.
    coined: Vec<Country>,
    /// Families of spellings.
    spellings: spellings::Spellings,
    /// Words that name bodies in many states, in lower case.
    common_words: BTreeSet<Box<str>>,
    /// Posts of states: phrase, sectors, country.
    offices: Vec<kinds::Office>,
    ids: BTreeMap<Box<str>, u32>,
    problems: Vec<Problem>,
}

impl Folder<'_> {
    /// The country of a code, if a list, this folder or the set below has it.
    fn country(&self, code: &str) -> Option<Country> {
        let coined =
            || Country::coined(code).filter(|country| self.coined.contains(country) || self.is_below(*country));
        Country::from_code(code).or_else(coined)
    }

    fn is_below(&self, country: Country) -> bool {
        let states = self.below.into_iter().flat_map(|below| below.entries());
        states.filter(|entry| entry.kind == gazetteer::Kind::State).any(|entry| entry.country == Some(country))
    }

    /// Adds spellings, gives ids, turns posts into roles.
    fn finish(&mut self) {
        kinds::finish_offices(self);
        for (entry, aliases) in &mut self.tables.entries {
            let is_person = entry.kind == gazetteer::Kind::Person;
            if entry.kind == gazetteer::Kind::Organisation && entry.country.is_some_and(|country| country.is_polity()) {
                let common = aliases.iter_mut().filter(|alias| is_common(&alias.name, &self.common_words));
                common.for_each(|alias| alias.strength = Strength::Weak);
            }
            let more: Vec<Alias> = aliases.iter().flat_map(|alias| self.spellings.others(alias, is_person)).collect();
            aliases.extend(more);
            let mut seen = std::collections::BTreeSet::new();
            aliases.retain(|alias| seen.insert(alias.name.clone()));
        }
    }
}

/// `National Defence Force`: what many states have.
fn is_common(name: &str, common: &BTreeSet<Box<str>>) -> bool {
    let words = name.split([' ', '-', '/']).map(|word| word.replace(['.', '\'', '’', ','], "").to_lowercase());
    words.filter(|word| !word.is_empty()).all(|word| common.contains(word.as_str()) || word == "s" || word == "peoples")
}

fn text(file: &SourceFile) -> Result<&str, Problem> {
    if file.bytes.len() > MAX_FILE_BYTES {
        return Err(Problem::new(&file.path, 1, "the file is too large", "split it into files of less than 64 MiB"));
    }
    let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        Problem::new(&file.path, line, "the bytes are not UTF-8", "save the file as UTF-8")
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
