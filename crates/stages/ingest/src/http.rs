//! Answers of web servers as crawls keep them: RFC 9112 framing, RFC 9110 content codings.

use crate::MAX_INPUT;
use crate::compression::{Compression, bounded, decompressed};
use crate::error::{Error, Kind};
use flate2::read::{DeflateDecoder, ZlibDecoder};

/// The head of a response.
#[derive(Debug)]
pub(crate) struct Head {
    pub status: u16,
    fields: Fields,
    /// Bytes up to the body.
    pub length: usize,
}

impl Head {
    /// The head that `response` begins with.
    pub(crate) fn parse(response: &[u8]) -> Option<Head> {
        if !response.starts_with(b"HTTP/") {
            return None;
        }
        let length = head_length(response)?;
        let head = String::from_utf8_lossy(&response[..length]);
        let (first, rest) = head.split_once('\n')?;
        let status = first.split_ascii_whitespace().nth(1)?.parse().ok()?;
        Some(Head { status, fields: Fields::parse(rest), length })
    }

    /// The value of the first field of this name.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name)
    }

    /// How the body is framed and coded.
    pub(crate) fn coding(&self) -> Coding {
        let names = |field| {
            let values = self.field(field).unwrap_or_default().split(',').map(|name| name.trim().to_ascii_lowercase());
            values.filter(|name| !name.is_empty() && name != "identity").collect::<Vec<String>>()
        };
        Coding {
            is_chunked: names("Transfer-Encoding").iter().any(|name| name == "chunked"),
            codings: names("Content-Encoding"),
        }
    }
}

/// `Name: value` lines, as HTTP and WARC have them.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The fields in `lines`; a line that begins with white space goes on the one before.
    pub(crate) fn parse(lines: &str) -> Fields {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines.lines() {
            if line.starts_with([' ', '\t'])
                && let Some((_, value)) = fields.last_mut()
            {
                value.push(' ');
                value.push_str(line.trim());
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_string(), value.trim().to_string()));
            }
        }
        Fields(fields)
    }

    /// The value of the first field of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Bytes up to the end of the blank line that ends a head.
fn head_length(response: &[u8]) -> Option<usize> {
    let wide = memchr::memmem::find(response, b"\r\n\r\n").map(|at| at + 4);
    let narrow = memchr::memmem::find(response, b"\n\n").map(|at| at + 2);
    wide.into_iter().chain(narrow).min()
}

/// How a body is framed and coded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Coding {
    is_chunked: bool,
    /// In the order they were applied.
    codings: Vec<String>,
}

impl Coding {
    /// The content that `body` carries. Crawls often undo a coding and leave the field that names it; a body that does
    /// not begin as the coding would is therefore taken as it is.
    pub(crate) fn undo(&self, body: &[u8]) -> Result<Vec<u8>, Error> {
        let mut body = if self.is_chunked && begins_chunk(body) { unchunked(body)? } else { body.to_vec() };
        for coding in self.codings.iter().rev().take(crate::compression::MAX_LAYERS) {
            body = uncoded(coding, body)?;
        }
        Ok(body)
    }
}

fn uncoded(coding: &str, body: Vec<u8>) -> Result<Vec<u8>, Error> {
    let content = match (Compression::of(&body), coding) {
        (Some(compression), _) => decompressed(compression, &body, MAX_INPUT).map_err(Error::of_reading)?,
        (None, "deflate") => match inflated(&body) {
            Ok(content) => content,
            Err(_) => return Ok(body),
        },
        (None, "br") if !looks_like_text(&body) => {
            return Err(Error::new(Kind::Body("its body is compressed with Brotli, expected gzip, deflate or zstd")));
        }
        _ => return Ok(body),
    };
    content.ok_or_else(|| Error::new(Kind::PieceTooLong("the decompressed page")))
}

