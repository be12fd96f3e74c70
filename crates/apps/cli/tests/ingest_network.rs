//! What servers do wrong costs their own reports only, and what was fetched is not fetched again.
#![cfg(target_os = "linux")]

mod keeping;
mod support;

use keeping::{Place, summary, written};
use serde_json::json;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::Store;

type Answer = dyn Fn(&str, &str, &mut TcpStream) -> io::Result<()> + Send + Sync;

/// A server at an address of the loopback of its own, so that it is a host of its own.
struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers every path, given with the head of the request; `robots.txt` is not found unless it is answered.
    fn start(
        number: u8,
        answer: impl Fn(&str, &str, &mut TcpStream) -> io::Result<()> + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, number], 0))).expect("a port");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answer, log): (Arc<Answer>, _) = (Arc::new(answer), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (answer.clone(), log.clone());
                std::thread::spawn(move || converse(stream, &*answer, &log));
            }
        });
        Server { address, asked }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The heads of all requests but for `robots.txt`.
    fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().expect("no panic");
        asked.iter().filter(|head| !head.starts_with("GET /robots.txt")).cloned().collect()
    }

    fn times(&self, path: &str) -> usize {
        self.asked().iter().filter(|head| head.starts_with(&format!("GET {path} "))).count()
    }
}

fn converse(mut stream: TcpStream, answer: &Answer, log: &Mutex<Vec<String>>) -> Option<()> {
    let head = read_head(&mut stream)?;
    let path = head.split(' ').nth(1)?.to_string();
    log.lock().ok()?.push(head.clone());
    answer(&path, &head, &mut stream).ok()?;
    stream.shutdown(std::net::Shutdown::Write).ok()
}

fn read_head(stream: &mut TcpStream) -> Option<String> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        head.extend(byte);
    }
    String::from_utf8(head).ok()
}

/// An answer with these further header lines.
fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n{headers}\r\n{body}", body.len()).into_bytes()
}

const NOT_FOUND: &str = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

const HTML: &str = "Content-Type: text/html\r\n";

fn page(text: &str) -> String {
    format!("<!DOCTYPE html><html><head><title>News</title></head><body><article><p>{text}</p></article></body></html>")
}

fn story(number: usize) -> String {
    format!("Kenya and Uganda signed trade agreement {number} in Nairobi on Monday.")
}

/// A report of 150 words.
fn long_story() -> String {
    "The ministers of Kenya and Uganda met in Nairobi on Friday. ".repeat(15)
}

fn feed() -> String {
    let item = |name: &str, text: &str| {
        format!(
            "<item><title>Talks {name}</title><link>/{name}.html</link><pubDate>Thu, 06 Mar 2025 08:00:00 GMT</pubDate>\
             <description>{text}</description></item>"
        )
    };
    let items = [item("whole", &long_story()), item("one", "Read on."), item("two", "Read on.")].concat();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour News</title>{items}</channel></rss>")
}

/// A server with a good feed of three reports, one of them whole.
fn good_server() -> Server {
    Server::start(2, |path, head, stream| {
        let found = match path {
            "/feed.xml" if head.to_ascii_lowercase().contains("if-none-match: \"v1\"") => {
                answer("304 Not Modified", "ETag: \"v1\"\r\n", "")
            }
            "/feed.xml" => answer("200 OK", "Content-Type: application/rss+xml\r\nETag: \"v1\"\r\n", &feed()),
            "/one.html" => answer("200 OK", HTML, &page(&story(1))),
            "/two.html" => answer("200 OK", HTML, &page(&story(2))),
            _ => NOT_FOUND.into(),
        };
        stream.write_all(&found)
    })
}

/// Puts the next poll of a feed into the past.
fn make_due(place: &Place, url: &str) {
    let mut store = Store::open(&place.store).expect("the store");
    let mut feed = store.feed(url).expect("the store").expect("the feed");
    feed.next_poll = Some(0);
    store.keep_feed(&feed).expect("the store");
}

