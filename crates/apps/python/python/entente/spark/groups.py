"""Groups of what is alike: the plan of joins whose pieces are Rust's (`deduplication::bulk`)."""

from functools import reduce

import pyarrow
from pyspark.sql import DataFrame, Window, functions
from pyspark.sql.functions import col

from .. import _entente
from ._arrow import mapped
from .scratch import Scratch

LINKS_AT_HAND = 2_000_000
"""Links that the driver joins to components by itself, in about 200 bytes each; beyond, the cluster does it in
rounds."""

MEMBERS = (
    "identity long, content long, drawers array<struct<key: long, after: long>>, sketch binary, number long, "
    "told string, event_id string, report_id string, published string, text_sha256 string, url string, title string, "
    "publisher string"
)


def members(coded: DataFrame, kind: str) -> DataFrame:
    """What is grouped of coded reports: a row a report (`kind` is `stories`) or a row an event (`happenings`)."""
    return mapped(current(coded).select("text", "byline", "record"), "members", MEMBERS, kind)


def current(coded: DataFrame) -> DataFrame:
    """The coded reports, each once: of several with one id the one that was published last; of those the one whose
    text's hash is the greatest."""
    last = [col(name).desc_nulls_last() for name in ("published", "text_sha256", "url", "record", "byline")]
    place = functions.row_number().over(Window.partitionBy("report_id").orderBy(*last))
    rows = coded.where(col("error").isNull()).withColumn("_place", place)
    return rows.where("_place = 1").drop("_place")


def grouped(members: DataFrame, kind: str, scratch: Scratch, links_at_hand: int = LINKS_AT_HAND) -> DataFrame:
    """The group of each node: `identity`, `group`; a group is called by the least identity of its nodes."""
    standing = functions.min(functions.struct("content", "sketch", "drawers")).alias("standing")
    nodes = members.groupBy("identity").agg(standing).select("identity", "standing.sketch", "standing.drawers")
    nodes = scratch.keep(nodes, f"{kind}-nodes")
    links = scratch.keep(_links(_pairs(_active(nodes, kind)), nodes, kind), f"{kind}-links")
    components = _components(links, kind, scratch, links_at_hand)
    groups = _parts(components, nodes, kind)
    return (
        nodes.select("identity")
        .join(groups, "identity", "left")
        .select("identity", functions.coalesce("group", "identity").alias("group"))
    )


def _active(nodes: DataFrame, kind: str) -> DataFrame:
    """Of the nodes that are filed in a drawer those of least rank: no drawer makes more pairs than they do."""
    filed = nodes.select("identity", functions.explode("drawers").alias("drawer")).select("identity", "drawer.*")
    place = functions.row_number().over(Window.partitionBy("key").orderBy("identity"))
    return filed.withColumn("place", place).where(col("place") <= _entente.most_active(kind)).drop("place")


def _pairs(active: DataFrame) -> DataFrame:
    """Two nodes that are active in one drawer or in two that follow each other, each pair once."""
    ones = active.select(col("identity").alias("a"), "key", "after")
    others = active.select(col("identity").alias("b"), col("key").alias("found"))
    within = ones.join(others, (col("key") == col("found")) & (col("a") < col("b")))
    follows = (col("after") == col("found")) & (col("key") != col("after"))
    across = ones.join(others, follows & (col("a") != col("b")))
    pairs = within.select("a", "b").union(across.select(functions.least("a", "b"), functions.greatest("a", "b")))
    return pairs.distinct().toDF("one", "other")


def _links(pairs: DataFrame, nodes: DataFrame, kind: str) -> DataFrame:
    ones = nodes.select(col("identity").alias("one"), col("sketch").alias("one_sketch"))
    others = nodes.select(col("identity").alias("other"), col("sketch").alias("other_sketch"))
    compared = pairs.join(others, "other").join(ones, "one").sortWithinPartitions("one")
    rows = compared.select("one", "other", "one_sketch", "other_sketch")
    return mapped(rows, "links", "one long, other long, likeness long", kind)


def _components(links: DataFrame, kind: str, scratch: Scratch, links_at_hand: int) -> DataFrame:
    """The component of each node that is linked: `identity`, `component`."""
    if links.count() > links_at_hand:
        return _spread_components(links, kind, scratch)
    batches = links.toArrow().combine_chunks().to_batches()
    joined = [pyarrow.record_batch(_entente.components(batch, kind)) for batch in batches]
    schema = pyarrow.schema(
        [pyarrow.field(name, pyarrow.int64(), nullable=False) for name in ("identity", "component")]
    )
    table = pyarrow.Table.from_batches(joined, schema)
    return links.sparkSession.createDataFrame(table)


def _spread_components(links: DataFrame, kind: str, scratch: Scratch) -> DataFrame:
    """Level by level: components of links of a level that have few enough nodes stand, the nodes of others wait for the
    next."""
    most, levels = _entente.most_joined(kind)
    waiting = links.select("one").union(links.select("other")).distinct().toDF("identity")
    settled = []
    for level, least in enumerate(levels):
        linked = links.where(col("likeness") >= least).join(waiting.toDF("one"), "one", "left_semi")
        joined = joined_nodes(linked, waiting, scratch, f"{kind}-level-{level}")
        sizes = joined.groupBy("component").agg(functions.count("*").alias("n_nodes"))
        sized = scratch.keep(joined.join(sizes, "component"), f"{kind}-level-{level}")
        settled.append(sized.where(col("n_nodes") <= most).select("identity", "component"))
        waiting = sized.where(col("n_nodes") > most).select("identity")
        if waiting.isEmpty():
            break
    settled.append(waiting.select("identity", col("identity").alias("component")))
    return reduce(DataFrame.union, settled)


def joined_nodes(links: DataFrame, nodes: DataFrame, scratch: Scratch, name: str) -> DataFrame:
    """The component of each of `nodes` (`identity`) that `links` (`one`, `other`) make: the least identity of its
    nodes.

    In each round a node takes the least component of its neighbors and of the node that its component is called by:
    rounds grow with the logarithm of the longest way through a component. It is done when a round changes nothing.
    """
    both = links.select("one", "other").union(links.select("other", "one"))
    both = scratch.keep(both, f"{name}-ends")
    components = nodes.select("identity", col("identity").alias("component"))
    while True:
        near = (
            both.join(components, col("other") == col("identity"))
            .groupBy("one")
            .agg(functions.min("component").alias("near"))
        )
        nearer = components.join(near, col("identity") == col("one"), "left")
        nearer = nearer.select("identity", "component", functions.least("component", "near").alias("near"))
        nearer = scratch.keep(nearer, f"{name}-near")
        beyond = nearer.select(col("identity").alias("at"), col("near").alias("beyond"))
        jumped = nearer.join(beyond, col("near") == col("at"))
        jumped = scratch.keep(
            jumped.select("identity", "component", functions.least("near", "beyond").alias("near")), f"{name}-joined"
        )
        components = jumped.select("identity", col("near").alias("component"))
        if jumped.where("component <> near").isEmpty():
            return components


def _parts(components: DataFrame, nodes: DataFrame, kind: str) -> DataFrame:
    """The group of each node whose component has several."""
    sketched = components.join(nodes.select("identity", "sketch"), "identity")
    held = functions.collect_list(functions.struct("identity", "sketch")).alias("members")
    several = sketched.groupBy("component").agg(held).where(functions.size("members") > 1)
    return mapped(several.select("members"), "parts", "identity long, `group` long", kind)
