//! Pairs of parties, for formats that have one actor and one recipient a row.

use crate::item::Party;
use ontology::EventType;
use record::{Event, Record};

/// One who acts and one who is acted upon; either can be missing.
pub(crate) type Pair<'a> = [Option<Party<'a>>; 2];

/// The pairs of an event, at most `max`, and how many more there are.
///
/// Every actor is paired with every recipient. Without recipients the actors of a meeting, agreement, cooperation or
/// two-sided fight are paired with each other, each two of them once; of other types each actor stands alone.
///
/// Source: PLOVER manual 2.0 and the project's codebook, section 3: parties of a mutual event are all actors.
pub(crate) fn pairs<'a>(record: &'a Record, event: &'a Event, max: usize) -> (Vec<Pair<'a>>, u64) {
    let actors = Party::all(record, &event.actors);
    let recipients = Party::all(record, &event.recipients);
    let (n_actors, n_recipients) = (actors.len(), recipients.len());
    let (all, n_all): (Box<dyn Iterator<Item = Pair>>, usize) = match (n_actors, n_recipients) {
        (0, 0) => (Box::new(std::iter::once([None, None])), 1),
        (0, _) => (Box::new(recipients.iter().map(|&recipient| [None, Some(recipient)])), n_recipients),
        (1, 0) => (Box::new(actors.iter().map(|&actor| [Some(actor), None])), 1),
        (_, 0) if is_mutual(event) => (Box::new(each_two(&actors)), n_actors * (n_actors - 1) / 2),
        (_, 0) => (Box::new(actors.iter().map(|&actor| [Some(actor), None])), n_actors),
        _ => {
            let with_all = |&actor| recipients.iter().map(move |&recipient| [Some(actor), Some(recipient)]);
            (Box::new(actors.iter().flat_map(with_all)), n_actors * n_recipients)
        }
    };
    (all.take(max).collect(), n_all.saturating_sub(max) as u64)
}

fn each_two<'p, 'a>(actors: &'p [Party<'a>]) -> impl Iterator<Item = Pair<'a>> + 'p {
    let firsts = actors.iter().enumerate();
    firsts.flat_map(|(at, &first)| actors[at + 1..].iter().map(move |&second| [Some(first), Some(second)]))
}

fn is_mutual(event: &Event) -> bool {
    use EventType::{Agree, Assault, Consult, Cooperate};
    matches!(EventType::from_name(&event.event_type), Some(Agree | Assault | Consult | Cooperate))
}
