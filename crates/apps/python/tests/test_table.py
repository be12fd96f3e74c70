"""Coding of tables and batches."""

from __future__ import annotations

import datetime
import json
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pytest
from conftest import Run

import entente

ROWS: list[dict[str, Any]] = [
    {"id": "a", "published": "2025-11-04", "text": "Ghana and Togo agreed on Monday to reopen their border."},
    {"id": "b", "published": None, "text": "The president of Chad met the foreign minister of Niger in N'Djamena."},
    {"id": "c", "published": "2025-11-05", "text": None},
    {"id": "a", "published": "2025-11-06", "text": "Two soldiers were killed in Kidal, Mali said."},
    {"id": "d", "published": "soon", "text": "Talks resumed."},
    {"id": None, "published": "2025-11-07", "text": "Peru bought 10 Rafale jets from France."},
]
ERRORS = {
    3: "row 3: `text`: expected a string, found none",
    5: "row 5: `published`: expected a date such as 2025-01-16, found `soon`",
}
REPORTS = pyarrow.Table.from_pylist(ROWS)


class Stream:
    """Nothing but Arrow's interface."""

    def __init__(self, table: Any) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


def in_pieces(table: pyarrow.Table) -> pyarrow.RecordBatchReader:
    """Batches of no, one, two rows and so on."""
    ends = [0, 0, 1, 1, 3, table.num_rows]
    pieces = [table.slice(start, end - start) for start, end in pairwise(ends)]
    none = pyarrow.RecordBatch.from_pylist([], schema=table.schema)
    batches = [batch for piece in pieces for batch in piece.combine_chunks().to_batches() or [none]]
    return pyarrow.RecordBatchReader.from_batches(table.schema, batches)


def test_nested_has_a_row_a_report_in_their_order(coder: entente.Coder) -> None:
    coded = coder.code_table(in_pieces(REPORTS), form="nested")
    assert coded.schema.equals(entente.schema("nested"), check_metadata=True)
    assert coded["error"].to_pylist() == [ERRORS.get(row) for row in range(1, 7)]
    assert coded["report_id"].to_pylist()[:5] == ["a", "b", "c", "a", "d"]
    records = [coder.code(row["text"], id=row["id"], published=row["published"]) for row in (ROWS[0], ROWS[3], ROWS[5])]
    assert coded["record"].take([0, 3, 5]).to_pylist() == [record.to_json() for record in records]
    assert coded["report_id"][5].as_py() == records[2].text_sha256
    events = [[event["event_id"] for event in events] for events in coded["events"].take([0, 3, 5]).to_pylist()]
    assert events == [[event.id for event in record.events] for record in records]


def test_a_row_that_could_not_be_coded_says_so_and_nothing_else(coder: entente.Coder) -> None:
    bad = coder.code_table(REPORTS, form="nested").to_pylist()[2]
    said = {name: value for name, value in bad.items() if value not in (None, [])}
    assert said == {"report_id": "c", "error": ERRORS[3]}


def test_json_is_that_of_the_command_line(coder: entente.Coder, run: Run, tmp_path: Path) -> None:
    good = [row for row in ROWS if row["id"] not in ("c", "d")]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in good))
    printed = run("code", "--output", "json", str(tmp_path / "reports.jsonl")).splitlines()
    coded = coder.code_table(in_pieces(REPORTS), form="json")
    assert coded.schema.equals(entente.schema("json"), check_metadata=True)
    assert [record for record in coded["record"].to_pylist() if record is not None] == printed
    assert {row: error for row, error in enumerate(coded["error"].to_pylist(), 1) if error is not None} == ERRORS
    assert coded["report_id"].to_pylist()[2] == "c"


