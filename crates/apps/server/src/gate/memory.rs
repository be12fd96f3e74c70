//! Answers that were found before, so that the same question costs once.
//!
//! Whoever asks what another is asking at the moment waits for that answer. After a commit of another program an answer is given for ten times as long
//! as it took to find it, at most half a minute, so that a store that grows every second is not asked the same all the time; after a change by this
//! service none is. Who asks with `Cache-Control: no-cache` or `max-age=0` (RFC 9111, 5.2.1) gets the answer of the store as it is.

use super::conditional::{is_kept, tag};
use crate::app::App;
use crate::problem::Problem;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, AsHeaderName, CACHE_CONTROL, CONTENT_LENGTH, ETAG};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::OnceCell;

/// Answers that are held, in bytes.
const MOST: usize = 64 << 20;

/// Longest answer that is held, in bytes; longer ones are found anew.
const LONGEST: usize = 2 << 20;

/// What an entry takes besides its body, in bytes: the question and the headers.
const ASIDE: usize = 1 << 10;

/// How many times as long as it took an answer is given after the store changed.
const PATIENCE: u32 = 10;

/// Longest that an answer is given after the store changed.
const OLDEST: Duration = Duration::from_secs(30);

/// What is held of the answers.
#[derive(Default)]
pub(crate) struct Memory {
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    n_bytes: usize,
    answers: HashMap<Question, Entry>,
}

struct Entry {
    moment: Moment,
    cell: Cell,
}

/// What the store was when a question was asked.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Moment {
    /// Another one after every commit.
    state: u64,
    /// Changes by this service.
    n_changes: u64,
}

/// Path and query, and whether the answer may be packed.
type Question = (String, bool);

/// How old an answer may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Age {
    /// As old as answers may outlive the commits of others.
    Usual,
    /// Of the store as it is.
    Current,
}

type Cell = Arc<OnceCell<Answer>>;

struct Answer {
    headers: HeaderMap,
    body: Bytes,
    /// Until when it is given although the store changed.
    until: Instant,
}

impl Memory {
    /// The cell of a question, which others may be filling.
    fn cell(&self, moment: Moment, question: Question, age: Age, now: Instant) -> Cell {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.n_bytes > MOST {
            *held = Held::default();
        }
        if let Some(entry) = held.answers.get(&question).filter(|entry| entry.holds(moment, age, now)) {
            return Arc::clone(&entry.cell);
        }
        held.n_bytes += question.0.len() + ASIDE;
        let entry = Entry { moment, cell: Cell::default() };
        let cell = Arc::clone(&entry.cell);
        if let Some(old) = held.answers.insert(question, entry) {
            let length = old.cell.get().map_or(0, |answer| answer.body.len());
            held.n_bytes = held.n_bytes.saturating_sub(length + ASIDE);
        }
        cell
    }

    /// Counts what an answer takes.
    fn count(&self, n_bytes: usize) {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).n_bytes += n_bytes;
    }
}

impl Entry {
    /// Whether it answers what is asked at another moment.
    fn holds(&self, moment: Moment, age: Age, now: Instant) -> bool {
        let is_given_still = || age == Age::Usual && self.cell.get().is_some_and(|answer| now < answer.until);
        self.moment == moment || self.moment.n_changes == moment.n_changes && is_given_still()
    }
}

impl Answer {
    fn response(&self) -> Response {
        (StatusCode::OK, self.headers.clone(), self.body.clone()).into_response()
    }
}

/// Answers from memory where it can, and fills it where it cannot.
pub(crate) async fn memory(State(app): State<App>, request: Request, next: Next) -> Response {
    if *request.method() != Method::GET || !is_kept(&request) {
        return next.run(request).await;
    }
    let moment = Moment { state: app.state(), n_changes: app.n_changes() };
    let cell = app.memory().cell(moment, question(&request), age(request.headers()), Instant::now());
    // What cannot be held goes to who asked, and the next one asks again.
    match cell.get_or_try_init(|| answered(&app, request, next)).await {
        Ok(answer) => answer.response(),
        Err(response) => *response,
    }
}

fn question(request: &Request) -> Question {
    let question = request.uri().path_and_query().map(|asked| asked.as_str()).unwrap_or_default();
    let is_packed = values(request.headers(), ACCEPT_ENCODING).any(|value| value.contains("gzip"));
    (question.to_string(), is_packed)
}

fn age(headers: &HeaderMap) -> Age {
    let mut directives = values(headers, CACHE_CONTROL).flat_map(|value| value.split(',')).map(str::trim);
    let is_current =
        |directive: &str| ["no-cache", "max-age=0"].iter().any(|asked| directive.eq_ignore_ascii_case(asked));
    if directives.any(is_current) { Age::Current } else { Age::Usual }
}

