//! Raw text on standard input, one token a line on standard output: where a word of a multiword token begins with U+0001,
//! and an empty line stands between paragraphs.

use segmentation::Tokenizer;
use std::io::{Read, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let document = text::Document::new(text)?;
    let started = std::time::Instant::now();
    let tokens = Tokenizer::new().tokenize(&document);
    let seconds = started.elapsed().as_secs_f64();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (index, token) in tokens.iter().enumerate() {
        let gap = if token.starts_paragraph && index > 0 { "\n" } else { "" };
        let part = if token.part == annotation::Part::Later { "\u{1}" } else { "" };
        writeln!(out, "{gap}{part}{}", document.slice(token.span))?;
    }
    let megabytes = document.text().len() as f64 / 1e6;
    eprintln!("{} tokens, {megabytes:.2} MB in {seconds:.3} s: {:.1} MB/s", tokens.len(), megabytes / seconds);
    Ok(())
}
