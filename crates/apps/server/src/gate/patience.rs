//! How long a whole request may take.

use super::is_long;
use crate::app::App;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::timeout;

/// Gives up on what takes too long, but for streams and exports.
pub(crate) async fn patience(State(app): State<App>, request: Request, next: Next) -> Result<Response, Problem> {
    if is_long(request.uri()) {
        return Ok(next.run(request).await);
    }
    let time = app.config().limits.request_time;
    let answered = timeout(time, next.run(request)).await;
    answered.map_err(|_| Problem::busy(format!("the answer was not found within {} s", time.as_secs()), 5))
}
