//! What a clause says of an office: `X, who heads the coast guard`, `X was appointed defence minister`, `X took over from Y`.

use super::phrase::{self, Told};
use super::words::is_body_noun;
use super::zone::Zone;
use crate::who::Text;
use crate::who::actors::Drafts;
use annotation::{EntityKind, Mention, MentionId, NameLabel, Node, SentenceId, Tenure};
use ontology::{Deprel, Upos};

/// The offices that the clauses of a mention tell.
pub(super) fn read(text: &Text, drafts: &Drafts, id: MentionId) -> Vec<Told> {
    let mention = text.mention(id);
    let clauses = verbs(text, mention).into_iter().flat_map(|verb| of_clause(text, drafts, mention, verb));
    clauses.chain(led_by(text, drafts, mention)).chain(named_object(text, drafts, mention)).collect()
}

/// Whether a clause says that the one of whom it speaks left office, without saying which: `X resigned`, `the army ousted X`.
pub(super) fn ends_office(text: &Text, id: MentionId) -> bool {
    let mention = text.mention(id);
    let tree = text.tree(mention.sentence);
    let node = tree.node(mention.head);
    let is_end = |verb: usize, is_done_to: bool| {
        let ends = if is_done_to { ousts(text, mention.sentence, verb) } else { leaves(text, mention.sentence, verb) };
        ends && is_fact(text, mention.sentence, verb) && complement(text, mention.sentence, verb).is_none()
    };
    let is_passive = |verb: usize| tree.child(verb, &[Deprel::AuxPass]).is_some();
    let by_subject = verbs(text, mention).into_iter().any(|verb| is_end(verb, is_passive(verb)));
    let by_object = node.head.is_some_and(|verb| node.deprel == Deprel::Obj && is_end(verb, true));
    by_subject || by_object || tree.children_by(mention.head, &[Deprel::Acl]).any(|verb| is_end(verb, true))
}

/// Verbs of those who leave office of themselves.
fn leaves(text: &Text, sentence: SentenceId, verb: usize) -> bool {
    let tree = text.tree(sentence);
    let is_down = || tree.children(verb).any(|word| matches!(text.form(sentence, word), "down" | "aside"));
    match &*tree.node(verb).lemma {
        "resign" => true,
        "quit" => tree.child(verb, &[Deprel::Obj]).is_none(),
        "step" | "stand" => is_down(),
        _ => false,
    }
}

/// Verbs of what is done to those who lose an office.
fn ousts(text: &Text, sentence: SentenceId, verb: usize) -> bool {
    const OFFICES: [&str; 8] = ["office", "post", "power", "job", "command", "position", "presidency", "premiership"];
    let tree = text.tree(sentence);
    let from = tree
        .children_by(verb, &[Deprel::Obl, Deprel::Nmod])
        .find(|&word| text.case(sentence, word).as_deref() == Some("from"));
    let is_from_office = from.is_none_or(|word| OFFICES.contains(&&*tree.node(word).lemma));
    match &*tree.node(verb).lemma {
        "oust" | "depose" | "overthrow" | "topple" | "unseat" | "dismiss" | "sack" | "impeach" => true,
        "remove" => is_from_office,
        "fire" => tree.node(verb).upos == Upos::Verb && from.is_none(),
        _ => false,
    }
}

/// Told as done: not denied, asked for, possible or to come.
fn is_fact(text: &Text, sentence: SentenceId, verb: usize) -> bool {
    let tree = text.tree(sentence);
    let form = |word: usize| text.form(sentence, word).to_lowercase();
    let is_doubtful = tree.children(verb).any(|word| {
        let node = tree.node(word);
        match node.deprel {
            Deprel::Aux => !matches!(&*node.lemma, "have" | "be" | "do"),
            Deprel::Mark => matches!(form(word).as_str(), "to" | "if" | "unless" | "whether"),
            Deprel::Advmod => matches!(form(word).as_str(), "not" | "n't" | "never"),
            _ => false,
        }
    });
    !is_doubtful && is_past(tree.node(verb))
}

