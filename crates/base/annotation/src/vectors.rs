//! Numbers that a network gave the words.

/// A row of numbers for each word of a document, or for some of its words; none where no network read it.
#[derive(Clone, Debug, Default)]
pub struct Vectors {
    values: Vec<f32>,
    width: usize,
    /// The words that have a row, in order; empty if all have one.
    chosen: Vec<u32>,
}

impl Vectors {
    /// Adds the rows of the words that come next, one after another, `width` numbers each.
    pub fn append(&mut self, mut rows: Vec<f32>, width: usize) {
        self.width = width;
        if self.values.is_empty() {
            self.values = rows;
        } else {
            self.values.append(&mut rows);
        }
    }

    /// Adds the row of one word, behind those that have one.
    pub fn add(&mut self, token: usize, row: &[f32]) {
        self.width = row.len();
        self.values.extend_from_slice(row);
        self.chosen.push(token as u32);
    }

    /// The row of a word of the document; empty if there is none.
    pub fn of(&self, token: usize) -> &[f32] {
        let at = if self.chosen.is_empty() { Ok(token) } else { self.chosen.binary_search(&(token as u32)) };
        at.ok().and_then(|at| self.values.get(at * self.width..(at + 1) * self.width)).unwrap_or(&[])
    }
}
