//! `entente knowledge`.

mod check;
mod gaps;
mod lookup;
mod stats;

use crate::Outcome;
use crate::args::{Knowledge, KnowledgeTask};
use crate::settings::Settings;

/// Looks up, checks, counts.
pub fn run(command: &Knowledge, settings: &Settings) -> anyhow::Result<Outcome> {
    settings.check_output()?;
    match &command.task {
        KnowledgeTask::Lookup { name, date, context, register } => {
            let asked = lookup::Asked { name, date: *date, context: context.as_deref(), register: register.as_deref() };
            lookup::run(&asked, settings)
        }
        KnowledgeTask::Check { folder } => check::run(folder.as_deref(), settings),
        KnowledgeTask::Gaps(read) => gaps::run(read, settings),
        KnowledgeTask::Stats => stats::run(settings),
    }
}
