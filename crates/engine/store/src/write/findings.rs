//! Quotes, military items and numbers of a report.

use super::Change;
use super::entities::Keys;
use crate::error::Error;
use record::{Materiel, Number, Quote, Record};
use rusqlite::params;

impl Change<'_> {
    pub(super) fn insert_findings(&self, report: i64, record: &Record, keys: &Keys) -> Result<(), Error> {
        for quote in record.quotes.iter().chain(&record.statements) {
            self.insert_quote(report, quote, keys)?;
        }
        for item in &record.materiel {
            self.insert_item(report, item, keys)?;
        }
        for number in &record.numbers {
            self.insert_number(report, number, keys)?;
        }
        Ok(())
    }

    fn insert_quote(&self, report: i64, quote: &Quote, keys: &Keys) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_quotes (report, style, speaker, target, cue, start, \"end\") VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?;
        statement.execute(params![
            report,
            quote.style,
            keys.entity(quote.speaker.as_deref()).map(|keys| keys.entity),
            keys.entity(quote.target.as_deref()).map(|keys| keys.entity),
            quote.cue,
            quote.start,
            quote.end,
        ])?;
        Ok(())
    }

    fn insert_item(&self, report: i64, item: &Materiel, keys: &Keys) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_materiel (report, event, item, class, stage, supplier, receiver, maker, quantity, amount, currency, text,
                start, \"end\") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        statement.execute(params![
            report,
            event_key(item.event.as_deref(), keys),
            item.item,
            item.class,
            item.stage,
            item.supplier,
            item.receiver,
            item.maker,
            item.quantity,
            item.value.as_ref().map(|value| value.amount),
            item.value.as_ref().and_then(|value| value.currency.as_ref()),
            item.text,
            item.start,
            item.end,
        ])?;
        Ok(())
    }

    fn insert_number(&self, report: i64, number: &Number, keys: &Keys) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_numbers (report, event, kind, low, high, counted, text, start, \"end\") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        let event = event_key(number.event.as_deref(), keys);
        statement.execute(params![
            report,
            event,
            number.kind,
            number.low,
            number.high,
            number.of,
            number.text,
            number.start,
            number.end
        ])?;
        Ok(())
    }
}

fn event_key(id: Option<&str>, keys: &Keys) -> Option<i64> {
    keys.events.get(id?).copied()
}
