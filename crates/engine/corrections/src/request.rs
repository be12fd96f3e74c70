//! Corrections as they are sent.

use crate::error::Error;
use crate::fields::Fields;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// Longest name of who corrects, in characters.
const MAX_BY: usize = 100;

/// Longest reason, in characters.
const MAX_REASON: usize = 1_000;

/// Longest id or name, in characters.
const MAX_NAME: usize = 300;

/// Most happenings that one correction merges.
const MAX_MERGED: usize = 50;

/// Most events that one correction splits off.
const MAX_SPLIT: usize = 500;

/// A correction, and who says so and why.
#[derive(Clone, PartialEq, Debug)]
pub struct NewCorrection {
    /// What it says.
    pub change: Change,
    /// Who says so: 1 to 100 characters.
    pub by: String,
    /// Why: 1 to 1000 characters.
    pub reason: String,
}

/// What a correction says.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
#[schema(as = Correcting)]
pub enum Change {
    /// The event is right.
    Accept {
        /// Its id.
        event: String,
    },
    /// The event is right once these fields are set.
    Edit {
        /// Its id, which it keeps.
        event: String,
        /// What is set.
        set: Fields,
    },
    /// There is no such event.
    Strike {
        /// Its id.
        event: String,
    },
    /// An event that the program missed.
    Add {
        /// Id of the report.
        report: String,
        /// The event: `trigger` and `type` at least.
        event: Fields,
    },
    /// Happenings that are one.
    Merge {
        /// Their ids.
        happenings: Vec<String>,
    },
    /// Mentions that are another happening than the one they were put into.
    Split {
        /// The id of that.
        happening: String,
        /// Ids of the mentions.
        events: Vec<String>,
    },
    /// Another name of something that the tables have.
    Alias {
        /// The name.
        name: String,
        /// The id or the name that it has in the tables.
        of: String,
        /// Country, where several have that name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        country: Option<String>,
        /// Whether it means it only where the report speaks of its country.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        weak: bool,
        /// Ids of the rows that are meant, which are looked up when it is sent.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ids: Vec<String>,
    },
    /// An office that somebody held.
    Office {
        /// The person.
        person: String,
        /// The post, in ordinary English: `foreign minister`.
        post: String,
        /// The body that it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<String>,
        /// The country.
        country: String,
        /// First day, month or year.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<String>,
        /// Last day, month or year; none if it still is held.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<String>,
        /// Sectors, the primary one first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sectors: Vec<String>,
    },
}

impl Change {
    /// The names of all kinds.
    pub const KINDS: [&str; 8] = ["accept", "edit", "strike", "add", "merge", "split", "alias", "office"];

    /// The name of its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Change::Accept { .. } => "accept",
            Change::Edit { .. } => "edit",
            Change::Strike { .. } => "strike",
            Change::Add { .. } => "add",
            Change::Merge { .. } => "merge",
            Change::Split { .. } => "split",
            Change::Alias { .. } => "alias",
            Change::Office { .. } => "office",
        }
    }

    /// What it names first.
    pub fn target(&self) -> &str {
        match self {
            Change::Accept { event } | Change::Edit { event, .. } | Change::Strike { event } => event,
            Change::Add { report, .. } => report,
            Change::Merge { happenings } => happenings.first().map_or("", String::as_str),
            Change::Split { happening, .. } => happening,
            Change::Alias { name, .. } => name,
            Change::Office { person, .. } => person,
        }
    }

    /// Whether it says something of the world rather than of a report.
    pub fn is_knowledge(&self) -> bool {
        matches!(self, Change::Alias { .. } | Change::Office { .. })
    }

    /// Bounds of its lists and words; what stands in fields is looked at where the record is known.
    fn check(&self) -> Result<(), Error> {
        match self {
            Change::Accept { event } | Change::Edit { event, .. } | Change::Strike { event } => {
                words("event", event, MAX_NAME)
            }
            Change::Add { report, .. } => words("report", report, MAX_NAME * 10),
            Change::Merge { happenings } => ids("happenings", happenings, 2, MAX_MERGED),
            Change::Split { happening, events } => {
                words("happening", happening, MAX_NAME)?;
                ids("events", events, 1, MAX_SPLIT)
            }
            Change::Alias { .. } | Change::Office { .. } => crate::knowledge::check(self),
        }
    }
}

impl NewCorrection {
    /// A correction as `POST /corrections` and a line of a file have it: `{"kind": …, …, "by": …, "reason": …}`.
    ///
    /// # Errors
    /// If it is no such object, has another field, or a value is too long or empty.
    pub fn from_json(json: &str) -> Result<NewCorrection, Error> {
        let value: Value = serde_json::from_str(json).map_err(|error| Error::new(error.to_string()))?;
        NewCorrection::from_value(value)
    }

