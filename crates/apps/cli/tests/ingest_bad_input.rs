//! Whatever a source holds, each of its reports is in the store or among the failures, and nothing else is lost.
#![cfg(unix)]

mod keeping;
mod support;

use flate2::Compression;
use flate2::write::GzEncoder;
use keeping::{Place, begin, end, entente, is_root, summary, written};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::{Value, json};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// What comes of one report, or of what should have been one.
enum Outcome {
    /// In the store: its text, or the beginning of a long one, with title and day.
    Kept { text: String, title: Option<String>, published: Option<&'static str> },
    /// Among the failures: where, and part of the reason.
    Fails { place: &'static str, reason: &'static str },
}

/// One kind of bad input.
struct Case {
    /// The name of its file.
    name: &'static str,
    content: Vec<u8>,
    /// In the order of the source.
    outcomes: Vec<Outcome>,
}

fn case(name: &'static str, content: impl Into<Vec<u8>>, outcomes: impl Into<Vec<Outcome>>) -> Case {
    Case { name, content: content.into(), outcomes: outcomes.into() }
}

fn kept(text: impl Into<String>) -> Outcome {
    Outcome::Kept { text: text.into(), title: None, published: None }
}

fn titled(text: &str, title: &str) -> Outcome {
    Outcome::Kept { text: text.into(), title: Some(title.into()), published: None }
}

fn dated(text: &str, published: &'static str) -> Outcome {
    Outcome::Kept { text: text.into(), title: None, published: Some(published) }
}

fn fails(place: &'static str, reason: &'static str) -> Outcome {
    Outcome::Fails { place, reason }
}

/// A report of its own for each number.
fn text(number: usize) -> String {
    format!("Kenya and Uganda signed trade agreement {number} in Nairobi on Monday.")
}

/// That report as a line.
fn line(number: usize) -> String {
    format!("{}\n", json!({"id": format!("good-{number}"), "text": text(number), "published": "2025-03-06"}))
}

fn good(number: usize) -> Outcome {
    Outcome::Kept { text: text(number), title: None, published: Some("2025-03-06") }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("to memory");
    encoder.finish().expect("to memory")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("to memory")
}

fn cut(mut bytes: Vec<u8>, n_bytes: usize) -> Vec<u8> {
    bytes.truncate(bytes.len() - n_bytes);
    bytes
}

fn page(head: &str, body: &str) -> String {
    format!("<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>")
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A Parquet file with one column.
fn parquet(column: &str, rows: &[&str]) -> Vec<u8> {
    let schema = parse_message_type(&format!("message m {{ required binary {column} (UTF8); }}")).expect("a schema");
    let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::default()).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    let mut column = group.next_column().expect("a column").expect("one");
    let values: Vec<ByteArray> = rows.iter().map(|row| ByteArray::from(*row)).collect();
    column.typed::<ByteArrayType>().write_batch(&values, None, None).expect("values");
    column.close().expect("a column");
    group.close().expect("a group");
    writer.into_inner().expect("a file")
}

/// A record of a web archive, whose block is said to be so much longer than it is.
fn record(number: usize, block: &str, surplus: usize) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/{number}\r\nWARC-Date: 2025-01-16T08:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len() + surplus
    )
}

fn response(status: &str, number: usize) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n{}", page("", &format!("<p>{}</p>", text(number))))
}

fn rss(declaration: &str, items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>{declaration}<rss version=\"2.0\"><channel><title>Harbour News</title>{items}</channel></rss>"
    )
}

/// Bytes without sense.
fn noise(n_bytes: u32) -> Vec<u8> {
    (0..n_bytes).map(|at| (at.wrapping_mul(2_654_435_761) >> 11) as u8).collect()
}

const GERMAN: &str =
    "Der Verteidigungsminister traf am Dienstag seinen Amtskollegen in Berlin und sprach über die Lage im Norden. ";

