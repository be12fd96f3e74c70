//! Invented stores and pairs.

use jiff::ToSpan;
use jiff::civil::Date;
use ontology::EventType;
use relations::{Coverage, Direction, Happening, Key, Told};

/// Every day from `first` to `last` with that many reports and happenings.
pub fn days(first: Date, last: Date, n: u64) -> Vec<(Date, Told)> {
    let days = first.series(1.day()).take_while(|day| *day <= last);
    days.map(|day| (day, Told { n_reports: n, n_happenings: n })).collect()
}

/// A store of such days.
pub fn store(first: Date, last: Date, n: u64) -> Coverage {
    Coverage::new(days(first, last, n))
}

/// A happening of both sides together.
pub fn happening(key: u64, day: Date, event_type: EventType) -> Happening {
    Happening {
        key: Key(key),
        day,
        direction: Direction::Mutual,
        event_type,
        mode: None,
        quad: event_type.quad(),
        score: f64::from(event_type.score()),
        goldstein: Some(1.0),
        contexts: Vec::new(),
        n_mentions: 1,
        n_publishers: 1,
        confidence: 0.9,
    }
}

/// So many happenings in each month from `first` on, spread over its days; keys count from 0.
pub fn months(first: Date, counts: &[usize], event_type: EventType) -> Vec<Happening> {
    let mut happenings = Vec::new();
    for (idx, &count) in counts.iter().enumerate() {
        let month = first.saturating_add((idx as i64).months());
        for n in 0..count {
            let day = (n * 28 + 14) / count;
            happenings.push(happening(happenings.len() as u64, month.saturating_add((day as i64).days()), event_type));
        }
    }
    happenings
}
