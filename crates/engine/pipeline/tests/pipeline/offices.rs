//! Which offices a report gives a person, as phrases, clauses, other holders and tables tell them.

use crate::common::code;
use pipeline::Coding;

const DAY: &str = "2025-03-04";

/// `rank | post | body | when` of every office of the person of this name.
fn offices(coding: &Coding, name: &str) -> Vec<String> {
    let person = coding.resolution.entities.iter().find(|entity| entity.name == name);
    let person = person.unwrap_or_else(|| panic!("nobody is called {name}"));
    let shown = |text: &Option<String>| text.clone().unwrap_or("-".into());
    let line = |office: &annotation::Office| {
        format!("{} | {} | {} | {:?}", shown(&office.rank), shown(&office.post), shown(&office.body), office.tenure)
    };
    person.offices.iter().map(line).collect()
}

#[track_caller]
fn check(text: &str, name: &str, expected: &[&str]) {
    assert_eq!(offices(&code(text, DAY), name), expected, "{text}");
}

#[test]
fn rank_post_and_body_before_a_name() {
    check(
        "Kenya Coast Guard spokesman Lt Gen Brian Otieno spoke on Monday.",
        "Brian Otieno",
        &["Lieutenant General | spokesman | Kenya Coast Guard | Current"],
    );
    check(
        "DG ISPR Maj Gen Asif Bajwa briefed reporters.",
        "Asif Bajwa",
        &["Major General | DG ISPR | Inter-Services Public Relations | Current"],
    );
}

#[test]
fn an_apposition_tells_post_and_body() {
    check(
        "Rear Admiral Ana Solar, commander of the Northern Naval Force, blamed smugglers.",
        "Ana Solar",
        &["Rear Admiral | commander | Northern Naval Force | Current"],
    );
    check("Juma Okello, army chief until 2019, left the party.", "Juma Okello", &["- | army chief | army | Former"]);
}

#[test]
fn a_relative_clause_tells_who_leads_a_body() {
    check(
        "Colonel Marta Vidal, who heads the Mountain Regiment, said so.",
        "Marta Vidal",
        &["Colonel | head | Mountain Regiment | Current"],
    );
    check(
        "Carlos Mena, who commanded the Northern Brigade, disagreed.",
        "Carlos Mena",
        &["- | commander | Northern Brigade | Former"],
    );
}

#[test]
fn whoever_takes_over_has_the_post_of_the_one_before() {
    let text = "General Paul Otieno, commander of the Kenya Army, took over last May from General Peter Kimani.";
    check(text, "Peter Kimani", &["General | commander | Kenya Army | Former"]);
    let text = "Finance Minister Juan Solar resigned. Luis Vega will replace Solar on Friday.";
    assert!(offices(&code(text, DAY), "Luis Vega").iter().any(|office| office.ends_with("Incoming")), "{text}");
}

#[test]
fn a_counterpart_has_the_same_post_abroad() {
    let text =
        "Kenyan Defence Minister Grace Wanjiru called her Ugandan counterpart, General Moses Byaruhanga, on Friday.";
    check(text, "Moses Byaruhanga", &["General | Defence Minister | Ministry of Defence | Current"]);
}

#[test]
fn one_who_is_named_or_steps_down_holds_the_post_now_or_no_longer() {
    check(
        "General Ada Quiroga was appointed defence minister on Monday.",
        "Ada Quiroga",
        &["General | defence minister | - | Current"],
    );
    check("Juan Solar resigned as interior minister on Monday.", "Juan Solar", &["- | interior minister | - | Former"]);
}

#[test]
fn what_is_over_and_what_is_to_come() {
    check(
        "Former Thai army chief General Wirat Boonmee spoke.",
        "Wirat Boonmee",
        &["General | army chief | Royal Thai Army | Former"],
    );
    check("The then trade minister, Rabin Malla, signed it.", "Rabin Malla", &["- | trade minister | - | Former"]);
}

#[test]
fn a_retired_rank_is_no_former_post() {
    check(
        "Defence Secretary Lt Gen (retd) Mohsin Tiwana spoke.",
        "Mohsin Tiwana",
        &["Lieutenant General | Defence Secretary | - | Current"],
    );
}

