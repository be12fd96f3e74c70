//! What a story comes to.

use crate::mention::Printed;
use deduplication::{Sketch, voices};
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;

/// Reports of a story that its publishers are counted of: the first ones.
pub const MAX_COUNTED: usize = 1_000;

/// Reports of one story, summed up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Story {
    /// The first report, as an index of those that were handed over.
    pub report: usize,
    /// How many they are.
    pub n_reports: usize,
    /// How many independent voices tell it.
    pub n_sources: usize,
    /// The first day it was told.
    pub first_published: Option<String>,
    /// The last one.
    pub last_published: Option<String>,
}

impl Story {
    /// Sums up reports; none if there is none. `sketch` gives that of a report by its index, and is asked for the first [`MAX_COUNTED`].
    ///
    /// # Errors
    /// Those of `sketch`.
    pub fn of<S: Borrow<Sketch>, E>(
        reports: &[Printed],
        sketch: impl FnMut(usize) -> Result<S, E>,
    ) -> Result<Option<Story>, E> {
        let mut order: Vec<usize> = (0..reports.len()).collect();
        order.sort_by(|&one, &other| reports[one].order().cmp(&reports[other].order()));
        let Some(&first) = order.first() else { return Ok(None) };
        let counted = order.iter().copied().take(MAX_COUNTED);
        let sketches: Vec<S> = counted.map(sketch).collect::<Result<_, _>>()?;
        let voices = voices(sketches.iter().map(Borrow::borrow));
        let published = || reports.iter().filter_map(|report| report.published.as_ref());
        Ok(Some(Story {
            report: first,
            n_reports: reports.len(),
            n_sources: voices.into_iter().max().map_or(0, |last| last + 1),
            first_published: published().min().cloned(),
            last_published: published().max().cloned(),
        }))
    }
}
