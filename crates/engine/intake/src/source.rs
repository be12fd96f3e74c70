use crate::error::Error;
use std::path::{Path, PathBuf};

/// Where reports come from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Source {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
    /// An address of a feed or a page.
    Address(String),
}

/// Deepest folder in folders: no archive lies deeper, and a link that leads to itself ends here.
const MAX_DEPTH: usize = 64;

/// The sources that a person named: `-`, addresses, files, folders with all files in them, and patterns such as `news/*.html`.
///
/// Files of folders and patterns come in the order of their paths; hidden ones, and what Entente itself writes beside a store, are passed over.
///
/// # Errors
/// If a pattern is none, a folder cannot be read, or there is nothing under a name.
pub fn expand(names: &[String]) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    for name in names {
        let path = Path::new(name);
        if name == "-" {
            sources.push(Source::Standard);
        } else if is_address(name) {
            sources.push(Source::Address(name.clone()));
        } else if path.is_dir() {
            sources.extend(files_in(path)?.into_iter().map(Source::File));
        } else if path.exists() {
            sources.push(Source::File(path.to_path_buf()));
        } else {
            sources.extend(matching(name)?);
        }
    }
    Ok(sources)
}

fn is_address(name: &str) -> bool {
    let begins = |scheme: &str| name.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

fn matching(pattern: &str) -> Result<Vec<Source>, Error> {
    if !pattern.contains(['*', '?', '[']) {
        return Err(Error::nothing(pattern));
    }
    let mut paths = Vec::new();
    for path in glob::glob(pattern).map_err(|error| Error::of_pattern(pattern, error.msg))? {
        let path = path.map_err(|error| Error::of_file(error.path(), std::io::Error::from(error.error().kind())))?;
        if path.is_dir() {
            paths.extend(files_in(&path)?);
        } else {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(Error::nothing(pattern));
    }
    paths.sort();
    paths.dedup();
    Ok(paths.into_iter().map(Source::File).collect())
}

/// All files in a folder and the folders in it.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let (mut files, mut folders) = (Vec::new(), vec![(folder.to_path_buf(), 0)]);
    while let Some((folder, depth)) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|error| Error::of_file(&folder, error))? {
            let path = entry.map_err(|error| Error::of_file(&folder, error))?.path();
            if is_passed_over(&path) {
                continue;
            }
            if !path.is_dir() {
                files.push(path);
            } else if depth < MAX_DEPTH {
                folders.push((path, depth + 1));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Hidden files, stores and what lies beside them.
fn is_passed_over(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.starts_with('.') || [".db", ".db-wal", ".db-shm", ".failed.jsonl"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, "x").expect("a file");
        }
        folder
    }

    fn names(folder: &tempfile::TempDir, sources: Vec<Source>) -> Vec<String> {
        let name = |source| match source {
            Source::File(path) => path.strip_prefix(folder.path()).expect("inside").display().to_string(),
            other => format!("{other:?}"),
        };
        sources.into_iter().map(name).collect()
    }

    #[test]
    fn folders_and_patterns_give_their_files_in_order() {
        let folder = folder(&["b.txt", "a/z.html", "a/c.jsonl.gz", ".hidden", "x.db", "x.db-wal", "x.db.failed.jsonl"]);
        let path = |name: &str| folder.path().join(name).display().to_string();
        let all = ["a/c.jsonl.gz", "a/z.html", "b.txt"];
        assert_eq!(names(&folder, expand(&[path("")]).expect("files")), all);
        assert_eq!(
            names(&folder, expand(&[path("*.txt"), path("a/*")]).expect("files")),
            ["b.txt", "a/c.jsonl.gz", "a/z.html"]
        );
        assert_eq!(names(&folder, expand(&[path("**/*.html")]).expect("files")), ["a/z.html"]);
    }

    #[test]
    fn addresses_and_standard_input_are_told() {
        let sources = expand(&["-".into(), "HTTPS://news.example/feed".into()]).expect("sources");
        assert_eq!(sources, [Source::Standard, Source::Address("HTTPS://news.example/feed".into())]);
    }

    #[test]
    fn what_is_not_there_is_an_error() {
        let missing = expand(&["no/such.txt".into()]).expect_err("nothing").to_string();
        assert_eq!(missing, "no/such.txt: no such file or folder");
        let folder = folder(&[]);
        assert!(expand(&[folder.path().join("*.txt").display().to_string()]).is_err());
        let pattern = expand(&["a/***/b".into()]).expect_err("no pattern").to_string();
        assert!(pattern.starts_with("a/***/b: not a pattern of paths"), "{pattern}");
    }
}
