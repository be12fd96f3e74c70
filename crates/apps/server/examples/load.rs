//! Asks a running service as many analysts at once do, and tells how long it took.
//!
//! `load ADDRESS CLIENTS SECONDS [THINK [PAGES]]`: so many clients, each with a connection of its own, open pages one after the other for so many seconds and
//! look at each for up to twice THINK milliseconds (none without it: as fast as they can); all open the same so many PAGES, or ever others. A page is a search (events by words, parties, type, place, the newest
//! first in three of four) or a relation (series and shifts, who met, what happened, deals) of two of the countries that deal most. Prints for requests and for
//! pages how many, how many failed, and the 50th, 95th and 99th percentile in milliseconds; and the memory of the service.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Countries that clients ask for.
const COUNTRIES: usize = 40;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, clients, seconds, rest @ ..] = &arguments[..] else {
        return Err("expected ADDRESS CLIENTS SECONDS [THINK [PAGES]]".into());
    };
    let (clients, seconds): (u64, u64) = (clients.parse()?, seconds.parse()?);
    let think: u64 = rest.first().map_or(Ok(0), |think| think.parse())?;
    let pages: u64 = rest.get(1).map_or(Ok(u64::MAX), |pages| pages.parse())?;
    let network: serde_json::Value = serde_json::from_slice(&Client::new(address)?.get("/api/v1/network")?)?;
    let nodes = network["nodes"].as_array().ok_or("a network without nodes")?;
    let countries: Vec<String> =
        nodes.iter().take(COUNTRIES).filter_map(|node| Some(node["code"].as_str()?.to_string())).collect();
    let until = Instant::now() + Duration::from_secs(seconds);
    let clients: Vec<_> = (0..clients)
        .map(|seed| {
            let (address, countries) = (address.to_string(), countries.clone());
            std::thread::spawn(move || Analyst::new(&address, countries, seed).work(until, think, pages))
        })
        .collect();
    let mut times: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let mut failures: BTreeMap<String, u64> = BTreeMap::new();
    for client in clients {
        let (of_one, failed) = client.join().map_err(|_| "a client panicked")?;
        of_one.into_iter().for_each(|(kind, ms)| times.entry(kind).or_default().push(ms));
        failed.into_iter().for_each(|failure| *failures.entry(failure).or_default() += 1);
    }
    println!("{:<22}{:>9}{:>9}{:>9}{:>9}{:>9}", "kind", "n", "50 %", "95 %", "99 %", "most");
    for (kind, times) in &mut times {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!("{kind:<22}{:>9}{:>9.1}{:>9.1}{:>9.1}{:>9.1}", times.len(), at(0.5), at(0.95), at(0.99), at(1.0));
    }
    failures.iter().for_each(|(failure, n)| println!("failed {n} times: {failure}"));
    let metrics = Client::new(address)?.get("/metrics")?;
    String::from_utf8_lossy(&metrics)
        .lines()
        .filter(|line| line.contains("memory"))
        .for_each(|line| println!("{line}"));
    if failures.is_empty() { Ok(()) } else { Err("requests failed".into()) }
}

/// One who opens pages.
struct Analyst {
    address: String,
    countries: Vec<String>,
    chance: fastrand::Rng,
    times: Vec<(&'static str, f64)>,
    failures: Vec<String>,
}

const WORDS: [&str; 12] = [
    "talks",
    "ministers",
    "border",
    "sanctions",
    "\"joint exercise\"",
    "visit NOT court",
    "attack",
    "agreement trade",
    "election OR vote",
    "protest*",
    "president",
    "military aid",
];
const TYPES: [&str; 8] = ["CONSULT", "AGREE", "ACCUSE", "ASSAULT", "SUPPORT", "REQUEST", "COERCE", "SANCTION"];
const SORTS: [&str; 5] = ["newest", "oldest", "confidence", "conflict", "cooperation"];

impl Analyst {
    fn new(address: &str, countries: Vec<String>, seed: u64) -> Analyst {
        let chance = fastrand::Rng::with_seed(seed);
        Analyst { address: address.into(), countries, chance, times: Vec::new(), failures: Vec::new() }
    }

