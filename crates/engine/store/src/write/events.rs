//! Events of a report, with their parties and what sums them.

use super::Change;
use super::entities::Keys;
use crate::error::Error;
use crate::event_key::DayKeys;
use corrections::Applied;
use record::{Argument, Event, Points, Record};
use rusqlite::params;
use std::collections::BTreeMap;

impl Change<'_> {
    pub(super) fn insert_events(
        &mut self,
        report: i64,
        applied: &Applied,
        text: &str,
        keys: &mut Keys,
    ) -> Result<(), Error> {
        let points = Points::new(text);
        let record = &applied.record;
        // Those first that have a key already, so that no other takes it.
        let kept: BTreeMap<usize, i64> = self.kept_keys(record)?;
        let order = kept.keys().copied().chain((0..record.events.len()).filter(|number| !kept.contains_key(number)));
        for number in order {
            let event = &record.events[number];
            let key = match kept.get(&number) {
                Some(key) => *key,
                None => self.next_key(record, event)?,
            };
            let span = record.sentences.get(event.sentence).copied().unwrap_or_default();
            let review = applied.reviews.get(&event.id).map(|review| review.name());
            self.insert_event(key, report, number, event, span, review)?;
            self.transaction.prepare_cached("DELETE FROM stored_deletions WHERE event = ?")?.execute([&event.id])?;
            self.insert_participants(key, event, keys)?;
            self.roll_up(key, event)?;
            self.words.event(key, record.title.as_deref(), points.slice(span));
            keys.events.insert(event.id.clone(), key);
        }
        Ok(())
    }

    /// Keys that events are to keep, by their numbers: those that are free and of the event's day.
    fn kept_keys(&self, record: &Record) -> Result<BTreeMap<usize, i64>, Error> {
        let mut kept = BTreeMap::new();
        if self.wanted.keys.is_empty() {
            return Ok(kept);
        }
        let mut statement = self.transaction.prepare_cached("SELECT 1 FROM stored_events WHERE key = ?")?;
        for (number, event) in record.events.iter().enumerate() {
            let keys = day_keys(record, event);
            let wanted = self.wanted.keys.get(&event.id).filter(|key| (keys.first..keys.end).contains(key));
            if let Some(&key) = wanted
                && !kept.values().any(|held| *held == key)
                && !statement.exists([key])?
            {
                kept.insert(number, key);
            }
        }
        Ok(kept)
    }

    /// The next free key of the day of the event, or of the report where the event has none.
    fn next_key(&self, record: &Record, event: &Event) -> Result<i64, Error> {
        let keys = day_keys(record, event);
        let mut statement =
            self.transaction.prepare_cached("SELECT max(key) FROM stored_events WHERE key >= ? AND key < ?")?;
        let highest: Option<i64> = statement.query_row([keys.first, keys.end], |row| row.get(0))?;
        Ok(highest.map_or(keys.first, |highest| highest + 1))
    }

    fn insert_event(
        &self,
        key: i64,
        report: i64,
        number: usize,
        event: &Event,
        sentence: [usize; 2],
        review: Option<&str>,
    ) -> Result<(), Error> {
        let (date, place) = (event.date.as_ref(), event.place.as_ref());
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_events (key, id, report, number, happening, type, mode, status, quad, score, cameo, goldstein, contexts,
                date_start, date_end, date_basis, place, place_country, admin1, latitude, longitude, geonames, attribution, n_denials,
                confidence, trigger, trigger_start, sentence_start, sentence_end, review)
             VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        statement.execute(params![
            key,
            event.id,
            report,
            number,
            event.event_type,
            event.mode,
            event.status,
            event.quad,
            event.score,
            event.cameo,
            event.goldstein,
            event.contexts.join(" "),
            date.map(|date| &date.start),
            date.map(|date| &date.end),
            date.map(|date| &date.basis),
            place.map(|place| &place.name),
            place.and_then(|place| place.country.as_ref()),
            place.and_then(|place| place.admin1.as_ref()),
            place.and_then(|place| place.lat),
            place.and_then(|place| place.lon),
            place.and_then(|place| place.geonames),
            event.attribution.as_ref().map(|said| &said.text),
            event.denied_by.len(),
            event.confidence,
            event.trigger.text,
            event.trigger.start,
            sentence[0],
            sentence[1],
            review,
        ])?;
        Ok(())
    }

    fn insert_participants(&self, event_key: i64, event: &Event, keys: &Keys) -> Result<(), Error> {
        let roles = [("actor", &event.actors), ("recipient", &event.recipients)];
        let mut countries = self
            .transaction
            .prepare_cached("INSERT OR IGNORE INTO stored_countries (country, role, event) VALUES (?, ?, ?)")?;
        for (role, arguments) in roles {
            for (number, argument) in arguments.iter().enumerate() {
                self.insert_party(event_key, role, number, argument, keys)?;
                if let Some(country) = &argument.country {
                    countries.execute(params![country, role, event_key])?;
                }
            }
        }
        let Some(said) = &event.attribution else { return Ok(()) };
        let sayer = keys.entity(said.entity.as_deref());
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_participants (event, role, number, entity, name, is_person, country, sector, other_sectors, text, start)
             SELECT ?1, 'sayer', 0, ?2, ?3, ?4, (SELECT country FROM stored_entities WHERE key = ?2), NULL, '', ?5, ?6",
        )?;
        let keys = (sayer.map(|keys| keys.entity), sayer.map(|keys| keys.name));
        let is_person = sayer.is_some_and(|keys| keys.is_person);
        statement.execute(params![event_key, keys.0, keys.1, is_person, said.text, said.span[0]])?;
        Ok(())
    }

    fn insert_party(
        &self,
        event_key: i64,
        role: &str,
        number: usize,
        argument: &Argument,
        keys: &Keys,
    ) -> Result<(), Error> {
        let entity = keys.entity(Some(&argument.entity));
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_participants (event, role, number, entity, name, is_person, country, sector, other_sectors, text, start)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        statement.execute(params![
            event_key,
            role,
            number,
            entity.map(|keys| keys.entity),
            entity.map(|keys| keys.name),
            entity.is_some_and(|keys| keys.is_person),
            argument.country,
            argument.sector,
            argument.other_sectors.join(" "),
            argument.text,
            argument.start,
        ])?;
        Ok(())
    }
}

/// Keys of the day of an event, or of its report where it has none.
fn day_keys(record: &Record, event: &Event) -> DayKeys {
    let day = event.date.as_ref().map(|date| date.start.as_str()).or(record.published.as_deref());
    DayKeys::of(day.and_then(|day| day.parse().ok()))
}