fn compressed() -> Vec<Case> {
    let zeros = vec![0; 10 << 20];
    let line_of_zeros = [b"{\"text\": \"".as_slice(), &zeros].concat();
    // Over 1 GiB out of some hundred kilobytes.
    let bomb = [zstd(&line_of_zeros), zstd(&zeros).repeat(108)].concat();
    let long = |number| json!({"text": text(number), "extra": format!("{:?}", noise(4000))}).to_string() + "\n";
    let gzip_cut = cut(gzip(format!("{}{}{}", line(101), line(102), long(103)).as_bytes()), 200);
    vec![
        case("01-cut.jsonl.gz", gzip_cut, [good(101), good(102), fails("line 3", "the gzip data is cut short")]),
        case("02-zeros.txt.gz", gzip(&zeros).repeat(20), [fails("", "longer than 64 MiB")]),
        case("03-bomb.jsonl.zst", bomb, [fails("line 1", "decompresses to over 200 times its length")]),
        case("04-twice.jsonl.gz", gzip(&gzip(line(104).as_bytes())), [good(104)]),
        case(
            "05-thrice.gz",
            gzip(&gzip(&gzip(line(105).as_bytes()))),
            [fails("", "compressed more than 2 times over")],
        ),
        case(
            "06-cut.jsonl.zst",
            [zstd(line(106).as_bytes()), cut(zstd(line(107).as_bytes()), 5)].concat(),
            [good(106), fails("line 2", "the zstd data is cut short")],
        ),
        case(
            "07-damaged.gz",
            [&[0x1F, 0x8B, 8, 0], noise(500).as_slice()].concat(),
            [fails("", "the gzip data is damaged")],
        ),
    ]
}

fn encodings() -> Vec<Case> {
    let latin = "Le pr\u{E9}sident a d\u{E9}clar\u{E9} \u{E0} Gen\u{E8}ve que l'accord avec l'Alg\u{E9}rie sera sign\u{E9} mardi.";
    let latin_bytes: Vec<u8> =
        page("<meta charset=utf-8>", &format!("<p>{latin}</p>")).chars().map(|letter| letter as u8).collect();
    vec![
        case("10-wrong-label.html", latin_bytes, [kept(latin)]),
        case("11-utf-16.txt", utf_16(&text(111)), [kept(text(111))]),
        case("12-utf-16.jsonl", utf_16(&format!("{}{}", line(112), line(113))), [good(112), good(113)]),
        case("13-nulls.jsonl", "{\"text\": \"Talks\\u0000 resumed in Doha.\"}\n", [kept("Talks\u{FFFD} resumed in Doha.")]),
        case(
            "14-surrogate.jsonl",
            format!("{{\"text\": \"Talks \\ud83d resumed.\"}}\n{}", line(114)),
            [fails("line 1", "unexpected end of hex escape"), good(114)],
        ),
        case(
            "15-broken-bytes.jsonl",
            [b"{\"text\": \"Talks \xFF in \xC3\xA9t\xC3\xA9, \xC3\xA0 No\xC3\xABl, \xC3\xA0 l'\xC3\xA9t\xC3\xA9.\"}\n".as_slice(), line(115).as_bytes()].concat(),
            [kept("Talks \u{FFFD} in été, à Noël, à l'été."), good(115)],
        ),
        case("16-empty.txt", "", [fails("", "empty, expected a report")]),
        case("17-blank.txt", " \n\t\r\n ", [fails("", "empty, expected a report")]),
        case("18-mark.txt", b"\xEF\xBB\xBF".as_slice(), [fails("", "empty, expected a report")]),
        case("19-noise.txt", noise(3000), [fails("", "binary data, expected text")]),
    ]
}

fn lies() -> Vec<Case> {
    let story = format!("<p>{}</p>", text(120));
    vec![
        case(
            "20-pdf.html",
            b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj".as_slice(),
            [fails("", "a PDF file, expected text")],
        ),
        case("21-page.txt", page("<title>Trade agreement</title>", &story), [titled(&text(120), "Trade agreement")]),
        case("22-lines.html", line(122), [good(122)]),
        case("23-word.txt", b"PK\x03\x04\x14\0\x06\0".as_slice(), [fails("", "a zip archive or an office document")]),
        case("24-text.html", text(124), [kept(text(124))]),
        case(
            "25-nested.html",
            format!("<html><body>{}<p>{}</p>", "<div>".repeat(10_000), text(125)),
            [fails("", "HTML elements nested too deeply")],
        ),
        case(
            "26-no-article.html",
            page("<title>Menu</title>", "<script>menu()</script>"),
            [fails("", "no article found")],
        ),
        case(
            "27-other.xml",
            "<?xml version=\"1.0\"?><catalog><book/></catalog>",
            [kept("<?xml version=\"1.0\"?><catalog><book/></catalog>")],
        ),
    ]
}

