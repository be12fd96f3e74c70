use crate::samples::{bar, chart, full, mark, missing, months};
use charts::{Bar, Chart, Coverage, Direction, png, svg};
use roxmltree::{Document, Node};

fn with_svg(chart: &Chart, look: impl FnOnce(&Document)) {
    let drawn = svg(chart).unwrap();
    look(&Document::parse(&drawn).expect("XML"));
}

fn named<'a, 'input>(document: &'a Document<'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    document.descendants().filter(move |node| node.has_tag_name(name))
}

fn words(document: &Document) -> Vec<String> {
    named(document, "text").filter_map(|node| node.text().map(String::from)).collect()
}

/// What is said of the parts of a picture.
fn said(document: &Document) -> Vec<String> {
    named(document, "g")
        .map(|group| group.first_element_child().unwrap().text().unwrap_or_default().to_string())
        .collect()
}

fn number(node: &Node, attribute: &str) -> f64 {
    node.attribute(attribute).unwrap_or("1").parse().unwrap()
}

/// Top and height of the bars of a period, by color.
fn bars(document: &Document, said: &str) -> Vec<(String, f64, f64)> {
    let group =
        named(document, "g").find(|group| group.descendants().any(|node| node.text() == Some(said))).expect("said");
    let shown = group.children().filter(|node| node.has_tag_name("rect") && number(node, "fill-opacity") > 0.0);
    shown
        .map(|node| (node.attribute("fill").unwrap().to_string(), number(&node, "y"), number(&node, "height")))
        .collect()
}

const COOPERATION: &str = "#21719e";
const CONFLICT: &str = "#c5532a";

#[test]
fn the_svg_stands_alone_and_says_what_it_shows() {
    with_svg(&full(), |document| {
        let root = document.root_element();
        assert_eq!((root.attribute("width"), root.attribute("height")), (Some("960"), Some("540")));
        assert_eq!(root.attribute("role"), Some("img"));
        assert_eq!(named(document, "title").next().unwrap().text(), Some("Ghana and Togo"));
        let description = named(document, "desc").next().unwrap().text().unwrap();
        assert_eq!(
            description,
            "Happenings by month. 7 periods, 2024-06 to 2024-12: 20 happenings of cooperation, 8 of conflict; \
             1 of them without reports. shift (warmer), 2024-09 to 2024-10: cooperation from 1 to 7 a month"
        );
        let names = ["svg", "title", "desc", "rect", "path", "circle", "text", "g"];
        let others: Vec<_> = document
            .descendants()
            .filter(|node| node.is_element())
            .filter(|node| !names.contains(&node.tag_name().name()))
            .collect();
        assert!(others.is_empty(), "{others:?}");
        assert!(
            document
                .descendants()
                .flat_map(|node| node.attributes())
                .all(|attribute| !attribute.name().contains("href") && attribute.name() != "id")
        );
    });
}

#[test]
fn cooperation_stands_above_the_axis_and_conflict_below_in_one_scale() {
    let periods = vec![bar("2024-01", 6, 3)];
    with_svg(&chart(periods), |document| {
        let bars = bars(document, "2024-01: cooperation 6; conflict 3");
        let [(above, top, height), (below, axis, depth)] = bars.try_into().unwrap();
        assert_eq!((above.as_str(), below.as_str()), (COOPERATION, CONFLICT));
        assert!((top + height - axis).abs() < 0.02, "both begin at the axis");
        assert!((height - 2.0 * depth).abs() < 0.02, "{height} is not twice {depth}");
    });
}

#[test]
fn ticks_are_round_and_zero_is_one() {
    with_svg(&chart(vec![bar("2024-01", 87_000, 31_000)]), |document| {
        let words = words(document);
        for tick in ["80,000", "60,000", "40,000", "20,000", "0"] {
            assert!(words.iter().any(|word| word == tick), "{tick} in {words:?}");
        }
        assert_eq!(words.iter().filter(|word| *word == "0").count(), 1);
        assert_eq!(words.iter().filter(|word| *word == "20,000").count(), 2);
    });
}

#[test]
fn parts_say_what_they_are() {
    with_svg(&full(), |document| {
        let said = said(document);
        for expected in [
            "2024-08: no reports",
            "warmer, 2024-09 to 2024-10: cooperation from 1 to 7 a month",
            "2024-10: cooperation 6, expected 1 to 3; conflict 0, expected 1 to 3; mean score +6.0",
            "2024-12 (covered in part): cooperation 3, expected 1 to 3; conflict 0, expected 1 to 3; mean score +3.0",
        ] {
            assert!(said.iter().any(|words| words == expected), "{expected} in {said:#?}");
        }
        assert!(!said.iter().any(|words| words.starts_with("2024-08: cooperation")));
    });
}

#[test]
fn gaps_side_by_side_are_hatched_as_one() {
    let periods =
        vec![bar("2024-01", 1, 1), missing("2024-02"), missing("2024-03"), bar("2024-04", 1, 1), missing("2024-05")];
    with_svg(&chart(periods), |document| {
        let gaps: Vec<String> = said(document).into_iter().filter(|words| words.ends_with("no reports")).collect();
        assert_eq!(gaps, ["2024-02 to 2024-03: no reports", "2024-05: no reports"]);
    });
}

