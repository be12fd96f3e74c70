//! The fetcher against servers of our own on loopback, which misbehave in every way we could think of.

mod answers;
mod manners;
mod world;
