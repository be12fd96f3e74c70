/// Bytes `start..end` of one [`Document`](crate::Document)'s text.
///
/// Invariant: `start <= end`. A span made by a stage also falls between two characters of the
/// text it belongs to. Offsets count UTF-8 bytes from the start of the *original* text, so a
/// span made by any stage can be shown to a reader without translation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span `start..end`, in bytes.
    ///
    /// # Panics
    /// If `start > end`.
    pub fn new(start: usize, end: usize) -> Span {
        assert!(start <= end, "a span ends before it starts: {start}..{end}");
        let fit = |offset: usize| u32::try_from(offset).expect("documents are checked to be under 4 GiB");
        Span { start: fit(start), end: fit(end) }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The range of bytes, to index a `str` with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start()..self.end()
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether every byte of `other` lies in `self`.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Converts byte offsets of one text to Unicode code points.
///
/// Memory: 4 bytes for every 64 bytes of text; a look-up scans at most 64 bytes.
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `64 * i`.
    blocks: Vec<u32>,
}

const BLOCK: usize = 64;

impl<'t> CodePoints<'t> {
    /// Indexes `text`, in one pass over it.
    pub fn new(text: &'t str) -> CodePoints<'t> {
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push(count);
            count += starts(block);
        }
        CodePoints { text, blocks }
    }

    /// Code points before byte `offset`; offsets past the end count as the end.
    pub fn of(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let Some(block) = offset.checked_sub(1).map(|last| last / BLOCK) else { return 0 };
        (self.blocks[block] + starts(&self.text.as_bytes()[block * BLOCK..offset])) as usize
    }

    /// Both ends of `span`, `[start, end)` in code points.
    pub fn span(&self, span: Span) -> [usize; 2] {
        [self.of(span.start()), self.of(span.end())]
    }
}

/// How many characters begin in `bytes`: every byte but UTF-8 continuation bytes.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_chars() {
        let text = "Kıbrıs’ta “görüşme” 🇹🇷 ".repeat(9);
        let points = CodePoints::new(&text);
        for (at, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.of(byte), at);
        }
        assert_eq!(points.of(text.len()), text.chars().count());
        assert_eq!(CodePoints::new("").of(0), 0);
    }

    #[test]
    fn spans_join_and_overlap() {
        let (a, b) = (Span::new(2, 5), Span::new(5, 9));
        assert!(!a.overlaps(b) && a.join(b).contains(b));
        assert_eq!(a.join(b).range(), 2..9);
    }
}
