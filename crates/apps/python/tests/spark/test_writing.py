"""Exports: what stands there stays until the next one is complete."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from pyspark.sql import DataFrame

from entente import InputError
from entente import spark as jobs
from entente.spark.files import Folder


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_fails_leaves_the_export_before(coded: DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = jobs.write(coded.where("report_id LIKE 'r00%'"), str(tmp_path))
    before = content(tmp_path)
    assert {file["path"]: (file["bytes"], file["sha256"]) for file in first["files"]} == {
        path: (len(found), hashlib.sha256(found).hexdigest())
        for path, found in before.items()
        if path != "manifest.json"
    }

    def fail(*_: Any) -> None:
        raise RuntimeError("no power")

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "replace", fail)
        with pytest.raises(RuntimeError, match="no power"):
            jobs.write(coded, str(tmp_path))
    after = content(tmp_path)
    assert {path: after[path] for path in before} == before
    jobs.write(coded, str(tmp_path))
    assert set(content(tmp_path)) == {file["path"] for file in manifest(tmp_path)["files"]} | {"manifest.json"}


def manifest(folder: Path) -> dict[str, Any]:
    written: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    return written


def test_exports_are_appended_to(coded: DataFrame, tmp_path: Path) -> None:
    some = coded.where("report_id IN ('r001', 'r002', 'r003')")
    n_rows = sum(file["rows"] for file in jobs.write(some, str(tmp_path))["files"])
    again = jobs.write(some, str(tmp_path), append=True)
    assert sum(file["rows"] for file in again["files"]) == 2 * n_rows
    assert set(content(tmp_path)) == {file["path"] for file in again["files"]} | {"manifest.json"}


def test_mentions_lie_by_month_in_the_order_of_dyad_and_day(coded: DataFrame, tmp_path: Path) -> None:
    jobs.write(coded, str(tmp_path))
    files = [file for file in manifest(tmp_path)["files"] if file["table"] == "events"]
    for file in files:
        rows = parquet.ParquetFile(tmp_path / file["path"]).read(["dyad", "event_date", "event_id"]).to_pylist()
        keys = [tuple(("" if value is None else str(value)) for value in row.values()) for row in rows]
        assert keys == sorted(keys) and len(rows) == file["rows"]
        day = rows[0]["event_date"]
        month = f"year={day:%Y}/month={day:%m}" if day else "year=unknown/month=unknown"
        assert file["path"].startswith(f"events/{month}/part-")


def test_an_export_of_another_version_is_not_written_over(coded: DataFrame, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"format": "entente-parquet/9"}')
    with pytest.raises(InputError, match="write to another folder"):
        jobs.write(coded, str(tmp_path))
