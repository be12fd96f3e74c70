//! What holds for one run of the service.

use pipeline::Pipeline;
use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Loads what reports are coded with, when the first one is to be coded.
pub type Load = Arc<dyn Fn() -> Result<Pipeline, String> + Send + Sync>;

/// What holds for one run of the service.
#[derive(Clone)]
pub struct Config {
    /// Where to listen; port 0 for any that is free.
    pub listen: SocketAddr,
    /// The store.
    pub store: PathBuf,
    /// The file of tokens; without one the service listens on loopback alone.
    pub token_file: Option<PathBuf>,
    /// Requests a second of one client; none leaves it to where the service listens.
    pub rate: Option<Rate>,
    /// Threads that code texts.
    pub threads: usize,
    /// Loads what they code with.
    pub load: Load,
    /// How much of everything there may be.
    pub limits: Limits,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").field("listen", &self.listen).field("store", &self.store).finish_non_exhaustive()
    }
}

/// How often one client may ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rate {
    /// Requests a second in the long run.
    pub each_second: NonZeroU32,
    /// Requests at once after a rest.
    pub burst: NonZeroU32,
}

impl Rate {
    /// Enough for a page with ten questions opened five times a second; less than a core can answer.
    pub const USUAL: Rate = Rate { each_second: NonZeroU32::new(50).unwrap(), burst: NonZeroU32::new(100).unwrap() };
}

/// How much of everything there may be. Sizes are in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Connections at a time.
    pub connections: usize,
    /// Of these from one address that is not loopback.
    pub connections_of_one: usize,
    /// Streams of live events at a time: fewer than connections, so that others are still answered.
    pub streams: usize,
    /// Streams of one client off loopback.
    pub streams_of_one: usize,
    /// Body of a request.
    pub body: usize,
    /// Bodies that are read at a time: with `body`, the memory they take.
    pub bodies: usize,
    /// Address of a request: path and query.
    pub url: usize,
    /// Headers of a request together.
    pub headers: usize,
    /// For the headers of a request to come in, and for a connection to be idle.
    pub head_time: Duration,
    /// For the body of a request to come in.
    pub body_time: Duration,
    /// For a whole request, but for streams and exports.
    pub request_time: Duration,
    /// For a client to take some of what is sent to it.
    pub send_time: Duration,
    /// Threads that ask the store.
    pub readers: usize,
    /// Questions that wait for one of them.
    pub readers_waiting: usize,
    /// For a question to wait and be answered.
    pub read_time: Duration,
    /// Exports at a time.
    pub exports: usize,
    /// For an export.
    pub export_time: Duration,
    /// Changes that wait for the writer.
    pub writes_waiting: usize,
    /// Texts that wait to be coded.
    pub texts_waiting: usize,
    /// Length of a text to be coded.
    pub text: usize,
    /// For requests under way to end once the service is asked to.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Limits {
            connections: 1024,
            connections_of_one: 128,
            streams: 256,
            streams_of_one: 16,
            body: 2 << 20,
            bodies: 64,
            url: 8 << 10,
            headers: 32 << 10,
            head_time: Duration::from_secs(10),
            body_time: Duration::from_secs(15),
            request_time: Duration::from_secs(30),
            send_time: Duration::from_secs(30),
            // A reader keeps 64 MiB of pages; more of them than cores, so that one slow question does not stop the others.
            readers: (2 * cores).clamp(4, 16),
            readers_waiting: 512,
            read_time: Duration::from_secs(20),
            exports: 4,
            export_time: Duration::from_secs(3600),
            writes_waiting: 64,
            texts_waiting: 16,
            // Some 43,000 words: 4 s of a thread, by the speed in `docs/results.md`.
            text: 256 << 10,
            farewell: Duration::from_secs(10),
        }
    }
}
