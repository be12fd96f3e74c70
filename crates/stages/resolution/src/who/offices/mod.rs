//! The ranks and posts that a text gives a person: codebook, section 7.
//!
//! Each phrase that means the person is read by itself (`phrase`; `owners` for whose the post is), and what its clause says of
//! the person (`clauses`). Then what the phrases say is put together, posts told by way of others (`his counterpart`) are taken over from them,
//! and bodies that only the report or the tables know are added (`bodies`, `ministries`).

mod bodies;
mod clauses;
mod ministries;
mod owners;
mod phrase;
mod words;
mod zone;

use super::Text;
use super::actors::Drafts;
use annotation::{EntityKind, MentionId, Office, Tenure};
pub(crate) use bodies::told_before as body_before;
use ontology::Country;
use phrase::Told;
use words::Relation;

/// Later mentions repeat what the first ones say.
const MAX_MENTIONS: usize = 40;

/// No text gives a person more offices.
const MAX_OFFICES: usize = 16;

/// How many offices of a report are looked through for one that another goes by.
const MAX_KNOWN: usize = 400;

/// The offices of every draft, in the order of the text; none twice.
pub(crate) fn offices(text: &Text, drafts: &Drafts) -> Vec<Vec<Office>> {
    let mut all: Vec<Vec<Told>> = (0..drafts.drafts.len()).map(|index| told(text, drafts, index)).collect();
    succeed(text, drafts, &mut all);
    relate(text, drafts, &mut all);
    share_bodies(&mut all);
    let titles = titles(&all);
    let finished = all.into_iter().enumerate();
    finished.map(|(index, told)| finish(text, drafts, index, told, &titles)).collect()
}

/// `a former commander of the coast guard … the present commander`: a bare post has the body of the other one.
fn share_bodies(all: &mut [Vec<Told>]) {
    const BARE: &[&str] =
        &["chief", "commander", "head", "director", "chairman", "director general", "chair", "deputy chief"];
    let is_bare = |told: &Told| told.post.as_deref().is_some_and(|post| BARE.contains(&post.to_lowercase().as_str()));
    let known: Vec<Told> = all
        .iter()
        .flatten()
        .filter(|told| told.post.is_some() && told.body.is_some())
        .take(MAX_KNOWN)
        .cloned()
        .collect();
    for told in all.iter_mut().flatten().filter(|told| told.body.is_none() && is_bare(told)) {
        let post = told.post.as_deref().unwrap_or_default().to_lowercase();
        let is_like = |other: &&Told| {
            let same = other.country.is_none() || told.country.is_none() || other.country == told.country;
            let leads = other.post.as_deref().map(str::to_lowercase);
            same && leads.is_some_and(|leads| leads == post || ends_with(&leads, &post))
        };
        if let Some(other) = known.iter().find(is_like) {
            told.body = other.body.clone();
            told.why.push_str("; body: that of the same post of another");
        }
    }
}

/// What the phrases of one draft tell.
fn told(text: &Text, drafts: &Drafts, index: usize) -> Vec<Told> {
    let draft = &drafts.drafts[index];
    if draft.kind != EntityKind::Person || draft.is_plural && draft.name.is_none() {
        return Vec::new();
    }
    let mut all: Vec<Told> = Vec::new();
    let mut ended: Vec<String> = Vec::new();
    for &id in draft.mentions.iter().take(MAX_MENTIONS) {
        let mut found = clauses::read(text, drafts, id);
        if text.mention(id).form != annotation::Form::Pronoun {
            found.splice(0..0, phrase::read(text, drafts, id));
        }
        for office in found {
            add(&mut all, with_country(over_if_ended(office, &ended), draft.country));
        }
        if clauses::ends_office(text, id) {
            end(&mut all, &mut ended);
        }
    }
    all
}

/// Ends the posts that one holds who leaves office.
fn end(all: &mut [Told], ended: &mut Vec<String>) {
    for told in all.iter_mut().filter(|told| told.tenure == Tenure::Current) {
        if let Some(post) = &told.post {
            told.tenure = Tenure::Former;
            ended.push(post.to_lowercase());
        }
    }
}

