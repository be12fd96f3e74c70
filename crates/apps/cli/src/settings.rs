//! What holds for one run: flags, else variables, else the settings file, else the defaults.

use crate::args::{Color, Input, Output, Shared};
use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, bail};
use pipeline::work::{self, MAX_THREADS};
use serde::Deserialize;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Columns of a page that is not a terminal.
const DEFAULT_WIDTH: usize = 100;

/// Narrowest and widest page: a line of text is read badly beyond.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=140;

/// The settings of one run.
#[derive(Debug)]
pub struct Settings {
    /// How to print; none leaves it to the verb.
    pub output: Option<Output>,
    /// Whether the form is asked for in this run, and not a setting for all verbs.
    is_output_typed: bool,
    /// Whether to color.
    pub is_colored: bool,
    /// Columns of the page.
    pub width: usize,
    /// Workers.
    pub threads: usize,
    /// Whether to print nothing but results and errors.
    pub is_quiet: bool,
    /// What reports are written as, where the settings file says so.
    pub input: Option<Input>,
    /// Folders to lay over the shipped knowledge.
    pub knowledge: Vec<PathBuf>,
    /// Folder of models to use instead of those in the program.
    pub models: Option<PathBuf>,
    /// The store.
    pub store: PathBuf,
}

/// The store of the folder one stands in.
const DEFAULT_STORE: &str = "entente.db";

/// How a table is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TableForm {
    /// For people.
    Text,
    /// One object a row.
    Json,
    /// With a header.
    Csv,
}

/// The settings file.
#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields)]
struct File {
    threads: Option<usize>,
    output: Option<Output>,
    input: Option<Input>,
    color: Option<Color>,
    #[serde(default)]
    knowledge: Vec<PathBuf>,
    models: Option<PathBuf>,
    store: Option<PathBuf>,
}

impl Settings {
    /// The settings that flags, variables and the settings file make together.
    ///
    /// # Errors
    /// If the settings file cannot be read, or no thread or too many are asked for.
    pub fn new(shared: &Shared) -> anyhow::Result<Settings> {
        let file = shared.config.as_deref().map(read).transpose()?.unwrap_or_default();
        let threads = shared.threads.or(file.threads).unwrap_or_else(work::cores);
        if !(1..=MAX_THREADS).contains(&threads) {
            bail!("threads: expected 1 to {MAX_THREADS}, found {threads}");
        }
        Ok(Settings {
            output: shared.output.or(file.output),
            is_output_typed: shared.is_output_typed,
            is_colored: is_colored(shared.color.or(file.color).unwrap_or(Color::Auto)),
            width: width(),
            threads,
            is_quiet: shared.quiet,
            input: file.input,
            knowledge: if shared.knowledge.is_empty() { file.knowledge } else { shared.knowledge.clone() },
            models: shared.models.clone().or(file.models),
            store: shared.store.clone().or(file.store).unwrap_or_else(|| DEFAULT_STORE.into()),
        })
    }

    /// Whether to print for people: if asked to, or if nothing is said and a person reads.
    pub fn is_for_people(&self) -> bool {
        self.output.map_or_else(|| std::io::stdout().is_terminal(), |output| output == Output::Text)
    }

    /// Refuses forms that only `parse`, or only tables, are printed in.
    ///
    /// # Errors
    /// If CoNLL-U or CSV is asked for.
    pub fn check_output(&self) -> anyhow::Result<()> {
        self.table_form()?;
        if self.output == Some(Output::Csv) {
            bail!("--output csv: this verb prints no table, expected text or json");
        }
        Ok(())
    }

    /// How a verb that prints tables prints them.
    ///
    /// # Errors
    /// If CoNLL-U is asked for.
    pub fn table_form(&self) -> anyhow::Result<TableForm> {
        match self.output {
            Some(Output::Conllu) => {
                bail!("--output conllu: only `entente parse` prints CoNLL-U, expected text or json")
            }
            Some(Output::Svg | Output::Png) => {
                bail!("--output svg and png: only `entente relations` draws, expected text, json or csv")
            }
            Some(Output::Csv) => Ok(TableForm::Csv),
            _ if self.is_for_people() => Ok(TableForm::Text),
            _ => Ok(TableForm::Json),
        }
    }

    /// Refuses JSON for a verb that prints `form` alone, if this run asks for it; a setting for all verbs may stand.
    ///
    /// # Errors
    /// If JSON is asked for.
    pub fn check_not_json(&self, verb: &str, form: &str) -> anyhow::Result<()> {
        if self.is_output_typed && self.output == Some(Output::Json) {
            bail!("--output json: `entente {verb}` prints {form} alone");
        }
        Ok(())
    }
}

fn read(path: &Path) -> anyhow::Result<File> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    parse(&text).with_context(|| path.display().to_string())
}

fn parse(text: &str) -> anyhow::Result<File> {
    toml::from_str(text).map_err(|error| anyhow::anyhow!("{}", error.to_string().trim_end()))
}

fn is_colored(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
    }
}

fn width() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    terminal.unwrap_or(DEFAULT_WIDTH).clamp(*WIDTHS.start(), *WIDTHS.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settings_file_is_read_strictly() {
        let file = parse("threads = 2\noutput = \"json\"\ncolor = \"never\"").expect("settings");
        assert_eq!((file.threads, file.output, file.color), (Some(2), Some(Output::Json), Some(Color::Never)));
        let error = parse("thread = 2").expect_err("a misspelled name");
        assert!(error.to_string().contains("unknown field `thread`"), "{error}");
    }
}
