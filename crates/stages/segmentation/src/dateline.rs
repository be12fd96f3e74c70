//! Where a wire report's dateline ends: `ACCRA, Nov 3 (GNA) — Ghana and Togo agreed …`.

use annotation::Token;
use text::Document;

/// A dateline has at most so many tokens.
const REACH: usize = 24;
const DASHES: [&str; 4] = ["-", "–", "—", "--"];
/// Words of a dateline that have no capital.
const SMALL: [&str; 12] = ["of", "the", "on", "and", "de", "al", "el", "la", "in", "near", "off", "aboard"];

/// The token after the dash that ends a dateline, if `tokens` begin with one.
///
/// What stands before the dash has no lower-case words, and shows a dateline by a name in capitals at
/// its head or by the agency in brackets at its end.
pub(crate) fn end(document: &Document, tokens: &[Token]) -> Option<usize> {
    let form = |at: usize| document.slice(tokens[at].span);
    let is_dash = |at: usize| {
        DASHES.contains(&form(at))
            && tokens.get(at + 1).is_some_and(|next| next.span.start() > tokens[at].span.end() || form(at) == "—")
    };
    let dash = (1..tokens.len().min(REACH)).find(|&at| is_dash(at))?;
    if tokens[1..=dash].iter().any(|token| token.starts_paragraph) || dash + 1 >= tokens.len() {
        return None;
    }
    let in_capitals =
        form(0).chars().filter(|c| c.is_uppercase()).count() >= 3 && !form(0).chars().any(char::is_lowercase);
    let plain = (0..dash).all(|at| !form(at).starts_with(char::is_lowercase) || SMALL.contains(&form(at)));
    (plain && (in_capitals || form(dash - 1) == ")")).then_some(dash + 1)
}

#[cfg(test)]
mod tests {
    use crate::Tokenizer;
    use text::Document;

    fn check(text: &str, rest: Option<&str>) {
        let document = Document::new(text.into()).expect("a short text");
        let tokens = Tokenizer::new().tokenize(&document);
        let found = super::end(&document, &tokens).map(|token| &text[tokens[token].span.start()..]);
        assert_eq!(found, rest, "{text}");
    }

    #[test]
    fn a_dash_ends_a_dateline() {
        check("ACCRA, Nov 3 - Ghana agreed.", Some("Ghana agreed."));
        check("ARAUCA, Colombia, Oct. 9 (AF) — Three marines were hurt.", Some("Three marines were hurt."));
        check("KIRKENES (NW) – Norway protested.", Some("Norway protested."));
        check("Cape Town, May 2 (GNA) -- Police fired.", Some("Police fired."));
    }

    #[test]
    fn a_dash_in_a_sentence_does_not() {
        check("Ghana agreed on Monday - after a week - to talk.", None);
        check("NATO allies - all of them - agreed.", None);
        check("Kenya-led forces left.", None);
        check("UN - -", None);
    }
}
