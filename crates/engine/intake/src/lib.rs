//! From sources to the store: read, extract, code on all cores, write in batches.
#![forbid(unsafe_code)]