#[test]
fn a_feed_is_asked_for_news_and_no_page_is_fetched_twice() {
    let (place, server) = (Place::new(), good_server());
    let url = server.url("/feed.xml");
    let feeds = place.write("feeds.toml", format!("[[feed]]\nurl = \"{url}\"\npublisher = \"Harbour\"\n").as_bytes());
    let watch = ["watch", &feeds, "--once", "--allow-private", "--output", "json"];

    let first = place.run(&watch);
    assert_eq!((first.code, &summary(&first)["new"]), (Some(0), &json!(3)), "{}", first.stderr);
    let reports = place.rows("SELECT text, publisher, published, url FROM reports ORDER BY url");
    let report = |text: &str, path: &str| json!({"text": text, "publisher": "Harbour", "published": "2025-03-06", "url": server.url(path)});
    let whole = long_story();
    let expected =
        [report(&story(1), "/one.html"), report(&story(2), "/two.html"), report(whole.trim_end(), "/whole.html")];
    assert_eq!(reports, expected);

    // Not due before its interval is over.
    assert_eq!(place.run(&watch).code, Some(1));
    assert_eq!(server.times("/feed.xml"), 1);
    make_due(&place, &url);
    let second = place.run(&watch);
    assert_eq!((second.code, &summary(&second)["read"]), (Some(1), &json!(0)), "{}", second.stderr);
    assert_eq!(server.times("/feed.xml"), 2);

    // Visited by itself, all of the feed is read, and nothing in it is new.
    let visit = place.run(&["ingest", &url, "--allow-private"]);
    assert_eq!((visit.code, &summary(&visit)["new"]), (Some(0), &json!(0)), "{}", visit.stderr);
    assert_eq!((server.times("/one.html"), server.times("/two.html"), server.times("/whole.html")), (1, 1, 0));
    place.check();
}

