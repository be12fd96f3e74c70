//! Folders of knowledge: what rows become, and what is told of bad ones.

use compilation::{Compilation, SourceFile, compile};
use gazetteer::{Gazetteer, Kind, Strength, Tables, WordSort};
use ontology::Country;

fn files(files: &[(&str, &str)]) -> Vec<SourceFile> {
    files.iter().map(|(path, text)| SourceFile { path: (*path).into(), bytes: text.as_bytes().to_vec() }).collect()
}

fn open(bytes: Vec<u8>) -> Gazetteer {
    let below: &'static [u8] = Vec::leak(gazetteer::compile("", &Tables::default(), &[], &[]));
    Gazetteer::with_layers(below, vec![bytes]).expect("a set that was just compiled")
}

#[track_caller]
fn gazetteer(sources: &[(&str, &str)]) -> Gazetteer {
    let Compilation { bytes, problems } = compile(&files(sources), None);
    assert!(problems.is_empty(), "{problems:?}");
    open(bytes)
}

#[track_caller]
fn check_problems(sources: &[(&str, &str)], expected: &[&str]) {
    let found: Vec<String> = compile(&files(sources), None).problems.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}\nexpected {expected}");
    }
}

#[test]
fn the_same_files_give_the_same_bytes_in_any_order() {
    let sources = [
        ("forces.csv", "name,country,sectors\nLake Guard,UGA,MIL\n"),
        ("terms/east.csv", "person,country,office,sectors\nAda Okello,UGA,foreign minister,GOV\n"),
        ("README.md", "no knowledge"),
    ];
    let mut turned = sources;
    turned.reverse();
    assert_eq!(compile(&files(&sources), None).bytes, compile(&files(&turned), None).bytes);
    let gazetteer = gazetteer(&sources);
    let manifest: Vec<&str> = gazetteer.manifests().flat_map(str::lines).collect();
    assert_eq!(manifest.len(), 2);
    assert!(manifest[0].ends_with(" 1 forces.csv") && manifest[1].ends_with(" 1 terms/east.csv"));
}

#[test]
fn names_of_every_strength() {
    let gazetteer = gazetteer(&[
        ("spellings.csv", "variants\nMohammed|Muhammad\nDefence|Defense\n"),
        ("common-words.csv", "word\nNational\nDefence\nForce\n"),
        (
            "forces.csv",
            "name,aliases,acronyms,weak,country,sectors\nNational Defence Force,,NDFX,the Force,UGA,MIL\nLake Defence Guard,,,,UGA,MIL\n",
        ),
        ("terms.csv", "person,country,office,sectors\nMohammed al-Okello,UGA,chief of staff,MIL\n"),
    ]);
    let strength = |name: &str| {
        let words: Vec<&str> = name.split(' ').collect();
        gazetteer.senses(&words).filter(|(length, _)| *length == words.len()).map(|(_, senses)| senses[0].strength)
    };
    assert_eq!(strength("National Defence Force"), Some(Strength::Weak), "many states have one");
    assert_eq!(strength("Lake Defense Guard"), Some(Strength::Strong));
    assert_eq!(strength("NDFX"), Some(Strength::Acronym));
    for name in ["Mohammed al-Okello", "Muhammad al-Okello", "Mohammed Okello", "Muhammad el-Okello"] {
        assert_eq!(strength(name), Some(Strength::Strong), "{name}");
    }
}

#[test]
fn offices_by_pattern_and_by_state() {
    let gazetteer = gazetteer(&[
        ("office-patterns.csv", "pattern,sectors,level\n[deputy] (army|navy) chief,MIL,service-chief\n"),
        (
            "offices.csv",
            "office,aliases,country,sectors,level\nKeeper of the Lake,KOL,UGA,GOV,minister\nArmy Chief,,UGA,MIL,service-chief\n",
        ),
        ("appointments.csv", "name,abbreviations,sectors\nDirector of Boats,DOB,MIL\n"),
    ]);
    let role = |phrase: &str| {
        let words: Vec<&str> = phrase.split(' ').collect();
        let (length, role) = gazetteer.role(&words)?;
        (length == words.len()).then(|| role.countries.iter().map(|country| country.code()).collect::<Vec<_>>())
    };
    assert_eq!(role("Deputy Navy Chief"), Some(vec![]));
    assert_eq!(role("army chief"), Some(vec![]), "any state can have one");
    assert_eq!((role("keeper of the lake"), role("KOL")), (Some(vec!["UGA"]), Some(vec!["UGA"])));
    assert_eq!(role("DOB"), Some(vec![]));
}