/// `the minister`, said of one who has resigned.
fn over_if_ended(told: Told, ended: &[String]) -> Told {
    let post = told.post.as_deref().map(str::to_lowercase);
    let is_over = post.is_some_and(|post| ended.iter().any(|known| *known == post || ends_with(known, &post)));
    let tenure = if is_over && told.tenure == Tenure::Current { Tenure::Former } else { told.tenure };
    Told { tenure, ..told }
}

fn with_country(told: Told, country: Option<Country>) -> Told {
    Told { country: told.country.or(country), ..told }
}

/// Adds an office, or completes the one that it is: `General Tariq Aziz, the army chief` is one with rank and post.
fn add(offices: &mut Vec<Told>, office: Told) {
    match offices.iter().position(|known| is_one(known, &office)) {
        Some(at) => complete(&mut offices[at], office),
        None if offices.len() < MAX_OFFICES => offices.push(office),
        None => {}
    }
}

/// Whether two phrases tell one office.
fn is_one(known: &Told, office: &Told) -> bool {
    if known.relation.is_some() || office.relation.is_some() {
        return known.relation == office.relation;
    }
    let is_rank = |told: &Told| told.post.is_none() && told.tenure == Tenure::Current;
    let tenures = known.tenure == office.tenure || is_rank(office) && known.rank.is_none() || is_rank(known);
    tenures
        && agree(&known.rank, &office.rank, ends_with)
        && agree(&known.post, &office.post, |one, other| ends_with(one, other) || is_acronym_of(one, other))
        && agree(&known.body, &office.body, |one, other| ends_with(one, other) || one.contains(other))
}

fn agree(one: &Option<String>, other: &Option<String>, alike: impl Fn(&str, &str) -> bool) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            let (one, other) = (one.to_lowercase(), other.to_lowercase());
            one == other || alike(&one, &other) || alike(&other, &one)
        }
        _ => true,
    }
}

/// Whether `short` is what `full` goes by: `minister` of a foreign minister.
fn ends_with(full: &str, short: &str) -> bool {
    full.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
}

/// `cns` of `chief of the naval staff`.
fn is_acronym_of(full: &str, acronym: &str) -> bool {
    let words = full.split([' ', '-']).filter(|word| !word.is_empty());
    let all: String = words.clone().filter_map(|word| word.chars().next()).collect();
    let main = words.filter(|word| !matches!(*word, "of" | "the" | "and" | "for"));
    let main: String = main.filter_map(|word| word.chars().next()).collect();
    let acronym = acronym.replace('.', "");
    acronym.len() > 1 && (acronym == main || acronym == all || acronym == all.replacen('t', "", 1))
}

fn complete(known: &mut Told, office: Told) {
    let fuller = |known: &mut Option<String>, other: Option<String>| {
        let is_longer = match (&*known, &other) {
            (Some(one), Some(other)) => other.len() > one.len(),
            (one, _) => one.is_none(),
        };
        if is_longer {
            *known = other;
        }
    };
    if known.post.is_none() && office.post.is_some() {
        (known.tenure, known.span) = (office.tenure, office.span);
    }
    fuller(&mut known.rank, office.rank);
    fuller(&mut known.post, office.post);
    fuller(&mut known.body, office.body);
    known.country = known.country.or(office.country);
}

/// Takes over the posts of those whom phrases and clauses relate a person to.
fn relate(text: &Text, drafts: &Drafts, all: &mut [Vec<Told>]) {
    for index in 0..all.len() {
        for at in 0..all[index].len() {
            let Some((relation, other)) = all[index][at].relation else { continue };
            let source = all[other].iter().find(|told| passes_on(told, relation)).cloned();
            if let Some(source) = source.filter(|_| other != index) {
                let own = all[index][at].clone();
                all[index][at] = taken_over(text, drafts, own, &source, relation, index);
            }
        }
        all[index].retain(|told| told.relation.is_none() || told.rank.is_some());
        let told = std::mem::take(&mut all[index]);
        for office in told {
            add(&mut all[index], Told { relation: None, ..office });
        }
    }
}

