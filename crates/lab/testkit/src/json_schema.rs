//! Checks a JSON value against a JSON Schema.
//!
//! Knows the keywords that our own schemas use, of draft 2020-12, and refuses a schema with any
//! other, so that no rule goes unchecked: `$ref` to `$defs`, `type`, `enum`, `const`, `pattern`,
//! `minLength`, `minimum`, `maximum`, `required`, `properties`, `additionalProperties: false`, `items`,
//! `minItems`, `maxItems`, `allOf`, `anyOf`, `if` with `then`. The published validators are no choice
//! for a test: they build for a minute and a half.

use regex::Regex;
use serde_json::{Map, Value};

/// Words of a schema that say nothing about the value.
const SILENT: [&str; 7] = ["$schema", "$id", "$defs", "title", "description", "examples", "$comment"];

/// Checks `value` against `schema`.
///
/// # Errors
/// The first violation, with the path to it, or the schema's first unknown keyword.
pub fn validate(schema: &Value, value: &Value) -> Result<(), String> {
    Validator { root: schema }.check(schema, value, "$")
}

struct Validator<'s> {
    root: &'s Value,
}

impl Validator<'_> {
    fn check(&self, schema: &Value, value: &Value, path: &str) -> Result<(), String> {
        let rules = schema.as_object().ok_or_else(|| format!("{path}: a schema that is no object: {schema}"))?;
        rules.iter().try_for_each(|(keyword, rule)| self.keyword(rules, keyword, rule, value, path))
    }

    fn keyword(
        &self,
        rules: &Map<String, Value>,
        keyword: &str,
        rule: &Value,
        value: &Value,
        path: &str,
    ) -> Result<(), String> {
        let fail = |holds: bool| if holds { Ok(()) } else { Err(format!("{path}: {value} violates {keyword} {rule}")) };
        match keyword {
            "$ref" => self.check(self.definition(rule)?, value, path),
            "type" => fail(list(rule).iter().any(|name| has_type(value, name))),
            "enum" => fail(list(rule).contains(&value)),
            "const" => fail(rule == value),
            "pattern" => fail(matches_pattern(rule, value)?),
            "minLength" => fail(value.as_str().is_none_or(|text| text.chars().count() as u64 >= natural(rule))),
            "minimum" => fail(value.as_f64().is_none_or(|number| rule.as_f64().is_some_and(|least| number >= least))),
            "maximum" => fail(value.as_f64().is_none_or(|number| rule.as_f64().is_some_and(|most| number <= most))),
            "minItems" => fail(value.as_array().is_none_or(|items| items.len() as u64 >= natural(rule))),
            "maxItems" => fail(value.as_array().is_none_or(|items| items.len() as u64 <= natural(rule))),
            "required" => fail(value.as_object().is_none_or(|fields| has_all(fields, rule))),
            "properties" => self.properties(rule, value, path),
            "additionalProperties" if rule == false => fail(has_no_other(rules, value)),
            "items" => self.items(rule, value, path),
            "allOf" => list(rule).iter().try_for_each(|schema| self.check(schema, value, path)),
            "anyOf" => fail(list(rule).iter().any(|schema| self.check(schema, value, path).is_ok())),
            "if" => match rules.get("then") {
                Some(then) if self.check(rule, value, path).is_ok() => self.check(then, value, path),
                _ => Ok(()),
            },
            "then" => Ok(()),
            _ if SILENT.contains(&keyword) => Ok(()),
            _ => Err(format!("{path}: the schema uses {keyword} {rule}, which this validator does not know")),
        }
    }

    fn definition(&self, reference: &Value) -> Result<&Value, String> {
        let pointer = reference.as_str().and_then(|name| name.strip_prefix('#'));
        pointer.and_then(|pointer| self.root.pointer(pointer)).ok_or_else(|| format!("no definition {reference}"))
    }

    fn properties(&self, rule: &Value, value: &Value, path: &str) -> Result<(), String> {
        let (Some(schemas), Some(fields)) = (rule.as_object(), value.as_object()) else { return Ok(()) };
        let present = schemas.iter().filter_map(|(name, schema)| Some((name, schema, fields.get(name)?)));
        present.into_iter().try_for_each(|(name, schema, field)| self.check(schema, field, &format!("{path}.{name}")))
    }

    fn items(&self, rule: &Value, value: &Value, path: &str) -> Result<(), String> {
        let items = value.as_array().map_or(&[][..], Vec::as_slice);
        items.iter().enumerate().try_for_each(|(at, item)| self.check(rule, item, &format!("{path}[{at}]")))
    }
}

