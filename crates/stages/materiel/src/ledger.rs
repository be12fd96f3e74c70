//! One row an item and stage, in the order of the text.

use crate::dealing::{Account, account};
use crate::gaps::listed_stage;
use crate::goods::{Goods, Naming};
use crate::keeping::{in_fight, is_kept, settled, stage_of};
use crate::measures::{self, Count};
use crate::money;
use crate::parties::Parties;
use annotation::{Amount, Event, EventId, Item, Party, Passage};
use ontology::{Country, EventType, Materiel, Stage, Status};
use std::sync::Arc;

/// The rows so far.
#[derive(Default)]
pub(crate) struct Ledger {
    pub rows: Vec<Row>,
}

/// One item at one stage.
#[derive(Clone)]
pub(crate) struct Row {
    pub item: Item,
    pub goods: Goods,
    /// The words of the phrase, in lower case.
    pub words: Vec<String>,
    /// Rows about the same goods share it.
    pub thing: usize,
}

/// What a sentence tells of goods that are on the ledger, or may come to be.
pub(crate) struct Telling<'e> {
    pub account: Account,
    pub event: Option<(EventId, &'e Event)>,
    pub count: Count,
    pub stage: Stage,
    /// The last row about the same goods.
    pub before: Option<usize>,
    /// Whether they stand in a list with goods that are on the ledger.
    pub is_listed: bool,
}

/// Rows further back, in sentences, are not what `the jets` means.
const MAX_REACH: u32 = 8;

impl Ledger {
    /// Takes in what a sentence tells of goods.
    pub fn enter(&mut self, passage: Passage, goods: Goods, events: &[Event]) {
        let before = self.before(passage, &goods);
        self.enter_again(passage, goods, before, events);
    }

    /// Takes in what a sentence tells of goods that the row `before` is about.
    pub fn enter_again(&mut self, passage: Passage, goods: Goods, before: Option<usize>, events: &[Event]) {
        let telling = self.telling(passage, &goods, before, events);
        if !is_kept(passage, &goods, &telling, in_fight(passage, events)) {
            return;
        }
        let item = self.item(passage, &goods, &telling);
        let besides = besides(&telling, &item);
        let mut last = self.add(passage, &goods, item, before);
        for item in besides {
            last = self.add(passage, &goods, item, Some(last));
        }
    }

