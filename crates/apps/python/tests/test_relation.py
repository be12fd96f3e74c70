"""Relations over time: series, shifts, charts."""

from __future__ import annotations

import csv
import io
import warnings
import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

import entente


def test_the_series_is_that_of_the_command_line(archive: entente.Store, run: Any) -> None:
    printed = run("relations", "BGD", "PAK", "--by", "quarter", "--store", archive.path, "--output", "csv", "--quiet")
    expected = list(csv.DictReader(io.StringIO(printed)))
    series = archive.relations("BGD", "PAK", by="quarter").table
    assert series.column_names == list(expected[0])
    assert series["period"].to_pylist() == [row["period"] for row in expected]
    assert series["score_mean"].null_count < len(series) and series["conflict_high"].null_count < len(series)
    for column in series.column_names[1:]:
        told = [float(row[column]) if row[column] else None for row in expected]
        assert series[column].to_pylist() == told, column


def test_directions_and_strands_are_parts_of_the_whole(archive: entente.Store) -> None:
    whole = archive.relations("BGD", "IND")
    forth = archive.relations("Bangladesh", "India", directed=True)
    assert sum(forth.table["happenings"].to_pylist()) == sum(whole.table["forth"].to_pylist()) == len(forth)
    military = archive.relations("BGD", "IND", strand="military")
    assert len(military) == sum(whole.table["military"].to_pylist()) < len(whole)
    short = archive.relations("BGD", "IND", since="2024-01-01", until="2024-03-31")
    assert short.table["period"].to_pylist() == ["2024-01", "2024-02", "2024-03"]


def test_the_relation_that_turns_turns(archive: entente.Store) -> None:
    relation = archive.relations("BGD", "PAK")
    assert relation.parties == ("Bangladesh", "Pakistan")
    (shift,) = relation.shifts.to_pylist()
    assert (shift["first"], shift["second"], shift["course"]) == ("BGD", "PAK", "warmer")
    assert shift["began_first"].isoformat() <= "2024-09-01" and shift["began_last"].isoformat() >= "2024-08-01"
    assert 0.8 < shift["probability"] <= 1 and len(shift["happenings"]) >= 3
    assert archive.relations("PAK", "CHN").shifts.num_rows == 0


def test_a_relation_shows_itself_in_a_notebook(archive: entente.Store) -> None:
    relation = archive.relations("BGD", "PAK")
    picture = ElementTree.fromstring(relation.svg())
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert relation._repr_svg_() == relation.svg()
    page = relation._repr_html_()
    assert relation.svg() in page and "warmer since 2024-" in page
    assert repr(relation).startswith("<Relation of Bangladesh and Pakistan by month: ")


def test_a_name_of_signs_does_not_become_markup(archive: entente.Store) -> None:
    with pytest.warns(UserWarning, match="nobody of this name"):
        relation = archive.relations("BGD", "<script>alert</script>")
    assert not relation and len(relation) == 0
    assert "<script" not in relation._repr_html_()


def test_who_takes_no_part_is_told(archive: entente.Store) -> None:
    with pytest.warns(UserWarning, match="FJI: takes no part in anything that the store holds"):
        relation = archive.relations("BGD", "FJI")
    assert len(relation) == 0 and sum(relation.table["happenings"].to_pylist()) == 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        archive.relations("BGD", "PAK")


def test_an_empty_store_has_an_empty_relation(tmp_path: Any) -> None:
    store = entente.Store(tmp_path / "empty.db", create=True)
    with pytest.warns(UserWarning):
        relation = store.relations("BGD", "PAK")
    assert relation.table.num_rows == relation.shifts.num_rows == 0
    assert relation._repr_svg_() is None and "0 happenings" in relation._repr_html_()
    with pytest.raises(entente.InputError, match="cannot be drawn"):
        relation.svg()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"one": "BGD", "other": "Bangladesh"}, "BGD: expected two parties, found one twice"),
        ({"by": "decade"}, "by decade: expected one of day, week, month, quarter, year"),
        ({"strand": "cultural"}, "strand cultural: expected one of military"),
        ({"since": "2025-03-02", "until": "2025-03-01"}, "exchange them"),
        ({"false_alarms": 2.0}, "expected a rate of false alarms above 0 and below 1"),
        ({"since": "0001-01-01", "until": "9999-01-01", "by": "day"}, "expected at most 40000 periods"),
        ({"other": "()"}, "expected at least one word"),
    ],
)
def test_what_cannot_be_asked_is_told(archive: entente.Store, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(entente.InputError, match=message):
        archive.relations(**{"one": "BGD", "other": "PAK", **arguments})
