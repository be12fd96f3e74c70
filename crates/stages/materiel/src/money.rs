//! Sums of money.

use crate::numbers;
use annotation::{Amount, Passage};
use text::Span;

/// Signs and abbreviations that stand before a sum, longest first, and the currency's ISO 4217 code.
const BEFORE: [(&str, &str); 40] = [
    ("US$", "USD"),
    ("U.S.$", "USD"),
    ("NT$", "TWD"),
    ("HK$", "HKD"),
    ("NZ$", "NZD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₺", "TRY"),
    ("₽", "RUB"),
    ("₴", "UAH"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("USD", "USD"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("INR", "INR"),
    ("PKR", "PKR"),
    ("AED", "AED"),
    ("SAR", "SAR"),
    ("QAR", "QAR"),
    ("KES", "KES"),
    ("NGN", "NGN"),
    ("Rs", "INR"),
    ("Rs.", "INR"),
    ("Dh", "AED"),
    ("Dhs", "AED"),
    ("SR", "SAR"),
    ("Tk", "BDT"),
    ("Rp", "IDR"),
    ("RM", "MYR"),
];

/// Nouns that stand behind a sum. Those of many states have no code.
const BEHIND: [(&str, Option<&str>); 27] = [
    ("dollar", Some("USD")),
    ("euro", Some("EUR")),
    ("pound", Some("GBP")),
    ("yen", Some("JPY")),
    ("yuan", Some("CNY")),
    ("renminbi", Some("CNY")),
    ("won", Some("KRW")),
    ("ruble", Some("RUB")),
    ("rouble", Some("RUB")),
    ("rupee", None),
    ("lira", Some("TRY")),
    ("zloty", Some("PLN")),
    ("shekel", Some("ILS")),
    ("hryvnia", Some("UAH")),
    ("dirham", Some("AED")),
    ("riyal", None),
    ("rial", None),
    ("dinar", None),
    ("shilling", None),
    ("peso", None),
    ("naira", Some("NGN")),
    ("rand", Some("ZAR")),
    ("real", Some("BRL")),
    ("reais", Some("BRL")),
    ("baht", Some("THB")),
    ("taka", Some("BDT")),
    ("rupiah", Some("IDR")),
];

/// The sums of a sentence, in order.
pub(crate) fn sums(passage: Passage) -> Vec<(usize, Amount)> {
    let mut found = Vec::new();
    let mut word = 0;
    while word < passage.len() {
        match sum(passage, word) {
            Some((amount, end)) => {
                found.push((word, amount));
                word = end;
            }
            None => word += 1,
        }
    }
    found
}

/// The sum that begins at `first`, and the word behind its last.
fn sum(passage: Passage, first: usize) -> Option<(Amount, usize)> {
    let text = passage.document.slice(passage.span(first));
    let amount = |value: f64, currency: Option<&str>, end: usize| {
        let span = Span::new(passage.span(first).start(), passage.span(end - 1).end());
        (Amount { value, currency: currency.map(Into::into), span }, end)
    };
    if let Some((_, currency)) = BEFORE.iter().find(|(sign, _)| *sign == text) {
        let at = first + 1 + usize::from(first + 1 < passage.len() && passage.form(first + 1) == ".");
        let (value, end) = (at < passage.len()).then(|| figure(passage, at)).flatten()?;
        return Some(amount(value, Some(currency), end));
    }
    // `Dh5.7 billion`, `€2.1bn` as one word.
    if let Some((figures, currency)) = BEFORE.iter().find_map(|(sign, code)| Some((text.strip_prefix(sign)?, *code))) {
        let split = figures.find(|c: char| c.is_alphabetic()).unwrap_or(figures.len());
        let value = numbers::of_word(figures.get(..split)?)?;
        let scale = figures.get(split..).and_then(numbers::scale).unwrap_or(1.0);
        let (more, end) = scales(passage, first + 1);
        return Some(amount(value * scale * more, Some(currency), end));
    }
    let (value, end) = figure(passage, first)?;
    let noun = end + usize::from(end < passage.len() && passage.form(end) == "-");
    let known = (noun < passage.len()).then(|| BEHIND.iter().find(|(name, _)| passage.key(noun) == *name)).flatten()?;
    Some(amount(value, known.1, noun + 1))
}

/// A number with its scales, also `2.1bn` and `630-billion`.
fn figure(passage: Passage, first: usize) -> Option<(f64, usize)> {
    let text = passage.document.slice(passage.span(first));
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return numbers::at(passage, first).filter(|&(value, _)| value >= 1e3);
    }
    let split = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let value = numbers::of_word(text.get(..split)?)?;
    let scale = match text.get(split..) {
        Some("") | None => 1.0,
        Some(rest) => numbers::scale(rest)?,
    };
    let (more, end) = scales(passage, first + 1);
    Some((value * scale * more, end))
}

/// The product of the scales that begin at `word`, hyphens between, and the word behind them.
fn scales(passage: Passage, word: usize) -> (f64, usize) {
    let (mut product, mut end) = (1.0, word);
    loop {
        let at = end + usize::from(end + 1 < passage.len() && passage.form(end) == "-");
        let factor = (at < passage.len()).then(|| numbers::scale(passage.document.slice(passage.span(at)))).flatten();
        let Some(factor) = factor else { return (product, end) };
        product *= factor;
        end = at + 1;
    }
}
