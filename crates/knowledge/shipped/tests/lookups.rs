//! What the shipped tables answer.

use std::sync::LazyLock;

use gazetteer::{Entry, Gazetteer, Kind, RoleKind};
use jiff::civil::date;
use ontology::Sector;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(shipped::gazetteer);

/// The longest name at the start of `text` takes `n_words` and has an entry of this kind, country and first sector.
#[track_caller]
fn check(text: &str, n_words: usize, kind: Kind, country: &str, sector: Option<Sector>) {
    let words: Vec<_> = text.split(' ').collect();
    let (found, entries) = GAZETTEER.longest(&words).unwrap_or_else(|| panic!("{text}: no name"));
    let matches = |entry: &&&Entry| {
        let code = entry.country.map_or("", |country| country.code());
        (entry.kind, code, entry.sectors.first().copied()) == (kind, country, sector)
    };
    assert!(found == n_words && entries.iter().any(|entry| matches(&entry)), "{text}: {found} {entries:?}");
}

#[track_caller]
fn check_role(text: &str, n_words: usize, phrase: &str, sector: Option<Sector>, office: bool) {
    let words: Vec<_> = text.split(' ').collect();
    let (found, role) = GAZETTEER.role(&words).unwrap_or_else(|| panic!("{text}: no role"));
    let expected = (n_words, phrase, sector, office);
    assert_eq!((found, &*role.phrase, role.sectors.first().copied(), role.office), expected, "{text}");
}

#[test]
fn states() {
    for text in ["US forces", "U.S. forces", "United States of America", "America"] {
        assert_eq!(
            GAZETTEER.longest(&text.split(' ').collect::<Vec<_>>()).unwrap().1[0].country.unwrap().code(),
            "USA",
            "{text}"
        );
    }
    check("Turkey warned", 1, Kind::State, "TUR", Some(Sector::Gov));
    check("Türkiye warned", 1, Kind::State, "TUR", Some(Sector::Gov));
    check("PAKISTAN rejects", 1, Kind::State, "PAK", Some(Sector::Gov));
    check("North Korea fired", 2, Kind::State, "PRK", Some(Sector::Gov));
    check("South Sudan 's army", 2, Kind::State, "SSD", Some(Sector::Gov));
    check("Cote d'Ivoire said", 2, Kind::State, "CIV", Some(Sector::Gov));
    check("Puerto Rico", 2, Kind::State, "USA", Some(Sector::Gov));
    assert!(GAZETTEER.longest(&["us"]).is_none() && GAZETTEER.longest(&["turkey"]).is_none());
}

#[test]
fn metonyms() {
    check("Islamabad said", 1, Kind::Metonym, "PAK", Some(Sector::Gov));
    check("Kremlin", 1, Kind::Metonym, "RUS", Some(Sector::Gov));
    check("White House officials", 2, Kind::Metonym, "USA", Some(Sector::Gov));
    check("Rawalpindi", 1, Kind::Metonym, "PAK", Some(Sector::Mil));
    check("Brussels", 1, Kind::Metonym, "EUR", Some(Sector::Gov));
}

#[test]
fn demonyms() {
    let check = |word: &str, country: &str, plural: bool| {
        let entry = GAZETTEER.demonym(word).unwrap_or_else(|| panic!("{word}"));
        assert_eq!((entry.country.unwrap().code(), entry.plural), (country, plural), "{word}");
    };
    check("Pakistani", "PAK", false);
    check("Bangladeshis", "BGD", true);
    check("British", "GBR", false);
    check("Dutch", "NLD", false);
    check("Briton", "GBR", false);
    check("Kashmiri", "IND", false);
    check("Nigerian", "NGA", false);
    check("Nigerien", "NER", false);
    check("Filipinos", "PHL", true);
    assert!(GAZETTEER.demonym("Pakistan").is_none() && GAZETTEER.demonym("polish").is_none());
}

