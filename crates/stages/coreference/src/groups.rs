//! Who together make up a group: `both sides`, `the two ministers`, `the US and Indian navies`.

use crate::draft;
use crate::drafts::Drafts;
use crate::nations::is_neighbour_word;
use crate::owners::governing_subject;
use annotation::{Chain, EntityKind, Form, Mention, MentionId, SentenceId, View};
use ontology::{Country, Deprel, Sector};

/// Nouns that with `both` or `two` mean states, persons, or either.
const STATES: [&str; 7] = ["country", "nation", "government", "state", "capital", "neighbor", "neighbour"];
const PERSONS: [&str; 12] = [
    "leader",
    "minister",
    "president",
    "general",
    "official",
    "chief",
    "commander",
    "diplomat",
    "premier",
    "man",
    "admiral",
    "officer",
];
const EITHER: [&str; 5] = ["side", "party", "two", "both", "pair"];

/// What the members of a pair are.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Pair {
    States,
    Persons,
    Either,
}

/// How many sentences back a pair may stand.
const REACH: u32 = 3;

/// What the members are of whom a noun in the plural may mean several.
pub(crate) fn wanted(text: &View, drafts: &Drafts, id: MentionId) -> Option<Pair> {
    let lemma = text.node(text.mention(id)).lemma.to_lowercase();
    Some(match lemma.as_str() {
        lemma if STATES.contains(&lemma) => Pair::States,
        lemma if PERSONS.contains(&lemma) => Pair::Persons,
        lemma if EITHER.contains(&lemma) => Pair::Either,
        // `the two air forces`, `both ministries`.
        _ if is_body_of_state(drafts, id) => Pair::Either,
        _ => return None,
    })
}

/// Whether a phrase says how many: `the two`, `both`.
pub(crate) fn counts_two(text: &View, mention: &Mention) -> bool {
    let counts = |word| ["two", "both"].contains(&text.form(mention.sentence, word).to_lowercase().as_str());
    mention.words.clone().any(counts)
}

/// Several that may be meant together.
#[derive(Clone, Debug)]
pub(crate) struct Together {
    /// Drafts, smallest first.
    pub members: Vec<usize>,
    /// The last member's mention.
    pub last: MentionId,
    pub conjoined: bool,
    pub at_one_verb: bool,
    /// Of the two countries that were spoken of most.
    pub leading: bool,
    /// Persons of the post that the phrase names.
    pub of_post: bool,
}

/// Those whom the last sentences tell of side by side, nearest first: any two parties of a sentence, and lists.
pub(crate) fn side_by_side(text: &View, drafts: &Drafts, id: MentionId, wanted: Pair) -> Vec<Together> {
    let sentence = text.mention(id).sentence;
    let mut found: Vec<Together> = Vec::new();
    for back in 0..=REACH.min(sentence.0) {
        let before = text.ids_in(SentenceId(sentence.0 - back)).take_while(|other| *other < id);
        let acting: Vec<MentionId> =
            before.filter(|&other| is_party(text, drafts, other, wanted)).take(MAX_PARTIES).collect();
        for (at, &one) in acting.iter().enumerate() {
            for &other in &acting[at + 1..] {
                found.extend(together(text, drafts, one, other));
            }
        }
    }
    let apart = Apart::of(text, drafts, id);
    let leading = apart.leading(drafts);
    match wanted {
        Pair::Persons => found.extend(of_post(text, drafts, id)),
        Pair::States | Pair::Either => found.extend(leading.and_then(|leading| leaders(drafts, leading))),
    }
    found.retain(|together| apart.admits(drafts, &together.members));
    for together in &mut found {
        together.leading = leading.is_some_and(|leading| are_of(drafts, &together.members, leading));
    }
    let mut seen: Vec<Vec<usize>> = Vec::new();
    found.sort_by_key(|together| !(together.conjoined || together.at_one_verb || together.leading || together.of_post));
    found.retain(|together| {
        let is_new = !seen.contains(&together.members);
        seen.push(together.members.clone());
        is_new
    });
    found.truncate(MAX_PAIRS);
    found
}

/// No more sets are looked at.
const MAX_PAIRS: usize = 12;

