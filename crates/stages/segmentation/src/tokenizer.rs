use crate::chars::{char_at, char_before, floor, is_apostrophe, is_gap, is_joiner, is_word, run};
use crate::contractions;
use crate::numbers::number;
use crate::paragraphs::paragraphs;
use crate::symbols::symbol;
use crate::tables::Tables;
use crate::web::address;
use crate::words::word;
use annotation::{Part, Token};
use text::{Document, Span};

/// Longest token, in bytes; what is longer is cut, so that no text makes the work more than linear.
const LONGEST_TOKEN: usize = 256;

/// Longest run without whitespace that rules look at in one piece, in bytes.
const LONGEST_PIECE: usize = 1024;

/// Parts text into the syntactic words of Universal Dependencies.
pub struct Tokenizer {
    tables: Tables,
}

impl Tokenizer {
    /// A tokenizer of English with the tables that come with this crate.
    pub fn new() -> Tokenizer {
        Tokenizer { tables: Tables::new() }
    }

    /// The tokens of `document`, in order, not overlapping.
    ///
    /// Total and linear in the text. Whitespace, control and invisible characters are all that no token covers. No
    /// token is longer than 256 bytes.
    pub fn tokenize(&self, document: &Document) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(document.text().len() / 5);
        for paragraph in paragraphs(document.text()) {
            let first = tokens.len();
            let mut scanner =
                Scanner::new(&self.tables, &document.text()[paragraph.clone()], paragraph.start, &mut tokens);
            scanner.scan();
            if let Some(token) = tokens.get_mut(first) {
                token.starts_paragraph = true;
            }
        }
        tokens
    }
}

impl Default for Tokenizer {
    fn default() -> Tokenizer {
        Tokenizer::new()
    }
}

/// Reads one paragraph from left to right.
struct Scanner<'t> {
    tables: &'t Tables,
    /// The paragraph.
    text: &'t str,
    /// Where the paragraph begins in the document.
    base: usize,
    tokens: &'t mut Vec<Token>,
    /// Whether a single quotation mark is open, so that the one after `s` closes it.
    open_quote: bool,
    cuts: Vec<usize>,
}

