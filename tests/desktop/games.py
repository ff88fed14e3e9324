"""Real games of December 2013, stopped at a phase, for the tests of screens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from game.desktop.session import Session
from game.players import make
from game.rules.commands import Advance
from game.scenario import loader
from game.scenario.base import ROLES, SPECTATOR, Role
from game.scenario.pack import Pack
from game.table import Table

SIZES = [((1280, 720), 1.0), ((1920, 1080), 1.0), ((1280, 720), 1.4), ((1280, 720), 2.0)]


@lru_cache(maxsize=1)
def pack() -> Pack:
    return loader.load("december-2013")


def game(
    until: str,
    *,
    quarters: int = 0,
    humans: Sequence[Role] = ("secretary",),
    seed: int = 3,
    journal: Path | None = None,
) -> Session:
    """A game at a phase of its n-th quarter; people play as the standard AI would."""
    seats: dict[Role, str] = {r: "human" if r in humans else "ai:persona" for r in ROLES}
    table = Table.new(pack(), seats, seed, journal)
    play(table, until, quarters)
    return Session(table)


def play(table: Table, until: str, quarters: int = 0) -> None:
    people = {
        role: make("persona", role, table.pack, 5)
        for role, seat in table.seats.items()
        if seat == "human"
    }
    first = table.view(SPECTATOR).first
    while table.pending():
        view = table.view(SPECTATOR)
        if view.phase == until and view.quarter - first >= quarters:
            return
        if table.step_ai():
            continue
        item = table.pending()[0]
        if item.role is None:
            table.submit(Advance())
        else:
            table.submit(people[item.role].act(table.view(item.role), item.kind))


def finish_talking(table: Table) -> None:
    while table.step_ai():
        pass
