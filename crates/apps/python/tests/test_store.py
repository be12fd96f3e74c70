"""Stores: the same questions as on the command line, answered as Arrow."""

from __future__ import annotations

import csv
import datetime
import inspect
import io
import json
import multiprocessing
import pickle
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

import entente
from conftest import ROOT

VISIT = "The foreign ministers of Ghana and Togo met in Accra on Monday. Togo condemned the attack on a market."
STRIKE = "Kenyan police arrested three leaders of the teachers' union in Nairobi on Tuesday, a spokesman said."


@pytest.fixture
def empty(tmp_path: Path) -> entente.Store:
    return entente.Store(tmp_path / "news.db", create=True)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> entente.Store:
    store = entente.Store(tmp_path_factory.mktemp("small") / "small.db", create=True)
    store.add(reports())
    return store


def reports() -> pyarrow.Table:
    return pyarrow.Table.from_pylist(
        [
            {"id": "visit", "text": VISIT, "published": datetime.date(2025, 3, 4), "publisher": "The Volta Post"},
            {"id": "strike", "text": STRIKE, "published": datetime.date(2025, 3, 5), "publisher": "Rift Times"},
        ]
    )


# Opening.


def test_where_there_is_no_store_the_message_tells_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(entente.StoreError, match=r"none\.db: no store there: .*create=True") as raised:
        entente.Store(tmp_path / "none.db")
    assert "--store" not in str(raised.value)
    assert not (tmp_path / "none.db").exists()


def test_another_file_and_a_folder_are_no_stores(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("Notes of mine. " * 100)
    for path, reason in [
        (other, "not a store of Entente: name another file$"),
        (tmp_path, "a folder, expected the file"),
    ]:
        with pytest.raises(entente.StoreError, match=reason):
            entente.Store(path)
        with pytest.raises(entente.StoreError, match=reason):
            entente.Store(path, create=True)
    assert other.read_text().startswith("Notes of mine.")


@pytest.mark.parametrize("schema", [1, 2])
def test_an_older_store_is_told_to_be_migrated_and_left_as_it_is(tmp_path: Path, schema: int) -> None:
    path = tmp_path / "old.db"
    packed = ROOT / f"crates/engine/store/tests/stores/{schema}.db.zst"
    path.write_bytes(pyarrow.input_stream(str(packed), compression="zstd").read())
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(entente.StoreError, match=rf"schema {schema}, expected \d+: `entente store migrate`"):
            entente.Store(path, create=create)
    assert path.read_bytes() == before


def test_an_existing_store_is_not_made_anew(small: entente.Store) -> None:
    assert entente.Store(small.path, create=True).info()["reports"] == 2


# Events and what belongs to them.


def test_events_have_the_documented_columns_and_their_happenings(small: entente.Store) -> None:
    events = small.events()
    assert events.schema.field("event_type").metadata[b"description"] == b"PLOVER type"
    assert pyarrow.types.is_date32(events.schema.field("event_date").type)
    assert events.num_rows == small.info()["events"] > 0
    assert events["happening_id"].null_count == events["added"].null_count == 0
    visit = events.filter(pyarrow.compute.equal(events["event_type"].cast("string"), "CONSULT")).to_pylist()[0]
    assert visit["event_date"] == datetime.date(2025, 3, 3)
    assert sorted(visit["actor_countries"] + visit["recipient_countries"]) == ["GHA", "TGO"]


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"actor": "BGD"}, ["--actor", "BGD"]),
    ({"actor": ["Bangladesh", "IND"]}, ["--actor", "Bangladesh", "--actor", "IND"]),
    ({"recipient": "PAK"}, ["--recipient", "PAK"]),
    ({"between": ("BGD", "Pakistan")}, ["--between", "BGD", "Pakistan"]),
    ({"type": "CONSULT"}, ["--type", "CONSULT"]),
    ({"type": ["consult", "AGREE"], "status": "actual"}, ["--type", "consult,AGREE", "--status", "actual"]),
    ({"mode": "visit"}, ["--mode", "visit"]),
    ({"context": "military"}, ["--context", "military"]),
    ({"place": "Dhaka"}, ["--place", "Dhaka"]),
    ({"person": "Munir"}, ["--person", "Munir"]),
    ({"materiel": "JF-17"}, ["--materiel", "JF-17"]),
    ({"publisher": "Dawn"}, ["--publisher", "Dawn"]),
    ({"report": "r001"}, ["--report", "r001"]),
    ({"words": "coal OR border"}, ["coal", "OR", "border"]),
    ({"since": "2024-09-01", "until": datetime.date(2024, 12, 31)}, ["--since", "2024-09-01", "--until", "2024-12-31"]),
    ({"min_confidence": 0.9}, ["--min-confidence", "0.9"]),
]


