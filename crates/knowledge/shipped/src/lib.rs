//! The knowledge that ships: the folder `knowledge/` of this repository, compiled when this crate is built.
#![forbid(unsafe_code)]

use gazetteer::Gazetteer;

/// The compiled set. It lies in the program's read-only data, of which the system maps in what is touched.
pub static SET: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.set"));

/// The shipped knowledge by itself.
///
/// # Panics
/// Never: the build compiled the set with the code that opens it.
pub fn gazetteer() -> Gazetteer {
    Gazetteer::open(SET).expect("the build wrote a set of this version")
}
