//! The places of small documents with hand-made trees.

use crate::by_hand::resolve;
use crate::common::code;
use ontology::EventType;

/// The places as `words CODE`, in order.
fn places(publisher: Option<&str>, notation: &str) -> String {
    let (sample, _, resolved) = resolve(publisher, notation);
    let shown = resolved.places.iter().map(|place| {
        format!("{} {}", sample.document.slice(place.span), place.country.map_or("?", |country| country.code()))
    });
    shown.collect::<Vec<_>>().join(" | ")
}

#[track_caller]
fn check(notation: &str, expected: &str) {
    assert_eq!(places(None, notation), expected, "{notation}");
}

#[test]
fn a_described_place_is_listed_besides_the_town_that_it_names() {
    check(
        "They/PRON/nsubj/2 slept/VERB/root/0 at/ADP/case/5 a/DET/det/5 school/NOUN/obl/2 in/ADP/case/7 [gpe Kaduna/PROPN/nmod/5 ]",
        "a school in Kaduna NGA | Kaduna NGA",
    );
    check("They/PRON/nsubj/2 praised/VERB/root/0 the/DET/det/4 school/NOUN/obj/2", "");
}

#[test]
fn a_border_is_that_of_the_nation_named_with_it() {
    check(
        "[gpe Oslo/PROPN/nsubj/2 ] sent/VERB/root/0 troops/NOUN+/obj/2 to/ADP/case/7 the/DET/det/7 [norp Finnish/ADJ/amod/7 ] border/NOUN/obl/2",
        "the Finnish border FIN",
    );
    check(
        "A/DET/det/3 [norp Russian/ADJ/amod/3 ] jet/NOUN/nsubj/4 violated=violate/VERB/root/0 [norp Estonian/ADJ/amod/6 ] airspace/NOUN/obj/4",
        "Estonian airspace EST",
    );
}

#[test]
fn an_unlisted_place_lies_where_the_words_beside_it_say() {
    let notation = "[norp Japanese/ADJ/amod/2 ] firms/NOUN+/nsubj/3 met/VERB/root/0 at/ADP/case/5 [gpe Qwertyville/PROPN/obl/3 ] near/ADP/case/7 [gpe Perth/PROPN/nmod/5 ]";
    check(notation, "Qwertyville AUS | Perth AUS");
}

#[test]
fn else_it_lies_where_the_publisher_is() {
    let notation = "[gpe Kenya/PROPN/nsubj/2 ] thanked/VERB/root/0 [norp Chinese/ADJ/amod/4 ] envoys/NOUN+/obj/2 at/ADP/case/6 [facility Qwertyville/PROPN/obl/2 ]";
    assert_eq!(places(Some("Nairobi Evening Post"), notation), "Qwertyville KEN");
}

#[test]
fn a_shared_water_lies_off_the_shore_spoken_of() {
    check(
        "[norp Yemeni/ADJ/amod/2 ] rebels/NOUN+/nsubj/3 sank/VERB/root/0 it/PRON/obj/3 in/ADP/case/7 the/DET/det/7 [location Red/PROPN/compound/8 Sea/PROPN/obl/3 ]",
        "Red Sea YEM",
    );
    check(
        "[norp Swiss/ADJ/amod/2 ] divers/NOUN+/nsubj/3 sank/VERB/root/0 it/PRON/obj/3 in/ADP/case/7 the/DET/det/7 [location Red/PROPN/compound/8 Sea/PROPN/obl/3 ]",
        "Red Sea ?",
    );
}

#[test]
fn an_air_base_is_known_by_its_short_name() {
    check(
        "It/PRON/nsubj/2 landed/VERB/root/0 at/ADP/case/5 [facility Batajnica/PROPN/compound/5 airfield/NOUN/obl/2 ]",
        "Batajnica airfield SRB",
    );
}

#[test]
fn a_body_is_a_place_where_something_is_done_at_it() {
    let body = "[organisation Qwerty/PROPN/compound/8 College/PROPN";
    check(
        &format!(
            "[gpe Nepal/PROPN/nsubj/2 ] opened/VERB/root/0 talks/NOUN+/obj/2 with/ADP/case/5 [gpe India/PROPN/obl/2 ] at/ADP/case/8 {body}/obl/2 ]"
        ),
        "Qwerty College NPL",
    );
    check(
        "A/DET/det/2 professor/NOUN/nsubj/6 at/ADP/case/5 [organisation Qwerty/PROPN/compound/5 College/PROPN/nmod/2 ] spoke/VERB/root/0",
        "",
    );
}

