//! Who supplies and who receives or has goods, from all that a clause tells.

use crate::dealing::Account;
use crate::goods::Goods;
use crate::ledger::is_deal;
use crate::nouns::flag;
use crate::sides::{Side, Sides, side, taker_inside};
use crate::words::Dealing;
use annotation::{Event, EventId, NameLabel, Party, Passage};
use ontology::{Country, Deprel, EventType, Materiel, Sector, Stage};
use std::collections::BTreeMap;

/// A party that the phrase itself names: `French Caesar howitzers`, `Nigeria's Super Tucanos`.
#[derive(Clone, Debug)]
pub(crate) struct Nation {
    pub side: Side,
    /// `Indian-made`, `Russian-supplied`.
    pub is_source: bool,
    /// `Elbit's`, `its`.
    pub is_owner: bool,
}

/// Participles behind the state that goods come from.
const SOURCES: [&str; 10] = [
    "made",
    "built",
    "supplied",
    "designed",
    "manufactured",
    "origin",
    "donated",
    "delivered",
    "developed",
    "produced",
];

/// The parties that the phrase names, or the first of the list that it stands in: `Armenian launchers, tanks and radars`.
pub(crate) fn nations(passage: Passage, goods: &Goods) -> Vec<Nation> {
    let own = nations_of(passage, goods);
    let first = passage.head(goods.head).filter(|_| passage.deprel(goods.head) == Deprel::Conj && own.is_empty());
    let Some(first) = first else { return own };
    let plain = |child: &usize| !SOURCES.contains(&passage.form(*child).as_str());
    let shared = passage.children(first, &[Deprel::Amod, Deprel::NmodPoss]).filter(plain).filter_map(|child| {
        let side = side(passage, child)?;
        Some(Nation { side, is_source: false, is_owner: passage.deprel(child) == Deprel::NmodPoss })
    });
    shared.collect()
}

fn nations_of(passage: Passage, goods: &Goods) -> Vec<Nation> {
    let first = goods
        .mention
        .map_or(goods.words.start, |mention| passage.mentions.get(mention).words.start.min(goods.words.start));
    // `Chinese-made` may hang anywhere.
    let is_source = |word: usize| SOURCES.contains(&passage.form(word).as_str());
    let start = goods.words.start;
    let first = if start > 0 && is_source(start - 1) { first.min(start.saturating_sub(3)) } else { first };
    let owner = passage.child(goods.head, &[Deprel::NmodPoss]);
    let mut found: Vec<Nation> = Vec::new();
    let taker = taker_inside(passage, goods.head);
    for word in (first..goods.head).filter(|&word| Some(word) != taker) {
        if owner.is_some_and(|owner| passage.tree.descendants(owner).contains(&word)) {
            continue;
        }
        let is_name = passage.mentions.names.iter().any(|name| {
            name.sentence == passage.id
                && name.words.contains(&word)
                && matches!(name.label, NameLabel::Item | NameLabel::Weapon)
        });
        let is_name = is_name || flag(passage.document.slice(passage.span(word))).is_some();
        let of_name = goods.nation.filter(|(at, _)| *at == word).map(|(_, country)| Side::of(country));
        let told = side(passage, word).filter(|_| passage.mention(word).is_some() && !is_name);
        let Some(side) = of_name.or(told) else { continue };
        let is_source = (word + 1..goods.head.min(word + 4)).any(is_source);
        found.push(Nation { side, is_source, is_owner: false });
    }
    if let Some((owner, side)) = owner.and_then(|owner| Some((owner, side(passage, whose(passage, owner))?))) {
        // `a contract with Spain's Santa Bárbara for 42 vehicles`, where the tree takes all for one phrase.
        let is_source = (owner..goods.words.start).any(|word| passage.form(word) == "for");
        found.push(Nation { side, is_source, is_owner: !is_source });
    }
    // `the frigate Zulfiqar of Pakistan`: it may hang on the name.
    let is_of =
        |child: &usize| *child >= goods.words.end && passage.introducer(*child, Deprel::Case).as_deref() == Some("of");
    let of = (goods.head..goods.words.end).find_map(|word| passage.children(word, &[Deprel::Nmod]).find(is_of));
    if let Some(side) = of.and_then(|of| side(passage, of)) {
        found.push(Nation { side, is_source: false, is_owner: true });
    }
    found
}

