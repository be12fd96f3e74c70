//! Which of the entities told of before a pronoun or description means.
//!
//! A mention asks; the entities spoken of lately are candidates, each with features (features.rs) and, through its last
//! mention, a word's vector; a [`Judge`] chooses one, or none. What the rules of this crate would say is a feature among others.
//!
//! Source: the mention-ranking model with entity features, after Clark and Manning 2016, and Dobrovolskii 2021 for heads of
//! phrases as what is compared.

mod classes;
mod features;
mod learned;
mod sex;

use crate::drafts::{Drafts, REACH};
use crate::groups::{self, Pair, Together, of_members};
use crate::nations;
use crate::pronouns::{self, Wants, wants};
use crate::speakers;
use annotation::{Chain, EntityKind, Form, Mention, MentionId, Sex, View};
use ontology::{Country, Deprel, Upos};

pub use features::N_FEATURES;
pub use learned::Learned;
pub(crate) use sex::sex_told;

/// An entity that a mention may mean.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The entity's last mention before the one that asks.
    pub mention: MentionId,
    /// All its mentions so far.
    pub mentions: Vec<MentionId>,
    /// Those that have members: their last mentions.
    pub members: Vec<MentionId>,
    /// [`N_FEATURES`] numbers.
    pub features: Vec<f32>,
    /// The document's word that heads the last mention.
    pub token: usize,
}

/// A mention that may mean an entity told of before.
#[derive(Clone, Debug)]
pub struct Question {
    /// The mention.
    pub mention: MentionId,
    /// The document's word that heads it.
    pub token: usize,
    /// Features of meaning nobody told of before.
    pub new: Vec<f32>,
    /// Latest spoken of first.
    pub candidates: Vec<Candidate>,
}

/// Answers questions.
pub trait Judge {
    /// Index of the candidate that is meant; none if a new entity is.
    fn choose(&mut self, question: &Question) -> Option<usize>;
}

/// Whom a pronoun may mean has been spoken of within so many sentences and mentions.
const PRONOUN_SENTENCES: u32 = 8;
/// So many entities are looked at.
const MAX_CANDIDATES: usize = 40;

/// Whom `id` means: what the judge chooses, where it is asked, else what the rules say.
pub(crate) fn antecedent(
    text: &View,
    drafts: &mut Drafts,
    id: MentionId,
    judge: &mut dyn Judge,
    rules: impl FnOnce(&mut Drafts) -> Option<usize>,
) -> Option<usize> {
    let before = (drafts.drafts.len(), drafts.description(id).clone(), drafts.spoken_for.len());
    let proposal = rules(drafts);
    if !asks(text, drafts, id) {
        return proposal;
    }
    let known = near(text, drafts, id, proposal);
    let groups = groups(text, drafts, id, &known);
    let question = features::question(text, drafts, id, (&known, &groups), proposal);
    let chosen = judge.choose(&question);
    let is_proposal =
        chosen.and_then(|at| known.get(at).copied()) == proposal && chosen.is_some() == proposal.is_some();
    if is_proposal {
        return proposal.or_else(|| nations::of_government_here(text, drafts, id));
    }
    let (n_drafts, description, n_spoken) = before;
    drafts.descriptions[id.0 as usize] = description;
    if chosen.is_some() {
        drafts.spoken_for.truncate(n_spoken);
    }
    match chosen.map(|at| known.get(at).copied().ok_or(at)) {
        Some(Ok(index)) => {
            if index < n_drafts {
                drafts.forget_from(n_drafts);
            }
            adopt(drafts, id, index);
            Some(index)
        }
        Some(Err(at)) => {
            drafts.forget_from(n_drafts);
            let members = groups[at - known.len()].members.clone();
            Some(of_members(text, drafts, id, members))
        }
        None => {
            drafts.forget_from(n_drafts);
            pronouns::speak_for_a_body(text, drafts, id);
            nations::by_words(text, drafts, id, false).or_else(|| nations::of_government_here(text, drafts, id))
        }
    }
}

