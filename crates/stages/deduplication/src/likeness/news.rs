//! What one report begins with and the other does not tell at all: another matter names the same people and places, but not the same parties
//! and acts.

use super::report::ReportFeature;
use super::weights::Values;
use crate::sketch::{EventSketch, LEAD_SENTENCES, Sketch};

/// Events of a report that are looked through.
const EVENTS: usize = 64;

pub(super) fn mark(values: &mut Values<ReportFeature>, a: &Sketch, b: &Sketch) {
    use ReportFeature::*;
    mark_new(values, [OtherCountries, NewCountry], (a, b), |event| {
        let parties = event.actors.iter().chain(&event.recipients);
        parties.map(|party| party.country).filter(|&country| country != 0).collect()
    });
    mark_new(values, [OtherTypes, NewType], (a, b), |event| vec![event.event_type]);
}

/// Marks the first feature if both begin with something that the other does not have, the second one if one of them does.
fn mark_new(
    values: &mut Values<ReportFeature>,
    [both, one]: [ReportFeature; 2],
    (a, b): (&Sketch, &Sketch),
    listed: impl Fn(&EventSketch) -> Vec<u32>,
) {
    let all = |sketch: &Sketch| sketch.events.iter().take(EVENTS).flat_map(&listed).collect::<Vec<_>>();
    let begins_new = |sketch: &Sketch, other: &Sketch| {
        let known = all(other);
        let lead = sketch.events.iter().take(EVENTS).filter(|event| event.sentence < LEAD_SENTENCES);
        lead.flat_map(&listed).any(|item| !known.contains(&item))
    };
    let (is_new, is_other_new) = (begins_new(a, b), begins_new(b, a));
    values.mark_if(both, is_new && is_other_new);
    values.mark_if(one, is_new != is_other_new);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::report;
    use crate::likeness::Judge;

    /// Of the features of this file those that two reports have, made of these actors, recipients, types and numbers of sentences.
    fn check(one: [usize; 4], other: [usize; 4], expected: &[ReportFeature]) {
        use ReportFeature::*;
        let sketch = |[actor, recipient, kind, sentence]: [usize; 4]| {
            Sketch::of(&report(&[actor, recipient, 0, 0, kind, 0, sentence, 0]))
        };
        let features = Judge::shipped().report_features(&sketch(one), &sketch(other)).expect("near in time");
        let found =
            [OtherCountries, NewCountry, OtherTypes, NewType].map(|feature| (feature, features[feature as usize]));
        let marked: Vec<ReportFeature> =
            found.iter().filter(|(_, value)| *value == 1.0).map(|(feature, _)| *feature).collect();
        assert_eq!(marked, expected);
    }

    #[test]
    fn parties_and_acts_that_only_one_begins_with_are_news() {
        use ReportFeature::*;
        check([0, 1, 0, 0], [0, 1, 0, 0], &[]);
        check([0, 1, 0, 0], [0, 2, 0, 0], &[OtherCountries]);
        check([0, 1, 0, 0], [0, 0, 1, 0], &[NewCountry, OtherTypes]);
    }

    #[test]
    fn what_comes_later_in_a_report_is_no_news() {
        use ReportFeature::*;
        check([0, 1, 0, 3], [0, 2, 1, 0], &[NewCountry, NewType]);
    }
}
