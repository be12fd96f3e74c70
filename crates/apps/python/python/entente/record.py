"""The record of one report, ``entente/1``, with types.

Offsets ``start`` and ``end`` and every :class:`Span` count Unicode code points of the report's text, half-open, so that
``text[start:end]`` are the words. What is not known is ``None`` or an empty tuple, never a word that means unknown.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import sys
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, cast

from . import _entente
from .errors import InputError

if typing.TYPE_CHECKING:
    from .record_dicts import RecordDict

FORM = "entente/1"
"""The name of the form, as the field ``schema`` holds it."""


class Span(NamedTuple):
    """Code points ``start`` to before ``end``."""

    start: int
    """First code point."""
    end: int
    """One past the last."""


class Placed(Protocol):
    """What stands somewhere in the text."""

    @property
    def span(self) -> Span | None:
        """Where."""


class _Standing:
    """What has ``start`` and ``end``."""

    __slots__ = ()

    if typing.TYPE_CHECKING:

        @property
        def start(self) -> int: ...
        @property
        def end(self) -> int: ...

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Dateline(_Standing):
    """The place-and-date line that a report begins with."""

    places: tuple[str, ...]
    """Places, as written."""
    date: str | None
    """The day it names, ISO 8601."""
    start: int
    """First code point."""
    end: int
    """One past the last."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What coded a report."""

    name: str
    """``entente``."""
    version: str
    """Its version."""
    models: str
    """Hash of the models, hexadecimal."""
    knowledge: str
    """Hash of the tables, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Office(_Standing):
    """A rank or post that a passage gives a person."""

    rank: str | None
    """``Lieutenant General``."""
    post: str | None
    """``Principal Staff Officer``."""
    body: str | None
    """``Armed Forces Division``."""
    country: str | None
    """The country it is an office of, ISO 3166-1 alpha-3."""
    when: str
    """``current``, ``former`` or ``incoming``."""
    start: int
    """First code point of the words that say so."""
    end: int
    """One past the last."""


@dataclass(frozen=True, slots=True)
class Mention(_Standing):
    """A phrase that means an entity."""

    start: int
    """First code point."""
    end: int
    """One past the last."""
    text: str
    """The words."""
    form: str
    """``name``, ``nominal``, ``pronoun`` or ``modifier``."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that a report speaks of."""

    id: str
    """``e1``, ``e2``, in this record."""
    kind: str
    """``person``, ``group``, ``organisation``, ``state`` or ``place``."""
    name: str
    """Its fullest name in the text, or first description."""
    country: str | None
    """ISO 3166-1 alpha-3, or the code that stands in its place."""
    sectors: tuple[str, ...]
    """PLOVER sectors, the primary one first."""
    knowledge_id: str | None
    """Its id in the tables."""
    wikidata: str | None
    """Its id in Wikidata."""
    offices: tuple[Office, ...]
    """A person's offices."""
    mentions: tuple[Mention, ...]
    """Its mentions, in the order of the text; at least one."""


@dataclass(frozen=True, slots=True)
class Trigger(_Standing):
    """The words that express an event."""

    start: int
    """First code point."""
    end: int
    """One past the last."""
    text: str
    """The words."""


@dataclass(frozen=True, slots=True)
class Argument(_Standing):
    """A party of an event, with its codes at the time of the event."""

    entity: str
    """Which of the record's entities."""
    start: int
    """First code point."""
    end: int
    """One past the last."""
    text: str
    """The words."""
    country: str | None
    """ISO 3166-1 alpha-3, or the code that stands in its place."""
    sector: str
    """Primary PLOVER sector."""
    other_sectors: tuple[str, ...]
    """Further sectors."""


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event took place."""

    start: str
    """First day, ISO 8601."""
    end: str
    """Last day, ISO 8601."""
    basis: str
    """``stated``, ``dateline`` or ``published``: how it is known."""
    text: str | None
    """The words that say so."""
    span: Span | None
    """Where they stand."""


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event took place."""

    text: str
    """The words."""
    span: Span
    """Where they stand."""
    name: str
    """Name in the tables, or as written."""
    country: str | None
    """ISO 3166-1 alpha-3."""
    admin1: str | None
    """Province or state."""
    lat: float | None
    """Degrees north, WGS 84, -90 to 90."""
    lon: float | None
    """Degrees east, WGS 84, -180 to 180."""
    geonames: int | None
    """GeoNames id."""
    feature: str | None
    """GeoNames feature code."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says that an event took place."""

    entity: str | None
    """Which of the record's entities."""
    text: str
    """The words."""
    span: Span
    """Where they stand."""


