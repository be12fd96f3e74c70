//! Goods told of without their name: `the first arrived in March`, `it commissioned them`, `the contract was cancelled`.

use crate::dealing::account;
use crate::goods::{Goods, Naming};
use crate::ledger::{GENERIC, Ledger, Row, is_deal};
use crate::words::{self, Dealing};
use annotation::{Event, Passage};
use ontology::{Deprel, Materiel, Stage, Upos};
use std::ops::Range;

/// Pronouns that may stand for goods.
const PRONOUNS: [&str; 6] = ["they", "them", "it", "these", "those", "both"];

/// Words that pick some out of goods told of: `the first`, `the latter`, `the pair`.
const PARTS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "last",
    "rest",
    "remainder",
    "pair",
    "former",
    "latter",
    "lot",
    "machine",
    "two",
    "three",
    "four",
    "six",
    "half",
    "trio",
];

/// Nouns of deals that stand for the goods.
const BARGAINS: [&str; 7] = ["contract", "deal", "order", "sale", "purchase", "agreement", "delivery"];

/// Verbs that have goods as their object, and hardly people.
const DEEDS: [&str; 38] = [
    "deliver",
    "supply",
    "sell",
    "donate",
    "ship",
    "transfer",
    "export",
    "lease",
    "buy",
    "purchase",
    "acquire",
    "procure",
    "import",
    "commission",
    "induct",
    "operate",
    "field",
    "overhaul",
    "refurbish",
    "test-fire",
    "fire",
    "launch",
    "deploy",
    "unload",
    "offer",
    "request",
    "order",
    "inherit",
    "manufacture",
    "fly",
    "lend",
    "rent",
    "retire",
    "install",
    "decommission",
    "hand",
    "gift",
    "ground",
];

/// Verbs besides that tell of goods where a word counts or points at them.
const DEEDS_OF_PARTS: [&str; 12] =
    ["arrive", "reach", "land", "have", "get", "receive", "enter", "need", "give", "take", "want", "seek"];

/// Goods are told of at most so many sentences before.
const MAX_ECHO: u32 = 2;

/// Which of the goods told of together a word means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Which {
    First,
    Last,
    /// The last of the class that the word names.
    Alike,
}

impl Ledger {
    /// Takes in what a sentence tells of goods without naming them.
    ///
    /// `named` are the words of the goods that it names.
    pub fn hear_echoes(&mut self, passage: Passage, named: &[Range<usize>], events: &[Event]) {
        for word in (0..passage.len()).filter(|word| !named.iter().any(|words| words.contains(word))) {
            let Some(which) = echo(passage, word) else { continue };
            let Some(before) = self.meant(passage, word, which) else { continue };
            let known = &self.rows[before];
            let goods = Goods {
                head: word,
                words: word..word + 1,
                mention: None,
                naming: Naming::Again,
                is_counted: false,
                is_owned: false,
                nation: None,
                ..known.goods.clone()
            };
            let stage = account(passage, &goods, is_deal(known.item.stage)).stage;
            let is_news = stage.is_some_and(|stage| stage != Stage::Mention && !self.has(before, stage));
            if is_news && is_fit(passage, word, stage) {
                self.enter_again(passage, goods, Some(before), events);
            }
        }
    }

    /// The row of the goods that `word` means.
    fn meant(&self, passage: Passage, word: usize, which: Which) -> Option<usize> {
        let is_before = |row: &Row| row.item.sentence < passage.id || row.goods.words.start < word;
        let is_near = |row: &Row| passage.id.0.saturating_sub(row.item.sentence.0) <= MAX_ECHO;
        if which == Which::Alike {
            let key = passage.key(word);
            let is_alike = |row: &Row| is_near(row) && is_before(row) && may_be(&key, row.item.class);
            return self.rows.iter().rposition(is_alike);
        }
        let place = |at: &usize| (self.rows[*at].item.sentence, self.rows[*at].goods.words.start, *at);
        let told = (0..self.rows.len()).filter(|&at| is_near(&self.rows[at]) && is_before(&self.rows[at]));
        let last = told.max_by_key(place)?;
        let sentence = self.rows[last].item.sentence;
        let first = self.rows.iter().position(|row| row.item.sentence == sentence && is_before(row))?;
        Some(if which == Which::First { first } else { last })
    }

    /// Whether a row about the same goods has the stage.
    pub fn has(&self, at: usize, stage: Stage) -> bool {
        let thing = self.rows[at].thing;
        self.rows.iter().any(|row| row.thing == thing && row.item.stage == stage)
    }
}

