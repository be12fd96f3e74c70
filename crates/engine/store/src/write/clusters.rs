//! Stories and happenings: which cluster each node is in, under which id, and what becomes of ids.

use super::Change;
use super::nodes::{Member, Nodes, Stored};
use crate::error::Error;
use deduplication::graph::{self, Node, Touched};
use deduplication::{Events, Reports, Sketch, Told, register};
use record::{Record, hash};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::{BTreeMap, BTreeSet};

/// Where clusters of a kind and their members are kept.
pub(super) trait Clusters: Stored {
    /// What `stored_traces` calls it.
    const NAME: &'static str;
    /// The table of clusters.
    const TABLE: &'static str;
    /// Makes a cluster with an id.
    const FOUND: &'static str;
    /// The table of members, with a column `node`.
    const MEMBERS: &'static str;
    /// Selects report, number and id of the members of node `?`, those that came first first.
    const LISTED: &'static str;
    /// Moves the members of node `?2` to cluster `?1`, where they know it.
    const MOVED: Option<&'static str>;

    /// Sums a cluster up.
    fn sum_up(change: &mut Change, cluster: i64) -> Result<(), Error>;

    /// Clusters of this kind that are to be summed up.
    fn stale<'c>(change: &'c mut Change) -> &'c mut BTreeSet<i64>;
}

impl Clusters for Reports {
    const NAME: &'static str = "story";
    const TABLE: &'static str = "stored_stories";
    const FOUND: &'static str = "INSERT INTO stored_stories (id, report, n_reports, n_sources) VALUES (?, 0, 0, 0)";
    const MEMBERS: &'static str = "stored_reports";
    const LISTED: &'static str = "SELECT key, 0, id FROM stored_reports WHERE node = ? ORDER BY key";
    const MOVED: Option<&'static str> = None;

    fn sum_up(change: &mut Change, cluster: i64) -> Result<(), Error> {
        change.sum_up_story(cluster)
    }

    fn stale<'c>(change: &'c mut Change) -> &'c mut BTreeSet<i64> {
        &mut change.stale_stories
    }
}

impl Clusters for Events {
    const NAME: &'static str = "happening";
    const TABLE: &'static str = "stored_happenings";
    const FOUND: &'static str = "INSERT INTO stored_happenings (id) VALUES (?)";
    const MEMBERS: &'static str = "stored_events";
    const LISTED: &'static str = "SELECT report, number, id FROM stored_events WHERE node = ? ORDER BY report, number";
    const MOVED: Option<&'static str> = Some("UPDATE stored_events SET happening = ? WHERE node = ?");

    fn sum_up(change: &mut Change, cluster: i64) -> Result<(), Error> {
        change.sum_up_happening(cluster)
    }

    fn stale<'c>(change: &'c mut Change) -> &'c mut BTreeSet<i64> {
        &mut change.stale_happenings
    }
}

/// A node of a group that was parted anew.
struct Placed {
    node: Node,
    cluster: Option<i64>,
    n_members: u64,
}

