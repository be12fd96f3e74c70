//! Section 4: background from more than about a year before the report is `historical`.

use annotation::Event;
use jiff::ToSpan;
use jiff::civil::Date;
use ontology::Status;

/// Marks `event` as historical if its stated date ended more than a year before `published`.
pub(crate) fn historical(event: &mut Event, published: Option<Date>) {
    let (Some(date), Some(published)) = (&event.date, published) else { return };
    let limit = published.saturating_sub(1.year());
    if event.status == Status::Actual && date.last < limit {
        event.status = Status::Historical;
        event.why.push("section 4: more than a year before the report".into());
    }
}
