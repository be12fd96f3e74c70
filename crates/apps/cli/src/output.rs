//! Standard output and standard error.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, StdoutLock, Write};

/// Standard output, for results.
pub struct Results {
    out: BufWriter<StdoutLock<'static>>,
    /// Whether what is written is wanted now: by a person, or by a program that reads along.
    is_flushed: bool,
}

impl Results {
    /// Locks standard output.
    pub fn new() -> Results {
        let is_flushed = io::stdout().is_terminal();
        Results { out: BufWriter::with_capacity(1 << 16, io::stdout().lock()), is_flushed }
    }

    /// Writes `text` as it is. Ends the program if nobody reads any more: that is success.
    pub fn write(&mut self, text: &str) {
        let written = self.out.write_all(text.as_bytes());
        let flushed = if self.is_flushed { self.out.flush() } else { Ok(()) };
        end_on_error(written.and(flushed));
    }

    /// Writes bytes that are no text: a picture.
    pub fn write_bytes(&mut self, bytes: &[u8]) {
        end_on_error(self.out.write_all(bytes));
    }

    /// Writes out what is held back.
    pub fn flush(&mut self) {
        end_on_error(self.out.flush());
    }
}

impl Drop for Results {
    fn drop(&mut self) {
        self.flush();
    }
}

fn end_on_error(result: io::Result<()>) {
    match result {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => {
            complain(&format!("standard output: {error}"));
            std::process::exit(2);
        }
    }
}

/// Prints an error on standard error, with control characters escaped: what it quotes may come from hostile input and must not drive a terminal.
pub fn complain(message: &str) {
    // Nobody is left to be told if standard error is closed.
    let _ = writeln!(io::stderr(), "entente: {}", printable(message));
}

/// Tells a person something that is no error, on standard error.
pub fn note(message: &str) {
    let _ = writeln!(io::stderr(), "{}", printable(message));
}

fn printable(message: &str) -> String {
    let mut printable = String::with_capacity(message.len());
    for letter in message.chars() {
        match letter {
            '\n' | '\t' => printable.push(letter),
            control if control.is_control() => printable.extend(control.escape_default()),
            other => printable.push(other),
        }
    }
    printable
}
