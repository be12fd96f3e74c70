//! Relations and shifts as a caller sees them.

mod any_value;
mod common;

mod whole;
