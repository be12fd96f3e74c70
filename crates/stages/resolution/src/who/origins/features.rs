//! What is told of one without a country, and of a country that may be his, in numbers: zeros and ones.

use super::{Candidate, MAX_CANDIDATES, Question};
use crate::who::Text;
use crate::who::actors::Drafts;
use crate::who::defaults::MAX_MENTIONS;
use annotation::{Chain, EntityKind, Form, Mention, MentionId};
use inference::ranking::{one_of, yes};
use ontology::{Country, Deprel, Sector};
use std::collections::BTreeMap;

/// Numbers of a candidate.
pub const N_FEATURES: usize = N_OWN + N_REPORT + N_SENTENCE;

const N_OWN: usize = 4 + N_KINDS + N_SECTORS + 5 + N_RELATIONS;
const N_KINDS: usize = 5;
const N_SECTORS: usize = Sector::ALL.len();
const N_REPORT: usize = 3 + 5 + 5 + 5 + 6;
const N_SENTENCE: usize = 3 + N_SCORES + 5 + N_RELATIONS + N_CASES + 2;
const N_SCORES: usize = 6;
const N_RELATIONS: usize = 10;
const CASES: [&str; 11] = ["in", "at", "of", "from", "with", "to", "by", "against", "for", "near", "on"];
const N_CASES: usize = CASES.len() + 2;

/// Where a report names each country.
pub(crate) struct Told {
    /// The sentence and the document's word of each mention that tells the country, in the order of the text.
    by_country: BTreeMap<Country, Vec<(u32, usize)>>,
    /// The countries, the most spoken of first.
    ranks: Vec<Country>,
    total: usize,
}

impl Told {
    /// `country_of` is the country of a mention that has one without guessing.
    pub fn of(text: &Text, country_of: impl Fn(MentionId) -> Option<Country>) -> Told {
        let mut by_country: BTreeMap<Country, Vec<(u32, usize)>> = BTreeMap::new();
        for id in text.ids() {
            if let Some(country) = country_of(id) {
                let mention = text.mention(id);
                by_country.entry(country).or_default().push((mention.sentence.0, text.token(mention)));
            }
        }
        let mut ranks: Vec<Country> = by_country.keys().copied().collect();
        ranks.sort_by_key(|country| std::cmp::Reverse(by_country[country].len()));
        let total = by_country.values().map(Vec::len).sum();
        Told { by_country, ranks, total }
    }

    /// The last mention before a sentence.
    fn before(&self, country: Country, sentence: u32) -> Option<(u32, usize)> {
        let all = self.by_country.get(&country)?;
        all.partition_point(|(at, _)| *at < sentence).checked_sub(1).map(|at| all[at])
    }

    fn count(&self, country: Country) -> usize {
        self.by_country.get(&country).map_or(0, Vec::len)
    }
}

/// What the rules found out: the best score of each country that the sentence names, and what they propose.
pub(crate) struct Found {
    pub scores: Vec<(Country, i32)>,
    pub proposal: Option<Country>,
}

fn relation(deprel: Deprel) -> usize {
    match deprel {
        Deprel::Nsubj | Deprel::NsubjOuter => 0,
        Deprel::NsubjPass => 1,
        Deprel::Obj | Deprel::Iobj => 2,
        Deprel::Obl | Deprel::OblAgent => 3,
        Deprel::Nmod => 4,
        Deprel::NmodPoss => 5,
        Deprel::Amod | Deprel::Compound => 6,
        Deprel::Conj => 7,
        Deprel::Appos => 8,
        _ => 9,
    }
}

/// The question of which country the draft `index` is.
pub(crate) fn question(
    text: &Text,
    drafts: &Drafts,
    index: usize,
    (told, found): (&Told, &Found),
    country_of: impl Fn(MentionId) -> Option<Country>,
) -> Question {
    let draft = &drafts.drafts[index];
    let mention = text.mention(draft.mentions[0]);
    let own = own(text, draft, mention, found);
    // The nearest mention of each country in the sentence.
    let mut nearest: Vec<(Country, &Mention)> = Vec::new();
    for id in text.ids_in(mention.sentence).take(MAX_MENTIONS) {
        let Some(country) = country_of(id) else { continue };
        let other = text.mention(id);
        let is_nearer = |known: &Mention| other.head.abs_diff(mention.head) < known.head.abs_diff(mention.head);
        match nearest.iter_mut().find(|(known, _)| *known == country) {
            Some((_, known)) if is_nearer(known) => *known = other,
            Some(_) => {}
            None => nearest.push((country, other)),
        }
    }
    nearest.truncate(MAX_CANDIDATES);
    let mut countries: Vec<Country> = nearest.iter().map(|(country, _)| *country).collect();
    let others = found.proposal.into_iter().chain(text.home);
    for country in others.chain(told.ranks.iter().copied()) {
        if countries.len() < MAX_CANDIDATES && !countries.contains(&country) {
            countries.push(country);
        }
    }
    let candidates = countries.into_iter().map(|country| {
        let named = nearest.iter().find(|(known, _)| *known == country).map(|(_, mention)| *mention);
        let before = told.before(country, mention.sentence.0);
        let mut features = own.clone();
        features.extend(of_report(text, told, country, mention, found));
        match named {
            Some(other) => features.extend(of_sentence(text, mention, other, country, found)),
            None => features.resize(N_FEATURES, 0.0),
        }
        debug_assert_eq!(features.len(), N_FEATURES);
        let token = named.map(|other| text.token(other)).or(before.map(|(_, token)| token));
        let is_proposal = found.proposal == Some(country);
        Candidate { country, token, features, is_proposal }
    });
    let candidates = candidates.collect();
    let mut none = own;
    none.resize(N_FEATURES, 0.0);
    Question { mentions: draft.mentions.clone(), token: text.token(mention), none, candidates }
}

