"""File systems that only Spark reads: a mount of Hadoop's stands for them."""

import pytest
from cluster import Cluster
from pyspark.sql import DataFrame, SparkSession

from entente import spark as jobs
from entente.spark import reading

TEXT = "Ministers of Ghana and Togo met in Accra on Monday."


def test_files_come_through_spark_where_workers_do_not_see_them(spark: SparkSession, cluster: Cluster) -> None:
    (cluster.mounted / "in").mkdir(parents=True)
    (cluster.mounted / "in" / "a.txt").write_text(TEXT)
    (cluster.mounted / "in" / "b.txt").write_text(" ")
    rows = jobs.read_text(spark, f"{cluster.mount}/in").collect()
    assert sorted((row.file, row.text) for row in rows) == [
        (f"{cluster.mount}/in/a.txt", TEXT),
        (f"{cluster.mount}/in/b.txt", None),
    ]


def test_files_that_are_too_long_are_told(
    spark: SparkSession, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    (cluster.mounted / "long").mkdir(parents=True)
    (cluster.mounted / "long" / "a.txt").write_text(TEXT)
    [error] = [row.error for row in jobs.read_text(spark, f"{cluster.mount}/long").collect()]
    assert error.startswith(f"{cluster.mount}/long/a.txt: expected at most ") and "found 51" in error


def test_exports_are_written_there_and_replaced(coded: DataFrame, cluster: Cluster) -> None:
    cluster.mounted.mkdir(exist_ok=True)
    some = coded.where("report_id IN ('r001', 'r002')")
    jobs.write(some, f"{cluster.mount}/out")
    manifest = jobs.write(coded.where("report_id = 'r001'"), f"{cluster.mount}/out")
    out = cluster.mounted / "out"
    found = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file() and not path.name.endswith(".crc")}
    assert found == {file["path"] for file in manifest["files"]} | {"manifest.json"}
    read = coded.sparkSession.read.parquet(
        *[f"{cluster.mount}/out/{file['path']}" for file in manifest["files"] if file["table"] == "reports"]
    )
    assert [row.report_id for row in read.select("report_id").collect()] == ["r001"]
