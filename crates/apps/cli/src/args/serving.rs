//! What can be typed of the service and its tokens.

use clap::{Args, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

/// Arguments of `serve`.
#[derive(Args, Debug)]
pub struct Serve {
    /// Where to listen; an address that other machines reach needs a file of tokens
    #[arg(long, env = "ENTENTE_LISTEN", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The file of tokens, as `entente token new` makes it: whoever asks needs one of them
    #[arg(long, env = "ENTENTE_TOKEN_FILE", value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// Requests a second that one client may send, twice as many at once [default: 50 where other machines ask, else without bound]
    #[arg(long, env = "ENTENTE_RATE", value_name = "N")]
    pub rate: Option<NonZeroU32>,
    /// How to write the log, on standard error: a line for people or a JSON object a request
    #[arg(long, env = "ENTENTE_LOG", value_name = "FORM", default_value = "text")]
    pub log: LogForm,
}

/// How the log is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum LogForm {
    /// For people.
    Text,
    /// One object a line.
    Json,
}

/// Arguments of `token`.
#[derive(Args, Debug)]
pub struct Token {
    /// What to do.
    #[command(subcommand)]
    pub task: TokenTask,
    /// The file of tokens
    #[arg(long, global = true, env = "ENTENTE_TOKEN_FILE", value_name = "FILE", default_value = "entente.tokens")]
    pub token_file: PathBuf,
}

/// What is done with tokens.
#[derive(Subcommand, Debug)]
pub enum TokenTask {
    /// Make a token and print it, this once: the file keeps its hash alone
    #[command(after_help = "Example:\n  entente token new desk --scope write --token-file tokens")]
    New {
        /// Whose it is: letters, digits, `.`, `_`, `-`
        name: String,
        /// What it allows: read, or write, which is to correct too
        #[arg(long, value_name = "SCOPE", default_value = "read")]
        scope: ScopeName,
    },
    /// List the tokens, without what proves them
    #[command(after_help = "Example:\n  entente token list --token-file tokens")]
    List,
    /// Take a token back: a service that runs refuses it from then on
    #[command(after_help = "Example:\n  entente token revoke desk --token-file tokens")]
    Revoke {
        /// Whose it is
        name: String,
    },
}

/// What a token allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ScopeName {
    /// To ask.
    Read,
    /// To ask and to correct.
    Write,
}
