//! What holds for parameters of many paths: code lists, and that what is not filled in may be empty.

use corrections::{Change, State};
use exports::Format;
use ontology::{Context, EventType, Materiel, Stage, Status};
use relations::{Period, Strand};
use serde_json::Value;
use std::collections::BTreeSet;
use store::Sort;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::schema::{AnyOfBuilder, ArrayItems, Object, ObjectBuilder, Schema, SchemaType, Type};

/// Describes a parameter of `path` further.
pub(super) fn complete(path: &str, parameter: &mut RefOr<Parameter>) {
    let RefOr::T(parameter) = parameter else { return };
    if !matches!(parameter.parameter_in, ParameterIn::Query) {
        return;
    }
    let names = codes(path, &parameter.name);
    match &mut parameter.schema {
        Some(RefOr::T(Schema::Array(array))) => {
            if let (Some(names), ArrayItems::RefOrSchema(items)) = (names, &mut array.items) {
                **items = one_of(names).into();
            }
        }
        Some(schema) if names.is_some() || is_narrow(schema) => {
            let narrow = names.map_or_else(|| schema.clone(), |names| one_of(names).into());
            *schema = AnyOfBuilder::new().item(narrow).item(nothing()).into();
        }
        _ => {}
    }
}

/// The names that a parameter takes, if they are those of a list.
fn codes(path: &str, name: &str) -> Option<Vec<&'static str>> {
    let path = path.strip_prefix("/api/v1").unwrap_or(path);
    Some(match (path, name) {
        (_, "type") => EventType::ALL.map(EventType::name).into(),
        (_, "mode") => {
            let modes = EventType::ALL.into_iter().flat_map(EventType::modes).map(|mode| mode.name());
            Vec::from_iter(modes.collect::<BTreeSet<_>>())
        }
        (_, "status") => Status::ALL.map(Status::name).into(),
        (_, "context") => Context::ALL.map(Context::name).into(),
        (_, "class") => Materiel::ALL.iter().map(|class| class.name()).collect(),
        (_, "stage") => Stage::ALL.iter().map(|stage| stage.name()).collect(),
        (_, "by") => Period::ALL.map(Period::name).into(),
        (_, "strand") => Strand::ALL.map(Strand::name).into(),
        (_, "form") => vec!["svg", "png"],
        ("/happenings", "sort") => Sort::ALL.map(Sort::name).into_iter().chain(["weight"]).collect(),
        (_, "sort") => Sort::ALL.map(Sort::name).into(),
        ("/export", "as") => Format::ALL.map(Format::name).into(),
        ("/corrections/export", "as") => vec!["gold", "knowledge"],
        ("/corrections", "kind") => Change::KINDS.into(),
        ("/corrections", "state") => State::ALL.map(State::name).into(),
        _ => return None,
    })
}

/// Whether not every text is one of its values.
fn is_narrow(schema: &RefOr<Schema>) -> bool {
    let is_narrow = |object: &Object| match &object.schema_type {
        SchemaType::Type(Type::String) => object.format.is_some(),
        SchemaType::Type(kind) => matches!(kind, Type::Integer | Type::Number | Type::Boolean),
        _ => false,
    };
    matches!(schema, RefOr::T(Schema::Object(object)) if is_narrow(object))
}

fn one_of(names: Vec<&str>) -> Object {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names.into_iter().map(Value::from))).build()
}

/// What forms send where nothing is filled in.
fn nothing() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).max_length(Some(0))
}
