//! Numbers, dates, times, telephone numbers, and the units written on them.

use crate::chars::{char_at, char_before, is_currency, is_hyphen, is_word, run};
use crate::tables::Tables;

/// One past the number that begins at byte `at` of `piece`, with letters that belong to it (`20th`).
pub(crate) fn number(tables: &Tables, piece: &str, at: usize) -> Option<usize> {
    let digits = at + sign(piece, at);
    if !is_digit(piece, digits) {
        return None;
    }
    let mut end = slashed(piece, digits).or_else(|| dashed(piece, digits)).unwrap_or_else(|| plain(piece, digits));
    let letters = run(piece, end, is_word);
    if letters > end && !is_unit(tables, piece, at, end) {
        end = letters;
    }
    Some(decade(piece, digits, end).unwrap_or(end))
}

/// Length of a `+` or a leading decimal point.
fn sign(piece: &str, at: usize) -> usize {
    let fresh = !char_before(piece, at).is_some_and(is_word);
    usize::from(fresh && matches!(piece.as_bytes().get(at), Some(b'+' | b'.')))
}

fn is_digit(piece: &str, at: usize) -> bool {
    piece.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

fn digits(piece: &str, at: usize) -> usize {
    run(piece, at, |c| c.is_ascii_digit())
}

/// Digits with inner points, commas and colons: `1,500.50`, `10:30`.
fn plain(piece: &str, at: usize) -> usize {
    let mut end = digits(piece, at);
    loop {
        end = match piece.as_bytes().get(end) {
            Some(b'.' | b':') if is_digit(piece, end + 1) => digits(piece, end + 1),
            Some(b',') => match thousands(piece, end) {
                Some(next) => next,
                None => return end,
            },
            _ => return end,
        }
    }
}

/// One past groups of digits after commas, the last of three: `,500`, and `,00,000` as South Asia writes it.
fn thousands(piece: &str, comma: usize) -> Option<usize> {
    let end = digits(piece, comma + 1);
    match end - comma - 1 {
        3 => Some(end),
        2 if piece.as_bytes().get(end) == Some(&b',') => thousands(piece, end),
        _ => None,
    }
}

/// Dates with slashes, and `9/11`; not fractions and seasons (`1/2`, `2015/16`).
fn slashed(piece: &str, at: usize) -> Option<usize> {
    let (first, second, end) = pair(piece, at, b'/')?;
    let third = pair(piece, end - second.len(), b'/').map(|(_, _, end)| end);
    if let Some(end) = third {
        return (first.len() <= 4 && second.len() <= 2).then_some(end);
    }
    let (month, day) = (first.parse::<u32>().ok()?, second.parse::<u32>().ok()?);
    let telephone = first.len() == 3 && second.len() == 3;
    if telephone {
        return dashed(piece, end - second.len());
    }
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day) && (day > 4 || second.len() == 2 || month > 9);
    is_date.then_some(end)
}

/// Two runs of digits around `by`, and where the second ends.
fn pair(piece: &str, at: usize, by: u8) -> Option<(&str, &str, usize)> {
    let middle = digits(piece, at);
    if piece.as_bytes().get(middle) != Some(&by) || !is_digit(piece, middle + 1) {
        return None;
    }
    let end = digits(piece, middle + 1);
    Some((&piece[at..middle], &piece[middle + 1..end], end))
}

/// Telephone numbers, postal codes and dates with hyphens, by the lengths of their groups; not ranges.
fn dashed(piece: &str, at: usize) -> Option<usize> {
    let mut lengths = Vec::new();
    let mut end = at;
    loop {
        let next = digits(piece, end);
        lengths.push(next - end);
        end = next;
        let joined = char_at(piece, end).filter(|&c| is_hyphen(c)).map_or(0, char::len_utf8);
        if joined == 0 || !is_digit(piece, end + joined) || lengths.len() > 4 {
            break;
        }
        end += joined;
    }
    let known = matches!(
        lengths[..],
        [3, 4] | [3, 3] | [3, 3, 4] | [1, 3, 3, 4] | [5, 4] | [1, 4] | [4, 2, 2] | [1 | 2, 1 | 2, 2 | 4] | [2, 4, 4]
    );
    let is_clock = piece.as_bytes().get(end) == Some(&b':');
    let is_international = at > 0 && piece.as_bytes()[at - 1] == b'+' && lengths.len() > 1;
    ((known || is_international) && !is_clock).then_some(end)
}

/// Whether the letters from `end` are a unit written on the number `start..end`.
fn is_unit(tables: &Tables, piece: &str, start: usize, end: usize) -> bool {
    let word_end = run(piece, end, |c| is_word(c) || c == '²');
    let word = &piece[end..word_end];
    let money = char_before(piece, start).is_some_and(is_currency);
    let meridiem = ["a.m", "p.m"].iter().any(|m| piece[end..].starts_with(m));
    meridiem || tables.is_unit(word) || (money && tables.is_money_unit(word))
}

/// One past the `'s` of `1990's`; of other numbers it is a word.
fn decade(piece: &str, start: usize, end: usize) -> Option<usize> {
    let number = &piece[start..end];
    let is_round = number.ends_with('0') && matches!(number.len(), 2 | 4);
    let rest = &piece[end..];
    let after = rest.strip_prefix("'s").or_else(|| rest.strip_prefix("’s"))?;
    let complete = !after.chars().next().is_some_and(is_word);
    (is_round && complete).then_some(piece.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(piece: &str, expected: &str) {
        let end = number(&Tables::new(), piece, 0).unwrap_or(0);
        assert_eq!(&piece[..end], expected, "{piece}");
    }

    #[test]
    fn points_commas_and_colons_stay_inside() {
        check("1,500.50.", "1,500.50");
        check("10:30,", "10:30");
        check("1,00,000", "1,00,000");
        check("13,14", "13");
        check(".265", ".265");
        check("+44", "+44");
    }

    #[test]
    fn dates_and_telephone_numbers_are_one_word() {
        check("9/11", "9/11");
        check("01/16/2025", "01/16/2025");
        check("2025-01-16", "2025-01-16");
        check("713-555-0100", "713-555-0100");
        check("555-0100", "555-0100");
        check("+92-51-5550100", "+92-51-5550100");
    }

    #[test]
    fn ranges_and_fractions_are_not() {
        check("2015-16", "2015");
        check("1969-1970", "1969");
        check("3-1", "3");
        check("1/2", "1");
        check("5:00-8:30", "5:00");
    }

    #[test]
    fn units_are_parted_and_ordinals_are_not() {
        check("20km", "20");
        check("9p.m.", "9");
        check("20th", "20th");
        check("1990s", "1990s");
        check("60's", "60's");
        check("4chan", "4chan");
        check("5B", "5B");
    }

    #[test]
    fn money_takes_more_units() {
        assert_eq!(number(&Tables::new(), "$5B", 1), Some(2));
    }
}
