"""The Arrow schemas."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow
import pytest

import entente
from entente.schema import SchemaName

MANUAL = (Path(__file__).parents[4] / "docs/exports.md").read_text()
NAMES = typing.get_args(SchemaName)
TABLES = NAMES[: NAMES.index("nested")]


def fields_within(fields: Iterable[pyarrow.Field]) -> Iterator[pyarrow.Field]:
    """The fields, and those of lists of structs."""
    for field in fields:
        yield field
        if pyarrow.types.is_list(field.type) and pyarrow.types.is_struct(field.type.value_type):
            yield from fields_within(field.type.value_type)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_says_what_it_means(name: SchemaName) -> None:
    fields = list(fields_within(entente.schema(name)))
    assert fields and all(field.metadata[b"description"] for field in fields)


@pytest.mark.parametrize("name", TABLES)
def test_the_manual_names_every_column_of_a_table_in_order(name: SchemaName) -> None:
    described = MANUAL.partition(f"| `{name}` | kind | meaning |\n| --- | --- | --- |\n")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in described.splitlines()]
    schema = entente.schema(name)
    assert [row[0].strip("`") for row in rows] == schema.names
    assert [row[2] for row in rows] == [field.metadata[b"description"].decode() for field in schema]


def test_the_manual_names_every_column_of_the_nested_form() -> None:
    schema = entente.schema("nested")
    lists = {field.name: field for field in schema if pyarrow.types.is_list(field.type)}
    for name in ("events", "quotes", "materiel", "numbers", "entities", "offices"):
        names = [field.name for field in lists[name].type.value_type]
        listed = ", ".join(f"`{inner}`" for inner in names)
        assert f"| `{name}`: list | as in `{name}` | {listed} |" in MANUAL
    assert schema.names[-1] == "error"


def test_a_schema_that_is_not_there_is_told() -> None:
    with pytest.raises(
        entente.InputError, match="^schema: expected events, .*happenings, nested, json or errors, found `event`$"
    ):
        entente.schema("event")  # type: ignore[arg-type]
