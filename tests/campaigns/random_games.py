"""Random games of all shipped scenarios, in tiles: each comes to its end, finite and within bounds,
and conserves money, patients and staff in every quarter (``conservation``).

One game of each tile is played alone as well, and comes to the same position bit for bit.
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from game.lab import batch
from game.players import QUICK_KINDS
from game.rules import engine
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world.figure_names import FIGURES, GAUGES
from tests.campaigns import conservation
from tests.campaigns.report import Report

_GAUGES = [k for k, name in enumerate(FIGURES) if name in GAUGES]


def run(report: Report, n: int, folder: Path, tile: int = batch.TILE) -> None:
    """Play ``n`` games with seeds from the report's on; every other tile mixes kinds of players."""
    luck = random.Random(report.seed)
    packs = [loader.load(scenario[0]) for scenario in loader.available()]
    for number in report.turns(-(-n // tile)):
        turn = report.seed + number  # short campaigns with seeds in a row meet all scenarios too
        pack = packs[turn % len(packs)]
        kinds: dict[Role, str] = dict.fromkeys(ROLES, "random")
        if turn // len(packs) % 2:
            kinds = {role: luck.choice(QUICK_KINDS) for role in ROLES}
        first = report.seed + number * tile
        seeds = range(first, first + min(tile, n - number * tile))
        _tile(report, pack, kinds, seeds)


def _tile(report: Report, pack: Pack, kinds: dict[Role, str], seeds: range) -> None:
    name = pack.scenario.id
    try:
        with conservation.watched(report):
            games = list(batch.play(pack, kinds, seeds))
        alone = batch.play_one(pack, kinds, seeds[0])
    except Exception as failure:
        report.fail(f"{name} {kinds}, seeds from {seeds[0]}: {type(failure).__name__}: {failure}")
        return
    for game in games:
        report.tried[name] += 1
        report.found["quarters"] += len(game.track) - 1
        if wrong := _wrong(game):
            report.fail(f"{name} {kinds}, seed {game.seed}: {wrong}")
    if engine.digest(games[0].position) != engine.digest(alone.position):
        report.fail(f"{name} {kinds}, seed {seeds[0]}: alone it is another game")
    report.found["games played alone too, and the same"] += 1


def _wrong(game: batch.Game) -> str:
    """What is wrong with a game that was played, else empty."""
    if not game.ended:
        return f"it stands at {game.position.board.phase}"
    track = np.array(game.track)
    if not np.isfinite(track).all():
        bad = FIGURES[int(np.argwhere(~np.isfinite(track))[0, 1])]
        return f"{bad} is no finite number"
    gauges = track[:, _GAUGES]
    if gauges.min() < 0 or gauges.max() > 100:
        return "a gauge is outside 0 to 100"
    return ""
