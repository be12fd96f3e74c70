//! Bodies and places named.

use super::belonging::{country_in, country_within};
use super::describe::kind_of;
use super::roles::role;
use super::{Meant, Text};
use annotation::{Description, EntityKind, Form, Mention, Name, NameLabel};
use gazetteer::{Entry, Kind, RoleKind};
use ontology::{Country, Deprel, Sector, Upos};

/// A phrase whose head the reader took for a body's name.
pub(crate) fn organisation(text: &Text, mention: &Mention, name: &Name) -> Description {
    if let Some(found) = acronym_of_a_post(text, mention, name) {
        return found;
    }
    let mut found = body(text, mention, name);
    if found.country.is_none() {
        found.set_country(country_in(text, mention));
    }
    if found.sectors.is_empty() {
        found.sectors = likely_sectors(text, mention, name);
    }
    found
}

/// `the COAS`: the one who holds the post.
fn acronym_of_a_post(text: &Text, mention: &Mention, name: &Name) -> Option<Description> {
    let words = text.forms(mention.sentence, name.words.clone());
    let (length, known) = text.gazetteer.role(&words)?;
    let is_post = length == words.len() && known.kind == RoleKind::Person;
    if is_post && text.entry(&words).is_none() { role(text, mention) } else { None }
}

/// The sector of a body of which nothing is known.
fn likely_sectors(text: &Text, mention: &Mention, name: &Name) -> Vec<Sector> {
    let forms = text.forms(mention.sentence, name.words.clone());
    let has_article = text.form(mention.sentence, mention.words.start).eq_ignore_ascii_case("the");
    let is_acronym = forms.iter().all(|form| !form.chars().any(char::is_lowercase));
    match () {
        () if is_reporter(text, mention) || is_press(&forms) => vec![Sector::Jrn],
        // Firms have no article: of named bodies without one that no table knows, four in five on the training sentences.
        () if !has_article && !is_acronym => vec![Sector::Bus],
        () => Vec::new(),
    }
}

/// `Rudaw TV`, `the Indus Herald`.
pub(crate) fn is_press(forms: &[&str]) -> bool {
    const PRESS: [&str; 14] = [
        "TV",
        "Television",
        "Radio",
        "News",
        "Newswire",
        "Times",
        "Post",
        "Herald",
        "Tribune",
        "Gazette",
        "Courier",
        "Observer",
        "Ledger",
        "Daily",
    ];
    forms.len() > 1 && forms.last().is_some_and(|last| PRESS.contains(last))
}

/// `the North`, `the South`, where the report speaks of Korea.
fn half_of_korea(text: &Text, mention: &Mention, forms: &[&str]) -> Option<Description> {
    let code = match forms {
        ["North"] => "PRK",
        ["South"] => "KOR",
        _ => return None,
    };
    let is_korean = ["PRK", "KOR"]
        .iter()
        .any(|code| Country::from_code(code).is_some_and(|country| text.countries.contains_key(&country)));
    let has_article = text.form(mention.sentence, mention.words.start).eq_ignore_ascii_case("the");
    let found = Description {
        kind: EntityKind::State,
        country: Country::from_code(code),
        sectors: vec![Sector::Gov],
        ..Description::nothing()
    };
    (is_korean && has_article).then(|| Description { why: "half of Korea".into(), ..found })
}

/// A named body by itself.
pub(crate) fn body(text: &Text, mention: &Mention, name: &Name) -> Description {
    let forms = text.forms(mention.sentence, name.words.clone());
    if let Some(found) = named(text, mention, &forms) {
        return found;
    }
    let lemmas = text.lemmas(mention.sentence, name.words.clone());
    let role = role_of_body(text, &lemmas);
    let why = role.as_ref().map_or("a body's name".to_string(), |(phrase, _)| format!("`{phrase}` in its name"));
    Description {
        kind: EntityKind::Organisation,
        name: Some(text.written(mention.sentence, name.words.clone())),
        sectors: role.map(|(_, sectors)| sectors).unwrap_or_default(),
        country: country_within(text, &forms),
        why,
        ..Description::nothing()
    }
}

/// What the tables know by exactly these words.
pub(crate) fn named(text: &Text, mention: &Mention, forms: &[&str]) -> Option<Description> {
    if let Some(found) = half_of_korea(text, mention, forms) {
        return Some(found);
    }
    let entry = press(text, mention, forms).or_else(|| text.entry(forms))?;
    if matches!(entry.kind, Kind::Metonym | Kind::Place | Kind::State)
        && let Some(Meant::Town(town)) = text.meant(forms, None)
    {
        return Some(Description {
            kind: EntityKind::Place,
            name: Some(forms.join(" ")),
            country: Some(town.country.sovereign()),
            why: format!("the town of geonames {}", town.geonames),
            ..Description::nothing()
        });
    }
    let sectors = match entry.kind {
        Kind::State | Kind::Metonym if entry.sectors.is_empty() => vec![Sector::Gov],
        _ => entry.sectors.clone(),
    };
    let kind = match entry.kind {
        Kind::Metonym if entry.place.is_some() && is_location(text, mention) => EntityKind::Place,
        kind => kind_of(kind),
    };
    let name = Some(forms.join(" "));
    let is_thing = !matches!(entry.kind, Kind::State | Kind::Metonym | Kind::Demonym);
    Some(Description {
        kind,
        name,
        country: entry.country,
        sectors,
        knowledge: is_thing.then(|| entry.id.as_ref().into()),
        why: format!("gazetteer {}", entry.row),
        ..Description::nothing()
    })
}

