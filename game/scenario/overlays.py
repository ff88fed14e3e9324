"""Files of keys and values: the common one, with a scenario's own keys over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from game.errors import InputError
from game.scenario import source_files
from game.scenario.schema.folder import Frame
from game.scenario.source_files import Origin, Source


def mapping(source: Source) -> dict[str, Any]:
    """Return the keys and values of a file. Raises InputError if it holds anything else."""
    if not isinstance(source.data, dict):
        raise InputError("The file should hold keys and values.", where=f"{source.label}:1")
    return source.data


def overlaid(common: Path, folder: Path, name: str) -> tuple[dict[str, Any], Origin]:
    """Return common's mapping with the scenario's keys over it, nested one deep.

    Raises InputError.
    """
    base, over = source_files.read_if_there(common, name), source_files.read_if_there(folder, name)
    first = base or over
    if first is None:
        raise InputError("The file is missing.", where=source_files.label(common / name))
    whole = dict(mapping(first))
    origin = Origin(first)
    if over is not None and base is not None:
        changed: dict[str, Origin] = {}
        for key, value in mapping(over).items():
            old = whole.get(key)
            both = isinstance(value, dict) and isinstance(old, dict)
            whole[key] = {**old, **value} if both and isinstance(old, dict) else value
            changed[key] = Origin(over).at(key)
        origin = Origin(base, (), changed)
    return whole, origin


def paths(common: Path, folder: Path, frame: Frame, at: Origin) -> tuple[dict[str, Any], Origin]:
    """Return the paths of series: common's, the folder's and, over both, the frame's own years."""
    data, origin = overlaid(common, folder, "paths.yaml")
    changed = dict(origin.changed)
    for series, values in frame.paths.items():
        old = data.get(series)
        data[series] = {**old, **values} if isinstance(old, dict) else dict(values)
        changed[series] = at.at("paths", series)
    return data, Origin(origin.source, origin.path, changed)
