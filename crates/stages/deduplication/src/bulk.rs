//! The groups of all members at once, in pieces that many machines can share.
//!
//! What the groups are ([`crate::graph`]) does not depend on the order in which members come, so that joins give them too. As relations, for
//! reports and for tellings ([`Kind`]) each:
//!
//! 1. *Members*: [`Member::of`] each sketch. *Nodes*: of the members of one identity the one of the least (content, packed); its rank is the
//!    identity. Members of equal content and other bytes (one text, printed twice by one publisher, under two bylines) are told apart by their
//!    bytes, here as in [`crate::register`].
//! 2. *Active*: of the nodes that are filed in a drawer the [`Kind::ACTIVE`] of least rank.
//! 3. *Pairs*: two nodes that are active in one drawer; or of which one is active in a drawer and the other in the drawer [after](Drawer) it.
//!    Each pair once.
//! 4. *Links*: pairs whose [`link`] is some likeness.
//! 5. *Components*: those of all links that have [`Kind::MAX_COMPONENT`] nodes at most; of the nodes of greater ones those of the links of the
//!    next of [`LEVELS`], and so on; a node that is left is alone ([`components`]). A component of a level lies in one of the level
//!    before, so that nothing beyond it needs to be seen.
//! 6. *Groups*: [`parts`] of each component; the members of a group are those of its nodes.
//!
//! [`groups`] is all of this on one machine.
//!
//! What is linked one by one are the same pairs. There, a node looks through the drawers that it is active in and through those before and
//! after each. Drawers that lie in time are cells of one width for each thing that is filed: whatever is after a cell has that cell before it,
//! also at both ends of time, where days beyond the last cell are in it. So one of two sees the other if and only if it is seen, and the
//! drawer after is enough to find both. The exception are drawers of two widths whose hashes of 39 bits are one by chance: there, one may see the
//! other and not be seen, and whether the pair is linked depends on who was looked at last; both then share no word, band or code, and the judge would
//! have to find them alike all the same.
//!
//! Ties ([`crate::graph::Tie`]), which say what a person knows, are not looked at here.

use crate::graph::LEVELS;
use crate::kind::Kind;
use crate::likeness::{Judge, Likeness};
use crate::partition::partition;
use std::collections::{BTreeMap, BTreeSet};

/// A report or telling, as one of the members of a node.
///
/// Numbers that have no sign are written in 64 bits with one, in the same order ([`ordered`]).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// What members of one node share; the node's rank.
    pub identity: i64,
    /// Of the members of a node the one with the least content stands for it, of equal ones the one with the least [packed](Kind::packed) bytes.
    pub content: i64,
    /// Where the node is filed if this member stands for it, in the order of keys.
    pub drawers: Vec<Drawer>,
}

/// Where a node is filed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Drawer {
    /// Its key.
    pub key: i64,
    /// The key of the drawer after it in time; the same key if it is the last one.
    pub after: i64,
}

impl Member {
    /// A sketch as a member.
    pub fn of<K: Kind>(sketch: &K::Sketch) -> Member {
        let drawer = |key: u64, after: u64| Drawer { key: ordered(key), after: ordered(after) };
        Member {
            identity: ordered(K::identity(sketch)),
            content: ordered(K::content(sketch)),
            drawers: K::blocks(sketch).iter().map(|block| drawer(block.key, block.beside[1])).collect(),
        }
    }
}

/// A number without sign as one with it, in the same order.
pub fn ordered(number: u64) -> i64 {
    (number ^ (1 << 63)) as i64
}

/// The number that [`ordered`] wrote.
pub fn unordered(number: i64) -> u64 {
    number as u64 ^ (1 << 63)
}

/// How alike two nodes are that are linked; none if they are apart, or less alike than a link asks.
pub fn link<K: Kind>(judge: &Judge, one: &K::Sketch, other: &K::Sketch) -> Option<Likeness> {
    K::likeness(judge, one, other).filter(|&likeness| likeness >= LEVELS[0])
}

/// The components of nodes `0..n_nodes` with at most `most` nodes each, level by level; each in order, by their first nodes.
///
/// `links` are pairs of nodes with their likenesses, each pair once or more. Time is all but linear in their number.
///
/// # Panics
/// If a link names a node beyond `n_nodes`.
pub fn components(n_nodes: usize, links: &[(usize, usize, Likeness)], most: usize) -> Vec<Vec<usize>> {
    let mut waiting: Vec<usize> = (0..n_nodes).collect();
    let mut components = Vec::new();
    for least in LEVELS {
        let (small, large): (Vec<_>, Vec<_>) =
            joined(&waiting, n_nodes, links, least).into_iter().partition(|component| component.len() <= most);
        components.extend(small);
        waiting = large.concat();
    }
    components.extend(waiting.into_iter().map(|node| vec![node]));
    components.sort_unstable();
    components
}

