//! What the lists of a record refer to by id.

use record::{Entity, Event, Record};

/// The entity of this id.
pub fn entity<'r>(record: &'r Record, id: &str) -> Option<&'r Entity> {
    record.entities.iter().find(|entity| entity.id == id)
}

/// The name of the entity of this id, or nothing.
pub fn name(record: &Record, id: Option<&str>) -> String {
    id.and_then(|id| entity(record, id)).map(|entity| one_line(&entity.name)).unwrap_or_default()
}

/// The number under which the event of this id stands in the view, or nothing.
pub fn event_number(record: &Record, id: Option<&str>) -> String {
    let is_meant = |event: &Event| Some(event.id.as_str()) == id;
    record.events.iter().position(is_meant).map(|at| (at + 1).to_string()).unwrap_or_default()
}

/// Words of the report on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
