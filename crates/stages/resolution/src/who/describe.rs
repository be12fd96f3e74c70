//! What one noun phrase says by itself of whom it means.

use super::Text;
use annotation::{EntityKind, Form, Mention, Name, NameLabel};
use gazetteer::{Entry, Kind, RoleKind};
use ontology::{Country, Deprel, Sector, Upos};

/// What a phrase tells. Countries and sectors are none where it does not.
#[derive(Clone, Debug)]
pub(crate) struct Description {
    pub kind: EntityKind,
    pub country: Option<Country>,
    pub sectors: Vec<Sector>,
    /// The name, words joined by a space; none for a description.
    pub name: Option<String>,
    /// The role phrase, lemmas in lower case.
    pub role: Option<String>,
    /// `former`, `ousted`, `ex-`.
    pub is_former: bool,
    pub is_plural: bool,
    /// The rule or table row.
    pub why: String,
}

impl Description {
    fn nothing() -> Description {
        Description {
            kind: EntityKind::Other,
            country: None,
            sectors: Vec::new(),
            name: None,
            role: None,
            is_former: false,
            is_plural: false,
            why: "no name and no role".into(),
        }
    }
}

const FORMER: [&str; 12] =
    ["former", "ex", "ousted", "deposed", "ex-president", "late", "erstwhile", "retired", "toppled", "one-time", "disgraced", "exiled"];
/// Roles that take their sector from the body they belong to: `an RSF spokesman`.
const BORROWING: [&str; 23] = [
    "spokesman", "spokeswoman", "spokesperson", "official", "leader", "member", "source", "chief", "head", "commander", "fighter", "officer",
    "representative", "delegation", "leadership", "side", "deputy", "director", "secretary", "chairman", "position", "aide", "envoy",
];

/// Reads the phrase of `mention`.
pub(crate) fn describe(text: &Text, mention: &Mention) -> Description {
    let head_name = text.names(mention).find(|name| name.words.contains(&mention.head)).cloned();
    let mut found = match head_name.as_ref().map(|name| name.label) {
        _ if mention.form == Form::Pronoun => Description::nothing(),
        Some(NameLabel::Person) => person(text, mention, head_name.as_ref().expect("just found")),
        Some(NameLabel::Gpe | NameLabel::Location | NameLabel::Facility) => place(text, mention, head_name.as_ref().expect("just found")),
        Some(NameLabel::Organisation) => organisation(text, mention, head_name.as_ref().expect("just found")),
        Some(NameLabel::Norp) => people(text, mention),
        Some(NameLabel::Date | NameLabel::Number | NameLabel::Item | NameLabel::Weapon) => thing(text, mention),
        _ => role(text, mention).unwrap_or_else(|| unknown_name(text, mention)),
    };
    let node = text.node(mention);
    found.is_plural = node.feats.get("Number") == Some("Plur");
    if is_former(text, mention) {
        found.is_former = true;
        if found.kind == EntityKind::Person || found.role.is_some() {
            make_former(&mut found);
        }
    }
    found
}

/// One who held an office is of the elite, whatever the office was.
fn make_former(found: &mut Description) {
    found.sectors.insert(0, Sector::Eli);
    found.sectors.truncate(1);
    found.why.push_str("; former");
}

fn is_former(text: &Text, mention: &Mention) -> bool {
    let tree = text.tree(mention.sentence);
    mention.words.clone().any(|word| {
        let node = tree.node(word);
        let modifies = matches!(node.deprel, Deprel::Amod | Deprel::Compound | Deprel::Advmod | Deprel::Nmod | Deprel::NmodDesc | Deprel::Punct | Deprel::Dep);
        let lemma = node.lemma.to_lowercase();
        // `former` says it of the phrase's own head or of the title before a name, not of a noun in an attribute.
        let near = node.head == Some(mention.head) || node.head.is_some_and(|head| tree.node(head).head == Some(mention.head) && head < mention.head);
        modifies && near && FORMER.contains(&lemma.as_str())
    })
}

fn person(text: &Text, mention: &Mention, name: &Name) -> Description {
    let forms = text.forms(mention.sentence, name.words.clone());
    let mut found = Description { kind: EntityKind::Person, name: Some(forms.join(" ")), why: "a person's name".into(), ..Description::nothing() };
    if let Some(entry) = known_person(text, &forms) {
        found.country = entry.country;
        found.sectors = sectors_on(text, entry);
        found.why = format!("gazetteer {}", entry.source);
    }
    let told = title(text, mention, name);
    if let Some((country, why)) = country_in(text, mention) {
        found.country = Some(country);
        found.why = why;
    }
    if let Some(told) = told {
        if !told.sectors.is_empty() {
            found.sectors = told.sectors;
        }
        found.country = found.country.or(told.country);
        found.role = told.role;
        found.why.push_str("; ");
        found.why.push_str(&told.why);
    }
    found
}

