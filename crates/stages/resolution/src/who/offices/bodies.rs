//! Bodies that offices belong to: in full, as the report spells them, or as the tables know them.

use super::ministries;
use super::words::is_body_noun;
use crate::who::Text;
use crate::who::actors::Drafts;
use crate::who::bodies::{goes_by_name, is_kind_of_body};
use annotation::{Chain, EntityKind, Mention, MentionId, Name, NameLabel, SentenceId};
use ontology::{Country, Deprel, Sector, Upos};
use std::ops::Range;
use text::acronym_letters;

/// How many names of bodies of a report are looked through for one that is told in short.
pub(super) const MAX_NAMES: usize = 400;

/// The body that some words mean, by the fullest name that the report has for it.
pub(super) fn in_full(
    text: &Text,
    drafts: &Drafts,
    sentence: SentenceId,
    words: Range<usize>,
    country: Option<Country>,
) -> String {
    let words = without_kind(text, sentence, words);
    let written = text.written(sentence, words.clone());
    let is_acronym = written.chars().all(char::is_uppercase);
    let meant = words.rev().find_map(|word| text.mentions.headed_by(sentence, word));
    let meant = meant.and_then(|id| drafts.of.get(id.0 as usize)).copied();
    let draft = meant.map(|index| &drafts.drafts[index]);
    let known = draft.filter(|draft| draft.kind == EntityKind::Organisation).and_then(|draft| draft.name.as_deref());
    if let Some(known) = known {
        let is_fuller = is_acronym || ends_with(known, &written) || is_plain(&written);
        if is_fuller && known.contains(' ') || is_plain(&written) && !is_plain(known) {
            return known.to_string();
        }
    }
    if let Some(called) = meant.filter(|_| is_plain(&written)).and_then(|index| called(text, drafts, index)) {
        return called;
    }
    let before = || described(text, drafts, sentence, &written, country);
    told_of(text, drafts, &written, country)
        .or_else(before)
        .or_else(|| service(text, &written, country))
        .unwrap_or(written)
}

/// `the powerful UGTT union`, `the daily Haberci`: a name with the noun for what it is goes without the noun.
fn without_kind(text: &Text, sentence: SentenceId, words: Range<usize>) -> Range<usize> {
    let form = |word: usize| text.form(sentence, word);
    let is_kind = |&word: &usize| is_kind_of_body(form(word)) && form(word + 1).starts_with(char::is_uppercase);
    if let Some(kind) = words.clone().rev().skip(1).find(is_kind) {
        return kind + 1..words.end;
    }
    let Some(end) = words.end.checked_sub(1).filter(|end| *end > words.start) else { return words };
    let names = text.names_in(sentence);
    let name = names.iter().find(|name| name.words.end == end && name.words.start >= words.start);
    let name = name.filter(|name| name.label == NameLabel::Organisation && goes_behind_name(form(end)));
    name.map_or(words, |name| name.words.clone())
}

/// Nouns for bodies behind their names; `mission` and `force` are of whoever has them.
fn goes_behind_name(noun: &str) -> bool {
    goes_by_name(noun) || matches!(noun, "bank" | "company" | "agency" | "firm")
}

/// What a body is called that goes by no name as a whole: by a name in apposition (`KFOR` of `NATO's force, KFOR`), else by
/// the first words for it that tell more than a noun: `UN refugee agency`.
fn called(text: &Text, drafts: &Drafts, index: usize) -> Option<String> {
    /// What it is called stands near its beginning.
    const MAX_MENTIONS: usize = 20;
    let draft = &drafts.drafts[index];
    let is_body = matches!(draft.kind, EntityKind::Organisation | EntityKind::Group) && draft.name.is_none();
    let mentions = || draft.mentions.iter().take(MAX_MENTIONS).map(|&id| text.mention(id));
    let named = |mention: &Mention| {
        let name = named_body(text, mention)?;
        Some(text.written(mention.sentence, name.words.clone())).filter(|name| name.starts_with(char::is_uppercase))
    };
    let told = || mentions().filter_map(|mention| described_by(text, mention)).find(|words| !is_plain(words));
    is_body.then(|| mentions().find_map(named).or_else(told)).flatten()
}

