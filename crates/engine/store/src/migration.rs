//! From the schema that a file has to the newest one.

use crate::error::{Error, Kind};
use rusqlite::{Connection, Transaction};

/// The steps from each schema to the next; the first makes an empty file a store.
const STEPS: [&str; 3] =
    [include_str!("../schema/1.sql"), include_str!("../schema/2.sql"), include_str!("../schema/3.sql")];

/// The first schema that has stories and happenings as deduplication finds them.
const PARTED: u32 = 2;

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
    step_through(connection, &STEPS)
}

/// Applies those of `steps` that the file has not seen.
fn step_through(connection: &mut Connection, steps: &[&str]) -> Result<(), Error> {
    let newest = steps.len() as u32;
    if schema(connection)? >= newest {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another process may have done it in the meantime.
    let found = schema(&transaction)?;
    for step in steps.iter().skip(found as usize) {
        transaction.execute_batch(step)?;
    }
    if found < newest {
        renew_views(&transaction)?;
    }
    if found < PARTED && newest >= PARTED {
        crate::write::clusters::rebuild(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", newest.max(found))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn version(connection: &Connection) -> u32 {
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version")
    }

    #[test]
    fn steps_go_on_where_the_file_is_and_not_back() {
        let mut connection = Connection::open_in_memory().expect("a store");
        let second = "ALTER TABLE stored_feeds ADD COLUMN note TEXT; UPDATE stored_feeds SET note = url;";
        migrate(&mut connection).expect("the newest");
        connection.execute("INSERT INTO stored_feeds (url, failures, is_gone) VALUES ('a', 0, 0)", []).expect("a feed");
        let steps: Vec<&str> = STEPS.into_iter().chain([second]).collect();
        step_through(&mut connection, &steps).expect("one further");
        assert_eq!(connection.query_row("SELECT note FROM stored_feeds", [], |row| row.get(0)), Ok("a".to_string()));
        assert_eq!(version(&connection), NEWEST + 1);
        let error = migrate(&mut connection).expect_err("a newer version's");
        assert!(error.to_string().contains("a newer version of Entente wrote it"), "{error}");
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let mut connection = Connection::open_in_memory().expect("a store");
        migrate(&mut connection).expect("the newest");
        let broken = "CREATE TABLE more (x); INSERT INTO nowhere VALUES (1);";
        let steps: Vec<&str> = STEPS.into_iter().chain([broken]).collect();
        assert!(step_through(&mut connection, &steps).is_err());
        assert_eq!(version(&connection), NEWEST);
        assert!(connection.prepare("SELECT * FROM more").is_err());
    }
}
