//! A service under test, and what is sent to it.

use server::{Config, Limits, Server, tokens};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::{Content, Identity, Incoming, Store};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

/// Longer than anything here takes on a slow machine.
const LONG: Duration = Duration::from_secs(60);

/// A service over an empty store.
pub struct Service {
    pub address: SocketAddr,
    folder: TempDir,
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<()>,
}

/// What holds for the service of a test, with a store in `folder`.
pub fn config(folder: &Path) -> Config {
    Config {
        listen: "127.0.0.1:0".parse().expect("an address"),
        store: folder.join("entente.db"),
        token_file: None,
        rate: None,
        threads: 1,
        load: Arc::new(|| Err("nothing is coded here".into())),
        limits: Limits::default(),
    }
}

impl Service {
    /// As it is by itself.
    pub async fn new() -> Service {
        Service::with(|_| {}).await
    }

    /// With what `change` makes of its settings.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Service {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = config(folder.path());
        Store::open(&config.store).expect("a store");
        change(&mut config);
        let server = Server::bind(config).await.expect("a service");
        let (stop, stopped) = oneshot::channel::<()>();
        let address = server.address();
        let running = tokio::spawn(server.run(async move {
            // A test that ends without a word ends its service too.
            let _ = stopped.await;
        }));
        Service { address, folder, stop: Some(stop), running }
    }

    /// With tokens: one to read, one to write.
    pub async fn with_tokens() -> (Service, String, String) {
        let (mut reader, mut writer) = (String::new(), String::new());
        let service = Service::with(|config| {
            let path = config.store.with_file_name("tokens");
            reader = tokens::add(&path, "desk", tokens::Scope::Read, "2026-11-26").expect("a token");
            writer = tokens::add(&path, "editor", tokens::Scope::Write, "2026-11-26").expect("a token");
            config.token_file = Some(path);
        });
        let service = service.await;
        (service, reader, writer)
    }

    /// Where its store is.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Asks for bytes: the head of the answer, and its body.
    pub async fn bytes(&self, path: &str, headers: &[&str]) -> (Answer, Vec<u8>) {
        let mut stream = self.connect().await;
        stream.write_all(request(&self.address, "GET", path, headers, "").as_bytes()).await.expect("sent");
        let mut bytes = Vec::new();
        timeout(LONG, stream.read_to_end(&mut bytes)).await.expect("an end").expect("all of it");
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head") + 4;
        let body = bytes.split_off(end);
        (Answer(String::from_utf8(bytes).expect("plain letters")), body)
    }

    pub fn tokens(&self) -> PathBuf {
        self.folder.path().join("tokens")
    }

    pub fn store(&self) -> Store {
        Store::open(&self.folder.path().join("entente.db")).expect("a store")
    }

    pub async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("a connection")
    }

    /// Sends `bytes` as they are, and gives all that comes back until the connection ends.
    pub async fn send(&self, bytes: impl AsRef<[u8]>) -> Answer {
        let mut stream = self.connect().await;
        // The service may have heard enough before the end.
        let _ = stream.write_all(bytes.as_ref()).await;
        rest(&mut stream).await
    }

    /// Asks for `path` with a few headers more.
    pub async fn get(&self, path: &str, headers: &[&str]) -> Answer {
        self.ask("GET", path, headers, "").await
    }

    /// Asks until it is answered so: an answer is given a little longer when another program writes.
    pub async fn eventually(&self, path: &str, headers: &[&str], is_so: impl Fn(&Answer) -> bool) -> Answer {
        for _ in 0..500 {
            let answer = self.get(path, headers).await;
            if is_so(&answer) {
                return answer;
            }
            sleep(Duration::from_millis(20)).await;
        }
        panic!("{path} is answered as it was before");
    }

    /// Posts JSON.
    pub async fn post(&self, path: &str, headers: &[&str], body: &str) -> Answer {
        let headers = [&["Content-Type: application/json"], headers].concat();
        self.ask("POST", path, &headers, body).await
    }

    pub async fn ask(&self, method: &str, path: &str, headers: &[&str], body: &str) -> Answer {
        self.send(request(&self.address, method, path, headers, body)).await
    }

    /// Asks for a stream of live events, and waits until it has begun or is refused.
    pub async fn stream(&self, headers: &[&str]) -> (TcpStream, String) {
        let mut stream = self.connect().await;
        let request = request(&self.address, "GET", "/api/v1/live", headers, "").replace("Connection: close\r\n", "");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let begun = until(&mut stream, "\n\n").await;
        (stream, begun)
    }

    /// Asks for a stream at `path`, and waits until it has begun; what came so far.
    pub async fn stream_of(&self, path: &str, headers: &[&str]) -> (TcpStream, String) {
        let mut stream = self.connect().await;
        let request = request(&self.address, "GET", path, headers, "").replace("Connection: close\r\n", "");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let begun = until(&mut stream, "\r\n\r\n").await;
        assert!(begun.starts_with("HTTP/1.1 200"), "{begun}");
        (stream, begun)
    }

    /// Asks it to end.
    pub fn ask_to_end(&mut self) {
        drop(self.stop.take());
    }

    /// Ends it, and waits until it has.
    pub async fn stop(mut self) {
        self.ask_to_end();
        timeout(LONG, self.running).await.expect("an end").expect("no panic");
    }
}

