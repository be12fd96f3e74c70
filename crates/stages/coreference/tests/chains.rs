//! Which phrases of small documents with hand-made trees and descriptions mean the same, by the rules alone.

use annotation::{Chains, Description, Descriptions, EntityKind, Form, Mention, Mentions, NameLabel, Vectors, View};
use coreference::Clusterer;
use ontology::{Country, Sector};
use testkit::Sample;

/// What a phrase says where no table helps: of a name what the reader took it for, else a person's role.
fn described(view: &View, mention: &Mention) -> Description {
    if mention.form == Form::Pronoun {
        return Description::nothing();
    }
    let is_plural = view.is_plural(mention);
    let of_state = |written: &str| Country::all().find(|country| country.name() == written);
    let Some(name) = view.names(mention).find(|name| name.words.contains(&mention.head)) else {
        let role = view.node(mention).lemma.to_lowercase();
        let country = view.names(mention).find_map(|name| of_state(&view.written(name.sentence, name.words.clone())));
        let (kind, sectors) = match role.as_str() {
            "minister" => (EntityKind::Person, vec![Sector::Gov]),
            "kingdom" | "neighbour" => (EntityKind::Other, Vec::new()),
            _ => (EntityKind::Person, Vec::new()),
        };
        return Description { kind, country, sectors, role: Some(role), is_plural, ..Description::nothing() };
    };
    let kind = match name.label {
        NameLabel::Person => EntityKind::Person,
        NameLabel::Organisation => EntityKind::Organisation,
        _ => EntityKind::State,
    };
    let written = view.written(name.sentence, name.words.clone());
    let country = of_state(&written);
    Description { kind, country, name: Some(written), ..Description::nothing() }
}

fn cluster(notation: &str) -> (Sample, Mentions, Chains) {
    let sample = Sample::parse(notation);
    let mentions = sample.mentions();
    let Sample { document, tokens, sentences, trees, .. } = &sample;
    let view = View { document, tokens, sentences, trees, mentions: &mentions };
    let phrases = view.ids().map(|id| described(&view, view.mention(id))).collect();
    let chains =
        Clusterer::new().cluster(view, Descriptions { phrases, ..Descriptions::default() }, &Vectors::default());
    (sample, mentions, chains)
}