/// The words of a phrase that describe a body, without article and owner, up to the first preposition but `of`.
pub(super) fn described_by(text: &Text, mention: &Mention) -> Option<String> {
    /// Longer phrases tell a story.
    const MAX_WORDS: usize = 6;
    let tree = text.tree(mention.sentence);
    let is_determiner = |word: &usize| matches!(tree.node(*word).upos, Upos::Det | Upos::Pron | Upos::Num);
    let start = mention.words.start + mention.words.clone().take_while(is_determiner).count();
    // `Peru's mines ministry`.
    let is_nation = |name: &&Name| {
        let owns = name.words.start == start && name.words.end < mention.head;
        owns && matches!(name.label, NameLabel::Gpe | NameLabel::Norp)
    };
    let nation = text.names(mention).find(is_nation).map(|name| name.words.end);
    let owner = nation.filter(|&word| matches!(text.form(mention.sentence, word), "'s" | "’s" | "'" | "’"));
    let start = owner.map_or(start, |word| word + 1);
    let is_break = |word: &usize| {
        matches!(tree.node(*word).upos, Upos::Punct | Upos::Verb | Upos::Adp)
            && text.form(mention.sentence, *word) != "of"
    };
    let end = (mention.head + 1..mention.words.end).find(is_break).unwrap_or(mention.words.end);
    let start = if start < end { without_kind(text, mention.sentence, start..end).start } else { start };
    let is_told = end > start && end - start <= MAX_WORDS;
    is_told.then(|| text.written(mention.sentence, start..end))
}

/// Those whom a person leads or speaks for, by a word that owns the post: `their` commander, `its` spokesman.
pub(super) fn of_owner(
    text: &Text,
    drafts: &Drafts,
    index: usize,
    word: (SentenceId, usize),
    leads: bool,
) -> Option<String> {
    let draft = &drafts.drafts[index];
    match draft.kind {
        EntityKind::State => seat_before(text, draft, word),
        EntityKind::Group | EntityKind::Person if leads && draft.is_plural => {
            draft.name.clone().or_else(|| described_by(text, text.mention(draft.mentions[0])))
        }
        _ => called(text, drafts, index).or_else(|| of_entity(drafts, index)),
    }
}

/// `The Kremlin denied it, and its spokesman`: the body that stood for the state last before a word.
fn seat_before(text: &Text, draft: &Chain, (sentence, word): (SentenceId, usize)) -> Option<String> {
    let n_before = draft.mentions.partition_point(|&id| {
        let mention = text.mention(id);
        (mention.sentence, mention.head) < (sentence, word)
    });
    let before = text.mention(*draft.mentions[..n_before].last()?);
    is_body_noun(text.form(before.sentence, before.head)).then(|| described_by(text, before)).flatten()
}

/// `the firm`, `the opposition party`, `the court`: the body of that kind that was named last before.
fn described(
    text: &Text,
    drafts: &Drafts,
    sentence: SentenceId,
    written: &str,
    country: Option<Country>,
) -> Option<String> {
    let noun = written.rsplit(' ').next().filter(|noun| is_plain(noun))?;
    let before = text.mentions.mentions.partition_point(|mention| mention.sentence < sentence);
    let here = text.ids_in(sentence).count();
    let recent = (0..before + here).rev().take(MAX_NAMES).filter_map(|id| drafts.of.get(id));
    let mut recent = recent.map(|&index| &drafts.drafts[index]);
    let suits = |draft: &Chain| draft.country.is_none() || country.is_none() || draft.country == country;
    let is_meant = |draft: &&Chain| {
        let is_body = matches!(draft.kind, EntityKind::Organisation | EntityKind::Group);
        let is_called = |name: &str| is_kind(noun, name, &draft.sectors) || !is_plain(name) && is_called(draft, noun);
        is_body && suits(draft) && draft.name.as_deref().is_some_and(is_called)
    };
    recent.find(is_meant).and_then(|draft| draft.name.clone())
}

