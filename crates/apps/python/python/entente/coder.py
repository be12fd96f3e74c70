"""Coding of reports: texts, tables, batches."""

from __future__ import annotations

import datetime
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast, overload

import pyarrow

from . import _arrow, _entente
from ._arrow import ArrowBatch, ArrowStream
from .errors import InputError
from .knowledge import Knowledge
from .record import Record
from .schema import schema

if TYPE_CHECKING:
    import polars

Frame = TypeVar("Frame", covariant=True)
"""A table of pyarrow, pandas or polars."""

Path = str | os.PathLike[str]

Form = Literal["flat", "nested", "json"]
"""What coded reports look like as a table; see :meth:`Coder.code_table`."""


class Tables(Mapping[str, Frame], Generic[Frame]):
    """The tables of coded reports by their names, in the flat form.

    ``tables["events"]`` and ``tables.events`` are the same. Rows are in the order of the reports; ``report_id`` joins
    them, and ``event_id`` joins events with participants, materiel and numbers.
    """

    __slots__ = ("_tables", "_errors")

    def __init__(self, tables: Mapping[str, Frame], errors: Frame) -> None:
        self._tables = dict(tables)
        self._errors = errors

    def __getitem__(self, name: str) -> Frame:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __repr__(self) -> str:
        counts = ", ".join(f"{name}: {len(cast(Any, table))}" for name, table in self._tables.items())
        return f"<Tables {counts}; errors: {len(cast(Any, self._errors))}>"

    @property
    def events(self) -> Frame:
        """A row an event of a report."""
        return self._tables["events"]

    @property
    def participants(self) -> Frame:
        """A row a party of an event."""
        return self._tables["participants"]

    @property
    def reports(self) -> Frame:
        """A row a report, with its text and its record as JSON."""
        return self._tables["reports"]

    @property
    def quotes(self) -> Frame:
        """A row a quotation or statement."""
        return self._tables["quotes"]

    @property
    def materiel(self) -> Frame:
        """A row a military item and where its deal stands."""
        return self._tables["materiel"]

    @property
    def numbers(self) -> Frame:
        """A row a count: casualties, crowds, amounts."""
        return self._tables["numbers"]

    @property
    def entities(self) -> Frame:
        """A row an entity of a report."""
        return self._tables["entities"]

    @property
    def offices(self) -> Frame:
        """A row a rank or post that somebody holds."""
        return self._tables["offices"]

    @property
    def errors(self) -> Frame:
        """A row a report that could not be coded: ``row`` from 1, ``report_id`` where the table has one, ``error``."""
        return self._errors


