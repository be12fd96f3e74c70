//! Stories and happenings of reports that are held in memory.

use crate::blocks::Block;
use crate::graph::{self, Component, Node, Shelf, Touched};
#[cfg(test)]
use crate::graph::{Tie, Ties};
use crate::kind::{Events, Kind, Reports};
use crate::likeness::{Judge, Likeness};
use crate::register::{self, Register};
use crate::report::Report;
use crate::sketch::{Sketch, Told};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::rc::Rc;

struct Item<S> {
    rank: u64,
    content: u64,
    sketch: S,
    links: BTreeMap<Node, Likeness>,
    component: Option<Component>,
}

struct Memory<K: Kind> {
    judge: Rc<Judge>,
    items: BTreeMap<Node, Item<K::Sketch>>,
    named: HashMap<u64, Node>,
    filed: HashMap<u64, BTreeSet<(u64, Node)>>,
    components: HashMap<Node, BTreeSet<Node>>,
    next: Node,
    /// Of identities, which stay when nodes come and go.
    #[cfg(test)]
    ties: Vec<[Vec<u64>; 2]>,
}

impl<K: Kind> Memory<K> {
    fn new(judge: Rc<Judge>) -> Memory<K> {
        Memory {
            judge,
            items: BTreeMap::new(),
            named: HashMap::new(),
            filed: HashMap::new(),
            components: HashMap::new(),
            next: 0,
            #[cfg(test)]
            ties: Vec::new(),
        }
    }

    fn item(&mut self, node: Node) -> &mut Item<K::Sketch> {
        self.items.get_mut(&node).expect("a node that was created and not discarded")
    }

    fn file(&mut self, node: Node) {
        let item = &self.items[&node];
        let rank = item.rank;
        for block in K::blocks(&item.sketch) {
            self.filed.entry(block.key).or_default().insert((rank, node));
        }
    }

    fn unfile(&mut self, node: Node) {
        let item = &self.items[&node];
        let entry = (item.rank, node);
        for block in K::blocks(&item.sketch) {
            if let Some(filed) = self.filed.get_mut(&block.key) {
                filed.remove(&entry);
            }
        }
    }
}

impl<K: Kind> Shelf for Memory<K> {
    type Error = Infallible;
    const JOINED: Likeness = K::JOINED;
    const ACTIVE: usize = K::ACTIVE;
    const MAX_COMPONENT: usize = K::MAX_COMPONENT;

    fn filed(&mut self, block: u64, most: usize) -> Result<Vec<Node>, Infallible> {
        Ok(self.filed.get(&block).into_iter().flatten().take(most).map(|(_, node)| *node).collect())
    }

    fn blocks(&mut self, node: Node) -> Result<Vec<Block>, Infallible> {
        Ok(K::blocks(&self.item(node).sketch))
    }

    fn rank(&mut self, node: Node) -> Result<u64, Infallible> {
        Ok(self.item(node).rank)
    }

    fn likeness(&mut self, one: Node, other: Node) -> Result<Option<Likeness>, Infallible> {
        Ok(K::likeness(&self.judge, &self.items[&one].sketch, &self.items[&other].sketch))
    }

    fn links(&mut self, node: Node) -> Result<Vec<(Node, Likeness)>, Infallible> {
        Ok(self.item(node).links.iter().map(|(other, likeness)| (*other, *likeness)).collect())
    }

    fn link(&mut self, one: Node, other: Node, likeness: Option<Likeness>) -> Result<(), Infallible> {
        for (from, to) in [(one, other), (other, one)] {
            match likeness {
                Some(likeness) => self.item(from).links.insert(to, likeness),
                None => self.item(from).links.remove(&to),
            };
        }
        Ok(())
    }

    fn component(&mut self, node: Node) -> Result<Option<Component>, Infallible> {
        Ok(self.item(node).component)
    }

    fn members(&mut self, component: Node) -> Result<Vec<Node>, Infallible> {
        Ok(self.components.get(&component).into_iter().flatten().copied().collect())
    }

    fn put(&mut self, node: Node, component: Component) -> Result<(), Infallible> {
        if let Some(before) = self.item(node).component.replace(component) {
            self.components.entry(before.key).or_default().remove(&node);
        }
        self.components.entry(component.key).or_default().insert(node);
        Ok(())
    }

    #[cfg(test)]
    fn ties(&mut self, node: Node) -> Result<Ties, Infallible> {
        let there =
            |identities: &Vec<u64>| identities.iter().filter_map(|name| self.named.get(name).copied()).collect();
        let ties = self.ties.iter().map(|[together, apart]| Tie { together: there(together), apart: there(apart) });
        let numbered = (0..).zip(ties);
        Ok(numbered.filter(|(_, tie)| tie.together.contains(&node) || tie.apart.contains(&node)).collect())
    }
}

