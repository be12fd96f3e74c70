//! `entente stories`.

use crate::Outcome;
use crate::args::Stories;
use crate::rows::Rows;
use crate::settings::Settings;
use crate::wanted;
use serde_json::json;
use store::Reader;

/// Prints stories of the store.
pub fn run(command: &Stories, settings: &Settings) -> anyhow::Result<Outcome> {
    wanted::in_order(command.since, command.until)?;
    let words = Some(command.words.join(" ")).filter(|words| !words.trim().is_empty());
    let reader = Reader::open(&settings.store)?;
    let found = reader.stories(
        words.as_deref(),
        command.since,
        command.until,
        command.publishers,
        command.limit,
        command.skip,
    )?;
    let mut rows = Rows::new(settings)?;
    rows.headings(&[
        "id",
        "first_published",
        "last_published",
        "reports",
        "publishers",
        "title",
        "publisher",
        "report",
    ]);
    for story in found {
        rows.add(vec![
            json!(story.id),
            json!(story.first_published),
            json!(story.last_published),
            json!(story.reports),
            json!(story.publishers),
            json!(story.title),
            json!(story.publisher),
            json!(story.report),
        ]);
    }
    Ok(if rows.finish() == 0 { Outcome::NothingFound } else { Outcome::Done })
}
