//! The HTTP service over a store: what others' programs ask, and the pages that analysts look at.
//!
//! In: a [`Config`], and requests over HTTP/1.1. Out: answers under `/api/v1` as JSON, described by `/openapi.json`; the pages of
//! `ui/dist`, embedded; `/metrics`; a log on standard error. How: an accept loop of our own bounds connections (`listener.rs`); every
//! request passes the same gates before a handler sees it and every answer the same ones after (`gate/`); handlers parse, ask an
//! [`App`], and render (`handlers/`). An [`App`] asks the store on threads of its own with bounds on number and time, changes it on
//! one, and codes texts on others.
//!
//! What is refused: more of anything than [`Limits`] allow; bodies that are no JSON, are packed, or do not say their length; names of
//! other machines where the service is this machine's alone; posts of foreign pages; requests without a token where tokens are
//! ([`tokens`]), and everybody's where the file of tokens is broken. A refusal is a [`Problem`], which says what to do.
//!
//! Not done here: TLS and HTTP/2 (a proxy before the service speaks them), sessions and cookies (there are none), rules of coding.
//! What clients call themselves behind a proxy (`X-Forwarded-For`) is not believed: there, tokens tell them apart.
//!
//! Behind it: RFC 9110 and 9112 (HTTP), 9457 (problems), 6750 (bearer tokens), 6585 (429, 431); WHATWG HTML, section 9.2 (server-sent
//! events) and Fetch Metadata; CSP level 3; OpenAPI 3.1; Prometheus' text format 0.0.4.
#![forbid(unsafe_code)]

mod app;
mod asked;
mod config;
mod error;
mod gate;
pub mod handlers;
mod listener;
mod live;
mod logging;
mod metrics;
mod openapi;
mod pages;
mod problem;
mod serve;
pub mod tokens;

pub use app::App;
pub use config::{Config, Limits, Load, Rate};
pub use error::Error;
pub use logging::{Log, begin as begin_log};
pub use problem::Problem;
pub use serve::{Server, description, run, serve};
