"""Readers: what is read, which ids reports get, what becomes of what cannot be read."""

import datetime
import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet
from pyspark.errors import PythonException
from pyspark.sql import DataFrame, SparkSession

from entente import InputError
from entente import spark as jobs

TEXT = "Ministers of Ghana and Togo met in Accra on Monday."
MORE = "They agreed to open the border at Aflao again, the two governments said."


def told(rows: DataFrame, *names: str) -> list[tuple[Any, ...]]:
    return sorted((tuple(row[name] for name in names) for row in rows.collect()), key=str)


def test_a_file_of_text_is_a_report(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text(TEXT)
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "empty.txt").write_text(" ")
    rows = jobs.read_text(spark, str(tmp_path))
    assert told(rows.where("error IS NULL"), "text", "id") == [(TEXT, None), (TEXT, None)]
    [(file, error)] = told(rows.where("error IS NOT NULL"), "file", "error")
    assert file == f"{tmp_path}/empty.txt" and error.startswith(f"{file}: ")


def test_lines_have_their_places(spark: SparkSession, tmp_path: Path) -> None:
    lines = [
        {"text": TEXT, "url": "https://a.example/1#top", "published": "2025-01-16"},
        "no object",
        {"id": "7", "text": "a\0b"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    rows = jobs.read_json_lines(spark, str(tmp_path / "a.jsonl"))
    assert told(rows, "id", "text", "published", "place") == [
        ("7", "a\N{REPLACEMENT CHARACTER}b", None, "line 3"),
        ("https://a.example/1", TEXT, datetime.date(2025, 1, 16), "line 1"),
        (None, None, None, "line 2"),
    ]
    [(error,)] = told(rows.where("error IS NOT NULL"), "error")
    assert error.startswith(f"{tmp_path}/a.jsonl: line 2: ")


def test_pages_of_web_archives_have_the_day_of_their_capture(spark: SparkSession, tmp_path: Path) -> None:
    article = f"<article><h1>Talks</h1><p>{TEXT}</p><p>{MORE}</p></article>"
    page = f"<html><head><title>Talks</title></head><body>{article}</body></html>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/2\r\nWARC-Date: 2025-03-06T10:00:00Z\r\n"
    )
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(f"{head}{answer}\r\n\r\n{head}HTTP".encode()))
    rows = jobs.read_warc(spark, str(tmp_path / "a.warc.gz"))
    names = ("id", "url", "published", "title", "text", "place")
    day, text = datetime.date(2025, 3, 6), f"{TEXT}\n\n{MORE}"
    assert told(rows.where("error IS NULL"), *names) == [
        ("https://a.example/2", "https://a.example/2", day, "Talks", text, "record 1")
    ]
    assert [error for (error,) in told(rows.where("error IS NOT NULL"), "error") if "record 2" in error]


def test_tables_are_read_by_their_columns(spark: SparkSession, tmp_path: Path) -> None:
    table = pyarrow.table(
        {"Body": [TEXT, None], "url": ["https://a.example/3#x", "https://a.example/4"], "day": ["2025-01-16", None]}
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    rows = jobs.read_parquet(spark, str(tmp_path / "a.parquet"), columns={"published": "day"})
    assert told(rows.where("error IS NULL"), "id", "text", "published") == [
        ("https://a.example/3", TEXT, datetime.date(2025, 1, 16))
    ]
    assert "Body" in told(rows.where("error IS NOT NULL"), "error")[0][0]
    assert told(jobs.code_reports(rows.drop("file", "place")).where("error IS NULL"), "report_id") == [
        ("https://a.example/3",)
    ]
    with pytest.raises(InputError, match="expected a column `when`"):
        jobs.read_parquet(spark, str(tmp_path / "a.parquet"), columns={"published": "when"})


def test_bad_rows_keep_their_reasons_and_good_ones_are_coded(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "1", "text": TEXT}) + "\n{\n")
    coded = jobs.code_reports(jobs.read_json_lines(spark, str(tmp_path)))
    assert told(coded.where("error IS NULL"), "report_id") == [("1",)]
    assert told(jobs.errors(coded), "error")[0][0].startswith(f"{tmp_path}/a.jsonl: line 2: ")
    rows = spark.createDataFrame(
        [("1", TEXT, "2025-01-16"), ("2", None, None), ("3", TEXT, "soon")], "id string, text string, published string"
    )
    errors = dict(told(jobs.errors(jobs.code_reports(rows)), "report_id", "error"))
    assert set(errors) == {"2", "3"} and "soon" in errors["3"]


def test_what_is_asked_wrongly_is_told(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(InputError, match="expected a column of text"):
        jobs.code_reports(spark.createDataFrame([(1,)], "number int"))
    with pytest.raises(PythonException, match="expected a folder on the worker"):
        jobs.code_reports(jobs.read_text(spark, str(tmp_path)), knowledge="no-such-folder").collect()
    with pytest.raises(PythonException, match="format: expected one of text"):
        jobs.read_files(spark, str(tmp_path), "pdf").collect()
