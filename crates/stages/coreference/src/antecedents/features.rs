//! What is told of a mention and an entity together.

use super::classes::Classes;
use super::sex::sex_told;
use super::{Candidate, Question};
use crate::clauses;
use crate::drafts::{Drafts, roles_agree};
use crate::groups::{self, Together};
use crate::nations;
use crate::owners::{governing_subject, owner};
use crate::pronouns::{self, Wants, wants};
use crate::quotations;
use crate::speakers::meant_by;
use annotation::{Chain, Description, EntityKind, Form, Mention, MentionId, SentenceId, Sex, View};
use inference::ranking::{one_of, yes};
use ontology::{Country, Deprel, Sector};

/// Numbers of a candidate: those of the mention that asks, those of the entity, those of both.
pub const N_FEATURES: usize = N_OWN + N_ENTITY + N_PAIR;

const N_OWN: usize = N_FORMS + N_PLACES + N_KINDS + 8 + 5;
const N_FORMS: usize = 12;
const N_PLACES: usize = 9;
const N_KINDS: usize = 6;
const N_ENTITY: usize = 1 + N_KINDS + 5 + 4 + N_PLACES + 2;
const N_PAIR: usize = 6 + 2 + 10 + 3 + 6 + 8 + 7 + 6 + 8 + 7 + 1;
/// Where the own features hold that the phrase speaks of two.
const COUNTED: usize = N_FORMS + N_PLACES + N_KINDS + 7;
/// Where a pair's features hold that the rules propose it.
const PROPOSED: usize = N_FEATURES - 1;

/// Whether the rules propose this candidate.
pub(super) fn is_proposal(features: &[f32]) -> bool {
    features[PROPOSED] > 0.5
}

/// Whether what asks always means somebody told of before: pronouns of persons and of several, possessives, `both sides`.
pub(super) fn always_means_somebody(new: &[f32]) -> bool {
    const OF_PEOPLE: [usize; 4] = [0, 1, 3, 4];
    const OF_THINGS: usize = 2;
    const POSSESSOR: usize = N_FORMS + 5;
    const AGED: usize = N_OWN - 1;
    OF_PEOPLE.iter().any(|&form| new[form] > 0.5)
        || new[COUNTED] > 0.5
        || new[AGED] > 0.5
        || new[OF_THINGS] > 0.5 && new[POSSESSOR] > 0.5
}

/// The question that `id` asks of the entities `known`.
pub(super) fn question(
    text: &View,
    drafts: &Drafts,
    id: MentionId,
    (known, groups): (&[usize], &[Together]),
    proposal: Option<usize>,
) -> Question {
    let mention = text.mention(id);
    let fitting: Vec<usize> = known.iter().copied().filter(|&index| fits(drafts, id, index)).collect();
    let tops = most_told_of(drafts, known);
    let mut own = own(text, drafts, id, proposal.is_some());
    own.push(yes(fitting.is_empty()));
    own.push(yes(groups::counts_two(text, mention) && groups::wanted(text, drafts, id).is_some()));
    let around = Around::of(text, drafts, id);
    own.extend([
        yes(around.quotation.is_some()),
        yes(around.sayer.is_some()),
        yes(pronouns::sayer(text, drafts, mention).is_some_and(|sayer| sayer > id)),
        yes(!around.told.is_empty()),
        yes(tells_age(text, mention)),
    ]);
    let is_of_class = |index: &usize| Classes::of_entity(text, &drafts.drafts[*index]).meets(around.told);
    let of_class: Vec<usize> =
        if around.told.is_empty() { Vec::new() } else { known.iter().copied().filter(is_of_class).collect() };
    let leading = groups::wanted(text, drafts, id).and_then(|_| groups::Apart::of(text, drafts, id).leading(drafts));
    let candidate = |rank: usize, index: usize, draft: &Chain, together: Option<&Together>| {
        let last = *draft.mentions.last().unwrap_or(&id);
        let mut features = own.clone();
        features.extend(entity(text, drafts, draft, last));
        features.extend(pair(text, drafts, id, (index, draft), (rank, last), &around));
        features.extend(set(text, drafts, id, draft, together, leading));
        features.extend([
            yes(fitting.contains(&index)),
            yes(fitting == [index]),
            yes(fitting.first() == Some(&index)),
            yes(tops.contains(&index)),
            yes(of_home(drafts, draft)),
            yes(of_class == [index]),
            yes(of_class.first() == Some(&index)),
        ]);
        features.push(yes(proposal == Some(index)));
        debug_assert_eq!(features.len(), N_FEATURES);
        let last_of = |member: &usize| drafts.drafts[*member].mentions.last().copied();
        Candidate {
            mention: last,
            mentions: if together.is_some() { Vec::new() } else { draft.mentions.clone() },
            members: draft.members.iter().filter_map(last_of).collect(),
            features,
            token: text.token(text.mention(last)),
        }
    };
    let singles = known.iter().enumerate().map(|(rank, &index)| candidate(rank, index, &drafts.drafts[index], None));
    let sets = groups.iter().enumerate().map(|(rank, together)| {
        candidate(rank, usize::MAX, &groups::imagined(text, drafts, id, together), Some(together))
    });
    let candidates = singles.chain(sets).collect();
    let mut new = own;
    new.resize(N_FEATURES, 0.0);
    Question { mention: id, token: text.token(mention), new, candidates }
}

