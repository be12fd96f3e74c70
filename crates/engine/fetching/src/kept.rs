use std::collections::BTreeMap;

/// Values by name within a bound of weight; what was used longest ago goes first.
pub(crate) struct Kept<Value> {
    entries: BTreeMap<String, Entry<Value>>,
    most: usize,
    weight: usize,
    uses: u64,
}

struct Entry<Value> {
    value: Value,
    weight: usize,
    used: u64,
}

impl<Value> Kept<Value> {
    /// Nothing yet, and never more than `most` of weight together, except for a single value.
    pub(crate) fn within(most: usize) -> Kept<Value> {
        Kept { entries: BTreeMap::new(), most, weight: 0, uses: 0 }
    }

    pub(crate) fn get(&mut self, name: &str) -> Option<&mut Value> {
        self.uses += 1;
        let entry = self.entries.get_mut(name)?;
        entry.used = self.uses;
        Some(&mut entry.value)
    }

    /// Keeps a value in place of an earlier one of this name.
    pub(crate) fn put(&mut self, name: &str, value: Value, weight: usize) {
        self.remove(name);
        while self.weight + weight > self.most && !self.entries.is_empty() {
            self.remove_oldest();
        }
        self.uses += 1;
        self.weight += weight;
        self.entries.insert(name.to_string(), Entry { value, weight, used: self.uses });
    }

    fn remove(&mut self, name: &str) {
        if let Some(entry) = self.entries.remove(name) {
            self.weight -= entry.weight;
        }
    }

    fn remove_oldest(&mut self) {
        let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.used).map(|(name, _)| name.clone());
        if let Some(name) = oldest {
            self.remove(&name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_longest_ago_makes_room() {
        let mut kept = Kept::within(10);
        kept.put("a", 1, 4);
        kept.put("b", 2, 4);
        assert_eq!(kept.get("a"), Some(&mut 1));
        kept.put("c", 3, 4);
        assert_eq!(kept.get("b"), None);
        assert_eq!((kept.get("a").copied(), kept.get("c").copied()), (Some(1), Some(3)));
    }

    #[test]
    fn a_new_value_takes_the_place_of_the_old() {
        let mut kept = Kept::within(10);
        kept.put("a", 1, 9);
        kept.put("a", 2, 9);
        assert_eq!((kept.get("a").copied(), kept.weight), (Some(2), 9));
    }

    #[test]
    fn one_value_over_the_bound_is_kept_alone() {
        let mut kept = Kept::within(10);
        kept.put("a", 1, 3);
        kept.put("b", 2, 30);
        assert_eq!((kept.get("a").copied(), kept.get("b").copied()), (None, Some(2)));
    }
}
