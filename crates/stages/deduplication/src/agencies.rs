//! News agencies whose text a report prints: two such reports are one source.

use crate::report::Report;

/// Agencies, and how reports credit them. The first name is the agency's.
const AGENCIES: &[&[&str]] = &[
    &["Reuters", "REUTERS"],
    &["AP", "Associated Press", "ASSOCIATED PRESS"],
    &["AFP", "Agence France-Presse", "Agence France Presse"],
    &["dpa", "DPA", "Deutsche Presse-Agentur"],
    &["EFE"],
    &["ANSA"],
    &["UPI", "United Press International"],
    &["TASS", "ITAR-TASS"],
    &["RIA Novosti", "RIA"],
    &["Interfax"],
    &["Xinhua", "XINHUA"],
    &["Kyodo", "KYODO", "Kyodo News"],
    &["Jiji", "Jiji Press"],
    &["Yonhap", "YONHAP"],
    &["KCNA"],
    &["ANI"],
    &["PTI", "Press Trust of India"],
    &["IANS"],
    &["UNI"],
    &["APP", "Associated Press of Pakistan"],
    &["BSS", "Bangladesh Sangbad Sangstha"],
    &["UNB", "United News of Bangladesh"],
    &["Anadolu", "Anadolu Agency", "AA"],
    &["DHA"],
    &["IRNA"],
    &["ISNA"],
    &["Tasnim"],
    &["Mehr"],
    &["Fars"],
    &["SPA", "Saudi Press Agency"],
    &["WAM"],
    &["QNA"],
    &["KUNA"],
    &["Petra"],
    &["MENA", "Middle East News Agency"],
    &["SANA"],
    &["NNA"],
    &["APS"],
    &["PANA"],
    &["NAN", "News Agency of Nigeria"],
    &["GNA", "Ghana News Agency"],
    &["Bernama", "BERNAMA"],
    &["Antara", "ANTARA"],
    &["VNA"],
    &["CNA", "Central News Agency"],
    &["Ukrinform"],
    &["Interfax-Ukraine"],
    &["PAP"],
    &["CTK", "ČTK"],
    &["MTI"],
    &["Agerpres"],
    &["BTA"],
    &["Tanjug"],
    &["Belta", "BelTA"],
    &["Trend"],
    &["Azertag", "AZERTAC"],
    &["Armenpress"],
    &["Kazinform"],
    &["AAP", "Australian Associated Press"],
    &["PA", "PA Media", "Press Association"],
    &["Telam", "Télam"],
    &["Prensa Latina"],
    &["Notimex"],
    &["Agencia Brasil", "Agência Brasil"],
];

/// Characters at the beginning and at the end of a text where a credit stands.
const MARGIN: usize = 160;

/// The agency that the report credits: in its byline, in brackets or before a dash in its first words, or in its last words.
pub(crate) fn credited(report: &Report) -> Option<&'static str> {
    let start = beginning(report.text);
    let end = ending(report.text);
    let byline = report.byline.unwrap_or_default();
    let is_credited = |name: &str| {
        is_in_byline(byline, name) || is_in_dateline(start, name) || ends_in_bracket(end, name) || is_signed(end, name)
    };
    AGENCIES.iter().find(|names| names.iter().any(|name| is_credited(name))).map(|names| names[0])
}

