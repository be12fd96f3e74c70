"""Relations of two parties over time."""

from __future__ import annotations

import html
import warnings
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow

if TYPE_CHECKING:
    from ._entente import Relation as _Relation


class Relation:
    """What took place between two parties, period by period; :meth:`Store.relations` makes it.

    In a notebook it shows itself as a chart, with its shifts below.
    """

    def __init__(self, native: _Relation, by: str) -> None:
        self._native = native
        self.by: str = by
        """How long each point lasts: ``day``, ``week``, ``month``, ``quarter`` or ``year``."""
        for told in native.absent:
            warnings.warn(told, stacklevel=3)

    @property
    def parties(self) -> tuple[str, str]:
        """Both, as they are spoken of: ``("Bangladesh", "Pakistan")``."""
        return self._native.parties

    @cached_property
    def table(self) -> pyarrow.Table:
        """The series: one row a period, from the first report to the last or as asked.

        ``period`` (``2025-01``), ``covered`` (share of it that reports cover, 0 to 1), counts of happenings:
        ``happenings``, ``cooperation`` and ``conflict``, by quad, direction (``forth``, ``back``, ``mutual``) and
        strand; events that mention them (``mentions``); means and sums of PLOVER scores and Goldstein values; for both
        sides what the past lets expect, with the bounds of four of five such periods (``cooperation_expected``,
        ``cooperation_low``, ``cooperation_high``); the share of each party's happenings that are with the other
        (``attention_of_first``, ``attention_of_second``, 0 to 1). Of a period without reports nothing is known: its
        counts are null.
        """
        return pyarrow.table(self._native.table())

    @cached_property
    def shifts(self) -> pyarrow.Table:
        """Where it turned, the earliest first; columns as of :meth:`Store.shifts`."""
        return pyarrow.table(self._native.shifts())

    def svg(self) -> str:
        """Its chart: happenings a period up and down, what was to be expected, and its shifts.

        Raises
        ------
        InputError
            If there is no period, or there are more than a chart can show.
        """
        return self._native.svg()

    def __len__(self) -> int:
        """How many happenings there are."""
        return self._native.n_happenings

    def __bool__(self) -> bool:
        """Whether anything took place between them."""
        return len(self) > 0

    def __repr__(self) -> str:
        one, other = self.parties
        return f"<Relation of {one} and {other} by {self.by}: {len(self)} happenings, {self.shifts.num_rows} shifts>"

    def _repr_svg_(self) -> str | None:
        return self.svg() if self.table.num_rows else None

    def _repr_html_(self) -> str:
        if not self.table.num_rows:
            return f"<p>{html.escape(repr(self))}</p>"
        shifts = "".join(f"<li>{html.escape(_told(shift))}</li>" for shift in self.shifts.to_pylist())
        return f"<div>{self.svg()}{f'<ul>{shifts}</ul>' if shifts else ''}</div>"


def _told(shift: dict[str, object]) -> str:
    """A shift in words."""
    began, first, last = (str(shift[name])[:7] for name in ("began", "began_first", "began_last"))
    span = "" if first == last else f" ({first} to {last})"
    sure = f"{shift['probability']:.0%} sure"
    return f"{shift['course']} since {began}{span}, {sure}, could be told on {shift['told']}: {shift['changes']}"
