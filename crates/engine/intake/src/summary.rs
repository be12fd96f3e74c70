/// What came of an ingest.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    /// Reports that were found in the sources, readable or not.
    pub read: usize,
    /// Reports that the store had in no version.
    pub new: usize,
    /// Reports of which the store had another version.
    pub changed: usize,
    /// Reports that the store had.
    pub duplicate: usize,
    /// What could not be read or coded.
    pub failed: usize,
    /// Reports kept in languages that are not coded.
    pub other_language: usize,
    /// Events of new and changed reports.
    pub events: usize,
    /// Bytes of text of new and changed reports.
    pub bytes: usize,
    /// Ids that came twice in this run with different contents: the later one stands. The first few of them.
    pub contested: Vec<String>,
    /// Whether the run was stopped before the end of its sources.
    pub is_interrupted: bool,
}

impl Summary {
    /// This and another one together.
    pub fn plus(mut self, other: Summary) -> Summary {
        self.read += other.read;
        self.new += other.new;
        self.changed += other.changed;
        self.duplicate += other.duplicate;
        self.failed += other.failed;
        self.other_language += other.other_language;
        self.events += other.events;
        self.bytes += other.bytes;
        self.contested.extend(other.contested);
        self.is_interrupted |= other.is_interrupted;
        self
    }
}