@dataclass(frozen=True, slots=True)
class Denial:
    """Who denies an event, in the same report."""

    event: str
    """The event that denies."""
    entity: str | None
    """Which of the record's entities."""
    text: str | None
    """The words that name him."""
    span: Span | None
    """Where they stand."""


@dataclass(frozen=True, slots=True)
class Event:
    """One actor set doing one thing to at most one recipient set, as one passage reports it."""

    id: str
    """Hash of document, type, trigger and parties: the same in every run."""
    sentence: int
    """Index into the record's sentences, from 0."""
    trigger: Trigger
    """The words that express the action."""
    type: str
    """PLOVER 2.0 event type."""
    mode: str | None
    """Mode of the type."""
    status: str
    """``actual``, ``future``, ``hypothetical``, ``negated`` or ``historical``."""
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    score: float
    """PLOVER's conflict-cooperation score, -10 to 10."""
    cameo: str
    """The CAMEO code that fits best, with its leading zero."""
    goldstein: float
    """Goldstein value of that code, -10 to 10."""
    contexts: tuple[str, ...]
    """PLOVER contexts."""
    actors: tuple[Argument, ...]
    """Who does it."""
    recipients: tuple[Argument, ...]
    """To whom."""
    date: EventDate | None
    """When."""
    place: EventPlace | None
    """Where."""
    attribution: Attribution | None
    """Who says so."""
    denied_by: tuple[Denial, ...]
    """Who denies it."""
    confidence: float
    """Probability that type and parties are right, 0 to 1."""
    evidence: tuple[Span, ...]
    """All spans that support it; at least one."""
    why: str
    """The reasons, separated by ``; ``."""

    @property
    def span(self) -> Span:
        """Where its trigger stands."""
        return self.trigger.span

    @property
    def parties(self) -> tuple[Argument, ...]:
        """Actors, then recipients."""
        return self.actors + self.recipients


@dataclass(frozen=True, slots=True)
class Time(_Standing):
    """A time expression and the days it means."""

    start: int
    """First code point."""
    end: int
    """One past the last."""
    text: str
    """The words."""
    first: str | None
    """First day, ISO 8601."""
    last: str | None
    """Last day, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Place(_Standing):
    """A place that a report names."""

    start: int
    """First code point."""
    end: int
    """One past the last."""
    text: str
    """The words."""
    name: str
    """Name in the tables, or as written."""
    country: str | None
    """ISO 3166-1 alpha-3."""
    admin1: str | None
    """Province or state."""
    lat: float | None
    """Degrees north, WGS 84, -90 to 90."""
    lon: float | None
    """Degrees east, WGS 84, -180 to 180."""
    geonames: int | None
    """GeoNames id."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One who says something or passes it on."""

    entity: str | None
    """Which of the record's entities."""
    text: str
    """The words that name him."""
    span: Span
    """Where they stand."""
    cue: str | None
    """The word of saying."""


@dataclass(frozen=True, slots=True)
class Quote(_Standing):
    """Words that a report puts into a mouth, or retells."""

    start: int
    """First code point of the words, without their quotation marks."""
    end: int
    """One past the last."""
    text: str
    """The words."""
    style: str
    """``direct``, ``mixed`` or ``indirect``."""
    speaker: str | None
    """Which of the record's entities says them."""
    cue: str | None
    """The word of saying."""
    target: str | None
    """About which of the record's entities they are."""
    sayings: tuple[Saying, ...]
    """The speaker, then those who pass it on, nearest first."""
    why: str
    """The rule that found the speaker."""


