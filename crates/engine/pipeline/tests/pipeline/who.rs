//! Whom the phrases of small documents with hand-made trees mean.

use crate::by_hand::resolve;
use annotation::EntityKind;

/// Country and sector of the last mention with these words; members, if it has any, joined by `&`.
fn code(notation: &str, phrase: &str) -> String {
    let (sample, mentions, resolved) = resolve(None, notation);
    let at = mentions.mentions.iter().rposition(|mention| sample.document.slice(mention.span) == phrase);
    let actor = &resolved.actors[at.unwrap_or_else(|| panic!("no mention `{phrase}`"))];
    let members = &resolved.entities[actor.entity.0 as usize].members;
    if !members.is_empty() {
        let shown = members.iter().map(|member| {
            let entity = &resolved.entities[member.0 as usize];
            format!(
                "{}.{}",
                entity.country.map_or("?", |country| country.code()),
                entity.sectors.first().map_or("UNK", |sector| sector.name())
            )
        });
        return shown.collect::<Vec<_>>().join("&");
    }
    format!("{}.{}", actor.country.map_or("?", |country| country.code()), actor.sector.name())
}

fn check(notation: &str, phrase: &str, expected: &str) {
    assert_eq!(code(notation, phrase), expected, "{phrase} in {notation}");
}

/// Whether the last mentions of two phrases are one entity.
fn check_same(notation: &str, one: &str, other: &str, expected: bool) {
    let (sample, mentions, resolved) = resolve(None, notation);
    let entity = |phrase: &str| {
        let at = mentions.mentions.iter().rposition(|mention| sample.document.slice(mention.span) == phrase);
        resolved.actors[at.unwrap_or_else(|| panic!("no mention `{phrase}`"))].entity
    };
    assert_eq!(entity(one) == entity(other), expected, "{one} and {other} in {notation}");
}

#[test]
fn a_nationality_gives_a_role_its_country() {
    check("[norp Turkish/ADJ/amod/2 ] police/NOUN/nsubj/3 left/VERB/root/0", "Turkish police", "TUR.COP");
}

#[test]
fn a_sponsor_is_not_the_owner() {
    let notation = "[gpe Iran/PROPN/compound/3 ] -/PUNCT/punct/3 backed/VERB/amod/5 [norp Iraqi/ADJ/amod/5 ] militiamen=militiaman/NOUN+/nsubj/6 left/VERB/root/0";
    check(notation, "Iran - backed Iraqi militiamen", "IRQ.PRM");
}

#[test]
fn a_former_president_is_of_the_elite() {
    let notation = "former/ADJ/amod/3 [norp Peruvian/ADJ/amod/3 ] president/NOUN/nmod:desc/4 [person Ada/PROPN/nsubj/6 Quiroga/PROPN/flat/4 ] spoke/VERB/root/0";
    check(notation, "former Peruvian president Ada Quiroga", "PER.ELI");
}

#[test]
fn jets_act_as_forces_and_are_bought_as_things() {
    let flown = "[norp Turkish/ADJ/amod/2 ] [item jets=jet/NOUN+/nsubj/3 ] struck/VERB/root/0";
    let (_, _, resolved) = resolve(None, flown);
    assert!(resolved.actors[1].can_act());
    let bought =
        "[gpe Pakistan/PROPN/nsubj/2 ] bought/VERB/root/0 [norp Turkish/ADJ/amod/4 ] [item jets=jet/NOUN+/obj/2 ]";
    let (_, _, resolved) = resolve(None, bought);
    assert!(!resolved.actors[2].can_act());
}

#[test]
fn un_envoys_are_of_the_un() {
    check(
        "the/DET/det/3 [organisation UN/PROPN/compound/3 ] envoy/NOUN/nsubj/4 left/VERB/root/0",
        "the UN envoy",
        "UNO.GOV",
    );
}

#[test]
fn two_navies_side_by_side_are_two_members() {
    let notation = "[norp Omani/ADJ/amod/4 ] and/CCONJ/cc/3 [norp Indian/ADJ/conj/1 ] navies=navy/NOUN+/nsubj/5 sailed/VERB/root/0";
    check(notation, "Omani and Indian navies", "OMN.MIL&IND.MIL");
}

