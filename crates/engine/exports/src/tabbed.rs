//! Lines of values between tabs.

use crate::Error;
use crate::staging::{Finished, Staging, Unfinished};
use std::borrow::Cow;

/// The values of one line.
pub(crate) type Line<'v> = Vec<Cow<'v, str>>;

/// A file of tabbed lines that is being written.
pub(crate) struct Tabbed {
    file: Unfinished,
    line: String,
    n_rows: u64,
}

impl Tabbed {
    /// Begins a file, with a line of column names unless there are none.
    pub fn create(staging: &mut Staging, name: &str, columns: &[&str]) -> Result<Tabbed, Error> {
        let mut tabbed = Tabbed { file: staging.file(name)?, line: String::new(), n_rows: 0 };
        if !columns.is_empty() {
            tabbed.file.put((columns.join("\t") + "\n").as_bytes())?;
        }
        Ok(tabbed)
    }

    /// Writes one line. Tabs, line ends and other control characters in values become spaces, and double quotes single
    /// ones in a value that begins with one: pandas and readr would read on to the next quote, over the ends of lines.
    pub fn row<'v>(&mut self, values: impl IntoIterator<Item = Cow<'v, str>>) -> Result<(), Error> {
        self.line.clear();
        for (at, value) in values.into_iter().enumerate() {
            if at > 0 {
                self.line.push('\t');
            }
            let value = on_one_line(&value);
            self.line.push_str(&if value.starts_with('"') { value.replace('"', "'").into() } else { value });
        }
        self.line.push('\n');
        self.n_rows += 1;
        self.file.put(self.line.as_bytes())
    }

    pub fn finish(self) -> Result<(Finished, u64), Error> {
        Ok((self.file.finish()?, self.n_rows))
    }
}

/// The words with a space for every control character and line separator.
pub(crate) fn on_one_line(words: &str) -> Cow<'_, str> {
    let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    if words.contains(breaks) { words.replace(breaks, " ").into() } else { words.into() }
}

/// A value as it is displayed.
pub(crate) fn shown<'v>(value: impl ToString) -> Cow<'v, str> {
    value.to_string().into()
}

/// A value as it is displayed; nothing where there is none.
pub(crate) fn shown_if<'v>(value: Option<impl ToString>) -> Cow<'v, str> {
    value.map(|value| value.to_string()).unwrap_or_default().into()
}

/// A value of words; nothing where there is none.
pub(crate) fn words<'v>(value: impl Into<Option<&'v str>>) -> Cow<'v, str> {
    value.into().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_do_not_break_lines() {
        assert_eq!(on_one_line("two\tparts\r\nand\u{2028}more\u{0}"), "two parts  and more ");
        assert!(matches!(on_one_line("\"quoted\""), Cow::Borrowed("\"quoted\"")));
    }
}
