use super::filter::matching;
use crate::connection::Reader;
use crate::error::{Error, Kind};
use jiff::civil::Date;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::Serialize;
use utoipa::ToSchema;

/// Words that a report puts into a mouth.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct QuoteRow {
    /// Id of the report.
    pub report: String,
    /// The day it was published.
    pub published: Option<String>,
    /// Who printed it.
    pub publisher: Option<String>,
    /// `direct`, `mixed` or `indirect`.
    pub style: String,
    /// Who says it.
    pub speaker: Option<String>,
    /// His country, or the code that stands in its place.
    pub speaker_country: Option<String>,
    /// About whom it is.
    pub target: Option<String>,
    /// The word of saying.
    pub cue: Option<String>,
    /// The words.
    pub text: String,
    /// First code point in the report.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// Which quotations are wanted; an absent value asks for nothing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct QuoteFilter {
    /// Words of the speaker's name.
    pub speaker: Option<String>,
    /// The speaker's country.
    pub country: Option<String>,
    /// Words that the quotation holds, all of them.
    pub words: Option<String>,
    /// Id of the report.
    pub report: Option<String>,
    /// First day of publication.
    pub since: Option<Date>,
    /// Last day of publication.
    pub until: Option<Date>,
}

impl Reader {
    /// At most `limit` quotations that `filter` wants, of the reports that were added last first, after the first `skip`.
    ///
    /// # Errors
    /// If a name or the words hold no word, or the disk fails.
    pub fn quotes(&self, filter: &QuoteFilter, limit: usize, skip: usize) -> Result<Vec<QuoteRow>, Error> {
        let run = || {
            let (conditions, mut values) = conditions(filter)?;
            values.extend([limit, skip].map(|n| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX))));
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT r.id, r.published, r.publisher, q.style, sn.name, s.country, tn.name, q.cue,
                    substr(t.text, q.start + 1, q.\"end\" - q.start), q.start, q.\"end\"
                 FROM stored_quotes q JOIN stored_reports r ON r.key = q.report JOIN stored_texts t ON t.report = q.report
                 LEFT JOIN stored_entities s ON s.key = q.speaker LEFT JOIN stored_names sn ON sn.key = s.name
                 LEFT JOIN stored_entities g ON g.key = q.target LEFT JOIN stored_names tn ON tn.key = g.name
                 WHERE {conditions} ORDER BY q.key DESC LIMIT ? OFFSET ?"
            ))?;
            let rows = statement.query_map(params_from_iter(values), |row| {
                Ok(QuoteRow {
                    report: row.get(0)?,
                    published: row.get(1)?,
                    publisher: row.get(2)?,
                    style: row.get(3)?,
                    speaker: row.get(4)?,
                    speaker_country: row.get(5)?,
                    target: row.get(6)?,
                    cue: row.get(7)?,
                    text: row.get(8)?,
                    start: row.get(9)?,
                    end: row.get(10)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        run().map_err(|error: Error| error.at(&self.path))
    }
}

fn conditions(filter: &QuoteFilter) -> Result<(String, Vec<Value>), Error> {
    let (mut sql, mut values) = (vec!["1"], Vec::new());
    let mut add = |condition, value: String| {
        sql.push(condition);
        values.push(Value::Text(value));
    };
    if let Some(speaker) = &filter.speaker {
        add(
            "q.speaker IN (SELECT key FROM stored_entities WHERE name IN (SELECT rowid FROM search_names WHERE search_names MATCH ?))",
            matching(speaker)?,
        );
    }
    if let Some(country) = &filter.country {
        add("s.country = ?", country.clone());
    }
    if let Some(report) = &filter.report {
        add("q.report IN (SELECT key FROM stored_reports WHERE id = ? AND state = 'current')", report.clone());
    }
    if let Some(words) = &filter.words {
        let mut each = words.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).peekable();
        if each.peek().is_none() {
            return Err(Error::new(Kind::Filter(format!("`{words}`: expected at least one word to look for"))));
        }
        let each: Vec<&str> = each.take(MAX_WORDS).collect();
        add("q.report IN (SELECT rowid FROM search_reports WHERE search_reports MATCH ?)", matching(&each.join(" "))?);
        for word in each {
            let bare = word.trim_matches(|character: char| !character.is_alphanumeric());
            add("instr(lower(substr(t.text, q.start + 1, q.\"end\" - q.start)), lower(?)) > 0", bare.to_string());
        }
    }
    for (condition, day) in [("r.published >= ?", filter.since), ("r.published <= ?", filter.until)] {
        if let Some(day) = day {
            add(condition, day.to_string());
        }
    }
    Ok((sql.join(" AND "), values))
}

/// Words that are looked for in a quotation.
const MAX_WORDS: usize = 16;
