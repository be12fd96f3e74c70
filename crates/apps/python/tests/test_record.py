"""Records as typed objects, as dictionaries, as JSON."""

from __future__ import annotations

import ast
import dataclasses
import importlib.util
import json
import types
import typing
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import entente
from entente.record import Record, Span, json_name

PACKAGE = Path(__file__).parents[1]
SCHEMA = json.loads((PACKAGE / "../../engine/record/schema/entente-1.schema.json").read_text())
TEXT = (
    "ACCRA, Nov 3 - Ghana’s foreign minister, Ama Boateng, met her counterpart from Togo in Lomé on Monday. "
    "“We will reopen the border,” she said. Two soldiers 👩‍✈️ were killed in Kidal, Mali said. "
    "Niger denied that it attacked Chad. Peru bought 10 Rafale jets from France for 2 billion dollars. "
    "Kenya and Uganda began the exercise Blue Lake with 300 troops.\n"
)


@pytest.fixture(scope="module")
def record(coder: entente.Coder) -> Record:
    """A record with something in most of its lists."""
    return coder.code(TEXT, published="2025-11-04", id="talks-1", title="Border", publisher="Lamp")


def classes_of_the_schema(cls: type, schema: dict[str, Any]) -> Iterator[tuple[type, dict[str, Any]]]:
    """The classes that a class is made of, with what the JSON Schema says of each."""
    yield cls, schema
    hints = typing.get_type_hints(cls)
    for field in dataclasses.fields(cls):
        name = json_name(field)
        for part in (hints[field.name], *typing.get_args(hints[field.name])):
            if dataclasses.is_dataclass(part) and isinstance(part, type):
                yield from classes_of_the_schema(part, item(schema["properties"][name]))


