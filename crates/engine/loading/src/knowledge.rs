//! Folders of users' knowledge: read, compiled, kept for the next run, laid over what ships.

use crate::Error;
use compilation::{Compilation, MAX_FILE_BYTES, Problem, SourceFile};
use gazetteer::Gazetteer;
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// No folder has more files, none lies deeper, all together are no larger.
const MAX_FILES: usize = 5000;
const MAX_DEPTH: usize = 8;
const MAX_BYTES: u64 = 512 << 20;

/// The shipped knowledge with folders over it.
pub struct Knowledge {
    /// What is known, for whoever shares it.
    pub gazetteer: Arc<Gazetteer>,
    /// What is wrong with rows of the folders, which are left out; the others are used.
    pub problems: Vec<Misfit>,
    sets: Vec<Vec<u8>>,
}

/// A problem of a file, and the folder or store that the file is of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Misfit {
    /// Where the file is.
    pub folder: PathBuf,
    /// What is wrong, by file and line, and the remedy.
    pub problem: Problem,
}

impl fmt::Display for Misfit {
    /// The file as the user can open it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.folder.join(self.problem.to_string()).display())
    }
}

impl Knowledge {
    /// Lays `folders` over the shipped knowledge, the last one uppermost.
    ///
    /// What was compiled is kept for the next time where `ENTENTE_CACHE`, `XDG_CACHE_HOME` or `HOME` says.
    ///
    /// # Errors
    /// If a folder cannot be read or is too large.
    pub fn open(folders: &[PathBuf]) -> Result<Knowledge, Error> {
        let mut knowledge =
            Knowledge { gazetteer: Arc::new(shipped::gazetteer()), problems: Vec::new(), sets: Vec::new() };
        for folder in folders {
            let files = read(folder)?;
            let (set, problems) = match cached(&files, &knowledge.gazetteer) {
                Some(set) => (set, Vec::new()),
                None => compiled(&files, &knowledge.gazetteer),
            };
            knowledge.lay(set, problems, folder)?;
        }
        Ok(knowledge)
    }

    /// With files that analysts' corrections make laid over all; their problems are told under the name of their store.
    ///
    /// # Errors
    /// If a set that was just compiled is damaged.
    pub fn with_additions(mut self, files: Vec<(String, Vec<u8>)>, store: &Path) -> Result<Knowledge, Error> {
        if !files.is_empty() {
            let files: Vec<SourceFile> = files.into_iter().map(|(path, bytes)| SourceFile { path, bytes }).collect();
            let Compilation { bytes, problems } = compilation::compile(&files, Some(&self.gazetteer));
            self.lay(bytes, problems, store)?;
        }
        Ok(self)
    }

    /// Whether every row of every folder was good.
    pub fn is_whole(&self) -> bool {
        self.problems.is_empty()
    }

    fn lay(&mut self, set: Vec<u8>, problems: Vec<Problem>, folder: &Path) -> Result<(), Error> {
        self.problems.extend(problems.into_iter().map(|problem| Misfit { folder: folder.to_path_buf(), problem }));
        self.sets.push(set);
        self.gazetteer = Arc::new(over_shipped(self.sets.clone())?);
        Ok(())
    }
}

/// Compiles a folder over what ships without keeping it; its problems.
///
/// # Errors
/// If it cannot be read.
pub fn check(folder: &Path) -> Result<(Vec<Problem>, Gazetteer), Error> {
    let below = shipped::gazetteer();
    let Compilation { bytes, problems } = compilation::compile(&read(folder)?, Some(&below));
    Ok((problems, over_shipped(vec![bytes])?))
}

/// The shipped knowledge, its sum checked.
///
/// # Errors
/// If the program is damaged.
pub fn verified() -> Result<Gazetteer, Error> {
    over_shipped(vec![shipped::SET.to_vec()])?;
    Ok(shipped::gazetteer())
}

fn over_shipped(sets: Vec<Vec<u8>>) -> Result<Gazetteer, Error> {
    Gazetteer::with_layers(shipped::SET, sets).map_err(Error::damaged)
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
fn read(folder: &Path) -> Result<Vec<SourceFile>, Error> {
    let mut paths = Vec::new();
    list(folder, 0, &mut paths).map_err(Error::file(folder))?;
    if paths.len() > MAX_FILES {
        return Err(Error::knowledge(folder, format!("more than {MAX_FILES} files: is this a folder of knowledge?")));
    }
    paths.sort();
    let mut files = Vec::new();
    let mut room = MAX_BYTES;
    for path in paths {
        let inside = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let size = std::fs::metadata(&path).map(|file| file.len()).unwrap_or_default();
        let Some(left) = room.checked_sub(size).filter(|_| size <= MAX_FILE_BYTES as u64) else {
            return Err(Error::knowledge(&path, "too large: a file may have 64 MiB, a folder 512 MiB; split it"));
        };
        room = left;
        let bytes = std::fs::read(&path).map_err(Error::file(&path))?;
        files.push(SourceFile { path: inside, bytes });
    }
    Ok(files)
}

/// Stops beyond [`MAX_FILES`].
fn list(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
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
    Ok(())
}
