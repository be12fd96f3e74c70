//! Groups of nodes that are alike, kept while nodes come and go.
//!
//! What the groups are depends on the nodes alone and not on the order in which they came:
//!
//! 1. A block's active nodes are the [`ACTIVE`] of least rank (a hash of their content). Two nodes that are active in one block, or in
//!    blocks beside each other, are compared; those that are alike enough are linked.
//! 2. A node's component is what links of the lowest of [`LEVELS`] join to it that joins [`MAX_COMPONENT`] nodes at most; beyond the highest
//!    level a node is alone.
//! 3. A component is parted by average linkage ([`crate::partition`]), its nodes in the order of their ranks.
//! 4. What a person says of nodes ([`Tie`]) goes before: what is tied together is in one component and in one group, and what is tied apart never
//!    is. Of two ties that contradict each other the later one holds.
//!
//! A node that comes or goes is compared with the active nodes of its blocks, and only the components that it touches are parted anew.

use crate::blocks::Block;
use crate::likeness::Likeness;
use crate::partition::partition;
use std::collections::{BTreeMap, BTreeSet};

/// Nodes of a block that are compared with others.
pub const ACTIVE: usize = 192;

/// Most nodes of a component.
pub const MAX_COMPONENT: usize = 160;

/// Likenesses that links must have, level by level. The first is the least that makes a link.
pub const LEVELS: [Likeness; 4] = [5_000, 7_000, 8_500, 9_500];

/// Least average likeness of two groups of reports that are one story.
pub const ONE_STORY: Likeness = 4_500;

/// Least average likeness of two groups of tellings that are one happening.
///
/// Chosen so that few are joined wrongly: from 7,500 to 8,500 the pairs of the labelled clusters that are fall to a third, and F1 by two thousandths.
pub const ONE_HAPPENING: Likeness = 8_500;

/// A node's key in its shelf.
pub type Node = i64;

/// The component that a node is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Component {
    /// The least key of its nodes.
    pub key: Node,
    /// The level whose links join it; [`LEVELS`]`.len()` for a node that is alone because it has too many links.
    pub level: u8,
}

/// What a person says of nodes, whatever their likeness.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tie {
    /// They are one.
    pub together: BTreeSet<Node>,
    /// None of them is one with any of those.
    pub apart: BTreeSet<Node>,
}

/// Ties by their numbers: the later one has the greater.
pub type Ties = BTreeMap<i64, Tie>;

/// Where nodes are kept.
pub trait Shelf {
    /// Why it fails.
    type Error;

    /// Least average likeness of two groups that are joined.
    const JOINED: Likeness;

    /// Nodes of a block that are compared with others.
    const ACTIVE: usize;

    /// Most nodes of a component.
    const MAX_COMPONENT: usize;

    /// The first `most` nodes of the block with this key, in the order of their ranks.
    fn filed(&mut self, block: u64, most: usize) -> Result<Vec<Node>, Self::Error>;

    /// Where a node is filed.
    fn blocks(&mut self, node: Node) -> Result<Vec<Block>, Self::Error>;

    /// A node's rank: a hash of its content.
    fn rank(&mut self, node: Node) -> Result<u64, Self::Error>;

    /// How alike two nodes are; none if they are apart.
    fn likeness(&mut self, one: Node, other: Node) -> Result<Option<Likeness>, Self::Error>;

    /// The nodes that a node is linked with, by their keys.
    fn links(&mut self, node: Node) -> Result<Vec<(Node, Likeness)>, Self::Error>;

    /// Links two nodes, both ways; none takes the link away.
    fn link(&mut self, one: Node, other: Node, likeness: Option<Likeness>) -> Result<(), Self::Error>;

    /// The component that a node was put into; none if it is new.
    fn component(&mut self, node: Node) -> Result<Option<Component>, Self::Error>;

    /// The nodes that were put into the component with this key.
    fn members(&mut self, component: Node) -> Result<Vec<Node>, Self::Error>;

    /// Puts a node into a component.
    fn put(&mut self, node: Node, component: Component) -> Result<(), Self::Error>;

    /// The ties that name a node, whole: all nodes of each that are there. Nobody says anything, if the shelf keeps none.
    fn ties(&mut self, _node: Node) -> Result<Ties, Self::Error> {
        Ok(Ties::new())
    }
}

/// Nodes whose links changed.
pub type Touched = BTreeSet<Node>;

/// Links a node that has been filed just now.
pub fn insert<S: Shelf>(shelf: &mut S, node: Node, touched: &mut Touched) -> Result<(), S::Error> {
    for block in shelf.blocks(node)? {
        let filed = shelf.filed(block.key, S::ACTIVE + 1)?;
        // Whoever was the last active node is active no more.
        if let Some(&displaced) = filed.get(S::ACTIVE).filter(|_| filed[..S::ACTIVE].contains(&node)) {
            relink(shelf, displaced, touched)?;
        }
    }
    relink(shelf, node, touched)
}

