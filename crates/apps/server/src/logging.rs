//! The log, on standard error.

use std::fmt::Debug;
use tracing::field::Field;
use tracing_subscriber::field::MakeExt;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::fmt::format::{Writer, debug_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// How the log is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Log {
    /// A short line a request.
    Text,
    /// A JSON object a line.
    Json,
    /// Errors alone, as text.
    Quiet,
}

/// Begins the log of this process; what had begun before goes on.
pub fn begin(log: Log) {
    let level = if log == Log::Quiet { LevelFilter::ERROR } else { LevelFilter::INFO };
    let ours =
        Targets::new().with_default(LevelFilter::ERROR).with_target("access", level).with_target("server", level);
    let registry = tracing_subscriber::registry().with(ours);
    let begun = match log {
        Log::Json => registry.with(fmt::layer().json().flatten_event(true).with_writer(std::io::stderr)).try_init(),
        Log::Text | Log::Quiet => {
            let layer = fmt::layer().fmt_fields(debug_fn(short).delimited(" ")).with_target(false).with_level(false);
            registry.with(layer.with_ansi(false).with_writer(std::io::stderr)).try_init()
        }
    };
    // A log that was begun before is as good.
    let _ = begun;
}

/// A field for people: its value, with a unit where that is not plain.
fn short(writer: &mut Writer, field: &Field, value: &dyn Debug) -> std::fmt::Result {
    let value: String = format!("{value:?}").chars().filter(|letter| !letter.is_control()).collect();
    match field.name() {
        // The answer has it, and the log for programs.
        "id" => Ok(()),
        "ms" => write!(writer, "{value} ms"),
        "bytes" => write!(writer, "{value} B"),
        _ => write!(writer, "{value}"),
    }
}
