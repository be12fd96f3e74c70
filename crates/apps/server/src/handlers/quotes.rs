//! What was said.

use crate::app::App;
use crate::asked::{Asked, Cut, Listed, asked};
use crate::problem::Problem;
use answers::{Spelling, in_order};
use axum::Json;
use axum::extract::State;
use store::{QuoteFilter, QuoteRow};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

asked! {
    /// Which quotations are listed.
    QuotesAsked {
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
        ..period("First day of publication", "Last day of publication"),
        ..page(limit, cursor)
    }
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
