//! Sums by pair of countries and month.

use crate::happening::Happening;
use crate::mention::Mention;
use crate::pairs::Pair;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is summed under one number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Cell {
    /// Who, and in which direction.
    pub pair: Pair,
    /// The month of the first day: `2025-08`.
    pub month: String,
    /// PLOVER's quad category, 1 to 4.
    pub quad: u8,
    /// Status.
    pub status: String,
}

/// The sums of a cell.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Sums {
    /// Mentions.
    pub mentions: u64,
    /// Happenings.
    pub happenings: u64,
    /// Scores of the mentions, to six places.
    pub score: f64,
    /// Goldstein values of the mentions, to six places.
    pub goldstein: f64,
}

/// Sums by cell.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Months(BTreeMap<Cell, Sums>);

impl Months {
    /// Counts a mention in each cell that it falls into: none, if it has no day.
    pub fn add_mention(&mut self, mention: &Mention) {
        for cell in mention.cells() {
            let sums = self.0.entry(cell).or_default();
            sums.mentions += 1;
            sums.score = rounded(sums.score + mention.score);
            sums.goldstein = rounded(sums.goldstein + mention.goldstein);
        }
    }

    /// Counts a happening.
    pub fn add_happening(&mut self, happening: &Happening) {
        happening.cells().into_iter().for_each(|cell| self.0.entry(cell).or_default().happenings += 1);
    }

    /// Cells with their sums, in order.
    pub fn rows(&self) -> impl Iterator<Item = (&Cell, &Sums)> {
        self.0.iter()
    }
}

impl Mention {
    /// The cells of the sums that it falls into, by its days as its record tells them; one a pair.
    pub fn cells(&self) -> Vec<Cell> {
        let month = self.days.as_ref().and_then(|(first, _)| month(first));
        let cell = |pair| Some(cell(pair, month?, self.quad, &self.status));
        self.pairs().into_iter().filter_map(cell).collect()
    }
}

impl Happening {
    /// The cells of the sums that it falls into; one a pair.
    pub fn cells(&self) -> Vec<Cell> {
        let month = self.date_start.as_deref().and_then(month);
        let cell = |pair| Some(cell(pair, month?, self.quad, &self.status));
        self.pairs().into_iter().filter_map(cell).collect()
    }
}

fn cell(pair: Pair, month: &str, quad: u8, status: &str) -> Cell {
    Cell { pair, month: month.into(), quad, status: status.into() }
}

fn month(day: &str) -> Option<&str> {
    day.get(..7)
}

/// To six places: scores have fewer, so that sums do not depend on their order.
fn rounded(sum: f64) -> f64 {
    (sum * 1e6).round() / 1e6
}
