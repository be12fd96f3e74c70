//! Persons named: what the name and the titles beside it tell.

use super::belonging::country_in;
use super::bodies::{is_press, named};
use super::describe::is_surname;
use super::roles::{of_several, rank_in, role, role_in};
use super::{Text, spelled};
use annotation::{Description, EntityKind, Form, Mention, MentionId, Name, NameLabel, SentenceId, Term};
use gazetteer::{Entry, Kind, RoleKind};
use ontology::{Deprel, Sector, Upos};
use std::ops::Range;

/// A phrase whose head the reader took for a person's name.
pub(crate) fn person(text: &Text, mention: &Mention, name: &Name) -> Description {
    let forms = text.forms(mention.sentence, name.words.clone());
    let is_told = is_surname(text, name);
    if let Some(found) = not_a_person(text, mention, &forms).filter(|_| !is_told) {
        return found;
    }
    let mut found = Description {
        kind: EntityKind::Person,
        name: Some(text.written(mention.sentence, without_rank(text, name))),
        why: "a person's name".into(),
        ..Description::nothing()
    };
    let mut terms = known_person(text, &forms);
    if terms.is_empty() {
        terms = known_by_title(text, mention, name);
    }
    let known = office_on(text, &terms);
    if let Some(entry) = known {
        found.country = entry.country;
        found.sectors = sectors_on(text, entry);
        found.why = format!("gazetteer {}", entry.row);
        found.knowledge = Some(entry.id.as_ref().into());
        found.career = terms.iter().filter(|term| term.name == entry.name).map(|term| career(term)).collect();
    }
    let told = title(text, mention, name);
    if told.is_none() && found.country.is_none() && reports(text, mention) {
        found.kind = EntityKind::Organisation;
        found.sectors = vec![Sector::Jrn];
        found.why = "what reports".into();
        return found;
    }
    // What the tables know by a surname that the reader took for something else is another's.
    if !is_told || name.label == NameLabel::Person {
        found.set_country(country_in(text, mention).or_else(|| of_several(text, mention)));
    }
    if let Some(told) = told {
        // The row of one who holds the very office knows its sector better than the words do: some attorneys general prosecute,
        // some are ministers.
        let same_office = known.is_some_and(|entry| entry.office.as_deref() == told.role.as_deref());
        if !(told.sectors.is_empty() || same_office && found.has_sector()) {
            found.sectors = told.sectors;
        }
        found.country = found.country.or(told.country);
        found.role = told.role;
        found.why.push_str("; ");
        found.why.push_str(&told.why);
    }
    found
}

/// The person's name in a phrase that a noun before it heads: `retired police officer Ada Quiroga`.
pub(crate) fn named_behind<'a>(text: &Text<'a>, mention: &'a Mention) -> Option<&'a Name> {
    let tree = text.tree(mention.sentence);
    let is_noun = matches!(tree.node(mention.head).upos, Upos::Noun | Upos::Propn);
    let names = text.names(mention).filter(|name| name.label == NameLabel::Person && name.words.start > mention.head);
    let has_comma = |name: &Name| text.form(mention.sentence, name.words.start - 1) == ",";
    let is_below = |word: usize| word > mention.head && mention.words.contains(&word);
    let mut beside = names.filter(|name| {
        let node = tree.node(text.top(name));
        let depends = matches!(
            node.deprel,
            Deprel::Flat | Deprel::Appos | Deprel::NmodDesc | Deprel::NmodUnmarked | Deprel::Nmod | Deprel::Compound
        );
        // `its ambassador in Lima, Ada Quiroga`: the tree may hang the name on the seat.
        let is_listed = tree.child(text.top(name), &[Deprel::Cc]).is_some();
        let is_apposed = node.deprel == Deprel::Appos || node.deprel == Deprel::Conj && !is_listed;
        let is_beside = depends && node.head == Some(mention.head)
            || has_comma(name) && is_apposed && node.head.is_some_and(is_below);
        is_beside && text.case(mention.sentence, text.top(name)).is_none()
    });
    beside.next().filter(|name| is_noun && name.words.end == mention.words.end)
}