fn known_person<'a>(text: &Text<'a>, forms: &[&str]) -> Option<&'a Entry> {
    let (length, entries) = text.gazetteer.longest(forms)?;
    let entry = entries.into_iter().find(|entry| entry.kind == Kind::Person)?;
    (length == forms.len()).then_some(entry)
}

/// The sectors of `entry` on the report's day: after an office ends its holder is ELI.
fn sectors_on(text: &Text, entry: &Entry) -> Vec<Sector> {
    match (text.day(), entry.until) {
        (Some(day), Some(until)) if entry.kind == Kind::Person && day > until => vec![Sector::Eli],
        _ => entry.sectors.clone(),
    }
}

/// Rank or office that stands with a name: before it, or after it without a comma.
fn title(text: &Text, mention: &Mention, name: &Name) -> Option<Description> {
    let before = mention.words.start..name.words.start;
    let after = name.words.end..mention.words.end;
    role_in(text, mention, before).or_else(|| rank_in(text, mention)).or_else(|| role_in(text, mention, after))
}

fn rank_in(text: &Text, mention: &Mention) -> Option<Description> {
    let words = mention.words.clone();
    words.clone().find_map(|at| {
        let forms = text.forms(mention.sentence, at..words.end);
        let (_, rank) = text.gazetteer.rank(&forms)?;
        let role = Some(rank.name.to_lowercase());
        Some(Description { kind: EntityKind::Person, sectors: vec![rank.sector], role, why: format!("rank {}", rank.name), ..Description::nothing() })
    })
}

/// The last role phrase that ends in `range`, with its body's sector where it borrows one.
fn role_in(text: &Text, mention: &Mention, range: std::ops::Range<usize>) -> Option<Description> {
    let lemmas = text.lemmas(mention.sentence, range.clone());
    (1..=lemmas.len()).rev().find_map(|end| role_ending(text, mention, &lemmas[..end]))
}

fn role_ending(text: &Text, mention: &Mention, lemmas: &[String]) -> Option<Description> {
    let words: Vec<&str> = lemmas.iter().map(String::as_str).collect();
    let (length, role) = text.gazetteer.role(&words)?;
    let phrase = words[words.len() - length..].join(" ");
    let mut found = Description {
        kind: match role.kind {
            RoleKind::Person => EntityKind::Person,
            RoleKind::Group => EntityKind::Group,
            RoleKind::Organisation => EntityKind::Organisation,
            RoleKind::Facility => EntityKind::Other,
        },
        sectors: role.sectors.clone(),
        why: format!("role `{phrase}`"),
        role: Some(phrase),
        ..Description::nothing()
    };
    let last = *words.last().expect("a role has words");
    if BORROWING.contains(&last)
        && let Some(body) = body_in(text, mention)
    {
        found.country = body.country;
        if !body.sectors.is_empty() {
            found.sectors = body.sectors;
        }
        found.why.push_str(&format!(" of {}", body.why));
    }
    Some(found)
}

/// A description by a role: `the Pakistani Chief of Air Staff`, `police in Kabul`.
fn role(text: &Text, mention: &Mention) -> Option<Description> {
    let upto = text.lemmas(mention.sentence, mention.words.start..mention.head + 1);
    let whole = text.lemmas(mention.sentence, mention.words.clone());
    // `chief of army staff`: the longest role that begins at or before the head wins.
    let beyond = (upto.len() + 1..=whole.len()).rev().find_map(|end| {
        let words: Vec<&str> = whole[..end].iter().map(String::as_str).collect();
        let (length, _) = text.gazetteer.role(&words)?;
        (end - length < upto.len()).then(|| role_ending(text, mention, &whole[..end])).flatten()
    });
    let mut found = beyond.or_else(|| role_ending(text, mention, &upto)).or_else(|| rank_in(text, mention))?;
    if let Some((country, why)) = country_in(text, mention) {
        found.country = Some(country);
        found.why.push_str("; ");
        found.why.push_str(&why);
    }
    Some(found)
}

/// A body named in the phrase outside its head: `of the Pakistan Navy`, `RSF`.
fn body_in(text: &Text, mention: &Mention) -> Option<Description> {
    text.names(mention)
        .filter(|name| name.label == NameLabel::Organisation && !name.words.contains(&mention.head))
        .map(|name| body(text, mention, name))
        .find(|body| body.country.is_some() || !body.sectors.is_empty())
        .or_else(|| body_by_role(text, mention))
}

