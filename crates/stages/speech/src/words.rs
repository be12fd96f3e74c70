//! Words of saying.

use annotation::Passage;
use ontology::{Deprel, Upos};

/// Verbs whose clause is what somebody says: `said that …`. In alphabetical order.
const CLAUSAL: [&str; 108] = [
    "acknowledge",
    "add",
    "admit",
    "affirm",
    "allege",
    "announce",
    "answer",
    "argue",
    "assert",
    "assure",
    "attest",
    "aver",
    "avow",
    "bark",
    "bellow",
    "boast",
    "bristle",
    "caution",
    "charge",
    "chuckle",
    "claim",
    "clarify",
    "comment",
    "complain",
    "concede",
    "conclude",
    "confess",
    "confirm",
    "contend",
    "counter",
    "crow",
    "declare",
    "disclose",
    "elaborate",
    "emphasise",
    "emphasize",
    "exclaim",
    "explain",
    "fume",
    "growl",
    "grumble",
    "gush",
    "hint",
    "huff",
    "indicate",
    "inform",
    "insist",
    "interject",
    "joke",
    "lament",
    "maintain",
    "mention",
    "mumble",
    "murmur",
    "muse",
    "mutter",
    "note",
    "notify",
    "observe",
    "opine",
    "philosophise",
    "philosophize",
    "pledge",
    "point",
    "predict",
    "proclaim",
    "promise",
    "quip",
    "reaffirm",
    "reassure",
    "recall",
    "recount",
    "reiterate",
    "relate",
    "remark",
    "remind",
    "repeat",
    "reply",
    "report",
    "respond",
    "retort",
    "reveal",
    "say",
    "shrug",
    "sigh",
    "signal",
    "snap",
    "sneer",
    "sniff",
    "snort",
    "state",
    "stress",
    "suggest",
    "swear",
    "tell",
    "testify",
    "text",
    "threaten",
    "thunder",
    "tweet",
    "underline",
    "underscore",
    "urge",
    "venture",
    "volunteer",
    "vow",
    "warn",
    "write",
];

/// Verbs that do something by speaking, whose objects and complements may be quoted: `hailed it as "…"`. In alphabetical order.
const PERFORMING: [&str; 111] = [
    "accuse",
    "advise",
    "allude",
    "appeal",
    "applaud",
    "ask",
    "assail",
    "assess",
    "attack",
    "bemoan",
    "berate",
    "blame",
    "blast",
    "brand",
    "brush",
    "call",
    "castigate",
    "chant",
    "characterise",
    "characterize",
    "chide",
    "cite",
    "commend",
    "compare",
    "condemn",
    "congratulate",
    "convey",
    "counsel",
    "credit",
    "criticise",
    "criticize",
    "cry",
    "decry",
    "demand",
    "denounce",
    "deny",
    "deplore",
    "deride",
    "describe",
    "dismiss",
    "disparage",
    "dispute",
    "dub",
    "eulogise",
    "eulogize",
    "evoke",
    "express",
    "extol",
    "extoll",
    "greet",
    "hail",
    "honor",
    "honour",
    "implore",
    "instruct",
    "invoke",
    "label",
    "lambast",
    "lambaste",
    "lash",
    "laud",
    "liken",
    "mock",
    "mourn",
    "object",
    "offer",
    "order",
    "paint",
    "plead",
    "portray",
    "post",
    "praise",
    "press",
    "profess",
    "protest",
    "question",
    "quote",
    "read",
    "rebuff",
    "rebuke",
    "recommend",
    "refer",
    "refute",
    "regret",
    "reject",
    "request",
    "ridicule",
    "rubbish",
    "salute",
    "scoff",
    "scold",
    "scorn",
    "shout",
    "slam",
    "slate",
    "speak",
    "sum",
    "sympathise",
    "tag",
    "talk",
    "term",
    "thank",
    "toast",
    "tout",
    "trumpet",
    "upbraid",
    "utter",
    "voice",
    "welcome",
    "whisper",
    "yell",
];

/// Nouns for what somebody says: `a warning of "…"`. In alphabetical order.
const NOUNS: [&str; 28] = [
    "accusation",
    "allegation",
    "announcement",
    "appeal",
    "assertion",
    "assessment",
    "assurance",
    "call",
    "charge",
    "claim",
    "comment",
    "complaint",
    "condemnation",
    "criticism",
    "demand",
    "description",
    "expression",
    "insistence",
    "pledge",
    "promise",
    "reference",
    "remark",
    "statement",
    "threat",
    "tweet",
    "vow",
    "warning",
    "word",
];

