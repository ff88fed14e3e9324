"""Items that come in lists, as levers do: the common ones, a scenario's own, those it chooses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter

from game.errors import InputError
from game.scenario import source_files
from game.scenario.characters import quoted
from game.scenario.checks.common import unlike
from game.scenario.schema.cards import Agenda, Event, Lever
from game.scenario.schema.folder import CardChoice, Frame, Parameter
from game.scenario.schema.scenario import FigureSpec, GaugeRule
from game.scenario.source_files import Origin, Source
from game.world import quarter_calendar

Item = tuple[dict[str, Any], Origin]
Pool = dict[str, Item]


class ItemKind(NamedTuple):
    """A kind of item that comes in lists: its file or folder, key, noun and schema."""

    files: str
    key: str
    noun: str
    schema: TypeAdapter[Any]


KINDS: Final = {
    "figures": ItemKind("figures.yaml", "figure", "figure", TypeAdapter(FigureSpec)),
    "politics": ItemKind("politics.yaml", "gauge", "gauge", TypeAdapter(GaugeRule)),
    "levers": ItemKind("levers", "id", "lever", TypeAdapter(Lever)),
    "events": ItemKind("events", "id", "event", TypeAdapter(Event)),
    "agendas": ItemKind("agendas.yaml", "id", "agenda", TypeAdapter(Agenda)),
    "parameters": ItemKind("parameters.yaml", "name", "parameter", TypeAdapter(Parameter)),
}
#: The most items of a kind that a folder may hold.
MOST_ITEMS: Final = 250


def _items(source: Source, kind: str) -> Iterator[Item]:
    """Yield the items of a list file. The key is checked here, the rest by the schema."""
    if source.data is None:
        return
    key = KINDS[kind].key
    if not isinstance(source.data, list):
        raise InputError(
            f"The file should be a list of {kind}: '- {key}: …'.", where=f"{source.label}:1"
        )
    for i, data in enumerate(source.data):
        origin = Origin(source, (i,))
        if not isinstance(data, dict) or not isinstance(data.get(key), str):
            where, _ = origin.locate((key,))
            raise InputError(f"Item {i + 1} of the list has no {key!r} that is text.", where=where)
        yield data, origin


def _sources(kind: str, folder: Path) -> list[Source]:
    name = KINDS[kind].files
    if name.endswith(".yaml"):
        source = source_files.read_if_there(folder, name)
        return [source] if source is not None else []
    return source_files.read_all(folder, name)


def own_items(kind: str, folder: Path) -> Pool:
    """Return the items of a kind that a folder holds, by key. Raises InputError."""
    key = KINDS[kind].key
    pool: Pool = {}
    for source in _sources(kind, folder):
        for data, origin in _items(source, kind):
            if data[key] in pool:
                where, _ = origin.locate((key,))
                raise InputError(
                    f"The {KINDS[kind].noun} {quoted(data[key])} is given twice.",
                    where=where,
                )
            pool[data[key]] = (data, origin)
            if len(pool) > MOST_ITEMS:
                where, _ = origin.locate((key,))
                raise InputError(
                    f"More than {MOST_ITEMS} {kind}, the most of a folder.", where=where
                )
    return pool


def all_items(kind: str, common: Path, folder: Path) -> Pool:
    """Return all items of a kind: the common ones, with the scenario's own in their place."""
    return {**own_items(kind, common), **own_items(kind, folder)}


def chosen_items(
    kind: str, pool: Pool, own: Pool, choice: CardChoice, frame: Frame, at: Origin
) -> list[Item]:
    """Return the cards of a kind that the frame's choice takes, changed as it says.

    ``at`` is where the frame stands. Raises InputError.
    """
    word = KINDS[kind].noun
    for part in ("take", "without", "change"):
        named = getattr(choice, part)
        for i, name in enumerate(named if not isinstance(named, str) else ()):
            if name not in pool:
                where, _ = at.locate((kind, part, name if part == "change" else i))
                raise InputError(unlike(word, name, pool), where=where)
    if isinstance(choice.take, tuple):
        ids = list(dict.fromkeys((*choice.take, *own)))
    elif choice.take == "own":
        ids = list(own)
    else:
        first = quarter_calendar.parse(frame.first)
        until = quarter_calendar.parse(
            frame.government.election if kind == "levers" else frame.last
        )
        stems = {_stem(origin) for _, origin in pool.values()}
        for i, name in enumerate(choice.files or ()):
            if name not in stems:
                where, _ = at.locate((kind, "files", i))
                raise InputError(unlike(f"file of {kind}", name, stems), where=where)
        ids = [
            k
            for k, (data, origin) in pool.items()
            if (
                k in own or k in choice.change or _covers(data, first, until)
                if kind == "agendas"
                else _overlaps(data, first, until)
            )
            and (choice.files is None or k in own or _stem(origin) in choice.files)
        ]
    out: list[Item] = []
    for name in ids:
        if name in choice.without:
            continue
        data, origin = pool[name]
        change = choice.change.get(name)
        if change:
            if "id" in change:
                where, _ = at.locate((kind, "change", name, "id"))
                raise InputError("An id can't be changed.", where=where)
            data = {**data, **change}
            places = {field: at.at(kind, "change", name, field) for field in change}
            origin = Origin(origin.source, origin.path, places)
        out.append((data, origin))
    return out


def _stem(origin: Origin) -> str:
    """Return the name, without its ending, of the file that an item is from."""
    return origin.source.label.rpartition("/")[2].removesuffix(".yaml")


def _overlaps(data: dict[str, Any], first: int, last: int) -> bool:
    """Tell whether an item's period or date meets the scenario's.

    A faulty period does: the schema will find it.
    """
    try:
        if data.get("on") is not None:
            return first <= quarter_calendar.parse(data["on"]) <= last
        period = data.get("period") or {}
        begin, end = period.get("first"), period.get("last")
        return (begin is None or quarter_calendar.parse(begin) <= last) and (
            end is None or quarter_calendar.parse(end) >= first
        )
    except (AttributeError, TypeError, ValueError):
        return True


def _covers(data: dict[str, Any], first: int, last: int) -> bool:
    """Tell whether an item's period holds both quarters; a faulty one does, for the schema to find.

    Common agendas that hold for only a part of the game are not dealt; one that a scenario brings
    or changes is taken at its word, and checked.
    """
    return _overlaps(data, first, first) and _overlaps(data, last, last)


def option_ids(event: dict[str, Any]) -> list[str]:
    """Return the ids of an event's options, valid or not."""
    return [str(o.get("id")) for o in _dicts(event.get("options"))]


def tags_of(pool: Pool) -> frozenset[str]:
    """Return the tags of all items, taken or not."""
    return frozenset(
        str(tag)
        for data, _ in pool.values()
        for tag in (data["tags"] if isinstance(data.get("tags"), list) else [])
    )


def flags_of(pool: Pool) -> frozenset[str]:
    """Return the flags that any effect of any item sets, taken or not."""
    found: set[str] = set()
    for data, _ in pool.values():
        for holder in (data, *_dicts(data.get("options"))):
            found |= {str(e["flag"]) for e in _dicts(holder.get("effects")) if "flag" in e}
    return frozenset(found)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [x for x in value if isinstance(x, dict)] if isinstance(value, list) else []
