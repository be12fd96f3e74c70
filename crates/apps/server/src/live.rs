//! `/api/v1/live`: events as reports come in, as server-sent events.
//!
//! One task looks twice a second whether the store was committed to, and tells all streams the key of the newest report. Each stream
//! then asks for what was added after the report it sent last, a few reports at a time, when its client takes it: a client that is
//! slow lags behind and costs no memory, one that takes nothing for [`Limits::send_time`](crate::Limits) is cut off. Streams that ask
//! the same share the answer. The id of an event is where a client that comes back goes on: that of the last report sent whole.

use crate::app::App;
use crate::asked::{self, asked_of_events};
use crate::gate::access::{Client, Pass};
use crate::gate::last;
use crate::problem::Problem;
use axum::extract::{RawQuery, State};
use axum::http::header::CONNECTION;
use axum::http::{HeaderMap, HeaderName};
use axum::response::sse::{Event, Sse};
use axum::{Extension, response::IntoResponse};
use serde_json::json;
use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::{AddedEvents, EventRow, Filter};
use tokio::sync::{OnceCell, OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{Instant, sleep, sleep_until};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How often it is looked whether the store was committed to.
const GLANCE: Duration = Duration::from_millis(500);

/// How often a stream shows that it is there.
const HEART_BEAT: Duration = Duration::from_secs(15);

/// Reports that are asked for at a time: some hundred events.
const REPORTS: usize = 20;

/// Reports back that a client can go on from: older ones are asked for as lists.
const OLDEST: i64 = 1000;

/// Answers that are kept for other streams.
const KEPT: usize = 64;

/// Failed questions in a row after which a stream ends.
const PATIENCE: u32 = 5;

/// Where a client that comes back left off.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// Tells the streams of what is new.
pub(crate) struct Hub {
    newest: watch::Sender<i64>,
    places: Arc<Semaphore>,
    n_places: usize,
    of_one: Arc<Mutex<Streams>>,
    n_of_one: usize,
    answers: Mutex<BTreeMap<(String, i64), Answer>>,
}

/// How many streams each client has.
type Streams = BTreeMap<Client, usize>;

type Answer = Arc<OnceCell<Arc<AddedEvents>>>;

impl Hub {
    /// For at most `n_places` streams, of which `n_of_one` are one client's where clients can be told apart.
    pub(crate) fn new(n_places: usize, n_of_one: usize) -> Hub {
        Hub {
            newest: watch::Sender::new(0),
            places: Arc::new(Semaphore::new(n_places)),
            n_places,
            of_one: Arc::default(),
            n_of_one,
            answers: Mutex::default(),
        }
    }

    /// How many streams there are.
    pub(crate) fn n_streams(&self) -> usize {
        self.n_places - self.places.available_permits()
    }

    /// A place for a stream, of `client` if it is one of many.
    fn take(&self, client: Option<&Client>) -> Result<Place, Problem> {
        let full = |detail: &str| last(Problem::busy(detail, 30));
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| full("too many streams are open"))?;
        let of = client.map(|client| (Arc::clone(&self.of_one), client.clone()));
        if let Some((of_one, client)) = &of {
            let mut of_one = of_one.lock().unwrap_or_else(PoisonError::into_inner);
            let count = of_one.entry(client.clone()).or_default();
            if *count >= self.n_of_one {
                return Err(full("you have as many streams open as one client may"));
            }
            *count += 1;
        }
        Ok(Place { _place: place, of })
    }

    /// The cell of an answer that others may have asked for already.
    fn answer(&self, query: &str, after: i64) -> Answer {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= KEPT {
            answers.clear();
        }
        Arc::clone(answers.entry((query.to_string(), after)).or_default())
    }

    async fn added(&self, app: &App, asked: &Asked, after: i64) -> Result<Arc<AddedEvents>, Problem> {
        let answer = self.answer(&asked.query, after);
        let filter = asked.filter.clone();
        let ask = || app.read(move |reader| Ok(Arc::new(reader.events_added_since(after, &filter, REPORTS)?)));
        answer.get_or_try_init(ask).await.cloned()
    }
}

/// A stream's place, free again when dropped.
struct Place {
    _place: OwnedSemaphorePermit,
    of: Option<(Arc<Mutex<Streams>>, Client)>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((of_one, client)) = &self.of else { return };
        let mut of_one = of_one.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = of_one.get_mut(client) {
            *count -= 1;
            if *count == 0 {
                of_one.remove(client);
            }
        }
    }
}

/// Looks at the store until the service ends.
pub(crate) async fn watch_store(app: App) {
    let mut closing = app.closing();
    let mut seen = None;
    loop {
        let state = app.state();
        if seen != Some(state) {
            // What failed is tried again with the next look.
            if let Ok(newest) = app.read(|reader| Ok(reader.newest_report()?)).await {
                app.live().newest.send_if_modified(|known| std::mem::replace(known, newest) != newest);
                seen = Some(state);
            }
        }
        tokio::select! {
            () = sleep(GLANCE) => {}
            _ = closing.wait_for(|&is_closing| is_closing) => return,
        }
    }
}

/// Which events a stream wants.
struct Asked {
    query: String,
    filter: Filter,
}

asked_of_events! {
    /// Which events are sent.
    LiveAsked {}
}

/// One server-sent event of the stream.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes what is sent")]
struct LiveEvent {
    /// `event`, or `state` after all that is there.
    event: String,
    /// Where `Last-Event-ID` goes on.
    id: String,
    /// JSON: of `event` an event as lists have it, of `state` the cursor up to which all was sent.
    data: String,
}