fn lines() -> Vec<Case> {
    let with_date = |number, date: &str| format!("{}\n", json!({"text": text(number), "published": date}));
    let no_date = "expected a date such as 2025-01-16";
    let long_name = "x".repeat(100_000);
    let long = json!({"id": long_name, "title": long_name, "url": format!("https://harbour.example/{long_name}"), "text": text(139)});
    let escapes = json!({"id": "e\u{1b}[2J", "title": "A \u{1b}]0;taken\u{7} B \u{9b}2J C", "text": text(140)});
    vec![
        case("30-future.jsonl", with_date(130, "2150-01-01"), [dated(&text(130), "2150-01-01")]),
        case("31-ancient.jsonl", with_date(131, "1215-06-15"), [dated(&text(131), "1215-06-15")]),
        case(
            "32-no-dates.jsonl",
            ["9999-12-31", "0079-08-24", "2025-02-30"].map(|date| with_date(132, date)).concat(),
            [fails("line 1", no_date), fails("line 2", no_date), fails("line 3", no_date)],
        ),
        case(
            "33-one-id.jsonl",
            format!("{}\n{}\n", json!({"id": "twice", "text": text(133)}), json!({"id": "twice", "text": text(134)})),
            [kept(text(133)), kept(text(134))],
        ),
        case("34-again.jsonl", format!("{}{}", line(135), line(135)), [good(135)]),
        case("35-list.json", format!("[\n  {},\n]\n", line(136)), [fails("line 1", "a JSON value over several lines")]),
        case(
            "36-types.jsonl",
            format!(
                "{{\"text\": 5}}\n[1]\n{{\"id\": \"x\"}}\n{{\"text\": \"x\", \"title\": {{}}}}\n{{\"text\": \"a\"}} b\n{}",
                line(137)
            ),
            [
                fails("line 1", "`text`: expected a string, found a number"),
                fails("line 2", "expected an object with a `text`, found a list"),
                fails("line 3", "`text`: expected a string, found none"),
                fails("line 4", "`title`: expected a string, found an object"),
                fails("line 5", "trailing characters"),
                good(137),
            ],
        ),
        case(
            "37-deep.jsonl",
            format!("{{\"text\": \"a\", \"extra\": {}{}}}\n", "[".repeat(100_000), "]".repeat(100_000)),
            [fails("line 1", "recursion limit exceeded")],
        ),
        case(
            "38-long.jsonl",
            format!("{{\"text\": \"{}\"}}\n{}", "x".repeat(70 << 20), line(138)),
            [fails("line 1", "longer than 64 MiB"), good(138)],
        ),
        case("39-names.jsonl", format!("{long}\n"), [titled(&text(139), &long_name)]),
        case("40-escapes.jsonl", format!("{escapes}\n"), [titled(&text(140), "A \u{1b}]0;taken\u{7} B \u{9b}2J C")]),
        case(
            "41-cut.jsonl",
            format!("{}{{\"text\": \"Talks res", line(141)),
            [good(141), fails("line 2", "not valid JSON")],
        ),
    ]
}

fn tables() -> Vec<Case> {
    let quoted = format!("id,text\nc1,\"never closed\nc2,{}\n", text(152));
    vec![
        case(
            "50-ragged.csv",
            format!("id,text\nr1,{}\nr2\nr3,a,b\n", text(150)),
            [kept(text(150)), fails("row 2", "expected 2 fields"), fails("row 3", "expected 2 fields")],
        ),
        case("51-no-text.csv", "id,day\n1,2025-01-16\n", [fails("", "expected a column of text")]),
        case("52-unclosed.csv", quoted, [fails("row 1", "a quoted field does not end"), kept(text(152))]),
        case("53-header.csv", "id,text\n", []),
        case(
            "54-cut.parquet",
            {
                let whole = parquet("text", &[&text(154)]);
                let half = whole.len() / 2;
                cut(whole, half)
            },
            [fails("", "not a whole Parquet file")],
        ),
        case("55-no-text.parquet", parquet("day", &["2025-01-16"]), [fails("", "expected a column of text")]),
        case("56-good.parquet", parquet("text", &[&text(156)]), [kept(text(156))]),
    ]
}

