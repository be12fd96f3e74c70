//! Bodies and places named.

use super::belonging::{country_in, country_within};
use super::describe::kind_of;
use super::roles::role;
use super::{Meant, Text, spelled};
use annotation::{Description, EntityKind, Form, Mention, Name, NameLabel};
use gazetteer::{Entry, Kind, RoleKind};
use ontology::{Country, Deprel, Sector, Upos};
use std::ops::Range;

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
        found.sectors = sectors_of_kind(text, mention, name).unwrap_or_else(|| likely_sectors(text, mention, name));
    }
    found
}

/// `the opposition Harmony party`, `the UGTT union`: a noun for bodies whose name stands right before it goes by that name.
pub(crate) fn with_name_before(text: &Text, mention: &Mention, found: Description) -> Description {
    let is_body = matches!(found.kind, EntityKind::Organisation | EntityKind::Group) && found.name.is_none();
    let is_named = is_body && goes_by_name(&text.form(mention.sentence, mention.head).to_lowercase());
    let before = text.names(mention).find(|name| name.words.end == mention.head);
    let Some(name) = before.filter(|name| is_named && name.label == NameLabel::Organisation) else { return found };
    let own = body(text, mention, name);
    // `the EU party`, `a UN group`: theirs, not they.
    let is_owner = own.kind == EntityKind::State || own.country.is_some_and(|country| !country.is_state());
    // `The Pertamina union`: its workers'.
    let is_other = own.has_sector() && found.has_sector() && own.sectors.first() != found.sectors.first();
    let is_of_firm = is_other && own.sectors.first() == Some(&Sector::Bus);
    if is_owner || is_of_firm || own.kind != EntityKind::Organisation {
        return found;
    }
    let sectors = if own.has_sector() { own.sectors } else { found.sectors };
    let country = found.country.or(own.country);
    Description { kind: own.kind, name: own.name, knowledge: own.knowledge, sectors, country, ..found }
}

/// The sectors of the noun right behind a name that goes by it: a `Harmony party` is a party.
fn sectors_of_kind(text: &Text, mention: &Mention, name: &Name) -> Option<Vec<Sector>> {
    let tree = text.tree(mention.sentence);
    let noun = name.words.end;
    if tree.node(mention.head).head != Some(noun) {
        return None;
    }
    let is_behind = tree.node(noun).upos == Upos::Noun;
    let lemma = tree.node(noun).lemma.to_lowercase();
    let role = text.gazetteer.role(&[lemma.as_str()]).filter(|_| is_behind && goes_by_name(&lemma));
    role.map(|(_, role)| role.sectors.clone())
}

/// Nouns for bodies that have their names right before them and are what these mean.
pub(crate) fn goes_by_name(noun: &str) -> bool {
    const KINDS: [&str; 14] = [
        "party",
        "union",
        "movement",
        "group",
        "militia",
        "cartel",
        "gang",
        "coalition",
        "charity",
        "organisation",
        "organization",
        "newspaper",
        "broadcaster",
        "network",
    ];
    KINDS.contains(&noun)
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
    let own = own_words(text, name);
    // `South Korea's Joint Chiefs of Staff` are not those whom the tables know by that name.
    let has_owner = (name.words.start..own.start).any(|word| matches!(text.form(mention.sentence, word), "'s" | "’s"));
    let by_own = || named(text, mention, &text.forms(mention.sentence, own.clone()));
    let is_body = |found: &Description| matches!(found.kind, EntityKind::Organisation | EntityKind::Group);
    let kind_before = || {
        let lemmas = text.lemmas(mention.sentence, name.words.start..own.start);
        role_of_body(text, &lemmas).map(|(phrase, _)| phrase)
    };
    if let Some(found) = (own != name.words && !has_owner).then(by_own).flatten().filter(is_body) {
        return Description { role: kind_before(), ..found };
    }
    let forms = text.forms(mention.sentence, name.words.clone());
    if let Some(found) = named(text, mention, &forms) {
        return found;
    }
    let lemmas = text.lemmas(mention.sentence, name.words.clone());
    let role = role_of_body(text, &lemmas);
    let why = role.as_ref().map_or("a body's name".to_string(), |(phrase, _)| format!("`{phrase}` in its name"));
    Description {
        kind: EntityKind::Organisation,
        name: Some(text.written(mention.sentence, own)),
        sectors: role.map(|(_, sectors)| sectors).unwrap_or_default(),
        country: country_within(text, &forms),
        why,
        ..Description::nothing()
    }
}

/// The words of a body's name that are its own: `Frontex` of `EU border agency Frontex`, `Harmony party` of `opposition
/// Harmony party`, `KFOR` of `NATO's KFOR`.
fn own_words(text: &Text, name: &Name) -> Range<usize> {
    let Range { start, end } = name.words;
    let form = |word: usize| text.form(name.sentence, word);
    let is_capital = |word: usize| form(word).starts_with(char::is_uppercase);
    let is_kind = |&word: &usize| is_kind_of_body(form(word)) && is_capital(word + 1);
    if let Some(kind) = (start..end.saturating_sub(1)).rev().find(is_kind) {
        return kind + 1..end;
    }
    let is_owner = |&word: &usize| matches!(form(word), "'s" | "’s") && is_capital(word + 1);
    let is_known = |owner: Range<usize>| {
        let entry = text.entry(&text.forms(name.sentence, owner));
        entry.is_some_and(|entry| matches!(entry.kind, Kind::State | Kind::Organisation))
    };
    if let Some(owner) = (start + 1..end.saturating_sub(1)).find(is_owner).filter(|&owner| is_known(start..owner)) {
        return owner + 1..end;
    }
    let tree = text.tree(name.sentence);
    let describes = |word: &usize| {
        let is_word = matches!(tree.node(*word).upos, Upos::Adj | Upos::Noun);
        is_word && form(*word).chars().count() > 2 && form(*word).starts_with(char::is_lowercase)
    };
    let first = start + (start..end).take_while(describes).count();
    if first + 1 < end && is_capital(first) { first..end } else { name.words.clone() }
}

/// Nouns for what a body is that stand before its name.
pub(crate) fn is_kind_of_body(word: &str) -> bool {
    const KINDS: [&str; 46] = [
        "agency",
        "alliance",
        "association",
        "bank",
        "bloc",
        "broadcaster",
        "carmaker",
        "cartel",
        "centre",
        "center",
        "channel",
        "charity",
        "coalition",
        "company",
        "confederation",
        "conglomerate",
        "consortium",
        "council",
        "daily",
        "faction",
        "federation",
        "firm",
        "force",
        "foundation",
        "front",
        "giant",
        "group",
        "institute",
        "maker",
        "manufacturer",
        "militia",
        "mission",
        "movement",
        "network",
        "newspaper",
        "ngo",
        "operator",
        "organisation",
        "organization",
        "outlet",
        "party",
        "station",
        "union",
        "watchdog",
        "website",
        "weekly",
    ];
    KINDS.contains(&word)
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
            name: Some(spelled(forms)),
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
    let name = Some(spelled(forms));
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