/// The route of this file.
pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(live))
}

/// Events as reports come in
///
/// `event: event` has an event as lists have it, `event: state` the cursor up to which all was sent; `Last-Event-ID` goes on there.
#[utoipa::path(get, path = "/live", tag = "events", params(LiveAsked), responses((status = 200, body = LiveEvent, content_type = "text/event-stream")))]
async fn live(
    State(app): State<App>,
    Extension(pass): Extension<Pass>,
    RawQuery(query): RawQuery,
    asked::Asked(wanted): asked::Asked<LiveAsked>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let query = query.unwrap_or_default();
    let asked = Asked { filter: wanted.filter()?, query };
    let client = (!app.is_private()).then_some(&pass.client);
    let place = app.live().take(client)?;
    let newest = app.read(|reader| Ok(reader.newest_report()?)).await?;
    let known = headers.get(LAST_EVENT_ID).map(|id| id.to_str().ok().and_then(|id| id.trim().parse::<i64>().ok()));
    let cursor = match known {
        None => newest,
        Some(Some(known)) => known.clamp(newest.saturating_sub(OLDEST).max(0), newest),
        Some(None) => {
            return Err(Problem::bad_request(
                "expected the id of an event in `Last-Event-ID`",
                "send the last one, or none",
            ));
        }
    };
    let (news, closing) = (app.live().newest.subscribe(), app.closing());
    let queue = VecDeque::from([state(cursor)]);
    let stream = Stream {
        app,
        asked,
        pass,
        _place: place,
        cursor,
        queue,
        news,
        closing,
        beat: Instant::now(),
        n_failures: 0,
        is_over: false,
    };
    // Nothing comes after a stream.
    Ok(([(CONNECTION, "close")], Sse::new(futures_util::stream::unfold(stream, Stream::next))))
}

/// One client's stream.
struct Stream {
    app: App,
    asked: Asked,
    pass: Pass,
    _place: Place,
    /// The report up to which all was sent or stands in `queue`.
    cursor: i64,
    queue: VecDeque<Event>,
    news: watch::Receiver<i64>,
    closing: watch::Receiver<bool>,
    /// When something was sent last.
    beat: Instant,
    n_failures: u32,
    is_over: bool,
}

/// Why a stream goes on.
enum Woken {
    Closing,
    News,
    Quiet,
}

impl Stream {
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Stream)> {
        loop {
            if let Some(event) = self.queue.pop_front() {
                self.beat = Instant::now();
                return Some((Ok(event), self));
            }
            if self.is_over {
                return None;
            }
            match self.wait().await {
                // Looked at last: what comes now is not for whoever has lost the right to it.
                _ if !self.app.access().is_valid(&self.pass) => self.end("the token was revoked"),
                Woken::Closing => self.end("the service ends"),
                Woken::News => self.fill().await,
                Woken::Quiet => self.queue.push_back(Event::default().comment("")),
            }
        }
    }

    async fn wait(&mut self) -> Woken {
        let after = self.cursor;
        tokio::select! {
            biased;
            _ = self.closing.wait_for(|&is_closing| is_closing) => Woken::Closing,
            _ = self.news.wait_for(|&newest| newest > after) => Woken::News,
            () = sleep_until(self.beat + HEART_BEAT) => Woken::Quiet,
        }
    }

    /// Asks for what comes after the cursor.
    async fn fill(&mut self) {
        match self.app.live().added(&self.app, &self.asked, self.cursor).await {
            Ok(added) => {
                self.n_failures = 0;
                self.queue.extend(events(self.cursor, &added));
                self.cursor = added.last;
            }
            Err(_) if self.n_failures < PATIENCE => {
                self.n_failures += 1;
                sleep(GLANCE * self.n_failures).await;
            }
            Err(problem) => self.end(problem.detail().to_string().as_str()),
        }
    }

    /// Says why, and ends.
    fn end(&mut self, reason: &str) {
        self.queue.push_back(Event::default().comment(reason));
        self.is_over = true;
    }
}

/// What is sent of `added`, after the report `cursor`: only the last event of a report has that report's id, for what comes before
/// it would else not come again.
fn events(mut cursor: i64, added: &AddedEvents) -> Vec<Event> {
    let mut events = Vec::new();
    for (at, (report, row)) in added.events.iter().enumerate() {
        if added.events.get(at + 1).is_none_or(|(next, _)| next != report) {
            cursor = *report;
        }
        events.push(Event::default().event("event").id(cursor.to_string()).data(data(row)));
    }
    events.push(state(added.last));
    events
}

fn state(cursor: i64) -> Event {
    Event::default().event("state").id(cursor.to_string()).data(json!({ "cursor": cursor.to_string() }).to_string())
}

/// An event as lists have it.
fn data(row: &EventRow) -> String {
    serde_json::to_string(row).expect("strings and numbers are JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_client_does_not_take_all_streams() {
        let hub = Hub::new(3, 2);
        let one = Client::Named("desk".into());
        let places = [hub.take(Some(&one)), hub.take(Some(&one))];
        assert!(places.iter().all(Result::is_ok) && hub.take(Some(&one)).is_err());
        let other = hub.take(Some(&Client::Named("editor".into())));
        assert!(other.is_ok() && hub.take(None).is_err());
        assert_eq!(hub.n_streams(), 3);
        drop((places, other));
        assert_eq!(hub.n_streams(), 0);
        assert!(hub.of_one.lock().expect("no panic").is_empty());
    }
}
