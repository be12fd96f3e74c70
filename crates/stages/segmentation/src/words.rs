//! Words: where one ends, and whether the period after it is its own.

use crate::chars::{char_at, is_apostrophe, is_closing, is_gap, is_hyphen, is_word, run};
use crate::tables::{Abbreviation, Tables};

/// What stands after a period, in the same paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Follow {
    /// Nothing more.
    End,
    /// A digit.
    Digit,
    /// A capitalised word that begins sentences: `The`.
    Opener,
    /// Another capital letter.
    Upper,
    /// A lower-case letter.
    Lower,
    /// Punctuation.
    Other,
}

impl Follow {
    /// What `rest`, the paragraph after a period, begins with.
    pub(crate) fn of(tables: &Tables, rest: &str) -> Follow {
        let rest = rest.trim_start_matches(is_gap);
        match rest.chars().next() {
            None => Follow::End,
            Some(c) if c.is_numeric() => Follow::Digit,
            Some(c) if c.is_uppercase() => {
                let word = &rest[..run(&rest[..crate::chars::floor(rest, 16)], 0, is_word)];
                if tables.is_opener(word) { Follow::Opener } else { Follow::Upper }
            }
            Some(c) if c.is_alphabetic() => Follow::Lower,
            Some(c) if is_closing(c) && rest[c.len_utf8()..].chars().all(|c| is_closing(c) || is_gap(c)) => Follow::End,
            Some(_) => Follow::Other,
        }
    }
}

const SPECIAL: [&str; 10] = ["c++", "w/o", "w/out", "w/", "s/he", "l/c", "i/c", "b/c", "b/t", "i/s"];
const WITH_POINT: [&str; 6] = ["ph.d", "m.sc", "b.sc", "m.phil", "ll.b", "ed.d"];

/// One past the word that begins at byte `at` of `piece`, with its own period; `rest` is the paragraph after the piece.
pub(crate) fn word(tables: &Tables, piece: &str, at: usize, rest: &str) -> usize {
    if let Some(end) = special(piece, at, &SPECIAL) {
        return end;
    }
    if let Some(end) = special(piece, at, &WITH_POINT).or_else(|| acronym(piece, at)) {
        return acronym_period(tables, piece, end, rest);
    }
    let end = joined(tables, piece, at);
    match piece.as_bytes().get(end) {
        Some(b'.') if owns_period(tables, piece, at, end, rest) => end + 1,
        Some(b'$') if is_country_of_dollar(&piece[at..end]) => end + 1,
        _ => end,
    }
}

