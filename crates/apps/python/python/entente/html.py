"""A record as HTML for notebooks and pages: no scripts, no other hosts; whatever a report says stands there as text."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .errors import InputError
from .record import Argument, Event, EventDate, EventPlace, Record, Span


def render(record: Record, events: Iterable[Event | str] | None = None) -> str:
    """The text of a record with the words of events underlined and labeled, and a table of the events.

    Triggers have a solid line and the type of the event, actors a dashed one, recipients a dotted one, with their
    codes. The colors are those of the page, light or dark.

    Parameters
    ----------
    record
        Its text is shown if it is at hand.
    events
        Which events, or their ids; all if not given.

    Raises
    ------
    InputError
        If an event is not of this record.
    """
    chosen = _chosen(record, events)
    parts = [_STYLE, _heading(record), _text(record, chosen), _warnings(record), _table(record, chosen)]
    return f'<div class="entente-record" lang="en">{"".join(parts)}</div>'


@dataclass(frozen=True, slots=True)
class _Mark:
    """Words with a line below and a label behind."""

    span: Span
    role: str
    label: str


def _chosen(record: Record, events: Iterable[Event | str] | None) -> list[Event]:
    if events is None:
        return list(record.events)
    chosen = [record.event(event) if isinstance(event, str) else event for event in events]
    known = {event.id for event in record.events}
    foreign = next((event.id for event in chosen if event.id not in known), None)
    if foreign is not None:
        raise InputError(f"events: expected events of record `{record.id}`, found `{foreign}`")
    return chosen


def _heading(record: Record) -> str:
    title = f'<p class="title">{_escaped(record.title)}</p>' if record.title else ""
    known = [value for value in (record.publisher, record.published, record.url) if value]
    return title + (f'<p class="source">{_escaped(", ".join(known))}</p>' if known else "")


def _warnings(record: Record) -> str:
    return "".join(f'<p class="source">Note: {_escaped(warning)}</p>' for warning in record.warnings)


def _text(record: Record, events: Sequence[Event]) -> str:
    if record.text is None:
        return '<p class="source">The text of the report is not at hand.</p>'
    marks = _marks(record, events, len(record.text))
    return f'<div class="text" dir="auto">{_marked(record.text, marks)}</div>'


def _marks(record: Record, events: Sequence[Event], length: int) -> list[_Mark]:
    """Marks within the text, without repetition, by where they end."""
    marks: dict[_Mark, None] = {}
    for number, event in enumerate(events, 1):
        marks[_Mark(event.trigger.span, "trigger", f"{number} {_type(event)}")] = None
        for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
            marks |= {_Mark(party.span, role, f"{role} {_codes(party)}".rstrip()): None for party in parties}
    fitting = (mark for mark in marks if 0 <= mark.span.start < mark.span.end <= length)
    return sorted(fitting, key=lambda mark: (mark.span.end, -mark.span.start))


def _marked(text: str, marks: Sequence[_Mark]) -> str:
    """The text cut wherever a mark begins or ends, each piece with the lines of the marks over it."""
    cuts = sorted({0, len(text), *(end for mark in marks for end in mark.span)})
    starting: dict[int, list[_Mark]] = {}
    for mark in marks:
        starting.setdefault(mark.span.start, []).append(mark)
    parts, over = [], []
    for start, end in pairwise(cuts):
        over += starting.get(start, [])
        ending = [mark for mark in over if mark.span.end == end]
        parts.append(_piece(text[start:end], over) + "".join(_label(mark) for mark in ending))
        over = [mark for mark in over if mark.span.end != end]
    return "".join(parts)


def _piece(words: str, over: Sequence[_Mark]) -> str:
    """Words below as many lines as there are roles over them."""
    piece = _escaped(words)
    for role in ("trigger", "actor", "recipient"):
        if any(mark.role == role for mark in over):
            piece = f'<span class="{role}">{piece}</span>'
    return piece


def _label(mark: _Mark) -> str:
    return f'<small class="label"> [{_escaped(mark.label)}] </small>'


_HEADINGS = ("Event", "Type", "Mode", "Status", "Who", "To whom", "When", "Where", "Who says so", "How sure")


def _table(record: Record, events: Sequence[Event]) -> str:
    if not events:
        return '<p class="source">No events.</p>'
    headings = "".join(f'<th scope="col">{heading}</th>' for heading in _HEADINGS)
    names = {entity.id: entity.name for entity in record.entities}
    rows = "".join(_row(names, number, event) for number, event in enumerate(events, 1))
    caption = f"<caption>Events of report {_escaped(record.id)}</caption>"
    return f'<div class="scroll"><table>{caption}<thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(names: Mapping[str, str], number: int, event: Event) -> str:
    cells = (
        event.type,
        event.mode or "",
        event.status,
        _parties(names, event.actors),
        _parties(names, event.recipients),
        _when(event.date),
        _where(event.place),
        _sayers(event),
        f"{event.confidence:.0%}",
    )
    tip = _escaped(f"{event.trigger.text}: {event.why}")
    head = f'<th scope="row" title="{tip}">{number}</th>'
    return f"<tr>{head}{''.join(f'<td>{_escaped(cell)}</td>' for cell in cells)}</tr>"


def _type(event: Event) -> str:
    return event.type if event.mode is None else f"{event.type}/{event.mode}"


def _codes(party: Argument) -> str:
    sector = "" if party.sector == "UNK" else party.sector
    return " ".join(code for code in (party.country, sector) if code)


def _parties(names: Mapping[str, str], parties: Iterable[Argument]) -> str:
    told = ((names.get(party.entity, party.text), _codes(party)) for party in parties)
    return "; ".join(f"{name} ({codes})" if codes else name for name, codes in told)


def _when(date: EventDate | None) -> str:
    if date is None:
        return ""
    return date.start if date.start == date.end else f"{date.start} to {date.end}"


def _where(place: EventPlace | None) -> str:
    return "" if place is None else ", ".join(name for name in (place.name, place.admin1, place.country) if name)


def _sayers(event: Event) -> str:
    said = [] if event.attribution is None else [event.attribution.text]
    denied = [f"denied by {denial.text}" if denial.text else "denied" for denial in event.denied_by]
    return "; ".join(said + denied)


def _escaped(text: str) -> str:
    return html.escape(text, quote=True)


_STYLE = (
    "<style>"
    ".entente-record{color:inherit;line-height:1.7;max-width:60em}"
    ".entente-record .title{font-weight:bold;margin:.3em 0}"
    ".entente-record .source{opacity:.8;margin:.3em 0}"
    ".entente-record .text{white-space:pre-wrap;overflow-wrap:anywhere;margin:.6em 0}"
    ".entente-record .trigger{border-bottom:3px solid #c77700;padding-bottom:1px}"
    ".entente-record .actor{border-bottom:2px dashed #3584d6;padding-bottom:1px}"
    ".entente-record .recipient{border-bottom:2px dotted #2e9d63;padding-bottom:1px}"
    ".entente-record .label{font-size:.75em;white-space:nowrap}"
    ".entente-record .scroll{overflow-x:auto}"
    ".entente-record table{border-collapse:collapse;color:inherit;background:transparent}"
    ".entente-record caption{text-align:left;opacity:.8}"
    ".entente-record th,.entente-record td{border:1px solid #8888;padding:.2em .5em;text-align:left;"
    "vertical-align:top;color:inherit;background:transparent}"
    "</style>"
)
"""Lines of mid tones stand out on light and on dark pages; all else has the page's colors."""
