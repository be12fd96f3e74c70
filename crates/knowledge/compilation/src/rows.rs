//! Rows of a CSV file, with what is wrong in them.

use std::cell::RefCell;

use gazetteer::{Alias, Confidence, Entry, Strength};
use jiff::civil::Date;
use ontology::{Country, Sector};

use crate::{Folder, Problem};

/// The rows of a file: comments (`#`), a header, cells. `known` are the columns there can be, `needed` those there must be.
pub(crate) fn rows(path: &str, text: &str, known: &[&str], needed: &[&str], folder: &mut Folder) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .flexible(true)
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut columns: Option<std::rc::Rc<Vec<String>>> = None;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, |position| position.line() as usize);
                folder.problems.push(Problem::new(
                    path,
                    line,
                    "the row cannot be read",
                    "put text with commas in double quotes",
                ));
                continue;
            }
        };
        let line = record.position().map_or(1, |position| position.line() as usize);
        let cells: Vec<String> = record.iter().map(str::to_string).collect();
        let Some(columns) = &columns else {
            if let Some(problem) = check_header(path, line, &cells, known, needed) {
                folder.problems.push(problem);
                return Vec::new();
            }
            columns = Some(cells.into());
            continue;
        };
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if cells.len() != columns.len() {
            let what = format!("the row has {} cells, the header {}", cells.len(), columns.len());
            folder.problems.push(Problem::new(
                path,
                line,
                what,
                "give each column a cell; put text with commas in double quotes",
            ));
            continue;
        }
        if rows.len() >= crate::MAX_ROWS {
            folder.problems.push(Problem::new(
                path,
                line,
                "the file has too many rows",
                "leave out rows that no report names",
            ));
            break;
        }
        rows.push(Row { path: path.into(), line, columns: columns.clone(), cells, problems: RefCell::default() });
    }
    rows
}

fn check_header(path: &str, line: usize, cells: &[String], known: &[&str], needed: &[&str]) -> Option<Problem> {
    if let Some(column) = cells.iter().find(|column| !known.contains(&column.as_str())) {
        let what = format!("there is no column `{column}`");
        return Some(Problem::new(path, line, what, format!("the columns are: {}", known.join(", "))));
    }
    let missing = needed.iter().find(|column| !cells.iter().any(|cell| cell == *column))?;
    Some(Problem::new(path, line, format!("the column `{missing}` is missing"), "add it to the header and to each row"))
}

/// One row. Getters note what is wrong; a row with a problem is left out.
pub(crate) struct Row {
    path: std::rc::Rc<str>,
    line: usize,
    columns: std::rc::Rc<Vec<String>>,
    cells: Vec<String>,
    problems: RefCell<Vec<Problem>>,
}

impl Row {
    /// A row that is made of something else than cells.
    pub fn of(path: &str, line: usize, cells: Vec<(String, String)>) -> Row {
        let (columns, cells) = cells.into_iter().unzip();
        Row { path: path.into(), line, columns: std::rc::Rc::new(columns), cells, problems: RefCell::default() }
    }

    /// The cell under this column, empty where the file has no such column.
    pub fn cell(&self, column: &str) -> &str {
        self.columns.iter().position(|name| name == column).map_or("", |at| &self.cells[at])
    }

