//! How well articles are extracted from saved pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use text::Document;

/// The scores of one page, or the means of many; each from 0 to 1.
#[derive(Clone, Copy, Default)]
pub struct Scores {
    /// F1 of the words of the text, lower-case, each as often as it stands there.
    pub text: f64,
    /// Paragraphs that are there, exactly.
    pub paragraphs: f64,
    /// Whether the title is right, but for white space and the shape of quotation marks.
    pub title: f64,
    /// Whether the day is right.
    pub published: f64,
    /// Whether the names of the authors are right, in any order and case.
    pub byline: f64,
    /// Whether the publisher is right, but for case.
    pub publisher: f64,
    /// Whether the address is right.
    pub url: f64,
}

/// A saved page with what a person says of it: `NN-name.html` and `NN-name.json`.
pub struct Page {
    pub name: String,
    pub scores: Scores,
    /// What is not right, a line each.
    pub remarks: Vec<String>,
}

/// Scores every page of `folder`, in the order of names.
pub fn folder(folder: &Path) -> Vec<Page> {
    let files = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut pages: Vec<PathBuf> = files.map(|file| file.expect("a folder entry").path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    pages.sort();
    pages.iter().map(|path| page(path)).collect()
}

/// The mean scores of `pages`.
pub fn mean(pages: &[Page]) -> Scores {
    let mean = |score: fn(&Scores) -> f64| {
        pages.iter().map(|page| score(&page.scores)).sum::<f64>() / pages.len().max(1) as f64
    };
    Scores {
        text: mean(|scores| scores.text),
        paragraphs: mean(|scores| scores.paragraphs),
        title: mean(|scores| scores.title),
        published: mean(|scores| scores.published),
        byline: mean(|scores| scores.byline),
        publisher: mean(|scores| scores.publisher),
        url: mean(|scores| scores.url),
    }
}

/// The scores in the order of [`HEADER`].
pub fn values(scores: &Scores) -> impl Iterator<Item = f64> {
    let &Scores { text, paragraphs, title, published, byline, publisher, url } = scores;
    [text, paragraphs, title, published, byline, publisher, url].into_iter()
}

/// The scores as a line of a table, under [`HEADER`].
pub fn line(scores: &Scores) -> String {
    values(scores).map(|score| format!("{score:>10.3}")).collect()
}

pub const HEADER: &str = "      text paragraphs   title published    byline publisher       url";

fn page(path: &Path) -> Page {
    let gold = std::fs::read(path.with_extension("json")).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let gold: serde_json::Value =
        serde_json::from_slice(&gold).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let bytes = std::fs::read(path).expect("a page");
    let found = ingest::read(bytes.as_slice(), Some(ingest::Format::Html)).next();
    let (document, error) = match found {
        Some(Ok(document)) => (document, None),
        Some(Err(error)) => (Document::default(), Some(format!("error: {error}"))),
        None => (Document::default(), Some("error: no document".to_string())),
    };
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (scores, mut remarks) = compare(&gold, &document);
    remarks.extend(error);
    Page { name, scores, remarks }
}

/// The scores of `document` against what a person says, and what is not right.
pub fn compare(gold: &serde_json::Value, document: &Document) -> (Scores, Vec<String>) {
    let said = |name: &str| gold[name].as_str();
    let day = document.published.map(|day| day.to_string());
    let mut remarks = Vec::new();
    let mut right = |name: &str, found: Option<&str>, is_same: fn(&str, &str) -> bool| {
        let is_right = match (said(name), found) {
            (Some(gold), Some(found)) => is_same(gold, found),
            (gold, found) => gold.is_none() && found.is_none(),
        };
        if !is_right {
            remarks.push(format!("{name}: expected {:?}, found {found:?}", said(name)));
        }
        f64::from(u8::from(is_right))
    };
    let title = right("title", document.title.as_deref(), |gold, found| plain(gold) == plain(found));
    let published = right("published", day.as_deref(), |gold, found| gold == found);
    let byline = right("byline", document.byline.as_deref(), |gold, found| names(gold) == names(found));
    let publisher = right("publisher", document.publisher.as_deref(), |gold, found| plain(gold) == plain(found));
    let url = right("url", document.url.as_deref(), |gold, found| gold == found);
    let gold_text = said("text").unwrap_or_default();
    let text = overlap(&counts(gold_text), &counts(document.text()));
    let found: BTreeSet<String> = document.text().split("\n\n").map(plain).collect();
    let expected: Vec<String> = gold_text.split("\n\n").map(plain).collect();
    let missing: Vec<&String> = expected.iter().filter(|paragraph| !found.contains(*paragraph)).collect();
    let paragraphs = 1.0 - missing.len() as f64 / expected.len() as f64;
    remarks.extend(missing.iter().map(|paragraph| format!("missing: {paragraph}")));
    remarks.extend(
        found
            .iter()
            .filter(|paragraph| !expected.contains(paragraph))
            .map(|paragraph| format!("too much: {paragraph}")),
    );
    (Scores { text, paragraphs, title, published, byline, publisher, url }, remarks)
}

/// White space, case and the shapes of quotation marks and dashes set aside.
fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    text.replace(['‘', '’'], "'").replace(['“', '”'], "\"").replace(['–', '—'], "-")
}

fn names(byline: &str) -> BTreeSet<String> {
    let byline = byline.replace(" and ", ",").replace(['&', ';'], ",");
    byline.split(',').map(plain).filter(|name| !name.is_empty()).collect()
}

fn counts(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// F1 of two bags of words.
fn overlap(gold: &BTreeMap<String, usize>, found: &BTreeMap<String, usize>) -> f64 {
    let shared: usize = gold.iter().map(|(word, n)| n.min(found.get(word).unwrap_or(&0))).sum();
    let all: usize = gold.values().chain(found.values()).sum();
    if all == 0 { 1.0 } else { 2.0 * shared as f64 / all as f64 }
}