@pytest.mark.parametrize(("filters", "arguments"), FILTERS)
def test_filters_mean_what_they_mean_on_the_command_line(
    archive: entente.Store, rows: Any, filters: dict[str, Any], arguments: list[str]
) -> None:
    expected = [row["id"] for row in rows(archive, "query", *arguments, "--limit", "100000")]
    assert archive.events(**filters)["event_id"].to_pylist() == expected
    assert archive.count(**filters) == len(expected)
    if "min_confidence" not in filters:
        assert expected, "a filter that finds nothing shows nothing"


@pytest.mark.parametrize("sort", ["newest", "oldest", "confidence", "conflict", "cooperation"])
def test_order_and_limit_are_those_of_the_command_line(archive: entente.Store, rows: Any, sort: Any) -> None:
    expected = [row["id"] for row in rows(archive, "query", "--sort", sort, "--limit", "40")]
    assert archive.events(sort=sort, limit=40)["event_id"].to_pylist() == expected
    participants = archive.participants(sort=sort, limit=40)["event_id"].to_pylist()
    assert list(dict.fromkeys(participants)) == [id for id in expected if id in participants]


def test_tables_hold_what_the_views_hold(archive: entente.Store) -> None:
    counted = archive.info()
    assert archive.events().num_rows == counted["events"]
    assert archive.reports().num_rows == counted["reports"] == 300
    assert archive.happenings().num_rows == counted["happenings"]
    assert archive.entities().num_rows == counted["entities"]
    assert archive.quotes().num_rows == counted["quotes"]
    assert archive.materiel().num_rows == counted["materiel"]
    views = """SELECT (SELECT count(*) FROM participants WHERE role IN ('actor', 'recipient')) AS participants,
               (SELECT count(*) FROM offices) AS offices"""
    expected = archive.sql(views).to_pylist()[0]
    assert archive.participants().num_rows == expected["participants"]
    assert archive.offices().num_rows == expected["offices"]
    assert archive.numbers().num_rows == sum(len(record["numbers"]) for record in records(archive))


def records(store: entente.Store) -> list[dict[str, Any]]:
    return [json.loads(record) for record in store.reports()["record"].to_pylist()]


def test_reports_without_the_wanted_event_are_left_out(archive: entente.Store) -> None:
    events, found = archive.events(type="CONSULT"), archive.reports(type="CONSULT")
    assert set(found["report_id"].to_pylist()) == set(events["report_id"].to_pylist())
    assert sum(len(ids) for ids in found["event_ids"].to_pylist()) == events.num_rows
    assert archive.reports(limit=7).num_rows == 7
    assert set(archive.quotes(type="CONSULT")["report_id"].to_pylist()) <= set(found["report_id"].to_pylist())


def test_happenings_are_narrowed_by_who_tells_them(archive: entente.Store, rows: Any) -> None:
    def ids(*arguments: str) -> set[str]:
        return {row["id"] for row in rows(archive, "happenings", *arguments, "--limit", "100000")}

    assert set(archive.happenings()["happening_id"].to_pylist()) == ids()
    assert set(archive.happenings(publishers=2)["happening_id"].to_pylist()) == ids("--publishers", "2")
    assert set(archive.happenings(disputed=True)["happening_id"].to_pylist()) == ids("--disputed")
    mentions = archive.happenings(between=("BGD", "IND"), limit=5)
    assert mentions.num_rows == 5
    wanted = set(archive.events(between=("BGD", "IND"))["event_id"].to_pylist())
    assert all(set(ids) <= wanted for ids in mentions["mentions"].to_pylist())


def test_tables_go_to_pandas_and_polars(archive: entente.Store) -> None:
    events = archive.events()
    frame = events.to_pandas()
    assert isinstance(frame, pandas.DataFrame) and len(frame) == events.num_rows
    assert frame["event_type"].value_counts().sum() == events.num_rows
    assert polars.DataFrame(events).height == events.num_rows


