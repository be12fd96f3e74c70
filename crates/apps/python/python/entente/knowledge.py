"""What is known of the world by name, and folders of one's own laid over it."""

from __future__ import annotations

import datetime
import json
import os
from dataclasses import dataclass, field
from typing import Any

from . import _entente


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row of a folder of knowledge; ``str`` gives it in one line."""

    file: str
    """The file."""
    line: int
    """The line, from 1."""
    what: str
    """What is wrong."""
    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a name can mean. What is not told of its kind is ``None`` or empty."""

    kind: str
    """``person``, ``state``, ``organization``, ``town``, ``role``, ``office``, ``weapon`` …"""
    name: str
    """Its name."""
    country: str | None = None
    """ISO 3166-1 alpha-3, or the code in its place."""
    countries: tuple[str, ...] = ()
    """Those of a role that several have."""
    sectors: tuple[str, ...] = ()
    """PLOVER sectors, the primary one first."""
    office: str | None = None
    """The office of a person."""
    body: str | None = None
    """The body that it is an office of."""
    class_: str | None = None
    """What it is among its kind: the class of an item of arms, `service`, `strait` …"""
    start: datetime.date | None = None
    """First day that it holds; unbounded if not known."""
    end: datetime.date | None = None
    """Last day that it holds; unbounded if not known, or if it holds still."""
    latitude: float | None = None
    """Degrees north, of towns."""
    longitude: float | None = None
    """Degrees east, of towns."""
    source: str | None = None
    """Where it is from."""
    checked: datetime.date | None = None
    """When somebody looked that it is so."""
    confidence: str | None = None
    """How sure that is."""
    id: str | None = None
    """Its id in the tables, as records have it in ``knowledge_id``."""
    raw: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """All that is known of it, as ``entente knowledge lookup`` prints it as JSON."""


class Knowledge(_entente.Knowledge):
    """The knowledge that ships, with folders laid over it, the last one uppermost.

    It can be given to :class:`Coder`. What is compiled of a folder is kept for the next time in the user's cache.

    Parameters
    ----------
    *folders
        Folders of TOML and CSV, as ``docs/knowledge.md`` describes them.

    Raises
    ------
    KnowledgeError
        If a folder cannot be read or is too large. Bad rows are left out and told in :attr:`problems`; the others are
        used.

    Examples
    --------
    >>> entente.Knowledge().lookup("Prime Minister of Japan", date="2023-06-01")[0].name
    'Fumio Kishida'
    """

    __slots__ = ()

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with rows of the folders."""
        return [_problem(told) for told in self.problems_told()]

    def lookup(self, name: str, date: str | datetime.date | None = None, context: str | None = None) -> list[Meaning]:
        """What a name, or an office of a state, can mean, likeliest first.

        Parameters
        ----------
        name
            ``"Asim Munir"``, ``"JF-17"``, ``"Prime Minister of Japan"``.
        date
            Only what holds on this day.
        context
            Words of a report: what is of a country that they name comes first.

        Returns
        -------
        list of Meaning
            Empty if nothing of that name is known.

        Raises
        ------
        InputError
            If ``date`` is no day.
        """
        return [_meaning(json.loads(told)) for told in self.meanings(name, date, context)]

    def stats(self) -> dict[str, Any]:
        """How much there is (``counts``), how fresh it is (``freshness``), its size (``bytes``) and its ``hash``."""
        stock: dict[str, Any] = json.loads(self.stock())
        return stock

    @staticmethod
    def check(folder: str | os.PathLike[str]) -> list[Problem]:
        """Every problem of a folder, compiled over what ships and not kept; empty if all is well.

        Raises
        ------
        KnowledgeError
            If the folder cannot be read or is too large.
        """
        return [_problem(told) for told in _entente.check_knowledge(folder)]

    def __repr__(self) -> str:
        folders = ", ".join(repr(os.fspath(folder)) for folder in self.folders)
        return f"Knowledge({folders})"

    def __reduce__(self) -> tuple[type[Knowledge], tuple[str, ...]]:
        return Knowledge, tuple(os.fspath(folder) for folder in self.folders)


def _problem(told: tuple[os.PathLike[str], int, str, str]) -> Problem:
    file, line, what, remedy = told
    return Problem(os.fspath(file), line, what, remedy)


def _meaning(told: dict[str, Any]) -> Meaning:
    return Meaning(
        kind=told["kind"],
        name=told["name"],
        country=told.get("country") or None,
        countries=tuple(told.get("countries") or ()),
        sectors=tuple(told.get("sectors") or ()),
        office=told.get("office") or None,
        body=told.get("body") or None,
        class_=told.get("class") or None,
        start=_day(told.get("from")),
        end=_day(told.get("until")),
        latitude=told.get("lat"),
        longitude=told.get("lon"),
        source=told.get("source") or None,
        checked=_day(told.get("checked")),
        confidence=told.get("confidence"),
        id=told.get("id"),
        raw=told,
    )


def _day(written: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None
