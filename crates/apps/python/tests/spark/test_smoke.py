"""A cluster gives what one machine gives: the job that CI runs."""

import hashlib
import json
import threading
import time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pytest
from cluster import Cluster
from one_machine import entente, rows_of
from pyspark.sql import DataFrame, SparkSession, functions

from entente import _entente
from entente import spark as jobs


def test_records_are_those_of_one_machine(coded: DataFrame, reports: list[dict[str, Any]]) -> None:
    named = [{**report, "id": report.get("id", report.get("url", "").split("#")[0] or None)} for report in reports]
    names = ("id", "title", "url", "publisher", "published", "text")
    table = pyarrow.table(
        {name: pyarrow.array([report.get(name) for report in named], pyarrow.string()) for name in names}
    )
    alone = pyarrow.table(_entente.Coder().code_to_json(table))
    expected = [hashlib.sha256(record.as_py().encode()).hexdigest() for record in alone["record"]]
    found = coded.select(functions.sha2("record", 256).alias("sha256")).collect()
    assert sorted(row.sha256 for row in found) == sorted(expected)


@pytest.fixture(scope="module")
def stories(coded: DataFrame) -> list[dict[str, Any]]:
    return [row.asDict() for row in jobs.stories(coded).collect()]


@pytest.fixture(scope="module")
def happenings(coded: DataFrame, spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> DataFrame:
    path = str(tmp_path_factory.mktemp("happenings") / "happenings.parquet")
    jobs.happenings(coded).write.parquet(path)
    return spark.read.parquet(path)


def test_stories_are_those_of_a_store(stories: list[dict[str, Any]], store: Path) -> None:
    expected: dict[str, set[str]] = {}
    for report, story in rows_of(store, "SELECT id, story FROM reports WHERE state = 'current'"):
        expected.setdefault(story, set()).add(report)
    assert sorted(sorted(story["report_ids"]) for story in stories) == sorted(map(sorted, expected.values()))
    assert any(story["reports"] > 1 for story in stories)
    names = ("reports", "publishers", "first_published", "last_published", "report", "title", "publisher")
    found = [tuple(None if story[name] is None else str(story[name]) for name in names) for story in stories]
    told = rows_of(store, f"SELECT {', '.join(names)} FROM stories")
    assert sorted(found, key=str) == sorted(
        (tuple(None if cell is None else str(cell) for cell in row) for row in told), key=str
    )


def test_happenings_are_those_of_a_store(happenings: DataFrame, store: Path) -> None:
    expected: dict[str, set[str]] = {}
    for event, happening in rows_of(store, "SELECT id, happening FROM events"):
        expected.setdefault(happening, set()).add(event)
    rows = [row.asDict(recursive=True) for row in happenings.collect()]
    assert sorted(sorted(row["event_ids"]) for row in rows) == sorted(map(sorted, expected.values()))
    assert any(row["mentions"] > 1 for row in rows)
    names = [column[1] for column in rows_of(store, "PRAGMA table_info(happenings)") if column[1] != "id"]
    told = rows_of(store, f"SELECT {', '.join(names)} FROM happenings")
    assert sorted([[as_in_a_store(name, row[name]) for name in names] for row in rows], key=str) == sorted(
        map(list, told), key=str
    )


def as_in_a_store(name: str, value: Any) -> Any:
    """A value as the store's views write it."""
    if name == "disagreements":
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False) if value else None
    if name in ("actors", "recipients", "contexts"):
        return (" " if name == "contexts" else "; ").join(value)
    return str(value) if name.startswith(("first_", "last_", "date_")) and value is not None else value


def test_monthly_relations_are_those_of_a_store(coded: DataFrame, happenings: DataFrame, store: Path) -> None:
    names = "source, target, month, mutual, quad, status, mentions, happenings, score, goldstein"
    found = jobs.relations(coded, happenings).selectExpr(names.replace("mutual", "int(mutual)").split(", ")).collect()
    assert sorted(map(tuple, found)) == sorted(rows_of(store, f"SELECT {names} FROM dyad_month"))


def test_the_export_is_that_of_a_store(coded: DataFrame, happenings: DataFrame, store: Path, tmp_path: Path) -> None:
    entente("export", "--quiet", "--store", str(store), "--as", "parquet", str(tmp_path / "one"))
    manifest = jobs.write(coded, str(tmp_path / "many"), happenings)
    assert {file["table"] for file in manifest["files"]} >= {"events", "participants", "reports", "happenings"}
    for table in sorted(
        {file["table"] for file in json.loads((tmp_path / "one" / "manifest.json").read_text())["files"]}
    ):
        one, many = (exported(tmp_path / name, table) for name in ("one", "many"))
        assert many == one, table
    listed = {tmp_path / "many" / file["path"] for file in manifest["files"]}
    assert {path for path in (tmp_path / "many").rglob("*") if path.is_file()} == listed | {
        tmp_path / "many" / "manifest.json"
    }


def exported(folder: Path, table: str) -> list[tuple[Any, ...]]:
    """The rows of a table of an export, but for what only a store knows and for names of happenings."""
    manifest = json.loads((folder / "manifest.json").read_text())
    files = [str(folder / file["path"]) for file in manifest["files"] if file["table"] == table]
    reader = f"read_parquet({files!r}, hive_partitioning = false)"
    names = [column[0] for column in duckdb.execute(f"DESCRIBE SELECT * FROM {reader}").fetchall()]
    kept = [name for name in names if name not in OF_A_STORE]
    # The mentions of a happening are a set.
    values = ['list_sort("mentions")' if name == "mentions" else f'"{name}"' for name in kept]
    cells = ", ".join(f"CAST({value} AS VARCHAR)" for value in values)
    return [tuple(names), *sorted(duckdb.execute(f"SELECT {cells} FROM {reader}").fetchall(), key=str)]


OF_A_STORE = ("added", "happening_id", "happening_ids")


def test_a_worker_that_is_killed_changes_nothing(
    cluster: Cluster, spark: SparkSession, files: Path, coded: DataFrame
) -> None:
    rows = jobs.code_reports(jobs.read_json_lines(spark, str(files), partitions=12))
    done: list[Any] = []
    job = threading.Thread(target=lambda: done.extend(hashes(rows)))
    job.start()
    wait_for_tasks(spark, 3)
    cluster.workers.pop(0).kill()
    job.join()
    cluster.add_workers(1)
    assert done == hashes(coded)


def hashes(rows: DataFrame) -> list[str]:
    """A hash of each row, in order."""
    whole = functions.to_json(functions.struct("*"))
    return sorted(row.sha256 for row in rows.select(functions.sha2(whole, 256).alias("sha256")).collect())


def wait_for_tasks(spark: SparkSession, n_done: int) -> None:
    """Waits until so many tasks of a running stage are done."""
    tracker = spark.sparkContext.statusTracker()
    while True:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(stage and stage.numTasks > n_done and stage.numCompletedTasks >= n_done for stage in stages):
            return
        time.sleep(0.05)
