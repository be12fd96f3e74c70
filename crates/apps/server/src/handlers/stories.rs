//! Stories: reports of one matter.

use crate::app::App;
use crate::asked::{Asked, Cut, Listed, asked};
use crate::problem::Problem;
use answers::{Spelling, in_order};
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use store::{Story, StoryReport};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

asked! {
    /// Which stories are listed.
    StoriesAsked {
        /// Words of headline or text of one of its reports
        #[serde(deserialize_with = "crate::asked::text")]
        words: Option<String>,
        /// Told by at least so many independent publishers
        #[serde(deserialize_with = "crate::asked::number")]
        #[param(value_type = Option<u32>, maximum = 2147483647)]
        publishers: Option<u32>,
        ..period("First day: stories that are told on it or later", "Last day"),
        ..page(limit, cursor)
    }
}

/// The routes of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(stories)).routes(routes!(story))
}

/// Stories, the newest first
#[utoipa::path(get, path = "/stories", tag = "reports", params(StoriesAsked), responses((status = 200, body = Listed<Story>)))]
async fn stories(
    State(app): State<App>,
    cut: Cut,
    Asked(asked): Asked<StoriesAsked>,
) -> Result<Json<Listed<Story>>, Problem> {
    in_order(asked.since, asked.until, Spelling::Parameters)?;
    app.read(move |reader| {
        let words = asked.words.as_deref();
        let least = asked.publishers.unwrap_or_default().into();
        let page = |limit, skip| Ok(reader.stories(words, asked.since, asked.until, least, limit, skip)?);
        Ok(Json(cut.page(|story| story.id.clone(), page)?))
    })
    .await
}

/// A story with its reports.
#[derive(Serialize, ToSchema)]
struct StoryAnswer {
    /// The story.
    story: Story,
    /// Its reports, by day.
    reports: Vec<StoryReport>,
}

/// One story with its reports
#[utoipa::path(get, path = "/stories/{id}", tag = "reports", params(("id" = String, Path, description = "its id, or the beginning of it")),
    responses((status = 200, body = StoryAnswer), (status = 404, body = crate::problem::Told, content_type = "application/problem+json")))]
async fn story(State(app): State<App>, Path(id): Path<String>) -> Result<Json<StoryAnswer>, Problem> {
    app.read(move |reader| {
        let (story, reports) = reader.story(&id)?;
        Ok(Json(StoryAnswer { story, reports }))
    })
    .await
}