/// Whom a relative `whose` stands for.
fn whose(passage: Passage, owner: usize) -> usize {
    if passage.form(owner) != "whose" {
        return owner;
    }
    let clause = passage.tree.ancestors(owner).take(6).find(|&above| passage.deprel(above) == Deprel::AclRelcl);
    clause.and_then(|clause| passage.head(clause)).unwrap_or(owner)
}

/// Who gives and who gets or has goods.
#[derive(Clone, Debug)]
pub(crate) struct Parties {
    pub supplier: Option<Party>,
    pub receiver: Option<Party>,
}

impl Parties {
    pub fn of(
        passage: Passage,
        goods: &Goods,
        account: &Account,
        stage: Stage,
        event: Option<(EventId, &Event)>,
    ) -> Parties {
        let nations = nations(passage, goods);
        if is_deal(stage) {
            deal(passage, goods, &account.sides, &nations, event.map(|(_, event)| event))
        } else {
            held(goods, account, stage, &nations, event.map(|(_, event)| event))
        }
    }
}

fn deal(passage: Passage, goods: &Goods, sides: &Sides, nations: &[Nation], event: Option<&Event>) -> Parties {
    let (giver, taker) = told(sides);
    // `the junta bought Chinese drones`: nobody buys his own.
    let is_own = |nation: &Nation| !nation.is_owner && country(&taker) == nation.side.party.country;
    let buys_own = sides.deed == Some(Dealing::Take) && giver.is_none() && nations.iter().any(is_own);
    let taker = taker.filter(|_| !buys_own);
    let (giver, taker) = with_nations(goods, nations, giver, taker);
    let (mut giver, mut taker) = with_others(goods, &sides.among, giver, taker);
    if let Some(event) = event {
        by_event(goods, sides, event, &mut giver, &mut taker);
    }
    let maker = || sides.maker.clone().filter(|maker| country(&taker) != maker.party.country);
    let giver = giver.or_else(maker);
    let home = passage.home.filter(|&home| {
        taker.is_none() && giver.as_ref().is_some_and(|giver| giver.is_firm || giver.party.country != Some(home))
    });
    let receiver = taker.map(|side| side.party).or(home.map(|home| Party { entity: None, country: Some(home) }));
    let supplier = giver.map(|side| side.party).or_else(|| by_origin(goods, &receiver));
    Parties { supplier, receiver }
}

/// The giver and the taker that words of deals tell.
fn told(sides: &Sides) -> (Option<Side>, Option<Side>) {
    let (giver, taker) = (sides.giver.clone(), sides.taker.clone().or_else(|| sides.holder.clone()));
    let is_order = matches!(sides.deed, None | Some(Dealing::Order)) && sides.holder.is_none();
    let is_firm = |side: &Option<Side>| side.as_ref().is_some_and(|side| side.is_firm);
    // Firms sell: `the order went to Saab`.
    if is_order && is_firm(&taker) && !is_firm(&giver) { (taker, giver) } else { (giver, taker) }
}

/// `Kuwait's Hornets`, `French howitzers`: whose they are now, unless it is who gets them.
fn with_nations(
    goods: &Goods,
    nations: &[Nation],
    mut giver: Option<Side>,
    mut taker: Option<Side>,
) -> (Option<Side>, Option<Side>) {
    for nation in nations {
        let is_taker = country(&taker) == nation.side.party.country;
        let is_seller = nation.is_source
            || nation.side.is_firm
            || !nation.is_owner
            || nation.side.party.country == goods.origin
            || taker.is_some();
        if giver.is_none() && is_seller && !is_taker {
            giver = Some(nation.side.clone());
        } else if taker.is_none() && !nation.is_source && country(&giver) != nation.side.party.country {
            taker = Some(nation.side.clone());
        }
    }
    (giver, taker)
}