/// Of each kind of entity the one with the most mentions, the latest of equals.
fn most_told_of(drafts: &Drafts, known: &[usize]) -> Vec<usize> {
    let mut tops: Vec<usize> = Vec::new();
    for &index in known {
        let draft = &drafts.drafts[index];
        match tops.iter_mut().find(|top| drafts.drafts[**top].kind == draft.kind) {
            Some(top) if drafts.drafts[*top].mentions.len() >= draft.mentions.len() => {}
            Some(top) => *top = index,
            None => tops.push(index),
        }
    }
    tops
}

/// Whether it is the state that the report comes from.
fn of_home(drafts: &Drafts, draft: &Chain) -> bool {
    draft.kind == EntityKind::State && draft.country.is_some() && draft.country == drafts.home
}

/// Whether nothing that is known of an entity speaks against the mention's meaning it.
fn fits(drafts: &Drafts, id: MentionId, index: usize) -> bool {
    let (own, draft) = (drafts.description(id), &drafts.drafts[index]);
    let told = |sector: Option<&Sector>| sector.copied().filter(|sector| *sector != Sector::Unk);
    let (sector, known) = (told(own.sectors.first()), told(draft.sectors.first()));
    own.kind == draft.kind
        && own.is_plural == draft.is_plural
        && (own.country.is_none() || draft.country.is_none() || own.country == draft.country)
        && (sector.is_none() || known.is_none() || sector == known)
}

/// How the mention asks.
fn form(text: &View, mention: &Mention) -> Option<usize> {
    let first = text.form(mention.sentence, mention.words.start).to_lowercase();
    let head = text.form(mention.sentence, mention.head).to_lowercase();
    if mention.form == Form::Pronoun {
        return Some(match head.as_str() {
            "he" | "him" | "his" | "himself" => 0,
            "she" | "her" | "hers" | "herself" => 1,
            "it" | "its" | "itself" => 2,
            "both" => 3,
            _ => match wants(&head)? {
                Wants::Several => 4,
                _ if !pronouns::is_we(&head) => 5,
                _ => 6,
            },
        });
    }
    Some(match first.as_str() {
        "the" => 7,
        "this" | "that" | "these" | "those" | "both" => 8,
        "his" | "her" | "its" | "their" | "our" | "my" => 9,
        _ if text.node(mention).feats.get("Number") == Some("Plur") => 10,
        _ => 11,
    })
}

