"""Stores: what reports told, kept in one file and asked again."""

from __future__ import annotations

import datetime
import inspect
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypedDict, TypeVar, Unpack

import pyarrow

from . import _entente
from ._arrow import ArrowStream, stream
from .errors import InputError
from .record import Record
from .relation import Relation

if TYPE_CHECKING:
    from .coder import Coder

Day = str | datetime.date
"""A civil day: ``"2025-01-16"``, or a :class:`datetime.date` (of a moment its day)."""

Period = Literal["day", "week", "month", "quarter", "year"]
"""How long each point of a series lasts."""

Strand = Literal["military", "diplomatic", "economic"]
"""A part of a relation."""

Sort = Literal["newest", "oldest", "confidence", "conflict", "cooperation"]
"""In which order events come: last day, first day, surest, most hostile or friendliest first."""


class Filters(TypedDict, total=False):
    """Which events are meant, as ``entente query`` has it; what is left out or ``None`` asks for nothing.

    A party is a country by code or name (``"BGD"``, ``"Bangladesh"``), a sector of it (``"BGD MIL"``), or words of a
    name.
    """

    words: str | None
    """Words of evidence or headline: all of them; ``"a phrase"``, ``begin*``, ``NOT without``, ``one OR other``."""
    actor: str | Sequence[str] | None
    """The party that does it; one of several."""
    recipient: str | Sequence[str] | None
    """The party to whom it is done; one of several."""
    between: tuple[str, str] | None
    """Two parties that it joins, in either direction."""
    type: str | Sequence[str] | None
    """PLOVER type, such as ``CONSULT``; one of several."""
    mode: str | Sequence[str] | None
    """Mode, such as ``visit``; one of several."""
    status: str | Sequence[str] | None
    """``actual``, ``future``, ``hypothetical``, ``negated`` or ``historical``; one of several."""
    context: str | Sequence[str] | None
    """Context, such as ``military``; one of several."""
    place: str | None
    """Country, place or province where it took place."""
    person: str | None
    """Words of the name of a person who takes part or says so."""
    materiel: str | None
    """Item or class of arms of a deal that belongs to it, such as ``JF-17``."""
    publisher: str | None
    """Who printed the report."""
    report: str | None
    """Id of the report."""
    since: Day | None
    """First day: what ends on it or later (of what lasts over 400 days, what begins on it or later)."""
    until: Day | None
    """Last day: what begins on it or earlier."""
    min_confidence: float | None
    """Least probability that type and parties are right, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of the reports that were added."""

    read: int
    """Rows that were read."""
    new: int
    """Reports that the store had in no version."""
    changed: int
    """Reports of which the store had another version: they are kept beside it."""
    duplicate: int
    """Reports that the store had."""
    failed: int
    """Rows that hold no report."""
    events: int
    """Events of new and changed reports."""
    other_language: int
    """Reports kept in languages that are not coded."""
    contested: tuple[str, ...]
    """Ids that came twice with different contents, the first few: the last report stands."""
    failures: tuple[str, ...]
    """Why rows failed: row, column, what was expected, found, and the remedy; of the first thousand."""


@dataclass(frozen=True, slots=True)
class Report:
    """One version of a report as a store holds it."""

    text: str
    """The text that all offsets count in, in code points."""
    record: Record
    """What it says: as coded, with analysts' corrections in force."""
    version: int
    """Number of the version, from 1."""
    versions: int
    """How many there are."""
    state: str
    """``current``, ``replaced`` or ``withdrawn``."""
    byline: str | None
    """Who wrote it, as printed."""
    source: str | None
    """Where it was read."""
    added: datetime.datetime
    """When this version came into the store, UTC."""
    corrected: bool
    """Whether corrections change what was coded."""

    def __str__(self) -> str:
        return self.text


_P = ParamSpec("_P")
_T = TypeVar("_T")


def _with_filters(method: Callable[_P, _T]) -> Callable[_P, _T]:
    """Shows the filters, which a method takes as ``**filters``, one by one in its signature."""
    own = inspect.signature(method)
    kept = [one for one in own.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    first, rest = kept[:1], kept[1:]
    filters = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in Filters.__annotations__.items()
    ]
    method.__signature__ = own.replace(parameters=[*first, *filters, *rest])  # type: ignore[attr-defined]
    return method


