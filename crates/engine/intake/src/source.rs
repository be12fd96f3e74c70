use std::collections::BTreeSet;
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
    /// A name under which nothing can be read.
    Unreadable {
        /// As it was given, or the path of a folder.
        name: String,
        /// What is wrong and what to do.
        reason: String,
    },
}

/// Deepest folder in folders: no archive lies deeper.
const MAX_DEPTH: usize = 64;

/// What Entente writes beside a store, by the ends of the names.
const OWN: [&str; 6] = [".db", ".db-wal", ".db-shm", ".db-journal", ".failed.jsonl", ".failed.jsonl.partial"];

/// The sources that a person named: `-`, addresses, files, folders with all files in them, and patterns such as `news/*.html`.
///
/// Files of folders and patterns come in the order of their paths; hidden ones, pipes, sockets and devices, and what Entente
/// itself writes beside a store, are passed over. A folder is entered once, however many links lead to it. A name that leads to
/// nothing is a source too, which fails: it costs no other one its reports.
pub fn expand(names: &[String]) -> Vec<Source> {
    names.iter().flat_map(|name| named(name)).collect()
}

fn named(name: &str) -> Vec<Source> {
    let path = Path::new(name);
    if name == "-" {
        vec![Source::Standard]
    } else if is_address(name) {
        vec![Source::Address(name.to_string())]
    } else if path.is_dir() {
        files_in(path)
    } else if path.symlink_metadata().is_ok() {
        vec![Source::File(path.to_path_buf())]
    } else {
        matching(name)
    }
}

/// Whether a name is an address of the web.
pub(crate) fn is_address(name: &str) -> bool {
    let begins = |scheme: &str| name.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

fn matching(pattern: &str) -> Vec<Source> {
    if !pattern.contains(['*', '?', '[']) {
        return vec![unreadable(pattern, "no such file or folder".into())];
    }
    let paths = match glob::glob(pattern) {
        Ok(paths) => paths,
        Err(error) => {
            let meant = "`*`, `?`, `**` and `[…]` have a meaning";
            return vec![unreadable(pattern, format!("not a pattern of paths ({}): {meant}", error.msg))];
        }
    };
    // Whoever asks for files of Entente's own means them.
    let is_wanted = |path: &PathBuf| is_passed_over(Path::new(pattern)) || !is_passed_over(path);
    let mut sources = Vec::new();
    for path in paths {
        match path {
            Ok(path) if path.is_dir() => sources.extend(files_in(&path)),
            Ok(path) if is_wanted(&path) && !is_special(&path) => sources.push(Source::File(path)),
            Ok(_) => {}
            Err(error) => sources.push(unreadable_folder(error.path(), error.error())),
        }
    }
    if sources.is_empty() {
        return vec![unreadable(pattern, "no file matches".into())];
    }
    sources.sort();
    sources.dedup();
    sources
}

/// All files in a folder and the folders in it.
fn files_in(folder: &Path) -> Vec<Source> {
    let (mut sources, mut folders) = (Vec::new(), vec![(folder.to_path_buf(), 0)]);
    let mut entered = BTreeSet::new();
    while let Some((folder, depth)) = folders.pop() {
        // A link may lead back up: without this, folders would be entered again and again.
        if !std::fs::canonicalize(&folder).is_ok_and(|folder| entered.insert(folder)) {
            continue;
        }
        match paths_in(&folder) {
            Ok(paths) => {
                for path in paths.into_iter().filter(|path| !is_passed_over(path)) {
                    if !path.is_dir() {
                        sources.extend((!is_special(&path)).then_some(Source::File(path)));
                    } else if depth < MAX_DEPTH {
                        folders.push((path, depth + 1));
                    }
                }
            }
            Err(error) => sources.push(unreadable_folder(&folder, &error)),
        }
    }
    sources.sort();
    sources
}

/// What a folder holds, the last in the alphabet first: a stack gives them back in order.
fn paths_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let paths = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = paths.collect::<std::io::Result<Vec<PathBuf>>>()?;
    paths.sort_by(|one, other| other.cmp(one));
    Ok(paths)
}

/// Hidden files, stores and what lies beside them.
fn is_passed_over(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.starts_with('.') || OWN.iter().any(|end| name.ends_with(end))
}

/// A pipe, socket or device: nobody put it among files to be read to its end.
fn is_special(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| !file.is_file() && !file.is_dir())
}

fn unreadable(name: &str, reason: String) -> Source {
    Source::Unreadable { name: name.to_string(), reason }
}

fn unreadable_folder(folder: &Path, error: &std::io::Error) -> Source {
    unreadable(&folder.display().to_string(), format!("the folder cannot be read: {error}"))
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

    /// The files under the names, which begin in the folder.
    fn found(folder: &tempfile::TempDir, names: &[&str]) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|name| folder.path().join(name).display().to_string()).collect();
        let name = |source| match source {
            Source::File(path) => path.strip_prefix(folder.path()).expect("inside").display().to_string(),
            other => format!("{other:?}"),
        };
        expand(&names).into_iter().map(name).collect()
    }

    #[track_caller]
    fn check_unreadable(name: &str, expected: &str) {
        match expand(&[name.to_string()]).as_slice() {
            [Source::Unreadable { name: found, reason }] if found == name => {
                assert!(reason.starts_with(expected), "{reason}");
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn folders_and_patterns_give_their_files_in_order() {
        let folder = folder(&["b.txt", "a/z.html", "a/c.jsonl.gz", ".hidden", "x.db", "x.db-wal", "x.db.failed.jsonl"]);
        assert_eq!(found(&folder, &[""]), ["a/c.jsonl.gz", "a/z.html", "b.txt"]);
        assert_eq!(found(&folder, &["*.txt", "a/*"]), ["b.txt", "a/c.jsonl.gz", "a/z.html"]);
        assert_eq!(found(&folder, &["**/*.html"]), ["a/z.html"]);
        assert_eq!(found(&folder, &["*"]), ["a/c.jsonl.gz", "a/z.html", "b.txt"]);
        assert_eq!(found(&folder, &["*.failed.jsonl"]), ["x.db.failed.jsonl"]);
    }

    #[test]
    fn addresses_and_standard_input_are_told() {
        let sources = expand(&["-".into(), "HTTPS://news.example/feed".into()]);
        assert_eq!(sources, [Source::Standard, Source::Address("HTTPS://news.example/feed".into())]);
    }

    #[test]
    fn what_is_not_there_fails_and_the_rest_is_found() {
        check_unreadable("no/such.txt", "no such file or folder");
        check_unreadable("no/*.txt", "no file matches");
        check_unreadable("a/***/b", "not a pattern of paths");
        let folder = folder(&["a.txt"]);
        assert_eq!(found(&folder, &["a.txt", "no.txt"]).len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_back_up_end_and_broken_ones_are_files() {
        use std::os::unix::fs::symlink;
        let folder = folder(&["a/b.txt", "c/d.txt"]);
        for (target, link) in [(".", "a/one"), ("..", "a/two"), ("../a", "c/three"), ("gone.txt", "e.txt")] {
            symlink(target, folder.path().join(link)).expect("a link");
        }
        assert_eq!(found(&folder, &[""]), ["a/b.txt", "c/d.txt", "e.txt"]);
        assert_eq!(found(&folder, &["e.txt"]), ["e.txt"]);
        let socket = std::os::unix::net::UnixListener::bind(folder.path().join("f.txt"));
        assert_eq!(found(&folder, &["", "*.txt"]), ["a/b.txt", "c/d.txt", "e.txt", "e.txt"]);
        drop(socket);
    }
}
