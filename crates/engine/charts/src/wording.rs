//! Words and numbers as a chart shows them.

use unicode_normalization::UnicodeNormalization;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` in one line and composed (Unicode NFC), without control characters, marks that turn the direction of others,
/// and code points that XML forbids; at most `most` characters, the last an ellipsis where some were cut.
pub(crate) fn clean(text: &str, most: usize) -> String {
    let mut characters = text.chars().map(as_space).filter(|character| is_shown(*character)).nfc();
    let mut kept: String = characters.by_ref().take(most).collect();
    if characters.next().is_some() {
        kept.pop();
        kept.push('…');
    }
    kept.trim().to_string()
}

/// `text` in at most `width` columns of a terminal, the last `ellipsis` where some were cut.
pub(crate) fn shorten(text: &str, width: usize, ellipsis: &str) -> String {
    if text.width() <= width {
        return text.to_string();
    }
    let room = width.saturating_sub(ellipsis.width());
    let mut used = 0;
    let fits = |character: &char| {
        used += character.width().unwrap_or(0);
        used <= room
    };
    text.chars().take_while(fits).chain(ellipsis.chars().take(width)).collect()
}

/// `text` in lines that `fits` accepts, broken at spaces, and inside words that do not fit alone.
pub(crate) fn wrap(text: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_string() } else { format!("{line} {word}") };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line = last_piece(word, &fits, &mut lines);
    }
    lines.extend((!line.is_empty()).then_some(line));
    lines
}

/// A number of happenings: `7`, `12,345`, `1.2 M`, `1.2e19`.
pub(crate) fn count(count: u64) -> String {
    match count {
        0..1_000_000 => thousands(count),
        1_000_000..1_000_000_000 => format!("{} M", tenths(count / 100_000)),
        1_000_000_000..1_000_000_000_000 => format!("{} bn", tenths(count / 100_000_000)),
        _ => format!("{:.1e}", count as f64),
    }
}

/// A mean score with its sign: `+2.1`, `-0.4`, `0.0`.
pub(crate) fn score(score: f64) -> String {
    let rounded = (score * 10.0).round() / 10.0;
    if rounded == 0.0 { "0.0".to_string() } else { format!("{rounded:+.1}") }
}

fn thousands(count: u64) -> String {
    if count < 1_000 { count.to_string() } else { format!("{},{:03}", count / 1_000, count % 1_000) }
}

fn tenths(tenths: u64) -> String {
    if tenths.is_multiple_of(10) { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// The last part of a word that is broken where it does not fit; the parts before it become lines.
fn last_piece(word: &str, fits: impl Fn(&str) -> bool, lines: &mut Vec<String>) -> String {
    let mut piece = String::new();
    for character in word.chars() {
        piece.push(character);
        if !fits(&piece) && piece.len() > character.len_utf8() {
            piece.pop();
            lines.push(std::mem::replace(&mut piece, character.to_string()));
        }
    }
    piece
}

fn as_space(character: char) -> char {
    if character.is_whitespace() { ' ' } else { character }
}

/// Whether a character may stand in a chart. Joiners stay: Persian and Bengali need them.
fn is_shown(character: char) -> bool {
    let turns_direction =
        matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let is_no_character = matches!(character, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}');
    !character.is_control() && !turns_direction && !is_no_character
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_stay_short() {
        let counts = [0, 999, 1_000, 100_000, 999_999, 1_000_000, 1_250_000, 3_400_000_000, u64::MAX];
        let shown = ["0", "999", "1,000", "100,000", "999,999", "1 M", "1.2 M", "3.4 bn", "1.8e19"];
        assert_eq!(counts.map(count), shown);
    }

    #[test]
    fn a_small_negative_score_is_no_negative_zero() {
        assert_eq!([score(-0.04), score(-0.06), score(2.0), score(-10.0)], ["0.0", "-0.1", "+2.0", "-10.0"]);
    }

    #[test]
    fn escape_sequences_and_turned_text_are_cleaned() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\nd\u{FFFF}", 80), "a[31mbc d");
        assert_eq!(clean("abcdef", 4), "abc…");
        assert_eq!(clean("e\u{301}", 1), "é");
    }

    #[test]
    fn wide_letters_count_as_two_columns() {
        assert_eq!(shorten("中华人民", 5, "…"), "中华…");
        assert_eq!(shorten("abc", 3, "…"), "abc");
        assert_eq!(shorten("abcd", 1, "..."), ".");
    }

    #[test]
    fn long_words_are_broken_and_none_is_lost() {
        let within = |most: usize| move |line: &str| line.len() <= most;
        assert_eq!(wrap("to be or not", within(5)), ["to be", "or", "not"]);
        assert_eq!(wrap("a bcdefghi j", within(4)), ["a", "bcde", "fghi", "j"]);
        assert_eq!(wrap("ab", within(0)), ["a", "b"]);
        assert!(wrap("  ", within(5)).is_empty());
    }
}
