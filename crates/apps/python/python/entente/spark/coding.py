"""Coding of reports on the workers of a cluster."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow
from pyarrow import compute
from pyspark import SparkFiles
from pyspark.sql import DataFrame
from pyspark.sql.functions import col
from pyspark.sql.types import StringType

from .. import _entente
from ..errors import InputError
from ..knowledge import Knowledge
from ._arrow import spark_schema

ROWS_AT_ONCE = 64
"""Reports that are coded into one batch: a coded report takes some ten times the bytes of its text."""

_coders: dict[tuple[tuple[str, ...], str | None, int], _entente.Coder] = {}


def code_reports(
    reports: DataFrame,
    knowledge: Knowledge | str | Path | Sequence[str | Path] | None = None,
    models: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    threads: int = 1,
) -> DataFrame:
    """Codes reports, a row a report.

    The result is a function of the reports alone: a task that is done twice, by a retry or by speculation, gives the
    same rows. A row that cannot be coded never fails a task: its `error` says why, and its other columns are null or
    empty, but for a known `report_id`.

    Parameters
    ----------
    reports
        Rows with a column of text and, where they are known, id, title, url, publisher, published (a string, a day or a
        moment) and byline. The `error` of a reader's row is kept.
    knowledge
        Folders of knowledge to lay over the shipped one. A folder is looked for where the worker runs, then among the
        files that came with the job (`--archives my-actors.zip#my-actors`, `SparkContext.addArchive`).
    models
        A folder of models instead of those of the package, found likewise.
    columns
        Names of columns by what they hold, where they have others: `{"text": "body"}`.
    threads
        Threads of each Python worker process. Spark runs one process a core, so that one is enough.

    Returns
    -------
    DataFrame
        The nested schema, `entente.schema("nested")`; it is computed anew whenever it is used: write it to Parquet,
        then go on from there.

    Raises
    ------
    InputError
        If there is no column of text, or one that `columns` names is not there. On the workers, when the job runs:
        `KnowledgeError` and `ModelError` if a folder cannot be used.
    """
    named = dict(columns or {})
    read = dict(_entente.columns_read(reports.columns, named))
    told = [field.name for field in reports.schema if field.name == "error" and isinstance(field.dataType, StringType)]
    kept = [col(f"`{name}`") for name in reports.columns if name in read or name in told]
    task = _Task(_folders(knowledge), None if models is None else str(models), threads, named, _text(read), bool(told))
    return reports.select(*kept).mapInArrow(task.run, spark_schema(pyarrow.schema(_entente.schema("nested"))))


@dataclass(frozen=True)
class _Task:
    """Codes the reports of a task."""

    folders: tuple[str, ...]
    models: str | None
    threads: int
    columns: dict[str, str]
    text: str
    """The column of the text."""
    has_errors: bool
    """Whether there is a column of a reader's errors."""

    def run(self, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        """The coded rows, some at a time."""
        coder = _coder(self.folders, self.models, self.threads)
        n_before = 0
        for batch in batches:
            for start in range(0, batch.num_rows, ROWS_AT_ONCE):
                part = batch.slice(start, ROWS_AT_ONCE)
                yield self._coded(coder, part, n_before)
                n_before += part.num_rows

    def _coded(self, coder: _entente.Coder, part: pyarrow.RecordBatch, n_before: int) -> pyarrow.RecordBatch:
        if not self.has_errors:
            return pyarrow.record_batch(coder.code_batch(part, self.columns, n_before))
        errors = part.column("error").cast(pyarrow.string())
        read = _replaced(part, self.text, compute.if_else(errors.is_null(), part.column(self.text), None))
        coded = pyarrow.record_batch(coder.code_batch(read, self.columns, n_before))
        return _replaced(coded, "error", compute.coalesce(errors, coded.column("error")))


def _replaced(batch: pyarrow.RecordBatch, name: str, column: pyarrow.Array) -> pyarrow.RecordBatch:
    return batch.set_column(batch.schema.get_field_index(name), name, column)


def _text(read: Mapping[str, str]) -> str:
    """The column of the text."""
    return next(column for column, field in read.items() if field == "text")


def _folders(knowledge: Knowledge | str | Path | Sequence[str | Path] | None) -> tuple[str, ...]:
    if knowledge is None:
        return ()
    if isinstance(knowledge, Knowledge):
        return tuple(str(folder) for folder in knowledge.folders)
    return (str(knowledge),) if isinstance(knowledge, str | Path) else tuple(str(folder) for folder in knowledge)


def _coder(folders: tuple[str, ...], models: str | None, threads: int) -> _entente.Coder:
    """The coder of this process: models and knowledge are loaded when it is first asked for."""
    key = (folders, models, threads)
    if key not in _coders:
        found = None if models is None else _found(models)
        _coders[key] = _entente.Coder([_found(folder) for folder in folders], found, threads)
    return _coders[key]


def _found(folder: str) -> str:
    """Where a folder is on this machine."""
    among_files = Path(SparkFiles.getRootDirectory()) / folder
    for path in (Path(folder), among_files, among_files.with_name(Path(folder).name)):
        if path.is_dir():
            return str(path)
    raise InputError(
        f"{folder}: expected a folder on the worker, found none: send it with the job by "
        "`--archives FOLDER.zip#FOLDER`, or put it where every worker sees it"
    )
