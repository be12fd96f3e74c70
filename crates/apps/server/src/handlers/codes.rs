//! The code lists, for whoever builds a question or a form.

use crate::app::App;
use crate::problem::Problem;
use axum::Json;
use ontology::{Context, Country, EventType, Materiel, Sector, Stage, Status};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A PLOVER type.
#[derive(Serialize, ToSchema)]
struct TypeAnswer {
    /// `CONSULT`.
    name: &'static str,
    /// Quad category, 1 to 4.
    quad: u8,
    /// What it is, in one sentence.
    definition: &'static str,
    /// Its modes.
    modes: Vec<&'static str>,
}

/// A code and what it stands for.
#[derive(Serialize, ToSchema)]
struct Coded {
    /// The code.
    code: &'static str,
    /// Its name.
    name: &'static str,
}

/// The code lists.
#[derive(Serialize, ToSchema)]
struct CodesAnswer {
    /// PLOVER types with their modes.
    types: Vec<TypeAnswer>,
    /// Statuses of events.
    statuses: Vec<&'static str>,
    /// Contexts of events.
    contexts: Vec<&'static str>,
    /// Sectors of parties.
    sectors: Vec<&'static str>,
    /// Stages of deals, in their order.
    stages: Vec<&'static str>,
    /// Classes of military items.
    classes: Vec<&'static str>,
    /// Countries by name.
    countries: Vec<Coded>,
}

/// The route of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(codes))
}

/// The code lists that events are coded with
#[utoipa::path(get, path = "/codes", tag = "service", responses((status = 200, body = CodesAnswer)))]
async fn codes() -> Result<Json<CodesAnswer>, Problem> {
    let mut countries: Vec<Coded> =
        Country::all().map(|country| Coded { code: country.code(), name: country.name() }).collect();
    countries.sort_by_key(|country| country.name);
    let of_type = |event_type: EventType| TypeAnswer {
        name: event_type.name(),
        quad: event_type.quad() as u8,
        definition: event_type.definition(),
        modes: event_type.modes().map(|mode| mode.name()).collect(),
    };
    Ok(Json(CodesAnswer {
        types: EventType::ALL.into_iter().map(of_type).collect(),
        statuses: Status::ALL.into_iter().map(Status::name).collect(),
        contexts: Context::ALL.into_iter().map(Context::name).collect(),
        sectors: Sector::ALL.into_iter().map(Sector::name).collect(),
        stages: Stage::ALL.iter().map(|stage| stage.name()).collect(),
        classes: Materiel::ALL.iter().map(|class| class.name()).collect(),
        countries,
    }))
}