class Store:
    """A store: a file that ``entente ingest``, ``entente watch`` or :meth:`add` writes.

    Everything but :meth:`add` only reads. A store can be read while another process writes it, and from several threads
    at once; each question sees one state of it, what was committed last. Answers are tables of Arrow in the schemas of
    the exports (:func:`entente.schema`), absent values are null. Ctrl-C ends a question.

    Parameters
    ----------
    path
        The file.
    create
        Whether an empty store is made where there is none.

    Raises
    ------
    StoreError
        If there is no store at the path, the file is none, or it is of another schema: the message names the remedy.

    Examples
    --------
    >>> store = entente.Store("news.db")
    >>> visits = store.events(between=("BGD", "PAK"), type="CONSULT", since="2024-08-05").to_pandas()
    """

    __slots__ = ("_native",)

    def __init__(self, path: str | os.PathLike[str], *, create: bool = False) -> None:
        self._native = _entente.Store(path, create=create)

    @property
    def path(self) -> str:
        """Where it is."""
        return os.fspath(self._native.path)

    @_with_filters
    def events(self, *, sort: Sort = "newest", limit: int | None = None, **filters: Unpack[Filters]) -> pyarrow.Table:
        """Events: one row a mention, that is an event of a report.

        Parameters
        ----------
        sort
            The order of rows.
        limit
            At most so many events.
        **filters
            See :class:`Filters`.

        Returns
        -------
        pyarrow.Table
            Of the schema ``events``, with ``happening_id`` and ``added``. It is read event by event: memory holds the
            table, not the records.

        Raises
        ------
        InputError
            If a filter has a value that cannot be: the message lists those that can.
        StoreError
            If the file is damaged or gone.
        """
        return self._mentions("events", sort, limit, filters)

    @_with_filters
    def participants(
        self, *, sort: Sort = "newest", limit: int | None = None, **filters: Unpack[Filters]
    ) -> pyarrow.Table:
        """Who takes part: one row an actor or recipient of what :meth:`events` gives (``limit`` counts events)."""
        return self._mentions("participants", sort, limit, filters)

    @_with_filters
    def reports(self, *, limit: int | None = None, **filters: Unpack[Filters]) -> pyarrow.Table:
        """Reports that tell an event which the filters want; without filters all current ones, with or without events.

        Rows come in the order in which reports came into the store; ``event_ids`` has the wanted events. The columns
        ``text`` and ``record`` hold the report whole: ``select`` others before ``to_pandas`` where memory is short.
        """
        return self._reported("reports", limit, filters)

    @_with_filters
    def quotes(self, *, limit: int | None = None, **filters: Unpack[Filters]) -> pyarrow.Table:
        """Quotations and statements of the reports that :meth:`reports` gives (``limit`` counts reports)."""
        return self._reported("quotes", limit, filters)

    @_with_filters
    def materiel(self, *, limit: int | None = None, **filters: Unpack[Filters]) -> pyarrow.Table:
        """Military items of the reports that :meth:`reports` gives (``limit`` counts reports); see :meth:`deals`."""
        return self._reported("materiel", limit, filters)

    @_with_filters
    def numbers(self, *, limit: int | None = None, **filters: Unpack[Filters]) -> pyarrow.Table:
        """Casualties, crowds and amounts of the reports that :meth:`reports` gives (``limit`` counts reports)."""
        return self._reported("numbers", limit, filters)

    @_with_filters
    def entities(self, *, limit: int | None = None, **filters: Unpack[Filters]) -> pyarrow.Table:
        """Who or what is named in the reports that :meth:`reports` gives (``limit`` counts reports)."""
        return self._reported("entities", limit, filters)

    @_with_filters
    def offices(self, *, limit: int | None = None, **filters: Unpack[Filters]) -> pyarrow.Table:
        """Ranks and posts that the reports which :meth:`reports` gives tell of (``limit`` counts reports)."""
        return self._reported("offices", limit, filters)

    @_with_filters
    def happenings(
        self,
        *,
        publishers: int = 1,
        disputed: bool = False,
        limit: int | None = None,
        **filters: Unpack[Filters],
    ) -> pyarrow.Table:
        """What happened, however many reports tell it: one row a happening that a wanted event is a mention of.

        Parameters
        ----------
        publishers
            Only what at least so many independent publishers tell.
        disputed
            Only what publishers disagree on.
        limit
            At most so many happenings.
        **filters
            See :class:`Filters`. They choose mentions, and the columns tell of the chosen ones; ``n_publishers`` counts
            all.

        Returns
        -------
        pyarrow.Table
            Of the schema ``happenings``, in the order of their first mentions.
        """
        return _table(self._native.happenings(dict(filters), _whole("publishers", publishers), disputed, _most(limit)))

    @_with_filters
    def count(self, **filters: Unpack[Filters]) -> int:
        """How many events the filters want."""
        return self._native.count(dict(filters))

    def stories(
        self,
        words: str | None = None,
        *,
        since: Day | None = None,
        until: Day | None = None,
        publishers: int = 1,
        limit: int | None = None,
    ) -> pyarrow.Table:
        """Stories: reports of one matter within days, the newest first.

        Parameters
        ----------
        words
            Words of headline or text of one of its reports, as of :class:`Filters`.
        since, until
            Stories that are told on the first day or later, on the last day or earlier.
        publishers
            Only what at least so many independent publishers tell.
        limit
            At most so many.

        Returns
        -------
        pyarrow.Table
            ``id``, ``first_published``, ``last_published``, ``reports``, ``publishers``, and ``title``, ``publisher``
            and ``report`` (the id) of the first report.
        """
        least = _whole("publishers", publishers)
        return _table(self._native.stories(words, since, until, least, _most(limit)))

    def relations(
        self,
        one: str,
        other: str,
        *,
        by: Period = "month",
        strand: Strand | None = None,
        directed: bool = False,
        since: Day | None = None,
        until: Day | None = None,
        false_alarms: float | None = None,
    ) -> Relation:
        """What took place between two parties, period by period, and where their relation turned.

        Parameters
        ----------
        one, other
            Parties, as of :class:`Filters`.
        by
            How long each point lasts.
        strand
            Only one strand.
        directed
            Only what the first does to the second.
        since, until
            First and last day; the first and last report's otherwise.
        false_alarms
            Rate at which a shift is told, in false alarms a month of the pair, above 0 and below 1; 0.005, one in 200,
            unless given.

        Returns
        -------
        Relation
            Its table, its shifts, its chart. If a party takes no part in anything that the store holds, a warning says
            so.
        """
        asked = self._native.relation(one, other, by, strand, directed, since, until, false_alarms)
        return Relation(asked, by)

    def shifts(
        self,
        *,
        between: tuple[str, str] | None = None,
        since: Day | None = None,
        until: Day | None = None,
        false_alarms: float | None = None,
        sure: float = 0.0,
        limit: int | None = None,
    ) -> pyarrow.Table:
        """Where relations turned, the last to be told first.

        Parameters
        ----------
        between
            Two parties; all pairs of countries otherwise.
        since, until
            Shifts that may have begun on the first day or later, on the last day or earlier.
        false_alarms
            As of :meth:`relations`.
        sure
            Least probability that it is one, 0 to 1.
        limit
            At most so many.

        Returns
        -------
        pyarrow.Table
            ``first``, ``second``, ``course`` (warmer or cooler), ``began`` with ``began_first`` and ``began_last``
            (days), ``told``, ``probability`` (0 to 1), ``changes`` in words, and ``happenings``, the ids of what made
            it, best first.
        """
        return _table(self._native.shifts(between, since, until, false_alarms, sure, _most(limit)))

    def deals(
        self,
        item: str | None = None,
        *,
        supplier: str | None = None,
        receiver: str | None = None,
        country: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        class_: str | None = None,
        stage: str | None = None,
        whole: bool = False,
        limit: int | None = None,
    ) -> pyarrow.Table:
        """Deals of military items, stage by stage, those with the newest step first.

        Parameters
        ----------
        item
            Words of the item, such as ``JF-17``.
        supplier, receiver, country
            The country that gives, that gets, or either, by code or name.
        since, until
            Deals with a step on the first day or later, on the last day or earlier.
        class_
            Class of item, such as ``fighter``.
        stage
            Deals that reached this stage.
        whole
            Items that are in use, used or only spoken of too.
        limit
            At most so many deals.

        Returns
        -------
        pyarrow.Table
            One row a stage of a deal: ``item``, ``name``, ``class``, ``supplier``, ``receiver``, ``stage``, ``first``
            and ``last`` day, ``quantity`` (pieces), ``amount`` and ``currency``, ``reports``, ``publishers``,
            ``events``, ``evidence``.
        """
        named = {"item": item, "supplier": supplier, "receiver": receiver, "country": country}
        asked = {**named, "since": since, "until": until, "class": class_, "stage": stage}
        return _table(self._native.deals(asked, whole, _most(limit)))

    def network(
        self,
        *,
        since: Day | None = None,
        until: Day | None = None,
        least: int = 1,
        limit: int | None = None,
    ) -> pyarrow.Table:
        """Pairs of countries that happenings of the months of a period join, the most first.

        Parameters
        ----------
        since, until
            Days of the first and the last month.
        least
            Only pairs with at least so many happenings.
        limit
            At most so many pairs.

        Returns
        -------
        pyarrow.Table
            ``first``, ``second``, ``happenings``, ``cooperation``, ``conflict``, ``score_mean`` (-10 to 10).
        """
        return _table(self._native.network(since, until, _whole("least", least), _most(limit)))

    def sql(self, query: str, *, seconds: int = 60) -> pyarrow.Table:
        """Answers one ``SELECT`` over the documented views of a store; it cannot write.

        Parameters
        ----------
        query
            The statement, as SQLite reads it.
        seconds
            Stop after so many.

        Returns
        -------
        pyarrow.Table
            A column of whole numbers is ``int64``, one of whole and other numbers ``double``, one with any string
            ``string`` in all rows, one without a value ``null``; days are strings.

        Raises
        ------
        StoreError
            If the statement cannot be read, would write, or takes longer.
        """
        return _table(self._native.sql(query, _whole("seconds", seconds)))

    def info(self) -> dict[str, Any]:
        """Size, counts (``reports``, ``events``, ``happenings`` …), first and last day, and what coded its reports."""
        described: dict[str, Any] = json.loads(self._native.info())
        return described

    def record(self, id: str, *, version: int | None = None) -> Record:
        """The record of a report, with the text it was made of.

        Parameters
        ----------
        id
            Id of the report; of a text's hash its beginning is enough.
        version
            Number of the version, from 1; the newest unless given.

        Raises
        ------
        StoreError
            If the store has no such report, or no such version of it.
        """
        return self.report(id, version=version).record

    def report(self, id: str, *, version: int | None = None) -> Report:
        """One version of a report, whole; parameters and errors as of :meth:`record`."""
        record, text, rest = self._native.report(id, version if version is None else _whole("version", version))
        told = json.loads(rest)
        told["added"] = datetime.datetime.fromisoformat(told["added"])
        return Report(text=text, record=Record.from_json(record, text=text), **told)

    def add(
        self,
        reports: object,
        *,
        coder: Coder | None = None,
        columns: Mapping[str, str] | None = None,
        published: Day | None = None,
        publisher: str | None = None,
        source: str = "table",
    ) -> Added:
        """Codes the reports of a table and keeps them, as ``entente ingest`` does.

        A report that the store has is skipped before it is coded, so that a call that was interrupted goes on when it
        is repeated; one that changed becomes a new version. Reports are told apart by ``id``, else by ``url``, else by
        their text. What is written is on the disk batch by batch; other processes may read and write the store
        meanwhile. Ctrl-C ends it after the batch at hand. :meth:`shifts` has what the reports changed at once; the next
        ``entente ingest`` or ``entente watch`` announces it.

        Parameters
        ----------
        reports
            A table as of :meth:`Coder.code_table`.
        coder
            What codes; the shipped models and knowledge otherwise, with the names and offices that analysts added to
            this store.
        columns
            Names of columns by what they hold: ``{"text": "body"}``.
        published, publisher
            What holds for reports that do not tell it.
        source
            Where the reports are from, as the store notes it.

        Returns
        -------
        Added
            How many are new, changed, known, failed, and why rows failed.

        Raises
        ------
        InputError
            If the table has no column that can be the text.
        StoreError
            If the disk is full, or another process writes for too long: what was committed stays.
        """
        named = dict(columns or {})
        native = None if coder is None else coder._native
        told = json.loads(self._native.add(stream(reports, named), native, named, published, publisher, source))
        contested, failures = tuple(told.pop("contested")), tuple(told.pop("failures"))
        return Added(**told, contested=contested, failures=failures)

    def _mentions(self, table: str, sort: Sort, limit: int | None, filters: Mapping[str, Any]) -> pyarrow.Table:
        return _table(self._native.mentions(table, dict(filters), sort, _most(limit)))

    def _reported(self, table: str, limit: int | None, filters: Mapping[str, Any]) -> pyarrow.Table:
        return _table(self._native.reported(table, dict(filters), _most(limit)))

    def __repr__(self) -> str:
        return f"Store({self.path!r})"

    def __reduce__(self) -> tuple[type[Store], tuple[str]]:
        # Other processes open it for themselves.
        return Store, (self.path,)


def _table(native: ArrowStream) -> pyarrow.Table:
    """The table, of batches that share their codes."""
    return pyarrow.table(native).unify_dictionaries()


_LARGEST = 2**31 - 1


def _most(limit: int | None) -> int | None:
    """The limit, if it is one."""
    return None if limit is None else _whole("limit", limit)


def _whole(name: str, number: int) -> int:
    """A number from 0 on; what is larger than any store is as much as that."""
    if not isinstance(number, int) or number < 0:
        raise InputError(f"{name}: expected a whole number from 0 on, found {number!r}")
    return min(number, _LARGEST)
