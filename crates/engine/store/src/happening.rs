//! Which mentions are one happening, as far as equal codes tell.

use record::{Argument, Event};
use sha2::{Digest, Sha256};

/// Hexadecimal digits of a happening's id: 64 bits.
const ID_DIGITS: usize = 16;

/// The id of the happening that `event` mentions: a hash of type, status, first day and the countries and sectors of its parties.
///
/// Mentions that lack a day, or a party whose country is known, are told apart from all others: equal codes say too little of
/// them.
pub(crate) fn id(event: &Event) -> String {
    let parts = match (&event.date, joint_parties(event)) {
        (Some(date), Some((actors, recipients))) => {
            vec![event.event_type.clone(), event.status.clone(), date.start.clone(), actors, recipients]
        }
        _ => vec![event.id.clone()],
    };
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    let mut digits: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    digits.truncate(ID_DIGITS);
    digits
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
