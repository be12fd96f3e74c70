//! Which phrases of small documents with hand-made trees and descriptions mean the same, by the rules alone.

use annotation::{Chains, Description, Descriptions, EntityKind, Form, Mention, Mentions, NameLabel, Vectors, View};
use coreference::Clusterer;
use ontology::Country;
use testkit::Sample;

/// What a phrase says where no table helps: of a name what the reader took it for, else a person's role.
fn described(view: &View, mention: &Mention) -> Description {
    if mention.form == Form::Pronoun {
        return Description::nothing();
    }
    let is_plural = view.is_plural(mention);
    let Some(name) = view.names(mention).find(|name| name.words.contains(&mention.head)) else {
        let role = Some(view.node(mention).lemma.to_lowercase());
        return Description { kind: EntityKind::Person, role, is_plural, ..Description::nothing() };
    };
    let kind = match name.label {
        NameLabel::Person => EntityKind::Person,
        NameLabel::Organisation => EntityKind::Organisation,
        _ => EntityKind::State,
    };
    let written = view.written(name.sentence, name.words.clone());
    let country = Country::all().find(|country| country.name() == written);
    Description { kind, country, name: Some(written), ..Description::nothing() }
}

fn cluster(notation: &str) -> (Sample, Mentions, Chains) {
    let sample = Sample::parse(notation);
    let mentions = sample.mentions();
    let Sample { document, tokens, sentences, trees, .. } = &sample;
    let view = View { document, tokens, sentences, trees, mentions: &mentions };
    let phrases = view.ids().map(|id| described(&view, view.mention(id))).collect();
    let chains = Clusterer::new().cluster(view, Descriptions { phrases, home: None }, &Vectors::default());
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
