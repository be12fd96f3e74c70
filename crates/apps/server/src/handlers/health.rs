//! `/health`.

use crate::app::App;
use crate::gate::access::Pass;
use crate::problem::Problem;
use axum::extract::State;
use axum::{Extension, Json};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// That the service answers, and what it serves.
#[derive(Serialize, ToSchema, Debug)]
pub struct Health {
    /// Always `ok`.
    status: &'static str,
    /// Version of the program.
    version: &'static str,
    /// Schema of the store.
    schema: u32,
    /// Current reports; none for strangers.
    reports: Option<u64>,
    /// Their events.
    events: Option<u64>,
    /// What they are mentions of.
    happenings: Option<u64>,
}

/// The route of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(health))
}

/// Whether the service answers, and how much it serves
#[utoipa::path(get, path = "/health", tag = "service", responses((status = 200, body = Health)))]
async fn health(State(app): State<App>, Extension(pass): Extension<Pass>) -> Result<Json<Health>, Problem> {
    let counts = app.counts().await?;
    // How much there is concerns those who may ask.
    let counts = pass.scope.map(|_| counts);
    Ok(Json(Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        schema: store::SCHEMA,
        reports: counts.map(|counts| counts.reports),
        events: counts.map(|counts| counts.events),
        happenings: counts.map(|counts| counts.happenings),
    }))
}
