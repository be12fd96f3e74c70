//! Reads one noun phrase: which table or rule tells whom it means.

use super::Text;
use super::belonging::countries_in;
use super::bodies::{named, organisation, place, unknown_name, with_name_before};
use super::persons::{named_behind, person, title_before, whole_title};
use super::roles::{role, thing};
use super::sorts;
use annotation::{Description, EntityKind, Form, Mention, Name, NameLabel};
use gazetteer::Kind;
use ontology::{Country, Deprel, Sector, Upos};

/// Words before a role that make its holder one of the elite.
pub(crate) const FORMER: [&str; 10] =
    ["former", "ex", "ousted", "deposed", "erstwhile", "retired", "toppled", "one-time", "onetime", "ex-"];

/// Reads the phrases of all mentions.
pub(crate) fn descriptions(text: &Text) -> Vec<Description> {
    text.ids().map(|id| describe(text, text.mention(id))).collect()
}

/// Reads the phrase of `mention`.
fn describe(text: &Text, mention: &Mention) -> Description {
    let mut found = read(text, mention);
    if found.kind == EntityKind::Group && found.name.is_some() && is_one_of_people(text, mention) {
        // `the Briton`, whom the reader took for the name of something.
        let (kind, sectors) = (EntityKind::Person, vec![Sector::Cvl]);
        found = Description { kind, sectors, name: None, knowledge: None, ..found };
    }
    found.title = title_before(text, mention);
    found.is_plural = text.is_plural(mention) && whole_title(text, mention).is_none();
    if matches!(found.kind, EntityKind::Person | EntityKind::Group | EntityKind::Organisation) && found.role.is_some() {
        found.countries = countries_in(text, mention);
    }
    if is_former(text, mention) && (found.kind == EntityKind::Person || found.role.is_some()) && held_office(&found) {
        found.sectors = vec![Sector::Eli];
        found.why.push_str("; former");
    }
    if found.is_plural && found.role.as_deref().is_some_and(|role| ATTACKERS.contains(&role)) {
        // Ruling 19 speaks of one; several bear arms together.
        found.sectors = vec![Sector::Uaf];
    }
    if found.is_plural && found.role.as_deref() == Some("deputy") {
        found.sectors = vec![Sector::Leg];
    }
    if found.kind == EntityKind::Other && has_an_age(text, mention) {
        found.kind = EntityKind::Person;
        found.why = "one whose age is told".into();
    }
    suit_to_owner(text, mention, &mut found);
    suit_to_country(&mut found);
    found.states = sorts::states(text, mention, &found);
    found
}

/// `the 54-year-old`, `a 12-year-old pupil`.
fn has_an_age(text: &Text, mention: &Mention) -> bool {
    let forms = text.forms(mention.sentence, mention.words.start..mention.head + 1);
    let is_one = !text.is_plural(mention);
    let is_cut = forms.windows(3).any(|words| matches!(words, ["year" | "month", "-", "old"]));
    is_one && (is_cut || forms.iter().any(|form| form.ends_with("-year-old")))
}

/// Who attacks, and nothing else is said of him.
pub(crate) const ATTACKERS: [&str; 6] =
    ["gunman", "attacker", "assailant", "shooter", "knife attacker", "armed attacker"];

/// Whether to have been it makes one of the elite: a former minister, not a former student or rebel.
fn held_office(found: &Description) -> bool {
    use Sector::{Agr, Bus, Crm, Cvl, Edu, Lab, Med, Prm, Reb, Ref, Rel, Soc, Uaf};
    let is_private =
        |sector: &Sector| matches!(sector, Agr | Bus | Crm | Cvl | Edu | Lab | Med | Prm | Reb | Ref | Rel | Soc | Uaf);
    !found.career.is_empty() || !found.sectors.first().is_some_and(is_private)
}

/// `ISIL forces`, `Houthi gunmen`, `an M23 column`: of the armed group named, whatever they are in a state's hands.
fn suit_to_owner(text: &Text, mention: &Mention, found: &mut Description) {
    let is_people = matches!(found.kind, EntityKind::Person | EntityKind::Group | EntityKind::Organisation);
    let serves = |sector: &Sector| {
        use Sector::{Bus, Cop, Cvl, Gov, Mil, Opp, Prm, Reb, Spy, Uaf, Unk};
        matches!(sector, Bus | Cop | Cvl | Gov | Mil | Opp | Prm | Reb | Spy | Uaf | Unk)
    };
    let may_serve = found.name.is_none() && found.sectors.first().is_none_or(serves);
    let lemma = text.node(mention).lemma.to_lowercase();
    if !may_serve || !is_people && found.kind != EntityKind::Other || SUFFERING.contains(&lemma.as_str()) {
        return;
    }
    if let Some(owner) = armed_owner(text, mention) {
        found.country = owner.country.or(found.country);
        found.sectors = owner.sectors;
        found.why.push_str(&format!(" of {}", owner.why));
    }
}

