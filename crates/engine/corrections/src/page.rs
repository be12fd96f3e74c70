//! A text in code points.

use record::{Points, Record};

/// A text, and where its words stand.
pub(crate) struct Page<'t> {
    text: &'t str,
    points: Points<'t>,
}

impl<'t> Page<'t> {
    pub(crate) fn new(text: &'t str) -> Page<'t> {
        Page { text, points: Points::new(text) }
    }

    /// How many code points it has.
    pub(crate) fn count(&self) -> usize {
        self.points.count()
    }

    /// The words of a span.
    pub(crate) fn words(&self, span: [usize; 2]) -> &'t str {
        self.points.slice(span)
    }

    /// Where `words` stand nearest to a code point; of two that are as near the first.
    pub(crate) fn nearest(&self, words: &str, near: usize) -> Option<[usize; 2]> {
        if words.is_empty() {
            return None;
        }
        let length = words.chars().count();
        let (mut point, mut byte, mut nearest) = (0, 0, None);
        for (found, _) in self.text.match_indices(words) {
            point += self.text[byte..found].chars().count();
            byte = found;
            if nearest.is_none_or(|held: usize| point.abs_diff(near) < held.abs_diff(near)) {
                nearest = Some(point);
            }
        }
        nearest.map(|start| [start, start + length])
    }
}

/// The sentence that a code point stands in, or the last one that begins before it.
pub(crate) fn sentence_at(record: &Record, point: usize) -> usize {
    let within = record.sentences.iter().position(|&[start, end]| start <= point && point < end);
    within.or_else(|| record.sentences.iter().rposition(|&[start, _]| start <= point)).unwrap_or(0)
}