fn archives() -> Vec<Case> {
    let dated = |number| Outcome::Kept { text: text(number), title: None, published: Some("2025-01-16") };
    vec![
        case(
            "60-length.warc",
            record(160, &response("200 OK", 160), 9) + &record(161, &response("200 OK", 161), 0),
            [fails("record 1", "does not lead to the next WARC record"), dated(161)],
        ),
        case(
            "61-header.warc",
            record(162, "HTTP/1.1 no blank line", 0) + &record(163, &response("200 OK", 163), 0),
            [fails("record 1", "its HTTP header cannot be read"), dated(163)],
        ),
        case("62-gone.warc", record(164, &response("404 Not Found", 164), 0), []),
        case(
            "63-cut.warc",
            record(165, &response("200 OK", 165), 900),
            [fails("record 1", "the WARC record ends after")],
        ),
    ]
}

fn feeds() -> Vec<Case> {
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]>";
    let teaser =
        "<item><title>Talks</title><link>https://harbour.example/7</link><description>Read on.</description></item>";
    vec![
        case(
            "70-bomb.xml",
            rss(bomb, "<item><title>&c;</title></item>"),
            [fails("", "declares entities made of other entities")],
        ),
        case(
            "71-teaser.xml",
            rss("", teaser),
            [fails("item 1", "only a teaser; its page is at https://harbour.example/7")],
        ),
        case("72-empty.xml", rss("", ""), [fails("", "a feed without items")]),
        case(
            "73-cut.xml",
            "<rss version=\"2.0\"><channel><item><title>Talks",
            [fails("", "not a readable RSS, Atom or JSON feed")],
        ),
    ]
}

fn texts() -> Vec<Case> {
    // Two megabytes in a language that is not coded: they are kept all the same.
    let long = GERMAN.repeat(2 * (1 << 20) / GERMAN.len());
    vec![
        case("80-german.txt", GERMAN, [kept(GERMAN)]),
        case("81-word.txt", "Talks", [kept("Talks")]),
        case("82-long.txt", long, [kept(GERMAN.repeat(2))]),
        case("83-no-date.jsonl", format!("{}\n", json!({"text": text(183)})), [kept(text(183))]),
    ]
}

fn cases() -> Vec<Case> {
    [compressed(), encodings(), lies(), lines(), tables(), archives(), feeds(), texts()].into_iter().flatten().collect()
}

/// What is no readable file: names to ingest, and what comes of each.
fn oddities(place: &Place) -> Vec<(String, Vec<Outcome>)> {
    std::fs::create_dir_all(place.path("odd/empty")).expect("a folder");
    let link = |target: &str, name: &str| {
        symlink(target, place.path(name)).expect("a link");
        written(&place.path(name))
    };
    // In a folder a pipe is passed over: nobody may ever write to it.
    make_pipe(place, "in/never-written.jsonl");
    std::fs::create_dir_all(place.path("in/sub")).expect("a folder");
    symlink("..", place.path("in/sub/up")).expect("a link");
    symlink(".", place.path("in/here")).expect("a link");
    let socket = place.path("odd/socket.txt");
    std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    vec![
        (written(&place.path("odd/empty")), vec![]),
        (written(&place.path("odd/*.html")), vec![fails("", "no file matches")]),
        (written(&place.path("odd/missing.txt")), vec![fails("", "no such file or folder")]),
        (link("gone.txt", "odd/dangling.txt"), vec![fails("", "cannot be read: No such file")]),
        (link("loop.txt", "odd/loop.txt"), vec![fails("", "cannot be read: ")]),
        (written(&socket), vec![fails("", "cannot be read: ")]),
        (written(&place.store), vec![fails("", "a file of the store itself")]),
    ]
}

fn make_pipe(place: &Place, name: &str) -> String {
    let path = written(&place.path(name));
    assert!(Command::new("mkfifo").arg(&path).status().expect("`mkfifo` starts").success());
    path
}

/// A file that nobody may read; none for root, who may read all.
fn closed_file(place: &Place) -> Option<(String, Vec<Outcome>)> {
    if is_root() {
        eprintln!("skipped: root may read every file");
        return None;
    }
    let path = place.write("odd/closed.txt", b"Talks resumed.");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("rights");
    Some((path, vec![fails("", "cannot be read: Permission denied")]))
}

