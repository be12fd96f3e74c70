//! Addresses of pages and mail, file names.

use crate::chars::{char_at, is_word, run};
use crate::tables::Tables;

/// One past the address or file name that begins at byte `at` of `piece`.
pub(crate) fn address(tables: &Tables, piece: &str, at: usize) -> Option<usize> {
    link(piece, at).or_else(|| mail(piece, at)).or_else(|| host_or_file(tables, piece, at))
}

const SCHEMES: [&str; 6] = ["http://", "https://", "ftp://", "www.", "mailto:", "doi:10."];

/// An address that says what it is.
fn link(piece: &str, at: usize) -> Option<usize> {
    let rest = &piece.as_bytes()[at..];
    let begins =
        |scheme: &&&str| rest.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme.as_bytes()));
    let scheme = SCHEMES.iter().find(begins)?;
    let end = trimmed(piece, at, run(piece, at, is_link));
    (end > at + scheme.len()).then_some(end)
}

fn is_link(c: char) -> bool {
    !matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '‘' | '’' | '|' | '…' | '—')
}

/// `end` without closing punctuation, which belongs to the sentence; a bracket that the address opened stays.
fn trimmed(piece: &str, at: usize, mut end: usize) -> usize {
    while end > at {
        let text = &piece[at..end];
        let last = piece.as_bytes()[end - 1];
        let unopened = (last == b')' && !text.contains('(')) || (last == b']' && !text.contains('['));
        if !unopened && !matches!(last, b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'}') {
            break;
        }
        end -= 1;
    }
    end
}

/// `press@example.org`.
fn mail(piece: &str, at: usize) -> Option<usize> {
    let local = run(piece, at, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-'));
    if local == at || piece.as_bytes().get(local) != Some(&b'@') || !char_at(piece, local + 1).is_some_and(is_word) {
        return None;
    }
    let end = run(piece, local + 1, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
    Some(piece[..end].trim_end_matches(['.', '-', '_']).len().max(local + 2)).filter(|&end| piece.is_char_boundary(end))
}

/// `example.org/a`, `report.pdf`.
fn host_or_file(tables: &Tables, piece: &str, at: usize) -> Option<usize> {
    let stop = run(piece, at, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
    let end = at + piece[at..stop].trim_end_matches(['.', '-', '_']).len();
    let name = &piece[at..end];
    let (stem, ending) = name.rsplit_once('.')?;
    if stem.is_empty() || stem.ends_with('.') || stem.contains("..") {
        return newsgroup(name).then_some(end);
    }
    if tables.is_file(ending) {
        return Some(end);
    }
    if tables.is_domain(ending) && stem.bytes().any(|b| b.is_ascii_alphabetic()) && !abbreviates(stem) {
        return Some(with_path(piece, at, end));
    }
    newsgroup(name).then_some(end)
}

/// Whether a `stem` is initials, as the `u` of `u.k`.
fn abbreviates(stem: &str) -> bool {
    stem.split('.').all(|part| part.len() < 2)
}

/// One past the path after a host's name.
fn with_path(piece: &str, at: usize, end: usize) -> usize {
    if piece.as_bytes().get(end) != Some(&b'/') || !char_at(piece, end + 1).is_some_and(is_word) {
        return end;
    }
    trimmed(piece, at, run(piece, end, is_link))
}

/// `alt.religion.example`: three or more parts in lower case.
fn newsgroup(name: &str) -> bool {
    let part = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    name.split('.').count() > 2 && name.split('.').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(piece: &str, expected: &str) {
        let end = address(&Tables::new(), piece, 0).unwrap_or(0);
        assert_eq!(&piece[..end], expected, "{piece}");
    }

    #[test]
    fn links_end_before_the_sentence_does() {
        check("https://example.org/a?b=c.", "https://example.org/a?b=c");
        check("www.example.org).", "www.example.org");
        check("http://example.org/a_(b)", "http://example.org/a_(b)");
        check("example.org/a/b,", "example.org/a/b");
    }

    #[test]
    fn hosts_files_and_mail_are_one_word() {
        check("e2india.com.", "e2india.com");
        check("press-office@example.gov.pk.", "press-office@example.gov.pk");
        check("report-2.PDF", "report-2.PDF");
        check("alt.example.animals,", "alt.example.animals");
    }

    #[test]
    fn a_missing_space_makes_no_address() {
        check("partner.Following", "");
        check("partner.In", "");
        check("U.S.A", "");
        check("end.then", "");
        check("@home", "");
    }
}
