//! What can be typed.

mod corrections;
mod serving;
mod told;

pub use corrections::{CorrectionForm, CorrectionTask, Corrections};
pub use serving::{LogForm, ScopeName, Serve, Token, TokenTask};
pub use told::{Deals, Happenings, Relations, Shifts, Stories};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::parser::ValueSource;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use serde::Deserialize;
use std::ffi::OsString;
use std::path::PathBuf;
use store::Sort;

/// Reads news reports and codes who did what to whom, when and where.
#[derive(Parser, Debug)]
#[command(name = "entente", version, about, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Example:\n  entente code report.txt --published 2025-01-16")]
pub struct Arguments {
    /// The verb.
    #[command(subcommand)]
    pub command: Command,
    /// What all verbs know.
    #[command(flatten)]
    pub shared: Shared,
}

impl Arguments {
    /// What was typed. Ends the program with help or an error where that is all there is to say.
    pub fn read(typed: impl IntoIterator<Item = OsString>) -> Arguments {
        let matches = Arguments::command().get_matches_from(typed);
        let mut arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        arguments.shared.is_output_typed = matches.value_source("output") == Some(ValueSource::CommandLine);
        arguments
    }
}

/// Flags of all verbs.
#[derive(Args, Debug)]
#[command(next_help_heading = "Common options")]
pub struct Shared {
    /// How to print: text for people (on a terminal), json for programs (otherwise)
    #[arg(long, global = true, env = "ENTENTE_OUTPUT", value_name = "FORM")]
    pub output: Option<Output>,
    /// Whether `output` was typed for this run, and is not a variable's.
    #[arg(skip)]
    pub is_output_typed: bool,
    /// When to color
    #[arg(long, global = true, env = "ENTENTE_COLOR", value_name = "WHEN")]
    pub color: Option<Color>,
    /// How many reports to read at a time [default: as many as there are cores]
    #[arg(long, global = true, env = "ENTENTE_THREADS", value_name = "N")]
    pub threads: Option<usize>,
    /// Print no progress and no notes
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Lay a folder of knowledge over what ships; may be given more than once, the last one uppermost
    #[arg(long, global = true, env = "ENTENTE_KNOWLEDGE", value_name = "DIR")]
    pub knowledge: Vec<PathBuf>,
    /// Read with the models of this folder instead of those in the program: `reader/weights.safetensors`,
    /// `reader/vocabulary.txt`, `coder/weights.safetensors`; the judges too, where it has `antecedents/weights.safetensors`,
    /// `origins/weights.safetensors` or `participants/weights.safetensors`
    #[arg(long, global = true, env = "ENTENTE_MODELS", value_name = "DIR")]
    pub models: Option<PathBuf>,
    /// The store: a file that `ingest` makes and fills
    #[arg(long, global = true, env = "ENTENTE_STORE", value_name = "PATH")]
    pub store: Option<PathBuf>,
    /// Settings: a TOML file with `threads`, `output`, `input`, `color`, `knowledge`, `models`, `store`; variables and flags overrule it
    #[arg(long, global = true, env = "ENTENTE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// The verbs.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Code reports: who did what to whom
    #[command(after_help = "Examples:\n  entente code report.txt --published 2025-01-16\n  \
        entente code reports.jsonl --output json > records.jsonl\n  entente code --pairs pairs.jsonl")]
    Code(Code),
    /// Print words, tags and trees as CoNLL-U
    #[command(after_help = "Example:\n  echo 'Two ministers met in Nairobi on Monday.' | entente parse")]
    Parse(Read),
    /// List the names and descriptions found
    #[command(after_help = "Example:\n  entente mentions report.txt --output json")]
    Mentions(Read),
    /// Say why an event was coded so
    #[command(after_help = "Example:\n  entente explain records.jsonl 1f0c2b5a9d3e4477 --report report.txt")]
    Explain(Explain),
    /// Look up, check and count what is known of the world
    #[command(after_help = "Examples:\n  entente knowledge lookup 'Asim Munir' --date 2025-01-16\n  \
        entente knowledge check my-knowledge\n  entente knowledge gaps reports.jsonl\n  entente knowledge stats")]
    Knowledge(Knowledge),
    /// Code reports and keep them: files, folders, globs, feeds and pages
    #[command(after_help = "Examples:\n  entente ingest reports/ 'archive/*.jsonl.gz'\n  \
        entente ingest news.csv --column text=body --column published=day\n  \
        entente ingest https://www.example.org/feed.xml\n  entente ingest entente.db.failed.jsonl")]
    Ingest(Ingest),
    /// Poll feeds politely and ingest what is new, until stopped
    #[command(after_help = "Example:\n  entente watch feeds.toml")]
    Watch(Watch),
    /// List events of the store
    #[command(after_help = "Examples:\n  entente query joint exercise --between BGD PAK --since 2025-01-01\n  \
        entente query --actor 'PAK MIL' --type CONSULT --place Dhaka --output csv\n  \
        entente query --reports '\"air base\"' --since 2025-01-01")]
    Query(Query),
    /// List stories: reports of one matter, and how many independent publishers tell it
    #[command(
        after_help = "Examples:\n  entente stories --publishers 3\n  entente stories ceasefire --since 2025-01-01"
    )]
    Stories(Stories),
    /// List what happened, each once, with what its mentions agree on and where they disagree
    #[command(after_help = "Examples:\n  entente happenings --between BGD PAK\n  \
        entente happenings --type ASSAULT --publishers 2 --disputed")]
    Happenings(Happenings),
    /// Show a relation over time: cooperation and conflict, what was expected, and where it turned
    #[command(
        after_help = "Examples:\n  entente relations BGD PAK\n  entente relations 'BGD MIL' 'PAK MIL' --by quarter\n  \
        entente relations BGD IND --output svg > bgd-ind.svg"
    )]
    Relations(Relations),
    /// List where relations turned: when, from what to what, how sure, and what made it
    #[command(
        after_help = "Examples:\n  entente shifts --since 2024-06-01\n  entente shifts --between BGD PAK --false-alarms 0.001"
    )]
    Shifts(Shifts),
    /// List arms and their deals: who seeks, offers, orders and gets what, stage by stage
    #[command(after_help = "Examples:\n  entente materiel JF-17\n  entente materiel --receiver BGD --class aircraft")]
    Materiel(Deals),
    /// Show one report, event, story, happening or person of the store, whole
    #[command(after_help = "Examples:\n  entente show 1f0c2b5a9d3e4477\n  entente show 'Kamrul Hassan'")]
    Show(Show),
    /// Hand the store's records on in the formats of the field
    #[command(
        after_help = "Examples:\n  entente export out --as parquet\n  entente export meetings.jsonl --as plover --type CONSULT --between BGD PAK"
    )]
    Export(Export),
    /// Answer a SELECT over the store's documented views
    #[command(after_help = "Example:\n  entente sql 'SELECT type, count(*) FROM events GROUP BY type ORDER BY 2 DESC'")]
    Sql(Sql),
    /// List what analysts corrected; correct, take back, hand on as gold or as knowledge
    #[command(
        after_help = "Examples:\n  entente corrections --report r1\n  entente corrections add corrections.jsonl\n  \
        entente corrections undo 0a1b2c3d4e5f6071 --by Rana --reason 'a slip'\n  entente corrections export mine --as knowledge"
    )]
    Corrections(Corrections),
    /// Serve the store to programs and people: an API under /api/v1 and pages to look at
    #[command(after_help = "Examples:\n  entente serve\n  entente serve --store wire.db --listen 127.0.0.1:9000\n  \
        entente serve --listen 0.0.0.0:8080 --token-file tokens --log json")]
    Serve(Serve),
    /// Make, list and revoke the tokens by which other machines ask the service
    #[command(after_help = "Example:\n  entente token new desk --scope write --token-file tokens")]
    Token(Token),
    /// Look after the store: info, check, vacuum, recode, withdraw, migrate
    #[command(after_help = "Examples:\n  entente store info\n  entente store check\n  entente store recode")]
    Store(StoreCommand),
    /// Score against gold annotations, or measure speed
    #[command(after_help = "Examples:\n  entente evaluate events gold-dev\n  \
        entente evaluate parse gum-test.conllu\n  entente evaluate speed reports.jsonl --threads 2")]
    Evaluate(Evaluate),
}