/// The sides of talks and contracts, each in the part that is free.
fn with_others(
    goods: &Goods,
    among: &[Side],
    mut giver: Option<Side>,
    mut taker: Option<Side>,
) -> (Option<Side>, Option<Side>) {
    for side in by_trade(among, &giver, &taker) {
        let whose = side.party.country;
        if whose == country(&giver) || whose == country(&taker) {
            continue;
        }
        let sells = side.is_firm || whose.is_some() && whose == goods.origin;
        if giver.is_none() && sells {
            giver = Some(side);
        } else if taker.is_none() && !sells {
            taker = Some(side);
        } else if giver.is_none() {
            giver = Some(side);
        }
    }
    (giver, taker)
}

/// A deal's seller is the state of origin where no other is told.
pub(crate) fn by_origin(goods: &Goods, receiver: &Option<Party>) -> Option<Party> {
    let origin = goods.origin.filter(|&origin| receiver.as_ref().is_some_and(|party| party.country != Some(origin)))?;
    Some(Party { entity: None, country: Some(origin) })
}

/// Adds the parties of the governing event.
fn by_event(goods: &Goods, sides: &Sides, event: &Event, giver: &mut Option<Side>, taker: &mut Option<Side>) {
    let first = |parties: &[annotation::Argument]| {
        let party = parties.iter().find(|party| party.country.is_some())?;
        Some(Side {
            party: Party { entity: Some(party.entity), country: party.country },
            is_firm: party.sector == Sector::Bus,
        })
    };
    let (actor, recipient) = (first(&event.actors), first(&event.recipients));
    let differs = |side: &Side, other: &Option<Side>| country(&Some(side.clone())) != country(other);
    let (gives, takes) = match event.event_type {
        EventType::Cooperate | EventType::Aid => (actor, recipient),
        EventType::Request if sides.is_called_off() => (None, None),
        EventType::Request => (recipient, actor),
        // `Beijing condemned the sale`: who condemns does not sell.
        EventType::Accuse if sides.deed == Some(Dealing::Give) => (recipient.filter(|side| differs(side, taker)), None),
        _ if sides.deed == Some(Dealing::Give) => (actor, recipient),
        _ if sides.deed == Some(Dealing::Take) => (recipient, actor),
        _ => {
            let actor_sells = actor
                .as_ref()
                .is_some_and(|actor| actor.is_firm || actor.party.country == goods.origin && goods.origin.is_some());
            if actor_sells { (actor, recipient) } else { (recipient, actor) }
        }
    };
    if giver.is_none() {
        *giver = gives.filter(|gives| differs(gives, taker));
    }
    if taker.is_none() {
        *taker = takes.filter(|takes| differs(takes, giver));
    }
}

