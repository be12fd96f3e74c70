//! Weight files that are not what they should be.

mod sample;

use inference::Model;
use safetensors::Dtype;
use sample::{Draft, Random, TINY};

fn error_of(draft: &Draft) -> String {
    Model::load(&draft.bytes(), &draft.vocabulary).err().expect("the file is damaged").to_string()
}

#[track_caller]
fn check(damage: impl FnOnce(&mut Draft), expected: &str) {
    let mut draft = Draft::new(TINY);
    damage(&mut draft);
    assert_eq!(error_of(&draft), expected);
}

#[track_caller]
fn check_config(from: &str, to: &str, expected: &str) {
    let mut draft = Draft::new(TINY);
    let config = draft.metadata.get_mut("config").unwrap();
    assert!(config.contains(from));
    *config = config.replace(from, to);
    let error = error_of(&draft);
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn a_whole_file_loads() {
    let draft = Draft::new(TINY);
    let model = Model::load(&draft.bytes(), &draft.vocabulary).unwrap();
    assert_eq!(model.labels().deprel.len(), TINY.labels[3]);
    assert_eq!(model.hash().len(), 64);
}

#[test]
fn the_hash_names_weights_and_vocabulary() {
    let draft = Draft::new(TINY);
    let hash = |bytes: &[u8], vocabulary: &str| Model::load(bytes, vocabulary).unwrap().hash().to_owned();
    let mut other = draft.clone();
    other.set("parser.root", 0, 0.125);
    let first = hash(&draft.bytes(), &draft.vocabulary);
    assert_eq!(first, hash(&draft.bytes(), &draft.vocabulary));
    assert_ne!(first, hash(&other.bytes(), &draft.vocabulary));
    assert_ne!(first, hash(&draft.bytes(), draft.vocabulary.trim_end()));
}

#[test]
fn a_missing_tensor_is_named() {
    let missing = |draft: &mut Draft| drop(draft.tensors.remove("layers.1.up.scale"));
    check(missing, "tensor `layers.1.up.scale`: expected F32 [96], found none");
    let missing = |draft: &mut Draft| drop(draft.tensors.remove("embeddings.word.weight"));
    check(missing, "tensor `embeddings.word.weight`: expected rows, found none");
}

#[test]
fn another_shape_is_named() {
    let transpose = |draft: &mut Draft| draft.tensors.get_mut("layers.0.up.weight").unwrap().shape.reverse();
    check(transpose, "tensor `layers.0.up.weight`: expected I8 [96, 64], found I8 [64, 96]");
    let flatten = |draft: &mut Draft| draft.tensors.get_mut("parser.arc.u").unwrap().shape = vec![1024];
    check(flatten, "tensor `parser.arc.u`: expected F32 [32, 32], found F32 [1024]");
}

#[test]
fn another_type_is_named() {
    let retype = |draft: &mut Draft| draft.tensors.get_mut("parser.root").unwrap().dtype = Dtype::I32;
    check(retype, "tensor `parser.root`: expected F32 [64], found I32 [64]");
    let unsigned = |draft: &mut Draft| draft.tensors.get_mut("layers.0.qkv.weight").unwrap().dtype = Dtype::U8;
    check(unsigned, "tensor `layers.0.qkv.weight`: expected I8 [192, 64], found U8 [192, 64]");
}

#[test]
fn numbers_that_cannot_be_are_named() {
    check(
        |draft| draft.set("parser.root", 3, f32::NAN),
        "tensor `parser.root`: expected finite numbers, found NaN at 3",
    );
    let infinite = |draft: &mut Draft| draft.set("layers.0.norm1.bias", 0, f32::INFINITY);
    check(infinite, "tensor `layers.0.norm1.bias`: expected finite numbers, found inf at 0");
    let negative = |draft: &mut Draft| draft.set("heads.upos.scale", 5, -0.5);
    check(negative, "tensor `heads.upos.scale`: expected positive numbers, found -0.5 at 5");
    let below = |draft: &mut Draft| draft.tensors.get_mut("layers.1.down.weight").unwrap().data[9] = 128;
    check(below, "tensor `layers.1.down.weight`: expected numbers in -127..=127, found -128 at 9");
}

#[test]
fn label_sets_must_fit_their_heads() {
    let shorter = |draft: &mut Draft| {
        let labels = draft.metadata.get_mut("labels").unwrap();
        *labels = labels.replacen("\"l0\",", "", 1);
    };
    check(shorter, "tensor `heads.upos.weight`: expected I8 [16, 64], found I8 [17, 64]");
    let emptied = |draft: &mut Draft| {
        let labels = r#"{"upos": [], "xpos": ["a"], "feats": ["a"], "deprel": ["a"], "names": ["O"]}"#;
        draft.metadata.insert("labels".into(), labels.into());
    };
    check(emptied, "metadata `labels`: expected 1..=16384 of upos, found 0");
}

#[test]
fn metadata_must_be_there() {
    check(|draft| drop(draft.metadata.remove("format")), "metadata `format`: expected entente-reader/1, found none");
    check(
        |draft| drop(draft.metadata.insert("format".into(), "other/2".into())),
        "metadata `format`: expected entente-reader/1, found other/2",
    );
    check(|draft| drop(draft.metadata.insert("labels".into(), "[".into())), "metadata `labels`: expected its JSON");
    check(|draft| drop(draft.metadata.insert("config".into(), "{}".into())), "metadata `config`: expected its JSON");
}

#[test]
fn sizes_have_bounds() {
    check_config(
        "\"heads\": 2",
        "\"heads\": 3",
        "metadata `config`: expected width = 32 * heads, found Config { width: 64,",
    );
    check_config("\"layers\": 2", "\"layers\": 49", "metadata `config`: expected layers in 1..=48");
    check_config("\"layers\": 2", "\"layers\": 18446744073709551615", "metadata `config`: expected layers in 1..=48");
    check_config("\"layers\": 2", "\"layers\": -1", "metadata `config`: expected its JSON");
    check_config(
        "\"feed_forward\": 96",
        "\"feed_forward\": 97",
        "metadata `config`: expected feed_forward a multiple of 32",
    );
    check_config(
        "\"window_pieces\": 32",
        "\"window_pieces\": 17",
        "metadata `config`: expected window_pieces in 18..=max_pieces",
    );
    check_config(
        "\"max_pieces\": 64",
        "\"max_pieces\": 31",
        "metadata `config`: expected window_pieces in 18..=max_pieces",
    );
    check_config("1e-12", "1.5", "metadata `config`: expected norm_epsilon in 0..1");
    check_config("1e-12", "1e999", "metadata `config`: expected its JSON");
}

#[test]
fn every_truncation_is_an_error() {
    let draft = Draft::new(TINY);
    let bytes = draft.bytes();
    let header = u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    let ends = (0..64).chain((64..header + 64).step_by(97)).chain((header + 64..bytes.len()).step_by(9_973));
    for end in ends.chain([bytes.len() - 1]) {
        assert!(Model::load(&bytes[..end], &draft.vocabulary).is_err(), "the first {end} bytes load");
    }
}

#[test]
fn hostile_header_sizes_are_errors() {
    let draft = Draft::new(TINY);
    for size in [0, 1, 7, u64::from(u32::MAX), u64::MAX, u64::MAX - 7, 1 << 40] {
        let mut bytes = draft.bytes();
        bytes[..8].copy_from_slice(&size.to_le_bytes());
        assert!(Model::load(&bytes, &draft.vocabulary).is_err(), "a header of {size} bytes loads");
    }
}

#[test]
fn hostile_tensor_sizes_are_errors() {
    let draft = Draft::new(TINY);
    for header in [
        r#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#,
        r#"{"a":{"dtype":"I8","shape":[18446744073709551615,2],"data_offsets":[0,4]}}"#,
        r#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[18446744073709551612,18446744073709551615]}}"#,
        r#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
    ] {
        let bytes = [&(header.len() as u64).to_le_bytes(), header.as_bytes(), &[0; 4]].concat();
        assert!(Model::load(&bytes, &draft.vocabulary).is_err(), "{header}");
    }
}

#[test]
fn a_changed_byte_never_panics() {
    let draft = Draft::new(TINY);
    let whole = draft.bytes();
    let header = u64::from_le_bytes(whole[..8].try_into().unwrap()) as usize;
    let mut random = Random::new("bytes");
    for _ in 0..300 {
        let mut bytes = whole.clone();
        let at = random.below(header + 8);
        bytes[at] = random.below(256) as u8;
        if let Ok(model) = Model::load(&bytes, &draft.vocabulary) {
            model.reader().read(&["a", "word"], &[]);
        }
    }
}

#[test]
fn the_vocabulary_must_fit() {
    let shorter =
        |draft: &mut Draft| draft.vocabulary = draft.vocabulary.lines().skip(1).collect::<Vec<_>>().join("\n");
    check(shorter, "vocabulary: expected 600 lines, one for each row of `embeddings.word.weight`, found 599");
    let without = |draft: &mut Draft| draft.vocabulary = draft.vocabulary.replace("[SEP]", "[END]");
    check(without, "vocabulary: expected `[SEP]`, found none");
}

#[test]
fn weights_of_any_size_never_panic() {
    let mut draft = Draft::new(TINY);
    for layer in ["layers.0.up.scale", "layers.1.qkv.scale", "layers.1.down.scale"] {
        (0..64).for_each(|at| draft.set(layer, at, if at % 3 == 0 { f32::MAX } else { f32::MIN_POSITIVE }));
    }
    for path in inference::Path::available() {
        let model = Model::load_on(path, &draft.bytes(), &draft.vocabulary).unwrap();
        let mut reader = model.reader();
        let reading = reader.read(&["a", "bb", "aab"], &[]);
        reader.arcs(&reading, 0..3);
        assert_eq!(reader.relations(&reading, 0..3, &[None, Some(0), Some(9)]).len(), 3);
    }
}