/// Arguments of `code`.
#[derive(Args, Debug)]
pub struct Code {
    /// What to read.
    #[command(flatten)]
    pub read: Read,
    /// Day of publication of reports that do not tell theirs, such as 2025-01-16
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub published: Option<Date>,
    /// Id of the one report
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Headline of the one report
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Keep the offices that the reports state in this CSV file, with their evidence
    #[arg(long, env = "ENTENTE_REGISTER", value_name = "FILE")]
    pub register: Option<PathBuf>,
    /// Leave out events that are less likely right than this, 0 to 1
    #[arg(long, env = "ENTENTE_MIN_CONFIDENCE", value_name = "P", value_parser = probability)]
    pub min_confidence: Option<f64>,
    /// Read JSON lines of `id`, `text`, `source` and `target` (code points, or null), and print the best type of each pair
    #[arg(long, conflicts_with_all = ["published", "id", "title", "register", "input", "min_confidence"])]
    pub pairs: bool,
}

/// What a verb reads.
#[derive(Args, Debug, Clone)]
pub struct Read {
    /// Files with reports; standard input if none or `-`
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What the files are [default: told by their content]
    #[arg(long, env = "ENTENTE_INPUT", value_name = "FORM")]
    pub input: Option<Input>,
}

/// Arguments of `ingest`.
#[derive(Args, Debug)]
pub struct Ingest {
    /// Files, folders (with all in them), globs, addresses of feeds or pages; standard input for `-`
    #[arg(value_name = "SOURCE", required = true)]
    pub sources: Vec<String>,
    /// What the sources are [default: told by their content]
    #[arg(long, env = "ENTENTE_INPUT", value_name = "FORM")]
    pub input: Option<Input>,
    /// Which column or field holds what, such as text=body; for text, id, title, url, publisher, byline, published, language
    #[arg(long = "column", value_name = "FIELD=COLUMN")]
    pub columns: Vec<String>,
    /// Day of publication of reports that do not tell theirs, such as 2025-01-16
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub published: Option<Date>,
    /// Publisher of reports that do not tell theirs
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// Where to write what failed and why [default: the store's name with `.failed.jsonl`]
    #[arg(long, value_name = "FILE")]
    pub failures: Option<PathBuf>,
    /// How addresses are visited.
    #[command(flatten)]
    pub visit: Visit,
}

