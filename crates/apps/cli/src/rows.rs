//! Results that are tables, as a person, a program or a spreadsheet reads them.

use crate::output::Results;
use crate::settings::{Settings, TableForm};
use crate::view::{Paint, Table, Tone, visible};
use serde_json::{Map, Value};

/// Rows that are laid out together for people: widths need all of them, and nobody reads more.
const MAX_LAID_OUT: usize = 1000;

/// Prints rows under headings as they come.
pub struct Rows<'s> {
    settings: &'s Settings,
    form: TableForm,
    headings: Vec<String>,
    laid_out: Vec<(Vec<Value>, Vec<String>)>,
    results: Results,
    n_printed: usize,
}

impl<'s> Rows<'s> {
    /// Begins to print in the form that the settings ask for.
    ///
    /// # Errors
    /// If that is no form of tables.
    pub fn new(settings: &'s Settings) -> anyhow::Result<Rows<'s>> {
        let form = settings.table_form()?;
        Ok(Rows { settings, form, headings: Vec::new(), laid_out: Vec::new(), results: Results::new(), n_printed: 0 })
    }

    /// The names of the columns, before the first row.
    pub fn headings(&mut self, headings: &[&str]) {
        self.headings = headings.iter().map(|heading| heading.to_string()).collect();
        if self.form == TableForm::Csv {
            self.write_csv(headings.iter().map(|heading| heading.to_string()));
        }
    }

    /// One row, of as many values as there are headings.
    pub fn add(&mut self, values: Vec<Value>) {
        self.add_noted(values, Vec::new());
    }

    /// One row, and the lines that stand under it for people.
    pub fn add_noted(&mut self, values: Vec<Value>, notes: Vec<String>) {
        self.n_printed += 1;
        match self.form {
            TableForm::Csv => self.write_csv(values.iter().map(plain)),
            TableForm::Json => {
                let object: Map<String, Value> = self.headings.iter().cloned().zip(values).collect();
                self.results.write(&format!("{}\n", Value::Object(object)));
            }
            TableForm::Text => {
                self.laid_out.push((values, notes));
                if self.laid_out.len() == MAX_LAID_OUT {
                    self.lay_out();
                }
            }
        }
    }

    /// Prints what is held back; how many rows there were.
    pub fn finish(mut self) -> usize {
        self.lay_out();
        self.results.flush();
        self.n_printed
    }

    fn lay_out(&mut self) {
        if self.laid_out.is_empty() {
            return;
        }
        let headings: Vec<&str> = self.headings.iter().map(String::as_str).collect();
        let mut table = Table::new(&headings);
        for (row, notes) in self.laid_out.drain(..) {
            table.add_row(row.iter().map(|value| (Tone::Plain, visible(&plain(value)))));
            notes.iter().for_each(|note| table.add_note(visible(note)));
        }
        self.results.write(&table.render(self.settings.width, Paint { is_colored: self.settings.is_colored }));
    }

    fn write_csv(&mut self, cells: impl Iterator<Item = String>) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(cells).expect("writing to memory");
        let line = writer.into_inner().expect("writing to memory");
        self.results.write(&String::from_utf8(line).expect("cells are UTF-8"));
    }
}

/// A value without the signs of JSON: strings as they are, nothing for null, lists joined by `; `.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
