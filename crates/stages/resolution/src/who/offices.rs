//! The ranks and posts that a text gives a person: codebook, section 7.

use super::Text;
use super::entities::Draft;
use annotation::{Form, Mention, Name, NameLabel, Office, Tenure};
use ontology::Deprel;

const FORMER: [&str; 9] = ["former", "ex", "ousted", "deposed", "then", "retired", "outgoing", "late", "toppled"];
const INCOMING: [&str; 6] = ["incoming", "designate", "elect", "designated", "appointed", "newly"];

/// The offices of a person, one a mention that gives any, in the order of the text; none twice.
pub(crate) fn offices(text: &Text, draft: &Draft) -> Vec<Office> {
    let mut offices: Vec<Office> = Vec::new();
    for &id in &draft.mentions {
        let mention = text.mention(id);
        if mention.form == Form::Pronoun {
            continue;
        }
        if let Some(office) = office(text, mention, draft)
            && !offices.iter().any(|known| known.rank == office.rank && known.post == office.post && known.tenure == office.tenure)
        {
            offices.push(office);
        }
    }
    offices
}

fn office(text: &Text, mention: &Mention, draft: &Draft) -> Option<Office> {
    let rank = names_of(text, mention, NameLabel::Rank).next().map(|name| spelled_rank(text, name));
    let post_name = names_of(text, mention, NameLabel::Office).next();
    let post = post_name.map(|name| text.forms(name.sentence, name.words.clone()).join(" ")).or_else(|| role_post(text, mention, draft));
    if rank.is_none() && post.is_none() {
        return None;
    }
    let body = names_of(text, mention, NameLabel::Organisation).next().map(|name| text.forms(name.sentence, name.words.clone()).join(" "));
    Some(Office { rank, post, body, country: draft.country, tenure: tenure(text, mention), span: mention.span })
}

fn names_of<'a>(text: &Text<'a>, mention: &'a Mention, label: NameLabel) -> impl Iterator<Item = &'a Name> {
    text.names(mention).filter(move |name| name.label == label)
}

/// The rank as the gazetteer spells it out; as written where it has no row.
fn spelled_rank(text: &Text, name: &Name) -> String {
    let forms = text.forms(name.sentence, name.words.clone());
    match text.gazetteer.rank(&forms) {
        Some((length, rank)) if length == forms.len() => rank.name.to_string(),
        _ => forms.join(" "),
    }
}

/// A post that the gazetteer knows in the phrase, where the reader marked none.
fn role_post(text: &Text, mention: &Mention, draft: &Draft) -> Option<String> {
    let forms = text.lemmas(mention.sentence, mention.words.clone());
    (1..=forms.len()).rev().find_map(|end| {
        let words: Vec<&str> = forms[..end].iter().map(String::as_str).collect();
        let (length, role) = text.gazetteer.role(&words)?;
        let written = text.forms(mention.sentence, mention.words.start + end - length..mention.words.start + end);
        (role.office && draft.roles.iter().any(|known| **known == *role.phrase)).then(|| written.join(" "))
    })
}

fn tenure(text: &Text, mention: &Mention) -> Tenure {
    let tree = text.tree(mention.sentence);
    let told = |list: &[&str]| {
        mention.words.clone().any(|word| {
            let modifies = matches!(tree.node(word).deprel, Deprel::Amod | Deprel::Compound | Deprel::Advmod | Deprel::NmodDesc | Deprel::Nmod);
            modifies && list.contains(&text.form(mention.sentence, word).to_lowercase().as_str())
        })
    };
    match () {
        () if told(&FORMER) => Tenure::Former,
        () if told(&INCOMING) => Tenure::Incoming,
        () => Tenure::Current,
    }
}
