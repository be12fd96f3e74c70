//! Connections: how many, from whom, and for how long nothing may come.

use crate::app::App;
use crate::gate::access::{Peer, network};
use crate::problem::{PROBLEM_JSON, Problem};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// Bytes of a request's head that are read at all: what is longer than the limits of address and headers is still told so.
const LONGEST_HEAD: usize = 64 << 10;

/// Connections that are told at a time that there are too many; beyond, they are closed without a word.
const REFUSALS: usize = 64;

/// Files that the process keeps for itself: the store, its readers, the log.
const OWN_FILES: usize = 128;

/// How long to wait when the system has no more connections to give.
const PAUSE: Duration = Duration::from_millis(100);

/// How long a connection is told that there are too many.
const REFUSAL_TIME: Duration = Duration::from_secs(1);

/// Who is connected.
#[derive(Clone)]
pub(crate) struct Connections {
    places: Arc<Semaphore>,
    n_places: usize,
    of_one: Arc<Mutex<HashMap<IpAddr, usize>>>,
    n_of_one: usize,
}

/// A connection's place, free again when dropped.
struct Place {
    _place: OwnedSemaphorePermit,
    of: Option<(Connections, IpAddr)>,
}

impl Connections {
    /// At most `n_places`, or as many as the system gives, and `n_of_one` of one network.
    pub(crate) fn new(n_places: usize, n_of_one: usize) -> Connections {
        let n_places = open_files().map_or(n_places, |files| n_places.min(files.saturating_sub(OWN_FILES).max(16)));
        Connections { places: Arc::new(Semaphore::new(n_places)), n_places, of_one: Arc::default(), n_of_one }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.n_places - self.places.available_permits()
    }

    /// Whether places are few: then nobody keeps one between two requests.
    pub(crate) fn is_crowded(&self) -> bool {
        self.count() * 4 > self.n_places * 3
    }

    fn take(&self, peer: IpAddr) -> Option<Place> {
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        if peer.is_loopback() {
            return Some(Place { _place: place, of: None });
        }
        let one = network(peer);
        let mut of_one = self.of_one.lock().unwrap_or_else(PoisonError::into_inner);
        let count = of_one.entry(one).or_default();
        if *count >= self.n_of_one {
            return None;
        }
        *count += 1;
        Some(Place { _place: place, of: Some((self.clone(), one)) })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((connections, one)) = &self.of else { return };
        let mut of_one = connections.of_one.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = of_one.get_mut(one) {
            *count -= 1;
            if *count == 0 {
                of_one.remove(one);
            }
        }
    }
}

/// Answers connections of `listener` with `router` until `shutdown` is done, then lets requests under way end.
pub(crate) async fn run(listener: TcpListener, router: Router, app: App, shutdown: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let refusals = Arc::new(Semaphore::new(REFUSALS));
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, peer)) => match app.connections().take(peer.ip()) {
                Some(place) => {
                    tokio::spawn(serve(stream, peer, place, router.clone(), app.clone(), graceful.watcher()));
                }
                None => refuse(stream, &refusals),
            },
            // One connection that broke off before it was taken, or the system has no more to give.
            Err(_) => sleep(PAUSE).await,
        }
    }
    drop(listener);
    app.close();
    // Whoever still listens then has had the time to take it.
    let _ = timeout(app.config().limits.farewell, graceful.shutdown()).await;
}

async fn serve(stream: TcpStream, peer: SocketAddr, place: Place, router: Router, app: App, watcher: Watcher) {
    let _place = place;
    let limits = app.config().limits;
    // Small answers are sent at once; where the system does not take the wish, they are sent later.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.send_time));
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        router.clone().oneshot(request.map(Body::new) as Request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    // A connection that breaks off concerns its client alone.
    let _ = watcher.watch(connection).await;
}

/// Tells a connection too many so, without reading what it wants.
fn refuse(mut stream: TcpStream, refusals: &Arc<Semaphore>) {
    let Ok(permit) = Arc::clone(refusals).try_acquire_owned() else { return };
    tokio::spawn(async move {
        let _permit = permit;
        let told = timeout(REFUSAL_TIME, async {
            stream.write_all(&refusal()).await?;
            stream.shutdown().await?;
            // What it sends is taken, or the system would take the answer back.
            let mut rest = [0; 1024];
            while stream.read(&mut rest).await? > 0 {}
            std::io::Result::Ok(())
        });
        // It goes either way.
        let _ = told.await;
    });
}

/// What a connection too many is told.
fn refusal() -> Vec<u8> {
    let mut body = Problem::busy("too many connections are open", 1).json(None);
    let head = format!(
        "HTTP/1.1 503 Service Unavailable\r\ncontent-type: {PROBLEM_JSON}\r\nretry-after: 1\r\nconnection: close\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    let mut refusal = head.into_bytes();
    refusal.append(&mut body);
    refusal
}

/// How many files the process may open, where the system tells.
fn open_files() -> Option<usize> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_network_does_not_take_all_places() {
        let connections = Connections::new(10, 2);
        let one: IpAddr = "192.0.2.1".parse().expect("an address");
        let places = [connections.take(one), connections.take(one)];
        assert!(places.iter().all(Option::is_some) && connections.take(one).is_none());
        assert!(connections.take("192.0.2.2".parse().expect("an address")).is_some());
        drop(places);
        assert!(connections.take(one).is_some());
        assert!(connections.of_one.lock().expect("no panic").is_empty());
    }

    #[test]
    fn a_machine_takes_all_places_of_itself() {
        let connections = Connections::new(3, 1);
        let own: IpAddr = "127.0.0.1".parse().expect("an address");
        let places: Vec<_> = (0..4).map(|_| connections.take(own)).collect();
        assert_eq!(places.iter().flatten().count(), 3);
        assert!(connections.is_crowded());
    }
}