/// Whether the report calls a body so elsewhere: `Norlight, a health insurer,`.
fn is_called(draft: &Chain, noun: &str) -> bool {
    draft.roles.iter().any(|role| role.rsplit(' ').next() == Some(noun))
}

/// Whether a body of this name and these sectors is what a noun describes.
fn is_kind(noun: &str, name: &str, sectors: &[Sector]) -> bool {
    const FIRMS: &[&str] = &[
        "firm",
        "company",
        "manufacturer",
        "shipbuilder",
        "maker",
        "corporation",
        "insurer",
        "lender",
        "airline",
        "carrier",
        "bank",
        "retailer",
        "shipyard",
        "refiner",
        "operator",
    ];
    let first = sectors.first().copied();
    let is_plain_name = is_plain(name);
    match noun {
        _ if is_plain_name => false,
        _ if FIRMS.contains(&noun) => first == Some(Sector::Bus),
        "party" => matches!(first, Some(Sector::Pty | Sector::Opp)) || name.ends_with("Party"),
        "union" => first == Some(Sector::Lab) || name.ends_with("Union"),
        "movement" | "group" | "militia" => {
            matches!(first, Some(Sector::Reb | Sector::Prm | Sector::Bus | Sector::Soc))
        }
        "court" | "tribunal" | "committee" | "council" | "commission" | "agency" | "authority" | "ministry"
        | "department" | "university" | "institute" | "hospital" | "association" | "federation" => {
            let last = name.rsplit(' ').next().unwrap_or(name);
            last.eq_ignore_ascii_case(noun) || noun == "ministry" && name.starts_with("Ministry")
        }
        _ => false,
    }
}

/// The body or ship that an entity is, by its name.
fn of_entity(drafts: &Drafts, index: usize) -> Option<String> {
    let draft = &drafts.drafts[index];
    let is_body = match draft.kind {
        EntityKind::Organisation | EntityKind::Group => draft.name.is_some() || is_one_body(draft),
        EntityKind::Other => draft.name.is_some(),
        _ => false,
    };
    let name = draft.name.as_deref().unwrap_or(&draft.description);
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    is_body.then(|| name.to_string())
}

/// `a rebel movement`, but not `two groups`, `their papers`.
fn is_one_body(draft: &Chain) -> bool {
    !draft.is_plural && draft.description.split(' ').any(is_body_noun)
}

fn is_plain(words: &str) -> bool {
    !words.contains(char::is_uppercase)
}

/// Whether `name` ends with the words of `short`, and has more.
fn ends_with(name: &str, short: &str) -> bool {
    let (name, short) = (name.to_lowercase(), short.to_lowercase());
    name.strip_suffix(&short).is_some_and(|rest| rest.ends_with(' '))
}

/// A body that the report names elsewhere, and that some words are the acronym or the end of.
fn told_of(text: &Text, drafts: &Drafts, written: &str, country: Option<Country>) -> Option<String> {
    let letters = acronym_letters(written).filter(|_| !written.contains(' '));
    let fits = |name: &&Name| {
        let full = text.document.slice(name.span);
        let own = full.split(" of the ").next().unwrap_or(full);
        let is_full = |full: &str| full.contains(' ') && acronym_letters(full) == letters;
        let is_spelled_out = letters.is_some() && (is_full(full) || is_full(own));
        let is_longer = name.label == NameLabel::Organisation
            && is_body_noun(written.rsplit(' ').next().unwrap_or_default())
            && ends_with(full, written)
            && !(is_plain(written) && is_of_rebels(text, drafts, name));
        let is_part = name.label == NameLabel::Organisation && is_last_word_of(full, written);
        (is_spelled_out || is_longer || is_part) && suits(text, name, country)
    };
    let found = bodies(text).find(fits)?;
    let full = text.written(found.sentence, found.words.clone());
    let own = full.split(" of the ").next().filter(|own| letters.is_some() && acronym_letters(own) == letters);
    Some(own.map_or(full.clone(), str::to_string))
}

