//! Numbers of hand-made sentences: bounds, money, who is counted, what is no number.

use annotation::{Actor, Annotated, EntityId, EntityKind, Number, Resolution, Vectors};
use ontology::{Count, Sector};
use quantification::Counter;
use testkit::Sample;

/// Every mention means something that is not known.
fn unknown(entity: u32) -> Actor {
    Actor {
        entity: EntityId(entity),
        kind: EntityKind::Other,
        country: None,
        sector: Sector::Unk,
        other_sectors: Vec::new(),
        career: [].into(),
        why: "a test".into(),
    }
}

fn numbers(notation: &str) -> (Sample, Vec<Number>) {
    let sample = Sample::parse(notation);
    let mentions = sample.mentions();
    let actors = (0..mentions.mentions.len()).map(|at| unknown(at as u32)).collect();
    let resolution = Resolution { actors, ..Resolution::default() };
    let annotated = Annotated {
        document: &sample.document,
        tokens: &sample.tokens,
        sentences: &sample.sentences,
        trees: &sample.trees,
        mentions: &mentions,
        resolution: &resolution,
        vectors: &Vectors::default(),
    };
    let numbers = Counter::new().count(annotated, &[]);
    (sample, numbers)
}

/// Checks kind, bounds and words of each number.
fn check(notation: &str, expected: &[(Count, Option<f64>, Option<f64>, &str)]) {
    let (sample, numbers) = numbers(notation);
    let found: Vec<_> = numbers
        .iter()
        .map(|number| (number.kind, number.low, number.high, sample.document.slice(number.span)))
        .collect();
    assert_eq!(found, expected, "{notation}");
}

/// Checks the bounds of one number of people who were killed.
fn check_bounds(number: &str, low: Option<f64>, high: Option<f64>) {
    let n_words = number.split_whitespace().count();
    let noun = n_words + 1;
    let words = number.split_whitespace().map(|word| format!("{word}/NUM/nummod/{noun} ")).collect::<String>();
    let notation = format!("{words}people=people/NOUN+/nsubj/{} died=die/VERB/root/0", noun + 1);
    let (_, numbers) = numbers(&notation);
    let bounds: Vec<_> = numbers.iter().map(|number| (number.low, number.high)).collect();
    assert_eq!(bounds, [(low, high)], "{number}");
}

#[test]
fn bounds_are_the_numbers_told() {
    check_bounds("at least 12", Some(12.0), None);
    check_bounds("no fewer than 12", Some(12.0), None);
    check_bounds("up to 300", None, Some(300.0));
    check_bounds("as many as 32", None, Some(32.0));
    check_bounds("more than 40", Some(40.0), None);
    check_bounds("fewer than 200", None, Some(200.0));
    check_bounds("about 200", Some(200.0), Some(200.0));
    check_bounds("at least about 200", Some(200.0), None);
    check_bounds("12 or more", Some(12.0), None);
}

#[test]
fn ranges_have_two_bounds() {
    check_bounds("between 20 and 30", Some(20.0), Some(30.0));
    check_bounds("12 to 15", Some(12.0), Some(15.0));
    check_bounds("12 - 15", Some(12.0), Some(15.0));
    check_bounds("two or three", Some(2.0), Some(3.0));
    check_bounds("one to two hundred", Some(100.0), Some(200.0));
}

#[test]
fn numbers_are_read_in_digits_and_words() {
    check_bounds("1,200", Some(1_200.0), Some(1_200.0));
    check_bounds("1,00,000", Some(1e5), Some(1e5));
    check_bounds("1.5 million", Some(1.5e6), Some(1.5e6));
    check_bounds("3 lakh", Some(3e5), Some(3e5));
    check_bounds("two crore", Some(2e7), Some(2e7));
    check_bounds("a dozen", Some(12.0), Some(12.0));
    check_bounds("two dozen", Some(24.0), Some(24.0));
    check_bounds("half a million", Some(5e5), Some(5e5));
    check_bounds("twenty - five", Some(25.0), Some(25.0));
    check_bounds("one hundred and twenty", Some(120.0), Some(120.0));
    check_bounds("three and a half million", Some(3.5e6), Some(3.5e6));
}

