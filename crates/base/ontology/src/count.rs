//! What the numbers of a report count.
//!
//! Source: the project's codebook, section 8, rulings 9 and 36; the list is the project's own.

use crate::named::named;

named! {
    /// What a number of a report counts.
    pub enum Count {
        /// People who died, of whatever cause: `12 dead`, `the deaths of 12 soldiers`.
        Killed = "killed",
        /// People hurt, or taken to hospital: `30 wounded`.
        Injured = "injured",
        /// Dead and hurt together, where the text does not part them: `no casualties`.
        Casualties = "casualties",
        /// People taken into custody.
        Arrested = "arrested",
        /// People driven from home, evacuated, refugees.
        Displaced = "displaced",
        /// People abducted or held.
        Abducted = "abducted",
        /// People whose whereabouts are not known.
        Missing = "missing",
        /// People let go.
        Released = "released",
        /// People who march, protest or strike.
        Protesters = "protesters",
        /// Soldiers, police or fighters moved or present.
        Troops = "troops",
        /// Money.
        Amount = "amount",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        assert!(Count::ALL.iter().all(|&count| Count::from_name(count.name()) == Some(count)));
        assert_eq!(Count::from_name("wounded"), None);
    }
}
