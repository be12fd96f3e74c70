//! Compiles `knowledge/`. A problem in a table fails the build, with its file, line and remedy.

use compilation::SourceFile;
use std::path::{Path, PathBuf};

fn main() {
    let folder = Path::new("../../../knowledge");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths = Vec::new();
    list(folder, &mut paths);
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let path =
            path.strip_prefix(folder).expect("listed below it").to_str().expect("plain names").replace('\\', "/");
        SourceFile { path, bytes }
    };
    let files: Vec<SourceFile> = paths.into_iter().map(read).collect();
    let compilation::Compilation { bytes, problems } = compilation::compile(&files, None);
    for problem in problems.iter().take(40) {
        println!("cargo::error=knowledge/{problem}");
    }
    let out = std::env::var_os("OUT_DIR").expect("set by cargo");
    std::fs::write(Path::new(&out).join("knowledge.set"), bytes).expect("OUT_DIR can be written");
}

fn list(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("a folder's entry").path();
        match path.is_dir() {
            true => list(&path, paths),
            false => paths.push(path),
        }
    }
}
