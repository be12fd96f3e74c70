//! Where a document's words are cut into windows.

use std::ops::Range;

/// How good a place to cut a window lies before a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Break {
    /// The word hangs together with the one before.
    None,
    /// Two words.
    #[default]
    Word,
    /// A comma, a dash or the like stands between.
    Clause,
    /// A sentence probably ends before the word.
    Sentence,
    /// A line, paragraph or heading ends before the word.
    Paragraph,
}

/// How many pieces of words a window may have, without the two that stand around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    /// Windows of whole sentences.
    pub(crate) usual: usize,
    /// A window of one sentence that is longer than that.
    pub(crate) most: usize,
}

/// A paragraph's end is worth a cut once a window is filled to this share: two thirds of the
/// pieces. Cutting there earlier would leave windows half empty, in which words see less.
const WORTH_A_PARAGRAPH: (usize, usize) = (2, 3);

/// Cuts words into windows. `counts` has each word's pieces, `breaks` the break before it.
///
/// A window ends at the last sentence that fits, or at a paragraph's end if that leaves it full enough; a
/// sentence that is itself too long gets a larger window, and is cut at its last clause or
/// word only if that is too small as well.
pub(crate) fn windows(counts: &[usize], breaks: &[Break], budget: Budget) -> Vec<Range<usize>> {
    let mut windows = Vec::new();
    let mut start = 0;
    while start < counts.len() {
        let end = Rest { counts: &counts[start..], breaks, start }.end(budget);
        windows.push(start..end);
        start = end;
    }
    windows
}

/// The words that are not in a window yet.
struct Rest<'a> {
    counts: &'a [usize],
    breaks: &'a [Break],
    start: usize,
}

