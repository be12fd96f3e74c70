//! Military items, where their deals stand, and exercises.

use crate::common::code;
use expect_test::{Expect, expect};
use ontology::Country;
use pipeline::Coding;
use std::fmt::Write;

/// One line an item: `JF-17 fighters | aircraft | contract | PAK > AZE | 3 | 40000000 USD`.
fn lines(coding: &Coding) -> String {
    let mut lines = String::new();
    for item in &coding.items {
        let whose = |party: &Option<annotation::Party>| {
            let country: Option<Country> = party.as_ref().and_then(|party| party.country);
            country.map_or("?", |country| country.code())
        };
        let (supplier, receiver) = (whose(&item.supplier), whose(&item.receiver));
        let text = coding.document.slice(item.span);
        let (class, stage) = (item.class.name(), item.stage.name());
        write!(lines, "{text} | {class} | {stage} | {supplier} > {receiver}").expect("a string");
        if let Some(quantity) = &item.quantity {
            write!(lines, " | {}", quantity.value).expect("a string");
        }
        if let Some(value) = &item.value {
            write!(lines, " | {} {}", value.value, value.currency.as_deref().unwrap_or("?")).expect("a string");
        }
        lines.push('\n');
    }
    lines
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&lines(&code(text, "2025-03-06")));
}

