//! What the service answers, one file a subject: a handler parses, asks, and renders.

mod code;
mod codes;
mod corrections;
mod events;
mod export;
mod happenings;
mod health;
mod knowledge;
mod materiel;
mod names;
mod network;
mod places;
mod quotes;
mod relations;
mod reports;
mod stories;
mod today;

use crate::app::App;
use crate::problem::Problem;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use record::Record;
use utoipa_axum::router::OpenApiRouter;

/// All routes under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(health::routes())
        .merge(today::routes())
        .merge(code::routes())
        .merge(codes::routes())
        .merge(reports::routes())
        .merge(events::routes())
        .merge(happenings::routes())
        .merge(stories::routes())
        .merge(names::routes())
        .merge(places::routes())
        .merge(quotes::routes())
        .merge(materiel::routes())
        .merge(relations::routes())
        .merge(network::routes())
        .merge(knowledge::routes())
        .merge(corrections::routes())
        .merge(export::routes())
}

/// The words of a sentence of a record.
fn sentence(record: &Record, sentence: usize, text: &str) -> String {
    let [start, end] = record.sentences.get(sentence).copied().unwrap_or_default();
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

/// What was posted.
///
/// # Errors
/// If it is not the JSON that was expected; the message says where and what.
fn body<T>(posted: Result<Json<T>, JsonRejection>) -> Result<T, Problem> {
    posted.map(|Json(body)| body).map_err(|rejection| {
        let remedy = "post JSON as /openapi.json describes it, with `Content-Type: application/json`";
        Problem::new(rejection.status(), rejection.body_text(), remedy)
    })
}