/// What came back.
pub struct Answer(pub String);

impl Answer {
    pub fn status(&self) -> u16 {
        self.0.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let head = self.0.split("\r\n\r\n").next()?;
        head.lines().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub fn body(&self) -> &str {
        self.0.split_once("\r\n\r\n").map_or("", |(_, body)| body)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(self.body()).unwrap_or_else(|error| panic!("{error}: {}", self.0))
    }

    /// How many answers these are.
    pub fn count(&self) -> usize {
        self.0.matches("HTTP/1.1 ").count()
    }
}

pub fn request(address: &SocketAddr, method: &str, path: &str, headers: &[&str], body: &str) -> String {
    let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
    if !headers.iter().any(|header| header.starts_with("Host:")) {
        request += &format!("Host: {address}\r\n");
    }
    for header in headers {
        request += &format!("{header}\r\n");
    }
    if !body.is_empty() {
        request += &format!("Content-Length: {}\r\n", body.len());
    }
    request + "\r\n" + body
}

/// All that comes until the connection ends.
pub async fn rest(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    // A connection that breaks off has ended too.
    let _ = timeout(LONG, stream.read_to_end(&mut bytes)).await.expect("an end");
    Answer(String::from_utf8_lossy(&bytes).into_owned())
}

/// What comes up to `end`, or up to the end of the connection.
pub async fn until(stream: &mut TcpStream, end: &str) -> String {
    further(stream, String::new(), end).await
}

/// `text`, and what comes after it up to `end`, or up to the end of the connection.
pub async fn further(stream: &mut TcpStream, mut text: String, end: &str) -> String {
    let mut bytes = [0; 4096];
    while !text.contains(end) {
        match timeout(LONG, stream.read(&mut bytes)).await.expect("something") {
            Ok(0) | Err(_) => break,
            Ok(n) => text += &String::from_utf8_lossy(&bytes[..n]),
        }
    }
    text
}

/// A report with one event.
pub fn report(id: &str) -> Incoming {
    let text = format!("General Rahim met Admiral Malik in Dhaka. Report {id}.");
    let party = |entity: &str, text: &str, country: &str| {
        serde_json::json!({ "entity": entity, "start": 0, "end": 7, "text": text, "country": country, "sector": "MIL",
            "other_sectors": [] })
    };
    let entity = |id: &str, name: &str, country: &str| {
        serde_json::json!({ "id": id, "kind": "person", "name": name, "country": country, "sectors": ["MIL"], "offices": [],
            "mentions": [{ "start": 0, "end": 7, "text": name, "form": "name" }] })
    };
    let record = serde_json::json!({
        "schema": "entente/1", "id": id, "title": "Generals meet", "publisher": "Post", "published": "2025-01-14",
        "text_sha256": record::hash::sha256(text.as_bytes()),
        "coder": { "name": "entente", "version": "1", "models": "m", "knowledge": "k" },
        "sentences": [[0, 41]],
        "entities": [entity("e1", "Rahim Khan", "BGD"), entity("e2", "Tariq Malik", "PAK")],
        "events": [{
            "id": format!("{id}-1"), "sentence": 0, "trigger": { "start": 14, "end": 17, "text": "met" },
            "type": "CONSULT", "mode": "visit", "status": "actual", "quad": 1, "score": 4.0, "cameo": "042", "goldstein": 1.9,
            "contexts": ["military"], "actors": [party("e1", "General", "BGD")], "recipients": [party("e2", "Admiral", "PAK")],
            "confidence": 0.9, "evidence": [[0, 17]], "denied_by": [], "why": ""
        }],
        "places": [], "times": [], "quotes": [], "statements": [], "numbers": [], "materiel": [], "exercises": [], "warnings": []
    });
    let record = serde_json::from_value(record).expect("a record");
    let content = Content::of(&[Some(&text)]);
    Incoming { identity: Identity::Given(id.into()), content, source: None, byline: None, text, record }
}

pub const AT: &str = "2026-11-26T12:00:00Z";
