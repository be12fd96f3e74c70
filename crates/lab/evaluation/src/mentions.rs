//! Labelled spans against gold spans, as `seqeval` counts them.
//!
//! Files have a token a line, its label in the last column, a blank line between sentences. Labels are
//! `B-X`, `I-X`, `O`, also `S-X` and `E-X`; an `I-X` after `O` or after another type begins a span.

use crate::Error;
use crate::rates::Rates;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// One sentence: words and their labels.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sentence {
    /// The words.
    pub words: Vec<String>,
    /// A label a word.
    pub labels: Vec<String>,
}

/// First word, one past the last, type.
pub type Span = (usize, usize, String);

/// The sentences of a file of labelled tokens.
pub fn read(file: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    for line in file.split('\n').map(|line| line.trim_end_matches('\r')) {
        if line.trim().is_empty() || line.starts_with("-DOCSTART-") {
            finish(&mut sentences, &mut sentence);
        } else {
            let (word, label) = columns(line);
            sentence.words.push(word.into());
            sentence.labels.push(label.into());
        }
    }
    finish(&mut sentences, &mut sentence);
    sentences
}

fn finish(sentences: &mut Vec<Sentence>, sentence: &mut Sentence) {
    if !sentence.words.is_empty() {
        sentences.push(std::mem::take(sentence));
    }
}

/// The first and the last column; a line of one column is outside all spans.
fn columns(line: &str) -> (&str, &str) {
    if let Some((word, rest)) = line.split_once('\t') {
        (word, rest.rsplit('\t').next().unwrap_or(rest).trim())
    } else {
        line.rsplit_once(' ').map_or((line, "O"), |(word, label)| (word, label.trim()))
    }
}

/// The spans that labels mark.
pub fn spans(labels: &[String]) -> BTreeSet<Span> {
    let mut found = BTreeSet::new();
    let mut open: Option<(usize, &str)> = None;
    for (at, label) in labels.iter().map(String::as_str).chain(["O"]).enumerate() {
        let (position, kind) = label.split_once('-').unwrap_or((label, ""));
        let goes_on = open.is_some_and(|(_, open)| open == kind);
        let starts = matches!(position, "B" | "S") || matches!(position, "I" | "E") && !goes_on;
        if let Some((start, kind)) = open.filter(|_| starts || position == "O") {
            found.insert((start, at, kind.to_string()));
            open = None;
        }
        if starts {
            open = Some((at, kind));
        }
    }
    found
}

/// What [`score`] counts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scores {
    /// By type.
    pub types: BTreeMap<String, Rates>,
    /// Spans alone, whatever their type.
    pub untyped: Rates,
}

/// Scores `predicted` against `gold`, sentence by sentence.
///
/// Predicted types are renamed by `map`, and left out where it maps to an empty name; only the types in `only`
/// count, all if it is empty.
pub fn score(
    gold: &[BTreeSet<Span>],
    predicted: &[BTreeSet<Span>],
    map: &BTreeMap<String, String>,
    only: &BTreeSet<String>,
) -> Scores {
    let counts = |kind: &String| only.is_empty() || only.contains(kind);
    let mut scores = Scores::default();
    for (gold, predicted) in gold.iter().zip(predicted) {
        let gold = gold.iter().filter(|(_, _, kind)| counts(kind)).cloned().collect();
        let predicted = predicted.iter().map(|span| renamed(span, map));
        let predicted = predicted.filter(|(_, _, kind)| !kind.is_empty() && counts(kind)).collect();
        scores.add(&gold, &predicted);
    }
    scores
}

fn renamed(span: &Span, map: &BTreeMap<String, String>) -> Span {
    (span.0, span.1, map.get(&span.2).unwrap_or(&span.2).clone())
}

impl Scores {
    fn add(&mut self, gold: &BTreeSet<Span>, predicted: &BTreeSet<Span>) {
        for span in gold {
            self.types.entry(span.2.clone()).or_default().gold += 1;
        }
        for span in predicted {
            let rates = self.types.entry(span.2.clone()).or_default();
            rates.predicted += 1;
            rates.matched += usize::from(gold.contains(span));
        }
        let bare = |spans: &BTreeSet<Span>| spans.iter().map(|span| (span.0, span.1)).collect::<BTreeSet<_>>();
        let (gold, predicted) = (bare(gold), bare(predicted));
        self.untyped.gold += gold.len();
        self.untyped.predicted += predicted.len();
        self.untyped.matched += gold.intersection(&predicted).count();
    }

    /// All types together.
    pub fn micro(&self) -> Rates {
        let sum = |count: fn(&Rates) -> usize| self.types.values().map(count).sum();
        Rates { matched: sum(|r| r.matched), gold: sum(|r| r.gold), predicted: sum(|r| r.predicted) }
    }