class Coder:
    """Codes reports: the models and the knowledge, loaded once.

    Coding is a pure function: the same text with the same version, models and knowledge gives the same record, on every
    machine and with any number of threads. It takes about a second to make a coder; keep it. A coder can be used from
    several threads at once and can be pickled.

    Parameters
    ----------
    knowledge
        :class:`Knowledge`, or a folder or folders laid over the knowledge that ships, the last one uppermost. A row of
        a folder that cannot be used is left out with a warning.
    models
        A folder of models; those in the package if not given.
    threads
        How many cores :meth:`code_table` and the others use, 1 to 1024; all if not given.

    Raises
    ------
    KnowledgeError
        If a folder cannot be read.
    ModelError
        If there are no models in the folder that this version reads.
    InputError
        If ``threads`` is out of range.

    Examples
    --------
    >>> import entente
    >>> coder = entente.Coder()
    >>> record = coder.code("Ghana and Togo agreed on Monday to reopen their border.", published="2025-11-04")
    >>> [(event.type, [actor.country for actor in event.actors], event.date.start) for event in record.events]
    [('AGREE', ['GHA', 'TGO'], '2025-11-03')]
    """

    __slots__ = ("_native", "_made_of")

    def __init__(
        self,
        knowledge: Knowledge | Path | Sequence[Path] | None = None,
        models: Path | None = None,
        threads: int | None = None,
    ) -> None:
        known = _known(knowledge)
        self._made_of = ([os.fspath(folder) for folder in known.folders], models, threads)
        self._native = _entente.Coder(known, models, threads)

    def __reduce__(self) -> tuple[type[Coder], tuple[list[str], Path | None, int | None]]:
        return (Coder, self._made_of)

    def __repr__(self) -> str:
        return f"<Coder {self.version}, models {self.models_hash[:12]}, knowledge {self.knowledge_hash[:12]}>"

    @property
    def version(self) -> str:
        """The version of the program, as records name it."""
        return _entente.__version__

    @property
    def models_hash(self) -> str:
        """SHA-256 of the models, hexadecimal, as records name it."""
        return self._native.models_hash

    @property
    def knowledge_hash(self) -> str:
        """SHA-256 of the knowledge, hexadecimal, as records name it."""
        return self._native.knowledge_hash

    @property
    def threads(self) -> int:
        """How many cores are used for tables."""
        return self._native.threads

    def code(
        self,
        text: str,
        *,
        published: str | datetime.date | None = None,
        id: str | None = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        byline: str | None = None,
    ) -> Record:
        """Codes one report.

        Parameters
        ----------
        text
            The report. Any text is coded, perhaps without events; of a text beyond a mebibyte only the first is, and a
            warning says so.
        published
            The day it was published, ``2025-01-16`` or a date: relative dates such as "on Monday" are counted from it.
        id
            The caller's id; the SHA-256 of the text if not given. Ids of events depend on it.
        title, url, publisher, byline
            What else is known of it. Not coded.

        Raises
        ------
        InputError
            If a value is of a wrong type, ``published`` is no date, or the text has half a character.
        """
        given = {"id": id, "title": title, "url": url, "publisher": publisher, "byline": byline}
        _check_string("text", text)
        for name, value in given.items():
            if value is not None:
                _check_string(name, value)
        return Record.from_json(self._native.code(text, published=_day(published), **given), text)

    # Where pyarrow has no types, its tables are any object.
    @overload
    def code_table(
        self,
        reports: polars.DataFrame,
        *,
        form: Literal["flat"] = "flat",
        columns: Mapping[str, str] | None = None,
    ) -> Tables[polars.DataFrame]: ...
    @overload
    def code_table(
        self,
        reports: polars.DataFrame,
        *,
        form: Literal["nested", "json"],
        columns: Mapping[str, str] | None = None,
    ) -> polars.DataFrame: ...
    @overload
    def code_table(
        self,
        reports: pyarrow.Table | pyarrow.RecordBatch | pyarrow.RecordBatchReader,
        *,
        form: Literal["flat"] = "flat",
        columns: Mapping[str, str] | None = None,
    ) -> Tables[pyarrow.Table]: ...
    @overload
    def code_table(
        self,
        reports: pyarrow.Table | pyarrow.RecordBatch | pyarrow.RecordBatchReader,
        *,
        form: Literal["nested", "json"],
        columns: Mapping[str, str] | None = None,
    ) -> pyarrow.Table: ...
    @overload
    def code_table(  # type: ignore[overload-cannot-match]
        self,
        reports: object,
        *,
        form: Literal["flat"] = "flat",
        columns: Mapping[str, str] | None = None,
    ) -> Tables[Any]: ...
    @overload
    def code_table(  # type: ignore[overload-cannot-match]
        self,
        reports: object,
        *,
        form: Literal["nested", "json"],
        columns: Mapping[str, str] | None = None,
    ) -> Any: ...
    def code_table(self, reports: object, *, form: Form = "flat", columns: Mapping[str, str] | None = None) -> Any:
        """Codes the rows of a table on all cores.

        Parameters
        ----------
        reports
            A table with a row a report: of pyarrow (also a batch or a reader), pandas, polars or DuckDB, or anything
            with ``__arrow_c_stream__``. It is read batch by batch. Columns: ``text`` (needed), ``id`` (strings or whole
            numbers), ``title``, ``url``, ``publisher``, ``byline`` (strings, or lists of them), ``published`` (days,
            moments, of which the day in UTC counts, or strings). Other usual names such as ``body``, ``headline`` and
            ``date`` are found too; other columns are ignored.
        form
            ``flat``: :class:`Tables`, with the schemas of the Parquet export, and the rows that could not be coded.
            ``nested``: one table, a row a report; events, quotes and so on are lists of structs; ``error``.
            ``json``: a table of ``report_id``, ``record`` (the bytes of ``entente code --output json``), ``error``.
        columns
            What columns hold, by their names: ``{"text": "lead"}``; an empty name says that there is none.

        Returns
        -------
        Tables of the library that ``reports`` is of, pyarrow's if it is another. Rows are in the order of the reports;
        reports without an id have the SHA-256 of their text, and reports with the same id are kept as they are.

        Raises
        ------
        InputError
            If it is no table, a column is missing or of a type that it cannot have, or it cannot be read to its end. A
            bad row raises nothing: its message (row from 1 over all batches, column, expected, found) is its ``error``.
        KeyboardInterrupt
            If somebody interrupts, after the reports at hand are done.
        """
        kind, named = _arrow.kind_of(reports), dict(columns or {})
        source = _arrow.stream(reports, named)
        match form:
            case "flat":
                return _flat(self._native.code_to_flat(source, named), kind)
            case "nested":
                return _arrow.as_kind(pyarrow.table(self._native.code_to_nested(source, named)), kind)
            case "json":
                return _arrow.as_kind(pyarrow.table(self._native.code_to_json(source, named)), kind)
        raise InputError(f"form: expected flat, nested or json, found `{form}`")

    def code_batch(
        self, batch: ArrowBatch | ArrowStream, *, columns: Mapping[str, str] | None = None
    ) -> pyarrow.RecordBatch:
        """Codes a batch of reports on all cores into a batch of the nested form, ``entente.schema("nested")``.

        Parameters
        ----------
        batch
            A batch, or a table; columns as in :meth:`code_table`. A batch of the nested form holds 2 GiB, about 40,000
            reports of usual length: give fewer at once, or use :meth:`code_batches`.
        columns
            What columns hold, by their names.

        Returns
        -------
        A row for every row of ``batch``, in order. A row that could not be coded has ``error`` set, ``report_id`` where
        the batch has one, and everything else null or empty.

        Raises
        ------
        InputError
            As :meth:`code_table`; or if what the reports become is more than a batch can hold.
        """
        named = dict(columns or {})
        return pyarrow.record_batch(self._native.code_batch(_arrow.stream(batch, named), named))

    def code_batches(self, reports: object, *, columns: Mapping[str, str] | None = None) -> pyarrow.RecordBatchReader:
        """Codes reports as they are asked for, in memory that does not grow with their number.

        Parameters
        ----------
        reports
            As in :meth:`code_table`; a reader is read no further than what is asked for, in portions of up to 1024
            reports.
        columns
            What columns hold, by their names.

        Returns
        -------
        A reader of batches of the nested form, a row for every report, in order. A column that is missing or of a wrong
        type raises :class:`InputError` when the first batch is asked for.
        """
        named = dict(columns or {})
        source = _arrow.stream(reports, named)
        return pyarrow.RecordBatchReader.from_batches(schema("nested"), self._coded(source, named))

    def _coded(self, source: ArrowBatch | ArrowStream, columns: dict[str, str]) -> Iterator[pyarrow.RecordBatch]:
        n_before = 0
        for portion in _arrow.portions(source):
            yield pyarrow.record_batch(self._native.code_batch(portion, columns, n_before))
            n_before += portion.num_rows


def _known(knowledge: Knowledge | Path | Sequence[Path] | None) -> Knowledge:
    if isinstance(knowledge, Knowledge):
        return knowledge
    folders = [knowledge] if isinstance(knowledge, str | os.PathLike) else list(knowledge or [])
    known = Knowledge(*folders)
    for problem in known.problems:
        warnings.warn(f"{problem} (the row is left out)", stacklevel=3)
    return known


def _flat(tables: list[tuple[str, ArrowStream]], kind: _arrow.Kind) -> Tables[Any]:
    made = {name: _arrow.as_kind(pyarrow.table(table).unify_dictionaries(), kind) for name, table in tables}
    errors = made.pop("errors")
    return Tables(made, errors)


def _day(published: str | datetime.date | None) -> str | None:
    if published is None or isinstance(published, str):
        return published
    if isinstance(published, datetime.date):
        return published.isoformat()
    raise InputError(f"published: expected a date or a string such as 2025-01-16, found {type(published).__name__}")


def _check_string(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise InputError(f"{name}: expected a string, found {type(value).__name__}")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        remedy = "decode the bytes with `errors='replace'`"
        raise InputError(f"{name}: expected characters, found half of one at {error.start}: {remedy}") from None
