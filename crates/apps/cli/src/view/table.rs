//! A table that fits the page.

use super::paint::{Paint, Tone};
use super::text::wrap;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// Columns between two cells.
const GAP: usize = 2;

/// A column is not made narrower than this while another is wider.
const NARROWEST: usize = 6;

/// Columns before a note.
const INDENT: usize = 2;

/// Cells under headings. A cell may have several lines; what is too long is wrapped.
#[derive(Debug)]
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<Cell>>,
    /// What stands under a row, over all columns, by the row's place.
    notes: BTreeMap<usize, String>,
}

#[derive(Debug)]
struct Cell {
    text: String,
    tone: Tone,
}

impl Table {
    /// A table with these columns.
    pub fn new(headings: &[&str]) -> Table {
        Table {
            headings: headings.iter().map(|heading| heading.to_string()).collect(),
            rows: Vec::new(),
            notes: BTreeMap::new(),
        }
    }

    /// Adds a row; `cells` has as many as there are headings.
    pub fn add<const N: usize>(&mut self, cells: [(Tone, String); N]) {
        self.add_row(cells);
    }

    /// Adds a row of as many cells as there are headings, where their number is not known to the compiler.
    pub fn add_row(&mut self, cells: impl IntoIterator<Item = (Tone, String)>) {
        self.rows.push(cells.into_iter().map(|(tone, text)| Cell { text, tone }).collect());
    }

    /// Puts a note under the last row.
    pub fn add_note(&mut self, note: String) {
        if let Some(last) = self.rows.len().checked_sub(1) {
            self.notes.insert(last, note);
        }
    }

    /// The lines of the table, at most `width` columns wide if the headings allow. Empty columns are left out.
    pub fn render(&self, width: usize, paint: Paint) -> String {
        let columns: Vec<usize> = (0..self.headings.len()).filter(|&at| self.has_text(at)).collect();
        let widths = self.widths(&columns, width);
        let heading = |&at: &usize| Cell { text: self.headings[at].clone(), tone: Tone::Strong };
        let headings: Vec<Cell> = columns.iter().map(heading).collect();
        let mut lines = row_lines(&headings.iter().collect::<Vec<_>>(), &widths, paint);
        let rule = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        lines.push(paint.text(Tone::Faint, &"─".repeat(rule)));
        for (at, row) in self.rows.iter().enumerate() {
            let cells: Vec<&Cell> = columns.iter().map(|&at| &row[at]).collect();
            lines.extend(row_lines(&cells, &widths, paint));
            let note = self.notes.get(&at).map(String::as_str).unwrap_or_default();
            let note = wrap_lines(note, width.saturating_sub(INDENT)).into_iter();
            lines.extend(note.map(|line| " ".repeat(INDENT) + &paint.text(Tone::Faint, &line)));
        }
        lines.into_iter().map(|line| line + "\n").collect()
    }

    fn has_text(&self, column: usize) -> bool {
        self.rows.iter().any(|row| !row[column].text.is_empty())
    }

    /// The natural widths, the widest cut down until the table fits; words are cut only if nothing else helps.
    fn widths(&self, columns: &[usize], width: usize) -> Vec<usize> {
        let room = width.saturating_sub(GAP * columns.len().saturating_sub(1));
        let whole =
            columns.iter().map(|&at| self.widest(at, |text| Box::new(text.split_whitespace()))).collect::<Vec<_>>();
        let mut widths = columns.iter().map(|&at| self.widest(at, |text| Box::new(text.lines()))).collect::<Vec<_>>();
        shrink(&mut widths, room, &whole);
        shrink(&mut widths, room, &vec![NARROWEST; columns.len()]);
        widths
    }

    /// The widest part of any cell of a column, and of its heading.
    fn widest(&self, column: usize, parts: fn(&str) -> Box<dyn Iterator<Item = &str> + '_>) -> usize {
        let cells = self.rows.iter().map(|row| row[column].text.as_str()).chain([self.headings[column].as_str()]);
        cells.flat_map(parts).map(UnicodeWidthStr::width).max().unwrap_or(0)
    }
}

/// Takes columns from the widest that is above its least width, until all fit in `room`.
fn shrink(widths: &mut [usize], room: usize, least: &[usize]) {
    while widths.iter().sum::<usize>() > room {
        let wide = (0..widths.len()).filter(|&at| widths[at] > least[at]);
        let Some(widest) = wide.max_by_key(|&at| (widths[at], at)) else { return };
        widths[widest] -= 1;
    }
}

/// One row as lines, no white space at their ends.
fn row_lines(cells: &[&Cell], widths: &[usize], paint: Paint) -> Vec<String> {
    let wrapped: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, &width)| wrap_lines(&cell.text, width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let mut line = String::new();
        let mut owed = 0;
        for ((cell, lines), width) in cells.iter().zip(&wrapped).zip(widths) {
            let text = lines.get(at).map_or("", String::as_str);
            if !text.is_empty() {
                line.push_str(&" ".repeat(owed));
                line.push_str(&paint.text(cell.tone, text));
                owed = 0;
            }
            owed += width - text.width().min(*width) + GAP;
        }
        line
    };
    (0..height).map(line).collect()
}

fn wrap_lines(text: &str, width: usize) -> Vec<String> {
    text.lines().flat_map(|line| wrap(line, width)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[[&str; 3]], width: usize, expected: &str) {
        let mut table = Table::new(&["who", "what", "whom"]);
        for row in rows {
            table.add(row.map(|text| (Tone::Plain, text.to_string())));
        }
        assert_eq!(table.render(width, Paint { is_colored: false }), expected);
    }

    #[test]
    fn columns_stand_under_each_other() {
        check(
            &[["Kenya", "met", "Uganda"], ["a", "", "bé"]],
            80,
            "who    what  whom\n───────────────────\nKenya  met   Uganda\na            bé\n",
        );
    }

    #[test]
    fn an_empty_column_is_left_out() {
        check(&[["Kenya", "met", ""]], 80, "who    what\n───────────\nKenya  met\n");
    }

    #[test]
    fn a_note_stands_under_its_row_over_all_columns() {
        let mut table = Table::new(&["who", "what"]);
        table.add(["Kenya", "met"].map(|text| (Tone::Plain, text.to_string())));
        table.add_note("a long note".into());
        table.add(["a", "b"].map(|text| (Tone::Plain, text.to_string())));
        let expected = "who    what\n───────────\nKenya  met\n  a long\n  note\na      b\n";
        assert_eq!(table.render(11, Paint { is_colored: false }), expected);
    }

    #[test]
    fn the_widest_column_is_wrapped() {
        let expected = "who         what  whom\n──────────────────────\nthe         met   x\nministers\nof Kenya\n";
        check(&[["the ministers of Kenya", "met", "x"]], 22, expected);
    }

    #[test]
    fn lines_of_a_cell_stay_apart() {
        check(
            &[["Kenya\nUganda", "met", "x"]],
            80,
            "who     what  whom\n──────────────────\nKenya   met   x\nUganda\n",
        );
    }
}
