//! Coding is total: any string gives valid spans, and the same coding in any worker and on any day.

use crate::common;
use pipeline::Coding;
use proptest::prelude::*;
use text::{Document, Span};

fn spans(coding: &Coding) -> Vec<Span> {
    let mut spans: Vec<Span> = coding.tokens.iter().map(|token| token.span).collect();
    spans.extend(coding.sentences.iter().map(|sentence| sentence.span));
    spans.extend(coding.mentions.mentions.iter().map(|mention| mention.span));
    spans.extend(coding.mentions.names.iter().map(|name| name.span));
    spans.extend(coding.resolution.places.iter().map(|place| place.span));
    spans.extend(coding.resolution.times.iter().map(|time| time.span));
    spans.extend(coding.numbers.iter().map(|number| number.span));
    for event in &coding.events {
        spans.push(event.trigger);
        spans.extend(event.evidence.iter().copied());
        spans.extend(event.actors.iter().chain(&event.recipients).map(|party| party.span));
    }
    spans
}

fn check(text: &str) {
    let document = Document::new(text.to_string()).expect("a short text");
    let coding = common::pipeline().worker().code(document.clone());
    for span in spans(&coding) {
        assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{span:?} of {text:?}");
    }
    assert_eq!(coding.trees.len(), coding.sentences.len());
    assert_eq!(coding.resolution.actors.len(), coding.mentions.mentions.len());
    let again = common::pipeline().worker().code(document);
    assert_eq!(coding.events, again.events);
}

/// Pieces that texts of news are made of, good and bad.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Z]?[a-z]{1,9}",
        2 => prop::sample::select(vec!["Ghana", "attacked", "Gen.", "U.S.", "on", "Monday", "met", "the", "army", "of", "who", "and", "said", "JF-17", "3,000"]).prop_map(String::from),
        2 => "[.,;:!?\"'“”‘’()–—-]{1,2}",
        1 => "\\PC{1,6}",
        1 => prop::sample::select(vec!["\n\n", "\n", "\t", "\u{202e}", "🇹🇷", "שלום", "\u{0}", "é", "İ", "ﬁ"]).prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_string_gives_a_valid_coding(pieces in prop::collection::vec(piece(), 0..60), glue in prop::bool::weighted(0.9)) {
        check(&pieces.join(if glue { " " } else { "" }));
    }
}

#[test]
fn odd_texts_give_a_coding() {
    check("");
    check(" \n\t ");
    check("(((((((((((");
    check(&"Ghana met Togo and ".repeat(400));
    check(&"A".repeat(70_000));
    check(&"GHANA ATTACKED TOGO. ".repeat(30));
}
