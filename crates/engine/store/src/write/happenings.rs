//! What happenings are summed up as: agreed values, disagreements, and the sums that count happenings.

use super::Change;
use super::rollups::{Pair, pairs};
use crate::error::Error;
use deduplication::{Account, Agreement, Disagreement, Spot, Told, agreement};
use record::{is_foretold, printed_by};
use rusqlite::{OptionalExtension, params};
use serde_json::json;
use std::collections::BTreeSet;

/// Mentions that are read for what is agreed; a happening of more is summed up by its first ones.
const MAX_MENTIONS: usize = 256;

/// A mention as it stands in the store.
struct Mention {
    event: i64,
    id: String,
    report: i64,
    number: usize,
    published: Option<String>,
    publisher: Option<String>,
    account: Account,
    basis: Option<String>,
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
        let mut mentions = self.mentions_of(happening)?;
        if mentions.is_empty() {
            return Ok(());
        }
        let reports: Vec<i64> =
            mentions.iter().map(|mention| mention.report).collect::<BTreeSet<_>>().into_iter().collect();
        let voices = self.voices_of(&reports)?;
        for mention in &mut mentions {
            let at = reports.binary_search(&mention.report).unwrap_or(0);
            mention.account.voice = voices[at];
            let told = Told::of(&self.sketches.of(mention.report)?, mention.number);
            mention.account.is_day_stated = told.is_some_and(|told| told.is_day_told());
        }
        let accounts: Vec<Account> = mentions.iter().map(|mention| mention.account.clone()).collect();
        let agreed = agreement(&accounts);
        let n_sources = voices.iter().max().map_or(0, |last| last + 1);
        self.write_happening(happening, &mentions, &agreed, n_sources)?;
        if let Some(now) = self.counted(happening)? {
            self.count_happening(happening, &now, 1)?;
        }
        Ok(())
    }

    fn mentions_of(&self, happening: i64) -> Result<Vec<Mention>, Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT e.key, e.id, e.report, r.published, r.publisher, e.type, e.mode, e.status, e.n_denials, e.date_start, e.date_end,
                e.date_basis, e.place, e.place_country, e.admin1, e.confidence, e.number, e.quad, e.latitude, e.longitude, r.url
             FROM stored_events e JOIN stored_reports r ON r.key = e.report WHERE e.happening = ? ORDER BY r.published IS NULL, r.published, r.text_sha256, r.id, e.number LIMIT ?",
        )?;
        let rows = statement.query_map(params![happening, MAX_MENTIONS], |row| {
            let days: Option<(String, String)> =
                row.get::<_, Option<String>>(9)?.zip(row.get::<_, Option<String>>(10)?);
            let status: String = row.get(7)?;
            let published: Option<String> = row.get(3)?;
            let is_foretold = days.as_ref().is_some_and(|(first, _)| is_foretold(&status, first, published.as_deref()));
            // What is told as done took place before it was printed.
            let days = if is_foretold { published.clone().zip(published.clone()) } else { days };
            let basis = if is_foretold { Some("published".into()) } else { row.get(11)? };
            let (country, province) = (row.get(13)?, row.get(14)?);
            let point = row.get::<_, Option<f64>>(18)?.zip(row.get::<_, Option<f64>>(19)?);
            let place = row.get::<_, Option<String>>(12)?.map(|name| Spot { name, country, province, point });
            let url: Option<String> = row.get(20)?;
            let publisher: Option<String> = row.get(4)?;
            let publisher = printed_by(publisher.as_deref(), url.as_deref()).map(str::to_string);
            let account = Account {
                voice: 0,
                confidence: row.get(15)?,
                event_type: row.get(5)?,
                mode: row.get(6)?,
                status,
                is_denied: row.get::<_, i64>(8)? > 0,
                is_conflict: row.get::<_, u8>(17)? > 2,
                actors: Vec::new(),
                recipients: Vec::new(),
                days,
                is_day_stated: false,
                place,
                numbers: Vec::new(),
            };
            let (event, id, report) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let number = row.get(16)?;
            Ok(Mention { event, id, report, number, published, publisher, account, basis })
        })?;
        let mut mentions: Vec<Mention> = rows.collect::<Result<_, _>>()?;
        for mention in &mut mentions {
            self.fill(mention)?;
        }
        Ok(mentions)
    }

    /// Parties and numbers of a mention.
    fn fill(&self, mention: &mut Mention) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT role, country, coalesce(sector, 'UNK') FROM stored_participants
             WHERE event = ? AND role <> 'sayer' AND country IS NOT NULL ORDER BY country, sector",
        )?;
        let parties = statement.query_map([mention.event], |row| {
            let (country, sector): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((row.get::<_, String>(0)?, format!("{country} {sector}")))
        })?;
        for party in parties {
            let (role, code) = party?;
            let side = if role == "actor" { &mut mention.account.actors } else { &mut mention.account.recipients };
            if !side.contains(&code) {
                side.push(code);
            }
        }
        let mut statement = self
            .transaction
            .prepare_cached("SELECT kind, low, high FROM stored_numbers WHERE event = ? ORDER BY kind, key")?;
        let numbers = statement.query_map([mention.event], |row| {
            let (low, high): (Option<f64>, Option<f64>) = (row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY)))
        })?;
        mention.account.numbers = numbers.collect::<Result<_, _>>()?;
        Ok(())
    }

    fn write_happening(
        &self,
        happening: i64,
        mentions: &[Mention],
        agreed: &Agreement,
        n_sources: usize,
    ) -> Result<(), Error> {
        let standing = standing(mentions, agreed);
        let (what, parties) = (&mentions[agreed.what], &mentions[agreed.parties].account);
        let days = agreed.days.map(|at| &mentions[at]);
        let place = agreed.place.map(|at| mentions[at].event);
        let published = || mentions.iter().filter_map(|mention| mention.published.as_ref());
        let confidence = mentions.iter().map(|mention| mention.account.confidence).fold(0.0, f64::max);
        let disagreements = (!agreed.disagreements.is_empty()).then(|| written(&agreed.disagreements, mentions));
        let span = days.and_then(|mention| mention.account.days.clone());
        let mut statement = self.transaction.prepare_cached(
            "UPDATE stored_happenings SET event = ?2, n_mentions = (SELECT count(*) FROM stored_events WHERE happening = ?1),
                n_reports = (SELECT count(DISTINCT report) FROM stored_events WHERE happening = ?1),
                n_sources = ?3, first_published = ?4, last_published = ?5, status = ?6, actors = ?7, recipients = ?8, date_start = ?9,
                date_end = ?10, date_basis = ?11, confidence = ?12, n_disagreements = ?13, disagreements = ?14,
                (type, mode, quad, score, goldstein, contexts) =
                    (SELECT type, mode, quad, score, goldstein, contexts FROM stored_events WHERE key = ?15),
                is_one_sided = NOT EXISTS (SELECT 1 FROM stored_participants WHERE event = ?17 AND role = 'recipient'),
                (place, place_country, latitude, longitude) =
                    (SELECT place, place_country, latitude, longitude FROM stored_events WHERE key = ?16)
             WHERE key = ?1",
        )?;
        statement.execute(params![
            happening,
            standing,
            n_sources,
            published().min(),
            published().max(),
            mentions[agreed.status].account.status,
            parties.actors.join("; "),
            parties.recipients.join("; "),
            span.as_ref().map(|(first, _)| first),
            span.as_ref().map(|(_, last)| last),
            days.and_then(|mention| mention.basis.as_ref()),
            confidence,
            agreed.disagreements.len(),
            disagreements,
            what.event,
            place,
            mentions[agreed.parties].event,
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
        let (actors, recipients) = (countries(&counted.actors), countries(&counted.recipients));
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
        statement.execute(params![pair.first, pair.second, happening, pair.direction])?;
        Ok(())
    }

    fn count_pair(&self, pair: &Pair, month: &str, counted: &Counted, n: i64) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_dyad_months (first, second, month, direction, quad, status, mentions, happenings, score, goldstein)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, 0, 0)
             ON CONFLICT DO UPDATE SET happenings = happenings + excluded.happenings",
        )?;
        let values = params![pair.first, pair.second, month, pair.direction, counted.quad, counted.status, n];
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

