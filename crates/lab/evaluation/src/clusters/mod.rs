//! Learns which reports and tellings are one, and scores the groups.
//!
//! In: labelled reports (`crates/lab/training/data/clusters`) and their records. Out: B-cubed scores (Bagga and Baldwin 1998) of stories over
//! reports and of happenings over labelled mentions, each part of the data judged by weights that never saw it; and weights
//! learned from all of it.

mod gold;
mod learn;
mod score;

pub use gold::{Labelled, read};
pub use learn::judge;
pub use score::{Scores, score};
