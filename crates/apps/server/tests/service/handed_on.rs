//! Exports: the files of every format, in an archive.

use crate::service::Service;
use exports::{Format, Options};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use store::Filter;

/// The files of an archive by their names, none of which leads out of it.
pub fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let name = file.name().expect("a name").to_string();
        assert!(file.enclosed_name().is_some() && !name.contains(".."), "{name}");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("all of it");
        files.insert(name, bytes);
    }
    files
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("in it").to_str().expect("plain").replace('\\', "/");
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

/// Without the moment of the export, which some names and files have: 14 digits.
fn without_stamps(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let bare = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        let mut at = 0;
        while at + 14 <= bytes.len() {
            if bytes[at..at + 14].iter().all(u8::is_ascii_digit) && bytes[at..].starts_with(b"20") {
                bytes[at..at + 14].fill(b'0');
                at += 14;
            } else {
                at += 1;
            }
        }
        bytes
    };
    files
        .into_iter()
        .map(|(name, bytes)| {
            (
                String::from_utf8(bare(name.as_bytes())).expect("a name"),
                if name.ends_with(".zip") { bytes } else { bare(&bytes) },
            )
        })
        .collect()
}

#[tokio::test]
async fn an_export_has_the_files_of_its_format() {
    let service = Service::coded().await;
    for format in Format::ALL {
        let (head, bytes) = service.bytes(&format!("/api/v1/export?as={}", format.name()), &[]).await;
        assert_eq!((head.status(), head.header("content-type")), (200, Some("application/zip")), "{}", format.name());
        let name = format!("attachment; filename=\"entente-{}.zip\"", format.name());
        assert_eq!(head.header("content-disposition"), Some(name.as_str()));
        assert_eq!(head.header("content-length"), Some(bytes.len().to_string().as_str()));
        let folder = tempfile::tempdir().expect("a folder");
        answers::hand_on(&service.reader(), &Filter::default(), format, folder.path(), Options::at("20261126120000"))
            .expect("written");
        let (found, expected) = (unpacked(&bytes), files(folder.path()));
        let (found, expected) = (without_stamps(found), without_stamps(expected));
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{}", format.name());
        for (name, bytes) in &found {
            // Manifests and lists of files hash the others, whose stamps differ.
            let is_same = if name.ends_with(".zip") {
                without_stamps(unpacked(bytes)) == without_stamps(unpacked(&expected[name]))
            } else {
                name.contains("manifest")
                    || ["lastupdate.txt", "masterfilelist.txt"].contains(&name.as_str())
                    || *bytes == expected[name]
            };
            assert!(is_same, "{} {name}: {} bytes, expected {}", format.name(), bytes.len(), expected[name].len());
        }
        assert!(!found.is_empty());
    }
}

#[tokio::test]
async fn an_export_is_whole_for_who_takes_packed_answers() {
    let service = Service::coded().await;
    for path in ["/api/v1/export?as=jsonl", "/api/v1/corrections/export?as=gold"] {
        let (head, bytes) = service.bytes(path, &["Accept-Encoding: gzip, deflate, br"]).await;
        assert_eq!((head.status(), head.header("content-encoding")), (200, None), "{path}");
        assert_eq!(head.header("content-length"), Some(bytes.len().to_string().as_str()), "{path}");
        unpacked(&bytes);
    }
}

#[tokio::test]
async fn a_filter_holds_for_an_export_too() {
    let service = Service::coded().await;
    let (_, bytes) = service.bytes("/api/v1/export?as=csv&report=attack-1&type=ASSAULT", &[]).await;
    let files = unpacked(&bytes);
    let events = files.iter().find(|(name, _)| name.contains("events")).expect("events").1;
    let mut rows = csv::Reader::from_reader(events.as_slice());
    assert_eq!(rows.records().count(), 1);
}
