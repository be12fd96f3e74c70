//! `entente knowledge stats`.

use crate::Outcome;
use crate::commands::told;
use crate::output::Results;
use crate::settings::Settings;
use crate::view::{Paint, Table, Tone};
use answers::{counts, freshness, stock};
use loading::Knowledge;

/// Prints how much there is and how fresh.
pub fn run(settings: &Settings) -> anyhow::Result<Outcome> {
    let (gazetteer, outcome) = told(Knowledge::open(&settings.knowledge)?);
    let gazetteer = &gazetteer;
    let mut results = Results::new();
    if settings.is_for_people() {
        let mut table = Table::new(&["what", "how many"]);
        for (what, count) in counts(gazetteer) {
            table.add([(Tone::Plain, what.to_string()), (Tone::Strong, count.to_string())]);
        }
        results.write(&table.render(settings.width, Paint { is_colored: settings.is_colored }));
        results.write(&format!("\n{}\n", freshness(gazetteer)));
        results.write(&format!("compiled {:.1} MB, hash {}\n", gazetteer.n_bytes() as f64 / 1e6, gazetteer.hash()));
    } else {
        results.write(&format!("{}\n", stock(gazetteer)));
    }
    Ok(outcome)
}
