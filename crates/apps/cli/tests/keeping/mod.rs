//! A store in a folder of its own, and what a person asks of it.
#![allow(dead_code, reason = "not every test file asks everything")]

use crate::support::{Run, run_command};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A folder with a store, which is removed at the end.
pub struct Place {
    folder: tempfile::TempDir,
    /// Where the store is.
    pub store: PathBuf,
}

impl Place {
    pub fn new() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let store = folder.path().join("kept.db");
        Place { folder, store }
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in the folder, and says where.
    pub fn write(&self, name: &str, content: &[u8]) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, content).expect("a file");
        written(&path)
    }

    /// Runs `entente` on the store.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, b"")
    }

    /// Runs `entente` on the store with this standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        run_command(&mut entente(&self.store, arguments), input)
    }

    /// Rows of a statement over the views; none if nobody made the store so far.
    pub fn rows(&self, statement: &str) -> Vec<Value> {
        let run = self.run(&["sql", statement, "--output", "json"]);
        if run.stderr.contains("no store there") {
            return Vec::new();
        }
        assert!(matches!(run.code, Some(0 | 1)), "{statement}: {}", run.stderr);
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    /// Whether the store is sound.
    #[track_caller]
    pub fn check(&self) {
        let run = self.run(&["store", "check", "--output", "json"]);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
    }

    /// Where what failed is written.
    pub fn failures_file(&self) -> PathBuf {
        self.path("kept.db.failed.jsonl")
    }

    /// What failed, in the order of the file.
    pub fn failures(&self) -> Vec<Value> {
        let lines = std::fs::read_to_string(self.failures_file()).unwrap_or_default();
        lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

/// `entente` with arguments and a store, without the caller's settings.
pub fn entente(store: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_entente"));
    for name in ["OUTPUT", "COLOR", "THREADS", "CONFIG", "INPUT", "STORE", "KNOWLEDGE", "MODELS", "CONTACT"] {
        command.env_remove(format!("ENTENTE_{name}"));
    }
    command.args(arguments).arg("--store").arg(store);
    command
}

/// Begins a command that is not waited for.
pub fn begin(command: &mut Command) -> Child {
    let pipes = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    pipes.spawn().expect("the program starts")
}

/// How a command that was begun ended.
pub fn end(child: Child) -> Run {
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The summary that a run printed as JSON.
#[track_caller]
pub fn summary(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("no summary: {:?} {}", run.stdout, run.stderr))
}

/// The path as an argument.
pub fn written(path: &Path) -> String {
    path.to_str().expect("a plain path").to_string()
}

/// Whether these tests run as root, to whom no file is closed.
pub fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().expect("`id` starts");
    output.stdout.trim_ascii() == b"0"
}

/// Presses Ctrl-C.
pub fn interrupt(child: &Child) {
    let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("`kill` starts");
    assert!(status.success());
}
