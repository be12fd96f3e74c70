//! The service as strangers see it: over a socket on loopback, by the bytes.

mod access;
mod answers;
mod any_query;
mod bounds;
mod browsers;
mod coded;
mod corrected;
mod framing;
mod handed_on;
mod injection;
mod kept;
mod lists;
mod live;
mod paths;
mod service;
mod told;
mod wrong;