/// Nouns for those whom an armed group has in its hands, or who are against it.
const SUFFERING: [&str; 16] = [
    "hostage",
    "captive",
    "prisoner",
    "victim",
    "survivor",
    "detainee",
    "opponent",
    "critic",
    "attack",
    "raid",
    "stronghold",
    "territory",
    "area",
    "rival",
    "target",
    "wife",
];

/// The armed group whose the phrase is: a name before its head, or behind `of` or `from`.
fn armed_owner(text: &Text, mention: &Mention) -> Option<Description> {
    let tree = text.tree(mention.sentence);
    let owner = |name: &&Name| {
        let top = text.top(name);
        let node = tree.node(top);
        let before = matches!(
            node.deprel,
            Deprel::Compound | Deprel::Amod | Deprel::NmodPoss | Deprel::NmodDesc | Deprel::NmodUnmarked
        );
        let of =
            node.deprel == Deprel::Nmod && matches!(text.case(mention.sentence, top).as_deref(), Some("of" | "from"));
        !name.words.contains(&mention.head) && node.head == Some(mention.head) && (before || of)
    };
    let named = |name: &Name| {
        let forms = text.forms(name.sentence, name.words.clone());
        named(text, mention, &forms)
    };
    let is_armed = |found: &Description| matches!(found.sectors.first(), Some(Sector::Reb | Sector::Prm | Sector::Crm));
    text.names(mention).filter(owner).filter_map(named).find(is_armed)
}

fn read(text: &Text, mention: &Mention) -> Description {
    if is_retirement(text, mention) {
        return Description::nothing();
    }
    let head_name = text.names(mention).find(|name| name.words.contains(&mention.head));
    let Some(name) = head_name.filter(|_| mention.form != Form::Pronoun) else {
        return if mention.form == Form::Pronoun { Description::nothing() } else { role_or_name(text, mention) };
    };
    match name.label {
        // `Reporters Without Borders`: no person, whatever the reader says.
        NameLabel::Person if is_body(text, name) => organisation(text, mention, name),
        NameLabel::Person => person(text, mention, name),
        // A surname that the reader took for a place or a body.
        _ if is_surname(text, name) => person(text, mention, name),
        NameLabel::Gpe | NameLabel::Location | NameLabel::Facility => place(text, mention, name),
        NameLabel::Organisation => organisation(text, mention, name),
        NameLabel::Norp => people(text, mention),
        NameLabel::Item | NameLabel::Weapon => thing(text, mention),
        NameLabel::Number if counts_people(text, mention) => people_counted(),
        NameLabel::Date | NameLabel::Number => Description::nothing(),
        NameLabel::Office if let Some(found) = whole_title(text, mention) => found,
        NameLabel::Rank | NameLabel::Office => role_or_name(text, mention),
    }
}

/// `(retd)` between a rank and a name, which the reader takes for a name.
fn is_retirement(text: &Text, mention: &Mention) -> bool {
    let form = text.form(mention.sentence, mention.head).to_lowercase();
    let is_told = matches!(form.trim_end_matches('.'), "retd" | "rtd" | "ret" | "retired");
    is_told && mention.head > 0 && text.form(mention.sentence, mention.head - 1) == "("
}

/// `at least 20 were killed`, `police arrested three`: a bare number that does or suffers something.
fn counts_people(text: &Text, mention: &Mention) -> bool {
    let node = text.node(mention);
    let takes_part = matches!(node.deprel, Deprel::NsubjPass | Deprel::Obj | Deprel::Nsubj);
    let is_measure = text.document.slice(mention.span).contains(['$', '%', '€', '£', '.', ':']);
    let governor = node.head.map(|head| text.tree(mention.sentence).node(head).upos);
    node.upos == Upos::Num && takes_part && !is_measure && governor == Some(Upos::Verb)
}