def test_flat_has_the_tables_of_the_export_and_the_errors(coder: entente.Coder) -> None:
    tables = coder.code_table(in_pieces(REPORTS))
    names = ["events", "participants", "reports", "quotes", "materiel", "numbers", "entities", "offices"]
    assert list(tables) == names
    for name in names:
        assert tables[name].schema.equals(entente.schema(name), check_metadata=True)  # type: ignore[arg-type]
    assert tables.errors.schema.equals(entente.schema("errors"), check_metadata=True)
    expected = [{"row": 3, "report_id": "c", "error": ERRORS[3]}, {"row": 5, "report_id": "d", "error": ERRORS[5]}]
    assert tables.errors.to_pylist() == expected
    assert tables.reports["text"].to_pylist() == [ROWS[at]["text"] for at in (0, 1, 3, 5)]
    nested = coder.code_table(REPORTS, form="nested")
    for name in ("quotes", "materiel", "numbers", "entities", "offices"):
        assert tables[name].num_rows == sum(len(rows) for rows in nested[name].to_pylist()), name
    events = [event for events in nested["events"].to_pylist() for event in events]
    assert tables.events["event_id"].to_pylist() == [event["event_id"] for event in events]
    assert tables.events["dyad"].to_pylist() == [event["dyad"] for event in events]
    assert tables.participants.num_rows == sum(len(event["participants"]) for event in events)
    assert tables.materiel["receiver"].to_pylist() == ["PER"]
    assert repr(tables).startswith("<Tables events: ") and repr(tables).endswith("errors: 2>")


def test_what_comes_out_is_of_the_kind_that_went_in(coder: entente.Coder) -> None:
    expected = coder.code_table(REPORTS, form="json").to_pylist()
    frames: list[Any] = [REPORTS.to_pandas(), polars.from_arrow(REPORTS)]
    kinds = [pandas.DataFrame, polars.DataFrame]
    for frame, kind in zip(frames, kinds, strict=True):
        for form in ("json", "nested"):
            assert type(coder.code_table(frame, form=form)) is kind
        tables = coder.code_table(frame)
        assert {type(table) for table in [*tables.values(), tables.errors]} == {kind}
        assert list(tables["events"].columns) == entente.schema("events").names
    assert polars.DataFrame(coder.code_table(frames[1], form="json")).to_dicts() == expected
    pandas_json = coder.code_table(frames[0], form="json")
    assert [value for value in pandas_json["record"] if isinstance(value, str)] == [
        row["record"] for row in expected if row["record"]
    ]
    for other in (Stream(REPORTS), in_pieces(REPORTS), REPORTS.combine_chunks().to_batches()[0]):
        table = coder.code_table(other, form="json")
        assert isinstance(table, pyarrow.Table) and table.to_pylist() == expected


def test_pandas_keeps_whole_numbers_days_and_truth_values(coder: entente.Coder) -> None:
    tables = coder.code_table(REPORTS.to_pandas())
    assert str(tables.participants["cow"].dtype) == "Int64"
    assert tables.events["event_date"].dtype.kind == "M"
    assert 452 in tables.participants["cow"].to_list(), "Ghana in the list of the Correlates of War"


def test_pandas_columns_of_several_types_lose_no_row(coder: entente.Coder) -> None:
    day = datetime.date(2025, 11, 4)
    frame = pandas.DataFrame(
        {
            "text": ["Talks resumed.", 5, None, float("nan"), "Talks ended."],
            "id": [1, "two", 3, 4, None],
            "published": [day, "2025-11-05", pandas.NaT, pandas.Timestamp("2025-11-06 12:00"), None],
            "picture": [object() for _ in range(5)],
        }
    )
    coded = coder.code_table(frame, form="nested")
    assert list(coded["report_id"])[:4] == ["1", "two", "3", "4"]
    none = "`text`: expected a string, found none"
    assert [error for error in coded["error"] if isinstance(error, str)] == [f"row {row}: {none}" for row in (2, 3, 4)]
    assert str(coded["published"][0])[:10] == "2025-11-04"


