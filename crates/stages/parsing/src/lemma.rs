//! Dictionary forms.

use ontology::Upos;
use std::collections::HashMap;

/// The table, made by `crates/lab/training/lemmas.py`.
const TABLE: &str = include_str!("../data/lemmas.txt");

/// Longest suffix of a rule, in characters.
const LONGEST_SUFFIX: usize = 7;

/// Finds the dictionary form of a tagged word, as the treebanks EWT and GUM write it.
///
/// What the table has decides; else the longest suffix rule of the word's inflection; else the word in lower case, and a name as
/// it is written.
pub struct Lemmatizer {
    /// By class, then by suffix.
    rules: HashMap<&'static str, HashMap<&'static str, &'static str>>,
    /// By key, then by form. A key is a class of inflection or `UPOS/XPOS`.
    words: HashMap<&'static str, HashMap<&'static str, &'static str>>,
}

impl Lemmatizer {
    /// A lemmatizer with the table that comes with this crate.
    pub fn new() -> Lemmatizer {
        let mut lemmatizer = Lemmatizer { rules: HashMap::new(), words: HashMap::new() };
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let Ok([kind, key, form, lemma]) = <[&str; 4]>::try_from(line.split(' ').collect::<Vec<_>>()) else {
                continue;
            };
            if kind == "word" {
                lemmatizer.words.entry(key).or_default().insert(form, lemma);
            } else {
                let empty = |suffix| if suffix == "-" { "" } else { suffix };
                lemmatizer.rules.entry(key).or_default().insert(empty(form), empty(lemma));
            }
        }
        lemmatizer
    }

    /// The lemma of `form` with these tags.
    pub fn lemma(&self, form: &str, upos: Upos, xpos: &str) -> String {
        let lower = form.to_lowercase();
        let proper = is_proper(upos, xpos);
        let tags = format!("{}/{xpos}", upos.name());
        if let Some(class) = class(upos, xpos) {
            let known = self.word(&tags, &lower).or_else(|| self.word(class, &lower));
            // Two letters are no stem with an ending.
            let ruled = form.chars().nth(2).map(|_| self.by_rule(class, &lower));
            if let Some(lemma) = known.map(str::to_owned).or(ruled) {
                return if proper { recased(form, &lower, lemma) } else { lemma };
            }
        }
        let known = self.word(&tags, if proper { form } else { &lower });
        known.map_or_else(|| plain(form, lower, upos, xpos), str::to_owned)
    }

    fn word(&self, key: &str, form: &str) -> Option<&'static str> {
        self.words.get(key)?.get(form).copied()
    }

    /// `word` with the longest suffix that has a rule replaced.
    fn by_rule(&self, class: &str, word: &str) -> String {
        let Some(rules) = self.rules.get(class) else { return word.to_owned() };
        let mut starts: Vec<usize> = word.char_indices().rev().take(LONGEST_SUFFIX).map(|(start, _)| start).collect();
        starts.reverse();
        starts.push(word.len());
        let rule = starts.into_iter().find_map(|start| Some((start, rules.get(&word[start..])?)));
        rule.map_or_else(|| word.to_owned(), |(start, replacement)| format!("{}{replacement}", &word[..start]))
    }
}

impl Default for Lemmatizer {
    fn default() -> Lemmatizer {
        Lemmatizer::new()
    }
}

/// The class of inflected words, as the table calls it.
fn class(upos: Upos, xpos: &str) -> Option<&'static str> {
    if !matches!(upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Aux | Upos::Adj | Upos::Adv) {
        return None;
    }
    match xpos {
        "NNS" | "NNPS" => Some("N"),
        "VBZ" => Some("Z"),
        "VBG" => Some("G"),
        "VBD" | "VBN" => Some("D"),
        "JJR" | "RBR" => Some("C"),
        "JJS" | "RBS" => Some("S"),
        _ => None,
    }
}

fn is_proper(upos: Upos, xpos: &str) -> bool {
    upos == Upos::Propn || matches!(xpos, "NNP" | "NNPS")
}

/// Parts of names that stay in lower case.
const PARTICLES: [&str; 22] = [
    "de", "la", "le", "al", "el", "van", "von", "of", "the", "bin", "ibn", "der", "den", "di", "da", "du", "e", "y",
    "and", "for", "in", "to",
];

/// The lemma of a word that neither table nor rule knows.
fn plain(form: &str, lower: String, upos: Upos, xpos: &str) -> String {
    let letters = !form.is_empty() && form.chars().all(char::is_alphabetic);
    if upos == Upos::Propn && xpos == "NNP" && letters && form == lower && form != "on" && !PARTICLES.contains(&form) {
        return capitalized(form);
    }
    if is_proper(upos, xpos) || (upos == Upos::Num && is_roman(form)) || keeps_case(form, upos, xpos) {
        return form.to_owned();
    }
    if upos == Upos::Num && form.starts_with(|c: char| c.is_ascii_digit()) {
        return form.replace(',', "");
    }
    lower
}

fn capitalized(form: &str) -> String {
    let mut chars = form.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}

fn is_roman(form: &str) -> bool {
    !form.is_empty() && form.bytes().all(|b| b"IVXLC".contains(&b))
}

