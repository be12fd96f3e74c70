//! `entente stories`.

use crate::Outcome;
use crate::args::Stories;
use crate::rows::Rows;
use crate::settings::Settings;
use answers::Spelling;
use answers::tables::{STORIES, headings, story_row};
use store::Reader;

/// Prints stories of the store.
pub fn run(command: &Stories, settings: &Settings) -> anyhow::Result<Outcome> {
    answers::in_order(command.since, command.until, Spelling::Flags)?;
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
    rows.headings(&headings(&STORIES));
    found.iter().for_each(|story| rows.add(story_row(story)));
    Ok(if rows.finish() == 0 { Outcome::NothingFound } else { Outcome::Done })
}