    fn work(mut self, until: Instant, think: u64, pages: u64) -> (Vec<(&'static str, f64)>, Vec<String>) {
        let mut client = None;
        while Instant::now() < until {
            let page = self.chance.u64(..pages);
            let after = std::mem::replace(&mut self.chance, fastrand::Rng::with_seed(page));
            let (kind, paths) = if page.is_multiple_of(2) { self.search() } else { self.relation() };
            self.chance = after;
            let begun = Instant::now();
            for (name, path) in paths {
                self.ask(&mut client, name, &path);
            }
            self.times.push((kind, begun.elapsed().as_secs_f64() * 1e3));
            std::thread::sleep(Duration::from_millis(self.chance.u64(0..=2 * think)));
        }
        (self.times, self.failures)
    }

    fn ask(&mut self, client: &mut Option<Client>, name: &'static str, path: &str) {
        let begun = Instant::now();
        let connected = match client.take() {
            Some(client) => Ok(client),
            None => Client::new(&self.address),
        };
        let answered = connected.and_then(|mut connected| {
            connected.get(path)?;
            Ok(connected)
        });
        match answered {
            Ok(connected) => {
                *client = Some(connected);
                self.times.push((name, begun.elapsed().as_secs_f64() * 1e3));
            }
            Err(error) => self.failures.push(error.to_string()),
        }
    }

    fn country(&mut self) -> String {
        let at = self.chance.usize(..self.countries.len());
        self.countries[at].clone()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.chance.usize(..of.len())]
    }

    fn search(&mut self) -> (&'static str, Vec<(&'static str, String)>) {
        let sort = if self.chance.u8(..4) == 0 { self.one(&SORTS) } else { SORTS[0] };
        let mut asked = vec![("sort", sort.to_string())];
        if self.chance.bool() {
            asked.push(("words", self.one(&WORDS).to_string()));
        }
        if self.chance.u8(..3) == 0 {
            asked.push(("type", self.one(&TYPES).to_string()));
        }
        if self.chance.bool() {
            asked.push(("actor", self.country()));
        }
        if self.chance.u8(..4) == 0 {
            asked.push(("place", self.country()));
        }
        let query: Vec<String> = asked
            .iter()
            .map(|(name, value)| format!("{name}={}", value.replace(' ', "%20").replace('"', "%22")))
            .collect();
        ("page: search", vec![("events", format!("/api/v1/events?{}", query.join("&")))])
    }

    fn relation(&mut self) -> (&'static str, Vec<(&'static str, String)>) {
        let (one, mut other) = (self.country(), self.country());
        while one == other {
            other = self.country();
        }
        let parties = format!("party={one}&party={other}");
        let between = format!("between={one}&between={other}");
        let paths = vec![
            ("relations", format!("/api/v1/relations?{parties}")),
            ("relations/people", format!("/api/v1/relations/people?{parties}")),
            ("happenings", format!("/api/v1/happenings?{between}")),
            ("materiel", format!("/api/v1/materiel?{between}")),
        ];
        ("page: relation", paths)
    }
}

/// A connection that stays open.
struct Client {
    address: String,
    stream: BufReader<TcpStream>,
}

impl Client {
    fn new(address: &str) -> Result<Client, Failure> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Client { address: address.into(), stream: BufReader::new(stream) })
    }

    fn get(&mut self, path: &str) -> Result<Vec<u8>, Failure> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).unwrap_or_default().to_string();
        let mut length = None;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let header = line.trim();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.to_ascii_lowercase().strip_prefix("content-length:") {
                length = Some(value.trim().parse::<usize>()?);
            }
        }
        let mut body = vec![0; length.ok_or("an answer without a length")?];
        self.stream.read_exact(&mut body)?;
        if status != "200" {
            return Err(format!("{status} {}", path.split('?').next().unwrap_or_default()).into());
        }
        Ok(body)
    }
}