fn together(text: &View, drafts: &Drafts, one: MentionId, other: MentionId) -> Option<Together> {
    let (first, second) = (drafts.of[one.0 as usize], drafts.of[other.0 as usize]);
    if first == second {
        return None;
    }
    let found = link(text, text.mention(one), text.mention(other));
    let conjoined = found == Some(Link::Conjoined);
    let members = if conjoined { conjuncts(text, drafts, one) } else { vec![first.min(second), first.max(second)] };
    let at_one_verb = found == Some(Link::AtOneVerb);
    Some(Together { members, last: other, conjoined, at_one_verb, leading: false, of_post: false })
}

/// Whom a phrase for several cannot mean, whoever was told of together.
pub(crate) struct Apart {
    /// Who does something to them all.
    doer: Option<MentionId>,
    /// His country.
    doing: Option<Country>,
    are_neighbours: bool,
}

impl Apart {
    pub fn of(text: &View, drafts: &Drafts, id: MentionId) -> Apart {
        let mention = text.mention(id);
        let doer = governing_subject(text, mention).filter(|_| !acts_by_itself(text, mention));
        let country = |doer: MentionId| drafts.description(doer).country.or_else(|| drafts.known(doer)?.country);
        let lemma = text.node(mention).lemma.to_lowercase();
        Apart { doer, doing: doer.and_then(country), are_neighbours: is_neighbour_word(&lemma) }
    }

    /// The two countries that were spoken of most, other than that of who does something to both.
    pub fn leading(&self, drafts: &Drafts) -> Option<[Country; 2]> {
        let mut told = told_of(drafts);
        // Of equals the one spoken of last.
        told.sort_by_key(|told| std::cmp::Reverse(told.times));
        let mut others = told.into_iter().map(|told| told.country).filter(|country| Some(*country) != self.doing);
        Some([others.next()?, others.next()?])
    }

    /// Whoever urges both sides is neither, unless all are of his country; neighbours have a border; nobody's side is the UN.
    pub fn admits(&self, drafts: &Drafts, members: &[usize]) -> bool {
        let countries: Vec<Option<Country>> = members.iter().map(|&member| drafts.drafts[member].country).collect();
        let are_one = countries.windows(2).all(|pair| pair[0] == pair[1]);
        let is_doing = self.doing.is_some() && countries.contains(&self.doing) && !are_one;
        let is_above = |country: &Option<Country>| country.is_some_and(|one| matches!(one.code(), "UNO" | "NGO"));
        let border = |one: &Option<Country>| {
            let beside = one.and_then(|one| drafts.neighbours.get(&one));
            countries
                .iter()
                .all(|other| other == one || beside.zip(*other).is_some_and(|(all, other)| all.contains(&other)))
        };
        let are_apart = self.are_neighbours && (are_one || !countries.iter().all(border));
        !is_doing && !countries.iter().any(is_above) && !are_apart
    }
}

/// A state that the last mentions speak of, itself or whoever acts for it.
struct Told {
    country: Country,
    times: usize,
    /// The draft that was spoken of last.
    last: usize,
}

/// The states that the last mentions speak of, latest first.
fn told_of(drafts: &Drafts) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for last in drafts.recent() {
        let draft = &drafts.drafts[last];
        let Some(country) = draft.country.filter(|country| draft.can_act() && country.is_polity()) else { continue };
        match told.iter_mut().find(|told| told.country == country) {
            Some(told) => told.times += 1,
            None => told.push(Told { country, times: 1, last }),
        }
    }
    told
}

/// Whether two are of these two countries.
pub(crate) fn are_of(drafts: &Drafts, members: &[usize], countries: [Country; 2]) -> bool {
    let is_of = |country: Country| members.iter().any(|&member| drafts.drafts[member].country == Some(country));
    members.len() == 2 && countries.into_iter().all(is_of)
}

/// Those of the two countries of whom the text speaks most.
fn leaders(drafts: &Drafts, countries: [Country; 2]) -> Option<Together> {
    let of = |country: Country| {
        let may_be = drafts.recent().filter(|&index| {
            let draft = &drafts.drafts[index];
            draft.country == Some(country) && draft.can_act() && draft.members.is_empty()
        });
        may_be.max_by_key(|&index| {
            let draft = &drafts.drafts[index];
            (draft.kind == EntityKind::State, draft.mentions.len(), std::cmp::Reverse(index))
        })
    };
    of_two(drafts, of(countries[0])?, of(countries[1])?)
}