    /// The names of its columns.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        self.columns.iter().cloned()
    }

    /// The cell, if it is not empty.
    pub fn given(&self, column: &str) -> Option<&str> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty())
    }

    /// A cell that may not be empty.
    pub fn needed(&self, column: &str) -> &str {
        let cell = self.cell(column);
        if cell.is_empty() {
            self.wrong(format!("`{column}` is empty"), "fill it in, or take the row out");
        }
        cell
    }

    /// The values of a cell.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &str> {
        self.cell(column).split('|').map(str::trim).filter(|value| !value.is_empty())
    }

    /// The country in `country`, or none if that is empty.
    pub fn country(&self, folder: &Folder) -> Option<Country> {
        let code = self.given("country")?;
        self.code(code, folder)
    }

    /// The country of a code.
    pub fn code(&self, code: &str, folder: &Folder) -> Option<Country> {
        let country = folder.country(code);
        if country.is_none() {
            let what = format!("`{code}` is no code of a country");
            self.wrong(what, "use an ISO 3166-1 alpha-3 code, KOS, UNO, EUR, IGO, NGO, MNC, IMG, ISM, or one that states.toml defines");
        }
        country
    }

    /// Sectors, the primary one first.
    pub fn sectors(&self) -> Vec<Sector> {
        let names: Vec<&str> = self.list("sectors").collect();
        let read = |name: &&str| {
            let sector = Sector::from_name(name);
            if sector.is_none() {
                self.wrong(format!("`{name}` is no sector"), "use PLOVER's three letters, such as GOV, MIL or REB");
            }
            sector
        };
        names.iter().filter_map(read).collect()
    }

    /// The first day of the year, month or day in a cell.
    pub fn first_day(&self, column: &str) -> Option<Date> {
        self.period(column).map(|(first, _)| first)
    }

    /// The last day of the year, month or day in a cell.
    pub fn last_day(&self, column: &str) -> Option<Date> {
        self.period(column).map(|(_, last)| last)
    }

    /// `from` and `until`.
    pub fn term(&self) -> (Option<Date>, Option<Date>) {
        let term = (self.first_day("from"), self.last_day("until"));
        if let (Some(from), Some(until)) = term
            && from > until
        {
            self.wrong(format!("`until` {until} is before `from` {from}"), "exchange or mend them");
        }
        term
    }

    fn period(&self, column: &str) -> Option<(Date, Date)> {
        let cell = self.given(column)?;
        let period = period(cell);
        if period.is_none() {
            self.wrong(format!("`{cell}` in `{column}` is no date"), "write YYYY, YYYY-MM or YYYY-MM-DD");
        }
        period
    }

    /// Degrees north and east.
    pub fn place(&self) -> Option<(f64, f64)> {
        let place: (f64, f64) = self.number("latitude").zip(self.number("longitude"))?;
        if place.0.abs() > 90.0 || place.1.abs() > 180.0 {
            self.wrong(
                "the place is not on the globe",
                "latitude is -90 to 90 degrees north, longitude -180 to 180 degrees east",
            );
        }
        Some(place)
    }

    /// A number, if the cell is not empty.
    pub fn number<T: std::str::FromStr>(&self, column: &str) -> Option<T> {
        let cell = self.given(column)?;
        let number = cell.parse().ok();
        if number.is_none() {
            self.wrong(format!("`{cell}` in `{column}` is no number"), "write digits, a point before decimals");
        }
        number
    }

    /// One of a few words.
    pub fn one_of<'w>(&self, column: &str, words: &[&'w str]) -> Option<&'w str> {
        let cell = self.given(column)?;
        let word = words.iter().find(|word| **word == cell).copied();
        if word.is_none() {
            self.wrong(format!("`{cell}` in `{column}`"), format!("use one of: {}", words.join(", ")));
        }
        word
    }

    /// The name in `column`, its aliases, acronyms and weak names.
    pub fn names(&self, column: &str) -> Vec<Alias> {
        let alias = |name: &str, strength| Alias { name: name.into(), strength };
        let name = self.needed(column);
        let strong = std::iter::once(name).chain(self.list("aliases")).chain(self.list("surname"));
        let strong = strong.map(|name| alias(name, Strength::Strong));
        let acronyms = self.list("acronyms").map(|name| alias(name, Strength::Acronym));
        let weak = self.list("weak").map(|name| alias(name, Strength::Weak));
        let mut names: Vec<Alias> = strong.chain(acronyms).chain(weak).collect();
        // A name that is listed as weak is weak, even if it is the canonical one.
        let weak: Vec<Box<str>> = self.list("weak").map(Box::from).collect();
        names.retain(|alias| alias.strength == Strength::Weak || !weak.contains(&alias.name));
        names
    }

    /// An entry with what all tables have: the caller fills in the rest.
    pub fn entry(&self, kind: gazetteer::Kind, name: &str, folder: &Folder) -> Entry {
        let confidence = self.one_of("confidence", &Confidence::ALL.map(Confidence::name));
        let confidence = Confidence::ALL.into_iter().find(|one| Some(one.name()) == confidence);
        Entry {
            id: self.cell("id").into(),
            name: name.into(),
            kind,
            class: "".into(),
            country: self.country(folder).map(Country::sovereign),
            sectors: self.sectors(),
            place: None,
            from: None,
            until: None,
            office: None,
            body: None,
            plural: false,
            town: None,
            row: self.where_from(),
            source: self.given("source").unwrap_or("user").into(),
            checked: self.first_day("checked"),
            confidence: confidence.unwrap_or(Confidence::Medium),
        }
    }

    /// `file:line`.
    pub fn where_from(&self) -> Box<str> {
        format!("{}:{}", self.path, self.line).into()
    }

    /// Notes what is wrong, once.
    pub fn wrong(&self, what: impl Into<String>, remedy: impl Into<String>) {
        let problem = Problem::new(&self.path, self.line, what, remedy);
        let mut problems = self.problems.borrow_mut();
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }

    /// What was found wrong; nothing for a good row.
    pub fn problems(&self) -> Vec<Problem> {
        self.problems.take()
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

    #[test]
    fn periods() {
        assert_eq!(period("2020"), Some((date(2020, 1, 1), date(2020, 12, 31))));
        assert_eq!(period("2020-02"), Some((date(2020, 2, 1), date(2020, 2, 29))));
        assert_eq!(period("2021-08-15"), Some((date(2021, 8, 15), date(2021, 8, 15))));
        for text in ["", "20", "2020-13", "2020-02-30", "2020-01-01-01", "x"] {
            assert_eq!(period(text), None, "{text}");
        }
    }
}
