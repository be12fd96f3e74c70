"""One cluster for all tests of a run."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cluster import Cluster
from one_machine import entente
from pyspark.sql import DataFrame, SparkSession

from entente import spark as jobs

ARCHIVE = Path(__file__).parents[5] / "fixtures" / "archive" / "reports.jsonl"
N_REPORTS = 24
"""Reports of the archive that are coded: a debug build takes 40 ms for each."""


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def spark(cluster: Cluster) -> Iterator[SparkSession]:
    session = cluster.session()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def reports() -> list[dict[str, Any]]:
    """Invented reports: some of the archive, and what others print of the same. With `ENTENTE_REPORTS`, those of the
    file of JSON lines that it names: for a long look at a release build."""
    if "ENTENTE_REPORTS" in os.environ:
        return [json.loads(line) for line in Path(os.environ["ENTENTE_REPORTS"]).read_text().splitlines()]
    archive = [json.loads(line) for line in ARCHIVE.read_text().splitlines()[:N_REPORTS]]
    return archive + list(reprints(archive)) + LOOSE


def reprints(archive: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same texts in other papers, in other words and after some days."""
    for number, report in enumerate(archive[:8]):
        day = int(report["published"][-2:]) % 27 + 1
        copy = {
            **report,
            "id": f"copy-{report['id']}",
            "publisher": "Invented Herald",
            "published": f"{report['published'][:8]}{day:02}",
        }
        if number % 2:
            copy["text"] = f"{report['title']}. Officials gave no further details. {report['text']}"
        yield copy


LOOSE: list[dict[str, Any]] = [
    {"text": "Talks resumed in Ankara on Monday. Turkey's foreign minister met his Pakistani counterpart."},
    {
        "url": "https://herald.example/1#top",
        "text": "India sent two ships to Bangladesh on 3 May 2024.",
        "published": "2024-05-04",
    },
    {
        "id": "german",
        "text": "Der Minister reiste am Montag nach Ankara und sprach dort mit seinem Kollegen.",
        "published": "2024-05-04",
    },
    {"id": "quiet", "text": "Rain fell.", "published": "2024-05-04"},
]


@pytest.fixture(scope="session")
def files(reports: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports as JSON lines, in three files."""
    folder = tmp_path_factory.mktemp("files")
    for number in range(3):
        lines = [json.dumps(report) for report in reports[number::3]]
        (folder / f"{number}.jsonl").write_text("\n".join(lines) + "\n")
    return folder


@pytest.fixture(scope="session")
def store(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has ingested them on one machine."""
    store = tmp_path_factory.mktemp("store") / "one.db"
    entente("ingest", "--quiet", "--store", str(store), *sorted(map(str, files.iterdir())))
    return store


@pytest.fixture(scope="session")
def coded(spark: SparkSession, files: Path, tmp_path_factory: pytest.TempPathFactory) -> DataFrame:
    """The reports coded on the cluster, and kept."""
    path = str(tmp_path_factory.mktemp("coded") / "coded.parquet")
    jobs.code_reports(jobs.read_json_lines(spark, str(files), partitions=4)).write.parquet(path)
    return spark.read.parquet(path)