/// Whether one related to the holder of an office has it too. The counterpart of one who negotiates is no ambassador.
fn passes_on(told: &Told, relation: Relation) -> bool {
    let is_envoy = |post: &String| post.eq_ignore_ascii_case("ambassador");
    let suits = |post: &String| relation != Relation::Counterpart || !is_envoy(post);
    told.relation.is_none() && told.post.as_ref().is_some_and(suits)
}

/// What `own` tells of a person who stands in `relation` to the holder of `source`.
fn taken_over(text: &Text, drafts: &Drafts, own: Told, source: &Told, relation: Relation, index: usize) -> Told {
    let is_abroad = relation == Relation::Counterpart;
    let country = if is_abroad { own.country.or(drafts.drafts[index].country) } else { source.country };
    let post = source.post.clone().map(|post| if relation == Relation::Deputy { deputy(&post) } else { post });
    let body = if is_abroad { None } else { source.body.clone() };
    let body = body.or_else(|| source.body.as_deref().and_then(|body| bodies::abroad(text, body, country)));
    let tenure = match relation {
        Relation::Predecessor => Tenure::Former,
        Relation::Successor if own.tenure == Tenure::Incoming || source.tenure == Tenure::Current => Tenure::Incoming,
        Relation::Successor => Tenure::Current,
        Relation::Deputy => own.tenure,
        Relation::Counterpart => source.tenure,
    };
    let why = format!("{} of the holder of another office", relation.noun());
    Told { rank: own.rank, post, body, country, tenure, span: own.span, relation: None, why }
}

/// The post below another: `deputy chief` of a chief.
fn deputy(post: &str) -> String {
    if post.to_lowercase().starts_with("deputy") { post.to_string() } else { format!("deputy {post}") }
}

/// `X took over from Y`, `X will replace Y`: each has the other's post.
fn succeed(text: &Text, drafts: &Drafts, all: &mut [Vec<Told>]) {
    for id in text.ids() {
        let Some(succession) = clauses::succession(text, drafts, id) else { continue };
        let has_post = |index: usize| all[index].iter().any(|told| told.post.is_some());
        let (old, new) = (succession.old, succession.new);
        let span = |id: MentionId| text.mention(id).span;
        let related = |id, relation, other| Told {
            relation: Some((relation, other)),
            ..Told::nothing(span(id), "one who takes over from another")
        };
        if has_post(new) && !succession.is_future {
            add(&mut all[old], related(succession.old_mention, Relation::Predecessor, new));
        } else if has_post(old) {
            let tenure = if succession.is_future { Tenure::Incoming } else { Tenure::Current };
            add(&mut all[new], Told { tenure, ..related(succession.new_mention, Relation::Successor, old) });
        }
    }
}

/// The posts of a report that an acronym may stand for.
fn titles(all: &[Vec<Told>]) -> Vec<String> {
    let posts = all.iter().flatten().filter_map(|told| told.post.as_ref());
    posts.filter(|post| post.contains(' ')).take(MAX_KNOWN).cloned().collect()
}

/// The offices as published: acronyms spelled out, bodies completed, ranks given to the posts.
fn finish(text: &Text, drafts: &Drafts, index: usize, told: Vec<Told>, titles: &[String]) -> Vec<Office> {
    let draft = &drafts.drafts[index];
    let mut all: Vec<Told> = Vec::new();
    for office in told {
        let office = spelled_out(text, office, titles);
        add(&mut all, completed(text, drafts, draft.mentions[0], office));
    }
    let rank = all.iter().find(|told| told.post.is_none()).and_then(|told| told.rank.clone());
    for office in all.iter_mut().filter(|told| told.post.is_some() && told.rank.is_none()) {
        office.rank = rank.clone();
    }
    let has_post = all.iter().any(|told| told.post.is_some() && told.tenure == Tenure::Current);
    all.retain(|told| told.post.is_some() || told.tenure == Tenure::Former || !has_post);
    all.into_iter().map(office).collect()
}

fn office(told: Told) -> Office {
    let Told { rank, post, body, country, tenure, span, why, .. } = told;
    Office { rank, post, body, country, tenure, span, why: why.into() }
}

