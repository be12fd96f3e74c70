//! When events took place: days of their own, and those of what was told before.

use crate::common::{code, lines};
use ontology::EventType;

/// Published on a Thursday.
const DAY: &str = "2025-01-16";

/// The first days of the events of a type, in order.
fn days(text: &str, event_type: EventType) -> Vec<String> {
    let coding = code(text, DAY);
    let events = coding.events.iter().filter(|event| event.event_type == event_type);
    events.map(|event| event.date.as_ref().map_or("none".into(), |date| date.first.to_string())).collect()
}

#[track_caller]
fn check(text: &str, event_type: EventType, expected: &[&str]) {
    assert_eq!(days(text, event_type), expected, "{text}\n{}", lines(&code(text, DAY)));
}

#[test]
fn a_relative_clause_tells_of_another_day() {
    check(
        "France on Tuesday condemned General Okello, who had headed the army from 2008 until 2016.",
        EventType::Accuse,
        &["2025-01-14"],
    );
    check("France has condemned General Okello, who resigned in 2016.", EventType::Accuse, &["2025-01-16"]);
}

#[test]
fn what_is_remembered_tells_of_another_day() {
    let text = "Thousands rallied in Lima on Wednesday to mark the massacre of January 1.";
    check(text, EventType::Protest, &["2025-01-15"]);
    check("Thousands rallied in Lima to mark the massacre of January 1.", EventType::Protest, &["2025-01-16"]);
}

#[test]
fn a_clause_on_somebody_lends_its_day_to_nothing_that_follows() {
    let text =
        "Kenya's foreign minister visited Uganda on Tuesday. He thanked the president, who had returned on Monday.";
    check(text, EventType::Support, &["2025-01-14"]);
}

#[test]
fn the_clause_on_a_deed_tells_its_day() {
    let text = "Two people were killed in a suicide bombing that happened on January 3.";
    check(text, EventType::Assault, &["2025-01-03"]);
}

#[test]
fn what_went_before_or_with_it_has_a_day_of_its_own() {
    check(
        "Police said on Monday that gunmen killed nine farmers near Jos, with the toll rising to twelve on Wednesday.",
        EventType::Assault,
        &["2025-01-13"],
    );
}

#[test]
fn an_attack_told_again_has_the_day_that_it_was_told_with() {
    check(
        "Gunmen attacked a market in Jos on Sunday. The governor flew to Abuja on Tuesday. He met the president. Forty traders were killed in the attack.",
        EventType::Assault,
        &["2025-01-12", "2025-01-12"],
    );
}

#[test]
fn a_charge_has_not_the_day_of_the_deed() {
    let text =
        "Gunmen killed the mayor of Lima on Sunday. Police on Wednesday accused a soldier of the murder of the mayor.";
    check(text, EventType::Accuse, &["2025-01-15"]);
    check(text, EventType::Assault, &["2025-01-12", "2025-01-12"]);
}

#[test]
fn force_goes_on_on_the_day_that_it_was_told_with() {
    check(
        "Rebels shelled Goma on Sunday. The province votes in March. The cabinet said on Tuesday that it would vote. \
         The market is old. It has two gates. Rebels killed forty traders at the market.",
        EventType::Assault,
        &["2025-01-12", "2025-01-12"],
    );
}

#[test]
fn what_went_on_for_weeks_began_so_long_before() {
    check(
        "The minister resigned on Wednesday after two weeks of protests in Lima.",
        EventType::Protest,
        &["2025-01-01"],
    );
}