/// Parts all current reports of a store of schema 1 anew; their events must be in no happening yet. A record that cannot be read is passed over:
/// `store check` names it, `store recode` makes it anew.
pub(crate) fn rebuild(transaction: &Transaction) -> Result<(), Error> {
    let mut statement = transaction.prepare(
        "SELECT r.key, r.byline, t.text, t.record FROM stored_reports r JOIN stored_texts t ON t.report = r.key
         WHERE r.state = 'current' ORDER BY r.key",
    )?;
    let mut rows = statement.query([])?;
    let mut change = Change::new(transaction, "");
    while let Some(row) = rows.next()? {
        let (key, byline, text): (i64, Option<String>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if let Ok(record) = crate::packing::unpack(&row.get::<_, Vec<u8>>(3)?) {
            change.cluster(key, &record, &text, byline.as_deref())?;
        }
    }
    change.sum_up_stale()?;
    // What was joined and parted on the way was never published.
    transaction.execute_batch("DELETE FROM stored_traces")?;
    Ok(())
}

impl<'t> Change<'t> {
    /// Finds story and happenings of a report that stands in the store with its events.
    pub(super) fn cluster(
        &mut self,
        report: i64,
        record: &Record,
        text: &str,
        byline: Option<&str>,
    ) -> Result<(), Error> {
        let sketch = Sketch::of(&record::comparable(record, text, byline));
        let sketch = self.sketches.keep(report, sketch)?;
        let mut touched = Touched::new();
        let mut nodes = Nodes::<Reports>::new(self.transaction, &mut self.sketches);
        let (identity, content) = (sketch.identity(), sketch.content());
        let member = Member { sketch: std::rc::Rc::clone(&sketch), report, number: 0 };
        let node = register::enter(&mut nodes, identity, content, &member, &mut touched)?;
        let mut statement = self.transaction.prepare_cached("UPDATE stored_reports SET node = ? WHERE key = ?")?;
        statement.execute([node, report])?;
        self.settle::<Reports>(touched, BTreeSet::from([node]))?;
        let mut touched = Touched::new();
        let mut entered = BTreeSet::new();
        let keys = self.event_keys(report)?;
        for (number, told) in Told::all(&sketch).enumerate() {
            let mut nodes = Nodes::<Events>::new(self.transaction, &mut self.sketches);
            let (identity, content) = (told.identity(), told.content());
            let member = Member { sketch: told, report, number };
            let node = register::enter(&mut nodes, identity, content, &member, &mut touched)?;
            let mut statement = self
                .transaction
                .prepare_cached(
                    "UPDATE stored_events SET node = ?1, happening = coalesce((SELECT cluster FROM stored_nodes WHERE key = ?1), 0)
                     WHERE key = ?2",
                )?;
            statement.execute(params![node, keys.get(number)])?;
            entered.insert(node);
        }
        self.settle::<Events>(touched, entered)
    }

    /// Keys of the events of a report, in its order.
    fn event_keys(&self, report: i64) -> Result<Vec<i64>, Error> {
        let mut statement =
            self.transaction.prepare_cached("SELECT key FROM stored_events WHERE report = ? ORDER BY number")?;
        let keys = statement.query_map([report], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// Sums up what changed, each once.
    pub(super) fn sum_up_stale(&mut self) -> Result<(), Error> {
        self.sum_up_all::<Reports>()?;
        self.sum_up_all::<Events>()
    }

    fn sum_up_all<K: Clusters>(&mut self) -> Result<(), Error> {
        for cluster in std::mem::take(K::stale(self)) {
            K::sum_up(self, cluster)?;
        }
        Ok(())
    }

    /// Takes a report out of its story; call it when the report is not current any more.
    pub(super) fn leave_story(&mut self, report: i64) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached("SELECT node FROM stored_reports WHERE key = ?")?;
        let node: Option<Node> = statement.query_row([report], |row| row.get(0))?;
        let mut statement = self.transaction.prepare_cached("UPDATE stored_reports SET node = NULL WHERE key = ?")?;
        statement.execute([report])?;
        self.left::<Reports>(node.into_iter().map(|node| (node, report)).collect())
    }

    /// Takes away what deduplication keeps of a report whose events are gone; `nodes` are those they had.
    pub(super) fn leave_happenings(&mut self, report: i64, nodes: BTreeSet<Node>) -> Result<(), Error> {
        self.left::<Events>(nodes.into_iter().map(|node| (node, report)).collect())
    }

    /// Lets other members stand for nodes that lost a report, or takes the nodes away.
    fn left<K: Clusters>(&mut self, nodes: BTreeSet<(Node, i64)>) -> Result<(), Error> {
        let (mut touched, mut kept, mut clusters) = (Touched::new(), BTreeSet::new(), BTreeSet::new());
        for (node, report) in nodes {
            clusters.extend(self.cluster_of(node)?);
            let mut statement = self.transaction.prepare_cached("SELECT report FROM stored_nodes WHERE key = ?")?;
            let standing: i64 = statement.query_row([node], |row| row.get(0))?;
            let others = self.members::<K>(node)?;
            if others.is_empty() {
                let mut nodes = Nodes::<K>::new(self.transaction, &mut self.sketches);
                register::leave(&mut nodes, node, &mut touched)?;
                continue;
            }
            kept.insert(node);
            if standing == report {
                self.stand::<K>(node, &others, &mut touched)?;
            }
        }
        self.settle::<K>(touched, kept)?;
        for cluster in clusters {
            self.refresh::<K>(cluster)?;
        }
        Ok(())
    }

    /// Lets the member of the least content stand for a node.
    fn stand<K: Clusters>(&mut self, node: Node, members: &[(i64, usize)], touched: &mut Touched) -> Result<(), Error> {
        let mut least: Option<(u64, Member<K::Sketch>)> = None;
        for &(report, number) in members {
            let Some(sketch) = K::member(self.sketches.of(report)?, number) else { continue };
            let content = K::content(&sketch);
            if least.as_ref().is_none_or(|(held, _)| content < *held) {
                least = Some((content, Member { sketch, report, number }));
            }
        }
        let Some((content, member)) = least else { return Ok(()) };
        let mut nodes = Nodes::<K>::new(self.transaction, &mut self.sketches);
        register::stand(&mut nodes, node, content, &member, touched)
    }

    /// Report and number of each member of a node.
    fn members<K: Clusters>(&self, node: Node) -> Result<Vec<(i64, usize)>, Error> {
        let mut statement = self.transaction.prepare_cached(K::LISTED)?;
        let members = statement.query_map([node], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(members.collect::<Result<_, _>>()?)
    }

    fn cluster_of(&self, node: Node) -> Result<Option<i64>, Error> {
        let mut statement = self.transaction.prepare_cached("SELECT cluster FROM stored_nodes WHERE key = ?")?;
        Ok(statement.query_row([node], |row| row.get(0)).optional()?.flatten())
    }

    /// Parts the components of touched nodes anew; nodes of `joined` got or lost a member.
    fn settle<K: Clusters>(&mut self, touched: Touched, joined: BTreeSet<Node>) -> Result<(), Error> {
        let mut nodes = Nodes::<K>::new(self.transaction, &mut self.sketches);
        let groups = graph::settle(&mut nodes, touched)?;
        let mut clusters = self.assign::<K>(groups)?;
        for node in joined {
            clusters.extend(self.cluster_of(node)?);
        }
        for cluster in clusters {
            self.refresh::<K>(cluster)?;
        }
        Ok(())
    }

    /// Gives each group the cluster that most of its members were in, or a new one; tells which clusters changed.
    fn assign<K: Clusters>(&mut self, groups: Vec<Vec<Node>>) -> Result<BTreeSet<i64>, Error> {
        let mut placed = Vec::with_capacity(groups.len());
        for group in groups {
            placed.push(group.into_iter().map(|node| self.placed::<K>(node)).collect::<Result<Vec<_>, _>>()?);
        }
        let overlaps = overlaps(&placed);
        let mut given: BTreeMap<usize, i64> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for &(_, cluster, group) in &overlaps {
            if !given.contains_key(&group) && !taken.contains(&cluster) {
                given.insert(group, cluster);
                taken.insert(cluster);
            }
        }
        let mut changed = BTreeSet::new();
        for (number, group) in placed.iter().enumerate() {
            let cluster = match given.get(&number) {
                Some(cluster) => *cluster,
                None => {
                    let parted = overlaps.iter().find(|(_, _, other)| *other == number).map(|(_, cluster, _)| *cluster);
                    let cluster = self.found::<K>(group, parted)?;
                    given.insert(number, cluster);
                    cluster
                }
            };
            for member in group.iter().filter(|member| member.cluster != Some(cluster)) {
                changed.extend(member.cluster);
                changed.insert(cluster);
                self.place::<K>(member.node, cluster)?;
            }
        }
        for cluster in overlaps.iter().map(|(_, cluster, _)| *cluster).collect::<BTreeSet<_>>().difference(&taken) {
            let heir =
                overlaps.iter().find(|(_, other, _)| other == cluster).and_then(|(_, _, group)| given.get(group));
            if let Some(heir) = heir {
                self.trace_merger::<K>(*cluster, *heir)?;
            }
        }
        Ok(changed)
    }

    fn placed<K: Clusters>(&self, node: Node) -> Result<Placed, Error> {
        let sql = format!(
            "SELECT cluster, (SELECT count(*) FROM {} WHERE node = ?1) FROM stored_nodes WHERE key = ?1",
            K::MEMBERS
        );
        let mut statement = self.transaction.prepare_cached(&sql)?;
        let row =
            statement.query_row([node], |row| Ok(Placed { node, cluster: row.get(0)?, n_members: row.get(1)? }))?;
        Ok(row)
    }

    fn place<K: Clusters>(&self, node: Node, cluster: i64) -> Result<(), Error> {
        let mut statement = self.transaction.prepare_cached("UPDATE stored_nodes SET cluster = ? WHERE key = ?")?;
        statement.execute([cluster, node])?;
        if let Some(moved) = K::MOVED {
            self.transaction.prepare_cached(moved)?.execute([cluster, node])?;
        }
        Ok(())
    }

    /// A new cluster, named after the first member of its group; `parted` is the one that its members were in.
    fn found<K: Clusters>(&self, group: &[Placed], parted: Option<i64>) -> Result<i64, Error> {
        let mut founder: Option<(i64, i64, String)> = None;
        for placed in group {
            let mut statement = self.transaction.prepare_cached(K::LISTED)?;
            let first = statement.query_row([placed.node], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
            founder = [founder, first.optional()?].into_iter().flatten().min();
        }
        let name = founder.map(|(_, _, id)| id).unwrap_or_default();
        let id = self.unused::<K>(&name)?;
        if let Some(parted) = parted {
            let from = self.id_of::<K>(parted)?;
            self.trace::<K>(&id, "split", from.as_deref())?;
        }
        Ok(self.transaction.prepare_cached(K::FOUND)?.insert([&id])?)
    }

    /// An id made of `name` that no cluster has or that leads to another; one whose cluster is gone comes back.
    fn unused<K: Clusters>(&self, name: &str) -> Result<String, Error> {
        let sql = format!(
            "SELECT 1 FROM {} WHERE id = ?1 UNION ALL SELECT 1 FROM stored_traces WHERE id = ?1 AND reason <> 'gone' LIMIT 1",
            K::TABLE
        );
        let mut statement = self.transaction.prepare_cached(&sql)?;
        let mut number = 0u64;
        loop {
            let id = hash::id(&[K::NAME, name, &number.to_string()]);
            if !statement.exists([&id])? {
                let mut back = self.transaction.prepare_cached("DELETE FROM stored_traces WHERE id = ?")?;
                back.execute([&id])?;
                return Ok(id);
            }
            number += 1;
        }
    }

    fn id_of<K: Clusters>(&self, cluster: i64) -> Result<Option<String>, Error> {
        let mut statement = self.transaction.prepare_cached(&format!("SELECT id FROM {} WHERE key = ?", K::TABLE))?;
        Ok(statement.query_row([cluster], |row| row.get(0)).optional()?)
    }

    fn trace_merger<K: Clusters>(&self, cluster: i64, heir: i64) -> Result<(), Error> {
        let (Some(id), heir) = (self.id_of::<K>(cluster)?, self.id_of::<K>(heir)?) else { return Ok(()) };
        self.trace::<K>(&id, "merged", heir.as_deref())
    }

    fn trace<K: Clusters>(&self, id: &str, reason: &str, other: Option<&str>) -> Result<(), Error> {
        let mut statement = self
            .transaction
            .prepare_cached("INSERT INTO stored_traces (kind, id, reason, other, at) VALUES (?, ?, ?, ?, ?)")?;
        statement.execute(params![K::NAME, id, reason, other, self.at])?;
        Ok(())
    }

    /// Has a cluster summed up before all is committed, or takes it away now if nothing is left of it.
    fn refresh<K: Clusters>(&mut self, cluster: i64) -> Result<(), Error> {
        let mut statement =
            self.transaction.prepare_cached("SELECT 1 FROM stored_nodes WHERE kind = ? AND cluster = ? LIMIT 1")?;
        if statement.exists([K::CODE, cluster])? {
            K::stale(self).insert(cluster);
            return Ok(());
        }
        K::stale(self).remove(&cluster);
        let Some(id) = self.id_of::<K>(cluster)? else { return Ok(()) };
        K::sum_up(self, cluster)?;
        let mut statement =
            self.transaction.prepare_cached("SELECT 1 FROM stored_traces WHERE id = ? AND reason = 'merged'")?;
        if !statement.exists([&id])? {
            self.trace::<K>(&id, "gone", None)?;
        }
        self.transaction.prepare_cached(&format!("DELETE FROM {} WHERE key = ?", K::TABLE))?.execute([cluster])?;
        Ok(())
    }
}

/// How many members of a cluster each group holds: count, cluster, group; the most first, then the oldest cluster.
fn overlaps(groups: &[Vec<Placed>]) -> Vec<(u64, i64, usize)> {
    let mut counts: BTreeMap<(i64, usize), u64> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        for (placed, cluster) in group.iter().filter_map(|placed| Some((placed, placed.cluster?))) {
            *counts.entry((cluster, number)).or_default() += placed.n_members.max(1);
        }
    }
    let mut overlaps: Vec<(u64, i64, usize)> =
        counts.into_iter().map(|((cluster, group), count)| (count, cluster, group)).collect();
    overlaps.sort_by_key(|&(count, cluster, group)| (std::cmp::Reverse(count), cluster, group));
    overlaps
}
