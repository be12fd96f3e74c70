//! Who says what.

use super::lookup::{name, one_line};
use super::paint::Tone;
use super::table::Table;
use record::{Quote, Record, Saying};

/// Speakers and their words, a row a quotation; none without any.
pub fn table<'r>(record: &Record, quotes: impl IntoIterator<Item = &'r Quote>) -> Option<Table> {
    let mut quotes = quotes.into_iter().peekable();
    quotes.peek()?;
    let mut table = Table::new(&["who says", "how", "what", "of whom", "passed on by"]);
    for quote in quotes {
        table.add([
            (Tone::Plain, speaker(record, quote)),
            (Tone::Faint, quote.cue.clone().unwrap_or_default()),
            (Tone::Plain, words(quote)),
            (Tone::Plain, name(record, quote.target.as_deref())),
            (Tone::Plain, chain(record, quote)),
        ]);
    }
    Some(table)
}

/// The speaker's name, else the words that mean him.
fn speaker(record: &Record, quote: &Quote) -> String {
    let name = name(record, quote.speaker.as_deref());
    let words = quote.sayings.first().map(|saying| one_line(&saying.text));
    if name.is_empty() { words.unwrap_or_default() } else { name }
}

/// `"We are ready"`; what is retold stands without quotation marks.
fn words(quote: &Quote) -> String {
    let words = one_line(&quote.text);
    if quote.style == "indirect" { words } else { format!("“{words}”") }
}

/// Those who pass the words on, nearest first: `Dawn (according to)`.
fn chain(record: &Record, quote: &Quote) -> String {
    let link = |saying: &Saying| {
        let name = name(record, saying.entity.as_deref());
        let name = if name.is_empty() { one_line(&saying.text) } else { name };
        saying.cue.as_ref().map_or(name.clone(), |cue| format!("{name} ({cue})"))
    };
    quote.sayings.iter().skip(1).map(link).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{record, rendered};
    use super::*;

    #[test]
    fn speaker_cue_words_and_chain_stand_in_a_row() {
        let record = record();
        let shown = rendered(table(&record, &record.quotes));
        assert!(shown.contains("Amina Diallo"), "{shown}");
        assert!(shown.contains("“We are ready”") && shown.contains("said"), "{shown}");
        assert!(shown.contains("Radio Lac (according to)"), "{shown}");
    }

    #[test]
    fn a_speaker_without_name_is_told_by_his_words() {
        let record = record();
        assert!(rendered(table(&record, &record.quotes)).contains("an aide"));
    }

    #[test]
    fn without_quotations_there_is_no_table() {
        let record = record();
        assert!(table(&record, &[]).is_none());
    }
}
