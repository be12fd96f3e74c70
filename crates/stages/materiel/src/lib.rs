//! Military items, what becomes of them, and exercises.
//!
//! In: everything the stages before found in a document. Out: [`annotation::Item`]s with class, parties and the stage of
//! their deal, and [`annotation::Exercise`]s, both in the order of the text.
//!
//! A phrase is an item by the tables of arms, by the form of its designation, or because the reader labelled it
//! (`goods`). From its head the tree is climbed: each word on the way that deals with goods ([`words`]) says where the
//! deal stands and who gives and gets (`dealing`, `sides`). A ledger keeps one row an item and stage (`ledger`);
//! words that stand for goods add to it (`echoes`), and parties left out come from earlier rows (`gaps`).
//! What the stage does not do: it knows nothing of goods that a deal includes and the text leaves out.
//!
//! Source: the project's codebook, section 7.
#![forbid(unsafe_code)]

mod dealing;
mod echoes;
mod exercises;
mod gaps;
mod goods;
mod keeping;
mod ledger;
mod measures;
mod money;
mod nouns;
mod numbers;
mod parties;
mod sides;
mod stance;
mod verbs;
mod words;

use annotation::{Annotated, Event, Exercise, Item};
use gazetteer::Gazetteer;

/// Takes stock of military items.
#[derive(Default)]
pub struct Quartermaster;

impl Quartermaster {
    /// One without any items.
    pub fn new() -> Quartermaster {
        Quartermaster
    }

    /// The items of a document, in the order of the text.
    pub fn items(&self, annotated: Annotated, events: &[Event], gazetteer: &Gazetteer) -> Vec<Item> {
        let mut ledger = ledger::Ledger::default();
        for passage in annotated.passages() {
            let goods = goods::goods(passage, gazetteer);
            let named: Vec<_> = goods.iter().map(|goods| goods.words.clone()).collect();
            for goods in goods {
                ledger.enter(passage, goods, events);
            }
            ledger.hear_echoes(passage, &named, events);
            ledger.hear_refusals(passage, events);
        }
        ledger.close()
    }

    /// The exercises of a document, in the order of the text.
    pub fn exercises(&self, annotated: Annotated, events: &[Event]) -> Vec<Exercise> {
        exercises::exercises(annotated, events)
    }
}