#[test]
fn both_sides_are_those_who_met() {
    let notation = "[gpe Ghana/PROPN/nsubj/2 ] met/VERB/root/0 [gpe Togo/PROPN/obj/2 ]
        Both/DET/det/2 sides/NOUN+/nsubj/3 agreed/VERB/root/0";
    check(notation, "Both sides", "GHA.GOV&TGO.GOV");
}

#[test]
fn they_are_the_two_who_met() {
    let notation = "[gpe Ghana/PROPN/nsubj/2 ] met/VERB/root/0 [gpe Togo/PROPN/obj/2 ]
        They/PRON/nsubj/2 agreed/VERB/root/0";
    check(notation, "They", "GHA.GOV&TGO.GOV");
}

#[test]
fn whoever_disarms_them_is_not_them() {
    let notation = "[norp Burmese/ADJ/amod/2 ] rebels/NOUN+/nsubj/3 came/VERB/root/0
        [norp Thai/ADJ/amod/2 ] police/NOUN/nsubj/3 disarmed/VERB/root/0 them/PRON/obj/3";
    check(notation, "them", "MMR.REB");
}

#[test]
fn a_possessive_looks_to_the_object_first() {
    let notation = "[gpe Poland/PROPN/nsubj/2 ] ordered/VERB/root/0 [gpe Russia/PROPN/obj/2 ] to/PART/mark/5 close/VERB/xcomp/2 its/PRON/nmod:poss/7 consulate/NOUN/obj/5";
    check(notation, "its", "RUS.GOV");
}

#[test]
fn a_counterpart_has_the_office_of_the_other_country() {
    let notation = "The/DET/det/3 [norp Greek/ADJ/amod/3 ] admiral/NOUN/nsubj/4 met/VERB/root/0 his/PRON/nmod:poss/7 [norp Omani/ADJ/amod/7 ] counterpart/NOUN/obj/4";
    check(notation, "his Omani counterpart", "OMN.MIL");
}

#[test]
fn its_minister_is_of_its_country() {
    let notation = "[gpe Poland/PROPN/nsubj/2 ] protested/VERB/root/0 and/CCONJ/cc/6 its/PRON/nmod:poss/5 minister/NOUN/nsubj/6 left/VERB/conj/2";
    check(notation, "its minister", "POL.GOV");
}

#[test]
fn an_official_who_warns_a_state_is_not_of_it() {
    let notation = "[gpe Thailand/PROPN/nsubj/2 ] protested/VERB/root/0 and/CCONJ/cc/6 the/DET/det/5 minister/NOUN/nsubj/6 warned/VERB/conj/2 [gpe Cambodia/PROPN/obj/6 ]";
    check(notation, "the minister", "THA.GOV");
}

#[test]
fn villagers_are_of_where_they_are() {
    let notation = "[norp Turkish/ADJ/amod/2 ] troops/NOUN+/nsubj/3 shelled/VERB/root/0 villagers/NOUN+/obj/3 in/ADP/case/6 [gpe Iraq/PROPN/obl/3 ]";
    check(notation, "villagers", "IRQ.CVL");
}

#[test]
fn an_apposition_is_one_with_its_noun() {
    let notation = "[person Ada/PROPN/nsubj/9 Quiroga/PROPN/flat/1 ] ,/PUNCT/punct/6 the/DET/det/6 [norp Peruvian/ADJ/amod/6 ] president/NOUN/appos/1 ,/PUNCT/punct/6 then/ADV/advmod/9 spoke/VERB/root/0";
    check_same(notation, "Ada Quiroga", "the Peruvian president", true);
    check(notation, "Ada Quiroga", "PER.GOV");
}

#[test]
fn things_are_not_merged_and_have_no_country() {
    let notation =
        "a/DET/det/2 statement/NOUN/nsubj/6 ,/PUNCT/punct/5 the/DET/det/5 collaboration/NOUN/appos/2 ended/VERB/root/0";
    check_same(notation, "a statement", "the collaboration", false);
    check(notation, "the collaboration", "?.UNK");
}

#[test]
fn a_surname_means_the_person_named_before() {
    let notation = "[norp Omani/ADJ/amod/2 ] minister/NOUN/nmod:desc/3 [person Badr/PROPN/nsubj/5 Harthi/PROPN/flat/3 ] spoke/VERB/root/0
        [gpe Harthi/PROPN/nsubj/2 ] left/VERB/root/0";
    check(notation, "Harthi", "OMN.GOV");
}