/// One who takes over from another.
pub(super) struct Succession {
    pub old: usize,
    pub old_mention: MentionId,
    pub new: usize,
    pub new_mention: MentionId,
    /// Whether it is yet to come.
    pub is_future: bool,
}

/// Who succeeds whom by a clause of which `id` is the subject.
pub(super) fn succession(text: &Text, drafts: &Drafts, id: MentionId) -> Option<Succession> {
    let mention = text.mention(id);
    verbs(text, mention).into_iter().find_map(|verb| {
        let (other, is_new) = successor(text, mention.sentence, verb)?;
        let other_mention = text.mentions.headed_by(mention.sentence, other)?;
        let of = |id: MentionId| drafts.of.get(id.0 as usize).copied();
        let (own, other) = (of(id)?, of(other_mention)?);
        let is_person = |index: usize| drafts.drafts[index].kind == EntityKind::Person;
        let (old, old_mention, new, new_mention) =
            if is_new { (own, id, other, other_mention) } else { (other, other_mention, own, id) };
        let is_future = is_future(text, mention.sentence, verb);
        (own != other && is_person(own) && is_person(other)).then_some(Succession {
            old,
            old_mention,
            new,
            new_mention,
            is_future,
        })
    })
}

/// The other party of a verb of succession, and whether that is the new holder.
fn successor(text: &Text, sentence: SentenceId, verb: usize) -> Option<(usize, bool)> {
    let tree = text.tree(sentence);
    let is_passive = tree.child(verb, &[Deprel::AuxPass]).is_some();
    let oblique = |preposition: &str| {
        tree.children_by(verb, &[Deprel::Obl, Deprel::OblAgent])
            .find(|&word| text.case(sentence, word).as_deref() == Some(preposition))
    };
    let has_particle =
        |particle: &str| tree.children(verb).any(|word| text.form(sentence, word).eq_ignore_ascii_case(particle));
    match (&*tree.node(verb).lemma, is_passive) {
        ("replace" | "succeed", false) => Some((tree.child(verb, &[Deprel::Obj])?, false)),
        ("replace" | "succeed", true) => Some((oblique("by")?, true)),
        ("take", false) if has_particle("over") => Some((oblique("from")?, false)),
        ("hand", false) if has_particle("over") => Some((oblique("to")?, true)),
        _ => None,
    }
}

/// The verbs whose subject a mention is, in relative clauses and its own, with those that go on.
fn verbs(text: &Text, mention: &Mention) -> Vec<usize> {
    /// No clause goes on for longer.
    const MAX_VERBS: usize = 8;
    let tree = text.tree(mention.sentence);
    let node = tree.node(mention.head);
    let relative = tree
        .children_by(mention.head, &[Deprel::AclRelcl])
        .filter(|&verb| has_relative_subject(text, mention.sentence, verb));
    let own = matches!(node.deprel, Deprel::Nsubj | Deprel::NsubjPass).then_some(node.head).flatten();
    let mut verbs: Vec<usize> = relative.chain(own).collect();
    let mut next = 0;
    while next < verbs.len() && verbs.len() < MAX_VERBS {
        let more = tree.children_by(verbs[next], &[Deprel::Conj, Deprel::Xcomp]);
        let goes_on = |&verb: &usize| tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none();
        verbs.extend(more.filter(goes_on).collect::<Vec<_>>());
        next += 1;
    }
    verbs
}

fn has_relative_subject(text: &Text, sentence: SentenceId, verb: usize) -> bool {
    let tree = text.tree(sentence);
    let subject = tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    subject
        .is_some_and(|subject| matches!(text.form(sentence, subject).to_lowercase().as_str(), "who" | "that" | "which"))
}

