//! Punctuation, smileys and other signs.

use crate::chars::{char_at, is_joiner, is_mark, is_pictograph, run};

const SMILEYS: [&str; 31] = [
    ":)", ":(", ";)", ":D", ":P", ":p", ":/", ":|", ":o", ":O", ":*", ";P", ";D", "=)", "=(", "=D", ":-)", ":-(",
    ";-)", ":-D", ":-P", ":-/", ":'(", ">:(", "<3", "^_^", "^^", ":))", ":-))", "(:", "xD",
];

/// One past the sign that begins at byte `at` of `piece`; more than one character where they are one sign.
pub(crate) fn symbol(piece: &str, at: usize) -> usize {
    let Some(first) = char_at(piece, at) else { return at };
    if SMILEYS.contains(&&piece[at..]) {
        return piece.len();
    }
    let one = at + first.len_utf8();
    let end = match first {
        '.' | '…' => ellipsis(piece, at),
        '!' | '?' => run(piece, at, |c| matches!(c, '!' | '?')),
        '-' | '<' | '>' | '=' | '|' | '+' => line(piece, at, first),
        '—' | '–' | '*' | '~' | '_' | '#' | '^' | '•' | '·' | '$' | '/' | '\\' => run(piece, at, |c| c == first),
        '\'' | '`' | '’' | '‘' => double_quote(piece, at),
        _ if is_pictograph(first) || is_flag(first) => pictograph(piece, at),
        _ => one,
    };
    with_marks(piece, end.max(one))
}

/// `...`, `…`, and the full stop that runs into the question mark after it.
fn ellipsis(piece: &str, at: usize) -> usize {
    let end = run(piece, at, |c| matches!(c, '.' | '…'));
    if end == at + 1 { run(piece, end, |c| matches!(c, '!' | '?')) } else { end }
}

/// Arrows and rules: a run of one character, or a longer one with hyphens.
fn line(piece: &str, at: usize, first: char) -> usize {
    let mixed = run(piece, at, |c| matches!(c, '-' | '<' | '>' | '=' | '|' | '+' | '*' | '}' | '{'));
    let same = run(piece, at, |c| c == first);
    let arrow = mixed > same && piece[at..mixed].contains(['-', '=']) && piece[at..mixed].contains(['<', '>', '|']);
    if arrow { mixed } else { same }
}

/// Two single quotes that stand for a double one.
fn double_quote(piece: &str, at: usize) -> usize {
    let is_quote = |c| matches!(c, '\'' | '`' | '’' | '‘');
    let quotes = run(piece, at, is_quote);
    piece[at..quotes].chars().take(2).map(char::len_utf8).sum::<usize>() + at
}

fn is_flag(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// A pictograph with its modifiers, a joined sequence, or a flag.
fn pictograph(piece: &str, at: usize) -> usize {
    let Some(first) = char_at(piece, at) else { return at };
    let mut end = at + first.len_utf8();
    if is_flag(first) {
        return char_at(piece, end).filter(|&c| is_flag(c)).map_or(end, |c| end + c.len_utf8());
    }
    let is_modifier = |c| is_joiner(c) || is_mark(c) || matches!(c, '\u{1F3FB}'..='\u{1F3FF}');
    loop {
        let marks = run(piece, end, is_modifier);
        let joined = piece[end..marks].ends_with('\u{200D}');
        end = marks;
        match char_at(piece, end) {
            Some(next) if joined && is_pictograph(next) => end += next.len_utf8(),
            _ => return end,
        }
    }
}

/// One past the marks that combine with the character before.
fn with_marks(piece: &str, at: usize) -> usize {
    run(piece, at, |c| is_mark(c) || is_joiner(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(piece: &str, expected: &str) {
        assert_eq!(&piece[..symbol(piece, 0)], expected, "{piece}");
    }

    #[test]
    fn runs_are_one_sign() {
        check("...he", "...");
        check("?!)", "?!");
        check("--a", "--");
        check("''a", "''");
        check(".?", ".?");
        check("->x", "->");
        check("((", "(");
        check("-5", "-");
    }

    #[test]
    fn pictographs_keep_their_modifiers() {
        check("👩🏽‍🚀x", "👩🏽‍🚀");
        check("🇧🇩🇵🇰", "🇧🇩");
        check("❤️x", "❤️");
    }

    #[test]
    fn a_smiley_must_end_the_piece() {
        check(":)", ":)");
        check(":)a", ":");
    }
}
