//! Who did it, to whom: codebook section 1, with the network and the rules behind it.

use crate::common::{self, code};
use annotation::Argument;
use ontology::EventType;

/// The parties of the first event of a type: country and sector of each, `-` for nobody.
fn check(text: &str, event_type: EventType, actors: &str, recipients: &str) {
    let coding = code(text, "2025-01-16");
    let shown = |parties: &[Argument]| {
        let name = |party: &Argument| {
            format!("{}.{}", party.country.map_or("?", |country| country.code()), party.sector.name())
        };
        let names: Vec<String> = parties.iter().map(name).collect();
        if names.is_empty() { "-".to_string() } else { names.join("&") }
    };
    let found = coding.events.iter().filter(|event| event.event_type == event_type);
    let found: Vec<(String, String)> = found.map(|event| (shown(&event.actors), shown(&event.recipients))).collect();
    let expected = (actors.to_string(), recipients.to_string());
    assert!(found.contains(&expected), "{text}\nexpected {expected:?}\nfound\n{}", common::lines(&coding));
}

#[test]
fn a_land_is_no_party_where_something_only_happens() {
    let invaded = "On Monday Eritrea began an offensive into northern Ethiopia.";
    check(invaded, EventType::Assault, "ERI.GOV", "-");
    let capital = "After an attack in the capital city in March, the Malian government banned motorcycles.";
    check(capital, EventType::Assault, "MLI.GOV", "-");
}

#[test]
fn a_thing_is_its_owners() {
    check("The Bolivian statement called for a ceasefire.", EventType::Request, "BOL.GOV", "-");
}

#[test]
fn who_came_under_attack_is_its_recipient() {
    check("Sudanese troops came under attack on Monday.", EventType::Assault, "-", "SDN.MIL");
}

#[test]
fn whose_consulate_it_was_done_in_did_not_do_it() {
    check("The envoy was murdered in the Libyan consulate in Tunis.", EventType::Assault, "-", "LBY.GOV");
}

#[test]
fn a_further_bombing_is_not_the_same_attackers() {
    let text = "Al-Shabaab fighters killed five policemen in Baidoa on Monday. A bombing in Nairobi wounded six traders last week.";
    check(text, EventType::Assault, "-", "KEN.BUS");
}

#[test]
fn a_clause_on_a_party_tells_of_no_other_one() {
    let text = "They asked the premier, who is supported by the Russian government, to resign.";
    check(text, EventType::Request, "-", "RUS.GOV");
}

#[test]
fn a_protest_is_not_against_whom_a_clause_on_its_cause_tells_of() {
    let occasion = "Kenyan students protested after the Ugandan government proposed a pipeline to the coast.";
    check(occasion, EventType::Protest, "KEN.EDU", "-");
    let law =
        "There were protests in Nairobi against a law that would allow the Ugandan government to build a pipeline.";
    check(law, EventType::Protest, "-", "-");
}

#[test]
fn a_nations_airstrikes_are_its_forces() {
    let coding = code("Israeli airstrikes killed four Syrian soldiers.", "2025-01-16");
    let strikes = coding.events.iter().find(|event| coding.document.slice(event.trigger) == "airstrikes");
    let actors = &strikes.expect("the strikes are an event").actors;
    assert_eq!(actors[0].sector, ontology::Sector::Mil, "{}", common::lines(&coding));
}

#[test]
fn who_is_guessed_is_neither_of_the_actors_name_nor_told_of_with_it() {
    let linked =
        "The Pakistani Taliban, which is linked to the Haqqani network, claimed responsibility for the attack.";
    check(linked, EventType::Assault, "AFG.GOV", "-");
    check("Kenya's president accused nobody.", EventType::Accuse, "KEN.GOV", "-");
}

#[test]
fn who_acts_does_not_suffer_what_a_repetition_tells() {
    let text = "On Friday, Chad began a military offensive with airstrikes followed by a ground invasion.";
    check(text, EventType::Assault, "TCD.GOV", "-");
}

#[test]
fn some_of_many_are_what_the_many_are() {
    let text = "Two of the officers were killed by gunmen in Lagos on Monday.";
    check(text, EventType::Assault, "NGA.UAF", "NGA.COP");
    check("Rebels killed two of the soldiers near Gao.", EventType::Assault, "MLI.REB", "MLI.MIL");
}

#[test]
fn a_gunman_is_a_person_whatever_the_reader_takes_him_for() {
    check("A gunman shot three nurses in Perth on Friday.", EventType::Assault, "AUS.CVL", "AUS.MED");
}

#[test]
fn allies_are_not_of_the_state_whose_allies_they_are() {
    check("Norway thanked its allies for the weapons.", EventType::Support, "NOR.GOV", "?.GOV");
    check("The international community condemned Myanmar.", EventType::Accuse, "?.GOV", "MMR.GOV");
}

#[test]
fn a_nationality_of_two_words_is_read_whole() {
    let text = "Sudanese police arrested four South Sudanese on Monday.";
    check(text, EventType::Coerce, "SDN.COP", "SSD.CVL");
}

#[test]
fn staff_and_deputies_are_of_the_body_that_they_serve() {
    check("Iran expelled two British embassy staff on Friday.", EventType::Sanction, "IRN.GOV", "GBR.GOV");
    let deputy = "An AfD deputy criticised the German interior minister on Monday.";
    check(deputy, EventType::Accuse, "DEU.LEG", "DEU.GOV");
    check("Agents of Mossad killed a scientist in Tehran.", EventType::Assault, "ISR.SPY", "IRN.EDU");
    check("The Senate ethics panel accused the president.", EventType::Accuse, "?.LEG", "?.GOV");
}

#[test]
fn the_people_of_where_it_happens_are_not_the_speakers() {
    let text = "Britain condemned the attack on Aleppo. Britain's foreign secretary praised the British rescue team in Syria. Lorries waited on the road to Idlib in Syria. Planes circled over northern Syria. The rebels killed nine civilians.";
    let coding = code(text, "2025-01-16");
    let killed = coding.events.iter().find(|event| coding.document.slice(event.trigger) == "killed");
    let victims = &killed.expect("the killing is an event").recipients;
    assert_eq!(victims[0].country.map(|country| country.code()), Some("SYR"), "{}", common::lines(&coding));
}

#[test]
fn a_denial_answers_who_accused() {
    let text = "Kenya accused Peru of fishing in its waters. A spokesman for the Peruvian navy denied the charge.";
    check(text, EventType::Reject, "PER.MIL", "KEN.GOV");
}

#[test]
fn whoever_serves_a_body_is_of_the_body() {
    let text = "The United Nations mission in Chad opened an office in May. \
                The mission's spokesman, the Dutch diplomat Pieter Vos, accused the army of blocking aid.";
    check(text, EventType::Accuse, "UNO.GOV", "TCD.MIL");
}

#[test]
fn whose_deed_is_judged_was_told_before() {
    let text = "Peru suspended the trade talks with Kenya on Monday. Chile welcomed the suspension.";
    check(text, EventType::Support, "CHL.GOV", "PER.GOV");
}
