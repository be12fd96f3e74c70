//! The clock of the machine, which nothing below this program looks at.

use jiff::Timestamp;

/// Now, UTC, to the second: `2026-11-26T12:00:00Z`.
pub fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Now as 14 digits: `20261126120000`.
pub fn stamp() -> String {
    Timestamp::now().strftime("%Y%m%d%H%M%S").to_string()
}

/// Seconds since 1970.
pub fn seconds() -> i64 {
    Timestamp::now().as_second()
}
