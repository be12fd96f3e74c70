//! What happened, each once.

use crate::app::App;
use crate::asked::{Asked, Cut, Listed, asked_of_events, one_of};
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use record::Event;
use serde::Serialize;
use store::{Happening, Sort, Told};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

asked_of_events! {
    /// Which happenings are listed: what one of their mentions is, and how they are told.
    HappeningsAsked {
        /// Told by at least so many independent publishers
        #[serde(deserialize_with = "crate::asked::number")]
        #[param(value_type = Option<u32>, maximum = 2147483647)]
        publishers: Option<u32>,
        /// Only those of which publishers tell what cannot both be
        #[serde(deserialize_with = "crate::asked::flag")]
        #[param(value_type = Option<bool>)]
        disputed: Option<bool>,
        /// `newest`, `oldest`, `confidence`, `conflict`, `cooperation` or `weight`: independent publishers, then how hostile or friendly
        #[serde(deserialize_with = "crate::asked::text")]
        sort: Option<String>,
        ..page(limit, cursor)
    }
}

/// The routes of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(happenings)).routes(routes!(happening))
}

/// What happened, each once, with what its mentions agree on and where they disagree
#[utoipa::path(get, path = "/happenings", tag = "events", params(HappeningsAsked), responses((status = 200, body = Listed<Happening>)))]
async fn happenings(
    State(app): State<App>,
    cut: Cut,
    Asked(asked): Asked<HappeningsAsked>,
) -> Result<Json<Listed<Happening>>, Problem> {
    let filter = asked.filter()?;
    let sort = order(asked.sort.as_deref())?;
    let told = Told {
        min_publishers: asked.publishers.unwrap_or_default().into(),
        is_disputed: asked.disputed.unwrap_or_default(),
    };
    app.read(move |reader| {
        let page = |limit, skip| match sort {
            Some(sort) => Ok(reader.happenings(&filter, told, sort, limit, skip)?.0),
            None => Ok(reader.weightiest(&filter, told, limit, skip)?),
        };
        Ok(Json(cut.page(|happening| happening.id.clone(), page)?))
    })
    .await
}

/// In which order happenings come; none by weight.
fn order(typed: Option<&str>) -> Result<Option<Sort>, Problem> {
    let all: Vec<Option<Sort>> = Sort::ALL.into_iter().map(Some).chain([None]).collect();
    typed.map_or(Ok(Some(Sort::Newest)), |typed| one_of("sort", typed, &all, |sort| sort.map_or("weight", Sort::name)))
}

/// A happening with all that mention it.
#[derive(Serialize, ToSchema)]
struct HappeningAnswer {
    /// What its mentions agree on.
    agreed: Happening,
    /// The id asked for: another one if it was joined with this happening.
    asked: String,
    /// Its mentions, in the order of time.
    mentions: Vec<MentionAnswer>,
}

/// An event that mentions a happening.
#[derive(Serialize, ToSchema)]
struct MentionAnswer {
    /// Id of the report.
    report: String,
    /// Headline.
    title: Option<String>,
    /// Who printed it.
    publisher: Option<String>,
    /// The day it was published.
    published: Option<String>,
    /// Where it was found.
    url: Option<String>,
    /// The event.
    event: Event,
    /// The words of its sentence.
    sentence: String,
    /// What an analyst said of it: `accepted`, `edited` or `added`.
    review: Option<String>,
}

/// Mentions that are told one by one.
const MAX_MENTIONS: usize = 200;

/// One happening with the newest 200 of its mentions
#[utoipa::path(get, path = "/happenings/{id}", tag = "events", params(("id" = String, Path, description = "its id, or the beginning of it")),
    responses((status = 200, body = HappeningAnswer), (status = 404, body = crate::problem::Told, content_type = "application/problem+json")))]
async fn happening(State(app): State<App>, Path(id): Path<String>) -> Result<Json<HappeningAnswer>, Problem> {
    app.read(move |reader| {
        let (agreed, ids) = reader.happening(&id)?;
        let newest = &ids[ids.len().saturating_sub(MAX_MENTIONS)..];
        let mentions = newest.iter().map(|id| {
            let at = reader.event(id)?;
            let record = at.report.record;
            let event = record.events[at.index].clone();
            Ok::<_, Problem>(MentionAnswer {
                sentence: super::sentence(&record, event.sentence, &at.report.text),
                report: record.id,
                title: record.title,
                publisher: record.publisher,
                published: record.published,
                url: record.url,
                event,
                review: at.review,
            })
        });
        Ok(Json(HappeningAnswer { mentions: mentions.collect::<Result<_, _>>()?, asked: id.clone(), agreed }))
    })
    .await
}
