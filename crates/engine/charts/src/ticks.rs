//! Round numbers on an axis.

/// The least step of 1, 2 or 5 times a power of ten, at least 1, of which at most `most` lie in `0.0..=top`.
///
/// `top` is a number of happenings; what is below zero or no number counts as zero.
pub(crate) fn round_step(top: f64, most: usize) -> f64 {
    let fits = |step: f64| (top / step).floor() <= most.max(1) as f64;
    let mut power = 1.0;
    loop {
        if let Some(step) =
            [1.0, 2.0, 5.0].map(|digit| digit * power).into_iter().find(|step| fits(*step) || top.is_nan())
        {
            return step;
        }
        power *= 10.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        let steps = [(9.0, 5), (100_000.0, 5), (1.0, 5), (7.0, 1), (60.0, 5), (26.0, 12)]
            .map(|(top, most)| round_step(top, most));
        assert_eq!(steps, [2.0, 20_000.0, 1.0, 5.0, 20.0, 5.0]);
    }

    #[test]
    fn odd_tops_end() {
        assert_eq!([0.0, -3.0, f64::NAN].map(|top| round_step(top, 5)), [1.0; 3]);
        assert_eq!(round_step(u64::MAX as f64, 5), 5e18);
        assert_eq!(round_step(10.0, 0), 10.0);
    }
}
