//! Of which country persons are whom no phrase gives one: what the report, the sentence and their owners tell.

use crate::common::code;

const DAY: &str = "2025-03-04";

#[track_caller]
fn check(text: &str, name: &str, expected: &str) {
    let coding = code(text, DAY);
    let person = coding.resolution.entities.iter().find(|entity| entity.name == name);
    let person = person.unwrap_or_else(|| panic!("nobody is called {name}"));
    assert_eq!(person.country.map_or("?", |country| country.code()), expected, "{text}");
}

#[test]
fn an_envoy_is_not_of_the_country_he_is_in() {
    check("Ambassador in Lima Ada Quiroga left on Monday.", "Ada Quiroga", "?");
    let text = "LIMA, March 3 - Peru and Kenya signed a fisheries accord on Monday. Kenya will send two trawlers, and Kenya will \
                train the crews. Ambassador Grace Wanjiru said Kenya would pay.";
    check(text, "Grace Wanjiru", "KEN");
}

#[test]
fn two_that_somebody_meets_are_of_one_side() {
    let text = "QUITO, March 3 - The visitors met the Kenyan navy chief, Admiral Paul Kimani, and Transport Minister Grace \
                Wanjiru on Monday.";
    check(text, "Grace Wanjiru", "KEN");
}

#[test]
fn a_bare_spokeswoman_is_of_the_ministry_told_of_before() {
    let text = "LIMA, March 3 - Kenya's Foreign Ministry rejected the charge. \"We saw nothing,\" spokeswoman Grace Wanjiru \
                said.";
    check(text, "Grace Wanjiru", "KEN");
}

#[test]
fn whoever_belongs_to_somebody_is_of_his_country() {
    let text = "General Paul Kimani left Kenya on Monday. Kenya and Peru have fought for nine years, and Kenya has lost to Peru. \
                Peru has bought jets. Peru's president thanked Kimani's adviser, Grace Wanjiru.";
    // Nobody says of which country he is; what counts is that both are of one.
    check(text, "Paul Kimani", "KEN");
    check(text, "Grace Wanjiru", "KEN");
}

#[test]
fn a_president_is_of_where_he_is_met() {
    let text = "OSLO, March 3 - Norway's trawlers left Peru on Monday. Peru had asked for it, and Peru will pay. Peru is large, \
                and Peru has many trawlers. Peru needs fish. The visitors met President Juan Solar in Lima.";
    check(text, "Juan Solar", "PER");
}

#[test]
fn one_arrested_by_his_own_state_stays_its_own() {
    let text = "NAIROBI, March 3 - Kenya's army chief, General Paul Kimani, arrested President Peter Otieno on Monday. Kenya \
                is calm.";
    check(text, "Peter Otieno", "KEN");
}

#[test]
fn an_administration_is_of_its_presidents_country() {
    let text = "NAIROBI, March 3 - Kenya thanked its partners on Monday. The Trump administration donated trucks to the Kenyan \
                army, and Kenya will pay for fuel.";
    check(text, "The Trump administration", "USA");
}

#[test]
fn a_people_of_several_states_is_of_the_one_told_of() {
    let country = |text: &str| {
        let coding = code(text, DAY);
        let kurds =
            coding.resolution.entities.iter().find(|entity| entity.name == "The Kurds").expect("they are told of");
        kurds.country.map_or("?", |country| country.code())
    };
    let text = "Turkey shelled Syria on Monday. Syria protested, and Syria asked Norway for help. The Kurds left.";
    assert_eq!(country(text), "SYR");
    assert_eq!(country("Norway sent tents to Iraq on Monday. The Kurds thanked Norway."), "IRQ");
}

#[test]
fn a_nationality_with_an_article_is_one_person() {
    check("Police in Lima arrested a Norwegian, Ole Berg, on Monday. Berg was charged with fraud.", "Ole Berg", "NOR");
    let text = "Police in Lima arrested Ole Berg, an ethnic Albanian from Norway, on Monday.";
    check(text, "Ole Berg", "NOR");
    // Called so later, without any other word of the country.
    let text = "The deputy chief of the mission, Ned Tarren, met President Juan Solar in Lima on Monday. The Briton said he was \
                satisfied.";
    check(text, "Ned Tarren", "GBR");
}

#[test]
fn a_surname_of_somebody_told_of_is_no_firm() {
    let coding = code("Police in Lima arrested British national Ned Ford on Monday. Ford was charged with fraud.", DAY);
    let ford = coding.resolution.entities.iter().find(|entity| entity.name == "Ned Ford").expect("he is told of");
    assert_eq!((ford.mentions.len(), ford.country.map(|country| country.code())), (2, Some("GBR")));
}

#[test]
fn a_court_is_of_the_state_of_its_town() {
    let text = "AUCKLAND, March 3 - An Australian, Ned Tarren, was charged with fraud at the Christchurch District Court on Monday.";
    let coding = code(text, DAY);
    let court = coding.resolution.entities.iter().find(|entity| entity.name.ends_with("Court")).expect("a court");
    assert_eq!(court.country.map(|country| country.code()), Some("NZL"));
}
