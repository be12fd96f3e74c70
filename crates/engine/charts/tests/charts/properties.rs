use charts::{Bar, Chart, Coverage, Direction, Interval, Letters, Mark, Terminal, png, svg, text};
use proptest::collection::vec;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn interval() -> impl Strategy<Value = Option<Interval>> {
    (any::<f64>(), any::<f64>()).prop_map(|(low, high)| Interval::new(low, high))
}

fn count() -> impl Strategy<Value = u64> {
    prop_oneof![0..20_u64, any::<u64>()]
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof!["20[0-9]{2}-[01][0-9]", "20[0-9]{2}-[QW]?[0-9]{1,2}(-[0-3][0-9])?", any::<String>()]
}

fn bar() -> impl Strategy<Value = Bar> {
    let coverage = prop::sample::select(vec![Coverage::Whole, Coverage::Part, Coverage::Missing]);
    (label(), coverage, count(), count(), interval(), interval(), any::<Option<f64>>()).prop_map(
        |(label, coverage, cooperation, conflict, expected_cooperation, expected_conflict, mean_score)| Bar {
            label,
            coverage,
            cooperation,
            conflict,
            expected_cooperation,
            expected_conflict,
            mean_score,
        },
    )
}

fn mark(n_periods: usize) -> impl Strategy<Value = Mark> {
    let direction = prop::sample::select(vec![Direction::Warmer, Direction::Cooler]);
    (0..n_periods, 0..n_periods, any::<String>(), direction).prop_map(|(one, other, label, direction)| Mark {
        first: one.min(other),
        last: one.max(other),
        label,
        direction,
    })
}

fn chart() -> impl Strategy<Value = Chart> {
    let words = (any::<String>(), any::<String>(), any::<String>(), any::<Option<u8>>());
    let body = vec(bar(), 1..150).prop_flat_map(|periods| (vec(mark(periods.len()), 0..20), Just(periods)));
    (words, body).prop_map(|((title, subtitle, footnote, expected_percent), (shifts, periods))| Chart {
        title,
        subtitle,
        periods,
        expected_percent,
        shifts,
        footnote,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_svg_is_xml(chart in chart()) {
        let drawn = svg(&chart).unwrap();
        let document = roxmltree::Document::parse(&drawn).unwrap();
        for attribute in document.descendants().flat_map(|node| node.attributes()) {
            prop_assert!(!attribute.value().contains("NaN") && !attribute.value().contains("inf"), "{attribute:?}");
        }
    }

    #[test]
    fn any_text_keeps_to_its_width(chart in chart(), width in 0_usize..300, is_ascii in any::<bool>()) {
        let letters = if is_ascii { Letters::Ascii } else { Letters::Blocks };
        let drawn = text(&chart, &Terminal { width, letters, is_colored: false }).unwrap();
        for line in drawn.lines() {
            prop_assert!(line.width() <= width.clamp(60, 200), "{line}");
            prop_assert!(!line.chars().any(char::is_control));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn any_png_is_drawn(chart in chart()) {
        prop_assert!(png(&chart).unwrap().bytes.starts_with(b"\x89PNG"));
    }
}
