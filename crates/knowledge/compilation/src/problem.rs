/// What is wrong with a row, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path inside the folder.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl Problem {
    pub(crate) fn new(file: &str, line: usize, what: impl Into<String>, remedy: impl Into<String>) -> Problem {
        Problem { file: file.into(), line, what: what.into(), remedy: remedy.into() }
    }

    pub(crate) fn unknown_file(file: &str) -> Problem {
        let kinds = crate::kinds::Kind::ALL.map(|kind| kind.name()).join(", ");
        Problem::new(file, 1, "the name of the file tells no kind of rows", format!("name it after one of: {kinds}"))
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, line {}: {}; {}", self.file, self.line, self.what, self.remedy)
    }
}