/// Takes away the links of a node that is to be removed, before it is; call [`fill`] with the result once it is.
pub fn unlink<S: Shelf>(shelf: &mut S, node: Node, touched: &mut Touched) -> Result<Vec<Node>, S::Error> {
    let mut promoted = Vec::new();
    for block in shelf.blocks(node)? {
        let filed = shelf.filed(block.key, S::ACTIVE + 1)?;
        promoted.extend(filed.get(S::ACTIVE).filter(|_| filed[..S::ACTIVE].contains(&node)));
    }
    for (other, _) in shelf.links(node)? {
        shelf.link(node, other, None)?;
        touched.insert(other);
    }
    if let Some(component) = shelf.component(node)? {
        touched.extend(shelf.members(component.key)?);
    }
    touched.remove(&node);
    promoted.retain(|&other| other != node);
    Ok(promoted)
}

/// Links the nodes that a removed one made room for.
pub fn fill<S: Shelf>(shelf: &mut S, promoted: &[Node], touched: &mut Touched) -> Result<(), S::Error> {
    promoted.iter().try_for_each(|&node| relink(shelf, node, touched))
}

/// Compares a node with all that it shares a block with.
fn relink<S: Shelf>(shelf: &mut S, node: Node, touched: &mut Touched) -> Result<(), S::Error> {
    let mut candidates = BTreeSet::new();
    for block in shelf.blocks(node)? {
        let active = shelf.filed(block.key, S::ACTIVE)?;
        if !active.contains(&node) {
            continue;
        }
        candidates.extend(active);
        for beside in block.keys().skip(1) {
            candidates.extend(shelf.filed(beside, S::ACTIVE)?);
        }
    }
    candidates.remove(&node);
    let mut before = shelf.links(node)?;
    for &other in &candidates {
        let likeness = shelf.likeness(node, other)?.filter(|&likeness| likeness >= LEVELS[0]);
        let held = before.iter().position(|(linked, _)| *linked == other).map(|at| before.swap_remove(at).1);
        if held != likeness {
            shelf.link(node, other, likeness)?;
            touched.insert(other);
        }
    }
    for (other, _) in before {
        shelf.link(node, other, None)?;
        touched.insert(other);
    }
    touched.insert(node);
    Ok(())
}

/// The groups that nodes whose links changed are in now, with all other nodes of their components; each in the order of ranks.
pub fn settle<S: Shelf>(shelf: &mut S, touched: Touched) -> Result<Vec<Vec<Node>>, S::Error> {
    let mut waiting = touched;
    let mut settled = BTreeSet::new();
    let mut groups = Vec::new();
    while let Some(node) = waiting.pop_first() {
        if settled.contains(&node) {
            continue;
        }
        let (level, members) = component(shelf, node)?;
        let key = members.first().copied().unwrap_or(node);
        for &member in &members {
            if let Some(held) = shelf.component(member)?.filter(|held| *held != Component { key, level }) {
                waiting.extend(shelf.members(held.key)?);
            }
        }
        for &member in &members {
            shelf.put(member, Component { key, level })?;
        }
        groups.extend(parted(shelf, &members)?);
        settled.extend(members);
    }
    Ok(groups)
}

/// The nodes of a node's component in the order of their keys, and its level.
///
/// Beyond the highest level it is what ties join to the node, however much that is.
fn component<S: Shelf>(shelf: &mut S, node: Node) -> Result<(u8, Vec<Node>), S::Error> {
    for (level, &least) in LEVELS.iter().enumerate() {
        if let Some(members) = reached(shelf, node, least, S::MAX_COMPONENT)? {
            return Ok((level as u8, members.into_iter().collect()));
        }
    }
    let tied = reached(shelf, node, Likeness::MAX, usize::MAX)?.unwrap_or_default();
    Ok((LEVELS.len() as u8, tied.into_iter().collect()))
}

/// What links of `least` and more, and ties, join to a node; none if it is more than `most`.
fn reached<S: Shelf>(
    shelf: &mut S,
    node: Node,
    least: Likeness,
    most: usize,
) -> Result<Option<BTreeSet<Node>>, S::Error> {
    let mut reached = BTreeSet::from([node]);
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        let links = shelf.links(node)?.into_iter().filter(|(_, likeness)| *likeness >= least).map(|(other, _)| other);
        let ties = shelf.ties(node)?;
        let tied = ties.values().filter(|tie| tie.together.contains(&node)).flat_map(|tie| &tie.together);
        for other in links.chain(tied.copied()) {
            if reached.insert(other) {
                if reached.len() > most {
                    return Ok(None);
                }
                waiting.push(other);
            }
        }
    }
    Ok(Some(reached))
}