@dataclass(frozen=True, slots=True)
class Number(_Standing):
    """A count that a report gives."""

    start: int
    """First code point."""
    end: int
    """One past the last."""
    text: str
    """The words."""
    kind: str
    """What is counted: ``killed``, ``protesters``, ``amount`` …"""
    low: float | None
    """At least so many."""
    high: float | None
    """At most so many."""
    of: str | None
    """Of whom or what; an amount's currency, ISO 4217."""
    event: str | None
    """The event it belongs to."""
    attribution: str | None
    """Which of the record's entities says so."""
    why: str
    """The rule that read it."""


@dataclass(frozen=True, slots=True)
class Value:
    """A sum of money."""

    amount: float
    """In units of the currency."""
    currency: str | None
    """ISO 4217."""
    text: str
    """The words."""
    span: Span
    """Where they stand."""


@dataclass(frozen=True, slots=True)
class Materiel(_Standing):
    """A military item, and where its deal stands."""

    start: int
    """First code point."""
    end: int
    """One past the last."""
    text: str
    """The words."""
    item: str | None
    """Its id in the tables."""
    class_: str = field(metadata={"name": "class"})
    """Class of item: ``aircraft``, ``ship`` …; ``class`` in JSON."""
    supplier: str | None
    """The country that gives it."""
    supplier_entity: str | None
    """Which of the record's entities gives it."""
    receiver: str | None
    """The country that gets it, or has it."""
    receiver_entity: str | None
    """Which of the record's entities gets it, or has it."""
    maker: str | None
    """Who makes it."""
    stage: str
    """Where the deal stands: ``interest``, ``contract``, ``delivered`` …"""
    quantity: float | None
    """How many."""
    value: Value | None
    """What it costs."""
    event: str | None
    """The event it belongs to."""
    why: str
    """The reasons, separated by ``; ``."""