fn beginning(text: &str) -> &str {
    let end = text.char_indices().nth(MARGIN).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn ending(text: &str) -> &str {
    let start = text.char_indices().rev().nth(MARGIN).map_or(0, |(at, _)| at);
    text[start..].trim_end()
}

/// `By Reuters`, `Reuters`, `A. Writer, Reuters`.
fn is_in_byline(byline: &str, name: &str) -> bool {
    byline.split([',', '|', '/', ';']).any(|part| part.trim().trim_start_matches("By ").trim() == name)
}

/// `LAHORE (Reuters) -`, `Reuters –`, `LAHORE, May 2 (AFP):`.
fn is_in_dateline(start: &str, name: &str) -> bool {
    brackets(start).any(|(inside, after)| names_agency(inside, name) && after.starts_with(['-', '–', '—', ':'])) || {
        let rest = start.trim_start().strip_prefix(name).unwrap_or_default().trim_start();
        rest.starts_with(['-', '–', '—', ':'])
    }
}

/// What stands in brackets, and what follows each.
fn brackets(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices(['(', '[']).filter_map(|(at, _)| {
        let inside = &text[at + 1..];
        let end = inside.find([')', ']'])?;
        Some((&inside[..end], inside[end + 1..].trim_start()))
    })
}

/// `… on Monday. (Reporting by staff; AP)`, `(Reuters contributed to this report)`.
fn ends_in_bracket(end: &str, name: &str) -> bool {
    brackets(end).any(|(inside, after)| names_agency(inside, name) && after.trim_start_matches('.').is_empty())
}

fn names_agency(inside: &str, name: &str) -> bool {
    inside.split(['/', ',', ';', '|']).map(str::trim).any(|part| {
        let credited = part.strip_suffix("contributed to this report").map_or(part, str::trim_end);
        credited == name || CREDITING.iter().any(|word| tail(part, word) == Some(name))
    })
}

/// What follows a word that begins a text, in whatever case.
fn tail<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let begins = text.get(..word.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(word));
    begins.then(|| text[word.len()..].trim_start())
}

/// Words before an agency's name that credit it.
const CREDITING: [&str; 6] = ["source:", "with", "by", "agency:", "credit:", "via"];

/// Last words of a text that are the agency's name alone: `… on Monday. — Reuters`, `Source: Reuters`, `With AP`.
fn is_signed(end: &str, name: &str) -> bool {
    let before = end.trim_end_matches('.').strip_suffix(name).map(str::trim_end);
    before.is_some_and(|before| {
        let last = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
        before.ends_with(['.', '—', '–', '-', '/', '|', '\n', '”', '"']) || CREDITING.contains(&last.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(byline: Option<&str>, text: &str, expected: Option<&str>) {
        let report = Report {
            publisher: None,
            published: None,
            title: None,
            byline,
            text,
            names: Vec::new(),
            places: Vec::new(),
            tellings: Vec::new(),
        };
        assert_eq!(credited(&report), expected, "{text}");
    }

    #[test]
    fn credits_stand_in_dateline_byline_and_last_words() {
        check(None, "LAHORE (Reuters) - Troops moved on Monday.", Some("Reuters"));
        check(None, "LAHORE, May 2 (AFP): Troops moved on Monday.", Some("AFP"));
        check(None, "Troops moved on Monday. — Xinhua", Some("Xinhua"));
        check(None, "Troops moved on Monday. (Reporting by staff; AP)", Some("AP"));
        check(None, "Troops moved on Monday. (Reuters contributed to this report)", Some("Reuters"));
        check(None, "Troops moved on Monday.\nSource: Reuters", Some("Reuters"));
        check(None, "Troops moved on Monday. - With AP", Some("AP"));
        check(Some("By Kyodo"), "Troops moved.", Some("Kyodo"));
        check(Some("A. Writer, ANI"), "Troops moved.", Some("ANI"));
    }

    #[test]
    fn an_agency_that_is_only_quoted_is_no_credit() {
        check(None, "Troops moved on Monday, Reuters reported, citing two officials.", None);
        check(None, "A spokesman told AFP that troops moved.", None);
        check(None, "Leaders of Pakistan Tehreek-e-Insaf (PTI) met on Monday, police said.", None);
        check(None, "Troops moved on Monday, said the Palestinian Authority (PA) and others.", None);
    }

    #[test]
    fn odd_brackets_are_none() {
        check(None, "(", None);
        check(None, "((Reuters", None);
        check(None, "", None);
    }
}
