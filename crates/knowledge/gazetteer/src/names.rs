//! Names of numbered things, in a hash table over the beginnings of names.
//!
//! Every beginning of a name (its first atom, its first two, …) has a slot; a slot says whether longer names go on from
//! it and which names end there. A walk through a text takes one look into the table for each atom.

use std::collections::BTreeMap;

use crate::Error;
use crate::spelling::{Atom, START, extend, hash};

/// No name is longer, in atoms.
pub(crate) const MAX_ATOMS: usize = 14;

/// No more slots than these are looked at for one beginning: a table that was written here needs fewer.
const MAX_PROBES: usize = 128;

/// Of ten slots these many are filled.
const FILLED_OF_TEN: usize = 7;

const GOES_ON: u32 = 1 << 31;
const LAST: u32 = 1 << 31;

/// Collects names.
#[derive(Default)]
pub(crate) struct Builder {
    nodes: BTreeMap<u64, Node>,
}

#[derive(Default)]
struct Node {
    goes_on: bool,
    items: Vec<u32>,
}

impl Builder {
    /// Adds a name as its atoms; `item` has 31 bits.
    pub fn add(&mut self, atoms: &[Box<str>], item: u32) {
        let mut state = START;
        for (atom_idx, atom) in atoms.iter().take(MAX_ATOMS).enumerate() {
            state = extend(state, hash(atom));
            let node = self.nodes.entry(state).or_default();
            if atom_idx + 1 == atoms.len() {
                if !node.items.contains(&item) {
                    node.items.push(item);
                }
            } else {
                node.goes_on = true;
            }
        }
    }

    /// The slots and the items.
    pub fn write(self) -> (Vec<u8>, Vec<u8>) {
        let n_slots = self.nodes.len() * 10 / FILLED_OF_TEN + 1;
        let mut slots = vec![(0u32, 0u32); n_slots];
        let mut items: Vec<u32> = Vec::new();
        for (state, node) in &self.nodes {
            let first = if node.items.is_empty() { 0 } else { items.len() as u32 + 1 };
            items.extend(&node.items);
            if let Some(last) = items.last_mut().filter(|_| !node.items.is_empty()) {
                *last |= LAST;
            }
            let value = first | if node.goes_on { GOES_ON } else { 0 };
            let mut at = position(*state, n_slots);
            while slots[at].1 != 0 {
                at = (at + 1) % n_slots;
            }
            slots[at] = (check(*state), value);
        }
        let slots = slots.iter().flat_map(|(check, value)| [check.to_le_bytes(), value.to_le_bytes()].concat());
        (slots.collect(), items.iter().flat_map(|item| item.to_le_bytes()).collect())
    }
}

fn position(state: u64, n_slots: usize) -> usize {
    (((state & 0xffff_ffff) * n_slots as u64) >> 32) as usize
}

fn check(state: u64) -> u32 {
    (state >> 32) as u32
}

/// Reads what a [`Builder`] wrote.
#[derive(Clone, Copy)]
pub(crate) struct Names<'b> {
    slots: &'b [[u8; 8]],
    items: &'b [[u8; 4]],
}

