//! The report's text on the page, with some of its words marked.

use super::paint::{Paint, Tone};
use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Words to mark.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    /// Code points.
    pub span: Range<usize>,
    /// How it looks.
    pub tone: Tone,
    /// What to write behind it: the numbers of its events.
    pub label: String,
}

/// A text with its characters counted.
pub struct Page {
    characters: Vec<char>,
}

impl Page {
    /// The page of a text.
    pub fn new(text: &str) -> Page {
        Page { characters: text.chars().collect() }
    }

    /// All of it, wrapped to `width` columns, a blank line between paragraphs.
    pub fn render(&self, marks: &[Mark], width: usize, paint: Paint) -> String {
        let marks = disjoint(marks);
        let paragraphs = self.paragraphs().into_iter().map(|range| self.paragraph(range, &marks, width, paint));
        paragraphs.collect::<Vec<_>>().join("\n")
    }

    /// The words between two code points, wrapped likewise.
    pub fn render_part(&self, part: Range<usize>, marks: &[Mark], width: usize, paint: Paint) -> String {
        let part = part.start.min(self.characters.len())..part.end.min(self.characters.len());
        self.paragraph(part, &disjoint(marks), width, paint)
    }

    /// Blank lines part paragraphs; in a text without any, every line is one.
    fn paragraphs(&self) -> Vec<Range<usize>> {
        let lines = self.lines();
        let has_blank = lines.iter().any(|line| self.is_blank(line));
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut goes_on = false;
        for line in lines {
            if self.is_blank(&line) {
                goes_on = false;
            } else if goes_on && has_blank {
                found.last_mut().expect("a paragraph goes on").end = line.end;
            } else {
                found.push(line);
                goes_on = true;
            }
        }
        found
    }

    /// The lines without their ends, and without blank ones at both ends of the text.
    fn lines(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = 0;
        for (at, &character) in self.characters.iter().enumerate() {
            if character == '\n' {
                found.push(start..at);
                start = at + 1;
            }
        }
        found.push(start..self.characters.len());
        let first = found.iter().position(|line| !self.is_blank(line)).unwrap_or(found.len());
        let last = found.iter().rposition(|line| !self.is_blank(line)).map_or(first, |last| last + 1);
        found[first..last].to_vec()
    }

    fn is_blank(&self, line: &Range<usize>) -> bool {
        self.characters[line.clone()].iter().all(|character| character.is_whitespace())
    }

    fn paragraph(&self, range: Range<usize>, marks: &[Mark], width: usize, paint: Paint) -> String {
        let mut lines = Lines { done: String::new(), column: 0, width };
        for word in self.words(range) {
            let (text, columns) = self.word(&word, marks, paint);
            // The space before a word belongs to a mark that covers both.
            let before = word.start.checked_sub(1).and_then(|at| mark_at(marks, at));
            let joint = before.filter(|mark| mark.span.contains(&word.start)).map_or(Tone::Plain, |mark| mark.tone);
            lines.add(&paint.text(joint, " "), &text, columns);
        }
        lines.done + "\n"
    }

    fn words(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut is_inside = false;
        for at in range {
            let is_space = self.characters[at].is_whitespace();
            if !is_space && is_inside {
                found.last_mut().expect("a word goes on").end = at + 1;
            } else if !is_space {
                found.push(at..at + 1);
            }
            is_inside = !is_space;
        }
        found
    }

    /// A word with its marks, and how many columns it takes.
    fn word(&self, word: &Range<usize>, marks: &[Mark], paint: Paint) -> (String, usize) {
        let (mut text, mut columns, mut at) = (String::new(), 0, word.start);
        while at < word.end {
            let mark = mark_at(marks, at);
            let end = mark.map_or_else(|| next_mark(marks, at), |mark| mark.span.end).min(word.end);
            let run: String = self.characters[at..end].iter().filter(|&&character| is_shown(character)).collect();
            columns += run.width();
            let Some(mark) = mark else {
                text.push_str(&run);
                at = end;
                continue;
            };
            let opening = if at == mark.span.start && !paint.is_colored { "[" } else { "" };
            let closing = if end == mark.span.end { closing(mark, paint) } else { String::new() };
            columns += opening.len() + closing.width();
            text.push_str(opening);
            text.push_str(&paint.text(mark.tone, &run));
            text.push_str(&paint.text(Tone::Faint, &closing));
            at = end;
        }
        (text, columns)
    }
}

/// What stands behind a mark: without color a bracket and the label, else the label alone.
fn closing(mark: &Mark, paint: Paint) -> String {
    if paint.is_colored { mark.label.clone() } else { format!("]{}", mark.label) }
}