def test_columns_are_found_by_their_usual_names_or_as_told(coder: entente.Coder) -> None:
    table = pyarrow.table({"ID": [7], "Headline": ["Talks"], "body": ["Talks resumed."], "lead": ["Ghana spoke."]})
    [coded] = coder.code_table(table, form="nested").to_pylist()
    assert (coded["report_id"], coded["title"], coded["text"]) == ("7", "Talks", "Talks resumed.")
    named = {"text": "lead", "title": ""}
    [coded] = coder.code_table(table, form="nested", columns=named).to_pylist()
    assert (coded["title"], coded["text"]) == (None, "Ghana spoke.")
    [coded] = coder.code_table(table.to_pandas(), form="nested", columns=named).to_dict("records")
    assert coded["text"] == "Ghana spoke."


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (pyarrow.array([datetime.date(2025, 11, 4)]), "2025-11-04"),
        (pyarrow.array([datetime.datetime(2025, 11, 4, 23)], pyarrow.date64()), "2025-11-04"),
        (pyarrow.array([datetime.datetime(2025, 11, 4, 23)], pyarrow.timestamp("s")), "2025-11-04"),
        (pyarrow.array([datetime.datetime(2025, 11, 4, 23)], pyarrow.timestamp("ns", "Asia/Dhaka")), "2025-11-04"),
        (pyarrow.array([datetime.datetime(1969, 12, 31, 23)], pyarrow.timestamp("us")), "1969-12-31"),
        (pyarrow.array(["2025-11-04T23:00:00-05:00"]), "2025-11-04"),
        (pyarrow.array([20251104]), "2025-11-04"),
        (pyarrow.array(["2025-11-04"]).dictionary_encode(), "2025-11-04"),
        (pyarrow.array([None], pyarrow.null()), None),
    ],
)
def test_days_are_of_any_type(coder: entente.Coder, published: pyarrow.Array, expected: str | None) -> None:
    table = pyarrow.table({"text": ["Talks resumed."], "published": published})
    [coded] = coder.code_table(table, form="json").to_pylist()
    assert json.loads(coded["record"])["published"] == expected


@pytest.mark.parametrize("kind", [pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()])
def test_texts_are_of_any_type_of_strings(coder: entente.Coder, kind: pyarrow.DataType) -> None:
    ids = pyarrow.array([2**64 - 1], pyarrow.uint64())
    table = pyarrow.table({"text": pyarrow.array(["Talks resumed."], kind), "byline": [["A. Roy", "B. Li"]], "id": ids})
    [coded] = coder.code_table(table, form="nested").to_pylist()
    assert (coded["text"], coded["byline"], coded["report_id"]) == (
        "Talks resumed.",
        "A. Roy, B. Li",
        "18446744073709551615",
    )


@pytest.mark.parametrize(
    ("table", "columns", "message"),
    [
        (
            {"words": ["x"]},
            {},
            "expected a column of text such as `text` or `body`, found only `words`: name one of them",
        ),
        ({"text": ["x"]}, {"text": "body"}, "expected a column `body`, found only `text`: name one of them"),
        (
            {"text": ["x"]},
            {"words": "text"},
            "columns: expected one of text, id, title, url, publisher, byline, published, language, found `words`",
        ),
        (
            {"text": [5]},
            {},
            "column `text`: expected strings, found Int64: convert it, or name another column, "
            'or none by an empty name, with `columns={"text": "…"}`',
        ),
        (
            {"text": ["x"], "source": [{"name": "y"}]},
            {},
            'column `source`: expected strings, found Struct("name": Utf8): convert it, or name another column, '
            'or none by an empty name, with `columns={"publisher": "…"}`',
        ),
    ],
)
def test_a_table_that_cannot_be_read_is_told(
    coder: entente.Coder, table: dict[str, list[Any]], columns: dict[str, str], message: str
) -> None:
    with pytest.raises(entente.InputError) as raised:
        coder.code_table(pyarrow.table(table), columns=columns)
    assert str(raised.value) == message


