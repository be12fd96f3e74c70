//! A weight file that loads is read to the same bits on every path; one that does not is an error.
#![no_main]

use inference::{Model, Path};
use libfuzzer_sys::fuzz_target;

const WORDS: [&str; 4] = ["Accra", "reopened", "the", "border"];

fuzz_target!(|input: (&str, &[u8])| {
    let (vocabulary, weights) = input;
    let readings = Path::available().into_iter().filter_map(|path| {
        let model = Model::load_on(path, weights, vocabulary).and_then(|model| model.forked(weights)).ok()?;
        let mut reader = model.reader();
        let reading = reader.read(&WORDS, &[]);
        let arcs = reader.arcs(&reading, 0..WORDS.len());
        Some(
            (0..WORDS.len())
                .flat_map(|word| [reading.hidden(word), reading.forked(word), arcs.row(word)].concat())
                .map(f32::to_bits)
                .collect(),
        )
    });
    let readings: Vec<Vec<u32>> = readings.collect();
    assert!(readings.is_empty() || readings.len() == Path::available().len());
    let finite = |bits: &u32| f32::from_bits(*bits).is_finite();
    if readings.iter().flatten().all(finite) {
        assert!(readings.windows(2).all(|pair| pair[0] == pair[1]));
    }
});