/// One past a word of `table` at byte `at`.
fn special(piece: &str, at: usize, table: &[&str]) -> Option<usize> {
    let is_at = |word: &&&str| {
        let head = piece.as_bytes()[at..].get(..word.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
            && (word.ends_with('/') || !char_at(piece, at + word.len()).is_some_and(is_word))
    };
    table.iter().find(is_at).map(|word| at + word.len())
}

/// One past `U.S` or `e.g`: single letters with periods between.
fn acronym(piece: &str, at: usize) -> Option<usize> {
    let letter = |at: usize| char_at(piece, at).filter(|c| c.is_alphabetic()).map(|c| at + c.len_utf8());
    let single = |at: usize| letter(at).filter(|&end| !char_at(piece, end).is_some_and(is_word));
    let mut end = single(at)?;
    let first = end;
    while piece.as_bytes().get(end) == Some(&b'.')
        && let Some(next) = single(end + 1)
    {
        end = next;
    }
    (end > first).then_some(end)
}

/// `end`, or one past the period of an acronym that ends there; the treebanks leave the sentence's last period to it.
fn acronym_period(tables: &Tables, piece: &str, end: usize, rest: &str) -> usize {
    if piece.as_bytes().get(end) != Some(&b'.') || is_ellipsis(piece, end) {
        return end;
    }
    let introduces = ["e.g", "i.e", "P.S"].iter().any(|word| piece[..end].ends_with(word));
    match follow(tables, piece, end + 1, rest) {
        Follow::Opener if introduces => end + 1,
        Follow::End | Follow::Opener => end,
        _ => end + 1,
    }
}

/// Whether the period at `end` begins an ellipsis; two periods are an abbreviation's and the sentence's.
fn is_ellipsis(piece: &str, end: usize) -> bool {
    piece[end..].starts_with("...")
}

fn follow(tables: &Tables, piece: &str, at: usize, rest: &str) -> Follow {
    if at < piece.len() {
        let inside = Follow::of(tables, &piece[at..]);
        return if inside == Follow::End && !rest.is_empty() { Follow::Other } else { inside };
    }
    Follow::of(tables, rest)
}

/// One past the word at `at` with what joins its parts: apostrophes, some hyphens, `&` of initials.
fn joined(tables: &Tables, piece: &str, at: usize) -> usize {
    let mut end = run(piece, at, is_word);
    loop {
        let Some(join) = char_at(piece, end) else { return end };
        let after = end + join.len_utf8();
        let next = run(piece, after, is_word);
        let joins = match join {
            '*' if end > at => {
                let stars = run(piece, end, |c| c == '*' || is_word(c));
                if stars - end < 2 {
                    return end;
                }
                end = stars;
                continue;
            }
            _ if next == after => false,
            '&' => is_initials(&piece[at..end]) && is_initials(&piece[after..next]),
            _ if is_apostrophe(join) => true,
            _ if is_hyphen(join) && !piece[..at].ends_with(is_hyphen) => {
                hyphen_joins(tables, &piece[at..end], &piece[after..next])
            }
            _ => false,
        };
        if !joins {
            return cut_off(piece, at, end);
        }
        end = next;
    }
}

/// Whether `part` can stand beside the `&` of `AT&T`.
fn is_initials(part: &str) -> bool {
    let last = part.rsplit('&').next().unwrap_or(part);
    last.len() <= 4 && (last.len() == 1 || last.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Whether `left-right` is one word, for `left` is a prefix or `right` a suffix.
fn hyphen_joins(tables: &Tables, left: &str, right: &str) -> bool {
    let capitals = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    if capitals(left) && !(left.len() > 2 && capitals(right)) {
        return false;
    }
    let last = left.rsplit(is_hyphen).next().unwrap_or(left);
    if last == "Inter" && right.starts_with(char::is_uppercase) {
        return false;
    }
    (tables.is_prefix(last) && (last.len() > 1 || right.len() > 2)) || tables.is_suffix(right)
}

/// `end`, or one past the hyphen of a word broken off: `th- the`.
fn cut_off(piece: &str, at: usize, end: usize) -> usize {
    let hyphen = piece.len() == end + 1 && piece.ends_with('-');
    let letters = &piece[at..end];
    if at == 0 && hyphen && letters.len() < 3 && letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        end + 1
    } else {
        end
    }
}

/// Whether the period at `end` belongs to the word `at..end`.
fn owns_period(tables: &Tables, piece: &str, at: usize, end: usize, rest: &str) -> bool {
    if is_ellipsis(piece, end) {
        return false;
    }
    let word = &piece[at..end];
    let is_initial = word.len() == 1 && word != "I" && word.as_bytes()[0].is_ascii_uppercase();
    let kinds = abbreviation(tables, word);
    if kinds.is_empty() && !is_initial {
        return false;
    }
    let follow = follow(tables, piece, end + 1, rest);
    let open = !matches!(follow, Follow::End | Follow::Opener);
    (is_initial && open)
        || kinds.iter().any(|kind| match kind {
            Abbreviation::Always => follow != Follow::End,
            Abbreviation::Number => follow == Follow::Digit,
            Abbreviation::Date | Abbreviation::Middle => open,
            Abbreviation::Etc => open && follow != Follow::Upper,
        })
}

/// How `word` abbreviates; a title may be written in capitals.
fn abbreviation<'t>(tables: &'t Tables, word: &str) -> &'t [Abbreviation] {
    let capitals = (2..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    if !capitals {
        return tables.abbreviation(word);
    }
    let title = format!("{}{}", &word[..1], word[1..].to_ascii_lowercase());
    let kinds = tables.abbreviation(&title);
    if kinds.contains(&Abbreviation::Always) { &kinds[..1] } else { tables.abbreviation(word) }
}

/// Whether `$` after `word` makes one sign: `US$`.
fn is_country_of_dollar(word: &str) -> bool {
    matches!(word, "US" | "U" | "A" | "AU" | "C" | "CA" | "HK" | "NZ" | "S" | "NT" | "R")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(piece: &str, rest: &str, expected: &str) {
        assert_eq!(&piece[..word(&Tables::new(), piece, 0, rest)], expected, "{piece}{rest}");
    }

    #[test]
    fn acronyms_keep_their_period_inside_a_sentence() {
        check("U.S.", " envoy", "U.S.");
        check("U.S.-led", " force", "U.S.");
        check("p.m.", " Monday", "p.m.");
        check("U.S.A", "", "U.S.A");
    }

    #[test]
    fn the_last_period_is_the_sentences() {
        check("U.S.", "", "U.S");
        check("U.S.", " The army", "U.S");
        check("Corp.", " He left", "Corp");
        check("etc.", "", "etc");
    }

    #[test]
    fn titles_and_initials_keep_their_period() {
        check("Lt.", " Gen. Hassan", "Lt.");
        check("Lt.Gen.", " Hassan", "Lt.");
        check("S.", " M. Hassan", "S.");
        check("Jan.", " 16", "Jan.");
        check("No.", " 5", "No.");
        check("No.", " Never", "No");
        check("LT.", " GEN. HASSAN", "LT.");
    }

    #[test]
    fn some_hyphens_join() {
        check("co-operate", "", "co-operate");
        check("anti-ship", "", "anti-ship");
        check("e-mail", "", "e-mail");
        check("career-wise", "", "career-wise");
        check("mid-1980s", "", "mid-1980s");
        check("non-proliferation", "", "non-proliferation");
    }

    #[test]
    fn most_hyphens_part() {
        check("Aziz-led", "", "Aziz");
        check("JF-17", "", "JF");
        check("UN-backed", "", "UN");
        check("al-Ani", "", "al");
    }

    #[test]
    fn ampersands_join_initials() {
        check("AT&T", "", "AT&T");
        check("R&D", "", "R&D");
        check("Marks&Spencer", "", "Marks");
    }

    #[test]
    fn dollars_can_name_their_country() {
        check("US$5", "", "US$");
    }
}