/// Whether `word` may stand for goods, and which.
fn echo(passage: Passage, word: usize) -> Option<Which> {
    let form = passage.form(word);
    let deprel = passage.deprel(word);
    let is_argument =
        matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl | Deprel::Nmod | Deprel::Conj);
    if !is_argument || names_goods(passage, word) {
        return None;
    }
    if PRONOUNS.contains(&form.as_str()) {
        let last = matches!(form.as_str(), "these" | "those");
        return Some(if last { Which::Last } else { Which::First });
    }
    let is_definite =
        passage.children(word, &[Deprel::Det]).any(|det| matches!(passage.form(det).as_str(), "the" | "that" | "this"));
    let is_owned = passage.child(word, &[Deprel::NmodPoss]).is_some();
    let key = passage.key(word);
    let is_number = passage.upos(word) == Upos::Num && passage.children(word, &[Deprel::Nmod]).next().is_none();
    let is_part = PARTS.contains(&key.as_str()) && is_definite || is_number && deprel != Deprel::Nmod;
    let is_bargain = BARGAINS.contains(&key.as_str()) && (is_definite || is_owned);
    if GENERIC.contains(&key.as_str()) && is_definite {
        return Some(Which::Alike);
    }
    (is_part || is_bargain).then_some(if form == "latter" { Which::Last } else { Which::First })
}

/// Whether a noun for goods of any kind may mean goods of the class.
fn may_be(key: &str, class: Materiel) -> bool {
    use Materiel::*;
    match key {
        "vessel" | "ship" | "boat" | "craft" => matches!(class, Ship | Submarine),
        "aircraft" | "jet" | "plane" | "airframe" | "fighter" => matches!(class, Aircraft | Drone),
        "machine" => matches!(class, Aircraft | Drone | Armour),
        "vehicle" => matches!(class, Armour | AirDefence | Artillery | Other),
        "weapon" | "missile" => matches!(class, Missile | AirDefence | SmallArms | Munitions | Artillery),
        _ => matches!(class, AirDefence | Missile | Artillery | Radar | Other),
    }
}

/// `the first of 24 jets`: the goods are named behind.
fn names_goods(passage: Passage, word: usize) -> bool {
    let is_bargain = BARGAINS.contains(&passage.key(word).as_str());
    let is_name = |child: usize| passage.document.slice(passage.span(child)).starts_with(|c: char| c.is_uppercase());
    // `the two Sukhoi pairs`.
    if !is_bargain && passage.children(word, &[Deprel::Compound]).any(is_name) {
        return true;
    }
    passage.children(word, &[Deprel::Nmod, Deprel::Compound, Deprel::Acl]).any(|child| {
        let introducer = passage.introducer(child, Deprel::Case);
        let behind = child > word && introducer.as_deref() == Some("of");
        let of_bargain = is_bargain && !introducer.is_some_and(|case| matches!(case.as_str(), "with" | "from"));
        (behind || of_bargain) && !PRONOUNS.contains(&passage.form(child).as_str())
    })
}

/// Whether the verb that governs `word` does things to goods.
fn is_fit(passage: Passage, word: usize, stage: Option<Stage>) -> bool {
    let key = passage.key(word);
    if BARGAINS.contains(&key.as_str()) {
        return matches!(stage, Some(Stage::Cancelled | Stage::Refused));
    }
    if GENERIC.contains(&key.as_str()) {
        return stage.is_some_and(|stage| stage != Stage::Used);
    }
    // `the former from Turkey, the latter from Israel`.
    let word = passage.head(word).filter(|_| passage.deprel(word) == Deprel::Conj).unwrap_or(word);
    let above = passage.head(word);
    // `evinced interest in it`.
    let wish = above.filter(|&noun| !passage.is_verb(noun)).and_then(|noun| words::of_noun(&passage.key(noun)));
    if matches!(wish, Some(Dealing::Interest | Dealing::Request | Dealing::Offer)) {
        return stage == wish.map(Dealing::stage);
    }
    let is_counted = passage.deprel(word) == Deprel::Nmod;
    let is_pronoun = PRONOUNS.contains(&passage.form(word).as_str());
    // `to join the pair it acquired in 2012`.
    let is_acquired = |clause: usize| {
        let dealing = words::of_verb(&passage.key(clause));
        matches!(dealing, Some(Dealing::Give | Dealing::Take | Dealing::Order))
    };
    if !is_pronoun && passage.children(word, &[Deprel::AclRelcl]).any(is_acquired) {
        return true;
    }
    let (top, verb) = match above.filter(|_| is_counted) {
        Some(counter) => (counter, passage.head(counter)),
        None => (word, above),
    };
    let Some(verb) = verb else { return false };
    if !passage.is_verb(verb) {
        return stage == Some(Stage::Interest) && passage.is(verb, &["interest"]);
    }
    let is_object = matches!(passage.deprel(top), Deprel::Obj | Deprel::NsubjPass);
    // `it has received nineteen`; but `they have had four ever since`.
    if passage.upos(word) == Upos::Num && passage.is(verb, &["have", "take", "give", "need", "want", "seek"]) {
        return false;
    }
    let points = !is_pronoun || is_counted || matches!(passage.form(word).as_str(), "these" | "those");
    let is_order_to_people = passage.is(verb, &["order"]) && passage.deprel(top) == Deprel::Obj;
    is_object && passage.is(verb, &DEEDS) && !is_order_to_people
        || points && (is_object || passage.is(verb, &["arrive", "reach", "land"])) && passage.is(verb, &DEEDS_OF_PARTS)
}