impl<'b> Names<'b> {
    pub fn new(slots: &'b [u8], items: &'b [u8]) -> Result<Names<'b>, Error> {
        let ((slots, rest), (items, more)) = (slots.as_chunks::<8>(), items.as_chunks::<4>());
        if slots.is_empty() || !rest.is_empty() || !more.is_empty() {
            return Err(Error::damaged("whole slots and items"));
        }
        Ok(Names { slots, items })
    }

    /// The names that begin with the first of `atoms`, longest last: how many atoms, and where its items begin.
    pub fn walk(&self, atoms: &[Atom]) -> Found {
        let mut found = Found::default();
        let mut state = START;
        for (atom_idx, atom) in atoms.iter().take(MAX_ATOMS).enumerate() {
            state = extend(state, atom.hash);
            let Some(value) = self.value(state) else { break };
            let first = value & !GOES_ON;
            if first > 0 && ends_with_word(atoms, atom_idx + 1) {
                found.push(atom_idx + 1, first - 1);
            }
            if value & GOES_ON == 0 {
                break;
            }
        }
        found
    }

    /// The items from `first` on.
    pub fn items(&self, first: u32) -> impl Iterator<Item = u32> + use<'b> {
        let items = self.items.get(first as usize..).unwrap_or_default().iter().map(|item| u32::from_le_bytes(*item));
        let mut is_over = false;
        items.map_while(move |item| {
            let over = std::mem::replace(&mut is_over, item & LAST != 0);
            (!over).then_some(item & !LAST)
        })
    }

    fn value(&self, state: u64) -> Option<u32> {
        let start = position(state, self.slots.len());
        let (before, from) = self.slots.split_at(start);
        for slot in from.iter().chain(before).take(MAX_PROBES) {
            let [a, b, c, d, e, f, g, h] = *slot;
            let value = u32::from_le_bytes([e, f, g, h]);
            if value == 0 {
                return None;
            }
            if u32::from_le_bytes([a, b, c, d]) == check(state) {
                return Some(value);
            }
        }
        None
    }
}

/// The names found at one place, shortest first.
#[derive(Default)]
pub(crate) struct Found {
    names: [(u8, u32); MAX_ATOMS],
    n_names: usize,
}

impl Found {
    fn push(&mut self, n_atoms: usize, first: u32) {
        self.names[self.n_names] = (n_atoms as u8, first);
        self.n_names += 1;
    }

    /// How many atoms, and the first item.
    pub fn longest_first(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        self.names[..self.n_names].iter().rev().map(|(n_atoms, first)| (usize::from(*n_atoms), *first))
    }
}

/// Whether the first `n_atoms` end where a word ends; a possessive `'s` may follow.
fn ends_with_word(atoms: &[Atom], n_atoms: usize) -> bool {
    let word_idx = atoms[n_atoms - 1].word_idx;
    let mut rest = atoms[n_atoms..].iter().take_while(|atom| atom.first_word == word_idx);
    rest.all(|atom| atom.text == "s")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::{atoms, name_atoms};

    #[test]
    fn every_name_is_found_and_its_beginnings_are_not() {
        let names: Vec<String> = (0..5000).map(|number| format!("Town {} of Area {}", number, number % 7)).collect();
        let mut builder = Builder::default();
        for (number, name) in names.iter().enumerate() {
            builder.add(&name_atoms(name), number as u32);
        }
        builder.add(&name_atoms("Town 3"), 9999);
        builder.add(&name_atoms("Town 3"), 3);
        let (slots, items) = builder.write();
        let index = Names::new(&slots, &items).unwrap();
        for (number, name) in names.iter().enumerate() {
            let words: Vec<&str> = name.split(' ').collect();
            let found = index.walk(&atoms(&words));
            let (n_atoms, first) = found.longest_first().next().unwrap();
            assert_eq!((n_atoms, index.items(first).collect::<Vec<_>>()), (5, vec![number as u32]));
        }
        let found = index.walk(&atoms(&["Town", "3", "burned"]));
        let (n_atoms, first) = found.longest_first().next().unwrap();
        assert_eq!((n_atoms, index.items(first).collect::<Vec<_>>()), (2, vec![9999, 3]));
        assert!(index.walk(&atoms(&["Town", "4"])).longest_first().next().is_none());
        assert!(index.walk(&atoms(&["Village"])).longest_first().next().is_none());
    }

    #[test]
    fn hostile_tables_end() {
        let slots = [0xff; 8 * 300];
        let index = Names::new(&slots, &[]).unwrap();
        assert_eq!(index.walk(&atoms(&["Town", "4"])).longest_first().next(), None);
        assert_eq!(index.items(7).count(), 0);
        assert!(Names::new(&[], &[]).is_err() && Names::new(&[0; 9], &[]).is_err());
    }
}
