//! One row an item and stage, in the order of the text.

use crate::dealing::{Account, account};
use crate::goods::{Goods, Naming};
use crate::measures::{self, Count};
use crate::money;
use crate::parties::{Parties, by_origin, is_firm, nations, topic};
use crate::sides::Side;
use annotation::{Amount, Event, EventId, Item, Party, Passage};
use ontology::{Country, EventType, Materiel, Sector, Stage, Status};
use std::sync::Arc;

/// The rows so far.
#[derive(Default)]
pub(crate) struct Ledger {
    rows: Vec<Row>,
}

struct Row {
    item: Item,
    goods: Goods,
    /// The words of the phrase, in lower case.
    words: Vec<String>,
}

/// Rows further back, in sentences, are not what `the jets` means.
const MAX_REACH: u32 = 8;

impl Ledger {
    /// Takes in what a sentence tells of goods.
    pub fn enter(&mut self, passage: Passage, goods: Goods, events: &[Event]) {
        let before = self.before(passage, &goods);
        let is_dealt = before.is_some_and(|before| is_deal(self.rows[before].item.stage));
        let account = account(passage, &goods, is_dealt);
        let event = governing(passage, &account, events);
        let count = measures::count(passage, &goods, &account.path);
        let stage = account.stage.or_else(|| event.and_then(|(_, event)| stage_of(event))).unwrap_or(Stage::Mention);
        let stage = settled(passage, &goods, stage, &count);
        if !is_kept(passage, &goods, &account, stage, event, before.is_some(), in_fight(passage, events)) {
            return;
        }
        let parties = Parties::of(passage, &goods, &account, stage, event);
        let parties = if is_deal(stage) { self.completed(passage, &goods, parties, before) } else { parties };
        let Count { part, whole } = count;
        let reasons = [&*goods.why, account.why.as_str()].into_iter().filter(|reason| !reason.is_empty());
        let item = Item {
            span: goods.span,
            sentence: passage.id,
            mention: goods.mention,
            item: goods.row.clone(),
            class: goods.class,
            supplier: parties.supplier,
            receiver: parties.receiver,
            maker: goods.maker.clone(),
            stage,
            quantity: part,
            value: value(passage, &account),
            event: event.map(|(id, _)| id),
            why: reasons.map(Arc::from).collect(),
        };
        let total = whole.filter(|_| stage == Stage::Delivered);
        let ordered = total.map(|whole| Item {
            stage: Stage::Contract,
            quantity: Some(whole),
            value: None,
            event: None,
            ..item.clone()
        });
        let aside = account.aside.filter(|&aside| aside != stage && is_deal(stage));
        let aside = aside.map(|stage| Item { stage, ..item.clone() });
        self.add(passage, &goods, item, before);
        if let Some(aside) = aside {
            let before = self.before(passage, &goods);
            self.add(passage, &goods, aside, before);
        }
        if let Some(ordered) = ordered {
            let before = self.before(passage, &goods);
            self.add(passage, &goods, ordered, before);
        }
    }

