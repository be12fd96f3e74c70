//! The report that the project started from, where the evaluation sets lie beside the repository.

use crate::common;
use annotation::Event;
use ontology::EventType;
use pipeline::Coding;
use std::path::Path;

fn seed() -> Option<Coding> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/seed/report.txt");
    match std::fs::read_to_string(path) {
        Ok(text) => Some(common::code(&text, "2025-01-16")),
        Err(_) => {
            eprintln!("skipped: the seed report is not beside the repository");
            None
        }
    }
}

fn countries(parties: &[annotation::Argument]) -> Vec<&str> {
    let mut codes: Vec<&str> =
        parties.iter().filter_map(|party| party.country.as_ref().map(|country| country.code())).collect();
    codes.sort();
    codes.dedup();
    codes
}

fn meeting<'c>(coding: &'c Coding, partner: &str) -> &'c Event {
    let names_partner = |event: &&Event| {
        let mut parties = event.actors.iter().chain(&event.recipients);
        event.event_type == EventType::Consult
            && parties.any(|party| {
                coding.document.slice(party.span).contains(partner)
                    || coding.resolution.entities[party.entity.0 as usize].name.contains(partner)
            })
    };
    coding
        .events
        .iter()
        .find(names_partner)
        .unwrap_or_else(|| panic!("no meeting with {partner}:\n{}", common::lines(coding)))
}

#[test]
fn the_three_meetings_have_their_parties_places_and_days() {
    let Some(coding) = seed() else { return };
    for (partner, place) in [("Sidhu", "Islamabad"), ("Munir", "Rawalpindi"), ("Mirza", "Headquarters")] {
        let event = meeting(&coding, partner);
        let mut all = countries(&event.actors);
        all.extend(countries(&event.recipients));
        all.sort();
        assert_eq!(all, ["BGD", "PAK"], "{partner}:\n{}", common::lines(&coding));
        let found = &coding.resolution.places[event.place.unwrap_or_else(|| panic!("no place for {partner}"))];
        assert_eq!(found.country.map(|country| country.code()), Some("PAK"), "{partner}");
        let said = coding.document.slice(found.span);
        assert!(found.name.contains(place) || said.contains(place), "{partner}: {} {said}", found.name);
    }
    let date = meeting(&coding, "Munir").date.as_ref().expect("a date");
    assert_eq!((date.first.to_string().as_str(), date.last.to_string().as_str()), ("2025-01-14", "2025-01-14"));
}

#[test]
fn who_seeks_who_pledges_and_who_praises_is_told_apart() {
    let Some(coding) = seed() else { return };
    let has = |event_type: EventType, actors: &[&str], recipients: &[&str]| {
        let found = coding.events.iter().any(|event| {
            event.event_type == event_type
                && countries(&event.actors) == actors
                && countries(&event.recipients) == recipients
        });
        assert!(found, "{} {actors:?} > {recipients:?}:\n{}", event_type.name(), common::lines(&coding));
    };
    has(EventType::Request, &["BGD"], &["PAK"]);
    // `evincing interest in the purchase of … the JF-17`
    has(EventType::Agree, &["BGD"], &["PAK"]);
    has(EventType::Support, &["BGD"], &["PAK"]);
    has(EventType::Agree, &["BGD", "PAK"], &[]);
    assert!(
        coding.events.iter().all(|event| countries(&event.actors) != ["PAK"] || event.event_type != EventType::Request)
    );
}

#[test]
fn who_says_so_and_what_is_past() {
    let Some(coding) = seed() else { return };
    let told = common::sayers(&coding);
    for sayer in ["ISPR", "ARY", "Dawn"] {
        assert!(told.iter().any(|words| words.contains(sayer)), "{sayer}: {told:?}");
    }
    let ouster =
        coding.events.iter().find(|event| coding.document.slice(event.trigger) == "ouster").expect("the ouster");
    let [ousted] = &ouster.actors[..] else { panic!("{} were ousted", ouster.actors.len()) };
    assert_eq!((ousted.country.map(|country| country.code()), ousted.sector), (Some("BGD"), ontology::Sector::Gov));
    let entity = &coding.resolution.entities[ousted.entity.0 as usize];
    assert_eq!(entity.name, "Sheikh Hasina");
    let offices = entity.offices.iter().map(|office| (office.post.as_deref(), office.tenure)).collect::<Vec<_>>();
    assert_eq!(offices, [(Some("Prime Minister"), annotation::Tenure::Former)]);
    assert_eq!(ouster.date.as_ref().map(|date| date.first.to_string()).as_deref(), Some("2024-08-05"));
}

#[test]
fn one_general_has_all_his_names_and_three_chiefs_are_three() {
    let Some(coding) = seed() else { return };
    let persons = |name: &str| {
        let named = coding.resolution.entities.iter().filter(|entity| entity.name.contains(name));
        named.filter(|entity| entity.kind == annotation::EntityKind::Person).collect::<Vec<_>>()
    };
    let [general] = persons("Kamrul Hassan")[..] else { panic!("Kamrul Hassan is not one") };
    let told: Vec<&str> =
        general.mentions.iter().map(|&id| coding.document.slice(coding.mentions.get(id).span)).collect();
    for words in ["The PSO", "He", "The Bangladeshi Lt Gen", "the Bangladeshi General"] {
        assert!(told.contains(&words), "{words}: {told:?}");
    }
    let office = general.offices.first().expect("an office");
    assert_eq!(office.rank.as_deref(), Some("Lieutenant General"));
    assert_eq!(office.post.as_deref(), Some("Principal Staff Officer"));
    for (chief, words) in [("Sidhu", "The Pakistani Chief of Air Staff"), ("Munir", "The COAS"), ("Mirza", "CJCSC")] {
        let [chief] = persons(chief)[..] else { panic!("{chief} is not one") };
        let has = |id: &annotation::MentionId| coding.document.slice(coding.mentions.get(*id).span) == words;
        assert!(chief.mentions.iter().any(has), "{words}: {}", chief.name);
    }
}

#[test]
fn fighters_are_wanted_by_one_of_the_other_and_the_press_wing_is_quoted() {
    let Some(coding) = seed() else { return };
    let country = |party: &Option<annotation::Party>| party.as_ref()?.country.map(|country| country.code());
    let fighters: Vec<_> =
        coding.items.iter().filter(|item| coding.document.slice(item.span).contains("JF-17")).collect();
    let [item] = fighters[..] else { panic!("{} rows of the JF-17", fighters.len()) };
    assert_eq!((item.class.name(), item.stage.name()), ("aircraft", "interest"));
    assert_eq!((country(&item.supplier), country(&item.receiver)), (Some("PAK"), Some("BGD")));
    let both = coding.quotes.iter().find(|quote| coding.document.slice(quote.span).starts_with("Both sides"));
    let sayers: Vec<&str> =
        both.expect("the quotation").sayings.iter().map(|saying| coding.document.slice(saying.span)).collect();
    assert_eq!(sayers, ["the ISPR", "Dawn"]);
}
