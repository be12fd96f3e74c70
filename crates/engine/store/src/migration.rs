//! From the schema that a file has to the newest one.

use crate::error::{Error, Kind};
use rusqlite::{Connection, Transaction};

/// The steps from each schema to the next; the first makes an empty file a store.
const STEPS: [&str; 1] = [include_str!("../schema/1.sql")];

/// What users read, made anew after each step.
const VIEWS: &str = include_str!("../schema/views.sql");

/// The newest schema.
pub(crate) const NEWEST: u32 = STEPS.len() as u32;

/// `Ente`: how a store is told from other SQLite files.
const APPLICATION: u32 = 0x456E_7465;

/// The schema of the file; 0 if it is empty.
///
/// # Errors
/// If it is a file of another program or of a newer version.
pub(crate) fn schema(connection: &Connection) -> Result<u32, Error> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
    let (application, schema) = (number("application_id")?, number("user_version")?);
    let is_empty = || connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get::<_, bool>(0));
    match application {
        0 if schema == 0 && is_empty()? => Ok(0),
        APPLICATION if schema > NEWEST => Err(Error::new(Kind::Newer { found: schema })),
        APPLICATION => Ok(schema),
        _ => Err(Error::new(Kind::NotAStore)),
    }
}

/// Brings the file to the newest schema, in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    if schema(connection)? == NEWEST {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another process may have done it in the meantime.
    let found = schema(&transaction)?;
    for step in &STEPS[found as usize..] {
        transaction.execute_batch(step)?;
    }
    if found < NEWEST {
        renew_views(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", NEWEST)?;
    Ok(transaction.commit()?)
}

fn renew_views(transaction: &Transaction) -> Result<(), Error> {
    let mut names = transaction.prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for name in names {
        transaction.execute_batch(&format!("DROP VIEW \"{}\"", name.replace('"', "\"\"")))?;
    }
    Ok(transaction.execute_batch(VIEWS)?)
}