/// How pages and feeds are fetched.
#[derive(Args, Debug, Clone)]
pub struct Visit {
    /// Fetch from private and loopback addresses too
    #[arg(long)]
    pub allow_private: bool,
    /// Who asks, for the `User-Agent`: an address or page where you can be reached
    #[arg(long, env = "ENTENTE_CONTACT", value_name = "CONTACT")]
    pub contact: Option<String>,
    /// Give up on a page or feed after so many seconds on the network
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub seconds: u64,
}

/// Arguments of `watch`.
#[derive(Args, Debug)]
pub struct Watch {
    /// A TOML file with a `[[feed]]` each: `url`, and if wanted `publisher`, `minutes` between two polls
    #[arg(value_name = "FEEDS", default_value = "feeds.toml")]
    pub feeds: PathBuf,
    /// Poll every feed that is due once, and end
    #[arg(long)]
    pub once: bool,
    /// Where to write what failed and why [default: the store's name with `.failed.jsonl`]
    #[arg(long, value_name = "FILE")]
    pub failures: Option<PathBuf>,
    /// How addresses are visited.
    #[command(flatten)]
    pub visit: Visit,
}

/// Which events are meant.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Which events")]
pub struct Wanted {
    /// Who does it: a country (BGD, Bangladesh), a sector of it (BGD MIL), or words of a name; one of several
    #[arg(long, value_name = "PARTY")]
    pub actor: Vec<String>,
    /// To whom it is done, likewise
    #[arg(long, value_name = "PARTY")]
    pub recipient: Vec<String>,
    /// Two parties that it joins
    #[arg(long, num_args = 2, value_names = ["PARTY", "PARTY"])]
    pub between: Option<Vec<String>>,
    /// PLOVER type, such as CONSULT; one of several
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    pub types: Vec<String>,
    /// Mode, such as visit; one of several
    #[arg(long = "mode", value_name = "MODE", value_delimiter = ',')]
    pub modes: Vec<String>,
    /// actual, future, hypothetical, negated or historical; one of several
    #[arg(long = "status", value_name = "STATUS", value_delimiter = ',')]
    pub statuses: Vec<String>,
    /// Context, such as military; one of several
    #[arg(long = "context", value_name = "CONTEXT", value_delimiter = ',')]
    pub contexts: Vec<String>,
    /// A country, place or province where it took place
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Words of the name of a person who takes part or says so
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    /// An item or class of arms of a deal that belongs to it, such as JF-17
    #[arg(long, value_name = "ITEM")]
    pub materiel: Option<String>,
    /// Who printed the report
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// Id of the report
    #[arg(long, value_name = "ID")]
    pub report: Option<String>,
    /// First day: what ends on it or later (of what lasts over 400 days, what begins on it or later)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    /// Last day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<Date>,
    /// Least probability of being right, 0 to 1
    #[arg(long, value_name = "P", value_parser = probability)]
    pub min_confidence: Option<f64>,
}

