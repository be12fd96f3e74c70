//! Parts of speech and heads of two CoNLL-U files.
//!
//! Over the same words plain accuracies; otherwise F1 over words aligned by their characters, after
//! `conll18_ud_eval.py` of the CoNLL 2018 shared task. Relations are compared without their subtypes;
//! `LASx` compares them with.

use crate::Error;
use crate::rates::{Rates, ratio};
use std::collections::BTreeSet;
use std::fmt;

/// A treebank: its characters without spaces, and what stands on them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Treebank {
    characters: Vec<char>,
    tokens: Vec<(usize, usize)>,
    sentences: Vec<(usize, usize)>,
    words: Vec<Word>,
}

#[derive(Clone, PartialEq, Debug)]
struct Word {
    form: String,
    upos: String,
    xpos: String,
    relation: String,
    span: (usize, usize),
    /// Whether it is part of a multiword token.
    is_part: bool,
    /// Index of its head among all words; none for the root.
    head: Option<usize>,
}

/// A word's line: its id, its columns, the number of the line.
struct Row<'f> {
    columns: Vec<&'f str>,
    line: usize,
}

impl Treebank {
    /// Reads a CoNLL-U file.
    ///
    /// # Errors
    /// A line of less than eight columns, or an id or head that is no number.
    pub fn read(file: &str) -> Result<Treebank, Error> {
        let mut bank = Treebank::default();
        let mut rows = Vec::new();
        for (at, line) in file.split('\n').map(|line| line.trim_end_matches('\r')).enumerate() {
            if line.trim().is_empty() {
                bank.add_sentence(&rows)?;
                rows.clear();
            } else if !line.starts_with('#') {
                rows.push(Row { columns: line.split('\t').collect(), line: at + 1 });
            }
        }
        bank.add_sentence(&rows)?;
        Ok(bank)
    }

    /// How many words it has.
    pub fn n_words(&self) -> usize {
        self.words.len()
    }

    fn add_sentence(&mut self, rows: &[Row]) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let (start, base) = (self.characters.len(), self.words.len());
        let (mut part_until, mut part_span) = (0, (0, 0));
        let mut heads = Vec::new();
        for row in rows.iter().filter(|row| !row.column(0).contains('.')) {
            if let Some((_, last)) = row.column(0).split_once('-') {
                part_until = row.number(last)?;
                part_span = self.add_token(row.column(1));
                continue;
            }
            let is_part = row.number(row.column(0))? <= part_until;
            let span = if is_part { part_span } else { self.add_token(row.column(1)) };
            heads.push(row.head()?);
            self.words.push(row.word(span, is_part)?);
        }
        for (word, head) in self.words[base..].iter_mut().zip(&heads) {
            word.head = (1..=heads.len()).contains(head).then(|| base + head - 1);
        }
        self.sentences.push((start, self.characters.len()));
        Ok(())
    }

    fn add_token(&mut self, form: &str) -> (usize, usize) {
        let start = self.characters.len();
        self.characters.extend(form.chars().filter(|&character| !is_space(character)));
        self.tokens.push((start, self.characters.len()));
        (start, self.characters.len())
    }

    /// Whether `other` has the same words in the same sentences.
    pub fn has_same_words(&self, other: &Treebank) -> bool {
        let forms = |bank: &Treebank| bank.words.iter().map(|word| word.form.clone()).collect::<Vec<_>>();
        self.sentences == other.sentences && forms(self) == forms(other)
    }
}

impl<'f> Row<'f> {
    fn column(&self, at: usize) -> &'f str {
        self.columns.get(at).copied().unwrap_or_default()
    }

    fn number(&self, text: &str) -> Result<usize, Error> {
        text.parse().map_err(|_| Error::new(format!("line {}: expected a number, found `{text}`", self.line)))
    }

    fn head(&self) -> Result<usize, Error> {
        match self.column(6) {
            "" | "_" => Ok(0),
            head => self.number(head),
        }
    }

    fn word(&self, span: (usize, usize), is_part: bool) -> Result<Word, Error> {
        if self.columns.len() < 8 {
            let found = self.columns.len();
            return Err(Error::new(format!("line {}: expected ten columns parted by tabs, found {found}", self.line)));
        }
        let text = |at: usize| self.column(at).to_string();
        Ok(Word { form: text(1), upos: text(3), xpos: text(4), relation: text(7), span, is_part, head: None })
    }
}

