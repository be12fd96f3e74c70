use crate::samples::{chart, mark, months};
use charts::{Chart, Letters, MAX_PERIODS, MAX_SHIFTS, Terminal, png, svg, text};

fn check(chart: &Chart, message: &str) {
    let terminal = Terminal { width: 80, letters: Letters::Blocks, is_colored: false };
    let errors = [text(chart, &terminal).map(drop), svg(chart).map(drop), png(chart).map(drop)];
    for error in errors {
        assert_eq!(error.unwrap_err().to_string(), message);
    }
}

#[test]
fn no_period_is_refused() {
    check(&chart(vec![]), "chart: expected at least one period, found none; ask for a longer time");
}

#[test]
fn too_many_periods_are_refused() {
    check(
        &chart(months(MAX_PERIODS + 1, 1, 1)),
        "chart: expected at most 2000 periods, found 2001; count by a longer period, or ask for a shorter time",
    );
    assert!(svg(&chart(months(MAX_PERIODS, 1, 1))).is_ok());
}

#[test]
fn too_many_shifts_are_refused() {
    let shifts = |n_shifts| Chart { shifts: vec![mark(0, 0, "x"); n_shifts], ..chart(months(1, 1, 1)) };
    check(
        &shifts(MAX_SHIFTS + 1),
        "chart: expected at most 200 shifts, found 201; allow fewer false alarms, or ask for a shorter time",
    );
    assert!(svg(&shifts(MAX_SHIFTS)).is_ok());
}

#[test]
fn a_shift_outside_the_periods_is_refused() {
    let shifts =
        |first, last| Chart { shifts: vec![mark(0, 0, "x"), mark(first, last, "y")], ..chart(months(3, 1, 1)) };
    check(&shifts(1, 3), "shift 2: expected a first and a last period in order within 0..=2, found 1 and 3");
    check(&shifts(2, 1), "shift 2: expected a first and a last period in order within 0..=2, found 2 and 1");
}
