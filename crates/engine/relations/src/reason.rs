//! The happenings that made a shift.

use crate::special::{exp, ln};
use crate::{Course, Happening, Key, Quantity, Shift};
use jiff::civil::Date;
use ontology::{EventType, Mode, Quad};
use std::collections::BTreeSet;

/// From this distance from 0 on a PLOVER score is far from the middle.
const WEIGHTY: f64 = 6.0;

/// Independent publishers that are several.
const MANY_PUBLISHERS: u32 = 3;

/// Months over which the weight falls by the factor e.
const FADING: f64 = 4.0;

/// Why a happening speaks for a shift.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Ground {
    /// The first of a kind of dealing (type and mode) that the pair had not had before.
    NewDealing,
    /// A deed, not a word.
    Material,
    /// PLOVER's score is 6 or more from 0.
    Weighty,
    /// Told by three or more independent publishers.
    ManyPublishers,
    /// In the months in which the change may have begun.
    NearChange,
}

/// A happening that made a shift.
#[derive(Clone, PartialEq, Debug)]
pub struct Reason {
    /// Which.
    pub key: Key,
    /// Higher is better; comparable within one shift.
    pub weight: f64,
    /// What speaks for it besides its course, in the order of their definition.
    pub grounds: Vec<Ground>,
}

/// The happenings that made `shift`, best first.
///
/// `happenings` are all of the pair's, in any order. Chosen are those of cooperation for a warmer course and of conflict for a
/// cooler one, from the first month in which it may have begun to the end of the month in which it was told. A shift that
/// consists of what no longer happens may therefore have no reasons.
///
/// The weight is the distance of PLOVER's score from 0, times confidence, the logarithm of independent publishers, 1.6 for a
/// new kind of dealing and 1.25 for deeds, and fades with the months from the most probable beginning.
pub fn reasons(shift: &Shift, happenings: &[Happening]) -> Vec<Reason> {
    let new = new_dealings(shift, happenings);
    let chosen = happenings.iter().filter(|happening| speaks_for(shift, happening));
    let mut reasons: Vec<(Date, Reason)> =
        chosen.map(|happening| (happening.day, reason(shift, happening, &new))).collect();
    reasons.sort_by(|(day, one), (other_day, other)| {
        other.weight.total_cmp(&one.weight).then(day.cmp(other_day)).then(one.key.cmp(&other.key))
    });
    reasons.into_iter().map(|(_, reason)| reason).collect()
}

fn speaks_for(shift: &Shift, happening: &Happening) -> bool {
    let quantity = match shift.course {
        Course::Warmer => Quantity::Cooperation,
        Course::Cooler => Quantity::Conflict,
    };
    happening.quantity() == quantity && (shift.began_first..=shift.told.last_of_month()).contains(&happening.day)
}

/// Keys of the first happenings of each kind that the pair had not had before the shift.
fn new_dealings(shift: &Shift, happenings: &[Happening]) -> BTreeSet<Key> {
    let mut seen: BTreeSet<(EventType, Option<Mode>)> = BTreeSet::new();
    let mut in_order: Vec<&Happening> = happenings.iter().collect();
    in_order.sort_by_key(|happening| (happening.day, happening.key));
    let first = in_order.into_iter().filter(|happening| seen.insert((happening.event_type, happening.mode)));
    first.filter(|happening| happening.day >= shift.began_first).map(|happening| happening.key).collect()
}

fn reason(shift: &Shift, happening: &Happening, new: &BTreeSet<Key>) -> Reason {
    let score = if happening.score.is_finite() { happening.score.abs().min(10.0) } else { 0.0 };
    let is_new = new.contains(&happening.key);
    let is_material = matches!(happening.quad, Quad::MaterialCooperation | Quad::MaterialConflict);
    let confidence = if happening.confidence.is_finite() { happening.confidence.clamp(0.0, 1.0) } else { 0.0 };
    let weight = (0.2 + score / 10.0)
        * (0.2 + confidence)
        * (1.0 + 0.5 * ln(f64::from(happening.n_publishers.max(1))))
        * if is_new { 1.6 } else { 1.0 }
        * if is_material { 1.25 } else { 1.0 }
        * exp(-months_between(shift.began, happening.day) / FADING);
    let near = shift.began_first..=shift.began_last.last_of_month();
    let grounds = [
        (Ground::NewDealing, is_new),
        (Ground::Material, is_material),
        (Ground::Weighty, score >= WEIGHTY),
        (Ground::ManyPublishers, happening.n_publishers >= MANY_PUBLISHERS),
        (Ground::NearChange, near.contains(&happening.day)),
    ];
    let grounds = grounds.into_iter().filter(|(_, holds)| *holds).map(|(ground, _)| ground).collect();
    Reason { key: happening.key, weight, grounds }
}

/// Months between a day and the month that begins at `began`; 0.0 within it.
fn months_between(began: Date, day: Date) -> f64 {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    f64::from((months(day) - months(began)).abs())
}