# What cannot be asked.


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"type": "VISIT"}, r"type VISIT: expected one of AGREE, CONSULT"),
        ({"status": "over"}, r"status over: expected one of actual"),
        ({"since": "March"}, r"since: expected a day such as 2025-01-16, found 'March'"),
        ({"since": 3}, r"since: expected a day"),
        ({"since": "2025-02-30"}, r"since: expected a day"),
        ({"since": "2025-03-02", "until": "2025-03-01"}, r"since 2025-03-02 until 2025-03-01: .*exchange them"),
        ({"min_confidence": 7}, r"min_confidence: expected a number from 0 to 1, found 7"),
        ({"between": "BGD"}, r"between: expected two parties"),
        ({"between": ("BGD", "PAK", "IND")}, r"between: expected two parties"),
        ({"actor": 5}, r"actor: expected a string or several, found 5"),
        ({"words": "()"}, r"expected at least one word"),
        ({"place": ["Dhaka"]}, r"place: expected a string"),
    ],
)
def test_a_wrong_filter_says_what_is_right(small: entente.Store, filters: dict[str, Any], message: str) -> None:
    with pytest.raises(entente.InputError, match=message):
        small.events(**filters)


@pytest.mark.parametrize("limit", [-1, 2.5, "7"])
def test_a_limit_is_a_number_from_0_on(small: entente.Store, limit: Any) -> None:
    assert small.events(limit=0).num_rows == 0
    assert small.events(limit=10**30).num_rows == small.count()
    with pytest.raises(entente.InputError, match="limit: expected a whole number from 0 on, found"):
        small.events(limit=limit)


def test_an_unknown_filter_is_a_type_error_that_lists_the_known(small: entente.Store) -> None:
    with pytest.raises(TypeError, match=r"`actors`: expected one of words, actor, recipient"):
        small.events(actors="BGD")  # type: ignore[call-arg]
    with pytest.raises(entente.InputError, match=r"sort sideways: expected one of newest, oldest"):
        small.events(sort="sideways")  # type: ignore[arg-type]


def test_the_signature_shows_each_filter() -> None:
    shown = inspect.signature(entente.Store.events).parameters
    assert {"actor", "between", "min_confidence", "sort", "limit"} <= set(shown)


# Stories, deals, pairs.


def test_stories_shifts_and_deals_are_those_of_the_command_line(archive: entente.Store, rows: Any) -> None:
    limit = ["--limit", "100000"]
    assert written(archive.stories("border", since="2024-01-01")) == rows(
        archive, "stories", "border", "--since", "2024-01-01", *limit
    )
    shifts = rows(archive, "shifts", *limit)
    told = written(archive.shifts())
    assert sorted((shift["first"], shift["second"]) for shift in told) == [("BGD", "IND"), ("BGD", "PAK")]
    for name in ("first", "second", "course", "began", "began_first", "began_last", "told", "probability"):
        assert [shift[name] for shift in told] == [shift[name] for shift in shifts], name
    assert told[0]["happenings"] == [made["happening"] for made in shifts[0]["made_by"]]
    assert "a month" in told[0]["changes"]
    assert archive.shifts(between=("BGD", "PAK"), limit=1).num_rows == 1
    deals = rows(archive, "materiel", *limit)
    steps = [{**deal, **step} for deal in deals for step in deal["steps"]]
    found = written(archive.deals())
    assert steps and found == [{name: step[name] for name in found[0]} for step in steps]
    assert archive.deals(supplier="China").num_rows == sum(deal["supplier"] == "CHN" for deal in found)
    with pytest.raises(entente.InputError, match=r"stage never: expected one of"):
        archive.deals(stage="never")
    with pytest.raises(entente.InputError, match=r"supplier Atlantis: expected a country"):
        archive.deals(supplier="Atlantis")


def test_deals_have_a_heading_for_each_column_on_the_command_line(archive: entente.Store, run: Any) -> None:
    printed = run("materiel", "--store", archive.path, "--output", "csv", "--limit", "100000", "--quiet")
    heading, *lines = csv.reader(io.StringIO(printed))
    assert heading == archive.deals().column_names
    assert [line[1] for line in lines] == archive.deals()["name"].to_pylist()
    assert {len(line) for line in lines} == {len(heading)}


def written(table: pyarrow.Table) -> list[dict[str, Any]]:
    """Rows with days as JSON has them."""
    return [json.loads(json.dumps(row, default=str)) for row in table.to_pylist()]


