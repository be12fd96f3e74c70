//! Military exercises.

use super::lookup::{event_number, name, one_line};
use super::paint::Tone;
use super::table::Table;
use record::{Exercise, Record};

/// Exercises and who takes part, a row each; none without any.
pub fn table<'r>(record: &Record, exercises: impl IntoIterator<Item = &'r Exercise>) -> Option<Table> {
    let mut exercises = exercises.into_iter().peekable();
    exercises.peek()?;
    let mut table = Table::new(&["exercise", "words", "who takes part", "event"]);
    for exercise in exercises {
        let participants = exercise.participants.iter().map(|id| name(record, Some(id)));
        table.add([
            (Tone::Plain, exercise.name.as_deref().map(one_line).unwrap_or_default()),
            (Tone::Faint, one_line(&exercise.text)),
            (Tone::Plain, participants.collect::<Vec<_>>().join("\n")),
            (Tone::Faint, event_number(record, exercise.event.as_deref())),
        ]);
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{record, rendered};
    use super::*;

    #[test]
    fn name_and_participants_are_shown() {
        let record = record();
        let shown = rendered(table(&record, &record.exercises));
        assert!(shown.contains("Lake Shield") && shown.contains("Chad Basin Force"), "{shown}");
        assert!(shown.contains("the joint drill"), "{shown}");
    }
}
