//! Numbers with what is not known of them.

/// Both ends belong to it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// The lowest value.
    pub low: f64,
    /// The highest value, not below `low`.
    pub high: f64,
}

/// A number that was estimated, with an interval that holds the true one with probability 0.95.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Estimate {
    /// The best single value.
    pub value: f64,
    /// The interval of 95 %.
    pub interval: Interval,
}

/// How many happenings were to be expected in a period.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Expected {
    /// The mean, a number of happenings in the period as far as it is covered.
    pub mean: f64,
    /// Counts between which four of five periods lie if nothing changed.
    pub eighty: Interval,
    /// Counts between which nineteen of twenty periods lie if nothing changed.
    pub ninety_five: Interval,
}
