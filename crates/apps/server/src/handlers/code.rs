//! Codes a text.

use crate::app::App;
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use record::{Provenance, Record};
use serde::{Deserialize, Serialize};
use text::Document;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A report to code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CodeAsked {
    /// Its text, in English.
    text: String,
    /// Headline.
    title: Option<String>,
    /// The day it was published, such as `2025-01-16`: "on Tuesday" is resolved against it.
    #[schema(pattern = "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
    published: Option<String>,
    /// Who printed it.
    publisher: Option<String>,
    /// Where it was found.
    url: Option<String>,
    /// Its id; the hash of the text without one.
    id: Option<String>,
}

/// A text and its record.
#[derive(Serialize, ToSchema)]
struct CodeAnswer {
    /// The text that offsets count in.
    text: String,
    /// The record.
    record: Record,
}

/// Longest headline, publisher, address and id, in bytes.
const MAX_FIELD: usize = 4_096;

/// The route of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(code))
}

/// Codes a text; nothing is kept of it
#[utoipa::path(post, path = "/code", tag = "code", request_body = CodeAsked, responses((status = 200, body = CodeAnswer),
    (status = 400, body = crate::problem::Told, content_type = "application/problem+json")))]
async fn code(
    State(app): State<App>,
    asked: Result<Json<CodeAsked>, JsonRejection>,
) -> Result<Json<CodeAnswer>, Problem> {
    let document = document(super::body(asked)?)?;
    let pipeline = app.pipeline().await?;
    let coding = app.code(document).await?;
    let provenance = Provenance {
        version: env!("CARGO_PKG_VERSION"),
        models: pipeline.models_hash(),
        knowledge: pipeline.knowledge_hash(),
    };
    let record = Record::from_coding(&coding, &provenance);
    Ok(Json(CodeAnswer { text: coding.document.text().to_string(), record }))
}

fn document(asked: CodeAsked) -> Result<Document, Problem> {
    let fields = [&asked.title, &asked.publisher, &asked.url, &asked.id];
    if fields.into_iter().flatten().any(|field| field.len() > MAX_FIELD) {
        let detail = format!("expected title, publisher, url and id of at most {MAX_FIELD} bytes");
        return Err(Problem::bad_request(detail, "shorten them"));
    }
    let published = asked.published.filter(|day| !day.is_empty()).map(|day| {
        let parsed = day.parse().ok().filter(|_| day.len() == 10 && day.is_ascii());
        parsed.ok_or_else(|| {
            Problem::bad_request(format!("published {day}: expected a day such as 2025-01-16"), "write the day so")
        })
    });
    let mut document =
        Document::new(asked.text).map_err(|error| Problem::bad_request(error.to_string(), "split it"))?;
    document.id = asked.id.filter(|id| !id.is_empty());
    document.title = asked.title.filter(|title| !title.is_empty());
    document.url = asked.url.filter(|url| !url.is_empty());
    document.publisher = asked.publisher.filter(|publisher| !publisher.is_empty());
    document.published = published.transpose()?;
    Ok(document)
}
