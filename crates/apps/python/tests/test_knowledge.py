"""What names can mean, and folders laid over it."""

from __future__ import annotations

import dataclasses
import datetime
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import entente

FORCES = "name,country,sectors\nQuartz Guard,KEN,MIL\n"
BAD = "name,country,sectors\nBad Guard,XQX,MIL\nQuartz Guard,KEN,MIL\n"


@pytest.fixture(scope="session")
def known() -> entente.Knowledge:
    return entente.Knowledge()


def folder(path: Path, forces: str) -> Path:
    path.mkdir()
    (path / "forces.csv").write_text(forces)
    return path


def test_an_office_is_held_by_another_on_another_day(known: entente.Knowledge) -> None:
    (one,) = known.lookup("Prime Minister of Japan", date="2023-06-01")[:1]
    assert (one.kind, one.name, one.country) == ("person", "Fumio Kishida", "JPN")
    assert one.office == "prime minister" and one.start is not None and one.start <= datetime.date(2023, 6, 1)
    assert one.end is not None and one.end >= datetime.date(2023, 6, 1)
    (other,) = known.lookup("Prime Minister of Japan", date=datetime.date(2021, 1, 15))[:1]
    assert other.name == "Yoshihide Suga"


def test_meanings_are_those_of_the_command_line(known: entente.Knowledge, run: Any) -> None:
    for name, arguments in [("Georgia", []), ("JF-17", []), ("general", []), ("Moscow", ["--context", "Idaho"])]:
        printed = run("knowledge", "lookup", name, *arguments, "--output", "json", "--quiet")
        expected = [json.loads(line) for line in printed.splitlines()]
        context = arguments[1] if arguments else None
        assert [meaning.raw for meaning in known.lookup(name, context=context)] == expected and expected


def test_a_meaning_cannot_be_changed_and_nothing_means_nothing(known: entente.Knowledge) -> None:
    (meaning, *_) = known.lookup("NATO")
    with pytest.raises(dataclasses.FrozenInstanceError):
        meaning.name = "another"  # type: ignore[misc]
    assert known.lookup("Nobody Of This Name") == []
    with pytest.raises(entente.InputError, match=r"date: expected a day such as 2025-01-16, found 'now'"):
        known.lookup("NATO", date="now")


def test_a_folder_is_laid_over_what_ships(tmp_path: Path, known: entente.Knowledge) -> None:
    mine = entente.Knowledge(folder(tmp_path / "mine", FORCES))
    assert mine.problems == [] and mine.hash != known.hash
    assert [meaning.country for meaning in mine.lookup("Quartz Guard")] == ["KEN"]
    assert known.lookup("Quartz Guard") == []
    assert mine.lookup("NATO") == known.lookup("NATO")
    assert pickle.loads(pickle.dumps(mine)).hash == mine.hash


def test_bad_rows_are_told_and_the_others_used(tmp_path: Path) -> None:
    path = folder(tmp_path / "bad", BAD)
    mine = entente.Knowledge(path)
    (problem,) = mine.problems
    assert (problem.file, problem.line) == (str(path / "forces.csv"), 2)
    assert "XQX" in problem.what and problem.remedy
    assert str(problem) == f"{problem.file}, line 2: {problem.what}; {problem.remedy}"
    assert len(mine.lookup("Quartz Guard")) == 1
    assert entente.Knowledge.check(path) == [problem]
    assert entente.Knowledge.check(folder(tmp_path / "good", FORCES)) == []


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    for use in (entente.Knowledge, entente.Knowledge.check):
        with pytest.raises(entente.KnowledgeError, match=r"nowhere: cannot be read"):
            use(tmp_path / "nowhere")


def test_stock_is_that_of_the_command_line(known: entente.Knowledge, run: Any) -> None:
    assert known.stats() == json.loads(run("knowledge", "stats", "--output", "json", "--quiet"))
    assert known.stats()["counts"]["towns"] > 1000
