//! The store as the shelf that deduplication keeps its nodes in.

use crate::error::{Error, Kind as ErrorKind};
use deduplication::bulk::{ordered, unordered};
use deduplication::graph::{Component, Node, Shelf, Ties};
use deduplication::register::Register;
use deduplication::{Block, Events, Judge, Kind, Likeness, Reports, Sketch, Told};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::HashMap;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::LazyLock;

/// Sketches that are held at once: a transaction reads those near its reports again and again.
const MAX_HELD: usize = 20_000;

static JUDGE: LazyLock<Judge> = LazyLock::new(Judge::shipped);

/// Likenesses that are held at once.
const MAX_LIKENESSES: usize = 1_000_000;

/// Sketches of reports and how alike nodes are, found once a transaction.
pub(super) struct Sketches<'t> {
    transaction: &'t Transaction<'t>,
    held: HashMap<i64, Rc<Sketch>>,
    standing: HashMap<Node, Standing>,
    likenesses: HashMap<(Node, Node), Option<Likeness>>,
    has_ties: Option<bool>,
}

impl<'t> Sketches<'t> {
    pub(super) fn new(transaction: &'t Transaction<'t>) -> Sketches<'t> {
        Sketches {
            transaction,
            held: HashMap::new(),
            standing: HashMap::new(),
            likenesses: HashMap::new(),
            has_ties: None,
        }
    }

    pub(super) fn of(&mut self, report: i64) -> Result<Rc<Sketch>, Error> {
        if let Some(sketch) = self.held.get(&report) {
            return Ok(Rc::clone(sketch));
        }
        let mut statement = self.transaction.prepare_cached("SELECT sketch FROM stored_sketches WHERE report = ?")?;
        let bytes: Vec<u8> = statement.query_row([report], |row| row.get(0))?;
        let sketch = Sketch::unpacked(&bytes).map_err(|error| Error::new(ErrorKind::Sketch(error)))?;
        Ok(self.hold(report, sketch))
    }

    pub(super) fn keep(&mut self, report: i64, sketch: Sketch) -> Result<Rc<Sketch>, Error> {
        let mut statement =
            self.transaction.prepare_cached("INSERT OR REPLACE INTO stored_sketches (report, sketch) VALUES (?, ?)")?;
        statement.execute(params![report, sketch.packed()])?;
        Ok(self.hold(report, sketch))
    }

    pub(super) fn drop(&mut self, report: i64) -> Result<(), Error> {
        self.held.remove(&report);
        self.transaction.prepare_cached("DELETE FROM stored_sketches WHERE report = ?")?.execute([report])?;
        Ok(())
    }

    /// Whether anybody merged or split anything: most stores have no ties, and each look for one costs.
    pub(super) fn has_ties(&mut self) -> Result<bool, Error> {
        if let Some(has) = self.has_ties {
            return Ok(has);
        }
        let has = self.transaction.prepare_cached("SELECT 1 FROM stored_ties LIMIT 1")?.exists([])?;
        Ok(*self.has_ties.insert(has))
    }

    /// Looks again whether there are ties.
    pub(super) fn tied(&mut self) {
        self.has_ties = None;
    }

    /// Forgets what a node was, because another member stands for it or it is gone.
    fn forget(&mut self, node: Node) {
        self.standing.remove(&node);
        self.likenesses.retain(|(one, other), _| *one != node && *other != node);
    }

    fn hold(&mut self, report: i64, sketch: Sketch) -> Rc<Sketch> {
        if self.held.len() >= MAX_HELD {
            self.held.clear();
        }
        let sketch = Rc::new(sketch);
        self.held.insert(report, Rc::clone(&sketch));
        sketch
    }
}

/// How the store keeps nodes of a kind.
pub(super) trait Stored: Kind {
    /// As `stored_nodes` writes the kind.
    const CODE: i64;

    /// What stands for member `number` of a report with this sketch.
    fn member(sketch: Rc<Sketch>, number: usize) -> Option<Self::Sketch>;
}

impl Stored for Reports {
    const CODE: i64 = 0;

    fn member(sketch: Rc<Sketch>, _number: usize) -> Option<Rc<Sketch>> {
        Some(sketch)
    }
}

impl Stored for Events {
    const CODE: i64 = 1;

    fn member(sketch: Rc<Sketch>, number: usize) -> Option<Told> {
        Told::of(&sketch, number)
    }
}

/// Nodes of one kind.
pub(super) struct Nodes<'c, 't, K> {
    pub(super) transaction: &'t Transaction<'t>,
    pub(super) sketches: &'c mut Sketches<'t>,
    kind: PhantomData<K>,
}

