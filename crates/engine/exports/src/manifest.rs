//! The list of a Parquet export's files: what stands in it is exported, and nothing else.

use crate::staging::Staging;
use crate::{Error, ONTOLOGY_VERSION, SCHEMA_VERSION};
use record::Coder;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Component, Path};

/// What a Parquet export holds. `manifest.json` in its folder is written last.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// `entente-parquet/1`.
    pub format: String,
    /// [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// [`ONTOLOGY_VERSION`].
    pub ontology_version: String,
    /// The programs, models and tables that coded the records, each once, sorted.
    pub coders: Vec<Coder>,
    /// By path.
    pub files: Vec<ListedFile>,
}

/// A file of a Parquet export.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct ListedFile {
    /// Below the export's folder, parts separated by `/`.
    pub path: String,
    /// Which table it is part of.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// The manifest of this folder; none if it has none.
    ///
    /// # Errors
    /// A manifest that cannot be read, is of another version, or lists a path outside of the folder.
    pub fn read(folder: &Path) -> Result<Option<Manifest>, Error> {
        let path = folder.join(NAME);
        if !path.exists() {
            return Ok(None);
        }
        let json = fs::read_to_string(&path).map_err(Error::file(&path, "read"))?;
        let manifest: Manifest = serde_json::from_str(&json)
            .map_err(|error| Error::destination(&path, format!("expected the manifest of an export: {error}")))?;
        manifest.check(&path)?;
        Ok(Some(manifest))
    }

    /// The files of one table.
    pub fn files_of(&self, table: &str) -> impl Iterator<Item = &ListedFile> {
        self.files.iter().filter(move |file| file.table == table)
    }

    pub(crate) fn of(coders: Vec<Coder>, mut files: Vec<ListedFile>) -> Manifest {
        files.sort();
        Manifest {
            format: FORMAT.into(),
            schema_version: SCHEMA_VERSION.into(),
            ontology_version: ONTOLOGY_VERSION.into(),
            coders,
            files,
        }
    }

    /// Puts the manifest in the place of the one that stands there.
    pub(crate) fn publish(&self, staging: &mut Staging) -> Result<(), Error> {
        let mut file = staging.file(NAME)?;
        let json = serde_json::to_string_pretty(self).expect("strings, numbers and lists are JSON");
        file.put((json + "\n").as_bytes())?;
        let file = file.finish()?;
        staging.publish(&[file])
    }

    fn check(&self, path: &Path) -> Result<(), Error> {
        let expected = (FORMAT, SCHEMA_VERSION);
        let found = (self.format.as_str(), self.schema_version.as_str());
        if found != expected {
            let reason =
                format!("expected format and schema {expected:?}, found {found:?}; export into another folder");
            return Err(Error::destination(path, reason));
        }
        let strange = self.files.iter().find(|file| !is_inside(&file.path));
        match strange {
            Some(file) => {
                Err(Error::destination(path, format!("expected paths below its folder, found `{}`", file.path)))
            }
            None => Ok(()),
        }
    }
}

/// The manifest's name.
pub(crate) const NAME: &str = "manifest.json";

const FORMAT: &str = "entente-parquet/1";

fn is_inside(path: &str) -> bool {
    let path = Path::new(path);
    path.components().next().is_some() && path.components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_the_folder() {
        assert!(is_inside("events/year=2025/month=01/part-0.parquet"));
        for path in ["", "/etc/passwd", "../x.parquet", "events/../../x"] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