#[test]
fn the_tables_know_whose_post_it_is() {
    let text = "Pakistan's Chief of the Naval Staff, Admiral Jawad Qureshi, left. The CNS returned on Tuesday.";
    check(text, "Jawad Qureshi", &["Admiral | Chief of the Naval Staff | Pakistan Navy | Current"]);
}

#[test]
fn officials_and_guests_hold_no_post() {
    check("His guest, Omar Diab, is a senior official.", "Omar Diab", &[]);
}

#[test]
fn entities_that_the_tables_know_carry_their_id() {
    let coding = code("France and NATO criticised al-Shabaab.", DAY);
    let known: Vec<_> = coding.resolution.entities.iter().filter_map(|entity| entity.knowledge.as_deref()).collect();
    assert_eq!(known.len(), 3, "{known:?}");
    assert!(known.contains(&"state/fra"), "{known:?}");
}

#[test]
fn two_of_one_surname_are_two() {
    let text = "Brig Gen Nirendra Thapa met Col Suresh Thapa. Col Thapa denied it.";
    let coding = code(text, DAY);
    let suresh = coding.resolution.entities.iter().find(|entity| entity.name == "Suresh Thapa").expect("a person");
    assert_eq!(suresh.mentions.len(), 2);
}

#[test]
fn one_under_several_spellings_is_one() {
    let text = "Lt Gen S. M. Kamal Rahman arrived. Lieutenant General SM Kamal Rahman left.";
    let persons =
        code(text, DAY).resolution.entities.into_iter().filter(|entity| entity.kind == annotation::EntityKind::Person);
    assert_eq!(persons.count(), 1);
}

#[test]
fn a_body_may_stand_behind_the_name() {
    check(
        "Analyst Ada Quiroga of Ghent University disagreed.",
        "Ada Quiroga",
        &["- | Analyst | Ghent University | Current"],
    );
}

#[test]
fn a_governor_governs_a_place() {
    check("Tigray Governor Abel Haile spoke on Monday.", "Abel Haile", &["- | Governor | Tigray | Current"]);
}

#[test]
fn a_rank_is_of_the_service_before_it() {
    let text = "A former army colonel, Juan Solar, was arrested on Monday.";
    check(text, "Juan Solar", &["Colonel | - | army | Former"]);
}

#[test]
fn bodies_are_told_in_other_phrases() {
    let text = "The Lima High Court heard the case on Monday. Judge Rosa Mena freed nine men.";
    check(text, "Rosa Mena", &["- | Judge | Lima High Court | Current"]);
    let text = "The Ministry of Transport bought nine trains. Deputy Minister Rosa Mena signed for them.";
    check(text, "Rosa Mena", &["- | Deputy Minister | Ministry of Transport | Current"]);
    let text = "INS Norlight sank on Monday. The commanding officer, Captain Rosa Mena, was saved.";
    check(text, "Rosa Mena", &["Captain | commanding officer | INS Norlight | Current"]);
}

#[test]
fn a_noun_for_a_body_means_the_one_named() {
    let text =
        "Norlight Insurance, a health insurer, lost money on Monday. The insurer's founder, Rosa Mena, was fined.";
    check(text, "Rosa Mena", &["- | founder | Norlight Insurance | Current"]);
    let text = "The powerful UGTT union struck on Monday. The leader of the powerful UGTT union, Rosa Mena, spoke.";
    check(text, "Rosa Mena", &["- | leader | UGTT | Current"]);
}

#[test]
fn what_a_body_hangs_on_is_no_part_of_its_name() {
    let text = "The trial of the agency's director, Rosa Mena, began on Monday.";
    check(text, "Rosa Mena", &["- | director | agency | Current"]);
}

#[test]
fn a_district_judge_is_of_no_district() {
    check("District Judge Rosa Mena spoke on Monday.", "Rosa Mena", &["- | District Judge | - | Current"]);
}

#[test]
fn whoever_leads_a_unit_commands_it() {
    let text = "General Juan Solar, who led the Ninth Brigade, spoke on Monday.";
    check(text, "Juan Solar", &["General | commander | Ninth Brigade | Former"]);
    let text = "Rosa Mena, who leads a small partner, the Green Alliance, spoke on Monday.";
    check(text, "Rosa Mena", &["- | leader | Green Alliance | Current"]);
}