/// The title in a phrase of its own right before a person's name, where the tree says nothing of it or nothing sensible:
/// `Chairman Joint Chiefs of Staff Committee | General X`, `the fleet's spokeswoman, | Commander Y,`.
pub(crate) fn title_before(text: &Text, named: &Mention) -> Option<MentionId> {
    let is_named = |mention: &Mention| text.names(mention).any(|name| name.label == NameLabel::Person);
    if !is_named(named) {
        return None;
    }
    let end = named.words.start;
    let has_comma = end > 0 && text.form(named.sentence, end - 1) == ",";
    let title_end = before_brackets(text, named.sentence, if has_comma { end - 1 } else { end });
    let ids = text.ids_in(named.sentence).take_while(|&id| text.mention(id).head < end);
    let id = ids.filter(|&id| text.mention(id).words.end == title_end).last()?;
    let title = text.mention(id);
    let (node, other) = (text.node(title), text.node(named));
    let is_subject = matches!(node.deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let is_doubled = node.head == other.head && node.deprel == other.deprel;
    let is_apart = other.deprel == Deprel::Conj || title.form == Form::Pronoun || is_named(title);
    let is_relation =
        matches!(&*node.lemma, "counterpart" | "number" | "predecessor" | "successor" | "colleague" | "host");
    let is_post = role(text, title).is_some_and(|found| found.kind == EntityKind::Person) && !text.is_plural(title)
        || is_relation
        || whole_title(text, title).is_some();
    (is_post && !is_apart && (!has_comma || is_subject || is_doubled)).then_some(id)
}

/// A name without the rank that the reader took for its first word: `Col Suresh Thapa`.
pub(crate) fn without_rank(text: &Text, name: &Name) -> Range<usize> {
    let forms = text.forms(name.sentence, name.words.clone());
    let known = text.gazetteer.rank(&forms).filter(|(length, rank)| *length < forms.len() && forms[0] != &*rank.name);
    name.words.start + known.map_or(0, |(length, _)| length)..name.words.end
}

/// Where a phrase ends that has words in brackets behind it: `Chief of Army Staff (COAS)`, `Maj Gen (retd)`.
pub(crate) fn before_brackets(text: &Text, sentence: SentenceId, end: usize) -> usize {
    /// Brackets hold an acronym or `retd.`.
    const MAX_WORDS: usize = 4;
    let opens = |word: &usize| text.form(sentence, *word) == "(";
    match end > 0 && text.form(sentence, end - 1) == ")" {
        true => (end.saturating_sub(MAX_WORDS)..end).rev().find(opens).unwrap_or(end),
        false => end,
    }
}

/// A title in the plural form of its body: `Chairman Joint Chiefs of Staff Committee` is one person.
pub(crate) fn whole_title(text: &Text, mention: &Mention) -> Option<Description> {
    let title =
        text.names(mention).find(|name| name.label == NameLabel::Office && name.words.contains(&mention.head))?;
    let forms: Vec<String> =
        text.forms(mention.sentence, title.words.clone()).iter().map(|form| form.to_lowercase()).collect();
    let words: Vec<&str> = forms.iter().map(String::as_str).collect();
    let known = text
        .gazetteer
        .role(&words)
        .filter(|(length, role)| *length == words.len() && role.kind == RoleKind::Person && role.office && *length > 1);
    let (_, known) = known.filter(|_| text.is_plural(mention))?;
    let mut found = Description {
        kind: EntityKind::Person,
        sectors: known.sectors.clone(),
        role: Some(known.phrase.to_string()),
        why: format!("role `{}`", known.phrase),
        ..Description::nothing()
    };
    found.set_country(country_in(text, mention));
    Some(found)
}

/// `Barents Avis reported`: persons without a title say and write, newspapers report.
fn reports(text: &Text, mention: &Mention) -> bool {
    let tree = text.tree(mention.sentence);
    let node = tree.node(mention.head);
    node.deprel == Deprel::Nsubj && node.head.is_some_and(|verb| &*tree.node(verb).lemma == "report")
}

/// A state, body or newspaper that the reader took for a person: what the tables know goes first.
fn not_a_person(text: &Text, mention: &Mention, forms: &[&str]) -> Option<Description> {
    if text.is_plural(mention)
        && let Some(found) = role(text, mention)
    {
        return Some(found);
    }
    if is_press(forms) {
        let name = Some(spelled(forms));
        let why = "a newspaper's or station's name".into();
        return Some(Description {
            kind: EntityKind::Organisation,
            name,
            sectors: vec![Sector::Jrn],
            why,
            ..Description::nothing()
        });
    }
    let (length, entries) = text.gazetteer.longest(forms)?;
    let foreign = length == forms.len() && entries.iter().all(|entry| !matches!(entry.kind, Kind::Person));
    foreign.then(|| named(text, mention, forms)).flatten()
}

/// The offices of all persons of this name.
fn known_person<'a>(text: &Text<'a>, forms: &[&str]) -> Vec<&'a Entry> {
    let senses = text.gazetteer.senses(forms).filter(|(length, _)| *length == forms.len());
    let entries = senses.into_iter().flat_map(|(_, senses)| senses).map(|sense| sense.entry);
    entries.filter(|entry| entry.kind == Kind::Person).collect()
}

