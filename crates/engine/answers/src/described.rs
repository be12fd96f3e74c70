//! A store in numbers.

use serde_json::{Value, json};
use std::path::Path;
use store::Info;

/// What a store at `path` holds, by name: counts, days, bytes, and what coded its reports.
pub fn described(info: &Info, path: &Path) -> Value {
    let coder = |coder: &store::Produced| json!({"version": coder.version, "models": coder.models, "knowledge": coder.knowledge, "reports": coder.reports});
    json!({
        "store": path,
        "schema": info.schema,
        "reports": info.reports,
        "events": info.events,
        "happenings": info.happenings,
        "entities": info.entities,
        "quotes": info.quotes,
        "materiel": info.materiel,
        "replaced": info.replaced,
        "withdrawn": info.withdrawn,
        "deletions": info.deletions,
        "corrections": info.corrections,
        "stale_corrections": info.stale_corrections,
        "first_published": info.published.as_ref().map(|days| &days.0),
        "last_published": info.published.as_ref().map(|days| &days.1),
        "bytes": info.bytes,
        "free_bytes": info.free_bytes,
        "bytes_per_report": info.bytes.checked_div(info.reports),
        "coders": info.produced.iter().map(coder).collect::<Vec<_>>(),
    })
}
