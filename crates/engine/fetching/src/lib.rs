//! Pages and feeds over HTTP, politely and within bounds.
#![forbid(unsafe_code)]
