"""Writes `python/entente/record_dicts.py`, the types of `Record.to_dict()`, after the classes of `record.py`.

Run it when these change: `python typed_dicts.py` in this folder, with the package importable. A test compares.
"""

import dataclasses
import pathlib
import types
import typing
from collections.abc import Iterator

from entente import record

HEAD = '''"""The types of ``Record.to_dict()``: made by ``typed_dicts.py`` after ``record.py``, do not edit."""

from __future__ import annotations

from typing import TypedDict
'''


def written() -> str:
    """The file."""
    return "\n\n".join([HEAD, *(_class(cls) for cls in _classes(record.Record, set()))])


def _classes(cls: type, seen: set[type]) -> Iterator[type]:
    """The classes that a class is made of, each once, those that others need first."""
    seen.add(cls)
    for hint in typing.get_type_hints(cls).values():
        for part in (hint, *typing.get_args(hint)):
            if dataclasses.is_dataclass(part) and isinstance(part, type) and part not in seen:
                yield from _classes(part, seen)
    yield cls


def _class(cls: type) -> str:
    hints = typing.get_type_hints(cls)
    named = [(record.json_name(field), _type(hints[field.name])) for field in dataclasses.fields(cls)]
    fields = [(name, hint) for name, hint in named if name is not None]
    # A key that is a keyword can only be written so.
    body = "".join(f'        "{name}": {hint},\n' for name, hint in fields)
    about = f'"""{cls.__name__} as JSON; what its fields mean, see :class:`entente.record.{cls.__name__}`."""'
    if any(name == "class" for name, _ in fields):
        return f'{_name(cls)} = TypedDict(\n    "{_name(cls)}",\n    {{\n{body}    }},\n)\n{about}\n'
    lines = "".join(f"    {name}: {hint}\n" for name, hint in fields)
    return f"class {_name(cls)}(TypedDict):\n    {about}\n\n{lines}"


def _type(hint: object) -> str:
    arguments = typing.get_args(hint)
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return f"{_type(arguments[0])} | None"
    if typing.get_origin(hint) is tuple:
        return f"list[{_type(arguments[0])}]"
    if hint is record.Span:
        return "list[int]"
    assert isinstance(hint, type)
    return _name(hint) if dataclasses.is_dataclass(hint) else hint.__name__


def _name(cls: type) -> str:
    return f"{cls.__name__}Dict"


if __name__ == "__main__":
    (pathlib.Path(__file__).parent / "python/entente/record_dicts.py").write_text(written(), encoding="utf-8")
