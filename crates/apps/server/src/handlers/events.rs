//! Events, one by one and as lists.

use crate::app::App;
use crate::asked::{Asked, Cut, Listed, asked_of_events, one_of};
use crate::problem::Problem;
use answers::Explained;
use axum::Json;
use axum::extract::{Path, State};
use corrections::Correction;
use serde::Serialize;
use serde_json::{Value, json};
use store::{CorrectionFilter, EventAt, EventRow, Sort};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

asked_of_events! {
    /// Which events are listed, and how.
    EventsAsked {
        /// `newest`, `oldest`, `confidence`, `conflict` or `cooperation`
        #[serde(deserialize_with = "crate::asked::text")]
        sort: Option<String>,
        ..page(limit, cursor)
    }
}

asked_of_events! {
    /// Which events are counted.
    CountAsked {}
}

/// The routes of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(events)).routes(routes!(count)).routes(routes!(event))
}

/// Events as they are listed
#[utoipa::path(get, path = "/events", tag = "events", params(EventsAsked), responses((status = 200, body = Listed<EventRow>)))]
async fn events(
    State(app): State<App>,
    cut: Cut,
    Asked(asked): Asked<EventsAsked>,
) -> Result<Json<Listed<EventRow>>, Problem> {
    let filter = asked.filter()?;
    let sort = sort(asked.sort.as_deref())?;
    app.read(move |reader| {
        let page = |limit, skip| Ok(reader.events(&filter, sort, limit, skip)?.events);
        Ok(Json(cut.page(|event| event.id.clone(), page)?))
    })
    .await
}

/// In which order events come.
pub fn sort(typed: Option<&str>) -> Result<Sort, Problem> {
    typed.map_or(Ok(Sort::Newest), |typed| one_of("sort", typed, &Sort::ALL, Sort::name))
}

/// How many there are.
#[derive(Serialize, ToSchema)]
struct Count {
    /// Events.
    events: usize,
}

/// How many events there are
#[utoipa::path(get, path = "/events/count", tag = "events", params(CountAsked), responses((status = 200, body = Count)))]
async fn count(State(app): State<App>, Asked(asked): Asked<CountAsked>) -> Result<Json<Count>, Problem> {
    let filter = asked.filter()?;
    app.read(move |reader| Ok(Json(Count { events: reader.count(&filter)? }))).await
}

/// One event, with the reasons of its fields.
#[derive(Serialize, ToSchema)]
struct EventAnswer {
    /// Why it was coded so.
    #[schema(value_type = Explained)]
    explained: Value,
    /// Headline of the report.
    title: Option<String>,
    /// Who printed it.
    publisher: Option<String>,
    /// The day it was published.
    published: Option<String>,
    /// Where it was found.
    url: Option<String>,
    /// The words of its sentence.
    evidence: String,
    /// Its happening.
    happening: String,
    /// Ids of all events that mention the happening.
    mentions: Vec<String>,
    /// Its corrections, the newest first.
    corrections: Vec<Correction>,
}

/// One event, with the reasons of its fields
#[utoipa::path(get, path = "/events/{id}", tag = "events", params(("id" = String, Path, description = "its id, or the beginning of it")),
    responses((status = 200, body = EventAnswer), (status = 404, body = crate::problem::Told, content_type = "application/problem+json")))]
async fn event(State(app): State<App>, Path(id): Path<String>) -> Result<Json<EventAnswer>, Problem> {
    app.read(move |reader| {
        let at = reader.event(&id.to_lowercase())?;
        let of_event = CorrectionFilter { event: Some(id_of(&at)), ..CorrectionFilter::default() };
        let (record, event) = (&at.report.record, &at.report.record.events[at.index]);
        Ok(Json(EventAnswer {
            explained: json!(Explained::of(record, event)),
            title: record.title.clone(),
            publisher: record.publisher.clone(),
            published: record.published.clone(),
            url: record.url.clone(),
            evidence: super::sentence(record, event.sentence, &at.report.text),
            mentions: reader.happening(&at.happening)?.1,
            happening: at.happening,
            corrections: reader.corrections(&of_event, MAX_CORRECTIONS, 0)?,
        }))
    })
    .await
}

/// Corrections that are told of one event.
const MAX_CORRECTIONS: usize = 100;

fn id_of(at: &EventAt) -> String {
    at.report.record.events[at.index].id.clone()
}
