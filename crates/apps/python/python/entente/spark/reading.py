"""Readers: files and tables of reports."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import pyarrow
from pyspark.sql import DataFrame, SparkSession, functions
from pyspark.sql.functions import col

from .. import _entente
from ._arrow import spark_schema
from .files import Folder

ROWS_AT_ONCE = 256
"""Reports that are read into one batch."""

MAX_BYTES = 1 << 30
"""Longest file that is handed to a worker in memory, from a file system that only Spark reads."""


def read_text(spark: SparkSession, path: str | Sequence[str], partitions: int | None = None) -> DataFrame:
    """Files of plain text, one report each.

    As all readers: a row a report, with the columns id, title, url, publisher, byline, text, published, file, place and
    error. Whatever cannot be read is a row with an `error` that names file, place and remedy, and what comes after it
    is read; `code_reports` hands it on. Files of no bytes give no row. gzip and zstd are undone. Ids are those that
    `entente ingest` gives: the one of the source, else the address without its fragment, else (when it is coded) the
    hash of the text.

    Parameters
    ----------
    spark
        The session.
    path
        Files, folders or patterns, of any file system that Spark reads. Files of local folders (and of what all workers
        mount at the same place) are read piece by piece in little memory; others are handed to a worker whole, at most
        1 GiB each.
    partitions
        Over how many tasks to spread the reports once they are read: a file is read by one task, so that few large
        files keep few cores busy.

    Returns
    -------
    DataFrame
    """
    return read_files(spark, path, "text", partitions=partitions)


def read_json_lines(
    spark: SparkSession,
    path: str | Sequence[str],
    columns: Mapping[str, str] | None = None,
    partitions: int | None = None,
) -> DataFrame:
    """JSON lines, one report a line: `text` and, where they are known, id, title, url, publisher, byline, published.

    `columns` names the fields where they have other names: `{"text": "body"}`. Else as `read_text`.
    """
    return read_files(spark, path, "jsonl", columns, partitions)


def read_warc(spark: SparkSession, path: str | Sequence[str], partitions: int | None = None) -> DataFrame:
    """Web archives: WARC, whose pages are reduced to their articles, and WET.

    A page that does not tell its day was published on the day on which it was fetched. Else as `read_text`.
    """
    return read_files(spark, path, "warc", partitions=partitions)


def read_files(
    spark: SparkSession,
    path: str | Sequence[str],
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    partitions: int | None = None,
) -> DataFrame:
    """Files of any format that `entente ingest` reads.

    `format` is text, html, jsonl, csv, parquet, warc or feed; if it is not given, each file is told by its first bytes
    and its name. Else as `read_text` and `read_json_lines`.

    Raises
    ------
    InputError
        When the job runs: if `format` or a key of `columns` is none of those.
    """
    paths = [path] if isinstance(path, str) else list(path)
    read = partial(_read, format=format, columns=dict(columns or {}))
    reports = _listed(spark, paths).mapInArrow(read, _schema())
    return reports if partitions is None else reports.repartition(partitions, "file", "place")


def read_parquet(
    spark: SparkSession,
    path: str | Sequence[str],
    columns: Mapping[str, str] | None = None,
) -> DataFrame:
    """Parquet files, one report a row; see `read_table`."""
    paths = [path] if isinstance(path, str) else list(path)
    return read_table(spark.read.parquet(*paths), columns)


def read_table(rows: DataFrame, columns: Mapping[str, str] | None = None) -> DataFrame:
    """Any DataFrame as reports, one a row: columns are found by their usual names, or by those that `columns` gives.

    The columns are those of all readers; `file` and `place` are null, and numbers of rows in errors count those of a
    task.

    Raises
    ------
    InputError
        If there is no column of text, or one that `columns` names is not there.
    """
    named = dict(columns or {})
    known = dict(_entente.columns_read(rows.columns, named))
    read = partial(_read_rows, columns=named)
    return rows.select(*[col(f"`{name}`") for name in rows.columns if name in known]).mapInArrow(read, _schema())


def _schema() -> str:
    fields = spark_schema(pyarrow.schema(_entente.reports_schema())).fields
    return ", ".join(f"{field.name} {field.dataType.simpleString()}" for field in fields)


def _listed(spark: SparkSession, paths: list[str]) -> DataFrame:
    """Files with their bytes where only Spark reads them: `path`, `length`, `content`."""
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(paths)
    if all(Folder(spark, path).is_local for path in paths):
        return files.select("path", "length", functions.lit(None).cast("binary").alias("content"))
    # `content` is read of no file that a filter leaves out.
    whole = files.where(col("length") <= MAX_BYTES).select("path", "length", "content")
    longer = files.where(col("length") > MAX_BYTES).select("path", "length", functions.lit(None).cast("binary"))
    return whole.union(longer)


def _read(
    batches: Iterable[pyarrow.RecordBatch], format: str | None, columns: dict[str, str]
) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        for path, length, content in zip(*(batch.column(name) for name in ("path", "length", "content")), strict=True):
            yield from _read_file(path.as_py(), length.as_py(), content.as_py(), format, columns)


def _read_file(
    path: str,
    length: int,
    content: bytes | None,
    format: str | None,
    columns: dict[str, str],
) -> Iterator[pyarrow.RecordBatch]:
    on_disk = path.removeprefix("file:")
    if content is None and on_disk == path:
        yield _too_long(path, length)
        return
    file = _entente.FileReports(on_disk if content is None else content, on_disk, format, columns)
    while (batch := file.batch(ROWS_AT_ONCE)) is not None:
        yield pyarrow.record_batch(batch)


def _too_long(path: str, length: int) -> pyarrow.RecordBatch:
    error = (
        f"{path}: expected at most {MAX_BYTES} bytes, found {length}: split the file, or put it where workers read it "
        "as a local one"
    )
    schema = pyarrow.schema(_entente.reports_schema())
    return pyarrow.RecordBatch.from_pylist([{"file": path, "error": error}], schema)


def _read_rows(batches: Iterable[pyarrow.RecordBatch], columns: dict[str, str]) -> Iterator[pyarrow.RecordBatch]:
    n_before = 0
    for batch in batches:
        yield pyarrow.record_batch(_entente.report_rows(batch, columns, n_before))
        n_before += batch.num_rows