/// The chains: phrases joined by `=`, members of a group in brackets.
fn check(notation: &str, expected: &[&str]) {
    let (sample, mentions, found) = cluster(notation);
    let phrase = |at: u32| sample.document.slice(mentions.mentions[at as usize].span);
    let shown = found.chains.iter().map(|chain| {
        let phrases: Vec<&str> = chain.mentions.iter().map(|id| phrase(id.0)).collect();
        let members: Vec<&str> = chain.members.iter().map(|&member| found.chains[member].label()).collect();
        if members.is_empty() {
            phrases.join(" = ")
        } else {
            format!("{} ({})", phrases.join(" = "), members.join(", "))
        }
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected, "{notation}");
}

#[test]
fn a_pronoun_means_the_person_of_the_clause_above() {
    check(
        "[person Ada/PROPN/nsubj/3 Quiroga/PROPN/flat/1 ] said/VERB/root/0 she/PRON/nsubj/5 left/VERB/ccomp/3",
        &["Ada Quiroga = she"],
    );
}

#[test]
fn an_apposition_is_one_with_its_noun() {
    check(
        "[person Ada/PROPN/nsubj/6 Quiroga/PROPN/flat/1 ] ,/PUNCT/punct/4 admiral/NOUN/appos/1 ,/PUNCT/punct/4 left/VERB/root/0",
        &["Ada Quiroga = admiral"],
    );
}

#[test]
fn an_acronym_is_the_body_spelled_out_before() {
    check(
        "the/DET/det/4 [organisation Royal/PROPN/compound/4 Coastal/PROPN/compound/4 Guard/PROPN/nsubj/5 ] left/VERB/root/0\n\
         the/DET/det/2 [organisation RCG/PROPN/nsubj/3 ] came/VERB/root/0",
        &["the Royal Coastal Guard = the RCG"],
    );
}

#[test]
fn two_first_names_are_two_persons() {
    check(
        "[person Ada/PROPN/nsubj/3 Quiroga/PROPN/flat/1 ] left/VERB/root/0\n\
         [person Rosa/PROPN/nsubj/3 Quiroga/PROPN/flat/1 ] came/VERB/root/0",
        &["Ada Quiroga", "Rosa Quiroga"],
    );
}

#[test]
fn both_are_the_two_who_were_told_of_together() {
    check(
        "[gpe Ghana/PROPN/nsubj/4 ] and/CCONJ/cc/3 [gpe Togo/PROPN/conj/1 ] agreed/VERB/root/0\n\
         both/PRON/nsubj/2 signed/VERB/root/0",
        &["Ghana", "Togo", "both (Ghana, Togo)"],
    );
}

#[test]
fn i_is_whoever_speaks_though_behind_the_words() {
    check(
        "“/PUNCT/punct/3 I/PRON/nsubj/3 left/VERB/root/0 ,/PUNCT/punct/3 ”/PUNCT/punct/3 \
         said=say/VERB/parataxis/3 [person Ada/PROPN/nsubj/6 Quiroga/PROPN/flat/7 ]",
        &["I = Ada Quiroga"],
    );
}

#[test]
fn i_of_a_letter_is_its_author() {
    check(
        "“/PUNCT/punct/3 I/PRON/nsubj/3 left/VERB/root/0 ,/PUNCT/punct/3 ”/PUNCT/punct/3 \
         the/DET/det/7 letter/NOUN/nsubj/8 said=say/VERB/parataxis/3",
        &["I", "the letter"],
    );
}

#[test]
fn we_of_a_minister_is_the_state() {
    check(
        "“/PUNCT/punct/3 We/PRON/nsubj/3 agreed/VERB/root/0 ,/PUNCT/punct/3 ”/PUNCT/punct/3 \
         the/DET/det/8 [gpe Togo/PROPN/compound/8 ] minister/NOUN/nsubj/9 said=say/VERB/parataxis/3",
        &["We = Togo", "the Togo minister"],
    );
}

#[test]
fn a_quotation_that_fills_its_sentence_goes_on() {
    check(
        "the/DET/det/3 [gpe Togo/PROPN/compound/3 ] minister/NOUN/nsubj/4 said=say/VERB/root/0 :/PUNCT/punct/4 \
         “/PUNCT/punct/8 I/PRON/nsubj/8 left/VERB/parataxis/4 ./PUNCT/punct/4 ”/PUNCT/punct/4\n\
         “/PUNCT/punct/3 I/PRON/nsubj/3 won/VERB/root/0 ./PUNCT/punct/3 ”/PUNCT/punct/3",
        &["Togo", "the Togo minister = I = I"],
    );
}

#[test]
fn an_office_beside_an_apposition_is_the_same_person_s() {
    check(
        "[person Ada/PROPN/nsubj/8 Quiroga/PROPN/flat/1 ] ,/PUNCT/punct/4 admiral/NOUN/appos/1 and/CCONJ/cc/6 envoy/NOUN/conj/4 \
         ,/PUNCT/punct/4 left/VERB/root/0",
        &["Ada Quiroga = admiral = envoy"],
    );
}

#[test]
fn a_predicate_of_a_relative_clause_means_the_noun_above() {
    check(
        "[person Ada/PROPN/nsubj/8 Quiroga/PROPN/flat/1 ] ,/PUNCT/punct/6 who/PRON/nsubj/6 was=be/AUX/cop/6 envoy/NOUN/acl:relcl/1 \
         ,/PUNCT/punct/6 left/VERB/root/0",
        &["Ada Quiroga = envoy"],
    );
}

#[test]
fn the_head_of_a_name_stands_for_the_body() {
    check(
        "the/DET/det/3 [organisation Coastal/PROPN/compound/3 Commission/PROPN/nsubj/4 ] met/VERB/root/0\n\
         the/DET/det/2 [organisation Commission/PROPN/nsubj/3 ] rose/VERB/root/0",
        &["the Coastal Commission = the Commission"],
    );
}

#[test]
fn a_surname_may_be_spelled_with_another_letter() {
    check(
        "[person Ada/PROPN/nsubj/3 Shafeeg/PROPN/flat/1 ] left/VERB/root/0\n[person Shafeeq/PROPN/nsubj/2 ] came/VERB/root/0\n\
         [person Sharif/PROPN/nsubj/2 ] came/VERB/root/0",
        &["Ada Shafeeg = Shafeeq", "Sharif"],
    );
}

#[test]
fn the_latter_is_the_last_of_two() {
    check(
        "[gpe Ghana/PROPN/nsubj/4 ] and/CCONJ/cc/3 [gpe Togo/PROPN/conj/1 ] agreed/VERB/root/0\n\
         the/DET/det/2 latter/ADJ/nsubj/3 signed/VERB/root/0\nthe/DET/det/2 former/ADJ/nsubj/3 paid/VERB/root/0",
        &["Ghana = the former", "Togo = the latter"],
    );
}

#[test]
fn a_state_by_its_sort_is_the_last_told_of_and_its_neighbour_the_other() {
    check(
        "[gpe Ghana/PROPN/nsubj/2 ] praised/VERB/root/0 [gpe Togo/PROPN/obj/2 ]\n\
         the/DET/det/2 kingdom/NOUN/nsubj/3 thanked/VERB/root/0 [gpe Ghana/PROPN/nmod:poss/5 ] neighbour/NOUN/obj/3",
        &["Ghana = Ghana", "Togo = the kingdom = Ghana neighbour"],
    );
}
