//! From bytes to text.

use crate::error::{Error, Kind};
use crate::sniff;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of `bytes`, without a byte order mark.
///
/// A byte order mark decides; then valid UTF-8; then the first of `labels`, the encodings that a
/// server and a page claim, in which the bytes are text; then what the bytes look like. UTF-8 with a few broken bytes keeps its text and shows
/// `U+FFFD` for them.
///
/// # Errors
/// If the bytes are no text, or fit no encoding.
pub(crate) fn decode(bytes: &[u8], labels: &[&str]) -> Result<String, Error> {
    if let Some(name) = sniff::signature(bytes) {
        return Err(Error::new(Kind::Binary(name)));
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => decode_as(encoding, &bytes[length..])?,
        None => decode_unmarked(bytes, labels)?,
    };
    if sniff::is_binary(&text) { Err(Error::new(Kind::Binary("binary data"))) } else { Ok(text) }
}

/// Whether `start` begins text in UTF-16.
pub(crate) fn is_wide(start: &[u8]) -> bool {
    let marked = Encoding::for_bom(start).map(|(encoding, _)| encoding);
    marked.or_else(|| wide(start)).is_some_and(|encoding| encoding != UTF_8)
}

fn decode_unmarked(bytes: &[u8], labels: &[&str]) -> Result<String, Error> {
    if let Some(encoding) = wide(bytes) {
        return decode_as(encoding, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_string()),
        Err(_) if is_mostly_utf8(bytes) => return Ok(String::from_utf8_lossy(bytes).into_owned()),
        Err(_) if bytes.contains(&0) => return Err(Error::new(Kind::Binary("binary data"))),
        Err(_) => {}
    }
    let claimed = labels.iter().filter_map(|label| Encoding::for_label(label.as_bytes()));
    let decoded = claimed.filter(|&encoding| encoding.is_ascii_compatible() && encoding != UTF_8);
    let mut decoded = decoded.filter_map(|encoding| decode_as(encoding, bytes).ok());
    decoded.next().map_or_else(|| decode_as(guess(bytes), bytes), Ok)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Error> {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    // UTF-8 and UTF-16 were told by a mark or a pattern; a broken character in them is a broken character.
    let is_sure = [UTF_8, UTF_16LE, UTF_16BE].contains(&encoding);
    if has_errors && !is_sure { Err(Error::new(Kind::Encoding(encoding.name()))) } else { Ok(text.into_owned()) }
}

/// UTF-16 without a mark: text in it has a zero in every second byte, but for scripts that we do not read.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let prefix = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |first: usize| prefix.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), prefix.len() / 2);
    if half == 0 {
        None
    } else if odd * 10 >= half * 6 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 >= half * 6 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether characters of several bytes are whole at least four times as often as they are broken.
///
/// In an older encoding a run that is valid UTF-8 of two bytes or more is rare.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= 4 * broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{WINDOWS_1251, WINDOWS_1252};

    const NEWS: &str = "Le président a déclaré que l’accord « sera signé » à Genève, où les délégués ont été reçus.";

    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(decode(bytes, &[]).expect("decodes"), expected);
    }

    fn check_error(bytes: &[u8], expected: &str) {
        assert_eq!(decode(bytes, &[]).expect_err("does not decode").to_string(), expected);
    }

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn marks_are_dropped_and_decide() {
        check(b"\xEF\xBB\xBFTalks", "Talks");
        check(&[b"\xFF\xFE".as_slice(), &utf_16(NEWS, u16::to_le_bytes)].concat(), NEWS);
        check(&[b"\xFE\xFF".as_slice(), &utf_16(NEWS, u16::to_be_bytes)].concat(), NEWS);
    }

    #[test]
    fn utf_16_without_a_mark_is_told_by_its_zeros() {
        check(&utf_16(NEWS, u16::to_le_bytes), NEWS);
        check(&utf_16(NEWS, u16::to_be_bytes), NEWS);
    }

    #[test]
    fn older_encodings_are_guessed() {
        check(&WINDOWS_1252.encode(NEWS).0, NEWS);
        let russian = "Министр обороны встретился с коллегой и обсудил сотрудничество.";
        check(&WINDOWS_1251.encode(russian).0, russian);
    }

    #[test]
    fn a_claimed_encoding_is_believed_if_it_is_not_utf_8() {
        let bytes = WINDOWS_1252.encode("Année").0.into_owned();
        assert_eq!(decode(&bytes, &["iso-8859-1"]).expect("decodes"), "Année");
        assert_eq!(decode("Année".as_bytes(), &["windows-1251"]).expect("valid UTF-8 wins"), "Année");
    }

    #[test]
    fn a_claim_that_the_bytes_belie_is_passed_over() {
        let bytes = WINDOWS_1252.encode(NEWS).0;
        for lie in ["utf-8", "utf-16le", "iso-2022-jp", "gb18030", "no such encoding"] {
            assert_eq!(decode(&bytes, &[lie, "windows-1252"]).expect("decodes"), NEWS, "{lie}");
        }
    }

    #[test]
    fn one_broken_byte_does_not_turn_utf_8_into_another_encoding() {
        let mut bytes = NEWS.as_bytes().to_vec();
        bytes.push(0xC3);
        check(&bytes, &format!("{NEWS}\u{FFFD}"));
    }

    #[test]
    fn binary_is_an_error() {
        check_error(b"%PDF-1.7 ...", "a PDF file, expected text, HTML or JSON lines: convert it to text first");
        let noise: Vec<u8> = (0..4096u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        check_error(&noise, "binary data, expected text, HTML or JSON lines: convert it to text first");
    }
}
