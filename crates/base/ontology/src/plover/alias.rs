//! Names of older drafts, read but never written.

use super::{EventType, Mode};

impl EventType {
    /// The type of this name or of a name that an older draft of PLOVER used, in capitals.
    ///
    /// The manual of 2017 had DEMAND, DISAPPROVE, INVESTIGATE and FIGHT; stray names in later text are THREAT and RESTRICT.
    /// Not read: YIELD, which later became two types, and CRIME, which became none.
    pub fn from_name_or_alias(name: &str) -> Option<EventType> {
        EventType::from_name(name).or(match name {
            "DEMAND" => Some(EventType::Request),
            "DISAPPROVE" | "INVESTIGATE" => Some(EventType::Accuse),
            "FIGHT" => Some(EventType::Assault),
            "THREAT" => Some(EventType::Threaten),
            "RESTRICT" => Some(EventType::Coerce),
            _ => None,
        })
    }

    /// What a mode of this type is called in 2.0: `Some(None)` if an older draft had the mode and 2.0 has it no more,
    /// `None` if no draft had it.
    ///
    /// Ethnic cleansing is read as `targeted`, which says less.
    pub fn mode_or_alias(self, name: &str) -> Option<Option<Mode>> {
        if let Some(mode) = self.mode(name) {
            return Some(Some(mode));
        }
        match (self, name) {
            (EventType::Consult, "host") => Some(Some(Mode::ConsultVisit)),
            (EventType::Retreat, "return" | "ease") => Some(None),
            (EventType::Threaten, "ban" | "rights" | "political") => Some(Some(Mode::ThreatenRestrict)),
            (EventType::Coerce, "ban" | "rights") => Some(Some(Mode::CoerceRestrict)),
            (EventType::Coerce, "confiscate") => Some(Some(Mode::CoerceSeize)),
            (EventType::Assault, "execute" | "assassinate" | "massacre" | "cleansing") => {
                Some(Some(Mode::AssaultTargeted))
            }
            (EventType::Assault, "sideAB") => Some(None),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_types_are_read() {
        let check = |name, expected| assert_eq!(EventType::from_name_or_alias(name), expected, "{name}");
        check("DEMAND", Some(EventType::Request));
        check("DISAPPROVE", Some(EventType::Accuse));
        check("INVESTIGATE", Some(EventType::Accuse));
        check("FIGHT", Some(EventType::Assault));
        check("AID", Some(EventType::Aid));
        check("YIELD", None);
        check("demand", None);
    }

    #[test]
    fn old_modes_are_read() {
        let check =
            |event_type: EventType, name, expected| assert_eq!(event_type.mode_or_alias(name), expected, "{name}");
        for name in ["execute", "assassinate", "massacre", "cleansing"] {
            check(EventType::Assault, name, Some(Some(Mode::AssaultTargeted)));
        }
        check(EventType::Threaten, "ban", Some(Some(Mode::ThreatenRestrict)));
        check(EventType::Threaten, "rights", Some(Some(Mode::ThreatenRestrict)));
        check(EventType::Coerce, "ban", Some(Some(Mode::CoerceRestrict)));
        check(EventType::Retreat, "return", Some(None));
        check(EventType::Retreat, "release", Some(Some(Mode::RetreatRelease)));
        check(EventType::Retreat, "massacre", None);
        check(EventType::Aid, "ban", None);
    }
}