/// A member as the register hands it over: its sketch, and where it is in the store.
pub(super) struct Member<S> {
    pub(super) sketch: S,
    pub(super) report: i64,
    pub(super) number: usize,
}

/// A row of `stored_nodes` as far as sketches need it.
#[derive(Clone, Copy)]
struct Standing {
    report: i64,
    number: usize,
}

impl<'c, 't, K: Stored> Nodes<'c, 't, K> {
    pub(super) fn new(transaction: &'t Transaction<'t>, sketches: &'c mut Sketches<'t>) -> Self {
        Nodes { transaction, sketches, kind: PhantomData }
    }

    fn sketch(&mut self, node: Node) -> Result<K::Sketch, Error> {
        let standing = self.standing(node)?;
        let sketch = self.sketches.of(standing.report)?;
        K::member(sketch, standing.number).ok_or_else(|| Error::new(ErrorKind::Unsketched))
    }

    fn standing(&mut self, node: Node) -> Result<Standing, Error> {
        if let Some(standing) = self.sketches.standing.get(&node) {
            return Ok(*standing);
        }
        let mut statement = self.transaction.prepare_cached("SELECT report, number FROM stored_nodes WHERE key = ?")?;
        let standing = statement.query_row([node], |row| Ok(Standing { report: row.get(0)?, number: row.get(1)? }))?;
        if self.sketches.standing.len() >= MAX_HELD * 10 {
            self.sketches.standing.clear();
        }
        self.sketches.standing.insert(node, standing);
        Ok(standing)
    }

    /// The drawer of a block: reports and events have their own, told apart by the last bit, which no key of a block uses.
    fn drawer(block: u64) -> i64 {
        ordered(block) | K::CODE
    }

    fn file(&self, node: Node, rank: i64, sketch: &K::Sketch) -> Result<(), Error> {
        let mut statement = self
            .transaction
            .prepare_cached("INSERT OR IGNORE INTO stored_blocks (block, rank, node) VALUES (?, ?, ?)")?;
        for block in K::blocks(sketch) {
            statement.execute(params![Self::drawer(block.key), rank, node])?;
        }
        Ok(())
    }

    fn unfile(&mut self, node: Node) -> Result<(), Error> {
        let rank = ordered(self.rank(node)?);
        let blocks = K::blocks(&self.sketch(node)?);
        let mut statement =
            self.transaction.prepare_cached("DELETE FROM stored_blocks WHERE block = ? AND rank = ? AND node = ?")?;
        for block in blocks {
            statement.execute(params![Self::drawer(block.key), rank, node])?;
        }
        Ok(())
    }
}

impl<K: Stored> Shelf for Nodes<'_, '_, K> {
    type Error = Error;
    const JOINED: Likeness = K::JOINED;
    const ACTIVE: usize = K::ACTIVE;
    const MAX_COMPONENT: usize = K::MAX_COMPONENT;

