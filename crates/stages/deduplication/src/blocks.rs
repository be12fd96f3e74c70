//! Under which keys a sketch is filed, so that what may be alike is found without comparing all with all.

use crate::report::{Day, DaysFrom};
use crate::sketch::{EventSketch, PartySketch, ReportSketch, Told};
use crate::words::{Term, mix};

/// A drawer that a sketch is filed in, and those beside it that are looked through too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Block {
    /// Its key.
    pub key: u64,
    /// Keys of the drawers before and after it in time.
    pub beside: [u64; 2],
}

impl Block {
    /// The drawer of a cell of time of `width` days, beside the cells before and after it.
    ///
    /// The day stands in the upper bits of the key: drawers of near days lie near each other wherever they are kept in order. All days beyond
    /// those that keys tell apart are in the last cell on their side, which is beside itself there: a cell is beside those that are beside it.
    fn timed(parts: &[u64], day: Day, width: i32) -> Block {
        let last = -FIRST_DAY / i64::from(width);
        let cell = i64::from(day.div_euclid(width)).clamp(-last, last);
        let hash = mix(parts) & HASH;
        let key = |cell: i64| {
            let day = cell.clamp(-last, last) * i64::from(width) - FIRST_DAY;
            ((day as u64) << (u64::BITS - DAY_BITS)) | hash
        };
        Block { key: key(cell), beside: [key(cell - 1), key(cell + 1)] }
    }

    #[cfg(test)]
    pub(crate) fn cell(parts: &[u64], day: Day, width: i32) -> Block {
        Block::timed(parts, day, width)
    }

    /// Its key and those beside it.
    pub fn keys(&self) -> impl Iterator<Item = u64> {
        [self.key, self.beside[0], self.beside[1]].into_iter()
    }
}

/// Bits of a key that hold the day.
const DAY_BITS: u32 = 24;

/// The first day that keys tell apart, 22,000 years before 1970; the last one is as far after it.
const FIRST_DAY: i64 = -(1 << (DAY_BITS - 1)) + 1;

/// Bits of a key that tell what is filed. The last one is nought: whoever keeps reports and events in one place tells them apart by it.
const HASH: u64 = (u64::MAX >> DAY_BITS) & !1;

/// What a key is made of, so that two kinds never share one.
#[derive(Clone, Copy)]
enum Kind {
    Band,
    LeadWords,
    Code,
    Pair,
    Token,
    Word,
}

/// Days of a cell for reports.
const REPORT_CELL: i32 = 4;

/// Days of a cell for copies.
const COPY_CELL: i32 = 12;

/// Days of a wide cell for events.
const WIDE_CELL: i32 = 6;

/// Rarest words of a beginning that make pairs.
const LEAD_WORDS: usize = 8;

/// Codes of events of a report that are filed.
const CODES: usize = 6;

/// Countries of an event that are filed.
const COUNTRIES: usize = 3;

/// Days of a period that are filed.
const DAYS: i32 = 4;

/// Where a report is filed, each drawer once, in the order of keys.
pub(crate) fn of_report(sketch: &ReportSketch) -> Vec<Block> {
    let published = sketch.published.unwrap_or(0);
    let mut blocks: Vec<Block> =
        sketch.signature.bands().map(|band| Block::timed(&[Kind::Band as u64, band], published, COPY_CELL)).collect();
    let rarest = rarest(&sketch.lead, LEAD_WORDS);
    for (number, &one) in rarest.iter().enumerate() {
        for &other in &rarest[number + 1..] {
            let pair = [one.min(other), one.max(other)].map(u64::from);
            blocks.push(Block::timed(&[Kind::LeadWords as u64, pair[0], pair[1]], published, REPORT_CELL));
        }
    }
    for code in sketch.codes.iter().take(CODES) {
        blocks.push(Block::timed(&[Kind::Code as u64, u64::from(*code)], published, REPORT_CELL));
    }
    ordered(blocks)
}

