"""The quickstart runs top to bottom."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import entente

QUICKSTART = Path(__file__).parents[1] / "examples/quickstart.ipynb"


def test_the_quickstart_is_kept_without_what_it_printed() -> None:
    cells = json.loads(QUICKSTART.read_text())["cells"]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)


def test_the_quickstart_runs_and_shows_what_it_is_about() -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    notebook = nbformat.read(QUICKSTART, as_version=4)
    client = nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(QUICKSTART.parent)}})
    # The kernel starts in another folder, and is to find the package that is tested.
    client.execute(env={**os.environ, "PYTHONPATH": str(Path(entente.__file__).parents[1])})
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in shown if output.get("name") == "stderr"]
    pages = [output["data"].get("text/html", "") for output in shown if "data" in output]
    assert any("<svg" in page and "warmer since 2024-" in page for page in pages), "the chart of the relation"
    printed = "".join(output["text"] for output in shown if output.output_type == "stream")
    assert "2021-01-15 Yoshihide Suga" in printed and "2023-06-01 Fumio Kishida" in printed
