//! Ruling 19: a lone attacker is a civilian, or a criminal once convicted.

use annotation::Passage;
use annotation::{Argument, EntityId, Event, NameLabel};
use ontology::{Mode, Sector, Status};
use std::collections::BTreeSet;

/// What is a crime under any government. Who is sentenced for a post, a march or treason stays what he is.
const CRIMES: [&str; 34] = [
    "murder",
    "manslaughter",
    "homicide",
    "kill",
    "killing",
    "assault",
    "rape",
    "abuse",
    "molest",
    "torture",
    "kidnap",
    "kidnapping",
    "abduction",
    "robbery",
    "rob",
    "burglary",
    "theft",
    "fraud",
    "extortion",
    "smuggling",
    "smuggle",
    "trafficking",
    "traffic",
    "arson",
    "bombing",
    "bomb",
    "attack",
    "shooting",
    "shoot",
    "stab",
    "stabbing",
    "plot",
    "pedophilia",
    "laundering",
];

/// Makes criminals of private persons whom a court convicts of a common crime, and of those of whom the text says nothing but
/// their names: of convicted dissidents it says what they are.
pub(crate) fn convict(passage: &Passage, event: &mut Event) {
    let is_done = matches!(event.status, Status::Actual | Status::Historical);
    let is_crime = |word: usize| CRIMES.contains(&passage.lemma(word).to_lowercase().as_str());
    if event.mode == Some(Mode::SanctionConvict) && is_done {
        let of_crime = (0..passage.len()).any(is_crime);
        let convicts = event.recipients.iter_mut().filter(|party| is_private(party));
        convicts.filter(|party| of_crime || is_bare_name(passage, party)).for_each(condemn);
    }
}

/// And whatever else the report tells of them.
pub(crate) fn convicts(events: &mut [Event]) {
    let is_convict = |party: &&Argument| party.sector == Sector::Crm && party.why.ends_with(CONVICTED);
    let convicts: BTreeSet<EntityId> =
        events.iter().flat_map(|event| event.recipients.iter().filter(is_convict)).map(|party| party.entity).collect();
    let parties = events.iter_mut().flat_map(|event| event.actors.iter_mut().chain(&mut event.recipients));
    parties.filter(|party| convicts.contains(&party.entity) && is_private(party)).for_each(condemn);
}

fn is_bare_name(passage: &Passage, party: &Argument) -> bool {
    let mention = passage.mentions.get(party.mention);
    let mut names = mention.names.iter().map(|&name| &passage.mentions.names[name]);
    names.any(|name| name.label == NameLabel::Person && name.words == mention.words)
}

const CONVICTED: &str = "convicted in the report";

fn is_private(party: &Argument) -> bool {
    matches!(party.sector, Sector::Cvl | Sector::Uaf | Sector::Unk)
}

fn condemn(party: &mut Argument) {
    party.sector = Sector::Crm;
    party.why = format!("{}; {CONVICTED}", party.why).into();
}