/// What says something because somebody wrote or spoke it: `the statement said`. In alphabetical order.
const DOCUMENTS: [&str; 38] = [
    "address",
    "advisory",
    "announcement",
    "article",
    "blog",
    "briefing",
    "broadcast",
    "bulletin",
    "cable",
    "circular",
    "commentary",
    "communique",
    "communiqué",
    "declaration",
    "decree",
    "dispatch",
    "document",
    "editorial",
    "email",
    "interview",
    "letter",
    "memo",
    "memorandum",
    "message",
    "note",
    "notice",
    "notification",
    "op-ed",
    "post",
    "readout",
    "release",
    "remark",
    "report",
    "speech",
    "statement",
    "telegram",
    "transcript",
    "tweet",
];
/// Verbs that give somebody else's words: `quoted him as saying`, `was reported to have said`.
const QUOTING: [&str; 6] = ["cite", "hear", "quote", "record", "report", "see"];

/// Verbs that give a thing its name.
const NAMING: [&str; 13] = [
    "call",
    "christen",
    "code-name",
    "codename",
    "dub",
    "entitle",
    "label",
    "name",
    "nickname",
    "rename",
    "style",
    "term",
    "title",
];

/// Verbs whose object is who the words are about.
const JUDGING: [&str; 53] = [
    "accuse",
    "applaud",
    "assail",
    "attack",
    "berate",
    "blame",
    "blast",
    "brand",
    "call",
    "castigate",
    "characterise",
    "characterize",
    "chide",
    "commend",
    "compare",
    "condemn",
    "congratulate",
    "credit",
    "criticise",
    "criticize",
    "decry",
    "denounce",
    "deplore",
    "deride",
    "describe",
    "dismiss",
    "disparage",
    "dub",
    "eulogise",
    "eulogize",
    "extol",
    "extoll",
    "hail",
    "honor",
    "honour",
    "label",
    "lambast",
    "lambaste",
    "laud",
    "liken",
    "mock",
    "paint",
    "portray",
    "praise",
    "rebuke",
    "ridicule",
    "salute",
    "scold",
    "slam",
    "slate",
    "term",
    "thank",
    "upbraid",
];

fn is_in(list: &[&str], lemma: &str) -> bool {
    list.binary_search(&lemma).is_ok()
}

/// Whether `word` is a verb, or a participle that was taken for a noun: `…, warning of "consequences"`.
fn is_verbal(passage: &Passage, word: usize) -> bool {
    let hangs_as_clause =
        matches!(passage.deprel(word), Deprel::Parataxis | Deprel::Advcl | Deprel::Conj | Deprel::Dep);
    passage.is_verb(word) || passage.upos(word) == Upos::Noun && hangs_as_clause && passage.form(word).ends_with("ing")
}

/// The dictionary form of a verb of saying; none if `word` is none.
fn verb(passage: &Passage, word: usize) -> Option<String> {
    if !is_verbal(passage, word) {
        return None;
    }
    let key = passage.key(word);
    let stem = key.strip_suffix("ing").filter(|_| !passage.is_verb(word));
    Some(stem.map_or(key.clone(), str::to_string))
}

/// Whether the clause under `word` is what somebody says.
pub(crate) fn is_clausal(passage: &Passage, word: usize) -> bool {
    verb(passage, word).is_some_and(|lemma| is_in(&CLAUSAL, &lemma))
}

/// Whether words under `word` may be what somebody says.
pub(crate) fn is_saying(passage: &Passage, word: usize) -> bool {
    match verb(passage, word) {
        Some(lemma) => is_in(&CLAUSAL, &lemma) || is_in(&PERFORMING, &lemma),
        None => passage.upos(word) == Upos::Noun && is_in(&NOUNS, &passage.key(word)),
    }
}

/// Whether `word` is a noun for what somebody says.
pub(crate) fn is_noun_of_saying(passage: &Passage, word: usize) -> bool {
    verb(passage, word).is_none() && is_saying(passage, word)
}

/// Whether `word` is a document or a speech: it says what its author says.
pub(crate) fn is_document(passage: &Passage, word: usize) -> bool {
    passage.upos(word) == Upos::Noun && is_in(&DOCUMENTS, &passage.key(word))
}

/// The saying below `word`, if that gives somebody else's words: `saying` of `was quoted as saying`.
pub(crate) fn quoted_saying(passage: &Passage, word: usize) -> Option<usize> {
    let gives_words = passage.is_verb(word) && is_in(&QUOTING, passage.lemma(word));
    let clauses = &[Deprel::Advcl, Deprel::Xcomp];
    passage.tree.children_by(word, clauses).find(|&clause| gives_words && is_clausal(passage, clause))
}

/// Whether `word` gives a thing its name.
pub(crate) fn is_naming(passage: &Passage, word: usize) -> bool {
    passage.is_verb(word) && is_in(&NAMING, passage.lemma(word))
}

/// Whether the object of `word` is who the words are about.
pub(crate) fn is_judging(passage: &Passage, word: usize) -> bool {
    passage.is_verb(word) && is_in(&JUDGING, passage.lemma(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_alphabetical_order() {
        for list in [&CLAUSAL[..], &PERFORMING, &NOUNS, &DOCUMENTS, &QUOTING, &NAMING, &JUDGING] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
