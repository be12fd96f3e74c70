//! Types of what a source does to a target, scored as Zero-Shot-PLOVER does (Hu, Parolin, Khan, Osorio and D'Orazio 2024).
//!
//! Root: the types, CONCEDE and RETREAT as YIELD. Penta: verbal and material cooperation and conflict. Binary: cooperation and
//! conflict. Macro F1 is the plain mean over the labels of the gold.

use crate::rates::ratio;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};

/// A pair with its gold labels.
#[derive(Deserialize, Clone, Debug)]
pub struct Gold {
    /// By this its answer is found.
    pub id: serde_json::Value,
    /// `AGREE`, …, `YIELD`.
    pub root: String,
    /// 1 to 4.
    pub penta: u8,
}

/// Scores of one set of labels.
#[derive(Clone, PartialEq, Debug)]
pub struct Level {
    /// Mean of the labels' F1.
    pub macro_f1: f64,
    /// Share of right labels.
    pub accuracy: f64,
    /// Precision, recall, F1 and number of each gold label.
    pub labels: BTreeMap<String, (f64, f64, f64, usize)>,
}

/// All scores.
#[derive(Clone, PartialEq, Debug)]
pub struct Scores {
    /// How many pairs.
    pub n: usize,
    /// Types.
    pub root: Level,
    /// Quads.
    pub penta: Level,
    /// Cooperation and conflict.
    pub binary: Level,
}

/// Scores the answers; one that is missing is wrong.
pub fn score<'a>(gold: &[Gold], answer: impl Fn(&serde_json::Value) -> Option<&'a str>) -> Scores {
    let found: Vec<&str> = gold.iter().map(|pair| root(answer(&pair.id).unwrap_or("NONE"))).collect();
    let quads: Vec<u8> = found.iter().map(|root| penta(root)).collect();
    let level = |gold: Vec<String>, found: Vec<String>| level(&gold, &found);
    Scores {
        n: gold.len(),
        root: level(
            gold.iter().map(|pair| pair.root.clone()).collect(),
            found.iter().map(|root| root.to_string()).collect(),
        ),
        penta: level(
            gold.iter().map(|pair| pair.penta.to_string()).collect(),
            quads.iter().map(u8::to_string).collect(),
        ),
        binary: level(
            gold.iter().map(|pair| side(pair.penta).to_string()).collect(),
            quads.iter().map(|penta| side(*penta).to_string()).collect(),
        ),
    }
}

fn root(event_type: &str) -> &str {
    match event_type {
        "CONCEDE" | "RETREAT" => "YIELD",
        other => other,
    }
}

fn penta(root: &str) -> u8 {
    match root {
        "AGREE" | "CONSULT" | "SUPPORT" => 1,
        "COOPERATE" | "AID" | "YIELD" => 2,
        "ACCUSE" | "REQUEST" | "REJECT" | "THREATEN" => 3,
        "PROTEST" | "MOBILIZE" | "SANCTION" | "COERCE" | "ASSAULT" => 4,
        _ => 0,
    }
}

fn side(penta: u8) -> &'static str {
    match penta {
        0 => "NONE",
        1 | 2 => "coop",
        _ => "conf",
    }
}

fn level(gold: &[String], found: &[String]) -> Level {
    let mut labels = BTreeMap::new();
    for label in gold {
        labels.entry(label.clone()).or_insert_with(|| {
            let hits = gold.iter().zip(found).filter(|(one, other)| *one == label && *other == label).count();
            let said = found.iter().filter(|other| *other == label).count();
            let told = gold.iter().filter(|other| *other == label).count();
            (ratio(hits, said), ratio(hits, told), ratio(2 * hits, said + told), told)
        });
    }
    let right = gold.iter().zip(found).filter(|(one, other)| one == other).count();
    Level {
        macro_f1: labels.values().map(|label| label.2).sum::<f64>() / labels.len().max(1) as f64,
        accuracy: ratio(right, gold.len()),
        labels,
    }
}

impl Display for Scores {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "n = {}", self.n)?;
        for (name, level) in [("root", &self.root), ("penta", &self.penta), ("binary", &self.binary)] {
            writeln!(f, "{name:7} macro-F1 {:.4}  acc {:.4}", level.macro_f1, level.accuracy)?;
        }
        for (label, (precision, recall, f1, n)) in &self.root.labels {
            writeln!(f, "  {label:10} P {precision:.2}  R {recall:.2}  F1 {f1:.2}  n {n}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_counted_and_missing_answers_are_wrong() {
        let gold = [("1", "YIELD", 2), ("2", "ACCUSE", 3), ("3", "ACCUSE", 3), ("4", "ASSAULT", 4)];
        let gold = gold.map(|(id, root, penta)| Gold { id: id.into(), root: root.into(), penta });
        let answers = BTreeMap::from([("1", "RETREAT"), ("2", "ACCUSE"), ("4", "ACCUSE")]);
        let scores = score(&gold, |id| answers.get(id.as_str()?).copied());
        assert_eq!(scores.root.accuracy, 0.5);
        assert_eq!(scores.root.labels["YIELD"], (1.0, 1.0, 1.0, 1));
        assert_eq!(scores.root.labels["ACCUSE"], (0.5, 0.5, 0.5, 2));
        assert!((scores.root.macro_f1 - 0.5).abs() < 1e-9);
        assert_eq!(scores.binary.accuracy, 0.75);
    }
}
