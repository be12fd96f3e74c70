//! Hashes, in hexadecimal: of texts, and ids made of parts.

use sha2::{Digest, Sha256};

/// Hexadecimal digits of an event's id: 64 bits.
const ID_DIGITS: usize = 16;

/// SHA-256 of `bytes`, 64 digits: of a report's text, what [`Record::text_sha256`](crate::Record::text_sha256) holds.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A short id of `parts`, 16 digits, in which no two lists of parts run together.
pub fn id(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part.as_bytes());
    }
    let mut digits: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    digits.truncate(ID_DIGITS);
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_the_published_ones() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(id(&["ab", "c"]), id(&["a", "bc"]));
        assert_eq!(id(&["ab", "c"]).len(), ID_DIGITS);
    }
}