/// The last two persons whose post the phrase names: `the two presidents`.
fn of_post(text: &View, drafts: &Drafts, id: MentionId) -> Option<Together> {
    let post = text.node(text.mention(id)).lemma.to_lowercase();
    let mut last: Vec<usize> = Vec::new();
    for index in drafts.recent() {
        let draft = &drafts.drafts[index];
        let is_one = draft.kind == EntityKind::Person && !draft.is_plural && draft.members.is_empty();
        let has_post = || draft.roles.iter().any(|role| role.rsplit(' ').next() == Some(post.as_str()));
        if is_one && !last.contains(&index) && has_post() {
            last.push(index);
        }
        if let [one, other] = last[..] {
            return of_two(drafts, one, other).map(|together| Together { of_post: true, ..together });
        }
    }
    None
}

fn of_two(drafts: &Drafts, one: usize, other: usize) -> Option<Together> {
    let last = [one, other].into_iter().filter_map(|index| drafts.drafts[index].mentions.last()).max().copied()?;
    let members = vec![one.min(other), one.max(other)];
    Some(Together { members, last, conjoined: false, at_one_verb: false, leading: false, of_post: false })
}

/// A draft as it would be of these members, not kept.
pub(crate) fn imagined(text: &View, drafts: &Drafts, id: MentionId, together: &Together) -> Chain {
    let mut draft = draft::of_mention(text, id, drafts.description(id));
    draft.kind = EntityKind::Group;
    draft.is_plural = true;
    draft.sex = None;
    draft.roles.clear();
    draft.mentions = vec![together.last];
    let first = drafts.drafts[together.members[0]].country;
    draft.country = first.filter(|_| together.members.iter().all(|&member| drafts.drafts[member].country == first));
    draft.sectors = drafts.drafts[together.members[0]].sectors.clone();
    draft.members = together.members.clone();
    draft
}

/// `both sides`, `the two countries`, `the two generals`.
pub(crate) fn several(text: &View, drafts: &mut Drafts, id: MentionId) -> Option<usize> {
    let mention = text.mention(id);
    let lemma = text.node(mention).lemma.to_lowercase();
    let wanted = wanted(text, drafts, id)?;
    let is_bare = drafts.description(id).country.is_none() && drafts.description(id).countries.is_empty();
    let is_pair = counts_two(text, mention) || is_both_of(&lemma, text, mention);
    (is_bare && is_pair).then(|| pair(text, drafts, id, wanted)).flatten()
}

/// `the former`, `the latter`: the first or the last of two that the sentences before tell of side by side, else of any two.
pub(crate) fn one_of_two(text: &View, drafts: &Drafts, id: MentionId) -> Option<usize> {
    let mention = text.mention(id);
    let form = text.form(mention.sentence, mention.head).to_lowercase();
    let is_first = match form.as_str() {
        "former" => true,
        "latter" => false,
        _ => return None,
    };
    (0..=REACH.min(mention.sentence.0)).find_map(|back| {
        let before = text.ids_in(SentenceId(mention.sentence.0 - back)).take_while(|other| *other < id);
        let parties: Vec<MentionId> = before.filter(|&other| may_be_one_of_two(text, drafts, other)).collect();
        let (one, other) = last_two(text, drafts, &parties)?;
        Some(drafts.of[if is_first { one } else { other }.0 as usize])
    })
}

fn may_be_one_of_two(text: &View, drafts: &Drafts, id: MentionId) -> bool {
    let mention = text.mention(id);
    let modifies = matches!(text.node(mention).deprel, Deprel::Amod | Deprel::Compound | Deprel::NmodPoss);
    let draft = &drafts.drafts[drafts.of[id.0 as usize]];
    !modifies && mention.form != Form::Pronoun && draft.can_act() && draft.members.is_empty()
}

/// The last two that are conjoined, else the last two of different entities.
fn last_two(text: &View, drafts: &Drafts, parties: &[MentionId]) -> Option<(MentionId, MentionId)> {
    let parties = &parties[parties.len().saturating_sub(MAX_PARTIES)..];
    let pairs = || {
        let seconds = (0..parties.len()).rev();
        seconds.flat_map(|at| parties[..at].iter().rev().map(move |&one| (one, parties[at])))
    };
    let are_two = |(one, other): &(MentionId, MentionId)| drafts.of[one.0 as usize] != drafts.of[other.0 as usize];
    let are_linked = |(one, other): &(MentionId, MentionId)| {
        link(text, text.mention(*one), text.mention(*other)) == Some(Link::Conjoined)
    };
    pairs().filter(are_two).find(are_linked).or_else(|| pairs().find(are_two))
}

