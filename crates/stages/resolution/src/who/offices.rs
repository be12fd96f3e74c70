//! The ranks and posts that a text gives a person: codebook, section 7.

use super::Text;
use super::draft::Draft;
use annotation::{Form, Mention, Name, NameLabel, Office, Tenure};
use ontology::Deprel;
use std::ops::Range;

const FORMER: [&str; 9] = ["former", "ex", "ousted", "deposed", "then", "retired", "outgoing", "late", "toppled"];
const INCOMING: [&str; 6] = ["incoming", "designate", "elect", "designated", "appointed", "newly"];

/// The offices of a person, one a mention that gives any, in the order of the text; none twice.
pub(crate) fn offices(text: &Text, draft: &Draft) -> Vec<Office> {
    let mut offices: Vec<Office> = Vec::new();
    for &id in draft.mentions.iter().filter(|id| text.mention(**id).form != Form::Pronoun).take(MAX_MENTIONS) {
        if let Some(office) = office(text, text.mention(id), draft) {
            add(&mut offices, office);
        }
    }
    offices
}

/// Later mentions repeat what the first ones say.
const MAX_MENTIONS: usize = 40;

/// Adds an office, or completes the one that it is: `General Tariq Aziz, the army chief` is one with rank and post.
fn add(offices: &mut Vec<Office>, office: Office) {
    let agrees = |one: &Option<String>, other: &Option<String>| one.is_none() || other.is_none() || one == other;
    let same = offices.iter_mut().find(|known| {
        known.tenure == office.tenure
            && agrees(&known.rank, &office.rank)
            && agrees(&known.post, &office.post)
            && agrees(&known.body, &office.body)
    });
    match same {
        Some(known) => {
            known.rank = known.rank.take().or(office.rank);
            known.post = known.post.take().or(office.post);
            known.body = known.body.take().or(office.body);
        }
        None => offices.push(office),
    }
}

fn office(text: &Text, mention: &Mention, draft: &Draft) -> Option<Office> {
    let rank_name = names_of(text, mention, NameLabel::Rank).next();
    let marked = marked_post(text, mention);
    // `Secretary General` is a post, though `General` is a rank.
    let is_title = rank_name.is_some_and(|rank| {
        marked.as_ref().is_some_and(|post| post.end == rank.words.start && is_general(text, mention, rank, post))
    });
    let rank = rank_name.filter(|_| !is_title).map(|name| spelled_rank(text, name));
    let marked = marked.map(|post| post.start..if is_title { post.end + 1 } else { post.end });
    let known = role_post(text, mention, draft);
    let post = match (marked, known) {
        // The reader marked `presidential` of `presidential envoy`, `Government` of `Government Communication Minister`.
        (Some(marked), Some(known)) if known.start <= marked.end && marked.start <= known.end => {
            Some(marked.start.min(known.start)..marked.end.max(known.end))
        }
        (marked, known) => marked.or(known),
    };
    let post = post.filter(|post| !is_relation(&text.form(mention.sentence, post.end - 1).to_lowercase()));
    if rank.is_none() && post.is_none() {
        return None;
    }
    let body = names_of(text, mention, NameLabel::Organisation).next().or_else(|| seat(text, mention, post.as_ref()?));
    let written = |words: Range<usize>| text.written(mention.sentence, words);
    let post = post.map(|post| body.map_or(post.clone(), |body| without_body(text, mention, post, body)));
    let body = body.map(|name| written(name.words.clone()));
    Some(Office {
        rank,
        post: post.map(written),
        body,
        country: draft.country,
        tenure: tenure(text, mention),
        span: mention.span,
    })
}

/// `commander of the Kenya Navy`: the post is `commander`, the rest its body.
fn without_body(text: &Text, mention: &Mention, post: Range<usize>, body: &Name) -> Range<usize> {
    let link = |word: &usize| text.form(mention.sentence, *word).eq_ignore_ascii_case("of");
    let cut = (post.start + 1..body.words.start.min(post.end)).rev().take(2).find(link);
    match cut.filter(|_| body.words.start < post.end && body.words.end >= post.end) {
        Some(of) => post.start..of,
        None => post,
    }
}

/// Words that say how one stands to another, and are no post.
fn is_relation(last: &str) -> bool {
    matches!(last, "host" | "guest" | "counterpart" | "colleague" | "number" | "predecessor" | "successor")
}

/// The words of the office that the reader marked; two joined by `and` are one.
fn marked_post(text: &Text, mention: &Mention) -> Option<Range<usize>> {
    let mut marked = names_of(text, mention, NameLabel::Office);
    let first = marked.next()?.words.clone();
    let joined = marked
        .next()
        .filter(|next| next.words.start == first.end + 1 && text.form(mention.sentence, first.end) == "and");
    Some(first.start..joined.map_or(first.end, |next| next.words.end))
}

fn is_general(text: &Text, mention: &Mention, rank: &Name, post: &Range<usize>) -> bool {
    const BEFORE: [&str; 9] = [
        "secretary",
        "director",
        "attorney",
        "inspector",
        "consul",
        "governor",
        "auditor",
        "solicitor",
        "commissioner",
    ];
    let last = text.form(mention.sentence, post.end - 1).to_lowercase();
    rank.words.len() == 1
        && text.form(mention.sentence, rank.words.start) == "General"
        && BEFORE.contains(&last.as_str())
}

/// What a mayor or governor is mayor or governor of.
fn seat<'a>(text: &Text<'a>, mention: &'a Mention, post: &Range<usize>) -> Option<&'a Name> {
    let last = text.form(mention.sentence, post.end - 1).to_lowercase();
    let is_local = matches!(last.as_str(), "mayor" | "governor" | "prefect");
    names_of(text, mention, NameLabel::Gpe).next().filter(|_| is_local)
}

fn names_of<'a>(text: &Text<'a>, mention: &'a Mention, label: NameLabel) -> impl Iterator<Item = &'a Name> {
    text.names(mention).filter(move |name| name.label == label)
}

/// The rank as the gazetteer spells it out; as written where it has no row.
fn spelled_rank(text: &Text, name: &Name) -> String {
    let forms = text.forms(name.sentence, name.words.clone());
    match text.gazetteer.rank(&forms) {
        Some((length, rank)) if length == forms.len() => rank.name.to_string(),
        _ => text.written(name.sentence, name.words.clone()),
    }
}

/// The words of a post that the gazetteer knows in the phrase, if it is the person's.
fn role_post(text: &Text, mention: &Mention, draft: &Draft) -> Option<Range<usize>> {
    let forms = text.lemmas(mention.sentence, mention.words.clone());
    (1..=forms.len()).rev().find_map(|end| {
        let words: Vec<&str> = forms[..end].iter().map(String::as_str).collect();
        let (length, role) = text.gazetteer.role(&words)?;
        let end = mention.words.start + end;
        (role.office && draft.roles.iter().any(|known| **known == *role.phrase)).then(|| end - length..end)
    })
}

fn tenure(text: &Text, mention: &Mention) -> Tenure {
    let tree = text.tree(mention.sentence);
    let told = |list: &[&str]| {
        mention.words.clone().any(|word| {
            let modifies = matches!(
                tree.node(word).deprel,
                Deprel::Amod | Deprel::Compound | Deprel::Advmod | Deprel::NmodDesc | Deprel::Nmod
            );
            modifies && list.contains(&text.form(mention.sentence, word).to_lowercase().as_str())
        })
    };
    match () {
        () if told(&FORMER) => Tenure::Former,
        () if told(&INCOMING) => Tenure::Incoming,
        () => Tenure::Current,
    }
}
