//! `entente parse`.

use super::{load, print_each, reports, total_bytes};
use crate::Outcome;
use crate::args::Read;
use crate::input;
use crate::progress::Progress;
use crate::settings::Settings;
use pipeline::Parse;
use record::conllu;

/// Parses reports and prints their trees as CoNLL-U, the one form there is.
pub fn run(command: &Read, settings: &Settings) -> anyhow::Result<Outcome> {
    settings.check_not_json("parse", "CoNLL-U")?;
    input::greet(&command.files);
    let (pipeline, loaded) = load(settings)?;
    let progress = Progress::new(settings.is_quiet, total_bytes(&command.files));
    Ok(loaded.max(print_each(reports(command, settings), &pipeline, settings, progress, |worker, document| {
        let parse = worker.parse(document);
        conllu::write(&trees(&parse))
    })))
}

/// The sentences of a parse as CoNLL-U has them.
pub fn trees(parse: &Parse) -> Vec<conllu::Sentence> {
    conllu::from_trees(&parse.document, &parse.tokens, &parse.sentences, &parse.trees)
}
