//! PLOVER 2.0's event types, modes, quad categories and scores, with a page of the manual for each.
//!
//! Source: PLOVER manual, draft 2.0 (4 February 2024), with the corrections that the project's codebook,
//! section 6, lists: ACCUSE scores -3, SANCTION is material conflict, PROTEST `vandalize` takes PROTEST's score.

mod alias;
mod event_type;
mod mode;

pub use event_type::EventType;
pub use mode::Mode;

/// PLOVER's 2 by 2 of verbal and material cooperation and conflict.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Quad {
    /// 1, words that bring parties nearer.
    VerbalCooperation = 1,
    /// 2, deeds that bring parties nearer.
    MaterialCooperation = 2,
    /// 3, words that set parties apart.
    VerbalConflict = 3,
    /// 4, deeds that set parties apart.
    MaterialConflict = 4,
}

/// What the manual says of one type or mode.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    /// What it is, in one sentence.
    pub definition: &'static str,
    /// Where the manual and the codebook speak of it.
    pub section: &'static str,
    /// A sentence that reports one. Our own writing.
    pub example: &'static str,
    /// A sentence that looks like one and is none. Our own writing.
    pub near_miss: &'static str,
    /// What the near miss is instead.
    pub instead: &'static str,
    /// How we decide.
    pub rule: &'static str,
}