fn of_clause(text: &Text, drafts: &Drafts, mention: &Mention, verb: usize) -> Vec<Told> {
    let tree = text.tree(mention.sentence);
    // Of two nouns in a row the tree may hang the copula on the other one.
    let beside =
        || verb.checked_sub(1).filter(|&word| tree.node(word).upos == Upos::Aux && tree.node(verb).upos == Upos::Noun);
    if let Some(copula) = tree.child(verb, &[Deprel::Cop]).or_else(beside) {
        // `who was defence attaché in Lima`; a predicate of the main clause is a mention of the person by itself.
        let is_relative = tree.node(verb).deprel == Deprel::AclRelcl;
        let tenure = if is_past(tree.node(copula)) { Tenure::Former } else { Tenure::Current };
        return if is_relative { predicate(text, drafts, mention.sentence, verb, tenure) } else { Vec::new() };
    }
    let lemma = &*tree.node(verb).lemma;
    if let Some(post) = leading(lemma) {
        return leads(text, drafts, mention, verb, post).into_iter().collect();
    }
    if let Some(told) = takes_command(text, drafts, mention, verb) {
        return vec![told];
    }
    let is_passive = tree.child(verb, &[Deprel::AuxPass]).is_some();
    let is_future = is_future(text, mention.sentence, verb);
    let begun = if is_future { Tenure::Incoming } else { Tenure::Current };
    let tenure = match lemma {
        "nominate" | "designate" if is_passive => Tenure::Incoming,
        "appoint" | "name" | "elect" | "choose" | "install" | "swear" | "select" | "pick" | "make" if is_passive => {
            begun
        }
        "become" | "take" | "assume" => begun,
        "serve" | "act" | "work" if is_past(tree.node(verb)) && !is_perfect(text, mention.sentence, verb) => {
            Tenure::Former
        }
        "serve" | "act" | "continue" | "remain" => Tenure::Current,
        "resign" | "quit" | "step" | "stand" | "retire" => Tenure::Former,
        "dismiss" | "sack" | "fire" | "remove" | "oust" | "suspend" if is_passive => Tenure::Former,
        _ => return Vec::new(),
    };
    let offices = match complement(text, mention.sentence, verb) {
        Some(word) => predicate(text, drafts, mention.sentence, word, tenure),
        None => behind_verb(text, drafts, mention, verb),
    };
    offices.into_iter().map(|told| with_tenure(told, tenure)).collect()
}

/// The post right behind a verb of naming, where the tree hangs it elsewhere: `was appointed defence minister`.
fn behind_verb(text: &Text, drafts: &Drafts, mention: &Mention, verb: usize) -> Vec<Told> {
    let n_words = text.sentences[mention.sentence.0 as usize].tokens.len();
    let zone = |words| Zone { text, drafts, sentence: mention.sentence, words, is_before_name: false };
    let end = zone(0..0).phrase_end(verb + 1, n_words);
    let is_noun = |word: usize| matches!(text.tree(mention.sentence).node(word).upos, Upos::Noun | Upos::Propn);
    let end = (verb + 1..end).rev().find(|&word| is_noun(word)).map_or(verb + 1, |last| last + 1);
    if !names_bare(&text.tree(mention.sentence).node(verb).lemma) || end == verb + 1 {
        return Vec::new();
    }
    zone(verb + 1..end).offices(mention).into_iter().filter(|told| told.post.is_some()).collect()
}

/// How far behind its verb a post may stand, in words.
const MAX_DISTANCE: usize = 12;

/// The noun that tells as what somebody is named or serves.
fn complement(text: &Text, sentence: SentenceId, verb: usize) -> Option<usize> {
    let tree = text.tree(sentence);
    let as_what = tree
        .children_by(verb, &[Deprel::Obl, Deprel::Advcl, Deprel::Xcomp, Deprel::Nmod])
        .find(|&word| text.case(sentence, word).as_deref() == Some("as"));
    // The tree may hang `as minister` on the subject.
    let as_what = as_what.or_else(|| {
        let end = tree.nodes().len().min(verb + MAX_DISTANCE);
        let case = (verb + 1..end)
            .find(|&word| text.form(sentence, word) == "as" && tree.node(word).deprel == Deprel::Case)?;
        tree.node(case).head.filter(|&noun| noun > case)
    });
    let is_bare = |word: &usize| text.case(sentence, *word).is_none();
    let takes_bare = names_bare(&tree.node(verb).lemma);
    as_what.or_else(|| tree.children_by(verb, &[Deprel::Xcomp, Deprel::Obj]).find(is_bare).filter(|_| takes_bare))
}

