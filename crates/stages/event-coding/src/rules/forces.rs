//! Who strikes where only a nationality is told: `Turkish airstrikes` are its forces' (beside ruling 19).

use annotation::{Argument, EntityKind, Event, Form, Passage};
use ontology::{EventType, Sector};

/// Nouns for what only armed forces do.
const STRIKES: [&str; 8] = ["airstrike", "strike", "shelling", "bombardment", "raid", "sortie", "barrage", "bombing"];

/// Gives the actors of force the sector of those who use it.
pub(crate) fn forces(passage: &Passage, event: &mut Event) {
    if event.event_type != EventType::Assault {
        return;
    }
    let is_strike = passage.is(event.word, &STRIKES);
    for actor in &mut event.actors {
        let mention = passage.mentions.get(actor.mention);
        let is_nation = passage.resolution.actor(actor.mention).kind == EntityKind::State;
        let is_modifier = mention.form == Form::Modifier && passage.head(mention.head) == Some(event.word);
        if is_strike && is_nation && is_modifier && actor.sector == Sector::Gov {
            arm(actor, Sector::Mil);
        }
    }
}

fn arm(actor: &mut Argument, sector: Sector) {
    actor.sector = sector;
    actor.why = format!("{}; whose forces strike", actor.why).into();
}
