//! Parties and stages that a clause leaves out, from what was told of the same deal and from what the report is about.

use crate::dealing::Account;
use crate::goods::Goods;
use crate::ledger::{Ledger, Row, Telling, is_deal};
use crate::parties::{Parties, by_origin, is_firm, nations, topic};
use crate::verbs::LISTS;
use crate::words::{self, Dealing};
use annotation::{Item, Party, Passage};
use ontology::{Country, Deprel, Sector, Stage};

/// What a deal leaves out is told at most so many sentences before.
const MAX_DEAL: u32 = 3;

/// So many rows show whom a report is about.
const MAX_ROWS: usize = 40;

/// Verbs by which a deal is told to hold more goods: `the package also includes`.
const INCLUDES: [&str; 9] = ["include", "comprise", "cover", "contain", "carry", "hold", "list", "add", "feature"];

/// What goods that a list goes on with stand behind.
const WITH: [&str; 6] = ["together with", "along with", "as well as", "including", "among", "besides"];

fn whose(party: &Option<Party>) -> Option<Country> {
    party.as_ref().and_then(|party| party.country)
}

fn state(country: Country) -> Party {
    Party { entity: None, country: Some(country) }
}

impl Ledger {
    /// The parties, with those that the clause leaves out.
    pub fn completed(&self, passage: Passage, goods: &Goods, parties: Parties, telling: &Telling) -> Parties {
        let parties = self.shared(passage, goods, parties, telling);
        if is_deal(telling.stage) {
            self.completed_deal(passage, goods, parties, telling.before)
        } else {
            let receiver = parties.receiver.or_else(|| self.keeper(passage, goods, telling));
            let supplier = parties.supplier.filter(|supplier| supplier.country != whose(&receiver));
            Parties { supplier, receiver }
        }
    }

    fn completed_deal(&self, passage: Passage, goods: &Goods, parties: Parties, before: Option<usize>) -> Parties {
        let parties = self.told_before(apart(passage, parties), before);
        let receiver = parties.receiver.clone().or_else(|| self.buyer(passage, goods, &parties.supplier));
        let is_known = whose(&parties.supplier).is_some_and(|country| country.is_state())
            && !(is_stranger(passage, &parties.supplier) && whose(&parties.supplier) == whose(&receiver));
        let origin = || by_origin(goods, &receiver).filter(|_| goods.origin.is_some_and(|origin| origin.is_state()));
        let supplier = if is_known { parties.supplier } else { origin().or(parties.supplier) };
        let supplier = supplier.or_else(|| self.seller(passage, goods, &receiver));
        Parties { supplier, receiver }
    }

    /// What an earlier row about the same goods tells.
    fn told_before(&self, parties: Parties, before: Option<usize>) -> Parties {
        let Parties { mut supplier, mut receiver } = parties;
        let same = |one: &Option<Party>, other: &Option<Party>| whose(one).is_none() || whose(one) == whose(other);
        if let Some(told) = before.map(|before| &self.rows[before].item).filter(|told| is_deal(told.stage)) {
            if supplier.is_none() && same(&receiver, &told.receiver) {
                supplier = told.supplier.clone();
            }
            if receiver.is_none() && same(&supplier, &told.supplier) {
                receiver = told.receiver.clone();
            }
        }
        Parties { supplier, receiver }
    }

    /// Who gets what the supplier sells, by the deals told of before and by what the report is about.
    fn buyer(&self, passage: Passage, goods: &Goods, supplier: &Option<Party>) -> Option<Party> {
        let seller = whose(supplier);
        let deals = || self.rows.iter().rev().map(|row| &row.item).filter(|item| is_deal(item.stage));
        let others = || deals().filter(|item| item.receiver.is_some() && whose(&item.receiver) != seller);
        let within = |item: &&Item, reach: u32| passage.id.0.saturating_sub(item.sentence.0) <= reach;
        let same_seller = |item: &&Item| seller.is_none() || whose(&item.supplier) == seller;
        let told = others().find(|item| within(item, MAX_DEAL) && same_seller(item));
        let is_firm = supplier.as_ref().is_some_and(|supplier| is_firm(passage, supplier));
        let abroad = seller.or(goods.origin).filter(|_| !is_firm);
        let home = passage.home.filter(|&home| Some(home) != abroad).map(state);
        let told = told.and_then(|item| item.receiver.clone()).or(home);
        told.or_else(|| self.client(seller).map(state)).or_else(|| topic(passage, abroad))
    }