@dataclass(frozen=True, slots=True)
class Exercise(_Standing):
    """A military exercise."""

    start: int
    """First code point."""
    end: int
    """One past the last."""
    text: str
    """The words."""
    name: str | None
    """Its name, if it has one."""
    participants: tuple[str, ...]
    """Which of the record's entities take part."""
    event: str | None
    """The event it belongs to."""


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """What one report becomes: who did what to whom, when and where, each with its words.

    Made by :meth:`Coder.code` or :meth:`Record.from_json`. In a notebook it shows its text with the words of events
    underlined, and a table of the events.
    """

    schema: str
    """``entente/1``."""
    id: str
    """The caller's id, or the text's hash."""
    title: str | None
    """Headline."""
    url: str | None
    """Where the report was found."""
    publisher: str | None
    """Who printed it."""
    published: str | None
    """The day it was published, ISO 8601."""
    language: str | None
    """ISO 639-1."""
    dateline: Dateline | None
    """The place-and-date line it begins with."""
    text_sha256: str
    """SHA-256 of the text in UTF-8, hexadecimal."""
    coder: Provenance
    """What coded it."""
    sentences: tuple[Span, ...]
    """Sentences, in order."""
    entities: tuple[Entity, ...]
    """Who and what is named or takes part, by first mention."""
    events: tuple[Event, ...]
    """Events, in the order of their triggers."""
    times: tuple[Time, ...]
    """Time expressions, in the order of the text."""
    places: tuple[Place, ...]
    """Places named, in the order of the text."""
    quotes: tuple[Quote, ...]
    """Words between quotation marks, in the order of the text."""
    statements: tuple[Quote, ...]
    """What is retold without quotation marks, in the order of the text."""
    numbers: tuple[Number, ...]
    """Casualties, crowds, amounts."""
    materiel: tuple[Materiel, ...]
    """Military items and where their deal stands."""
    exercises: tuple[Exercise, ...]
    """Military exercises."""
    warnings: tuple[str, ...]
    """What a reader should know of gaps."""
    text: str | None = field(default=None, compare=False, metadata={"name": None})
    """The text that spans count in, as it was handed in; ``None`` where it is not at hand. No part of the JSON."""

    def __repr__(self) -> str:
        published = "" if self.published is None else f", published {self.published}"
        return f"<Record {self.id!r}{published}: {len(self.events)} events, {len(self.entities)} entities>"

    def _repr_html_(self) -> str:
        return self.html()

    @staticmethod
    def from_json(record: str | bytes, text: str | None = None) -> Record:
        """Reads a record as ``entente code --output json`` prints it.

        Parameters
        ----------
        record
            One JSON object; bytes are UTF-8. Fields that this version does not know are ignored.
        text
            The report's text, if it is at hand.

        Raises
        ------
        InputError
            If it is not JSON, has another form, lacks a field, or has a value of a wrong type: the message has its
            path, such as ``events[3].trigger.start``. If the text is not the one it was made of.
        """
        return Record.from_dict(_parsed(record), text)

    @staticmethod
    def from_dict(record: Mapping[str, Any], text: str | None = None) -> Record:
        """Reads a record as :meth:`to_dict` gives it; see :meth:`from_json`."""
        read = _read_record(record)
        if read.schema != FORM:
            raise InputError(f"schema: expected `{FORM}`, found `{read.schema}`: install a version that reads it")
        if text is None:
            return read
        if hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest() != read.text_sha256:
            raise InputError(
                f"text: expected the text of record `{read.id}`, found another: hand over the text as it was coded"
            )
        return dataclasses.replace(read, text=text)

    def to_dict(self) -> RecordDict:
        """The record as dictionaries, lists, strings, numbers and ``None``, with the fields of its JSON."""
        return cast("RecordDict", _plain(self))

    def to_json(self) -> str:
        """The record as one line of JSON, byte for byte as ``entente code --output json`` prints it.

        Raises
        ------
        InputError
            If a field was replaced by what no record can have.
        """
        try:
            return _entente.canonical(json.dumps(self.to_dict()))
        except UnicodeEncodeError as error:
            raise InputError(f"expected characters, found half of one (a lone surrogate): {error}") from error

    def html(self, events: Iterable[Event | str] | None = None) -> str:
        """The record for a page or a notebook: its text with the words of events underlined, and a table of the events.

        Parameters
        ----------
        events
            Which events, or their ids; all if not given.

        Raises
        ------
        InputError
            If an event is not of this record.
        """
        from .html import render

        return render(self, events)

    def words(self, of: Placed | Span | tuple[int, int]) -> str:
        """The words of a span, or of whatever has one: ``record.words(event.trigger)``.

        Empty where it has no span, as a day that no words say.

        Raises
        ------
        InputError
            If the text is not at hand.
        """
        span = of if isinstance(of, tuple) else of.span
        if self.text is None:
            raise InputError(
                f"record `{self.id}`: expected its text, found none: hand it over with `Record.from_json(…, text=…)`"
            )
        return "" if span is None else self.text[max(span[0], 0) : max(span[1], 0)]

    def sentence(self, of: Event) -> str:
        """The sentence of an event.

        Raises
        ------
        InputError
            If the text is not at hand, or the event is of another record.
        """
        if of.sentence >= len(self.sentences):
            raise InputError(f"sentence: expected a number below {len(self.sentences)}, found {of.sentence}")
        return self.words(self.sentences[of.sentence])

    def entity(self, id: str) -> Entity:
        """The entity of this id: ``record.entity(event.actors[0].entity)``.

        Raises
        ------
        InputError
            If there is none.
        """
        found = next((entity for entity in self.entities if entity.id == id), None)
        if found is None:
            raise InputError(f"entity: expected the id of one of {len(self.entities)} entities (`e1` …), found `{id}`")
        return found

    def event(self, id: str) -> Event:
        """The event of this id.

        Raises
        ------
        InputError
            If there is none.
        """
        found = next((event for event in self.events if event.id == id), None)
        if found is None:
            raise InputError(f"event: expected the id of one of {len(self.events)} events, found `{id}`")
        return found

    def events_of(self, entity: Entity | str) -> tuple[Event, ...]:
        """The events in which an entity, or the one of this id, takes part, in their order.

        Raises
        ------
        InputError
            If there is no entity of this id.
        """
        id = self.entity(entity).id if isinstance(entity, str) else entity.id
        return tuple(event for event in self.events if any(party.entity == id for party in event.parties))