def test_what_is_no_table_is_told(coder: entente.Coder) -> None:
    with pytest.raises(entente.InputError, match="^reports: expected a table of pyarrow.*, found list$"):
        coder.code_table([{"text": "x"}])
    with pytest.raises(entente.InputError, match=r"found LazyFrame: call its `collect\(\)`$"):
        coder.code_table(polars.LazyFrame({"text": ["x"]}))
    with pytest.raises(entente.InputError, match="^form: expected flat, nested or json, found `long`$"):
        coder.code_table(REPORTS, form="long")  # type: ignore[call-overload]


def test_nothing_gives_tables_without_rows(coder: entente.Coder) -> None:
    empty = REPORTS.slice(0, 0)
    tables = coder.code_table(empty)
    assert {table.num_rows for table in [*tables.values(), tables.errors]} == {0}
    assert coder.code_table(empty, form="nested").num_rows == coder.code_table(empty, form="json").num_rows == 0
    assert coder.code_batch(empty).num_rows == 0
    assert list(coder.code_batches(empty)) == []


def test_the_number_of_threads_changes_nothing(coder: entente.Coder) -> None:
    table = pyarrow.concat_tables([REPORTS] * 4)
    one = entente.Coder(threads=1).code_table(table, form="nested")
    assert entente.Coder(threads=5).code_table(table, form="nested").equals(one)
    assert coder.code_batch(table).equals(one.combine_chunks().to_batches()[0])


def test_a_batch_has_a_row_for_every_row(coder: entente.Coder) -> None:
    batch = coder.code_batch(REPORTS.combine_chunks().to_batches()[0])
    assert isinstance(batch, pyarrow.RecordBatch)
    assert batch.schema.equals(entente.schema("nested"), check_metadata=True)
    assert batch["error"].to_pylist() == [ERRORS.get(row) for row in range(1, 7)]


def test_batches_are_read_as_they_are_asked_for(coder: entente.Coder) -> None:
    n_read = 0

    def reports() -> Iterator[pyarrow.RecordBatch]:
        nonlocal n_read
        while True:
            n_read += 1
            yield pyarrow.record_batch({"text": pyarrow.nulls(2000, pyarrow.string())})

    schema = pyarrow.schema({"text": pyarrow.string()})
    coded = coder.code_batches(pyarrow.RecordBatchReader.from_batches(schema, reports()))
    assert n_read == 0
    first = coded.read_next_batch()
    assert (first.num_rows, n_read) == (1024, 1)
    second = coded.read_next_batch()
    assert n_read == 2
    assert second["error"].to_pylist()[2000 - 1024] == "row 2001: `text`: expected a string, found none"


def test_batches_are_the_rows_of_the_table(coder: entente.Coder) -> None:
    batches = coder.code_batches(in_pieces(REPORTS))
    assert batches.read_all().equals(coder.code_table(REPORTS, form="nested"))
    assert coder.code_batches(REPORTS.to_pandas()).read_all().num_rows == len(ROWS)
    with pytest.raises(entente.InputError, match="^expected a column `body`"):
        coder.code_batches(REPORTS, columns={"text": "body"}).read_all()


def test_a_reader_that_breaks_is_told_with_its_reason(coder: entente.Coder) -> None:
    def broken() -> Iterator[pyarrow.RecordBatch]:
        yield REPORTS.combine_chunks().to_batches()[0]
        raise OSError("the disk is gone")

    for form in ("flat", "nested", "json"):
        reader = pyarrow.RecordBatchReader.from_batches(REPORTS.schema, broken())
        with pytest.raises(entente.InputError, match="the disk is gone"):
            coder.code_table(reader, form=form)


class Interrupted(Exception):
    """What a handler of a signal raises."""


def test_a_signal_ends_even_what_has_no_end(coder: entente.Coder) -> None:
    def endless() -> Iterator[pyarrow.RecordBatch]:
        while True:
            yield REPORTS.combine_chunks().to_batches()[0]

    def interrupt(*_: object) -> None:
        raise Interrupted

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(Interrupted):
            coder.code_table(pyarrow.RecordBatchReader.from_batches(REPORTS.schema, endless()))
    finally:
        signal.signal(signal.SIGALRM, before)