impl<K: Kind> Register for Memory<K> {
    type Sketch = K::Sketch;

    fn named(&mut self, identity: u64) -> Result<Option<(Node, u64)>, Infallible> {
        Ok(self.named.get(&identity).map(|node| (*node, self.items[node].content)))
    }

    fn precedes(&mut self, node: Node, sketch: &K::Sketch) -> Result<bool, Infallible> {
        Ok(K::packed(sketch) < K::packed(&self.item(node).sketch))
    }

    fn create(&mut self, identity: u64, content: u64, sketch: &K::Sketch) -> Result<Node, Infallible> {
        let node = self.next;
        self.next += 1;
        let item = Item { rank: identity, content, sketch: sketch.clone(), links: BTreeMap::new(), component: None };
        self.items.insert(node, item);
        self.named.insert(identity, node);
        self.file(node);
        Ok(node)
    }

    fn replace(&mut self, node: Node, content: u64, sketch: &K::Sketch) -> Result<(), Infallible> {
        self.unfile(node);
        let item = self.item(node);
        (item.content, item.sketch) = (content, sketch.clone());
        self.file(node);
        Ok(())
    }

    fn discard(&mut self, node: Node) -> Result<(), Infallible> {
        self.unfile(node);
        if let Some(item) = self.items.remove(&node) {
            self.named.remove(&item.rank);
            if let Some(component) = item.component {
                self.components.entry(component.key).or_default().remove(&node);
            }
        }
        Ok(())
    }
}

/// Nodes of one kind with their members and groups.
pub(crate) struct Groups<K: Kind, M> {
    memory: Memory<K>,
    /// Members of a node by their contents; one of the least content stands for all.
    members: BTreeMap<Node, BTreeMap<(u64, M), K::Sketch>>,
    groups: BTreeMap<Node, Rc<Vec<Node>>>,
}

impl<K: Kind, M: Ord + Copy> Groups<K, M> {
    pub(crate) fn new(judge: Rc<Judge>) -> Groups<K, M> {
        Groups { memory: Memory::new(judge), members: BTreeMap::new(), groups: BTreeMap::new() }
    }

    pub(crate) fn enter(&mut self, member: M, sketch: &K::Sketch, touched: &mut Touched) {
        let (identity, content) = (K::identity(sketch), K::content(sketch));
        let Ok(node) = register::enter(&mut self.memory, identity, content, sketch, touched);
        self.members.entry(node).or_default().insert((content, member), sketch.clone());
    }

    pub(crate) fn leave(&mut self, member: M, sketch: &K::Sketch, touched: &mut Touched) {
        let (identity, content) = (K::identity(sketch), K::content(sketch));
        let Ok(Some((node, _))) = self.memory.named(identity) else { return };
        let members = self.members.entry(node).or_default();
        members.remove(&(content, member));
        let Some((next, sketch)) = least::<K, M>(members) else {
            let Ok(()) = register::leave(&mut self.memory, node, touched);
            self.members.remove(&node);
            self.groups.remove(&node);
            return;
        };
        let standing = self.memory.item(node);
        if next != standing.content || K::packed(&sketch) != K::packed(&standing.sketch) {
            let Ok(()) = register::stand(&mut self.memory, node, next, &sketch, touched);
        }
    }

    pub(crate) fn settle(&mut self, touched: Touched) {
        let Ok(groups) = graph::settle(&mut self.memory, touched);
        for group in groups {
            let group = Rc::new(group);
            self.groups.extend(group.iter().map(|node| (*node, Rc::clone(&group))));
        }
    }

    /// All links, both ways, by the ranks of their nodes.
    #[cfg(test)]
    pub(crate) fn links(&self) -> BTreeSet<(u64, u64, Likeness)> {
        let items = &self.memory.items;
        let of = |item: &Item<K::Sketch>| {
            let (rank, links) = (item.rank, item.links.clone());
            links.into_iter().map(move |(other, likeness)| (rank, items[&other].rank, likeness)).collect::<Vec<_>>()
        };
        items.values().flat_map(of).collect()
    }

    /// Members by group, in order.
    pub(crate) fn listed(&self) -> Vec<Vec<M>> {
        let mut groups: BTreeMap<Node, Vec<M>> = BTreeMap::new();
        for (node, members) in &self.members {
            let first = self.groups.get(node).and_then(|group| group.first()).unwrap_or(node);
            groups.entry(*first).or_default().extend(members.keys().map(|(_, member)| *member));
        }
        let mut groups: Vec<Vec<M>> = groups.into_values().collect();
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups.sort_unstable();
        groups
    }
}