impl Wanted {
    /// The filter that was typed.
    ///
    /// # Errors
    /// If a type, mode, status or context does not exist, or the period ends before it begins.
    pub fn filter(&self, words: Option<String>) -> Result<store::Filter, answers::Error> {
        let wanted = answers::Wanted {
            words,
            actor: self.actor.clone(),
            recipient: self.recipient.clone(),
            between: self.between.as_deref().and_then(|pair| <[String; 2]>::try_from(pair.to_vec()).ok()),
            types: self.types.clone(),
            modes: self.modes.clone(),
            statuses: self.statuses.clone(),
            contexts: self.contexts.clone(),
            place: self.place.clone(),
            person: self.person.clone(),
            materiel: self.materiel.clone(),
            publisher: self.publisher.clone(),
            report: self.report.clone(),
            since: self.since,
            until: self.until,
            min_confidence: self.min_confidence,
        };
        answers::Names::default().filter(&wanted, answers::Spelling::Flags)
    }
}

/// Arguments of `query`.
#[derive(Args, Debug)]
pub struct Query {
    /// Words of evidence or headline: all of them; '"a phrase"', 'begin*', NOT without, one OR other
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Which events.
    #[command(flatten)]
    pub wanted: Wanted,
    /// At most so many, up to 100000; `export` hands on more
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = rows)]
    pub limit: usize,
    /// Leave out the first so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub skip: usize,
    /// In which order
    #[arg(long, value_name = "ORDER", default_value = "newest", value_parser = named(&Sort::ALL, Sort::name))]
    pub sort: Sort,
    /// Print how many there are, and nothing else
    #[arg(long)]
    pub count: bool,
    /// List reports whose headline or text has the words, whatever events they tell of
    #[arg(long, conflicts_with_all = ["count", "sort", "actor", "recipient", "between", "types", "modes", "statuses", "contexts",
        "place", "person", "materiel", "publisher", "report", "min_confidence"])]
    pub reports: bool,
}

/// Arguments of `show`.
#[derive(Args, Debug)]
pub struct Show {
    /// Id of a report, event, story or happening, or its first digits; or words of the name of a person or body
    #[arg(value_name = "ID")]
    pub id: String,
    /// The version of a report [default: the newest]
    #[arg(long, value_name = "N")]
    pub version: Option<u32>,
}

/// Arguments of `export`.
#[derive(Args, Debug)]
pub struct Export {
    /// A folder, or one file for a format with one main table
    #[arg(value_name = "DIR-OR-FILE")]
    pub destination: PathBuf,
    /// The format
    #[arg(long = "as", value_name = "FORMAT", value_parser = named(&exports::Format::ALL, exports::Format::name))]
    pub format: exports::Format,
    /// Words of evidence or headline, as of `query`
    #[arg(long, value_name = "WORDS")]
    pub words: Option<String>,
    /// Which events.
    #[command(flatten)]
    pub wanted: Wanted,
    /// Add to a Parquet or JSON lines export that is there instead of replacing it
    #[arg(long)]
    pub append: bool,
    /// The moment of the export, UTC, as GDELT's file names have it, such as 20261126120000 [default: now]
    #[arg(long, value_name = "STAMP")]
    pub stamp: Option<String>,
}

