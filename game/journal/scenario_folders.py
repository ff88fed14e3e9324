"""Finding the scenario of a journal again: a shipped one by its id, a person's own by its folder.

A journal keeps the name of a person's own folder and not its path, so that it can go to another
machine and shows nobody's user name. Where the folder is on this machine is remembered in the
person's own data folder.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from game import paths
from game.errors import InputError
from game.files import read_bytes, replace
from game.journal.format import Header
from game.scenario import loader, source_files
from game.scenario.pack import Pack
from game.scenario.source_files import shipped_ids

_FILE: Final = "scenario-folders.json"
_MOST: Final = 100
_MAX_BYTES: Final = 2**20


def pack_of(header: Header, journal: Path | None, asked: str | None = None) -> Pack:
    """Load the scenario that a journal was played in.

    ``asked`` is an id or folder that a person names for it. Else a folder of its own is looked
    for where it was, beside the journal and in the folder at hand; of several, one whose
    content is what was played is taken. Raises InputError if there is none, or if ``asked`` is
    another scenario.
    """
    name = journal.name if journal is not None else "This game"
    if asked is not None:
        pack = loader.load(asked)
        if header.scenario not in ("", pack.scenario.id):
            raise InputError(
                f"{name} keeps a game of '{header.scenario}', not of '{pack.scenario.id}'; "
                "leave --scenario out to go on with it."
            )
        return pack
    found = find(header.scenario, header.folder, journal, header.content)
    if found is None:
        raise InputError(
            f"The scenario '{header.scenario or Path(header.folder).name}' of {name} is not "
            "where it was: give its folder with --scenario."
        )
    return found


def find(scenario: str, folder: str, journal: Path | None, content: str = "") -> Pack | None:
    """Load a scenario by its id, or from where a folder of that name is; None if it is nowhere.

    Of several the one with the content is taken. Raises InputError if the only one is damaged.
    """
    if not folder and scenario in shipped_ids():
        return loader.load(scenario)
    best: Pack | None = None
    fault: InputError | None = None
    for place in _places(scenario, folder, journal):
        try:
            pack = loader.load(place)
        except InputError as refusal:
            fault = fault or refusal
            continue
        if scenario in ("", pack.scenario.id):
            if pack.scenario.digest == content:
                return pack
            best = best or pack
    if best is None and fault is not None:
        raise fault
    return best


def folder_name(pack: Pack, scenario: str, journal: Path | None) -> str:
    """Return what a header keeps of where a scenario was loaded from: "" for a shipped one.

    A person's own folder that ``pack_of`` would not come upon is remembered.
    """
    if not scenario or scenario in shipped_ids():
        return ""
    try:
        folder = source_files.find(scenario).absolute()
    except InputError:  # a name alone, of a folder that is remembered
        return Path(scenario).name
    if folder not in _beside(folder.name, journal):
        _remember(pack.scenario.id, folder)
    return folder.name


def _places(scenario: str, name: str, journal: Path | None) -> Iterator[Path]:
    """Folders with a scenario that may be the journal's, each once."""
    told = Path(name or scenario)
    candidates = [told] if told.is_absolute() else []  # a journal of format 1
    candidates += _beside(told.name, journal)
    candidates += [Path(folder) for folder in _remembered().get(scenario, [])]
    seen: set[Path] = set()
    for place in candidates:
        with contextlib.suppress(OSError, ValueError):
            if place not in seen and (place / "scenario.yaml").is_file():
                seen.add(place)
                yield place


def _beside(name: str, journal: Path | None) -> list[Path]:
    here = [Path.cwd()] if journal is None else [journal.absolute().parent, Path.cwd()]
    with contextlib.suppress(OSError):
        here.append(source_files.own_dir())
    return [folder / name for folder in here]


def _remembered() -> dict[str, list[str]]:
    """Folders by scenario id; nothing if none can be read."""
    try:
        found: Any = json.loads(read_bytes(paths.saves_dir() / _FILE, _MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(key): [str(item) for item in value]
        for key, value in found.items()
        if isinstance(value, list)
    }


def _remember(scenario: str, folder: Path) -> None:
    """Keeps where a folder is; if that can't be, it will have to be named."""
    known = _remembered()
    others = [item for item in known.pop(scenario, []) if item != str(folder)]
    known = dict(list(known.items())[1 - _MOST :])
    known[scenario] = [str(folder), *others][:_MOST]
    with contextlib.suppress(OSError):
        replace(paths.saves_dir() / _FILE, json.dumps(known, allow_nan=False))
