//! `entente mentions`.

use super::{load, print_each, reports, total_bytes};
use crate::Outcome;
use crate::args::Read;
use crate::input;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::view::{Paint, Table, Tone};
use pipeline::Coding;
use record::{MentionList, Provenance, Record};

/// Finds names and descriptions and lists them.
pub fn run(command: &Read, settings: &Settings) -> anyhow::Result<Outcome> {
    settings.check_output()?;
    input::greet(&command.files);
    let (pipeline, loaded) = load(settings)?;
    let progress = Progress::new(settings.is_quiet, total_bytes(&command.files));
    let (is_for_people, paint) = (settings.is_for_people(), Paint { is_colored: settings.is_colored });
    Ok(loaded.max(print_each(reports(command, settings), &pipeline, settings, progress, |worker, document| {
        let coding = worker.code(document);
        if is_for_people {
            table(&coding).render(settings.width, paint) + "\n"
        } else {
            MentionList::from_coding(&coding).to_json() + "\n"
        }
    })))
}

fn table(coding: &Coding) -> Table {
    // Names of entities stand in the record alone; who coded it is of no matter here.
    let record = Record::from_coding(coding, &Provenance { version: "", models: "", knowledge: "" });
    let name = |id: &str| record.entities.iter().find(|entity| entity.id == id).map(|entity| entity.name.clone());
    let mut table = Table::new(&["at", "kind", "words", "entity", "means"]);
    for mention in MentionList::from_coding(coding).mentions {
        let means = mention.entity.as_deref().and_then(name).unwrap_or_default();
        table.add([
            (Tone::Faint, format!("{}..{}", mention.start, mention.end)),
            (Tone::Plain, mention.kind),
            (Tone::Strong, mention.text),
            (Tone::Faint, mention.entity.unwrap_or_default()),
            (Tone::Plain, means),
        ]);
    }
    table
}