/// Verbs that name somebody something without `as`.
fn names_bare(verb: &str) -> bool {
    matches!(
        verb,
        "appoint" | "name" | "elect" | "become" | "nominate" | "choose" | "make" | "designate" | "remain" | "pick"
    )
}

/// The offices of the phrase that a predicate heads, held when the clause says.
fn predicate(text: &Text, drafts: &Drafts, sentence: SentenceId, word: usize, tenure: Tenure) -> Vec<Told> {
    let Some(id) = text.mentions.headed_by(sentence, word) else { return Vec::new() };
    let mut offices = phrase::read(text, drafts, id);
    offices.retain(|office| office.post.is_some());
    offices.into_iter().map(|told| with_tenure(told, tenure)).collect()
}

/// An office held when the clause says, unless the phrase says otherwise.
fn with_tenure(told: Told, tenure: Tenure) -> Told {
    let tenure = if told.tenure == Tenure::Current { tenure } else { told.tenure };
    Told { tenure, why: "what the clause says of the person".into(), ..told }
}

/// The post of one who does this to a body.
fn leading(lemma: &str) -> Option<&'static str> {
    Some(match lemma {
        "head" | "run" => "head",
        "lead" => "leader",
        "command" => "commander",
        "chair" => "chairman",
        "direct" => "director",
        _ => return None,
    })
}

/// `who heads the Coastal Regiment`, `who commanded the marines`.
fn leads(text: &Text, drafts: &Drafts, mention: &Mention, verb: usize, post: &str) -> Option<Told> {
    let tree = text.tree(mention.sentence);
    let object = tree.child(verb, &[Deprel::Obj])?;
    let is_past = is_past(tree.node(verb)) && !is_perfect(text, mention.sentence, verb);
    let tenure = match () {
        () if is_future(text, mention.sentence, verb) => Tenure::Incoming,
        () if is_past => Tenure::Former,
        () => Tenure::Current,
    };
    let is_firm = matches!(post, "commander" | "chairman") || &*tree.node(verb).lemma == "head";
    office_of_body(text, drafts, mention, object, post, is_firm).map(|told| Told { tenure, ..told })
}

/// `who took command of the Third Fleet`.
fn takes_command(text: &Text, drafts: &Drafts, mention: &Mention, verb: usize) -> Option<Told> {
    let tree = text.tree(mention.sentence);
    let object = tree.child(verb, &[Deprel::Obj]).filter(|&object| &*tree.node(object).lemma == "command")?;
    let begins = matches!(&*tree.node(verb).lemma, "take" | "assume" | "hold");
    let of = |word: &usize| text.case(mention.sentence, *word).as_deref() == Some("of");
    let body = tree.children_by(object, &[Deprel::Nmod]).chain(tree.children_by(verb, &[Deprel::Obl])).find(of)?;
    let tenure = if is_future(text, mention.sentence, verb) { Tenure::Incoming } else { Tenure::Current };
    let told = office_of_body(text, drafts, mention, body, "commander", true).filter(|_| begins)?;
    Some(Told { tenure, ..told })
}

/// `a task force commanded by X`.
fn led_by(text: &Text, drafts: &Drafts, mention: &Mention) -> Option<Told> {
    let tree = text.tree(mention.sentence);
    let node = tree.node(mention.head);
    let is_agent = matches!(node.deprel, Deprel::Obl | Deprel::OblAgent)
        && text.case(mention.sentence, mention.head).as_deref() == Some("by");
    let verb = node.head.filter(|_| is_agent)?;
    let post = leading(&tree.node(verb).lemma)?;
    let body = tree.node(verb).head.filter(|_| matches!(tree.node(verb).deprel, Deprel::Acl | Deprel::AclRelcl))?;
    office_of_body(text, drafts, mention, body, post, false)
}