#[test]
fn parts_of_a_land_are_places_and_its_president_is_none() {
    check(
        "They/PRON/nsubj/2 trained/VERB/root/0 in/ADP/case/5 the/DET/det/5 north/NOUN/obl/2 of/ADP/case/7 [gpe Norway/PROPN/nmod/5 ]",
        "Norway NOR",
    );
    check(
        "They/PRON/nsubj/2 met/VERB/root/0 the/DET/det/4 president/NOUN/obj/2 of/ADP/case/6 [gpe Norway/PROPN/nmod/4 ]",
        "",
    );
}

#[test]
fn a_name_goes_on_after_an_apostrophe() {
    check(
        "They/PRON/nsubj/2 landed/VERB/root/0 at/ADP/case/4 [gpe Cox/PROPN/nmod:poss/6 ] 's/PART/case/4 [gpe Bazar/PROPN/obl/2 ]",
        "Cox 's Bazar BGD",
    );
}

#[test]
fn a_dateline_is_a_place_though_it_stands_as_one_who_acts() {
    check(
        "[gpe DHAKA/PROPN/nsubj/4 ] —/PUNCT/punct/1 [gpe Bangladesh/PROPN/nsubj/4 ] sent/VERB/root/0 aid/NOUN/obj/4",
        "DHAKA BGD",
    );
}

#[test]
fn a_seat_of_government_is_a_place_where_somebody_speaks_from_it() {
    check(
        "They/PRON/nsubj/2 thanked/VERB/root/0 us/PRON/obj/2 from/ADP/case/5 [gpe Vilnius/PROPN/obl/2 ]",
        "Vilnius LTU",
    );
    check("They/PRON/nsubj/2 bought=buy/VERB/root/0 arms/NOUN/obj/2 from/ADP/case/5 [gpe Lithuania/PROPN/obl/2 ]", "");
}

#[test]
fn a_land_that_is_taken_or_attacked_is_a_place() {
    check(
        "They/PRON/nsubj/2 ended/VERB/root/0 control/NOUN/obj/2 of/ADP/case/5 [gpe Kuwait/PROPN/nmod/3 ]",
        "Kuwait KWT",
    );
    check(
        "They/PRON/nsubj/2 planned/VERB/root/0 attacks=attack/NOUN+/obj/2 on/ADP/case/5 [gpe Kuwait/PROPN/nmod/3 ]",
        "Kuwait KWT",
    );
    check("They/PRON/nsubj/2 planned/VERB/root/0 talks/NOUN+/obj/2 on/ADP/case/5 [gpe Kuwait/PROPN/nmod/3 ]", "");
}

#[test]
fn whoever_is_put_on_a_plane_goes_there() {
    check(
        "They/PRON/nsubj/2 put/VERB/root/0 him/PRON/obj/2 on/ADP/case/6 a/DET/det/6 plane/NOUN/obl/2 to/ADP/case/8 [gpe Kuwait/PROPN/obl/2 ]",
        "Kuwait KWT",
    );
}

#[test]
fn bases_are_called_by_service_or_headquarters() {
    check(
        "It/PRON/nsubj/3 was/AUX/aux/3 signed/VERB/root/0 at/ADP/case/5 [organisation GHQ/PROPN/obl/3 ] in/ADP/case/7 [gpe Pakistan/PROPN/obl/3 ]",
        "GHQ PAK | Pakistan PAK",
    );
}

#[test]
fn a_part_of_a_town_is_in_the_town() {
    check(
        "They/PRON/nsubj/2 met/VERB/root/0 in/ADP/case/4 [gpe Lima/PROPN/obl/2 ] ;/PUNCT/punct/2 rain/NOUN/nsubj/7 fell/VERB/parataxis/2 in/ADP/case/10 other/ADJ/amod/10 parts=part/NOUN+/obl/7 of/ADP/case/13 the/DET/det/13 city/NOUN/nmod/10",
        "Lima PER | the city PER",
    );
}

#[test]
fn whoever_comes_from_an_unlisted_place_has_it_in_his_country() {
    assert_eq!(
        places(
            Some("Nairobi Evening Post"),
            "[gpe Kenya/PROPN/nsubj/2 ] buried/VERB/root/0 the/DET/det/5 [norp Irish/ADJ/amod/5 ] soldier/NOUN/obj/2 of/ADP/case/7 [gpe Qwertyville/PROPN/nmod/5 ]"
        ),
        "Qwertyville IRL"
    );
}

