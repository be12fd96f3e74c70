//! Paragraphs: which line ends part them, and which only wrap a line.

use crate::chars::is_gap;
use std::ops::Range;

/// Narrowest and widest column, in characters, at which text is taken to have been wrapped.
const WRAP: Range<usize> = 40..130;

/// The paragraphs of `text`, in order; none is blank.
///
/// A blank line always parts paragraphs. A single line end does, unless the document is hard-wrapped and the line is as
/// long as the next word allows.
pub(crate) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let column = wrap_column(text, &lines);
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &lines {
        let follows = before.filter(|before| !line.after_blank && continues(text, before, line, column));
        match paragraphs.last_mut() {
            Some(paragraph) if follows.is_some() => paragraph.end = line.range.end,
            _ => paragraphs.push(line.range.clone()),
        }
        before = Some(line);
    }
    paragraphs
}

/// A line with something on it.
struct Line {
    range: Range<usize>,
    /// In characters, without whitespace around it.
    width: usize,
    after_blank: bool,
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The lines of `text` that are not blank.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut after_blank = false;
    for part in text.split(is_line_end) {
        let end = start + part.len();
        let trimmed = part.trim_matches(is_gap);
        let second_half = end == start && text[..start].ends_with("\r") && text[end..].starts_with('\n');
        if !trimmed.is_empty() {
            lines.push(Line { range: start..end, width: trimmed.chars().count(), after_blank });
            after_blank = false;
        } else if !second_half {
            after_blank = true;
        }
        start = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    lines
}

/// The column at which the document's lines are wrapped; none if they are not.
///
/// They are if most lines that another follows fill the column, and some sentence runs on over the line end.
fn wrap_column(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|pair| !pair[1].after_blank);
    let mut widths: Vec<usize> = pairs().map(|pair| pair[0].width).collect();
    widths.sort_unstable();
    // A long address may stand out of the column.
    let column = *widths.get(widths.len() * 9 / 10)?;
    if !WRAP.contains(&column) {
        return None;
    }
    let total = pairs().count();
    let full = pairs().filter(|pair| fills(text, &pair[0], &pair[1], column)).count();
    let run_on = pairs().filter(|pair| runs_on(text, &pair[0], &pair[1])).count();
    (full * 2 >= total && run_on * 5 >= total && run_on > 0).then_some(column)
}

/// Whether `line` is so long that the first word of `next` would not have fitted on it.
fn fills(text: &str, line: &Line, next: &Line, column: usize) -> bool {
    let word = text[next.range.clone()].trim_start_matches(is_gap).split(is_gap).next().unwrap_or_default();
    // Wrapped lines differ by a few characters when whitespace was trimmed or accents were composed.
    line.width + 1 + word.chars().count() + 2 > column
}

/// Whether the sentence of `line` plainly goes on in `next`.
fn runs_on(text: &str, line: &Line, next: &Line) -> bool {
    let last = text[line.range.clone()].trim_end_matches(is_gap).chars().next_back();
    let first = text[next.range.clone()].trim_start_matches(is_gap).chars().next();
    let open = last.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–' | '—'));
    open && first.is_some_and(char::is_lowercase)
}

/// Whether `line` goes on the paragraph of `before`, in a document wrapped at `column`.
fn continues(text: &str, before: &Line, line: &Line, column: Option<usize>) -> bool {
    let Some(column) = column else { return false };
    let is_item = text[line.range.clone()].trim_start_matches(is_gap).starts_with(['-', '*', '•', '–', '—', '>']);
    let full = fills(text, before, line, column) || (before.width * 4 > column * 3 && runs_on(text, before, line));
    let new_indent = is_indented(text, line) && !is_indented(text, before);
    full && !is_item && !new_indent
}

fn is_indented(text: &str, line: &Line) -> bool {
    text[line.range.clone()].starts_with([' ', '\t', '\u{A0}', '\u{3000}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        check("Talks resume.\n\nEnvoys met.\n", &["Talks resume.", "Envoys met."]);
        check("Talks resume.\r\n\r\nEnvoys met.", &["Talks resume.", "Envoys met."]);
        check("\n \n", &[]);
    }

    #[test]
    fn a_paragraph_can_be_a_line() {
        check("Talks resume\nEnvoys met.\r\nthe end", &["Talks resume", "Envoys met.", "the end"]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The foreign ministers of both countries met on Tuesday and agreed\n\
                    to reopen the border, which had been closed since the spring when\n\
                    shots were fired.\n\
                    Neither side gave a date for it. The talks will go on next month.";
        check(text, &[&text[..149], &text[150..]]);
    }

    #[test]
    fn an_indented_line_begins_a_paragraph() {
        let first = "The foreign ministers of both countries met on Tuesday and agreed\nto reopen the border, which had been closed since the spring.";
        let second = "   Neither side gave a date for it. The talks between them are to go\non next month.";
        check(&format!("{first}\n{second}"), &[first, second]);
    }

    #[test]
    fn long_lines_are_not_wrapped_ones() {
        let line = "The ministers met on Tuesday and said that they had agreed to reopen the border between both countries, which \
                    had been closed since the spring";
        let text = format!("{line}\nand more of it");
        check(&text, &[line, "and more of it"]);
    }
}
