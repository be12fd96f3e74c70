//! Where text may be cut before a model has read it.

use crate::chars::{is_closing, is_opening};
use annotation::{Part, Token};
use inference::Break;
use text::Document;

/// How good a place to cut lies before each of `tokens`, by punctuation and layout alone.
///
/// [`Break::Sentence`] is given only where hardly any sentence goes on; where a full stop may be inside one, a
/// [`Break::Clause`] is.
pub fn breaks(document: &Document, tokens: &[Token]) -> Vec<Break> {
    let strength = |seam| match seam {
        Seam::Paragraph => Break::Paragraph,
        Seam::Sure => Break::Sentence,
        Seam::Mark | Seam::Clause => Break::Clause,
        Seam::Word => Break::Word,
        Seam::Glued => Break::None,
    };
    seams(document, tokens).into_iter().map(strength).collect()
}

/// What stands between a token and the one before it, from the weakest up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Seam {
    /// Nothing: no sentence starts here.
    Glued,
    /// A space.
    Word,
    /// A comma, colon, semicolon or dash.
    Clause,
    /// A full stop or the like that may be inside a sentence.
    Mark,
    /// A mark that surely ends a sentence.
    Sure,
    /// A line end that parts paragraphs, or nothing but the start of the text.
    Paragraph,
}

/// The seam before each of `tokens`.
pub(crate) fn seams(document: &Document, tokens: &[Token]) -> Vec<Seam> {
    (0..tokens.len()).map(|at| Place { document, tokens, at }.seam()).collect()
}

/// Most tokens that close a sentence after its full stop: `.")[4]`.
const MOST_CLOSERS: usize = 6;

/// The place before the token `at`.
struct Place<'d> {
    document: &'d Document,
    tokens: &'d [Token],
    at: usize,
}

impl Place<'_> {
    fn seam(&self) -> Seam {
        let token = &self.tokens[self.at];
        if self.at == 0 || token.starts_paragraph {
            return Seam::Paragraph;
        }
        if token.part == Part::Later {
            return Seam::Glued;
        }
        if !self.is_spaced(self.at) {
            return self.unspaced();
        }
        match self.closed_by() {
            Some(mark) if self.is_sure(mark) => Seam::Sure,
            Some(_) => Seam::Mark,
            None if self.ends_clause() => Seam::Clause,
            None => Seam::Word,
        }
    }

    /// The seam where no space stands: dashes part clauses, and full stops words whose space was forgotten.
    fn unspaced(&self) -> Seam {
        let (before, word) = (self.word(self.at - 1), self.word(self.at));
        if is_mark(before) && word.starts_with(char::is_alphabetic) {
            let two_words =
                self.at > 1 && is_all(self.word(self.at - 2), char::is_lowercase) && self.word(self.at - 2).len() > 1;
            return if before == "." && two_words && is_capital(word) { Seam::Sure } else { Seam::Mark };
        }
        if matches!(before, "—" | "–" | "--") && !is_all(word, is_closing) { Seam::Clause } else { Seam::Glued }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.document.slice(token.span))
    }

    /// Whether something stands between the token `at` and the one before.
    fn is_spaced(&self, at: usize) -> bool {
        at == 0 || self.tokens[at - 1].span.end() < self.tokens[at].span.start()
    }

    /// The mark that ends what stands before: the token before, or one that closing quotes, brackets or the number of a note are
    /// written on.
    fn closed_by(&self) -> Option<usize> {
        let mut at = self.at - 1;
        for _ in 0..MOST_CLOSERS {
            let word = self.word(at);
            if is_mark(word) {
                return Some(at);
            }
            let closer = is_all(word, |c| is_closing(c) || c == '[' || c.is_ascii_digit());
            if !closer || self.is_spaced(at) {
                return None;
            }
            at = at.checked_sub(1)?;
        }
        None
    }

    /// Whether the token begins a sentence after the mark at `mark` for sure.
    fn is_sure(&self, mark: usize) -> bool {
        let text = self.word(mark);
        // Whoever is quoted may be named next: `"Where?" Hassan asked.`
        let quoted = mark + 1 < self.at && text != ".";
        let trails_off = text.len() > 1 && text.starts_with(['.', '…']);
        let word = self.word(self.at);
        let begins = is_capital(word) || (is_all(word, is_opening) && is_capital(self.word(self.at + 1)));
        !quoted && !trails_off && begins
    }

    fn ends_clause(&self) -> bool {
        let quoted = self.at > 1 && is_all(self.word(self.at - 1), is_closing);
        matches!(self.word(self.at - 1 - usize::from(quoted)), "," | ";" | ":" | "—" | "–" | "--")
    }
}

/// Whether `word` ends sentences.
fn is_mark(word: &str) -> bool {
    is_all(word, |c| matches!(c, '.' | '!' | '?' | '…'))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

fn is_all(word: &str, kind: impl Fn(char) -> bool) -> bool {
    !word.is_empty() && word.chars().all(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tokenizer;

    /// The text with `¶`, `|`, `;` before a paragraph, sentence and clause.
    fn check(text: &str, expected: &str) {
        let document = Document::new(text.to_owned()).expect("short");
        let tokens = Tokenizer::new().tokenize(&document);
        let mut shown = text.to_owned();
        for (token, strength) in tokens.iter().zip(breaks(&document, &tokens)).rev() {
            let sign = match strength {
                Break::Paragraph => "¶",
                Break::Sentence => "|",
                Break::Clause => ";",
                Break::Word | Break::None => "",
            };
            shown.insert_str(token.span.start(), sign);
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_full_stop_before_a_capital_is_sure() {
        check("Envoys met. Talks resume.", "¶Envoys met. |Talks resume.");
        check("He said “no.” The army left.", "¶He said “no.” |The army left.");
        check("They met.Talks resume.", "¶They met.|Talks resume.");
        check("He left. “We lost,” he said.", "¶He left. |“We lost,” ;he said.");
    }

    #[test]
    fn an_abbreviation_is_not() {
        check("Lt. Gen. Hassan met the U.S. Army.", "¶Lt. Gen. Hassan met the U.S. Army.");
        check("on Jan. 16", "¶on Jan. 16");
    }

    #[test]
    fn a_quoted_question_is_not() {
        check("“Where?” Hassan asked.", "¶“Where?” ;Hassan asked.");
    }

    #[test]
    fn quotation_marks_go_where_they_are_written() {
        check("He left. \"We lost,\" he said. \"It is over.\"", "¶He left. |\"We lost,\" ;he said. |\"It is over.\"");
    }

    #[test]
    fn notes_belong_to_the_sentence_before() {
        check("They met.[17] Talks resume.4 Envoys left.", "¶They met.[17] |Talks resume.4 |Envoys left.");
    }

    #[test]
    fn commas_and_dashes_end_clauses() {
        check("one, two — three", "¶one, ;two — ;three");
        check("a\n\nb", "¶a\n\n¶b");
    }

    #[test]
    fn no_break_parts_a_multiword_token() {
        let document = Document::new("don't".to_owned()).expect("short");
        let tokens = Tokenizer::new().tokenize(&document);
        assert_eq!(breaks(&document, &tokens), [Break::Paragraph, Break::None]);
    }
}
