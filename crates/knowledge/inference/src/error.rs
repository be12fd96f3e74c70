//! Why a weight file could not be loaded.

/// A weight file or vocabulary that does not hold what the format asks for.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("weights: expected a safetensors file")]
    Container(#[from] safetensors::SafeTensorError),
    #[error("metadata `{key}`: expected {expected}, found {found}")]
    Metadata { key: &'static str, expected: String, found: String },
    #[error("metadata `{key}`: expected its JSON")]
    Json { key: &'static str, source: serde_json::Error },
    #[error("tensor `{name}`: expected {expected}, found none")]
    Missing { name: String, expected: String },
    #[error("tensor `{name}`: expected {expected}, found {found}")]
    Tensor { name: String, expected: String, found: String },
    #[error("vocabulary: expected {expected}, found {found}")]
    Vocabulary { expected: String, found: String },
}
