"""What tests share: the invented archive, coded once, and the command line."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pytest

import entente

ROOT = Path(__file__).parents[4]
COMMAND = "import entente._command; entente._command.main()"

Run = Callable[..., str]

collect_ignore = [] if importlib.util.find_spec("pyspark") else ["spark"]
"""Jobs of Spark are tested where Spark is installed."""


@pytest.fixture(scope="session")
def coder() -> entente.Coder:
    """The coder of the package, on two threads."""
    return entente.Coder(threads=2)


@pytest.fixture(scope="session")
def archive_reports() -> pyarrow.Table:
    """The 300 invented reports of `fixtures/archive`, in which two relations turn."""
    lines = (ROOT / "fixtures/archive/reports.jsonl").read_text().splitlines()
    return pyarrow.Table.from_pylist([json.loads(line) for line in lines])


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, archive_reports: pyarrow.Table) -> entente.Store:
    """A store of the archive."""
    store = entente.Store(tmp_path_factory.mktemp("archive") / "archive.db", create=True)
    added = store.add(archive_reports)
    assert (added.read, added.new, added.failed) == (300, 300, 0)
    return store


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs the command `entente` of this package; what it prints."""

    def run(*arguments: str) -> str:
        command = [sys.executable, "-c", COMMAND, *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ended.returncode in (0, 1), ended.stderr
        return ended.stdout

    return run


@pytest.fixture(scope="session")
def rows(run: Run) -> Callable[..., list[dict[str, Any]]]:
    """Runs a command of a store, and gives its rows as objects."""

    def rows(store: entente.Store, *arguments: str) -> list[dict[str, Any]]:
        printed = run(*arguments, "--store", store.path, "--output", "json", "--quiet")
        return [json.loads(line) for line in printed.splitlines()]

    return rows