fn held(goods: &Goods, account: &Account, stage: Stage, nations: &[Nation], event: Option<&Event>) -> Parties {
    let sides = &account.sides;
    let source = nations.iter().find(|nation| nation.is_source).map(|nation| nation.side.party.clone());
    let holder = sides.holder.clone().map(|side| side.party);
    let is_own = |nation: &&Nation| {
        let is_origin = nation.side.party.country == goods.origin;
        // `Ankara flew its Russian S-400s`: made there, and another's.
        let is_held = holder.as_ref().is_some_and(|holder| holder.country != nation.side.party.country);
        let is_others =
            is_origin && stage == Stage::Mention || !nation.is_owner && (is_held || is_origin && holder.is_some());
        !nation.is_source && !nation.side.is_firm && !is_others
    };
    let owner = nations.iter().filter(|nation| nation.is_owner).find(is_own);
    let own = owner.or_else(|| nations.iter().find(is_own)).map(|nation| nation.side.party.clone());
    let by_event = event.filter(|_| stage == Stage::Used).and_then(|event| {
        let parties = if account.why.contains("shot") || account.why.contains("down") {
            &event.recipients
        } else {
            &event.actors
        };
        let is_other = |party: &&annotation::Argument| party.country.is_some() && Some(party.mention) != goods.mention;
        let party = parties.iter().find(is_other)?;
        Some(Party { entity: Some(party.entity), country: party.country })
    });
    let at_sea = matches!(goods.class, Materiel::Ship | Materiel::Submarine);
    // The tables hold the flag of a ship that they know by name.
    let flag = goods.origin.filter(|_| at_sea && goods.is_ship);
    let flag = flag.map(|origin| Party { entity: None, country: Some(origin) });
    let receiver = own.or(flag).or(holder.clone()).or_else(|| sides.taker.clone().map(|side| side.party)).or(by_event);
    let has_seller = |nation: &&Nation| {
        let is_held = holder.as_ref().is_some_and(|holder| holder.country != nation.side.party.country);
        !nation.is_owner && (is_held || nation.side.party.country == goods.origin)
    };
    let by_name = || nations.iter().find(has_seller).map(|nation| nation.side.party.clone());
    let supplier = source
        .or_else(by_name)
        .or_else(|| sides.giver.clone().map(|side| side.party))
        .or_else(|| sides.maker.clone().map(|side| side.party))
        .filter(|party| stage != Stage::Mention || Some(party) != receiver.as_ref());
    Parties {
        supplier: supplier
            .filter(|supplier| receiver.as_ref().and_then(|receiver| receiver.country) != supplier.country),
        receiver,
    }
}

/// States that sell most arms, the greatest first, by our own estimate of the last decade. It only decides where no word tells who
/// sells to whom.
const SELLERS: [&str; 25] = [
    "USA", "RUS", "FRA", "CHN", "DEU", "ITA", "GBR", "ISR", "ESP", "KOR", "NLD", "SWE", "TUR", "UKR", "CHE", "ZAF",
    "CAN", "NOR", "BLR", "BRA", "CZE", "AUS", "POL", "JOR", "IND",
];

/// Where a state stands among those that sell arms.
fn place(side: &Side) -> usize {
    let code = side.party.country.map(|country| country.code());
    SELLERS.iter().position(|seller| Some(*seller) == code).unwrap_or(SELLERS.len())
}

/// The sides of talks, who sells more before who sells less where neither part is told.
fn by_trade(among: &[Side], giver: &Option<Side>, taker: &Option<Side>) -> Vec<Side> {
    let mut among = among.to_vec();
    if giver.is_none() && taker.is_none() && among.iter().all(|side| !side.is_firm) {
        among.sort_by_key(|side| std::cmp::Reverse(place(side)));
    }
    among
}

fn country(side: &Option<Side>) -> Option<Country> {
    side.as_ref().and_then(|side| side.party.country)
}

/// The state where the report was written, or that it speaks of most, but for the seller.
pub(crate) fn topic(passage: Passage, seller: Option<Country>) -> Option<Party> {
    let dateline = passage.resolution.dateline.as_ref();
    let written = passage
        .resolution
        .places
        .iter()
        .filter(|place| dateline.is_some_and(|dateline| dateline.span.contains(place.span)));
    if let Some(country) = written.filter_map(|place| place.country).find(|country| Some(*country) != seller) {
        return Some(Party { entity: None, country: Some(country) });
    }
    let mut counts: BTreeMap<Country, usize> = BTreeMap::new();
    for entity in &passage.resolution.entities {
        let country = entity.country.filter(|country| country.is_state() && Some(*country) != seller);
        if let Some(country) = country {
            *counts.entry(country).or_default() += entity.mentions.len();
        }
    }
    let (country, _) = counts.into_iter().max_by_key(|&(country, count)| (count, std::cmp::Reverse(country)))?;
    Some(Party { entity: None, country: Some(country) })
}

/// Whether the party is a firm.
pub(crate) fn is_firm(passage: Passage, party: &Party) -> bool {
    let entity = party.entity.and_then(|entity| passage.resolution.entities.get(entity.0 as usize));
    entity.is_some_and(|entity| entity.sectors.first() == Some(&Sector::Bus))
}
