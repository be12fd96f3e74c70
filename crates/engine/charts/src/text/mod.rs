//! A chart as text for a terminal: a row a period, conflict to the left of one axis, cooperation to its right.

mod bars;
mod ink;
mod rows;

use crate::chart::{Chart, Direction};
use crate::error::Error;
use crate::wording::{shorten, wrap};
use bars::Sides;
use ink::{Line, Tone};
use rows::{Row, rows};
use unicode_width::UnicodeWidthStr;

/// Columns that a chart takes at least, however narrow the terminal.
const MIN_WIDTH: usize = 60;

/// Columns that a chart takes at most: longer bars are no easier to compare.
const MAX_WIDTH: usize = 200;

/// Head of the column of scores, as wide as `+10.0`.
const SCORE: &str = "score";

/// What a chart is shown on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terminal {
    /// Columns; fewer than 60 count as 60, more than 200 as 200.
    pub width: usize,
    /// What bars are made of.
    pub letters: Letters,
    /// Whether to color (ANSI escape sequences); the chart reads without.
    pub is_colored: bool,
}

/// What bars, axis and arrows are made of. Names and labels stay as they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Letters {
    /// Block elements and arrows of Unicode; half a cell is the least that is told apart.
    Blocks,
    /// ASCII alone.
    Ascii,
}

/// The signs of a chart, for one [`Letters`].
pub(crate) struct Signs {
    full: char,
    left_half: char,
    right_half: char,
    expected: char,
    missing: char,
    axis: char,
    above: char,
    below: char,
    warmer: char,
    cooler: char,
    ellipsis: &'static str,
}

/// Widths in columns of what stands beside the bars.
struct Columns {
    label: usize,
    conflict: usize,
    cooperation: usize,
    score: usize,
    shifts: usize,
    /// Bars of both sides and the axis between them.
    bars: usize,
}

/// Draws a chart in lines of at most [`Terminal::width`] columns, each ending in a line feed.
///
/// More than 60 periods are joined to at most 60 rows, by the calendar where the labels are of one kind (months to
/// quarters, halves, years); then counts are sums, scores are means weighted by happenings, and expected intervals,
/// which do not add up, are left out. Words that are too long for a line are wrapped.
///
/// # Errors
/// No period, more than [`crate::MAX_PERIODS`], more than [`crate::MAX_SHIFTS`], or a shift outside the periods.
pub fn text(chart: &Chart, terminal: &Terminal) -> Result<String, Error> {
    let chart = chart.checked()?;
    let width = terminal.width.clamp(MIN_WIDTH, MAX_WIDTH);
    let signs = Signs::new(terminal.letters);
    let rows = rows(&chart);
    let columns = Columns::new(&rows, width);
    let sides = Sides::new(&rows, columns.bars);

    let mut lines = words(&chart.title, width, Tone::Strong);
    lines.extend(words(&chart.subtitle, width, Tone::Plain));
    lines.push(Line::default());
    lines.push(heads(&columns, &sides, &signs));
    lines.extend(rows.iter().map(|row| row_line(row, &chart, &columns, &sides, &signs)));
    lines.push(Line::default());
    lines.extend(legend(&chart, &rows, &signs, width));
    lines.extend(shifts(&chart, &signs, width));
    lines.extend(words(&chart.footnote, width, Tone::Faint));
    Ok(lines.iter().map(|line| line.written(terminal.is_colored) + "\n").collect())
}

impl Signs {
    fn new(letters: Letters) -> Signs {
        match letters {
            Letters::Blocks => Signs {
                full: '█',
                left_half: '▌',
                right_half: '▐',
                expected: '░',
                missing: '·',
                axis: '│',
                above: '↑',
                below: '↓',
                warmer: '▲',
                cooler: '▼',
                ellipsis: "…",
            },
            Letters::Ascii => Signs {
                full: '#',
                left_half: '#',
                right_half: '#',
                expected: ':',
                missing: '.',
                axis: '|',
                above: '+',
                below: '-',
                warmer: '^',
                cooler: 'v',
                ellipsis: "...",
            },
        }
    }

    fn direction(&self, direction: Direction) -> char {
        match direction {
            Direction::Warmer => self.warmer,
            Direction::Cooler => self.cooler,
        }
    }
}

impl Columns {
    fn new(rows: &[Row], width: usize) -> Columns {
        let widest = |column: &dyn Fn(&Row) -> usize| rows.iter().map(column).max().unwrap_or(0);
        let label = widest(&|row| row.label.width()).min(width / 4) + widest(&|row| usize::from(row.is_part()));
        let conflict = widest(&|row| row.conflict.shown().width());
        let cooperation = widest(&|row| row.cooperation.shown().width());
        let score = if rows.iter().all(|row| row.shown_score().is_empty()) { 0 } else { SCORE.len() };
        let shifts = widest(&|row| row.shown_shifts().chars().count());
        let gaps = [label, conflict + 1, cooperation + 1].map(|column| column + 1);
        let optional = [score, shifts].map(|column| if column == 0 { 0 } else { column + 1 });
        let beside: usize = gaps.iter().chain(&optional).sum();
        Columns { label, conflict, cooperation, score, shifts, bars: width.saturating_sub(beside) }
    }
}

