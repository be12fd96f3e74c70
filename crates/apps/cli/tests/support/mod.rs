//! Runs the binary.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// How a run ended.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs `entente` with these arguments and this standard input, without the caller's settings.
#[allow(dead_code, reason = "not every test file runs without a store")]
pub fn run(arguments: &[&str], input: &[u8]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_entente"));
    for name in ["OUTPUT", "COLOR", "THREADS", "CONFIG", "INPUT"] {
        command.env_remove(format!("ENTENTE_{name}"));
    }
    run_command(command.args(arguments), input)
}

/// Runs a command with this standard input.
pub fn run_command(command: &mut Command, input: &[u8]) -> Run {
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // The program may end before it has read everything.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the program ends");
    let _ = writer.join().expect("the writer ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A new file for one test.
#[allow(dead_code, reason = "not every test file makes files so")]
pub fn file(name: &str, content: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for tests");
    std::fs::write(&path, content).expect("a file for tests");
    path.to_str().expect("a plain path").to_string()
}

/// A file of the repository's fixtures.
#[allow(dead_code, reason = "not every test file reads fixtures")]
pub fn fixture(name: &str) -> String {
    format!("{}/../../../fixtures/articles/{name}", env!("CARGO_MANIFEST_DIR"))
}
