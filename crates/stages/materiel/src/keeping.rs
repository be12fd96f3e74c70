//! Which goods are worth a row, and what settles their stage besides words.

use crate::goods::{Goods, Naming};
use crate::ledger::{Telling, is_deal};
use crate::measures::Count;
use crate::nouns::CIVIL;
use crate::parties::nations;
use crate::sides::Side;
use annotation::{Event, Passage};
use ontology::{EventType, Materiel, Sector, Stage, Status};

/// Whether the sentence tells of forces that move or fight.
pub(crate) fn in_fight(passage: Passage, events: &[Event]) -> bool {
    let first = events.partition_point(|event| event.sentence < passage.id);
    let mut here = events[first..].iter().take_while(|event| event.sentence == passage.id);
    here.any(|event| matches!(event.event_type, EventType::Mobilize | EventType::Assault | EventType::Coerce))
}

/// The stage that the count and the name settle: a part of many is handed over; a ship with a name is in service.
///
/// `is_apart` tells whether the words keep them from being anybody's: they were taken away, or a report is denied.
pub(crate) fn settled(passage: Passage, goods: &Goods, stage: Stage, count: &Count, is_apart: bool) -> Stage {
    match stage {
        Stage::Used if count.whole.is_some() && goods.class != Materiel::Munitions => Stage::Delivered,
        Stage::Mention if count.whole.is_some() && goods.class != Materiel::Munitions => Stage::Delivered,
        Stage::Mention if goods.is_ship => Stage::InService,
        Stage::Mention if is_apart => Stage::Mention,
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
pub(crate) fn stage_of(event: &Event) -> Option<Stage> {
    if event.status == Status::Negated || event.status == Status::Hypothetical {
        return None;
    }
    Some(match event.event_type {
        EventType::Mobilize | EventType::Assault => Stage::Used,
        EventType::Aid => Stage::Delivered,
        EventType::Request => Stage::Request,
        EventType::Reject => Stage::Refused,
        EventType::Agree => Stage::Agreed,
        EventType::Consult if event.mode.is_none_or(|mode| mode.name() != "visit") => Stage::Negotiation,
        _ => return None,
    })
}

/// Whether the goods are worth a row.
pub(crate) fn is_kept(passage: Passage, goods: &Goods, telling: &Telling, in_fight: bool) -> bool {
    let Telling { account, event, stage, before, .. } = telling;
    let (stage, known) = (*stage, before.is_some());
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
    let is_told_apart = goods.words.len() > 1 || goods.is_counted || telling.count.part.is_some();
    let is_listed = telling.is_listed && is_told_apart && stage == Stage::Mention;
    let is_told_of = goods.naming == Naming::Named && telling.count.part.is_some();
    let is_booty = account.is_apart && (goods.is_counted || has_nation || is_told_of);
    match goods.naming {
        Naming::Loose | Naming::Again | Naming::Common if is_arms_at_large(passage, goods) => {
            matches!(stage, Stage::Request | Stage::Interest | Stage::Offer | Stage::Refused | Stage::Cancelled)
        }
        Naming::Common if account.is_spoken_of => true,
        Naming::Loose if account.is_spoken_of && (goods.is_counted || goods.words.len() > 1) => true,
        Naming::Loose | Naming::Common if is_booty || is_listed && goods.is_counted => true,
        Naming::Common if is_listed || goods.is_counted && goods.words.len() > 1 && !is_street => true,
        Naming::Named => goods.row.is_some() || stage != Stage::Mention || !is_street || is_booty,
        Naming::Again if known || !goods.is_owned => {
            let is_new_deal = !is_street && is_deal(stage) && account.stage == Some(stage) && goods.words.len() > 1;
            stage != Stage::Mention && (known && (account.stage.is_some() || event.is_some()) || !known && is_new_deal)
        }
        Naming::Again => stage != Stage::Mention && !is_street,
        Naming::Loose if is_deal(stage) && goods.is_counted && event.is_some() => true,
        Naming::Loose if is_deal(stage) => deals_in_arms(passage, account),
        Naming::Common if is_deal(stage) => true,
        Naming::Common if is_street => {
            stage == Stage::Used && is_fight && of_forces || stage != Stage::Mention && is_held
        }
        Naming::Common if is_party => false,
        Naming::Common => stage != Stage::Mention || has_nation && goods.words.len() > 2,
        Naming::Loose if is_street => false,
        Naming::Loose if stage == Stage::Used && in_fight && !is_civil(passage, goods) => true,
        Naming::Loose => {
            stage != Stage::Mention && (is_fight || is_held || has_nation || of_forces)
                || has_nation && stage == Stage::InService
        }
    }
}

/// `plane`, `boat`: as often nobody's weapon.
fn is_civil(passage: Passage, goods: &Goods) -> bool {
    CIVIL.contains(&passage.key(goods.head).as_str())
}

/// `arms`, `weapons`: no item that can be told from others.
fn is_arms_at_large(passage: Passage, goods: &Goods) -> bool {
    goods.words.len() == 1 && passage.is(goods.head, &["arms", "arm", "weapon", "weaponry"]) && !goods.is_counted
}

/// Whether a state, a force or a group is a side of the deal.
fn deals_in_arms(passage: Passage, account: &crate::dealing::Account) -> bool {
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
