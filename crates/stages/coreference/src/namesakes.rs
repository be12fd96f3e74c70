//! Persons by name: one under several spellings is one, two of one surname are two.

use annotation::{Chain, Description};
use text::folded;

/// Words of address before a name, which are no part of it.
const HONORIFICS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "baroness",
    "sheikh",
    "shaikh",
    "shaykh",
    "sheikha",
    "datuk",
    "dato",
    "datin",
    "tun",
    "seri",
    "tan",
    "sri",
    "haji",
    "hajj",
    "hajah",
    "ustaz",
    "prince",
    "princess",
    "king",
    "queen",
    "comrade",
    "cde",
    "u",
    "daw",
    "ko",
    "ayatollah",
    "mullah",
    "maulana",
    "moulana",
    "mawlana",
    "imam",
    "mufti",
    "shri",
    "smt",
    "khun",
    "pope",
    "cardinal",
    "archbishop",
    "bishop",
    "father",
    "rev",
    "reverend",
    "sister",
    "brother",
    "hon",
    "engr",
    "eng",
    "barrister",
    "alhaji",
    "chief",
    "emir",
];

/// Small words inside names, which some write and others do not.
const PARTICLES: &[&str] = &[
    "al", "el", "ul", "ur", "ad", "ar", "as", "ash", "at", "bin", "ibn", "ben", "bint", "binti", "abu", "de", "da",
    "do", "dos", "das", "del", "della", "di", "du", "van", "von", "der", "den", "ter", "y",
];

/// What a name is searched by: its words without address, articles and hyphens, in lower case and without diacritics.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    let parts = name.split([' ', '-', '\u{2011}', '\u{2013}']);
    let words = parts.map(|word| folded(word.trim_end_matches("'s").trim_end_matches("’s")).to_lowercase());
    let kept = |word: &String| word.contains(char::is_alphanumeric);
    let all: Vec<String> =
        words.map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect()).filter(kept).collect();
    let n_addressed = all.iter().take_while(|word| HONORIFICS.contains(&word.as_str())).count();
    let named = if n_addressed < all.len() { &all[n_addressed..] } else { &all[..] };
    let inner: Vec<String> = named.iter().filter(|word| !PARTICLES.contains(&word.as_str())).cloned().collect();
    with_initials_joined(if inner.is_empty() { named.to_vec() } else { inner })
}

/// `S. M. Kamrul Hassan` as `SM Kamrul Hassan`.
fn with_initials_joined(words: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut is_open = false;
    for word in words {
        let is_initial = word.chars().count() == 1;
        match joined.last_mut().filter(|_| is_open && is_initial) {
            Some(last) => last.push_str(&word),
            None => joined.push(word),
        }
        is_open = is_initial;
    }
    joined
}

/// Whether a name is one word.
pub(crate) fn is_surname_alone(name: &str) -> bool {
    name_words(name).len() == 1
}

/// Whether two names may be one person's: the words of the shorter one stand in the longer one, initials allowed, a
/// surname among them.
pub(crate) fn names_agree(known: &str, name: &str) -> bool {
    agree(&name_words(known), &name_words(name), |one, other| one == other)
}

/// As [`names_agree`], for names that are spelled in more than one way: `Mohammed` and `Muhammad`.
pub(crate) fn names_sound_alike(known: &str, name: &str) -> bool {
    agree(&name_words(known), &name_words(name), |one, other| one == other || sound(one) == sound(other))
}

fn agree(known: &[String], name: &[String], same: impl Fn(&str, &str) -> bool) -> bool {
    if known.concat() == name.concat() {
        return true;
    }
    let (short, long) = if known.len() <= name.len() { (known, name) } else { (name, known) };
    let found = |word: &String| {
        long.iter().any(|other| same(other, word) || is_initial(word, other) || is_initial(other, word))
    };
    let is_surname = |word: &String| word.chars().count() > 1 && long.iter().any(|other| same(other, word));
    short.last().is_some_and(is_surname) && short.iter().all(found)
}

/// Whether the last word of `known` is the one word `name`.
pub(crate) fn ends_with(known: &str, name: &str) -> bool {
    matches!(&name_words(name)[..], [name] if name_words(known).last() == Some(name))
}

