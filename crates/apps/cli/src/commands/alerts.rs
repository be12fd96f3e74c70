//! Shifts that are told as reports come in.

use super::shifts;
use crate::clock;
use crate::output;
use crate::settings::Settings;
use store::Store;
use survey::Survey;

/// Shifts that are shown one by one; `entente shifts` lists them all.
const MAX_SHOWN: usize = 10;

/// Tells of each shift that was not told before, the newest first, and keeps that it was; how many there are.
pub fn raise(store: &mut Store, settings: &Settings) -> anyhow::Result<usize> {
    let reader = store.reader()?;
    if reader.changed_pairs()?.is_empty() {
        return Ok(0);
    }
    let news = Survey::new(&reader)?.news(survey::FALSE_ALARMS)?;
    if !settings.is_quiet {
        news.turns.iter().rev().take(MAX_SHOWN).for_each(shifts::alert);
        if news.turns.len() > MAX_SHOWN {
            output::note(&format!("{} more: `entente shifts` lists them", news.turns.len() - MAX_SHOWN));
        }
    }
    news.keep(store, &clock::now())?;
    Ok(news.turns.len())
}
