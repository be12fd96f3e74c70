//! Deals of military items, as they are asked for.

use crate::{Error, Names, Spelling, in_order, one_of};
use jiff::civil::Date;
use ontology::{Materiel, Stage};
use store::{Deal, DealFilter, Reader};

/// Which deals are meant, as it was typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DealsAsked {
    /// Words of the item.
    pub item: Option<String>,
    /// Class of item.
    pub class: Option<String>,
    /// Country that gives, by code or name.
    pub supplier: Option<String>,
    /// Country that gets.
    pub receiver: Option<String>,
    /// Country on either side.
    pub country: Option<String>,
    /// A stage that the deal has reached.
    pub stage: Option<String>,
    /// First day: deals with a step on it or later.
    pub since: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Items that are in use, used or only spoken of too.
    pub is_whole: bool,
}

/// At most `limit` deals of a store, those with the newest step first.
///
/// # Errors
/// If a class, stage or country does not exist, the period ends before it begins, or the disk fails.
pub fn deals(
    reader: &Reader,
    asked: &DealsAsked,
    names: &Names,
    spelling: Spelling,
    limit: usize,
) -> Result<Vec<Deal>, Error> {
    in_order(asked.since, asked.until, spelling)?;
    let country = |name: &str, typed: &Option<String>| {
        typed.as_ref().map(|typed| names.country(name, typed, spelling)).transpose()
    };
    let class = asked.class.as_ref().map(|typed| one_of("class", typed, Materiel::ALL, Materiel::name, spelling));
    let stage = asked.stage.as_ref().map(|typed| one_of("stage", typed, Stage::ALL, Stage::name, spelling));
    let stage = stage.transpose()?;
    let filter = DealFilter {
        item: asked.item.clone().filter(|item| !item.trim().is_empty()),
        class: class.transpose()?.map(|class| class.name().to_string()),
        supplier: country("supplier", &asked.supplier)?,
        receiver: country("receiver", &asked.receiver)?,
        country: country("country", &asked.country)?,
        between: None,
        stage: stage.map(|stage| stage.name().to_string()),
        since: asked.since.map(|day| day.to_string()),
        until: asked.until.map(|day| day.to_string()),
        is_whole: asked.is_whole || stage.is_some(),
    };
    Ok(reader.deals(&filter, limit)?)
}
