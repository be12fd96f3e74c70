//! What must not change the coding: voice, the order of sentences, which country does it.

use crate::common::{self, code, sayers};
use ontology::{EventType, Sector, Status};
use pipeline::Coding;

const DAY: &str = "2025-01-16";

/// Type, actors' countries, recipients' countries and status of every event.
fn gist(coding: &Coding) -> Vec<(EventType, Vec<String>, Vec<String>, Status)> {
    let countries = |parties: &[annotation::Argument]| {
        let mut codes: Vec<String> = parties
            .iter()
            .map(|party| party.country.map_or("?".into(), |country| country.code().to_string()))
            .collect();
        codes.sort();
        codes
    };
    coding
        .events
        .iter()
        .map(|event| (event.event_type, countries(&event.actors), countries(&event.recipients), event.status))
        .collect()
}

fn check(text: &str, event_type: EventType, actors: &[&str], recipients: &[&str], status: Status) {
    let coding = code(text, DAY);
    let own = |codes: &[&str]| codes.iter().map(|code| code.to_string()).collect::<Vec<_>>();
    let expected = (event_type, own(actors), own(recipients), status);
    assert!(gist(&coding).contains(&expected), "{text}\nexpected {expected:?}\nfound\n{}", common::lines(&coding));
}

#[test]
fn the_passive_keeps_the_event() {
    check(
        "Kenyan jets struck al-Shabaab camps near Gedo on Monday.",
        EventType::Assault,
        &["KEN"],
        &["SOM"],
        Status::Actual,
    );
    check(
        "Al-Shabaab camps near Gedo were struck by Kenyan jets on Monday.",
        EventType::Assault,
        &["KEN"],
        &["SOM"],
        Status::Actual,
    );
}

#[test]
fn exchanging_two_countries_exchanges_their_codes() {
    check("Norway condemned Chile on Monday.", EventType::Accuse, &["NOR"], &["CHL"], Status::Actual);
    check("Chile condemned Norway on Monday.", EventType::Accuse, &["CHL"], &["NOR"], Status::Actual);
}

#[test]
fn participles_relative_clauses_and_control_find_their_subject() {
    check(
        "Ghana, which expelled two Togolese diplomats on Friday, closed its embassy.",
        EventType::Sanction,
        &["GHA"],
        &["TGO"],
        Status::Actual,
    );
    check("Peru has agreed to supply Bolivia with gas.", EventType::Agree, &["PER"], &["BOL"], Status::Actual);
    check(
        "Accusing Rwanda of arming rebels, Burundi closed the border.",
        EventType::Accuse,
        &["BDI"],
        &["RWA"],
        Status::Actual,
    );
}

#[test]
fn what_is_planned_is_agreed() {
    check(
        "The Finnish defence minister will visit Norway on Friday.",
        EventType::Agree,
        &["FIN"],
        &["NOR"],
        Status::Actual,
    );
}

#[test]
fn what_is_denied_is_negated() {
    check("Iran did not attack Iraq, officials said.", EventType::Assault, &["IRN"], &["IRQ"], Status::Negated);
}

#[test]
fn what_may_be_is_hypothetical() {
    check("Japan may impose sanctions on Myanmar.", EventType::Sanction, &["JPN"], &["MMR"], Status::Hypothetical);
}

#[test]
fn compound_actors_are_one_event() {
    check(
        "France and Germany warned Iran on Tuesday against further tests.",
        EventType::Threaten,
        &["DEU", "FRA"],
        &["IRN"],
        Status::Actual,
    );
}

#[test]
fn a_sentence_in_front_only_shifts() {
    let text = "Poland expelled four Belarusian diplomats on Monday.";
    let front = "The weather was fine.\n\n";
    let (alone, behind) = (code(text, DAY), code(&format!("{front}{text}"), DAY));
    assert_eq!(gist(&alone), gist(&behind));
    let spans = |coding: &Coding, shift: usize| {
        coding.events.iter().map(|event| event.trigger.start() + shift).collect::<Vec<_>>()
    };
    assert_eq!(spans(&alone, front.len()), spans(&behind, 0));
}