/// The mention that stands for all: the surest of those that tell the agreed type and parties.
fn standing(mentions: &[Mention], agreed: &Agreement) -> i64 {
    let (what, parties) = (&mentions[agreed.what].account, &mentions[agreed.parties].account);
    let n_agreed = |account: &Account| {
        usize::from(account.event_type == what.event_type)
            + usize::from(account.actors == parties.actors && account.recipients == parties.recipients)
    };
    let order = |one: &&Mention, other: &&Mention| {
        let (a, b) = (&one.account, &other.account);
        n_agreed(a).cmp(&n_agreed(b)).then(a.confidence.total_cmp(&b.confidence)).then(other.event.cmp(&one.event))
    };
    mentions.iter().max_by(order).map_or(0, |mention| mention.event)
}

/// Disagreements as JSON: field, values, and for each the events and publishers that tell it.
fn written(disagreements: &[Disagreement], mentions: &[Mention]) -> String {
    let value = |(value, members): &(String, Vec<usize>)| {
        let events: Vec<&str> = members.iter().map(|&at| mentions[at].id.as_str()).collect();
        let publishers: BTreeSet<&str> = members.iter().filter_map(|&at| mentions[at].publisher.as_deref()).collect();
        json!({"value": value, "events": events, "publishers": publishers})
    };
    let list: Vec<_> = disagreements
        .iter()
        .map(|told| json!({"field": told.field, "values": told.values.iter().map(value).collect::<Vec<_>>()}))
        .collect();
    json!(list).to_string()
}

/// Countries of codes such as `BGD MIL; PAK MIL`.
fn countries(codes: &str) -> BTreeSet<String> {
    let country = |code: &str| code.split(' ').next().unwrap_or_default().to_string();
    codes.split("; ").map(country).filter(|country| !country.is_empty()).collect()
}