/// `told AFP`: the agency, not the army of that acronym.
fn press<'a>(text: &Text<'a>, mention: &Mention, forms: &[&str]) -> Option<&'a Entry> {
    let (length, entries) = text.gazetteer.longest(forms)?;
    let media = entries.into_iter().find(|entry| entry.kind == Kind::Media)?;
    (length == forms.len() && is_reporter(text, mention)).then_some(media)
}

/// Whether the phrase says where: `in Islamabad`, `outside Kabul`.
fn is_location(text: &Text, mention: &Mention) -> bool {
    const LOCATIVE: [&str; 12] =
        ["in", "at", "near", "outside", "inside", "around", "across", "through", "over", "via", "throughout", "within"];
    let oblique =
        matches!(text.node(mention).deprel, Deprel::Obl | Deprel::Nmod | Deprel::Conj | Deprel::Root | Deprel::Appos);
    oblique && text.case(mention.sentence, mention.head).is_some_and(|case| LOCATIVE.contains(&case.as_str()))
}

/// The role word in a body's name: `Ministry of Defence`, `Royal Thai Navy`, `Labour Party`.
fn role_of_body(text: &Text, lemmas: &[String]) -> Option<(String, Vec<Sector>)> {
    (1..=lemmas.len()).rev().find_map(|end| {
        let words: Vec<&str> = lemmas[..end].iter().map(String::as_str).collect();
        let (_, role) = text.gazetteer.role(&words)?;
        (role.kind != RoleKind::Person || end == lemmas.len()).then(|| (role.phrase.to_string(), role.sectors.clone()))
    })
}

/// A phrase whose head the reader took for a place.
pub(crate) fn place(text: &Text, mention: &Mention, name: &Name) -> Description {
    let forms = text.forms(mention.sentence, name.words.clone());
    if let Some(found) = named(text, mention, &forms) {
        return found;
    }
    let town = text.country_of_town(&forms.join(" "));
    let country =
        town.or_else(|| country_within(text, &forms)).or_else(|| country_in(text, mention).map(|(country, _)| country));
    // `Diepsloot police station`, `Bagram air base`: what attacks hit.
    let lemmas = text.lemmas(mention.sentence, name.words.clone());
    let sectors = if name.label == NameLabel::Facility {
        role_of_body(text, &lemmas).map(|(_, sectors)| sectors).unwrap_or_default()
    } else {
        Vec::new()
    };
    Description {
        kind: EntityKind::Place,
        name: Some(text.written(mention.sentence, name.words.clone())),
        country,
        sectors,
        why: if is_sea(&forms) { "a sea" } else { "a place's name" }.into(),
        ..Description::nothing()
    }
}

/// Waters and borders lie in no one country.
fn is_sea(forms: &[&str]) -> bool {
    const WATERS: [&str; 10] =
        ["Sea", "Ocean", "Strait", "Straits", "Gulf", "Channel", "Bay", "Border", "Mediterranean", "Sahel"];
    forms.iter().any(|form| WATERS.contains(form))
}

/// A capitalised phrase that the reader did not mark: a name in the tables, or of something.
pub(crate) fn unknown_name(text: &Text, mention: &Mention) -> Description {
    let node = text.node(mention);
    let forms = text.forms(mention.sentence, mention.head..mention.words.end);
    let head = &forms[..1];
    if node.upos == Upos::Propn || mention.form == Form::Modifier {
        let known = (1..=forms.len()).rev().find_map(|length| named(text, mention, &forms[..length]));
        if let Some(found) = known.filter(|found| !matches!(found.kind, EntityKind::Person)) {
            return found;
        }
    }
    if node.upos == Upos::Propn && is_reporter(text, mention) {
        let kind = EntityKind::Organisation;
        return Description {
            kind,
            name: Some(head.join(" ")),
            sectors: vec![Sector::Jrn],
            why: "what reports".into(),
            ..Description::nothing()
        };
    }
    Description::nothing()
}

/// `X reported`, `told X`: a newspaper, if nothing else is known of it.
fn is_reporter(text: &Text, mention: &Mention) -> bool {
    let tree = text.tree(mention.sentence);
    let node = tree.node(mention.head);
    let verb = node.head.map(|head| &*tree.node(head).lemma);
    match node.deprel {
        Deprel::Nsubj => verb == Some("report"),
        Deprel::Obj | Deprel::Iobj => verb == Some("tell"),
        _ => false,
    }
}
