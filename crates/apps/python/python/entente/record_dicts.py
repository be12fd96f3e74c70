"""The types of ``Record.to_dict()``: made by ``typed_dicts.py`` after ``record.py``, do not edit."""

from __future__ import annotations

from typing import TypedDict


class DatelineDict(TypedDict):
    """Dateline as JSON; what its fields mean, see :class:`entente.record.Dateline`."""

    places: list[str]
    date: str | None
    start: int
    end: int


class ProvenanceDict(TypedDict):
    """Provenance as JSON; what its fields mean, see :class:`entente.record.Provenance`."""

    name: str
    version: str
    models: str
    knowledge: str


class OfficeDict(TypedDict):
    """Office as JSON; what its fields mean, see :class:`entente.record.Office`."""

    rank: str | None
    post: str | None
    body: str | None
    country: str | None
    when: str
    start: int
    end: int


class MentionDict(TypedDict):
    """Mention as JSON; what its fields mean, see :class:`entente.record.Mention`."""

    start: int
    end: int
    text: str
    form: str


class EntityDict(TypedDict):
    """Entity as JSON; what its fields mean, see :class:`entente.record.Entity`."""

    id: str
    kind: str
    name: str
    country: str | None
    sectors: list[str]
    knowledge_id: str | None
    wikidata: str | None
    offices: list[OfficeDict]
    mentions: list[MentionDict]


class TriggerDict(TypedDict):
    """Trigger as JSON; what its fields mean, see :class:`entente.record.Trigger`."""

    start: int
    end: int
    text: str


class ArgumentDict(TypedDict):
    """Argument as JSON; what its fields mean, see :class:`entente.record.Argument`."""

    entity: str
    start: int
    end: int
    text: str
    country: str | None
    sector: str
    other_sectors: list[str]


class EventDateDict(TypedDict):
    """EventDate as JSON; what its fields mean, see :class:`entente.record.EventDate`."""

    start: str
    end: str
    basis: str
    text: str | None
    span: list[int] | None


class EventPlaceDict(TypedDict):
    """EventPlace as JSON; what its fields mean, see :class:`entente.record.EventPlace`."""

    text: str
    span: list[int]
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    feature: str | None


class AttributionDict(TypedDict):
    """Attribution as JSON; what its fields mean, see :class:`entente.record.Attribution`."""

    entity: str | None
    text: str
    span: list[int]


class DenialDict(TypedDict):
    """Denial as JSON; what its fields mean, see :class:`entente.record.Denial`."""

    event: str
    entity: str | None
    text: str | None
    span: list[int] | None


class EventDict(TypedDict):
    """Event as JSON; what its fields mean, see :class:`entente.record.Event`."""

    id: str
    sentence: int
    trigger: TriggerDict
    type: str
    mode: str | None
    status: str
    quad: int
    score: float
    cameo: str
    goldstein: float
    contexts: list[str]
    actors: list[ArgumentDict]
    recipients: list[ArgumentDict]
    date: EventDateDict | None
    place: EventPlaceDict | None
    attribution: AttributionDict | None
    denied_by: list[DenialDict]
    confidence: float
    evidence: list[list[int]]
    why: str


class TimeDict(TypedDict):
    """Time as JSON; what its fields mean, see :class:`entente.record.Time`."""

    start: int
    end: int
    text: str
    first: str | None
    last: str | None


class PlaceDict(TypedDict):
    """Place as JSON; what its fields mean, see :class:`entente.record.Place`."""

    start: int
    end: int
    text: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames: int | None


class SayingDict(TypedDict):
    """Saying as JSON; what its fields mean, see :class:`entente.record.Saying`."""

    entity: str | None
    text: str
    span: list[int]
    cue: str | None


class QuoteDict(TypedDict):
    """Quote as JSON; what its fields mean, see :class:`entente.record.Quote`."""

    start: int
    end: int
    text: str
    style: str
    speaker: str | None
    cue: str | None
    target: str | None
    sayings: list[SayingDict]
    why: str


class NumberDict(TypedDict):
    """Number as JSON; what its fields mean, see :class:`entente.record.Number`."""

    start: int
    end: int
    text: str
    kind: str
    low: float | None
    high: float | None
    of: str | None
    event: str | None
    attribution: str | None
    why: str


class ValueDict(TypedDict):
    """Value as JSON; what its fields mean, see :class:`entente.record.Value`."""

    amount: float
    currency: str | None
    text: str
    span: list[int]


MaterielDict = TypedDict(
    "MaterielDict",
    {
        "start": int,
        "end": int,
        "text": str,
        "item": str | None,
        "class": str,
        "supplier": str | None,
        "supplier_entity": str | None,
        "receiver": str | None,
        "receiver_entity": str | None,
        "maker": str | None,
        "stage": str,
        "quantity": float | None,
        "value": ValueDict | None,
        "event": str | None,
        "why": str,
    },
)
"""Materiel as JSON; what its fields mean, see :class:`entente.record.Materiel`."""


class ExerciseDict(TypedDict):
    """Exercise as JSON; what its fields mean, see :class:`entente.record.Exercise`."""

    start: int
    end: int
    text: str
    name: str | None
    participants: list[str]
    event: str | None


class RecordDict(TypedDict):
    """Record as JSON; what its fields mean, see :class:`entente.record.Record`."""

    schema: str
    id: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    language: str | None
    dateline: DatelineDict | None
    text_sha256: str
    coder: ProvenanceDict
    sentences: list[list[int]]
    entities: list[EntityDict]
    events: list[EventDict]
    times: list[TimeDict]
    places: list[PlaceDict]
    quotes: list[QuoteDict]
    statements: list[QuoteDict]
    numbers: list[NumberDict]
    materiel: list[MaterielDict]
    exercises: list[ExerciseDict]
    warnings: list[str]