/// Several forces, ministries or the like, named by what they are.
fn is_body_of_state(drafts: &Drafts, id: MentionId) -> bool {
    let description = drafts.description(id);
    let official = matches!(description.sectors.first(), Some(Sector::Gov | Sector::Mil | Sector::Cop | Sector::Leg));
    description.is_plural && official && matches!(description.kind, EntityKind::Organisation | EntityKind::Group)
}

/// `the sides`, `the parties`, without a number.
fn is_both_of(lemma: &str, text: &View, mention: &Mention) -> bool {
    let plural = text.is_plural(mention);
    let bare = mention.words.len() == 2 && text.form(mention.sentence, mention.words.start).eq_ignore_ascii_case("the");
    plural && bare && (matches!(lemma, "side" | "party") || is_neighbour_word(lemma))
}

/// A draft for the last two parties that were told of together and are not of one country.
pub(crate) fn pair(text: &View, drafts: &mut Drafts, id: MentionId, wanted: Pair) -> Option<usize> {
    let sentence = text.mention(id).sentence;
    let sentences = (sentence.0.saturating_sub(REACH)..=sentence.0).rev().map(SentenceId);
    let apart = Apart::of(text, drafts, id);
    let found = sentences.filter_map(|sentence| told_together(text, drafts, (id, &apart), sentence, wanted)).next();
    let parties = found.or_else(|| (wanted == Pair::States).then(|| most_told_of(drafts)).flatten())?;
    let members = if wanted == Pair::States { states(drafts, id, &parties) } else { parties };
    Some(of_members(text, drafts, id, members))
}

/// Those of one sentence before `id` that are conjoined, or stand at one verb; failing these, the first two states.
pub(crate) fn told_together(
    text: &View,
    drafts: &Drafts,
    (id, apart): (MentionId, &Apart),
    sentence: SentenceId,
    wanted: Pair,
) -> Option<Vec<usize>> {
    let before = text.ids_in(sentence).take_while(|other| *other < id);
    let acting: Vec<MentionId> =
        before.filter(|&other| is_party(text, drafts, other, wanted)).take(MAX_PARTIES).collect();
    let mut loose = None;
    for (at, &one) in acting.iter().enumerate() {
        for &other in &acting[at + 1..] {
            // Whoever urges both sides is neither.
            let is_doing = apart.doer == Some(one);
            let members = [one, other].map(|party| drafts.of[party.0 as usize]);
            if is_doing || !differ(drafts, one, other, wanted) || !apart.admits(drafts, &members) {
                continue;
            }
            match link(text, text.mention(one), text.mention(other)) {
                Some(Link::Conjoined) if wanted == Pair::Either => return Some(conjuncts(text, drafts, one)),
                Some(_) => return Some(vec![drafts.of[one.0 as usize], drafts.of[other.0 as usize]]),
                None => _ = loose.get_or_insert((one, other)),
            }
        }
    }
    let known =
        |id: MentionId| drafts.drafts[drafts.of[id.0 as usize]].country.is_some_and(|country| country.is_polity());
    let (one, other) = loose.filter(|(one, other)| known(*one) && known(*other))?;
    Some(vec![drafts.of[one.0 as usize], drafts.of[other.0 as usize]])
}

