//! Nodes that stand for several members: reports that open with the same words, tellings of the same words and codes.
//!
//! A wire that a thousand publishers print is one node. The sketch of one member stands for all: that of the least content, of equal contents
//! the one of the least bytes, so that it does not matter which came first.

use crate::graph::{self, Node, Shelf, Touched};

/// A shelf whose nodes have members.
pub trait Register: Shelf {
    /// What stands for a node.
    type Sketch;

    /// The node with this identity, and the content of the member that stands for it.
    fn named(&mut self, identity: u64) -> Result<Option<(Node, u64)>, Self::Error>;

    /// Whether a sketch has less bytes, in their order, than the one that stands for a node.
    fn precedes(&mut self, node: Node, sketch: &Self::Sketch) -> Result<bool, Self::Error>;

    /// Makes a node and files it.
    fn create(&mut self, identity: u64, content: u64, sketch: &Self::Sketch) -> Result<Node, Self::Error>;

    /// Lets another member stand for a node, and files it anew.
    fn replace(&mut self, node: Node, content: u64, sketch: &Self::Sketch) -> Result<(), Self::Error>;

    /// Removes a node and takes it out of where it is filed.
    fn discard(&mut self, node: Node) -> Result<(), Self::Error>;
}

/// The node that a new member belongs to, made if there is none.
pub fn enter<R: Register>(
    register: &mut R,
    identity: u64,
    content: u64,
    sketch: &R::Sketch,
    touched: &mut Touched,
) -> Result<Node, R::Error> {
    let Some((node, standing)) = register.named(identity)? else {
        let node = register.create(identity, content, sketch)?;
        graph::insert(register, node, touched)?;
        return Ok(node);
    };
    if content < standing || content == standing && register.precedes(node, sketch)? {
        stand(register, node, content, sketch, touched)?;
    }
    Ok(node)
}

/// Lets another member stand for a node, because it has a lesser content or the one before is gone.
pub fn stand<R: Register>(
    register: &mut R,
    node: Node,
    content: u64,
    sketch: &R::Sketch,
    touched: &mut Touched,
) -> Result<(), R::Error> {
    let promoted = graph::unlink(register, node, touched)?;
    register.replace(node, content, sketch)?;
    graph::fill(register, &promoted, touched)?;
    graph::insert(register, node, touched)
}

/// Removes a node whose last member is gone.
pub fn leave<R: Register>(register: &mut R, node: Node, touched: &mut Touched) -> Result<(), R::Error> {
    let promoted = graph::unlink(register, node, touched)?;
    register.discard(node)?;
    touched.remove(&node);
    graph::fill(register, &promoted, touched)
}
