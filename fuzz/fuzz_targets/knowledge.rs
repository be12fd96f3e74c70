//! A folder of any bytes compiles; what it compiles to opens and answers; a set of any bytes opens or is an error.
#![no_main]

use compilation::{Compilation, SourceFile, compile};
use gazetteer::{Gazetteer, Tables};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

const PATHS: [&str; 8] = [
    "states.toml",
    "blocs.toml",
    "terms.csv",
    "forces.csv",
    "office-patterns.csv",
    "equipment-patterns.csv",
    "extend.csv",
    "towns.csv",
];

static BELOW: LazyLock<&'static [u8]> =
    LazyLock::new(|| Vec::leak(gazetteer::compile("", &Tables::default(), &[], &[])));

fuzz_target!(|input: (u8, Vec<u8>, &str)| {
    let (path, bytes, text) = input;
    let words: Vec<&str> = text.split(' ').collect();
    let ask = |gazetteer: &Gazetteer| {
        for name in gazetteer.scan(&words) {
            assert!(name.start < name.end && name.end <= words.len());
        }
        let _ = (gazetteer.role(&words), gazetteer.rank(&words), gazetteer.designation(&words));
    };
    if let Ok(gazetteer) = Gazetteer::with_layers(*BELOW, vec![bytes.clone()]) {
        ask(&gazetteer);
    }
    let file = SourceFile { path: PATHS[usize::from(path) % PATHS.len()].into(), bytes };
    let Compilation { bytes, .. } = compile(&[file], None);
    ask(&Gazetteer::with_layers(*BELOW, vec![bytes]).expect("what compiles opens"));
});