    fn telling<'e>(&self, passage: Passage, goods: &Goods, before: Option<usize>, events: &'e [Event]) -> Telling<'e> {
        let is_dealt = before.is_some_and(|before| is_deal(self.rows[before].item.stage));
        let account = account(passage, goods, is_dealt);
        let event = governing(passage, &account, events);
        let count = measures::count(passage, goods, &account.path);
        let continued = || self.continued(passage, goods, &account).map(|at| self.rows[at].item.stage);
        let listed = || listed_stage(passage, &account);
        let stage =
            account.stage.or_else(continued).or_else(listed).or_else(|| event.and_then(|(_, event)| stage_of(event)));
        let stage = settled(passage, goods, stage.unwrap_or(Stage::Mention), &count, account.is_apart);
        // What was signed for is more than agreed.
        let is_signed = before.is_some_and(|before| self.has(before, Stage::Contract));
        let is_again = goods.naming <= Naming::Again;
        let is_coming = is_again && account.sides.deed.is_some() && stage == Stage::Agreed;
        let stage = if is_signed && is_coming { Stage::Contract } else { stage };
        let is_listed = self.mate(passage, goods).is_some();
        Telling { account, event, count, stage, before, is_listed }
    }

    fn item(&self, passage: Passage, goods: &Goods, telling: &Telling) -> Item {
        let parties = Parties::of(passage, goods, &telling.account, telling.stage, telling.event);
        let parties = self.completed(passage, goods, parties, telling);
        let reasons = [&*goods.why, telling.account.why.as_str()].into_iter().filter(|reason| !reason.is_empty());
        Item {
            span: goods.span,
            sentence: passage.id,
            mention: goods.mention,
            item: goods.row.clone(),
            class: goods.class,
            supplier: parties.supplier,
            receiver: parties.receiver,
            maker: goods.maker.clone(),
            stage: telling.stage,
            quantity: telling.count.part.clone(),
            value: value(passage, &telling.account),
            event: telling.event.map(|(id, _)| id),
            why: reasons.map(Arc::from).collect(),
        }
    }

    /// Takes in who says no to what was asked or offered just before: `Pretoria turned down the request`.
    pub fn hear_refusals(&mut self, passage: Passage, events: &[Event]) {
        let first = events.partition_point(|event| event.sentence < passage.id);
        let here = events.iter().enumerate().skip(first).take_while(|(_, event)| event.sentence == passage.id);
        let refusals: Vec<(usize, &Event)> = here.filter(|(_, event)| is_refusal(event)).collect();
        for (index, event) in refusals {
            let id = EventId(index as u32);
            let used = self.rows.iter().any(|row| row.item.event == Some(id));
            let refused: Vec<Row> = if used { Vec::new() } else { self.refused(passage, event, id) };
            self.rows.extend(refused);
        }
    }

    /// The rows that `event` refuses.
    fn refused(&self, passage: Passage, event: &Event, id: EventId) -> Vec<Row> {
        let refuser = event.actors.iter().find(|party| party.country.is_some());
        let Some(refuser) = refuser else { return Vec::new() };
        let asker = event.recipients.iter().find_map(|party| party.country);
        let whose = |party: &Option<Party>| party.as_ref().and_then(|party| party.country);
        let near = self.rows.iter().filter(|row| passage.id.0.saturating_sub(row.item.sentence.0) <= MAX_ANSWER);
        let is_told =
            |row: &&Row| !self.rows.iter().any(|other| other.item.stage == Stage::Refused && other.words == row.words);
        let answered = near.filter(is_told).filter_map(|row| {
            let (giver, taker) = (whose(&row.item.supplier), whose(&row.item.receiver));
            let party = Some(Party { entity: Some(refuser.entity), country: refuser.country });
            let fits =
                |told: Option<Country>, known: Option<Country>| told.is_none() || known.is_none() || told == known;
            let item = match row.item.stage {
                Stage::Request | Stage::Interest
                    if fits(asker, taker) && fits(refuser.country, giver) && refuser.country != taker =>
                {
                    Item { supplier: party, ..row.item.clone() }
                }
                Stage::Offer if fits(asker, giver) && refuser.country == taker => row.item.clone(),
                _ => return None,
            };
            let why = [Arc::from("refused")].into_iter().chain(row.item.why.iter().cloned()).collect();
            let item = Item { stage: Stage::Refused, sentence: passage.id, event: Some(id), value: None, why, ..item };
            Some(Row { item, ..row.clone() })
        });
        answered.collect()
    }

    /// The rows, in the order of the text.
    pub fn close(self) -> Vec<Item> {
        self.rows.into_iter().map(|row| row.item).collect()
    }

    /// The last row about the same goods.
    fn before(&self, passage: Passage, goods: &Goods) -> Option<usize> {
        let words = words_of(passage, goods);
        let same = || (0..self.rows.len()).rev().filter(|&at| self.rows[at].is_same(passage, goods, &words));
        let is_called = |&at: &usize| goods.naming == Naming::Again && calls(&words, &self.rows[at].words);
        same().find(is_called).or_else(|| same().next())
    }

    /// Adds a row, or what it tells of a row that stands already; the row's place.
    fn add(&mut self, passage: Passage, goods: &Goods, mut item: Item, before: Option<usize>) -> usize {
        let is_again = goods.naming <= Naming::Again && !goods.is_counted || is_bare(passage, goods);
        if let Some(known) = before.map(|before| &self.rows[before].item) {
            if is_again {
                item = named_after(item, known);
            }
            if is_deal(item.stage) {
                carry(&mut item, known);
            }
        }
        let words = words_of(passage, goods);
        let thing = before.map(|before| self.rows[before].thing);
        let by_words = |row: &Row| !(is_again && thing.is_some()) && row.is_same(passage, goods, &words);
        let is_same = |row: &Row| Some(row.thing) == thing || by_words(row);
        if is_by_origin(goods, &item)
            && let Some(row) = self.rows.iter().rev().find(|row| is_same(row) && is_deal(row.item.stage))
        {
            item.supplier = row.item.supplier.clone().or(item.supplier);
        }
        match self.rows.iter().rposition(|row| is_same(row) && agrees(&row.item, &item)) {
            Some(at) => {
                let row = &mut self.rows[at].item;
                if row.stage == Stage::Mention && item.stage != Stage::Mention {
                    *row = replaced(row, item, is_again);
                } else {
                    merge(row, item);
                }
                at
            }
            None => {
                let known = before.filter(|_| is_again).map(|before| self.rows[before].clone());
                let thing = thing.unwrap_or(self.rows.len());
                let new = || Row { item: item.clone(), goods: goods.clone(), words, thing };
                self.rows.push(known.map_or_else(new, |known| Row { item: item.clone(), ..known }));
                self.rows.len() - 1
            }
        }
    }
}