/// A failure without its moment.
fn timeless(mut failure: Value) -> String {
    failure["failed"].as_object_mut().expect("an object").remove("at");
    failure.to_string()
}

fn sorted(failures: Vec<Value>) -> Vec<String> {
    let mut failures: Vec<String> = failures.into_iter().map(timeless).collect();
    failures.sort();
    failures
}

/// Compares what came of a source with what should.
fn check_source(source: &str, expected: &[Outcome], reports: &[Value], failures: &[Value]) {
    let mut reports: Vec<&Value> = reports.iter().filter(|report| report["source"] == source).collect();
    let mut failures = failures.iter().map(|failure| &failure["failed"]).filter(|failed| failed["source"] == source);
    for outcome in expected {
        match outcome {
            Outcome::Kept { text, title, published } => {
                let is_it = |report: &&Value| {
                    let found = report["text"].as_str().expect("a text");
                    if text.len() > 200 { found.starts_with(text.as_str()) } else { found == text }
                };
                let at = reports.iter().position(is_it);
                let report = reports.remove(at.unwrap_or_else(|| panic!("{source}: not kept: {text}: {reports:?}")));
                assert_eq!((&report["title"], &report["published"]), (&json!(title), &json!(published)), "{source}");
            }
            Outcome::Fails { place, reason } => {
                let failed = failures.next().unwrap_or_else(|| panic!("{source}: does not fail: {reason}"));
                assert_eq!(failed["place"], *place, "{source}: {failed}");
                let found = failed["reason"].as_str().expect("a reason");
                assert!(found.contains(reason), "{source}: {found}");
                assert!(!failed["at"].as_str().unwrap_or_default().is_empty(), "{source}");
            }
        }
    }
    assert_eq!((reports.first(), failures.next()), (None, None), "{source}: more than expected");
}

#[test]
fn every_bad_input_is_a_named_failure_or_a_correct_report() {
    let place = Place::new();
    let cases = cases();
    let of_case = |case: &Case| place.write(&format!("in/{}", case.name), &case.content);
    let mut expected: Vec<(String, Vec<Outcome>)> =
        cases.into_iter().map(|case| (of_case(&case), case.outcomes)).collect();
    // A store that is there already, so that it can be named as a source.
    let first = place.write("first.jsonl", line(1).as_bytes());
    assert_eq!(place.run(&["ingest", &first]).code, Some(0));
    expected.extend(oddities(&place));
    expected.extend(closed_file(&place));
    let folder = written(&place.path("in"));
    let inside = format!("{folder}/");
    let names = expected.iter().map(|(name, _)| name.as_str()).filter(|name| !name.starts_with(&inside));
    let arguments: Vec<&str> = ["ingest", "--output", "text", &folder].into_iter().chain(names).collect();

    let run = place.run(&arguments);
    assert!(run.stderr.contains("the last one stands: `twice`"), "{}", run.stderr);
    assert_eq!(run.code, Some(2));
    let reports = place.rows("SELECT source, substr(text, 1, 300) AS text, title, published FROM reports");
    let failures = place.failures();
    expected.iter().for_each(|(source, outcomes)| check_source(source, outcomes, &reports, &failures));
    let n_failed = expected.iter().flat_map(|(_, outcomes)| outcomes);
    let n_failed = n_failed.filter(|outcome| matches!(outcome, Outcome::Fails { .. })).count();
    assert_eq!(failures.len(), n_failed);
    assert!(run.stdout.contains(&format!(" {n_failed} failed; ")), "{n_failed}: {}", run.stdout);
    place.check();

    check_languages(&place);
    check_nothing_drives_the_terminal(&place, &run);
    check_again(&place, &arguments, reports.len());
    check_cure(&place, reports.len());
}

/// Other languages are marked and not coded.
fn check_languages(place: &Place) {
    let rows = place.rows("SELECT count(*) AS n, sum(events) AS events FROM reports WHERE language = 'de'");
    assert_eq!(rows, [json!({"n": 2, "events": 0})]);
    let length = place.rows("SELECT max(length(text)) AS n FROM reports WHERE language = 'de'");
    assert_eq!(length[0]["n"], GERMAN.repeat(2 * (1 << 20) / GERMAN.len()).chars().count());
}

