//! Color, where it is wanted.

use anstyle::{AnsiColor, Style};

/// What a run of text is, for the eye.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// As it is.
    Plain,
    /// A heading.
    Strong,
    /// What may be overlooked.
    Faint,
    /// The words that express an event of a quad category, 1 to 4.
    Trigger(u8),
    /// The name of a quad category's event type.
    Quad(u8),
    /// The words that support an event.
    Evidence,
}

/// Colors text, or leaves it as it is.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    /// Whether to color.
    pub is_colored: bool,
}

impl Paint {
    /// `text` in its tone.
    pub fn text(self, tone: Tone, text: &str) -> String {
        let style = style(tone);
        if !self.is_colored || tone == Tone::Plain || text.is_empty() {
            return text.to_string();
        }
        format!("{style}{text}{style:#}")
    }
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => Style::new().bold(),
        Tone::Faint => Style::new().dimmed(),
        Tone::Trigger(quad) => color(quad).bold().underline(),
        Tone::Quad(quad) => color(quad).bold(),
        Tone::Evidence => Style::new().underline(),
    }
}

/// Cooperation is blue and green, conflict yellow and red; deeds are the stronger of each.
fn color(quad: u8) -> Style {
    let color = match quad {
        1 => AnsiColor::Cyan,
        2 => AnsiColor::Green,
        3 => AnsiColor::Yellow,
        _ => AnsiColor::Red,
    };
    Style::new().fg_color(Some(color.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_color_text_stays_as_it_is() {
        assert_eq!(Paint { is_colored: false }.text(Tone::Trigger(4), "shot"), "shot");
        let colored = Paint { is_colored: true }.text(Tone::Trigger(4), "shot");
        assert!(colored.starts_with("\u{1b}[") && colored.contains("shot") && colored.ends_with("\u{1b}[0m"));
    }
}