/// A list's items, or the one value.
fn list(rule: &Value) -> Vec<&Value> {
    rule.as_array().map_or_else(|| vec![rule], |items| items.iter().collect())
}

fn natural(rule: &Value) -> u64 {
    rule.as_u64().unwrap_or(u64::MAX)
}

fn has_type(value: &Value, name: &Value) -> bool {
    match name.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("string") => value.is_string(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => false,
    }
}

fn matches_pattern(rule: &Value, value: &Value) -> Result<bool, String> {
    let pattern = Regex::new(rule.as_str().unwrap_or_default()).map_err(|error| error.to_string())?;
    Ok(value.as_str().is_none_or(|text| pattern.is_match(text)))
}

fn has_all(fields: &Map<String, Value>, names: &Value) -> bool {
    list(names).iter().all(|name| name.as_str().is_some_and(|name| fields.contains_key(name)))
}

/// Whether every field of `value` is among the schema's properties.
fn has_no_other(rules: &Map<String, Value>, value: &Value) -> bool {
    let known = rules.get("properties").and_then(Value::as_object);
    let is_known = |name: &String| known.is_some_and(|known| known.contains_key(name));
    value.as_object().is_none_or(|fields| fields.keys().all(is_known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(schema: Value, good: Value, bad: Value) {
        assert_eq!(validate(&schema, &good), Ok(()));
        assert!(validate(&schema, &bad).is_err(), "{bad} passed {schema}");
    }

    #[test]
    fn every_keyword_accepts_and_refuses() {
        check(json!({"type": "integer"}), json!(1), json!(1.5));
        check(json!({"type": ["string", "null"]}), json!(null), json!(1));
        check(json!({"enum": ["a", null]}), json!("a"), json!("b"));
        check(json!({"const": 1}), json!(1), json!(2));
        check(json!({"pattern": "^a+$"}), json!("aa"), json!("ab"));
        check(json!({"minLength": 1}), json!("é"), json!(""));
        check(json!({"minimum": 0, "maximum": 1}), json!(0.5), json!(1.5));
        check(json!({"minItems": 1, "maxItems": 2}), json!([1]), json!([1, 2, 3]));
        check(json!({"required": ["a"]}), json!({"a": 1}), json!({"b": 1}));
        check(json!({"properties": {"a": {"const": 1}}}), json!({"b": 2}), json!({"a": 2}));
        check(json!({"properties": {"a": {}}, "additionalProperties": false}), json!({"a": 1}), json!({"b": 1}));
        check(json!({"items": {"type": "null"}}), json!([null]), json!([1]));
        check(json!({"anyOf": [{"const": 1}, {"const": 2}]}), json!(2), json!(3));
        check(json!({"allOf": [{"minimum": 1}, {"maximum": 2}]}), json!(2), json!(3));
        check(json!({"if": {"minimum": 5}, "then": {"maximum": 6}}), json!(1), json!(7));
        check(json!({"$ref": "#/$defs/a", "$defs": {"a": {"const": 1}}}), json!(1), json!(2));
    }

    #[test]
    fn a_violation_names_its_place() {
        let schema = json!({"properties": {"a": {"items": {"type": "string"}}}});
        let error = validate(&schema, &json!({"a": ["x", 3]})).expect_err("a number");
        assert_eq!(error, "$.a[1]: 3 violates type \"string\"");
    }

    #[test]
    fn an_unknown_keyword_is_an_error() {
        assert!(validate(&json!({"oneOf": []}), &json!(1)).is_err());
        assert!(validate(&json!({"additionalProperties": {}}), &json!({})).is_err());
    }
}