#[test]
fn bodies_and_groups() {
    check("ISPR", 1, Kind::Organisation, "PAK", Some(Sector::Mil));
    check("Pakistan Air Force", 3, Kind::Organisation, "PAK", Some(Sector::Mil));
    check("UN Security Council", 3, Kind::Organisation, "UNO", Some(Sector::Gov));
    check("International Criminal Court", 3, Kind::Organisation, "IGO", Some(Sector::Jud));
    check("Lockheed Martin", 2, Kind::Organisation, "USA", Some(Sector::Bus));
    check("al - Shabaab fighters", 3, Kind::ArmedGroup, "SOM", Some(Sector::Reb));
    check("Al-Shabab fighters", 1, Kind::ArmedGroup, "SOM", Some(Sector::Reb));
    check("Islamic State Khorasan", 3, Kind::ArmedGroup, "IMG", Some(Sector::Reb));
    check("Kurdistan Workers ' Party", 4, Kind::ArmedGroup, "TUR", Some(Sector::Reb));
    check("Reuters", 1, Kind::Media, "GBR", Some(Sector::Jrn));
    check("Press Trust of India", 4, Kind::Media, "IND", Some(Sector::Jrn));
}

#[test]
fn the_taliban_have_two_entries() {
    let (_, entries) = GAZETTEER.longest(&["Taliban", "fighters"]).unwrap();
    let (_, both) = GAZETTEER.longest(&["Taliban"]).unwrap();
    assert_eq!(entries[0].until, Some(date(2021, 8, 14)));
    assert_eq!(both.iter().map(|entry| entry.sectors[0]).collect::<Vec<_>>(), [Sector::Reb, Sector::Gov]);
    assert_eq!(both[1].from, Some(date(2021, 8, 15)));
}

#[test]
fn people() {
    check("Narendra Modi", 2, Kind::Person, "IND", Some(Sector::Gov));
    check("Modi said", 1, Kind::Person, "IND", Some(Sector::Gov));
    check("S. M. Kamrul Hassan", 4, Kind::Person, "BGD", Some(Sector::Mil));
    check("SM Kamrul Hassan", 3, Kind::Person, "BGD", Some(Sector::Mil));
    check("Zaheer Ahmed Baber Sidhu", 4, Kind::Person, "PAK", Some(Sector::Mil));
    check("Volodymyr Zelenskyy", 2, Kind::Person, "UKR", Some(Sector::Gov));
    let (_, terms) = GAZETTEER.longest(&["Donald", "J.", "Trump"]).unwrap();
    assert_eq!(terms.len(), 2);
    assert_eq!((terms[0].office.as_deref(), terms[0].until), (Some("president"), Some(date(2021, 1, 19))));
}

#[test]
fn places() {
    check("West Bank", 2, Kind::Place, "PSE", None);
    check("Strait of Hormuz", 3, Kind::Place, "", None);
    check("Crimea", 1, Kind::Place, "UKR", None);
    let (n_words, entries) = GAZETTEER.longest(&["General", "Headquarters"]).unwrap();
    assert_eq!((n_words, entries[0].town.as_deref()), (2, Some("Rawalpindi")));
}

#[test]
fn roles() {
    check_role("Pakistani foreign minister", 2, "foreign minister", Some(Sector::Gov), true);
    check_role("chief of army staff", 4, "chief of army staff", Some(Sector::Mil), true);
    check_role("the Defense Ministry", 2, "defence ministry", Some(Sector::Gov), false);
    check_role("riot police", 2, "riot police", Some(Sector::Cop), false);
    check_role("opposition lawmakers", 2, "opposition lawmaker", Some(Sector::Leg), false);
    check_role("armed men", 2, "armed man", Some(Sector::Uaf), false);
    check_role("human rights groups", 3, "human rights group", Some(Sector::Soc), false);
    check_role("fishermen", 1, "fisherman", Some(Sector::Agr), false);
    check_role("former president", 2, "former president", Some(Sector::Eli), true);
    check_role("army chief", 2, "army chief", Some(Sector::Mil), true);
    let (_, camp) = GAZETTEER.role(&["refugee", "camp"]).unwrap();
    assert_eq!((camp.kind, &*camp.sectors), (RoleKind::Facility, &[Sector::Ref][..]));
    assert!(GAZETTEER.role(&["said"]).is_none());
}

