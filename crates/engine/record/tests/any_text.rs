//! Any text has a record that keeps to the schema, with every span where its words are.

use pipeline::Pipeline;
use proptest::prelude::*;
use record::{MentionList, Provenance, Record, SCHEMA, conllu};
use serde_json::Value;
use std::sync::LazyLock;
use text::Document;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new().expect("the model in the program loads"));
static FORM: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(SCHEMA).expect("the schema is JSON"));

/// Scraps of reports, and what does not belong into one.
const SCRAPS: [&str; 30] = [
    "The minister of defence",
    " met ",
    "Kenya",
    " and ",
    "Lt. Gen. Otieno",
    " said",
    " on Tuesday",
    ", ",
    ". ",
    "\n\n",
    "\r\n",
    " “",
    "”",
    "don't",
    "NAIROBI, March 6 - ",
    " has not signed",
    "$375 million",
    "JF-17",
    "🇰🇪",
    "e\u{301}",
    "\u{202B}القاهرة\u{202C}",
    "\u{0}",
    "\u{FEFF}",
    "\u{2028}",
    "北京",
    " who were arrested",
    " in Lagos",
    "'s",
    "(",
    "—",
];

fn any_report() -> impl Strategy<Value = String> {
    let scraps =
        proptest::collection::vec(proptest::sample::select(&SCRAPS[..]), 0..40).prop_map(|scraps| scraps.concat());
    prop_oneof![3 => scraps, 1 => "\\PC{0,80}", 1 => any::<String>()]
}

fn check_spans(value: &Value, text: &[char]) {
    let span = |value: &Value| Some([value["start"].as_u64()? as usize, value["end"].as_u64()? as usize]);
    if let Some([start, end]) = span(value) {
        assert!(start <= end && end <= text.len(), "{value}");
        if let Some(words) = value["text"].as_str() {
            assert_eq!(text[start..end].iter().collect::<String>(), words);
        }
    }
    value.as_array().into_iter().flatten().for_each(|item| check_spans(item, text));
    value.as_object().into_iter().flat_map(|fields| fields.values()).for_each(|field| check_spans(field, text));
}

fn check(text: &str) {
    let mut worker = PIPELINE.worker();
    let mut document = Document::new(text.into()).expect("short");
    document.published = Some(jiff::civil::date(2025, 3, 6));
    let coding = worker.code(document.clone());
    let provenance = Provenance { version: "0", models: PIPELINE.models_hash(), knowledge: PIPELINE.knowledge_hash() };
    let record = Record::from_coding(&coding, &provenance);
    let value: Value = serde_json::from_str(&record.to_json()).expect("JSON");
    assert_eq!(testkit::json_schema::validate(&FORM, &value), Ok(()));
    let characters: Vec<char> = text.chars().collect();
    check_spans(&value, &characters);
    check_spans(&serde_json::from_str(&MentionList::from_coding(&coding).to_json()).expect("JSON"), &characters);
    let parse = worker.parse(document);
    let trees = conllu::write(&conllu::from_trees(&parse.document, &parse.tokens, &parse.sentences, &parse.trees));
    assert!(conllu::read(&trees).is_ok(), "{trees}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_text_has_a_record(text in any_report()) {
        check(&text);
    }
}

#[test]
fn events_are_found_in_a_plain_report() {
    let text = "Kenya's defence minister met his Ugandan counterpart in Nairobi on Tuesday. Police arrested two men.";
    let coding = PIPELINE.worker().code(Document::new(text.into()).expect("short"));
    assert!(!coding.events.is_empty());
    check(text);
}
