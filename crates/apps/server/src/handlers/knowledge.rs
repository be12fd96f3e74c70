//! What a name can mean.

use crate::app::App;
use crate::asked::{Asked, asked};
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

asked! {
    /// What is looked up.
    KnowledgeAsked {
        /// A name, or an office of a state, such as `Prime Minister of Japan`
        #[param(required, min_length = 1, max_length = 400)]
        name: String,
        /// Only what holds on this day
        #[serde(deserialize_with = "crate::asked::day")]
        #[param(value_type = Option<String>, format = Date)]
        date: Option<Date>,
    }
}

/// What the name can mean.
#[derive(Serialize, ToSchema)]
struct KnowledgeAnswer {
    /// Entities, towns and roles, the likeliest first.
    #[schema(value_type = Vec<Object>)]
    items: Vec<Value>,
}

/// Longest name, in bytes.
const MAX_NAME: usize = 400;

/// The route of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(knowledge))
}

/// What a name can mean: entities with codes, offices, source and day checked
#[utoipa::path(get, path = "/knowledge", tag = "actors", params(KnowledgeAsked), responses((status = 200, body = KnowledgeAnswer)))]
async fn knowledge(
    State(app): State<App>,
    Asked(asked): Asked<KnowledgeAsked>,
) -> Result<Json<KnowledgeAnswer>, Problem> {
    if asked.name.trim().is_empty() || asked.name.len() > MAX_NAME {
        let detail = format!("name: expected 1 to {MAX_NAME} bytes, found {}", asked.name.len());
        return Err(Problem::bad_request(detail, "give a name, such as `name=ISPR`"));
    }
    let pipeline = app.pipeline().await?;
    let question = answers::Asked { name: &asked.name, date: asked.date, context: None };
    let items = answers::meanings(&question, pipeline.gazetteer()).into_iter().map(|meaning| meaning.value).collect();
    Ok(Json(KnowledgeAnswer { items }))
}
