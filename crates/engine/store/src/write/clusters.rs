//! Stories and happenings: which cluster each node is in, under which id, and what becomes of ids.

use super::nodes::{Member, Nodes, Stored};
use super::{Change, Wanted};
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
    /// Selects the cluster of the member with the id `?`.
    const PLACED: &'static str;
    /// Moves the members of node `?2` to cluster `?1`, where they know it.
    const MOVED: Option<&'static str>;

    /// Sums a cluster up.
    fn sum_up(change: &mut Change, cluster: i64) -> Result<(), Error>;

    /// Clusters of this kind that are to be summed up.
    fn stale<'c>(change: &'c mut Change) -> &'c mut BTreeSet<i64>;

    /// Ids that clusters are to have, by the ids of their members.
    fn wanted<'c>(change: &'c Change) -> &'c BTreeMap<String, String>;

    /// The same of those members that were moved.
    fn displaced(displaced: &mut Wanted) -> &mut BTreeMap<String, String>;

    /// Nodes whose ties changed; they are forgotten.
    fn loosened(change: &mut Change) -> BTreeSet<Node>;
}

impl Clusters for Reports {
    const NAME: &'static str = "story";
    const TABLE: &'static str = "stored_stories";
    const FOUND: &'static str = "INSERT INTO stored_stories (id, report, n_reports, n_sources) VALUES (?, 0, 0, 0)";
    const MEMBERS: &'static str = "stored_reports";
    const LISTED: &'static str = "SELECT key, 0, id FROM stored_reports WHERE node = ? ORDER BY key";
    const PLACED: &'static str = "SELECT n.cluster FROM stored_reports r JOIN stored_nodes n ON n.key = r.node \
         WHERE r.id = ? AND r.state = 'current' AND n.cluster IS NOT NULL";
    const MOVED: Option<&'static str> = None;

    fn sum_up(change: &mut Change, cluster: i64) -> Result<(), Error> {
        change.sum_up_story(cluster)
    }

    fn stale<'c>(change: &'c mut Change) -> &'c mut BTreeSet<i64> {
        &mut change.stale_stories
    }

    fn wanted<'c>(change: &'c Change) -> &'c BTreeMap<String, String> {
        &change.wanted.stories
    }

    fn displaced(displaced: &mut Wanted) -> &mut BTreeMap<String, String> {
        &mut displaced.stories
    }

    fn loosened(_: &mut Change) -> BTreeSet<Node> {
        BTreeSet::new()
    }
}

impl Clusters for Events {
    const NAME: &'static str = "happening";
    const TABLE: &'static str = "stored_happenings";
    const FOUND: &'static str = "INSERT INTO stored_happenings (id) VALUES (?)";
    const MEMBERS: &'static str = "stored_events";
    const LISTED: &'static str = "SELECT report, number, id FROM stored_events WHERE node = ? ORDER BY report, number";
    const PLACED: &'static str = "SELECT happening FROM stored_events WHERE id = ? AND node IS NOT NULL";
    const MOVED: Option<&'static str> = Some("UPDATE stored_events SET happening = ? WHERE node = ?");

    fn sum_up(change: &mut Change, cluster: i64) -> Result<(), Error> {
        change.sum_up_happening(cluster)
    }