fn people_counted() -> Description {
    Description {
        kind: EntityKind::Group,
        sectors: vec![Sector::Cvl],
        why: "a number of people".into(),
        ..Description::nothing()
    }
}

/// Whether the tables know all the words of the name as that of a body.
fn is_body(text: &Text, name: &Name) -> bool {
    let forms = text.forms(name.sentence, name.words.clone());
    let is_body = |kind: Kind| matches!(kind, Kind::Organisation | Kind::ArmedGroup | Kind::Media);
    forms.len() > 1 && text.entry(&forms).is_some_and(|entry| is_body(entry.kind))
}

/// Whether a name is the surname of a person told of in full, whatever the reader took it for and the tables know of that name.
pub(crate) fn is_surname(text: &Text, name: &Name) -> bool {
    let forms = text.forms(name.sentence, name.words.clone());
    let is_entity = matches!(
        name.label,
        NameLabel::Gpe | NameLabel::Location | NameLabel::Facility | NameLabel::Organisation | NameLabel::Person
    );
    // `Ford` after an Adam Ford is he, not the firm, unless the report speaks of that too.
    let told = text.surnames.get(forms[0]).filter(|_| is_entity && forms.len() == 1);
    let is_before = told.is_some_and(|&start| start < name.span.start());
    let is_free = |entry: &gazetteer::Entry| {
        let is_firm = matches!(entry.kind, Kind::Organisation | Kind::Media);
        let article = name.words.start.checked_sub(1).map(|word| text.form(name.sentence, word));
        let has_article = article.is_some_and(|word| word.eq_ignore_ascii_case("the"));
        is_firm && is_before && !has_article && !text.body_words.contains(forms[0])
    };
    told.is_some() && text.entry(&forms).is_none_or(is_free)
}

fn role_or_name(text: &Text, mention: &Mention) -> Description {
    if let Some(name) = named_behind(text, mention) {
        return person(text, mention, name);
    }
    let named = |found| with_name_before(text, mention, found);
    role(text, mention).map(named).unwrap_or_else(|| unknown_name(text, mention))
}

/// Bodies of several states, and those of none, have sectors of their own: a UN envoy is GOV whatever an envoy is.
fn suit_to_country(found: &mut Description) {
    let Some(country) = found.country.filter(|_| !found.sectors.is_empty()) else { return };
    let first = found.sectors[0];
    let sector = match country.code() {
        "UNO" if !matches!(first, Sector::Ref | Sector::Eli) => Sector::Gov,
        "IGO" | "EUR" if matches!(first, Sector::Unk | Sector::Soc | Sector::Cvl | Sector::Lab | Sector::Bus) => {
            Sector::Gov
        }
        "NGO" if matches!(first, Sector::Unk | Sector::Gov | Sector::Cvl | Sector::Lab) => Sector::Soc,
        "MNC" if matches!(first, Sector::Unk | Sector::Gov | Sector::Cvl) => Sector::Bus,
        "IMG" if matches!(first, Sector::Unk | Sector::Gov | Sector::Cvl) => Sector::Reb,
        _ => return,
    };
    found.sectors[0] = sector;
}

fn is_former(text: &Text, mention: &Mention) -> bool {
    let tree = text.tree(mention.sentence);
    mention.words.clone().any(|word| {
        let node = tree.node(word);
        let modifies = matches!(
            node.deprel,
            Deprel::Amod
                | Deprel::Compound
                | Deprel::Advmod
                | Deprel::Nmod
                | Deprel::NmodDesc
                | Deprel::Punct
                | Deprel::Dep
        );
        // `former` says it of the phrase's own head or of the title before a name, not of a noun in an attribute.
        let is_outside = node.head.is_some_and(|head| !mention.words.contains(&head));
        let near = node.head == Some(mention.head)
            || is_outside && word == mention.words.start && mention.form == Form::Name
            || node.head.is_some_and(|head| tree.node(head).head == Some(mention.head) && head < mention.head);
        let form = text.form(mention.sentence, word).to_lowercase();
        modifies && near && FORMER.contains(&form.as_str()) || (near || word == mention.head) && form.starts_with("ex-")
    })
}

