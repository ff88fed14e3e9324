"""Assemble a scenario's content from its folder: find, choose, validate and cross-check."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from game.errors import InputError
from game.scenario import cases_reader, place_tables, source_files
from game.scenario.characters import quoted
from game.scenario.checks import content as content_checks
from game.scenario.checks import unreachable
from game.scenario.checks.common import KnownNames, Problem, unlike
from game.scenario.error_messages import input_error, validated
from game.scenario.schema.cards import Agenda, Event, Lever
from game.scenario.schema.folder import (
    FILE_KINDS,
    INSTITUTIONS,
    SHARED,
    CardChoice,
    Frame,
    Parameter,
)
from game.scenario.schema.market_forces import MarketForces
from game.scenario.schema.scenario import FigureSpec, GaugeRule, Scenario
from game.scenario.source_files import Origin, Source
from game.scenario.texts import claims
from game.world import quarter_calendar

Item = tuple[dict[str, Any], Origin]
Pool = dict[str, Item]


class _Kind(NamedTuple):
    """A kind of item that comes in lists: its file or folder, key, noun and schema."""

    files: str
    key: str
    noun: str
    schema: TypeAdapter[Any]


_KINDS: Final = {
    "figures": _Kind("figures.yaml", "figure", "figure", TypeAdapter(FigureSpec)),
    "politics": _Kind("politics.yaml", "gauge", "gauge", TypeAdapter(GaugeRule)),
    "levers": _Kind("levers", "id", "lever", TypeAdapter(Lever)),
    "events": _Kind("events", "id", "event", TypeAdapter(Event)),
    "agendas": _Kind("agendas.yaml", "id", "agenda", TypeAdapter(Agenda)),
    "parameters": _Kind("parameters.yaml", "name", "parameter", TypeAdapter(Parameter)),
}
#: Kinds of item whose name goes before the sentence on its fault.
_NAMED: Final = ("lever", "event", "agenda", "figure", "gauge", "regime", "way out")
#: The most items of a kind that a folder may hold.
MOST_ITEMS: Final = 250


@dataclass(frozen=True)
class Content:
    """A scenario's content without its model: what validation and provenance read.

    ``origins`` maps (kind, key) to where the item stands; ``tables`` the texts of the
    CSV files, later commissioners' by ``place_tables.later_table``; ``params`` the values of
    ``parameters.yaml`` and ``forces`` what ``market_forces.yaml`` says of regions, own over
    common.
    """

    folder: Path
    frame: Frame
    scenario: Scenario
    known: KnownNames
    origins: dict[tuple[str, str], Origin]
    tables: dict[str, Source]
    params: dict[str, float]
    forces: MarketForces
    #: Cards of the scenario's own folder, as (kind, id), and which of them nothing took.
    own: frozenset[tuple[str, str]]
    untaken: tuple[tuple[str, str], ...]

    def problems(self) -> Iterator[Problem]:
        """Yield every fault that the cross-checks find."""
        yield from content_checks.problems(self.scenario, self.known)
        yield from unreachable.unreachable(self.scenario, lambda *card: card in self.own)
        for kind, key in self.untaken:
            yield unreachable.left_out(self.scenario, kind, key)

    def error(self, problem: Problem) -> InputError:
        """Return a fault as a sentence with file and line."""
        origin = self.origins.get((problem.kind, problem.key)) or self.origins["frame", ""]
        where, _ = origin.locate(problem.path)
        named = problem.kind in _NAMED
        what = f"{problem.kind} {problem.key!r}: " if named else ""
        return InputError(f"{what}{problem.sentence}", where=where)


def assemble(name_or_path: str | Path) -> Content:
    """Return the content of a scenario, whole and cross-checked. Raises InputError."""
    content = read(name_or_path)
    for problem in content.problems():
        if problem.stops:
            raise content.error(problem)
    return content


def read(name_or_path: str | Path) -> Content:
    """Return the content of a scenario, each item valid but nothing cross-checked yet.

    Raises InputError.
    """
    folder = source_files.find(name_or_path)
    common = source_files.common_dir()
    source = source_files.read(folder / "scenario.yaml")
    at = Origin(source)
    frame: Frame = validated(FILE_KINDS["scenario"], _mapping(source), at, "The scenario")
    pools = {kind: _pool(kind, common, folder) for kind in _KINDS}
    own = {kind: _own(kind, folder) for kind in ("levers", "events", "agendas")}
    origins: dict[tuple[str, str], Origin] = {("frame", ""): at, ("frame", frame.id): at}

    chosen: dict[str, list[Item]] = {}
    for kind, pool in pools.items():
        choice = getattr(frame, kind, None)
        if isinstance(choice, CardChoice):
            chosen[kind] = _choose(kind, pool, own[kind], choice, frame, at)
        else:
            chosen[kind] = list(pool.values())
    raw: dict[str, Any] = {}
    made: dict[str, Any] = {}
    for kind, items in chosen.items():
        word, key = _KINDS[kind].noun, _KINDS[kind].key
        made[kind] = tuple(
            validated(_KINDS[kind].schema, data, origin, f"{word} {quoted(data.get(key))}")
            for data, origin in items
        )
        raw[kind] = [data for data, _ in items]
        for data, origin in items:
            origins[word, data[key]] = origin

    raw["scoring"], origins["scoring", frame.id] = _overlaid(common, folder, "scoring.yaml")
    unplayed = raw["scoring"]
    par = source_files.read_if_there(folder, "par.yaml")
    if par is not None:
        validated(FILE_KINDS["par"], _mapping(par), Origin(par), "par.yaml")
        raw["scoring"] = {**raw["scoring"], **_mapping(par)}
    idle = source_files.read_if_there(folder, "course.yaml")
    if idle is not None:
        raw["course"] = _mapping(idle)
        at_idle = Origin(idle)
        made["course"] = validated(FILE_KINDS["course"], raw["course"], at_idle, "course.yaml")
        origins["course", frame.id] = at_idle
    past = source_files.read_if_there(folder, "overlay.yaml")
    if past is not None:
        raw["history"] = past.data
        made["history"] = validated(FILE_KINDS["overlay"], past.data, Origin(past), "overlay.yaml")
        origins["history", frame.id] = Origin(past)
    raw["paths"], origins["paths", frame.id] = _paths(common, folder, frame, at)
    raw["market_forces"], forces_at = _overlaid(common, folder, "market_forces.yaml")
    forces: MarketForces = validated(
        FILE_KINDS["market_forces"], raw["market_forces"], forces_at, "market_forces.yaml"
    )
    cases = cases_reader.read(common, folder)
    raw["cases"], made["cases"] = cases.raw, cases.cases
    origins |= cases.origins
    raw["newspaper"], paper_at = _overlaid(common, folder, "newspaper.yaml")
    origins["newspaper", ""] = paper_at
    made["newspaper"] = validated(
        FILE_KINDS["newspaper"], raw["newspaper"], paper_at, "newspaper.yaml"
    )
    raw["names"], names_at = _overlaid(common, folder, "names.yaml")
    for kind in ("scoring", "paths"):
        made[kind] = validated(FILE_KINDS[kind], raw[kind], origins[kind, frame.id], f"{kind}.yaml")
    institutions = validated(INSTITUTIONS, raw["names"], names_at, "names.yaml")

    tables = place_tables.read(folder, frame.start, at.at("start"))
    params = {p.name: p.value for p in made.pop("parameters")}
    contents = raw, {**raw, "scoring": unplayed}
    digest, basis = (_digest(some, _mapping(source), tables.values()) for some in contents)
    scenario = _scenario(frame, {**made, "basis": basis}, institutions, digest, at)
    known = KnownNames(
        levers=frozenset(pools["levers"]),
        events={k: frozenset(_option_ids(v)) for k, (v, _) in pools["events"].items()},
        tags=frozenset(t for x in scenario.levers for t in x.tags) | _raw_tags(pools["levers"]),
        flags=_raw_flags(pools["levers"]) | _raw_flags(pools["events"]),
        claims=frozenset(claims()),
        results=frozenset(made["scoring"].results),
        params=frozenset(params),
        agendas=frozenset(pools["agendas"]),
        carried=tuple(c.claim for c in frame.carries),
        own_paths=tuple((name, year) for name, years in frame.paths.items() for year in years),
    )
    own_cards = frozenset((_KINDS[kind].noun, key) for kind, pool in own.items() for key in pool)
    untaken = tuple(_untaken(frame, own, origins))
    return Content(
        folder, frame, scenario, known, origins, tables, params, forces, own_cards, untaken
    )


def _untaken(
    frame: Frame, own: dict[str, Pool], origins: dict[tuple[str, str], Origin]
) -> Iterator[tuple[str, str]]:
    """Yield own cards that the frame doesn't leave out by name and that are not among the chosen;
    where they stand is added to the origins."""
    for kind, pool in own.items():
        choice: CardChoice = getattr(frame, kind)
        for key, (_, origin) in pool.items():
            card = (_KINDS[kind].noun, key)
            if card not in origins and key not in choice.without:
                origins[card] = origin
                yield card


# ------------------------------------------------------------------- gathering of items


def _mapping(source: Source) -> dict[str, Any]:
    if not isinstance(source.data, dict):
        raise InputError("The file should hold keys and values.", where=f"{source.label}:1")
    return source.data


def _items(source: Source, kind: str) -> Iterator[Item]:
    """Yield the items of a list file. The key is checked here, the rest by the schema."""
    if source.data is None:
        return
    key = _KINDS[kind].key
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
    name = _KINDS[kind].files
    if name.endswith(".yaml"):
        source = source_files.read_if_there(folder, name)
        return [source] if source is not None else []
    return source_files.read_all(folder, name)


def _own(kind: str, folder: Path) -> Pool:
    key = _KINDS[kind].key
    pool: Pool = {}
    for source in _sources(kind, folder):
        for data, origin in _items(source, kind):
            if data[key] in pool:
                where, _ = origin.locate((key,))
                raise InputError(
                    f"The {_KINDS[kind].noun} {quoted(data[key])} is given twice.",
                    where=where,
                )
            pool[data[key]] = (data, origin)
            if len(pool) > MOST_ITEMS:
                where, _ = origin.locate((key,))
                raise InputError(
                    f"More than {MOST_ITEMS} {kind}, the most of a folder.", where=where
                )
    return pool


def _pool(kind: str, common: Path, folder: Path) -> Pool:
    """Return all items of a kind: the common ones, with the scenario's own in their place."""
    return {**_own(kind, common), **_own(kind, folder)}


