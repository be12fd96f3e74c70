//! Whatever comes in, a record or a clear error comes out, and nothing else is lost.

mod support;

use serde_json::Value;
use support::{Run, file, run};

const GOOD: &str = r#"{"id": "good", "text": "Kenya and Uganda signed a trade agreement in Nairobi on Monday.", "published": "2025-03-06"}"#;

/// The records of a run, each checked against the schema and against its text.
fn records(run: &Run) -> Vec<Value> {
    let schema: Value = serde_json::from_str(record::SCHEMA).expect("the schema is JSON");
    let read = |line: &str| {
        let record: Value = serde_json::from_str(line).expect("a record is JSON");
        assert_eq!(testkit::json_schema::validate(&schema, &record), Ok(()), "{line}");
        record
    };
    run.stdout.lines().map(read).collect()
}

/// Whether every span with its words lies in `text` and has them.
fn check_spans(value: &Value, text: &[char]) {
    if let (Some(start), Some(end), Some(words)) =
        (value["start"].as_u64(), value["end"].as_u64(), value["text"].as_str())
    {
        let found: String = text[start as usize..end as usize].iter().collect();
        assert_eq!(found, words);
    }
    value.as_array().into_iter().flatten().for_each(|item| check_spans(item, text));
    value.as_object().into_iter().flat_map(|fields| fields.values()).for_each(|field| check_spans(field, text));
}

/// Codes a text and checks its one record.
fn code(text: &str) -> Value {
    let run = run(&["code", "--output", "json", "--input", "text", "--published", "2025-03-06"], text.as_bytes());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let record = records(&run).pop().expect("a record");
    check_spans(&record, &text.chars().collect::<Vec<_>>());
    record
}

fn check_error(name: &str, content: &[u8], expected: &str) {
    let path = file(&format!("bad_input/{name}"), content);
    let run = run(&["code", "--output", "json", &path], b"");
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert_eq!(run.stderr, format!("entente: {path}: {expected}\n"));
}

#[test]
fn an_empty_file_is_an_error() {
    check_error("empty.txt", b"", "empty, expected a report");
    check_error("blank.txt", b" \n\t\n", "empty, expected a report");
}

#[test]
fn an_error_quotes_control_characters_escaped() {
    let report = r#"{"text": "Troops shelled the town.", "published": "2025\u001b[31m"}"#;
    let run = run(&["code", "--output", "json"], format!("{report}\n{GOOD}\n").as_bytes());
    assert!(run.stderr.contains(r"`2025\u{1b}[31m`"), "{}", run.stderr);
    assert_eq!((run.code, records(&run).len()), (Some(2), 1));
}

#[test]
fn an_empty_text_of_json_lines_is_a_record_with_a_warning() {
    let run = run(&["code", "--output", "json"], format!("{{\"text\": \"\"}}\n{GOOD}\n").as_bytes());
    let records = records(&run);
    assert_eq!((run.code, records.len()), (Some(0), 2));
    assert_eq!(records[0]["events"], serde_json::json!([]));
    assert_eq!(records[0]["warnings"], serde_json::json!(["the text is empty"]));
}

#[test]
fn no_reports_is_nothing_found() {
    let run = run(&["code", "--input", "jsonl"], b"\n\n");
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
}

