//! Persons and bodies: their offices, whom they met, what they said.

use crate::app::App;
use crate::asked::{Asked, asked};
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use store::{Happening, Met, Named, QuoteFilter, QuoteRow, Reader};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

asked! {
    /// Whom names are looked for.
    NamesAsked {
        /// Words of the name; without it those that the newest 2,000 reports name most often
        #[serde(deserialize_with = "crate::asked::text")]
        name: Option<String>,
        /// At most so many, 1 to 100
        #[serde(deserialize_with = "crate::asked::number")]
        #[param(value_type = Option<u32>, minimum = 1, maximum = 100)]
        limit: Option<u32>,
    }
}

asked! {
    /// Of which country somebody is.
    OneAsked {
        /// Only of this country, by its code
        #[serde(deserialize_with = "crate::asked::text")]
        country: Option<String>,
    }
}

/// Names.
#[derive(Serialize, ToSchema)]
struct NamesAnswer {
    /// The most often named first.
    items: Vec<Named>,
}

/// Somebody, and what he did and said.
#[derive(Serialize, ToSchema)]
struct OneAnswer {
    /// Those whom the name means, with their offices.
    named: Vec<Named>,
    /// Whom he met, the most often met first.
    met: Vec<Met>,
    /// In what he took part, the newest first.
    happenings: Vec<Happening>,
    /// What he said, the newest first.
    quotes: Vec<QuoteRow>,
}

/// The routes of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(persons)).routes(routes!(bodies)).routes(routes!(person)).routes(routes!(body))
}

/// Names without `limit`.
const NAMES: usize = 20;

/// Most names that are listed.
const MOST_NAMES: usize = 100;

/// Happenings, quotations and people met that are told of one.
const MOST: usize = 50;

/// Persons, with their offices as reports tell them
#[utoipa::path(get, path = "/persons", tag = "actors", params(NamesAsked), responses((status = 200, body = NamesAnswer)))]
async fn persons(State(app): State<App>, Asked(asked): Asked<NamesAsked>) -> Result<Json<NamesAnswer>, Problem> {
    names(app, asked, true).await
}

/// Bodies and groups
#[utoipa::path(get, path = "/bodies", tag = "actors", params(NamesAsked), responses((status = 200, body = NamesAnswer)))]
async fn bodies(State(app): State<App>, Asked(asked): Asked<NamesAsked>) -> Result<Json<NamesAnswer>, Problem> {
    names(app, asked, false).await
}

async fn names(app: App, asked: NamesAsked, are_persons: bool) -> Result<Json<NamesAnswer>, Problem> {
    let limit = asked.limit.map_or(NAMES, |limit| limit as usize);
    if !(1..=MOST_NAMES).contains(&limit) {
        let detail = format!("limit {limit}: expected a number from 1 to {MOST_NAMES}");
        return Err(Problem::bad_request(detail, "leave it out for 20"));
    }
    app.read(move |reader| {
        let items = match &asked.name {
            Some(name) => named(reader, name, are_persons, limit)?,
            None => reader.most_named(are_persons, limit)?,
        };
        Ok(Json(NamesAnswer { items }))
    })
    .await
}

fn named(reader: &Reader, name: &str, are_persons: bool, limit: usize) -> Result<Vec<Named>, Problem> {
    let mut found = reader.named(name, MOST_NAMES)?;
    found.retain(|named| (named.kind == "person") == are_persons);
    found.truncate(limit);
    Ok(found)
}

/// One person: offices, whom he met, what he said
#[utoipa::path(get, path = "/persons/{name}", tag = "actors", params(("name" = String, Path, description = "his name"), OneAsked),
    responses((status = 200, body = OneAnswer), (status = 404, body = crate::problem::Told, content_type = "application/problem+json")))]
async fn person(app: State<App>, name: Path<String>, asked: Asked<OneAsked>) -> Result<Json<OneAnswer>, Problem> {
    one(app, name, asked, true).await
}

/// One body or group: whom it met, what it said
#[utoipa::path(get, path = "/bodies/{name}", tag = "actors", params(("name" = String, Path, description = "its name"), OneAsked),
    responses((status = 200, body = OneAnswer), (status = 404, body = crate::problem::Told, content_type = "application/problem+json")))]
async fn body(app: State<App>, name: Path<String>, asked: Asked<OneAsked>) -> Result<Json<OneAnswer>, Problem> {
    one(app, name, asked, false).await
}

async fn one(
    State(app): State<App>,
    Path(name): Path<String>,
    Asked(asked): Asked<OneAsked>,
    are_persons: bool,
) -> Result<Json<OneAnswer>, Problem> {
    app.read(move |reader| {
        // All words in their order: who is meant is one, not everybody with such words in the name.
        let phrase = format!("\"{}\"", name.replace('"', " "));
        let country = asked.country.as_deref();
        let mut named = named(reader, &phrase, are_persons, MOST_NAMES)?;
        named.retain(|named| country.is_none() || named.country.as_deref() == country);
        if named.is_empty() {
            let detail = format!("nobody of the name `{name}` is in the store");
            return Err(Problem::not_found(
                detail,
                "look names up with /api/v1/persons?name= and /api/v1/bodies?name=",
            ));
        }
        let said =
            QuoteFilter { speaker: Some(phrase.clone()), country: asked.country.clone(), ..QuoteFilter::default() };
        Ok(Json(OneAnswer {
            met: reader.met(&phrase, country, MOST)?,
            happenings: reader.happenings_with(&phrase, country, MOST)?,
            quotes: reader.quotes(&said, MOST, 0)?,
            named,
        }))
    })
    .await
}
