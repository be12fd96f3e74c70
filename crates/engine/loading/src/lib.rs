//! What an application needs before it codes: users' knowledge over what ships, and the pipeline with its models.
//!
//! In: folders of tables and, if the user has any, a folder of models. Out: a [`Knowledge`] with its problems (each with file, line and
//! remedy; bad rows are left out, the others used), and a [`pipeline::Pipeline`]. How: tables are compiled, and what they were compiled to is
//! kept beside the user's other caches, named by a hash of all it was made of. Not here: where a user names the folders, and printing.
#![forbid(unsafe_code)]

mod error;
mod knowledge;
mod models;

pub use error::Error;
pub use knowledge::{Knowledge, Misfit, check, verified};
pub use models::pipeline;
