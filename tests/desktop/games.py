"""Real games of December 2013, stopped at a phase, for the tests of screens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from game.desktop.match_session import Session
from game.match import Match
from game.players import make
from game.rules.state.commands import Advance
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role

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
    match = Match.new(pack(), seats, seed, journal)
    play(match, until, quarters)
    return Session(match)


def play(match: Match, until: str, quarters: int = 0) -> None:
    people = {
        role: make("persona", role, match.pack, 5)
        for role, seat in match.seats.items()
        if seat == "human"
    }
    first = match.view(SPECTATOR).first
    while match.pending():
        view = match.view(SPECTATOR)
        if view.phase == until and view.quarter - first >= quarters:
            return
        if match.step_ai():
            continue
        item = match.pending()[0]
        if item.role is None:
            match.submit(Advance())
        else:
            match.submit(people[item.role].act(match.view(item.role), item.kind))


def finish_talking(match: Match) -> None:
    while match.step_ai():
        pass