/// The `army` that a report speaks of is no `Liberation Army`.
fn is_of_rebels(text: &Text, drafts: &Drafts, name: &Name) -> bool {
    let meant = text.mentions.headed_by(name.sentence, text.top(name));
    let draft = meant.and_then(|id| drafts.of.get(id.0 as usize)).map(|&index| &drafts.drafts[index]);
    draft.is_some_and(|draft| matches!(draft.sectors.first(), Some(Sector::Reb | Sector::Prm)))
}

/// `Tigers` of `Liberation Tigers of Tamil Eelam`: one capitalized word that the proper part of a name ends with.
fn is_last_word_of(full: &str, written: &str) -> bool {
    let is_word = !written.contains(' ') && written.starts_with(char::is_uppercase);
    let proper = full.split(" of ").next().unwrap_or(full);
    is_word && proper.split(' ').count() > 1 && proper.rsplit(' ').next() == Some(written)
}

/// The names of bodies in a report.
pub(super) fn bodies<'t>(text: &Text<'t>) -> impl Iterator<Item = &'t Name> {
    let is_body = |name: &&Name| {
        let last = || text.form(name.sentence, name.words.end - 1);
        let is_titled = name.label == NameLabel::Office && name.words.len() > 1 && is_body_noun(last());
        name.label == NameLabel::Organisation
            || is_titled && text.form(name.sentence, name.words.start).ends_with(char::is_lowercase)
    };
    text.mentions.names.iter().filter(is_body).take(MAX_NAMES)
}

/// Whether a body is not known to be of another country.
pub(super) fn suits(text: &Text, name: &Name, country: Option<Country>) -> bool {
    let of = country_of(text, name);
    of.is_none() || country.is_none() || of == country
}

fn country_of(text: &Text, name: &Name) -> Option<Country> {
    let forms = text.forms(name.sentence, name.words.clone());
    (0..forms.len()).find_map(|at| text.country_of(&forms[at..]))
}

/// `Air Force` of Kuwait: `Kuwait Air Force`; `army` of Thailand by the tables.
fn service(text: &Text, written: &str, country: Option<Country>) -> Option<String> {
    const SERVICES: &[&str] = &["Army", "Navy", "Air Force", "Coast Guard", "Armed Forces", "Land Forces"];
    let country = country.filter(|country| country.is_state())?;
    let arm = SERVICES.iter().find(|service| service.eq_ignore_ascii_case(written))?;
    let composed = || (*arm == written).then(|| format!("{} {written}", country.name()));
    known_service(text, arm, country).or_else(composed)
}

/// The service of a state by the tables.
fn known_service(text: &Text, arm: &str, country: Country) -> Option<String> {
    let forces = text.gazetteer.forces_of(country).filter(|entry| text.day().is_none_or(|day| entry.holds_on(day)));
    let entry = forces.filter(|entry| &*entry.class != "unit").find(|entry| ends_with(&entry.name, arm));
    entry.map(|entry| entry.name.to_string()).or_else(|| {
        let mut known = text.gazetteer.posts_of(country).filter_map(|post| post.body.as_deref());
        known.find(|body| ends_with(body, arm)).map(str::to_string)
    })
}

/// The body that a post belongs to where no phrase says so, and how it is known.
pub(super) fn of_post(text: &Text, drafts: &Drafts, post: &str, country: Option<Country>) -> Option<(String, String)> {
    let country = country?;
    let lower = post.to_lowercase();
    if let Some(body) = force(text, &lower, country) {
        return Some(body);
    }
    if country.code() == "EUR" && lower.ends_with("commissioner") {
        return Some(("European Commission".into(), "where the Union's commissioners sit".into()));
    }
    if let Some(body) = text.gazetteer.post(&lower, Some(country)).and_then(|post| post.body.as_deref()) {
        return Some((body.to_string(), format!("the tables have `{post}` of {}", country.code())));
    }
    ministries::ministry(text, drafts, &lower, country)
}

