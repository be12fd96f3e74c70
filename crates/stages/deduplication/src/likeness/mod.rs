//! How probable it is that two reports are of one story, two tellings of one event.
//!
//! Two sketches give features, features and learned weights a logit. What dates, places or parties tell apart has no
//! probability at all.

mod event;
mod news;
mod report;
mod weights;

pub use event::EventFeature;
pub use report::ReportFeature;
pub use weights::Weights;

use crate::sketch::{Sketch, Told};

/// A probability in ten-thousandths: sums of them do not depend on their order.
pub type Likeness = u16;

/// The likeness of what is certainly the same.
pub const SAME: Likeness = 10_000;

/// Learned weights for reports and for events.
#[derive(Clone, Debug)]
pub struct Judge {
    reports: Weights<ReportFeature>,
    events: Weights<EventFeature>,
}

impl Judge {
    /// The shipped one.
    ///
    /// # Panics
    /// Never: a test reads the shipped weights.
    pub fn shipped() -> Judge {
        Judge::new(include_str!("../../weights.txt")).expect("a test reads them")
    }

    /// Reads lines of `report NAME WEIGHT` and `event NAME WEIGHT`; `#` begins a comment.
    ///
    /// # Errors
    /// Names the line that is of another form, and the feature that is unknown, twice there or missing.
    pub fn new(text: &str) -> Result<Judge, String> {
        Ok(Judge { reports: Weights::read("report", text)?, events: Weights::read("event", text)? })
    }

    /// A judge of these weights.
    pub fn of(reports: Weights<ReportFeature>, events: Weights<EventFeature>) -> Judge {
        Judge { reports, events }
    }

    /// The text that [`Judge::new`] reads.
    pub fn written(&self) -> String {
        let about = "# Weights of features, learned by `--example clusters` of entente-evaluation (docs/results.md).\n";
        format!("{about}{}{}", self.reports.written("report"), self.events.written("event"))
    }

    /// How probable it is that two reports are of one story; none if time tells them apart.
    pub fn reports(&self, one: &Sketch, other: &Sketch) -> Option<Likeness> {
        Some(likeness(self.reports.logit(&self.report_features(one, other)?)))
    }

    /// How probable it is that two tellings are of one event; none if type, time, place or parties tell them apart.
    pub fn events(&self, one: &Told, other: &Told) -> Option<Likeness> {
        Some(likeness(self.events.logit(&self.event_features(one, other)?)))
    }

    /// What is seen of two reports, in the order of [`ReportFeature`]; the weights of events count, those of reports do not.
    pub fn report_features(&self, one: &Sketch, other: &Sketch) -> Option<Vec<f32>> {
        report::features(&self.events, one, other)
    }

    /// What is seen of two tellings, in the order of [`EventFeature`].
    pub fn event_features(&self, one: &Told, other: &Told) -> Option<Vec<f32>> {
        event::features(&event::Between::of(one.report(), other.report()), one.event(), other.event())
    }
}

fn likeness(logit: f64) -> Likeness {
    (f64::from(SAME) / (1.0 + libm::exp(-logit))).round() as Likeness
}