    /// The parties that the clause leaves out, from what was told of the same deal, and from what the report is about.
    fn completed(&self, passage: Passage, goods: &Goods, parties: Parties, before: Option<usize>) -> Parties {
        let Parties { mut supplier, mut receiver } = parties;
        let whose = |party: &Option<Party>| party.as_ref().and_then(|party| party.country);
        if let Some(told) = before.map(|before| &self.rows[before].item).filter(|told| is_deal(told.stage)) {
            let same = |one: &Option<Party>, other: &Option<Party>| whose(one).is_none() || whose(one) == whose(other);
            if supplier.is_none() && same(&receiver, &told.receiver) {
                supplier = told.supplier.clone();
            }
            if receiver.is_none() && same(&supplier, &told.supplier) {
                receiver = told.receiver.clone();
            }
        }
        let near = || {
            let rows = self.rows.iter().rev().map(|row| &row.item);
            rows.filter(|item| is_deal(item.stage) && passage.id.0.saturating_sub(item.sentence.0) <= MAX_DEAL)
        };
        if receiver.is_none() {
            let seller = whose(&supplier);
            let told = near().find(|item| {
                item.receiver.is_some()
                    && whose(&item.receiver) != seller
                    && (seller.is_none() || whose(&item.supplier) == seller)
            });
            let beside = near().find(|item| {
                passage.id.0 - item.sentence.0.min(passage.id.0) <= 2
                    && item.receiver.is_some()
                    && whose(&item.receiver) != seller
            });
            let is_firm = supplier.as_ref().is_some_and(|supplier| is_firm(passage, supplier));
            let abroad = seller.or(goods.origin).filter(|_| !is_firm);
            let told = told.or(beside).and_then(|item| item.receiver.clone());
            receiver = told.or_else(|| topic(passage, abroad));
        }
        if whose(&supplier).is_none_or(|country| !country.is_state())
            && goods.origin.is_some_and(|origin| origin.is_state())
        {
            supplier = by_origin(goods, &receiver).or(supplier);
        }
        if supplier.is_none() {
            let told = near().find(|item| {
                item.class == goods.class && whose(&item.receiver) == whose(&receiver) && item.supplier.is_some()
            });
            supplier = told.and_then(|item| item.supplier.clone());
        }
        Parties { supplier, receiver }
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
            Some(Row { item, goods: row.goods.clone(), words: row.words.clone() })
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
        (0..self.rows.len()).rev().find(|&at| self.rows[at].is_same(passage, goods, &words))
    }

    /// Adds a row, or what it tells of a row that stands already.
    fn add(&mut self, passage: Passage, goods: &Goods, mut item: Item, before: Option<usize>) {
        let words = words_of(passage, goods);
        if let Some(before) = before {
            let known = &self.rows[before];
            if goods.naming <= Naming::Again && !goods.is_counted {
                item.span = known.item.span;
                item.class = known.item.class;
                item.item = known.item.item.clone();
                item.maker = known.item.maker.clone();
            }
            if is_deal(item.stage) {
                carry(&mut item, &known.item);
            }
        }
        let same = |row: &&mut Row| row.is_same(passage, goods, &words) && agrees(&row.item, &item);
        match self.rows.iter_mut().rev().find(same) {
            Some(row) if row.item.stage == Stage::Mention && item.stage != Stage::Mention => {
                let is_fuller = row.item.span.len() > item.span.len();
                let span = if is_fuller || goods.naming <= Naming::Again && !goods.is_counted {
                    row.item.span
                } else {
                    item.span
                };
                carry(&mut item, &row.item);
                row.item = Item { span, ..item };
            }
            Some(row) => merge(&mut row.item, item),
            None => self.rows.push(Row { item, goods: goods.clone(), words }),
        }
    }
}

/// What a deal leaves out is told at most so many sentences before.
const MAX_DEAL: u32 = 3;

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

