//! What tests say of an input.

use crate::{Options, pieces};

/// Texts and messages, one an item.
pub(crate) fn outcomes(input: &[u8]) -> Vec<String> {
    outcome_of(input, &Options::default())
}

pub(crate) fn outcome_of(input: &[u8], options: &Options) -> Vec<String> {
    let documents = pieces(input, options).map(|piece| piece.and_then(|piece| piece.document()));
    documents
        .map(|read| read.map_or_else(|error| format!("! {error}"), |document| document.text().to_string()))
        .collect()
}
