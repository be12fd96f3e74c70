//! Logistic regression over pairs that share a block.

use super::gold::Labelled;
use deduplication::{Judge, Sketch, Told, Weights};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A pair's features, and whether it is one.
type Example = (Vec<f32>, bool);

/// Strengths of the Gaussian prior on every weight but the first: of 0.2, 0.5, 1 and 2 for reports, of 0.1, 0.5, 1, 2 and 4 for events those which
/// make the pairs of a part most probable by weights that were learned from the other parts.
const PRIOR_OF_REPORTS: f64 = 0.5;
const PRIOR_OF_EVENTS: f64 = 2.0;

/// Newton's steps: the fifth changes weights in the third decimal.
const STEPS: usize = 12;

/// A judge learned from labelled reports: events first, since their likeness counts for reports.
///
/// The likeness of events that reports are learned with is, part by part, that of a judge who did not see the part: else it would be
/// surer than it is on what is new.
pub fn judge(reports: &[&Labelled]) -> Judge {
    let parts: BTreeSet<char> = reports.iter().map(|labelled| labelled.part).collect();
    let mut of_reports = Vec::new();
    for &part in &parts {
        let (own, others): (Vec<&Labelled>, Vec<&Labelled>) =
            reports.iter().partition(|labelled| labelled.part == part);
        let seen = if others.is_empty() { &own } else { &others };
        let half_taught = Judge::of(Weights::new(Vec::new()), Weights::new(events(seen)));
        let stories: Vec<_> = sketches(&own).map(|(sketch, labelled)| (sketch, labelled.story.as_str())).collect();
        of_reports.extend(examples(
            &stories,
            |sketch| sketch.blocks(),
            |one, other| half_taught.report_features(one, other),
        ));
    }
    Judge::of(Weights::new(fitted(&of_reports, PRIOR_OF_REPORTS)), Weights::new(events(reports)))
}

fn sketches<'r>(reports: &'r [&'r Labelled]) -> impl Iterator<Item = (Rc<Sketch>, &'r Labelled)> {
    reports.iter().map(|labelled| {
        let report = record::comparable(&labelled.record, &labelled.text, None);
        (Rc::new(Sketch::of(&report)), *labelled)
    })
}

/// Weights of the features of events.
fn events(reports: &[&Labelled]) -> Vec<f32> {
    let mut tellings: Vec<(Told, &str)> = Vec::new();
    for (sketch, labelled) in sketches(reports) {
        for (happening, index) in &labelled.mentions {
            let told = index.and_then(|index| Told::of(&sketch, index));
            tellings.extend(told.map(|told| (told, happening.as_str())));
        }
    }
    let untaught = Judge::of(Weights::new(Vec::new()), Weights::new(Vec::new()));
    let examples = examples(&tellings, Told::blocks, |one, other| untaught.event_features(one, other));
    fitted(&examples, PRIOR_OF_EVENTS)
}

fn examples<S>(
    items: &[(S, &str)],
    blocks: impl Fn(&S) -> Vec<deduplication::Block>,
    features: impl Fn(&S, &S) -> Option<Vec<f32>>,
) -> Vec<Example> {
    let mut filed: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, (item, _)) in items.iter().enumerate() {
        blocks(item).iter().for_each(|block| filed.entry(block.key).or_default().push(index));
    }
    let mut pairs = BTreeSet::new();
    for (index, (item, _)) in items.iter().enumerate() {
        let near = blocks(item).into_iter().flat_map(|block| block.keys().collect::<Vec<_>>());
        let others = near.filter_map(|key| filed.get(&key)).flatten();
        pairs.extend(others.filter(|&&other| other < index).map(|&other| (other, index)));
    }
    let example = |(one, other): (usize, usize)| {
        Some((features(&items[one].0, &items[other].0)?, items[one].1 == items[other].1))
    };
    pairs.into_iter().filter_map(example).collect()
}

/// Weights that make the examples most probable, by Newton's method.
fn fitted(examples: &[Example], prior: f64) -> Vec<f32> {
    let n_features = examples.first().map_or(0, |(features, _)| features.len());
    let mut weights = vec![0.0f64; n_features];
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> =
            weights.iter().enumerate().map(|(at, weight)| if at == 0 { 0.0 } else { -prior * weight }).collect();
        let mut curvature = vec![vec![0.0f64; n_features]; n_features];
        for (at, row) in curvature.iter_mut().enumerate() {
            row[at] = if at == 0 { 1e-6 } else { prior };
        }
        for (features, is_one) in examples {
            let logit: f64 = weights.iter().zip(features).map(|(weight, value)| weight * f64::from(*value)).sum();
            let probability = 1.0 / (1.0 + (-logit).exp());
            let error = f64::from(u8::from(*is_one)) - probability;
            let spread = probability * (1.0 - probability);
            let active: Vec<(usize, f64)> = features
                .iter()
                .enumerate()
                .filter(|(_, value)| **value != 0.0)
                .map(|(at, value)| (at, f64::from(*value)))
                .collect();
            for &(at, value) in &active {
                gradient[at] += error * value;
                active.iter().for_each(|&(other, second)| curvature[at][other] += spread * value * second);
            }
        }
        let step = solved(curvature, gradient);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    weights.into_iter().map(|weight| weight as f32).collect()
}

/// The solution of a positive definite system, by elimination with pivots.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let n_rows = right.len();
    for column in 0..n_rows {
        let pivot =
            (column..n_rows).max_by(|&one, &other| matrix[one][column].abs().total_cmp(&matrix[other][column].abs()));
        let pivot = pivot.expect("the range is not empty");
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        for row in column + 1..n_rows {
            let factor = matrix[row][column] / matrix[column][column];
            if factor != 0.0 {
                let (above, below) = matrix.split_at_mut(row);
                below[0]
                    .iter_mut()
                    .zip(&above[column])
                    .skip(column)
                    .for_each(|(value, pivot)| *value -= factor * pivot);
                right[row] -= factor * right[column];
            }
        }
    }
    for row in (0..n_rows).rev() {
        let known: f64 = (row + 1..n_rows).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}
