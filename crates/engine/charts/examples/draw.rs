//! Draws samples into a folder, each as text, SVG and PNG: `cargo run -p entente-charts --example draw -- FOLDER`.
//!
//! The numbers are invented.

use charts::{Bar, Chart, Coverage, Direction, Interval, Letters, Mark, Terminal};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("expected a folder to draw into")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for (name, chart) in samples() {
        let terminal = Terminal { width: 100, letters: Letters::Blocks, is_colored: false };
        std::fs::write(folder.join(format!("{name}.txt")), charts::text(&chart, &terminal)?)?;
        std::fs::write(folder.join(format!("{name}.svg")), charts::svg(&chart)?)?;
        let picture = charts::png(&chart)?;
        std::fs::write(folder.join(format!("{name}.png")), &picture.bytes)?;
        println!("{name}: {} bytes of PNG, without {:?}", picture.bytes.len(), picture.undrawn);
    }
    Ok(())
}

fn samples() -> Vec<(&'static str, Chart)> {
    vec![
        ("short", chart("Ghana and Togo", 6, 4.0, 1.5)),
        ("turn", turn()),
        ("five-years", five_years()),
        ("ten-years", chart("India and China", 120, 14.0, 9.0)),
        ("two-thousand-days", days()),
        ("all-missing", all_missing()),
        ("zeros", chart("Bhutan and Paraguay", 24, 0.0, 0.0)),
        ("huge", chart("United States and China", 36, 88_000.0, 31_000.0)),
        ("one-period", chart("Chad and Niger", 1, 3.0, 1.0)),
        ("names", names()),
        ("crowded", crowded()),
        ("conflict-alone", conflict_alone()),
    ]
}

/// Months around two levels.
fn chart(title: &str, n_months: usize, cooperation: f64, conflict: f64) -> Chart {
    let mut noise = Noise(n_months as u64 * 7 + 3);
    let bars = (0..n_months).map(|month| noise.bar(label(month), cooperation, conflict));
    let periods: Vec<Bar> = bars.collect();
    Chart {
        title: title.to_string(),
        subtitle: format!(
            "Happenings by month, {} to {}, both directions",
            periods[0].label,
            periods[n_months - 1].label
        ),
        periods,
        expected_percent: Some(95),
        shifts: vec![],
        footnote: "1,204 reports of 31 publishers. Counts are happenings, however often reported.".to_string(),
    }
}

fn turn() -> Chart {
    let mut chart = chart("Bangladesh and Pakistan", 24, 2.0, 2.5);
    let mut noise = Noise(11);
    for (month, bar) in chart.periods.iter_mut().enumerate().skip(13) {
        let expected = (bar.expected_cooperation, bar.expected_conflict);
        *bar = noise.bar(label(month), 7.5, 0.8);
        (bar.expected_cooperation, bar.expected_conflict) = expected;
        bar.mean_score = bar.mean_score.map(|score| score + 1.5);
    }
    miss(&mut chart, 5..7);
    chart.periods[23].coverage = Coverage::Part;
    chart.shifts = vec![
        mark(12, 14, "cooperation from 2 to 8 a month", Direction::Warmer),
        mark(13, 16, "conflict from 3 to 1 a month", Direction::Warmer),
    ];
    chart
}

fn five_years() -> Chart {
    let mut chart = chart("Turkey and Greece", 60, 9.0, 6.0);
    let mut noise = Noise(5);
    for (month, bar) in chart.periods.iter_mut().enumerate().skip(38) {
        *bar = noise.bar(label(month), 3.5, 13.0);
    }
    miss(&mut chart, 20..21);
    miss(&mut chart, 27..30);
    chart.shifts = vec![
        mark(10, 11, "cooperation from 6 to 9 a month", Direction::Warmer),
        mark(37, 40, "conflict from 6 to 13 a month", Direction::Cooler),
    ];
    chart
}

fn days() -> Chart {
    let mut chart = chart("India and Pakistan", 2_000, 6.0, 5.0);
    for (day, bar) in chart.periods.iter_mut().enumerate() {
        bar.label = format!("{}-{:02}-{:02}", 2020 + day / 360, day / 30 % 12 + 1, day % 30 + 1);
    }
    miss(&mut chart, 600..690);
    chart
}

fn all_missing() -> Chart {
    let mut chart = chart("Nauru and Palau", 24, 3.0, 3.0);
    miss(&mut chart, 0..24);
    chart
}

fn names() -> Chart {
    let mut chart = chart("R&D <Corp> \"Zürich\" & Ελλάδα, Україна, Đà Nẵng, 中国, বাংলাদেশ", 12, 5.0, 2.0);
    chart.shifts = vec![mark(4, 5, "R&D <\"talks\"> стали теплее", Direction::Warmer)];
    chart.footnote = "A source's own words & <marks>; ".repeat(12);
    chart
}

fn crowded() -> Chart {
    let mut chart = chart("Russia and Ukraine", 48, 6.0, 20.0);
    let label = |month: usize| format!("conflict from {month} to {} a month, and cooperation with it", month * 2);
    chart.shifts = (0..12)
        .map(|idx| {
            let direction = if idx % 3 == 0 { Direction::Warmer } else { Direction::Cooler };
            mark(idx * 4, idx * 4 + 1, &label(idx * 4), direction)
        })
        .collect();
    chart
}

fn conflict_alone() -> Chart {
    let mut chart = chart("Armenia and Azerbaijan", 18, 0.0, 12.0);
    for bar in &mut chart.periods {
        (bar.expected_cooperation, bar.expected_conflict, bar.mean_score) = (None, None, None);
    }
    chart
}

fn miss(chart: &mut Chart, months: std::ops::Range<usize>) {
    for bar in &mut chart.periods[months] {
        *bar = Bar {
            label: bar.label.clone(),
            coverage: Coverage::Missing,
            cooperation: 0,
            conflict: 0,
            expected_cooperation: None,
            expected_conflict: None,
            mean_score: None,
        };
    }
}

fn mark(first: usize, last: usize, label: &str, direction: Direction) -> Mark {
    Mark { first, last, label: label.to_string(), direction }
}

fn label(month: usize) -> String {
    format!("{}-{:02}", 2020 + (month + 3) / 12, (month + 3) % 12 + 1)
}

/// A generator of reproducible noise (xorshift, Marsaglia 2003).
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn bar(&mut self, label: String, cooperation: f64, conflict: f64) -> Bar {
        let [up, down] = [cooperation, conflict].map(|level| self.count(level));
        let total = up + down;
        let score = (total > 0).then(|| (up as f64 * 4.0 - down as f64 * 5.0) / total as f64);
        Bar {
            label,
            coverage: Coverage::Whole,
            cooperation: up,
            conflict: down,
            expected_cooperation: around(cooperation),
            expected_conflict: around(conflict),
            mean_score: score,
        }
    }

    fn count(&mut self, level: f64) -> u64 {
        let spread = self.next() + self.next() + self.next() - 1.5;
        (level + spread * 1.2 * level.sqrt().max(level / 6.0)).round().max(0.0) as u64
    }
}

fn around(level: f64) -> Option<Interval> {
    let spread = 1.6 * level.sqrt().max(level / 6.0);
    Interval::new((level - spread).max(0.0).floor(), (level + spread).ceil())
}
