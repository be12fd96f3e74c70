//! CAMEO's event codes, their labels and Goldstein values.
//!
//! Source: Schrodt 2012, CAMEO codebook 1.1b3; Goldstein 1992. The rows are in `data/cameo.tsv`, which says what was
//! added. Versions 0.9b5 and 1.1b3 number 016, 124, 163, 164 and 166 differently: this is 1.1b3.

use crate::Quad;
use std::sync::LazyLock;

/// An event code of CAMEO 1.1b3: a root (`04`), a base code (`042`) or a subcode (`0831`).
///
/// Codes are ordered as strings are, so that a root comes before its base codes.
///
/// # Examples
/// ```
/// use ontology::Cameo;
/// let visit = Cameo::from_code("042").unwrap();
/// assert_eq!((visit.label(), visit.goldstein(), visit.root().code()), ("Make a visit", 1.9, "04"));
/// ```
// Invariant: an index into `TABLE`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cameo(u16);

impl Cameo {
    /// All, in the order of their codes.
    pub fn all() -> impl ExactSizeIterator<Item = Cameo> {
        (0..TABLE.len()).map(|index| Cameo(index as u16))
    }

    /// The event of this code, written with its leading zero.
    pub fn from_code(code: &str) -> Option<Cameo> {
        TABLE.binary_search_by_key(&code, |row| row.code).ok().map(|index| Cameo(index as u16))
    }

    /// Two to four digits. A string, never a number: `02` and `020` differ.
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// What the code means, in a few words.
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// The Goldstein value, -10 (conflict) to +10 (cooperation).
    pub fn goldstein(self) -> f32 {
        self.row().goldstein
    }

    /// The code's first two digits, one of `01` to `20`.
    pub fn root(self) -> Cameo {
        self.cut(2)
    }

    /// The code's first three digits; a root is its own base.
    pub fn base(self) -> Cameo {
        self.cut(3)
    }

    /// GDELT's quad class: verbal cooperation to root 05, material cooperation to 08, verbal conflict to 13.
    ///
    /// It differs from PLOVER's quad category in places: all of 08 is material here, CONCEDE is verbal there.
    pub fn quad(self) -> Quad {
        match &self.code()[..2] {
            "01" | "02" | "03" | "04" | "05" => Quad::VerbalCooperation,
            "06" | "07" | "08" => Quad::MaterialCooperation,
            "09" | "10" | "11" | "12" | "13" => Quad::VerbalConflict,
            _ => Quad::MaterialConflict,
        }
    }

    fn cut(self, digits: usize) -> Cameo {
        let code = self.code();
        Cameo::from_code(&code[..digits.min(code.len())]).expect("a test checks that every code's root and base exist")
    }

    fn row(self) -> &'static Row {
        &TABLE[usize::from(self.0)]
    }
}

impl std::fmt::Debug for Cameo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

struct Row {
    code: &'static str,
    goldstein: f32,
    label: &'static str,
}

/// Sorted by code; a test checks it.
static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = crate::table::rows(include_str!("../data/cameo.tsv"));
    rows.map(|line| Row::read(line).expect("the tests read it")).collect()
});

impl Row {
    fn read(line: &'static str) -> Option<Row> {
        let mut cells = line.split('\t');
        Some(Row { code: cells.next()?, goldstein: cells.next()?.parse().ok()?, label: cells.next()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goldstein(code: &str) -> f32 {
        Cameo::from_code(code).unwrap().goldstein()
    }

    #[test]
    fn codes_are_sorted_digits_with_root_and_base() {
        assert!(TABLE.is_sorted_by(|a, b| a.code < b.code));
        for event in Cameo::all() {
            let code = event.code();
            assert!((2..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
            assert!(code.starts_with(event.root().code()) && code.starts_with(event.base().code()));
            assert_eq!(Cameo::from_code(code), Some(event));
        }
        let roots: Vec<_> = Cameo::all().filter(|event| event.code().len() == 2).map(Cameo::code).collect();
        assert_eq!(roots, (1..=20).map(|root| format!("{root:02}")).collect::<Vec<_>>());
        assert_eq!(Cameo::all().len(), 318);
    }

    #[test]
    fn every_root_has_its_unspecified_code() {
        for root in 1..=20 {
            assert!(Cameo::from_code(&format!("{root:02}0")).is_some(), "{root:02}");
        }
    }

    #[test]
    fn unknown_codes_are_none() {
        for code in ["", "4", "1", "21", "0420", "42", "999", "04x", "１２"] {
            assert_eq!(Cameo::from_code(code), None, "{code}");
        }
    }

    #[test]
    fn goldstein_values_of_the_roots() {
        let values: Vec<_> = (1..=20).map(|root| goldstein(&format!("{root:02}"))).collect();
        let expected = [
            0.0, 3.0, 4.0, 1.0, 3.5, 6.0, 7.0, 5.0, -2.0, -5.0, -2.0, -4.0, -6.0, -6.5, -7.2, -4.0, -7.0, -9.0, -10.0,
            -10.0,
        ];
        assert_eq!(values, expected);
        let some = ["042", "043", "046", "057", "0312", "062", "072", "163"].map(goldstein);
        assert_eq!(some, [1.9, 2.8, 7.0, 8.0, 5.2, 7.4, 8.3, -8.0]);
    }

    #[test]
    fn goldstein_values_have_the_sign_of_their_root() {
        let mut exceptions = Vec::new();
        for event in Cameo::all().filter(|event| event.root().code() != "01") {
            assert!((-10.0..=10.0).contains(&event.goldstein()));
            if event.goldstein().signum() != event.root().goldstein().signum() {
                exceptions.push(event.code());
            }
        }
        // Appeals for reform and for yielding count as slightly hostile.
        assert!(exceptions.iter().all(|code| code.starts_with("024") || code.starts_with("025")), "{exceptions:?}");
        assert_eq!(exceptions.len(), 12);
    }

    #[test]
    fn quads_follow_the_sign_of_the_root() {
        for event in Cameo::all() {
            let cooperative = matches!(event.quad(), Quad::VerbalCooperation | Quad::MaterialCooperation);
            assert_eq!(cooperative, event.root().goldstein() >= 0.0, "{event:?}");
        }
    }
}