/// Where the phrase stands.
fn place(text: &View, mention: &Mention) -> usize {
    let tree = text.tree(mention.sentence);
    let node = tree.node(mention.head);
    let node = if node.deprel == Deprel::Conj { node.head.map_or(node, |head| tree.node(head)) } else { node };
    match node.deprel {
        Deprel::Nsubj | Deprel::NsubjOuter => 0,
        Deprel::NsubjPass => 1,
        Deprel::Obj | Deprel::Iobj => 2,
        Deprel::Obl | Deprel::OblUnmarked => 3,
        Deprel::OblAgent => 4,
        Deprel::NmodPoss => 5,
        Deprel::Nmod => 6,
        Deprel::Appos | Deprel::Compound | Deprel::Amod => 7,
        _ => 8,
    }
}

fn kind(kind: EntityKind) -> usize {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Group => 1,
        EntityKind::Organisation => 2,
        EntityKind::State => 3,
        EntityKind::Place => 4,
        EntityKind::Other => 5,
    }
}

fn own(text: &View, drafts: &Drafts, id: MentionId, is_proposed: bool) -> Vec<f32> {
    let mention = text.mention(id);
    let description = drafts.description(id);
    let mut own: Vec<f32> = one_of(N_FORMS, form(text, mention)).collect();
    own.extend(one_of(N_PLACES, Some(place(text, mention))));
    own.extend(one_of(N_KINDS, Some(kind(description.kind))));
    own.extend([
        yes(text.is_plural(mention)),
        yes(description.country.is_some()),
        yes(description.role.is_some()),
        yes(mention.sentence.0 == 0),
        yes(mention.words.len() <= 2),
        yes(is_proposed),
    ]);
    own
}

fn entity(text: &View, drafts: &Drafts, draft: &Chain, last: MentionId) -> Vec<f32> {
    let mention = text.mention(last);
    let mut entity = vec![1.0];
    entity.extend(one_of(N_KINDS, Some(kind(draft.kind))));
    entity.extend([
        yes(draft.is_plural),
        yes(draft.name.is_some()),
        yes(!draft.members.is_empty()),
        yes(draft.country.is_some()),
        (draft.mentions.len() as f32).ln_1p() / 3.0,
    ]);
    let form = match mention.form {
        Form::Name => 0,
        Form::Nominal => 1,
        Form::Pronoun => 2,
        Form::Modifier => 3,
    };
    entity.extend(one_of(4, Some(form)));
    entity.extend(one_of(N_PLACES, Some(place(text, mention))));
    let first = drafts.of.get(first_of(text, mention.sentence).0 as usize).copied();
    entity.extend([
        yes(first == drafts.of.get(last.0 as usize).copied()),
        yes(text.ids_in(mention.sentence).next().is_none_or(|first| first == last)),
    ]);
    entity
}

fn first_of(text: &View, sentence: SentenceId) -> MentionId {
    text.ids_in(sentence).next().unwrap_or(MentionId(u32::MAX))
}

/// What stands around the mention that asks.
struct Around {
    governing: Option<usize>,
    excluded: Option<usize>,
    owner: Option<usize>,
    sayer: Option<usize>,
    last_speaker: Option<usize>,
    /// The country of who speaks in the sentence, or spoke last.
    spoken_for: Option<Country>,
    above: Vec<usize>,
    sex: Option<Sex>,
    /// Where the quotation begins that it stands in.
    quotation: Option<usize>,
    /// What sort of thing its words mean.
    told: Classes,
}

impl Around {
    fn of(text: &View, drafts: &Drafts, id: MentionId) -> Around {
        let mention = text.mention(id);
        let meant = |other: MentionId| drafts.of.get(other.0 as usize).copied();
        let sayer = pronouns::sayer(text, drafts, mention);
        let last_speaker = pronouns::last_speaker(text, drafts, mention);
        let country = |index: usize| drafts.drafts[index].country;
        Around {
            spoken_for: match sayer {
                Some(_) => pronouns::country_spoken_for(text, drafts, mention),
                None => last_speaker.and_then(country),
            },
            governing: governing_subject(text, mention).and_then(meant),
            excluded: clauses::co_subject(text, mention).and_then(meant),
            owner: owner(text, mention).and_then(meant),
            sayer: sayer.and_then(|sayer| meant_by(drafts, sayer)),
            last_speaker,
            above: clauses::around(text, mention).into_iter().filter_map(meant).take(4).collect(),
            sex: sex_told(text, mention),
            quotation: quotation_of(drafts, mention),
            told: classes_told(text, drafts, id),
        }
    }
}