/// A body described in the phrase: `a defence ministry spokesman`, `navy officer`.
fn body_by_role(text: &Text, mention: &Mention) -> Option<Description> {
    let words = mention.words.clone().filter(|&word| word != mention.head);
    words.rev().find_map(|word| {
        if !matches!(text.tree(mention.sentence).node(word).upos, Upos::Noun | Upos::Propn) {
            return None;
        }
        let lemmas = text.lemmas(mention.sentence, mention.words.start..word + 1);
        let words: Vec<&str> = lemmas.iter().map(String::as_str).collect();
        let (_, role) = text.gazetteer.role(&words)?;
        let is_body = matches!(role.kind, RoleKind::Organisation | RoleKind::Group) && role.sectors.first() != Some(&Sector::Unk);
        is_body.then(|| Description { sectors: role.sectors.clone(), why: format!("`{}`", role.phrase), ..Description::nothing() })
    })
}

fn organisation(text: &Text, mention: &Mention, name: &Name) -> Description {
    let mut found = body(text, mention, name);
    if found.country.is_none()
        && let Some((country, why)) = country_in(text, mention)
    {
        found.country = Some(country);
        found.why = why;
    }
    found
}

/// A named body by itself.
fn body(text: &Text, mention: &Mention, name: &Name) -> Description {
    let forms = text.forms(mention.sentence, name.words.clone());
    let mut found = Description { kind: EntityKind::Organisation, name: Some(forms.join(" ")), why: "a body's name".into(), ..Description::nothing() };
    if let Some((_, entries)) = text.gazetteer.longest(&forms).filter(|(length, _)| *length == forms.len())
        && let Some(entry) = entry_on(text, &entries)
    {
        found.country = entry.country;
        found.sectors = entry.sectors.clone();
        found.why = format!("gazetteer {}", entry.source);
        if entry.kind == Kind::State {
            found.kind = EntityKind::State;
        }
        return found;
    }
    let lemmas = text.lemmas(mention.sentence, name.words.clone());
    if let Some(role) = role_of_body(text, &lemmas) {
        found.why = format!("`{}` in its name", role.0);
        found.sectors = role.1;
    }
    found.country = name.words.clone().find_map(|word| country_of(text, &text.forms(mention.sentence, word..name.words.end)));
    found
}

/// The last entry that holds on the report's day, or the first.
fn entry_on<'a>(text: &Text, entries: &[&'a Entry]) -> Option<&'a Entry> {
    let holds = |entry: &Entry| {
        text.day().is_none_or(|day| entry.from.is_none_or(|from| from <= day) && entry.until.is_none_or(|until| day <= until))
    };
    entries.iter().copied().find(|entry| holds(entry)).or_else(|| entries.first().copied())
}

/// The role word in a body's name: `Ministry of Defence`, `Royal Thai Navy`, `Labour Party`.
fn role_of_body(text: &Text, lemmas: &[String]) -> Option<(String, Vec<Sector>)> {
    (1..=lemmas.len()).rev().find_map(|end| {
        let words: Vec<&str> = lemmas[..end].iter().map(String::as_str).collect();
        let (_, role) = text.gazetteer.role(&words)?;
        (role.kind != RoleKind::Person || end == lemmas.len()).then(|| (role.phrase.to_string(), role.sectors.clone()))
    })
}

fn place(text: &Text, mention: &Mention, name: &Name) -> Description {
    let forms = text.forms(mention.sentence, name.words.clone());
    let mut found = Description { kind: EntityKind::Place, name: Some(forms.join(" ")), why: "a place's name".into(), ..Description::nothing() };
    let Some((_, entries)) = text.gazetteer.longest(&forms).filter(|(length, _)| *length == forms.len()) else {
        found.country = text.gazetteer.towns(&forms.join(" ")).first().map(|town| town.country);
        return found;
    };
    let Some(entry) = entry_on(text, &entries) else { return found };
    found.country = entry.country;
    found.why = format!("gazetteer {}", entry.source);
    if matches!(entry.kind, Kind::State | Kind::Metonym | Kind::Organisation | Kind::ArmedGroup) {
        found.kind = if entry.kind == Kind::State || entry.kind == Kind::Metonym { EntityKind::State } else { EntityKind::Organisation };
        found.sectors = if entry.sectors.is_empty() { vec![Sector::Gov] } else { entry.sectors.clone() };
    }
    found
}

/// A nationality or people: the state behind an adjective, people as a noun.
fn people(text: &Text, mention: &Mention) -> Description {
    let country = country_of(text, &text.forms(mention.sentence, mention.head..mention.words.end));
    let is_noun = matches!(text.node(mention).upos, Upos::Noun | Upos::Propn) && mention.form != Form::Modifier;
    let (kind, sector) = if is_noun { (EntityKind::Group, Sector::Cvl) } else { (EntityKind::State, Sector::Gov) };
    let why = format!("nationality `{}`", text.form(mention.sentence, mention.head));
    if !is_noun && country.is_none() {
        return Description { why, ..Description::nothing() };
    }
    Description { kind, country, sectors: vec![sector], why, ..Description::nothing() }
}

