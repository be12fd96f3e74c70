//! Who is quoted, in which words, and what is denied.

use crate::common::code;
use annotation::{Quote, Style};
use pipeline::Coding;

const DAY: &str = "2025-03-10";

/// One line a quotation: `direct: "words" | who [cue] < who passes it on | of whom`.
fn line(coding: &Coding, quote: &Quote) -> String {
    let words = |span| coding.document.slice(span);
    let style = match quote.style {
        Style::Direct => "direct",
        Style::Mixed => "mixed",
        Style::Indirect => "indirect",
    };
    let sayers: Vec<String> = quote
        .sayings
        .iter()
        .map(|saying| match saying.cue {
            Some(cue) => format!("{} [{}]", words(saying.span), words(cue)),
            None => words(saying.span).to_string(),
        })
        .collect();
    let mut line = format!("{style}: {} | {}", words(quote.span).replace('\n', "/"), sayers.join(" < "));
    if let Some(target) = quote.target {
        line.push_str(" | of ");
        line.push_str(&coding.resolution.entities[target.0 as usize].name);
    }
    line
}

fn lines(text: &str, is_wanted: impl Fn(Style) -> bool) -> Vec<String> {
    let coding = code(text, DAY);
    coding.quotes.iter().filter(|quote| is_wanted(quote.style)).map(|quote| line(&coding, quote)).collect()
}

/// The words between marks.
fn check(text: &str, expected: &[&str]) {
    assert_eq!(lines(text, |style| style != Style::Indirect), expected, "{text}");
}

/// What is retold.
fn check_retold(text: &str, expected: &[&str]) {
    assert_eq!(lines(text, |style| style == Style::Indirect), expected, "{text}");
}

#[test]
fn a_verb_before_between_and_behind() {
    check(
        "\"The bridge will hold,\" General Okello said. \"It held in the flood.\"",
        &[
            "direct: The bridge will hold, | General Okello [said]",
            "direct: It held in the flood. | General Okello [said]",
        ],
    );
    check(
        "‘We shall rebuild the port,’ said Minister Ana Duarte.",
        &["direct: We shall rebuild the port, | Minister Ana Duarte [said]"],
    );
    check(
        "General Okello told reporters: “The road is open. Nobody was hurt.”",
        &["direct: The road is open. Nobody was hurt. | General Okello [told]"],
    );
    check(
        "\"The road is open,\" General Okello was quoted as saying by the Kampala Herald.",
        &["direct: The road is open, | General Okello [saying] < the Kampala Herald [quoted]"],
    );
}

#[test]
fn words_of_the_reporters_sentence() {
    check(
        "France accused Mali of \"hiding the wreck of the aircraft\".",
        &["mixed: hiding the wreck of the aircraft | France [accused] | of Mali"],
    );
    check(
        "President Duarte called General Okello \"a liar\".",
        &["mixed: a liar | President Duarte [called] | of Okello"],
    );
    check(
        "The inquiry was described by General Okello as “a waste of paper”.",
        &["mixed: a waste of paper | General Okello [described]"],
    );
    check(
        "Kenya said its navy would answer \"at once and in full\", the Kampala Herald reported.",
        &["mixed: at once and in full | Kenya [said] < the Kampala Herald [reported]"],
    );
}

#[test]
fn names_and_terms_are_no_quotations() {
    check("The navy began an exercise called \"Iron Harpoon\" off Mombasa.", &[]);
    check("The so-called \"experts\" of the ministry left for Geneva.", &[]);
    check("Sgt. Paul \"Tiny\" Mbeki of the army was buried on Monday.", &[]);
    check("The soldiers' camp and the rebels' base were shelled by the army on Monday.", &[]);
    check("The two armies meet at the \"blue line\" each month.", &[]);
}

#[test]
fn a_quotation_over_paragraphs_is_one() {
    check(
        "General Okello spoke on Monday: “The road is open.\n“The bridge holds.”\nThe army left.",
        &["direct: The road is open./“The bridge holds. | General Okello [spoke]"],
    );
}

#[test]
fn a_statement_speaks_for_who_issued_it() {
    check(
        "\"The road is open,\" a statement by the Kenyan Ministry of Defence said.",
        &["direct: The road is open, | the Kenyan Ministry of Defence [said]"],
    );
}

#[test]
fn who_is_told_is_no_sayer() {
    check(
        "\"The road is open,\" General Okello told Radio Nile.",
        &["direct: The road is open, | General Okello [told]"],
    );
}

#[test]
fn a_new_sentence_behind_a_full_stop_does_not_tell_who_spoke() {
    check(
        "\"The road is open,\" General Okello said. \"Nobody was hurt.\" Minister Ana Duarte told Radio Nile that talks would go on.",
        &["direct: The road is open, | General Okello [said]", "direct: Nobody was hurt. | General Okello [said]"],
    );
}

#[test]
fn reported_speech() {
    check_retold(
        "Minister Ana Duarte said that talks with Kenya would go on.",
        &["indirect: talks with Kenya would go on | Minister Ana Duarte [said]"],
    );
    check_retold(
        "Kenyan troops left the town on Monday, the Kampala Herald reported.",
        &["indirect: Kenyan troops left the town on Monday | the Kampala Herald [reported]"],
    );
    check_retold(
        "According to the Kampala Herald, Kenyan troops left the town on Monday.",
        &["indirect: Kenyan troops left the town on Monday | the Kampala Herald [According to]"],
    );
    check_retold("General Okello did not say whether the road was open.", &[]);
}

/// What each denial denies, by the words of the events: `denied > bombed`.
fn check_denials(text: &str, expected: &[&str]) {
    let coding = code(text, DAY);
    let trigger = |event: annotation::EventId| coding.document.slice(coding.events[event.0 as usize].trigger);
    let found: Vec<String> =
        coding.denials.iter().map(|denial| format!("{} > {}", trigger(denial.by), trigger(denial.of))).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn denials_know_what_they_deny() {
    check_denials("Ethiopia denied that its jets had bombed Sudan.", &["denied > bombed"]);
    check_denials(
        "Sudan accused Ethiopia of arming rebels. Ethiopia rejected the accusation.",
        &["rejected > accused"],
    );
    check_denials("Sudan offered Ethiopia talks. Ethiopia rejected the offer.", &[]);
}

#[test]
fn whoever_put_it_so_says_it() {
    check(
        "The island republic, as Admiral Okello put it, \"swims with a stone around its neck\".",
        &["mixed: swims with a stone around its neck | Admiral Okello [put]"],
    );
}

#[test]
fn whoever_is_blamed_for_words_said_them() {
    check(
        "The council censured Ana Duarte for saying that the mayor was \"a thief in a chain\".",
        &["mixed: a thief in a chain | Ana Duarte [saying]"],
    );
}

#[test]
fn a_quotation_without_a_verb_is_said_by_whom_stands_after_the_cue() {
    check(
        "\"Our river, our dam,\" tweeted Addis Ababa's water minister, Ana Duarte, who asked the bank for more.",
        &["direct: Our river, our dam, | Addis Ababa's water minister [tweeted]"],
    );
}
