//! A model's labels as the code lists know them.

use annotation::Feats;
use inference::Labels;
use ontology::{Deprel, Upos};
use std::sync::Arc;

/// Why a model cannot parse.
#[derive(Debug)]
pub struct Error(Kind);

#[derive(Debug)]
enum Kind {
    Unknown { list: &'static str, label: String },
    Empty { list: &'static str },
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Kind::Unknown { list, label } => {
                write!(f, "labels `{list}`: expected a label of UD English, found `{label}`")
            }
            Kind::Empty { list } => write!(f, "labels `{list}`: expected at least one label, found none"),
        }
    }
}

impl std::error::Error for Error {}

/// The values that indices of logits mean.
pub(crate) struct LabelSets {
    pub(crate) upos: Vec<Upos>,
    pub(crate) xpos: Vec<Arc<str>>,
    pub(crate) feats: Vec<Feats>,
    pub(crate) deprel: Vec<Deprel>,
}

impl LabelSets {
    pub(crate) fn new(labels: &Labels) -> Result<LabelSets, Error> {
        Ok(LabelSets {
            upos: known("upos", &labels.upos, Upos::from_name)?,
            xpos: known("xpos", &labels.xpos, |label| Some(Arc::from(label)))?,
            feats: known("feats", &labels.feats, |label| Some(Feats::new(label)))?,
            deprel: known("deprel", &labels.deprel, Deprel::from_name)?,
        })
    }
}

fn known<T>(list: &'static str, labels: &[String], look_up: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Error> {
    if labels.is_empty() {
        return Err(Error(Kind::Empty { list }));
    }
    let value = |label: &String| look_up(label).ok_or_else(|| Error(Kind::Unknown { list, label: label.clone() }));
    labels.iter().map(value).collect()
}

/// The index of the greatest logit, the first of equals; those that are no numbers never win.
pub(crate) fn greatest(logits: &[f32]) -> usize {
    let better = |best: usize, at: usize| if logits[at] > logits[best] || logits[best].is_nan() { at } else { best };
    (0..logits.len()).reduce(better).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(deprel: &str) -> Labels {
        let one = |label: &str| vec![label.to_owned()];
        Labels { upos: one("NOUN"), xpos: one("NN"), feats: one("_"), deprel: one(deprel), names: one("O") }
    }

    #[test]
    fn labels_of_another_scheme_are_refused() {
        let error = LabelSets::new(&labels("SBJ")).err().expect("SBJ is no UD relation");
        assert_eq!(error.to_string(), "labels `deprel`: expected a label of UD English, found `SBJ`");
        assert!(LabelSets::new(&labels("nsubj")).is_ok());
    }

    #[test]
    fn the_first_of_equals_is_greatest() {
        assert_eq!(greatest(&[1.0, 3.0, 3.0]), 1);
        assert_eq!(greatest(&[f32::NAN, 0.5]), 1);
        assert_eq!(greatest(&[]), 0);
    }
}