/// The member that stands for all, with its content.
fn least<K: Kind, M: Ord>(members: &BTreeMap<(u64, M), K::Sketch>) -> Option<(u64, K::Sketch)> {
    let ((content, _), _) = members.first_key_value()?;
    let equals = members.iter().take_while(|((other, _), _)| other == content);
    equals.map(|(_, sketch)| sketch).min_by_key(|sketch| K::packed(sketch)).map(|sketch| (*content, sketch.clone()))
}

/// Reports, parted into stories and their events into happenings as they come and go.
pub struct Collection {
    stories: Groups<Reports, u64>,
    happenings: Groups<Events, (u64, usize)>,
    sketches: HashMap<u64, Rc<Sketch>>,
}

impl Collection {
    /// An empty one.
    pub fn new(judge: Judge) -> Collection {
        let judge = Rc::new(judge);
        Collection { stories: Groups::new(Rc::clone(&judge)), happenings: Groups::new(judge), sketches: HashMap::new() }
    }

    /// Adds a report under a number of the caller's; what was there under this number goes.
    pub fn add(&mut self, number: u64, report: &Report) {
        self.remove(number);
        let sketch = Rc::new(Sketch::of(report));
        let mut touched = Touched::new();
        self.stories.enter(number, &sketch, &mut touched);
        self.stories.settle(touched);
        let mut touched = Touched::new();
        for (index, told) in Told::all(&sketch).enumerate() {
            self.happenings.enter((number, index), &told, &mut touched);
        }
        self.happenings.settle(touched);
        self.sketches.insert(number, sketch);
    }

    /// Takes out the report with this number, if it is there.
    pub fn remove(&mut self, number: u64) {
        let Some(sketch) = self.sketches.remove(&number) else { return };
        let mut touched = Touched::new();
        self.stories.leave(number, &sketch, &mut touched);
        self.stories.settle(touched);
        let mut touched = Touched::new();
        for (index, told) in Told::all(&sketch).enumerate() {
            self.happenings.leave((number, index), &told, &mut touched);
        }
        self.happenings.settle(touched);
    }

    /// Numbers of reports by story, each list in order.
    pub fn stories(&self) -> Vec<Vec<u64>> {
        self.stories.listed()
    }

