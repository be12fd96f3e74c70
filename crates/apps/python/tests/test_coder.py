"""Coding of single texts."""

from __future__ import annotations

import datetime
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

import entente

BORDER = "ACCRA, Nov 3 - Ghana and Togo agreed on Monday to reopen their border, a spokesman said.\n"


def test_a_text_becomes_a_typed_record(coder: entente.Coder) -> None:
    record = coder.code(
        BORDER, published="2025-11-04", id="border-1", title="Border", url="u", publisher="p", byline="b"
    )
    assert (record.id, record.title, record.url, record.publisher) == ("border-1", "Border", "u", "p")
    assert (record.published, record.language, record.text) == ("2025-11-04", "en", BORDER)
    [event] = record.events
    assert (event.type, event.status, [actor.country for actor in event.actors]) == ("AGREE", "actual", ["GHA", "TGO"])
    assert event.date is not None and (event.date.start, event.date.basis) == ("2025-11-03", "stated")
    assert record.words(event.trigger) == "agreed"


def test_a_record_has_the_bytes_of_the_command_line(coder: entente.Coder, run: Run, tmp_path: Path) -> None:
    (tmp_path / "border.txt").write_text(BORDER)
    options = ["--published", "2025-11-04", "--id", "border-1", "--title", "Ghana «open» \\ again"]
    printed = run("code", "--output", "json", *options, str(tmp_path / "border.txt"))
    record = coder.code(BORDER, published="2025-11-04", id="border-1", title="Ghana «open» \\ again")
    assert printed == record.to_json() + "\n"


def test_a_report_without_id_has_the_hash_of_its_text(coder: entente.Coder) -> None:
    # printf abc | sha256sum
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert [coder.code("abc", id=id).id for id in (None, "")] == [digest, digest]
    assert coder.code("abc").text_sha256 == digest


@pytest.mark.parametrize(
    "published",
    [
        "2025-11-04",
        "20251104",
        "4 November 2025",
        datetime.date(2025, 11, 4),
        datetime.datetime(2025, 11, 4, 23, 30),
        datetime.datetime(2025, 11, 4, 23, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-5))),
    ],
)
def test_a_day_is_a_date_or_is_written(coder: entente.Coder, published: str | datetime.date) -> None:
    assert coder.code("Talks resumed.", published=published).published == "2025-11-04"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"text": None}, "text: expected a string, found NoneType"),
        ({"text": b"abc"}, "text: expected a string, found bytes"),
        (
            {"text": "ab\ud800"},
            "text: expected characters, found half of one at 2: decode the bytes with `errors='replace'`",
        ),
        ({"id": 7}, "id: expected a string, found int"),
        ({"byline": ["A"]}, "byline: expected a string, found list"),
        ({"published": "soon"}, "published: expected a date such as 2025-01-16, found `soon`"),
        ({"published": 20250116}, "published: expected a date or a string such as 2025-01-16, found int"),
    ],
)
def test_what_cannot_be_coded_is_told(coder: entente.Coder, given: dict[str, Any], message: str) -> None:
    with pytest.raises(entente.InputError) as raised:
        coder.code(**{"text": "Talks resumed.", **given})
    assert str(raised.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0",
        "\u202e\u200f",
        "👩‍🚀 met 👨‍🚀.",
        "(" * 5000,
        "a" * 5000,
        "met " * 2000,
        "Это не по-английски, а по-русски.",
    ],
)
def test_any_text_gives_a_record(coder: entente.Coder, text: str) -> None:
    record = coder.code(text)
    assert entente.Record.from_json(record.to_json(), text) == record
    assert all(record.words(event.trigger) == event.trigger.text for event in record.events)


def test_threads_models_and_knowledge_are_looked_at(tmp_path: Path) -> None:
    with pytest.raises(entente.InputError, match="^threads: expected 1 to 1024, found 0$"):
        entente.Coder(threads=0)
    with pytest.raises(entente.KnowledgeError, match="nowhere"):
        entente.Coder(tmp_path / "nowhere")
    with pytest.raises(entente.ModelError, match="reader/weights.safetensors"):
        entente.Coder(models=tmp_path)


def test_errors_are_of_one_family_and_of_the_usual_kinds() -> None:
    kinds = (entente.InputError, entente.KnowledgeError, entente.ModelError, entente.StoreError)
    assert all(issubclass(kind, entente.Error) for kind in kinds)
    assert issubclass(entente.InputError, ValueError) and issubclass(entente.StoreError, OSError)


def test_knowledge_is_laid_over_and_its_bad_rows_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "bodies.toml").write_text('[[nonsense]]\nname = "x"\n')
    with pytest.warns(UserWarning, match=r"bodies\.toml.*the row is left out"):
        coder = entente.Coder(folder)
    assert coder.code(BORDER).coder.knowledge == coder.knowledge_hash
    assert entente.Coder(entente.Knowledge(folder)).knowledge_hash == coder.knowledge_hash


def test_a_coder_is_pickled_by_what_it_was_made_of(coder: entente.Coder) -> None:
    again = pickle.loads(pickle.dumps(coder))
    assert again.threads == 2
    assert again.code(BORDER).to_json() == coder.code(BORDER).to_json()


def test_threads_share_a_coder(coder: entente.Coder) -> None:
    texts = [f"The minister of Chad visited Niger on {day} March 2025." for day in range(1, 9)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(coder.code, texts)) == [coder.code(text) for text in texts]


def test_a_coder_names_its_program_models_and_knowledge(coder: entente.Coder) -> None:
    made_by = coder.code("Talks resumed.").coder
    assert (made_by.name, made_by.version) == ("entente", coder.version)
    assert (made_by.models, made_by.knowledge) == (coder.models_hash, coder.knowledge_hash)
    assert coder.version == entente.__version__
