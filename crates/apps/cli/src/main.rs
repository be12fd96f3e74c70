//! The binary `entente`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(entente_cli::run(std::env::args_os()))
}
