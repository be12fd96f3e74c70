"""A record as HTML."""

from __future__ import annotations

import dataclasses
import html
import re
from html.parser import HTMLParser

import pytest

import entente
from entente.record import Record

TEXT = (
    "Ghana's president met Togo's foreign minister in Lomé on Monday & signed a deal, Lagos said. "
    "Mali accused Niger of <an attack>.\n"
)


class Checked(HTMLParser):
    """Elements that are opened and closed in order, and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.elements.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def record(coder: entente.Coder) -> Record:
    """A record of two events."""
    return coder.code(TEXT, published="2025-11-04", title="Talks")


def text_of(page: str) -> str:
    """What the page shows of the text, without labels."""
    shown = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert shown is not None
    unlabeled = re.sub(r'<small class="label">.*?</small>', "", shown[1])
    return html.unescape(re.sub(r"<[^>]*>", "", unlabeled))


def test_the_text_is_shown_whole_with_labels_in_words(record: Record) -> None:
    page = record.html()
    Checked(page)
    assert text_of(page) == TEXT
    met = record.events[0]
    number_and_type = f"1 {met.type}" if met.mode is None else f"1 {met.type}/{met.mode}"
    assert f'<span class="trigger">{met.trigger.text}</span><small class="label"> [{number_and_type}] </small>' in page
    assert re.search(r'<span class="actor">[^<]*</span><small class="label"> \[actor GHA GOV\]', page)
    assert re.search(r'<span class="recipient">.*?</span><small class="label"> \[recipient TGO GOV\]', page)


def test_the_table_tells_who_did_what_to_whom(record: Record) -> None:
    page = record.html()
    headings = re.findall(r'<th scope="col">([^<]*)</th>', page)
    expected = ["Event", "Type", "Mode", "Status", "Who", "To whom", "When", "Where", "Who says so", "How sure"]
    assert headings == expected
    rows = [re.findall(r"<td>([^<]*)</td>", row) for row in re.findall(r'<tr><th scope="row".*?</tr>', page)]
    assert len(rows) == len(record.events) and {len(row) for row in rows} == {9}
    accused = next(row for row in rows if row[0] == "ACCUSE")
    assert accused[3:5] == ["Mali (MLI GOV)", "Niger (NER GOV)"]
    assert accused[8] == f"{next(event for event in record.events if event.type == 'ACCUSE').confidence:.0%}"


def test_what_a_report_says_is_never_markup(record: Record, coder: entente.Coder) -> None:
    script = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"
    hostile = coder.code(
        f"Ghana {script} met Togo {script}.", title=script, url=f"javascript:{script}", publisher=script, id=script
    )
    event, entity = record.events[0], record.entities[0]
    place = None if event.place is None else dataclasses.replace(event.place, name=script, admin1=script)
    party = dataclasses.replace(event.actors[0], text=script, country=script, sector=script)
    bad = dataclasses.replace(event, type=script, mode=script, status=script, why=script, place=place, actors=(party,))
    entities = (dataclasses.replace(entity, name=script), *record.entities[1:])
    changed = dataclasses.replace(record, events=(bad,), entities=entities, warnings=(script,))
    for page in (hostile.html(), changed.html(), dataclasses.replace(changed, text=None).html()):
        checked = Checked(page)
        elements = {"div", "style", "p", "span", "small", "table", "caption", "thead", "tbody", "tr", "th", "td"}
        assert set(checked.elements) <= elements
        assert {name for name, _ in checked.attributes} <= {"class", "lang", "dir", "scope", "title"}
        assert "url(" not in page and "@import" not in page


def test_marks_may_overlap_repeat_and_lie_beyond_the_text(record: Record) -> None:
    event = record.events[0]

    def at(start: int, end: int) -> entente.record.Argument:
        return dataclasses.replace(event.actors[0], start=start, end=end)

    trigger = dataclasses.replace(event.trigger, start=3, end=9)
    parties = (at(0, 5), at(4, 12), at(0, 5), at(0, len(TEXT)), at(7, 7), at(9, 4), at(5, 10**9))
    odd = dataclasses.replace(event, trigger=trigger, actors=parties, recipients=parties)
    page = dataclasses.replace(record, events=(odd, odd)).html()
    Checked(page)
    assert text_of(page) == TEXT
    assert page.count("[actor GHA GOV]") == 3


def test_events_can_be_chosen(record: Record) -> None:
    accused = next(event for event in record.events if event.type == "ACCUSE")
    page = record.html([accused.id])
    assert page == entente.render(record, events=[accused]) and page.count('<th scope="row"') == 1
    assert "No events." in record.html([])
    with pytest.raises(entente.InputError, match="found `nothing`$"):
        record.html(["nothing"])
    foreign = dataclasses.replace(accused, id="0123456789abcdef")
    with pytest.raises(entente.InputError, match="^events: expected events of record `.*`, found `0123456789abcdef`$"):
        record.html([foreign])


def test_notebooks_show_it(record: Record) -> None:
    assert record._repr_html_() == record.html()
    bare = Record.from_json(record.to_json())
    assert "The text of the report is not at hand." in bare.html()


def test_it_takes_the_colors_of_the_page(record: Record) -> None:
    style = re.search(r"<style>(.*?)</style>", record.html())
    assert style is not None
    assert set(re.findall(r"[{;](?:color|background):([^;}]*)", style[1])) == {"inherit", "transparent"}
    lines = set(re.findall(r"\.(?:trigger|actor|recipient){border-bottom:\dpx (\w+)", style[1]))
    assert lines == {"solid", "dashed", "dotted"}, "roles differ without color too"