def _choose(
    kind: str, pool: Pool, own: Pool, choice: CardChoice, frame: Frame, at: Origin
) -> list[Item]:
    word = _KINDS[kind].noun
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


def _overlaid(common: Path, folder: Path, name: str) -> tuple[dict[str, Any], Origin]:
    """Return common's mapping with the scenario's keys over it, nested one deep."""
    base, over = source_files.read_if_there(common, name), source_files.read_if_there(folder, name)
    first = base or over
    if first is None:
        raise InputError("The file is missing.", where=source_files.label(common / name))
    whole = dict(_mapping(first))
    origin = Origin(first)
    if over is not None and base is not None:
        changed: dict[str, Origin] = {}
        for key, value in _mapping(over).items():
            old = whole.get(key)
            both = isinstance(value, dict) and isinstance(old, dict)
            whole[key] = {**old, **value} if both and isinstance(old, dict) else value
            changed[key] = Origin(over).at(key)
        origin = Origin(base, (), changed)
    return whole, origin


def _paths(common: Path, folder: Path, frame: Frame, at: Origin) -> tuple[dict[str, Any], Origin]:
    data, origin = _overlaid(common, folder, "paths.yaml")
    changed = dict(origin.changed)
    for series, values in frame.paths.items():
        old = data.get(series)
        data[series] = {**old, **values} if isinstance(old, dict) else dict(values)
        changed[series] = at.at("paths", series)
    return data, Origin(origin.source, origin.path, changed)