fn parted<S: Shelf>(shelf: &mut S, members: &[Node]) -> Result<Vec<Vec<Node>>, S::Error> {
    if let [alone] = members {
        return Ok(vec![vec![*alone]]);
    }
    let mut ranked = Vec::with_capacity(members.len());
    let mut ties = Ties::new();
    for &member in members {
        ranked.push((shelf.rank(member)?, member));
        ties.extend(shelf.ties(member)?);
    }
    ranked.sort_unstable();
    let at: BTreeMap<Node, usize> = ranked.iter().enumerate().map(|(at, (_, node))| (*node, at)).collect();
    let said = Said::of(&ties, &at);
    let units = said.units(ranked.len());
    let mut failed = None;
    let groups = partition(units.len(), S::JOINED, |one, other| {
        let (one, other) = (&units[one], &units[other]);
        if said.are_apart(one, other) {
            return None;
        }
        // What a person ties together is one thing told in several ways: whatever is like one of them is like it.
        let pairs = one.iter().flat_map(|&a| other.iter().map(move |&b| (a, b)));
        let likeness = pairs.map(|(a, b)| shelf.likeness(ranked[a].1, ranked[b].1));
        likeness.collect::<Result<Vec<_>, _>>().map_or_else(
            |error| {
                failed = Some(error);
                None
            },
            |all| all.into_iter().flatten().max(),
        )
    });
    if let Some(error) = failed {
        return Err(error);
    }
    let nodes = |group: Vec<usize>| {
        let mut members: Vec<usize> = group.into_iter().flat_map(|unit| &units[unit]).copied().collect();
        members.sort_unstable();
        members.into_iter().map(|at| ranked[at].1).collect()
    };
    Ok(groups.into_iter().map(nodes).collect())
}

/// What ties say of the members of a component, by their indices; where they contradict each other, what the later ones say.
#[derive(Default)]
struct Said {
    /// The group of each member that is tied together with others.
    together: BTreeMap<usize, usize>,
    apart: BTreeSet<(usize, usize)>,
}

impl Said {
    fn of(ties: &Ties, at: &BTreeMap<Node, usize>) -> Said {
        let mut said = Said::default();
        let indices =
            |nodes: &BTreeSet<Node>| nodes.iter().filter_map(|node| at.get(node).copied()).collect::<Vec<_>>();
        for tie in ties.values().rev() {
            let (together, apart) = (indices(&tie.together), indices(&tie.apart));
            for (number, &one) in together.iter().enumerate() {
                together[..number].iter().for_each(|&other| said.join(one, other));
            }
            for &one in &together {
                for &other in &apart {
                    if said.group(one) != said.group(other) {
                        said.apart.insert((one.min(other), one.max(other)));
                    }
                }
            }
        }
        said
    }

    fn group(&self, member: usize) -> usize {
        self.together.get(&member).copied().unwrap_or(member)
    }

    fn members(&self, group: usize) -> Vec<usize> {
        let tied = self.together.iter().filter(|(_, of)| **of == group).map(|(member, _)| *member);
        let tied: Vec<usize> = tied.collect();
        if tied.is_empty() { vec![group] } else { tied }
    }

    /// Joins the groups of two members, unless something said already holds them apart.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.group(one), self.group(other));
        let (first, second) = (self.members(one), self.members(other));
        if one == other || self.are_apart(&first, &second) {
            return;
        }
        let group = one.min(other);
        self.together.extend(first.into_iter().chain(second).map(|member| (member, group)));
    }

    fn are_apart(&self, one: &[usize], other: &[usize]) -> bool {
        one.iter().any(|&a| other.iter().any(|&b| self.apart.contains(&(a.min(b), a.max(b)))))
    }

    /// All of `0..n_members` in groups that cannot be parted, by their first members.
    fn units(&self, n_members: usize) -> Vec<Vec<usize>> {
        let mut units: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for member in 0..n_members {
            units.entry(self.group(member)).or_default().push(member);
        }
        units.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(together: &[Node], apart: &[Node]) -> Tie {
        Tie { together: together.iter().copied().collect(), apart: apart.iter().copied().collect() }
    }

    /// What is said of nodes 0 to 5 by ties, the earliest first.
    fn check(ties: &[Tie], units: &[&[usize]], apart: &[(usize, usize)]) {
        let ties: Ties = (0..).zip(ties.iter().cloned()).collect();
        let at = (0..6).map(|node| (node, node as usize)).collect();
        let said = Said::of(&ties, &at);
        assert_eq!(said.units(6), units);
        assert_eq!(said.apart.into_iter().collect::<Vec<_>>(), apart);
    }

    #[test]
    fn ties_reach_over_each_other() {
        check(&[tie(&[1, 2], &[]), tie(&[2, 4], &[])], &[&[0], &[1, 2, 4], &[3], &[5]], &[]);
    }

    #[test]
    fn the_later_tie_holds() {
        check(&[tie(&[1, 2], &[]), tie(&[1], &[2])], &[&[0], &[1], &[2], &[3], &[4], &[5]], &[(1, 2)]);
        check(&[tie(&[1], &[2]), tie(&[1, 2], &[])], &[&[0], &[1, 2], &[3], &[4], &[5]], &[]);
    }

    #[test]
    fn an_earlier_tie_is_kept_as_far_as_a_later_one_lets_it() {
        // 1, 2, 3 were made one; later 3 was told apart from 1.
        check(&[tie(&[1, 2, 3], &[]), tie(&[3], &[1])], &[&[0], &[1, 2], &[3], &[4], &[5]], &[(1, 3)]);
    }
}
