//! Embeds the built pages, `ui/dist`, each file as it is and packed.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What is shown where no pages were built.
const EMPTY: &str = "<!doctype html><html lang=\"en\"><title>Entente</title><p>This build has no pages: see /openapi.json.</p></html>\n";

fn main() {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../../ui/dist");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, "", &mut files);
    if !files.iter().any(|(name, _)| name == "index.html") {
        files.push(("index.html".into(), EMPTY.into()));
    }
    files.sort();
    let mut table = String::from("[\n");
    for (at, (name, bytes)) in files.iter().enumerate() {
        let (plain, packed) = (out.join(format!("{at}.bin")), out.join(format!("{at}.gz")));
        fs::write(&plain, bytes).expect("the build's folder can be written");
        fs::write(&packed, pack(bytes)).expect("the build's folder can be written");
        writeln!(
            table,
            "    Asset {{ path: {name:?}, bytes: include_bytes!({plain:?}), packed: include_bytes!({packed:?}) }},"
        )
        .expect("a string takes all");
    }
    table.push_str("]\n");
    fs::write(out.join("assets.rs"), table).expect("the build's folder can be written");
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.push((name, fs::read(entry.path()).expect("a file of the pages can be read")));
        }
    }
}

fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("a vector takes all");
    encoder.finish().expect("a vector takes all")
}
