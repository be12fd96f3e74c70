//! Military items and where their deals stand.

use super::amounts::plain;
use super::lookup::{event_number, name, one_line};
use super::paint::Tone;
use super::table::Table;
use record::{Materiel, Record, Value};

/// Items, a row each; none without any.
pub fn table<'r>(record: &Record, items: impl IntoIterator<Item = &'r Materiel>) -> Option<Table> {
    let mut items = items.into_iter().peekable();
    items.peek()?;
    let mut table = Table::new(&["item", "class", "stage", "from", "to", "how many", "price", "event"]);
    for item in items {
        table.add([
            (Tone::Plain, one_line(&item.text)),
            (Tone::Plain, item.class.clone()),
            (Tone::Strong, item.stage.clone()),
            (Tone::Plain, party(record, item.supplier.as_deref(), item.supplier_entity.as_deref())),
            (Tone::Plain, party(record, item.receiver.as_deref(), item.receiver_entity.as_deref())),
            (Tone::Plain, item.quantity.map(plain).unwrap_or_default()),
            (Tone::Plain, item.value.as_ref().map(price).unwrap_or_default()),
            (Tone::Faint, event_number(record, item.event.as_deref())),
        ]);
    }
    Some(table)
}

/// `Turkish Aerospace (TUR)`.
fn party(record: &Record, country: Option<&str>, entity: Option<&str>) -> String {
    let name = name(record, entity);
    match country {
        Some(country) if name.is_empty() => country.into(),
        Some(country) => format!("{name} ({country})"),
        None => name,
    }
}

/// `USD 375 million`.
fn price(value: &Value) -> String {
    let currency = value.currency.as_deref().map(|currency| format!("{currency} ")).unwrap_or_default();
    currency + &plain(value.amount)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{record, rendered};
    use super::*;

    #[test]
    fn an_item_is_shown_with_its_deal() {
        let record = record();
        let shown = rendered(table(&record, &record.materiel));
        let row = shown.lines().find(|line| line.starts_with("patrol boats")).expect("a row");
        for cell in ["ship", "delivered", "NOR", "Chad Basin Force (TCD)", "6", "EUR 1.5 million"] {
            assert!(row.contains(cell), "{cell}: {shown}");
        }
    }
}
