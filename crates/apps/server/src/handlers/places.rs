//! Where it took place.

use crate::app::App;
use crate::asked::{Asked, asked_of_events};
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use store::PlaceCount;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

asked_of_events! {
    /// Which events places are counted of.
    PlacesAsked {}
}

/// Places.
#[derive(Serialize, ToSchema)]
struct PlacesAnswer {
    /// At most 500, the most happenings first; of the newest 100,000 events.
    items: Vec<PlaceCount>,
}

/// Most places that are listed.
const MOST: usize = 500;

/// The route of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(places))
}

/// Places where it took place, with their coordinates
#[utoipa::path(get, path = "/places", tag = "events", params(PlacesAsked), responses((status = 200, body = PlacesAnswer)))]
async fn places(State(app): State<App>, Asked(asked): Asked<PlacesAsked>) -> Result<Json<PlacesAnswer>, Problem> {
    let filter = asked.filter()?;
    app.read(move |reader| Ok(Json(PlacesAnswer { items: reader.places(&filter, MOST)? }))).await
}
