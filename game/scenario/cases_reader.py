"""Read ``cases.yaml``: the common one, with a scenario's own over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter

from game.errors import InputError
from game.scenario import source_files
from game.scenario.characters import quoted
from game.scenario.error_messages import validated
from game.scenario.overlays import mapping
from game.scenario.schema.cases import Cases, Docket, Matter, Regime, WayOut
from game.scenario.source_files import Origin, Source

FILE: Final = "cases.yaml"
_DOCKET: Final = TypeAdapter(Docket)
_MATTER: Final = TypeAdapter(Matter)
_REGIME: Final = TypeAdapter(Regime)
_WAY: Final = TypeAdapter(WayOut)
_KEYS: Final = ("docket", "matters", "regimes", "ways")


class CasesRead(NamedTuple):
    """The cases' rules, what they were made of, and where each part stands."""

    cases: Cases
    raw: dict[str, Any]
    origins: dict[tuple[str, str], Origin]


def read(common: Path, folder: Path) -> CasesRead:
    """Return the cases' rules of a scenario's folder. Raises InputError.

    Of the docket a scenario may change single numbers; its regimes take the place of all common
    ones about the same subject; its matters and ways out that of those with the same id.
    """
    sources = [s for at in (common, folder) if (s := source_files.read_if_there(at, FILE))]
    if not sources:
        raise InputError("The file is missing.", where=source_files.label(common / FILE))
    origins: dict[tuple[str, str], Origin] = {}
    docket: dict[str, Any] = {}
    docket_at = Origin(sources[0]).at("docket")
    regimes: list[tuple[dict[str, Any], Origin]] = []
    matters: dict[str, tuple[dict[str, Any], Origin]] = {}
    ways: dict[str, tuple[dict[str, Any], Origin]] = {}
    for source in sources:
        data = _mapping(source)
        numbers = data.get("docket") or {}
        if not isinstance(numbers, dict):
            where, _ = Origin(source).locate(("docket",))
            raise InputError("The docket should hold keys and numbers.", where=where)
        docket |= numbers
        if numbers:
            changed = docket_at.changed | {k: Origin(source).at("docket", k) for k in numbers}
            docket_at = Origin(docket_at.source, docket_at.path, changed)
        own = list(_items(source, data, "regimes"))
        about = {_about(regime) for regime, _ in own}
        regimes = own + [kept for kept in regimes if _about(kept[0]) not in about]
        for matter, at in _items(source, data, "matters"):
            matters[matter["id"]] = matter, at
        for way, at in _items(source, data, "ways"):
            ways[way["id"]] = way, at
    made = Cases(
        docket=validated(_DOCKET, docket, docket_at, "The docket"),
        matters=tuple(
            validated(_MATTER, data, at, f"matter {quoted(data['id'])}")
            for data, at in matters.values()
        ),
        regimes=tuple(
            validated(_REGIME, data, at, f"regime {quoted(data['id'])}") for data, at in regimes
        ),
        ways=tuple(
            validated(_WAY, data, at, f"way out {quoted(data['id'])}") for data, at in ways.values()
        ),
    )
    origins["docket", ""] = docket_at
    origins |= {("matter", data["id"]): at for data, at in matters.values()}
    origins |= {("regime", data["id"]): at for data, at in regimes}
    origins |= {("way out", data["id"]): at for data, at in ways.values()}
    raw = {
        "docket": docket,
        "matters": [data for data, _ in matters.values()],
        "regimes": [data for data, _ in regimes],
        "ways": [data for data, _ in ways.values()],
    }
    return CasesRead(made, raw, origins)


def _about(regime: dict[str, Any]) -> str:
    """Return what a regime as it is written is about."""
    return str(regime.get("about", "failing"))


def _mapping(source: Source) -> dict[str, Any]:
    data = mapping(source)
    for key in data:
        if key not in _KEYS:
            where, _ = Origin(source).locate((key,))
            raise InputError(
                f"There is no key {quoted(key)} here, only docket, matters, regimes and ways.",
                where=where,
            )
    return data


def _items(
    source: Source, data: dict[str, Any], key: str
) -> Iterator[tuple[dict[str, Any], Origin]]:
    found = data.get(key)
    if found is None:
        return
    if not isinstance(found, list):
        where, _ = Origin(source).locate((key,))
        raise InputError(f"The {key} should be a list: '- id: …'.", where=where)
    seen: set[str] = set()
    for i, item in enumerate(found):
        at = Origin(source).at(key, i)
        if not isinstance(item, dict) or not isinstance(item.get("id"), str):
            where, _ = at.locate(("id",))
            raise InputError(f"Item {i + 1} of the {key} has no 'id' that is text.", where=where)
        if item["id"] in seen:
            where, _ = at.locate(("id",))
            raise InputError(f"{quoted(item['id'])} is given twice among the {key}.", where=where)
        seen.add(item["id"])
        yield item, at