/// `Queen Elizabeth II`, `Secretary Kerry`: whom title and name know together.
fn known_by_title<'a>(text: &Text<'a>, mention: &Mention, name: &Name) -> Vec<&'a Entry> {
    let whole = (mention.words.start..name.words.start).find_map(|start| {
        let found = known_person(text, &text.forms(mention.sentence, start..name.words.end));
        (!found.is_empty()).then_some(found)
    });
    if let Some(found) = whole {
        return found;
    }
    let before: Vec<String> =
        text.lemmas(mention.sentence, mention.words.start..name.words.start.max(mention.words.start));
    if name.words.len() != 1 || before.is_empty() || country_in(text, mention).is_some() {
        return Vec::new();
    }
    let bears = |entry: &&Entry| {
        let office = entry.office.as_deref().unwrap_or_default();
        let mut words = office.split([' ', '-']);
        let holds = text.day().is_none_or(|day| entry.holds_on(day));
        holds && before.iter().all(|title| words.any(|word| word == title))
    };
    let found: Vec<&Entry> =
        text.gazetteer.of_surname(text.form(mention.sentence, name.words.start)).filter(bears).collect();
    let is_one = found.iter().all(|entry| entry.country == found[0].country);
    // Of namesakes in one office of several states nobody can be told by it.
    if is_one { found } else { Vec::new() }
}

/// The office on the report's day; failing that the last one before it, then any. Of namesakes one whose country the
/// report speaks of.
fn office_on<'a>(text: &Text<'a>, terms: &[&'a Entry]) -> Option<&'a Entry> {
    let best = text.entry_on(terms)?;
    let Some(day) = text.day().filter(|day| !best.holds_on(*day)) else { return Some(best) };
    let same = || terms.iter().copied().filter(|term| term.name == best.name && term.country == best.country);
    same().filter(|term| term.until.is_some_and(|until| until < day)).max_by_key(|term| term.until).or(Some(best))
}

/// The sectors of `entry` on the report's day: after an office ends its holder is ELI, before it begins nobody knows.
fn sectors_on(text: &Text, entry: &Entry) -> Vec<Sector> {
    match (text.day(), entry.from, entry.until) {
        (Some(day), _, Some(until)) if day > until => vec![Sector::Eli],
        (Some(day), Some(from), _) if day < from => Vec::new(),
        _ => entry.sectors.clone(),
    }
}

fn career(entry: &Entry) -> Term {
    Term { from: entry.from, until: entry.until, sectors: entry.sectors.clone(), row: entry.row.as_ref().into() }
}

/// Rank or office that stands with a name: before it, or after it without a comma.
fn title(text: &Text, mention: &Mention, name: &Name) -> Option<Description> {
    let before = mention.words.start..name.words.start.max(mention.words.start);
    let after = name.words.end.min(mention.words.end)..mention.words.end;
    // `Defence Minister General X` holds the office, whatever his rank.
    let office = || {
        let told = role_in(text, mention, before.clone())?;
        let is_rank = |start: &usize| {
            let forms = text.forms(mention.sentence, *start..before.end);
            let rank = text.gazetteer.rank(&forms).filter(|(length, _)| *length == forms.len());
            rank.is_some_and(|(_, rank)| told.role.as_deref() == Some(rank.name.to_lowercase().as_str()))
        };
        let rank = before.clone().skip(1).find(is_rank);
        let office = rank.and_then(|start| role_in(text, mention, before.start..start));
        let office = office.filter(|office| office.kind == EntityKind::Person);
        // Of the lower house, where the title stands before a name.
        let sits = told.role.as_deref() == Some("representative") && told.sectors.first() != Some(&Sector::Leg);
        let told = if sits { Description { sectors: vec![Sector::Leg], ..told } } else { told };
        office.or(Some(told))
    };
    office().or_else(|| rank_in(text, mention)).or_else(|| role_in(text, mention, after))
}