fn own(text: &Text, draft: &Chain, mention: &Mention, found: &Found) -> Vec<f32> {
    let mut features = vec![
        yes(draft.name.is_some()),
        yes(draft.is_plural),
        yes(draft.mentions.len() > 1),
        yes(mention.sentence.0 == 0),
    ];
    let kind = match draft.kind {
        EntityKind::Person => 0,
        EntityKind::Group => 1,
        EntityKind::Organisation => 2,
        EntityKind::Place => 3,
        _ => 4,
    };
    features.extend(one_of(N_KINDS, Some(kind)));
    let sector = draft.sectors.first();
    features.extend(Sector::ALL.iter().map(|one| yes(sector == Some(one))));
    let first = text.tree(mention.sentence).node(mention.words.start);
    features.extend([
        yes(found.proposal.is_none()),
        yes(mention.form == Form::Pronoun),
        yes(first.upos == ontology::Upos::Det && &*first.lemma == "the"),
        yes(draft.roles.is_empty()),
        yes(text.home.is_some()),
    ]);
    features.extend(one_of(N_RELATIONS, Some(relation(text.tree(mention.sentence).node(mention.head).deprel))));
    features
}

fn of_report(text: &Text, told: &Told, country: Country, mention: &Mention, found: &Found) -> Vec<f32> {
    let rank = told.ranks.iter().position(|one| *one == country);
    let share = told.count(country) * 100 / told.total.max(1);
    let mut features = vec![
        yes(found.proposal == Some(country)),
        yes(text.home == Some(country)),
        yes(text.home == Some(country) && share < 20),
    ];
    features.extend(one_of(5, Some(rank.map_or(4, |rank| rank.min(3)))));
    let share = [1, 15, 35, 60].iter().take_while(|least| share >= **least).count();
    features.extend(one_of(5, Some(share)));
    let back = told.before(country, mention.sentence.0).map(|(sentence, _)| mention.sentence.0 - sentence);
    features.extend(one_of(5, Some(back.map_or(4, |back| (back as usize).clamp(1, 4) - 1))));
    let code = match country.code() {
        "UNO" => 0,
        "IGO" => 1,
        "EUR" => 2,
        "NGO" | "MNC" | "IMG" => 3,
        _ if country.is_state() => 4,
        _ => 5,
    };
    features.extend(one_of(6, Some(code)));
    features
}

fn of_sentence(text: &Text, mention: &Mention, other: &Mention, country: Country, found: &Found) -> Vec<f32> {
    let tree = text.tree(mention.sentence);
    let is_first = found.scores.first().is_some_and(|(first, _)| *first == country);
    let mut features = vec![1.0, yes(other.head < mention.head), yes(is_first)];
    let score = found.scores.iter().find(|(known, _)| *known == country).map(|(_, score)| *score);
    let score = match score {
        None => 0,
        Some(score) if score < 0 => 1,
        Some(0) => 2,
        Some(1 | 2) => 3,
        Some(3 | 4) => 4,
        Some(_) => 5,
    };
    features.extend(one_of(N_SCORES, Some(score)));
    let distance = [3, 7, 13, 22].iter().take_while(|most| other.head.abs_diff(mention.head) >= **most).count();
    features.extend(one_of(5, Some(distance)));
    features.extend(one_of(N_RELATIONS, Some(relation(tree.node(other.head).deprel))));
    let case = text.case(mention.sentence, other.head);
    let case = case.map(|case| CASES.iter().position(|one| *one == case).unwrap_or(CASES.len()));
    features.extend(one_of(N_CASES, Some(case.unwrap_or(CASES.len() + 1))));
    let is_under = |below: usize, above: usize| tree.ancestors(below).take(MAX_STEPS).any(|word| word == above);
    features.extend([yes(is_under(other.head, mention.head)), yes(is_under(mention.head, other.head))]);
    features
}

/// Steps up a tree that are looked at.
const MAX_STEPS: usize = 12;
