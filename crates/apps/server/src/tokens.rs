//! The file of tokens: who may ask from other machines, and who may change what is kept.
//!
//! One line a token: `name scope sha256-hex [created]`; empty lines and lines that begin with `#` are nobody's. Only the SHA-256
//! of a token is kept. A token is 32 random bytes in base64url after `ent_`.

use crate::error::{Error, Kind};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};

/// What every token begins with, so that one that leaked is recognized.
const PREFIX: &str = "ent_";

/// Random bytes of a token.
const TOKEN_BYTES: usize = 32;

/// Longest file, in bytes: some thousand tokens.
const LONGEST_FILE: u64 = 1 << 20;

/// Longest name of a token, in characters.
const LONGEST_NAME: usize = 64;

/// A file changed less than this ago is read again each time: another change may have the same time.
const SETTLED: Duration = Duration::from_secs(2);

/// What a token allows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Scope {
    /// To ask.
    Read,
    /// To ask and to correct.
    Write,
}

impl Scope {
    /// All of them.
    pub const ALL: [Scope; 2] = [Scope::Read, Scope::Write];

    /// As the file has it.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Write => "write",
        }
    }
}

/// A token of the file, but for what proves it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// Whose it is.
    pub name: String,
    /// What it allows.
    pub scope: Scope,
    /// When it was made.
    pub created: Option<String>,
}

/// SHA-256 of a token.
pub(crate) type Hash = [u8; 32];

#[derive(Clone, Debug)]
struct Token {
    listed: Listed,
    hash: Hash,
}

/// Makes a token, adds it to the file at `path`, which is made if there is none, and gives it out this once.
///
/// # Errors
/// If the name cannot be one or is taken, or the file is broken or cannot be written.
pub fn add(path: &Path, name: &str, scope: Scope, created: &str) -> Result<String, Error> {
    check_name(name).map_err(|reason| Error::new(Kind::Tokens(path.to_path_buf(), reason)))?;
    let token = random_token()?;
    let line = format!("{name} {} {} {created}\n", scope.name(), hexadecimal(&hash_of(&token)));
    rewrite(path, |text, tokens| {
        if tokens.iter().any(|token| token.listed.name == name) {
            return Err(format!("there is a token named `{name}`: take another name, or revoke that one first"));
        }
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        Ok(format!("{text}{end}{line}"))
    })?;
    Ok(token)
}

/// The tokens of the file at `path`, in its order.
///
/// # Errors
/// If the file is broken or cannot be read.
pub fn list(path: &Path) -> Result<Vec<Listed>, Error> {
    let (_, tokens) = read(path)?;
    Ok(tokens.into_iter().map(|token| token.listed).collect())
}

/// Takes a token out of the file at `path`: a service that runs refuses it from its next request on.
///
/// # Errors
/// If no token has the name, or the file is broken or cannot be written.
pub fn revoke(path: &Path, name: &str) -> Result<(), Error> {
    rewrite(path, |text, tokens| {
        if !tokens.iter().any(|token| token.listed.name == name) {
            return Err(format!("no token is named `{name}`: `entente token list` names them"));
        }
        Ok(text.split_inclusive('\n').filter(|line| line.split_whitespace().next() != Some(name)).collect())
    })
}

/// The file of tokens of a service that runs: read again when it changes.
pub(crate) struct TokenFile {
    path: PathBuf,
    seen: Mutex<Seen>,
}

struct Seen {
    stamp: Option<Stamp>,
    /// None if the file is broken or gone: then nobody is let in.
    tokens: Option<Arc<[Token]>>,
}

/// What tells that a file is another one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Stamp {
    modified: SystemTime,
    length: u64,
    inode: u64,
}

impl TokenFile {
    /// The file at `path`, which must hold a token.
    ///
    /// # Errors
    /// If it is broken, cannot be read, or holds none.
    pub(crate) fn open(path: &Path) -> Result<TokenFile, Error> {
        let stamp = stamp(path).ok();
        let (_, tokens) = read(path)?;
        if tokens.is_empty() {
            return Err(Error::new(Kind::NoToken(path.to_path_buf())));
        }
        let seen = Mutex::new(Seen { stamp, tokens: Some(tokens.into()) });
        Ok(TokenFile { path: path.to_path_buf(), seen })
    }

    /// Whose token this is. Looks at every line, whatever it finds, so that the time tells nothing.
    ///
    /// # Errors
    /// If the file has come to be broken or is gone.
    pub(crate) fn owner(&self, hash: &Hash) -> Result<Option<Listed>, Broken> {
        let tokens = self.current().ok_or(Broken)?;
        let (mut found, mut is_found) = (0u64, Choice::from(0));
        for (at, token) in (0u64..).zip(tokens.iter()) {
            let is_same = token.hash.ct_eq(hash);
            found.conditional_assign(&at, is_same);
            is_found |= is_same;
        }
        let owner = tokens.get(usize::try_from(found).unwrap_or(0)).map(|token| token.listed.clone());
        Ok(owner.filter(|_| bool::from(is_found)))
    }