/// Arguments of `sql`.
#[derive(Args, Debug)]
pub struct Sql {
    /// One statement that reads
    #[arg(value_name = "SELECT")]
    pub statement: String,
    /// Stop after so many seconds
    #[arg(long, value_name = "N", default_value_t = 60)]
    pub seconds: u64,
}

/// Arguments of `store`.
#[derive(Args, Debug)]
pub struct StoreCommand {
    /// What to do.
    #[command(subcommand)]
    pub task: StoreTask,
}

/// What is done with a store.
#[derive(Subcommand, Debug)]
pub enum StoreTask {
    /// How much there is, and what coded it
    #[command(after_help = "Example:\n  entente store info --output json")]
    Info,
    /// Whether the file, its indexes and its sums are sound
    #[command(after_help = "Example:\n  entente store check")]
    Check,
    /// Give room that is not used back to the disk
    #[command(after_help = "Example:\n  entente store vacuum")]
    Vacuum,
    /// Code again what other versions, models or knowledge coded
    #[command(after_help = "Example:\n  entente store recode --knowledge my-knowledge")]
    Recode {
        /// Code everything again
        #[arg(long)]
        all: bool,
    },
    /// Withdraw a report: its events go, their ids stay among the deletions
    #[command(after_help = "Example:\n  entente store withdraw r1 --reason 'retracted by its publisher'")]
    Withdraw {
        /// Id of the report
        id: String,
        /// Why, for those who copied its events
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Bring a store of an older version to this one's schema
    #[command(after_help = "Example:\n  entente store migrate")]
    Migrate,
}

/// Arguments of `knowledge`.
#[derive(Args, Debug)]
pub struct Knowledge {
    /// What to do.
    #[command(subcommand)]
    pub task: KnowledgeTask,
}

/// What is done with knowledge.
#[derive(Subcommand, Debug)]
pub enum KnowledgeTask {
    /// What a name can mean: entities with codes, offices, source and day checked
    #[command(after_help = "Examples:\n  entente knowledge lookup ISPR\n  \
        entente knowledge lookup 'Prime Minister of Japan' --date 2022-03-01\n  \
        entente knowledge lookup Tripoli --context 'shelling near the Lebanese border'")]
    Lookup {
        /// A name, or an office of a state
        name: String,
        /// Only what holds on this day
        #[arg(long, value_name = "DATE", value_parser = day)]
        date: Option<Date>,
        /// Words of a report: what they speak of comes first
        #[arg(long, value_name = "TEXT")]
        context: Option<String>,
        /// A register of offices that reports stated, as `code --register` writes it
        #[arg(long, env = "ENTENTE_REGISTER", value_name = "FILE")]
        register: Option<PathBuf>,
    },
    /// Every problem of a folder, with file, line and remedy
    #[command(after_help = "Example:\n  entente knowledge check my-knowledge")]
    Check {
        /// The folder; without one the shipped set is looked through
        folder: Option<PathBuf>,
    },
    /// What reports name and nobody knows, by frequency
    #[command(after_help = "Example:\n  entente knowledge gaps reports.jsonl --output json")]
    Gaps(Read),
    /// How much there is and how fresh
    #[command(after_help = "Example:\n  entente knowledge stats")]
    Stats,
}

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// Records, as `entente code --output json` prints them; `-` for standard input
    #[arg(value_name = "RECORDS")]
    pub records: PathBuf,
    /// The event's id, or its first digits
    #[arg(value_name = "EVENT-ID")]
    pub event: String,
    /// The file of the report, to show the evidence in its sentence
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// Arguments of `evaluate`.
#[derive(Args, Debug)]
pub struct Evaluate {
    /// The task.
    #[command(subcommand)]
    pub task: Task,
}

/// What is measured.
#[derive(Subcommand, Debug)]
pub enum Task {
    /// Coded events: trigger, type, dyad, fields
    #[command(after_help = "Example:\n  entente evaluate events gold-dev records.jsonl")]
    Events {
        /// A folder with docs/X.json (text, sentences) and events/X.json
        gold: PathBuf,
        /// Records; if missing, the documents are coded now
        predictions: Option<PathBuf>,
    },
    /// Types of source and target: root, penta and binary F1
    #[command(after_help = "Example:\n  entente evaluate pairs plv.jsonl")]
    Pairs {
        /// JSON lines with `text`, `source`, `target`, and the gold `root` and `penta`
        gold: PathBuf,
        /// What `entente code --pairs` printed; if missing, the pairs are coded now
        predictions: Option<PathBuf>,
    },
    /// Words, tags and trees: plain accuracies, or aligned F1 where the words differ
    #[command(after_help = "Example:\n  entente evaluate parse gum-test.conllu")]
    Parse {
        /// A CoNLL-U file
        gold: PathBuf,
        /// The system's CoNLL-U file; if missing, the gold file's raw text is parsed now
        system: Option<PathBuf>,
        /// Align words even if they are the same
        #[arg(long)]
        aligned: bool,
    },
    /// Names: span F1 by type
    #[command(after_help = "Example:\n  entente evaluate mentions gold.bio --types Organisation,Person")]
    Mentions {
        /// A file of tokens and BIO labels
        gold: PathBuf,
        /// The system's; if missing, the names are found now
        predictions: Option<PathBuf>,
        /// A JSON object that renames predicted types, to null for those that do not count
        #[arg(long, value_name = "FILE")]
        map: Option<PathBuf>,
        /// The types that count [default: all]
        #[arg(long, value_name = "TYPE,…", value_delimiter = ',')]
        types: Vec<String>,
    },
    /// Speed: words a second, start-up time, peak memory
    #[command(after_help = "Example:\n  entente evaluate speed reports.jsonl --threads 1")]
    Speed {
        /// Files with reports
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// How results are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Output {
    /// For people.
    Text,
    /// One object a line.
    Json,
    /// CoNLL-U, of `parse` alone.
    Conllu,
    /// Comma-separated values, of tables.
    Csv,
    /// A picture in lines, of `relations` alone.
    Svg,
    /// A picture in dots, of `relations` alone.
    Png,
}

/// How reports are written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Input {
    /// One report as plain text.
    Text,
    /// One report as a web page.
    Html,
    /// One report a line.
    Jsonl,
    /// One report a row, under a header.
    Csv,
    /// One report a row.
    Parquet,
    /// A web archive: WARC or WET.
    Warc,
    /// RSS, Atom or JSON Feed.
    Feed,
}

/// When to color.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl From<Input> for ingest::Format {
    fn from(input: Input) -> ingest::Format {
        match input {
            Input::Text => ingest::Format::Text,
            Input::Html => ingest::Format::Html,
            Input::Jsonl => ingest::Format::JsonLines,
            Input::Csv => ingest::Format::Csv,
            Input::Parquet => ingest::Format::Parquet,
            Input::Warc => ingest::Format::Warc,
            Input::Feed => ingest::Format::Feed,
        }
    }
}

/// One of `all`, by its name.
fn named<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let find =
        move |text: String| all.iter().copied().find(|&item| name(item) == text).expect("one of the possible values");
    PossibleValuesParser::new(all.iter().map(|item| name(*item))).map(find)
}

fn rows(text: &str) -> Result<usize, String> {
    let value = text.parse().ok().filter(|value| (1..=100_000).contains(value));
    value.ok_or_else(|| "expected a number from 1 to 100000".into())
}

fn probability(text: &str) -> Result<f64, String> {
    let value = text.parse().ok().filter(|value| (0.0..=1.0).contains(value));
    value.ok_or_else(|| "expected a number from 0 to 1, such as 0.8".into())
}

fn day(text: &str) -> Result<Date, String> {
    ingest::parse_date(text).ok_or_else(|| "expected a date such as 2025-01-16".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_verb_has_an_example() {
        fn check(command: &clap::Command) {
            let example = command.get_after_help().map(|help| help.to_string()).unwrap_or_default();
            let has_verbs = command.has_subcommands() && command.get_name() != "entente";
            assert!(has_verbs || example.contains("entente "), "{}", command.get_name());
            command.get_subcommands().for_each(check);
        }
        check(&Arguments::command());
    }
}