    fn stale<'c>(change: &'c mut Change) -> &'c mut BTreeSet<i64> {
        &mut change.stale_happenings
    }

    fn wanted<'c>(change: &'c Change) -> &'c BTreeMap<String, String> {
        &change.wanted.happenings
    }

    fn displaced(displaced: &mut Wanted) -> &mut BTreeMap<String, String> {
        &mut displaced.happenings
    }

    fn loosened(change: &mut Change) -> BTreeSet<Node> {
        std::mem::take(&mut change.loosened)
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
        self.tie(report, record, text)?;
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

    /// Lets the member of the least content stand for a node, of equal ones the one of the least bytes.
    fn stand<K: Clusters>(&mut self, node: Node, members: &[(i64, usize)], touched: &mut Touched) -> Result<(), Error> {
        let mut least: Option<(u64, Member<K::Sketch>)> = None;
        for &(report, number) in members {
            let Some(sketch) = K::member(self.sketches.of(report)?, number) else { continue };
            let content = K::content(&sketch);
            let precedes = |held: &Member<K::Sketch>| K::packed(&sketch) < K::packed(&held.sketch);
            if least.as_ref().is_none_or(|(held, least)| content < *held || content == *held && precedes(least)) {
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

    fn is_there(&self, node: Node) -> Result<bool, Error> {
        Ok(self.transaction.prepare_cached("SELECT 1 FROM stored_nodes WHERE key = ?")?.exists([node])?)
    }

    pub(super) fn cluster_of(&self, node: Node) -> Result<Option<i64>, Error> {
        let mut statement = self.transaction.prepare_cached("SELECT cluster FROM stored_nodes WHERE key = ?")?;
        Ok(statement.query_row([node], |row| row.get(0)).optional()?.flatten())
    }

    /// Parts the components of touched nodes anew; nodes of `joined` got or lost a member.
    pub(super) fn settle<K: Clusters>(&mut self, mut touched: Touched, joined: BTreeSet<Node>) -> Result<(), Error> {
        for node in K::loosened(self) {
            if self.is_there(node)? {
                touched.insert(node);
            }
        }
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
        let mut overlaps = overlaps(&placed);
        self.prefer_wanted::<K>(&placed, &mut overlaps)?;
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
                if let Some(before) = member.cluster {
                    changed.insert(before);
                    self.note_displaced::<K>(member.node, before)?;
                }
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

    /// Puts those clusters first whose ids members of a group are to have.
    fn prefer_wanted<K: Clusters>(&self, groups: &[Vec<Placed>], overlaps: &mut [Overlap]) -> Result<(), Error> {
        if K::wanted(self).is_empty() {
            return Ok(());
        }
        let mut wanted = BTreeSet::new();
        for (number, group) in groups.iter().enumerate() {
            for id in self.wanted_of::<K>(group)? {
                wanted.insert((id, number));
            }
        }
        let mut preferred = BTreeSet::new();
        for &(_, cluster, number) in overlaps.iter() {
            if let Some(id) = self.id_of::<K>(cluster)?
                && wanted.contains(&(id, number))
            {
                preferred.insert((cluster, number));
            }
        }
        overlaps.sort_by_key(|&(_, cluster, number)| !preferred.contains(&(cluster, number)));
        Ok(())
    }

    /// Ids that members of a group are to have, those of the first members first.
    fn wanted_of<K: Clusters>(&self, group: &[Placed]) -> Result<Vec<String>, Error> {
        if K::wanted(self).is_empty() {
            return Ok(Vec::new());
        }
        let mut members: Vec<(i64, i64, String)> = Vec::new();
        for placed in group {
            let mut statement = self.transaction.prepare_cached(K::LISTED)?;
            let rows = statement.query_map([placed.node], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            members.extend(rows.collect::<Result<Vec<_>, _>>()?);
        }
        members.sort_unstable();
        Ok(members.iter().filter_map(|(.., id)| K::wanted(self).get(id).cloned()).collect())
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
        let id = match self.wanted_again::<K>(group)? {
            Some(id) => id,
            None => self.unused::<K>(&name)?,
        };
        if let Some(parted) = parted {
            let from = self.id_of::<K>(parted)?;
            self.trace::<K>(&id, "split", from.as_deref())?;
        }
        Ok(self.transaction.prepare_cached(K::FOUND)?.insert([&id])?)
    }

    /// The first id that members of a group are to have and that no cluster has now.
    fn wanted_again<K: Clusters>(&self, group: &[Placed]) -> Result<Option<String>, Error> {
        let mut statement = self.transaction.prepare_cached(&format!("SELECT 1 FROM {} WHERE id = ?", K::TABLE))?;
        for id in self.wanted_of::<K>(group)? {
            if !statement.exists([&id])? {
                self.transaction.prepare_cached("DELETE FROM stored_traces WHERE id = ?")?.execute([&id])?;
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// Gives clusters the ids that most of their members are to have; members of which nothing is said are for the id that theirs has.
    pub(super) fn restore_ids<K: Clusters>(&mut self) -> Result<(), Error> {
        let votes = self.votes::<K>()?;
        let mut now: BTreeMap<i64, String> = BTreeMap::new();
        for &cluster in votes.keys() {
            now.extend(self.id_of::<K>(cluster)?.map(|id| (cluster, id)));
        }
        let mut choices: Vec<(u64, bool, i64, &String)> = Vec::new();
        for (&cluster, ids) in &votes {
            choices.extend(ids.iter().map(|(id, n)| (*n, now.get(&cluster) == Some(id), cluster, id)));
        }
        choices.sort_by_key(|&(n, is_its_own, cluster, id)| (std::cmp::Reverse((n, is_its_own)), cluster, id));
        let mut given: BTreeMap<i64, String> = BTreeMap::new();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let sql = format!("SELECT key FROM {} WHERE id = ?", K::TABLE);
        for (.., cluster, id) in choices {
            let holder: Option<i64> =
                self.transaction.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?;
            let is_free = holder.is_none_or(|holder| votes.contains_key(&holder));
            if is_free && !given.contains_key(&cluster) && taken.insert(id.clone()) {
                given.insert(cluster, id.clone());
            }
        }
        let mut renamed = Vec::new();
        for (&cluster, id) in &now {
            let next = match given.get(&cluster) {
                Some(next) => next.clone(),
                None if taken.insert(id.clone()) => id.clone(),
                None => self.unused::<K>(id)?,
            };
            if next != *id {
                renamed.push((cluster, id.clone(), next));
            }
        }
        self.rename::<K>(&renamed)
    }

    /// How many members of each cluster are for which id.
    fn votes<K: Clusters>(&self) -> Result<BTreeMap<i64, BTreeMap<String, u64>>, Error> {
        let mut votes: BTreeMap<i64, BTreeMap<String, u64>> = BTreeMap::new();
        let mut statement = self.transaction.prepare_cached(K::PLACED)?;
        for (member, id) in K::wanted(self) {
            let cluster: Option<i64> = statement.query_row([member], |row| row.get(0)).optional()?;
            if let Some(cluster) = cluster {
                *votes.entry(cluster).or_default().entry(id.clone()).or_default() += 1;
            }
        }
        for (&cluster, ids) in &mut votes {
            let Some(id) = self.id_of::<K>(cluster)? else { continue };
            let n_told: u64 = ids.values().sum();
            let mut n_members = 0;
            for node in self.nodes_of::<K>(cluster)? {
                n_members += self.placed::<K>(node)?.n_members;
            }
            *ids.entry(id).or_default() += n_members.saturating_sub(n_told);
        }
        Ok(votes)
    }

    fn nodes_of<K: Clusters>(&self, cluster: i64) -> Result<Vec<Node>, Error> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT key FROM stored_nodes WHERE kind = ? AND cluster = ? ORDER BY key")?;
        let nodes = statement.query_map([K::CODE, cluster], |row| row.get(0))?;
        Ok(nodes.collect::<Result<_, _>>()?)
    }

    /// Gives clusters other ids; those that they had lead to them, unless another one has them now.
    fn rename<K: Clusters>(&mut self, renamed: &[(i64, String, String)]) -> Result<(), Error> {
        for (cluster, ..) in renamed {
            for node in self.nodes_of::<K>(*cluster)? {
                self.note_displaced::<K>(node, *cluster)?;
            }
        }
        let mut statement =
            self.transaction.prepare_cached(&format!("UPDATE {} SET id = ? WHERE key = ?", K::TABLE))?;
        // Two may change their ids with each other.
        for (cluster, ..) in renamed {
            statement.execute(params![format!("~{cluster}"), cluster])?;
        }
        for (cluster, _, now) in renamed {
            statement.execute(params![now, cluster])?;
            self.transaction.prepare_cached("DELETE FROM stored_traces WHERE id = ?")?.execute([now])?;
        }
        let sql = format!("SELECT 1 FROM {} WHERE id = ?", K::TABLE);
        for (_, before, now) in renamed {
            if !self.transaction.prepare_cached(&sql)?.exists([before])? {
                self.transaction.prepare_cached("DELETE FROM stored_traces WHERE id = ?")?.execute([before])?;
                self.trace::<K>(before, "merged", Some(now))?;
            }
        }
        Ok(())
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

    pub(super) fn id_of<K: Clusters>(&self, cluster: i64) -> Result<Option<String>, Error> {
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

/// How many members of a cluster a group holds: count, cluster, number of the group.
type Overlap = (u64, i64, usize);

/// How many members of a cluster each group holds; the most first, then the oldest cluster.
fn overlaps(groups: &[Vec<Placed>]) -> Vec<Overlap> {
    let mut counts: BTreeMap<(i64, usize), u64> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        for (placed, cluster) in group.iter().filter_map(|placed| Some((placed, placed.cluster?))) {
            *counts.entry((cluster, number)).or_default() += placed.n_members.max(1);
        }
    }
    let mut overlaps: Vec<Overlap> =
        counts.into_iter().map(|((cluster, group), count)| (count, cluster, group)).collect();
    overlaps.sort_by_key(|&(count, cluster, group)| (std::cmp::Reverse(count), cluster, group));
    overlaps
}
