//! `entente evaluate`.

mod events;
mod mentions;
mod pairs;
mod speed;
mod trees;

use crate::Outcome;
use crate::args::{Evaluate, Task};
use crate::output::Results;
use crate::settings::Settings;
use std::collections::BTreeSet;

/// Measures and prints the figures.
pub fn run(command: &Evaluate, settings: &Settings) -> anyhow::Result<Outcome> {
    settings.check_output()?;
    settings.check_not_json("evaluate", "text")?;
    let figures = match &command.task {
        Task::Events { gold, predictions } => events::run(gold, predictions.as_deref(), settings)?,
        Task::Pairs { gold, predictions } => pairs::run(gold, predictions.as_deref(), settings)?,
        Task::Parse { gold, system, aligned } => trees::run(gold, system.as_deref(), *aligned, settings)?,
        Task::Mentions { gold, predictions, map, types } => {
            let types: BTreeSet<String> = types.iter().cloned().collect();
            mentions::run(gold, predictions.as_deref(), map.as_deref(), &types, settings)?
        }
        Task::Speed { files } => speed::run(files, settings)?,
    };
    Results::new().write(&figures);
    Ok(Outcome::Done)
}