def _option_ids(event: dict[str, Any]) -> list[str]:
    return [str(o.get("id")) for o in _dicts(event.get("options"))]


def _raw_tags(pool: Pool) -> frozenset[str]:
    return frozenset(
        str(tag)
        for data, _ in pool.values()
        for tag in (data["tags"] if isinstance(data.get("tags"), list) else [])
    )


def _raw_flags(pool: Pool) -> frozenset[str]:
    """Return the flags that any effect of any item sets, taken or not."""
    found: set[str] = set()
    for data, _ in pool.values():
        for holder in (data, *_dicts(data.get("options"))):
            found |= {str(e["flag"]) for e in _dicts(holder.get("effects")) if "flag" in e}
    return frozenset(found)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [x for x in value if isinstance(x, dict)] if isinstance(value, list) else []


def _scenario(
    frame: Frame, made: dict[str, Any], institutions: Any, digest: str, at: Origin
) -> Scenario:
    first = quarter_calendar.parse(frame.first)
    names = {
        key: next((n.title for n in named if n.period.holds(first)), named[-1].title)
        for key, named in institutions.items()
    }
    fixed = {k: v for k, v in institutions.items() if k not in frame.names}
    fields = {name: getattr(frame, name) for name in SHARED}
    fields["names"] = {**names, **frame.names}
    own = {k: ({"title": title},) for k, title in frame.names.items()}
    fields["institutions"] = {**fixed, **own}
    try:
        return Scenario(**fields, **made, digest=digest)
    except ValidationError as error:
        raise input_error(error, at, "The scenario") from None


def _digest(raw: dict[str, Any], frame: dict[str, Any], tables: Iterable[Source]) -> str:
    """Return the sha256 of parsed content and tables: layout and comments don't count."""
    whole = {"frame": frame, **raw}
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"), default=str, allow_nan=False)
    digest = hashlib.sha256(text.encode())
    for table in tables:
        digest.update(table.text.replace("\r\n", "\n").encode())
    return digest.hexdigest()
