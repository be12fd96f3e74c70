//! Damaged and hostile sets: an error at opening, or answers that are wrong, never a panic.

use gazetteer::{
    Alias, Confidence, Entry, Gazetteer, Kind, Membership, Neighbours, Rank, Role, RoleKind, StateWord, Strength,
    Tables, TownRow, WordSort, compile,
};
use jiff::civil::date;
use ontology::{Country, Sector};

fn country(code: &str) -> Country {
    Country::from_code(code).expect("a code")
}

fn entry(name: &str, kind: Kind) -> Entry {
    Entry {
        id: format!("{}/{name}", kind.name()).into(),
        name: name.into(),
        kind,
        class: "service".into(),
        country: Some(country("KEN")),
        sectors: vec![Sector::Mil],
        place: Some((-1.5, 36.25)),
        from: Some(date(2015, 3, 1)),
        until: None,
        office: Some("commander".into()),
        body: None,
        plural: false,
        town: Some("Nairobi".into()),
        row: "forces.csv:2".into(),
        source: "own".into(),
        checked: Some(date(2026, 11, 26)),
        confidence: Confidence::High,
    }
}

fn alias(name: &str, strength: Strength) -> Alias {
    Alias { name: name.into(), strength }
}

fn tables() -> Tables {
    let names =
        vec![alias("Kenya Navy", Strength::Strong), alias("KN", Strength::Acronym), alias("Navy", Strength::Weak)];
    Tables {
        entries: vec![
            (entry("Kenya Navy", Kind::Organisation), names),
            (entry("Lamu Front", Kind::ArmedGroup), vec![alias("Lamu Front", Strength::Strong)]),
        ],
        roles: vec![Role {
            phrase: "chief of the navy".into(),
            sectors: vec![Sector::Mil],
            kind: RoleKind::Person,
            office: true,
            countries: vec![country("KEN")],
        }],
        ranks: vec![(Rank { name: "Captain".into(), sector: Sector::Mil, grade: "OF-5".into() }, vec!["Capt".into()])],
        titles: vec!["Mr".into()],
        memberships: vec![Membership {
            bloc: "EAC".into(),
            country: country("KEN"),
            from: Some(date(2000, 7, 7)),
            until: None,
        }],
        state_words: vec![StateWord {
            word: "East African".into(),
            sort: WordSort::Region,
            states: vec![country("KEN")],
        }],
        neighbours: vec![Neighbours { state: country("KEN"), neighbours: vec![country("UGA")] }],
        ..Tables::default()
    }
}

fn town(name: &str, code: &str, population: u32) -> TownRow {
    TownRow {
        name: name.into(),
        names: vec![],
        country: country(code),
        admin1: "Coast".into(),
        latitude: -4.05,
        longitude: 39.6667,
        geonames: population,
        population,
        feature: "PPLA".into(),
    }
}

fn set() -> Vec<u8> {
    let towns = [town("Mombasa", "KEN", 1_200_000), town("Lamu", "KEN", 25_000), town("Lamu", "TZA", 900)];
    compile("0 1 forces.csv\n", &tables(), &towns, &[("Mvita".into(), 0)])
}

/// Opens a set as one that lies over an empty one; a set inside the program is trusted to be whole.
fn open(bytes: Vec<u8>) -> Result<Gazetteer, gazetteer::Error> {
    let below: &'static [u8] = Vec::leak(compile("", &Tables::default(), &[], &[]));
    Gazetteer::with_layers(below, vec![bytes])
}

fn ask(gazetteer: &Gazetteer) -> usize {
    let words = [
        "The", "Chief", "of", "the", "Navy", "met", "Capt", "Ali", "of", "the", "Kenya", "Navy", "in", "Lamu", "and",
        "Mvita",
    ];
    let found = gazetteer.scan(&words).len() + gazetteer.towns("Lamu").len() + gazetteer.spellings().count();
    let roles = (1..words.len()).filter_map(|end| gazetteer.role(&words[..end])).count();
    found + roles + gazetteer.rank(&words[6..]).map_or(0, |(length, _)| length) + gazetteer.memberships().len()
}

#[test]
fn what_goes_in_comes_out() {
    let gazetteer = open(set()).expect("a whole set");
    let (length, senses) = gazetteer.senses(&["Kenya", "Navy", "ships"]).expect("a name");
    assert_eq!((length, senses[0].entry, senses[0].strength), (2, &tables().entries[0].0, Strength::Strong));
    assert!(gazetteer.longest(&["Navy"]).is_none() && gazetteer.senses(&["Navy"]).is_some());
    let towns = gazetteer.towns("Lamu");
    assert_eq!(towns.iter().map(|town| town.country.code()).collect::<Vec<_>>(), ["KEN", "TZA"]);
    assert_eq!(
        (towns[0].latitude, towns[0].longitude, towns[0].feature, towns[0].admin1),
        (-4.05, 39.6667, "PPLA", "Coast")
    );
    assert_eq!(gazetteer.towns("Mvita")[0].name, "Mombasa");
    assert_eq!(
        gazetteer.role(&["chief", "of", "the", "navy"]).map(|(length, role)| (length, role.countries.len())),
        Some((4, 1))
    );
    assert_eq!(gazetteer.ranks()[0].grade.as_ref(), "OF-5");
    assert_eq!(set(), set());
}

#[test]
fn every_byte_is_guarded() {
    let whole = set();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x41;
        assert!(open(bytes).is_err(), "byte {at} changed");
    }
    for length in 0..whole.len() {
        assert!(open(whole[..length].to_vec()).is_err(), "cut at {length}");
    }
}

/// Without the sum, as the shipped set is opened: a change is an error or a wrong answer.
#[test]
fn a_change_that_nobody_guards_does_no_harm() {
    let whole = set();
    for at in 0..whole.len() - 32 {
        for change in [0x01, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] ^= change;
            if let Ok(gazetteer) = Gazetteer::open(Vec::leak(bytes)) {
                ask(&gazetteer);
            }
        }
    }
}