/// `CNS` as the report or the tables spell it out.
fn spelled_out(text: &Text, told: Told, titles: &[String]) -> Told {
    const ABBREVIATED: &[(&str, &str)] = &[
        ("Sen", "Senator"),
        ("Rep", "Representative"),
        ("Gov", "Governor"),
        ("Amb", "Ambassador"),
        ("PM", "Prime Minister"),
        ("FM", "Foreign Minister"),
    ];
    let short = told.post.as_deref().map(|post| post.trim_end_matches('.'));
    if let Some((_, full)) = ABBREVIATED.iter().find(|(abbreviation, _)| Some(*abbreviation) == short) {
        return Told { post: Some(full.to_string()), ..told };
    }
    let Some(post) = told.post.as_deref().filter(|post| is_acronym(post)) else { return told };
    let lower = post.to_lowercase();
    // Better known so than in full.
    const KEPT: &[&str] = &["mp", "mep", "mla", "mna", "ceo", "cfo", "goc"];
    let in_report = titles.iter().find(|title| is_acronym_of(&title.to_lowercase(), &lower)).cloned();
    let known = || {
        text.gazetteer
            .post(Some(&*lower).filter(|lower| !KEPT.contains(lower))?, told.country)
            .map(|post| post.name.to_string())
    };
    let post = in_report.or_else(known).or(told.post);
    Told { post, ..told }
}

fn is_acronym(post: &str) -> bool {
    post.chars().count() > 1 && post.chars().all(|c| c.is_uppercase() || c == '.')
}

/// Adds the body that no phrase tells.
fn completed(text: &Text, drafts: &Drafts, id: MentionId, told: Told) -> Told {
    if told.body.is_some() {
        return told;
    }
    let with_body = |told: Told, body: String, why: &str| {
        let why = format!("{}; body: {why}", told.why);
        Told { body: Some(body), why, ..told }
    };
    let Some(post) = told.post.as_deref() else {
        let is_police = told.rank.as_deref().is_some_and(is_rank_of_police_alone);
        let police = is_police.then(|| bodies::police(text, drafts, id)).flatten();
        return match police {
            Some(body) => with_body(told, body, "the police told of before"),
            None => told,
        };
    };
    if let Some((body, why)) = bodies::of_post(text, drafts, post, told.country) {
        return with_body(told, body, &why);
    }
    match told_elsewhere(text, drafts, id, post) {
        Some(body) => with_body(told, body, "the one told of before"),
        None => told,
    }
}

/// Ranks that only police have.
fn is_rank_of_police_alone(rank: &str) -> bool {
    let last = rank.rsplit(' ').next().unwrap_or(rank).to_lowercase();
    matches!(last.as_str(), "inspector" | "superintendent" | "constable")
}

/// The body of a bare `spokesman`, `minister`, `judge` or `managing director`, told in another phrase.
fn told_elsewhere(text: &Text, drafts: &Drafts, id: MentionId, post: &str) -> Option<String> {
    use ontology::Sector::{Bus, Jud, Opp, Pty};
    let post = post.to_lowercase();
    let last = post.rsplit([' ', '-']).next().unwrap_or(&post);
    let is_bare = post.split(' ').count() <= 2;
    let named = |body: Option<usize>| drafts.drafts[body?].name.clone();
    match last {
        _ if last.starts_with("spokes") && is_bare => {
            named(bodies::told_before(text, drafts, id)).or_else(|| bodies::actor_before(text, drafts, id))
        }
        "minister" | "secretary" | "undersecretary"
            if matches!(post.as_str(), "minister" | "deputy minister" | "assistant secretary" | "undersecretary") =>
        {
            named(ministries::ministry_before(text, drafts, id))
        }
        _ if matches!(post.as_str(), "captain" | "commanding officer") => bodies::ship(drafts, id),
        "judge" | "justice" | "magistrate" if is_bare => bodies::court(text, drafts, id),
        "prosecutor" if matches!(post.as_str(), "prosecutor" | "chief prosecutor") => {
            bodies::led(text, drafts, id, &[Jud])
        }
        _ if matches!(post.as_str(), "chief executive" | "managing director" | "ceo" | "finance director") => {
            bodies::led(text, drafts, id, &[Bus])
        }
        _ if post == "secretary general" => bodies::led(text, drafts, id, &[Pty, Opp]),
        _ => None,
    }
}
