"""Assemble a scenario's content from its folder: find, choose, validate and cross-check."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from game.errors import InputError
from game.scenario import cases_reader, place_tables, source_files
from game.scenario.characters import quoted
from game.scenario.checks import content as content_checks
from game.scenario.checks import unreachable
from game.scenario.checks.common import KnownNames, Problem
from game.scenario.error_messages import input_error, validated
from game.scenario.item_pools import (
    KINDS,
    Item,
    Pool,
    all_items,
    chosen_items,
    flags_of,
    option_ids,
    own_items,
    tags_of,
)
from game.scenario.overlays import mapping, overlaid, paths
from game.scenario.schema.folder import FILE_KINDS, INSTITUTIONS, SHARED, CardChoice, Frame
from game.scenario.schema.market_forces import MarketForces
from game.scenario.schema.scenario import Scenario
from game.scenario.source_files import Origin, Source
from game.scenario.texts import claims
from game.world import quarter_calendar

#: Kinds of item whose name goes before the sentence on its fault.
_NAMED: Final = ("lever", "event", "agenda", "figure", "gauge", "regime", "way out")


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
    frame: Frame = validated(FILE_KINDS["scenario"], mapping(source), at, "The scenario")
    pools = {kind: all_items(kind, common, folder) for kind in KINDS}
    own = {kind: own_items(kind, folder) for kind in ("levers", "events", "agendas")}
    origins: dict[tuple[str, str], Origin] = {("frame", ""): at, ("frame", frame.id): at}

    chosen: dict[str, list[Item]] = {}
    for kind, pool in pools.items():
        choice = getattr(frame, kind, None)
        if isinstance(choice, CardChoice):
            chosen[kind] = chosen_items(kind, pool, own[kind], choice, frame, at)
        else:
            chosen[kind] = list(pool.values())
    raw: dict[str, Any] = {}
    made: dict[str, Any] = {}
    for kind, items in chosen.items():
        word, key = KINDS[kind].noun, KINDS[kind].key
        made[kind] = tuple(
            validated(KINDS[kind].schema, data, origin, f"{word} {quoted(data.get(key))}")
            for data, origin in items
        )
        raw[kind] = [data for data, _ in items]
        for data, origin in items:
            origins[word, data[key]] = origin

    raw["scoring"], origins["scoring", frame.id] = overlaid(common, folder, "scoring.yaml")
    unplayed = raw["scoring"]
    par = source_files.read_if_there(folder, "par.yaml")
    if par is not None:
        validated(FILE_KINDS["par"], mapping(par), Origin(par), "par.yaml")
        raw["scoring"] = {**raw["scoring"], **mapping(par)}
    idle = source_files.read_if_there(folder, "course.yaml")
    if idle is not None:
        raw["course"] = mapping(idle)
        at_idle = Origin(idle)
        made["course"] = validated(FILE_KINDS["course"], raw["course"], at_idle, "course.yaml")
        origins["course", frame.id] = at_idle
    past = source_files.read_if_there(folder, "overlay.yaml")
    if past is not None:
        raw["history"] = past.data
        made["history"] = validated(FILE_KINDS["overlay"], past.data, Origin(past), "overlay.yaml")
        origins["history", frame.id] = Origin(past)
    raw["paths"], origins["paths", frame.id] = paths(common, folder, frame, at)
    raw["market_forces"], forces_at = overlaid(common, folder, "market_forces.yaml")
    forces: MarketForces = validated(
        FILE_KINDS["market_forces"], raw["market_forces"], forces_at, "market_forces.yaml"
    )
    cases = cases_reader.read(common, folder)
    raw["cases"], made["cases"] = cases.raw, cases.cases
    origins |= cases.origins
    raw["newspaper"], paper_at = overlaid(common, folder, "newspaper.yaml")
    origins["newspaper", ""] = paper_at
    made["newspaper"] = validated(
        FILE_KINDS["newspaper"], raw["newspaper"], paper_at, "newspaper.yaml"
    )
    raw["names"], names_at = overlaid(common, folder, "names.yaml")
    for kind in ("scoring", "paths"):
        made[kind] = validated(FILE_KINDS[kind], raw[kind], origins[kind, frame.id], f"{kind}.yaml")
    institutions = validated(INSTITUTIONS, raw["names"], names_at, "names.yaml")

    tables = place_tables.read(folder, frame.start, at.at("start"))
    params = {p.name: p.value for p in made.pop("parameters")}
    contents = raw, {**raw, "scoring": unplayed}
    digest, basis = (_digest(some, mapping(source), tables.values()) for some in contents)
    scenario = _scenario(frame, {**made, "basis": basis}, institutions, digest, at)
    known = KnownNames(
        levers=frozenset(pools["levers"]),
        events={k: frozenset(option_ids(v)) for k, (v, _) in pools["events"].items()},
        tags=frozenset(t for x in scenario.levers for t in x.tags) | tags_of(pools["levers"]),
        flags=flags_of(pools["levers"]) | flags_of(pools["events"]),
        claims=frozenset(claims()),
        results=frozenset(made["scoring"].results),
        params=frozenset(params),
        agendas=frozenset(pools["agendas"]),
        carried=tuple(c.claim for c in frame.carries),
        own_paths=tuple((name, year) for name, years in frame.paths.items() for year in years),
    )
    own_cards = frozenset((KINDS[kind].noun, key) for kind, pool in own.items() for key in pool)
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
            card = (KINDS[kind].noun, key)
            if card not in origins and key not in choice.without:
                origins[card] = origin
                yield card


# ------------------------------------------------------------------- gathering of items


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