/// What else a sentence tells: the stage of a relative clause, and the order that a part of was handed over.
fn besides(telling: &Telling, item: &Item) -> Vec<Item> {
    let asides = telling.account.asides.iter().filter(|&&aside| aside != item.stage);
    let asides = asides.map(|&stage| Item { stage, ..item.clone() });
    let whole = telling.count.whole.clone().filter(|_| item.stage == Stage::Delivered && !telling.count.is_last);
    let ordered = whole.map(|whole| Item {
        stage: Stage::Contract,
        quantity: Some(whole),
        value: None,
        event: None,
        ..item.clone()
    });
    asides.chain(ordered).collect()
}

/// The item with the name and class that it was given before.
fn named_after(item: Item, known: &Item) -> Item {
    Item { span: known.span, class: known.class, item: known.item.clone(), maker: known.maker.clone(), ..item }
}

/// The row of goods only mentioned so far, now that their stage is told.
fn replaced(row: &Item, mut item: Item, is_again: bool) -> Item {
    carry(&mut item, row);
    let span = if row.span.len() > item.span.len() || is_again { row.span } else { item.span };
    Item { span, ..item }
}

/// Nouns that mean any goods of a class.
pub(crate) const GENERIC: [&str; 17] = [
    "vessel", "ship", "boat", "aircraft", "jet", "plane", "machine", "system", "launcher", "battery", "vehicle",
    "unit", "weapon", "fighter", "missile", "craft", "airframe",
];

/// `24 aircraft`: a number and no name.
fn is_bare(passage: Passage, goods: &Goods) -> bool {
    goods.words.len() == 1 && goods.naming < Naming::Named && GENERIC.contains(&passage.key(goods.head).as_str())
}

/// Goods without a name mean what a deal was told of at most so many sentences before.
const MAX_BARE: u32 = 2;

impl Row {
    /// Whether `goods` are what this row is about.
    fn is_same(&self, passage: Passage, goods: &Goods, words: &[String]) -> bool {
        let near = passage.id.0.saturating_sub(self.item.sentence.0) <= MAX_REACH;
        match (goods.naming, self.goods.naming) {
            (Naming::Named, Naming::Named) => {
                goods.row.is_some() && goods.row == self.goods.row
                    || words == self.words
                    || shares_name(words, &self.words)
            }
            (Naming::Named, _) => false,
            (Naming::Again, _) => near && may_mean(passage, goods, &self.goods),
            (_, Naming::Named) if is_bare(passage, goods) && goods.is_counted => {
                goods.class == self.goods.class && self.is_dealt_lately(passage)
            }
            (_, Naming::Named) => {
                near && goods.class == self.goods.class && words.len() == 1 && self.item.sentence != passage.id
            }
            _ => {
                words.last() == self.words.last()
                    && goods.class == self.goods.class
                    && (words.len() == 1 || words == self.words)
            }
        }
    }

    fn is_dealt_lately(&self, passage: Passage) -> bool {
        let distance = passage.id.0.saturating_sub(self.item.sentence.0);
        is_deal(self.item.stage) && (1..=MAX_BARE).contains(&distance)
    }
}

/// `Patriots` and `Patriot launchers`: the same word that is a name.
fn shares_name(one: &[String], other: &[String]) -> bool {
    let name = |words: &[String]| words.first().map(|word| word.trim_end_matches('s').to_string());
    let has_figure = |words: &[String]| words.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    name(one).is_some()
        && name(one) == name(other)
        && name(one).is_some_and(|name| name.len() > 3)
        && has_figure(one) == has_figure(other)
}

/// `the MiGs` after `MiG-29s`: a part of the name.
fn calls(words: &[String], known: &[String]) -> bool {
    let stem = |word: &String| word.trim_end_matches('s').to_string();
    words.first().map(stem).is_some_and(|name| name.len() > 2 && known.first().map(stem) == Some(name))
}

