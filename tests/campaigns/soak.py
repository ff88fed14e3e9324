"""Whole games in one application, one after another: nothing is left behind or cut off."""

from __future__ import annotations

import random
from pathlib import Path

from game.desktop.match_session import Session
from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from tests.campaigns.matches import cleared
from tests.campaigns.report import Report
from tests.desktop.people import Room, seats

_HANDLES = Path("/proc/self/fd")


def run(report: Report, n: int, folder: Path, scenario: str = "") -> None:
    """Play ``n`` games with one person each, in scenarios and offices drawn from the seed."""
    luck = random.Random(report.seed)
    names = [scenario] if scenario else [s[0] for s in loader.available()]
    room: Room | None = None
    handles: list[int] = []
    for number in report.turns(n):
        chosen, role = luck.choice(names), luck.choice(ROLES)
        seed = luck.randrange(10_000)
        path = cleared(folder / f"game-{number}.jsonl")
        match = Match.new(loader.load(chosen), seats(role), seed, path)
        report.tried[match.pack.scenario.id] += 1
        try:
            room = _seated(room, match)
            _whole_game(room, role)
        except Exception as failure:
            report.fail(
                f"{chosen}, {role}, seed {seed}: {type(failure).__name__}: {failure!s:.300}"
            )
            match.close()
            return
        for fault in room.wrong:
            report.fail(f"{chosen}, {role}, seed {seed}: {fault}")
        room.wrong.clear()
        match.close()
        report.found["screens met"] = len(room.met)
        if _HANDLES.exists():
            handles.append(len(list(_HANDLES.iterdir())))
    if handles:
        report.found["files open after the first game"] = handles[0]
        report.found["files open after the last game"] = handles[-1]
        if max(handles) > handles[0] + 2:
            report.fail(f"open files grow: {handles}")


def _seated(room: Room | None, match: Match) -> Room:
    """The application with the match in it: a new one for the first."""
    if room is None:
        return Room.at(match)
    room.driver.app.routes.play(Session(match))
    room.settle()
    return room


def _whole_game(room: Room, role: Role) -> None:
    """Play to the scores: a card ordered where one is open, first answers, everything read."""
    room.agendas()
    while room.phase not in ("campaign", "ended"):
        room.to("reveal") if room.phase != "papers" else None
        if room.phase == "reveal":
            room.reveal()
        if room.phase == "papers":
            room.papers()
    if room.phase == "campaign":
        room.seal_here()
    room.night()