/// What servers call deflate is zlib, and of a few of them bare deflate.
fn inflated(body: &[u8]) -> std::io::Result<Option<Vec<u8>>> {
    bounded(ZlibDecoder::new(body), MAX_INPUT).or_else(|_| bounded(DeflateDecoder::new(body), MAX_INPUT))
}

fn looks_like_text(body: &[u8]) -> bool {
    body.iter().take(64).all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace())
}

fn begins_chunk(body: &[u8]) -> bool {
    chunk_head(body).is_some()
}

/// The length of the chunk that begins here, and of the line that says so.
fn chunk_head(body: &[u8]) -> Option<(usize, usize)> {
    const LONGEST: usize = 1024;
    let end = memchr::memchr(b'\n', &body[..body.len().min(LONGEST)])?;
    let line = std::str::from_utf8(&body[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let length = usize::from_str_radix(digits, 16).ok().filter(|_| is_number)?;
    Some((length, end + 1))
}

fn unchunked(mut body: &[u8]) -> Result<Vec<u8>, Error> {
    let mut content = Vec::with_capacity(body.len());
    loop {
        let cut = || Error::new(Kind::Body("its body ends in the middle of a chunk"));
        let (length, head) = chunk_head(body).ok_or_else(cut)?;
        body = &body[head..];
        if length == 0 {
            return Ok(content);
        }
        content.extend_from_slice(body.get(..length).ok_or_else(cut)?);
        body = &body[length..];
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).ok_or_else(cut)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn undone(head: &str, body: &[u8]) -> Result<Vec<u8>, String> {
        let response = [b"HTTP/1.1 200 OK\r\n", head.as_bytes(), b"\r\n", body].concat();
        let head = Head::parse(&response).expect("a head");
        head.coding().undo(&response[head.length..]).map_err(|error| error.to_string())
    }

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).expect("to memory");
        encoder.finish().expect("to memory")
    }

    #[test]
    fn chunks_are_joined() {
        let body = b"5\r\nTalks\r\n8;x=y\r\n resumed\r\n0\r\n\r\n";
        assert_eq!(undone("Transfer-Encoding: chunked\r\n", body).expect("chunks"), b"Talks resumed");
        let error = undone("transfer-encoding: Chunked\r\n", b"5\r\nTal").expect_err("cut");
        assert_eq!(error, "its body ends in the middle of a chunk: fetch the page again");
    }

    #[test]
    fn codings_are_undone_and_those_that_were_undone_passed_over() {
        let zipped = gzipped(b"Talks resumed.");
        assert_eq!(undone("Content-Encoding: gzip\r\n", &zipped).expect("gzip"), b"Talks resumed.");
        assert_eq!(undone("Content-Encoding: gzip\r\n", b"Talks resumed.").expect("as it is"), b"Talks resumed.");
        assert_eq!(undone("Transfer-Encoding: chunked\r\n", b"<p>Talks").expect("as it is"), b"<p>Talks");
        let chunked = [format!("{:x}\r\n", zipped.len()).as_bytes(), &zipped, b"\r\n0\r\n\r\n"].concat();
        let head = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n";
        assert_eq!(undone(head, &chunked).expect("both"), b"Talks resumed.");
    }

    #[test]
    fn what_is_not_undone_is_said() {
        let error = undone("Content-Encoding: br\r\n", b"\x8b\x03\x80abc").expect_err("Brotli");
        assert!(error.starts_with("its body is compressed with Brotli"), "{error}");
        let cut = &gzipped(&[b'a'; 9000])[..20];
        let error = undone("Content-Encoding: gzip\r\n", cut).expect_err("cut");
        assert_eq!(error, "the gzip data is cut short: fetch or copy the file again");
    }

    #[test]
    fn heads_are_read() {
        let head = Head::parse(b"HTTP/2 404\ncontent-type: text/html;\n charset=x\n\nbody").expect("a head");
        assert_eq!((head.status, head.field("Content-Type"), head.length), (404, Some("text/html; charset=x"), 48));
        assert!(Head::parse(b"<html>").is_none());
    }
}
