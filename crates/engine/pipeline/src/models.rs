use sha2::{Digest, Sha256};

/// The weights that the pipeline reads with.
#[derive(Clone, Copy, Debug)]
pub struct Models<'m> {
    /// The reader's weights, as `docs/reader-format.md` describes them.
    pub reader: &'m [u8],
    /// Its word pieces, one a line.
    pub vocabulary: &'m str,
    /// The coder's weights, likewise.
    pub coder: &'m [u8],
    /// The weights by which whom a pronoun or description means is judged; if empty, rules alone judge.
    pub antecedents: &'m [u8],
    /// The weights by which the country of those is judged whose phrases tell none; if empty, rules alone judge.
    pub origins: &'m [u8],
    /// The weights by which who takes part in an event is judged; if empty, rules and the coder alone judge.
    pub participants: &'m [u8],
}

impl Models<'static> {
    /// Those inside the program.
    pub fn shipped() -> Models<'static> {
        Models {
            reader: include_bytes!("../../../../models/reader/weights.safetensors"),
            vocabulary: include_str!("../../../../models/reader/vocabulary.txt"),
            coder: include_bytes!("../../../../models/coder/weights.safetensors"),
            antecedents: include_bytes!("../../../../models/antecedents/weights.safetensors"),
            origins: include_bytes!("../../../../models/origins/weights.safetensors"),
            participants: include_bytes!("../../../../models/participants/weights.safetensors"),
        }
    }
}

impl Models<'_> {
    /// SHA-256 of all of them, in hexadecimal.
    pub(crate) fn hash(&self) -> String {
        let all = Sha256::new()
            .chain_update(self.reader)
            .chain_update(self.vocabulary)
            .chain_update(self.coder)
            .chain_update(self.antecedents)
            .chain_update(self.origins)
            .chain_update(self.participants);
        hexadecimal(&all.finalize())
    }
}

pub(crate) fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
