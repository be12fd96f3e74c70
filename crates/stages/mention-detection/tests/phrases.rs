//! Noun phrases of sentences with hand-made trees.

use annotation::Form;
use testkit::Sample;

/// The mentions of `notation` as `form:phrase`, joined by ` | `.
fn check(notation: &str, expected: &str) {
    let sample = Sample::parse(notation);
    let mentions = sample.mentions();
    let shown = mentions.mentions.iter().map(|mention| {
        let form = match mention.form {
            Form::Name => "name",
            Form::Nominal => "nominal",
            Form::Pronoun => "pronoun",
            Form::Modifier => "modifier",
        };
        format!("{form}:{}", sample.document.slice(mention.span))
    });
    assert_eq!(shown.collect::<Vec<_>>().join(" | "), expected);
}

#[test]
fn a_rank_before_a_name_is_no_mention_of_its_own() {
    check(
        "[rank Lt/PROPN/nmod:desc/3 General/PROPN/flat/1 ] [person Aung/PROPN/nsubj/5 Latt/PROPN/flat/3 ] spoke/VERB/root/0",
        "name:Lt General Aung Latt",
    );
}

#[test]
fn words_inside_an_office_are_no_mentions() {
    check(
        "the/DET/det/2 [office Chief/PROPN/nsubj/6 of/ADP/case/5 Army/PROPN/compound/5 Staff/PROPN/nmod/2 ] spoke/VERB/root/0",
        "name:the Chief of Army Staff",
    );
}

#[test]
fn a_nationality_before_a_noun_is_a_modifier() {
    check("[norp Omani/ADJ/amod/2 ] patrols/NOUN+/nsubj/3 left/VERB/root/0", "modifier:Omani | nominal:Omani patrols");
}

#[test]
fn dates_are_no_mentions() {
    check("He/PRON/nsubj/2 left/VERB/root/0 on/ADP/case/4 [date Tuesday/PROPN/obl/2 ]", "pronoun:He");
}

#[test]
fn partners_appositions_and_relative_clauses_stay_outside() {
    check(
        "envoys/NOUN+/nsubj/8 and/CCONJ/cc/3 aides/NOUN+/conj/1 who/PRON/nsubj/5 came/VERB/acl:relcl/3 ,/PUNCT/punct/8 today/ADV/advmod/8 left/VERB/root/0",
        "nominal:envoys | nominal:aides",
    );
}

#[test]
fn a_name_is_one_mention_however_it_is_parsed() {
    check(
        "the/DET/det/3 [organisation Coastal/PROPN/amod/3 Guard/PROPN/nsubj/6 of/ADP/case/5 Arda/PROPN/nmod/3 ] sailed/VERB/root/0",
        "name:the Coastal Guard of Arda",
    );
}