    /// As [`NewCorrection::from_json`], of a value.
    ///
    /// # Errors
    /// As of [`NewCorrection::from_json`].
    pub fn from_value(mut value: Value) -> Result<NewCorrection, Error> {
        let fields =
            value.as_object_mut().ok_or_else(|| Error::new("expected an object with `kind`, `by` and `reason`"))?;
        let mut said = |name: &str, most: usize| match fields.shift_remove(name) {
            Some(Value::String(text)) => {
                words(name, &text, most)?;
                Ok(text)
            }
            Some(other) => Err(Error::expected(name, format!("1 to {most} characters"), other)),
            None => Err(Error::expected(name, format!("1 to {most} characters"), "nothing")),
        };
        let (by, reason) = (said("by", MAX_BY)?, said("reason", MAX_REASON)?);
        let kind = value["kind"].as_str().unwrap_or_default();
        if !Change::KINDS.contains(&kind) {
            return Err(Error::expected("kind", format!("one of {}", Change::KINDS.join(", ")), format!("`{kind}`")));
        }
        let change: Change = serde_json::from_value(value).map_err(|error| Error::new(error.to_string()))?;
        change.check()?;
        Ok(NewCorrection { change, by, reason })
    }
}

/// Checks who takes a correction back and why.
///
/// # Errors
/// If a value is too long or empty.
pub fn checked_undo(by: &str, reason: &str) -> Result<(), Error> {
    words("by", by, MAX_BY)?;
    words("reason", reason, MAX_REASON)
}

/// One to `most` characters that can be seen; a reason can have several lines.
pub(crate) fn words(place: &str, text: &str, most: usize) -> Result<(), Error> {
    let expected = || format!("1 to {most} characters");
    let is_control = |character: char| character.is_control() && !(character == '\n' && place == "reason");
    let n_characters = text.chars().count();
    if text.trim().is_empty() {
        return Err(Error::expected(place, expected(), "nothing"));
    }
    if n_characters > most {
        return Err(Error::expected(place, expected(), format!("{n_characters}")));
    }
    if text.chars().any(is_control) {
        return Err(Error::expected(place, expected(), "a control character"));
    }
    Ok(())
}

fn ids(place: &str, ids: &[String], least: usize, most: usize) -> Result<(), Error> {
    let different = ids.iter().collect::<std::collections::BTreeSet<_>>().len();
    if different < least || ids.len() > most {
        return Err(Error::expected(place, format!("{least} to {most} different ids"), different));
    }
    ids.iter().try_for_each(|id| words(place, id, MAX_NAME))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(json: &str) -> String {
        NewCorrection::from_json(json).expect_err(json).to_string()
    }

    #[test]
    fn a_correction_is_read_as_the_service_takes_it() {
        let sent =
            r#"{"kind":"edit","event":"1f","set":{"type":"AID","mode":null},"by":"Rana","reason":"aid, not talks"}"#;
        let read = NewCorrection::from_json(sent).expect("a correction");
        let Change::Edit { set, .. } = &read.change else { panic!("{read:?}") };
        assert_eq!((set.event_type.as_deref(), &set.mode, &set.date), (Some("AID"), &Some(None), &None));
        let kept = serde_json::to_string(&read.change).expect("JSON");
        assert_eq!(kept, r#"{"kind":"edit","event":"1f","set":{"type":"AID","mode":null}}"#);
    }

    #[test]
    fn what_is_empty_too_long_or_unknown_is_refused() {
        assert_eq!(refused("[]"), "expected an object with `kind`, `by` and `reason`");
        assert_eq!(
            refused(r#"{"kind":"accept","event":"1","by":"x"}"#),
            "`reason`: expected 1 to 1000 characters, found nothing"
        );
        let empty = r#"{"kind":"accept","event":"1","by":" ","reason":"y"}"#;
        assert_eq!(refused(empty), "`by`: expected 1 to 100 characters, found nothing");
        let long = format!(r#"{{"kind":"accept","event":"1","by":"{}","reason":"y"}}"#, "x".repeat(101));
        assert!(refused(&long).ends_with("found 101"), "{}", refused(&long));
        let kinds = "`kind`: expected one of accept, edit, strike, add, merge, split, alias, office, found `delete`";
        assert_eq!(refused(r#"{"kind":"delete","event":"1","by":"x","reason":"y"}"#), kinds);
        assert!(
            refused(r#"{"kind":"edit","event":"1","set":{"tpye":"AID"},"by":"x","reason":"y"}"#)
                .contains("unknown field `tpye`")
        );
        assert!(
            refused(r#"{"kind":"accept","event":"1","why":"","by":"x","reason":"y"}"#).contains("unknown field `why`")
        );
        let one = r#"{"kind":"merge","happenings":["a","a"],"by":"x","reason":"y"}"#;
        assert_eq!(refused(one), "`happenings`: expected 2 to 50 different ids, found 1");
    }
}
