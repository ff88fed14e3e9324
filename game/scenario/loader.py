"""Load scenarios by name or path, ready to play: the entrance of this floor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from game.errors import InputError
from game.paths import scenarios_dir
from game.scenario import source_files, yaml_reader
from game.scenario.assembly import assemble
from game.scenario.pack import Pack


def load(name_or_path: str | Path) -> Pack:
    """Load a scenario, checked and ready to play.

    ``name_or_path`` is a shipped scenario's id, or the path of a folder that holds a
    ``scenario.yaml`` (or of that file). Returns its content and its model; a shipped scenario is
    read once a process. Raises InputError: one sentence, with file and line where there is one.

    >>> load("december-2013").scenario.first
    '2013Q4'
    """
    name = str(name_or_path)
    return _shipped(name) if name in source_files.shipped_ids() else _load(name_or_path)


@cache
def _shipped(name: str) -> Pack:
    return _load(scenarios_dir() / name)


def _load(name_or_path: str | Path) -> Pack:
    from game.scenario.model_builder import build

    content = assemble(name_or_path)
    return Pack(content.scenario, build(content))


@dataclass(frozen=True, slots=True)
class OwnScenario:
    """A scenario of a person's own folder as a menu lists it; ``fault`` says why it can't be read.

    ``name`` is what ``load`` takes.
    """

    name: str
    title: str
    tagline: str
    author: str
    fault: str = ""


def own_scenarios() -> list[OwnScenario]:
    """List the scenarios in the person's own folder, by title. One that is damaged is listed too.

    Only the head of each is read here; what else is wrong is said when it is loaded.
    """
    found = []
    for folder in source_files.own_folders():
        path = folder / "scenario.yaml"
        try:
            text = source_files.read_text(path, source_files.MAX_BYTES)
            keys = ("id", "title", "tagline", "author")
            head = yaml_reader.top_scalars(text, source_files.label(path), keys)
            missing = [key for key in keys[:3] if key not in head]
            if missing:
                raise InputError(f"the key {missing[0]!r} is missing.", where=str(path))
        except InputError as fault:
            found.append(OwnScenario(str(folder), folder.name, "", "", str(fault)))
            continue
        said = [str(head.get(key, "")) for key in keys[1:]]
        found.append(OwnScenario(str(folder), *said))
    return sorted(found, key=lambda s: (s.title.lower(), s.name))


def available() -> list[tuple[str, str, str, int]]:
    """List the shipped scenarios as (id, title, tagline, order), in the menu's order.

    Reads only the head of each ``scenario.yaml``, where these four stand. Raises InputError.
    """
    found = []
    for name in source_files.shipped_ids():
        path = scenarios_dir() / name / "scenario.yaml"
        label = source_files.label(path)
        head = yaml_reader.top_scalars(
            source_files.read_text(path, source_files.MAX_BYTES),
            label,
            ("id", "title", "tagline", "order"),
        )
        if head.get("id") != name:
            raise InputError(f"The id should be the folder's name, {name!r}.", where=label)
        order = head.get("order", 50)
        found.append(
            (
                name,
                str(head["title"]),
                str(head["tagline"]),
                order if isinstance(order, int) else 50,
            )
        )
    return sorted(found, key=lambda s: (s[3], s[0]))
