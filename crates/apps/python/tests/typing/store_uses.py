"""Uses of stores and of knowledge that `mypy --strict` must understand; it is never run."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import assert_type

import pyarrow

import entente
from entente.knowledge import Meaning, Problem
from entente.store import Added, Filters, Report

store = entente.Store("news.db", create=True)
entente.Store(Path("news.db"))

filters: Filters = {"actor": ["BGD", "PAK"], "since": datetime.date(2025, 1, 1), "type": "CONSULT"}
assert_type(store.events(**filters), pyarrow.Table)
store.events(between=("BGD", "PAK"), min_confidence=0.5, sort="oldest", limit=10)
store.events(between="BGD")  # type: ignore[arg-type]
store.events(actors="BGD")  # type: ignore[call-arg]
store.events(sort="sideways")  # type: ignore[arg-type]
store.happenings(publishers=2, disputed=True, place="Dhaka")
assert_type(store.count(type=["CONSULT"]), int)
assert_type(store.add(pyarrow.table({"text": ["Talks resumed."]})), Added)
assert_type(store.report("visit"), Report)
assert_type(store.record("visit"), entente.Record)
assert_type(store.deals("JF-17", class_="fighter"), pyarrow.Table)

relation = store.relations("BGD", "PAK", by="quarter", strand="military")
assert_type(relation, entente.Relation)
assert_type(relation.table, pyarrow.Table)
assert_type(relation.svg(), str)
store.relations("BGD", "PAK", by="decade")  # type: ignore[arg-type]

known = entente.Knowledge("mine", Path("yours"))
assert_type(known.lookup("NATO", date=datetime.date(2025, 1, 1)), list[Meaning])
assert_type(known.lookup("NATO")[0].start, datetime.date | None)
assert_type(known.problems, list[Problem])
assert_type(entente.Knowledge.check("mine"), list[Problem])
entente.Coder(knowledge=known)
