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
