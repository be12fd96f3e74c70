use crate::Span;
use jiff::civil::Date;

/// One report: its text, and what its source says of it.
///
/// Invariant: the text is shorter than 4 GiB, so that a [`Span`] can point anywhere in it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The caller's id, if there is one.
    pub id: Option<String>,
    /// Headline, apart from the text.
    pub title: Option<String>,
    /// Where the report was found.
    pub url: Option<String>,
    /// Who printed it.
    pub publisher: Option<String>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    text: String,
}

/// A text of 4 GiB or more.
#[derive(Debug)]
pub struct TextTooLong {
    /// Its length in bytes.
    pub bytes: usize,
}

impl std::fmt::Display for TextTooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the text has {} bytes; at most {} can be read: split it", self.bytes, u32::MAX)
    }
}

impl std::error::Error for TextTooLong {}

impl Document {
    /// A document of `text` about whose source nothing is known.
    ///
    /// # Errors
    /// [`TextTooLong`] from 4 GiB up.
    pub fn new(text: String) -> Result<Document, TextTooLong> {
        if u32::try_from(text.len()).is_err() {
            return Err(TextTooLong { bytes: text.len() });
        }
        Ok(Document { id: None, title: None, url: None, publisher: None, byline: None, published: None, text })
    }

    /// What is known of this document's source, with another text.
    ///
    /// # Errors
    /// [`TextTooLong`] from 4 GiB up.
    pub fn with_text(self, text: String) -> Result<Document, TextTooLong> {
        Ok(Document { text: Document::new(text)?.text, ..self })
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words under `span`.
    ///
    /// # Panics
    /// If `span` does not lie in this text or cuts a character: it belongs to another document.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }
}