impl Rest<'_> {
    /// Where the next window ends: at least one word on.
    fn end(&self, budget: Budget) -> usize {
        let fitting = self.fitting(budget.usual);
        if fitting == self.counts.len() {
            return self.start + fitting;
        }
        let full = self.fitting(budget.usual * WORTH_A_PARAGRAPH.0 / WORTH_A_PARAGRAPH.1);
        let half = self.fitting(budget.usual / 2);
        let length = self
            .last(full, fitting, Break::Paragraph)
            .or_else(|| self.last(0, fitting, Break::Sentence))
            .or_else(|| self.first(fitting, self.fitting(budget.most), Break::Sentence))
            .or_else(|| self.last(half, fitting, Break::Clause))
            .or_else(|| self.last(half, fitting, Break::Word))
            .unwrap_or(fitting.max(1));
        self.start + length
    }

    /// How many words fit into so many pieces.
    fn fitting(&self, pieces: usize) -> usize {
        let mut sum = 0;
        self.counts
            .iter()
            .take_while(|&&count| {
                sum += count;
                sum <= pieces
            })
            .count()
    }

    /// The last length in `low + 1..=high` with at least this break after it.
    fn last(&self, low: usize, high: usize, least: Break) -> Option<usize> {
        (low + 1..=high).rev().find(|&length| self.break_after(length) >= least)
    }

    /// The first such length; the end of all words is one.
    fn first(&self, low: usize, high: usize, least: Break) -> Option<usize> {
        (low + 1..=high).find(|&length| self.break_after(length) >= least)
    }

    fn break_after(&self, length: usize) -> Break {
        if length == self.counts.len() {
            return Break::Paragraph;
        }
        self.breaks.get(self.start + length).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BUDGET: Budget = Budget { usual: 12, most: 24 };

    /// One letter a word of one piece; before it, ` ` for a word, `,` a clause, `.` a sentence, `/` a paragraph.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut breaks = Vec::new();
        let mut next = Break::None;
        for c in text.chars() {
            match c {
                ' ' => next = Break::Word,
                ',' => next = Break::Clause,
                '.' => next = Break::Sentence,
                '/' => next = Break::Paragraph,
                _ => breaks.push(std::mem::replace(&mut next, Break::None)),
            }
        }
        let lengths: Vec<_> =
            windows(&vec![1; breaks.len()], &breaks, BUDGET).iter().map(|w| w.len().to_string()).collect();
        assert_eq!(lengths.join(" "), expected, "{text}");
    }

    #[test]
    fn what_fits_is_one_window() {
        check("", "");
        check("a b.c d/e f", "6");
        check("a b c d e f.g h i j k l", "12");
    }

    #[test]
    fn the_last_sentence_that_fits_ends_a_window() {
        check("a b c.d e f.g h i.j k l m.n o", "9 6");
    }

    #[test]
    fn a_late_paragraph_is_better_than_a_later_sentence() {
        check("a b c d e f g h i/j k.l m n.o p", "9 7");
    }

    #[test]
    fn an_early_paragraph_is_not() {
        check("a b c d/e f g h i.j k l m n.o p", "9 7");
    }

    #[test]
    fn an_early_sentence_end_is_better_than_a_cut_sentence() {
        check("a b.c d e f g h i j k l m.n", "2 12");
    }

    #[test]
    fn a_long_sentence_gets_a_larger_window() {
        check("a b c d e,f g h i j k l m n o p.q r", "16 2");
        check("a b c d e f g h i j k l m n o p q r s t", "20");
    }

    #[test]
    fn a_sentence_too_long_is_cut_at_a_clause_then_at_a_word() {
        check("a b c d e f g h,i j k l m n o p q r s t u v w x y z", "8 18");
        check("a,b c d e f g h i j k lm n o p q r s t u v w x y z", "11 15");
        check("abcdefghijklmnopqrstuvwxyz", "12 14");
    }

    #[test]
    fn a_word_over_budget_stands_alone() {
        let cut = windows(&[16, 3, 16], &[Break::Word; 3], Budget { usual: 4, most: 4 });
        assert_eq!(cut, [0..1, 1..2, 2..3]);
    }

    #[test]
    fn missing_breaks_are_words() {
        assert_eq!(windows(&[1; 30], &[], BUDGET).first(), Some(&(0..12)));
    }

    /// Sentences of 10 to 50 pieces, a paragraph every other one: no sentence is cut.
    #[test]
    fn windows_of_a_report_are_over_three_quarters_full() {
        let lengths: Vec<usize> = (0..600).map(|sentence| 10 + sentence * 17 % 41).collect();
        let mut breaks = vec![Break::Word; lengths.iter().sum()];
        let mut start = 0;
        for (sentence, length) in lengths.iter().enumerate() {
            breaks[start] = if sentence % 2 == 0 { Break::Paragraph } else { Break::Sentence };
            start += length;
        }
        let cut = windows(&vec![1; breaks.len()], &breaks, Budget { usual: 126, most: 254 });
        assert!(cut.iter().all(|window| breaks[window.start] >= Break::Sentence));
        let filled = breaks.len() as f64 / (126 * cut.len()) as f64;
        assert!(filled > 0.75, "windows are full to {filled}");
    }

    fn break_strategy() -> impl Strategy<Value = Break> {
        prop_oneof![
            4 => Just(Break::None), 20 => Just(Break::Word), 3 => Just(Break::Clause),
            2 => Just(Break::Sentence), 1 => Just(Break::Paragraph)
        ]
    }

    proptest! {
        #[test]
        fn windows_tile_the_words_within_budget(words in prop::collection::vec((1..=16usize, break_strategy()), 0..400)) {
            let (counts, breaks): (Vec<_>, Vec<_>) = words.into_iter().unzip();
            let budget = Budget { usual: 126, most: 254 };
            let mut next = 0;
            for window in windows(&counts, &breaks, budget) {
                prop_assert_eq!(window.start, next);
                prop_assert!(!window.is_empty());
                prop_assert!(counts[window.clone()].iter().sum::<usize>() <= budget.most);
                next = window.end;
            }
            prop_assert_eq!(next, counts.len());
        }
    }
}