#[test]
fn states_of_ones_own() {
    let gazetteer = gazetteer(&[(
        "states.toml",
        "[[state]]\ncode = \"ZUB\"\nname = \"Zubrowka\"\nadjectives = [\"Zubrowkan\"]\npeople = [\"Zub/Zubs\"]\ncapitals = [\"Lutz\"]\n",
    )]);
    let kinds = ["Zubrowka", "Lutz", "Zubrowkan", "Zubrowkans", "Zubs"]
        .map(|name| gazetteer.longest(&[name]).map(|(_, entries)| entries[0].kind));
    let expected = [Kind::State, Kind::Metonym, Kind::Demonym, Kind::Demonym, Kind::Demonym];
    assert_eq!(kinds, expected.map(Some));
    assert_eq!(
        gazetteer.longest(&["Lutz"]).and_then(|(_, entries)| entries[0].country).map(|country| country.code()),
        Some("ZUB")
    );
}

#[test]
fn problems_say_where_and_what_to_do() {
    check_problems(
        &[("forces.csv", "name,country\nA,KEN\n")],
        &["forces.csv, line 1: the column `sectors` is missing"],
    );
    check_problems(
        &[("forces.csv", "name,countri,sectors\nA,KEN,MIL\n")],
        &["forces.csv, line 1: there is no column `countri`"],
    );
    check_problems(
        &[(
            "terms.csv",
            "# note\nperson,country,office,sectors,from,until\nA B,KEN,x,GOV,2020-13,\nC D,KEN,x,GOV,2021,2020\n,KEN,x,GOV,,\n",
        )],
        &[
            "terms.csv, line 3: `2020-13` in `from` is no date",
            "terms.csv, line 4: `until` 2020-12-31 is before `from` 2021-01-01",
            "terms.csv, line 5: `person` is empty",
        ],
    );
    check_problems(
        &[("equipment-patterns.csv", "pattern,class,kind,examples\nSu-(,aircraft,platform,Su-1\n")],
        &["equipment-patterns.csv, line 2: `Su-(` is no regular expression"],
    );
    check_problems(
        &[("extend.csv", "id,aliases\nperson/nobody,X\n")],
        &["extend.csv, line 2: there is no row with the id `person/nobody`"],
    );
    check_problems(
        &[("states.toml", "[[state]]\ncode = \"kenya\"\nname = \"K\"\n")],
        &["states.toml, line 1: `kenya` is no code of a country"],
    );
    check_problems(
        &[("state-words.csv", "word,kind,states\ngulf,sea,KEN\nisland,,\n")],
        &["state-words.csv, line 2: `sea` in `kind`", "state-words.csv, line 3: `states` is empty"],
    );
    check_problems(
        &[("neighbours.csv", "state,neighbours\nKEN,UGA|KEN\nUGA,XQX\n")],
        &[
            "neighbours.csv, line 2: a state is its own neighbour",
            "neighbours.csv, line 3: `XQX` is no code of a country",
        ],
    );
    check_problems(&[("media.csv", "name\nA,B\n")], &["media.csv, line 2: the row has 2 cells, the header 1"]);
    let bytes = [SourceFile { path: "media.csv".into(), bytes: b"name\n\xff\n".to_vec() }];
    assert!(compile(&bytes, None).problems[0].to_string().starts_with("media.csv, line 2: the bytes are not UTF-8"));
}

#[test]
fn a_bad_row_costs_itself_alone() {
    let Compilation { bytes, problems } =
        compile(&files(&[("forces.csv", "name,country,sectors\nBad Guard,XQX,MIL\nGood Guard,KEN,MIL\n")]), None);
    assert_eq!(problems.len(), 1);
    let gazetteer = open(bytes);
    assert!(gazetteer.longest(&["Good", "Guard"]).is_some() && gazetteer.longest(&["Bad", "Guard"]).is_none());
}

#[test]
fn rows_on_states_add_up_and_borders_have_two_sides() {
    let words = "word,kind,states\nLake,region,KEN\nLake,region,UGA|KEN\n";
    let gazetteer = gazetteer(&[("state-words.csv", words), ("neighbours.csv", "state,neighbours\nKEN,UGA\n")]);
    let codes = |states: &[Country]| states.iter().map(|state| state.code()).collect::<Vec<_>>();
    let word = gazetteer.state_word("Lake").expect("a word of the table");
    assert_eq!(word.sort, WordSort::Region);
    assert_eq!(codes(&word.states), ["KEN", "UGA"]);
    let uganda = Country::from_code("UGA").expect("a code");
    assert_eq!(codes(gazetteer.neighbours(uganda)), ["KEN"]);
}

#[test]
fn blocs_have_members_with_dates() {
    let bloc = "[[bloc]]\nname = \"Lake Union\"\ncode = \"IGO\"\nkind = \"regional\"\nmembers = [[\"KEN\", \"2000-07-07\", \"\"], [\"UGA\", \"2000\", \"2010\"]]\n";
    let gazetteer = gazetteer(&[("blocs.toml", bloc)]);
    let members: Vec<(&str, Option<String>)> = gazetteer
        .memberships()
        .iter()
        .map(|member| (member.country.code(), member.until.map(|day| day.to_string())))
        .collect();
    assert_eq!(members, [("KEN", None), ("UGA", Some("2010-12-31".into()))]);
    assert!(gazetteer.longest(&["Lake", "Union"]).is_some());
}
