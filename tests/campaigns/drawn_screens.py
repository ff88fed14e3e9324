"""Two rooms at twins: the semantic tree, the title and every pixel of every screen are the same."""

from __future__ import annotations

import random

from game.scenario.pack import Pack
from tests.campaigns.report import Report
from tests.desktop.twin_rooms import (
    OPEN,
    PRIVATE,
    TALKS,
    case_cards,
    compare,
    seated,
    walk,
    waterfalls,
)
from tests.rules.peeking import READERS

PHASES = ("bulletin", "talks", "orders", "reveal", "papers", "campaign")


def compared(report: Report, pack: Pack, luck: random.Random) -> None:
    """Walk through the screens of one reader in a phase of a match with four people."""
    who, phase, seed = luck.choice(READERS), luck.choice(PHASES), luck.randrange(1000)
    if who != "spectator":
        phase = "talks"
    at = f"{pack.scenario.id}, seed {seed}, drawn for {who} in {phase}"
    try:
        one, two = seated(pack, who, phase, seed)
    except AssertionError as nothing:
        report.fail(f"{at}: nobody could be seated: {nothing!s:.300}")
        return
    with one:
        try:
            if who != "spectator":
                for room in (one, two):
                    room.visit(who)  # type: ignore[arg-type]
            compare(one, two)
            walked = OPEN.get(phase, ()) if who == "spectator" else (*PRIVATE, "Back", *TALKS)
            waterfalls(one, two)
            if one.driver.has("Cases", "tab"):
                case_cards(one, two)
            walk(one, two, *walked)
            report.tried["drawn: screens"] += 1 + len(walked)
        except AssertionError as different:
            report.fail(f"{at}: {different!s:.600}")