/// The office of one who leads the body that `object` heads. A delegation or a firm's team is led without an office.
fn office_of_body(
    text: &Text,
    drafts: &Drafts,
    mention: &Mention,
    object: usize,
    post: &str,
    is_firm: bool,
) -> Option<Told> {
    let object = named_in_apposition(text, mention.sentence, object).unwrap_or(object);
    let body = text.mention(text.mentions.headed_by(mention.sentence, object)?);
    let lemma = text.tree(mention.sentence).node(object).lemma.to_lowercase();
    let is_passing = matches!(lemma.as_str(), "delegation" | "contingent" | "mission" | "team" | "operation" | "group");
    let is_named = text.names(body).any(|name| name.label == NameLabel::Organisation && name.words.contains(&object));
    let is_body = is_body_noun(text.form(mention.sentence, object)) || is_named;
    if !is_body || is_passing && !is_firm || lemma == "delegation" {
        return None;
    }
    let post = if post == "leader" && is_unit(&lemma) { "commander" } else { post };
    let words = body.words.clone();
    let zone = Zone { text, drafts, sentence: mention.sentence, words: words.clone(), is_before_name: false };
    let country = zone.country(&words);
    let told = Told::nothing(mention.span, "one who leads a body");
    Some(Told { post: Some(post.into()), body: Some(zone.body(zone.without_article(words), country)), country, ..told })
}

/// `the junior partner, the Independence Alliance`: the name of the body that a noun describes.
fn named_in_apposition(text: &Text, sentence: SentenceId, object: usize) -> Option<usize> {
    let names = text.names_in(sentence);
    let is_body =
        |word: usize| names.iter().any(|name| name.label == NameLabel::Organisation && name.words.contains(&word));
    let tree = text.tree(sentence);
    tree.children_by(object, &[Deprel::Appos]).find(|&word| is_body(word) && !is_body(object))
}

/// Bodies whose leaders command them.
fn is_unit(noun: &str) -> bool {
    const UNITS: [&str; 14] = [
        "brigade",
        "division",
        "regiment",
        "battalion",
        "base",
        "force",
        "forces",
        "fleet",
        "squadron",
        "corps",
        "command",
        "unit",
        "flotilla",
        "garrison",
    ];
    UNITS.contains(&noun)
}

/// `The king appointed X defence minister`, `named X as his envoy`.
fn named_object(text: &Text, drafts: &Drafts, mention: &Mention) -> Vec<Told> {
    let tree = text.tree(mention.sentence);
    let node = tree.node(mention.head);
    let Some(verb) = node.head.filter(|_| node.deprel == Deprel::Obj) else { return Vec::new() };
    let tenure = match &*tree.node(verb).lemma {
        "appoint" | "name" | "elect" | "install" | "pick" | "choose" if is_future(text, mention.sentence, verb) => {
            Tenure::Incoming
        }
        "appoint" | "name" | "elect" | "install" | "pick" | "choose" => Tenure::Current,
        "nominate" | "designate" => Tenure::Incoming,
        "dismiss" | "sack" | "fire" | "remove" | "oust" | "suspend" => Tenure::Former,
        _ => return Vec::new(),
    };
    let below = || {
        let as_what = |word: &usize| text.case(mention.sentence, *word).as_deref() == Some("as");
        tree.children_by(mention.head, &[Deprel::Nmod]).find(as_what)
    };
    let complement = complement(text, mention.sentence, verb).filter(|&word| word != mention.head).or_else(below);
    complement.map_or(Vec::new(), |word| predicate(text, drafts, mention.sentence, word, tenure))
}

fn is_past(verb: &Node) -> bool {
    matches!(&*verb.xpos, "VBD" | "VBN") || verb.feats.get("Tense") == Some("Past")
}

/// `has led`: what began and goes on.
fn is_perfect(text: &Text, sentence: SentenceId, verb: usize) -> bool {
    let tree = text.tree(sentence);
    tree.children_by(verb, &[Deprel::Aux]).any(|aux| matches!(text.form(sentence, aux), "has" | "have" | "'s" | "'ve"))
}

/// `will head`, `is to head`, `is due to head`.
fn is_future(text: &Text, sentence: SentenceId, verb: usize) -> bool {
    let tree = text.tree(sentence);
    let will = tree
        .children_by(verb, &[Deprel::Aux])
        .any(|aux| matches!(text.form(sentence, aux), "will" | "shall" | "'ll" | "would"));
    let to = tree.child(verb, &[Deprel::Mark]).is_some_and(|mark| text.form(sentence, mark) == "to");
    will || to && tree.node(verb).deprel == Deprel::Xcomp
}