#[test]
fn a_purchase_has_supplier_receiver_quantity_and_price() {
    check(
        "Kenya signed a $120 million contract with Turkey for six Bayraktar TB2 drones on Monday.",
        expect![[r#"
            Bayraktar TB2 drones | drone | contract | TUR > KEN | 6 | 120000000 USD
        "#]],
    );
}

#[test]
fn a_delivery_is_read_from_either_side() {
    check(
        "Peru received four patrol vessels from South Korea.",
        expect![[r#"
            patrol vessels | ship | delivered | KOR > PER | 4
        "#]],
    );
    check(
        "Four patrol vessels were handed over to Peru by South Korea.",
        expect![[r#"
            patrol vessels | ship | delivered | KOR > PER | 4
        "#]],
    );
}

#[test]
fn the_outer_word_decides_the_stage() {
    check(
        "Greece discussed the purchase of 12 howitzers with Germany.",
        expect![[r#"
        howitzers | artillery | negotiation | DEU > GRC | 12
    "#]],
    );
    check(
        "Greece has asked Germany for 12 howitzers.",
        expect![[r#"
        howitzers | artillery | request | DEU > GRC | 12
    "#]],
    );
    check(
        "Germany refused to sell Greece 12 howitzers.",
        expect![[r#"
        howitzers | artillery | refused | DEU > GRC | 12
    "#]],
    );
    check(
        "Germany approved the sale of 12 howitzers to Greece.",
        expect![[r#"
        howitzers | artillery | agreed | DEU > GRC | 12
    "#]],
    );
}

#[test]
fn what_is_used_has_a_holder_and_no_supplier() {
    check(
        "A Turkish F-16 entered the airspace of Greece on Tuesday.",
        expect![[r#"
            Turkish F-16 | aircraft | used | ? > TUR | 1
        "#]],
    );
}

#[test]
fn arms_in_names_of_bodies_are_no_items() {
    check("The commander of the Strategic Missile Forces met his Chinese counterpart in Moscow.", expect![[""]]);
}

#[test]
fn a_gun_of_a_robber_is_no_item() {
    check("A man with a gun robbed a bank in Leeds on Friday.", expect![[""]]);
}

#[test]
fn part_of_an_order_gives_the_order_as_well() {
    check(
        "Poland took delivery of the first three of 24 Rafale fighters from France.",
        expect![[r#"
            Rafale fighters | aircraft | delivered | FRA > POL | 3
            Rafale fighters | aircraft | contract | FRA > POL | 24
        "#]],
    );
}

#[test]
fn exercises_have_names_and_participants() {
    let coding = code("India and France began the naval exercise Varuna off Goa on Sunday.", "2025-03-06");
    let exercise = coding.exercises.first().expect("an exercise");
    assert_eq!(exercise.name.as_deref(), Some("Varuna"));
    let names: Vec<&str> =
        exercise.participants.iter().map(|one| &*coding.resolution.entities[one.0 as usize].name).collect();
    assert_eq!(names, ["India", "France"]);
    assert!(exercise.event.is_some());
}

#[test]
fn what_stands_for_goods_makes_a_row_of_theirs() {
    check(
        "Brazil ordered eight Mi-35 helicopters from Russia in 2008. The first two arrived in March 2010.",
        expect![[r#"
            Mi-35 helicopters | aircraft | contract | RUS > BRA | 8
            Mi-35 helicopters | aircraft | delivered | RUS > BRA
        "#]],
    );
    check(
        "Ghana bought three patrol boats from China in 2011. The navy commissioned them a year later.",
        expect![[r#"
            patrol boats | ship | delivered | CHN > GHA | 3
            patrol boats | ship | in-service | ? > GHA
        "#]],
    );
    check(
        "Latvia agreed to buy 42 Ajax vehicles from Britain. Riga cancelled the contract in June.",
        expect![[r#"
            Ajax vehicles | armour | agreed | GBR > LVA | 42
            Ajax vehicles | armour | cancelled | GBR > LVA
        "#]],
    );
}

#[test]
fn arms_taken_off_others_are_not_used() {
    check(
        "Border guards seized 40 assault rifles from smugglers in Niger.",
        expect![[r#"
        assault rifles | small-arms | mention | ? > NER | 40
    "#]],
    );
    check(
        "Rebels shot down a Su-25 jet over Libya.",
        expect![[r#"
            Su-25 jet | aircraft | used | ? > ? | 1
        "#]],
    );
}

#[test]
fn a_list_goes_on_with_its_deal() {
    check(
        "Poland signed a contract with South Korea for 180 K2 tanks. The package also includes 12 FA-50 jets.",
        expect![[r#"
            K2 tanks | armour | contract | KOR > POL | 180
            FA-50 jets | aircraft | contract | KOR > POL | 12
        "#]],
    );
}

#[test]
fn a_successor_is_of_goods_in_service() {
    check(
        "Chile is talking to Saab about the Gripen as a successor to its F-5 fighters.",
        expect![[r#"
            Gripen | aircraft | negotiation | SWE > CHL
            F-5 fighters | aircraft | in-service | ? > CHL
        "#]],
    );
}

#[test]
fn oil_tanks_and_nerve_agents_are_no_arms() {
    check("India built oil tanks in Sri Lanka, and police found a nerve agent.", expect![[r#""#]]);
}

#[test]
fn a_ship_is_called_by_type_and_name() {
    check(
        "The frigate Zulfiqar of Pakistan sailed to Oman on Friday.",
        expect![[r#"
        frigate Zulfiqar | ship | used | ? > PAK
    "#]],
    );
}

#[test]
fn what_might_be_supplied_is_no_promise() {
    check(
        "France could supply Rafale fighters to Serbia.",
        expect![[r#"
        Rafale fighters | aircraft | interest | FRA > SRB
    "#]],
    );
    check(
        "Sweden has bought four Black Hawk helicopters from the United States.",
        expect![[r#"
        Black Hawk helicopters | aircraft | contract | USA > SWE | 4
    "#]],
    );
}

#[test]
fn a_relative_clause_tells_of_goods_as_well() {
    check(
        "Gabon received the patrol boats that it bought from China.",
        expect![[r#"
            patrol boats | ship | delivered | CHN > GAB
            patrol boats | ship | contract | CHN > GAB
        "#]],
    );
    check(
        "Kenya's air force flies four Heron drones, bought last year from Israel.",
        expect![[r#"
            Heron drones | drone | in-service | ISR > KEN | 4
            Heron drones | drone | delivered | ISR > KEN | 4
        "#]],
    );
    check(
        "They meant the destroyer USS Halvorsen, which shelled Aden on Monday.",
        expect![[r#"
            destroyer USS Halvorsen | ship | used | ? > USA
        "#]],
    );
}

#[test]
fn what_is_said_of_a_list_is_said_of_its_parts() {
    check(
        "Germany sent Ukraine fifty tonnes of arms on Friday, among them 30 Stinger missiles.",
        expect![[r#"
            Stinger missiles | air-defence | delivered | DEU > UKR | 30
        "#]],
    );
    check(
        "Police in Gabon seized two hand grenades, 40 kilos of Semtex and nine machine guns.",
        expect![[r#"
            hand grenades | munitions | mention | ? > GAB | 2
            machine guns | small-arms | mention | ? > GAB | 9
        "#]],
    );
    check(
        "Chad asked France for armoured ambulances, night goggles and helicopters.",
        expect![[r#"
            armoured ambulances | armour | request | FRA > TCD
            night goggles | other | request | FRA > TCD
            helicopters | aircraft | request | FRA > TCD
        "#]],
    );
}

#[test]
fn a_contract_to_be_carried_out_is_a_contract() {
    check(
        "Norway and Britain signed an agreement under which Oslo will get five frigates.",
        expect![[r#"
            frigates | ship | contract | ? > NOR | 5
        "#]],
    );
    check(
        "Rheinmetall won a contract to supply Hungary with 200 Lynx vehicles.",
        expect![[r#"
            Lynx vehicles | armour | contract | DEU > HUN | 200
        "#]],
    );
    check(
        "Serbia expects delivery of four Pantsir systems from Russia.",
        expect![[r#"
            Pantsir systems | air-defence | contract | RUS > SRB | 4
        "#]],
    );
    check(
        "Turkey is building two corvettes for Ukraine.",
        expect![[r#"
            corvettes | ship | contract | TUR > UKR | 2
        "#]],
    );
}

#[test]
fn what_is_built_is_for_who_orders_it() {
    check(
        "Damen received an order for two corvettes from Colombia.",
        expect![[r#"
            corvettes | ship | contract | NLD > COL | 2
        "#]],
    );
    check(
        "Two corvettes for Colombia are on order in the Netherlands.",
        expect![[r#"
            corvettes | ship | contract | NLD > COL | 2
        "#]],
    );
}

#[test]
fn a_verb_shares_its_subject() {
    check(
        "Estonia ordered 12 Caesar howitzers from France. The first arrived in May and was fired in June.",
        expect![[r#"
            Caesar howitzers | artillery | contract | FRA > EST | 12
            Caesar howitzers | artillery | delivered | FRA > EST
            Caesar howitzers | artillery | used | FRA > EST
        "#]],
    );
}

#[test]
fn light_verbs_lend_their_subject() {
    check(
        "Kenya expressed interest in Turkish drones.",
        expect![[r#"
            Turkish drones | drone | interest | TUR > KEN
        "#]],
    );
    check(
        "French Mirage jets kept up their raids on rebels in Chad.",
        expect![[r#"
            French Mirage jets | aircraft | used | ? > FRA
        "#]],
    );
    check(
        "A Su-27 was seen firing a missile over Sweden.",
        expect![[r#"
            Su-27 | aircraft | used | ? > ? | 1
        "#]],
    );
}

#[test]
fn who_is_asked_to_do_it_supplies() {
    check(
        "Vietnam requested that Japan build six patrol vessels.",
        expect![[r#"
            patrol vessels | ship | request | JPN > VNM | 6
        "#]],
    );
}

#[test]
fn what_is_denied_to_somebody_is_refused() {
    check(
        "Pakistan was denied the F-16 fighters for a decade.",
        expect![[r#"
            F-16 fighters | aircraft | refused | USA > PAK
        "#]],
    );
    check(
        "Japan will lend two radars to Kenya but no missiles.",
        expect![[r#"
            radars | radar | agreed | JPN > KEN | 2
            missiles | missile | refused | JPN > KEN
        "#]],
    );
    check(
        "Chile said it would not buy Russian helicopters.",
        expect![[r#"
            Russian helicopters | aircraft | refused | RUS > CHL
        "#]],
    );
    check(
        "Berlin refused to stop the supply of six submarines to Turkey.",
        expect![[r#"
            submarines | submarine | contract | DEU > TUR | 6
        "#]],
    );
    check(
        "Kenya asked the United States for anti-tank missiles, so far without success.",
        expect![[r#"
            anti-tank missiles | missile | request | USA > KEN
            anti-tank missiles | missile | refused | USA > KEN
        "#]],
    );
    check(
        "A tender for sixteen attack helicopters has lapsed in Bangladesh.",
        expect![[r#"
            attack helicopters | aircraft | cancelled | ? > BGD | 16
        "#]],
    );
    check(
        "Iran denied reports that 400 Chinese rifles had been shipped to Sudan.",
        expect![[r#"
            Chinese rifles | small-arms | mention | ? > CHN | 400
        "#]],
    );
}

#[test]
fn forces_go_where_they_are_ordered() {
    check(
        "Washington ordered three amphibious ships to Liberia.",
        expect![[r#"
            amphibious ships | ship | used | ? > USA | 3
        "#]],
    );
    check(
        "Egypt accused Sudan of selling rifles to Chad.",
        expect![[r#"
            rifles | small-arms | delivered | SDN > TCD
        "#]],
    );
}

#[test]
fn who_is_sold_to_is_no_part_of_the_name() {
    check(
        "Washington plans to sell Taiwan 100 Harpoon missiles.",
        expect![[r#"
            Harpoon missiles | missile | agreed | USA > TWN | 100
        "#]],
    );
}

#[test]
fn a_designation_may_stand_behind_the_noun() {
    check(
        "Indonesia bought four corvettes of the Sigma type from the Netherlands.",
        expect![[r#"
            corvettes of the Sigma type | ship | delivered | NLD > IDN | 4
        "#]],
    );
    check(
        "France delivered a corvette, Baynunah, to Kuwait in May.",
        expect![[r#"
            corvette, Baynunah | ship | delivered | FRA > KWT | 1
        "#]],
    );
}

#[test]
fn arms_are_limbs_as_well() {
    check("The general in Mali called on his brothers in arms to go home.", expect![[""]]);
}

#[test]
fn part_of_what_was_sold_is_there() {
    check(
        "Russia sold Vietnam six Kilo-class submarines, the fifth of which reached Cam Ranh in May.",
        expect![[r#"
            Kilo-class submarines | submarine | contract | RUS > VNM | 6
            Kilo-class submarines | submarine | delivered | RUS > VNM | 6
        "#]],
    );
    check(
        "Peru leased two patrol boats from Italy in 2009.",
        expect![[r#"
            patrol boats | ship | delivered | ITA > PER | 2
        "#]],
    );
    check(
        "Oman thanked Britain for a new Skyguard radar.",
        expect![[r#"
            new Skyguard radar | radar | delivered | GBR > OMN | 1
        "#]],
    );
    check(
        "Mali displayed Russian L-39 jets in Bamako.",
        expect![[r#"
            Russian L-39 jets | aircraft | used | RUS > MLI
        "#]],
    );
    check(
        "Talks are under way between Jakarta and Ankara on the KAAN fighter.",
        expect![[r#"
            KAAN fighter | aircraft | negotiation | TUR > IDN
        "#]],
    );
}

#[test]
fn who_blames_a_sale_is_no_side_of_it() {
    check(
        "Iran condemned the sale of 66 jets to Bahrain.",
        expect![[r#"
            jets | aircraft | agreed | ? > BHR | 66
        "#]],
    );
}

#[test]
fn nobody_buys_his_own() {
    check(
        "A junta in Mali bought Russian Yak-130 jets.",
        expect![[r#"
            Russian Yak-130 jets | aircraft | delivered | RUS > MLI
        "#]],
    );
}

#[test]
fn who_becomes_a_buyer_has_signed() {
    check(
        "Kazakhstan has become the first buyer of the Turkish Anka drone.",
        expect![[r#"
            Turkish Anka drone | drone | contract | TUR > KAZ
        "#]],
    );
    check(
        "Paris withdrew its offer of Scorpene submarines to Peru.",
        expect![[r#"
            Scorpene submarines | submarine | cancelled | FRA > PER
        "#]],
    );
    check(
        "Chile has put its Orion patrol planes up for sale.",
        expect![[r#"
            Orion patrol planes | aircraft | offer | CHL > ?
        "#]],
    );
}

#[test]
fn what_is_done_for_goods_is_not_done_with_them() {
    check(
        "Niger wants to replace its Mi-35 helicopters.",
        expect![[r#"
            Mi-35 helicopters | aircraft | in-service | ? > NER
        "#]],
    );
    check(
        "A court in Iraq ordered an inquiry into the purchase of 24 T-50 trainers from South Korea.",
        expect![[r#"
            T-50 trainers | aircraft | agreed | KOR > IRQ | 24
        "#]],
    );
    check(
        "Zambia asked India for a berth for the frigate Huravee.",
        expect![[r#"
            frigate Huravee | ship | mention | ? > ?
        "#]],
    );
}