fn heads(columns: &Columns, sides: &Sides, signs: &Signs) -> Line {
    let left = columns.label + 1 + columns.conflict + 2 + sides.n_left;
    let right = sides.n_right + columns.cooperation + 2;
    let mut line = Line::default();
    line.push(Tone::Conflict, format!("{:>left$}", shorten("conflict ", left, "")));
    line.push(Tone::Plain, signs.axis.to_string());
    line.push(Tone::Cooperation, format!("{:<right$}", shorten(" cooperation", right, "")));
    if columns.score > 0 {
        line.push(Tone::Plain, format!(" {SCORE}"));
    }
    line
}

fn row_line(row: &Row, chart: &Chart, columns: &Columns, sides: &Sides, signs: &Signs) -> Line {
    let mut line = Line::default();
    line.push(Tone::Plain, label(row, columns, signs) + " ");
    line.push(Tone::Plain, format!("{:>1$}", row.conflict.shown(), columns.conflict));
    line.push(Tone::Strong, format!("{} ", row.conflict.flag(signs)));
    sides.draw(row, signs, &mut line);
    line.push(Tone::Plain, format!(" {:>1$}", row.cooperation.shown(), columns.cooperation));
    line.push(Tone::Strong, row.cooperation.flag(signs).to_string());
    if columns.score > 0 {
        line.push(Tone::Plain, format!(" {:>1$}", row.shown_score(), columns.score));
    }
    if columns.shifts > 0 {
        line.push(Tone::Plain, " ".to_string());
        row.draw_shifts(chart, signs, &mut line);
    }
    line
}

fn label(row: &Row, columns: &Columns, signs: &Signs) -> String {
    let part = if row.is_part() { "~" } else { "" };
    let label = shorten(&row.label, columns.label - part.len(), signs.ellipsis) + part;
    let padding = columns.label.saturating_sub(label.width());
    label + &" ".repeat(padding)
}

fn legend(chart: &Chart, rows: &[Row], signs: &Signs, width: usize) -> Vec<Line> {
    let joined = rows.len() < chart.periods.len();
    let has_expected = rows.iter().any(Row::has_expected);
    let has_flags = rows.iter().any(|row| [&row.conflict, &row.cooperation].iter().any(|side| side.flag(signs) != ' '));
    let entries = [
        Some(format!("{} happenings", signs.full)),
        has_expected.then(|| format!("{} {}", signs.expected, expected(chart))),
        has_flags.then(|| format!("{} above, {} below what was expected", signs.above, signs.below)),
        rows.iter().any(Row::is_missing).then(|| format!("{0}{0} no reports", signs.missing)),
        rows.iter().any(Row::is_part).then(|| "~ covered in part".to_string()),
        chart.turns(Direction::Warmer).then(|| format!("{} warmer", signs.warmer)),
        chart.turns(Direction::Cooler).then(|| format!("{} cooler", signs.cooler)),
        joined.then(|| format!("{} periods in {} rows", chart.periods.len(), rows.len())),
        (joined && chart.has_expected()).then(|| "expected levels are shown for single periods".to_string()),
    ];
    let mut lines = vec![String::new()];
    for entry in entries.into_iter().flatten() {
        let line = lines.last_mut().expect("one line at least");
        if line.is_empty() {
            *line = entry;
        } else if line.width() + 3 + entry.width() <= width {
            *line = format!("{line}   {entry}");
        } else {
            lines.push(entry);
        }
    }
    lines.into_iter().map(|line| Line::of(Tone::Faint, line)).collect()
}

/// What the expected intervals are, as a legend says it.
pub(crate) fn expected(chart: &Chart) -> String {
    match chart.expected_percent {
        Some(percent) => format!("expected in {percent} of 100 periods"),
        None => "expected".to_string(),
    }
}

/// The list of shifts, each with its number, when it began and what it is.
fn shifts(chart: &Chart, signs: &Signs, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (shift_idx, shift) in chart.shifts.iter().enumerate() {
        let number = format!("{}{} ", signs.direction(shift.direction), shift_idx + 1);
        let indent = number.chars().count();
        let said = format!("{}: {}", chart.when(shift), shift.label);
        for (line_idx, said) in wrap(&said, |line| line.width() + indent <= width).into_iter().enumerate() {
            let start = if line_idx == 0 { number.clone() } else { " ".repeat(indent) };
            let mut line = Line::of(Tone::of(shift.direction), start);
            line.push(Tone::Plain, said);
            lines.push(line);
        }
    }
    lines
}

fn words(text: &str, width: usize, tone: Tone) -> Vec<Line> {
    wrap(text, |line| line.width() <= width).into_iter().map(|line| Line::of(tone, line)).collect()
}
