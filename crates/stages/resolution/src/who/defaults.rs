//! Whose police, army or court it is when the phrase does not say.
//!
//! A body of the state without a country takes, in this order: the one country that places in its sentence lie
//! in, the country that another mention of the same role had before, the dateline's, the most mentioned state's.

use super::Text;
use super::entities::{Draft, Drafts};
use annotation::{EntityKind, NameLabel, SentenceId};
use gazetteer::Kind;
use ontology::{Country, Sector};
use std::collections::BTreeMap;

/// Gives a country to the drafts that need one.
pub(crate) fn fill(text: &Text, drafts: &mut Drafts) {
    let most = most_mentioned(drafts);
    for index in 0..drafts.drafts.len() {
        let draft = &drafts.drafts[index];
        if draft.country.is_some() || !is_of_a_state(draft) || !draft.members.is_empty() {
            continue;
        }
        let sentence = text.mention(draft.mentions[0]).sentence;
        let found = in_sentence(text, sentence)
            .map(|country| (country, "the place in the sentence"))
            .or_else(|| same_role(drafts, index).map(|country| (country, "the same role before")))
            .or_else(|| most.map(|country| (country, "the report's most mentioned state")));
        if let Some((country, reason)) = found {
            let draft = &mut drafts.drafts[index];
            draft.country = Some(country);
            draft.why.push_str(&format!("; country by default: {reason}"));
        }
    }
}

fn is_of_a_state(draft: &Draft) -> bool {
    use Sector::*;
    let told = draft.sectors.first();
    let acts = !matches!(draft.kind, EntityKind::Place | EntityKind::State);
    acts && told.is_some_and(|sector| matches!(sector, Gov | Mil | Cop | Jud | Leg | Spy | Opp | Pty | Cvl | Med | Edu | Lab | Rel | Soc | Eli | Crm | Uaf | Agr))
}

/// The country of the sentence's places, if it is one.
fn in_sentence(text: &Text, sentence: SentenceId) -> Option<Country> {
    let mut countries: Vec<Country> = Vec::new();
    let names = text.mentions.names.iter().filter(|name| name.sentence == sentence);
    for name in names.filter(|name| matches!(name.label, NameLabel::Gpe | NameLabel::Location | NameLabel::Facility)) {
        let forms = text.forms(sentence, name.words.clone());
        let known = text.gazetteer.longest(&forms).and_then(|(_, entries)| entries.into_iter().find(|entry| entry.kind != Kind::Person)?.country);
        let country = known.or_else(|| text.gazetteer.towns(&forms.join(" ")).first().map(|town| town.country));
        countries.extend(country);
    }
    countries.sort_unstable();
    countries.dedup();
    match countries.as_slice() {
        &[country] => Some(country),
        _ => None,
    }
}

fn same_role(drafts: &Drafts, index: usize) -> Option<Country> {
    let role = drafts.drafts[index].roles.first()?;
    let before = drafts.drafts[..index].iter().rev();
    before.filter(|draft| draft.roles.contains(role)).find_map(|draft| draft.country)
}

/// The state that most mentions belong to; the earlier one of equals.
fn most_mentioned(drafts: &Drafts) -> Option<Country> {
    let mut counts: BTreeMap<Country, (usize, std::cmp::Reverse<usize>)> = BTreeMap::new();
    for (index, draft) in drafts.drafts.iter().enumerate() {
        if let Some(country) = draft.country.filter(|country| country.is_state()) {
            let entry = counts.entry(country).or_insert((0, std::cmp::Reverse(index)));
            entry.0 += draft.mentions.len();
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(country, _)| country)
}