def json_name(of: dataclasses.Field[Any]) -> str | None:
    """The name of a field in JSON; ``None`` if it is not there."""
    return cast("str | None", of.metadata.get("name", of.name))


def _parsed(record: str | bytes) -> Mapping[str, Any]:
    try:
        parsed = json.loads(record, parse_constant=_refuse)
    except RecursionError:
        raise InputError("expected the JSON of a record, found values nested too deep") from None
    except ValueError as error:
        raise InputError(f"expected the JSON of a record, found something else: {error}") from error
    return cast(Mapping[str, Any], parsed)


def _refuse(constant: str) -> None:
    raise ValueError(f"`{constant}` is no JSON")


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        named = ((json_name(of), getattr(value, of.name)) for of in dataclasses.fields(value))
        return {name: _plain(item) for name, item in named if name is not None}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


class _WrongValue(Exception):
    """A value is not what a field holds; whoever looked at it adds where it stands."""

    def __init__(self, expected: str, value: object) -> None:
        super().__init__(expected)
        self.path = ""
        self.reason = f"expected {expected}, found {_found(value)}"

    def at(self, step: str) -> _WrongValue:
        """The same, seen from further out."""
        self.path = step + ("." if self.path and self.path[0] != "[" else "") + self.path
        return self


_Reader = Callable[[Any], Any]
"""Makes a field of a JSON value."""


def _read_record(value: object) -> Record:
    try:
        return cast(Record, _read_object(_readers(Record), Record, value))
    except _WrongValue as wrong:
        raise InputError(f"{wrong.path or 'record'}: {wrong.reason}: is it a record of `{FORM}`?") from None


def _read_object(readers: list[tuple[str, _Reader]], cls: type, value: object) -> Any:
    if not isinstance(value, Mapping):
        raise _WrongValue("an object", value)
    values, key = [], ""
    try:
        for key, read in readers:
            values.append(read(value.get(key)))
    except _WrongValue as wrong:
        raise wrong.at(key) from None
    return cls(*values)


@functools.cache
def _readers(cls: type) -> list[tuple[str, _Reader]]:
    """Names in JSON and readers of the fields, in their order."""
    hints = typing.get_type_hints(cls)
    named = ((json_name(of), hints[of.name]) for of in dataclasses.fields(cls))
    return [(name, _reader(hint)) for name, hint in named if name is not None]


def _reader(hint: Any) -> _Reader:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType or origin is typing.Union:
        return functools.partial(_read_optional, _reader(arguments[0]))
    if origin is tuple:
        return functools.partial(_read_list, _reader(arguments[0]))
    if hint in _SCALARS:
        return cast(_Reader, _SCALARS[hint])
    return functools.partial(_read_object, _readers(hint), hint)


def _read_optional(read: _Reader, value: object) -> Any:
    return None if value is None else read(value)


def _read_list(read: _Reader, value: object) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise _WrongValue("a list", value)
    items: list[Any] = []
    try:
        for item in value:
            items.append(read(item))
    except _WrongValue as wrong:
        raise wrong.at(f"[{len(items)}]") from None
    return tuple(items)


def _read_string(value: object) -> str:
    if not isinstance(value, str):
        raise _WrongValue("a string", value)
    return value


def _read_integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _MOST:
        raise _WrongValue(f"a whole number from 0 to {_MOST - 1}", value)
    return value


def _read_number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= _LARGEST:
        raise _WrongValue("a number", value)
    return float(value)


def _read_span(value: object) -> Span:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise _WrongValue("a list of two whole numbers", value)
    start, end = _read_list(_read_integer, value)
    return Span(start, end)


_SCALARS: dict[Any, Any] = {str: _read_string, int: _read_integer, float: _read_number, Span: _read_span}

_MOST = 1 << 32
"""Texts are shorter, in code points, and so are ids that are numbers."""

_LARGEST = sys.float_info.max


def _found(value: object) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "a truth value"
        case int() | float():
            return "another number" if isinstance(value, int) and abs(value) >= _MOST else f"the number {value}"
        case str():
            return "a string"
        case list() | tuple():
            return f"a list of {len(value)}"
        case Mapping():
            return "an object"
    return type(value).__name__