/// Sets of entities, not yet known as a group, that a plural may mean.
fn groups(text: &View, drafts: &Drafts, id: MentionId, known: &[usize]) -> Vec<Together> {
    let mention = text.mention(id);
    let wanted = if mention.form == Form::Pronoun {
        let form = text.form(mention.sentence, mention.head).to_lowercase();
        let is_plural = wants(&form) == Some(Wants::Several) || pronouns::is_we(&form);
        is_plural.then_some(Pair::Either)
    } else {
        groups::wanted(text, drafts, id).filter(|_| text.is_plural(mention) || groups::counts_two(text, mention))
    };
    let Some(wanted) = wanted else { return Vec::new() };
    let is_known = |together: &Together| known.iter().any(|&index| drafts.drafts[index].members == together.members);
    let mut found = groups::side_by_side(text, drafts, id, wanted);
    found.retain(|together| !is_known(together));
    found
}

/// Whether a judge is asked: pronouns of persons and things, and descriptions that are not new by their article.
fn asks(text: &View, drafts: &Drafts, id: MentionId) -> bool {
    let mention = text.mention(id);
    if mention.form == Form::Pronoun {
        let form = text.form(mention.sentence, mention.head).to_lowercase();
        return wants(&form).is_some_and(|wanted| wanted != Wants::Anybody);
    }
    let description = drafts.description(id);
    let is_thing = description.kind == EntityKind::Other;
    mention.form == Form::Nominal
        && description.name.is_none()
        && !is_new_by_article(text, mention)
        && (!is_thing || is_pointing(text, mention))
}

/// `a general`, `another minister`, `some villagers`, `two officials`.
fn is_new_by_article(text: &View, mention: &Mention) -> bool {
    const NEW: [&str; 12] =
        ["a", "an", "another", "some", "any", "no", "every", "each", "several", "many", "few", "most"];
    let first = text.form(mention.sentence, mention.words.start).to_lowercase();
    let is_number =
        mention.words.start < mention.head && text.tree(mention.sentence).node(mention.words.start).upos == Upos::Num;
    NEW.contains(&first.as_str()) || is_number || text.node(mention).deprel == Deprel::Compound
}

/// What an entity must be for a mention to mean it.
struct Limits<'d> {
    is_pronoun: bool,
    /// `They` are no statement and no place.
    of_several: bool,
    /// `The two navies` are not one.
    is_counted: bool,
    /// `We` are not another country's than the speaker.
    spoken_for: Option<Country>,
    /// `She` is no man.
    sex: Option<Sex>,
    wanted: Option<Wants>,
    is_we: bool,
    /// `The island` is no kingdom on the mainland.
    states: &'d [Country],
    /// `Its neighbour` is not it.
    not_of: Option<Country>,
}

