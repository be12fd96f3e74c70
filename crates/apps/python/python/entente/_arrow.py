"""Tables of reports in, tables of what they became out, of pyarrow, pandas or polars."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, Protocol, runtime_checkable

import pyarrow

from . import _entente
from .errors import InputError

Kind = Literal["pyarrow", "pandas", "polars"]
"""The library whose tables are given and taken."""


@runtime_checkable
class ArrowStream(Protocol):
    """Batches of columns by the Arrow PyCapsule interface: tables and readers of pyarrow, polars, DuckDB and others."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A capsule of an ``ArrowArrayStream``."""


@runtime_checkable
class ArrowBatch(Protocol):
    """One batch of columns, as the Arrow PyCapsule interface gives it."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        """Capsules of an ``ArrowSchema`` and an ``ArrowArray``."""


def kind_of(reports: object) -> Kind:
    """The library that a table is of; pyarrow if it is of none of the others."""
    if _is_of(reports, "pandas", "DataFrame"):
        return "pandas"
    return "polars" if _is_of(reports, "polars", "DataFrame") else "pyarrow"


def stream(reports: object, columns: Mapping[str, str]) -> ArrowStream | ArrowBatch:
    """The reports as Arrow, with at least the columns that are read.

    Raises
    ------
    InputError
        If it is no table.
    """
    if kind_of(reports) == "pandas":
        table: ArrowStream = _of_pandas(reports, columns)
        return table
    if isinstance(reports, ArrowStream | ArrowBatch):
        return reports
    remedy = ": call its `collect()`" if hasattr(reports, "collect") else ""
    expected = "a table of pyarrow, pandas, polars or DuckDB, or what has `__arrow_c_stream__`"
    raise InputError(f"reports: expected {expected}, found {type(reports).__name__}{remedy}")


def portions(reports: ArrowStream | ArrowBatch) -> Iterator[pyarrow.Table]:
    """The reports in portions of at most :data:`PORTION_ROWS` rows and about :data:`PORTION_BYTES`, in their order."""
    held: list[pyarrow.RecordBatch] = []
    for batch in _slices(_batches(reports)):
        held.append(batch)
        if (
            sum(batch.num_rows for batch in held) >= PORTION_ROWS
            or sum(batch.nbytes for batch in held) >= PORTION_BYTES
        ):
            yield pyarrow.Table.from_batches(held)
            held = []
    if held:
        yield pyarrow.Table.from_batches(held)


def as_kind(table: pyarrow.Table, kind: Kind) -> Any:
    """The table as one of that library.

    In pandas whole numbers and truth values are of types that have a missing value, and days are moments.
    """
    if kind == "polars":
        return sys.modules["polars"].from_arrow(table)
    if kind == "pandas":
        pandas = sys.modules["pandas"]
        types = {pyarrow.int64(): pandas.Int64Dtype(), pyarrow.bool_(): pandas.BooleanDtype()}
        return table.to_pandas(types_mapper=types.get, date_as_object=False)
    return table


PORTION_ROWS = 1024
PORTION_BYTES = 8 << 20
"""Of reports; what they become is about fifteen times as large."""


def _is_of(reports: object, library: str, name: str) -> bool:
    # A table of a library that nobody imported cannot be.
    loaded = sys.modules.get(library)
    return loaded is not None and isinstance(reports, getattr(loaded, name, ()))


def _batches(reports: ArrowStream | ArrowBatch) -> Iterable[pyarrow.RecordBatch]:
    if not isinstance(reports, ArrowStream):
        return [pyarrow.record_batch(reports)]
    reader: Iterable[pyarrow.RecordBatch] = pyarrow.RecordBatchReader.from_stream(reports)
    return reader


def _slices(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        rows = batch.num_rows * PORTION_BYTES // max(batch.nbytes, 1)
        rows = min(max(rows, 1), PORTION_ROWS)
        yield from (batch.slice(start, rows) for start in range(0, batch.num_rows, rows))


def _of_pandas(frame: Any, columns: Mapping[str, str]) -> pyarrow.Table:
    names = [str(name) for name in frame.columns]
    read = _entente.columns_read(names, dict(columns))
    arrays = [_array(frame.iloc[:, names.index(name)], field) for name, field in read]
    return pyarrow.Table.from_arrays(arrays, names=[name for name, _ in read])


def _array(series: Any, field: str) -> pyarrow.Array | pyarrow.ChunkedArray:
    try:
        return pyarrow.array(series, from_pandas=True)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):
        # Values of several types: rows whose value says nothing here have none, and their errors tell.
        return pyarrow.array([_word(value, field) for value in series], type=pyarrow.string())


def _word(value: object, field: str) -> str | None:
    if isinstance(value, str):
        return value
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if field == "published" and isinstance(value, datetime.date):
        # A missing moment is a moment by its type.
        return None if value != value else value.isoformat()
    return None
