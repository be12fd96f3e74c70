"""The Arrow schemas of tables: one documented set of columns, flat or nested."""

from __future__ import annotations

from typing import Literal

import pyarrow

from . import _entente

SchemaName = Literal[
    "events",
    "participants",
    "reports",
    "quotes",
    "materiel",
    "numbers",
    "entities",
    "offices",
    "happenings",
    "nested",
    "json",
    "errors",
]
"""Which schema: a table of the flat form, the nested form, records as JSON, or rows that could not be coded."""


def schema(name: SchemaName) -> pyarrow.Schema:
    """The columns of a table, with their types; each field's metadata has a ``description``.

    Parameters
    ----------
    name
        ``events``, ``participants``, ``reports``, ``quotes``, ``materiel``, ``numbers``, ``entities`` and ``offices``
        are the tables of :meth:`Coder.code_table`'s flat form and, with ``happenings``, of the Parquet export;
        ``nested`` and ``json`` are its other forms, ``errors`` is :attr:`Tables.errors`.

    Raises
    ------
    InputError
        If there is no such table.

    Examples
    --------
    >>> import entente
    >>> entente.schema("events").field("goldstein").metadata[b"description"].decode()
    "that code's Goldstein value"
    """
    return pyarrow.schema(_entente.schema(name))
