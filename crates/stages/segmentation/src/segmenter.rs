use crate::breaks::{Seam, seams};
use crate::chars::{is_closing, is_opening};
use crate::dateline;
use annotation::{Part, Sentence, Token};
use inference::Reading;
use std::ops::Range;
use text::{Document, Span};

/// How sure the model must be that a sentence starts: thresholds of its logit, by what the text shows.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SegmenterConfig {
    /// After a full stop and before a capital.
    pub at_boundary: f32,
    /// After another mark that can end a sentence.
    pub at_mark: f32,
    /// After a comma, colon, semicolon or dash.
    pub at_clause: f32,
    /// Between two words.
    pub at_word: f32,
    /// Most words in a sentence; longer ones are cut at their best clause.
    pub most_words: usize,
}

/// Groups tokens into sentences.
pub struct Segmenter {
    config: SegmenterConfig,
}

impl Segmenter {
    /// A segmenter with the thresholds that served best on the development parts of EWT and GUM, read from raw text: sentence
    /// F1 .922 and .966 (2026-11-26; .800 and .942 by [`crate::breaks`] alone, .911 and .962 with all thresholds at 0).
    pub fn new() -> Segmenter {
        Segmenter::with_config(SegmenterConfig {
            at_boundary: -2.0,
            at_mark: 0.0,
            at_clause: 2.0,
            at_word: 1.5,
            most_words: 256,
        })
    }

    /// A segmenter with other thresholds.
    pub fn with_config(config: SegmenterConfig) -> Segmenter {
        Segmenter { config }
    }

    /// The sentences of `tokens`, in order: every token is in one, none is empty.
    ///
    /// A paragraph starts a sentence, and no sentence starts inside a multiword token or where no space stands, but after a full
    /// stop or a dash.
    pub fn segment(&self, document: &Document, tokens: &[Token], reading: &Reading) -> Vec<Sentence> {
        self.segment_by(document, tokens, |token| reading.start(token))
    }

    fn segment_by(&self, document: &Document, tokens: &[Token], logit: impl Fn(usize) -> f32) -> Vec<Sentence> {
        let text = Text { document, tokens, seams: seams(document, tokens), logit };
        let after_dateline =
            dateline::end(document, tokens).filter(|_| tokens[0].starts_paragraph && tokens[0].span.start() < 8);
        let starts = (1..tokens.len())
            .filter(|&at| Some(at) == after_dateline || self.starts(text.seams[at], || text.start(at)));
        let mut sentences = Vec::new();
        let mut first = 0;
        for start in starts.chain([tokens.len()]) {
            for part in text.parts(first..start, self.config.most_words) {
                sentences.extend(sentence(tokens, part));
            }
            first = start;
        }
        sentences
    }

    fn starts(&self, seam: Seam, logit: impl Fn() -> f32) -> bool {
        match seam {
            Seam::Paragraph => true,
            Seam::Sure => logit() > self.config.at_boundary,
            Seam::Mark => logit() > self.config.at_mark,
            Seam::Clause => logit() > self.config.at_clause,
            Seam::Word => logit() > self.config.at_word,
            Seam::Glued => false,
        }
    }
}

/// A text with what layout and model say of it.
struct Text<'d, L> {
    document: &'d Document,
    tokens: &'d [Token],
    seams: Vec<Seam>,
    logit: L,
}

impl<L: Fn(usize) -> f32> Text<'_, L> {
    /// The logit that a sentence starts at `at`; what the model says of quotation marks written on it counts too.
    fn start(&self, at: usize) -> f32 {
        let is = |at: usize, kind: fn(char) -> bool| self.document.slice(self.tokens[at].span).chars().all(kind);
        let glued = |at: usize| self.seams.get(at) == Some(&Seam::Glued);
        let mut logit = (self.logit)(at);
        let mut next = at + 1;
        while glued(next) && is(next - 1, is_opening) {
            logit = logit.max((self.logit)(next));
            next += 1;
        }
        let mut before = at - 1;
        while glued(before) && is(before, is_closing) {
            logit = logit.max((self.logit)(before));
            before -= 1;
        }
        logit
    }

    /// `range`, or its parts if it has more than `most` words: cut at the strongest seam, there where a sentence is likeliest.
    fn parts(&self, mut range: Range<usize>, most: usize) -> Vec<Range<usize>> {
        let most = most.max(8);
        let mut parts = Vec::new();
        while range.len() > most {
            let places = range.start + most / 2..=range.start + most;
            let allowed = places.rev().filter(|&at| self.tokens[at].part != Part::Later);
            let best = allowed
                .max_by(|&a, &b| self.seams[a].cmp(&self.seams[b]).then((self.logit)(a).total_cmp(&(self.logit)(b))));
            let end = best.unwrap_or(range.start + most);
            parts.push(range.start..end);
            range.start = end;
        }
        parts.push(range);
        parts
    }
}

