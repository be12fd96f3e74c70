use crate::problem::Problem;
use axum::body::{Body, Bytes};
use futures_util::stream::{StreamExt, unfold};
use std::io::{self, ErrorKind, Write};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinHandle;

/// Bytes that are sent together.
const CHUNK: usize = 64 << 10;

/// Chunks that wait for the client.
const WAITING: usize = 4;

/// Takes what is written and hands it on in chunks, no faster than the client takes it.
pub(super) struct Chunks {
    chunk: Vec<u8>,
    out: Sender<Bytes>,
}

/// The two ends of what is sent.
pub(super) fn chunks() -> (Chunks, Receiver<Bytes>) {
    let (out, chunks) = channel(WAITING);
    (Chunks { chunk: Vec::with_capacity(CHUNK), out }, chunks)
}

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.chunk.extend_from_slice(bytes);
        if self.chunk.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.chunk.is_empty() {
            return Ok(());
        }
        let chunk = std::mem::replace(&mut self.chunk, Vec::with_capacity(CHUNK));
        self.out.blocking_send(chunk.into()).map_err(|_| ErrorKind::BrokenPipe.into())
    }
}

/// A body of `chunks`, once the first has come; a failure of `writing` before it is told, one after it breaks the body off.
pub(super) async fn body(
    mut chunks: Receiver<Bytes>,
    writing: JoinHandle<Result<(), Problem>>,
) -> Result<Body, Problem> {
    let Some(first) = chunks.recv().await else {
        writing.await.unwrap_or_else(|_| Err(Problem::internal()))?;
        return Ok(Body::empty());
    };
    let state = (Some(first), chunks, Some(writing));
    let pieces = unfold(state, |(first, mut chunks, mut writing)| async move {
        let next = match first {
            Some(first) => Some(first),
            None => chunks.recv().await,
        };
        if let Some(chunk) = next {
            return Some((Ok(chunk), (None, chunks, writing)));
        }
        let ended = writing.take()?.await;
        let is_whole = matches!(ended, Ok(Ok(())));
        (!is_whole).then(|| (Err(io::Error::other("what is sent could not be written whole")), (None, chunks, None)))
    });
    // Whatever packs a body may ask once more after its end.
    Ok(Body::from_stream(pieces.fuse()))
}
