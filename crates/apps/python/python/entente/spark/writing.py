"""The Parquet export of coded reports (docs/exports.md), written by a cluster."""

import json
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pyspark.sql import DataFrame, Row, SparkSession, functions
from pyspark.sql.functions import col
from pyspark.sql.types import StructType

from .. import _entente
from ..errors import InputError
from .files import Folder, pretty
from .tables import TABLES, happened, table, with_happenings

MANIFEST = "manifest.json"
FORMAT = "entente-parquet/1"

ROWS_A_FILE = {"reports": 50_000}
"""Rows of a file at most: those of `reports` hold texts and records, some ten times the bytes of others."""

ROWS_A_FILE_ELSE = 1_000_000

_PART = re.compile(r"part-[0-9a-f]{16}(-[0-9]+)?\.parquet")

_KEYS = {
    "participants": ("report_id", "event_id", "role", "position"),
    "entities": ("report_id", "entity_id"),
    "happenings": ("happening_id",),
}


def write(coded: DataFrame, path: str, happenings: DataFrame | None = None, append: bool = False) -> dict[str, Any]:
    """Writes the Parquet export of coded reports.

    All files are written below a staging folder in `path`, then get their names, then `manifest.json` is replaced: what
    it lists is the export, so that a job that fails, or is killed, leaves the one before as it was. Then files that the
    manifest does not list are removed. On object stores, where a rename is a copy, the manifest is the commit all the
    same. One job at a time may write to a folder.

    Parameters
    ----------
    coded
        What `code_reports` gives. It is computed once. Rows with an error are not part of the export: see `errors`.
    path
        A folder, on any file system that Spark writes to; every worker must see it.
    happenings
        What `happenings` gives for the same reports: fills the columns `happening_id` and `happening_ids`, and the
        table `happenings`.
    append
        Whether the export that stands there stays. A report that is appended twice is there twice.

    Returns
    -------
    dict
        The manifest: format, schema_version, ontology_version, coders, files (path, table, rows, bytes, sha256).

    Raises
    ------
    InputError
        If the folder holds an export of another version.
    """
    spark = coded.sparkSession
    folder = Folder(spark, path)
    before = _manifest(folder)
    staging = f".unfinished-{uuid.uuid4().hex}"
    address = f"{folder.address}/{staging}"
    try:
        with _moments_in_microseconds(spark):
            coders = _write_tables(coded, happenings, address)
        files = _files(spark, address, [*TABLES, *(["happenings"] if happenings is not None else [])])
        kept = before if before is not None and append else {"coders": [], "files": []}
        named = _named(files, {file["path"] for file in kept["files"]})
        for file in named:
            folder.move(f"{staging}/{file.pop('staged')}", file["path"])
        manifest = _of(kept["coders"] + coders, kept["files"] + named)
        folder.replace(MANIFEST, pretty(manifest))
    finally:
        folder.remove(staging)
    _sweep(folder, manifest)
    return manifest


def _manifest(folder: Folder) -> dict[str, Any] | None:
    written = folder.read(MANIFEST)
    if written is None:
        return None
    expected = (FORMAT, _entente.export_versions()[0])
    try:
        manifest: dict[str, Any] = json.loads(written)
        found = (manifest["format"], manifest["schema_version"])
    except (ValueError, KeyError, TypeError):
        found = ("no manifest", "of an export")
    if found != expected:
        place = f"{folder.address}/{MANIFEST}"
        raise InputError(f"{place}: expected format and schema {expected}, found {found}: write to another folder")
    return manifest


def _write_tables(coded: DataFrame, happenings: DataFrame | None, address: str) -> list[dict[str, str]]:
    """Writes each table below a folder of its name; who coded the reports."""
    spark = coded.sparkSession
    coded.write.option("compression", "zstd").parquet(f"{address}/coded")
    coded = spark.read.schema(coded.schema).parquet(f"{address}/coded")
    if happenings is not None:
        coded = with_happenings(coded, happenings)
        _write_table(happened(coded, happenings), "happenings", address)
    for name in TABLES:
        _write_table(table(coded, name), name, address)
    return _coders(spark.read.parquet(f"{address}/reports"))


