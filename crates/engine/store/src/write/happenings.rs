//! What happenings are summed up as, and the sums that count happenings.

use super::Change;
use crate::error::{Error, Kind};
use aggregation::{Happening, MAX_MENTIONS, Mention, Pair, Place, Printed, countries, pairs};
use deduplication::Told;
use rusqlite::{OptionalExtension, Row, params};

/// A mention, and where it stands in the store.
struct Stored {
    event: i64,
    report: i64,
    mention: Mention,
}

/// What a happening counts as in the sums.
struct Counted {
    is_one_sided: bool,
    actors: String,
    recipients: String,
    day: Option<String>,
    quad: i64,
    status: String,
}

impl Change<'_> {
    /// Sums up a happening; what it counted as before is taken away, even if nothing mentions it any more.
    pub(super) fn sum_up_happening(&mut self, happening: i64) -> Result<(), Error> {
        if let Some(before) = self.counted(happening)? {
            self.count_happening(happening, &before, -1)?;
        }
        let stored = self.mentions_of(happening)?;
        let mentions: Vec<Mention> = stored.iter().map(|stored| stored.mention.clone()).collect();
        let summed_up = Happening::of(&mentions, |at| self.sketches.of(stored[at].report))?;
        let Some(summed_up) = summed_up else { return Ok(()) };
        self.write_happening(happening, stored[summed_up.standing].event, &summed_up)?;
        if let Some(now) = self.counted(happening)? {
            self.count_happening(happening, &now, 1)?;
        }
        Ok(())
    }

    /// The first mentions of a happening.
    fn mentions_of(&mut self, happening: i64) -> Result<Vec<Stored>, Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT e.key, e.report, e.number, e.id AS event, e.type, e.mode, e.status, e.quad, e.score, e.goldstein, e.contexts, e.n_denials,
                e.date_start, e.date_end, e.date_basis, e.confidence, e.place, e.place_country, e.admin1, e.latitude, e.longitude,
                r.id, r.url, r.publisher, r.published, r.text_sha256
             FROM stored_events e JOIN stored_reports r ON r.key = e.report WHERE e.happening = ?
             ORDER BY r.published IS NULL, r.published, r.text_sha256, r.id, r.url, e.number LIMIT ?",
        )?;
        let rows = statement.query_map(params![happening, MAX_MENTIONS], mention)?;
        let mut stored: Vec<Stored> = rows.collect::<Result<_, _>>()?;
        for Stored { event, report, mention } in &mut stored {
            self.fill(*event, mention)?;
            let told = Told::of(&self.sketches.of(*report)?, mention.number);
            mention.is_day_stated = told.is_some_and(|told| told.is_day_told());
        }
        Ok(stored)
    }

    /// Parties and numbers of a mention.
    fn fill(&self, event: i64, mention: &mut Mention) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT role, country, coalesce(sector, 'UNK') FROM stored_participants WHERE event = ? AND role <> 'sayer' ORDER BY country, sector",
        )?;
        let mut parties = statement.query([event])?;
        while let Some(party) = parties.next()? {
            let (role, country, sector): (String, Option<String>, String) =
                (party.get(0)?, party.get(1)?, party.get(2)?);
            mention.is_one_sided &= role == "actor";
            let side = if role == "actor" { &mut mention.actors } else { &mut mention.recipients };
            if let Some(code) = country.map(|country| format!("{country} {sector}")).filter(|code| !side.contains(code))
            {
                side.push(code);
            }
        }
        let mut statement = self
            .transaction
            .prepare_cached("SELECT kind, low, high FROM stored_numbers WHERE event = ? ORDER BY kind, key")?;
        let numbers = statement.query_map([event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        mention.numbers = numbers.collect::<Result<_, _>>()?;
        Ok(())
    }

    fn write_happening(&self, happening: i64, standing: i64, summed_up: &Happening) -> Result<(), Error> {
        let place = summed_up.place.as_ref();
        let disagreements = match summed_up.disagreements.is_empty() {
            true => None,
            false => {
                Some(serde_json::to_string(&summed_up.disagreements).map_err(|error| Error::new(Kind::Record(error)))?)
            }
        };
        let mut statement = self.transaction.prepare_cached(
            "UPDATE stored_happenings SET event = ?2, n_mentions = (SELECT count(*) FROM stored_events WHERE happening = ?1),
                n_reports = (SELECT count(DISTINCT report) FROM stored_events WHERE happening = ?1),
                n_sources = ?3, first_published = ?4, last_published = ?5, type = ?6, mode = ?7, status = ?8, quad = ?9, score = ?10,
                goldstein = ?11, contexts = ?12, actors = ?13, recipients = ?14, is_one_sided = ?15, date_start = ?16, date_end = ?17,
                date_basis = ?18, place = ?19, place_country = ?20, latitude = ?21, longitude = ?22, confidence = ?23,
                n_disagreements = ?24, disagreements = ?25
             WHERE key = ?1",
        )?;
        statement.execute(params![
            happening,
            standing,
            summed_up.n_sources,
            summed_up.first_published,
            summed_up.last_published,
            summed_up.event_type,
            summed_up.mode,
            summed_up.status,
            summed_up.quad,
            summed_up.score,
            summed_up.goldstein,
            summed_up.contexts.join(" "),
            summed_up.actors.join("; "),
            summed_up.recipients.join("; "),
            summed_up.is_one_sided,
            summed_up.date_start,
            summed_up.date_end,
            summed_up.date_basis,
            place.map(|place| &place.name),
            place.and_then(|place| place.country.as_ref()),
            place.and_then(|place| place.latitude),
            place.and_then(|place| place.longitude),
            summed_up.confidence,
            summed_up.disagreements.len(),
            disagreements,
        ])?;
        Ok(())
    }

    /// What the happening was counted as; none if it was not.
    fn counted(&self, happening: i64) -> Result<Option<Counted>, Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT actors, recipients, date_start, quad, status, is_one_sided FROM stored_happenings WHERE key = ? AND quad IS NOT NULL",
        )?;
        let counted = statement.query_row([happening], |row| {
            Ok(Counted {
                actors: row.get(0)?,
                recipients: row.get(1)?,
                day: row.get(2)?,
                quad: row.get(3)?,
                status: row.get(4)?,
                is_one_sided: row.get(5)?,
            })
        });
        Ok(counted.optional()?)
    }

    /// Adds a happening `n` times to the sums by pair and month and by country and day.
    fn count_happening(&self, happening: i64, counted: &Counted, n: i64) -> Result<(), Error> {
        let side = |codes: &str| countries(&codes.split("; ").collect::<Vec<_>>());
        let (actors, recipients) = (side(&counted.actors), side(&counted.recipients));
        let pairs = pairs(&actors, &recipients, counted.is_one_sided);
        for pair in &pairs {
            self.pair_happening(happening, pair, n)?;
            self.mark_changed(pair)?;
            if let Some(month) = counted.day.as_deref().and_then(|day| day.get(..7)) {
                self.count_pair(pair, month, counted, n)?;
            }
        }
        let Some(day) = &counted.day else { return Ok(()) };
        for country in actors.union(&recipients).map(String::as_str).chain([""]) {
            let mut statement = self.transaction.prepare_cached(
                "INSERT INTO stored_country_days (country, day, happenings) VALUES (?, ?, ?)
                 ON CONFLICT DO UPDATE SET happenings = happenings + excluded.happenings",
            )?;
            statement.execute(params![country, day, n])?;
            if n < 0 {
                let mut statement = self.transaction.prepare_cached(
                    "DELETE FROM stored_country_days WHERE country = ? AND day = ? AND happenings = 0",
                )?;
                statement.execute(params![country, day])?;
            }
        }
        Ok(())
    }

    fn mark_changed(&self, pair: &Pair) -> Result<(), Error> {
        let mut statement = self
            .transaction
            .prepare_cached("INSERT OR IGNORE INTO stored_changed_pairs (first, second) VALUES (?, ?)")?;
        statement.execute([&pair.first, &pair.second])?;
        Ok(())
    }

    fn pair_happening(&self, happening: i64, pair: &Pair, n: i64) -> Result<(), Error> {
        let sql = if n > 0 {
            "INSERT OR IGNORE INTO stored_happening_pairs (first, second, happening, direction) VALUES (?, ?, ?, ?)"
        } else {
            "DELETE FROM stored_happening_pairs WHERE first = ? AND second = ? AND happening = ? AND direction = ?"
        };
        let mut statement = self.transaction.prepare_cached(sql)?;
        statement.execute(params![pair.first, pair.second, happening, pair.direction.name()])?;
        Ok(())
    }

    fn count_pair(&self, pair: &Pair, month: &str, counted: &Counted, n: i64) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_dyad_months (first, second, month, direction, quad, status, mentions, happenings, score, goldstein)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, 0, 0)
             ON CONFLICT DO UPDATE SET happenings = happenings + excluded.happenings",
        )?;
        let values = params![pair.first, pair.second, month, pair.direction.name(), counted.quad, counted.status, n];
        statement.execute(values)?;
        if n < 0 {
            let mut statement = self.transaction.prepare_cached(
                "DELETE FROM stored_dyad_months WHERE first = ? AND second = ? AND month = ? AND mentions = 0 AND happenings = 0",
            )?;
            statement.execute(params![pair.first, pair.second, month])?;
        }
        Ok(())
    }
}