fn check_nothing_drives_the_terminal(place: &Place, ingested: &support::Run) {
    let shown = [
        place.run(&["query", "--output", "text", "--limit", "500"]),
        place.run(&["show", "e", "--output", "text"]),
        place.run(&["show", "good-115", "--output", "text"]),
        place.run(&["sql", "SELECT id, title FROM reports", "--output", "text"]),
    ];
    for run in shown.iter().chain([ingested]) {
        let is_control = |letter: char| letter.is_control() && letter != '\n';
        assert!(!run.stdout.contains(is_control), "{:?}", run.stdout);
        assert!(!run.stderr.contains(is_control), "{:?}", run.stderr);
    }
}

/// Neither the same command nor the file of failures adds anything, and what failed fails again in the same words.
fn check_again(place: &Place, arguments: &[&str], n_reports: usize) {
    let before = sorted(place.failures());
    let run = place.run(arguments);
    assert!(run.stdout.contains(": 0 new, 0 changed, "), "{}", run.stdout);
    assert_eq!((run.code, sorted(place.failures())), (Some(2), before.clone()));
    let run = place.run(&["ingest", &written(&place.failures_file())]);
    let told = summary(&run);
    assert_eq!((&told["new"], &told["changed"]), (&json!(0), &json!(0)), "{told}");
    assert_eq!((run.code, sorted(place.failures())), (Some(2), before));
    assert_eq!(place.rows("SELECT count(*) AS n FROM reports")[0]["n"], n_reports);
    place.check();
}

/// What is mended in the file of failures comes in, and only the rest fails.
fn check_cure(place: &Place, n_reports: usize) {
    let before = place.failures();
    let mended = std::fs::read_to_string(place.failures_file()).expect("the file");
    let mended = mended
        .replace("\\\"2025-02-30\\\"", "\\\"2025-02-28\\\"")
        .replace("{\\\"text\\\": 5}", "{\\\"text\\\": \\\"Five met.\\\"}");
    let mended = mended.replace("r3,a,b", "r3,Three met.");
    std::fs::write(place.failures_file(), mended).expect("the file");
    let run = place.run(&["ingest", &written(&place.failures_file())]);
    assert_eq!((run.code, &summary(&run)["new"]), (Some(2), &json!(3)), "{}", run.stderr);
    assert_eq!(place.failures().len(), before.len() - 3);
    let texts = place.rows(
        "SELECT text, published FROM reports WHERE text IN ('Five met.', 'Three met.') OR published = '2025-02-28'",
    );
    assert_eq!(texts.len(), 3, "{texts:?}");
    assert_eq!(place.rows("SELECT count(*) AS n FROM reports")[0]["n"], n_reports + 3);
    place.check();
}

#[test]
fn a_pipe_is_read_as_it_comes_and_an_endless_page_is_refused() {
    let place = Place::new();
    let pipe = make_pipe(&place, "pipe.jsonl");
    let run = begin(&mut entente(&place.store, &["ingest", &pipe, "--output", "json"]));
    std::fs::write(&pipe, line(1) + &line(2)).expect("a pipe that is read");
    let run = end(run);
    assert_eq!((run.code, &summary(&run)["new"]), (Some(0), &json!(2)), "{}", run.stderr);

    let mut command = entente(&place.store, &["ingest", "-", "--output", "json"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || {
        let paragraph = format!("<p>{}</p>", "Talks went on. ".repeat(70_000));
        let _ = stdin.write_all(b"<!DOCTYPE html><html><body>");
        // 200 MB; it may hang up before they are all sent.
        (0..200).take_while(|_| stdin.write_all(paragraph.as_bytes()).is_ok()).count()
    });
    let run = end(child);
    assert!(writer.join().expect("the writer ends") < 200);
    assert_eq!((run.code, &summary(&run)["failed"]), (Some(2), &json!(1)));
    let failures = place.failures();
    assert_eq!(failures[0]["failed"]["source"], "standard input");
    assert!(failures[0]["failed"]["reason"].as_str().is_some_and(|reason| reason.contains("longer than 64 MiB")));
    let again = place.run(&["ingest", &written(&place.failures_file())]);
    assert_eq!((again.code, sorted(place.failures())), (Some(2), sorted(failures)));
    place.check();
}
