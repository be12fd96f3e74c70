//! Who and what a report speaks of.

use super::Change;
use crate::error::Error;
use record::{Entity, Record};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

/// The store's keys of one record's parts, by the record's own ids.
#[derive(Default)]
pub(super) struct Keys {
    entities: BTreeMap<String, EntityKeys>,
    /// Keys of events by their published ids.
    pub(super) events: BTreeMap<String, i64>,
}

/// Keys of an entity and of its name, and whether it is a person.
#[derive(Clone, Copy)]
pub(super) struct EntityKeys {
    pub(super) entity: i64,
    pub(super) name: i64,
    pub(super) is_person: bool,
}

impl Keys {
    /// Of the entity with this id, if the record lists it.
    pub(super) fn entity(&self, local: Option<&str>) -> Option<EntityKeys> {
        self.entities.get(local?).copied()
    }
}

impl Change<'_> {
    pub(super) fn insert_entities(&mut self, report: i64, record: &Record, keys: &mut Keys) -> Result<(), Error> {
        for entity in &record.entities {
            let name = self.name_key(&entity.name)?;
            let key = self.insert_entity(report, entity, name)?;
            self.insert_offices(key, entity)?;
            keys.entities
                .insert(entity.id.clone(), EntityKeys { entity: key, name, is_person: entity.kind == "person" });
        }
        Ok(())
    }

    fn insert_entity(&self, report: i64, entity: &Entity, name: i64) -> Result<i64, Error> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_entities (report, local, kind, name, country, sectors, knowledge_id, wikidata, n_mentions)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        Ok(statement.insert(params![
            report,
            entity.id,
            entity.kind,
            name,
            entity.country,
            entity.sectors.join(" "),
            entity.knowledge_id,
            entity.wikidata,
            entity.mentions.len(),
        ])?)
    }

    fn insert_offices(&self, entity_key: i64, entity: &Entity) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_offices (entity, rank, post, body, country, tense, start, \"end\") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        for office in &entity.offices {
            let values = params![
                entity_key,
                office.rank,
                office.post,
                office.body,
                office.country,
                office.when,
                office.start,
                office.end
            ];
            statement.execute(values)?;
        }
        Ok(())
    }

    fn name_key(&mut self, name: &str) -> Result<i64, Error> {
        let mut find = self.transaction.prepare_cached("SELECT key FROM stored_names WHERE name = ?")?;
        if let Some(key) = find.query_row([name], |row| row.get(0)).optional()? {
            return Ok(key);
        }
        let mut insert = self.transaction.prepare_cached("INSERT INTO stored_names (name) VALUES (?)")?;
        let key = insert.insert([name])?;
        self.words.name(key, name);
        Ok(key)
    }
}