/// The groups of a component, as indices of its nodes: each in the order of ranks, by the ranks of their first nodes.
///
/// The order of `component` does not matter. Time is cubic in its length at worst, [`Kind::MAX_COMPONENT`] by the contract of [`components`].
pub fn parts<K: Kind>(judge: &Judge, component: &[K::Sketch]) -> Vec<Vec<usize>> {
    let mut ranked: Vec<usize> = (0..component.len()).collect();
    ranked.sort_by_key(|&node| K::identity(&component[node]));
    let alike = |one: usize, other: usize| K::likeness(judge, &component[ranked[one]], &component[ranked[other]]);
    let groups = partition(component.len(), K::JOINED, alike);
    groups.into_iter().map(|group| group.into_iter().map(|at| ranked[at]).collect()).collect()
}

/// The groups of all members, as their indices: each in order, by their first members.
///
/// What many machines do in pieces, on one: to be compared with them, and for as many members as fit in memory.
pub fn groups<K: Kind>(judge: &Judge, members: &[K::Sketch]) -> Vec<Vec<usize>> {
    let mut nodes: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, sketch) in members.iter().enumerate() {
        nodes.entry(K::identity(sketch)).or_default().push(index);
    }
    let nodes: Vec<Vec<usize>> = nodes.into_values().collect();
    let standing: Vec<K::Sketch> = nodes.iter().map(|of_one| members[standing::<K>(members, of_one)].clone()).collect();
    let mut groups = Vec::new();
    for component in components(standing.len(), &links::<K>(judge, &standing), K::MAX_COMPONENT) {
        let sketches: Vec<K::Sketch> = component.iter().map(|&node| standing[node].clone()).collect();
        for part in parts::<K>(judge, &sketches) {
            let mut group: Vec<usize> = part.into_iter().flat_map(|at| &nodes[component[at]]).copied().collect();
            group.sort_unstable();
            groups.push(group);
        }
    }
    groups.sort_unstable();
    groups
}

/// Which of the members of one node stands for it.
fn standing<K: Kind>(members: &[K::Sketch], of_one: &[usize]) -> usize {
    let least = of_one.iter().map(|&index| K::content(&members[index])).min();
    let equals = of_one.iter().copied().filter(|&index| Some(K::content(&members[index])) == least);
    equals.min_by_key(|&index| K::packed(&members[index])).expect("a node has a member")
}

/// Links of nodes that are in the order of their ranks.
fn links<K: Kind>(judge: &Judge, nodes: &[K::Sketch]) -> Vec<(usize, usize, Likeness)> {
    let alike = |(one, other): (usize, usize)| Some((one, other, link::<K>(judge, &nodes[one], &nodes[other])?));
    pairs::<K>(nodes).into_iter().filter_map(alike).collect()
}