#[test]
fn vague_numbers_are_the_least_that_is_meant() {
    check_bounds("several", Some(3.0), None);
    check_bounds("several hundred", Some(200.0), None);
    check_bounds("dozens of", Some(24.0), None);
    check_bounds("hundreds of", Some(200.0), None);
    check_bounds("thousands of", Some(2_000.0), None);
    check_bounds("tens of thousands of", Some(20_000.0), None);
}

#[test]
fn active_and_passive_are_alike() {
    check(
        "Shells/NOUN+/nsubj/2 killed=kill/VERB/root/0 12/NUM/nummod/4 herders/NOUN+/obj/2",
        &[(Count::Killed, Some(12.0), Some(12.0), "killed 12 herders")],
    );
    check(
        "12/NUM/nummod/2 herders/NOUN+/nsubj:pass/4 were=be/AUX/aux:pass/4 killed=kill/VERB/root/0",
        &[(Count::Killed, Some(12.0), Some(12.0), "12 herders were killed")],
    );
}

#[test]
fn those_who_kill_are_not_killed() {
    check("Two/NUM/nummod/2 gunmen=gunman/NOUN+/nsubj/3 killed=kill/VERB/root/0 guards/NOUN+/obj/3", &[]);
}

#[test]
fn nobody_is_zero() {
    check(
        "There/PRON/expl/2 were=be/VERB/root/0 no/DET/det/4 casualties=casualty/NOUN+/nsubj/2",
        &[(Count::Casualties, Some(0.0), Some(0.0), "no casualties")],
    );
}

#[test]
fn a_toll_is_a_number() {
    check(
        "The/DET/det/3 death/NOUN/compound/3 toll/NOUN/nsubj/4 rose=rise/VERB/root/0 to/ADP/case/6 30/NUM/obl/4",
        &[(Count::Killed, Some(30.0), Some(30.0), "death toll rose to 30")],
    );
}

#[test]
fn parts_are_rows_of_their_own() {
    let notation = "12/NUM/nummod/2 people=people/NOUN+/nsubj/3 died=die/VERB/root/0 including=include/VERB/case/6 four/NUM/nummod/6 children=child/NOUN+/obl/3";
    let (_, numbers) = numbers(notation);
    let of: Vec<_> = numbers.iter().map(|number| (number.low, number.of.as_deref())).collect();
    assert_eq!(of, [(Some(12.0), Some("people")), (Some(4.0), Some("children"))]);
}

#[test]
fn money_has_its_currency() {
    let (_, numbers) =
        numbers("Oslo/PROPN/nsubj/2 gave=give/VERB/root/0 US$/SYM/obj/2 20/NUM/compound/5 million/NUM/nummod/3");
    let found: Vec<_> = numbers.iter().map(|number| (number.kind, number.low, number.of.as_deref())).collect();
    assert_eq!(found, [(Count::Amount, Some(2e7), Some("USD"))]);
}

#[test]
fn dates_ages_shares_and_names_are_no_numbers() {
    check("12/NUM/nummod/2 percent/NOUN/nsubj/3 died=die/VERB/root/0", &[]);
    check("2018/NUM/nsubj/2 died=die/VERB/root/0", &[]);
    check(
        "A/DET/det/6 12/NUM/compound/5 -/PUNCT/punct/2 year/NOUN/compound/5 old/ADJ/amod/6 boy/NOUN/nsubj/7 died=die/VERB/root/0",
        &[],
    );
    check("They/PRON/nsubj/2 killed=kill/VERB/root/0 Article/PROPN/obj/2 50/NUM/nummod/3", &[]);
}

#[test]
fn what_may_be_is_no_count() {
    check("12/NUM/nummod/2 people=people/NOUN+/nsubj/4 could/AUX/aux/4 die/VERB/root/0", &[]);
}