def test_the_network_sums_pairs(archive: entente.Store) -> None:
    pairs = archive.network(limit=3).to_pylist()
    assert len(pairs) == 3 and pairs[0]["happenings"] >= pairs[1]["happenings"]
    assert all(pair["cooperation"] + pair["conflict"] == pair["happenings"] for pair in pairs)
    assert archive.network(least=10**6).num_rows == 0


# SQL.


def test_columns_of_sql_are_of_the_types_of_their_values(small: entente.Store) -> None:
    query = """SELECT 1 AS whole, 2.5 AS number, 'a' AS text, NULL AS gap, 3 AS mixed, NULL AS late
               UNION ALL SELECT 2, 1, NULL, NULL, 'b', 7"""
    answer = small.sql(query)
    types = [pyarrow.int64(), pyarrow.float64(), pyarrow.string(), pyarrow.null(), pyarrow.string(), pyarrow.int64()]
    assert answer.schema.types == types
    assert answer.to_pylist() == [
        {"whole": 1, "number": 2.5, "text": "a", "gap": None, "mixed": "3", "late": None},
        {"whole": 2, "number": 1.0, "text": None, "gap": None, "mixed": "b", "late": 7},
    ]


def test_types_hold_for_all_batches_of_an_answer(small: entente.Store) -> None:
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
    answer = small.sql(f"{numbers} SELECT i, iif(i > 20000, 0.5, i) AS number, iif(i > 29999, 'end', i) AS text FROM n")
    assert answer.num_rows == 30000 and answer.schema.types == [pyarrow.int64(), pyarrow.float64(), pyarrow.string()]
    assert answer["text"][0].as_py() == "1" and answer["text"][-1].as_py() == "end"
    assert answer["number"][0].as_py() == 1.0


def test_an_answer_without_rows_has_its_columns(small: entente.Store) -> None:
    answer = small.sql("SELECT id, title FROM reports WHERE id = 'none'")
    assert (answer.num_rows, answer.column_names) == (0, ["id", "title"])


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("DELETE FROM stored_reports", "only reading is allowed"),
        ("SELECT 1; SELECT 2", "expected one statement"),
        ("SELEC 1", "syntax error"),
        ("SELECT colour FROM reports", "no such column"),
        ("", "empty"),
    ],
)
def test_sql_only_reads(small: entente.Store, query: str, message: str) -> None:
    with pytest.raises(entente.StoreError, match=message):
        small.sql(query)
    assert small.info()["reports"] == 2


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_sql_that_takes_too_long_is_stopped(small: entente.Store) -> None:
    with pytest.raises(entente.StoreError, match=r"longer than 1 s and was stopped: .*`seconds`"):
        small.sql(ENDLESS, seconds=1)


def test_an_interrupt_ends_a_question_and_the_store_goes_on(small: entente.Store) -> None:
    program = f"""
import _thread, os, signal, threading, entente
store = entente.Store({small.path!r})
threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    store.sql({ENDLESS!r}, seconds=600)
except KeyboardInterrupt:
    print("interrupted", store.count())
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert ended.stdout == f"interrupted {small.count()}\n", ended.stderr


# One report.


def test_a_report_comes_back_whole(small: entente.Store) -> None:
    report = small.report("visit")
    assert report.text == str(report) == VISIT
    assert (report.version, report.versions, report.state, report.source) == (1, 1, "current", "table")
    assert report.added.tzinfo is not None
    record = small.record("visit")
    assert record.id == "visit" and record.text == VISIT
    assert record.events[0].type == "CONSULT"


def test_a_report_or_version_that_is_not_there_is_an_error(small: entente.Store) -> None:
    with pytest.raises(entente.StoreError, match="nothing in the store has the id `none`"):
        small.record("none")
    with pytest.raises(entente.StoreError, match="expected a version from 1 to 1, found 7"):
        small.report("visit", version=7)


# Adding.


def test_adding_twice_adds_once(empty: entente.Store) -> None:
    first, second = empty.add(reports()), empty.add(reports().to_pandas())
    assert (first.read, first.new, first.duplicate, first.failed) == (2, 2, 0, 0)
    assert first.events == empty.count() > 0
    assert (second.read, second.new, second.changed, second.duplicate, second.events) == (2, 0, 0, 2, 0)


def test_a_changed_report_is_a_new_version(empty: entente.Store) -> None:
    empty.add(reports().slice(0, 1))
    changed = empty.add(pyarrow.table({"id": ["visit"], "text": [STRIKE]}))
    assert (changed.new, changed.changed) == (0, 1)
    assert empty.report("visit").text == STRIKE
    assert empty.report("visit", version=1).text == VISIT


def test_rows_that_hold_no_report_are_told_and_the_others_kept(empty: entente.Store) -> None:
    table = pyarrow.table({"body": [VISIT, None, STRIKE], "day": ["2025-03-04", "2025-03-04", "soon"]})
    added = empty.add(table, columns={"text": "body", "published": "day"}, publisher="The Volta Post")
    assert (added.read, added.new, added.failed) == (3, 1, 2)
    assert "row 2" in added.failures[0] and "row 3" in added.failures[1], added.failures
    assert empty.reports()["publisher"].to_pylist() == ["The Volta Post"]


def test_an_interrupted_addition_keeps_what_was_written_and_goes_on(empty: entente.Store, archive_reports: Any) -> None:
    path = Path(empty.path).with_suffix(".parquet")
    pyarrow.parquet.write_table(archive_reports, path)
    program = f"""
