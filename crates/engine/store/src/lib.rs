//! The records kept: transactions, search, queries.
#![forbid(unsafe_code)]