fn is_initial(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

/// How a name sounds, roughly: its consonants, with the first vowel.
pub(crate) fn sound(word: &str) -> String {
    const SPELLINGS: [(&str, &str); 14] = [
        ("sch", "sh"),
        ("tch", "ch"),
        ("dj", "j"),
        ("kh", "k"),
        ("gh", "g"),
        ("ph", "f"),
        ("dh", "d"),
        ("th", "t"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ey", "i"),
        ("ck", "k"),
        ("ts", "c"),
    ];
    let spelled = SPELLINGS.iter().fold(word.to_string(), |word, (from, to)| word.replace(from, to));
    let mut sound = String::new();
    let mut has_vowel = false;
    for c in spelled.chars() {
        let class = match c {
            'a' | 'e' => 'a',
            'i' => 'i',
            'o' | 'u' => 'u',
            'y' => 'y',
            'q' | 'c' => 'k',
            'w' => 'v',
            'z' => 's',
            other => other,
        };
        let is_vowel = matches!(class, 'a' | 'i' | 'u') || class == 'y' && !sound.is_empty();
        if is_vowel && !has_vowel || !is_vowel && !sound.ends_with(class) {
            sound.push(class);
        }
        has_vowel |= is_vowel;
    }
    sound
}

/// Which of `candidates` a mention by `name` means; they come latest first.
///
/// Of several that agree in name one of the same rank or office goes first. A spelling that differs counts where no name
/// agrees as it is written, and only for one that has a first name too.
pub(crate) fn meant(drafts: &[Chain], candidates: &[usize], name: &str, description: &Description) -> Option<usize> {
    let agreeing = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let is_one = |index: &&usize| {
            let draft = &drafts[**index];
            draft.name.as_deref().is_some_and(fits)
                && same_country(draft, description)
                && !ranks_differ(draft, description)
        };
        candidates.iter().filter(is_one).copied().collect()
    };
    let mut found = agreeing(&|known| names_agree(known, name));
    if found.is_empty() {
        let full = |name: &str| name_words(name).len() > 1;
        found = agreeing(&|known| full(known) && full(name) && names_sound_alike(known, name));
    }
    let told = description.role.as_deref();
    let has_role = |index: usize| told.is_some_and(|role| drafts[index].roles.iter().any(|known| known == role));
    if found.is_empty() {
        found = agreeing(&|known| name_words(known).len() > 1 && surnames_alike(known, name));
        // Of another office it is another's name.
        found.retain(|&index| told.is_none() || has_role(index));
    }
    let same_role = found.iter().find(|index| has_role(**index));
    same_role.or(found.first()).copied()
}

/// Whether a surname alone is that of `known` but for a letter: `Shafeeq` of `Ibrahim Shafeeg`.
fn surnames_alike(known: &str, name: &str) -> bool {
    /// Shorter names are too often others' names.
    const SHORTEST: usize = 5;
    let (known, name) = (name_words(known), name_words(name));
    let ([name], Some(known)) = (&name[..], known.last()) else { return false };
    let is_long = name.chars().count() >= SHORTEST && known.chars().count() >= SHORTEST;
    is_long && is_one_letter_off(known, name)
}

/// Whether one letter more, less or other makes one word the other; the first letter is the same.
fn is_one_letter_off(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = |(one, other): &(&char, &char)| one == other;
    let before = one.iter().zip(&other).take_while(same).count();
    let rest = one.len().min(other.len()) - before;
    let after = one.iter().rev().zip(other.iter().rev()).take_while(same).count().min(rest);
    before > 0 && one.len().max(other.len()) - before - after == 1
}

fn same_country(draft: &Chain, description: &Description) -> bool {
    draft.country.is_none() || description.country.is_none() || draft.country == description.country
}

/// Whether both have ranks, and not such as one goes by in short: `General` of a lieutenant general.
fn ranks_differ(draft: &Chain, description: &Description) -> bool {
    let Some(rank) = description.role.as_deref().filter(|role| is_rank(role)) else { return false };
    let mut known = draft.roles.iter().filter(|role| is_rank(role)).peekable();
    let in_short = |known: &String| known.ends_with(rank) || rank.ends_with(known.as_str());
    known.peek().is_some() && !known.any(in_short)
}

/// Whether a role is an officer's rank; others are given with posts or change with the spelling.
fn is_rank(role: &str) -> bool {
    const LAST: [&str; 9] =
        ["general", "admiral", "marshal", "colonel", "major", "brigadier", "commodore", "captain", "lieutenant"];
    !role.contains("secretary")
        && !role.contains("attorney")
        && role.split(' ').next_back().is_some_and(|last| LAST.contains(&last))
}

/// Whether two names are told apart by their words.
pub(crate) fn are_two(known: &Chain, description: &Description) -> bool {
    match (&known.name, &description.name) {
        (Some(known), Some(name)) => names_differ(known, name),
        _ => false,
    }
}

/// Whether two names cannot be one person's.
pub(crate) fn names_differ(known: &str, name: &str) -> bool {
    !names_agree(known, name) && !names_sound_alike(known, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(known: &str, name: &str, expected: bool) {
        assert_eq!(names_agree(known, name) || names_sound_alike(known, name), expected, "{known} and {name}");
    }

    #[test]
    fn a_surname_means_the_person_named_before() {
        check("Nishantha Weera", "Weera", true);
        check("S M Kamrul Hassan", "Kamrul Hassan", true);
        check("Aung Latt", "A. Latt", true);
        check("Pak Chol-su", "Pak", true);
        check("Rosa Elena Paz Quiroga", "Paz Quiroga", true);
    }

    #[test]
    fn surnames_alike_are_long_and_one_letter_off() {
        assert!(surnames_alike("Ibrahim Shafeeg", "Shafeeq"));
        assert!(!surnames_alike("Davis Lee", "Lea"));
        assert!(!surnames_alike("Davis Mumba", "Zumba"));
        assert!(!surnames_alike("Karim Hassan", "Hasina"));
    }

    #[test]
    fn first_names_may_not_differ() {
        check("Asim Munir", "Tariq Munir", false);
        check("Asim Munir", "Asim Tariq", false);
        check("Hassan Diab", "Hussein Diab", false);
    }

    #[test]
    fn spellings_of_one_name_agree() {
        check("Mohammed Diab", "Muhammad Diab", true);
        check("Khaled al-Otaibi", "Khalid Al Otaibi", true);
        check("Pak Chol-su", "Pak Chol Su", true);
        check("S. M. Rahman", "SM Rahman", true);
        check("Datuk Seri Azman Osman", "Azman Osman", true);
        check("U Thein Naing", "Thein Naing's", true);
    }
}