#[test]
fn binary_files_are_named_for_what_they_are() {
    let remedy = "expected text, HTML or JSON lines: convert it to text first";
    check_error("report.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj", &format!("a PDF file, {remedy}"));
    check_error("report.docx", b"PK\x03\x04\x14\0\x06\0", &format!("a zip archive or an office document, {remedy}"));
    let noise: Vec<u8> = (0..3000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    check_error("noise.bin", &noise, &format!("binary data, {remedy}"));
}

#[test]
fn a_missing_file_costs_no_other_its_record() {
    let good = file("bad_input/good.jsonl", GOOD.as_bytes());
    let run = run(&["code", "--output", "json", "no-such-file.txt", &good], b"");
    assert_eq!((run.code, records(&run).len()), (Some(2), 1));
    assert!(run.stderr.starts_with("entente: no-such-file.txt: cannot be read: "), "{}", run.stderr);
}

#[test]
fn broken_lines_are_named_and_the_others_coded() {
    let lines = format!("{GOOD}\n{{\"text\": \"cut\n{{\"text\": 5}}\n{{\"id\": \"x\"}}\nplain words\n{GOOD}\n");
    let path = file("bad_input/lines.jsonl", lines.as_bytes());
    let run = run(&["code", "--output", "json", &path], b"");
    assert_eq!((run.code, records(&run).len()), (Some(2), 2));
    let errors: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(errors.len(), 4, "{}", run.stderr);
    for (error, line) in errors.iter().zip(2..) {
        assert!(error.starts_with(&format!("entente: {path}: line {line}: ")), "{error}");
    }
}

#[test]
fn older_encodings_are_read() {
    let text = "Le président a déclaré que l’accord avec l’Algérie sera signé à Genève, où les délégués ont été reçus.";
    let (latin, utf_16) = (windows_1252(text), text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    for bytes in [latin, utf_16] {
        let run = run(&["code", "--output", "json"], &bytes);
        assert_eq!(records(&run)[0]["text_sha256"], code(text)["text_sha256"]);
    }
}

fn windows_1252(text: &str) -> Vec<u8> {
    let byte =
        |character: char| if character == '’' { 0x92 } else { u8::try_from(u32::from(character)).expect("Latin 1") };
    text.chars().map(byte).collect()
}

#[test]
fn another_language_is_said_and_not_coded() {
    let record =
        code("Der Verteidigungsminister traf am Dienstag seinen Amtskollegen in Berlin und sprach über die Lage.");
    assert_eq!((&record["language"], &record["events"]), (&serde_json::json!("de"), &serde_json::json!([])));
    assert!(
        record["warnings"][0].as_str().is_some_and(|warning| warning.contains("another language (de)")),
        "{record}"
    );
}

#[test]
fn right_to_left_text_and_emoji_keep_their_offsets() {
    code(
        "🇰🇪🤝🏽 The minister of defence said: \u{202B}«التقينا اليوم»\u{202C} — 👩‍👩‍👧‍👦 protesters marched in Beirut 🙂 on Sunday.",
    );
    code("Ministers met in e\u{301}t\u{e9} and Zürich\u{2028}on Monday\u{0}; \u{FEFF}they agreed.");
}

#[test]
fn text_without_punctuation_and_all_capitals_are_coded() {
    code(
        "kenya and uganda signed a trade agreement in nairobi on monday the ministers praised the deal police arrested two men",
    );
    let record = code("KENYA AND UGANDA SIGNED A TRADE AGREEMENT IN NAIROBI ON MONDAY, THE DEFENCE MINISTRY SAID.");
    assert_eq!(record["language"], "en");
}

#[test]
fn a_sentence_of_ten_thousand_words_is_coded() {
    let text = format!("The minister met {} in Nairobi on Monday.", "the officials and ".repeat(3_333));
    let record = code(&text);
    assert!(!record["sentences"].as_array().expect("a list").is_empty());
}

#[test]
fn one_long_line_is_coded() {
    let text = "Police arrested two men in Lagos on Monday, the ministry said. ".repeat(1_000);
    let record = code(&text);
    assert_eq!(record["sentences"].as_array().map(Vec::len), Some(1_000));
}

#[test]
fn a_very_long_word_is_coded() {
    let record = code(&"x".repeat(1 << 17));
    assert_eq!(record["events"], serde_json::json!([]));
}

#[test]
fn a_page_nested_too_deeply_is_an_error() {
    let expected = "HTML elements nested too deeply, expected a web page: save its text instead";
    for (name, start, tag) in [("deep", "", "<div>"), ("svg", "<svg>", "<tr>"), ("math", "<math>", "<tr>")] {
        let page = format!("<html><body>{start}{}text", tag.repeat(60_000));
        check_error(&format!("{name}.html"), page.as_bytes(), expected);
    }
}

#[test]
fn a_web_page_is_coded_for_its_article() {
    let page = "<!DOCTYPE html><html><head><title>x</title><meta property='article:published_time' content='2025-03-06T10:00:00Z'>\
        </head><body><nav><a href='/'>Home</a></nav><article><p>Kenya and Uganda signed a trade agreement in Nairobi on Monday, \
        the ministry said in a statement.</p></article></body></html>";
    let run = run(&["code", "--output", "json"], page.as_bytes());
    let record = records(&run).pop().expect("a record");
    assert_eq!(record["published"], "2025-03-06");
    assert_eq!(record["sentences"].as_array().map(Vec::len), Some(1));
}