    /// The state that most rows so far are of as receiver, but for `other`; of equals the first.
    fn client(&self, other: Option<Country>) -> Option<Country> {
        let known = || self.rows.iter().filter_map(|row| whose(&row.item.receiver));
        let countries = || known().filter(|&one| Some(one) != other).take(MAX_ROWS);
        let count = |country: Country| countries().filter(|&one| one == country).count();
        countries().reduce(|best, one| if count(one) > count(best) { one } else { best })
    }

    /// Who sold the like to the same buyer just before.
    fn seller(&self, passage: Passage, goods: &Goods, receiver: &Option<Party>) -> Option<Party> {
        let near = self.rows.iter().rev().map(|row| &row.item).filter(|item| {
            is_deal(item.stage) && passage.id.0.saturating_sub(item.sentence.0) <= MAX_DEAL && item.supplier.is_some()
        });
        let mut told = near.filter(|item| item.class == goods.class && whose(&item.receiver) == whose(receiver));
        told.next().and_then(|item| item.supplier.clone())
    }

    /// The parties of the goods that these are listed with, or whose list they go on with.
    fn shared(&self, passage: Passage, goods: &Goods, parties: Parties, telling: &Telling) -> Parties {
        if !nations(passage, goods).is_empty() {
            return parties;
        }
        let mate = self.mate(passage, goods).or_else(|| self.continued(passage, goods, &telling.account));
        let Some(mate) = mate.map(|at| &self.rows[at].item).filter(|mate| mate.stage == telling.stage) else {
            return parties;
        };
        let Parties { supplier, receiver } = parties;
        let is_open = goods.origin.is_none() || supplier.is_none();
        let supplier = if is_open { mate.supplier.clone().or(supplier) } else { supplier };
        Parties { supplier, receiver: mate.receiver.clone().or(receiver) }
    }

    /// The row of earlier goods of a list: `two missiles, 640 kilos of explosives and nine machine guns`.
    pub fn mate(&self, passage: Passage, goods: &Goods) -> Option<usize> {
        let mut listed = Vec::new();
        let mut word = counted(passage, goods.head);
        while let Some(first) = passage.head(word).filter(|_| is_listed(passage, word, !listed.is_empty())) {
            listed.push(first);
            word = counted(passage, first);
        }
        let is_mate = |row: &Row| {
            let is_here = row.item.sentence == passage.id && row.goods.head < passage.len();
            is_here && [row.goods.head, counted(passage, row.goods.head)].iter().any(|head| listed.contains(head))
        };
        self.rows.iter().rposition(is_mate)
    }

    /// The row of a deal that a list without a deed of its own goes on with.
    pub fn continued(&self, passage: Passage, goods: &Goods, account: &Account) -> Option<usize> {
        if account.stage.is_some() || !continues(passage, goods, account) {
            return None;
        }
        let near = |row: &Row| passage.id.0.saturating_sub(row.item.sentence.0) <= 1 && is_deal(row.item.stage);
        self.rows.iter().rposition(near)
    }

