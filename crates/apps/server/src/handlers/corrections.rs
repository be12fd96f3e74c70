//! What analysts say of what the program coded.

use super::export::{archive, failed, sent};
use crate::app::App;
use crate::asked::{Asked, Cut, Listed, asked, one_of};
use crate::problem::Problem;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use corrections::{Change, Correction, NewCorrection, known};
use serde::Deserialize;
use serde_json::Value;
use store::CorrectionFilter;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

asked! {
    /// Which corrections are listed.
    CorrectionsAsked {
        /// Id of a report: those of its events, and merges and splits of them
        #[serde(deserialize_with = "crate::asked::text")]
        report: Option<String>,
        /// Id of an event
        #[serde(deserialize_with = "crate::asked::text")]
        event: Option<String>,
        /// `accept`, `edit`, `strike`, `add`, `merge`, `split`, `alias` or `office`
        #[serde(deserialize_with = "crate::asked::text")]
        kind: Option<String>,
        /// `applied`, `stale` or `undone`
        #[serde(deserialize_with = "crate::asked::text")]
        state: Option<String>,
        ..page(limit, cursor)
    }
}

asked! {
    /// As what corrections are handed on.
    FormAsked {
        /// `gold` (annotated reports) or `knowledge` (names and offices)
        #[serde(deserialize_with = "crate::asked::text")]
        r#as: Option<String>,
    }
}

/// A correction as it is sent.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes what `NewCorrection` reads")]
struct CorrectionAsked {
    /// What it says.
    #[serde(flatten)]
    change: Change,
    /// Who says so: 1 to 100 characters.
    #[schema(min_length = 1, max_length = 100)]
    by: String,
    /// Why: 1 to 1,000 characters.
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
}

/// Who takes a correction back, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UndoAsked {
    /// Who: 1 to 100 characters.
    #[schema(min_length = 1, max_length = 100)]
    by: String,
    /// Why: 1 to 1,000 characters.
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
}

/// The routes of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(listing, correct)).routes(routes!(undo)).routes(routes!(export))
}

/// What analysts said, the newest first
#[utoipa::path(get, path = "/corrections", tag = "corrections", params(CorrectionsAsked), responses((status = 200, body = Listed<Correction>)))]
async fn listing(
    State(app): State<App>,
    cut: Cut,
    Asked(asked): Asked<CorrectionsAsked>,
) -> Result<Json<Listed<Correction>>, Problem> {
    let kind = asked.kind.map(|kind| one_of("kind", &kind, &Change::KINDS, |kind| kind)).transpose()?;
    let all = &corrections::State::ALL;
    let state = asked.state.map(|state| one_of("state", &state, all, corrections::State::name)).transpose()?;
    let filter = CorrectionFilter { report: asked.report, event: asked.event, kind: kind.map(str::to_string), state };
    app.read(move |reader| {
        let page = |limit, skip| Ok(reader.corrections(&filter, limit, skip)?);
        Ok(Json(cut.page(|correction| correction.id.clone(), page)?))
    })
    .await
}

/// Corrects; what is answered with 201 is on the disk
#[utoipa::path(post, path = "/corrections", tag = "corrections", request_body = CorrectionAsked, responses(
    (status = 201, body = Correction),
    (status = 404, body = crate::problem::Told, content_type = "application/problem+json"),
    (status = 422, body = crate::problem::Told, content_type = "application/problem+json")))]
async fn correct(
    State(app): State<App>,
    posted: Result<Json<Value>, JsonRejection>,
) -> Result<(StatusCode, Json<Correction>), Problem> {
    let mut new = NewCorrection::from_value(super::body(posted)?).map_err(|error| refused(&error))?;
    if new.change.is_knowledge() {
        let pipeline = app.pipeline().await?;
        new.change = known(&new.change, pipeline.gazetteer()).map_err(|error| refused(&error))?;
    }
    let correction = app.write(move |store| Ok(store.correct(&new, &now())?)).await?;
    Ok((StatusCode::CREATED, Json(correction)))
}

fn refused(error: &corrections::Error) -> Problem {
    let remedy = "change the correction; /openapi.json describes it";
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, error.to_string(), remedy)
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Takes a correction back
#[utoipa::path(post, path = "/corrections/{id}/undo", tag = "corrections", params(("id" = String, Path, description = "its id")),
    request_body = UndoAsked, responses((status = 200, body = Correction),
    (status = 404, body = crate::problem::Told, content_type = "application/problem+json"),
    (status = 422, body = crate::problem::Told, content_type = "application/problem+json")))]
async fn undo(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Result<Json<UndoAsked>, JsonRejection>,
) -> Result<Json<Correction>, Problem> {
    let UndoAsked { by, reason } = super::body(posted)?;
    app.write(move |store| Ok(Json(store.undo_correction(&id, &by, &reason, &now())?))).await
}

/// What analysts said, for evaluation and training or as knowledge, as an archive of files
#[utoipa::path(get, path = "/corrections/export", tag = "corrections", params(FormAsked),
    responses((status = 200, body = Vec<u8>, content_type = "application/zip")))]
async fn export(State(app): State<App>, Asked(asked): Asked<FormAsked>) -> Result<Response, Problem> {
    let form = one_of("as", asked.r#as.as_deref().unwrap_or("gold"), &["gold", "knowledge"], |form| form)?;
    let archive = app
        .read_at_length(move |reader| {
            let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
            match form {
                "gold" => answers::write_gold(reader, folder.path())?,
                _ => answers::write_knowledge(reader, folder.path())?,
            };
            archive(folder.path()).map_err(|error| failed(&error))
        })
        .await?;
    sent(archive, &format!("entente-corrections-{form}.zip"), "application/zip")
}
