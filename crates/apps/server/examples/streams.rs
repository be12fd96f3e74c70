//! Ten thousand clients want streams of live events at once, while one asks whether the service is well.
//!
//! `cargo run --release -p entente-server --example streams -- 127.0.0.1:8080 10000` asks a service that runs on this machine.
#![forbid(unsafe_code)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

/// What became of the clients.
#[derive(Default)]
struct Counts {
    streams: AtomicUsize,
    refused: AtomicUsize,
    broken: AtomicUsize,
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8080".into());
    let n_clients = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let files = rlimit::increase_nofile_limit(u64::MAX).unwrap_or(0);
    println!("{n_clients} clients, {files} files at most");
    let (counts, is_over) = (Arc::new(Counts::default()), Arc::new(AtomicBool::new(false)));
    let asking = tokio::spawn(ask_on(address.clone(), Arc::clone(&is_over)));
    let clients: Vec<_> = (0..n_clients).map(|_| tokio::spawn(open(address.clone(), Arc::clone(&counts)))).collect();
    let mut held = Vec::new();
    for client in clients {
        held.extend(client.await.expect("no panic"));
    }
    is_over.store(true, Ordering::Relaxed);
    let load = |count: &AtomicUsize| count.load(Ordering::Relaxed);
    println!(
        "{} streams, {} refused, {} broken off",
        load(&counts.streams),
        load(&counts.refused),
        load(&counts.broken)
    );
    println!("{}", asking.await.expect("no panic"));
}

/// The stream, if there is one.
async fn open(address: String, counts: Arc<Counts>) -> Option<TcpStream> {
    let begun = timeout(Duration::from_secs(60), async {
        let mut stream = TcpStream::connect(&address).await.ok()?;
        let request = format!("GET /api/v1/live HTTP/1.1\r\nHost: {address}\r\n\r\n");
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = [0; 64];
        let length = stream.read(&mut answer).await.ok().filter(|&length| length > 0)?;
        Some((stream, String::from_utf8_lossy(&answer[..length]).into_owned()))
    });
    let count = |count: &AtomicUsize| count.fetch_add(1, Ordering::Relaxed);
    match begun.await.ok().flatten() {
        Some((stream, answer)) if answer.starts_with("HTTP/1.1 200") => {
            count(&counts.streams);
            Some(stream)
        }
        Some((_, answer)) if answer.starts_with("HTTP/1.1 503") => {
            count(&counts.refused);
            None
        }
        _ => {
            count(&counts.broken);
            None
        }
    }
}

/// Asks ten times a second how the service is, over one connection after another.
async fn ask_on(address: String, is_over: Arc<AtomicBool>) -> String {
    let (mut times, mut n_refused, mut n_failed) = (Vec::new(), 0, 0);
    while !is_over.load(Ordering::Relaxed) {
        let begun = Instant::now();
        let answered = timeout(Duration::from_secs(30), async {
            let mut stream = TcpStream::connect(&address).await.ok()?;
            let request = format!("GET /api/v1/health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
            stream.write_all(request.as_bytes()).await.ok()?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).await.ok()?;
            Some(answer)
        });
        match answered.await.ok().flatten() {
            Some(answer) if answer.starts_with(b"HTTP/1.1 200") => times.push(begun.elapsed()),
            Some(answer) if answer.starts_with(b"HTTP/1.1 503") => n_refused += 1,
            _ => n_failed += 1,
        }
        sleep(Duration::from_millis(100)).await;
    }
    times.sort();
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
    format!(
        "meanwhile {} asked and were answered (median {:?}, slowest {:?}), {n_refused} refused, {n_failed} failed",
        times.len(),
        at(0.5),
        times.last().copied().unwrap_or_default()
    )
}