impl<'d> Limits<'d> {
    fn of(text: &View, drafts: &'d Drafts, id: MentionId) -> Limits<'d> {
        let mention = text.mention(id);
        let is_pronoun = mention.form == Form::Pronoun;
        let asked = wants(&text.form(mention.sentence, mention.head).to_lowercase()).filter(|_| is_pronoun);
        Limits {
            is_pronoun,
            of_several: asked == Some(Wants::Several),
            is_counted: !is_pronoun && groups::counts_two(text, mention) && groups::wanted(text, drafts, id).is_some(),
            spoken_for: if asked == Some(Wants::Speaker) {
                pronouns::country_spoken_for(text, drafts, mention)
            } else {
                None
            },
            sex: if asked == Some(Wants::Person) { sex_told(text, mention) } else { None },
            wanted: asked,
            is_we: pronouns::is_we(&text.form(mention.sentence, mention.head).to_lowercase()),
            states: &drafts.description(id).states,
            not_of: nations::owner_of_other(text, drafts, id),
        }
    }

    fn admit(&self, draft: &Chain, has_same_head: bool) -> bool {
        let is_several = draft.is_plural || !draft.members.is_empty();
        let is_of_speaker = self.spoken_for.is_none() || draft.country.is_none() || draft.country == self.spoken_for;
        let is_of_sex = self.sex.is_none() || draft.sex.is_none() || draft.sex == self.sex;
        let is_of_kind = match self.is_pronoun {
            true => !self.of_several || is_several || draft.can_act(),
            false => draft.kind != EntityKind::Other || has_same_head,
        };
        is_of_kind
            && (draft.kind != EntityKind::State || self.may_be_state(draft))
            && self.may_call(draft, is_several)
            && is_of_speaker
            && is_of_sex
            && (!self.is_counted || is_several)
    }

    fn may_be_state(&self, draft: &Chain) -> bool {
        nations::fits(self.states, draft) && (self.not_of.is_none() || draft.country != self.not_of)
    }

    /// `He` is no country, `it` and `they` no one person, `we` no place.
    fn may_call(&self, draft: &Chain, is_several: bool) -> bool {
        use EntityKind::{Organisation, Other, Person, Place, State};
        match self.wanted {
            Some(Wants::Person) => !matches!(draft.kind, State | Place | Organisation) && draft.members.is_empty(),
            Some(Wants::Several) => is_several || draft.kind != Person,
            Some(Wants::Thing) => draft.kind != Person && draft.members.is_empty(),
            Some(Wants::Speaker) if self.is_we => {
                !matches!(draft.kind, Other | Place) && (is_several || draft.kind != Person)
            }
            _ => true,
        }
    }
}

/// The entities spoken of lately, latest first; what the rules propose is always among them.
fn near(text: &View, drafts: &Drafts, id: MentionId, proposal: Option<usize>) -> Vec<usize> {
    let mention = text.mention(id);
    let limits = Limits::of(text, drafts, id);
    let apart = (!limits.is_pronoun).then(|| groups::Apart::of(text, drafts, id));
    let mut found: Vec<usize> = Vec::new();
    for at in (0..drafts.of.len()).rev().take(REACH) {
        let other = text.mention(MentionId(at as u32));
        let is_far = limits.is_pronoun && mention.sentence.0 - other.sentence.0 > PRONOUN_SENTENCES;
        if found.len() >= MAX_CANDIDATES || is_far {
            break;
        }
        let index = drafts.of[at];
        let members = &drafts.drafts[index].members;
        let is_apart = !members.is_empty() && apart.as_ref().is_some_and(|apart| !apart.admits(drafts, members));
        if drafts.is_waiting(index) || is_apart || limits.is_counted && !is_of_two(text, &drafts.drafts[index]) {
            continue;
        }
        if limits.admit(&drafts.drafts[index], same_head(text, mention, other)) && !found.contains(&index) {
            found.push(index);
        }
    }
    found.extend(proposal.filter(|index| !found.contains(index)));
    found
}

/// Whether several are known by their members, or were counted: `two men`.
fn is_of_two(text: &View, draft: &Chain) -> bool {
    !draft.members.is_empty() || draft.mentions.first().is_some_and(|id| groups::counts_two(text, text.mention(*id)))
}

/// `the 54-year-old`, `this agency`.
fn is_pointing(text: &View, mention: &Mention) -> bool {
    let first = text.form(mention.sentence, mention.words.start).to_lowercase();
    matches!(first.as_str(), "the" | "this" | "that" | "these" | "those")
}

fn same_head(text: &View, one: &Mention, other: &Mention) -> bool {
    text.node(one).lemma.eq_ignore_ascii_case(&text.node(other).lemma)
}

/// The description of what a mention turned out to mean is no other kind of thing.
fn adopt(drafts: &mut Drafts, id: MentionId, index: usize) {
    let kind = drafts.drafts[index].kind;
    let description = &mut drafts.descriptions[id.0 as usize];
    if description.kind != kind && kind != EntityKind::Other {
        description.kind = kind;
        description.role = None;
        description.sectors.clear();
    }
}

/// Says what the rules say.
pub struct Rules;

impl Judge for Rules {
    fn choose(&mut self, question: &Question) -> Option<usize> {
        question.candidates.iter().position(|candidate| features::is_proposal(&candidate.features))
    }
}

/// The rules' proposal for a pronoun.
pub(crate) fn pronoun(text: &View, drafts: &mut Drafts, id: MentionId, judge: &mut dyn Judge) -> Option<usize> {
    if let Some(sayer) = speakers::quoted_speaker(text, drafts, id) {
        return speakers::be_speaker(drafts, id, sayer);
    }
    if let Some(index) = speakers::surely_we(text, drafts, id) {
        adopt(drafts, id, index);
        return Some(index);
    }
    antecedent(text, drafts, id, judge, |drafts| pronouns::antecedent(text, drafts, id))
}