/// A mention without its parties and numbers.
fn mention(row: &Row) -> rusqlite::Result<Stored> {
    let place = |name| {
        Ok::<_, rusqlite::Error>(Place {
            name,
            country: row.get("place_country")?,
            admin1: row.get("admin1")?,
            latitude: row.get("latitude")?,
            longitude: row.get("longitude")?,
        })
    };
    let contexts: String = row.get("contexts")?;
    let mention = Mention {
        report: Printed {
            id: row.get("id")?,
            url: row.get("url")?,
            publisher: row.get("publisher")?,
            published: row.get("published")?,
            text_sha256: row.get("text_sha256")?,
        },
        number: row.get("number")?,
        event: row.get("event")?,
        event_type: row.get("type")?,
        mode: row.get("mode")?,
        status: row.get("status")?,
        quad: row.get("quad")?,
        score: row.get("score")?,
        goldstein: row.get("goldstein")?,
        contexts: contexts.split_whitespace().map(str::to_string).collect(),
        is_denied: row.get::<_, i64>("n_denials")? > 0,
        actors: Vec::new(),
        recipients: Vec::new(),
        is_one_sided: true,
        days: row.get::<_, Option<String>>("date_start")?.zip(row.get("date_end")?),
        basis: row.get("date_basis")?,
        is_day_stated: false,
        place: row.get::<_, Option<String>>("place")?.map(place).transpose()?,
        confidence: row.get("confidence")?,
        numbers: Vec::new(),
    };
    Ok(Stored { event: row.get("key")?, report: row.get("report")?, mention })
}
