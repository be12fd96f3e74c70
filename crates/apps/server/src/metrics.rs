//! Counts for whoever watches the service, in Prometheus' text form (version 0.0.4).

use crate::app::App;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Upper ends of the histogram of times, in seconds: from an answer out of memory to the longest that is waited for.
const BOUNDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.5, 1.0, 5.0, 30.0];

/// What is counted.
#[derive(Clone, Default)]
pub(crate) struct Metrics(Arc<Counts>);

#[derive(Default)]
struct Counts {
    requests: Mutex<BTreeMap<(String, &'static str, u16), u64>>,
    times: Mutex<BTreeMap<String, Times>>,
    in_flight: AtomicI64,
}

#[derive(Clone, Default)]
struct Times {
    buckets: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

/// A request under way.
pub(crate) struct Measured {
    metrics: Metrics,
    route: String,
    method: &'static str,
}

impl Metrics {
    /// Counts a request of `route` that begins.
    pub(crate) fn begin(&self, route: String, method: &'static str) -> Measured {
        self.0.in_flight.fetch_add(1, Ordering::Relaxed);
        Measured { metrics: self.clone(), route, method }
    }

    fn write(&self, text: &mut String) {
        text.push_str("# HELP entente_requests_total Requests answered.\n# TYPE entente_requests_total counter\n");
        let requests = self.0.requests.lock().unwrap_or_else(PoisonError::into_inner);
        for ((route, method, status), count) in requests.iter() {
            put(
                text,
                format_args!(
                    "entente_requests_total{{route=\"{route}\",method=\"{method}\",status=\"{status}\"}} {count}"
                ),
            );
        }
        text.push_str(
            "# HELP entente_request_seconds Time from a request to the end of its answer.\n# TYPE entente_request_seconds histogram\n",
        );
        let times = self.0.times.lock().unwrap_or_else(PoisonError::into_inner);
        for (route, times) in times.iter() {
            times.write(text, route);
        }
        gauge(text, "entente_requests_in_flight", "Requests under way.", self.0.in_flight.load(Ordering::Relaxed));
    }
}

impl Times {
    fn add(&mut self, seconds: f64) {
        for (bucket, bound) in self.buckets.iter_mut().zip(BOUNDS) {
            *bucket += u64::from(seconds <= bound);
        }
        self.count += 1;
        self.seconds += seconds;
    }

    fn write(&self, text: &mut String, route: &str) {
        let name = "entente_request_seconds";
        for (bucket, bound) in self.buckets.iter().zip(BOUNDS) {
            put(text, format_args!("{name}_bucket{{route=\"{route}\",le=\"{bound}\"}} {bucket}"));
        }
        put(text, format_args!("{name}_bucket{{route=\"{route}\",le=\"+Inf\"}} {}", self.count));
        put(text, format_args!("{name}_sum{{route=\"{route}\"}} {}", self.seconds));
        put(text, format_args!("{name}_count{{route=\"{route}\"}} {}", self.count));
    }
}

impl Measured {
    /// Counts the request as answered.
    pub(crate) fn end(&self, status: u16, time: Duration) {
        let counts = &self.metrics.0;
        let mut requests = counts.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((self.route.clone(), self.method, status)).or_default() += 1;
        drop(requests);
        let mut times = counts.times.lock().unwrap_or_else(PoisonError::into_inner);
        times.entry(self.route.clone()).or_default().add(time.as_secs_f64());
    }
}

impl Drop for Measured {
    fn drop(&mut self) {
        self.metrics.0.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The route of this file.
pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(metrics))
}

/// Counts and times of requests, streams, the store and memory, in Prometheus' text form
#[utoipa::path(get, path = "/metrics", tag = "service", responses((status = 200, body = String, content_type = "text/plain")))]
async fn metrics(State(app): State<App>) -> Result<Response, Problem> {
    let counts = app.counts().await?;
    let mut text = String::new();
    app.metrics().write(&mut text);
    gauge(&mut text, "entente_streams", "Streams of live events.", app.live().n_streams());
    gauge(&mut text, "entente_connections", "Open connections.", app.connections().count());
    gauge(&mut text, "entente_store_reports", "Current reports of the store.", counts.reports);
    gauge(&mut text, "entente_store_events", "Their events.", counts.events);
    gauge(&mut text, "entente_store_happenings", "What they are mentions of.", counts.happenings);
    if let Some(bytes) = resident() {
        gauge(&mut text, "process_resident_memory_bytes", "Memory of the process.", bytes);
    }
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}

fn gauge(text: &mut String, name: &str, help: &str, value: impl std::fmt::Display) {
    put(text, format_args!("# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}"));
}

fn put(text: &mut String, line: std::fmt::Arguments) {
    writeln!(text, "{line}").expect("a string takes all");
}

/// Bytes of memory that the process holds, where the system tells.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_counted_once_and_in_all_buckets_above_its_time() {
        let metrics = Metrics::default();
        let measured = metrics.begin("/api/v1/events".into(), "GET");
        measured.end(200, Duration::from_millis(30));
        let mut text = String::new();
        metrics.write(&mut text);
        assert!(
            text.contains("entente_requests_total{route=\"/api/v1/events\",method=\"GET\",status=\"200\"} 1\n"),
            "{text}"
        );
        assert!(text.contains("_bucket{route=\"/api/v1/events\",le=\"0.025\"} 0\n"), "{text}");
        assert!(text.contains("_bucket{route=\"/api/v1/events\",le=\"0.05\"} 1\n"), "{text}");
        assert!(text.contains("_sum{route=\"/api/v1/events\"} 0.03\n"), "{text}");
        assert!(text.contains("entente_requests_in_flight 1\n"), "{text}");
        drop(measured);
        let mut text = String::new();
        metrics.write(&mut text);
        assert!(text.contains("entente_requests_in_flight 0\n"), "{text}");
    }
}
