//! Which entity of a record the words of a correction mean.

use ontology::Country;
use record::{Entity, Mention, Record};

/// Somebody whom words of the text mean.
pub(crate) struct Meant<'m> {
    /// Where the words stand.
    pub(crate) span: [usize; 2],
    /// The words.
    pub(crate) words: &'m str,
    /// Whom they mean; whomever the record says, if nothing is said.
    pub(crate) name: Option<&'m str>,
    /// What that is, if the record has nobody of this name.
    pub(crate) kind: Option<&'m str>,
    /// Country.
    pub(crate) country: Option<&'m str>,
    /// Sectors, the primary one first.
    pub(crate) sectors: Vec<String>,
}

/// The id of the entity that is meant, which the record gets if it has none.
pub(crate) fn meant(record: &mut Record, meant: &Meant) -> String {
    let known = match meant.name {
        Some(name) => by_name(record, name, meant.country),
        None => by_span(record, meant.span),
    };
    if let Some(entity) = known {
        return entity.id.clone();
    }
    let name = meant.name.unwrap_or(meant.words);
    let is_state = meant.country.and_then(Country::from_code).is_some_and(|country| country.name() == name);
    let entity = Entity {
        id: String::new(),
        kind: meant.kind.unwrap_or(if is_state { "state" } else { "group" }).into(),
        name: name.into(),
        country: meant.country.map(str::to_string),
        sectors: meant.sectors.iter().filter(|sector| *sector != "UNK").cloned().collect(),
        knowledge_id: None,
        wikidata: None,
        offices: Vec::new(),
        mentions: Vec::new(),
    };
    add(record, entity, meant.span, meant.words)
}

/// The id of the entity that is what `before` was in an earlier record, which the record gets if it has none.
pub(crate) fn again(record: &mut Record, before: &Entity, span: [usize; 2], words: &str) -> String {
    let is_it = |entity: &&Entity| entity.kind == before.kind || entity.name == before.name;
    if let Some(entity) = by_span(record, span).filter(is_it) {
        return entity.id.clone();
    }
    if let Some(entity) = by_name(record, &before.name, before.country.as_deref()) {
        return entity.id.clone();
    }
    add(record, before.clone(), span, words)
}

fn by_name<'r>(record: &'r Record, name: &str, country: Option<&str>) -> Option<&'r Entity> {
    let named = || record.entities.iter().filter(|entity| entity.name == name);
    let is_there = |entity: &&Entity| country.is_none() || entity.country.as_deref() == country;
    named().find(is_there).or_else(|| named().find(|entity| entity.country.is_none()))
}

fn by_span(record: &Record, span: [usize; 2]) -> Option<&Entity> {
    let has = |entity: &&Entity| entity.mentions.iter().any(|mention| [mention.start, mention.end] == span);
    record.entities.iter().find(has)
}

fn add(record: &mut Record, entity: Entity, [start, end]: [usize; 2], words: &str) -> String {
    let numbers = record.entities.iter().filter_map(|entity| entity.id.strip_prefix('e')?.parse::<u64>().ok());
    let id = format!("e{}", numbers.max().unwrap_or(0) + 1);
    let form = if entity.name == words { "name" } else { "nominal" };
    let mention = Mention { start, end, text: words.into(), form: form.into() };
    record.entities.push(Entity { id: id.clone(), mentions: vec![mention], ..entity });
    id
}
