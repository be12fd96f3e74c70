//! Numbers that a network gave the words.

/// A row of numbers for each word of a document; none where no network read it.
#[derive(Clone, Debug, Default)]
pub struct Vectors {
    values: Vec<f32>,
    width: usize,
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

    /// The row of a word of the document; empty if there is none.
    pub fn of(&self, token: usize) -> &[f32] {
        self.values.get(token * self.width..(token + 1) * self.width).unwrap_or(&[])
    }
}
