//! Numbers as people read them.

/// Words for powers of a thousand, from a million up.
const SCALES: [(f64, &str); 3] = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];

/// A number's digits after the point are cut to so many.
const DIGITS: usize = 2;

/// `12`, `1,200`, `1.5 million`.
pub fn plain(value: f64) -> String {
    match SCALES.into_iter().find(|(scale, _)| value.abs() >= *scale) {
        Some((scale, name)) => format!("{} {name}", grouped(value / scale)),
        None => grouped(value),
    }
}

/// `12`, `12 to 15`, `12 or more`, `up to 15`; nothing where neither bound is known.
pub fn range(low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => plain(low),
        (Some(low), Some(high)) => format!("{} to {}", plain(low), plain(high)),
        (Some(low), None) => format!("{} or more", plain(low)),
        (None, Some(high)) => format!("up to {}", plain(high)),
        (None, None) => String::new(),
    }
}

/// Digits in threes, without needless digits behind the point.
fn grouped(value: f64) -> String {
    let written = format!("{value:.DIGITS$}");
    let written = written.trim_end_matches('0').trim_end_matches('.');
    let (whole, rest) =
        written.split_once('.').map_or((written, String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let digits: Vec<char> = whole.chars().collect();
    let mut grouped = String::new();
    for (at, &digit) in digits.iter().enumerate() {
        let left = digits.len() - at;
        if at > 0 && left.is_multiple_of(3) && digits[at - 1].is_ascii_digit() {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + &rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_scaled() {
        let check = |value: f64, expected: &str| assert_eq!(plain(value), expected);
        check(0.0, "0");
        check(12.0, "12");
        check(1_200.0, "1,200");
        check(999_999.0, "999,999");
        check(1_500_000.0, "1.5 million");
        check(63e10, "630 billion");
        check(-1_200.0, "-1,200");
    }

    #[test]
    fn bounds_are_told() {
        assert_eq!(range(Some(12.0), Some(12.0)), "12");
        assert_eq!(range(Some(12.0), Some(15.0)), "12 to 15");
        assert_eq!(range(Some(2_000.0), None), "2,000 or more");
        assert_eq!(range(None, Some(300.0)), "up to 300");
        assert_eq!(range(None, None), "");
    }
}
