"""Read YAML 1.2 (core schema) as plain data, safely, and find lines afterwards.

A small reader over libyaml's events instead of a ready constructor, for four reasons: YAML 1.1's
surprises (``no`` is a boolean, ``1:30`` a number, dates become objects) are not in the core schema;
tags and duplicate keys are refused; depth, size and aliases are bounded while reading, so that a
bomb costs nothing; and the line of any value can be found afterwards (``locate``), at no cost to a
file without faults.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import yaml

from game.errors import InputError
from game.scenario import characters, numerals
from game.scenario.characters import cut, quoted

MAX_CHARACTERS: Final = 250_000
MAX_DEPTH: Final = 40
MAX_ALIASES: Final = 50
MAX_VALUES: Final = 20_000
MAX_ENTRIES: Final = 500

_PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT: Final = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_ENDLESS: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
#: The first characters of anything plain that is not simply a string.
_NOT_A_WORD: Final = frozenset("0123456789+-.~ntfNTF")

Scalar = str | int | float | bool | None
Step = str | int


@dataclass(slots=True)
class Location:
    """Where a value stands: its line (from 1), its text if it is a scalar, and what is in it."""

    line: int
    raw: str = ""
    parts: dict[Any, Location] = field(default_factory=dict)


@dataclass(slots=True)
class _OpenCollection:
    """A list or mapping whose end has not been read yet."""

    value: Any
    anchor: str | None
    location: Location | None
    is_map: bool
    key: Any = None
    has_key: bool = False
    size: int = 1
    #: The keys as text: 1 and "1" are one key to a reader.
    texts: set[str] = field(default_factory=set)


_TOO_DEEP: Final = f"Lists and mappings are nested more than {MAX_DEPTH} deep."


def parse(text: str, where: str) -> Any:
    """Return the plain data of one YAML document: dict, list, str, int, float, bool, None.

    ``where`` names the file in errors. Raises InputError, with the line.

    >>> parse("{tariff: -1.5, '2014': no}", "example.yaml")
    {'tariff': -1.5, '2014': 'no'}
    """
    return _read(text, where, locations=False)[0]


def locate(text: str, where: str, path: tuple[Step, ...]) -> tuple[int, str]:
    """Return the line of the value at ``path``, and its text if it is a scalar.

    Steps that are not found (a union's tag in an error's path, a missing key) are passed over: the
    nearest enclosing value is named then.
    """
    location = _locations(text, where)
    if location is None:
        return 1, ""
    for step in path:
        inner = location.parts.get(step)
        if inner is None and isinstance(step, str) and step.isdecimal():
            inner = location.parts.get(int(step))  # a key that was read as a number
        if inner is not None:
            location = inner
    return location.line, location.raw


@lru_cache(maxsize=4)
def _locations(text: str, where: str) -> Location | None:
    """Return where everything in a file stands; kept, since a folder may have many faults."""
    return _read(text, where, locations=True)[1]


def top_scalars(text: str, where: str, wanted: tuple[str, ...]) -> dict[str, Scalar]:
    """Return the wanted scalars of the document's top level; reads no further than needed."""
    found: dict[str, Scalar] = {}
    depth, key = 0, None
    parser = _parser(text, where)
    try:
        while len(found) < len(wanted):
            event = _next(parser, where, text)
            if event is None:
                break
            if isinstance(event, yaml.CollectionStartEvent):
                if depth == 1:
                    key = None
                depth += 1
                if depth > MAX_DEPTH:
                    raise _too_deep(where, event)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif depth == 1 and isinstance(event, yaml.ScalarEvent):
                if key is None:
                    key = event.value
                else:
                    if key in wanted:
                        found[key] = _scalar(event, where)
                    key = None
            elif depth == 1 and isinstance(event, yaml.AliasEvent):
                key = None
    finally:
        parser.dispose()
    return found


def _parser(text: str, where: str) -> Any:
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"The file is longer than {MAX_CHARACTERS:,} characters, the most that is read.",
            where=where,
        )
    try:
        return _PARSER(text)
    except yaml.YAMLError as error:  # a forbidden character at the start
        raise InputError(_syntax(error), where=where) from None


def _next(parser: Any, where: str, text: str) -> Any:
    """Return the next event, None after the last."""
    try:
        return parser.get_event() if parser.check_event() else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        location = f"{where}:{mark.line + 1}" if mark else where
        if mark and "\t" in _leading(text.splitlines(), mark.line):
            raise InputError("A tab stands here; indent with spaces.", where=location) from None
        # a parser that stops at a depth of its own says so in words of its own
        if mark and _open_brackets(text[: mark.index]) > MAX_DEPTH:
            raise InputError(_TOO_DEEP, where=location) from None
        raise InputError(_syntax(error), where=location) from None
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(_syntax(error), where=where) from None


def _leading(lines: list[str], number: int) -> str:
    """Return the white space that a line begins with; nothing past the last line."""
    line = lines[number] if number < len(lines) else ""
    return line[: len(line) - len(line.lstrip())]


def _syntax(error: Exception) -> str:
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"This is not YAML ({problem}); check indentation, colons and quotes here."