#[test]
fn what_is_no_event_stays_uncoded() {
    for text in [
        "Ties between Ankara and Athens have long been cold.",
        "The team beat Ghana 2-1 on Sunday.",
        "It rained in Dhaka.",
    ] {
        assert_eq!(common::lines(&code(text, DAY)), "", "{text}");
    }
}

/// No event of this type is coded.
fn check_none(text: &str, event_type: EventType) {
    let coding = code(text, DAY);
    let found = gist(&coding).iter().any(|(found, ..)| *found == event_type);
    assert!(!found, "{text}\nfound\n{}", common::lines(&coding));
}

#[test]
fn what_is_asked_for_is_no_event_of_its_own() {
    let text = "Ghana called on Togo to withdraw its troops from the border.";
    check(text, EventType::Request, &["GHA"], &["TGO"], Status::Actual);
    check_none(text, EventType::Retreat);
}

#[test]
fn a_purpose_is_no_event() {
    check_none("Police fired tear gas to arrest the marchers in Lima.", EventType::Coerce);
}

#[test]
fn who_condemns_an_attack_did_not_attack() {
    let coding = code("Norway condemned the attack on the Malian army.", DAY);
    let attackers =
        coding.events.iter().filter(|event| event.event_type == EventType::Assault).flat_map(|event| &event.actors);
    assert_eq!(attackers.filter(|party| party.country.is_some_and(|country| country.code() == "NOR")).count(), 0);
}

#[test]
fn who_arrests_after_a_shooting_did_not_shoot() {
    let coding = code("Police arrested a man in Oslo after the shooting.", DAY);
    let shootings = coding.events.iter().filter(|event| event.event_type == EventType::Assault);
    let mut parties = shootings.flat_map(|event| event.actors.iter().chain(&event.recipients));
    assert!(parties.all(|party| party.sector != Sector::Cop), "{}", common::lines(&coding));
}

#[test]
fn will_not_is_a_refusal() {
    check(
        "Chile will not meet Peru in Lima, the ministry said.",
        EventType::Reject,
        &["CHL"],
        &["PER"],
        Status::Actual,
    );
}

#[test]
fn a_host_is_the_recipient_of_a_visit() {
    let text = "Kenyan President Daniel Mutua received Indian Foreign Minister Anil Rao in Nairobi on Tuesday.";
    check(text, EventType::Consult, &["IND"], &["KEN"], Status::Actual);
}

#[test]
fn both_sides_are_the_two_told_of_before() {
    let text = "Major General Asha Wanjiru of Kenya met Admiral Vikram Nair of India on Monday. They agreed to hold joint drills.";
    check(text, EventType::Agree, &["IND", "KEN"], &[], Status::Actual);
}

#[test]
fn a_coordinated_state_is_no_place() {
    let coding = code("Talks between Kenya and Uganda ended on Monday.", DAY);
    assert!(coding.resolution.places.is_empty(), "{:?}", coding.resolution.places);
}

#[test]
fn old_deeds_are_historical() {
    check("Ethiopia attacked Eritrea in May 1998.", EventType::Assault, &["ETH"], &["ERI"], Status::Historical);
}

#[test]
fn the_sayer_is_the_attribution() {
    let coding = code("Rebels shelled Goma on Sunday, the Congolese army said.", DAY);
    assert_eq!(sayers(&coding), ["the Congolese army"]);
}

#[test]
fn a_year_before_its_noun_dates_it() {
    let coding = code("Police arrested five men after the 2006 riots in Lima.", DAY);
    let riots = coding.events.iter().find(|event| event.event_type == EventType::Protest).expect("riots");
    assert_eq!(riots.date.as_ref().map(|date| date.first.year()), Some(2006), "{}", common::lines(&coding));
}

#[test]
fn nature_attacks_nobody() {
    for text in ["The typhoon killed nine people on Monday.", "Nine people were killed by floods on Monday."] {
        let coding = code(text, "2025-03-04");
        assert!(coding.events.iter().all(|event| event.event_type != ontology::EventType::Assault), "{text}");
    }
    // What rebels do in a storm is theirs.
    let coding = code("Rebels killed nine soldiers in Mali on Monday.", "2025-03-04");
    assert!(coding.events.iter().any(|event| event.event_type == ontology::EventType::Assault));
}
