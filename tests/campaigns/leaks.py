"""Nobody peeks, on any surface: change all that is hidden, and every surface stays the same.

*Permuted*: at a random moment of a random match a twin is made for each reader
(``tests.campaigns.twins``), and every surface, refusal and file compared letter for letter.
*Played*: the same match is played twice, once with what others do behind the curtain besides.
*Drawn*: two rooms sit at twins, and their screens are the same to the last pixel.
*Exported*: a debrief, which opens the game's secrets to its room, tells nothing of whose machine it
was made on, and nothing that was taken back.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import numpy as np

from game.match import Match
from game.rules.state.commands import Override
from game.rules.state.view import Who
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling.typography import sought
from tests.campaigns import secret_doings
from tests.campaigns.report import Report
from tests.campaigns.surfaces import WALL, answers, exported, surfaces, tried, wall
from tests.campaigns.twins import Detached, Twin, deals_of_others, differs
from tests.rules.peeking import READERS

#: Of so many turns one plays a match twice, one looks at screens, and one at what is exported.
PLAYED_EVERY, DRAWN_EVERY, EXPORTED_EVERY = 4, 8, 8
#: Commands at most before a moment is looked at; whole matches of AIs have some hundred.
FAR = 160


def run(report: Report, n: int, folder: Path, scenario: str = "", *, drawn: bool = True) -> None:
    """Look at ``n`` moments of matches of shipped scenarios, drawn from the report's seed."""
    luck = random.Random(report.seed)
    names = [scenario] if scenario else [s[0] for s in loader.available()]
    for number in report.turns(n):
        pack, seed = loader.load(luck.choice(names)), luck.randrange(10_000)
        turn = report.seed + number  # short campaigns with seeds in a row do all of them too
        if turn % PLAYED_EVERY == PLAYED_EVERY - 1:
            secret_doings.tried_twice(report, pack, seed, folder)
        elif drawn and turn % DRAWN_EVERY == DRAWN_EVERY - 2:
            from tests.campaigns import drawn_screens  # a window's library says its name

            drawn_screens.compared(report, pack, luck)
        elif turn % EXPORTED_EVERY == 1:
            _exports(report, pack, seed, luck, folder)
        else:
            _moment(report, pack, seed, luck, folder)


def _moment(report: Report, pack: Pack, seed: int, luck: random.Random, folder: Path) -> None:
    """Play to a moment, and make a twin for every reader."""
    kinds = [luck.choice(("persona", "random")) for _ in ROLES]
    seats = {role: f"ai:{kind}" for role, kind in zip(ROLES, kinds, strict=True)}
    far = luck.randrange(FAR)
    with Match.new(pack, seats, seed) as match:
        whole = luck.random() < 0.15
        while (whole or far > 0) and match.step_ai():
            far -= 1
            if luck.random() < 0.02:
                match.note("a note", author=luck.choice((*ROLES, "")))
        at = f"{pack.scenario.id}, {kinds}, seed {seed}, after {len(match.journal.entries)} entries"
        report.found[f"moments in {match.view(SPECTATOR).phase}"] += 1
        report.found["moments before a night"] += match.night_waits
        for who in READERS:
            report.found["deals that the reader doesn't know"] += sum(
                deals_of_others(match, who).values()
            )
            for fault in _twin(report, match, who, seed, folder):
                report.fail(f"{at}, {who}: {fault}")


#: A folder as a person might call it, and why a figure was set that was then taken back.
PERSON, TAKEN_BACK = "Ada Lovelace's games", "set by a slip of the hand"


def _exports(report: Report, pack: Pack, seed: int, luck: random.Random, folder: Path) -> None:
    """Make the debrief of a match that goes on after a rewind, and look for what it may not say."""
    seats: dict[Role, str] = dict.fromkeys(ROLES, "ai:persona")
    own = folder / f"{PERSON}-{seed}"
    own.mkdir(parents=True)
    with Match.new(pack, seats, seed) as match:
        far = luck.randrange(20, FAR)
        while far > 0 and match.step_ai():
            far -= 1
        _take_back(match)
        files = exported(match, own / "table1.jsonl")
        at = f"{pack.scenario.id}, seed {seed}, after {len(match.journal.entries)} entries"
    report.found["moments without a debrief"] += not files
    for name, text in files.items():
        report.tried["exported: a file"] += 1
        for secret in (PERSON, str(folder), str(Path.home()), TAKEN_BACK):
            if sought(secret) in sought(unescape(text)):  # whichever marks it is printed with
                report.fail(f"{at}: the debrief's {name} says {secret!r}")


def _take_back(match: Match) -> None:
    """Set a figure, and go back behind it."""
    last = match.turns[-1].turn
    if last and not match.ended:
        match.submit(Override(figure="morale", to=12, reason=TAKEN_BACK))
        match.rewind(last)


def _twin(report: Report, match: Match, who: Who, seed: int, folder: Path) -> Iterator[str]:
    """Yield what tells a match from its twin."""
    one, two = Detached(match), Twin(match, who, seed)
    if not differs(one._position, two._position):
        yield "the twin is no other"
    for (name, said), (_, other) in zip(surfaces(one, who), surfaces(two, who), strict=True):
        report.tried[f"permuted: {name.partition(' of turn')[0]}"] += 1
        if said != other:
            yield f"{name}: {first_difference(said, other)}"
    if who == SPECTATOR:
        for name, said, other in zip(WALL, wall(one, folder), wall(two, folder), strict=True):
            report.tried[f"permuted: {name}"] += 1
            if said != other:
                yield f"{name}: {first_difference(said, other)}"
    else:
        yield from _refusals(report, one, two, who, seed)


def _refusals(report: Report, one: Match, two: Match, who: Role, seed: int) -> Iterator[str]:
    commands = tried(one, who, np.random.default_rng(seed))
    asked = zip(commands, answers(one, commands), answers(two, commands), strict=True)
    for command, said, other in asked:
        report.tried["permuted: refusals"] += 1
        if said != other:
            yield f"{command!r} is answered {said!r} or {other!r}"


def first_difference(one: str, other: str) -> str:
    """Say where two texts part."""
    at = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), -1)
    at = at if at >= 0 else min(len(one), len(other))
    start = max(0, at - 60)
    return f"…{one[start : at + 60]!r} against …{other[start : at + 60]!r}"
