//! Groups of nodes that are alike, kept while nodes come and go.
//!
//! What the groups are depends on the nodes alone and not on the order in which they came:
//!
//! 1. A block's active nodes are the [`ACTIVE`] of least rank (a hash of their content). Two nodes that are active in one block, or in
//!    blocks beside each other, are compared; those that are alike enough are linked.
//! 2. A node's component is what links of the lowest of [`LEVELS`] join to it that joins [`MAX_COMPONENT`] nodes at most; beyond the highest
//!    level a node is alone.
//! 3. A component is parted by average linkage ([`crate::partition`]), its nodes in the order of their ranks.
//!
//! A node that comes or goes is compared with the active nodes of its blocks, and only the components that it touches are parted anew.

use crate::blocks::Block;
use crate::likeness::Likeness;
use crate::partition::partition;
use std::collections::BTreeSet;

/// Nodes of a block that are compared with others.
pub const ACTIVE: usize = 192;

/// Most nodes of a component.
pub const MAX_COMPONENT: usize = 160;

/// Likenesses that links must have, level by level. The first is the least that makes a link.
pub const LEVELS: [Likeness; 4] = [5_000, 7_000, 8_500, 9_500];

/// Least average likeness of two groups of reports that are one story.
pub const ONE_STORY: Likeness = 4_500;

/// Least average likeness of two groups of tellings that are one happening.
pub const ONE_HAPPENING: Likeness = 7_500;

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
fn component<S: Shelf>(shelf: &mut S, node: Node) -> Result<(u8, Vec<Node>), S::Error> {
    for (level, &least) in LEVELS.iter().enumerate() {
        if let Some(members) = reached(shelf, node, least)? {
            return Ok((level as u8, members.into_iter().collect()));
        }
    }
    Ok((LEVELS.len() as u8, vec![node]))
}

/// What links of `least` and more join to a node; none if it is too much.
fn reached<S: Shelf>(shelf: &mut S, node: Node, least: Likeness) -> Result<Option<BTreeSet<Node>>, S::Error> {
    let mut reached = BTreeSet::from([node]);
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        for (other, likeness) in shelf.links(node)? {
            if likeness >= least && reached.insert(other) {
                if reached.len() > S::MAX_COMPONENT {
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
    for &member in members {
        ranked.push((shelf.rank(member)?, member));
    }
    ranked.sort_unstable();
    let mut failed = None;
    let groups = partition(ranked.len(), S::JOINED, |one, other| {
        shelf.likeness(ranked[one].1, ranked[other].1).unwrap_or_else(|error| {
            failed = Some(error);
            None
        })
    });
    match failed {
        Some(error) => Err(error),
        None => Ok(groups.into_iter().map(|group| group.into_iter().map(|at| ranked[at].1).collect()).collect()),
    }
}
