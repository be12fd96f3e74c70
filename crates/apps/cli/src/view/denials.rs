//! Who denies an event.

use super::lookup::{event_number, name, one_line};
use record::{Denial, Record};

/// Those who deny, a line each: `Kigali (7)`, where 7 is the denial's own number.
pub fn lines(record: &Record, denials: &[Denial]) -> String {
    denials.iter().map(|denial| line(record, denial)).collect::<Vec<_>>().join("\n")
}

fn line(record: &Record, denial: &Denial) -> String {
    let name = name(record, denial.entity.as_deref());
    let words = denial.text.as_deref().map(one_line).unwrap_or_default();
    let who = if name.is_empty() { words } else { name };
    let number = event_number(record, Some(&denial.event));
    if number.is_empty() { who } else { format!("{who} ({number})").trim_start().into() }
}

#[cfg(test)]
mod tests {
    use super::super::sample::record;
    use super::*;

    #[test]
    fn who_denies_is_named_with_the_denials_number() {
        let record = record();
        assert_eq!(lines(&record, &record.events[0].denied_by), "Chad Basin Force (2)");
        assert_eq!(lines(&record, &record.events[1].denied_by), "");
    }
}
