//! What was said.

use crate::app::App;
use crate::asked::{Asked, Cut, Listed};
use crate::problem::Problem;
use answers::{Spelling, in_order};
use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Deserialize;
use store::{QuoteFilter, QuoteRow};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Which quotations are listed.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
struct QuotesAsked {
    /// Words of the speaker's name
    #[serde(deserialize_with = "crate::asked::text")]
    speaker: Option<String>,
    /// The speaker's country, by its code
    #[serde(deserialize_with = "crate::asked::text")]
    country: Option<String>,
    /// Words that the quotation holds, all of them
    #[serde(deserialize_with = "crate::asked::text")]
    words: Option<String>,
    /// Id of the report
    #[serde(deserialize_with = "crate::asked::text")]
    report: Option<String>,
    /// First day of publication
    #[serde(deserialize_with = "crate::asked::day")]
    #[param(value_type = Option<String>, format = Date)]
    since: Option<Date>,
    /// Last day of publication
    #[serde(deserialize_with = "crate::asked::day")]
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    /// At most so many, 1 to 500
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    #[allow(dead_code, reason = "`Cut` reads it")]
    limit: Option<String>,
    /// `next` of the page before
    #[allow(dead_code, reason = "`Cut` reads it")]
    cursor: Option<String>,
}

/// The route of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(quotes))
}

/// Quotations and what is retold, the newest first
#[utoipa::path(get, path = "/quotes", tag = "actors", params(QuotesAsked), responses((status = 200, body = Listed<QuoteRow>)))]
async fn quotes(
    State(app): State<App>,
    cut: Cut,
    Asked(asked): Asked<QuotesAsked>,
) -> Result<Json<Listed<QuoteRow>>, Problem> {
    in_order(asked.since, asked.until, Spelling::Parameters)?;
    let filter = QuoteFilter {
        speaker: asked.speaker,
        country: asked.country,
        words: asked.words,
        report: asked.report,
        since: asked.since,
        until: asked.until,
    };
    app.read(move |reader| {
        let id = |quote: &QuoteRow| format!("{} {} {} {}", quote.report, quote.start, quote.end, quote.style);
        Ok(Json(cut.page(id, |limit, skip| Ok(reader.quotes(&filter, limit, skip)?))?))
    })
    .await
}
