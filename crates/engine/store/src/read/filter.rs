use crate::error::{Error, Kind};
use jiff::civil::Date;

/// Which events are wanted; an empty list or an absent value asks for nothing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Filter {
    /// Words of evidence or title: all of them, `"a phrase"`, `begin*`, `-without` or `NOT without`, `one OR other`.
    pub words: Option<String>,
    /// Who does it, one of these.
    pub actors: Vec<Party>,
    /// To whom it is done, one of these.
    pub recipients: Vec<Party>,
    /// Whom it joins, in either direction: each of the two takes part.
    pub between: Option<(Party, Party)>,
    /// PLOVER types, one of these.
    pub types: Vec<String>,
    /// Modes, one of these.
    pub modes: Vec<String>,
    /// Statuses, one of these.
    pub statuses: Vec<String>,
    /// Contexts, one of these.
    pub contexts: Vec<String>,
    /// A country's code, or the name of a place or province.
    pub place: Option<String>,
    /// Words of the name of a person who takes part or says so.
    pub person: Option<String>,
    /// Part of an item's id in the tables or of its name, or its class, of a deal that belongs to the event.
    pub materiel: Option<String>,
    /// Publisher of the report.
    pub publisher: Option<String>,
    /// Id of the report.
    pub report: Option<String>,
    /// First day: events that end on it or later; one that lasts longer than 400 days is found by its first day alone.
    pub since: Option<Date>,
    /// Last day: events that begin on it or earlier.
    pub until: Option<Date>,
    /// Least probability of being right, 0 to 1.
    pub min_confidence: Option<f64>,
}

/// Somebody who takes part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Party {
    /// All of a country, by its code.
    Country(String),
    /// A sector of a country, by their codes.
    Sector(String, String),
    /// Whoever has these words in the name.
    Named(String),
}

/// In which order events come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sort {
    /// The last day first.
    #[default]
    Newest,
    /// The first day first.
    Oldest,
    /// The surest first.
    Confidence,
    /// The most hostile first.
    Conflict,
    /// The friendliest first.
    Cooperation,
}

impl Sort {
    /// All of them.
    pub const ALL: [Sort; 5] = [Sort::Newest, Sort::Oldest, Sort::Confidence, Sort::Conflict, Sort::Cooperation];

    /// As the command line writes it.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
            Sort::Confidence => "confidence",
            Sort::Conflict => "conflict",
            Sort::Cooperation => "cooperation",
        }
    }
}

/// Most words of a search: more than a person types, and each costs a look.
const MAX_TERMS: usize = 32;

/// What a person typed as a query of the full-text index.
///
/// Only words, phrases, prefixes, `-`, `NOT` and `OR` have a meaning; everything else is looked for as it stands, so that no text is
/// a syntax error or reaches another column.
pub(crate) fn matching(words: &str) -> Result<String, Error> {
    let (mut wanted, mut unwanted) = (Vec::<String>::new(), Vec::new());
    let (mut is_alternative, mut is_negated) = (false, false);
    if terms(words).count() > MAX_TERMS {
        return Err(Error::new(Kind::Filter(format!("expected at most {MAX_TERMS} words to look for"))));
    }
    for term in terms(words).filter(|&term| term != "AND") {
        if term == "OR" && !wanted.is_empty() {
            is_alternative = true;
            continue;
        }
        if term == "NOT" {
            is_negated = true;
            continue;
        }
        let is_unwanted = std::mem::take(&mut is_negated) || term.starts_with('-') && term.len() > 1;
        let Some(quoted) = quoted(term.trim_start_matches('-')) else { continue };
        match wanted.last_mut() {
            _ if is_unwanted => unwanted.push(quoted),
            Some(last) if is_alternative => *last = format!("{last} OR {quoted}"),
            _ => wanted.push(quoted),
        }
        is_alternative = false;
    }
    if wanted.is_empty() {
        let reason = format!("`{words}`: expected at least one word to look for");
        return Err(Error::new(Kind::Filter(reason)));
    }
    let wanted = wanted.iter().map(|term| format!("({term})")).collect::<Vec<_>>().join(" AND ");
    Ok(unwanted.iter().fold(wanted, |query, term| format!("({query}) NOT ({term})")))
}

/// Words and phrases, these with their quotation marks.
fn terms(words: &str) -> impl Iterator<Item = &str> {
    let mut rest = words;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let begins_phrase = rest.trim_start_matches('-').starts_with('"');
        let end = if begins_phrase {
            let opening = rest.find('"')? + 1;
            rest[opening..].find('"').map_or(rest.len(), |at| opening + at + 1)
        } else {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        };
        let (term, after) = rest.split_at(end);
        rest = after;
        (!term.is_empty()).then_some(term)
    })
}

/// A term as a string of the query language; none if nothing in it is a word.
fn quoted(term: &str) -> Option<String> {
    let is_prefix = term.ends_with('*');
    let inner: String = term.chars().filter(|character| !matches!(character, '"' | '*' | '\0')).collect();
    let has_word = inner.chars().any(char::is_alphanumeric);
    has_word.then(|| format!("\"{}\"{}", inner.trim(), if is_prefix { " *" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        assert_eq!(matching(words).expect("a query"), expected);
    }

    #[test]
    fn words_phrases_and_signs_are_understood() {
        check("joint exercise", r#"("joint") AND ("exercise")"#);
        check(r#""joint exercise" navy"#, r#"("joint exercise") AND ("navy")"#);
        check("fight* -JF-17", r#"(("fight" *)) NOT ("JF-17")"#);
        check("fighter NOT \"JF-17\" deal", r#"(("fighter") AND ("deal")) NOT ("JF-17")"#);
        check("Dhaka OR Islamabad visit", r#"("Dhaka" OR "Islamabad") AND ("visit")"#);
    }

    #[test]
    fn nothing_typed_is_a_syntax_error() {
        check("title:x) OR NEAR(a (b", r#"("title:x)" OR "NEAR(a") AND ("(b")"#);
        check("Ghana AND Togo", r#"("Ghana") AND ("Togo")"#);
        assert!(
            matching(&"word ".repeat(MAX_TERMS + 1)).expect_err("too many").to_string().contains("at most 32 words")
        );
        check("OR", r#"("OR")"#);
        check("a\0b", r#"("ab")"#);
        for empty in ["", "  ", "\"\"", "*", "-", "()", "NOT x"] {
            assert!(matching(empty).is_err(), "{empty}");
        }
    }
}