def _at(where: str, event: Any) -> str:
    return f"{where}:{event.start_mark.line + 1}"


def _open_brackets(text: str) -> int:
    """Count the brackets and braces that the text opens and does not close; quotes aside."""
    return sum(text.count(c) for c in "[{") - sum(text.count(c) for c in "]}")


def _too_deep(where: str, event: Any) -> InputError:
    return InputError(_TOO_DEEP, where=_at(where, event))


def _read(text: str, where: str, *, locations: bool) -> tuple[Any, Location | None]:
    parser = _parser(text, where)
    try:
        return _build(parser, where, text, locations=locations)
    finally:
        parser.dispose()


def _build(parser: Any, where: str, text: str, *, locations: bool) -> tuple[Any, Location | None]:
    stack: list[_OpenCollection] = []
    anchors: dict[str, tuple[Any, int, Location | None]] = {}
    result: tuple[Any, Location | None] = (None, None)
    aliases = documents = total = 0
    while (event := _next(parser, where, text)) is not None:
        kind = type(event)
        size = 1
        if kind is yaml.ScalarEvent:
            value: Any = _scalar(event, where)
            location = Location(event.start_mark.line + 1, event.value) if locations else None
            if event.anchor:
                anchors[event.anchor] = (value, 1, location)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.tag not in (None, "!"):
                raise InputError(
                    f"Tags such as {quoted(event.tag)} are not used here.",
                    where=_at(where, event),
                )
            if len(stack) >= MAX_DEPTH:
                raise _too_deep(where, event)
            if stack and stack[-1].is_map and not stack[-1].has_key:
                raise InputError("A key must be a word or a number.", where=_at(where, event))
            is_map = kind is yaml.MappingStartEvent
            inner = Location(event.start_mark.line + 1) if locations else None
            stack.append(_OpenCollection({} if is_map else [], event.anchor, inner, is_map))
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            done = stack.pop()
            value, location, size = done.value, done.location, done.size
            if done.anchor:
                anchors[done.anchor] = (value, size, location)
        elif kind is yaml.AliasEvent:
            aliases += 1
            if aliases > MAX_ALIASES:
                raise InputError(
                    f"More than {MAX_ALIASES} aliases; write the values out.",
                    where=_at(where, event),
                )
            if event.anchor not in anchors:
                raise InputError(
                    f"The alias *{cut(event.anchor)} stands for nothing complete before it.",
                    where=_at(where, event),
                )
            value, size, location = anchors[event.anchor]
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise InputError(
                    "A file holds one YAML document; '---' begins a second here.",
                    where=_at(where, event),
                )
            continue
        else:
            continue
        total += size
        if total > MAX_VALUES * 2 or size > MAX_VALUES:
            raise InputError(
                f"The file holds more than {MAX_VALUES:,} values.", where=_at(where, event)
            )
        if not stack:
            result = (value, location)
            continue
        top = stack[-1]
        top.size += size
        if len(top.value) >= MAX_ENTRIES:
            raise InputError(
                f"A list or mapping has more than {MAX_ENTRIES:,} entries here.",
                where=_at(where, event),
            )
        if not top.is_map:
            if location is not None and top.location is not None:
                top.location.parts[len(top.value)] = location
            top.value.append(value)
        elif not top.has_key:
            if isinstance(value, (dict, list)):
                raise InputError("A key must be a word or a number.", where=_at(where, event))
            if value in top.value or str(value) in top.texts:
                raise InputError(
                    f"The key {quoted(value)} is given twice in one mapping.",
                    where=_at(where, event),
                )
            top.texts.add(str(value))
            top.key, top.has_key = value, True
        else:
            if location is not None and top.location is not None:
                top.location.parts[top.key] = location
            top.value[top.key] = value
            top.has_key = False
    return result


def _scalar(event: Any, where: str) -> Scalar:
    """Return a scalar by the core schema: quoted is text, plain may be something else."""
    text: str = event.value
    place = characters.stray(text)
    if place is not None:
        raise InputError(
            f"There is {characters.described(text[place])} here; take it out.",
            where=_at(where, event),
        )
    if event.tag not in (None, "!"):
        raise InputError(
            f"Tags such as {quoted(event.tag)} are not used here.",
            where=_at(where, event),
        )
    if not event.implicit[0] or (text and text[0] not in _NOT_A_WORD):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        whole = 0 if len(text) > 18 else int(text, 0 if text[:2] in ("0o", "0x") else 10)
        if len(text) > 18 or abs(whole) > numerals.MOST:
            raise InputError(
                f"The number {cut(text, 20)} is too large; quote it if it is text.",
                where=_at(where, event),
            )
        return whole
    if _FLOAT.fullmatch(text):
        number = float(text)
        if abs(number) > numerals.MOST or 0 < abs(number) < numerals.LEAST:
            size = "large" if abs(number) > 1 else "near to 0"
            raise InputError(f"The number {cut(text, 20)} is too {size}.", where=_at(where, event))
        return number
    if _ENDLESS.fullmatch(text):
        raise InputError(
            f"{text} is no number that can be played with; give a finite one.",
            where=_at(where, event),
        )
    return text
