//! Chores of the workspace: `cargo run -p xtask -- layers` prints every edge between its crates.
//!
//! The test of this crate holds the layers apart (ARCHITECTURE.md, "Layers").
#![forbid(unsafe_code)]

mod layers;

fn main() -> anyhow::Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("layers") => {
            for edge in layers::edges()? {
                println!("{} -> {}", edge.from.display(), edge.to.display());
            }
            Ok(())
        }
        other => anyhow::bail!("expected `layers`, found `{}`", other.unwrap_or("nothing")),
    }
}
