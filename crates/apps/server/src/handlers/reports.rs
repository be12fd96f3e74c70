//! Reports, as lists and whole.

use crate::app::App;
use crate::asked::{Asked, Cut, Listed, asked};
use crate::problem::Problem;
use answers::{Spelling, in_order};
use axum::Json;
use axum::extract::{Path, State};
use corrections::Correction;
use record::Record;
use serde::Serialize;
use std::collections::BTreeMap;
use store::ReportRow;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

asked! {
    /// Which reports are listed.
    ReportsAsked {
        /// Words of headline or text
        #[serde(deserialize_with = "crate::asked::text")]
        words: Option<String>,
        /// Who printed it
        #[serde(deserialize_with = "crate::asked::text")]
        publisher: Option<String>,
        ..period("First day of publication", "Last day of publication"),
        ..page(limit, cursor)
    }
}

asked! {
    /// Which version of a report is shown.
    VersionAsked {
        /// Number of the version, from 1; the newest without it
        #[serde(deserialize_with = "crate::asked::number")]
        #[param(value_type = Option<u32>, maximum = 2147483647)]
        version: Option<u32>,
    }
}

/// The routes of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(reports)).routes(routes!(report))
}

/// Reports, those that were added last first
#[utoipa::path(get, path = "/reports", tag = "reports", params(ReportsAsked), responses((status = 200, body = Listed<ReportRow>)))]
async fn reports(
    State(app): State<App>,
    cut: Cut,
    Asked(asked): Asked<ReportsAsked>,
) -> Result<Json<Listed<ReportRow>>, Problem> {
    in_order(asked.since, asked.until, Spelling::Parameters)?;
    app.read(move |reader| {
        let (words, publisher) = (asked.words.as_deref(), asked.publisher.as_deref());
        let page = |limit, skip| Ok(reader.reports(words, publisher, asked.since, asked.until, limit, skip)?);
        Ok(Json(cut.page(|report| report.id.clone(), page)?))
    })
    .await
}

/// A report, whole.
#[derive(Serialize, ToSchema)]
struct ReportAnswer {
    /// Number of the version, from 1.
    version: u32,
    /// How many versions there are.
    versions: usize,
    /// `current`, `replaced` or `withdrawn`.
    state: String,
    /// Who wrote it, as printed.
    byline: Option<String>,
    /// Where it was read.
    source: Option<String>,
    /// When it was written into the store.
    added: String,
    /// Its story; null of versions that are not current.
    story: Option<String>,
    /// Its text.
    text: String,
    /// What it was coded as.
    record: Record,
    /// What it was coded as by the program, where corrections changed that.
    coded: Option<Record>,
    /// The happening of each event, by the event's id.
    happenings: BTreeMap<String, String>,
    /// Corrections of its events, the newest first.
    corrections: Vec<Correction>,
}

/// One report with its text and record
#[utoipa::path(get, path = "/reports/{id}", tag = "reports", params(("id" = String, Path, description = "its id, or the beginning of it"), VersionAsked),
    responses((status = 200, body = ReportAnswer), (status = 404, body = crate::problem::Told, content_type = "application/problem+json")))]
async fn report(
    State(app): State<App>,
    Path(id): Path<String>,
    Asked(asked): Asked<VersionAsked>,
) -> Result<Json<ReportAnswer>, Problem> {
    app.read(move |reader| {
        let found = reader.report(&id)?;
        let versions = found.len();
        let is_meant = |number: u32| asked.version.is_none_or(|asked| asked == number);
        let version = found.into_iter().find(|version| is_meant(version.version)).ok_or_else(|| {
            let asked = asked.version.unwrap_or_default();
            Problem::not_found(format!("{id}: no version {asked}"), format!("take one of 1 to {versions}"))
        })?;
        let (story, happenings) = match version.state.as_str() {
            "current" => reader.grouped(&version.record.id)?,
            _ => (None, BTreeMap::new()),
        };
        Ok(Json(ReportAnswer {
            version: version.version,
            versions,
            state: version.state,
            byline: version.byline,
            source: version.source,
            added: version.added,
            story,
            text: version.text,
            corrections: reader.corrections_of(&version.record.id)?,
            record: version.record,
            coded: version.coded,
            happenings,
        }))
    })
    .await
}