/// A nationality or people: the state behind an adjective, people as a noun.
fn people(text: &Text, mention: &Mention) -> Description {
    let forms = text.forms(mention.sentence, mention.head..mention.words.end);
    let why = format!("nationality `{}`", forms[0]);
    if let Some(entry) =
        text.entry(&forms).filter(|entry| !matches!(entry.kind, Kind::Demonym | Kind::Place | Kind::Person))
    {
        return Description {
            kind: kind_of(entry.kind),
            country: entry.country,
            sectors: entry.sectors.clone(),
            why,
            ..Description::nothing()
        };
    }
    let whole = text.names(mention).find(|name| name.words.contains(&mention.head) && name.words.len() > 1);
    let compound = || text.country_of_whole(&text.forms(mention.sentence, whole?.words.clone()));
    let country = compound().or_else(|| demonym(text, &forms));
    if country.is_some() && speaks_for_state(text, mention) {
        return Description {
            kind: EntityKind::State,
            country,
            sectors: vec![Sector::Gov],
            why,
            ..Description::nothing()
        };
    }
    // `a Norwegian` is read as an adjective too.
    let is_word = matches!(text.node(mention).upos, Upos::Noun | Upos::Propn) || is_one_of_people(text, mention);
    let is_noun = is_word && mention.form != Form::Modifier;
    if is_noun && let Some(found) = role(text, mention) {
        return found;
    }
    let (kind, sector) = match (is_noun, country) {
        (true, _) if is_one_of_people(text, mention) => (EntityKind::Person, Sector::Cvl),
        (true, _) => (EntityKind::Group, Sector::Cvl),
        (false, Some(_)) => (EntityKind::State, Sector::Gov),
        (false, None) => return Description { why, ..Description::nothing() },
    };
    // `ethnic Serbs` live in another state than the one that they are called after.
    let country = match is_noun && is_minority(text, mention) {
        true => where_from(text, mention),
        false => country,
    };
    Description { kind, country, sectors: vec![sector], why, ..Description::nothing() }
}

/// `ethnic Albanians`, `local Serbs`.
fn is_minority(text: &Text, mention: &Mention) -> bool {
    let lemmas = text.lemmas(mention.sentence, mention.words.start..mention.head);
    lemmas.iter().any(|lemma| matches!(lemma.as_str(), "ethnic" | "local"))
}

/// `an ethnic Albanian from Norway`.
fn where_from(text: &Text, mention: &Mention) -> Option<Country> {
    let is_origin = |name: &&Name| {
        name.label == NameLabel::Gpe && text.case(mention.sentence, text.top(name)).as_deref() == Some("from")
    };
    let name = text.names(mention).find(is_origin)?;
    text.country_of(&text.forms(mention.sentence, name.words.clone()))
}

/// `the Ghanaian`, `a Belgian`: not all, as `the French` are.
fn is_one_of_people(text: &Text, mention: &Mention) -> bool {
    const COLLECTIVE: [&str; 5] = ["ish", "ese", "ch", "ss", "s"];
    let head = text.form(mention.sentence, mention.head);
    let article = text.form(mention.sentence, mention.words.start).to_lowercase();
    !text.is_plural(mention)
        && matches!(article.as_str(), "the" | "a" | "an" | "another" | "one" | "this")
        && !COLLECTIVE.iter().any(|ending| head.ends_with(ending))
}

/// `The British relinquished control`: a people with the article alone that does something is its state.
fn speaks_for_state(text: &Text, mention: &Mention) -> bool {
    let node = text.node(mention);
    let is_verb = |head: usize| text.tree(mention.sentence).node(head).upos == Upos::Verb;
    let form = text.form(mention.sentence, mention.words.start);
    mention.words.len() == 2
        && form.eq_ignore_ascii_case("the")
        && !is_one_of_people(text, mention)
        && node.deprel == Deprel::Nsubj
        && node.head.is_some_and(is_verb)
}

fn demonym(text: &Text, forms: &[&str]) -> Option<Country> {
    text.gazetteer.demonym(forms.first()?).and_then(|entry| entry.country).or_else(|| text.country_of(forms))
}

/// What an entry of this kind is when it acts.
pub(crate) fn kind_of(kind: Kind) -> EntityKind {
    match kind {
        Kind::State | Kind::Metonym => EntityKind::State,
        Kind::Demonym => EntityKind::Group,
        Kind::Person => EntityKind::Person,
        Kind::Place => EntityKind::Place,
        Kind::Platform | Kind::Weapon => EntityKind::Other,
        Kind::Organisation | Kind::ArmedGroup | Kind::Media => EntityKind::Organisation,
    }
}