fn values(headers: &HeaderMap, name: impl AsHeaderName) -> impl Iterator<Item = &str> {
    headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok())
}

/// # Errors
/// The response, if it is not one to be held.
async fn answered(app: &App, request: Request, next: Next) -> Result<Answer, Box<Response>> {
    let (tag, begun) = (tag(app, &request), Instant::now());
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return Err(Box::new(response));
    }
    let (mut parts, body) = response.into_parts();
    let is_long = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if is_long.is_some_and(|length: usize| length > LONGEST) {
        return Err(Box::new(Response::from_parts(parts, body)));
    }
    // Handlers answer with a body that is whole: it is in memory already.
    let Ok(body) = to_bytes(body, usize::MAX).await else { return Err(Box::new(Problem::internal().into_response())) };
    parts.headers.remove(CONTENT_LENGTH);
    if body.len() > LONGEST {
        return Err(Box::new(Response::from_parts(parts, Body::from(body))));
    }
    // Of the store as it was before: what comes in between is found with the next look.
    parts.headers.insert(ETAG, tag);
    app.memory().count(body.len());
    let until = Instant::now() + (begun.elapsed() * PATIENCE).min(OLDEST);
    Ok(Answer { headers: parts.headers, body, until })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question() -> Question {
        ("/api/v1/events".to_string(), false)
    }

    fn moment(state: u64, n_changes: u64) -> Moment {
        Moment { state, n_changes }
    }

    fn answer(until: Instant) -> Answer {
        Answer { headers: HeaderMap::new(), body: Bytes::from_static(b"{}"), until }
    }

    #[test]
    fn a_commit_forgets_what_is_not_found_yet() {
        let (memory, now) = (Memory::default(), Instant::now());
        let first = memory.cell(moment(1, 0), question(), Age::Usual, now);
        assert!(Arc::ptr_eq(&first, &memory.cell(moment(1, 0), question(), Age::Usual, now)));
        assert!(!Arc::ptr_eq(&first, &memory.cell(moment(1, 0), ("/api/v1/events".into(), true), Age::Usual, now)));
        assert!(!Arc::ptr_eq(&first, &memory.cell(moment(2, 0), question(), Age::Usual, now)));
    }

    #[test]
    fn an_answer_outlives_the_commits_of_others_for_a_while_and_none_of_our_own() {
        let (memory, now) = (Memory::default(), Instant::now());
        let first = memory.cell(moment(1, 0), question(), Age::Usual, now);
        let until = now + Duration::from_secs(1);
        assert!(first.set(answer(until)).is_ok());
        assert!(Arc::ptr_eq(&first, &memory.cell(moment(2, 0), question(), Age::Usual, now)));
        assert!(!Arc::ptr_eq(&first, &memory.cell(moment(2, 1), question(), Age::Usual, now)));
        let second = memory.cell(moment(3, 1), question(), Age::Usual, now);
        assert!(second.set(answer(until)).is_ok());
        assert!(!Arc::ptr_eq(&second, &memory.cell(moment(4, 1), question(), Age::Usual, until)), "too old");
    }

    #[test]
    fn who_asks_for_the_current_answer_gets_no_older_one() {
        let (memory, now) = (Memory::default(), Instant::now());
        let first = memory.cell(moment(1, 0), question(), Age::Usual, now);
        assert!(first.set(answer(now + Duration::from_secs(1))).is_ok());
        assert!(Arc::ptr_eq(&first, &memory.cell(moment(1, 0), question(), Age::Current, now)));
        assert!(!Arc::ptr_eq(&first, &memory.cell(moment(2, 0), question(), Age::Current, now)));
    }

    #[test]
    fn what_is_asked_of_caches_is_heard() {
        let age = |value: &'static str| {
            super::age(&HeaderMap::from_iter([(CACHE_CONTROL, value.parse().expect("a value"))])) == Age::Current
        };
        assert!(age("no-cache") && age("No-Store, Max-Age=0"));
        assert!(!age("max-age=60") && !age("only-if-cached"));
    }

    #[test]
    fn too_much_is_forgotten() {
        let (memory, now) = (Memory::default(), Instant::now());
        let first = memory.cell(moment(1, 0), question(), Age::Usual, now);
        memory.count(MOST + 1);
        assert!(!Arc::ptr_eq(&first, &memory.cell(moment(1, 0), question(), Age::Usual, now)));
    }
}