#[test]
fn the_legend_has_what_the_picture_has() {
    let entries = [
        "cooperation",
        "conflict",
        "expected in 95 of 100 periods",
        "mean score",
        "no reports",
        "covered in part",
        "warmer",
        "cooler",
    ];
    let listed = |chart: &Chart| {
        let mut found = vec![];
        with_svg(chart, |document| found = words(document));
        entries.into_iter().filter(|entry| found.iter().any(|word| word == entry)).collect::<Vec<_>>()
    };
    assert_eq!(listed(&full()), entries[..7]);
    assert_eq!(listed(&chart(months(3, 1, 1))), entries[..2]);
    let cooler = charts::Mark { direction: Direction::Cooler, ..mark(0, 0, "x") };
    assert_eq!(
        listed(&Chart { shifts: vec![cooler], ..chart(months(3, 1, 1)) }),
        ["cooperation", "conflict", "cooler"]
    );
}

#[test]
fn foreign_names_are_escaped() {
    let mut chart = full();
    chart.title = "R&D <Corp> \"Zürich\" 'Ελλάδα' ]]>\u{0}\u{b}中国 <!--".to_string();
    chart.shifts[0].label = "<script>alert(1)</script>".to_string();
    chart.periods[0].label = "<&\">".to_string();
    with_svg(&chart, |document| {
        assert_eq!(
            named(document, "title").next().unwrap().text(),
            Some("R&D <Corp> \"Zürich\" 'Ελλάδα' ]]> 中国 <!--")
        );
        assert!(words(document).contains(&"<script>alert(1)</script>".to_string()));
        assert_eq!(named(document, "script").count(), 0);
    });
}

#[test]
fn labels_of_periods_are_thinned_out_by_the_calendar() {
    with_svg(&chart(months(120, 3, 1)), |document| {
        let years: Vec<String> = words(document).into_iter().filter(|word| word.starts_with("20")).collect();
        assert_eq!(years, (2010..2020).map(|year| year.to_string()).collect::<Vec<_>>());
    });
}

#[test]
fn many_shifts_are_numbered_and_listed_below() {
    let shifts = (0..12).map(|idx| mark(idx * 4, idx * 4 + 1, "cooperation from few to many a month")).collect();
    with_svg(&Chart { shifts, ..chart(months(48, 3, 1)) }, |document| {
        let words = words(document);
        assert!((1..=12).all(|shift| words.contains(&shift.to_string())), "{words:?}");
        assert!(
            words.contains(&"12  2013-09 to 2013-10: cooperation from few to many a month".to_string()),
            "{words:?}"
        );
        assert!(number(&document.root_element(), "height") > 700.0);
    });
}

#[test]
fn nothing_to_see_is_said() {
    let said_of = |periods: Vec<Bar>| {
        let mut found = vec![];
        with_svg(&chart(periods), |document| found = words(document));
        found.into_iter().filter(|word| word.starts_with("no ") && word.ends_with("periods")).collect::<Vec<_>>()
    };
    assert_eq!(said_of(vec![missing("2024-01"), missing("2024-02")]), ["no reports in any of these periods"]);
    assert_eq!(said_of(months(2, 0, 0)), ["no happenings in these periods"]);
    assert!(said_of(months(2, 0, 1)).is_empty());
}

#[test]
fn periods_in_part_are_lighter() {
    let periods = vec![bar("2024-01", 4, 0), Bar { coverage: Coverage::Part, ..bar("2024-02", 4, 0) }];
    with_svg(&chart(periods), |document| {
        let opacity = |node: Node| {
            (node.attribute("fill") == Some(COOPERATION) && number(&node, "height") > 100.0)
                .then(|| number(&node, "fill-opacity"))
        };
        assert_eq!(named(document, "rect").filter_map(opacity).collect::<Vec<_>>(), [1.0, 0.45]);
    });
}

#[test]
fn the_png_has_its_size_and_is_the_same_every_time() {
    let picture = png(&full()).unwrap();
    assert_eq!(&picture.bytes[..16], b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
    let word = |at: usize| u32::from_be_bytes(picture.bytes[at..at + 4].try_into().unwrap());
    assert_eq!((word(16), word(20)), (1_920, 1_080));
    assert_eq!((picture.width, picture.height), (1_920, 1_080));
    assert_eq!(picture.bytes[24], 8);
    assert_eq!(png(&full()).unwrap(), picture);
}

#[test]
fn the_png_has_the_colors_where_the_svg_has_bars() {
    let chart = chart(vec![bar("2024-01", 6, 3)]);
    let pixels = tiny_skia::Pixmap::decode_png(&png(&chart).unwrap().bytes).unwrap();
    with_svg(&chart, |document| {
        for node in
            named(document, "rect").filter(|node| [COOPERATION, CONFLICT].contains(&node.attribute("fill").unwrap()))
        {
            let middle = |start, length| ((number(&node, start) + number(&node, length) / 2.0) * 2.0) as u32;
            let pixel = pixels.pixel(middle("x", "width"), middle("y", "height")).unwrap();
            let color = format!("#{:02x}{:02x}{:02x}", pixel.red(), pixel.green(), pixel.blue());
            assert_eq!(Some(color.as_str()), node.attribute("fill"));
        }
    });
}

#[test]
fn letters_that_the_font_lacks_are_named() {
    let named = Chart { title: "中国 and Україна, বাংলা".to_string(), ..full() };
    assert_eq!(png(&named).unwrap().undrawn, ['ং', 'ব', 'ল', 'া', '中', '国']);
    assert!(png(&full()).unwrap().undrawn.is_empty());
}
