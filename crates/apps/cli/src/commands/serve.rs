//! `entente serve`.

use super::load;
use crate::args::{LogForm, Serve};
use crate::settings::Settings;
use crate::{Outcome, interrupt, output};
use server::{Config, Limits, Log, Rate};
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Serves the store and its pages until stopped.
pub fn run(command: &Serve, settings: Settings) -> anyhow::Result<Outcome> {
    settings.check_output()?;
    let stop = interrupt::flag()?;
    let settings = Arc::new(settings);
    server::begin_log(match (settings.is_quiet, command.log) {
        (true, _) => Log::Quiet,
        (false, LogForm::Text) => Log::Text,
        (false, LogForm::Json) => Log::Json,
    });
    let (of_coders, is_quiet) = (Arc::clone(&settings), settings.is_quiet);
    let config = Config {
        listen: command.listen,
        store: settings.store.clone(),
        token_file: command.token_file.clone(),
        rate: command.rate.map(rate),
        threads: settings.threads,
        load: Arc::new(move || load(&of_coders).map(|(pipeline, _)| pipeline).map_err(|error| format!("{error:#}"))),
        limits: Limits::default(),
    };
    server::run(config, |address| greet(address, is_quiet), || stop.load(Ordering::Relaxed))?;
    // To be stopped is how serving ends.
    Ok(Outcome::Done)
}

fn rate(each_second: NonZeroU32) -> Rate {
    Rate { each_second, burst: each_second.saturating_mul(NonZeroU32::MIN.saturating_add(1)) }
}

fn greet(address: SocketAddr, is_quiet: bool) {
    if is_quiet {
        return;
    }
    output::note(&format!("listening on http://{address}"));
    if std::io::stderr().is_terminal() {
        output::note("open it in a browser; Ctrl-C ends it");
    }
}
