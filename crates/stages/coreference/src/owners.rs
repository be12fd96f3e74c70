//! What a phrase takes over from its owner: `its foreign minister`, `the minister's aides`, `his Omani counterpart`.

use crate::drafts::Drafts;
use annotation::{EntityKind, Mention, MentionId, View};
use ontology::{Country, Deprel, Sector};

/// Roles that mean another of the same office.
const COUNTERPARTS: [&str; 7] = ["counterpart", "colleague", "opposite number", "successor", "host", "guest", "peer"];
/// Roles that are of whatever their owner is of.
const FOLLOWING: [&str; 14] = [
    "man",
    "fighter",
    "member",
    "leader",
    "spokesman",
    "spokeswoman",
    "wing",
    "side",
    "leadership",
    "chief",
    "head",
    "supporter",
    "founder",
    "side",
];
/// Roles of one state beside another.
const BESIDE: [&str; 6] = ["ally", "partner", "neighbour", "enemy", "adversary", "foe"];
const RELATIVES: [&str; 14] = [
    "wife", "husband", "son", "daughter", "brother", "sister", "father", "mother", "nephew", "cousin", "widow",
    "spouse", "uncle", "niece",
];

/// Completes the description of `id` by its owner.
pub(crate) fn inherit(text: &View, drafts: &mut Drafts, id: MentionId) {
    let mention = text.mention(id);
    let description = drafts.description(id);
    let Some(role) = description.role.clone().filter(|_| description.kind != EntityKind::State) else { return };
    let last = role.rsplit(' ').next().unwrap_or(&role).to_string();
    let owner_id = owner(text, mention);
    let is_beside = BESIDE.contains(&last.as_str()) && owner_id.is_some_and(|owner| is_state(text, drafts, owner));
    let owner = owner_id.and_then(|owner| told(drafts, owner, id));
    let description = &mut drafts.descriptions[id.0 as usize];
    if let Some((country, sectors, label)) = &owner {
        let is_foreign = COUNTERPARTS.contains(&last.as_str()) && last != "successor";
        if description.country.is_none() && description.countries.is_empty() && !is_foreign && !is_beside {
            description.set_country(country.map(|country| (country, format!("of {label}"))));
        }
        let is_official = matches!(sectors.first(), Some(Sector::Gov | Sector::Leg | Sector::Eli | Sector::Mil));
        if RELATIVES.contains(&last.as_str()) && is_official {
            description.sectors = vec![Sector::Eli];
        } else if FOLLOWING.contains(&last.as_str()) && sectors.first().is_some_and(|sector| follows(*sector)) {
            description.sectors = sectors.clone();
        }
    }
    let has_owner = owner.is_some() || matches!(last.as_str(), "counterpart" | "number");
    if has_owner && (COUNTERPARTS.contains(&role.as_str()) || COUNTERPARTS.contains(&last.as_str())) {
        be_counterpart(text, drafts, id, owner.map(|(_, sectors, _)| sectors));
    }
}

/// Whether an owner is a state, or who speaks for one.
fn is_state(text: &View, drafts: &Drafts, owner: MentionId) -> bool {
    let mention = text.mention(owner);
    let is_speaker = text.form(mention.sentence, mention.head).eq_ignore_ascii_case("our");
    is_speaker || drafts.known(owner).is_some_and(|draft| draft.kind == EntityKind::State)
}

/// Sectors that make their people what they are.
fn follows(sector: Sector) -> bool {
    use Sector::*;
    matches!(sector, Mil | Reb | Prm | Pty | Opp | Crm | Cop | Leg | Soc | Rel | Bus | Lab | Jrn | Spy | Jud)
}

/// A counterpart has the office of whose counterpart it is: the owner's, or the subject's.
fn be_counterpart(text: &View, drafts: &mut Drafts, id: MentionId, owner: Option<Vec<Sector>>) {
    let mention = text.mention(id);
    let sectors = owner.filter(|sectors| !sectors.is_empty()).or_else(|| {
        let subject = governing_subject(text, mention)?;
        told(drafts, subject, id).map(|(_, sectors, _)| sectors)
    });
    let description = &mut drafts.descriptions[id.0 as usize];
    description.sectors = sectors.filter(|sectors| !sectors.is_empty()).unwrap_or_else(|| vec![Sector::Gov]);
    description.why.push_str("; the office of whose counterpart it is");
}

/// The mention of whom or what has `mention`: a possessor, what stands after `of`, or by whom it was sent.
pub(crate) fn owner(text: &View, mention: &Mention) -> Option<MentionId> {
    let tree = text.tree(mention.sentence);
    let possessor = tree.child(mention.head, &[Deprel::NmodPoss]).map(|word| antecedent_of_whose(text, mention, word));
    let of = || {
        let mut attributes = tree.children_by(mention.head, &[Deprel::Nmod]);
        attributes.find(|&word| matches!(text.case(mention.sentence, word).as_deref(), Some("of" | "from")))
    };
    let sender = || {
        let participle = tree.child(mention.head, &[Deprel::Acl])?;
        let mut obliques = tree.children_by(participle, &[Deprel::OblAgent, Deprel::Obl]);
        obliques.find(|&word| text.case(mention.sentence, word).as_deref() == Some("by"))
    };
    text.mentions.headed_by(mention.sentence, possessor.or_else(of).or_else(sender)?)
}

/// `Ankara, whose coast guard`: the noun that the clause hangs on.
fn antecedent_of_whose(text: &View, mention: &Mention, possessor: usize) -> usize {
    let tree = text.tree(mention.sentence);
    if !text.form(mention.sentence, possessor).eq_ignore_ascii_case("whose") {
        return possessor;
    }
    let clause = std::iter::once(mention.head)
        .chain(tree.ancestors(mention.head))
        .find(|&word| tree.node(word).deprel == Deprel::AclRelcl);
    clause.and_then(|clause| tree.node(clause).head).unwrap_or(possessor)
}

/// The mention that is the subject of the verb above.
pub(crate) fn governing_subject(text: &View, mention: &Mention) -> Option<MentionId> {
    const SUBJECTS: [Deprel; 2] = [Deprel::Nsubj, Deprel::NsubjPass];
    let tree = text.tree(mention.sentence);
    let subject = tree
        .ancestors(mention.head)
        .find_map(|above| tree.child(above, &SUBJECTS).filter(|&subject| subject < mention.head))?;
    text.mentions.headed_by(mention.sentence, subject)
}

type Told = (Option<Country>, Vec<Sector>, String);

/// Country and sectors of `owner`, if it acts: what it means if it stands before `id`, else what it says itself.
fn told(drafts: &Drafts, owner: MentionId, id: MentionId) -> Option<Told> {
    if owner < id {
        let draft = drafts.known(owner).filter(|draft| draft.can_act())?;
        let own = drafts.description(owner);
        let sectors = if own.has_sector() { own.sectors.clone() } else { draft.sectors.clone() };
        return Some((own.country.or(draft.country), sectors, draft.label().to_string()));
    }
    let own = drafts.description(owner);
    let acts = !matches!(own.kind, EntityKind::Other | EntityKind::Place);
    acts.then(|| (own.country, own.sectors.clone(), own.name.clone().or(own.role.clone()).unwrap_or_default()))
}
