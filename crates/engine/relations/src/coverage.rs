//! How much of the world the store heard of, day by day.

use jiff::civil::Date;

/// What the whole store holds of one day.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Told {
    /// Reports published on that day.
    pub n_reports: u64,
    /// Happenings of that day, of whatever parties.
    pub n_happenings: u64,
}

/// What the whole store holds, day by day; shared by all pairs.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Coverage {
    days: Vec<(Date, Told)>,
}

/// How far a period was watched.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Covered {
    /// Every day of it.
    Whole,
    /// A part, in `0.0..1.0`, counted in days.
    Partly(f64),
    /// No report was published in it: what happened is not known. Counts are what later reports say of it.
    Missing,
}

/// Happenings that one side of the pair takes part in, with whomever, day by day.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Attention {
    days: Vec<(Date, u64)>,
}