/// Unicode's category Zs.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

fn without_subtype(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

/// Accuracies over the same words, by name; the last is the number of words.
#[derive(Clone, PartialEq, Debug)]
pub struct Plain {
    /// UPOS, XPOS, UAS, LAS, LASx, UAS and LAS without punctuation.
    pub accuracies: [(&'static str, f64); 7],
    /// How many words there are.
    pub words: usize,
}

/// Scores `system` against `gold`, word by word.
///
/// # Errors
/// If the two have not the same words in the same sentences.
pub fn plain(gold: &Treebank, system: &Treebank) -> Result<Plain, Error> {
    if !gold.has_same_words(system) {
        return Err(Error::new("expected the same words in both files"));
    }
    let pairs: Vec<(&Word, &Word)> = gold.words.iter().zip(&system.words).collect();
    let clauses: Vec<(&Word, &Word)> = pairs.iter().copied().filter(|(gold, _)| gold.upos != "PUNCT").collect();
    let accuracy = |pairs: &[(&Word, &Word)], is_right: fn(&Word, &Word) -> bool| {
        ratio(pairs.iter().filter(|(gold, system)| is_right(gold, system)).count(), pairs.len())
    };
    let same_head = |gold: &Word, system: &Word| gold.head == system.head;
    let same_arc = |gold: &Word, system: &Word| {
        gold.head == system.head && without_subtype(&gold.relation) == without_subtype(&system.relation)
    };
    let accuracies = [
        ("UPOS", accuracy(&pairs, |gold, system| gold.upos == system.upos)),
        ("XPOS", accuracy(&pairs, |gold, system| gold.xpos == system.xpos)),
        ("UAS", accuracy(&pairs, same_head)),
        ("LAS", accuracy(&pairs, same_arc)),
        ("LASx", accuracy(&pairs, |gold, system| gold.head == system.head && gold.relation == system.relation)),
        ("UAS_nopunct", accuracy(&clauses, same_head)),
        ("LAS_nopunct", accuracy(&clauses, same_arc)),
    ];
    Ok(Plain { accuracies, words: pairs.len() })
}

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.accuracies.iter().try_for_each(|(name, accuracy)| writeln!(f, "{name:12} {accuracy:.4}"))?;
        writeln!(f, "{:12} {}", "words", self.words)
    }
}

/// Rates over aligned words: Tokens, Sentences, Words, UPOS, XPOS, UAS, LAS, LASx.
#[derive(Clone, PartialEq, Debug)]
pub struct Aligned {
    /// By name.
    pub rates: [(&'static str, Rates); 8],
}

/// Scores `system` against `gold`, which may cut words and sentences otherwise.
///
/// # Errors
/// If the two are not about the same characters.
pub fn aligned(gold: &Treebank, system: &Treebank) -> Result<Aligned, Error> {
    check_characters(gold, system)?;
    let alignment = align(gold, system);
    let mut gold_of = vec![None; system.words.len()];
    for &(gold, system) in &alignment {
        gold_of[system] = Some(gold);
    }
    let words = |is_right: &dyn Fn(&Word, &Word) -> bool| {
        let right = alignment.iter().filter(|&&(g, s)| is_right(&gold.words[g], &system.words[s]));
        Rates { matched: right.count(), gold: gold.words.len(), predicted: system.words.len() }
    };
    let same_head = |gold: &Word, system: &Word| match (gold.head, system.head) {
        (None, None) => true,
        (Some(gold), Some(system)) => gold_of[system] == Some(gold),
        _ => false,
    };
    let same_arc = |gold: &Word, system: &Word| {
        same_head(gold, system) && without_subtype(&gold.relation) == without_subtype(&system.relation)
    };
    let rates = [
        ("Tokens", same_spans(&gold.tokens, &system.tokens)),
        ("Sentences", same_spans(&gold.sentences, &system.sentences)),
        ("Words", words(&|_, _| true)),
        ("UPOS", words(&|gold, system| gold.upos == system.upos)),
        ("XPOS", words(&|gold, system| gold.xpos == system.xpos)),
        ("UAS", words(&same_head)),
        ("LAS", words(&same_arc)),
        ("LASx", words(&|gold, system| same_head(gold, system) && gold.relation == system.relation)),
    ];
    Ok(Aligned { rates })
}

impl fmt::Display for Aligned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "aligned (CoNLL-2018 style)")?;
        self.rates.iter().try_for_each(|(name, rates)| {
            writeln!(f, "{name:10} P {:.4} R {:.4} F1 {:.4}", rates.precision(), rates.recall(), rates.f1())
        })
    }
}