/// Pairs of nodes that are compared, the one of lesser rank first.
fn pairs<K: Kind>(nodes: &[K::Sketch]) -> BTreeSet<(usize, usize)> {
    let mut active: BTreeMap<u64, Vec<(usize, u64)>> = BTreeMap::new();
    for (node, sketch) in nodes.iter().enumerate() {
        for block in K::blocks(sketch) {
            let filed = active.entry(block.key).or_default();
            if filed.len() < K::ACTIVE {
                filed.push((node, block.beside[1]));
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for here in active.values() {
        for &(one, after) in here {
            let others = here.iter().chain(active.get(&after).into_iter().flatten()).filter(|(other, _)| *other != one);
            pairs.extend(others.map(|&(other, _)| (one.min(other), one.max(other))));
        }
    }
    pairs
}

/// What links of `least` and more join of `nodes`; what is no node here is joined to none.
fn joined(nodes: &[usize], n_nodes: usize, links: &[(usize, usize, Likeness)], least: Likeness) -> Vec<Vec<usize>> {
    let mut above: Vec<Option<usize>> = vec![None; n_nodes];
    nodes.iter().for_each(|&node| above[node] = Some(node));
    for &(one, other, _) in links.iter().filter(|(.., likeness)| *likeness >= least) {
        if let Some((one, other)) = top(&mut above, one).zip(top(&mut above, other)) {
            above[one.max(other)] = Some(one.min(other));
        }
    }
    let mut components: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &node in nodes {
        if let Some(top) = top(&mut above, node) {
            components.entry(top).or_default().push(node);
        }
    }
    components.into_values().collect()
}

/// The node that stands for all that a node is joined to; every second node on the way is led nearer to it.
fn top(above: &mut [Option<usize>], mut node: usize) -> Option<usize> {
    loop {
        let next = above[node]?;
        if next == node {
            return Some(node);
        }
        above[node] = above[next];
        node = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::Block;
    use crate::examples;
    use crate::kind::{Events, Reports};
    use crate::memory::Groups;
    use crate::report::Report;
    use crate::sketch::{Sketch, Told};
    use crate::words::mix;
    use crate::{Collection, graph};
    use proptest::prelude::*;
    use std::rc::Rc;

    /// Points of a plane that are filed by both of their numbers; the nearer, the more alike. Which member stands for a node matters.
    enum Points {}

    impl Kind for Points {
        /// A point, and which member of its node.
        type Sketch = ([i32; 2], u8);
        const JOINED: Likeness = 6_000;
        const ACTIVE: usize = 3;
        const MAX_COMPONENT: usize = 5;

        fn identity((point, _): &Self::Sketch) -> u64 {
            mix(&point.map(|number| number as u64))
        }

        fn content((_, member): &Self::Sketch) -> u64 {
            u64::from(member / 2)
        }

        fn packed((_, member): &Self::Sketch) -> Vec<u8> {
            vec![u8::MAX - member]
        }

        fn blocks(([x, y], member): &Self::Sketch) -> Vec<Block> {
            let mut blocks = vec![Block::cell(&[0], *x, 6), Block::cell(&[1], *y, 4)];
            blocks.extend((*member > 1).then(|| Block::cell(&[2], *x, 3)));
            blocks.sort_unstable();
            blocks
        }

        fn likeness(_: &Judge, (one, member): &Self::Sketch, (other, other_member): &Self::Sketch) -> Option<Likeness> {
            let distance = one[0].abs_diff(other[0]) + one[1].abs_diff(other[1]);
            (distance < 10).then(|| 10_000 - 500 * distance as Likeness - 77 * u16::from(member ^ other_member))
        }
    }

    /// A kind with drawers and components so small that few reports fill them.
    macro_rules! few {
        ($name:ident, $kind:ty) => {
            enum $name {}

            impl Kind for $name {
                type Sketch = <$kind as Kind>::Sketch;
                const JOINED: Likeness = <$kind as Kind>::JOINED;
                const ACTIVE: usize = 3;
                const MAX_COMPONENT: usize = 4;

                fn identity(sketch: &Self::Sketch) -> u64 {
                    <$kind as Kind>::identity(sketch)
                }

                fn content(sketch: &Self::Sketch) -> u64 {
                    <$kind as Kind>::content(sketch)
                }

                fn packed(sketch: &Self::Sketch) -> Vec<u8> {
                    <$kind as Kind>::packed(sketch)
                }

                fn blocks(sketch: &Self::Sketch) -> Vec<Block> {
                    <$kind as Kind>::blocks(sketch)
                }

                fn likeness(judge: &Judge, one: &Self::Sketch, other: &Self::Sketch) -> Option<Likeness> {
                    <$kind as Kind>::likeness(judge, one, other)
                }
            }
        };
    }
    few!(FewReports, Reports);
    few!(FewEvents, Events);

    /// Groups and links are what members give that come one by one, some of them only to go.
    fn check<K: Kind>(members: &[K::Sketch], gone: &[K::Sketch]) {
        let judge = Rc::new(Judge::shipped());
        let mut one_by_one: Groups<K, usize> = Groups::new(Rc::clone(&judge));
        let mut step = |number: usize, sketch: &K::Sketch, comes: bool| {
            let mut touched = graph::Touched::new();
            match comes {
                true => one_by_one.enter(number, sketch, &mut touched),
                false => one_by_one.leave(number, sketch, &mut touched),
            }
            one_by_one.settle(touched);
        };
        gone.iter().enumerate().for_each(|(number, sketch)| step(members.len() + number, sketch, true));
        members.iter().enumerate().rev().for_each(|(number, sketch)| step(number, sketch, true));
        gone.iter().enumerate().for_each(|(number, sketch)| step(members.len() + number, sketch, false));
        assert_eq!(groups::<K>(&judge, members), one_by_one.listed());
        let mut standing: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        members.iter().enumerate().for_each(|(at, sketch)| standing.entry(K::identity(sketch)).or_default().push(at));
        let nodes: Vec<K::Sketch> =
            standing.values().map(|of_one| members[super::standing::<K>(members, of_one)].clone()).collect();
        let rank = |node: usize| K::identity(&nodes[node]);
        let both_ways =
            |(one, other, likeness)| [(rank(one), rank(other), likeness), (rank(other), rank(one), likeness)];
        let links: BTreeSet<_> = super::links::<K>(&judge, &nodes).into_iter().flat_map(both_ways).collect();
        assert_eq!(links, one_by_one.links());
    }

    /// Where points lie near each other, and at the end of time.
    fn points() -> impl Strategy<Value = ([i32; 2], u8)> {
        let end = (1 << 23) - 4;
        let number = move || prop_oneof![4 => 0i32..24, 1 => -end - 9..-end + 9, 1 => end - 9..end + 9];
        (number(), 0i32..24, 0u8..5).prop_map(|(x, y, member)| ([x, y], member))
    }

    fn sketches(choices: &[[usize; 8]]) -> Vec<Rc<Sketch>> {
        choices.iter().map(|choices| Rc::new(Sketch::of(&examples::report(choices)))).collect()
    }

    fn tellings(sketches: &[Rc<Sketch>]) -> Vec<Told> {
        sketches.iter().flat_map(Told::all).collect()
    }

    proptest! {
        #[test]
        fn points_are_grouped_as_one_by_one(
            members in proptest::collection::vec(points(), 0..60),
            gone in proptest::collection::vec(points(), 0..20),
        ) {
            check::<Points>(&members, &gone);
        }

        #[test]
        fn reports_and_events_are_grouped_as_one_by_one(
            members in proptest::collection::vec(examples::choices(), 0..30),
            gone in proptest::collection::vec(examples::choices(), 0..5),
        ) {
            let (members, gone) = (sketches(&members), sketches(&gone));
            check::<FewReports>(&members, &gone);
            check::<Reports>(&members, &gone);
            check::<FewEvents>(&tellings(&members), &tellings(&gone));
            check::<Events>(&tellings(&members), &tellings(&gone));
        }

        #[test]
        fn it_does_not_matter_in_which_order_members_are(
            members in proptest::collection::vec(points(), 0..40),
            turned in any::<prop::sample::Index>(),
        ) {
            let judge = Judge::shipped();
            let mut other = members.clone();
            other.rotate_left(turned.index(members.len().max(1)).min(members.len()));
            let told = |members: &[([i32; 2], u8)]| {
                let groups = groups::<Points>(&judge, members).into_iter();
                let named = groups.map(|group| group.into_iter().map(|at| members[at]).collect::<Vec<_>>());
                let mut named: Vec<_> = named.collect();
                named.iter_mut().for_each(|group| group.sort_unstable());
                named.sort_unstable();
                named
            };
            prop_assert_eq!(told(&members), told(&other));
        }

        #[test]
        fn numbers_keep_their_order(one in any::<u64>(), other in any::<u64>()) {
            prop_assert_eq!(ordered(one).cmp(&ordered(other)), one.cmp(&other));
            prop_assert_eq!(unordered(ordered(one)), one);
        }
    }

    #[test]
    fn a_collection_gives_the_same() {
        let choices: Vec<[usize; 8]> =
            (0..48).map(|n| [n % 4, n / 4 % 4, n % 7, n % 3, 0, n % 3, n % 2, n % 3]).collect();
        let reports: Vec<Report> = choices.iter().map(examples::report).collect();
        let mut collection = Collection::new(Judge::shipped());
        reports.iter().enumerate().for_each(|(number, report)| collection.add(number as u64, report));
        let judge = Judge::shipped();
        let sketches = sketches(&choices);
        let stories: Vec<Vec<usize>> =
            collection.stories().into_iter().map(|story| story.into_iter().map(|n| n as usize).collect()).collect();
        assert_eq!(groups::<Reports>(&judge, &sketches), stories);
        // Each report tells one event: its number is that of the report.
        let happenings: Vec<Vec<usize>> = collection
            .happenings()
            .into_iter()
            .map(|happening| happening.into_iter().map(|(report, _)| report as usize).collect())
            .collect();
        assert_eq!(groups::<Events>(&judge, &tellings(&sketches)), happenings);
        assert!(happenings.iter().any(|happening| happening.len() > 1) && happenings.len() > 1);
    }

    #[test]
    fn a_component_that_is_too_large_is_told_by_stronger_links() {
        let links = [(0, 1, 9_600), (1, 2, 5_100), (2, 3, 7_200), (3, 4, 7_200), (4, 5, 9_600), (6, 7, 5_000)];
        assert_eq!(components(9, &links, 2), [vec![0, 1], vec![2], vec![3], vec![4, 5], vec![6, 7], vec![8]]);
        assert_eq!(components(9, &links, 4), [vec![0, 1], vec![2, 3, 4, 5], vec![6, 7], vec![8]]);
        assert_eq!(components(3, &[(0, 1, 10_000), (1, 2, 10_000)], 2), [[0], [1], [2]]);
        assert!(components(0, &[], 2).is_empty());
    }

    #[test]
    fn a_drawer_is_told_with_the_one_after_it() {
        let member = Member::of::<Points>(&([7, 0], 0));
        let keys: BTreeSet<i64> = member.drawers.iter().map(|drawer| drawer.key).collect();
        let next = Member::of::<Points>(&([12, 4], 0));
        assert!(member.drawers.iter().all(|drawer| next.drawers.iter().any(|next| next.key == drawer.after)));
        assert!(next.drawers.iter().all(|drawer| !keys.contains(&drawer.key)));
    }
}
