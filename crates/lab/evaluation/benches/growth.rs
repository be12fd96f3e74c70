//! Whether the time of a report grows with its length alone: `cargo bench -p entente-evaluation --bench growth`.
//!
//! Codes one text over and over as a single document, each four times as long as the one before, on one thread. The last number
//! is the time of a sentence against the shortest document's: 1 where the growth is linear, 4 a step where it is quadratic.

use record::{Provenance, Record};
use std::time::Instant;

/// Who is named anew and meant again, with a quote, a deal, a date and a number.
const TEXT: &str = "Kenyan police met their chief in Nairobi on Monday. President Karo Imbesa told Tanzanian Defence Minister Asha Mrema that \
     she would receive 12 patrol boats. \"We will deliver them in March,\" he said. The Tanzanian navy thanked its host and both \
     sides agreed to hold an exercise off Mombasa. ";
const SENTENCES: usize = 4;
const REPEATED: [usize; 4] = [15, 60, 240, 960];

fn main() -> anyhow::Result<()> {
    let pipeline = loading::pipeline(None, shipped::gazetteer())?;
    let provenance = Provenance::of(&pipeline);
    let mut worker = pipeline.worker();
    let mut shortest = None;
    for times in REPEATED {
        let mut document = text::Document::new(TEXT.repeat(times))?;
        document.published = Some("2025-01-16".parse()?);
        let clock = Instant::now();
        let coded = std::hint::black_box(Record::of(document, &mut worker, &provenance).0.to_json());
        let a_sentence = clock.elapsed().as_secs_f64() / (times * SENTENCES) as f64;
        let growth = a_sentence / *shortest.get_or_insert(a_sentence);
        let bytes = coded.len();
        println!(
            "{:5} sentences  {:7.3} ms a sentence  {growth:5.2}  {bytes} bytes",
            times * SENTENCES,
            1e3 * a_sentence
        );
    }
    Ok(())
}