fn pair(
    text: &View,
    drafts: &Drafts,
    id: MentionId,
    (index, draft): (usize, &Chain),
    (rank, last): (usize, MentionId),
    around: &Around,
) -> Vec<f32> {
    let mention = text.mention(id);
    let other = text.mention(last);
    let back = mention.sentence.0.saturating_sub(other.sentence.0) as usize;
    let mut pair: Vec<f32> = one_of(6, Some(back.min(5))).collect();
    pair.extend([(1.0 + rank as f32).ln() / 3.0, (1.0 + id.0.saturating_sub(last.0) as f32).ln() / 5.0]);
    let is = |found: Option<usize>| yes(found == Some(index));
    pair.extend([
        is(around.governing),
        is(around.excluded),
        is(around.owner),
        is(around.sayer),
        is(around.last_speaker),
        is(around.above.first().copied()),
        yes(around.above.iter().skip(1).any(|&above| above == index)),
        yes(other.sentence == mention.sentence && other.words.contains(&mention.head)),
        yes(other.sentence == mention.sentence && mention.words.contains(&other.head)),
        yes(text.tree(other.sentence).root() == text.node(other).head.unwrap_or(usize::MAX)),
    ]);
    let is_spoken_for = around.spoken_for.is_some() && around.spoken_for == draft.country;
    pair.extend([
        yes(is_spoken_for),
        yes(is_spoken_for && draft.kind == EntityKind::State),
        yes(is_spoken_for && draft.kind == EntityKind::Organisation),
    ]);
    let description = drafts.description(id);
    pair.extend(agreement(description, draft, around.sex, text.is_plural(mention)));
    pair.extend(words(text, mention, description, draft));
    let (country, told) = (description.country, draft.country);
    let sectors = (description.sectors.first(), draft.sectors.first());
    let is_known = |sector: Option<&Sector>| sector.is_some_and(|sector| *sector != Sector::Unk);
    pair.extend([
        yes(country.is_some() && country == told),
        yes(country.is_some() && told.is_some() && country != told),
        yes(country.is_some() && told.is_none()),
        yes(country.is_none() && told.is_some()),
        yes(is_known(sectors.0) && sectors.0 == sectors.1),
        yes(is_known(sectors.0) && is_known(sectors.1) && sectors.0 != sectors.1),
        yes(description.kind == draft.kind),
    ]);
    let told = around.told;
    let classes = if told.is_empty() { Classes::default() } else { Classes::of_entity(text, draft) };
    pair.extend([
        yes(classes.meets(told)),
        yes(!classes.is_empty() && !told.is_empty() && !classes.meets(told)),
        yes(around.quotation.is_some() && around.quotation == quotation_of(drafts, other)),
        yes(quotation_of(drafts, other).is_some()),
        yes(draft.mentions.first().is_some_and(|first| text.mention(*first).sentence.0 == 0)),
        (n_lately(text, mention, draft) as f32).ln_1p() / 2.0,
    ]);
    pair
}

/// How often the sentence and the two before it speak of an entity.
fn n_lately(text: &View, mention: &Mention, draft: &Chain) -> usize {
    let since = mention.sentence.0.saturating_sub(2);
    draft.mentions.iter().rev().take_while(|id| text.mention(**id).sentence.0 >= since).count()
}

/// `the 54-year-old`: one told of before.
fn tells_age(text: &View, mention: &Mention) -> bool {
    let forms = text.forms(mention.sentence, mention.words.clone());
    let is_cut = forms.windows(3).any(|words| matches!(words, ["year", "-", "old"]));
    forms[0].eq_ignore_ascii_case("the") && (is_cut || forms.iter().any(|form| form.ends_with("-year-old")))
}

