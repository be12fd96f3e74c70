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

#[test]
fn no_words_are_an_empty_reading() {
    let model = fastest();
    let mut reader = model.reader();
    let reading = reader.read(&[], &[]);
    assert!(reading.is_empty());
    assert_eq!(reader.arcs(&reading, 0..0).n(), 0);
    assert!(reader.relations(&reading, 0..5, &[]).is_empty());
}

#[test]
fn words_that_were_not_read_are_left_out() {
    let model = fastest();
    let mut reader = model.reader();
    let reading = reader.read(&["aab", "aac", "aad"], &[]);
    assert_eq!(reader.arcs(&reading, 1..9).n(), 2);
    assert_eq!(reader.arcs(&reading, 7..9).n(), 0);
    assert_eq!(reader.relations(&reading, 0..9, &[Some(2), Some(77)]).len(), 3);
}

#[test]
fn arcs_are_rows_with_the_root_first() {
    let model = fastest();
    let mut reader = model.reader();
    let reading = reader.read(&["aab", "aac", "aad"], &[]);
    let arcs = reader.arcs(&reading, 0..3);
    assert_eq!(arcs.row(1).len(), 4);
    assert_eq!(arcs.score(1, None), arcs.row(1)[0]);
    assert_eq!(arcs.score(1, Some(2)), arcs.row(1)[3]);
}

#[test]
fn arcs_do_not_depend_on_earlier_sentences() {
    let (forms, breaks) = sample::words(120, TINY);
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let model = fastest();
    let mut reader = model.reader();
    let reading = reader.read(&forms, &breaks);
    let arcs = |reader: &mut inference::Reader, words: std::ops::Range<usize>| {
        let arcs = reader.arcs(&reading, words.clone());
        let relations = reader.relations(&reading, words.clone(), &vec![None; words.len()]);
        ((0..words.len()).map(|dep| arcs.row(dep).to_vec()).collect::<Vec<_>>(), relations)
    };
    let after = (arcs(&mut reader, 0..90), arcs(&mut reader, 100..105)).1;
    assert_eq!(after, arcs(&mut model.reader(), 100..105));
}

#[test]
fn probabilities_are_probabilities() {
    let (forms, breaks) = sample::words(40, TINY);
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let model = fastest();
    let mut reader = model.reader();
    let reading = reader.read(&forms, &breaks);
    for (label, probability) in reader.relations(&reading, 0..40, &[None; 40]) {
        assert!(label < TINY.labels[3]);
        assert!((1.0 / TINY.labels[3] as f32..=1.0).contains(&probability), "{probability}");
    }
}

#[test]
fn a_word_of_any_length_can_be_read() {
    let model = fastest();
    let long = "aab".repeat(100_000);
    let reading = model.reader().read(&[&long, "", "\u{0}", "aab"], &[Break::None]);
    assert_eq!(reading.len(), 4);
    assert!(reading.hidden(3).iter().all(|x| x.is_finite()));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]
    #[test]
    fn any_words_can_be_read(words in proptest::collection::vec(proptest::prelude::any::<String>(), 0..80)) {
        static MODEL: std::sync::LazyLock<Model> = std::sync::LazyLock::new(fastest);
        let forms: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut reader = MODEL.reader();
        let reading = reader.read(&forms, &[]);
        assert_eq!(reading.len(), forms.len());
        assert_eq!(reader.arcs(&reading, 0..forms.len()).n(), forms.len());
    }
}

#[test]
fn a_fork_reads_beside_the_last_layers() {
    let (forms, breaks) = sample::words(200, TINY);
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let plain = fastest().reader().read(&forms, &breaks);
    let draft = Draft::new(TINY);
    let forked = |copies: &[(usize, usize)], path| {
        let model = Model::load_on(path, &draft.bytes(), &draft.vocabulary).unwrap();
        let reading = model.forked(&draft.fork(copies).bytes()).unwrap().reader().read(&forms, &breaks);
        assert_eq!(bits(&reading, 0..200), bits(&plain, 0..200), "the fork changes what the reader reads");
        let rows: Vec<u32> = (0..200).flat_map(|word| reading.forked(word).to_vec()).map(f32::to_bits).collect();
        let taken = reading.clone().take_forked();
        assert_eq!(taken.into_iter().map(f32::to_bits).collect::<Vec<_>>(), rows);
        rows
    };
    let hidden: Vec<u32> = (0..200).flat_map(|word| plain.hidden(word).to_vec()).map(f32::to_bits).collect();
    assert_eq!(plain.forked(7), plain.hidden(7), "without a fork the hidden rows");
    for path in Path::available() {
        for same in [&[(1, 1)][..], &[(0, 0), (1, 1)]] {
            assert_eq!(forked(same, path), hidden, "the same weights beside the last layers give the same rows");
        }
    }
    assert_ne!(forked(&[(1, 0)], Path::Portable), hidden);
}

#[test]
fn a_damaged_fork_is_an_error() {
    let draft = Draft::new(TINY);
    let error = |weights: &[u8]| {
        let model = Model::load(&draft.bytes(), &draft.vocabulary).unwrap();
        model.forked(weights).err().expect("an error").to_string()
    };
    let whole = draft.fork(&[(0, 0), (1, 1)]);
    error(&whole.bytes()[..100]);
    assert!(error(&draft.fork(&[(0, 0)]).bytes()).contains("tensor `fork.1.qkv.weight`"));
    let mut wide = whole.clone();
    wide.tensors.get_mut("fork.1.norm1.bias").expect("a bias").shape = vec![32, 2];
    assert!(error(&wide.bytes()).contains("fork.1.norm1.bias"));
}
