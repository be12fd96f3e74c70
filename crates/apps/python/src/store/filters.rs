//! Filters as Python gives them.

use crate::errors::Exception;
use answers::Wanted;
use jiff::civil::Date;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

/// Names of filters.
const KNOWN: [&str; 16] = [
    "words",
    "actor",
    "recipient",
    "between",
    "type",
    "mode",
    "status",
    "context",
    "place",
    "person",
    "materiel",
    "publisher",
    "report",
    "since",
    "until",
    "min_confidence",
];

/// Which events are meant; what is None asks for nothing.
///
/// # Errors
/// A name that is no filter; a value of another type than the filter's.
pub fn wanted(given: &Bound<'_, PyDict>) -> PyResult<Wanted> {
    known(given, &KNOWN)?;
    let (one, some) = (|name| text(given, name), |name| texts(given, name));
    Ok(Wanted {
        words: one("words")?,
        actor: some("actor")?,
        recipient: some("recipient")?,
        between: between(given)?,
        types: some("type")?,
        modes: some("mode")?,
        statuses: some("status")?,
        contexts: some("context")?,
        place: one("place")?,
        person: one("person")?,
        materiel: one("materiel")?,
        publisher: one("publisher")?,
        report: one("report")?,
        since: day("since", value(given, "since")?.as_ref())?,
        until: day("until", value(given, "until")?.as_ref())?,
        min_confidence: min_confidence(given)?,
    })
}

/// Refuses names that are none of these, as Python does arguments.
///
/// # Errors
/// A `TypeError` that lists them.
pub fn known(given: &Bound<'_, PyDict>, names: &[&str]) -> PyResult<()> {
    for name in given.keys() {
        let name: String = name.extract()?;
        if !names.contains(&name.as_str()) {
            let message = format!("unexpected keyword argument `{name}`: expected one of {}", names.join(", "));
            return Err(PyTypeError::new_err(message));
        }
    }
    Ok(())
}

/// A string.
///
/// # Errors
/// If it is something else.
pub fn text(given: &Bound<'_, PyDict>, name: &str) -> PyResult<Option<String>> {
    value(given, name)?.map(|value| value.extract().map_err(|_| wrong(name, "a string", &value))).transpose()
}

/// A day: a string such as `2025-01-16`, a `datetime.date`, or what has its `isoformat`.
///
/// # Errors
/// If it is something else.
pub fn day(name: &str, given: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Date>> {
    let Some(given) = given.filter(|given| !given.is_none()) else { return Ok(None) };
    let written = if given.is_instance_of::<PyString>() { Ok(given.clone()) } else { given.call_method0("isoformat") };
    let written = written.and_then(|written| written.extract::<String>());
    let parsed = written.ok().and_then(|written| written.parse::<Date>().ok());
    parsed.map(Some).ok_or_else(|| wrong(name, "a day such as 2025-01-16", given))
}

/// A number from 0 to 1.
///
/// # Errors
/// If it is beyond.
pub fn probability(name: &str, number: f64) -> PyResult<f64> {
    if (0.0..=1.0).contains(&number) {
        return Ok(number);
    }
    Err(Exception::Input.with(format!("{name}: expected a number from 0 to 1, found {number}")))
}

/// One string, or several.
fn texts(given: &Bound<'_, PyDict>, name: &str) -> PyResult<Vec<String>> {
    let Some(value) = value(given, name)? else { return Ok(Vec::new()) };
    if let Ok(one) = value.extract::<String>() {
        return Ok(vec![one]);
    }
    let items = value.try_iter().and_then(|items| items.map(|item| item?.extract::<String>()).collect());
    items.map_err(|_| wrong(name, "a string or several", &value))
}

fn between(given: &Bound<'_, PyDict>) -> PyResult<Option<[String; 2]>> {
    let Some(value) = value(given, "between")? else { return Ok(None) };
    let pair = texts(given, "between").ok().and_then(|pair| <[String; 2]>::try_from(pair).ok());
    pair.map(Some).ok_or_else(|| wrong("between", "two parties such as (\"BGD\", \"PAK\")", &value))
}

fn min_confidence(given: &Bound<'_, PyDict>) -> PyResult<Option<f64>> {
    let name = "min_confidence";
    let Some(value) = value(given, name)? else { return Ok(None) };
    let number = value.extract().map_err(|_| wrong(name, "a number from 0 to 1", &value))?;
    probability(name, number).map(Some)
}

fn value<'py>(given: &Bound<'py, PyDict>, name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
    Ok(given.get_item(name)?.filter(|value| !value.is_none()))
}

/// Longest value that a message shows, in characters.
const MAX_SHOWN: usize = 80;

fn wrong(name: &str, expected: &str, found: &Bound<'_, PyAny>) -> PyErr {
    let found: String = found.repr().map(|found| found.to_string()).unwrap_or_default();
    let found: String = found.chars().take(MAX_SHOWN).collect();
    Exception::Input.with(format!("{name}: expected {expected}, found {found}"))
}
