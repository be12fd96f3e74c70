//! Articles extracted from saved pages are as good as the floors say.
//!
//! Every folder below `fixtures/pages/` is a set of pages. `cargo run -p entente-ingest --example pages -- FOLDER` shows
//! what is wrong in which page.

#[path = "../examples/scores/mod.rs"]
mod scores;

use scores::Scores;
use std::path::{Path, PathBuf};

/// The least mean score of a folder; the project's goal for text, title and day is 0.95.
const FLOORS: Scores =
    Scores { text: 0.95, paragraphs: 0.85, title: 0.95, published: 0.95, byline: 0.8, publisher: 0.85, url: 0.95 };

#[test]
fn articles_are_extracted() {
    let folders = folders();
    assert!(!folders.is_empty(), "expected folders of pages in fixtures/pages");
    for folder in folders {
        let pages = scores::folder(&folder);
        let mean = scores::mean(&pages);
        let report: String = pages.iter().map(line).collect();
        let is_reached = scores::values(&mean).zip(scores::values(&FLOORS)).all(|(score, floor)| score >= floor);
        let (header, mean, floors) = (scores::HEADER, scores::line(&mean), scores::line(&FLOORS));
        assert!(is_reached, "{}\n{header}\n{report}{mean} mean\n{floors} floor", folder.display());
    }
}

#[test]
fn a_page_that_is_read_wrongly_scores_less() {
    let gold =
        serde_json::json!({"title": "Talks resume", "text": "One two three.\n\nFour.", "published": "2025-03-04"});
    let mut document = text::Document::new("One two three.\n\nFive.".into()).expect("short");
    document.title = Some("Talks  resume".into());
    let (scores, remarks) = scores::compare(&gold, &document);
    assert_eq!((scores.text, scores.paragraphs), (0.75, 0.5));
    assert_eq!((scores.title, scores.published, scores.byline), (1.0, 0.0, 1.0));
    assert_eq!(remarks.len(), 3, "{remarks:?}");
}

fn line(page: &scores::Page) -> String {
    format!("{} {}: {:?}\n", scores::line(&page.scores), page.name, page.remarks)
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fixtures/pages");
    let entries = std::fs::read_dir(&root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder entry").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}
