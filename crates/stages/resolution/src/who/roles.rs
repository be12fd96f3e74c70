//! Roles: what a common noun or a title says of whom it means.

use super::Text;
use super::belonging::country_in;
use super::bodies::body;
use super::describe::ATTACKERS;
use annotation::{Description, EntityKind, Mention, NameLabel};
use gazetteer::RoleKind;
use ontology::{Country, Deprel, Sector, Upos};
use std::ops::Range;

/// Roles that take their sector from the body they belong to: `an RSF spokesman`.
const BORROWING: [&str; 37] = [
    "agent",
    "operative",
    "staff",
    "committee",
    "panel",
    "subcommittee",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "official",
    "leader",
    "member",
    "source",
    "chief",
    "head",
    "commander",
    "fighter",
    "officer",
    "representative",
    "delegation",
    "leadership",
    "side",
    "deputy",
    "director",
    "secretary",
    "chairman",
    "position",
    "aide",
    "envoy",
    "wing",
    "chairwoman",
    "founder",
    "lawmaker",
    "president",
    "chair",
    "negotiator",
    "delegate",
];

/// A description by a role: `the Pakistani Chief of Air Staff`, `police in Kabul`.
pub(crate) fn role(text: &Text, mention: &Mention) -> Option<Description> {
    if is_condition(text, mention) || is_abstract(text, mention) {
        return None;
    }
    let upto = text.lemmas(mention.sentence, mention.words.start..mention.head + 1);
    let whole = text.lemmas(mention.sentence, mention.words.clone());
    // `chief of army staff`: the longest role that begins at or before the head wins.
    let beyond = (upto.len() + 1..=whole.len()).rev().find_map(|end| {
        let words: Vec<&str> = whole[..end].iter().map(String::as_str).collect();
        let (length, _) = text.gazetteer.role(&words)?;
        (end - length < upto.len()).then(|| role_ending(text, mention, &whole[..end])).flatten()
    });
    let mut found = beyond.or_else(|| role_ending(text, mention, &upto)).or_else(|| rank_in(text, mention))?;
    if is_staff_of_a_person(text, mention, &found) {
        found.sectors = vec![Sector::Gov];
    }
    found.set_country(country_in(text, mention).or_else(|| of_several(text, mention)));
    Some(found)
}

/// `Rosselló's chief of staff`, `his chief of staff`: a politician's, not an army's.
fn is_staff_of_a_person(text: &Text, mention: &Mention, found: &Description) -> bool {
    let owner = text.tree(mention.sentence).child(mention.head, &[Deprel::NmodPoss]);
    let is_person = |owner: usize| {
        let name = text.names(mention).find(|name| name.words.contains(&owner));
        let is_pronoun = text.tree(mention.sentence).node(owner).upos == Upos::Pron;
        name.map_or(is_pronoun, |name| name.label == NameLabel::Person)
    };
    found.role.as_deref() == Some("chief of staff") && owner.is_some_and(is_person)
}

/// `a state of emergency`: no state.
fn is_condition(text: &Text, mention: &Mention) -> bool {
    const CONDITIONS: [&str; 9] =
        ["emergency", "siege", "alert", "war", "affair", "mind", "readiness", "disaster", "calamity"];
    let after = text.lemmas(mention.sentence, mention.head..mention.words.end);
    after.first().is_some_and(|head| head == "state") && after.iter().any(|word| CONDITIONS.contains(&word.as_str()))
}

/// `justice does not come swiftly`, `by force`, `in power`: the bare noun means nobody.
fn is_abstract(text: &Text, mention: &Mention) -> bool {
    const ABSTRACT: [&str; 6] = ["justice", "force", "power", "command", "service", "authority"];
    let node = text.node(mention);
    let is_bare = mention.words.len() == 1 && node.upos == Upos::Noun && !text.is_plural(mention);
    is_bare && ABSTRACT.contains(&node.lemma.to_lowercase().as_str())
}

/// `peacekeepers`, `international donors`, `the pope`: of no one state.
pub(crate) fn of_several(text: &Text, mention: &Mention) -> Option<(Country, String)> {
    let lemmas = text.lemmas(mention.sentence, mention.words.clone());
    let has = |words: &[&str]| lemmas.iter().any(|lemma| words.contains(&lemma.as_str()));
    let code = match () {
        () if has(&["peacekeeper", "peacekeeping"]) => "UNO",
        () if has(&["international"]) && !has(&["community"]) => "IGO",
        () if has(&["pope", "pontiff"]) => "VAT",
        () => return None,
    };
    Some((Country::from_code(code)?, "a body of its own".into()))
}

/// The last role phrase that ends in `range`, with its body's sector where it borrows one.
pub(crate) fn role_in(text: &Text, mention: &Mention, range: Range<usize>) -> Option<Description> {
    let lemmas = text.lemmas(mention.sentence, range);
    (1..=lemmas.len()).rev().find_map(|end| role_ending(text, mention, &lemmas[..end]))
}