fn check_characters(gold: &Treebank, system: &Treebank) -> Result<(), Error> {
    if gold.characters == system.characters {
        return Ok(());
    }
    let pairs = gold.characters.iter().zip(&system.characters);
    let at = pairs.take_while(|(gold, system)| gold == system).count();
    let around = |bank: &Treebank| bank.characters[at..].iter().take(20).collect::<String>();
    let (gold, system) = (around(gold), around(system));
    Err(Error::new(format!("the texts differ at character {at}: gold `{gold}`, system `{system}`")))
}

fn same_spans(gold: &[(usize, usize)], system: &[(usize, usize)]) -> Rates {
    let set: BTreeSet<_> = gold.iter().collect();
    let other: BTreeSet<_> = system.iter().collect();
    Rates { matched: set.intersection(&other).count(), gold: gold.len(), predicted: system.len() }
}

/// Pairs of gold and system words that stand on the same characters.
fn align(gold: &Treebank, system: &Treebank) -> Vec<(usize, usize)> {
    let (g, s) = (&gold.words, &system.words);
    let (mut found, mut i, mut j) = (Vec::new(), 0, 0);
    while i < g.len() && j < s.len() {
        if g[i].is_part || s[j].is_part {
            if !g[i].is_part && g[i].span.1 <= s[j].span.0 {
                i += 1;
            } else if !s[j].is_part && s[j].span.1 <= g[i].span.0 {
                j += 1;
            } else {
                let (end_i, end_j) = multiword_end(g, s, i, j);
                found.extend(common(&g[i..end_i], &s[j..end_j]).into_iter().map(|(x, y)| (i + x, j + y)));
                (i, j) = (end_i, end_j);
            }
        } else if g[i].span == s[j].span {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if g[i].span.0 <= s[j].span.0 {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

/// Where the multiword tokens that begin at `i` and `j` end, with all others that they overlap.
fn multiword_end(gold: &[Word], system: &[Word], mut i: usize, mut j: usize) -> (usize, usize) {
    let part_end = |word: &Word| if word.is_part { word.span.1 } else { 0 };
    let mut end = part_end(&gold[i]).max(part_end(&system[j]));
    loop {
        let before = end;
        while i < gold.len() && gold[i].span.0 < end {
            end = end.max(part_end(&gold[i]));
            i += 1;
        }
        while j < system.len() && system[j].span.0 < end {
            end = end.max(part_end(&system[j]));
            j += 1;
        }
        if end == before {
            return (i, j);
        }
    }
}

/// A longest common subsequence of the lower-cased forms, as pairs of positions.
fn common(gold: &[Word], system: &[Word]) -> Vec<(usize, usize)> {
    let forms = |words: &[Word]| words.iter().map(|word| word.form.to_lowercase()).collect::<Vec<_>>();
    let (a, b) = (forms(gold), forms(system));
    let mut longest = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] =
                if a[i] == b[j] { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut found, mut i, mut j) = (Vec::new(), 0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &[(&str, &str, usize, &str)] = &[
        ("US", "PROPN", 2, "nsubj"),
        ("hit", "VERB", 0, "root"),
        ("IS", "PROPN", 2, "obj"),
        (".", "PUNCT", 2, "punct"),
    ];

    fn file(words: &[(&str, &str, usize, &str)]) -> String {
        let line = |(at, (form, upos, head, relation)): (usize, &(&str, &str, usize, &str))| {
            format!("{}\t{form}\t_\t{upos}\t_\t_\t{head}\t{relation}\t_\t_\n", at + 1)
        };
        words.iter().enumerate().map(line).chain(["\n".to_string()]).collect()
    }

    fn bank(words: &[(&str, &str, usize, &str)]) -> Treebank {
        Treebank::read(&file(words)).expect("a treebank")
    }

    fn f1(scores: &Aligned, name: &str) -> f64 {
        scores.rates.iter().find(|(other, _)| *other == name).expect("a known name").1.f1()
    }

    #[test]
    fn the_same_words_are_compared_one_by_one() {
        let system = bank(&[
            ("US", "PROPN", 2, "nsubj:pass"),
            ("hit", "NOUN", 0, "root"),
            ("IS", "PROPN", 1, "obj"),
            (".", "PUNCT", 2, "dep"),
        ]);
        let scores = plain(&bank(GOLD), &system).expect("the same words");
        let values: Vec<f64> = scores.accuracies.iter().map(|(_, accuracy)| *accuracy).collect();
        assert_eq!(values[..5], [0.75, 1.0, 0.75, 0.5, 0.25]);
        assert!((values[6] - 2.0 / 3.0).abs() < 1e-9);
        let aligned = aligned(&bank(GOLD), &system).expect("the same characters");
        assert_eq!((f1(&aligned, "UAS"), f1(&aligned, "LAS"), f1(&aligned, "LASx")), (0.75, 0.5, 0.25));
    }

    #[test]
    fn a_wrong_cut_costs_its_words() {
        let system = bank(&[("US", "PROPN", 2, "nsubj"), ("hit", "VERB", 0, "root"), ("IS.", "PROPN", 2, "obj")]);
        assert!(plain(&bank(GOLD), &system).is_err());
        let scores = aligned(&bank(GOLD), &system).expect("the same characters");
        assert!((f1(&scores, "Words") - 4.0 / 7.0).abs() < 1e-9 && (f1(&scores, "LAS") - 4.0 / 7.0).abs() < 1e-9);
        assert_eq!(f1(&scores, "Sentences"), 1.0);
    }

    #[test]
    fn multiword_tokens_are_aligned_by_their_words() {
        let words = [("do", "AUX", 3, "aux"), ("n't", "PART", 3, "advmod"), ("go", "VERB", 0, "root")];
        let whole = format!("1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n{}", file(&words));
        let whole = Treebank::read(&whole).expect("a treebank");
        let same = aligned(&whole, &whole).expect("the same characters");
        assert!(same.rates.iter().all(|(_, rates)| rates.f1() == 1.0));
        let scores = aligned(&whole, &bank(&words)).expect("the same characters");
        assert_eq!((f1(&scores, "Words"), f1(&scores, "LAS")), (1.0, 1.0));
        assert!((f1(&scores, "Tokens") - 0.4).abs() < 1e-9);
    }

    #[test]
    fn other_texts_and_broken_files_are_errors() {
        let error = aligned(&bank(GOLD), &bank(&GOLD[..2])).expect_err("another text");
        assert_eq!(error.to_string(), "the texts differ at character 5: gold `IS.`, system ``");
        let error = Treebank::read("1\tx\n").expect_err("too short");
        assert_eq!(error.to_string(), "line 1: expected ten columns parted by tabs, found 2");
        assert!(Treebank::read("x\ty\t_\t_\t_\t_\t0\troot\n").is_err());
    }

    #[test]
    fn lines_are_those_of_the_python_program() {
        let printed = plain(&bank(GOLD), &bank(GOLD)).expect("the same words").to_string();
        assert!(printed.starts_with("UPOS         1.0000\n") && printed.ends_with("words        4\n"), "{printed}");
        let printed = aligned(&bank(GOLD), &bank(GOLD)).expect("the same characters").to_string();
        assert!(
            printed.starts_with("aligned (CoNLL-2018 style)\nTokens     P 1.0000 R 1.0000 F1 1.0000\n"),
            "{printed}"
        );
    }
}
