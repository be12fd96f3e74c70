//! What addresses ask for: parameters read strictly, so that a misspelled one is told and not passed over.

mod cursor;
mod filter;

pub use cursor::{Cut, Listed};
pub(crate) use filter::{asked, asked_of_events};

use crate::problem::Problem;
use answers::{Names, Spelling};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use std::str::FromStr;
use std::sync::LazyLock;

/// Names of countries, looked up once.
pub static NAMES: LazyLock<Names> = LazyLock::new(Names::default);

/// The parameters of an address as `T` has them; `T` denies unknown ones.
#[derive(Clone, Debug)]
pub struct Asked<T>(pub T);

/// What `serde_html_form` says of a value that stands there several times.
const SEVERAL: &str = "unsupported value";

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Asked<T>, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let parameters = serde_html_form::Deserializer::from_bytes(query.as_bytes());
        serde_path_to_error::deserialize(parameters).map(Asked).map_err(|error| {
            let name = Some(error.path().to_string()).filter(|path| path != ".").unwrap_or("query".into());
            let told = match error.into_inner().to_string() {
                told if told == SEVERAL => "expected one value, found several".into(),
                told => told,
            };
            let detail = format!("{name}: {told}");
            Problem::bad_request(detail, "see the parameters of this path in /openapi.json")
        })
    }
}

/// A day such as `2025-01-16`; nothing if the parameter is empty.
pub fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    let is_plain = text.len() == 10 && text.is_ascii();
    let day = text.parse().ok().filter(|_| is_plain);
    day.map(Some).ok_or_else(|| serde::de::Error::custom(format!("`{text}`: expected a day such as 2025-01-16")))
}

/// The same with the day in it, or the empty text that forms send for what is not filled in.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok(Some(text).filter(|text| !text.trim().is_empty()))
}

/// A number of the range 0 to 1.
pub fn probability<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    parsed(deserializer, "a number from 0 to 1", |value| (0.0..=1.0).contains(value))
}

/// Largest number that is taken: clients have numbers of 32 bits too.
const LARGEST: u32 = i32::MAX.unsigned_abs();

/// A whole number; nothing if the parameter is empty.
pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    parsed(deserializer, &format!("a whole number from 0 to {LARGEST}"), |number| *number <= LARGEST)
}

/// Yes or no; nothing if the parameter is empty.
pub fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    parsed(deserializer, "`true` or `false`", |_| true)
}

fn parsed<'de, D: Deserializer<'de>, T: FromStr>(
    deserializer: D,
    expected: &str,
    is_expected: impl Fn(&T) -> bool,
) -> Result<Option<T>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    let value = text.parse().ok().filter(is_expected);
    value.map(Some).ok_or_else(|| serde::de::Error::custom(format!("`{text}`: expected {expected}")))
}

/// Two parties, given twice under one name; nothing if none is filled in.
///
/// # Errors
/// If there is one, or more than two.
pub fn pair(name: &str, given: &[String]) -> Result<Option<[String; 2]>, Problem> {
    let given: Vec<&String> = given.iter().filter(|party| !party.trim().is_empty()).collect();
    match given[..] {
        [] => Ok(None),
        [one, other] => Ok(Some([one.clone(), other.clone()])),
        _ => Err(Problem::bad_request(
            format!("{name}: expected two parties, found {}", given.len()),
            format!("give it twice: `{name}=BGD&{name}=PAK`"),
        )),
    }
}

/// One of `all` by its name.
///
/// # Errors
/// If there is none of this name; the message lists those there are.
pub fn one_of<T: Copy>(name: &str, typed: &str, all: &[T], name_of: fn(T) -> &'static str) -> Result<T, Problem> {
    answers::one_of(name, typed, all, name_of, Spelling::Parameters)
        .map_err(|error| Problem::bad_request(error.to_string(), "take one of these"))
}

impl From<answers::Error> for Problem {
    fn from(error: answers::Error) -> Problem {
        match error.into_store() {
            Ok(error) => error.into(),
            Err(error) if error.is_of_the_question() => {
                Problem::bad_request(error.to_string(), "change the query; /openapi.json describes it")
            }
            Err(error) => {
                tracing::error!(%error, "answer");
                Problem::internal()
            }
        }
    }
}

impl From<survey::Error> for Problem {
    fn from(error: survey::Error) -> Problem {
        match error.into_store() {
            Ok(error) => error.into(),
            Err(error) => Problem::bad_request(error.to_string(), "change the query; /openapi.json describes it"),
        }
    }
}