/// The body of another state that does what `body` does in its own: the armies, navies and air forces of each.
pub(super) fn abroad(text: &Text, body: &str, country: Option<Country>) -> Option<String> {
    const SERVICES: [&str; 4] = ["Army", "Navy", "Air Force", "Coast Guard"];
    let country = country?;
    let arm = SERVICES.iter().find(|arm| ends_with(&format!(" {body}"), arm))?;
    let is_own =
        |name: &&Name| country_of(text, name) == Some(country) && ends_with(text.document.slice(name.span), arm);
    let told = bodies(text).find(is_own).map(|name| text.written(name.sentence, name.words.clone()));
    told.or_else(|| known_service(text, arm, country))
}

/// The force that a service chief, a chief of defence or a force's spokesman speaks for.
fn force(text: &Text, post: &str, country: Country) -> Option<(String, String)> {
    let words: Vec<&str> = post.split([' ', '-']).collect();
    let has = |word: &str| words.contains(&word);
    let leads = has("chief") || has("commander") || has("staff");
    let arms: &[&str] = match () {
        () if !leads => return None,
        () if has("army") || has("ground") => &["Army", "Land Forces", "Ground Forces"],
        () if has("naval") || has("navy") => &["Navy", "Naval Forces"],
        () if has("air") => &["Air Force", "Air Forces"],
        () if has("coast") => &["Coast Guard"],
        () if has("defence") || has("defense") || has("general") || has("armed") => {
            &["Armed Forces", "Defence Force", "Defense Force", "Defence Forces", "Defense Forces"]
        }
        () => return None,
    };
    let is_own = |name: &&Name| {
        let full = text.document.slice(name.span);
        country_of(text, name) == Some(country) && arms.iter().any(|arm| ends_with(full, arm))
    };
    if let Some(told) = bodies(text).find(is_own) {
        let body = text.written(told.sentence, told.words.clone());
        return Some((body, "a force of that country that the report names".into()));
    }
    let known = arms.iter().find_map(|arm| known_service(text, arm, country))?;
    Some((known, format!("the tables have the force of {}", country.code())))
}

/// The ministry, force or other body that was told of last before a bare `spokesman`, in its sentence or the one before: a draft.
pub(crate) fn told_before(text: &Text, drafts: &Drafts, id: MentionId) -> Option<usize> {
    let is_body = |name: &str| name.split(' ').any(is_body_noun);
    last_before(text, drafts, id, 1, |draft| draft.name.as_deref().is_some_and(is_body))
}

/// The body or force that acts before a bare `spokesman` in its sentence, whatever it is called: `The army denied it, and a
/// spokesman, X, said`.
pub(super) fn actor_before(text: &Text, drafts: &Drafts, id: MentionId) -> Option<String> {
    let mention = text.mention(id);
    let before = (0..id.0).rev().map(MentionId).take_while(|&other| text.mention(other).sentence == mention.sentence);
    let tree = text.tree(mention.sentence);
    let acts = |id: &MentionId| matches!(tree.node(text.mention(*id).head).deprel, Deprel::Nsubj | Deprel::NsubjPass);
    // Not `The guerrillas killed nine soldiers, a spokesman said`.
    let verb = tree.node(mention.head).head?;
    let above = tree.node(verb).head.filter(|_| tree.node(verb).deprel == Deprel::Conj);
    let is_joined = |id: &MentionId| above.is_some() && tree.node(text.mention(*id).head).head == above;
    let subject = before.filter(acts).filter(is_joined).last()?;
    let &index = drafts.of.get(subject.0 as usize)?;
    let draft = &drafts.drafts[index];
    let is_body = matches!(draft.kind, EntityKind::Organisation | EntityKind::Group);
    let is_press = draft.sectors.first() == Some(&Sector::Jrn);
    let words = || {
        draft.name.clone().or_else(|| called(text, drafts, index)).or_else(|| described_by(text, text.mention(subject)))
    };
    (is_body && !is_press).then(words).flatten()
}

