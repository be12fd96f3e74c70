//! The formats.

use ontology::Status;

/// A format that records can be exported in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Format {
    /// Records as they are, one a line.
    JsonLines,
    /// Tables of columns, partitioned by the month of the event.
    Parquet,
    /// The same tables as text.
    Csv,
    /// PLOVER's JSON records, one a line.
    Plover,
    /// GDELT 2.0: events, mentions and knowledge graph.
    Gdelt2,
    /// POLECAT's table of 40 columns.
    Polecat,
    /// ICEWS's table of 20 columns.
    Icews,
    /// Date, head, relation, tail, for learning on temporal graphs.
    Quads,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 8] = [
        Format::JsonLines,
        Format::Parquet,
        Format::Csv,
        Format::Plover,
        Format::Gdelt2,
        Format::Polecat,
        Format::Icews,
        Format::Quads,
    ];

    /// As the command line writes it.
    pub fn name(self) -> &'static str {
        match self {
            Format::JsonLines => "jsonl",
            Format::Parquet => "parquet",
            Format::Csv => "csv",
            Format::Plover => "plover",
            Format::Gdelt2 => "gdelt2",
            Format::Polecat => "polecat",
            Format::Icews => "icews",
            Format::Quads => "quads",
        }
    }

    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The statuses that are exported unless the caller decides.
    ///
    /// GDELT, POLECAT, ICEWS and quads have no column for a status, so that a denied or possible event would pose as one
    /// that took place: they take actual and historical events only.
    pub fn statuses(self) -> &'static [Status] {
        match self {
            Format::JsonLines | Format::Parquet | Format::Csv | Format::Plover => {
                &[Status::Actual, Status::Future, Status::Hypothetical, Status::Negated, Status::Historical]
            }
            Format::Gdelt2 | Format::Polecat | Format::Icews | Format::Quads => &[Status::Actual, Status::Historical],
        }
    }

    /// The name of the table of mentions in a folder, for formats that can also be a single file, and that of happenings.
    pub(crate) fn main_table(self) -> Option<[&'static str; 2]> {
        match self {
            Format::JsonLines => Some(["records.jsonl", "happenings.jsonl"]),
            Format::Plover => Some(["plover.jsonl", "plover.happenings.jsonl"]),
            Format::Polecat => Some(["polecat.tsv", "polecat.happenings.tsv"]),
            Format::Icews => Some(["icews.tab", "icews.happenings.tab"]),
            Format::Parquet | Format::Csv | Format::Gdelt2 | Format::Quads => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        assert!(Format::ALL.into_iter().all(|format| Format::from_name(format.name()) == Some(format)));
        assert_eq!(Format::from_name("xlsx"), None);
    }

    #[test]
    fn what_did_not_happen_does_not_pose_as_an_event() {
        for format in [Format::Gdelt2, Format::Polecat, Format::Icews, Format::Quads] {
            assert!(
                !format.statuses().contains(&Status::Negated) && !format.statuses().contains(&Status::Hypothetical)
            );
        }
    }
}
