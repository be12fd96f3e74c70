use std::fmt;
use std::path::PathBuf;

/// Why the service does not start, or a file of tokens cannot be used.
///
/// The message says where, what was expected, what was found, and what to do.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Store(store::Error),
    Listen(std::net::SocketAddr, std::io::Error),
    Open(std::net::SocketAddr),
    NoToken(PathBuf),
    Tokens(PathBuf, String),
    File(PathBuf, std::io::Error),
    System(std::io::Error),
}

impl Error {
    pub(crate) fn new(kind: Kind) -> Error {
        Error { kind }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        Error::new(Kind::Store(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Store(error) => write!(f, "{error}"),
            Kind::Listen(address, error) => {
                write!(f, "{address}: cannot listen there ({error}): name another address with `--listen`")
            }
            Kind::Open(address) => write!(
                f,
                "{address} can be reached from other machines, expected a file of tokens: make one with \
                 `entente token new NAME --token-file tokens`, then give `--token-file tokens`"
            ),
            Kind::NoToken(path) => write!(
                f,
                "{}: no token in it, expected one at least: `entente token new NAME --token-file {}` adds one",
                path.display(),
                path.display()
            ),
            Kind::Tokens(path, reason) => write!(f, "{}: {reason}", path.display()),
            Kind::File(path, error) => write!(f, "{}: {error}", path.display()),
            Kind::System(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            // What it says is in the message.
            Kind::Store(error) => error.source(),
            _ => None,
        }
    }
}