import os, signal, threading, time, entente, pyarrow.parquet
store = entente.Store({empty.path!r})
def interrupt():
    while store.info()["reports"] == 0:
        time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=interrupt, daemon=True).start()
try:
    store.add(pyarrow.parquet.read_table({str(path)!r}))
except KeyboardInterrupt:
    print("interrupted")
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert ended.stdout == "interrupted\n", ended.stderr
    n_kept = empty.info()["reports"]
    assert 0 < n_kept < 300
    added = empty.add(archive_reports)
    assert (added.new, added.duplicate, added.failed) == (300 - n_kept, n_kept, 0)


def test_an_empty_file_becomes_a_store_when_asked(tmp_path: Path) -> None:
    (tmp_path / "news.db").touch()
    with pytest.raises(entente.StoreError, match="no store there"):
        entente.Store(tmp_path / "news.db")
    assert entente.Store(tmp_path / "news.db", create=True).count() == 0


def test_a_table_without_text_is_refused(empty: entente.Store) -> None:
    with pytest.raises(entente.InputError, match="expected a column of text"):
        empty.add(pyarrow.table({"number": [1]}))


def test_what_is_added_equals_what_the_command_line_ingests(archive: entente.Store, run: Any, tmp_path: Path) -> None:
    lines = (ROOT / "fixtures/archive/reports.jsonl").read_text().splitlines(keepends=True)[:20]
    (tmp_path / "reports.jsonl").write_text("".join(lines))
    run("ingest", str(tmp_path / "reports.jsonl"), "--store", str(tmp_path / "other.db"), "--quiet")
    other = entente.Store(tmp_path / "other.db")
    ids = other.reports()["report_id"].to_pylist()
    expected = dict(zip(ids, other.reports()["record"].to_pylist(), strict=True))
    assert {id: archive.record(id).to_json() for id in ids} == expected


def test_a_reader_sees_what_was_added_meanwhile(empty: entente.Store) -> None:
    reader = entente.Store(empty.path)
    held = sqlite3.connect(empty.path)
    held.execute("BEGIN")
    assert held.execute("SELECT count(*) FROM reports").fetchone() == (0,)
    empty.add(reports())
    assert held.execute("SELECT count(*) FROM reports").fetchone() == (0,), "a transaction sees one state"
    assert reader.info()["reports"] == 2
    held.close()


# Threads and processes.


def test_many_threads_get_the_same_answers(archive: entente.Store) -> None:
    expected = archive.events(type="CONSULT")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: archive.events(type="CONSULT"), range(24)))
    assert all(answer.equals(expected) for answer in answers)


def test_the_interpreter_goes_on_while_a_question_is_answered(small: entente.Store) -> None:
    ended = threading.Event()

    def ask() -> None:
        with pytest.raises(entente.StoreError):
            small.sql(ENDLESS, seconds=1)
        ended.set()

    asking = threading.Thread(target=ask)
    asking.start()
    n_turns = 0
    while not ended.wait(0.01):
        n_turns += 1
    asking.join()
    assert n_turns > 10


def count(store: entente.Store) -> int:
    return store.count()


def test_other_processes_take_it_along(small: entente.Store) -> None:
    assert pickle.loads(pickle.dumps(small)).path == small.path
    for method in ("spawn", "fork"):
        with multiprocessing.get_context(method).Pool(1) as pool:
            assert pool.apply(count, (small,)) == small.count()
