//! What one pair counts, look by look, against the news of the rest of the store.

use crate::calendar::{Calendar, Look};
use crate::past::Stretch;
use crate::special::ln;
use crate::{Happening, Quantity};

/// Happenings of the usual news volume that are added to what is seen and to what is usual.
///
/// A volume told by few happenings is mostly chance and is drawn to the usual one: 30 happenings weigh as much as a prior that
/// volumes vary by 18 % from month to month.
const STEADINESS: f64 = 30.0;

/// The counts of one pair.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Pair<'calendar> {
    pub(crate) calendar: &'calendar Calendar,
    /// Of each look, happenings of its slice up to it.
    cooperation: Vec<f64>,
    conflict: Vec<f64>,
    /// Of each slice, sums over it and all before: news of others, and exposure.
    others: Vec<(f64, f64)>,
}

/// The news volume that is usual at some slice, against which others are held: happenings of others in a whole slice.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Usual(f64);

impl<'calendar> Pair<'calendar> {
    pub(crate) fn new(calendar: &'calendar Calendar, happenings: &[Happening]) -> Pair<'calendar> {
        let mut pair = Pair {
            calendar,
            cooperation: vec![0.0; calendar.looks.len()],
            conflict: vec![0.0; calendar.looks.len()],
            others: Vec::new(),
        };
        for happening in happenings {
            pair.add(happening);
        }
        pair.others = pair.running_others();
        pair
    }

    /// Happenings of the slice of a look, up to it.
    pub(crate) fn count(&self, quantity: Quantity, look_idx: usize) -> f64 {
        match quantity {
            Quantity::Cooperation => self.cooperation[look_idx],
            Quantity::Conflict => self.conflict[look_idx],
        }
    }

    /// Cooperation and conflict of the slice of a look, up to it.
    pub(crate) fn counts(&self, look_idx: usize) -> (f64, f64) {
        (self.cooperation[look_idx], self.conflict[look_idx])
    }

    /// The index of the look at the whole of a slice.
    pub(crate) fn whole(&self, slice_idx: usize) -> usize {
        self.calendar.slices[slice_idx].looks.end - 1
    }

    /// The volume that is usual at the end of a slice, by it and up to `n_slices - 1` before.
    pub(crate) fn usual(&self, slice_idx: usize, n_slices: usize) -> Usual {
        let (told, exposure) = self.others[slice_idx];
        let (told_before, exposure_before) =
            (slice_idx + 1).checked_sub(n_slices + 1).map_or((0.0, 0.0), |idx| self.others[idx]);
        let exposure = exposure - exposure_before;
        Usual(if exposure > 0.0 { (told - told_before) / exposure } else { 0.0 })
    }

    /// A slice up to a look, as the model of the past sees it.
    pub(crate) fn stretch(&self, quantity: Quantity, slice_idx: usize, look_idx: usize, usual: &Usual) -> Stretch {
        let look = &self.calendar.looks[look_idx];
        let expected = look.exposure * usual.0 + STEADINESS;
        Stretch {
            count: self.count(quantity, look_idx),
            exposure: look.exposure,
            volume: ln((self.told_of_others(look_idx, look) + STEADINESS) / expected),
            year: self.calendar.slices[slice_idx].year,
            wave: self.calendar.slices[slice_idx].wave,
        }
    }

    fn add(&mut self, happening: &Happening) {
        let Some(slice_idx) = self.calendar.slice_of(happening.day) else { return };
        let counts = match happening.quantity() {
            Quantity::Cooperation => &mut self.cooperation,
            Quantity::Conflict => &mut self.conflict,
        };
        for look_idx in self.calendar.slices[slice_idx].looks.clone() {
            if happening.day <= self.calendar.looks[look_idx].until {
                counts[look_idx] += 1.0;
            }
        }
    }

    /// Happenings of the store without the pair's own, which must not make their own excuse.
    fn told_of_others(&self, look_idx: usize, look: &Look) -> f64 {
        (look.n_told - self.cooperation[look_idx] - self.conflict[look_idx]).max(0.0)
    }

    fn running_others(&self) -> Vec<(f64, f64)> {
        let sums = (0..self.calendar.slices.len()).scan((0.0, 0.0), |sum, slice_idx| {
            let look_idx = self.whole(slice_idx);
            let look = &self.calendar.looks[look_idx];
            if look.exposure > 0.0 {
                *sum = (sum.0 + self.told_of_others(look_idx, look), sum.1 + look.exposure);
            }
            Some(*sum)
        });
        sums.collect()
    }
}