/// Writes a list of features with their names.
macro_rules! features {
    ($(#[$about:meta])* pub enum $list:ident { $($(#[$doc:meta])* $item:ident = $name:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum $list { $($(#[$doc])* $item,)* }

        impl $crate::likeness::weights::Feature for $list {
            const ALL: &'static [(Self, &'static str)] = &[$(($list::$item, $name),)*];

            fn index(self) -> usize {
                self as usize
            }
        }
    };
}
use features;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{choices, report};
    use crate::report::{Party, Report};
    use ontology::{Country, Sector};
    use proptest::prelude::*;
    use std::rc::Rc;

    proptest! {
        #[test]
        fn it_does_not_matter_which_comes_first(one in choices(), other in choices()) {
            let judge = Judge::shipped();
            let (one, other) = (Rc::new(Sketch::of(&report(&one))), Rc::new(Sketch::of(&report(&other))));
            prop_assert_eq!(judge.reports(&one, &other), judge.reports(&other, &one));
            let (told, other_told) = (Told::of(&one, 0).expect("an event"), Told::of(&other, 0).expect("an event"));
            prop_assert_eq!(judge.events(&told, &other_told), judge.events(&other_told, &told));
        }
    }

    #[test]
    fn dates_places_and_parties_tell_events_apart() {
        let judge = Judge::shipped();
        let told = |choices: [usize; 8]| Told::of(&Rc::new(Sketch::of(&report(&choices))), 0).expect("an event");
        let event = told([0, 1, 0, 0, 0, 0, 0, 0]);
        assert!(judge.events(&event, &told([0, 1, 0, 0, 0, 1, 0, 1])).is_some_and(|likeness| likeness > 5_000));
        for (what, other) in [
            ("another week", told([0, 1, 6, 0, 0, 0, 0, 1])),
            ("another town", told([0, 1, 0, 2, 0, 0, 0, 1])),
            ("another victim and another attacker", told([1, 2, 0, 0, 0, 0, 0, 1])),
        ] {
            assert_eq!(judge.events(&event, &other), None, "{what}");
        }
    }

    fn only(report: &Report) -> Told {
        Told::of(&Rc::new(Sketch::of(report)), 0).expect("an event")
    }

    #[test]
    fn one_report_that_names_two_spots_tells_of_two_events() {
        let [goma, kitshanga] = [[0, 1, 0, 1, 0, 0, 0, 0], [0, 1, 0, 0, 0, 1, 1, 0]].map(|choices| report(&choices));
        let judge = Judge::shipped();
        assert!(judge.events(&only(&goma), &only(&kitshanga)).is_some(), "two reports may call one place by two towns");
        let both = Report { tellings: [goma.tellings.clone(), kitshanga.tellings].concat(), ..goma };
        let sketch = Rc::new(Sketch::of(&both));
        let [one, other] = [0, 1].map(|index| Told::of(&sketch, index).expect("an event"));
        assert_eq!(judge.events(&one, &other), None);
    }

    fn meeting(names: [&'static str; 2], countries: [Option<&str>; 2]) -> Told {
        let mut meeting = report(&[0, 3, 0, 3, 2, 3, 0, 0]);
        let person = |at: usize| Party {
            country: countries[at].and_then(Country::from_code),
            sector: Sector::Gov,
            name: Some(names[at]),
            is_person: true,
        };
        meeting.tellings[0].actors = vec![person(0), person(1)];
        only(&meeting)
    }

    #[test]
    fn a_guest_of_unknown_country_is_not_taken_for_another_guest() {
        let judge = Judge::shipped();
        let one = meeting(["Marta Oduya", "Paul Kagame"], [Some("UGA"), Some("RWA")]);
        assert_eq!(judge.events(&one, &meeting(["Ana Breda", "Paul Kagame"], [None, Some("RWA")])), None);
        assert!(judge.events(&one, &meeting(["M. Oduya", "Kagame"], [None, Some("RWA")])).is_some());
    }

    #[test]
    fn who_strikes_back_is_not_who_strikes() {
        let attack = |sectors: [Sector; 2]| {
            let mut attack = report(&[0, 0, 0, 0, 0, 0, 0, 0]);
            attack.tellings[0].actors[0].sector = sectors[0];
            attack.tellings[0].recipients[0].sector = sectors[1];
            only(&attack)
        };
        let (raid, answer) = (attack([Sector::Reb, Sector::Mil]), attack([Sector::Mil, Sector::Reb]));
        let marked = |one: &Told, other: &Told, feature: EventFeature| {
            Judge::shipped().event_features(one, other).expect("not apart")[feature as usize] == 1.0
        };
        assert!(marked(&raid, &answer, EventFeature::Turned));
        assert!(marked(&raid, &attack([Sector::Mil, Sector::Cvl]), EventFeature::HalfTurned));
        assert!(!marked(&raid, &raid, EventFeature::Turned) && !marked(&raid, &raid, EventFeature::HalfTurned));
    }
}
