//! Words that hold several syntactic words: `don't`, `John's`, `gonna`.

use crate::chars::{is_apostrophe, is_joiner};
use crate::tables::Tables;

/// Appends to `cuts` the bytes inside `word` where a further syntactic word begins, in order.
pub(crate) fn cut(tables: &Tables, word: &str, cuts: &mut Vec<usize>) {
    if let Some(lengths) = tables.contraction(word) {
        let starts = lengths.iter().scan(0, |at, length| {
            *at += length;
            Some(*at)
        });
        return cuts.extend(starts);
    }
    let mut end = word.len();
    while let Some(at) = last_clitic(&word[..end]) {
        cuts.push(at);
        end = at;
    }
    cuts.reverse();
}

/// Where the last clitic of `word` begins: `n't` of `don't`.
fn last_clitic(word: &str) -> Option<usize> {
    let (at, apostrophe) = word.char_indices().rfind(|&(_, c)| is_apostrophe(c))?;
    let base = &word[..at];
    let clitic = &word[at + apostrophe.len_utf8()..];
    let is = |text: &str| clitic.eq_ignore_ascii_case(text);
    if is("t") {
        let host = base.strip_suffix(['n', 'N'])?;
        return (!host.is_empty()).then_some(host.len());
    }
    let host = base.chars().rev().find(|&c| !is_joiner(c)).filter(|c| c.is_alphanumeric())?;
    // `OK'd` is one word; `HE'D` and `I'd` are two.
    let is_verb = is("d") && (clitic == "D" || host.is_lowercase() || base.len() == 1);
    (is_verb || is("s") || is("m") || is("re") || is("ve") || is("ll")).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: &str) {
        let mut cuts = Vec::new();
        cut(&Tables::new(), word, &mut cuts);
        let ends = cuts.iter().copied().chain([word.len()]);
        let starts = [0].into_iter().chain(cuts.iter().copied());
        let words: Vec<&str> = starts.zip(ends).map(|(start, end)| &word[start..end]).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn negations_and_clitics_are_words() {
        check("don't", "do n't");
        check("can’t", "ca n’t");
        check("WON'T", "WO N'T");
        check("they'll", "they 'll");
        check("Haftar’s", "Haftar ’s");
        check("shouldn't've", "should n't 've");
        check("he'd", "he 'd");
        check("I'd", "I 'd");
        check("agency\u{200D}'s", "agency\u{200D} 's");
    }

    #[test]
    fn words_without_an_apostrophe_can_be_two() {
        check("cannot", "can not");
        check("Gonna", "Gon na");
        check("dunno", "du n no");
        check("dont", "do nt");
    }

    #[test]
    fn an_apostrophe_inside_a_name_joins() {
        for word in ["O'Connor", "Shi'ite", "Sana'a", "o'clock", "OK'd", "don"] {
            check(word, word);
        }
    }
}