    fn filed(&mut self, block: u64, most: usize) -> Result<Vec<Node>, Error> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT node FROM stored_blocks WHERE block = ? ORDER BY rank, node LIMIT ?")?;
        let nodes = statement.query_map(params![Self::drawer(block), most], |row| row.get(0))?;
        Ok(nodes.collect::<Result<_, _>>()?)
    }

    fn blocks(&mut self, node: Node) -> Result<Vec<Block>, Error> {
        Ok(K::blocks(&self.sketch(node)?))
    }

    fn rank(&mut self, node: Node) -> Result<u64, Error> {
        let mut statement = self.transaction.prepare_cached("SELECT identity FROM stored_nodes WHERE key = ?")?;
        Ok(unordered(statement.query_row([node], |row| row.get(0))?))
    }

    fn likeness(&mut self, one: Node, other: Node) -> Result<Option<Likeness>, Error> {
        let pair = (one.min(other), one.max(other));
        if let Some(likeness) = self.sketches.likenesses.get(&pair) {
            return Ok(*likeness);
        }
        let likeness = K::likeness(&JUDGE, &self.sketch(pair.0)?, &self.sketch(pair.1)?);
        if self.sketches.likenesses.len() >= MAX_LIKENESSES {
            self.sketches.likenesses.clear();
        }
        self.sketches.likenesses.insert(pair, likeness);
        Ok(likeness)
    }

    fn links(&mut self, node: Node) -> Result<Vec<(Node, Likeness)>, Error> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT other, likeness FROM stored_links WHERE node = ? ORDER BY other")?;
        let links = statement.query_map([node], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(links.collect::<Result<_, _>>()?)
    }

    fn link(&mut self, one: Node, other: Node, likeness: Option<Likeness>) -> Result<(), Error> {
        for (from, to) in [(one, other), (other, one)] {
            match likeness {
                Some(likeness) => self
                    .transaction
                    .prepare_cached("INSERT OR REPLACE INTO stored_links (node, other, likeness) VALUES (?, ?, ?)")?
                    .execute(params![from, to, likeness])?,
                None => self
                    .transaction
                    .prepare_cached("DELETE FROM stored_links WHERE node = ? AND other = ?")?
                    .execute([from, to])?,
            };
        }
        Ok(())
    }

    fn component(&mut self, node: Node) -> Result<Option<Component>, Error> {
        let mut statement =
            self.transaction.prepare_cached("SELECT component, level FROM stored_nodes WHERE key = ?")?;
        let (key, level): (Option<Node>, Option<u8>) =
            statement.query_row([node], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(key.zip(level).map(|(key, level)| Component { key, level }))
    }

    fn members(&mut self, component: Node) -> Result<Vec<Node>, Error> {
        let mut statement =
            self.transaction.prepare_cached("SELECT key FROM stored_nodes WHERE component = ? ORDER BY key")?;
        let nodes = statement.query_map([component], |row| row.get(0))?;
        Ok(nodes.collect::<Result<_, _>>()?)
    }

    fn put(&mut self, node: Node, component: Component) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached(
            "UPDATE stored_nodes SET component = ?2, level = ?3 WHERE key = ?1 AND (component IS NOT ?2 OR level IS NOT ?3)",
        )?;
        statement.execute(params![node, component.key, component.level])?;
        Ok(())
    }

    fn ties(&mut self, node: Node) -> Result<Ties, Error> {
        let mut ties = Ties::new();
        if K::CODE != Events::CODE || !self.sketches.has_ties()? {
            return Ok(ties);
        }
        let mut statement = self.transaction.prepare_cached(
            "SELECT b.correction, b.is_together, o.node FROM stored_events e JOIN stored_ties a ON a.event = e.key
             JOIN stored_ties b ON b.correction = a.correction JOIN stored_events o ON o.key = b.event
             WHERE e.node = ? AND o.node IS NOT NULL",
        )?;
        let mut rows = statement.query([node])?;
        while let Some(row) = rows.next()? {
            let tie = ties.entry(row.get(0)?).or_default();
            let side = if row.get(1)? { &mut tie.together } else { &mut tie.apart };
            side.insert(row.get(2)?);
        }
        Ok(ties)
    }
}

impl<K: Stored> Register for Nodes<'_, '_, K> {
    type Sketch = Member<K::Sketch>;

    fn named(&mut self, identity: u64) -> Result<Option<(Node, u64)>, Error> {
        let mut statement =
            self.transaction.prepare_cached("SELECT key, content FROM stored_nodes WHERE kind = ? AND identity = ?")?;
        let found = statement.query_row([K::CODE, ordered(identity)], |row| Ok((row.get(0)?, unordered(row.get(1)?))));
        Ok(found.optional()?)
    }

    fn precedes(&mut self, node: Node, member: &Self::Sketch) -> Result<bool, Error> {
        Ok(K::packed(&member.sketch) < K::packed(&self.sketch(node)?))
    }

    fn create(&mut self, identity: u64, content: u64, member: &Self::Sketch) -> Result<Node, Error> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO stored_nodes (kind, identity, content, report, number) VALUES (?, ?, ?, ?, ?)",
        )?;
        let rank = ordered(identity);
        let node = statement.insert(params![K::CODE, rank, ordered(content), member.report, member.number])?;
        self.file(node, rank, &member.sketch)?;
        Ok(node)
    }

    fn replace(&mut self, node: Node, content: u64, member: &Self::Sketch) -> Result<(), Error> {
        self.unfile(node)?;
        let mut statement = self
            .transaction
            .prepare_cached("UPDATE stored_nodes SET content = ?, report = ?, number = ? WHERE key = ?")?;
        statement.execute(params![ordered(content), member.report, member.number, node])?;
        self.sketches.forget(node);
        let rank = ordered(self.rank(node)?);
        self.file(node, rank, &member.sketch)
    }

    fn discard(&mut self, node: Node) -> Result<(), Error> {
        self.unfile(node)?;
        self.sketches.forget(node);
        self.transaction.prepare_cached("DELETE FROM stored_nodes WHERE key = ?")?.execute([node])?;
        Ok(())
    }
}
