//! Casualties, crowds and amounts.

use super::amounts::range;
use super::lookup::{event_number, name, one_line};
use super::paint::Tone;
use super::table::Table;
use record::{Number, Record};

/// What is counted and how many, a row a number; none without any.
pub fn table<'r>(record: &Record, numbers: impl IntoIterator<Item = &'r Number>) -> Option<Table> {
    let mut numbers = numbers.into_iter().peekable();
    numbers.peek()?;
    let mut table = Table::new(&["number of", "how many", "of whom or what", "words", "event", "who says so"]);
    for number in numbers {
        table.add([
            (Tone::Plain, number.kind.clone()),
            (Tone::Strong, range(number.low, number.high)),
            (Tone::Plain, number.of.as_deref().map(one_line).unwrap_or_default()),
            (Tone::Faint, one_line(&number.text)),
            (Tone::Faint, event_number(record, number.event.as_deref())),
            (Tone::Plain, name(record, number.attribution.as_deref())),
        ]);
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{record, rendered};
    use super::*;

    #[test]
    fn bounds_event_and_sayer_stand_in_a_row() {
        let record = record();
        let shown = rendered(table(&record, &record.numbers));
        let row = shown.lines().find(|line| line.starts_with("killed")).expect("a row");
        assert!(row.contains("12 or more") && row.contains("herders") && row.contains("Amina Diallo"), "{shown}");
        assert!(row.contains(" 1 "), "{shown}");
    }

    #[test]
    fn an_event_that_was_left_out_has_no_number() {
        let mut record = record();
        record.events.clear();
        assert!(!rendered(table(&record, &record.numbers)).contains("event"));
    }
}