    /// Number of the report and index of the event by happening, each list in order.
    pub fn happenings(&self) -> Vec<Vec<(u64, usize)>> {
        self.happenings.listed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Numbers on a line, the nearer the more alike; what is ten apart is never one.
    struct Numbers;

    impl Kind for Numbers {
        /// A number, and which member of its node.
        type Sketch = (i32, u64);
        const JOINED: Likeness = 6_000;
        const ACTIVE: usize = 3;
        const MAX_COMPONENT: usize = 5;

        fn identity((number, _): &(i32, u64)) -> u64 {
            *number as u64
        }

        fn content((_, member): &(i32, u64)) -> u64 {
            *member
        }

        fn packed((number, member): &(i32, u64)) -> Vec<u8> {
            format!("{number} {member}").into_bytes()
        }

        fn blocks((number, _): &(i32, u64)) -> Vec<Block> {
            vec![Block::cell(&[], *number, 6)]
        }

        fn likeness(_: &Judge, (one, _): &(i32, u64), (other, _): &(i32, u64)) -> Option<Likeness> {
            let distance = one.abs_diff(*other);
            (distance < 10).then(|| 10_000 - 800 * distance as Likeness)
        }
    }

    fn empty() -> Groups<Numbers, u64> {
        Groups::new(Rc::new(Judge::shipped()))
    }

    /// Members 0, 1, 2 … of a number share its node; the member is also its content.
    fn enter(groups: &mut Groups<Numbers, u64>, number: i32, member: u64) {
        let mut touched = Touched::new();
        groups.enter(number as u64 * 10 + member, &(number, member), &mut touched);
        groups.settle(touched);
    }

    fn leave(groups: &mut Groups<Numbers, u64>, number: i32, member: u64) {
        let mut touched = Touched::new();
        groups.leave(number as u64 * 10 + member, &(number, member), &mut touched);
        groups.settle(touched);
    }

    /// Ties numbers together, and apart from others, or takes back what was said in this place.
    fn tie(groups: &mut Groups<Numbers, u64>, at: usize, said: [Vec<u64>; 2]) {
        groups.memory.ties.resize(groups.memory.ties.len().max(at + 1), [vec![], vec![]]);
        let before = std::mem::replace(&mut groups.memory.ties[at], said.clone());
        let numbers = before.into_iter().chain(said).flatten();
        let touched: Touched = numbers.filter_map(|number| groups.memory.named.get(&number).copied()).collect();
        groups.settle(touched);
    }

    /// Who is in one group with `number`.
    fn beside(groups: &Groups<Numbers, u64>, number: u64) -> BTreeSet<u64> {
        let listed = groups.listed();
        let group = listed.iter().find(|group| group.iter().any(|member| member / 10 == number));
        group.into_iter().flatten().map(|member| member / 10).collect()
    }

    proptest! {
        #[test]
        fn ties_hold_and_groups_depend_on_what_is_there_and_was_said(
            changes in proptest::collection::vec((0i32..60, 0u64..3, any::<bool>()), 1..40),
            ties in proptest::collection::vec((proptest::collection::vec(0u64..60, 1..4), proptest::collection::vec(0u64..60, 0..3)), 1..5),
            taken_back in 0usize..5,
        ) {
            let mut groups = empty();
            let mut there = BTreeSet::new();
            for (step, (number, member, comes)) in changes.into_iter().enumerate() {
                if let Some((together, apart)) = ties.get(step) {
                    tie(&mut groups, step, [together.clone(), apart.clone()]);
                }
                if comes && there.insert((number, member)) {
                    enter(&mut groups, number, member);
                } else if !comes && there.remove(&(number, member)) {
                    leave(&mut groups, number, member);
                }
            }
            let n_said = groups.memory.ties.len();
            if taken_back < n_said {
                tie(&mut groups, taken_back, [vec![], vec![]]);
            }
            let mut anew = empty();
            anew.memory.ties = groups.memory.ties.clone();
            there.iter().rev().for_each(|(number, member)| enter(&mut anew, *number, *member));
            prop_assert_eq!(groups.listed(), anew.listed());
            if let Some([together, apart]) = groups.memory.ties.last() {
                let is_there = |number: &&u64| there.iter().any(|(held, _)| *held as u64 == **number);
                let whole = together.iter().find(is_there).map(|first| beside(&groups, *first)).unwrap_or_default();
                prop_assert!(together.iter().filter(is_there).all(|number| whole.contains(number)), "{whole:?}");
                let others = apart.iter().filter(|number| !together.contains(number));
                prop_assert!(others.filter(is_there).all(|number| !whole.contains(number)), "{whole:?}");
            }
        }

        #[test]
        fn groups_depend_on_what_is_there_and_not_on_how_it_came(
            changes in proptest::collection::vec((0i32..60, 0u64..3, any::<bool>()), 1..60),
        ) {
            let mut groups = empty();
            let mut there = BTreeSet::new();
            for (number, member, comes) in changes {
                if comes && there.insert((number, member)) {
                    enter(&mut groups, number, member);
                } else if !comes && there.remove(&(number, member)) {
                    leave(&mut groups, number, member);
                }
            }
            let mut anew = empty();
            there.iter().rev().for_each(|(number, member)| enter(&mut anew, *number, *member));
            prop_assert_eq!(groups.listed(), anew.listed());
        }
    }

    #[test]
    fn what_is_tied_is_one_and_whatever_is_like_one_of_it_joins() {
        let mut groups = empty();
        [20, 1, 40].into_iter().for_each(|number| enter(&mut groups, number, 0));
        tie(&mut groups, 0, [vec![1, 40], vec![]]);
        assert_eq!(groups.listed(), [vec![10, 400], vec![200]]);
        enter(&mut groups, 41, 0);
        assert_eq!(groups.listed(), [vec![10, 400, 410], vec![200]]);
        leave(&mut groups, 1, 0);
        assert_eq!(groups.listed(), [vec![200], vec![400, 410]]);
        tie(&mut groups, 1, [vec![41], vec![40]]);
        assert_eq!(groups.listed(), [vec![200], vec![400], vec![410]]);
        tie(&mut groups, 1, [vec![], vec![]]);
        assert_eq!(groups.listed(), [vec![200], vec![400, 410]]);
    }

    #[test]
    fn near_numbers_are_one_group_and_far_ones_are_not() {
        let mut groups = empty();
        [20, 1, 21, 3].into_iter().for_each(|number| enter(&mut groups, number, 0));
        assert_eq!(groups.listed(), [vec![10, 30], vec![200, 210]]);
        leave(&mut groups, 3, 0);
        assert_eq!(groups.listed(), [vec![10], vec![200, 210]]);
    }
}
