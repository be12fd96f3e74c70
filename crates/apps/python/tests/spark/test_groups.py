"""Components that the cluster makes in rounds are those that the driver makes at once."""

import random
from pathlib import Path

import pytest
from pyspark.sql import DataFrame, SparkSession

from entente import InputError, _entente
from entente import spark as jobs
from entente.spark import groups
from entente.spark.scratch import Scratch


def components(links: DataFrame, links_at_hand: int, folder: Path) -> set[frozenset[int]]:
    rows = groups._components(links, "stories", Scratch(links.sparkSession, str(folder)), links_at_hand).collect()
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row["component"], set()).add(row["identity"])
    assert len(rows) == sum(len(nodes) for nodes in found.values())
    assert all(min(nodes) == name for name, nodes in found.items())
    return {frozenset(nodes) for nodes in found.values()}


def test_rounds_give_the_components_that_one_machine_gives(spark: SparkSession, tmp_path: Path) -> None:
    most, levels = _entente.most_joined("stories")
    chance = random.Random(7)
    # A chain, a star, and a crowd that is too large for the lowest level and falls apart at the next.
    chain = [(node, node + 1, levels[0]) for node in range(-30, 0)]
    star = [(1_000, 1_000 - node, 9_000) for node in range(1, 20)]
    crowd = [(2_000, 2_000 + node, levels[0]) for node in range(1, most + 20)]
    pairs = [(2_000 + 2 * node, 2_001 + 2 * node, levels[1] + chance.randrange(3_000)) for node in range(1, most // 2)]
    links = spark.createDataFrame(chain + star + crowd + pairs, "one long, other long, likeness long").repartition(3)
    at_hand = components(links, 1_000_000, tmp_path)
    assert components(links, 0, tmp_path) == at_hand
    assert {len(nodes) for nodes in at_hand} >= {31, 20, 2, 1}


def test_jobs_ask_for_a_folder_for_their_steps(
    spark: SparkSession, coded: DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(spark.sparkContext), "getCheckpointDir", lambda _: None)
    with pytest.raises(InputError, match="scratch: expected a folder"):
        jobs.stories(coded)


def test_of_reports_with_one_id_the_last_counts(coded: DataFrame) -> None:
    doubled = coded.union(coded)
    assert groups.current(doubled).count() == coded.where("error IS NULL").select("report_id").distinct().count()
