//! Casualties, crowds and amounts of whole sentences, with the events they belong to and who says so.

use crate::common::code;
use annotation::Number;
use ontology::Count;
use pipeline::Coding;

const DAY: &str = "2025-03-06";

/// `killed 12..12 herders | ASSAULT | the ministry`.
fn line(coding: &Coding, number: &Number) -> String {
    let bound = |bound: Option<f64>| bound.map_or(String::new(), |value| value.to_string());
    let event = number.event.map_or("-", |event| coding.events[event.0 as usize].event_type.name());
    let sayer = number.attribution.map_or("-", |entity| &coding.resolution.entities[entity.0 as usize].name);
    let of = number.of.as_deref().unwrap_or("-");
    format!("{} {}..{} {of} | {event} | {sayer}", number.kind.name(), bound(number.low), bound(number.high))
}

fn check(text: &str, expected: &[&str]) {
    let coding = code(text, DAY);
    let found: Vec<String> = coding.numbers.iter().map(|number| line(&coding, number)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn dead_and_hurt_of_an_attack_belong_to_it() {
    check(
        "Rebels attacked a market in Bunia on Monday, killing at least 12 traders and wounding 30, the governor said.",
        &["killed 12.. traders | ASSAULT | the governor", "injured 30..30 - | ASSAULT | the governor"],
    );
    check(
        "Gunmen attacked a village near Jos. The attack left 14 people dead and dozens injured.",
        &["killed 14..14 people | ASSAULT | -", "injured 24.. - | ASSAULT | -"],
    );
}

#[test]
fn passive_and_gapped_verbs_count() {
    check(
        "Between 20 and 30 villagers were killed and about 200 wounded in the shelling.",
        &["killed 20..30 villagers | ASSAULT | -", "injured 200..200 - | ASSAULT | -"],
    );
    check(
        "Two sailors and three guards were among the dead.",
        &["killed 2..2 sailors | - | -", "killed 3..3 guards | - | -"],
    );
}

#[test]
fn nouns_of_harm_count() {
    check(
        "The deaths of 11 nurses shocked the town. The blast caused no casualties. The ministry reported 27 deaths.",
        &["killed 11..11 nurses | - | -", "casualties 0..0 - | - | -", "killed 27..27 - | - | The ministry"],
    );
}

#[test]
fn a_toll_names_its_source() {
    check("The health ministry put the death toll at 45, up from 39.", &["killed 45..45 - | - | The health ministry"]);
}

#[test]
fn parts_are_told_beside_the_whole() {
    check(
        "Air strikes killed 33 people, 12 of them children, and injured up to 80 others, including four medics.",
        &[
            "killed 33..33 people | ASSAULT | -",
            "killed 12..12 children | ASSAULT | -",
            "injured ..80 - | ASSAULT | -",
            "injured 4..4 medics | ASSAULT | -",
        ],
    );
}

#[test]
fn arrests_abductions_and_releases_count() {
    check("Police arrested 63 students in Tunis.", &["arrested 63..63 students | COERCE | -"]);
    check("Gunmen kidnapped more than 100 pupils in Kaduna.", &["abducted 100.. pupils | ASSAULT | -"]);
    check("The army freed two dozen hostages.", &["released 24..24 hostages | RETREAT | -"]);
}

#[test]
fn the_displaced_and_missing_count() {
    check(
        "Rebels shelled Goma on Monday and displaced 3 lakh people, and 40 villagers are missing.",
        &["displaced 300000..300000 people | ASSAULT | -", "missing 40..40 villagers | ASSAULT | -"],
    );
}

#[test]
fn crowds_and_troops_count() {
    check(
        "Some 15,000 people marched through Lima against the law.",
        &["protesters 15000..15000 people | PROTEST | -"],
    );
    check("Kenya deployed 1,500 soldiers to the border.", &["troops 1500..1500 soldiers | MOBILIZE | -"]);
}

#[test]
fn amounts_have_currencies() {
    check(
        "Norway gave Malawi 200 million kroner. The European Union fined the firm €1.2 billion.",
        &["amount 200000000..200000000 NOK | AID | -", "amount 1200000000..1200000000 EUR | SANCTION | -"],
    );
    check("Pakistan pledged Rs 500 crore to the Pakistani police.", &["amount 5000000000..5000000000 PKR | AGREE | -"]);
}

#[test]
fn victims_of_misfortune_belong_to_no_event() {
    check(
        "Rebels attacked Goma on Sunday. A flood killed nine people in the same province.",
        &["killed 9..9 people | - | -"],
    );
}

#[test]
fn what_is_denied_feared_or_no_count_is_left_out() {
    check("The army denied that 40 of its soldiers had been killed.", &[]);
    check("A wider war could kill 10,000 people.", &[]);
    check("The 12th Brigade celebrated, and parliament voted 212 to 148 for the bill.", &[]);
    check("Colonel Omar Haddad, 45, was killed in the ambush.", &[]);
}

#[test]
fn the_words_are_quoted_with_their_bounds() {
    let coding = code("At least 12 people were killed in a raid near Gao.", DAY);
    let number = coding.numbers.iter().find(|number| number.kind == Count::Killed).expect("a number");
    assert_eq!(coding.document.slice(number.span), "At least 12 people were killed");
}
