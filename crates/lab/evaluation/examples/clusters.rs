//! Scores stories and happenings out of fold, and learns weights from all of the data.
//!
//! `cargo run --release -p entente-evaluation --example clusters -- GOLD.jsonl RECORDS.jsonl [WEIGHTS]`: what is labelled, what `entente
//! code` makes of it, and where to write weights. Each part of the data (the first letter of ids) is scored by weights learned from the
//! other parts.

use evaluation::clusters::{self, Labelled, Scores};
use std::collections::BTreeSet;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [gold, records, rest @ ..] = &arguments[..] else {
        return Err("expected GOLD.jsonl RECORDS.jsonl [WEIGHTS]".into());
    };
    let labelled = clusters::read(&std::fs::read_to_string(gold)?, &std::fs::read_to_string(records)?)?;
    let parts: BTreeSet<char> = labelled.iter().map(|report| report.part).collect();
    let mut all = Scores::default();
    for part in parts {
        let (own, others): (Vec<&Labelled>, Vec<&Labelled>) = labelled.iter().partition(|report| report.part == part);
        let scores = clusters::score(&own, clusters::judge(&others));
        println!("part {part}\n{scores}");
        all.add(scores);
    }
    println!("all parts\n{all}");
    for (one, other) in &all.wrong {
        println!("joined: {one} {other}");
    }
    for group in &all.broken {
        println!("no whole story: {}", group.join(" "));
    }
    if let [weights] = rest {
        let all: Vec<&Labelled> = labelled.iter().collect();
        std::fs::write(weights, clusters::judge(&all).written())?;
    }
    Ok(())
}
