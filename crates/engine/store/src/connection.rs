use crate::error::{Error, Kind};
use crate::migration;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, InterruptHandle, OpenFlags};
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a writer waits for another one: a batch takes a second at most.
const PATIENCE: Duration = Duration::from_secs(60);

/// Memory for pages, in KiB: the upper levels of all indexes of a million events fit.
const CACHE: i64 = 64 << 10;

/// Pages of the log before it is written back into the file: 64 MiB.
const LOG_PAGES: i64 = 16 << 10;

/// Statements kept ready.
const STATEMENTS: usize = 256;

/// A store to write to. One process at a time writes; others wait.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

impl Store {
    /// Opens the store at `path`, makes it if there is nothing, and brings an older one to the newest schema.
    ///
    /// # Errors
    /// If the file is not a store, is of a newer version, or cannot be written.
    pub fn open(path: &Path) -> Result<Store, Error> {
        let was_there = path.is_file();
        let fail = |error: Error| if was_there { error.of_writing() } else { error };
        let connection = open_to_write(path).map_err(|error| fail(error).at(path))?;
        Ok(Store { connection, path: path.to_path_buf() })
    }

    /// A hand to read with, of what is committed.
    ///
    /// # Errors
    /// If the file is gone.
    pub fn reader(&self) -> Result<Reader, Error> {
        Reader::open(&self.path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives room that removed rows left back to the disk, and joins the parts of the indexes of words.
    ///
    /// # Errors
    /// If the disk has no room for a copy, or another process reads for too long.
    pub fn vacuum(&mut self) -> Result<(), Error> {
        let tables = ["search_events", "search_reports", "search_names"];
        let optimize = tables.map(|table| format!("INSERT INTO {table} ({table}) VALUES ('optimize');")).concat();
        let run = |sql: &str| self.connection.execute_batch(sql).map_err(|error| Error::from(error).at(&self.path));
        run(&optimize)?;
        run("VACUUM; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);")
    }
}

/// A store to read from, one thread's hand on it: what others commit in the meantime is seen by the next question.
#[derive(Debug)]
pub struct Reader {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

impl Reader {
    /// Opens the store at `path`; on a medium that cannot be written too, if nobody writes it.
    ///
    /// # Errors
    /// If there is none, or it is not a store of this schema.
    pub fn open(path: &Path) -> Result<Reader, Error> {
        if !path.exists() {
            return Err(Error::new(Kind::Missing).at(path));
        }
        let connection = open_to_read(path).map_err(|error| error.at(path))?;
        Ok(Reader { connection, path: path.to_path_buf() })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A hand to stop with, from another thread, what this reader is asked.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.connection.get_interrupt_handle())
    }

    /// A number that is another one after every commit of somebody else, by whichever process; of this reader alone, and not kept.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn data_version(&self) -> Result<i64, Error> {
        let version = self.connection.pragma_query_value(None, "data_version", |row| row.get(0));
        version.map_err(|error| Error::from(error).at(&self.path))
    }
}

/// Stops what a reader is asked.
pub struct Interrupter(InterruptHandle);

impl Interrupter {
    /// Ends the statement that runs at this moment with an error; if none runs, nothing happens.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

impl fmt::Debug for Interrupter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Interrupter")
    }
}

/// `path` as SQLite is to take it: a folder is no store, and `:memory:` is a file like any other.
fn file_at(path: &Path) -> Result<PathBuf, Error> {
    if path.is_dir() {
        return Err(Error::new(Kind::Folder));
    }
    Ok(if path.is_absolute() { path.to_path_buf() } else { Path::new(".").join(path) })
}

fn open_to_write(path: &Path) -> Result<Connection, Error> {
    let path = &file_at(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection)?;
    // Looked at before anything is changed: the file may be another program's.
    migration::schema(&connection)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // Every commit reaches the disk: a batch is acknowledged once it would survive a power cut.
    connection.pragma_update(None, "synchronous", "full")?;
    // Pages of the indexes change in batch after batch: the longer they stay in the log, the fewer times they are written back.
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    // Else a statement is planned anew whenever another value is bound to it: a tenth of the time of an ingest.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    migration::migrate(&mut connection)?;
    Ok(connection)
}

fn open_to_read(path: &Path) -> Result<Connection, Error> {
    let path = &file_at(path)?;
    let connection = match read_only(path) {
        // A store in write-ahead mode needs files beside it, which a medium that cannot be written does not allow.
        Err(error) if is_unopenable(&error) && !beside(path, "-wal").exists() => immutable(path)?,
        other => other?,
    };
    match migration::schema(&connection)? {
        migration::NEWEST => Ok(connection),
        // Empty: whoever was about to make it was stopped, or is at it.
        0 => Err(Error::new(Kind::Missing)),
        found => Err(Error::new(Kind::Older { found })),
    }
}

fn read_only(path: &Path) -> Result<Connection, rusqlite::Error> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    prepare(&connection)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

/// Of a file that nobody can change.
fn immutable(path: &Path) -> Result<Connection, rusqlite::Error> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let path = path.trim_start_matches('/');
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(format!("file:///{path}?immutable=1"), flags)?;
    prepare(&connection)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // Each row that is taken away would search the tables that could point at it; `store check` tells of rows that point nowhere.
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

fn is_unopenable(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::SystemIoFailure))
}

/// The path of a file beside the one at `path`, with `suffix` after its name.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The files that a store at `path` is made of, there or not: nothing else may write them, and to close one in the process that has the
/// store open takes away its locks.
pub fn files(path: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|suffix| beside(path, suffix))
}