impl Default for Segmenter {
    fn default() -> Segmenter {
        Segmenter::new()
    }
}

/// The sentence of the tokens `range`; none if there are none.
fn sentence(tokens: &[Token], range: Range<usize>) -> Option<Sentence> {
    let (first, last) = (tokens.get(range.clone())?.first()?, tokens[range.clone()].last()?);
    Some(Sentence { span: Span::new(first.span.start(), last.span.end()), tokens: range })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tokenizer;
    use proptest::prelude::*;

    /// Sentences parted by ` | `, where the model would start one at every word that `likes` names.
    fn check(text: &str, likes: &[&str], expected: &str) {
        let document = Document::new(text.to_owned()).expect("short");
        let tokens = Tokenizer::new().tokenize(&document);
        let logit = |at: usize| if likes.contains(&document.slice(tokens[at].span)) { 4.0 } else { -4.0 };
        let sentences = Segmenter::new().segment_by(&document, &tokens, logit);
        let shown: Vec<&str> = sentences.iter().map(|sentence| document.slice(sentence.span)).collect();
        assert_eq!(shown.join(" | "), expected);
    }

    #[test]
    fn sentences_start_where_the_model_says() {
        check("Envoys met. Talks resume.", &["Talks"], "Envoys met. | Talks resume.");
        check("Envoys met. Talks resume.", &[], "Envoys met. Talks resume.");
    }

    #[test]
    fn a_paragraph_starts_a_sentence() {
        check("Talks resume\n\nEnvoys met.", &[], "Talks resume | Envoys met.");
    }

    #[test]
    fn a_multiword_token_stays_whole() {
        check("They don't", &["n't"], "They don't");
    }

    #[test]
    fn a_quotation_mark_goes_with_its_word() {
        check("He left. \"We lost.\" Talks resume.", &["We", "Talks"], "He left. | \"We lost.\" | Talks resume.");
        check("He left, he said, \"We lost.\"", &["\""], "He left, he said, | \"We lost.\"");
    }

    #[test]
    fn a_long_sentence_is_cut_at_a_clause() {
        let text = "one two, ".repeat(200);
        let document = Document::new(text).expect("short");
        let tokens = Tokenizer::new().tokenize(&document);
        let sentences = Segmenter::new().segment_by(&document, &tokens, |_| -4.0);
        assert!(sentences.iter().all(|sentence| sentence.tokens.len() <= 256));
        assert!(sentences.iter().all(|sentence| document.slice(sentence.span).starts_with("one")));
        assert_eq!(sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>(), tokens.len());
    }

    proptest! {
        #[test]
        fn sentences_tile_the_tokens(
            words in prop::collection::vec(prop::sample::select(vec!["don't ", "Met", ". ", "\"", " ", "\n\n", "(", ")", "—", "a, "]), 0..900),
            logits in prop::collection::vec(any::<f32>(), 7),
        ) {
            let document = Document::new(words.concat()).expect("short");
            let tokens = Tokenizer::new().tokenize(&document);
            let sentences = Segmenter::new().segment_by(&document, &tokens, |at| logits[at % logits.len()]);
            let mut next = 0;
            for sentence in sentences {
                prop_assert_eq!(sentence.tokens.start, next);
                prop_assert!((1..=256).contains(&sentence.tokens.len()));
                prop_assert!(tokens[next].part != Part::Later);
                next = sentence.tokens.end;
            }
            prop_assert_eq!(next, tokens.len());
        }
    }

    #[test]
    fn no_tokens_make_no_sentence() {
        check("", &[], "");
    }
}