/// Characters that do not steer the terminal.
fn is_shown(character: char) -> bool {
    character.width().is_some()
}

fn mark_at(marks: &[Mark], at: usize) -> Option<&Mark> {
    let next = marks.partition_point(|mark| mark.span.end <= at);
    marks.get(next).filter(|mark| mark.span.contains(&at))
}

fn next_mark(marks: &[Mark], at: usize) -> usize {
    let next = marks.partition_point(|mark| mark.span.start <= at);
    marks.get(next).map_or(usize::MAX, |mark| mark.span.start)
}

/// Marks in order, those that overlap joined to one with all their labels.
fn disjoint(marks: &[Mark]) -> Vec<Mark> {
    let mut sorted: Vec<Mark> = marks.iter().filter(|mark| !mark.span.is_empty()).cloned().collect();
    sorted.sort_by_key(|mark| mark.span.start);
    let mut found: Vec<Mark> = Vec::new();
    for mark in sorted {
        match found.last_mut().filter(|last| mark.span.start < last.span.end) {
            Some(last) => {
                last.span.end = last.span.end.max(mark.span.end);
                last.label = [last.label.as_str(), &mark.label].join(",");
            }
            None => found.push(mark),
        }
    }
    found
}

/// Words set one after the other.
struct Lines {
    done: String,
    column: usize,
    width: usize,
}

impl Lines {
    fn add(&mut self, space: &str, word: &str, columns: usize) {
        if self.column > 0 && self.column + 1 + columns > self.width {
            self.done.push('\n');
            self.column = 0;
        } else if self.column > 0 {
            self.done.push_str(space);
            self.column += 1;
        }
        self.done.push_str(word);
        self.column += columns;
    }
}

/// `text` in lines of at most `width` columns; a word that is longer is cut.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace().flat_map(|word| pieces(word, width)) {
        let line = lines.last_mut().expect("there is one from the beginning");
        if line.is_empty() {
            *line = word;
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    lines
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    let mut found = vec![String::new()];
    for character in word.chars().filter(|&character| is_shown(character)) {
        let piece = found.last_mut().expect("there is one from the beginning");
        let columns = piece.width() + character.width().unwrap_or(0);
        if columns > width && !piece.is_empty() {
            found.push(character.to_string());
        } else {
            piece.push(character);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Paint = Paint { is_colored: false };

    fn mark(span: Range<usize>, label: &str) -> Mark {
        Mark { span, tone: Tone::Trigger(1), label: label.into() }
    }

    fn check(text: &str, marks: &[Mark], expected: &str) {
        assert_eq!(Page::new(text).render(marks, 30, PLAIN), expected);
    }

    #[test]
    fn marked_words_stand_in_brackets_with_their_numbers() {
        check("They met in Rome.", &[mark(5..8, "1")], "They [met]1 in Rome.\n");
        check("Talks (held up) end.", &[mark(7..14, "2")], "Talks ([held up]2) end.\n");
    }

    #[test]
    fn overlapping_marks_are_joined() {
        check(
            "They met in Rome.",
            &[mark(5..8, "1"), mark(5..11, "2"), mark(12..16, "3")],
            "They [met in]1,2 [Rome]3.\n",
        );
    }

    #[test]
    fn lines_are_wrapped_and_paragraphs_kept() {
        let text = "One two three four five six seven\neight nine.\n\n\nSecond paragraph.\n";
        check(text, &[], "One two three four five six\nseven eight nine.\n\nSecond paragraph.\n");
        check("First line.\nSecond line.", &[], "First line.\n\nSecond line.\n");
        check(" \n", &[], "");
    }

    #[test]
    fn characters_that_steer_the_terminal_are_left_out() {
        check("a\u{1b}[31mb", &[], "a[31mb\n");
        assert_eq!(wrap("a\u{7}b", 10), ["ab"]);
    }

    #[test]
    fn color_leaves_no_brackets_and_spans_the_space_between() {
        let colored = Page::new("It held up.").render(&[mark(3..10, "1")], 30, Paint { is_colored: true });
        let bare: String = anstream::adapter::strip_str(&colored).to_string();
        assert_eq!(bare, "It held up1.\n");
    }

    #[test]
    fn long_words_are_cut_in_cells() {
        assert_eq!(wrap("internationalization is long", 10), ["internatio", "nalization", "is long"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn marks_outside_the_text_do_no_harm() {
        check("short", &[mark(2..99, "1"), mark(200..300, "2")], "sh[ort\n");
    }
}