#[test]
fn a_river_is_known_by_its_bare_name() {
    assert_eq!(
        places(
            Some("Nairobi Evening Post"),
            "[gpe Kenya/PROPN/nsubj/2 ] sent/VERB/root/0 [norp Syrian/ADJ/amod/4 ] engineers/NOUN+/obj/2 to/ADP/case/8 the/DET/det/8 [location Euphrates/PROPN/compound/8 River/PROPN/obl/2 ]"
        ),
        "Euphrates River SYR"
    );
}

#[test]
fn unrest_and_force_are_where_the_name_before_them_says() {
    check(
        "They/PRON/nsubj/2 feared/VERB/root/0 the/DET/det/5 [gpe Kuwait/PROPN/compound/5 ] blast/NOUN/obj/2",
        "Kuwait KWT",
    );
    check("They/PRON/nsubj/2 met/VERB/root/0 the/DET/det/5 [gpe Kuwait/PROPN/compound/5 ] envoy/NOUN/obj/2", "");
}

#[test]
fn waters_and_fields_of_a_nation_are_places() {
    check(
        "They/PRON/nsubj/2 sank/VERB/root/0 it/PRON/obj/2 in/ADP/case/6 [norp Iranian/ADJ/amod/6 ] waters=water/NOUN+/obl/2",
        "Iranian waters IRN",
    );
    check(
        "They/PRON/nsubj/2 planned/VERB/root/0 attacks=attack/NOUN+/obj/2 on/ADP/case/6 [norp Saudi/ADJ/amod/6 ] fields=field/NOUN+/nmod/3",
        "Saudi fields SAU",
    );
}

#[test]
fn whoever_is_back_from_a_capital_was_there() {
    check(
        "[gpe France/PROPN/nsubj/2 ] called/VERB/root/0 him/PRON/obj/2 back/ADV/advmod/2 from/ADP/case/6 [gpe Tehran/PROPN/nmod/3 ]",
        "Tehran IRN",
    );
}

#[test]
fn a_dateline_lies_in_the_country_that_it_makes_the_report_s_own() {
    let text = "KINGSTON, March 3 - Customs officers found rifles from New York in the United States. The United States sent \
                two agents from New York.";
    let coding = code(text, "2025-03-10");
    let kingston = &coding.resolution.places[0];
    assert_eq!((&*kingston.name, kingston.country.map(|country| country.code())), ("Kingston", Some("JAM")));
}

#[test]
fn what_shakes_a_town_happens_there() {
    let coding = code("Protests rocked Nairobi on Monday.", "2025-03-10");
    let place = coding.events[0].place.map(|place| &*coding.resolution.places[place].name);
    assert_eq!(place, Some("Nairobi"));
}

#[test]
fn where_something_lies_of_which_they_spoke_is_not_where_they_did() {
    let coding = code("The Kenyan and Ugandan ministers spoke about the border crossing at Busia.", "2025-03-10");
    assert_eq!(coding.events[0].event_type, EventType::Consult);
    assert_eq!(coding.events[0].place, None);
}

#[test]
fn here_is_where_the_report_is_written() {
    let text = "NAIROBI, March 3 - Kenya and Uganda are neighbors.\nThe Ugandan president met the Kenyan president here on Monday.";
    let coding = code(text, "2025-03-10");
    let place = coding.events[0].place.map(|place| &*coding.resolution.places[place].name);
    assert_eq!(place, Some("Nairobi"));
}

#[test]
fn a_building_with_a_body_s_name_is_a_place_where_it_is_entered() {
    check(
        "[gpe Nepal/PROPN/nsubj/2 ] searched=search/VERB/root/0 [organisation Qwerty/PROPN/compound/4 College/PROPN/obj/2 ]",
        "Qwerty College NPL",
    );
    check(
        "[gpe Nepal/PROPN/nsubj/2 ] praised/VERB/root/0 [organisation Qwerty/PROPN/compound/4 College/PROPN/obj/2 ]",
        "",
    );
}

#[test]
fn what_is_attacked_at_a_place_is_attacked_there() {
    let text = "Rebels attacked an army post in Farako in the Ségou region of Mali on Tuesday, as they had a larger one near Kayes.";
    let coding = code(text, "2025-08-22");
    let attack = coding.events.iter().find(|event| event.event_type == EventType::Assault).expect("an attack");
    let place = attack.place.map(|place| &*coding.resolution.places[place].name);
    assert_eq!(place, Some("Farako"));
}
