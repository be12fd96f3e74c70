//! Actors as CAMEO codes them, and codes and dates as GDELT and ICEWS write them.
//!
//! Source: CAMEO codebook 1.1b3, chapter 3 (actors); GDELT Event Codebook 2.0. Countries have their ISO 3166-1 alpha-3
//! codes, which CAMEO follows but for a few states of before 2006.

use crate::item::Party;
use ontology::{Cameo, Sector};
use record::Event;
use sha2::{Digest, Sha256};

/// The codes of an actor.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct ActorCodes {
    /// All of them in one: `BGDMIL`.
    pub code: String,
    pub country: String,
    /// A known organization: `UNO`.
    pub group: &'static str,
    pub religion: &'static str,
    /// At most three.
    pub types: Vec<&'static str>,
}

impl ActorCodes {
    pub fn of(party: &Party) -> ActorCodes {
        let mut codes = ActorCodes::of_country(party.argument.country.as_deref().unwrap_or_default());
        let sectors = std::iter::once(&party.argument.sector).chain(&party.argument.other_sectors);
        for code in sectors.filter_map(|sector| Sector::from_name(sector).and_then(role)) {
            if !codes.types.contains(&code) && codes.types.len() < 3 {
                codes.types.push(code);
            }
        }
        let types = codes.types.iter().copied();
        let parts = std::iter::once(codes.country.as_str()).chain(types).chain([codes.group, codes.religion]);
        codes.code = parts.collect();
        codes
    }

    /// PLOVER's codes for what is no state are types of actors in CAMEO.
    fn of_country(country: &str) -> ActorCodes {
        match country {
            "UNO" => ActorCodes { group: "UNO", types: vec!["IGO"], ..ActorCodes::default() },
            "IGO" => ActorCodes { types: vec!["IGO"], ..ActorCodes::default() },
            "NGO" => ActorCodes { types: vec!["NGO"], ..ActorCodes::default() },
            "MNC" => ActorCodes { types: vec!["MNC"], ..ActorCodes::default() },
            "IMG" => ActorCodes { types: vec!["IMG"], ..ActorCodes::default() },
            "ISM" => ActorCodes { types: vec!["IMG"], religion: "MOS", ..ActorCodes::default() },
            country => ActorCodes { country: country.into(), ..ActorCodes::default() },
        }
    }
}

/// CAMEO's code for the role of a sector; none for what it has no code for.
fn role(sector: Sector) -> Option<&'static str> {
    match sector {
        Sector::Gov => Some("GOV"),
        Sector::Mil => Some("MIL"),
        Sector::Spy => Some("SPY"),
        Sector::Cop => Some("COP"),
        Sector::Jud => Some("JUD"),
        Sector::Leg => Some("LEG"),
        Sector::Pty => Some("PTY"),
        Sector::Opp => Some("OPP"),
        Sector::Reb => Some("REB"),
        Sector::Prm | Sector::Uaf => Some("UAF"),
        Sector::Crm => Some("CRM"),
        Sector::Cvl | Sector::Soc => Some("CVL"),
        Sector::Bus => Some("BUS"),
        Sector::Jrn => Some("MED"),
        Sector::Med => Some("HLH"),
        Sector::Edu => Some("EDU"),
        Sector::Lab => Some("LAB"),
        Sector::Agr => Some("AGR"),
        Sector::Ref => Some("REF"),
        Sector::Eli => Some("ELI"),
        Sector::Pre => Some("SEP"),
        Sector::Rel | Sector::Unk => None,
    }
}

/// Event code, base and root, as strings with their leading zeros.
pub(crate) fn event_codes(event: &Event) -> [String; 3] {
    let cut = |digits: usize| event.cameo.chars().take(digits).collect();
    [event.cameo.clone(), cut(3), cut(2)]
}

/// GDELT's quad class of the event's CAMEO code.
pub(crate) fn quad_class(event: &Event) -> u8 {
    Cameo::from_code(&event.cameo).map_or(event.quad, |code| code.quad() as u8)
}

/// What the event's CAMEO code means.
pub(crate) fn label(event: &Event) -> &'static str {
    Cameo::from_code(&event.cameo).map_or("", Cameo::label)
}

/// A number of 63 bits for an id, the same on every machine: the first eight bytes of its SHA-256 without their sign.
pub(crate) fn number_of(id: &str) -> i64 {
    let digest = Sha256::digest(id.as_bytes());
    let first: [u8; 8] = digest[..8].try_into().expect("a digest has 32 bytes");
    i64::from_be_bytes(first) & i64::MAX
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Argument;

    #[track_caller]
    fn check(country: Option<&str>, sector: &str, others: &[&str], expected: &str) {
        let argument = Argument {
            entity: "e1".into(),
            start: 0,
            end: 1,
            text: "x".into(),
            country: country.map(String::from),
            sector: sector.into(),
            other_sectors: others.iter().map(|other| other.to_string()).collect(),
        };
        assert_eq!(ActorCodes::of(&Party { argument: &argument, entity: None }).code, expected);
    }

    #[test]
    fn actors_are_country_and_roles() {
        check(Some("BGD"), "MIL", &[], "BGDMIL");
        check(Some("PAK"), "GOV", &["MIL", "GOV"], "PAKGOVMIL");
        check(Some("UNO"), "UNK", &[], "IGOUNO");
        check(None, "JRN", &[], "MED");
        check(Some("DEU"), "MED", &["AGR", "EDU", "LAB"], "DEUHLHAGREDU");
        check(Some("ISM"), "REB", &[], "IMGREBMOS");
        check(None, "UNK", &[], "");
    }

    #[test]
    fn numbers_of_ids_are_stable_and_positive() {
        // The first eight bytes of SHA-256("abc") are ba7816bf 8f01cfea.
        assert_eq!(number_of("abc"), 0x3a7816bf8f01cfea);
    }
}
