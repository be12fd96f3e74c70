//! Shifts that were told.

use crate::connection::Store;
use crate::error::Error;
use crate::read::pairs::Alert;
use rusqlite::params;

impl Store {
    /// Keeps that these shifts were told, and that nothing else is to be told of these pairs until their happenings change again; all or nothing.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub fn keep_alerts(&mut self, alerts: &[Alert], pairs: &[(String, String)]) -> Result<(), Error> {
        let path = self.path.clone();
        let mut run = || {
            let transaction = self.connection.transaction()?;
            for alert in alerts {
                transaction.execute(
                    "INSERT INTO stored_alerts (first, second, course, began, began_first, began_last, told, shift, at)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    params![
                        alert.first,
                        alert.second,
                        alert.course,
                        alert.began,
                        alert.began_first,
                        alert.began_last,
                        alert.told,
                        alert.shift,
                        alert.at
                    ],
                )?;
            }
            for (first, second) in pairs {
                transaction
                    .execute("DELETE FROM stored_changed_pairs WHERE first = ? AND second = ?", [first, second])?;
            }
            Ok(transaction.commit()?)
        };
        run().map_err(|error: Error| error.at(&path))
    }
}
