//! Which mentions are one happening, as far as equal codes tell.

use record::{Argument, Event, hash};

/// The id of the happening that `event` mentions: a hash of type, status, first day and the countries and sectors of its parties.
///
/// Mentions that lack a day, or a party whose country is known, are told apart from all others: equal codes say too little of
/// them.
pub(crate) fn id(event: &Event) -> String {
    match (&event.date, joint_parties(event)) {
        (Some(date), Some((actors, recipients))) => {
            hash::id(&[&event.event_type, &event.status, &date.start, &actors, &recipients])
        }
        _ => hash::id(&[&event.id]),
    }
}

/// Actors and recipients, if there is an actor and the country of each party is known.
fn joint_parties(event: &Event) -> Option<(String, String)> {
    let actors = parties(&event.actors)?;
    let recipients = parties(&event.recipients)?;
    Some((actors, recipients)).filter(|(actors, _)| !actors.is_empty())
}

/// `BGD MIL,PAK MIL`, each once; none if a country is not known.
fn parties(arguments: &[Argument]) -> Option<String> {
    let code = |argument: &Argument| Some(format!("{} {}", argument.country.as_deref()?, argument.sector));
    let mut codes: Vec<String> = arguments.iter().map(code).collect::<Option<_>>()?;
    codes.sort();
    codes.dedup();
    Some(codes.join(","))
}
