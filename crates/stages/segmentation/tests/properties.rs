//! What holds of the tokens of any text.

use proptest::prelude::*;
use segmentation::Tokenizer;
use text::Document;

/// Text in which the rules have something to do.
fn texts() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "Gen",
        "U.S.",
        ".",
        "'",
        "’",
        "s",
        "n't",
        "-",
        "--",
        "co",
        "$",
        "5",
        ",",
        "20km",
        "http://a.b/c",
        "@",
        "#",
        "…",
        "\"",
        " ",
        "\n",
        "\r\n",
        "\n\n",
        "\u{200B}",
        "\u{AD}",
        "\u{301}",
        "é",
        "👍🏽",
        "\u{200D}",
        "漢字",
        "/",
        ":",
        ")",
        "*",
        "_",
        "I",
        "The",
        "a.m",
        "&",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(parts, 0..40).prop_map(|parts| parts.concat())]
}

/// Whether `c` need not be in a token.
fn may_be_uncovered(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E01EF}')
}

proptest! {
    #[test]
    fn tokens_tile_the_text(text in texts()) {
        let document = Document::new(text.clone()).expect("short");
        let mut end = 0;
        for token in Tokenizer::new().tokenize(&document) {
            prop_assert!(!token.span.is_empty() && token.span.len() <= 256);
            prop_assert!(text.is_char_boundary(token.span.start()) && text.is_char_boundary(token.span.end()));
            prop_assert!(token.span.start() >= end);
            prop_assert!(text[end..token.span.start()].chars().all(may_be_uncovered));
            end = token.span.end();
        }
        prop_assert!(text[end..].chars().all(may_be_uncovered));
    }

    #[test]
    fn multiword_tokens_are_whole(text in texts()) {
        let document = Document::new(text).expect("short");
        let tokens = Tokenizer::new().tokenize(&document);
        let mut left = 0;
        for token in &tokens {
            match token.part {
                annotation::Part::Later => { prop_assert!(left > 0 && !token.starts_paragraph); left -= 1; }
                annotation::Part::First(words) => { prop_assert!(left == 0 && words > 1); left = words - 1; }
                annotation::Part::Whole => prop_assert!(left == 0),
            }
        }
        prop_assert_eq!(left, 0);
        prop_assert!(tokens.first().is_none_or(|token| token.starts_paragraph));
    }

    #[test]
    fn a_sentence_in_front_only_shifts_spans(text in texts()) {
        let front = "Envoys met.\n\n";
        let alone = Tokenizer::new().tokenize(&Document::new(text.clone()).expect("short"));
        let both = Tokenizer::new().tokenize(&Document::new(format!("{front}{text}")).expect("short"));
        let shifted: Vec<_> = alone.iter().map(|token| (token.span.start() + front.len(), token.part)).collect();
        let found: Vec<_> = both[3..].iter().map(|token| (token.span.start(), token.part)).collect();
        // Line ends may be read otherwise when the document is another; within one line nothing may change.
        if !text.contains(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']) {
            prop_assert_eq!(shifted, found);
        }
    }
}