/// Whether a noun with `the` can mean what was named before.
fn may_mean(passage: Passage, goods: &Goods, known: &Goods) -> bool {
    use Materiel::*;
    let head = passage.key(goods.head);
    let is_generic = [
        "vessel", "ship", "boat", "aircraft", "jet", "plane", "machine", "system", "launcher", "battery", "vehicle",
        "unit", "weapon", "fighter", "missile", "craft",
    ];
    if goods.class == known.class {
        return is_generic.contains(&head.as_str())
            || known.key == head
            || known.naming == Naming::Named && !is_generic.contains(&known.key.as_str());
    }
    match passage.key(goods.head).as_str() {
        "vessel" | "ship" | "boat" => matches!(known.class, Ship | Submarine),
        "launcher" | "battery" | "system" | "unit" => matches!(known.class, AirDefence | Missile | Artillery | Radar),
        "vehicle" => matches!(known.class, Armour | AirDefence | Artillery),
        "aircraft" | "machine" | "plane" => matches!(known.class, Aircraft | Drone),
        "weapon" | "missile" => matches!(known.class, Missile | AirDefence | SmallArms | Munitions),
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

/// Whether the sentence tells of forces that move or fight.
fn in_fight(passage: Passage, events: &[Event]) -> bool {
    let first = events.partition_point(|event| event.sentence < passage.id);
    let mut here = events[first..].iter().take_while(|event| event.sentence == passage.id);
    here.any(|event| matches!(event.event_type, EventType::Mobilize | EventType::Assault | EventType::Coerce))
}

/// The stage that the count and the name settle: a part of many is handed over; a ship with a name is in service.
fn settled(passage: Passage, goods: &Goods, stage: Stage, count: &Count) -> Stage {
    match stage {
        Stage::Used if count.whole.is_some() && goods.class != Materiel::Munitions => Stage::Delivered,
        Stage::Mention if goods.is_ship => Stage::InService,
        Stage::Mention
            if nations(passage, goods)
                .iter()
                .any(|nation| nation.is_owner && !nation.side.is_firm && nation.side.party.country != goods.origin) =>
        {
            Stage::InService
        }
        stage => stage,
    }
}

/// The stage that an event shows where no word does.
fn stage_of(event: &Event) -> Option<Stage> {
    if event.status == Status::Negated || event.status == Status::Hypothetical {
        return None;
    }
    Some(match event.event_type {
        EventType::Mobilize | EventType::Assault => Stage::Used,
        EventType::Aid => Stage::Delivered,
        EventType::Request => Stage::Request,
        EventType::Reject => Stage::Refused,
        EventType::Agree => Stage::Agreed,
        EventType::Consult => Stage::Negotiation,
        _ => return None,
    })
}

/// Whether the goods are worth a row.
fn is_kept(
    passage: Passage,
    goods: &Goods,
    account: &Account,
    stage: Stage,
    event: Option<(EventId, &Event)>,
    known: bool,
    in_fight: bool,
) -> bool {
    let is_fight = event.is_some_and(|(_, event)| matches!(event.event_type, EventType::Mobilize | EventType::Assault));
    let of_forces = event
        .is_some_and(|(_, event)| event.actors.iter().chain(&event.recipients).any(|party| is_armed(party.sector)));
    let is_held =
        account.sides.holder.as_ref().is_some_and(|holder| passage_sector(passage, holder).is_some_and(is_armed));
    let has_nation = !nations(passage, goods).is_empty();
    // `a Chinese cutter rammed`: a party of the event, and no item of its own.
    let is_party = goods.class == Materiel::Ship
        && event.is_some_and(|(_, event)| {
            event.actors.iter().chain(&event.recipients).any(|party| Some(party.mention) == goods.mention)
        });
    let is_street = matches!(goods.class, Materiel::SmallArms | Materiel::Munitions);
    match goods.naming {
        Naming::Named => goods.row.is_some() || stage != Stage::Mention || !is_street,
        Naming::Again if known || !goods.is_owned => {
            stage != Stage::Mention && known && (account.stage.is_some() || event.is_some())
        }
        Naming::Again => stage != Stage::Mention && !is_street,
        Naming::Loose if is_deal(stage) => deals_in_arms(passage, account),
        Naming::Common if is_deal(stage) => true,
        Naming::Common if is_street => {
            stage == Stage::Used && is_fight && of_forces || stage != Stage::Mention && is_held
        }
        Naming::Common if is_party => false,
        Naming::Common => stage != Stage::Mention || has_nation && goods.words.len() > 2,
        Naming::Loose if is_street => false,
        Naming::Loose if stage == Stage::Used && in_fight => true,
        Naming::Loose => {
            stage != Stage::Mention && (is_fight || is_held || has_nation || of_forces)
                || has_nation && stage == Stage::InService
        }
    }
}

/// Whether a state, a force or a group is a side of the deal.
fn deals_in_arms(passage: Passage, account: &Account) -> bool {
    let sides = &account.sides;
    let all = [&sides.giver, &sides.taker, &sides.holder].into_iter().flatten().chain(&sides.among);
    all.into_iter().any(|side| passage_sector(passage, side).is_some_and(is_armed))
}

fn is_armed(sector: Sector) -> bool {
    matches!(sector, Sector::Mil | Sector::Reb | Sector::Uaf | Sector::Gov)
}

fn passage_sector(passage: Passage, side: &Side) -> Option<Sector> {
    let entity = side.party.entity?;
    passage.resolution.entities.get(entity.0 as usize)?.sectors.first().copied()
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
