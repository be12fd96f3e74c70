//! Lines of text whose parts have a tone.

use crate::chart::Direction;
use anstyle::{AnsiColor, Style};

/// What a run of text is, for the eye.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tone {
    Plain,
    Strong,
    Faint,
    Cooperation,
    Conflict,
}

/// One line.
#[derive(Default)]
pub(crate) struct Line {
    runs: Vec<(Tone, String)>,
}

impl Tone {
    /// A shift's: warmer as cooperation, cooler as conflict.
    pub fn of(direction: Direction) -> Tone {
        match direction {
            Direction::Warmer => Tone::Cooperation,
            Direction::Cooler => Tone::Conflict,
        }
    }
}

impl Line {
    /// A line of one run.
    pub fn of(tone: Tone, text: String) -> Line {
        Line { runs: vec![(tone, text)] }
    }

    /// Adds a run at the end.
    pub fn push(&mut self, tone: Tone, text: String) {
        self.runs.push((tone, text));
    }

    /// The line without spaces at its end, colored or plain.
    pub fn written(&self, is_colored: bool) -> String {
        let n_kept = self.runs.iter().rposition(|(_, text)| !text.trim_end().is_empty()).map_or(0, |last| last + 1);
        let mut written = String::new();
        for (run_idx, (tone, text)) in self.runs[..n_kept].iter().enumerate() {
            let text = if run_idx + 1 == n_kept { text.trim_end() } else { text };
            written += &painted(*tone, text, is_colored);
        }
        written
    }
}

fn painted(tone: Tone, text: &str, is_colored: bool) -> String {
    if !is_colored || tone == Tone::Plain || text.trim().is_empty() {
        return text.to_string();
    }
    let style = style(tone);
    format!("{style}{text}{style:#}")
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => Style::new().bold(),
        Tone::Faint => Style::new().dimmed(),
        Tone::Cooperation => Style::new().fg_color(Some(AnsiColor::Cyan.into())),
        Tone::Conflict => Style::new().fg_color(Some(AnsiColor::Red.into())),
    }
}
