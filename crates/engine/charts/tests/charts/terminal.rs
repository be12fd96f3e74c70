use crate::samples::{bar, chart, full, mark, missing, months};
use charts::{Bar, Chart, Coverage, Direction, Letters, Mark, Terminal, text};
use expect_test::{Expect, expect};

fn draw(chart: &Chart, letters: Letters, width: usize) -> String {
    text(chart, &Terminal { width, letters, is_colored: false }).unwrap()
}

fn check(chart: &Chart, letters: Letters, expected: Expect) {
    expected.assert_eq(&draw(chart, letters, 72));
}

#[test]
fn a_row_a_period_conflict_left_cooperation_right() {
    check(
        &full(),
        Letters::Blocks,
        expect![[r#"
            Ghana and Togo
            Happenings by month

                               conflict │ cooperation                       score
            2024-06  1      ░░░░░░░░████│████████░░░░                    2   +1.0
            2024-07  4↑ ▐███████████████│████░░░░░░░░                    1   -3.0
            2024-08     · · · · · · no reports · · · · · · · · · · · · ·
            2024-09  2      ░░░░████████│    ░░░░░░░░                    0↓  -2.0 ▲1
            2024-10  0↓     ░░░░░░░░    │███████████████████████▌        6↑  +6.0 ▲1
            2024-11  1      ░░░░░░░░████│███████████████████████████████ 8↑  +7.0
            2024-12~ 0↓     ░░░░░░░░    │███████████▌                    3   +3.0

            █ happenings   ░ expected in 95 of 100 periods
            ↑ above, ↓ below what was expected   ·· no reports   ~ covered in part
            ▲ warmer
            ▲1 2024-09 to 2024-10: cooperation from 1 to 7 a month
            120 reports of 14 publishers
        "#]],
    );
}

#[test]
fn ascii_tells_the_same() {
    check(
        &full(),
        Letters::Ascii,
        expect![[r#"
            Ghana and Togo
            Happenings by month

                               conflict | cooperation                       score
            2024-06  1      ::::::::####|########::::                    2   +1.0
            2024-07  4+ ################|####::::::::                    1   -3.0
            2024-08     . . . . . . no reports . . . . . . . . . . . . .
            2024-09  2      ::::########|    ::::::::                    0-  -2.0 ^1
            2024-10  0-     ::::::::    |########################        6+  +6.0 ^1
            2024-11  1      ::::::::####|############################### 8+  +7.0
            2024-12~ 0-     ::::::::    |############                    3   +3.0

            # happenings   : expected in 95 of 100 periods
            + above, - below what was expected   .. no reports   ~ covered in part
            ^ warmer
            ^1 2024-09 to 2024-10: cooperation from 1 to 7 a month
            120 reports of 14 publishers
        "#]],
    );
}

#[test]
fn without_expectations_scores_and_shifts_their_columns_are_left_out() {
    let periods = vec![bar("2024-Q1", 100_000, 0), bar("2024-Q2", 1, 25_000), missing("2024-Q3")];
    check(
        &chart(periods),
        Letters::Blocks,
        expect![[r#"
            Ghana and Togo
            Happenings by month

                             conflict │ cooperation
            2024-Q1      0            │████████████████████████████████████ 100,000
            2024-Q2 25,000   █████████│▌                                          1
            2024-Q3         · · · no reports · · · · · · · · · · · · · · ·

            █ happenings   ·· no reports
            120 reports of 14 publishers
        "#]],
    );
}

#[test]
fn zeros_have_no_bars() {
    check(
        &chart(months(2, 0, 0)),
        Letters::Blocks,
        expect![[r#"
        Ghana and Togo
        Happenings by month

                                       conflict │ cooperation
        2010-01 0                               │                             0
        2010-02 0                               │                             0

        █ happenings
        120 reports of 14 publishers
    "#]],
    );
}

#[test]
fn many_months_are_joined_by_the_calendar() {
    let mut periods = months(72, 2, 1);
    periods[0].mean_score = Some(4.0);
    periods[1] = Bar { mean_score: Some(-2.0), ..bar("2010-02", 0, 9) };
    periods[4] = missing("2010-05");
    (6..9).for_each(|month| periods[month] = missing(&periods[month].label.clone()));
    let shifts = vec![mark(5, 12, "cooperation"), mark(11, 11, "more"), mark(11, 11, "most")];
    let drawn = draw(&Chart { shifts, ..chart(periods) }, Letters::Blocks, 60);
    expect![[r#"
        Ghana and Togo
        Happenings by month

                                 conflict │ cooperation  score
        2010-01..02  10  █████████████████│███▌       2   -0.5
        2010-03..04   2               ▐███│███████    4
        2010-05..06~  1                 ▐█│███▌       2        ▲1
        2010-07..08      · · · · · · no reports · · ·          ▲1
        2010-09..10~  1                 ▐█│███▌       2        ▲1
    "#]]
    .assert_eq(&drawn.lines().take(9).map(|line| line.to_string() + "\n").collect::<String>());
    assert!(drawn.contains("72 periods in 36 rows"), "{drawn}");
}

#[test]
fn a_shift_to_the_cooler_points_down() {
    let mut chart = full();
    chart.shifts[0].direction = Direction::Cooler;
    let drawn = draw(&chart, Letters::Blocks, 72);
    assert!(drawn.contains("▼1 2024-09 to 2024-10") && drawn.contains("▼ cooler") && !drawn.contains('▲'), "{drawn}");
}

#[test]
fn color_changes_no_letter() {
    let chart = full();
    let colored = text(&chart, &Terminal { width: 72, letters: Letters::Blocks, is_colored: true }).unwrap();
    assert!(colored.contains("\u{1b}[36m") && colored.contains("\u{1b}[31m"), "cooperation is cyan, conflict red");
    let pieces = colored.split('\u{1b}').enumerate();
    let plain: String = pieces
        .map(|(idx, piece)| if idx == 0 { piece } else { piece.split_once('m').expect("an escape sequence").1 })
        .collect();
    let trimmed = |drawn: &str| drawn.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(trimmed(&plain), trimmed(&draw(&chart, Letters::Blocks, 72)));
}

#[test]
fn escape_sequences_in_names_do_not_reach_the_terminal() {
    let mut chart = full();
    chart.title = "A\u{1b}[2J\u{202e}B".to_string();
    chart.periods[0].label = "\u{7}x".to_string();
    let drawn = draw(&chart, Letters::Blocks, 72);
    assert!(drawn.starts_with("A[2JB\n") && !drawn.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{drawn}");
}

#[test]
fn long_words_are_wrapped_and_kept() {
    let mut chart = full();
    chart.shifts[0].label = "cooperation again and again ".repeat(8);
    let drawn = draw(&chart, Letters::Ascii, 60);
    assert_eq!(drawn.matches("again").count(), 16);
    assert!(drawn.lines().all(|line| line.len() <= 60), "{drawn}");
}

#[test]
fn a_wide_interval_does_not_flatten_the_bars() {
    let mut chart = full();
    for bar in &mut chart.periods {
        bar.expected_cooperation = charts::Interval::new(0.0, 1e300);
    }
    let drawn = draw(&chart, Letters::Ascii, 100);
    let longest = drawn.lines().map(|line| line.matches('#').count()).max();
    assert!(longest > Some(20), "{drawn}");
}

#[test]
fn happenings_without_coverage_are_drawn_all_the_same() {
    let period = Bar { coverage: Coverage::Missing, ..bar("2024-01", 3, 0) };
    let drawn = draw(&chart(vec![period]), Letters::Ascii, 60);
    assert!(drawn.contains("2024-01~") && drawn.contains('#') && !drawn.contains("no reports"), "{drawn}");
}

#[test]
fn a_row_names_two_shifts_and_says_that_there_are_more() {
    let shifts: Vec<Mark> = (0..3).map(|_| mark(0, 0, "cooperation")).collect();
    let drawn = draw(&Chart { shifts, ..chart(months(1, 1, 1)) }, Letters::Blocks, 60);
    assert!(drawn.contains("▲1▲2+\n"), "{drawn}");
}

#[test]
fn the_head_of_short_scores_is_no_wider_than_the_terminal() {
    let period = Bar { mean_score: Some(0.0), ..bar("2024-01", 1, 1) };
    let drawn = draw(&chart(vec![period]), Letters::Ascii, 60);
    assert!(drawn.contains(" score\n") && drawn.lines().all(|line| line.len() <= 60), "{drawn}");
}