fn thing(text: &Text, mention: &Mention) -> Description {
    // `two F-16 jets`, `warships`: forces in the dress of their arms may act.
    role(text, mention).filter(|found| found.kind == EntityKind::Group).unwrap_or_else(Description::nothing)
}

/// A capitalised phrase that no list knows: a name of something.
fn unknown_name(text: &Text, mention: &Mention) -> Description {
    let mut found = Description::nothing();
    let forms = text.forms(mention.sentence, mention.head..mention.words.end);
    if let Some((_, entries)) = text.gazetteer.longest(&forms)
        && let Some(entry) = entry_on(text, &entries)
        && matches!(entry.kind, Kind::State | Kind::Metonym | Kind::Organisation | Kind::ArmedGroup | Kind::Media | Kind::Demonym)
    {
        found.country = entry.country;
        found.sectors = if entry.sectors.is_empty() { vec![Sector::Gov] } else { entry.sectors.clone() };
        found.kind = match entry.kind {
            Kind::State | Kind::Metonym => EntityKind::State,
            Kind::Demonym => EntityKind::Group,
            _ => EntityKind::Organisation,
        };
        found.name = Some(text.form(mention.sentence, mention.head).to_string());
        found.why = format!("gazetteer {}", entry.source);
    }
    found
}

/// The country that a name beginning at `forms[0]` stands for or belongs to.
fn country_of(text: &Text, forms: &[&str]) -> Option<Country> {
    if let Some(entry) = text.gazetteer.demonym(forms.first()?) {
        return entry.country;
    }
    let (_, entries) = text.gazetteer.longest(forms)?;
    let entry = entry_on(text, &entries)?;
    matches!(entry.kind, Kind::State | Kind::Metonym | Kind::Demonym | Kind::Organisation | Kind::ArmedGroup | Kind::Place).then_some(entry.country).flatten()
}

/// How firmly a name inside a phrase says whose the phrase is; smaller is firmer.
fn firmness(text: &Text, mention: &Mention, name: &Name) -> Option<u8> {
    let tree = text.tree(mention.sentence);
    let top = name.words.clone().find(|&word| tree.node(word).head.is_none_or(|head| !name.words.contains(&head)))?;
    if name.words.contains(&mention.head) {
        return None;
    }
    let next_is_hyphen = name.words.end < mention.words.end && text.form(mention.sentence, name.words.end) == "-";
    if next_is_hyphen && backs(text, mention, name.words.end + 1) {
        return None;
    }
    let case = tree.child(top, &[Deprel::Case]).map(|case| text.form(mention.sentence, case).to_lowercase());
    match (tree.node(top).deprel, case.as_deref()) {
        (Deprel::NmodPoss, _) => Some(0),
        (Deprel::Amod | Deprel::Compound | Deprel::NmodDesc, _) => Some(1),
        (Deprel::Nmod, Some("of" | "from" | "for")) => Some(2),
        (_, Some("in" | "at" | "near" | "to" | "on")) => Some(3),
        (_, Some(_)) => Some(5),
        _ => Some(4),
    }
}

/// `Iran-backed`, `US-trained`: whose help it has, not whose it is.
fn backs(text: &Text, mention: &Mention, word: usize) -> bool {
    const SPONSORS: [&str; 9] = ["backed", "trained", "funded", "supported", "sponsored", "made", "armed", "born", "aligned"];
    word < mention.words.end && SPONSORS.contains(&text.form(mention.sentence, word).to_lowercase().as_str())
}

/// The country that names inside the phrase give it, and why.
fn country_in(text: &Text, mention: &Mention) -> Option<(Country, String)> {
    let mut best: Option<(u8, Country, String)> = None;
    for name in text.names(mention) {
        let belongs = matches!(name.label, NameLabel::Gpe | NameLabel::Norp | NameLabel::Organisation | NameLabel::Location | NameLabel::Facility);
        let Some(firmness) = firmness(text, mention, name).filter(|_| belongs) else { continue };
        let forms = text.forms(mention.sentence, name.words.clone());
        let country = country_of(text, &forms)
            .or_else(|| (1..forms.len()).find_map(|at| country_of(text, &forms[at..])))
            .or_else(|| town(text, name, &forms));
        if let Some(country) = country
            && best.as_ref().is_none_or(|(old, _, _)| firmness < *old)
        {
            best = Some((firmness, country, format!("`{}` in the phrase", forms.join(" "))));
        }
    }
    best.map(|(_, country, why)| (country, why))
}

fn town(text: &Text, name: &Name, forms: &[&str]) -> Option<Country> {
    matches!(name.label, NameLabel::Gpe | NameLabel::Location)
        .then(|| text.gazetteer.towns(&forms.join(" ")).first().map(|town| town.country))
        .flatten()
}
