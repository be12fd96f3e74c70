//! `entente knowledge check`.

use crate::Outcome;
use crate::output::Results;
use crate::settings::Settings;
use serde_json::json;
use std::path::Path;

/// Prints every problem of a folder; fails if there is one. Without a folder, looks whether the shipped set is whole.
pub fn run(folder: Option<&Path>, settings: &Settings) -> anyhow::Result<Outcome> {
    let (problems, gazetteer) = match folder {
        Some(folder) => loading::check(folder)?,
        None => (Vec::new(), loading::verified()?),
    };
    let mut results = Results::new();
    for problem in &problems {
        let path = folder.unwrap_or(Path::new("")).join(&problem.file).display().to_string();
        let line = if settings.is_for_people() {
            format!("{path}, line {}: {}; {}", problem.line, problem.what, problem.remedy)
        } else {
            json!({"file": path, "line": problem.line, "problem": problem.what, "remedy": problem.remedy}).to_string()
        };
        results.write(&(line + "\n"));
    }
    if problems.is_empty() && settings.is_for_people() {
        results.write(&format!("no problem; knowledge {}\n", gazetteer.hash()));
    }
    Ok(if problems.is_empty() { Outcome::Done } else { Outcome::Failed })
}