/// A rank in the phrase up to its head: what stands behind is another's, `his meeting with General Munir`.
pub(crate) fn rank_in(text: &Text, mention: &Mention) -> Option<Description> {
    let words = mention.words.clone();
    (words.start..mention.head + 1).find_map(|at| {
        let forms = text.forms(mention.sentence, at..words.end);
        let (_, rank) = text.gazetteer.rank(&forms)?;
        let role = Some(rank.name.to_lowercase());
        Some(Description {
            kind: EntityKind::Person,
            sectors: vec![rank.sector],
            role,
            why: format!("rank {}", rank.name),
            ..Description::nothing()
        })
    })
}

fn role_ending(text: &Text, mention: &Mention, lemmas: &[String]) -> Option<Description> {
    let words: Vec<&str> = lemmas.iter().map(|lemma| lemma.strip_prefix("ex-").unwrap_or(lemma)).collect();
    let (length, role) = text.gazetteer.role(&words)?;
    let phrase = words[words.len() - length..].join(" ");
    let kind = match role.kind {
        RoleKind::Person => EntityKind::Person,
        RoleKind::Group => EntityKind::Group,
        RoleKind::Organisation => EntityKind::Organisation,
        RoleKind::Facility => EntityKind::Other,
    };
    let why = format!("role `{phrase}`");
    let mut found =
        Description { kind, sectors: role.sectors.clone(), why, role: Some(phrase), ..Description::nothing() };
    if BORROWING.contains(words.last().expect("a role has words"))
        || length == 1 && role.sectors.first() == Some(&Sector::Unk)
    {
        borrow(text, mention, length, &mut found);
    }
    Some(found)
}

/// Takes the sector of the body in the phrase, outside the words of the role: a `navy secretary` is no sailor.
fn borrow(text: &Text, mention: &Mention, length: usize, found: &mut Description) {
    let Some(body) = body_in(text, mention, length) else { return };
    found.country = body.country;
    let is_of_party = matches!(body.sectors.first(), Some(Sector::Pty | Sector::Opp));
    let is_deputy = found.role.as_deref().is_some_and(|role| role.ends_with("deputy"));
    if is_of_party && (is_deputy || found.sectors.first() == Some(&Sector::Leg)) {
        // `an AfD deputy` sits in a parliament.
        found.sectors = vec![Sector::Leg];
        return;
    }
    if !body.sectors.is_empty() {
        found.sectors = body.sectors;
    }
    found.why.push_str(&format!(" of {}", body.why));
}

/// A body named in the phrase outside its head: `of the Pakistan Navy`, `RSF`.
fn body_in(text: &Text, mention: &Mention, length: usize) -> Option<Description> {
    text.names(mention)
        .filter(|name| name.label == NameLabel::Organisation && !name.words.contains(&mention.head))
        .map(|name| body(text, mention, name))
        .find(|body| body.country.is_some() || !body.sectors.is_empty())
        .or_else(|| body_by_role(text, mention, length))
}

/// A body described in the phrase: `a defence ministry spokesman`, `navy officer`.
fn body_by_role(text: &Text, mention: &Mention, length: usize) -> Option<Description> {
    let own = (mention.head + 1).saturating_sub(length)..mention.head + 1;
    let words = mention.words.clone().filter(|word| !own.contains(word));
    words.rev().find_map(|word| {
        if !matches!(text.tree(mention.sentence).node(word).upos, Upos::Noun | Upos::Propn) {
            return None;
        }
        let lemmas = text.lemmas(mention.sentence, mention.words.start..word + 1);
        let words: Vec<&str> = lemmas.iter().map(String::as_str).collect();
        let (_, role) = text.gazetteer.role(&words)?;
        let is_body =
            matches!(role.kind, RoleKind::Organisation | RoleKind::Group) && role.sectors.first() != Some(&Sector::Unk);
        is_body.then(|| Description {
            sectors: role.sectors.clone(),
            why: format!("`{}`", role.phrase),
            ..Description::nothing()
        })
    })
}

/// Arms and vehicles: forces in the dress of their arms where they act, else things that have an owner.
pub(crate) fn thing(text: &Text, mention: &Mention) -> Description {
    let known = role(text, mention);
    if let Some(person) = known.as_ref().filter(|found| is_attacker(found)) {
        return person.clone();
    }
    let mut found = known.filter(|found| found.kind != EntityKind::Person).unwrap_or_else(Description::nothing);
    if !acts(text, mention) {
        found.kind = EntityKind::Other;
    }
    if found.kind == EntityKind::Other && found.country.is_none() {
        found.set_country(country_in(text, mention));
    }
    if found.country.is_some() && found.sectors.is_empty() {
        found.sectors = vec![Sector::Mil];
    }
    found
}

/// `a gunman`: a common noun for one who attacks that the reader took for a weapon.
fn is_attacker(found: &Description) -> bool {
    found.role.as_deref().is_some_and(|role| ATTACKERS.contains(&role))
}

/// Whether the phrase is the subject of an active verb, or who a passive was done by.
fn acts(text: &Text, mention: &Mention) -> bool {
    match text.node(mention).deprel {
        Deprel::Nsubj | Deprel::OblAgent | Deprel::Conj => true,
        Deprel::Obl => text.case(mention.sentence, mention.head).as_deref() == Some("by"),
        _ => false,
    }
}