#[test]
fn a_name_tells_who_one_of_several_is() {
    let text = "One of the wounded, Captain Paul Kimani, was flown to Nairobi.";
    check(text, "Paul Kimani", &["Captain | - | - | Current"]);
    let text = "Two of the judges, among them Judge Rosa Mena, were arrested on Monday.";
    check(text, "Rosa Mena", &["- | Judge | - | Current"]);
    let text = "One of the nine judges, Rosa Mena, sued the ministry.";
    check(text, "Rosa Mena", &["- | judge | - | Current"]);
    let text = "Kenya's ambassador in Lima, Ada Quiroga, left on Monday.";
    check(text, "Ada Quiroga", &["- | ambassador in Lima | - | Current"]);
}

#[test]
fn members_and_professions_are_posts() {
    let text = "Rosa Mena, a member of the Norlight Assembly, voted on Monday.";
    check(text, "Rosa Mena", &["- | member | Norlight Assembly | Current"]);
    check("Her lawyer, Rosa Mena, denied it on Monday.", "Rosa Mena", &["- | lawyer | - | Current"]);
    check("The house censured Rep. Rosa Mena on Monday.", "Rosa Mena", &["- | Representative | - | Current"]);
}

#[test]
fn whoever_resigned_or_was_ousted_holds_the_post_no_longer() {
    check("The army ousted President Juan Solar on Monday.", "Juan Solar", &["- | President | - | Former"]);
    check("He freed the jailed ex-president Rosa Mena.", "Rosa Mena", &["- | president | - | Former"]);
    let text = "Finance Minister Rosa Mena resigned on Monday. The minister gave no reason.";
    check(text, "Rosa Mena", &["- | Finance Minister | - | Former"]);
    let text = "The opposition urged Finance Minister Rosa Mena to resign.";
    check(text, "Rosa Mena", &["- | Finance Minister | - | Current"]);
}

#[test]
fn brackets_part_no_rank_from_its_name() {
    let text = "Retired Kenya Navy commander Vice Admiral (Rtd) Paul Kimani spoke on Monday.";
    check(text, "Paul Kimani", &["Vice Admiral | commander | Kenya Navy | Former"]);
}

#[test]
fn a_wing_commander_commands_no_wing() {
    check("Wing Commander Rosa Mena spoke on Monday.", "Rosa Mena", &["Wing Commander | - | - | Current"]);
}

#[test]
fn the_body_of_an_envoy_is_no_part_of_the_post() {
    let text = "African Union envoy Rosa Mena spoke on Monday.";
    check(text, "Rosa Mena", &["- | envoy | African Union | Current"]);
}

#[test]
fn the_name_of_a_body_is_not_cut_short() {
    let text = "The Secretary-General of the League of Coastal States, Dr. Rosa Mena, spoke on Monday.";
    check(text, "Rosa Mena", &["- | Secretary-General | League of Coastal States | Current"]);
}

#[test]
fn commissioners_of_the_union_sit_in_its_commission() {
    let text = "The European commissioner spoke on Monday. Rosa Mena, the European justice commissioner, spoke.";
    check(text, "Rosa Mena", &["- | justice commissioner | European Commission | Current"]);
}

#[test]
fn a_surname_is_no_part_of_a_post() {
    let text = "Another judge of the same surname, Luis Mena, disagreed.";
    check(text, "Luis Mena", &["- | judge | - | Current"]);
}

#[test]
fn another_of_a_people_is_who_is_named() {
    let text = "Another Peruvian, Rosa Mena, drowned on Monday. The Peruvian was a judge.";
    check(text, "Rosa Mena", &["- | judge | - | Current"]);
}

#[test]
fn a_title_between_commas_is_of_the_name_before() {
    let text = "ROME, May 05, 2023, ANS -- His Highness Prince Majid bin Omar bin Faisal, Minister of Finance, was received \
                yesterday by the Minister of Finance of the Republic of Italy, Dr. Marco Neri, at the ministry in Rome.";
    check(text, "Majid bin Omar bin Faisal", &["- | Minister of Finance | Ministry of Finance | Current"]);
}

#[test]
fn former_before_a_title_is_said_of_its_holder() {
    let text = "Following former Interior Minister Rosa Mena's arrest in March, the cabinet met in Lima.";
    check(text, "Rosa Mena", &["- | Interior Minister | Ministry of Interior | Former"]);
}

