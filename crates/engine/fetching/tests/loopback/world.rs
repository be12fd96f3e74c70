//! A small world on loopback: servers that say what they are told, names that lead to them, and a
//! clock that passes by being slept on.

use fetching::{AddressPolicy, Clock, Error, Fetched, Fetcher, Names, Options, Page, Purpose, Validators};
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A second of January 2027, UTC: the moment at which every test starts.
pub const START: u64 = 1_800_000_000;

/// A server on a port of its own, for as long as the process lives.
pub struct Server {
    pub address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers every request by `answer`, which is given the request's path and its whole head.
    pub fn start(answer: impl Fn(&str, &str, &mut TcpStream) -> io::Result<()> + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (Arc::new(answer), requests.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (answer.clone(), log.clone());
                thread::spawn(move || converse(stream, &*answer, &log));
            }
        });
        Server { address, requests }
    }

    /// Answers every path with the same bytes, and has no robots.txt.
    pub fn saying(bytes: impl Into<Vec<u8>>) -> Server {
        let bytes = bytes.into();
        Server::without_robots(move |_, _, stream| stream.write_all(&bytes))
    }

    /// Answers as told, and has no robots.txt.
    pub fn without_robots(
        answer: impl Fn(&str, &str, &mut TcpStream) -> io::Result<()> + Send + Sync + 'static,
    ) -> Server {
        Server::start(move |path, head, stream| match path {
            "/robots.txt" => stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
            _ => answer(path, head, stream),
        })
    }

    /// Answers by path; other paths are not found.
    pub fn with_pages(pages: &'static [(&'static str, &'static str)]) -> Server {
        Server::start(move |path, _, stream| {
            let page = pages.iter().find(|(name, _)| *name == path).map(|(_, answer)| *answer);
            stream.write_all(page.unwrap_or("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").as_bytes())
        })
    }

    /// The first lines of all requests so far.
    pub fn asked(&self) -> Vec<String> {
        self.heads().iter().filter_map(|head| head.lines().next().map(String::from)).collect()
    }

    /// The whole heads of all requests so far.
    pub fn heads(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// What a test fetches with.
pub struct World {
    pub fetcher: Fetcher,
    pub clock: StoppedClock,
}

impl World {
    /// `public.example` is the server, which is allowed.
    pub fn with(server: &Server) -> World {
        World::of(&[("public.example", server.address)], options(server))
    }

    pub fn of(names: &[(&str, SocketAddr)], options: Options) -> World {
        let clock = StoppedClock::default();
        let fetcher = Fetcher::with_names(options, clock.clone(), Directory::of(names)).unwrap();
        World { fetcher, clock }
    }

    pub fn fetch(&mut self, url: &str) -> Result<Page, Error> {
        match self.fetcher.fetch(url, &Validators::default(), Purpose::Page)? {
            Fetched::Page(page) => Ok(page),
            Fetched::NotModified { .. } => panic!("no validators were sent"),
        }
    }

    pub fn text(&mut self, url: &str) -> String {
        String::from_utf8(self.fetch(url).unwrap().bytes).unwrap()
    }

    pub fn failure(&mut self, url: &str) -> Error {
        self.fetch(url).expect_err("a failure")
    }
}

/// Bounds for a test: the server is allowed, nothing else that is not public.
pub fn options(server: &Server) -> Options {
    Options { addresses: AddressPolicy::public_only().and(server.address), ..Options::polite("https://example.org/") }
}

/// Time passes when it is slept, and when a test says so.
#[derive(Clone, Default)]
pub struct StoppedClock {
    passed: Arc<Mutex<Duration>>,
    naps: Arc<Mutex<Vec<Duration>>>,
}

impl StoppedClock {
    pub fn pass(&self, time: Duration) {
        *self.passed.lock().unwrap() += time;
    }

    /// Every sleep so far.
    pub fn naps(&self) -> Vec<Duration> {
        self.naps.lock().unwrap().clone()
    }
}

impl Clock for StoppedClock {
    fn now(&self) -> u64 {
        START + self.elapsed().as_secs()
    }

    fn elapsed(&self) -> Duration {
        *self.passed.lock().unwrap()
    }

    fn sleep(&self, time: Duration) {
        self.naps.lock().unwrap().push(time);
        self.pass(time);
    }
}

/// Names and where they lead, whatever port is asked for; addresses lead to themselves.
#[derive(Debug)]
pub struct Directory(BTreeMap<String, SocketAddr>);

impl Directory {
    pub fn of(names: &[(&str, SocketAddr)]) -> Directory {
        Directory(names.iter().map(|(name, address)| (name.to_string(), *address)).collect())
    }
}

impl Names for Directory {
    fn look_up(&self, host: &str, port: u16, _: Duration) -> io::Result<Vec<SocketAddr>> {
        if let Ok(address) = format!("{host}:{port}").parse() {
            return Ok(vec![address]);
        }
        let address = self.0.get(host).ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no such name"))?;
        Ok(vec![*address])
    }
}

/// An answer with this body and its length.
pub fn page(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

/// An answer that leads elsewhere.
pub fn redirect(status: u16, location: &str) -> String {
    format!("HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n")
}

fn converse(
    mut stream: TcpStream,
    answer: &dyn Fn(&str, &str, &mut TcpStream) -> io::Result<()>,
    log: &Mutex<Vec<String>>,
) -> Option<()> {
    let head = read_head(&mut stream)?;
    let path = head.split(' ').nth(1)?.to_string();
    log.lock().unwrap().push(head.clone());
    answer(&path, &head, &mut stream).ok()?;
    stream.shutdown(Shutdown::Write).ok()
}

fn read_head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        head.extend(byte);
    }
    String::from_utf8(head).ok()
}