#[test]
fn the_island_is_the_state_spoken_of() {
    let notation = "[gpe India/PROPN/nsubj/2 ] praised/VERB/root/0 [gpe Malta/PROPN/obj/2 ]
        [gpe India/PROPN/nsubj/2 ] thanked/VERB/root/0 the/DET/det/4 island/NOUN/obj/2";
    check(notation, "the island", "MLT.GOV");
}

#[test]
fn a_capital_after_in_is_a_place() {
    let (_, _, resolved) =
        resolve(None, "He/PRON/nsubj/2 spoke/VERB/root/0 in/ADP/case/4 [gpe Islamabad/PROPN/obl/2 ]");
    assert!(!resolved.actors[1].can_act());
    assert_eq!(resolved.places[0].country.map(|country| country.code()), Some("PAK"));
    let (_, _, resolved) = resolve(None, "[gpe Islamabad/PROPN/nsubj/2 ] protested/VERB/root/0");
    assert!(resolved.actors[0].can_act());
    assert!(resolved.places.is_empty());
}

#[test]
fn a_place_that_no_table_has_lies_in_the_country_spoken_of() {
    let (_, _, resolved) = resolve(
        None,
        "[norp Kenyan/ADJ/amod/2 ] police/NOUN/nsubj/3 searched/VERB/root/0 [gpe Qwertyville/PROPN/obj/3 ]",
    );
    assert_eq!(resolved.places[0].country.map(|country| country.code()), Some("KEN"));
}

#[test]
fn a_rank_is_spelled_out_once() {
    let notation = "[rank Lt/PROPN/nmod:desc/3 Gen/PROPN/flat/1 ] [person Aung/PROPN/nsubj/5 Latt/PROPN/flat/3 ] spoke/VERB/root/0";
    let (_, _, resolved) = resolve(None, notation);
    let offices = &resolved.entities[0].offices;
    assert_eq!(offices.len(), 1);
    assert_eq!(offices[0].rank.as_deref(), Some("Lieutenant General"));
}

#[test]
fn an_acronym_of_a_post_is_who_holds_it() {
    let notation = "[norp Omani/ADJ/amod/2 ] general/NOUN/nmod:desc/3 [person Badr/PROPN/nsubj/5 Harthi/PROPN/flat/3 ] spoke/VERB/root/0
        The/DET/det/2 [organisation COAS/PROPN/nsubj/3 ] left/VERB/root/0";
    check(notation, "The COAS", "OMN.MIL");
}

#[test]
fn peacekeepers_are_of_the_un() {
    check("peacekeepers/NOUN+/nsubj/2 left/VERB/root/0 [gpe Lebanon/PROPN/obj/2 ]", "peacekeepers", "UNO.GOV");
}

#[test]
fn what_reports_is_a_newspaper() {
    check("[person Gazeta/PROPN/nsubj/3 Lokalna/PROPN/flat/1 ] reported=report/VERB/root/0", "Gazeta Lokalna", "?.JRN");
}

#[test]
fn of_two_leaders_who_meet_each_has_his_country() {
    let notation = "[gpe India/PROPN/nsubj/4 ] and/CCONJ/cc/3 [gpe China/PROPN/conj/1 ] disagreed/VERB/root/0 after/SCONJ/mark/9 [office Premier/PROPN/nmod:desc/7 ] [person Rao/PROPN/nsubj/9 Das/PROPN/flat/7 ] met/VERB/advcl/4 [office President/PROPN/nmod:desc/11 ] [person Gao/PROPN/obj/9 Wen/PROPN/flat/11 ]";
    check(notation, "Premier Rao Das", "IND.GOV");
    check(notation, "President Gao Wen", "CHN.GOV");
}

#[test]
fn the_general_of_a_country_is_not_the_general_whose_country_is_not_told() {
    let notation = "[norp Omani/ADJ/amod/2 ] general/NOUN/nmod:desc/3 [person Badr/PROPN/nsubj/5 Harthi/PROPN/flat/3 ] met/VERB/root/0 general/NOUN/nmod:desc/7 [person Tariq/PROPN/obj/5 Aziz/PROPN/flat/7 ]
        the/DET/det/3 [norp Omani/ADJ/amod/3 ] general/NOUN/nsubj/4 left/VERB/root/0";
    check_same(notation, "Omani general Badr Harthi", "the Omani general", true);
    check_same(notation, "general Tariq Aziz", "the Omani general", false);
}

