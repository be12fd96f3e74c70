//! The layers under `crates/` and the edges between crates, read from the manifests.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A dependency of one crate of the workspace on another, as folders under `crates/`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The crate that depends.
    pub from: PathBuf,
    /// What it depends on.
    pub to: PathBuf,
    /// Whether only its tests do.
    pub dev: bool,
}

/// All edges, sorted.
pub fn edges() -> Result<Vec<Edge>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the workspace's folder")?.join("crates");
    let manifests = manifests(&root)?;
    let folders: BTreeMap<&str, &Path> =
        manifests.iter().map(|(folder, manifest)| (manifest.name.as_str(), folder.as_path())).collect();
    let mut edges = Vec::new();
    for (folder, manifest) in &manifests {
        for (name, dev) in &manifest.dependencies {
            if let Some(to) = folders.get(format!("entente-{}", name.replace('_', "-")).as_str()) {
                edges.push(Edge { from: folder.clone(), to: to.to_path_buf(), dev: *dev });
            }
        }
    }
    edges.sort();
    Ok(edges)
}

struct Manifest {
    name: String,
    dependencies: Vec<(String, bool)>,
}

fn manifests(root: &Path) -> Result<BTreeMap<PathBuf, Manifest>> {
    let mut found = BTreeMap::new();
    for layer in std::fs::read_dir(root)? {
        for krate in std::fs::read_dir(layer?.path())? {
            let path = krate?.path();
            if path.join("Cargo.toml").is_file() {
                found.insert(path.strip_prefix(root)?.to_path_buf(), read(&path.join("Cargo.toml"))?);
            }
        }
    }
    Ok(found)
}

fn read(path: &Path) -> Result<Manifest> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let table: toml::Table = text.parse().with_context(|| path.display().to_string())?;
    let name = table["package"]["name"].as_str().context("package.name")?.to_string();
    let mut dependencies = Vec::new();
    for (section, dev) in [("dependencies", false), ("dev-dependencies", true), ("build-dependencies", false)] {
        let names =
            table.get(section).and_then(|section| section.as_table()).into_iter().flat_map(|section| section.keys());
        dependencies.extend(names.map(|name| (name.clone(), dev)));
    }
    Ok(Manifest { name, dependencies })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYERS: [&str; 5] = ["base", "knowledge", "stages", "engine", "apps"];

    /// Edges that the order of the layers forbids and we allow, and those within `apps`, each with its reason.
    const DECIDED: [(&str, &str); 3] = [
        // `entente evaluate` is the thin front of the scorers.
        ("apps/cli", "lab/evaluation"),
        // `entente serve` is the thin front of the service: users get one binary.
        ("apps/cli", "apps/server"),
        // The Python package installs the command `entente` too.
        ("apps/python", "apps/cli"),
    ];

    fn layer(path: &Path) -> &str {
        path.iter().next().and_then(|name| name.to_str()).expect("a layer's folder")
    }

    fn rank(path: &Path) -> Option<usize> {
        LAYERS.iter().position(|name| *name == layer(path))
    }

    fn is_allowed(edge: &Edge) -> bool {
        let named = (edge.from.to_str().expect("plain names"), edge.to.to_str().expect("plain names"));
        if DECIDED.contains(&named) || edge.dev && named.1 == "lab/testkit" {
            return true;
        }
        match (rank(&edge.from), rank(&edge.to)) {
            (Some(from), Some(to)) if ["stages", "apps"].contains(&layer(&edge.from)) => to < from,
            (Some(from), Some(to)) => to <= from,
            // The lab sees everything; nothing sees the lab.
            (None, _) => true,
            (_, None) => false,
        }
    }

    #[test]
    fn dependencies_point_down() {
        let edges = edges().expect("manifests");
        assert!(edges.len() > 20, "found only {} edges", edges.len());
        let bad: Vec<_> = edges.iter().filter(|edge| !is_allowed(edge)).collect();
        assert!(bad.is_empty(), "edges against the layers: {bad:#?}");
    }

    #[test]
    fn a_stage_may_not_import_a_stage() {
        let edge = Edge { from: "stages/parsing".into(), to: "stages/segmentation".into(), dev: false };
        assert!(!is_allowed(&edge));
        assert!(is_allowed(&Edge { to: "base/text".into(), ..edge }));
    }
}