    fn current(&self) -> Option<Arc<[Token]>> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let now = stamp(&self.path).ok();
        if now.is_none() || now != seen.stamp || !now.is_some_and(Stamp::is_settled) {
            let was_whole = seen.tokens.is_some();
            seen.tokens = match read(&self.path) {
                Ok((_, tokens)) => Some(tokens.into()),
                Err(error) => {
                    if was_whole {
                        tracing::error!(%error, "nobody is let in until the file of tokens is mended");
                    }
                    None
                }
            };
            seen.stamp = now;
        }
        seen.tokens.clone()
    }
}

/// The file of tokens cannot be used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Broken;

impl Stamp {
    fn is_settled(self) -> bool {
        self.modified.elapsed().is_ok_and(|age| age > SETTLED)
    }
}

/// What the file keeps of a token.
pub(crate) fn hash_of(token: &str) -> Hash {
    Sha256::digest(token.as_bytes()).into()
}

fn random_token() -> Result<String, Error> {
    let mut bytes = [0; TOKEN_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| Error::new(Kind::System(io::Error::other(error))))?;
    Ok(format!("{PREFIX}{}", BASE64_URL_SAFE_NO_PAD.encode(bytes)))
}

fn read(path: &Path) -> Result<(String, Vec<Token>), Error> {
    let fail = |error| Error::new(Kind::File(path.to_path_buf(), error));
    let broken = |reason| Error::new(Kind::Tokens(path.to_path_buf(), reason));
    let file = File::open(path).map_err(fail)?;
    check_rights(&file).map_err(broken)?;
    let mut text = String::new();
    file.take(LONGEST_FILE + 1).read_to_string(&mut text).map_err(fail)?;
    if text.len() as u64 > LONGEST_FILE {
        return Err(broken(format!("expected at most {LONGEST_FILE} bytes: revoke tokens that nobody uses")));
    }
    let tokens = parse(&text).map_err(broken)?;
    Ok((text, tokens))
}

/// A file that others may write lets others in.
#[cfg(unix)]
fn check_rights(file: &File) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata().map(|metadata| metadata.permissions().mode()).unwrap_or(0);
    if mode & 0o022 != 0 {
        return Err(format!("others may write it (mode {:o}), expected its owner alone: `chmod 600` it", mode & 0o777));
    }
    Ok(())
}

#[cfg(not(unix))]
fn check_rights(_file: &File) -> Result<(), String> {
    Ok(())
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_metadata: &fs::Metadata) -> u64 {
    0
}

fn stamp(path: &Path) -> io::Result<Stamp> {
    let metadata = fs::metadata(path)?;
    Ok(Stamp { modified: metadata.modified()?, length: metadata.len(), inode: inode(&metadata) })
}

fn parse(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::<Token>::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let token = parse_line(line).map_err(|reason| format!("line {number}: {reason}"))?;
        if tokens.iter().any(|other| other.listed.name == token.listed.name) {
            return Err(format!("line {number}: a second token named `{}`: take one of them out", token.listed.name));
        }
        tokens.push(token);
    }
    Ok(tokens)
}

fn parse_line(line: &str) -> Result<Token, String> {
    let mut fields = line.split_whitespace();
    let (name, scope, hash) = (fields.next(), fields.next(), fields.next());
    let created = fields.next().map(str::to_string);
    let (Some(name), Some(scope), Some(hash), None) = (name, scope, hash, fields.next()) else {
        let found = line.split_whitespace().count();
        return Err(format!(
            "expected `name scope sha256 [created]`, found {found} fields: make tokens with `entente token new`"
        ));
    };
    check_name(name)?;
    let scope = Scope::ALL.into_iter().find(|known| known.name() == scope);
    let scope = scope.ok_or("expected the scope `read` or `write` after the name")?;
    // What stands there may be a token by mistake: it is not shown.
    let hash = from_hexadecimal(hash)
        .ok_or("expected a SHA-256 of 64 hexadecimal digits after the scope: make tokens with `entente token new`")?;
    Ok(Token { listed: Listed { name: name.to_string(), scope, created }, hash })
}

fn check_name(name: &str) -> Result<(), String> {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    if name.is_empty() || name.len() > LONGEST_NAME || !name.bytes().all(is_letter) {
        let shown: String = name.chars().take(LONGEST_NAME).collect();
        return Err(format!(
            "expected a name of 1 to {LONGEST_NAME} letters, digits, `.`, `_` or `-`, found `{}`",
            shown.escape_debug()
        ));
    }
    Ok(())
}

