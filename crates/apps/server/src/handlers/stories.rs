//! Stories: reports of one matter.

use crate::app::App;
use crate::asked::{Asked, Cut, Listed};
use crate::problem::Problem;
use answers::{Spelling, in_order};
use axum::Json;
use axum::extract::{Path, State};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{Story, StoryReport};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Which stories are listed.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
struct StoriesAsked {
    /// Words of headline or text of one of its reports
    #[serde(deserialize_with = "crate::asked::text")]
    words: Option<String>,
    /// First day: stories that are told on it or later
    #[serde(deserialize_with = "crate::asked::day")]
    #[param(value_type = Option<String>, format = Date)]
    since: Option<Date>,
    /// Last day
    #[serde(deserialize_with = "crate::asked::day")]
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    /// Told by at least so many independent publishers
    #[serde(deserialize_with = "crate::asked::number")]
    #[param(value_type = Option<u32>, maximum = 2147483647)]
    publishers: Option<u32>,
    /// At most so many, 1 to 500
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    #[allow(dead_code, reason = "`Cut` reads it")]
    limit: Option<String>,
    /// `next` of the page before
    #[allow(dead_code, reason = "`Cut` reads it")]
    cursor: Option<String>,
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
