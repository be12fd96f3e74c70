use crate::connection::Reader;
use crate::error::{Error, Kind};
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode};
use serde_json::Value;
use std::time::{Duration, Instant};

/// Steps of SQLite's machine between two looks at the clock.
const STEPS: std::ffi::c_int = 10_000;

/// Longest statement that is read, in bytes.
const MAX_STATEMENT: i32 = 1 << 20;

/// Longest value that one makes, in bytes: a text of the store fits.
const MAX_VALUE: i32 = 64 << 20;

/// The headings of an answer.
pub type Headings<'h> = &'h [String];

/// What takes an answer: its headings, then each row.
pub trait Answer {
    /// The names of the columns.
    fn headings(&mut self, headings: Headings);
    /// One row, as many values as there are columns; false if no more is wanted.
    fn row(&mut self, values: Vec<Value>) -> bool;
}

/// How a statement was answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Answered {
    /// How many rows there were.
    pub n_rows: usize,
}

impl Reader {
    /// Answers one `SELECT` over the documented views, a row at a time.
    ///
    /// The statement cannot write, attach a file or change how the store is read; it is stopped after `limit`.
    ///
    /// # Errors
    /// If it is no statement, several, one that writes, or too slow.
    pub fn sql(&mut self, statement: &str, limit: Duration, answer: &mut impl Answer) -> Result<Answered, Error> {
        let mut run = || {
            let guard = Guard::set(&mut self.connection, limit)?;
            let mut prepared = guard.connection.prepare(statement).map_err(explained)?;
            if !prepared.readonly() || prepared.column_count() == 0 {
                return Err(Error::new(Kind::Statement("expected a statement that reads, such as SELECT")));
            }
            let headings: Vec<String> = prepared.column_names().map(str::to_string).collect();
            answer.headings(&headings);
            let mut rows = prepared.raw_query();
            let mut n_rows = 0;
            while let Some(row) = rows.next().map_err(|error| guard.told(error))? {
                n_rows += 1;
                let values = (0..headings.len()).map(|at| row.get_ref(at).map(json)).collect::<Result<_, _>>()?;
                if !answer.row(values) {
                    break;
                }
            }
            Ok(Answered { n_rows })
        };
        run().map_err(|error: Error| error.at(&self.path))
    }
}

/// Holds a connection to reading, for a time.
struct Guard<'c> {
    connection: &'c mut Connection,
    limit: Duration,
}

impl<'c> Guard<'c> {
    fn set(connection: &'c mut Connection, limit: Duration) -> Result<Guard<'c>, Error> {
        let end = Instant::now().checked_add(limit);
        connection.progress_handler(STEPS, Some(move || end.is_some_and(|end| Instant::now() >= end)))?;
        connection.authorizer(Some(|context: AuthContext<'_>| allowed(context.action)))?;
        connection.set_limit(rusqlite::limits::Limit::SQLITE_LIMIT_SQL_LENGTH, MAX_STATEMENT)?;
        connection.set_limit(rusqlite::limits::Limit::SQLITE_LIMIT_LENGTH, MAX_VALUE)?;
        Ok(Guard { connection, limit })
    }

    /// A statement that was stopped by the clock says so.
    fn told(&self, error: rusqlite::Error) -> Error {
        match error.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => Error::new(Kind::Slow { seconds: self.limit.as_secs() }),
            _ => error.into(),
        }
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        let no_progress: Option<fn() -> bool> = None;
        let no_authorizer: Option<fn(AuthContext<'_>) -> Authorization> = None;
        // Taking hooks away cannot fail on an open connection.
        let _ = self.connection.progress_handler(0, no_progress);
        let _ = self.connection.authorizer(no_authorizer);
    }
}

fn allowed(action: AuthAction) -> Authorization {
    match action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Function { function_name } if function_name != "load_extension" => Authorization::Allow,
        _ => Authorization::Deny,
    }
}

fn explained(error: rusqlite::Error) -> Error {
    match (&error, error.sqlite_error_code()) {
        (rusqlite::Error::MultipleStatement, _) => Error::new(Kind::Statement("expected one statement, found several")),
        (_, Some(ErrorCode::AuthorizationForStatementDenied)) => Error::new(Kind::Statement(
            "only reading is allowed here: expected a SELECT over the views of docs/store.md",
        )),
        _ => error.into(),
    }
}

fn json(value: ValueRef) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into(),
    }
}
