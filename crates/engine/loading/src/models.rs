//! The pipeline with the models in the program, or with those of a folder.

use crate::Error;
use gazetteer::Gazetteer;
use pipeline::{Models, Pipeline};
use std::path::Path;
use std::sync::Arc;

/// The pipeline over this knowledge, with the models of `folder` or else those in the program.
///
/// A folder has `reader/weights.safetensors`, `reader/vocabulary.txt` and `coder/weights.safetensors`; if it has
/// `antecedents/weights.safetensors`, `origins/weights.safetensors` or `participants/weights.safetensors` too, these are taken, otherwise
/// the program's.
///
/// # Errors
/// A file that is missing or cannot be read; models that this version does not read.
pub fn pipeline(folder: Option<&Path>, gazetteer: impl Into<Arc<Gazetteer>>) -> Result<Pipeline, Error> {
    match folder {
        Some(folder) => of_folder(folder, gazetteer),
        None => Pipeline::over(Models::shipped(), gazetteer).map_err(Error::program),
    }
}

fn of_folder(folder: &Path, gazetteer: impl Into<Arc<Gazetteer>>) -> Result<Pipeline, Error> {
    let (reader, coder) = (read(folder, READER)?, read(folder, CODER)?);
    let vocabulary = String::from_utf8(read(folder, VOCABULARY)?);
    let vocabulary = vocabulary.map_err(Error::vocabulary(&folder.join(VOCABULARY)))?;
    let own = |name: &str| folder.join(name).exists().then(|| read(folder, name)).transpose();
    let (antecedents, origins, participants) = (own(ANTECEDENTS)?, own(ORIGINS)?, own(PARTICIPANTS)?);
    let shipped = Models::shipped();
    let models = Models {
        reader: &reader,
        vocabulary: &vocabulary,
        coder: &coder,
        antecedents: antecedents.as_deref().unwrap_or(shipped.antecedents),
        origins: origins.as_deref().unwrap_or(shipped.origins),
        participants: participants.as_deref().unwrap_or(shipped.participants),
    };
    Pipeline::over(models, gazetteer).map_err(Error::models(folder))
}

const READER: &str = "reader/weights.safetensors";
const VOCABULARY: &str = "reader/vocabulary.txt";
const CODER: &str = "coder/weights.safetensors";
const ANTECEDENTS: &str = "antecedents/weights.safetensors";
const ORIGINS: &str = "origins/weights.safetensors";
const PARTICIPANTS: &str = "participants/weights.safetensors";

fn read(folder: &Path, name: &str) -> Result<Vec<u8>, Error> {
    let path = folder.join(name);
    std::fs::read(&path).map_err(Error::file(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = pipeline(Some(folder.path()), shipped::gazetteer()).err().expect("no models");
        assert_eq!(error.to_string(), format!("{}: cannot be read", folder.path().join(READER).display()));
    }
}
