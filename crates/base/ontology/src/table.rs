//! Reading of the tables that are compiled in.

/// The rows of a table: its lines without empty ones, comments (`#`) and the line of column names.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1)
}