/// Where an event is filed, each drawer once, in the order of keys.
pub(crate) fn of_event(told: &Told) -> Vec<Block> {
    let event = told.event();
    let (first, last) = days(told);
    let mut blocks = Vec::new();
    let countries = countries(event);
    for pair in pairs(&countries) {
        for day in first..=last.min(first.saturating_add(DAYS - 1)) {
            let parts = [Kind::Pair as u64, u64::from(event.is_cooperation()), pair[0], pair[1]];
            blocks.push(Block::timed(&parts, day, 1));
        }
    }
    for &country in countries.iter().take(COUNTRIES) {
        for token in tokens(event) {
            let parts = [Kind::Token as u64, u64::from(event.event_type), u64::from(country), u64::from(token)];
            blocks.push(Block::timed(&parts, first, WIDE_CELL));
        }
    }
    for word in rarest(&event.terms, 2) {
        blocks.push(Block::timed(&[Kind::Word as u64, u64::from(event.event_type), u64::from(word)], first, WIDE_CELL));
    }
    ordered(blocks)
}

/// Days of the event, or that of the report.
fn days(told: &Told) -> (Day, Day) {
    let published = told.report().published.or(told.event().days.map(|(first, _)| first)).unwrap_or(0);
    told.event().days.filter(|_| told.event().days_from != DaysFrom::Report).unwrap_or((published, published))
}

fn countries(event: &EventSketch) -> Vec<u32> {
    let known = |party: &&PartySketch| party.country != 0;
    let mut countries: Vec<u32> =
        event.actors.iter().chain(&event.recipients).filter(known).map(|party| party.country).collect();
    countries.sort_unstable();
    countries.dedup();
    countries
}

/// Pairs of the first countries; one alone is a pair with itself.
fn pairs(countries: &[u32]) -> Vec<[u64; 2]> {
    let countries = &countries[..countries.len().min(COUNTRIES)];
    let mut pairs = Vec::new();
    for (number, &one) in countries.iter().enumerate() {
        pairs.extend(countries[number + 1..].iter().map(|&other| [one, other].map(u64::from)));
    }
    if let [alone] = countries {
        pairs.push([u64::from(*alone); 2]);
    }
    pairs
}

/// What a telling is known by beside its codes: its place, two of its people, its trigger.
fn tokens(event: &EventSketch) -> impl Iterator<Item = u32> {
    let place = event.place.iter().filter(|place| !place.is_area).map(|place| place.name);
    let parties = event.actors.iter().chain(&event.recipients);
    let names = parties.map(|party| party.names[0]).filter(|&name| name != 0).take(2);
    place.chain(names).chain(Some(event.trigger))
}

/// Hashes of the heaviest terms.
fn rarest(terms: &[Term], most: usize) -> Vec<u32> {
    let mut heaviest: Vec<Term> = terms.to_vec();
    heaviest.sort_unstable_by_key(|term| (std::cmp::Reverse(term.weight), term.hash));
    heaviest.truncate(most);
    heaviest.into_iter().map(|term| term.hash).collect()
}

fn ordered(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.sort_unstable();
    blocks.dedup_by_key(|block| block.key);
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days() -> impl Strategy<Value = Day> {
        let last = -FIRST_DAY as Day;
        prop_oneof![any::<Day>(), -20..20i32, last - 20..last + 20, -last - 20..20 - last]
    }

    proptest! {
        #[test]
        fn a_cell_is_beside_those_that_are_beside_it(one in days(), other in days(), width in 1i32..13) {
            let (one, other) = (Block::timed(&[7], one, width), Block::timed(&[7], other, width));
            let is_seen = one.keys().any(|key| key == other.key);
            prop_assert_eq!(is_seen, other.keys().any(|key| key == one.key));
            prop_assert_eq!(is_seen, one.key == other.key || one.beside[1] == other.key || other.beside[1] == one.key);
        }

        #[test]
        fn keys_are_in_the_order_of_days(one in days(), other in days(), width in 1i32..13) {
            let key = |day: Day| Block::timed(&[7], day, width).key;
            prop_assert!(one > other || key(one) <= key(other));
            prop_assert_eq!(key(one) & 1, 0);
        }
    }
}
