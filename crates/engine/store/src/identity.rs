use record::Record;
use sha2::{Digest, Sha256};

/// What stays the same when a report changes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Identity {
    /// The id that its source gives it, or its address.
    Given(String),
    /// The absolute path of a file that holds this one report, which has no id.
    File(String),
    /// Nothing but its text, by SHA-256 in hexadecimal.
    Text(String),
}

impl Identity {
    /// As the store writes it.
    pub(crate) fn written(&self) -> String {
        match self {
            Identity::Given(id) => format!("id:{id}"),
            Identity::File(path) => format!("file:{path}"),
            Identity::Text(hash) => format!("text:{hash}"),
        }
    }

    /// Whether the same text elsewhere is the same report: nobody gave it an id, so its text is all that tells it apart.
    pub(crate) fn is_told_by_text(&self) -> bool {
        !matches!(self, Identity::Given(_))
    }
}

/// What was read of a report, as one hash: the same content is the same version.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Content([u8; 32]);

impl Content {
    /// The hash of all that a source says of a report; absent parts are told apart from empty ones.
    pub fn of(parts: &[Option<&str>]) -> Content {
        let mut digest = Sha256::new();
        for part in parts {
            digest.update(part.map_or(u64::MAX, |part| part.len() as u64).to_le_bytes());
            digest.update(part.unwrap_or_default());
        }
        Content(digest.finalize().into())
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A coded report on its way into the store.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// What tells it from other reports.
    pub identity: Identity,
    /// What was read.
    pub content: Content,
    /// Where it was read: a path or an address.
    pub source: Option<String>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// Its text.
    pub text: String,
    /// What it was coded as.
    pub record: Record,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together_and_absent_is_not_empty() {
        assert_ne!(Content::of(&[Some("ab"), Some("c")]), Content::of(&[Some("a"), Some("bc")]));
        assert_ne!(Content::of(&[None]), Content::of(&[Some("")]));
        assert_eq!(Content::of(&[Some("a"), None]), Content::of(&[Some("a"), None]));
    }

    #[test]
    fn identities_of_different_kinds_never_meet() {
        let all = [Identity::Given("a".into()), Identity::File("a".into()), Identity::Text("a".into())];
        assert_eq!(all.map(|identity| identity.written()), ["id:a", "file:a", "text:a"]);
    }
}
