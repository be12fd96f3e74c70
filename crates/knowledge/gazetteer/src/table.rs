//! The tables that are compiled in, and the reading of their rows.
//!
//! A table is tab-separated text: comments (`#`) that say where it comes from, a line of column names, rows. A cell that
//! holds several values separates them by `|`.

use jiff::civil::Date;
use ontology::{Country, Sector};

use crate::{Error, Kind};

/// One table.
#[derive(Clone, Copy)]
pub(crate) struct Source {
    pub file: &'static str,
    pub text: &'static str,
}

macro_rules! source {
    ($file:literal) => {
        Source { file: $file, text: include_str!(concat!("../data/", $file)) }
    };
}

pub(crate) const STATES: Source = source!("states.tsv");
pub(crate) const ROLES: Source = source!("roles.tsv");
pub(crate) const RANKS: Source = source!("ranks.tsv");
pub(crate) const TITLES: Source = source!("titles.tsv");
pub(crate) const TOWNS: Source = source!("towns.tsv");
pub(crate) const TOWN_ALIASES: Source = source!("town-aliases.tsv");

/// The tables of named things, in the order in which entries of one name are given.
pub(crate) const ENTRIES: &[(Source, Kind)] = &[
    (source!("metonyms.tsv"), Kind::Metonym),
    (source!("organizations.tsv"), Kind::Organisation),
    (source!("groups.tsv"), Kind::ArmedGroup),
    (source!("media.tsv"), Kind::Media),
    (source!("people.tsv"), Kind::Person),
    (source!("leaders.tsv"), Kind::Person),
    (source!("regions.tsv"), Kind::Place),
];

/// All tables.
pub(crate) fn all() -> impl Iterator<Item = Source> {
    let entries = ENTRIES.iter().map(|(source, _)| *source);
    [STATES, ROLES, RANKS, TITLES, TOWNS, TOWN_ALIASES].into_iter().chain(entries)
}

impl Source {
    /// The column names.
    pub fn columns(&self) -> Vec<&'static str> {
        self.lines().next().map(|(_, header)| header.split('\t').collect()).unwrap_or_default()
    }

    /// The rows, which must all have as many cells as there are columns, `columns` in the first places.
    pub fn rows(self, columns: &[&str]) -> Result<Vec<Row>, Error> {
        let found = self.columns();
        if !found.starts_with(columns) {
            return Err(Error::new(self.file, 1, "other columns", &found.join(" ")));
        }
        let mut rows = Vec::new();
        for (line, text) in self.lines().skip(1) {
            let cells: Vec<_> = text.split('\t').collect();
            if cells.len() != found.len() || cells[0].is_empty() {
                return Err(Error::new(self.file, line, "a cell for each column, the first not empty", text));
            }
            rows.push(Row { file: self.file, line, columns: found.clone(), cells });
        }
        Ok(rows)
    }

    /// Lines that are neither empty nor comments, with their numbers.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &'static str)> {
        let numbered = self.text.lines().enumerate().map(|(line_idx, line)| (line_idx + 1, line));
        numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    }
}

/// One row of a table. Its cells are text of the program; [`Row::error`] says where they stand.
pub(crate) struct Row {
    file: &'static str,
    line: usize,
    columns: Vec<&'static str>,
    cells: Vec<&'static str>,
}

impl Row {
    /// The cell under this column, empty where the table has no such column.
    pub fn cell(&self, column: &str) -> &'static str {
        self.columns.iter().position(|name| *name == column).map_or("", |column_idx| self.cells[column_idx])
    }

    /// The cell, if it is not empty.
    pub fn given(&self, column: &str) -> Option<&'static str> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty())
    }

    /// The values of a cell.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'static str> + use<> {
        self.cell(column).split('|').filter(|value| !value.is_empty())
    }

    /// A country, if the cell is not empty.
    pub fn country(&self) -> Result<Option<Country>, Error> {
        let read = |code| Country::from_code(code).ok_or_else(|| self.error("the code of a country", code));
        self.given("code").map(read).transpose()
    }

    /// Sectors, the primary one first.
    pub fn sectors(&self) -> Result<Vec<Sector>, Error> {
        let read = |name| Sector::from_name(name).ok_or_else(|| self.error("a sector", name));
        self.list("sectors").map(read).collect()
    }

    /// A number, if the cell is not empty.
    pub fn number(&self, column: &str) -> Result<Option<f64>, Error> {
        let read = |cell: &'static str| cell.parse().map_err(|_| self.error("a number", cell));
        self.given(column).map(read).transpose()
    }

    /// The first day of the year, month or day in a cell.
    pub fn first_day(&self, column: &str) -> Result<Option<Date>, Error> {
        Ok(self.period(column)?.map(|(first, _)| first))
    }

    /// The last day of the year, month or day in a cell.
    pub fn last_day(&self, column: &str) -> Result<Option<Date>, Error> {
        Ok(self.period(column)?.map(|(_, last)| last))
    }

    /// Where the row stands: `file:line`.
    pub fn place(&self) -> Box<str> {
        format!("{}:{}", self.file, self.line).into()
    }

    /// That this row does not have the form it should have.
    pub fn error(&self, expected: &'static str, found: &str) -> Error {
        Error::new(self.file, self.line, expected, found)
    }

    fn period(&self, column: &str) -> Result<Option<(Date, Date)>, Error> {
        let read = |cell: &'static str| period(cell).ok_or_else(|| self.error("YYYY, YYYY-MM or YYYY-MM-DD", cell));
        self.given(column).map(read).transpose()
    }
}

fn period(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = parts.next().map(str::parse).transpose().ok()?;
    let day = parts.next().map(str::parse).transpose().ok()?;
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (None, _) => Date::new(year, 12, 31).ok()?,
        (Some(_), None) => first.last_of_month(),
        (Some(_), Some(_)) => first,
    };
    parts.next().is_none().then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const BROKEN: Source = Source { file: "x.tsv", text: "# note\nname\tcode\tsectors\nA\tXYZ\tGOV\nB\tUSA\n" };

    #[test]
    fn periods() {
        assert_eq!(period("2020"), Some((date(2020, 1, 1), date(2020, 12, 31))));
        assert_eq!(period("2020-02"), Some((date(2020, 2, 1), date(2020, 2, 29))));
        assert_eq!(period("2021-08-15"), Some((date(2021, 8, 15), date(2021, 8, 15))));
        for text in ["", "20", "2020-13", "2020-02-30", "2020-01-01-01", "x"] {
            assert_eq!(period(text), None, "{text}");
        }
    }

    #[test]
    fn errors_say_where() {
        let error = BROKEN.rows(&["name", "code"]).err().unwrap();
        assert_eq!(
            error.to_string(),
            "x.tsv, line 4: expected a cell for each column, the first not empty, found `B\tUSA`"
        );
        let source = Source { text: "name\tcode\tsectors\nA\tXYZ\tGOV|HUH\n", ..BROKEN };
        let row = source.rows(&["name"]).unwrap().remove(0);
        assert_eq!(
            row.country().unwrap_err().to_string(),
            "x.tsv, line 2: expected the code of a country, found `XYZ`"
        );
        assert_eq!(row.sectors().unwrap_err().to_string(), "x.tsv, line 2: expected a sector, found `HUH`");
        assert!(source.rows(&["code"]).is_err());
    }
}