def item(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of an item of a list, of what is not null, of what is referred to."""
    if "items" in schema:
        return item(schema["items"])
    if "anyOf" in schema:
        return item(next(one for one in schema["anyOf"] if one != {"type": "null"}))
    return resolved(schema)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """What a reference means."""
    return SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def type_of(schema: dict[str, Any]) -> str:
    """The Python type of what a schema allows, in words."""
    schema = resolved(schema)
    if schema == SCHEMA["$defs"]["span"]:
        return "Span"
    if "anyOf" in schema:
        return f"{type_of(schema['anyOf'][0])} | None"
    if "const" in schema:
        return "str"
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    names = {"string": "str", "integer": "int", "number": "float", "null": "None", "object": "object"}
    return " | ".join(f"tuple[{type_of(schema['items'])}, ...]" if kind == "array" else names[kind] for kind in kinds)


def in_words(hint: Any) -> str:
    """A type hint in the same words."""
    arguments = typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        return f"{in_words(arguments[0])} | None"
    if typing.get_origin(hint) is tuple:
        return f"tuple[{in_words(arguments[0])}, ...]"
    return "object" if dataclasses.is_dataclass(hint) else hint.__name__


def test_classes_have_every_field_of_the_schema_with_its_type_and_no_other() -> None:
    seen = set()
    for cls, schema in classes_of_the_schema(Record, SCHEMA):
        hints = typing.get_type_hints(cls)
        fields = {json_name(field): in_words(hints[field.name]) for field in dataclasses.fields(cls)}
        fields.pop(None, None)
        assert list(fields) == schema["required"], cls
        assert fields == {name: type_of(schema["properties"][name]) for name in schema["required"]}, cls
        assert set(schema["required"]) == set(schema["properties"]), cls
        seen.add(id(schema))
    objects = {id(schema) for schema in SCHEMA["$defs"].values() if schema.get("type") == "object"}
    assert objects <= seen, "every object of the schema has a class"


def test_every_field_is_documented() -> None:
    classes = [
        node
        for node in ast.parse((PACKAGE / "python/entente/record.py").read_text()).body
        if isinstance(node, ast.ClassDef)
    ]
    fields = [pair for cls in classes for pair in pairwise(cls.body) if isinstance(pair[0], ast.AnnAssign)]
    assert len(fields) > 100
    bare = [ast.unparse(field) for field, about in fields if not isinstance(about, ast.Expr)]
    assert bare == []


def test_a_record_survives_writing_and_reading(record: Record) -> None:
    lists = ("sentences", "entities", "events", "places", "quotes", "statements", "numbers", "materiel")
    assert [name for name in lists if not getattr(record, name)] == []
    assert Record.from_json(record.to_json(), TEXT) == record
    assert Record.from_json(record.to_json().encode()) == record
    assert record.to_dict() == json.loads(record.to_json())
    assert Record.from_dict(typing.cast(Any, record.to_dict())) == record
    assert hash(Record.from_json(record.to_json())) == hash(record)


def test_a_record_cannot_be_changed(record: Record) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.events[0].type = "AID"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        record.events[0].kind = "AID"  # type: ignore[attr-defined]


def test_what_a_later_version_adds_is_passed_over(record: Record) -> None:
    later = {**record.to_dict(), "mood": 3}
    later["events"] = [{**event, "color": ["red"]} for event in record.to_dict()["events"]]
    assert Record.from_json(json.dumps(later)) == record


def put(path: str, value: object) -> Callable[[Any], None]:
    """Puts a value at a place of a record."""

    def change(record: Any) -> None:
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in steps:
            record = record[step]
        record[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("id", 3, "id: expected a string, found the number 3"),
        ("id", None, "id: expected a string, found none"),
        ("published", False, "published: expected a string, found a truth value"),
        ("events", {}, "events: expected a list, found an object"),
        ("events.0", "x", "events[0]: expected an object, found a string"),
        (
            "events.0.trigger.start",
            "1",
            "events[0].trigger.start: expected a whole number from 0 to 4294967295, found a string",
        ),
        (
            "events.0.trigger.start",
            -1,
            "events[0].trigger.start: expected a whole number from 0 to 4294967295, found the number -1",
        ),
        ("events.0.quad", 1.0, "events[0].quad: expected a whole number from 0 to 4294967295, found the number 1.0"),
        (
            "events.0.quad",
            10**400,
            "events[0].quad: expected a whole number from 0 to 4294967295, found another number",
        ),
        ("events.0.score", 10**400, "events[0].score: expected a number, found another number"),
        ("events.0.score", True, "events[0].score: expected a number, found a truth value"),
        (
            "events.0.evidence",
            [[1, 2, 3]],
            "events[0].evidence[0]: expected a list of two whole numbers, found a list of 3",
        ),
        ("sentences.0.1", None, "sentences[0][1]: expected a whole number from 0 to 4294967295, found none"),
        ("coder", None, "coder: expected an object, found none"),
    ],
)
def test_a_wrong_value_is_told_with_its_path(record: Record, path: str, value: object, message: str) -> None:
    changed = json.loads(record.to_json())
    put(path, value)(changed)
    with pytest.raises(entente.InputError) as raised:
        Record.from_json(json.dumps(changed))
    assert str(raised.value) == f"{message}: is it a record of `entente/1`?"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "expected the JSON of a record, found something else: Expecting value: line 1 column 1 (char 0)"),
        ("[]", "record: expected an object, found a list of 0: is it a record of `entente/1`?"),
        ("{}", "schema: expected a string, found none: is it a record of `entente/1`?"),
        ('{"schema": NaN}', "expected the JSON of a record, found something else: `NaN` is no JSON"),
        (b"\xff{}", "expected the JSON of a record, found something else: 'utf-8' codec can't decode byte 0xff"),
        ("[" * 1_000_000, "expected the JSON of a record, found values nested too deep"),
        ('{"id": ' + "1" * 5000 + "}", "expected the JSON of a record, found something else: Exceeds the limit"),
    ],
)
def test_what_is_no_record_is_told(written: str | bytes, message: str) -> None:
    with pytest.raises(entente.InputError) as raised:
        Record.from_json(written)
    assert str(raised.value).startswith(message)


def test_another_form_and_another_text_are_told(record: Record) -> None:
    with pytest.raises(entente.InputError, match="^schema: expected `entente/1`, found `entente/2`: install a version"):
        Record.from_dict({**record.to_dict(), "schema": "entente/2"})
    with pytest.raises(entente.InputError, match="^text: expected the text of record `talks-1`, found another"):
        Record.from_json(record.to_json(), TEXT + " ")


def test_a_record_that_was_put_together_wrongly_is_not_written(record: Record) -> None:
    wrong = dataclasses.replace(record, title=3)  # type: ignore[arg-type]
    with pytest.raises(entente.InputError, match="^expected a record of `entente/1`: invalid type"):
        wrong.to_json()
    assert json.loads(dataclasses.replace(record, title="Ünï").to_json())["title"] == "Ünï"


def test_words_are_those_of_the_spans(record: Record) -> None:
    spanned = [*record.quotes, *record.statements, *record.numbers, *record.materiel, *record.places, *record.times]
    mentions = [mention for entity in record.entities for mention in entity.mentions]
    parties = [party for event in record.events for party in event.parties]
    together: list[Any] = [*spanned, *mentions, *parties, *(event.trigger for event in record.events)]
    for of in together:
        assert record.words(of) == of.text == TEXT[of.start : of.end]
    assert record.words(Span(0, 5)) == record.words((0, 5)) == "ACCRA"
    places = [event.place for event in record.events if event.place is not None]
    assert places and all(record.words(place) == place.text for place in places)
    killed = next(event for event in record.events if event.type == "ASSAULT")
    assert record.sentence(killed).startswith("Two soldiers 👩‍✈️ were killed")
    with pytest.raises(entente.InputError, match="^record `talks-1`: expected its text, found none: hand it over"):
        Record.from_json(record.to_json()).words((0, 5))


def test_entities_and_events_are_found_by_their_ids(record: Record) -> None:
    event = record.events[0]
    entity = record.entity(event.actors[0].entity)
    assert event in record.events_of(entity) and record.events_of(entity.id) == record.events_of(entity)
    assert record.event(event.id) is event
    for look_up in (record.entity, record.event, record.events_of):
        with pytest.raises(entente.InputError, match="expected the id of one of .*, found `e999`$"):
            look_up("e999")


def test_a_record_is_shown_in_a_line(record: Record) -> None:
    shown = f"<Record 'talks-1', published 2025-11-04: {len(record.events)} events, {len(record.entities)} entities>"
    assert repr(record) == shown


def test_the_types_of_dictionaries_are_those_of_the_classes() -> None:
    spec = importlib.util.spec_from_file_location("typed_dicts", PACKAGE / "typed_dicts.py")
    assert spec is not None and spec.loader is not None
    typed_dicts = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(typed_dicts)
    found = (PACKAGE / "python/entente/record_dicts.py").read_text()
    assert found == typed_dicts.written(), "run `python typed_dicts.py`"
