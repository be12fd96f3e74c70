//! Values of rows.

use crate::Error;

/// One value.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Not known, or there is none.
    Missing,
    /// Of [`Kind::Code`](super::Kind::Code) and [`Kind::Text`](super::Kind::Text).
    Text(String),
    /// Of [`Kind::Texts`](super::Kind::Texts).
    Texts(Vec<String>),
    /// Of [`Kind::Integer`](super::Kind::Integer).
    Integer(i64),
    /// Of [`Kind::Number`](super::Kind::Number).
    Number(f64),
    /// Of [`Kind::Flag`](super::Kind::Flag).
    Flag(bool),
    /// Of [`Kind::Day`](super::Kind::Day): days since 1 January 1970.
    Day(i32),
    /// Of [`Kind::Instant`](super::Kind::Instant): microseconds since then.
    Instant(i64),
}

/// The values of a row, in the order of the table's columns.
pub type Row = Vec<Cell>;

impl Cell {
    /// A day written `2026-11-26`; missing if it is none.
    pub(crate) fn day(written: &str) -> Cell {
        let day = written.parse::<jiff::civil::Date>().ok();
        let since = day.map(|day| day.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24);
        since.map_or(Cell::Missing, |days| Cell::Day(days as i32))
    }

    /// A moment written `2026-11-26T23:13:22Z`.
    pub(crate) fn instant(written: &str) -> Result<Cell, Error> {
        let moment = written.parse::<jiff::Timestamp>();
        let reason = || format!("added: expected a moment as in `2026-11-26T23:13:22Z`, found `{written}`");
        moment.map(|moment| Cell::Instant(moment.as_microsecond())).map_err(|_| Error::item(reason()))
    }

    /// About how many bytes it takes.
    pub(crate) fn n_bytes(&self) -> usize {
        let held = match self {
            Cell::Text(text) => text.len(),
            Cell::Texts(texts) => texts.iter().map(|text| text.len() + size_of::<String>()).sum(),
            _ => 0,
        };
        held + size_of::<Cell>()
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        Cell::Text(text.clone())
    }
}

impl From<Vec<String>> for Cell {
    fn from(texts: Vec<String>) -> Cell {
        Cell::Texts(texts)
    }
}

impl From<&Vec<String>> for Cell {
    fn from(texts: &Vec<String>) -> Cell {
        Cell::Texts(texts.clone())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Cell {
        Cell::Integer(number as i64)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Cell {
        Cell::Integer(number.into())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Cell {
        Cell::Number(number)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Cell {
        Cell::Flag(flag)
    }
}

impl<T> From<Option<T>> for Cell
where
    Cell: From<T>,
{
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Missing, Cell::from)
    }
}

impl<'a> From<&'a Option<String>> for Cell {
    fn from(value: &'a Option<String>) -> Cell {
        Cell::from(value.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(Cell::day("1970-01-01"), Cell::Day(0));
        assert_eq!(Cell::day("1969-12-31"), Cell::Day(-1));
        assert_eq!(Cell::day("2026-11-26"), Cell::Day(20783));
        assert_eq!(Cell::day("2026-02-30"), Cell::Missing);
    }

    #[test]
    fn moments_are_utc() {
        assert_eq!(Cell::instant("1970-01-01T00:00:01Z").unwrap(), Cell::Instant(1_000_000));
        let error = Cell::instant("yesterday").unwrap_err().to_string();
        assert_eq!(error, "added: expected a moment as in `2026-11-26T23:13:22Z`, found `yesterday`");
    }
}
