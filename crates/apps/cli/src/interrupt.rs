//! Ctrl-C.

use anyhow::Context;
use signal_hook::consts::{SIGINT, SIGTERM};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A flag that is set when the program is asked to end; asked a second time, it ends at once.
///
/// # Errors
/// If the system takes no handlers.
pub fn flag() -> anyhow::Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: the second signal finds the flag set, and ends the program.
        signal_hook::flag::register_conditional_shutdown(signal, 2, Arc::clone(&flag)).context("signals")?;
        signal_hook::flag::register(signal, Arc::clone(&flag)).context("signals")?;
    }
    Ok(flag)
}
