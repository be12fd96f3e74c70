//! Reading with random networks.

mod sample;

use inference::{Break, Model, Path, Reading};
use sample::{Draft, TINY};

fn model(path: Path) -> Model {
    let draft = Draft::new(TINY);
    Model::load_on(path, &draft.bytes(), &draft.vocabulary).unwrap()
}

fn fastest() -> Model {
    let draft = Draft::new(TINY);
    Model::load(&draft.bytes(), &draft.vocabulary).unwrap()
}

/// Every number of a reading from word `first` on, in bits.
fn bits(reading: &Reading, words: std::ops::Range<usize>) -> Vec<u32> {
    let rows = words.flat_map(|i| {
        let parts = [reading.hidden(i), reading.upos(i), reading.xpos(i), reading.feats(i), reading.names(i)];
        parts.concat().into_iter().chain([reading.start(i)])
    });
    rows.map(f32::to_bits).collect()
}

#[test]
fn every_path_reads_the_same_bits() {
    let (forms, breaks) = sample::words(500, TINY);
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let mut expected = None;
    for path in Path::available() {
        let model = model(path);
        let mut reader = model.reader();
        let reading = reader.read(&forms, &breaks);
        let heads: Vec<_> = (0..30).map(|word: usize| word.checked_sub(2)).collect();
        let arcs = reader.arcs(&reading, 10..40);
        let found = (
            bits(&reading, 0..500),
            (0..30).flat_map(|dep| arcs.row(dep).to_vec()).map(f32::to_bits).collect::<Vec<_>>(),
            reader.relations(&reading, 10..40, &heads),
        );
        assert!(found.0.iter().all(|&bits| f32::from_bits(bits).is_finite()));
        assert!(*expected.get_or_insert_with(|| found.clone()) == found, "{path:?} differs from the portable path");
    }
}

#[test]
fn a_window_reads_the_same_beside_others() {
    let (forms, _) = sample::words(300, TINY);
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let mut breaks = vec![Break::Word; 300];
    (0..300).step_by(10).for_each(|word| breaks[word] = Break::Paragraph);
    let model = fastest();
    let mut reader = model.reader();
    let all = reader.read(&forms, &breaks);
    // Twenty words may be up to 30 pieces; ten always fit, so every window starts at a multiple of ten.
    let starts: Vec<usize> = (0..300).step_by(10).collect();
    let alone = starts.iter().filter(|&&start| {
        let one = reader.read(&forms[start..start + 10], &breaks[start..start + 10]);
        bits(&one, 0..10) == bits(&all, start..start + 10)
    });
    let n = alone.count();
    assert!(n > 3, "only {n} windows of one paragraph read alike");
}

#[test]
fn threads_and_earlier_readings_change_nothing() {
    let (forms, breaks) = sample::words(200, TINY);
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let model = fastest();
    let expected = model.reader().read(&forms, &breaks);
    std::thread::scope(|scope| {
        for skip in 0..4 {
            let (model, forms, breaks, expected) = (&model, &forms, &breaks, &expected);
            scope.spawn(move || {
                let mut reader = model.reader();
                reader.read(&forms[skip * 7..], &breaks[skip * 7..]);
                assert!(reader.read(forms, breaks) == *expected);
            });
        }
    });
}
