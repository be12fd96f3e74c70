//! Which money an amount is of: signs and codes before it, names behind it.
//!
//! Names that several states use (`rupees`, `pesos`) are the currency of the nationality before them, else of the state that the
//! report speaks of most, else the table's first where one is meant by default, else unknown.
//!
//! Source: ISO 4217, the list of active currencies as of 2024.

use crate::words::Words;
use std::ops::Range;

/// The words that name a currency, and its ISO 4217 code if it can be told.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Currency {
    pub words: Range<usize>,
    pub code: Option<&'static str>,
}

/// Signs, and what they are short for.
const SIGNS: [(&str, &str); 37] = [
    ("$", "USD"),
    ("us$", "USD"),
    ("u.s.$", "USD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("hk$", "HKD"),
    ("nt$", "TWD"),
    ("nz$", "NZD"),
    ("s$", "SGD"),
    ("r$", "BRL"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₨", "rupee"),
    ("rs", "rupee"),
    ("rs.", "rupee"),
    ("re", "rupee"),
    ("₩", "KRW"),
    ("₦", "NGN"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("₴", "UAH"),
    ("₫", "VND"),
    ("฿", "THB"),
    ("₱", "PHP"),
    ("₵", "GHS"),
    ("₸", "KZT"),
    ("tk", "BDT"),
    ("rm", "MYR"),
    ("rp", "IDR"),
    ("sh", "shilling"),
    ("ksh", "KES"),
    ("dh", "dirham"),
];

/// Codes that stand before or behind a number as they are.
const CODES: [&str; 58] = [
    "USD", "EUR", "GBP", "JPY", "CNY", "RMB", "INR", "PKR", "BDT", "LKR", "NPR", "AUD", "CAD", "NZD", "SGD", "HKD",
    "TWD", "KRW", "THB", "MYR", "IDR", "PHP", "VND", "MMK", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON",
    "RUB", "UAH", "TRY", "ILS", "SAR", "AED", "QAR", "KWD", "BHD", "OMR", "JOD", "IQD", "IRR", "EGP", "NGN", "GHS",
    "KES", "UGX", "TZS", "ETB", "ZAR", "BRL", "MXN", "ARS", "CLP", "COP",
];

/// A name, the currencies it may mean with the state of each, and what is meant if nothing tells.
type Name = (&'static str, &'static [(&'static str, &'static str)], Option<&'static str>);

/// Singular names.
const NAMES: [Name; 40] = [
    (
        "dollar",
        &[
            ("USA", "USD"),
            ("AUS", "AUD"),
            ("CAN", "CAD"),
            ("NZL", "NZD"),
            ("SGP", "SGD"),
            ("HKG", "HKD"),
            ("TWN", "TWD"),
            ("LBR", "LRD"),
            ("FJI", "FJD"),
            ("ZWE", "ZWL"),
            ("GUY", "GYD"),
            ("JAM", "JMD"),
            ("TTO", "TTD"),
            ("NAM", "NAD"),
        ],
        Some("USD"),
    ),
    ("euro", &[], Some("EUR")),
    (
        "pound",
        &[("GBR", "GBP"), ("EGY", "EGP"), ("SYR", "SYP"), ("LBN", "LBP"), ("SDN", "SDG"), ("SSD", "SSP")],
        Some("GBP"),
    ),
    (
        "rupee",
        &[("IND", "INR"), ("PAK", "PKR"), ("LKA", "LKR"), ("NPL", "NPR"), ("MUS", "MUR"), ("SYC", "SCR")],
        Some("INR"),
    ),
    ("yen", &[], Some("JPY")),
    ("yuan", &[], Some("CNY")),
    ("renminbi", &[], Some("CNY")),
    ("won", &[("KOR", "KRW"), ("PRK", "KPW")], Some("KRW")),
    ("ruble", &[("RUS", "RUB"), ("BLR", "BYN")], Some("RUB")),
    ("rouble", &[("RUS", "RUB"), ("BLR", "BYN")], Some("RUB")),
    (
        "peso",
        &[
            ("MEX", "MXN"),
            ("ARG", "ARS"),
            ("COL", "COP"),
            ("CHL", "CLP"),
            ("PHL", "PHP"),
            ("URY", "UYU"),
            ("CUB", "CUP"),
            ("DOM", "DOP"),
        ],
        None,
    ),
    ("real", &[], Some("BRL")),
    ("reais", &[], Some("BRL")),
    ("rand", &[], Some("ZAR")),
    ("naira", &[], Some("NGN")),
    ("cedi", &[], Some("GHS")),
    ("birr", &[], Some("ETB")),
    ("nakfa", &[], Some("ERN")),
    ("kwacha", &[("ZMB", "ZMW"), ("MWI", "MWK")], None),
    ("shilling", &[("KEN", "KES"), ("UGA", "UGX"), ("TZA", "TZS"), ("SOM", "SOS")], None),
    (
        "franc",
        &[
            ("CHE", "CHF"),
            ("RWA", "RWF"),
            ("BDI", "BIF"),
            ("COD", "CDF"),
            ("GIN", "GNF"),
            ("DJI", "DJF"),
            ("COM", "KMF"),
            ("SEN", "XOF"),
            ("MLI", "XOF"),
            ("BFA", "XOF"),
            ("NER", "XOF"),
            ("CIV", "XOF"),
            ("BEN", "XOF"),
            ("TGO", "XOF"),
            ("CMR", "XAF"),
            ("TCD", "XAF"),
            ("GAB", "XAF"),
            ("CAF", "XAF"),
            ("COG", "XAF"),
            ("GNQ", "XAF"),
        ],
        None,
    ),
    (
        "dinar",
        &[
            ("IRQ", "IQD"),
            ("KWT", "KWD"),
            ("JOR", "JOD"),
            ("BHR", "BHD"),
            ("TUN", "TND"),
            ("DZA", "DZD"),
            ("LBY", "LYD"),
            ("SRB", "RSD"),
        ],
        None,
    ),
    ("dirham", &[("ARE", "AED"), ("MAR", "MAD")], None),
    ("riyal", &[("SAU", "SAR"), ("QAT", "QAR"), ("YEM", "YER"), ("OMN", "OMR")], None),
    ("rial", &[("IRN", "IRR"), ("YEM", "YER"), ("OMN", "OMR")], None),
    ("toman", &[], None),
    ("lira", &[], Some("TRY")),
    ("shekel", &[], Some("ILS")),
    ("taka", &[], Some("BDT")),
    ("kyat", &[], Some("MMK")),
    ("baht", &[], Some("THB")),
    ("ringgit", &[], Some("MYR")),
    ("rupiah", &[], Some("IDR")),
    ("dong", &[], Some("VND")),
    ("krone", &[("NOR", "NOK"), ("DNK", "DKK")], None),
    ("kroner", &[("NOR", "NOK"), ("DNK", "DKK")], None),
    ("krona", &[("SWE", "SEK"), ("ISL", "ISK")], None),
    ("zloty", &[], Some("PLN")),
    ("hryvnia", &[], Some("UAH")),
    ("tenge", &[], Some("KZT")),
];

/// How many words may stand between a number and the name of its currency: `U.S.`, `Hong Kong`.
const MAX_BETWEEN: usize = 2;

/// The sign or code that ends right before `at`: `$`, `US$`, `PKR`.
pub(crate) fn symbol_before(words: &Words, at: usize) -> Option<Currency> {
    let start = at.checked_sub(1)?;
    let form = words.at(start);
    if let Some(dollar) = joined_dollar(words, start) {
        return Some(dollar);
    }
    if let Some(&(_, meant)) = SIGNS.iter().find(|(sign, _)| *sign == form) {
        let code = if meant.len() == 3 && meant.starts_with(|c: char| c.is_ascii_uppercase()) {
            Some(meant)
        } else {
            of_name(words, meant, None)
        };
        return Some(Currency { words: start..at, code });
    }
    let code = code(words, start)?;
    Some(Currency { words: start..at, code: Some(code) })
}

/// `CDN$`, where it is two words.
fn joined_dollar(words: &Words, sign: usize) -> Option<Currency> {
    const COUNTRIES: [(&str, &str); 9] = [
        ("cdn", "CAD"),
        ("ca", "CAD"),
        ("c", "CAD"),
        ("us", "USD"),
        ("au", "AUD"),
        ("a", "AUD"),
        ("nz", "NZD"),
        ("hk", "HKD"),
        ("s", "SGD"),
    ];
    let before = sign.checked_sub(1).filter(|&before| words.at(sign) == "$" && words.is_joined(before))?;
    let (_, code) = COUNTRIES.iter().find(|(country, _)| *country == words.at(before))?;
    Some(Currency { words: before..sign + 1, code: Some(code) })
}

/// The name or code that begins at `at`: `dollars`, `Pakistani rupees`, `USD`.
pub(crate) fn name_behind(words: &Words, at: usize) -> Option<Currency> {
    if let Some(code) = code(words, at) {
        return Some(Currency { words: at..at + 1, code: Some(code) });
    }
    let name_at = (at..=at + MAX_BETWEEN).find(|&word| name(words, word).is_some())?;
    let between = at..name_at;
    let is_nationality = |word: usize| words.passage.actor(word).is_some_and(|actor| actor.country.is_some());
    let is_known =
        |word: usize| is_nationality(word) || matches!(words.at(word), "us" | "u.s." | "cfa" | "hong" | "kong" | "new");
    if !between.clone().all(is_known) || name(words, name_at) == Some("pound") && words.at(name_at + 1) == "of" {
        return None;
    }
    let nationality = between.clone().find_map(|word| words.passage.actor(word)?.country);
    let name = name(words, name_at)?;
    Some(Currency { words: at..name_at + 1, code: of_name(words, name, nationality.map(|country| country.code())) })
}

/// An ISO code that stands there in capitals.
fn code(words: &Words, word: usize) -> Option<&'static str> {
    let code = CODES.iter().find(|code| words.at(word).eq_ignore_ascii_case(code))?;
    let is_written_so = words.passage.document.slice(words.passage.span(word)) == *code;
    is_written_so.then_some(if *code == "RMB" { "CNY" } else { *code })
}

/// The table's name of a currency at `word`.
fn name(words: &Words, word: usize) -> Option<&'static str> {
    let form = words.at(word);
    let singular = form.strip_suffix('s').unwrap_or(form);
    NAMES.iter().map(|(name, ..)| *name).find(|name| *name == singular || *name == form)
}

/// The code of a named currency, by the nationality before it or the report.
fn of_name(words: &Words, name: &str, nationality: Option<&str>) -> Option<&'static str> {
    let (_, states, default) = NAMES.iter().find(|(listed, ..)| *listed == name)?;
    if let Some(nationality) = nationality {
        return states.iter().find(|(state, _)| *state == nationality).map(|&(_, code)| code);
    }
    // Where a report speaks of dollars, it means those of the United States unless it says otherwise.
    if name == "dollar" {
        return *default;
    }
    let most = states.iter().max_by_key(|(state, _)| words.countries.count(state));
    most.filter(|(state, _)| words.countries.count(state) > 0).map(|&(_, code)| code).or(*default)
}