#[test]
fn the_office_goes_before_the_rank() {
    let notation = "[office Defence/PROPN/compound/2 Minister/PROPN/compound/4 ] [rank General/PROPN/compound/4 ] [person Kofi/PROPN/nsubj/6 Boateng/PROPN/flat/4 ] left/VERB/root/0";
    check(notation, "Defence Minister General Kofi Boateng", "?.GOV");
}

#[test]
fn one_attacker_is_a_civilian_and_several_are_armed_men() {
    check(
        "the/DET/det/2 gunman/NOUN/nsubj/3 fled/VERB/root/0 in/ADP/case/5 [gpe Kenya/PROPN/obl/3 ]",
        "the gunman",
        "KEN.CVL",
    );
    check(
        "the/DET/det/2 gunmen=gunman/NOUN+/nsubj/3 fled/VERB/root/0 in/ADP/case/5 [gpe Kenya/PROPN/obl/3 ]",
        "the gunmen",
        "KEN.UAF",
    );
}

#[test]
fn one_named_without_an_office_is_a_civilian() {
    check(
        "[person Jane/PROPN/nsubj/3 Doe/PROPN/flat/1 ] fled/VERB/root/0 [gpe Kenya/PROPN/obj/3 ]",
        "Jane Doe",
        "KEN.CVL",
    );
}

#[test]
fn a_former_student_is_no_former_official() {
    check(
        "former/ADJ/amod/3 [norp Kenyan/ADJ/amod/3 ] students=student/NOUN+/nsubj/4 left/VERB/root/0",
        "former Kenyan students",
        "KEN.EDU",
    );
}

#[test]
fn bare_officers_are_of_the_police_in_a_report_of_police() {
    let notation = "[norp Kenyan/ADJ/amod/2 ] police/NOUN/nsubj/3 came/VERB/root/0 and/CCONJ/cc/6 two/NUM/nummod/6 officers=officer/NOUN+/conj/2";
    check(notation, "two officers", "KEN.COP");
    let notation = "[norp Kenyan/ADJ/amod/2 ] soldiers=soldier/NOUN+/nsubj/3 came/VERB/root/0 and/CCONJ/cc/6 two/NUM/nummod/6 officers=officer/NOUN+/conj/2";
    check(notation, "two officers", "KEN.MIL");
}

#[test]
fn a_people_that_acts_is_its_state() {
    check("the/DET/det/2 [norp British/PROPN/nsubj/3 ] left/VERB/root/0", "the British", "GBR.GOV");
    check("most/ADJ/amod/2 [norp Britons=Briton/PROPN+/nsubj/3 ] left/VERB/root/0", "most Britons", "GBR.CVL");
}

#[test]
fn what_stands_before_a_noun_counts_as_written() {
    check(
        "displaced=displace/VERB/amod/2 families=family/NOUN+/nsubj/3 left/VERB/root/0 [gpe Sudan/PROPN/obj/3 ]",
        "displaced families",
        "SDN.REF",
    );
    let notation = "a/DET/det/4 human/ADJ/amod/3 rights=right/NOUN+/compound/4 lawyer/NOUN/nsubj/5 left/VERB/root/0 [gpe Peru/PROPN/obj/5 ]";
    check(notation, "a human rights lawyer", "PER.SOC");
}

#[test]
fn justice_and_force_by_themselves_are_nobody() {
    check("justice/NOUN/nsubj/2 prevailed=prevail/VERB/root/0", "justice", "?.UNK");
    check("the/DET/det/2 justice/NOUN/nsubj/3 ruled=rule/VERB/root/0", "the justice", "?.JUD");
}

#[test]
fn members_of_a_community_are_of_the_country_where_they_are() {
    let notation = "Members=member/NOUN+/nsubj/5 of/ADP/case/4 the/DET/det/4 community/NOUN/nmod/1 met=meet/VERB/root/0 in/ADP/case/7 [gpe Kenya/PROPN/obl/5 ]";
    check(notation, "Members of the community", "KEN.CVL");
}

#[test]
fn a_coalition_at_war_is_of_armed_forces() {
    let notation = "the/DET/det/3 global/ADJ/amod/3 coalition/NOUN/nsubj/4 bombed=bomb/VERB/root/0 [organisation ISIL/PROPN/obj/4 ]";
    check(notation, "the global coalition", "IGO.MIL");
}

