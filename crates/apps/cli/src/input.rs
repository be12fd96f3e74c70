//! Files and standard input as documents.

use anyhow::Context;
use ingest::Format;
use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use text::Document;

/// A report, or what went wrong instead.
pub struct Item {
    /// The file it is from, and its line or id where there are several.
    pub name: String,
    /// The report.
    pub document: anyhow::Result<Document>,
}

/// All reports of `files`, in order; of standard input if there are none.
pub fn documents(files: &[PathBuf], format: Option<Format>) -> impl Iterator<Item = Item> + Send + use<> {
    let files = if files.is_empty() { vec![PathBuf::from("-")] } else { files.to_vec() };
    files.into_iter().flat_map(move |path| of_file(&path, format))
}

/// The whole of a file, or of standard input for `-`.
///
/// # Errors
/// If it cannot be read or is not UTF-8.
pub fn read_to_string(path: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    let read = open(path).and_then(|mut reader| std::io::Read::read_to_string(&mut reader, &mut text));
    read.with_context(|| format!("{}: cannot be read", name(path)))?;
    Ok(text)
}

/// The name to show for a path.
pub fn name(path: &Path) -> String {
    if is_stdin(path) { "standard input".into() } else { path.display().to_string() }
}

/// Tells a person who typed no file what is waited for.
pub fn greet(files: &[PathBuf]) {
    let reads_stdin = files.is_empty() || files.iter().any(|path| is_stdin(path));
    if reads_stdin && std::io::stdin().is_terminal() {
        eprintln!("reading a report from the terminal; end it with Ctrl-D");
    }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

fn open(path: &Path) -> std::io::Result<Box<dyn BufRead + Send>> {
    if is_stdin(path) {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    if path.is_dir() {
        return Err(std::io::Error::other("a folder, expected a file"));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
}

fn of_file(path: &Path, format: Option<Format>) -> Box<dyn Iterator<Item = Item> + Send> {
    let name = name(path);
    match open(path) {
        Ok(reader) => Box::new(ingest::read(reader, format).enumerate().map(move |(at, read)| item(&name, at, read))),
        Err(error) => {
            let document = Err(anyhow::Error::new(error).context("cannot be read"));
            Box::new(std::iter::once(Item { name, document }))
        }
    }
}

fn item(file: &str, at: usize, read: Result<Document, ingest::Error>) -> Item {
    let id = read.as_ref().ok().and_then(|document| document.id.clone());
    let name = match (id, at) {
        (Some(id), _) => format!("{file}: report `{id}`"),
        (None, 0) => file.to_string(),
        (None, at) => format!("{file}: report {}", at + 1),
    };
    match read {
        Ok(document) => Item { name, document: Ok(document) },
        Err(error) => Item { name: file.to_string(), document: Err(error.into()) },
    }
}
