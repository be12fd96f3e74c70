//! `/openapi.json`: all of `/api/v1`, as OpenAPI 3.1.

mod parameters;

use crate::app::App;
use crate::problem::{PROBLEM_JSON, Told};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::routing::get;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Content, OpenApi, PathItem, Ref, RefOr, ResponseBuilder};
use utoipa::{OpenApi as _, PartialSchema, ToSchema};

/// Name of the scheme of tokens.
const BEARER: &str = "bearer";

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Entente",
        description = "Who did what to whom, when and where, as news reports tell it. Errors are application/problem+json and say what to do. \
            On loopback no token is needed; elsewhere `Authorization: Bearer` with a token of scope read or write."
    ),
    tags(
        (name = "service", description = "Whether and how the service runs"),
        (name = "code", description = "Code a text"),
        (name = "reports", description = "Reports and stories"),
        (name = "events", description = "Events, happenings, and where they took place"),
        (name = "relations", description = "Relations over time, and where they turned"),
        (name = "actors", description = "Persons, bodies, quotes"),
        (name = "materiel", description = "Arms and their deals"),
        (name = "corrections", description = "What analysts correct"),
        (name = "export", description = "All of it in the formats of the field")
    )
)]
struct Described;

/// What is said of the whole, before the paths.
pub(crate) fn beginning() -> OpenApi {
    Described::openapi()
}

/// `document` with what holds for all operations: how to name oneself, and that errors are problems.
pub(crate) fn completed(mut document: OpenApi) -> OpenApi {
    let components = document.components.get_or_insert_default();
    let scheme =
        HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A token of `entente token new`")).build();
    components.add_security_scheme(BEARER, SecurityScheme::Http(scheme));
    components.schemas.insert(Told::name().into_owned(), Told::schema());
    // Either no token, on loopback, or one.
    document.security =
        Some(vec![SecurityRequirement::default(), SecurityRequirement::new::<_, [&str; 0], &str>(BEARER, [])]);
    for (path, item) in &mut document.paths.paths {
        for operation in operations(item) {
            operation.parameters.iter_mut().flatten().for_each(|parameter| parameters::complete(path, parameter));
            let problem = Content::new(Some(RefOr::Ref(Ref::from_schema_name(Told::name()))));
            let response =
                ResponseBuilder::new().description("What is wrong, and what to do").content(PROBLEM_JSON, problem);
            operation.responses.responses.entry("default".into()).or_insert_with(|| response.build().into());
        }
    }
    document
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, options, head, patch, trace, .. } = item;
    [get, put, post, delete, options, head, patch, trace].into_iter().flatten()
}

/// Serves `document`.
pub(crate) fn route(document: &OpenApi) -> axum::Router<App> {
    let json: bytes::Bytes = document.to_json().expect("a description is JSON").into();
    let headers = [(CONTENT_TYPE, "application/json; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    axum::Router::new().route("/openapi.json", get(move || std::future::ready((headers, json.clone()))))
}