/// The classes of what a description means, by its words; none of a pronoun.
fn classes_told(text: &View, drafts: &Drafts, id: MentionId) -> Classes {
    let mention = text.mention(id);
    match mention.form {
        Form::Pronoun => Classes::default(),
        _ => Classes::of_phrase(
            drafts.description(id).role.as_deref().unwrap_or(&text.node(mention).lemma.to_lowercase()),
        ),
    }
}

/// Where the quotation begins that a phrase stands in.
fn quotation_of(drafts: &Drafts, mention: &Mention) -> Option<usize> {
    quotations::holding(&drafts.quotations, mention.span).map(|quotation| quotation.inside.start())
}

/// What is told of several together.
fn set(
    text: &View,
    drafts: &Drafts,
    id: MentionId,
    draft: &Chain,
    together: Option<&Together>,
    leading: Option<[Country; 2]>,
) -> [f32; 8] {
    let mention = text.mention(id);
    let of_kind = |kind: EntityKind| {
        !draft.members.is_empty() && draft.members.iter().all(|&member| drafts.drafts[member].kind == kind)
    };
    let wants = groups::wanted(text, drafts, id);
    [
        yes(together.is_some_and(|together| together.conjoined)),
        yes(together.is_some_and(|together| together.at_one_verb)),
        yes(groups::counts_two(text, mention)),
        yes(draft.members.len() == 2),
        yes(wants == Some(groups::Pair::Persons) && of_kind(EntityKind::Person)),
        yes(wants == Some(groups::Pair::States) && of_kind(EntityKind::State)),
        yes(leading.is_some_and(|leading| groups::are_of(drafts, &draft.members, leading))),
        yes(together.is_some_and(|together| together.of_post)),
    ]
}

fn agreement(description: &Description, draft: &Chain, sex: Option<Sex>, is_plural: bool) -> [f32; 6] {
    let is_several = draft.is_plural || !draft.members.is_empty();
    [
        yes(is_plural && is_several),
        yes(is_plural && !is_several),
        yes(!is_plural && is_several),
        yes(sex.is_some() && sex == draft.sex),
        yes(sex.is_some() && draft.sex.is_some() && sex != draft.sex),
        yes(description.is_plural == draft.is_plural),
    ]
}

/// What the words have in common.
fn words(text: &View, mention: &Mention, description: &Description, draft: &Chain) -> [f32; 8] {
    /// Of an entity with many mentions the last ones count.
    const LATEST: usize = 6;
    let role = description.role.as_deref();
    let has = |fits: &dyn Fn(&str) -> bool| draft.roles.iter().any(|known| fits(known));
    let last_word = |phrase: &str| phrase.rsplit(' ').next().unwrap_or(phrase).to_string();
    let head = text.node(mention).lemma.to_lowercase();
    let latest = || draft.mentions.iter().rev().take(LATEST).map(|&id| text.mention(id));
    let is_pronoun = mention.form == Form::Pronoun;
    let form = text.form(mention.sentence, mention.head);
    let name = draft.name.as_deref().unwrap_or_default();
    let is_acronym = form.chars().count() > 1 && form.chars().all(char::is_uppercase);
    [
        yes(role.is_some_and(|role| has(&|known| known == role))),
        yes(role.is_some_and(|role| has(&|known| roles_agree(known, role) || roles_agree(role, known)))),
        yes(role.is_some_and(|role| has(&|known| last_word(known) == last_word(role)))),
        yes(!is_pronoun && latest().any(|other| text.node(other).lemma.to_lowercase() == head)),
        yes(!is_pronoun
            && name.to_lowercase().split([' ', '-']).any(|word| word == head || word == form.to_lowercase())),
        yes(!is_pronoun && nations::NATIONS.contains(&head.as_str()) && draft.kind == EntityKind::State),
        yes(is_acronym),
        yes(role.is_some() && draft.roles.is_empty()),
    ]
}