/// Servers that misbehave, each with the address to ask for and what is said of it.
fn bad_servers() -> Vec<(Server, &'static str, &'static str)> {
    let robots = |rules: &'static str| move |path: &str| if path == "/robots.txt" { Some(rules) } else { None };
    let circle = Server::start(3, |path, _, stream| match path {
        "/robots.txt" => stream.write_all(NOT_FOUND.as_bytes()),
        "/a" => stream.write_all(&answer("302 Found", "Location: /b\r\n", "")),
        _ => stream.write_all(&answer("302 Found", "Location: /a\r\n", "")),
    });
    let slow = Server::start(4, |path, _, stream| {
        if path == "/robots.txt" {
            return stream.write_all(NOT_FOUND.as_bytes());
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000000\r\n\r\n")?;
        loop {
            stream.write_all(b"<")?;
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    let endless = Server::start(5, |path, _, stream| {
        if path == "/robots.txt" {
            return stream.write_all(NOT_FOUND.as_bytes());
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!DOCTYPE html><html><body>")?;
        let paragraph = "<p>Talks went on.</p>".repeat(10_000);
        loop {
            stream.write_all(paragraph.as_bytes())?;
        }
    });
    let closed = Server::start(6, move |path, _, stream| {
        let rules = robots("User-agent: *\nDisallow: /\n")(path);
        stream.write_all(&answer("200 OK", "Content-Type: text/plain\r\n", rules.unwrap_or("Talks resumed.")))
    });
    let broken = Server::start(7, |path, _, stream| match path {
        "/robots.txt" => stream.write_all(NOT_FOUND.as_bytes()),
        _ => stream.write_all(&answer("500 Internal Server Error", "", "")),
    });
    let silent = Server::start(8, |_, _, _| Ok(()));
    let lying = Server::start(9, |path, _, stream| match path {
        "/robots.txt" => stream.write_all(NOT_FOUND.as_bytes()),
        _ => stream.write_all(&answer("200 OK", HTML, "%PDF-1.7 and so on")),
    });
    vec![
        (circle, "/a", "redirects in a circle"),
        (slow, "/", "no whole answer in time"),
        (endless, "/", "the body is longer than"),
        (closed, "/news", "robots.txt asks not to fetch it"),
        (broken, "/", "answered 500"),
        (silent, "/", "the connection ended before an answer"),
        (lying, "/", "a PDF file"),
    ]
}

#[test]
fn a_server_that_misbehaves_is_named_and_costs_no_other_one() {
    let (place, servers) = (Place::new(), bad_servers());
    // A page where a feed was expected is read as a page.
    let plain = Server::start(10, |path, _, stream| match path {
        "/feed.xml" => stream.write_all(&answer("200 OK", HTML, &page(&story(3)))),
        _ => stream.write_all(NOT_FOUND.as_bytes()),
    });
    let mut urls: Vec<String> = servers.iter().map(|(server, path, _)| server.url(path)).collect();
    urls.push(plain.url("/feed.xml"));
    let options = ["--allow-private", "--seconds", "2"];
    let arguments: Vec<&str> = ["ingest"].into_iter().chain(urls.iter().map(String::as_str)).chain(options).collect();

    let run = place.run(&arguments);
    let told = summary(&run);
    assert_eq!(
        (run.code, &told["new"], &told["failed"]),
        (Some(2), &json!(1), &json!(servers.len())),
        "{}",
        run.stderr
    );
    check_failures(&place, &servers);
    assert_eq!(place.rows("SELECT text FROM reports"), [json!({"text": story(3)})]);

    // The file of failures asks for each once more.
    let before: Vec<usize> = servers.iter().map(|(server, path, _)| server.times(path)).collect();
    let again = place.run(&["ingest", &written(&place.failures_file()), "--allow-private", "--seconds", "2"]);
    assert_eq!((again.code, &summary(&again)["failed"]), (Some(2), &json!(servers.len())), "{}", again.stderr);
    check_failures(&place, &servers);
    for ((server, path, reason), before) in servers.iter().zip(before) {
        let is_asked = !reason.starts_with("robots.txt") && !reason.starts_with("the connection ended");
        assert_eq!(server.times(path) > before, is_asked, "{path}: {reason}");
    }
    place.check();
}

fn check_failures(place: &Place, servers: &[(Server, &str, &str)]) {
    let failures = place.failures();
    assert_eq!(failures.len(), servers.len(), "{failures:?}");
    for (server, path, reason) in servers {
        let url = server.url(path);
        let failure = failures.iter().find(|failure| failure["failed"]["source"] == url.as_str());
        let failure = failure.unwrap_or_else(|| panic!("{url}: no failure: {failures:?}"));
        assert!(failure["failed"]["reason"].as_str().is_some_and(|found| found.contains(reason)), "{failure}");
    }
}

#[test]
fn an_address_that_is_not_public_is_refused() {
    let (place, server) = (Place::new(), good_server_at(11));
    let run = place.run(&["ingest", &server.url("/feed.xml")]);
    assert_eq!((run.code, &summary(&run)["failed"]), (Some(2), &json!(1)), "{}", run.stderr);
    assert!(run.stderr.contains("leads to 127.0.0.11"), "{}", run.stderr);
    assert_eq!(server.asked(), [""; 0]);
}

fn good_server_at(number: u8) -> Server {
    Server::start(number, |_, _, stream| stream.write_all(&answer("200 OK", HTML, &page(&story(4)))))
}

#[test]
fn an_interrupted_poll_loses_no_report() {
    let place = Place::new();
    // The first page takes a second, so that Ctrl-C comes before the second one.
    let server = Server::start(12, |path, head, stream| {
        let found = match path {
            "/feed.xml" if head.to_ascii_lowercase().contains("if-none-match: \"v1\"") => {
                answer("304 Not Modified", "ETag: \"v1\"\r\n", "")
            }
            "/feed.xml" => answer("200 OK", "Content-Type: application/rss+xml\r\nETag: \"v1\"\r\n", &feed()),
            "/one.html" => {
                std::thread::sleep(Duration::from_secs(1));
                answer("200 OK", HTML, &page(&story(1)))
            }
            "/two.html" => answer("200 OK", HTML, &page(&story(2))),
            _ => NOT_FOUND.into(),
        };
        stream.write_all(&found)
    });
    let url = server.url("/feed.xml");
    let feeds = place.write("feeds.toml", format!("[[feed]]\nurl = \"{url}\"\n").as_bytes());
    let watch = ["watch", &feeds, "--once", "--allow-private", "--output", "json"];
    let child = keeping::begin(&mut keeping::entente(&place.store, &watch));
    while server.times("/one.html") == 0 {
        std::thread::sleep(Duration::from_millis(10));
    }
    keeping::interrupt(&child);
    let run = keeping::end(child);
    assert_eq!(summary(&run)["new"], 2, "{}", run.stderr);
    assert_eq!(server.times("/two.html"), 0);

    let run = place.run(&watch);
    assert_eq!((run.code, &summary(&run)["new"]), (Some(0), &json!(1)), "{}", run.stderr);
    assert_eq!((server.times("/one.html"), server.times("/two.html")), (1, 1));
    place.check();
}
