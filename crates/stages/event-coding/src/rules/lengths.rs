//! `two weeks of protests`: how long something went on that is told of by its end.

use annotation::{Event, Passage};
use jiff::ToSpan;
use ontology::{Deprel, Upos};

/// For how many days what `word` means went on, if it is counted so.
pub(crate) fn length(passage: &Passage, word: usize) -> Option<i64> {
    let unit =
        passage.head(word).filter(|_| passage.deprel(word) == Deprel::Nmod && passage.upos(word) == Upos::Noun)?;
    let is_of = passage.introducer(word, Deprel::Case).is_some_and(|form| form == "of");
    let days = match passage.lemma(unit) {
        "day" => 1,
        "week" => 7,
        _ => return None,
    };
    let count = number(&passage.form(passage.child(unit, &[Deprel::Nummod]).filter(|_| is_of)?))?;
    Some(count * days)
}

/// Lets an event that is dated by a day begin so many days before.
pub(crate) fn lengthen(event: &mut Event, days: i64) {
    let Some(date) = event.date.as_mut().filter(|date| date.first == date.last) else { return };
    date.first = date.last.saturating_sub(days.days());
    event.why.push("as long as is told before it".into());
}

/// A number of days or weeks that news counts.
fn number(form: &str) -> Option<i64> {
    const MOST_IN_LETTERS: u32 = 20;
    const MOST: i64 = 200;
    let word = || text::cardinal(&form.to_ascii_lowercase()).filter(|number| *number <= MOST_IN_LETTERS).map(i64::from);
    form.parse().ok().or_else(word).filter(|number| (1..=MOST).contains(number))
}