def _write_table(rows: DataFrame, name: str, address: str) -> None:
    if name == "events":
        day = col("event_date")
        year = functions.when(day.isNull(), "unknown").otherwise(functions.format_string("%04d", functions.year(day)))
        month = functions.when(day.isNull(), "unknown").otherwise(functions.format_string("%02d", functions.month(day)))
        rows = rows.withColumns({"year": year, "month": month}).repartition("year", "month")
        rows = rows.sortWithinPartitions("year", "month", "dyad", "event_date", "event_id")
    elif name != "reports":
        keys = _KEYS.get(name, ("report_id",))
        rows = rows.repartition(keys[0]).sortWithinPartitions(*keys)
    writer = rows.write.option("compression", "zstd")
    writer = writer.option("maxRecordsPerFile", ROWS_A_FILE.get(name, ROWS_A_FILE_ELSE))
    if name == "events":
        writer = writer.partitionBy("year", "month")
    writer.parquet(f"{address}/{name}")


def _coders(reports: DataFrame) -> list[dict[str, str]]:
    names = ("version", "models", "knowledge")
    rows = reports.select(*[col(f"coder_{name}").alias(name) for name in names]).distinct().collect()
    return [{"name": "entente", **row.asDict()} for row in rows]


def _files(spark: SparkSession, address: str, tables: list[str]) -> list[dict[str, Any]]:
    """What was written: `staged` (the path below the staging folder), `table`, `rows`, `bytes`, `sha256`."""
    places = [f"{address}/{name}" for name in tables]
    options = {"recursiveFileLookup": "true", "pathGlobFilter": "*.parquet"}
    # No column is read: rows are counted by what the ends of files say, whatever their columns are.
    counted = spark.read.schema(StructType([])).options(**options).parquet(*places)
    counted = counted.groupBy(functions.input_file_name().alias("path")).count()
    n_rows = {_below(row["path"], address): row["count"] for row in counted.collect()}
    written = spark.read.format("binaryFile").options(**options).load(places)
    written = written.select("path", "length", functions.sha2("content", 256).alias("sha256"))
    # A table without rows has a file that tells its columns; it is not part of the export.
    listed = [row for row in written.collect() if _below(row["path"], address) in n_rows]
    return [_file(_below(row["path"], address), row, n_rows) for row in listed]


def _file(staged: str, row: Row, n_rows: dict[str, int]) -> dict[str, Any]:
    told = {"rows": n_rows[staged], "bytes": row["length"], "sha256": row["sha256"]}
    return {"staged": staged, "table": staged.split("/", 1)[0], **told}


def _below(path: str, address: str) -> str:
    """The part of a path below the staging folder, whose name occurs in no other path."""
    return path.rsplit(address.rsplit("/", 1)[1] + "/", 1)[1]


def _named(files: list[dict[str, Any]], taken: set[str]) -> list[dict[str, Any]]:
    """Files with the paths that they get."""
    named = []
    for file in sorted(files, key=lambda file: (file["staged"].rsplit("/", 1)[0], file["sha256"])):
        path = _free_path(f"{file['staged'].rsplit('/', 1)[0]}/part-{file['sha256'][:16]}", taken)
        taken.add(path)
        named.append({"path": path, **file})
    return named


def _free_path(start: str, taken: set[str]) -> str:
    path, copy = f"{start}.parquet", 1
    while path in taken:
        copy += 1
        path = f"{start}-{copy}.parquet"
    return path


def _of(coders: list[dict[str, str]], files: list[dict[str, Any]]) -> dict[str, Any]:
    schema_version, ontology_version = _entente.export_versions()
    by_content = {tuple(coder.values()): coder for coder in coders}
    return {
        "format": FORMAT,
        "schema_version": schema_version,
        "ontology_version": ontology_version,
        "coders": [by_content[key] for key in sorted(by_content)],
        "files": sorted(files, key=lambda file: str(file["path"])),
    }


def _sweep(folder: Folder, manifest: dict[str, Any]) -> None:
    """Removes files of exports that the manifest does not list."""
    listed = {file["path"] for file in manifest["files"]}
    for name in (*TABLES, "happenings"):
        for path in folder.found(
            f"{name}/year=*/month=*/part-*.parquet" if name == "events" else f"{name}/part-*.parquet"
        ):
            if path not in listed and _PART.fullmatch(path.rsplit("/", 1)[1]):
                folder.remove(path)


@contextmanager
def _moments_in_microseconds(spark: SparkSession) -> Iterator[None]:
    """Writes moments as Parquet's own type instead of the one that other systems have given up."""
    key = "spark.sql.parquet.outputTimestampType"
    before = spark.conf.get(key)
    spark.conf.set(key, "TIMESTAMP_MICROS")
    try:
        yield
    finally:
        spark.conf.set(key, str(before))