/// Ends of adjectives that are capitalised for the people they name.
const NATIONAL: [&str; 19] = [
    "ian", "ese", "ani", "aeli", "raqi", "eshi", "audi", "ish", "rican", "Arab", "rean", "pean", "ench", "eek", "utch",
    "stinian", "emeni", "aiti", "mali",
];

/// Whether capitals belong to a word that is no name: adjectives of nationality, short initials, `CO2`.
fn keeps_case(form: &str, upos: Upos, xpos: &str) -> bool {
    let mut chars = form.chars();
    let capitalised = chars.next().is_some_and(char::is_uppercase) && chars.as_str().chars().all(char::is_lowercase);
    if upos == Upos::Adj && capitalised {
        return NATIONAL.iter().any(|end| form.ends_with(end));
    }
    let capitals = !form.chars().any(char::is_lowercase) && form.chars().any(char::is_uppercase);
    let initials = form.len() <= 3 && form.bytes().all(|b| b.is_ascii_alphabetic());
    xpos == "NN" && capitals && (initials || form.contains(|c: char| c.is_ascii_digit()))
}

/// `lemma` with the capitals that `form` has where the two agree.
fn recased(form: &str, lower: &str, lemma: String) -> String {
    let capitals = !form.chars().any(char::is_lowercase);
    if capitals {
        return lemma.to_uppercase();
    }
    if lower.len() != form.len() {
        return lemma;
    }
    let same = lower.bytes().zip(lemma.bytes()).take_while(|(a, b)| a == b).count();
    match (form.get(..same), lemma.get(same..)) {
        (Some(head), Some(tail)) if same > 0 => format!("{head}{tail}"),
        _ => capitalized(&lemma),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(upos: Upos, xpos: &str, words: &[(&str, &str)]) {
        let lemmatizer = Lemmatizer::new();
        for (form, lemma) in words {
            assert_eq!(lemmatizer.lemma(form, upos, xpos), *lemma, "{form}");
        }
    }

    #[test]
    fn the_table_names_its_sources() {
        let first = TABLE.lines().next().unwrap_or_default();
        assert!(
            first.contains("CC BY-SA 4.0") && first.contains("lemminflect") && first.contains("Edition"),
            "{first}"
        );
    }

    #[test]
    fn verbs_lose_their_endings() {
        check(
            Upos::Verb,
            "VBD",
            &[("agreed", "agree"), ("met", "meet"), ("fled", "flee"), ("stopped", "stop"), ("SAID", "say")],
        );
        check(Upos::Verb, "VBZ", &[("denies", "deny"), ("does", "do"), ("watches", "watch")]);
        check(Upos::Verb, "VBG", &[("making", "make"), ("lying", "lie"), ("running", "run"), ("signing", "sign")]);
    }

    #[test]
    fn nouns_lose_their_plural() {
        check(
            Upos::Noun,
            "NNS",
            &[("armies", "army"), ("men", "man"), ("series", "series"), ("missiles", "missile"), ("crises", "crisis")],
        );
        check(Upos::Propn, "NNPS", &[("States", "State"), ("Nations", "Nation"), ("Philippines", "Philippines")]);
    }

    #[test]
    fn names_keep_their_case() {
        check(Upos::Propn, "NNP", &[("Haftar", "Haftar"), ("ISPR", "ISPR"), ("al", "al"), ("india", "India")]);
        check(Upos::Adj, "JJ", &[("Syrian", "Syrian"), ("Military", "military"), ("Bangladeshi", "Bangladeshi")]);
    }

    #[test]
    fn function_words_have_one_form() {
        check(Upos::Part, "RB", &[("n't", "not"), ("n’t", "not"), ("not", "not")]);
        check(Upos::Aux, "VBZ", &[("'s", "be"), ("has", "have")]);
        check(Upos::Aux, "MD", &[("'ll", "will"), ("wo", "will"), ("ca", "can"), ("'d", "would")]);
        check(Upos::Part, "POS", &[("'s", "'s"), ("’s", "'s"), ("'", "'s")]);
        check(Upos::Pron, "PRP", &[("them", "they"), ("I", "I"), ("her", "she")]);
        check(Upos::Pron, "PRP$", &[("her", "her"), ("Their", "their")]);
    }

    #[test]
    fn numbers_lose_their_commas() {
        check(Upos::Num, "CD", &[("200,000", "200000"), ("Two", "two"), ("II", "II"), ("1.5", "1.5")]);
    }

    #[test]
    fn comparison_is_undone() {
        check(Upos::Adj, "JJR", &[("larger", "large"), ("better", "good"), ("heavier", "heavy")]);
        check(Upos::Adv, "RBR", &[("better", "well"), ("earlier", "early")]);
        check(Upos::Adj, "JJS", &[("largest", "large"), ("worst", "bad")]);
    }

    #[test]
    fn a_hyphen_is_a_lemma() {
        check(Upos::Punct, ":", &[("–", "-"), ("-", "-")]);
    }

    #[test]
    fn any_form_has_a_lemma() {
        check(Upos::Noun, "NNS", &[("", ""), ("s", "s")]);
    }
}
