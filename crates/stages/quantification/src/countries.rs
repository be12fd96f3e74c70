//! How often a report speaks of each country: tells whose rupees, pesos and pounds are meant.

use annotation::Resolution;
use ontology::Country;
use std::collections::BTreeMap;

/// The mentions of each country.
pub(crate) struct Countries(BTreeMap<Country, usize>);

impl Countries {
    pub fn of(resolution: &Resolution) -> Countries {
        let mut counts = BTreeMap::new();
        for entity in &resolution.entities {
            if let Some(country) = entity.country {
                *counts.entry(country).or_insert(0) += entity.mentions.len();
            }
        }
        Countries(counts)
    }

    /// How often the country of this code is spoken of.
    pub fn count(&self, code: &str) -> usize {
        Country::from_code(code).and_then(|country| self.0.get(&country)).copied().unwrap_or(0)
    }
}
