//! Shifts that were told.

use crate::connection::Store;
use crate::error::Error;
use crate::read::pairs::Alert;
use rusqlite::{TransactionBehavior, params};

impl Store {
    /// Keeps that these shifts were told, that nothing else is to be told of these pairs until their happenings change again, and up to which day
    /// all pairs were looked at; all or nothing. A shift that another process has told in the meantime is not kept twice.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub fn keep_alerts(
        &mut self,
        alerts: &[Alert],
        pairs: &[(String, String)],
        looked: Option<&str>,
    ) -> Result<(), Error> {
        let path = self.path.clone();
        let mut run = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for alert in alerts {
                transaction.execute(
                    "INSERT INTO stored_alerts (first, second, course, began, began_first, began_last, told, shift, at)
                     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS
                        (SELECT 1 FROM stored_alerts WHERE first = ?1 AND second = ?2 AND course = ?3 AND told = ?7)",
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
            if let Some(day) = looked {
                transaction.execute("DELETE FROM stored_looks", [])?;
                transaction.execute("INSERT INTO stored_looks (day) VALUES (?)", [day])?;
            }
            Ok(transaction.commit()?)
        };
        run().map_err(|error: Error| error.at(&path))
    }
}
