//! Code points of a text, as records count them.

/// An index from code points to the bytes of one text.
pub struct Points<'t> {
    text: &'t str,
    /// The first byte of every code point; empty if each is one byte.
    starts: Vec<usize>,
}

impl<'t> Points<'t> {
    /// Indexes `text`, in one pass over it.
    pub fn new(text: &'t str) -> Points<'t> {
        let starts = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).collect() };
        Points { text, starts }
    }

    /// How many code points the text has.
    pub fn count(&self) -> usize {
        if self.starts.is_empty() { self.text.len() } else { self.starts.len() }
    }

    /// The words of `[start, end)`; nothing where the text does not reach.
    pub fn slice(&self, [start, end]: [usize; 2]) -> &'t str {
        self.text.get(self.byte(start)..self.byte(end)).unwrap_or_default()
    }

    fn byte(&self, point: usize) -> usize {
        if self.starts.is_empty() { point } else { self.starts.get(point).copied().unwrap_or(self.text.len()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_code_points() {
        let points = Points::new("Ḥamād met 🕊 envoys");
        assert_eq!((points.slice([0, 5]), points.slice([10, 18]), points.count()), ("Ḥamād", "🕊 envoys", 18));
        assert_eq!(Points::new("plain").slice([1, 3]), "la");
    }

    #[test]
    fn spans_beyond_the_text_are_empty_or_cut() {
        assert_eq!(Points::new("plain").slice([3, 99]), "");
        assert_eq!(Points::new("pläin").slice([3, 99]), "in");
        assert_eq!(Points::new("pläin").slice([4, 2]), "");
    }
}
