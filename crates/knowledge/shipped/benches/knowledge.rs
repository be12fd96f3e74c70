//! How fast the shipped set opens, and how fast a text is scanned for names, on one thread.
//!
//! `cargo bench -p entente-shipped -- REPORTS`: a file of text or JSON lines; without one, sentences made of known and
//! unknown words.

use gazetteer::Gazetteer;
use std::hint::black_box;
use std::time::Instant;

/// Each figure is the best of these many runs.
const RUNS: usize = 7;
/// No more bytes are scanned in one run.
const MOST_BYTES: usize = 8 << 20;

fn main() {
    let gazetteer = shipped::gazetteer();
    let open = best(|| drop(black_box(shipped::gazetteer())));
    println!(
        "open   {:.1} ms, {:.1} MB, {} entries, {} towns",
        open * 1e3,
        shipped::SET.len() as f64 / 1e6,
        gazetteer.entries().count(),
        gazetteer.n_towns()
    );
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let text = path.map_or_else(made_up, |path| std::fs::read_to_string(&path).expect("a file of text"));
    let end = (0..=text.len().min(MOST_BYTES)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let text = &text[..end];
    let sentences: Vec<Vec<&str>> = sentences(text);
    let mut n_names = 0;
    let scan = best(|| n_names = sentences.iter().map(|words| scanned(&gazetteer, words)).sum());
    println!(
        "scan   {:.1} MB/s ({:.1} MB, {} names)",
        text.len() as f64 / scan / 1e6,
        text.len() as f64 / 1e6,
        n_names
    );
}

fn scanned(gazetteer: &Gazetteer, words: &[&str]) -> usize {
    black_box(gazetteer.scan(black_box(words))).len()
}

fn best(mut run: impl FnMut()) -> f64 {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    };
    (0..RUNS).map(once).fold(f64::INFINITY, f64::min)
}

/// Runs of forty words, punctuation by itself.
fn sentences(text: &str) -> Vec<Vec<&str>> {
    let edges = |c: char| ",.;:!?\"“”()[]{}".contains(c);
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(edges)).filter(|word| !word.is_empty()).collect();
    words.chunks(40).map(<[&str]>::to_vec).collect()
}

fn made_up() -> String {
    let sentence = "The Pakistani foreign minister met officials of the Bangladesh Army in Rawalpindi near Lake Manchar \
                    on Tuesday and spoke for two hours of fishing rights, wheat and the price of diesel in Chittagong. ";
    sentence.repeat(20_000)
}
