//! Decoding of BIO label scores.

use annotation::NameLabel;

/// What the reader's label list says at each position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Bio {
    Outside,
    Begin(NameLabel),
    Inside(NameLabel),
}

impl Bio {
    /// Reads `O`, `B-person`, `I-person`.
    pub fn parse(text: &str) -> Option<Bio> {
        match text.split_once('-') {
            None => (text == "O").then_some(Bio::Outside),
            Some(("B", label)) => NameLabel::from_name(label).map(Bio::Begin),
            Some(("I", label)) => NameLabel::from_name(label).map(Bio::Inside),
            Some(_) => None,
        }
    }

    /// Whether `self` may follow `before`: an inside label continues a name of its own kind.
    fn may_follow(self, before: Bio) -> bool {
        match self {
            Bio::Inside(label) => before == Bio::Begin(label) || before == Bio::Inside(label),
            _ => true,
        }
    }
}

/// The best label sequence for words whose logits are `rows`, as indices into `labels`.
///
/// Viterbi over the hard constraints of BIO, without transition scores. Ties go to the earlier label.
pub(crate) fn decode(labels: &[Bio], rows: &[&[f32]]) -> Vec<usize> {
    let mut scores: Vec<f32> = Vec::new();
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut next = vec![f32::NEG_INFINITY; labels.len()];
        let mut from = vec![0; labels.len()];
        let best = best_of(&scores, |_| true);
        for (label, bio) in labels.iter().enumerate() {
            let previous = match (back.is_empty(), bio) {
                (true, Bio::Inside(_)) => continue,
                (true, _) => None,
                (false, Bio::Inside(_)) => Some(best_of(&scores, |other| bio.may_follow(labels[other]))),
                (false, _) => Some(best),
            };
            next[label] = row[label] + previous.map_or(0.0, |previous| scores[previous]);
            from[label] = previous.unwrap_or(0);
        }
        scores = next;
        back.push(from);
    }
    let mut path = vec![best_of(&scores, |_| true); rows.len()];
    for word in (1..rows.len()).rev() {
        path[word - 1] = back[word][path[word]];
    }
    path
}

fn best_of(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = 0;
    let mut top = f32::NEG_INFINITY;
    for (index, &score) in scores.iter().enumerate() {
        if score > top && allowed(index) {
            (best, top) = (index, score);
        }
    }
    best
}

/// Softmax probability of `label` among `row`.
pub(crate) fn probability(row: &[f32], label: usize) -> f32 {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let total: f32 = row.iter().map(|logit| (logit - top).exp()).sum();
    (row[label] - top).exp() / total
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[[f32; 3]], expected: &str) {
        let labels = ["O", "B-person", "I-person"].map(|label| Bio::parse(label).expect("a label"));
        let rows: Vec<&[f32]> = rows.iter().map(|row| row.as_slice()).collect();
        let path: String = decode(&labels, &rows).iter().map(|&label| ['O', 'B', 'I'][label]).collect();
        assert_eq!(path, expected);
    }

    #[test]
    fn an_inside_label_needs_a_beginning() {
        check(&[[0.0, 1.0, 9.0], [0.0, 0.0, 5.0]], "BI");
        check(&[[5.0, 1.0, 9.0], [2.0, 0.0, 3.0]], "OO");
        check(&[[0.0, 3.0, 0.0], [0.0, 3.0, 1.0], [1.0, 0.0, 2.0]], "BBI");
        check(&[], "");
    }

    #[test]
    fn probabilities_sum_to_one() {
        let row = [0.3, -1.0, 2.5];
        let total: f32 = (0..3).map(|label| probability(&row, label)).sum();
        assert!((total - 1.0).abs() < 1e-6);
    }
}