    /// Who has goods that no word says are anybody's.
    fn keeper(&self, passage: Passage, goods: &Goods, telling: &Telling) -> Option<Party> {
        let path = || telling.account.path.iter().copied();
        let verb = path().find(|&word| passage.is_verb(word));
        // `the army is in line for drones`.
        let predicate = || path().find(|&word| passage.child(word, &[Deprel::Cop]).is_some());
        let subject = verb.or_else(predicate).and_then(|verb| passage.child(verb, &[Deprel::Nsubj]));
        let subject = subject.filter(|&word| word != goods.head);
        let carrier = |row: &&Row| row.item.sentence == passage.id && Some(row.goods.head) == subject;
        let carrier = self.rows.iter().find(carrier).and_then(|row| row.item.receiver.clone());
        // Who shoots a jet down does not own it.
        let is_target = verb.is_some_and(|verb| words::of_verb(&passage.key(verb)) == Some(Dealing::Target))
            || telling.account.why.contains("shot");
        let own = || {
            subject
                .filter(|_| !(is_target && telling.stage == Stage::Used))
                .and_then(|subject| crate::sides::side(passage, subject))
                .map(|side| side.party)
        };
        let beside = |row: &&Row| row.item.stage == telling.stage && row.item.sentence == passage.id;
        let beside = || self.rows.iter().rev().find(beside)?.item.receiver.clone();
        let usual = || passage.home.or_else(|| self.client(None)).map(state);
        carrier.or_else(own).or_else(beside).or_else(usual)
    }
}

/// The word that counts or holds `head`: `640 kilos of explosives`.
fn counted(passage: Passage, head: usize) -> usize {
    let is_of = passage.deprel(head) == Deprel::Nmod && passage.introducer(head, Deprel::Case).as_deref() == Some("of");
    let above = passage.head(head).filter(|_| is_of);
    above.filter(|&above| !passage.is_verb(above) && words::of_noun(&passage.key(above)).is_none()).unwrap_or(head)
}

/// Whether `word` goes on with a list.
fn is_listed(passage: Passage, word: usize, by_apposition: bool) -> bool {
    passage.deprel(word) == Deprel::Conj || by_apposition && passage.deprel(word) == Deprel::Appos
}

/// A firm that the tables do not know: it was given the country of the report.
fn is_stranger(passage: Passage, supplier: &Option<Party>) -> bool {
    let entity = supplier.as_ref().and_then(|supplier| supplier.entity);
    let entity = entity.and_then(|entity| passage.resolution.entities.get(entity.0 as usize));
    entity.is_some_and(|entity| entity.sectors.first() == Some(&Sector::Bus) && entity.knowledge.is_none())
}

/// A state sells nothing to itself: the receiver is then somebody else.
fn apart(passage: Passage, parties: Parties) -> Parties {
    let Parties { supplier, receiver } = parties;
    let is_firm = supplier.as_ref().is_some_and(|supplier| is_firm(passage, supplier));
    let is_one = whose(&supplier).is_some() && whose(&supplier) == whose(&receiver) && !is_firm;
    Parties { supplier, receiver: receiver.filter(|_| !is_one) }
}

/// Whether the clause only goes on with a list: `included are`, `the package also holds`, `together with`.
fn continues(passage: Passage, goods: &Goods, account: &Account) -> bool {
    let case = passage.introducer(goods.head, Deprel::Case).unwrap_or_default();
    if WITH.contains(&case.as_str()) || passage.form(0) == "included" {
        return true;
    }
    let Some(verb) = account.path.iter().copied().find(|&word| passage.is_verb(word)) else { return false };
    let subject = passage.child(verb, &[Deprel::Nsubj]);
    let is_deal = subject.is_some_and(|subject| {
        let key = passage.key(subject);
        LISTS.contains(&key.as_str()) || key == "it"
    });
    is_deal && passage.is(verb, &INCLUDES)
}

/// Where the deal stands whose list the clause gives: `the contract covers 40 helicopters`.
pub(crate) fn listed_stage(passage: Passage, account: &Account) -> Option<Stage> {
    let verb = account.path.iter().copied().find(|&word| passage.is_verb(word))?;
    let subject = passage.child(verb, &[Deprel::Nsubj]).filter(|_| passage.is(verb, &INCLUDES))?;
    let is_list = LISTS.contains(&passage.key(subject).as_str()) && account.stage.is_none();
    words::of_noun(&passage.key(subject)).filter(|_| is_list).map(Dealing::stage)
}
