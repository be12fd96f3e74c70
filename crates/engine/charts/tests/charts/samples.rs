//! Charts for tests; the numbers are invented.

use charts::{Bar, Chart, Coverage, Direction, Interval, Mark};

/// A period that is covered, without anything expected and without a score.
pub fn bar(label: &str, cooperation: u64, conflict: u64) -> Bar {
    Bar {
        label: label.to_string(),
        coverage: Coverage::Whole,
        cooperation,
        conflict,
        expected_cooperation: None,
        expected_conflict: None,
        mean_score: None,
    }
}

/// A period without reports.
pub fn missing(label: &str) -> Bar {
    Bar { coverage: Coverage::Missing, ..bar(label, 0, 0) }
}

/// A chart of these periods alone.
pub fn chart(periods: Vec<Bar>) -> Chart {
    Chart {
        title: "Ghana and Togo".to_string(),
        subtitle: "Happenings by month".to_string(),
        periods,
        expected_percent: None,
        shifts: vec![],
        footnote: "120 reports of 14 publishers".to_string(),
    }
}

/// Seven months with all that a chart may have: 1 to 3 expected on either side, a gap, a shift, a last month in part.
pub fn full() -> Chart {
    let counts = [(2, 1), (1, 4), (0, 0), (0, 2), (6, 0), (8, 1), (3, 0)];
    let bars = counts.into_iter().enumerate().map(|(month, (cooperation, conflict))| Bar {
        expected_cooperation: Interval::new(1.0, 3.0),
        expected_conflict: Interval::new(1.0, 3.0),
        mean_score: Some(cooperation as f64 - conflict as f64),
        ..bar(&format!("2024-{:02}", month + 6), cooperation, conflict)
    });
    let mut periods: Vec<Bar> = bars.collect();
    periods[2] = missing("2024-08");
    periods[6].coverage = Coverage::Part;
    let shift = mark(3, 4, "cooperation from 1 to 7 a month");
    Chart { expected_percent: Some(95), shifts: vec![shift], ..chart(periods) }
}

/// A shift to the warmer.
pub fn mark(first: usize, last: usize, label: &str) -> Mark {
    Mark { first, last, label: label.to_string(), direction: Direction::Warmer }
}

/// So many months from January 2010 on, `cooperation` and `conflict` each.
pub fn months(n_months: usize, cooperation: u64, conflict: u64) -> Vec<Bar> {
    let label = |month: usize| format!("{}-{:02}", 2010 + month / 12, month % 12 + 1);
    (0..n_months).map(|month| bar(&label(month), cooperation, conflict)).collect()
}