impl<'t> Scanner<'t> {
    fn new(tables: &'t Tables, text: &'t str, base: usize, tokens: &'t mut Vec<Token>) -> Scanner<'t> {
        Scanner { tables, text, base, tokens, open_quote: false, cuts: Vec::new() }
    }

    fn scan(&mut self) {
        let mut at = run(self.text, 0, is_gap);
        while at < self.text.len() {
            let end = self.piece_end(at);
            self.piece(at, end);
            at = run(self.text, end, is_gap);
        }
    }

    /// Where the run without whitespace from `at` ends, or is cut.
    fn piece_end(&self, at: usize) -> usize {
        let longest = floor(self.text, at + LONGEST_PIECE);
        run(&self.text[..longest], at, |c| !is_gap(c))
    }

    /// The tokens of `start..end`, which holds no whitespace.
    fn piece(&mut self, start: usize, end: usize) {
        let piece = &self.text[start..end];
        let simple = piece.bytes().all(|b| b.is_ascii_alphabetic());
        if simple && piece.len() <= LONGEST_TOKEN {
            return self.push_word(start, piece, 0, piece.len());
        }
        let may_be_address = piece.bytes().any(|b| matches!(b, b'.' | b'@' | b'/' | b':'));
        let mut at = 0;
        while at < piece.len() {
            at = run(piece, at, is_joiner);
            if at < piece.len() {
                at = self.token(start, piece, at, may_be_address);
            }
        }
    }

    /// Pushes the token or multiword token at byte `at` of `piece`; returns one past it.
    fn token(&mut self, start: usize, piece: &str, at: usize, may_be_address: bool) -> usize {
        let rest = &self.text[start + piece.len()..];
        if let Some(end) = may_be_address.then(|| address(self.tables, piece, at)).flatten() {
            return self.push(start, piece, at, end);
        }
        if let Some(end) = number(self.tables, piece, at) {
            return self.push_number(start, piece, at, end);
        }
        if let Some(end) = tagged(piece, at) {
            return self.push(start, piece, at, end);
        }
        if let Some(end) = clipped(piece, at) {
            return self.push(start, piece, at, end);
        }
        if !char_at(piece, at).is_some_and(is_word) || piece[at..].starts_with("__") {
            self.track_quote(piece, at);
            return self.push(
                start,
                piece,
                at,
                file_ending(self.tables, piece, at).unwrap_or_else(|| symbol(piece, at)),
            );
        }
        let end = word(self.tables, piece, at, rest);
        let end = self.possessive(piece, at, end).unwrap_or(end);
        if end - at > LONGEST_TOKEN {
            return self.push(start, piece, at, end);
        }
        self.push_word(start, piece, at, end);
        end
    }

    /// One past the apostrophe of `parents'` or `lovin'`, unless it closes a quotation.
    fn possessive(&self, piece: &str, at: usize, end: usize) -> Option<usize> {
        let mark = char_at(piece, end).filter(|c| matches!(c, '\'' | '’'))?;
        let after = end + mark.len_utf8();
        let doubled = char_at(piece, after).is_some_and(|c| is_word(c) || is_apostrophe(c));
        let word = &piece[at..end];
        let plural = word.ends_with(['s', 'S', 'x', 'z']);
        let clipped = word.ends_with("in") && word.len() > 4;
        (!doubled && !self.open_quote && (plural || clipped)).then_some(after)
    }

    /// Remembers whether the quotation mark at `at` opens or closes.
    fn track_quote(&mut self, piece: &str, at: usize) {
        let Some(mark) = char_at(piece, at).filter(|c| matches!(c, '\'' | '‘' | '’' | '`' | '‚')) else { return };
        let before = char_before(piece, at);
        let opens = !before.is_some_and(is_word) && char_at(piece, at + mark.len_utf8()).is_some_and(is_word);
        self.open_quote = opens && mark != '’';
    }

    /// Pushes the number `at..end` of `piece`, with an `'s` or the apostrophe of `1990s'` as a further word.
    fn push_number(&mut self, start: usize, piece: &str, at: usize, end: usize) -> usize {
        let owner = clitic_s(piece, end).or_else(|| self.possessive(piece, at, end));
        match owner.filter(|owner| owner - at <= LONGEST_TOKEN) {
            Some(owner) => {
                self.push_word(start, piece, at, owner);
                owner
            }
            None => self.push(start, piece, at, end),
        }
    }

    /// Pushes the word `at..end` of `piece`, in its parts if it is a multiword token.
    fn push_word(&mut self, start: usize, piece: &str, at: usize, end: usize) {
        let word = &piece[at..end];
        let mut cuts = std::mem::take(&mut self.cuts);
        cuts.clear();
        let possessive = word.strip_suffix(['\'', '’']).filter(|stem| !stem.ends_with("in"));
        match possessive {
            Some(stem) => {
                contractions::cut(self.tables, stem, &mut cuts);
                cuts.push(stem.len());
            }
            None => contractions::cut(self.tables, word, &mut cuts),
        }
        let words = u8::try_from(cuts.len() + 1).unwrap_or(1);
        if words == 1 {
            cuts.clear();
        }
        let mut from = 0;
        for (index, &to) in cuts.iter().chain([&word.len()]).enumerate() {
            let part = match index {
                0 if words > 1 => Part::First(words),
                0 => Part::Whole,
                _ => Part::Later,
            };
            self.push_part(start + at + from, start + at + to, part);
            from = to;
        }
        self.cuts = cuts;
    }

    /// Pushes `at..end` of `piece` as one token, cut if it is too long; returns where it ends.
    fn push(&mut self, start: usize, piece: &str, at: usize, end: usize) -> usize {
        let end = if end - at > LONGEST_TOKEN { floor(piece, at + LONGEST_TOKEN) } else { end };
        self.push_part(start + at, start + end, Part::Whole);
        end
    }

    fn push_part(&mut self, start: usize, end: usize, part: Part) {
        let span = Span::new(self.base + start, self.base + end);
        self.tokens.push(Token { span, part, starts_paragraph: false });
    }
}

/// One past `#Hashtag` or `@name`.
fn tagged(piece: &str, at: usize) -> Option<usize> {
    let sign = matches!(piece.as_bytes().get(at), Some(b'#' | b'@'));
    let fresh = !char_before(piece, at).is_some_and(is_word);
    let letter = char_at(piece, at + 1).is_some_and(|c| c.is_alphabetic());
    (sign && fresh && letter).then(|| run(piece, at + 1, is_word))
}

/// One past the `'s` at `at`.
fn clitic_s(piece: &str, at: usize) -> Option<usize> {
    let rest = piece[at..].strip_prefix(['\'', '’'])?.strip_prefix(['s', 'S'])?;
    (!rest.chars().next().is_some_and(is_word)).then_some(piece.len() - rest.len())
}

/// One past a word whose apostrophe stands first: `'s` after a quotation, `'em`, `'72`.
fn clipped(piece: &str, at: usize) -> Option<usize> {
    let mark = char_at(piece, at).filter(|c| matches!(c, '\'' | '’' | '‘'))?;
    let after = at + mark.len_utf8();
    let end = run(piece, after, is_word);
    let word = &piece[after..end];
    let is = |words: &[&str]| words.iter().any(|w| w.eq_ignore_ascii_case(word));
    let decade =
        word.len() > 1 && word.bytes().take(2).all(|b| b.is_ascii_digit()) && (word.len() == 2 || &word[2..] == "s");
    let after_number = char_before(piece, at).is_some_and(|c| c.is_numeric());
    let clitic = is(&["s", "ll", "re", "ve", "m", "d"]) && !char_at(piece, end).is_some_and(is_apostrophe);
    let shortened = is(&["em", "til", "till", "cause", "bout", "n"]);
    let end = if is(&["n"]) && char_at(piece, end) == Some(mark) { end + mark.len_utf8() } else { end };
    ((decade && !after_number) || clitic || shortened).then_some(end)
}

/// One past an ending that stands alone, as in `(draft).doc`.
fn file_ending(tables: &Tables, piece: &str, at: usize) -> Option<usize> {
    let name = piece[at..].strip_prefix('.')?;
    let end = run(name, 0, is_word);
    (char_before(piece, at) == Some(')') && tables.is_file(&name[..end])).then_some(at + 1 + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words are parted by spaces, the words of one multiword token by `+`, paragraphs by ` | `.
    fn check(text: &str, expected: &str) {
        let document = Document::new(text.to_owned()).expect("short");
        let mut shown = String::new();
        for token in Tokenizer::new().tokenize(&document) {
            let separator = match token.part {
                Part::Later => "+",
                _ if shown.is_empty() => "",
                _ if token.starts_paragraph => " | ",
                _ => " ",
            };
            shown.push_str(separator);
            shown.push_str(document.slice(token.span));
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn contractions_are_multiword_tokens() {
        check("They don’t know it's John's.", "They do+n’t know it+'s John+'s .");
        check("I'm gonna say I cannot.", "I+'m gon+na say I can+not .");
    }

    #[test]
    fn possessives_of_plurals_are_parted() {
        check("the parents' house", "the parents+' house");
        check("'the parents' he said", "' the parents ' he said");
    }

    #[test]
    fn quotations_of_all_styles_are_parted() {
        check("“Yes,” he said.", "“ Yes , ” he said .");
        check("«Oui» „ja“ ``yes''", "« Oui » „ ja “ `` yes ''");
        check("\"It's 'done'.\"", "\" It+'s ' done ' . \"");
    }

    #[test]
    fn numbers_can_own() {
        check("AK-47's, the 1990s' wars, in the 60's", "AK - 47+'s , the 1990s+' wars , in the 60's");
    }

    #[test]
    fn military_designations_part_at_their_hyphen() {
        check("JF-17, F-16s and COVID-19", "JF - 17 , F - 16s and COVID - 19");
    }

    #[test]
    fn ranks_keep_their_periods() {
        check("Lt. Gen. S. M. Kamrul Hassan", "Lt. Gen. S. M. Kamrul Hassan");
        check("Lt Gen SM Kamrul Hassan.", "Lt Gen SM Kamrul Hassan .");
    }

    #[test]
    fn a_missing_space_still_ends_the_sentence() {
        check("a partner.Following talks", "a partner . Following talks");
        check("said e2india.com at 5.30 p.m. in the U.S.A", "said e2india.com at 5.30 p.m. in the U.S.A");
    }

    #[test]
    fn money_and_units_are_parted() {
        check("$5m, £3bn, 10%, 20km, US$4.5", "$ 5 m , £ 3 bn , 10 % , 20 km , US$ 4.5");
    }

    #[test]
    fn ranges_are_parted() {
        check("2015-16 (1969–1970)", "2015 - 16 ( 1969 – 1970 )");
    }

    #[test]
    fn dashes_and_slashes_are_parted() {
        check("talks—long--and/or short", "talks — long -- and / or short");
    }

    #[test]
    fn tags_and_pictographs_are_tokens() {
        check("#Peace @un ok👍🏽!", "#Peace @un ok 👍🏽 !");
    }

    #[test]
    fn invisible_characters_are_no_tokens() {
        check("\u{FEFF}a\u{200B}b \u{7}", "a b");
    }

    #[test]
    fn a_long_run_is_cut() {
        let document = Document::new("a".repeat(3000)).expect("short");
        let tokens = Tokenizer::new().tokenize(&document);
        assert!(tokens.iter().all(|token| token.span.len() <= LONGEST_TOKEN));
        assert_eq!(tokens.iter().map(|token| token.span.len()).sum::<usize>(), 3000);
    }
}
