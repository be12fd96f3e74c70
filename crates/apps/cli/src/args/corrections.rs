//! What can be typed of corrections.

use super::{named, rows};
use clap::{Args, Subcommand, ValueEnum};
use corrections::{Change, State};
use std::path::PathBuf;

/// Arguments of `corrections`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Corrections {
    /// What to do; without it, corrections are listed.
    #[command(subcommand)]
    pub task: Option<CorrectionTask>,
    /// Only those of a report: of its events, and merges and splits of them
    #[arg(long, value_name = "ID")]
    pub report: Option<String>,
    /// Only those of a kind: accept, edit, strike, add, merge, split, alias or office
    #[arg(long, value_name = "KIND", value_parser = clap::builder::PossibleValuesParser::new(Change::KINDS))]
    pub kind: Option<String>,
    /// Only those that are applied, stale (their words are gone) or undone
    #[arg(long, value_name = "STATE", value_parser = named(&State::ALL, State::name))]
    pub state: Option<State>,
    /// At most so many, up to 100000
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = rows)]
    pub limit: usize,
    /// Leave out the first so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub skip: usize,
}

/// What is done with corrections.
#[derive(Subcommand, Debug)]
pub enum CorrectionTask {
    /// Put corrections in force: a JSON object a line, with `kind`, what the kind asks for, `by` and `reason`
    #[command(
        after_help = "Example:\n  echo '{\"kind\": \"strike\", \"event\": \"1f0c2b5a9d3e4477\", \"by\": \"Rana\", \
        \"reason\": \"a caption\"}' | entente corrections add -"
    )]
    Add {
        /// A file of JSON lines; standard input for `-`
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Take a correction back, as if it had never been made
    #[command(
        after_help = "Example:\n  entente corrections undo 0a1b2c3d4e5f6071 --by Rana --reason 'the caption was right'"
    )]
    Undo {
        /// Id of the correction
        id: String,
        /// Who says so
        #[arg(long, value_name = "NAME")]
        by: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Hand corrections on: corrected reports as gold, or aliases and offices as a folder of knowledge
    #[command(
        after_help = "Examples:\n  entente corrections export gold --as gold && entente evaluate events gold\n  \
        entente corrections export mine --as knowledge && entente code report.txt --knowledge mine"
    )]
    Export {
        /// A new or empty folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// What is wanted
        #[arg(long = "as", value_name = "FORM")]
        form: CorrectionForm,
    },
}

/// How corrections are handed on.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum CorrectionForm {
    /// Reports that were corrected with all their events, as `entente evaluate events` reads them
    Gold,
    /// Aliases and offices, as `--knowledge` takes them
    Knowledge,
}
