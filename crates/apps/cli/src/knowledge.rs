//! Folders of users' knowledge: read, compiled, kept for the next run, laid over what ships.

use crate::output;
use anyhow::{Context, bail};
use compilation::{Compilation, MAX_FILE_BYTES, Problem, SourceFile};
use gazetteer::Gazetteer;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// No folder has more files, none lies deeper, all together are no larger.
const MAX_FILES: usize = 5000;
const MAX_DEPTH: usize = 8;
const MAX_BYTES: u64 = 512 << 20;

/// The shipped knowledge with folders over it, and whether every row of them was good.
pub struct Knowledge {
    /// What is known.
    pub gazetteer: Gazetteer,
    /// Whether no row had a problem; the others are used.
    pub is_whole: bool,
    sets: Vec<Vec<u8>>,
}

impl Knowledge {
    /// With files that analysts' corrections make laid over all; complains of every problem of theirs under the store's name.
    ///
    /// # Errors
    /// If a set that was just compiled is damaged.
    pub fn with_additions(self, files: Vec<(String, Vec<u8>)>, store: &Path) -> anyhow::Result<Knowledge> {
        if files.is_empty() {
            return Ok(self);
        }
        let files: Vec<SourceFile> = files.into_iter().map(|(path, bytes)| SourceFile { path, bytes }).collect();
        let Compilation { bytes, problems } = compilation::compile(&files, Some(&self.gazetteer));
        complain(store, &problems);
        let mut sets = self.sets;
        sets.push(bytes);
        let gazetteer = Gazetteer::with_layers(shipped::SET, sets.clone()).context("a set that was just compiled")?;
        Ok(Knowledge { gazetteer, is_whole: self.is_whole && problems.is_empty(), sets })
    }
}

/// Lays `folders` over the shipped knowledge, the last one uppermost, and complains of every problem.
///
/// # Errors
/// If a folder cannot be read.
pub fn open(folders: &[PathBuf]) -> anyhow::Result<Knowledge> {
    let mut sets: Vec<Vec<u8>> = Vec::new();
    let mut gazetteer = shipped::gazetteer();
    let mut is_whole = true;
    for folder in folders {
        let files = read(folder)?;
        let (set, problems) = match cached(&files, &gazetteer) {
            Some(set) => (set, Vec::new()),
            None => compiled(&files, &gazetteer),
        };
        is_whole &= problems.is_empty();
        complain(folder, &problems);
        sets.push(set);
        gazetteer = Gazetteer::with_layers(shipped::SET, sets.clone()).context("a set that was just compiled")?;
    }
    Ok(Knowledge { gazetteer, is_whole, sets })
}

/// Compiles a folder over what ships without keeping it; its problems.
///
/// # Errors
/// If it cannot be read.
pub fn check(folder: &Path) -> anyhow::Result<(Vec<Problem>, Gazetteer)> {
    let below = shipped::gazetteer();
    let Compilation { bytes, problems } = compilation::compile(&read(folder)?, Some(&below));
    let gazetteer = Gazetteer::with_layers(shipped::SET, vec![bytes]).context("a set that was just compiled")?;
    Ok((problems, gazetteer))
}

/// The shipped knowledge, its sum checked.
///
/// # Errors
/// If the program is damaged.
pub fn verified() -> anyhow::Result<Gazetteer> {
    let whole = Gazetteer::with_layers(shipped::SET, vec![shipped::SET.to_vec()]);
    whole.context("the program is damaged: install it again")?;
    Ok(shipped::gazetteer())
}

/// Prints problems, the file as the user can open it.
pub fn complain(folder: &Path, problems: &[Problem]) {
    for problem in problems {
        output::complain(&folder.join(problem.to_string()).display().to_string());
    }
}

fn compiled(files: &[SourceFile], below: &Gazetteer) -> (Vec<u8>, Vec<Problem>) {
    let Compilation { bytes, problems } = compilation::compile(files, Some(below));
    // Problems are told at each run, so a folder that has any is compiled each time.
    if problems.is_empty()
        && let Some(path) = cache_path(files, below)
    {
        // A cache that cannot be written costs time, nothing else.
        let _ = keep(&path, &bytes);
    }
    (bytes, problems)
}

fn cached(files: &[SourceFile], below: &Gazetteer) -> Option<Vec<u8>> {
    let bytes = std::fs::read(cache_path(files, below)?).ok()?;
    // A damaged set is compiled again.
    Gazetteer::with_layers(shipped::SET, vec![bytes.clone()]).ok()?;
    Some(bytes)
}

/// Writes beside the path first, so that nobody reads half a file.
fn keep(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let beside = path.with_extension(format!("{}.part", std::process::id()));
    std::fs::write(&beside, bytes)?;
    std::fs::rename(&beside, path)
}

/// Where the set of these files is kept: named by what it is made of, so that a change makes another.
fn cache_path(files: &[SourceFile], below: &Gazetteer) -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let root = set("ENTENTE_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|home| home.join("entente")))
        .or_else(|| set("HOME").map(|home| home.join(".cache/entente")))?;
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    hash.update(below.hash());
    for file in files {
        hash.update((file.path.len() as u64).to_le_bytes());
        hash.update(&file.path);
        hash.update((file.bytes.len() as u64).to_le_bytes());
        hash.update(&file.bytes);
    }
    let name: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Some(root.join("knowledge").join(name + ".set"))
}

/// The files of a folder, by path. Links are not followed, hidden files passed over.
fn read(folder: &Path) -> anyhow::Result<Vec<SourceFile>> {
    let mut paths = Vec::new();
    list(folder, 0, &mut paths).with_context(|| format!("{}: cannot be read", folder.display()))?;
    paths.sort();
    let mut files = Vec::new();
    let mut room = MAX_BYTES;
    for path in paths {
        let inside = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let size = std::fs::metadata(&path).map(|file| file.len()).unwrap_or_default();
        let Some(left) = room.checked_sub(size).filter(|_| size <= MAX_FILE_BYTES as u64) else {
            bail!("{}: too large: a file may have 64 MiB, a folder 512 MiB; split it", path.display());
        };
        room = left;
        let bytes = std::fs::read(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        files.push(SourceFile { path: inside, bytes });
    }
    Ok(files)
}

fn list(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let is_table = path.extension().is_some_and(|form| form == "csv" || form == "toml");
        match kind {
            _ if is_hidden || paths.len() > MAX_FILES => {}
            kind if kind.is_dir() && depth < MAX_DEPTH => list(&path, depth + 1, paths)?,
            kind if kind.is_file() && is_table => paths.push(path),
            _ => {}
        }
    }
    if paths.len() > MAX_FILES {
        bail!("more than {MAX_FILES} files: is this a folder of knowledge?");
    }
    Ok(())
}
