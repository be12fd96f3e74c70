//! `entente`: news reports in, coded events out.
//!
//! In: what a person typed. Out: an exit code, and what was asked for on standard output. The binary and the Python package's `entente` are this
//! crate's [`run`]. It parses arguments, opens files, runs the pipeline in threads and prints; it holds no
//! rule of coding. Results go to standard output, everything else to standard error. Exit codes:
//! 0 done, 1 nothing found, 2 failed.
#![forbid(unsafe_code)]

mod args;
pub mod clock;
mod commands;
mod input;
mod interrupt;
mod output;
mod progress;
mod register;
mod rows;
mod settings;
mod view;

use args::{Arguments, Command};
use settings::Settings;
use std::ffi::OsString;

/// How a command ended, the worst last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Outcome {
    /// Everything asked for is printed.
    Done,
    /// There was nothing to print.
    NothingFound,
    /// Some of it could not be done; the rest is printed.
    Failed,
}

/// Does what was typed, the program's name first, and returns the exit code: 0 done, 1 nothing found, 2 failed.
///
/// Reads standard input, writes to standard output and standard error. Ends the process where help or a wrong argument is all there is to
/// answer, and when nobody reads the output any more.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let outcome = obey(Arguments::read(arguments)).unwrap_or_else(|error| {
        output::complain(&format!("{error:#}"));
        Outcome::Failed
    });
    match outcome {
        Outcome::Done => 0,
        Outcome::NothingFound => 1,
        Outcome::Failed => 2,
    }
}

fn obey(arguments: Arguments) -> anyhow::Result<Outcome> {
    let settings = Settings::new(&arguments.shared)?;
    match arguments.command {
        Command::Code(command) => commands::code::run(&command, &settings),
        Command::Parse(command) => commands::parse::run(&command, &settings),
        Command::Mentions(command) => commands::mentions::run(&command, &settings),
        Command::Explain(command) => commands::explain::run(&command, &settings),
        Command::Knowledge(command) => commands::knowledge::run(&command, &settings),
        Command::Ingest(command) => commands::ingest::run(&command, &settings),
        Command::Watch(command) => commands::watch::run(&command, &settings),
        Command::Query(command) => commands::query::run(&command, &settings),
        Command::Stories(command) => commands::stories::run(&command, &settings),
        Command::Happenings(command) => commands::happenings::run(&command, &settings),
        Command::Relations(command) => commands::relations::run(&command, &settings),
        Command::Shifts(command) => commands::shifts::run(&command, &settings),
        Command::Materiel(command) => commands::materiel::run(&command, &settings),
        Command::Show(command) => commands::show::run(&command, &settings),
        Command::Export(command) => commands::export::run(&command, &settings),
        Command::Sql(command) => commands::sql::run(&command, &settings),
        Command::Corrections(command) => commands::corrections::run(&command, &settings),
        Command::Serve(command) => commands::serve::run(&command, settings),
        Command::Token(command) => commands::token::run(&command, &settings),
        Command::Store(command) => commands::store::run(&command, &settings),
        Command::Evaluate(command) => commands::evaluate::run(&command, &settings),
    }
}