    /// The mean F1 of the types that the gold annotation has.
    pub fn macro_f1(&self) -> f64 {
        let gold: Vec<f64> = self.types.values().filter(|rates| rates.gold > 0).map(|rates| rates.f1()).collect();
        gold.iter().sum::<f64>() / gold.len().max(1) as f64
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "micro    {}", line(self.micro()))?;
        writeln!(f, "untyped  {}", line(self.untyped))?;
        let rounded: f64 = format!("{:.4}", self.macro_f1()).parse().unwrap_or(0.0);
        writeln!(f, "macro-F1 {rounded:?}")?;
        self.types.iter().try_for_each(|(kind, &rates)| writeln!(f, "  {kind:22} {}", line(rates)))
    }
}

fn line(rates: Rates) -> String {
    let (p, r, f1) = (rates.precision(), rates.recall(), rates.f1());
    format!("P {p:.4} R {r:.4} F1 {f1:.4} (gold {}, pred {})", rates.gold, rates.predicted)
}

/// Checks that both files label the same words.
///
/// # Errors
/// Names the first sentence that differs.
pub fn check_words(gold: &[Sentence], predicted: &[Sentence]) -> Result<(), Error> {
    let differs = |(gold, predicted): (&Sentence, &Sentence)| gold.words != predicted.words;
    if let Some(at) = gold.iter().zip(predicted).position(differs) {
        return Err(Error::new(format!("sentence {}: the two files differ in their words", at + 1)));
    }
    if gold.len() != predicted.len() {
        let (gold, predicted) = (gold.len(), predicted.len());
        return Err(Error::new(format!("expected {gold} sentences as in the gold file, found {predicted}")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(labels: &str) -> BTreeSet<Span> {
        spans(&labels.split(' ').map(String::from).collect::<Vec<_>>())
    }

    fn check(labels: &str, expected: &[(usize, usize, &str)]) {
        let expected = expected.iter().map(|&(start, end, kind)| (start, end, kind.to_string())).collect();
        assert_eq!(labelled(labels), expected, "{labels}");
    }

    fn scored(gold: &str, predicted: &str, map: &[(&str, &str)]) -> Scores {
        let map = map.iter().map(|&(from, to)| (from.into(), to.into())).collect();
        score(&[labelled(gold)], &[labelled(predicted)], &map, &BTreeSet::new())
    }

    #[test]
    fn labels_mark_spans_as_in_conlleval() {
        check("B-A I-A O I-B I-A B-A", &[(0, 2, "A"), (3, 4, "B"), (4, 5, "A"), (5, 6, "A")]);
        check("I-X I-X", &[(0, 2, "X")]);
        check("O", &[]);
        check("S-X E-X", &[(0, 2, "X")]);
    }

    #[test]
    fn rates_are_counted_by_type_and_together() {
        let scores = scored("B-A I-A O B-B", "B-A O O B-B", &[]);
        assert_eq!((scores.micro().f1(), scores.types["B"].f1(), scores.macro_f1()), (0.5, 1.0, 0.5));
    }

    #[test]
    fn predicted_types_are_renamed_or_left_out() {
        assert_eq!(scored("B-LOC", "B-GPE", &[("GPE", "LOC")]).micro().f1(), 1.0);
        assert_eq!(scored("B-LOC", "B-LOC B-X", &[("X", "")]).micro().predicted, 1);
    }

    #[test]
    fn files_are_read_with_tabs_spaces_and_either_line_end() {
        let sentences = read("-DOCSTART- O\n\nU.N.\tB-Org\r\nchief  O\n\n\nlonely\n");
        assert_eq!(sentences.len(), 2);
        assert_eq!(sentences[0].labels, ["B-Org", "O"]);
        assert_eq!(sentences[1].labels, ["O"]);
        assert!(check_words(&sentences, &sentences[..1]).is_err());
        assert!(check_words(&sentences[..1], &sentences[1..]).is_err());
    }

    #[test]
    fn lines_are_those_of_the_python_program() {
        let printed = scored("B-A I-A O B-B", "B-A O O B-B", &[]).to_string();
        let expected = "micro    P 0.5000 R 0.5000 F1 0.5000 (gold 2, pred 2)\n\
                        untyped  P 0.5000 R 0.5000 F1 0.5000 (gold 2, pred 2)\n\
                        macro-F1 0.5\n";
        assert!(printed.starts_with(expected), "{printed}");
        assert!(
            printed.contains("\n  B                      P 1.0000 R 1.0000 F1 1.0000 (gold 1, pred 1)\n"),
            "{printed}"
        );
    }
}