#[test]
fn ranks() {
    for text in ["Lt Gen Kamrul", "Lt. Gen. Kamrul", "Lieutenant General Kamrul", "Lt Gen. Kamrul"] {
        let (n_words, rank) = GAZETTEER.rank(&text.split(' ').collect::<Vec<_>>()).unwrap();
        assert_eq!((n_words, &*rank.name, rank.sector), (2, "Lieutenant General", Sector::Mil), "{text}");
    }
    assert_eq!(GAZETTEER.rank(&["Air", "Chief", "Marshal"]).unwrap().0, 3);
    assert!(GAZETTEER.rank(&["am"]).is_none() && GAZETTEER.is_title("Dr."));
}

#[test]
fn towns() {
    let tripolis = GAZETTEER.towns("Tripoli");
    assert_eq!(tripolis.iter().map(|town| town.country.code()).collect::<Vec<_>>()[..2], ["LBY", "LBN"]);
    assert!(tripolis[0].is_capital() && !tripolis[1].is_capital());
    assert_eq!(GAZETTEER.towns("Bombay")[0].name, "Mumbai");
    assert_eq!(GAZETTEER.towns("Hodeidah")[0].country.code(), "YEM");
    let (n_words, towns) = GAZETTEER.longest_town(&["Deir", "ez", "-", "Zor", "province"]).unwrap();
    assert_eq!((n_words, towns[0].country.code()), (4, "SYR"));
    assert!(
        GAZETTEER.towns("nowhere").is_empty()
            && GAZETTEER.towns("").is_empty()
            && GAZETTEER.longest_town(&[]).is_none()
    );
}

#[test]
fn odd_words_are_no_names() {
    for words in [&[][..], &[""], &["-"], &["'s"], &["."], &["\u{301}"], &["of"], &["1", "2"], &["é"]] {
        assert!(GAZETTEER.longest(words).is_none() && GAZETTEER.rank(words).is_none(), "{words:?}");
        assert!(GAZETTEER.role(words).is_none() && GAZETTEER.longest_town(words).is_none(), "{words:?}");
    }
}

#[test]
fn every_entry_is_found_by_its_name() {
    for entry in GAZETTEER.entries() {
        let words: Vec<_> = entry.name.split_whitespace().collect();
        let (n_words, senses) = GAZETTEER.senses(&words).unwrap_or_else(|| panic!("{}: {}", entry.row, entry.name));
        let is_found = n_words == words.len() && senses.iter().any(|sense| sense.entry == entry);
        assert!(is_found, "{}: {}", entry.row, entry.name);
    }
}

#[test]
fn the_hash_is_a_hash() {
    assert_eq!(GAZETTEER.hash().len(), 64);
    assert_eq!(GAZETTEER.hash(), shipped::gazetteer().hash());
}

#[test]
fn no_entry_is_there_twice() {
    let mut seen = std::collections::BTreeMap::new();
    for entry in GAZETTEER.entries() {
        let key = (entry.kind, &entry.name, entry.country, &entry.sectors, entry.from, &entry.office, entry.plural);
        let earlier = seen.insert(format!("{key:?}"), &entry.row);
        assert!(earlier.is_none(), "{} and {}: {}", earlier.unwrap(), entry.row, entry.name);
    }
}

#[test]
fn terms_of_one_office_do_not_overlap() {
    let mut terms: Vec<_> = GAZETTEER.entries().filter(|entry| entry.kind == Kind::Person).collect();
    terms.sort_by_key(|term| (&term.name, term.country, &term.office, term.from));
    let is_one = |a: &Entry, b: &Entry| (&a.name, a.country, &a.office) == (&b.name, b.country, &b.office);
    for pair in terms.windows(2).filter(|pair| is_one(pair[0], pair[1])) {
        let ends = pair[0].until.is_some_and(|until| pair[1].from.is_some_and(|from| until < from));
        assert!(ends, "{} and {}: {}", pair[0].row, pair[1].row, pair[0].name);
    }
}

#[test]
fn every_row_says_where_it_comes_from() {
    for entry in GAZETTEER.entries() {
        assert!(!entry.source.is_empty() && *entry.source != *"user", "{}: {} has no source", entry.row, entry.name);
        assert!(entry.checked.is_some(), "{}: {} was never checked", entry.row, entry.name);
    }
}