/// Puts what `change` makes of the file in its place, whole or not at all, for its owner's eyes.
fn rewrite(path: &Path, change: impl FnOnce(&str, &[Token]) -> Result<String, String>) -> Result<(), Error> {
    let next = store::beside(path, ".new");
    let fail = |error| Error::new(Kind::File(next.clone(), error));
    // Made anew by one at a time: two changes at once would lose one.
    let mut file = create(&next).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            let reason = "another `entente token` is at it, or one was stopped: remove it if none runs";
            Error::new(Kind::Tokens(next.clone(), reason.into()))
        }
        _ => fail(error),
    })?;
    let changed = (|| {
        let (text, tokens) = if path.exists() { read(path)? } else { Default::default() };
        let text = change(&text, &tokens).map_err(|reason| Error::new(Kind::Tokens(path.to_path_buf(), reason)))?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(fail)?;
        fs::rename(&next, path).map_err(fail)?;
        sync_folder(path).map_err(fail)
    })();
    if changed.is_err() {
        // The error that is told is the first one.
        let _ = fs::remove_file(&next);
    }
    changed
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The new name is on the disk too.
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hexadecimal(text: &str) -> Option<Hash> {
    let digits = text.as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut hash = [0; 32];
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        let value = |digit: u8| (digit as char).to_digit(16).and_then(|value| u8::try_from(value).ok());
        *byte = value(pair[0])? << 4 | value(pair[1])?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("tokens");
        (folder, path)
    }

    #[test]
    fn a_token_is_known_until_it_is_revoked() {
        let (_folder, path) = file();
        let reader = add(&path, "desk", Scope::Read, "2026-11-26").expect("a token");
        let writer = add(&path, "editor", Scope::Write, "2026-11-26").expect("a token");
        let file = TokenFile::open(&path).expect("tokens");
        let owner =
            |token: &str| file.owner(&hash_of(token)).expect("a whole file").map(|listed| (listed.name, listed.scope));
        assert_eq!(owner(&reader), Some(("desk".into(), Scope::Read)));
        assert_eq!(owner(&writer), Some(("editor".into(), Scope::Write)));
        assert_eq!(owner("ent_x"), None);
        revoke(&path, "desk").expect("revoked");
        assert_eq!(owner(&reader), None);
        assert_eq!(owner(&writer), Some(("editor".into(), Scope::Write)));
    }

    #[test]
    fn the_file_keeps_no_token() {
        let (_folder, path) = file();
        let token = add(&path, "desk", Scope::Read, "2026-11-26").expect("a token");
        assert!(token.starts_with("ent_") && token.len() == 4 + 43, "{token}");
        assert!(!fs::read_to_string(&path).expect("the file").contains(&token[4..]));
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, path) = file();
        add(&path, "desk", Scope::Read, "2026-11-26").expect("a token");
        let mode = |path: &Path| fs::metadata(path).expect("the file").permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).expect("rights");
        let error = list(&path).expect_err("a file that others may write").to_string();
        assert!(error.contains("mode 666") && error.contains("chmod 600"), "{error}");
    }

    #[test]
    fn a_file_that_comes_to_be_broken_lets_nobody_in() {
        let (_folder, path) = file();
        let token = add(&path, "desk", Scope::Read, "2026-11-26").expect("a token");
        let file = TokenFile::open(&path).expect("tokens");
        let whole = fs::read_to_string(&path).expect("the file");
        fs::write(&path, format!("{whole}editor write\n")).expect("written");
        assert!(file.owner(&hash_of(&token)).is_err());
        fs::remove_file(&path).expect("removed");
        assert!(file.owner(&hash_of(&token)).is_err());
        fs::write(&path, whole).expect("written");
        assert!(file.owner(&hash_of(&token)).expect("a whole file").is_some());
    }

    #[test]
    fn a_broken_line_is_named() {
        let check = |text: &str, expected: &str| {
            let error = parse(text).expect_err("a broken line");
            assert!(error.contains(expected), "{error}");
        };
        let hash = "0".repeat(64);
        check("# ours\n\ndesk read", "line 3: expected `name scope sha256 [created]`, found 2 fields");
        check(&format!("desk all {hash}"), "line 1: expected the scope `read` or `write`");
        check("desk read ent_secret", "line 1: expected a SHA-256");
        check(&format!("d/k read {hash}"), "line 1: expected a name of 1 to 64");
        check(&format!("a read {hash}\na read {hash}"), "line 2: a second token named `a`");
    }

    #[test]
    fn a_token_is_not_shown_where_its_hash_should_be() {
        assert!(!parse("desk read ent_secret").expect_err("no hash").contains("secret"));
    }

    #[test]
    fn a_name_is_taken_once() {
        let (_folder, path) = file();
        add(&path, "desk", Scope::Read, "2026-11-26").expect("a token");
        let error = add(&path, "desk", Scope::Write, "2026-11-26").expect_err("a second one").to_string();
        assert!(error.contains("there is a token named `desk`"), "{error}");
        assert_eq!(list(&path).expect("tokens").len(), 1);
        let error = revoke(&path, "desks").expect_err("no such token").to_string();
        assert!(error.contains("no token is named `desks`"), "{error}");
    }
}
