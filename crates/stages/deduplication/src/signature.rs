//! How much text two reports share, estimated from signatures of fixed size.
//!
//! Source: Broder 1997, "On the resemblance and containment of documents"; bands as in Leskovec, Rajaraman and Ullman, "Mining
//! of Massive Datasets", section 3.4.

use crate::words::{hash_64, mix, words};
use serde::{Deserialize, Serialize};

/// Values of a signature.
const VALUES: usize = 63;

/// Values of a band: two reports that share half of their shingles share one of the 21 bands with probability .94.
const ROWS: usize = 3;

/// Words of a shingle.
const SHINGLE: usize = 4;

/// Words that are read: the rest of a long text adds nothing to what it is a copy of.
const MAX_WORDS: usize = 4_000;

/// The least hashes of a text's shingles under 63 functions, 16 bits of each.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Signature {
    /// Different shingles, at most 65,535.
    n_shingles: u16,
    /// Empty if there is no shingle.
    values: Vec<u16>,
}

impl Signature {
    pub(crate) fn of(text: &str) -> Signature {
        let shingles = shingles(text);
        if shingles.is_empty() {
            return Signature { n_shingles: 0, values: Vec::new() };
        }
        let least = |function: u64| {
            let salt = mix(&[function]) | 1;
            let values = shingles.iter().map(|shingle| (shingle ^ salt).wrapping_mul(salt.rotate_left(17) | 1));
            // The upper half of a product is the better mixed one.
            values.map(|value| value >> 16).min().map_or(0, |value| (mix(&[value]) & 0xffff) as u16)
        };
        let n_shingles = u16::try_from(shingles.len()).unwrap_or(u16::MAX);
        Signature { n_shingles, values: (0..VALUES as u64).map(least).collect() }
    }

    /// One number a band, different in each band.
    pub(crate) fn bands(&self) -> impl Iterator<Item = u64> + '_ {
        self.values
            .chunks_exact(ROWS)
            .enumerate()
            .map(|(band, rows)| mix(&[band as u64, u64::from(rows[0]), u64::from(rows[1]), u64::from(rows[2])]))
    }

    /// The share of all shingles of both that both have, `0.0..=1.0`.
    pub(crate) fn resemblance(&self, other: &Signature) -> f32 {
        let n_values = self.values.len().min(other.values.len());
        if n_values == 0 {
            return 0.0;
        }
        let n_equal = self.values.iter().zip(&other.values).filter(|(one, other)| one == other).count();
        n_equal as f32 / n_values as f32
    }

    /// The share of the shorter text that the longer one has, `0.0..=1.0`.
    pub(crate) fn containment(&self, other: &Signature) -> f32 {
        let resemblance = self.resemblance(other);
        let (one, two) = (f32::from(self.n_shingles), f32::from(other.n_shingles));
        let n_shared = resemblance / (1.0 + resemblance) * (one + two);
        (n_shared / one.min(two).max(1.0)).min(1.0)
    }
}

/// Hashes of runs of four words in lower case, each once.
fn shingles(text: &str) -> Vec<u64> {
    let hashes: Vec<u64> = words(text).take(MAX_WORDS).map(|word| hash_64(&word.to_lowercase())).collect();
    let mut shingles: Vec<u64> = match hashes.len() {
        0 => Vec::new(),
        n_words if n_words < SHINGLE => vec![mix(&hashes)],
        _ => hashes.windows(SHINGLE).map(mix).collect(),
    };
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "The defence ministers of Ghana and Togo met in Lome on Tuesday and agreed to patrol their border \
        together, the ministry in Accra said. They also spoke of a joint post at Aflao, where traders have waited for days \
        since gunmen burned two lorries. A second meeting is planned for the spring, officials on both sides told reporters.";

    #[test]
    fn a_copy_with_other_words_around_it_is_still_one() {
        let copy = format!("LOME (Wire) - {REPORT} Reporting by our staff.");
        let (one, other) = (Signature::of(REPORT), Signature::of(&copy));
        assert!(one.resemblance(&other) > 0.7, "{}", one.resemblance(&other));
        assert!(one.containment(&other) > 0.85);
        assert!(one.bands().zip(other.bands()).any(|(one, other)| one == other));
    }

    #[test]
    fn a_cut_copy_is_contained() {
        let cut = &REPORT[..REPORT.find(" A second").expect("it is there")];
        let (one, other) = (Signature::of(REPORT), Signature::of(cut));
        assert!(one.containment(&other) > one.resemblance(&other));
        assert!(one.containment(&other) > 0.75, "{}", one.containment(&other));
    }

    #[test]
    fn other_texts_share_nothing() {
        let other = Signature::of(
            "Farmers blocked the road to Cotonou over the price of cotton, police said on Friday morning.",
        );
        assert!(Signature::of(REPORT).resemblance(&other) < 0.05);
    }

    #[test]
    fn a_text_without_words_resembles_none() {
        let empty = Signature::of(" … ");
        assert_eq!(empty.resemblance(&empty), 0.0);
        assert_eq!(empty.bands().count(), 0);
    }
}