/// `He called on Wanjiru in Nairobi, where the two sides talked`: the subject of a clause that is no complement of another's verb.
fn acts_by_itself(text: &View, mention: &Mention) -> bool {
    let node = text.node(mention);
    let is_subject = matches!(node.deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let clause = node.head.map(|verb| text.tree(mention.sentence).node(verb).deprel);
    let is_aside = matches!(clause, Some(Deprel::AclRelcl | Deprel::AdvclRelcl | Deprel::Advcl | Deprel::Conj));
    is_subject && is_aside
}

/// Whether two mentions are of two entities and, as far as is known, two countries.
fn differ(drafts: &Drafts, one: MentionId, other: MentionId, wanted: Pair) -> bool {
    let (first, second) = (drafts.of[one.0 as usize], drafts.of[other.0 as usize]);
    let (one, other) = (drafts.drafts[first].country, drafts.drafts[second].country);
    let states = one.is_some_and(|country| country.is_polity()) && other.is_some_and(|country| country.is_polity());
    first != second && one != other && (wanted != Pair::States || states)
}

/// All that are conjoined with the phrase `id`, itself first.
fn conjuncts(text: &View, drafts: &Drafts, id: MentionId) -> Vec<usize> {
    let mention = text.mention(id);
    let heads =
        std::iter::once(mention.head).chain(text.tree(mention.sentence).children_by(mention.head, &[Deprel::Conj]));
    let ids = heads.filter_map(|head| text.mentions.headed_by(mention.sentence, head));
    let mut found: Vec<usize> = ids.filter_map(|id| drafts.of.get(id.0 as usize).copied()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Those of the two states that the last mentions speak of most, of equals those told of first.
fn most_told_of(drafts: &Drafts) -> Option<Vec<usize>> {
    let mut told = told_of(drafts);
    told.sort_unstable_by_key(|told| (std::cmp::Reverse(told.times), told.last));
    Some(told.get(..2)?.iter().map(|told| told.last).collect())
}

/// A sentence has no more parties than these to choose from.
const MAX_PARTIES: usize = 12;

fn is_party(text: &View, drafts: &Drafts, id: MentionId, wanted: Pair) -> bool {
    let draft = &drafts.drafts[drafts.of[id.0 as usize]];
    let fits = match wanted {
        Pair::Persons => draft.kind == EntityKind::Person && !draft.is_plural,
        _ => {
            matches!(draft.kind, EntityKind::Person | EntityKind::State | EntityKind::Organisation | EntityKind::Group)
        }
    };
    let modifies = matches!(text.node(text.mention(id)).deprel, Deprel::Amod | Deprel::Compound);
    fits && !modifies && draft.members.is_empty() && (draft.country.is_some() || draft.kind == EntityKind::Person)
}

/// How two phrases of a sentence belong together.
#[derive(PartialEq)]
enum Link {
    Conjoined,
    AtOneVerb,
}

fn link(text: &View, one: &Mention, other: &Mention) -> Option<Link> {
    let tree = text.tree(one.sentence);
    let (first, second) = (tree.node(one.head), tree.node(other.head));
    if second.deprel == Deprel::Conj && second.head == Some(one.head) {
        return Some(Link::Conjoined);
    }
    let subject = matches!(first.deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let partner = matches!(second.deprel, Deprel::Obj | Deprel::Obl | Deprel::OblAgent | Deprel::Nmod | Deprel::Iobj);
    let shares_verb = first.head.is_some_and(|verb| tree.ancestors(other.head).take(2).any(|above| above == verb));
    (subject && partner && shares_verb).then_some(Link::AtOneVerb)
}

/// The states that parties are of.
fn states(drafts: &mut Drafts, id: MentionId, parties: &[usize]) -> Vec<usize> {
    let state = |&index: &usize| match drafts.drafts[index].country {
        Some(country) if country.is_polity() => drafts.state_of(id, country),
        _ => index,
    };
    parties.iter().map(state).collect()
}

/// `the US and Indian navies`: a group with a member for each country.
pub(crate) fn of_countries(text: &View, drafts: &mut Drafts, id: MentionId) -> usize {
    let countries: Vec<Country> = drafts.description(id).countries.clone();
    let members = countries.into_iter().map(|country| {
        let mut member = draft::of_mention(text, id, drafts.description(id));
        member.country = Some(country);
        member.description = format!("{} of {}", member.description, country.name());
        member.is_plural = false;
        drafts.push(member)
    });
    let members: Vec<usize> = members.collect();
    drafts.descriptions[id.0 as usize].country = None;
    group(text, drafts, id, members)
}

/// The draft of these members, made if it is not there.
pub(crate) fn of_members(text: &View, drafts: &mut Drafts, id: MentionId, mut members: Vec<usize>) -> usize {
    members.sort_unstable();
    let known = drafts.recent().find(|&index| drafts.drafts[index].members == members);
    let description = &mut drafts.descriptions[id.0 as usize];
    description.kind = EntityKind::Group;
    description.is_plural = true;
    description.role = None;
    description.why = "the two told of before".into();
    known.unwrap_or_else(|| group(text, drafts, id, members))
}

/// A new draft for the group of `members`, not yet given the mention `id` that calls for it.
fn group(text: &View, drafts: &mut Drafts, id: MentionId, members: Vec<usize>) -> usize {
    let mut draft = draft::of_mention(text, id, drafts.description(id));
    draft.kind = EntityKind::Group;
    draft.is_plural = true;
    draft.mentions.clear();
    let first = drafts.drafts[members[0]].country;
    draft.country = first.filter(|_| members.iter().all(|&member| drafts.drafts[member].country == first));
    draft.sectors = drafts.drafts[members[0]].sectors.clone();
    draft.members = members;
    drafts.push(draft)
}
