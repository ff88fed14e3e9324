"""Measure how much of the vote is the night's own chance, among games played differently.

The vote of the leading governing party differs between games because they were played differently,
because opinion had its moods, and because election night errs. The last part is to stay near a
fifth: who plays well should see it in the result.
``failure-regime lab noise --scenario ID --games N`` measures it over a mixture of personas, random
and idle players, drawing each game's night many times.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

import numpy as np

from game.lab.batch import TILE, play
from game.lab.shared_work import pieces, shared
from game.lab.simulate import pack_of, seed_of
from game.rules.election.campaign import boost_of
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world.election.election_night import night
from game.world.random_streams import Luck

#: Nights drawn for each game, beside its own.
DRAWS: Final = 24
#: Games of one seating, by their seeds; and of a night the mean and variance of vote and seats.
_Tile = tuple[dict[Role, str], Sequence[int]]
_Night = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class VoteVariance:
    """Variance of the leading party's vote (points²) and seats (seats²), in two parts.

    ``night`` is a game's own chance on the night, ``games`` lies between games' expected nights.
    """

    scenario: str
    games: int
    vote_night: float
    vote_games: float
    seats_night: float
    seats_games: float

    @property
    def vote_share(self) -> float:
        """The night's part of the vote's variance, 0–1."""
        return self.vote_night / (self.vote_night + self.vote_games)

    @property
    def seats_share(self) -> float:
        """The night's part of the seats' variance, 0–1."""
        return self.seats_night / (self.seats_night + self.seats_games)

    def lines(self) -> list[str]:
        """Return the result in lines for a terminal."""
        return [
            f"{self.scenario}: {self.games} games that ran to their election, {DRAWS} nights each",
            _line("vote", self.vote_games, self.vote_night, self.vote_share),
            _line("seats", self.seats_games, self.seats_night, self.seats_share),
        ]


def _line(what: str, games: float, night: float, share: float) -> str:
    return (
        f"{what}: SD {games**0.5:.2f} between games, {night**0.5:.2f} on the night, "
        f"which is {100 * share:.0f}% of the variance"
    )


def mixtures() -> list[dict[Role, str]]:
    """Return the seatings of the mixture: all of a kind, and personas with one random player."""
    alike = [dict.fromkeys(ROLES, kind) for kind in ("persona", "random", "idle")]
    return alike + [{**dict.fromkeys(ROLES, "persona"), role: "random"} for role in ROLES]


def measure(
    scenario: str,
    games: int,
    seed: int = 1,
    done: Callable[[int], None] = lambda count: None,
    jobs: int = 1,
    cluster: str | None = None,
) -> VoteVariance:
    """Measure the parts in that many games, spread evenly over the mixtures. Raises InputError."""
    pack = loader.load(scenario)
    tables = mixtures()
    tasks: list[_Tile] = []
    seeds = iter(range(games))
    for i, kinds in enumerate(tables):
        share = games // len(tables) + (i < games % len(tables))
        own = [seed_of(seed, n) for n in islice(seeds, share)]
        tasks += [(kinds, some) for some in pieces(own, TILE)]
    found: list[_Night] = []
    work, here = partial(_worker_nights, scenario), partial(_nights, pack)
    with shared(work, tasks, jobs, cluster, here) as made:
        for (_, some), nights in zip(tasks, made, strict=True):
            found += nights
            done(len(some))
    rows = np.array(found)
    if len(rows) < 2:
        rows = np.zeros((2, 4))

    def parts(mean: int, var: int) -> tuple[float, float]:
        inside = float(rows[:, var].mean())
        # a mean of so many nights still has some of their chance in it
        return inside, max(0.0, float(rows[:, mean].var(ddof=1)) - inside / DRAWS)

    return VoteVariance(pack.scenario.id, len(found), *parts(0, 1), *parts(2, 3))


def _nights(pack: Pack, task: _Tile) -> list[_Night]:
    """Return what the nights of a tile's games came to, of those that ran to their election."""
    found: list[_Night] = []
    leading = pack.model.government.leading
    for game in play(pack, *task):
        board = game.position.board
        if board.ending != "election":
            continue
        luck, boost = Luck([board.seed]), boost_of(pack, board)
        drawn = night(pack.model, game.position.world, luck, draws=DRAWS, boost=boost)
        vote, seats = drawn.vote[leading], drawn.seats[leading].astype(np.float64)
        found.append((vote.mean(), vote.var(ddof=1), seats.mean(), seats.var(ddof=1)))
    return found


def _worker_nights(scenario: str, task: _Tile) -> list[_Night]:
    return _nights(pack_of(scenario), task)
