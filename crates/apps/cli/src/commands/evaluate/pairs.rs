use crate::commands::{collect_each, load, pairs};
use crate::input;
use crate::settings::Settings;
use anyhow::Context;
use evaluation::pairs::{Gold, score};
use std::collections::BTreeMap;
use std::path::Path;

/// Scores answers about pairs; asks now if there are none.
pub fn run(gold: &Path, predictions: Option<&Path>, settings: &Settings) -> anyhow::Result<String> {
    let content = input::read_to_string(gold)?;
    let lines: Vec<&str> = content.lines().filter(|line| !line.trim().is_empty()).collect();
    let known: Vec<Gold> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            serde_json::from_str(line)
                .with_context(|| format!("{}:{}: expected `id`, `root`, `penta`", gold.display(), at + 1))
        })
        .collect::<Result<_, _>>()?;
    let answers: BTreeMap<String, String> = match predictions {
        Some(path) => input::read_to_string(path)?
            .lines()
            .map(|line| {
                let answer: serde_json::Value = serde_json::from_str(line)?;
                let event_type = answer["type"].as_str().unwrap_or_default().to_string();
                Ok((answer["id"].to_string(), event_type))
            })
            .collect::<Result<_, serde_json::Error>>()
            .with_context(|| format!("{}: expected the lines that `entente code --pairs` prints", path.display()))?,
        None => {
            let (pipeline, _) = load(settings)?;
            let answers = collect_each(lines.iter(), &pipeline, settings, |worker, line| {
                pairs::answer(worker, pairs::question(line)?)
            })?;
            answers.into_iter().map(|answer| (answer.id.to_string(), answer.event_type.to_string())).collect()
        }
    };
    Ok(score(&known, |id| answers.get(&id.to_string()).map(String::as_str)).to_string())
}