#[test]
fn a_noun_before_a_name_is_no_part_of_it() {
    let text = "The fishing federation Norpesca struck on Monday. Its leader, Rosa Mena, spoke.";
    check(text, "Rosa Mena", &["- | leader | Norpesca | Current"]);
    let text = "Rosa Mena, the editor of the daily Norlight, was freed on Monday.";
    check(text, "Rosa Mena", &["- | editor | Norlight | Current"]);
}

#[test]
fn who_leads_people_is_of_them() {
    let text = "The guerrillas rejected the truce on Monday. The guerrillas' spokesman, Juan Solar, blamed the army.";
    check(text, "Juan Solar", &["- | spokesman | guerrillas | Current"]);
    let text = "Juan Solar, the leader of the dock workers, spoke on Monday.";
    check(text, "Juan Solar", &["- | leader | dock workers | Current"]);
}

#[test]
fn a_governor_governs_a_province() {
    let text = "The governor of its eastern Loreto region, Rosa Mena, asked Peru for help on Monday.";
    check(text, "Rosa Mena", &["- | governor | eastern Loreto region | Current"]);
}

#[test]
fn a_minister_has_the_ministry_that_the_report_names() {
    let text = "Peru's Mines Ministry closed nine mines on Monday. Peru's Mines Minister Rosa Mena met miners.";
    check(text, "Rosa Mena", &["- | Mines Minister | Mines Ministry | Current"]);
    let text = "Peru's Deputy Transport Minister Rosa Mena opened a bridge on Monday.";
    check(text, "Rosa Mena", &["- | Deputy Transport Minister | Ministry of Transport | Current"]);
    // A prime minister has no ministry of that name.
    let text = "Peru's Prime Minister Rosa Mena opened a bridge on Monday.";
    check(text, "Rosa Mena", &["- | Prime Minister | - | Current"]);
}

#[test]
fn a_party_may_stand_before_a_post() {
    let text = "The Conservative defence spokesman, Juan Solar, backed the minister on Monday.";
    check(text, "Juan Solar", &["- | defence spokesman | Conservative | Current"]);
}

#[test]
fn who_speaks_for_the_one_who_acts_is_of_him() {
    let text =
        "The Peruvian navy rejected the charge on Monday, and a spokesman, Captain Juan Solar, blamed smugglers.";
    check(text, "Juan Solar", &["Captain | spokesman | Peruvian navy | Current"]);
}

#[test]
fn a_nationality_behind_an_office_is_its_holders() {
    let text = "\"We hope that the nine men are safe and we await an answer within hours,\" the head of the mission, the Peruvian \
                diplomat Rosa Mena, told local reporters.";
    check(text, "Rosa Mena", &["- | head | mission | Current"]);
}

#[test]
fn a_bare_surname_means_who_goes_by_it() {
    let text = "Ada Quiroga resigned on Monday. Quiroga denied the charge. Her brother, Juan Quiroga, was fined in May. Quiroga \
                said she was innocent.";
    let coding = code(text, DAY);
    let ada = coding.resolution.entities.iter().find(|entity| entity.name == "Ada Quiroga").expect("she is told of");
    let words: Vec<&str> = ada.mentions.iter().map(|&id| coding.document.slice(coding.mentions.get(id).span)).collect();
    assert_eq!(words.iter().filter(|words| **words == "Quiroga").count(), 2, "{words:?}");
}

#[test]
fn what_the_tables_know_goes_before_a_noun_for_it() {
    let text = "One of these groups, the Syrian Democratic Forces, opposed the plan on Monday.";
    let coding = code(text, DAY);
    let forces = coding.resolution.entities.iter().find(|entity| entity.name.contains("Democratic")).expect("a body");
    assert_eq!(forces.sectors.first().map(|sector| sector.name()), Some("REB"));
}

#[test]
fn an_official_is_of_a_body_and_no_second_person() {
    let text = "Foreign ministry official Daniel Wek criticised the envoys in Nairobi on Monday.";
    check(text, "Daniel Wek", &["- | official | Foreign ministry | Current"]);
    let persons = code(text, DAY)
        .resolution
        .entities
        .into_iter()
        .filter(|entity| entity.kind == annotation::EntityKind::Person && entity.name != "the envoys in Nairobi");
    assert_eq!(persons.map(|person| person.name).collect::<Vec<_>>(), ["Daniel Wek"]);
}
