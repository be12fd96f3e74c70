//! Chores of the workspace: `cargo run -p xtask -- layers` prints every edge between its crates, `… import PACKAGES`
//! writes the tables of `knowledge/` that come from packages, from the archives in the folder PACKAGES.
//!
//! The test of this crate holds the layers apart (ARCHITECTURE.md, "Layers").
#![forbid(unsafe_code)]

mod import;
mod layers;

use anyhow::Context;

fn main() -> anyhow::Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("layers") => {
            for edge in layers::edges()? {
                println!("{} -> {}", edge.from.display(), edge.to.display());
            }
            Ok(())
        }
        Some("import") => {
            let packages = std::env::args().nth(2).context("expected the folder of the packages' archives")?;
            import::import(std::path::Path::new(&packages))
        }
        other => anyhow::bail!("expected `layers` or `import`, found `{}`", other.unwrap_or("nothing")),
    }
}