/// Writes an enum whose variants carry a row of values and a [`Page`], which is also their documentation.
macro_rules! manual {
    (
        $(#[$meta:meta])*
        pub enum $name:ident: $row:ty {
            $($variant:ident = $values:expr, {
                definition: $definition:literal,
                section: $section:literal,
                example: $example:literal,
                near_miss: $near_miss:literal,
                instead: $instead:literal,
                rule: $rule:literal,
            })*
        }
    ) => {
        $(#[$meta])*
        pub enum $name {
            $(
                #[doc = $definition]
                #[doc = ""]
                #[doc = concat!("Source: ", $section, ".")]
                #[doc = ""]
                #[doc = concat!("- One: *", $example, "*")]
                #[doc = concat!("- None: *", $near_miss, "* Instead: ", $instead, ".")]
                #[doc = concat!("- We decide: ", $rule)]
                $variant,
            )*
        }

        impl $name {
            /// All, in the manual's order.
            pub const ALL: [$name; [$($definition),*].len()] = [$($name::$variant),*];

            /// The manual's page, which is also the documentation of the variant.
            pub fn page(self) -> Page {
                match self {
                    $($name::$variant => Page {
                        definition: $definition,
                        section: $section,
                        example: $example,
                        near_miss: $near_miss,
                        instead: $instead,
                        rule: $rule,
                    },)*
                }
            }

            /// What it is, in one sentence.
            pub fn definition(self) -> &'static str {
                self.page().definition
            }

            fn row(self) -> $row {
                match self {
                    $($name::$variant => $values,)*
                }
            }
        }
    };
}
use manual;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The codebook's section 6, word by word from "By type".
    const SCALE: &str = "AGREE 2.5, CONSULT 2.5, SUPPORT 5, CONCEDE 4.5, COOPERATE 9.5, AID 10, RETREAT 6.5, REQUEST 0, \
        ACCUSE -3, REJECT -2, THREATEN -3.5, PROTEST -5, SANCTION -6, MOBILIZE -5.5, COERCE -7, ASSAULT -9; \
        CONSULT visit 4, third-party 1, multilateral 4, phone 1.5; RETREAT withdraw 8, \
        release 6.5, disarm 10, ceasefire 7.5, access 6.5, resign 4.5; REQUEST assist 0.5, change -1, yield -1, meet 0; \
        ACCUSE disapprove -2, investigate -3.5, allege -3.5; REJECT assist -1.5, change -2, yield -2, meet -2; \
        THREATEN restrict -3, arrest -3.5, relations -3.5, expel -3.5, territory -4, violence -3.5; PROTEST demo -5, \
        riot -7, strike -5, hunger -4.5, boycott -4.5, obstruct -4.5; SANCTION convict -6, expel -5.5, withdraw -6, \
        discontinue -6; MOBILIZE troops -6.5, weapons -6.5, police -5.5, militia -6; COERCE seize -7, restrict -7, \
        censor -6.5, curfew -6.5, martial-law -7.5, arrest -7, deport -7, withhold -7, misinformation -6.5, cyber -7; \
        ASSAULT abduct -8.5, beat -7.5, torture -8.5, sexual -8.5, targeted -9.5, destroy -8.5, primitive -8, \
        firearms -9, explosives -9, suicide-attack -9.5, aerial -9.5, drone -9.5, heavy-weapons -9.5, \
        crowd-control -7.5, unconventional -10";

    fn last_number(words: &str) -> (&str, f32) {
        let (name, number) = words.trim().rsplit_once(' ').unwrap();
        (name, number.parse().unwrap())
    }

    #[test]
    fn scores_are_the_codebooks() {
        let (types, modes) = SCALE.split_once(';').unwrap();
        let mut scored = BTreeSet::new();
        for (name, score) in types.split(',').map(last_number) {
            assert_eq!(EventType::from_name(name).unwrap().score(), score, "{name}");
        }
        for group in modes.split(';') {
            let (name, rest) = group.trim().split_once(' ').unwrap();
            let event_type = EventType::from_name(name).unwrap();
            for (mode, score) in rest.split(',').map(last_number) {
                let mode = event_type.mode(mode).unwrap();
                assert_eq!(mode.score(), score, "{mode:?}");
                scored.insert(mode);
            }
        }
        let unscored: Vec<_> = Mode::ALL.into_iter().filter(|mode| !scored.contains(mode)).collect();
        assert_eq!(unscored, [Mode::ProtestVandalize]);
        assert_eq!(Mode::ProtestVandalize.score(), EventType::Protest.score());
    }

    #[test]
    fn sixteen_types_and_sixty_seven_modes_each_under_its_type() {
        assert_eq!((EventType::ALL.len(), Mode::ALL.len()), (16, 67));
        assert_eq!(EventType::ALL.into_iter().flat_map(EventType::modes).collect::<Vec<_>>(), Mode::ALL);
        let counts = EventType::ALL.map(|event_type| event_type.modes().count());
        assert_eq!(counts, [0, 4, 0, 0, 0, 0, 6, 4, 3, 4, 6, 7, 4, 4, 10, 15]);
    }

    #[test]
    fn names_lead_back() {
        for event_type in EventType::ALL {
            assert_eq!(EventType::from_name(event_type.name()), Some(event_type));
        }
        for mode in Mode::ALL {
            assert_eq!(mode.event_type().mode(mode.name()), Some(mode));
        }
        assert_eq!(EventType::from_name("agree"), None);
        assert_eq!(EventType::Aid.mode("visit"), None);
    }

    #[test]
    fn scores_have_the_sign_of_their_quad_category() {
        let cooperative = |event_type: EventType| (event_type.quad() as u8) <= 2;
        for event_type in EventType::ALL {
            let exception = event_type == EventType::Request;
            assert!(exception || (event_type.score() > 0.0) == cooperative(event_type), "{event_type:?}");
        }
        let modes = Mode::ALL.into_iter().filter(|mode| (mode.score() > 0.0) != cooperative(mode.event_type()));
        assert_eq!(modes.collect::<Vec<_>>(), [Mode::RequestAssist]);
        assert!(Mode::ALL.iter().all(|mode| mode.score().abs() <= 10.0));
    }

    #[test]
    fn quads_partition_the_types() {
        let of = |quad| EventType::ALL.into_iter().filter(|event_type| event_type.quad() == quad).count();
        let counts =
            [Quad::VerbalCooperation, Quad::MaterialCooperation, Quad::VerbalConflict, Quad::MaterialConflict].map(of);
        assert_eq!(counts, [4, 3, 4, 5]);
        assert_eq!(EventType::Sanction.quad(), Quad::MaterialConflict);
    }

    #[test]
    fn only_material_exchange_and_sanctions_need_a_recipient() {
        let needing: Vec<_> = EventType::ALL.into_iter().filter(|event_type| event_type.needs_recipient()).collect();
        assert_eq!(needing, [EventType::Cooperate, EventType::Aid, EventType::Sanction]);
    }

    #[test]
    fn every_page_is_full_and_its_own() {
        let pages: Vec<Page> =
            EventType::ALL.map(EventType::page).into_iter().chain(Mode::ALL.map(Mode::page)).collect();
        for page in &pages {
            let sentences = [page.definition, page.example, page.near_miss, page.rule];
            assert!(sentences.iter().all(|text| text.ends_with('.') && text.len() > 15), "{page:?}");
            assert!(page.section.contains("manual 2.0") && !page.instead.is_empty(), "{page:?}");
        }
        let examples: BTreeSet<_> = pages.iter().flat_map(|page| [page.example, page.near_miss]).collect();
        let definitions: BTreeSet<_> = pages.iter().map(|page| page.definition).collect();
        assert_eq!((examples.len(), definitions.len()), (2 * pages.len(), pages.len()));
    }

    #[test]
    fn what_a_near_miss_is_instead_is_not_the_page_itself() {
        for mode in Mode::ALL {
            let own = format!("{} `{}`", mode.event_type().name(), mode.name());
            assert!(!mode.page().instead.contains(&own), "{mode:?}");
        }
        for event_type in EventType::ALL {
            let first = event_type.page().instead.split([' ', ',', ':']).next().unwrap();
            assert_ne!(first, event_type.name());
        }
    }
}