#[test]
fn fighters_are_not_by_default_of_the_state_that_backs_them() {
    let notation = "[norp Turkish/ADJ/amod/3 ] -/PUNCT/punct/3 backed=back/VERB/amod/4 fighters=fighter/NOUN+/nsubj/5 met=meet/VERB/root/0 [norp Syrian/ADJ/amod/7 ] police/NOUN/obj/5";
    check(notation, "Turkish - backed fighters", "SYR.REB");
}

#[test]
fn bare_officers_are_the_polices_where_no_soldiers_are_told_of() {
    check("officers=officer/NOUN+/nsubj/2 left=leave/VERB/root/0", "officers", "?.COP");
}

#[test]
fn a_people_that_suffers_something_is_its_state_if_that_was_told_of() {
    let notation = "[gpe Ghana/PROPN/nsubj/2 ] left/VERB/root/0\n\
                    [gpe Kenya/PROPN/nsubj/2 ] praised/VERB/root/0 the/DET/det/4 [norp Ghanaians/PROPN+/obj/2 ]";
    check_same(notation, "the Ghanaians", "Ghana", true);
    check(
        "[gpe Kenya/PROPN/nsubj/2 ] praised/VERB/root/0 the/DET/det/4 [norp Ghanaians/PROPN+/obj/2 ]",
        "the Ghanaians",
        "GHA.CVL",
    );
}

#[test]
fn one_of_a_people_is_a_person() {
    let kind = |notation: &str| resolve(None, notation).2.actors[0].kind;
    assert_eq!(kind("the/DET/det/2 [norp Ghanaian/PROPN/nsubj/3 ] left/VERB/root/0"), EntityKind::Person);
    assert_eq!(kind("some/DET/det/2 [norp Ghanaians/PROPN+/nsubj/3 ] left/VERB/root/0"), EntityKind::Group);
}

#[test]
fn a_state_is_meant_by_what_it_is() {
    let told = "[gpe Thailand/PROPN/nsubj/2 ] thanked/VERB/root/0 [gpe France/PROPN/obj/2 ] and/CCONJ/cc/5 [gpe Qatar/PROPN/conj/3 ]\n";
    let praised = |phrase: &str| format!("{told}Critics=critic/NOUN+/nsubj/2 praised/VERB/root/0 {phrase}");
    check(&praised("the/DET/det/4 kingdom/NOUN/obj/2"), "the kingdom", "THA.GOV");
    check(
        &praised("the/DET/det/5 [location Gulf/PROPN/compound/5 ] emirate/NOUN/obj/2"),
        "the Gulf emirate",
        "QAT.GOV",
    );
    check(&praised("the/DET/det/5 [norp European/ADJ/amod/5 ] country/NOUN/obj/2"), "the European country", "EUR.GOV");
}

#[test]
fn a_neighbour_has_a_border() {
    let notation =
        "[gpe Chad/PROPN/nsubj/2 ] met/VERB/root/0 [gpe Brazil/PROPN/obj/2 ] and/CCONJ/cc/5 [gpe Niger/PROPN/conj/3 ]
        [gpe Chad/PROPN/nsubj/2 ] praised/VERB/root/0 its/PRON/nmod:poss/5 western/ADJ/amod/5 neighbour/NOUN/obj/2";
    check(notation, "its western neighbour", "NER.GOV");
    let pair =
        "[gpe France/PROPN/nsubj/2 ] met/VERB/root/0 [gpe Chad/PROPN/obj/2 ] and/CCONJ/cc/5 [gpe Niger/PROPN/conj/3 ]
        The/DET/det/3 two/NUM/nummod/3 neighbours=neighbour/NOUN+/nsubj/4 agreed/VERB/root/0";
    check(pair, "The two neighbours", "TCD.GOV&NER.GOV");
}

#[test]
fn the_leaders_of_a_region_are_of_no_one_state() {
    let notation = "[norp West/PROPN/compound/2 African/ADJ/amod/3 ] leaders=leader/NOUN+/nsubj/4 met/VERB/root/0 in/ADP/case/6 [gpe Ghana/PROPN/obl/4 ]";
    check(notation, "West African leaders", "IGO.GOV");
}

#[test]
fn ethnic_serbs_are_of_where_they_live() {
    let notation = "[gpe Kosovo/PROPN/compound/2 ] police/NOUN/nsubj/3 met/VERB/root/0 ethnic/ADJ/amod/5 [norp Serbs=serb/PROPN+/obj/3 ]";
    check(notation, "ethnic Serbs", "KOS.CVL");
}
