"""Uses of coders, records and tables that `mypy --strict` must understand; it is never run."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, assert_type

import pandas
import polars
import pyarrow

import entente
from entente.record import Argument, Entity, Event, EventDate, EventPlace

coder = entente.Coder()
entente.Coder("knowledge", threads=2)
entente.Coder([Path("mine"), "yours"], models=Path("models"))
entente.Coder(entente.Knowledge("mine"))
entente.Coder(3)  # type: ignore[arg-type]

record = coder.code("Talks resumed.", published=datetime.date(2025, 3, 6), id="talks-1")
coder.code("Talks resumed.", published="2025-03-06", title="Talks", byline="A. Roy")
coder.code("Talks resumed.", publishd="2025-03-06")  # type: ignore[call-arg]
coder.code("Talks resumed.", published=20250306)  # type: ignore[arg-type]
assert_type(record, entente.Record)

assert_type(record.published, str | None)
assert_type(record.events, tuple[Event, ...])
event = record.events[0]
assert_type(event.type, str)
assert_type(event.mode, str | None)
assert_type(event.score, float)
assert_type(event.actors, tuple[Argument, ...])
assert_type(event.date, EventDate | None)
assert_type(event.place, EventPlace | None)
assert_type(event.trigger.span, entente.Span)
assert_type(record.entity("e1"), Entity)
assert_type(record.events_of("e1"), tuple[Event, ...])
assert_type([record.words(of) for of in (event, event.trigger, event.evidence[0], record.quotes[0])], list[str])
if event.place is not None and event.date is not None:
    assert_type(record.words(event.place) + record.words(event.date), str)
record.words("e1")  # type: ignore[arg-type]
event.type = "AID"  # type: ignore[misc]
event.kind  # type: ignore[attr-defined]

fields = record.to_dict()
assert_type(fields["events"][0]["type"], str)
assert_type(fields["events"][0]["trigger"]["start"], int)
assert_type(fields["materiel"][0]["class"], str)
fields["event"]  # type: ignore[typeddict-item]
assert_type(entente.Record.from_json(record.to_json(), text="Talks resumed."), entente.Record)
assert_type(entente.render(record, events=[event, "0123456789abcdef"]), str)

table = pyarrow.table({"text": ["Talks resumed."]})
assert_type(coder.code_table(table, form="nested"), pyarrow.Table)
assert_type(coder.code_table(table).errors, pyarrow.Table)
assert_type(coder.code_batch(table), pyarrow.RecordBatch)
assert_type(coder.code_batches(table), pyarrow.RecordBatchReader)
coder.code_table(table, form="long")  # type: ignore[call-overload]
coder.code_table(table, columns=["body"])  # type: ignore[call-overload]
assert_type(entente.schema("events"), pyarrow.Schema)
entente.schema("event")  # type: ignore[arg-type]

frame = polars.DataFrame({"body": ["Talks resumed."]})
tables = coder.code_table(frame, columns={"text": "body"})
assert_type(tables, entente.Tables[polars.DataFrame])
assert_type(tables["events"].filter(polars.col("quad") > 2), polars.DataFrame)
assert_type(tables.errors, polars.DataFrame)
assert_type(coder.code_table(frame, form="json"), polars.DataFrame)

assert_type(coder.code_table(pandas.DataFrame({"text": []}), form="json"), Any)
