//! Arms and their deals.

use crate::app::App;
use crate::asked::{Asked, NAMES, asked, one_of, pair};
use crate::problem::Problem;
use answers::{Spelling, in_order};
use axum::Json;
use axum::extract::State;
use ontology::{Materiel as Class, Stage};
use serde::Serialize;
use store::{Deal, DealFilter};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

asked! {
    /// Which deals are listed.
    MaterielAsked {
        /// Part of an item's name or id, such as `JF-17`
        #[serde(deserialize_with = "crate::asked::text")]
        item: Option<String>,
        /// Class of items, such as `aircraft`
        #[serde(deserialize_with = "crate::asked::text")]
        class: Option<String>,
        /// The country that gives it
        #[serde(deserialize_with = "crate::asked::text")]
        supplier: Option<String>,
        /// The country that gets it
        #[serde(deserialize_with = "crate::asked::text")]
        receiver: Option<String>,
        /// A country on either side
        #[serde(deserialize_with = "crate::asked::text")]
        country: Option<String>,
        /// Two countries, one on each side: give it twice
        #[param(min_items = 2, max_items = 2)]
        between: Vec<String>,
        /// Stage that the deal reached, such as `interest`
        #[serde(deserialize_with = "crate::asked::text")]
        stage: Option<String>,
        ..period("First day", "Last day"),
    }
}

/// Deals.
#[derive(Serialize, ToSchema)]
struct MaterielAnswer {
    /// At most 500, those with the newest step first.
    items: Vec<Deal>,
}

/// Most deals that are listed.
const MOST: usize = 500;

/// The route of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(materiel))
}

/// Deals of military items, stage by stage
#[utoipa::path(get, path = "/materiel", tag = "materiel", params(MaterielAsked), responses((status = 200, body = MaterielAnswer)))]
async fn materiel(State(app): State<App>, Asked(asked): Asked<MaterielAsked>) -> Result<Json<MaterielAnswer>, Problem> {
    in_order(asked.since, asked.until, Spelling::Parameters)?;
    let country = |name: &str, typed: &Option<String>| {
        let typed = typed.as_ref().map(|typed| NAMES.country(name, typed, Spelling::Parameters));
        typed.transpose().map_err(Problem::from)
    };
    let pair = pair("between", &asked.between)?;
    let between = pair.map(|pair| {
        let codes = pair.map(|typed| NAMES.country("between", &typed, Spelling::Parameters));
        let [one, other] = codes;
        Ok::<_, Problem>((one?, other?))
    });
    let between = between.transpose()?;
    let class = asked.class.map(|class| one_of("class", &class, Class::ALL, Class::name)).transpose()?;
    let stage = asked.stage.map(|stage| one_of("stage", &stage, Stage::ALL, Stage::name)).transpose()?;
    let filter = DealFilter {
        item: asked.item,
        class: class.map(|class| class.name().to_string()),
        supplier: country("supplier", &asked.supplier)?,
        receiver: country("receiver", &asked.receiver)?,
        country: country("country", &asked.country)?,
        between,
        stage: stage.map(|stage| stage.name().to_string()),
        since: asked.since.map(|day| day.to_string()),
        until: asked.until.map(|day| day.to_string()),
        is_whole: stage.is_some(),
    };
    app.read(move |reader| Ok(Json(MaterielAnswer { items: reader.deals(&filter, MOST)? }))).await
}
