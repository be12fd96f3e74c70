//! Long documents are read in sections, so that memory stays bounded by the section.

use annotation::{Mention, Mentions, Name, Sentence, SentenceId, Token};
use inference::Break;
use std::ops::Range;

/// Tokens a section holds at most: about 45 MB of vectors. A report has about a thousand.
const MAX_TOKENS: usize = 24_000;

/// Cuts the tokens at paragraphs, or at the best break where a paragraph is longer than a section.
pub(crate) fn sections(tokens: &[Token], breaks: &[Break]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while tokens.len() - start > MAX_TOKENS {
        let reach = start + MAX_TOKENS / 2..start + MAX_TOKENS;
        let cut = reach.max_by_key(|&token| (breaks[token], token)).expect("a section is longer than nothing");
        found.push(start..cut);
        start = cut;
    }
    found.push(start..tokens.len());
    found
}

/// Moves a section's sentences to the document's tokens.
pub(crate) fn shift_sentences(sentences: &mut [Sentence], first_token: usize) {
    for sentence in sentences {
        sentence.tokens = sentence.tokens.start + first_token..sentence.tokens.end + first_token;
    }
}

/// Adds a section's mentions to the document's.
pub(crate) fn append_mentions(all: &mut Mentions, section: Mentions, first_sentence: usize) {
    let first_name = all.names.len();
    let shift = |sentence: SentenceId| SentenceId(sentence.0 + first_sentence as u32);
    all.names.extend(section.names.into_iter().map(|name| Name { sentence: shift(name.sentence), ..name }));
    all.mentions.extend(section.mentions.into_iter().map(|mention| Mention {
        sentence: shift(mention.sentence),
        names: mention.names.iter().map(|name| name + first_name).collect(),
        ..mention
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use annotation::Part;
    use text::Span;

    #[test]
    fn sections_tile_the_tokens_and_prefer_paragraphs() {
        let n_tokens = 3 * MAX_TOKENS;
        let token = |at: usize| Token { span: Span::new(at, at + 1), part: Part::Whole, starts_paragraph: false };
        let tokens: Vec<Token> = (0..n_tokens).map(token).collect();
        let mut breaks = vec![Break::Word; n_tokens];
        breaks[20_000] = Break::Paragraph;
        let found = sections(&tokens, &breaks);
        assert_eq!(found[0], 0..20_000);
        assert!(found.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert!(found.iter().all(|section| section.len() <= MAX_TOKENS));
        assert_eq!(found.last().map(|section| section.end), Some(n_tokens));
        assert_eq!(sections(&[], &[]), vec![0..0]);
    }
}
