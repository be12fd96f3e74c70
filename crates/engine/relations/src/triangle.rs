//! One side that turns to another while it turns away from a third.

use crate::{Course, Shift};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Cooler shifts that each warmer one is set against, at most: the surest.
const MOST_COOLER: usize = 20;

/// A shift of a pair whose sides have names.
#[derive(Clone, PartialEq, Debug)]
pub struct Turned<Side> {
    /// One side.
    pub first: Side,
    /// The other.
    pub second: Side,
    /// How they turned.
    pub shift: Shift,
}

/// A side that warms to one and cools to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Triangle<Side> {
    /// Who turns.
    pub hub: Side,
    /// To whom.
    pub warmer_to: Side,
    /// From whom.
    pub cooler_to: Side,
    /// Index of the warmer shift among those handed in.
    pub warmer: usize,
    /// Index of the cooler one.
    pub cooler: usize,
}

/// Triangles of shifts of many pairs, the surest first.
///
/// The most probable beginnings of both shifts lie at most `months_apart` months from each other. Order is by the product of
/// both probabilities, then by nearness, then by names. A warmer shift is in at most 20 triangles a side, those with the
/// surest cooler ones.
pub fn triangles<Side: Ord + Clone>(turned: &[Turned<Side>], months_apart: u16) -> Vec<Triangle<Side>> {
    let mut by_hub: BTreeMap<&Side, Vec<(usize, &Side)>> = BTreeMap::new();
    for (idx, one) in turned.iter().enumerate().filter(|(_, one)| one.first != one.second) {
        by_hub.entry(&one.first).or_default().push((idx, &one.second));
        by_hub.entry(&one.second).or_default().push((idx, &one.first));
    }
    let mut triangles: Vec<Triangle<Side>> =
        by_hub.iter().flat_map(|(hub, arms)| of_hub(turned, hub, arms, i32::from(months_apart))).collect();
    triangles.sort_by(|one, other| {
        let sure = |triangle: &Triangle<Side>| {
            turned[triangle.warmer].shift.probability * turned[triangle.cooler].shift.probability
        };
        let apart = |triangle: &Triangle<Side>| months_apart_of(turned, triangle.warmer, triangle.cooler);
        let names = |triangle: &Triangle<Side>| (triangle.warmer, triangle.cooler);
        sure(other)
            .total_cmp(&sure(one))
            .then(apart(one).cmp(&apart(other)))
            .then_with(|| one.hub.cmp(&other.hub))
            .then(names(one).cmp(&names(other)))
    });
    triangles
}

fn of_hub<Side: Ord + Clone>(
    turned: &[Turned<Side>],
    hub: &Side,
    arms: &[(usize, &Side)],
    months_apart: i32,
) -> Vec<Triangle<Side>> {
    let of_course = |course: Course| arms.iter().filter(move |(idx, _)| turned[*idx].shift.course == course);
    let mut cooler: Vec<&(usize, &Side)> = of_course(Course::Cooler).collect();
    cooler.sort_by(|(one, _), (other, _)| {
        turned[*other].shift.probability.total_cmp(&turned[*one].shift.probability).then(one.cmp(other))
    });
    let matches = of_course(Course::Warmer).flat_map(|(warmer, warmer_to)| {
        let near = cooler.iter().filter(move |(cooler, cooler_to)| {
            cooler_to != warmer_to && months_apart_of(turned, *warmer, *cooler) <= months_apart
        });
        near.take(MOST_COOLER).map(|(cooler, cooler_to)| Triangle {
            hub: hub.clone(),
            warmer_to: (*warmer_to).clone(),
            cooler_to: (*cooler_to).clone(),
            warmer: *warmer,
            cooler: *cooler,
        })
    });
    matches.collect()
}

fn months_apart_of<Side>(turned: &[Turned<Side>], one: usize, other: usize) -> i32 {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    (months(turned[one].shift.began) - months(turned[other].shift.began)).abs()
}
