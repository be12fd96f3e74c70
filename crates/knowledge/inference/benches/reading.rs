//! How fast a document is read on one thread, on every path of this processor.
//!
//! `cargo bench -p entente-inference` prints pieces a second for random weights of the true sizes, and what the parts
//! cost, told from networks that lack them. With `-- Avx2` or the like it measures one path.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::hint::black_box;
use std::time::Instant;

use inference::{Break, Model, Path};
use sample::{Draft, Sizes, TRUE};

const WORDS: usize = 3_000;
/// How long each measurement runs.
const SECONDS: f64 = 1.5;
/// Linux counts processor time in hundredths of a second.
const TICKS: f64 = 100.0;

fn main() {
    let full = Draft::new(TRUE);
    println!("{:12} {:>10} {:>8} {:>10} {:>13}", "path", "pieces/s", "arcs", "relations", "us a piece");
    let wanted = std::env::args().nth(1).filter(|argument| !argument.starts_with('-'));
    let paths = Path::available().into_iter().rev();
    for path in paths.filter(|path| wanted.as_ref().is_none_or(|wanted| *wanted == format!("{path:?}"))) {
        print_path(path, &full);
    }
    if wanted.is_none() {
        print_parts();
    }
}

/// Pieces a second of reading, and what parsing adds to it.
fn print_path(path: Path, draft: &Draft) {
    let model = Model::load_on(path, &draft.bytes(), &draft.vocabulary).expect("the sample is well formed");
    let (forms, breaks) = sample::words(WORDS, TRUE);
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let pieces = pieces(&forms);
    let mut reader = model.reader();
    let reading = reader.read(&forms, &breaks);
    let sentences = sentences(&breaks);
    let read = seconds(|| drop(black_box(reader.read(&forms, &breaks))));
    let arcs = seconds(|| {
        sentences.iter().for_each(|words| drop(black_box(reader.arcs(&reading, words.clone()))));
    });
    let relations = seconds(|| {
        for words in &sentences {
            let heads: Vec<_> = (0..words.len()).map(|word| word.checked_sub(1)).collect();
            black_box(reader.relations(&reading, words.clone(), &heads));
        }
    });
    let share = |part: f64| format!("+{:.1}%", 100.0 * part / read);
    let name = format!("{path:?}");
    println!(
        "{name:12} {:>10.0} {:>8} {:>10} {:>13.1}",
        pieces / read,
        share(arcs),
        share(relations),
        1e6 * read / pieces
    );
}

/// The cost of the parts on the fastest path, by leaving them out.
fn print_parts() {
    let full = time(TRUE);
    println!("\nshare of the time to read:");
    for (part, sizes) in [
        ("feed-forward", Sizes { feed_forward: 32, ..TRUE }),
        ("five of six layers", Sizes { layers: 1, ..TRUE }),
        ("tags", Sizes { labels: [1; 5], ..TRUE }),
        ("long windows (128, not 32)", Sizes { window_pieces: 32, max_pieces: 64, ..TRUE }),
    ] {
        println!("{part:28} {:5.1}%", 100.0 * (1.0 - time(sizes) / full));
    }
}

fn time(sizes: Sizes) -> f64 {
    let draft = Draft::new(sizes);
    let model = Model::load(&draft.bytes(), &draft.vocabulary).expect("the sample is well formed");
    let (forms, breaks) = sample::words(WORDS, sizes);
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let mut reader = model.reader();
    seconds(|| drop(black_box(reader.read(&forms, &breaks))))
}

/// Seconds of a run, averaged over at least a second of runs.
fn seconds(mut run: impl FnMut()) -> f64 {
    let (wall, start) = (Instant::now(), processor_time());
    let mut runs = 0.0;
    while wall.elapsed().as_secs_f64() < SECONDS {
        run();
        runs += 1.0;
    }
    let wall = wall.elapsed().as_secs_f64();
    start.zip(processor_time()).map_or(wall, |(start, end)| end - start) / runs
}

/// Seconds that the processor worked for this thread, which other programs do not lengthen; known on Linux only.
fn processor_time() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/thread-self/stat").ok()?;
    let ticks = stat.rsplit(')').next()?.split_whitespace().nth(11)?;
    Some(ticks.parse::<f64>().ok()? / TICKS)
}

/// Each piece of the sample has three letters.
fn pieces(forms: &[&str]) -> f64 {
    forms.iter().map(|form| form.len() / 3).sum::<usize>() as f64
}

fn sentences(breaks: &[Break]) -> Vec<std::ops::Range<usize>> {
    let starts: Vec<usize> = (0..breaks.len()).filter(|&word| breaks[word] == Break::Sentence).collect();
    let ends = starts.iter().skip(1).copied().chain([breaks.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}
