//! Measures time expressions on labelled reports.
//!
//! `cargo run --release -p entente-resolution --example times -- FILE...` reads files in the markup of
//! `lab/train-events` (its README): spans marked `{on Tuesday|T}`, and days given by `%D expression = first..last`.
//! It prints how many spans are found exactly and in part, how many of the found are right, how many expressions
//! have both days right, and the time taken. With `-v` it also prints what was missed.

use annotation::{Sentence, Time};
use resolution::when::find_times;
use std::time::Instant;
use text::{Document, Span};

fn main() -> std::io::Result<()> {
    let (options, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|argument| argument == "-v");
    if files.is_empty() {
        println!("no files given");
    }
    for file in files {
        let mut counts = Counts::default();
        for report in reports(&std::fs::read_to_string(&file)?) {
            counts.add(&report, !options.is_empty());
        }
        println!("{file}: {}", counts.show());
    }
    Ok(())
}

/// A report, with what its annotators marked.
struct Report {
    document: Document,
    sentences: Vec<Sentence>,
    marks: Vec<Span>,
    /// Expression, first and last day.
    days: Vec<(String, String, String)>,
}

/// The reports of a labelled file; a line of a file without reports is a report.
fn reports(file: &str) -> Vec<Report> {
    let mut blocks: Vec<(Option<&str>, Vec<&str>)> = Vec::new();
    let whole = file.lines().any(|line| line.starts_with("## "));
    for line in file.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("## ") {
            Some(head) => blocks.push((head.split("published ").nth(1).and_then(|rest| rest.get(..10)), Vec::new())),
            None if line.starts_with('#') => {}
            None if !whole => blocks.push((None, vec![line])),
            None => blocks.last_mut().into_iter().for_each(|block| block.1.push(line)),
        }
    }
    blocks.into_iter().filter_map(|(published, lines)| report(published, &lines)).collect()
}

fn report(published: Option<&str>, lines: &[&str]) -> Option<Report> {
    let (mut text, mut sentences, mut marks, mut days) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        if let Some(given) = line.strip_prefix("%D ") {
            let (expression, range) = given.rsplit_once(" = ")?;
            let (first, last) = range.split_once("..")?;
            days.push((expression.to_owned(), first.to_owned(), last.to_owned()));
        } else if !line.starts_with('%') {
            let start = text.len();
            unmark(line, &mut text, &mut marks);
            sentences.push(Sentence { span: Span::new(start, text.len()), tokens: 0..1 });
            text.push(' ');
        }
    }
    let mut document = Document::new(text).ok()?;
    document.published = published.and_then(|day| day.parse().ok());
    Some(Report { document, sentences, marks, days })
}

/// Appends `line` to `text` without its markup.
fn unmark(line: &str, text: &mut String, marks: &mut Vec<Span>) {
    let mut rest = line;
    while let Some((before, (inside, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        text.push_str(before);
        let (words, label) = inside.rsplit_once('|').unwrap_or((inside, ""));
        let start = text.len();
        text.push_str(words);
        if label == "T" {
            marks.push(Span::new(start, text.len()));
        }
        rest = after;
    }
    text.push_str(rest);
}

#[derive(Default)]
struct Counts {
    marked: usize,
    found: usize,
    exact: usize,
    touched: usize,
    dated: usize,
    right: usize,
    bytes: usize,
    seconds: f64,
}

impl Counts {
    fn add(&mut self, report: &Report, verbose: bool) {
        let clock = Instant::now();
        let (times, _) = find_times(&report.document, &report.sentences, |_| false);
        self.seconds += clock.elapsed().as_secs_f64();
        self.bytes += report.document.text().len();
        self.marked += report.marks.len();
        self.found += times.len();
        for &mark in &report.marks {
            let exact = times.iter().any(|time| time.span == mark);
            let touched = touching(&times, mark).is_some();
            self.exact += usize::from(exact);
            self.touched += usize::from(touched);
            if verbose && !touched {
                println!("missed: {}", report.document.slice(mark));
            }
        }
        self.add_days(report, &times, verbose);
    }

    /// Compares the days, taking the marks of one wording in the order of the text.
    fn add_days(&mut self, report: &Report, times: &[Time], verbose: bool) {
        let mut free = report.marks.clone();
        for (expression, first, last) in &report.days {
            let at = free.iter().position(|&mark| report.document.slice(mark) == expression);
            let time = at.map(|at| free.remove(at)).and_then(|mark| touching(times, mark));
            let days = time.and_then(|time| time.days).map(|(first, last)| (first.to_string(), last.to_string()));
            let right = days.as_ref().is_some_and(|days| (&days.0, &days.1) == (first, last));
            self.dated += 1;
            self.right += usize::from(right);
            if verbose && !right {
                println!("days: {expression} is {first}..{last}, found {days:?}");
            }
        }
    }

    fn show(&self) -> String {
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        format!(
            "spans {}: exact {:.3}, touched {:.3}, precision {:.3}; days {}/{} ({:.3}); {:.1} MB/s",
            self.marked,
            share(self.exact, self.marked),
            share(self.touched, self.marked),
            share(self.exact, self.found),
            self.right,
            self.dated,
            share(self.right, self.dated),
            self.bytes as f64 / 1e6 / self.seconds.max(1e-9),
        )
    }
}

fn touching(times: &[Time], mark: Span) -> Option<&Time> {
    times.iter().find(|time| time.span.overlaps(mark))
}
