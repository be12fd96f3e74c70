//! Where an export goes: a folder, or one file with a second beside it.

use crate::{Error, Format};
use std::path::{Path, PathBuf};

/// The folder that files are written into and the names of the main tables.
pub(crate) struct Destination {
    pub folder: PathBuf,
    /// Names of the tables of mentions and of happenings.
    pub names: [String; 2],
}

impl Destination {
    /// A path with an extension is a file if the format has one main table and no folder stands there.
    pub fn of(format: Format, path: &Path) -> Result<Destination, Error> {
        let in_folder = format.main_table().unwrap_or_default().map(String::from);
        let is_file = format.main_table().is_some() && path.extension().is_some() && !path.is_dir();
        if is_file {
            return Destination::file(path);
        }
        if path.exists() && !path.is_dir() {
            return Err(Error::destination(path, format!("expected a folder for {}, found a file", format.name())));
        }
        Ok(Destination { folder: path.to_path_buf(), names: in_folder })
    }

    fn file(path: &Path) -> Result<Destination, Error> {
        let part = |part: Option<&std::ffi::OsStr>| part.and_then(|part| part.to_str()).map(String::from);
        let parts = (part(path.file_name()), part(path.file_stem()), part(path.extension()));
        let (Some(name), Some(stem), Some(extension)) = parts else {
            return Err(Error::destination(path, "expected a file name in Unicode"));
        };
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        Ok(Destination { folder, names: [name, format!("{stem}.happenings.{extension}")] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, path: &str, folder: &str, names: [&str; 2]) {
        let destination = Destination::of(format, Path::new(path)).unwrap();
        assert_eq!((destination.folder.to_str().unwrap(), destination.names), (folder, names.map(String::from)));
    }

    #[test]
    fn a_name_with_an_extension_is_a_file_where_there_is_one_main_table() {
        check(Format::Polecat, "out/may.tsv", "out", ["may.tsv", "may.happenings.tsv"]);
        check(Format::JsonLines, "all.jsonl", "", ["all.jsonl", "all.happenings.jsonl"]);
        check(Format::Plover, "out", "out", ["plover.jsonl", "plover.happenings.jsonl"]);
        check(Format::Parquet, "events.parquet", "events.parquet", ["", ""]);
    }

    #[test]
    fn a_file_is_no_folder() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = Destination::of(Format::Csv, file.path()).err().unwrap().to_string();
        assert!(error.ends_with("expected a folder for csv, found a file"), "{error}");
    }
}
