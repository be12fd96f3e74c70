//! The records of a store in the formats that the field uses.
#![forbid(unsafe_code)]
