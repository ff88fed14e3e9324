"""What-ifs as people ask for them: from words to changes, played, told, and kept as a branch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.errors import InputError
from game.files import cut, reason, there_is, try_to_replace
from game.journal import timeline
from game.journal.store import Journal
from game.lab import overrides, sensitivity
from game.lab.experiment_arm import Arm, prepare
from game.lab.held_course import Change
from game.lab.whatif import Others, WhatIf, what_if
from game.match import Match
from game.scenario.characters import quoted
from game.scenario.pack import Pack
from game.telling.formatting import number
from game.telling.names import Voice
from game.telling.whatif import difference, figure_rows, lost_lines, what_if_lines
from game.workshop.kept_game import KeptGame
from game.world.knobs import NATIONAL, TRUST

#: Who gives the commands of another course: nobody at the table did.
AUTHOR: Final = "what-if"


@dataclass(frozen=True, slots=True)
class OtherCourse:
    """A what-if that was played, and in words."""

    found: WhatIf
    sentence: str
    lines: tuple[str, ...]
    setting: str = ""

    def rows(self, voice: Voice) -> list[tuple[str, str, str, str]]:
        """Return (figure, as played, what if, difference)."""
        return figure_rows(voice, self.found)

    def lost(self, game: KeptGame) -> tuple[str, ...]:
        """Return what could not be done again and what came up besides, in sentences."""
        return tuple(lost_lines(game.voice, self.found, game.trust_names))


def play(
    game: KeptGame, changes: Sequence[Change], others: Others = "held", setting: str | None = None
) -> OtherCourse:
    """Play the other course. Raises InputError for what can't be."""
    under, said = None, ""
    more: list[str] = []
    if setting is not None:
        under, said, more = _set(game, setting)
    elif not changes:
        raise InputError("Say what is to be different: --drop, --answer, --order or --set.")
    line = game.gone_through
    found = what_if(game.pack, game.entries, changes, others, under=under, line=line)
    lines = what_if_lines(game.voice, found, game.trust_names, said)
    return OtherCourse(found, difference(game.voice, found, said), (*lines, *more), said)


def _set(game: KeptGame, setting: str) -> tuple[Pack, str, list[str]]:
    """Return the scenario with a number changed, the change in words, and what else it did."""
    key = setting.partition("=")[0].strip()
    if "." not in key and key in overrides.parameters():
        setting, key = f"param.{setting.strip()}", f"param.{key}"
    if not key.startswith(("param.", "path.")):
        raise InputError(_refused(key))
    scenario = game.header.scenario if not game.header.folder else game.header.folder
    _, arm = overrides.arms_of(scenario, [setting], [])
    said, lines = _path_said(game, arm) if arm.paths else _param_said(game, arm)
    return prepare(arm).pack, said, lines


def _refused(key: str) -> str:
    """Return why a key can't be argued with in a kept game, in a sentence."""
    name = re.split(r"[\[@]", key, maxsplit=1)[0]
    if name in overrides.catalogue().structure:
        return (
            f"--set {quoted(key)} builds another country: the orders of a kept game name the "
            "hospitals of its own, so they can't be given again; experiment --set tries it."
        )
    if name in NATIONAL or name in TRUST:
        return (
            f"--set {quoted(key)} turns a knob that is for the cards to turn in a game: drop or "
            "give an order that turns it (--drop, --order); experiment --set tries it alone."
        )
    return (
        f"--set {quoted(key)} is no parameter of the model and no path of the calendar; "
        "experiment --list shows them."
    )


def _param_said(game: KeptGame, arm: Arm) -> tuple[str, list[str]]:
    """Return a parameter's change in words, its source, and which published facts it moves."""
    (name, value), *_ = arm.params.items()
    spec = overrides.parameters()[name]
    was = getattr(game.pack.model.params, name, None)
    now = "" if was is None else f" (it is {number(float(was), 4)})"
    lines = [
        f"{name}: {spec.unit}, from {spec.low:g} to {spec.high:g}. Source: {spec.source}",
        "What it does to what is published (historical run and December 2013, few draws):",
    ]
    moved = [
        f"  {sensitivity.OUTCOMES[key]}: {number(a, 2)} becomes {number(b, 2)}"
        for key, (a, b) in sensitivity.moved_by({name: value}).items()
        if abs(b - a) > 1e-9
    ]
    return f"{name} {number(value, 4)}{now}", [*lines, *(moved or ["  It moves none of them."])]


def _path_said(game: KeptGame, arm: Arm) -> tuple[str, list[str]]:
    """Return the change of a path, in one financial year or several, in words, and its source."""
    ((name, years),) = arm.paths.items()
    first, last, value = min(years), max(years), years[min(years)]
    spec = overrides.catalogue().paths[name]
    was = getattr(game.pack.scenario.paths, name).get(first)
    now = "" if was is None or last > first else f" (it is {number(float(was), 4)})"
    lines = [
        f"{name}: {spec.unit}, from {spec.low:g} to {spec.high:g}. Source: {spec.source}",
        "A path is the calendar's and no claim of the model: no published fact is measured anew.",
    ]
    when = f"{first}/{(first + 1) % 100:02d}"
    if last > first:
        when += f" to {last}/{(last + 1) % 100:02d}"
    return f"{name} in {when} {number(value, 4)}{now}", lines


def try_to_keep(path: Path) -> None:
    """Raise InputError if ``keep`` could not begin a game there; nothing is changed."""
    if there_is(path, "written"):
        raise InputError(f"{cut(path)} can't be written: it is there already; give another name.")
    try:
        try_to_replace(path)
    except OSError as fault:
        raise InputError(f"{cut(path)} can't be written: {reason(fault)}.") from None


def keep(game: KeptGame, course: OtherCourse, path: Path) -> None:
    """Keep the other course as a game of its own, which begins with its difference as a note.

    Raises InputError if there is a file already, or the course is one under another number.
    """
    if course.setting:
        raise InputError("A game under another number of the model can't be kept as a game.")
    with Journal.read(game.path) as kept:
        timeline.branch(kept, course.found.turn, path, told=False).close()
    with Match.resume(path, game.pack) as match:
        match.note(course.sentence)
        for author, command in course.found.changed.commands:
            match.submit(command, author if author.startswith("ai:") else AUTHOR)