/// Whether a noun with `the` can mean what was named before.
fn may_mean(passage: Passage, goods: &Goods, known: &Goods) -> bool {
    use Materiel::*;
    let head = passage.key(goods.head);
    let is_generic = |key: &str| GENERIC.contains(&key);
    if goods.class == known.class {
        return is_generic(&head) || known.key == head || known.naming == Naming::Named && !is_generic(&known.key);
    }
    match passage.key(goods.head).as_str() {
        "vessel" | "ship" | "boat" => matches!(known.class, Ship | Submarine),
        "launcher" | "battery" | "system" | "unit" => matches!(known.class, AirDefence | Missile | Artillery | Radar),
        "vehicle" => matches!(known.class, Armour | AirDefence | Artillery),
        "aircraft" | "machine" | "plane" => matches!(known.class, Aircraft | Drone),
        "weapon" => matches!(known.class, Missile | AirDefence | SmallArms | Munitions),
        "missile" => matches!(known.class, Missile | AirDefence),
        _ => false,
    }
}

fn words_of(passage: Passage, goods: &Goods) -> Vec<String> {
    goods.words.clone().map(|word| passage.form(word)).filter(|word| word != "-").collect()
}

/// Whether two accounts of the same goods are one row.
fn agrees(known: &Item, new: &Item) -> bool {
    let country = |party: &Option<Party>| party.as_ref().and_then(|party| party.country);
    let fits = |one: Option<Country>, other: Option<Country>| one.is_none() || other.is_none() || one == other;
    let same_stage = known.stage == new.stage || known.stage == Stage::Mention || new.stage == Stage::Mention;
    same_stage
        && fits(country(&known.receiver), country(&new.receiver))
        && fits(country(&known.supplier), country(&new.supplier))
}

/// Whether the seller is only whose the goods are by origin: no word tells him.
fn is_by_origin(goods: &Goods, item: &Item) -> bool {
    let is_origin = |party: &Party| party.entity.is_none() && party.country == goods.origin;
    is_deal(item.stage) && item.supplier.as_ref().is_some_and(is_origin)
}

/// Adds what a later sentence tells to a row of the same stage.
fn merge(row: &mut Item, later: Item) {
    if row.stage == later.stage {
        carry(row, &later);
        row.quantity = row.quantity.take().or(later.quantity);
        row.value = row.value.take().or(later.value);
        row.event = row.event.or(later.event);
    }
}

/// Takes over the parties that are not told.
fn carry(item: &mut Item, from: &Item) {
    let told = |party: &Option<Party>, other: &Option<Party>| {
        let country = |party: &Option<Party>| party.as_ref().and_then(|party| party.country);
        country(party).is_some() && country(party) == country(other)
    };
    if item.supplier.is_none() && is_deal(item.stage) && !told(&item.receiver, &from.supplier) {
        item.supplier = from.supplier.clone();
    }
    if item.receiver.is_none() && !told(&item.supplier, &from.receiver) {
        item.receiver = from.receiver.clone();
    }
}

/// Whether the stage is one of a deal.
pub(crate) fn is_deal(stage: Stage) -> bool {
    !matches!(stage, Stage::InService | Stage::Used | Stage::Mention)
}

/// The event whose trigger governs the goods, the nearest first.
fn governing<'e>(passage: Passage, account: &Account, events: &'e [Event]) -> Option<(EventId, &'e Event)> {
    let first = events.partition_point(|event| event.sentence < passage.id);
    let here = || events.iter().enumerate().skip(first).take_while(|(_, event)| event.sentence == passage.id);
    account.path.iter().skip(1).find_map(|&word| {
        let (index, event) = here().find(|(_, event)| event.word == word)?;
        Some((EventId(index as u32), event))
    })
}

/// An answer stands at most so many sentences behind what it answers.
const MAX_ANSWER: u32 = 2;

/// Whether somebody says no to a request or an offer.
fn is_refusal(event: &Event) -> bool {
    let is_told = matches!(event.status, Status::Actual | Status::Historical);
    event.event_type == EventType::Reject && event.mode.is_none_or(|mode| mode.name() == "assist") && is_told
}

/// The sum of the clause.
fn value(passage: Passage, account: &Account) -> Option<Amount> {
    let sums = money::sums(passage);
    let on_path = |word: usize| {
        std::iter::once(word).chain(passage.tree.ancestors(word).take(5)).any(|above| account.path.contains(&above))
    };
    sums.into_iter().find(|(word, _)| is_deal_path(account) && on_path(*word)).map(|(_, amount)| amount)
}

fn is_deal_path(account: &Account) -> bool {
    account.stage.is_some_and(is_deal)
}