/// The firm, party or court that was told of last before one who holds a bare post in such, by its sectors.
pub(super) fn led(text: &Text, drafts: &Drafts, id: MentionId, sectors: &[Sector]) -> Option<String> {
    let is_led = |draft: &Chain| draft.sectors.first().is_some_and(|first| sectors.contains(first));
    let index = last_before(text, drafts, id, u32::MAX, is_led)?;
    drafts.drafts[index].name.clone().or_else(|| called(text, drafts, index))
}

/// The police that one of a police rank serves in: those told of last before.
pub(super) fn police(text: &Text, drafts: &Drafts, id: MentionId) -> Option<String> {
    let mut before = (0..id.0).rev().map(MentionId).take(MAX_NAMES);
    let is_police = |id: &MentionId| {
        let mention = text.mention(*id);
        let head = text.form(mention.sentence, mention.head).to_lowercase();
        let draft = drafts.of.get(id.0 as usize).map(|&index| &drafts.drafts[index]);
        draft.is_some_and(|draft| draft.sectors.first() == Some(&Sector::Cop))
            && (is_body_noun(&head) || named_body(text, mention).is_some())
    };
    let mention = text.mention(before.find(is_police)?);
    described_by(text, mention)
}

/// The body's name that heads a phrase.
fn named_body<'t>(text: &Text<'t>, mention: &'t Mention) -> Option<&'t Name> {
    text.names(mention).find(|name| name.label == NameLabel::Organisation && name.words.contains(&mention.head))
}

/// The ship of a bare `captain` or `commanding officer`: the one told of last before.
pub(super) fn ship(drafts: &Drafts, id: MentionId) -> Option<String> {
    const PREFIXES: [&str; 12] = ["HMS", "USS", "INS", "BNS", "KRI", "KD", "HMAS", "HMCS", "JS", "ROKS", "PNS", "RSS"];
    let before = (0..id.0).rev().map(MentionId).take(MAX_NAMES);
    let names = before.filter_map(|id| drafts.of.get(id.0 as usize)).map(|&index| drafts.drafts[index].label());
    let is_ship = |name: &&str| name.split(' ').next().is_some_and(|first| PREFIXES.contains(&first));
    names.filter(|name| name.contains(' ')).find(is_ship).map(str::to_string)
}

/// The court of a bare `judge`: the one told of last before, else the first that the report names.
pub(super) fn court(text: &Text, drafts: &Drafts, id: MentionId) -> Option<String> {
    let is_court = |name: &str| {
        let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
        matches!(last.as_str(), "court" | "tribunal") && !is_plain(name) || name.contains("Court of ")
    };
    let before = last_before(text, drafts, id, u32::MAX, |draft| draft.name.as_deref().is_some_and(is_court));
    let told = before.and_then(|index| drafts.drafts[index].name.clone());
    let described = || {
        let before = (0..id.0).rev().map(MentionId).take(MAX_NAMES).map(|id| text.mention(id));
        let is_court = |mention: &&Mention| matches!(text.form(mention.sentence, mention.head), "court" | "tribunal");
        before.filter(is_court).filter_map(|mention| described_by(text, mention)).find(|court| court.contains(' '))
    };
    let named = || bodies(text).find(|name| is_court(text.document.slice(name.span)));
    told.or_else(|| named().map(|name| text.written(name.sentence, name.words.clone()))).or_else(described)
}

/// The body that was told of last before a mention and that `fits`, at most so many sentences back: a draft.
pub(super) fn last_before(
    text: &Text,
    drafts: &Drafts,
    id: MentionId,
    sentences: u32,
    fits: impl Fn(&Chain) -> bool,
) -> Option<usize> {
    let mention = text.mention(id);
    let before = (0..id.0).rev().map(MentionId).take(MAX_NAMES);
    let near = before.take_while(|&other| mention.sentence.0 - text.mention(other).sentence.0 <= sentences);
    let mut drafts_before = near.filter_map(|id| drafts.of.get(id.0 as usize)).copied();
    drafts_before.find(|&index| {
        let draft = &drafts.drafts[index];
        draft.kind == EntityKind::Organisation && fits(draft)
    })
}
