"""The ladder: whether each level of AI does better than the one below it, from many games.

One seat is given to a kind of player, the others to one kind that is the table (personas, unless
another is named); the same seeds for every kind and seat. A rung is held against the rung below it
by the seat's score in the same game: the share of games in which it scores more (a draw is half a
game), with its 95% interval (Wilson's), and the mean difference. The seat's own par does not
matter, and luck that both share matters less. Rungs that take long may have fewer games: they are
held against the rung below in the games that both have played.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from game.errors import InputError
from game.lab.batch import begin, play_on, seldom
from game.lab.intervals import of_mean, of_share
from game.lab.kept_run import KeptRun, RunAsked, Wanted
from game.match.seats import player_seed
from game.players import DEFAULT, Player, make, parsed
from game.scenario.characters import quoted
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

#: From the bottom to the top.
RUNGS: Final = ("random", "persona", "standard", "hard", "expert")
#: The share of games in which a rung must score more than the one below, and the persona more
#: than random play.
MUST: Final = 0.60
MUST_RANDOM: Final = 0.85
#: Games that are played side by side, and kept as one: few, since experts take their time.
_TILE: Final = 4


class Ladder(KeptRun):
    """A run of games of one scenario, a kind of player in one seat after the other."""

    name = "ladder"
    tile = _TILE
    #: How a page of it is headed, and what it calls a kind that is held against another.
    title: ClassVar[str] = "Ladder"
    upper: ClassVar[str] = "rung"

    def __init__(
        self,
        asked: RunAsked,
        rungs: Sequence[str] = RUNGS,
        table: str = DEFAULT,
        fewer: Mapping[str, int] | None = None,
    ) -> None:
        """Begin a run of so many games of each kind in each seat.

        ``table`` is the kind of the other three; ``fewer`` gives some rungs fewer games. Raises
        InputError for a scenario, a kind, a number or a file that isn't right.
        """
        for kind in (*rungs, table):
            self.check(kind)
        if len(rungs) < 2 or len(set(rungs)) < len(rungs):
            raise InputError("A ladder has two rungs or more, each of them once.")
        self.fewer: Final = dict(fewer or {})
        for kind, few in self.fewer.items():
            if kind not in rungs:
                raise InputError(f"The ladder has no rung {quoted(kind)} to play fewer games of.")
            if not 1 <= few <= asked.games:
                raise InputError(f"Of {quoted(kind)} 1 to {asked.games} games, not {few}.")
        self.rungs: Final = tuple(rungs)
        self.table: Final = table
        super().__init__(
            asked,
            [
                (_of(kind, role, table), seed)
                for kind in rungs
                for role in _seats(kind, table)
                for seed in asked.seeds[: self.fewer.get(kind, asked.games)]
            ],
        )

    def check(self, kind: str) -> None:
        """Raise InputError for a kind that there is not."""
        parsed(kind)

    def about(self) -> dict[str, Any]:
        """Return what is run: the head of the JSON."""
        return {
            **super().about(),
            "title": self.title,
            "upper": self.upper,
            "what": self.about_it(),
            "rungs": list(self.rungs),
            "table": self.table,
            "fewer": self.fewer,
        }

    def about_it(self) -> str:
        """Return what is done, in a sentence's first half."""
        others = "personas" if self.table == DEFAULT else f"of the kind {self.table}"
        return f"One seat replaced, the others {others}"

    @staticmethod
    def played(pack: Pack, wanted: Sequence[Wanted]) -> Iterator[dict[str, Any]]:
        """Play games side by side and yield what is kept of each."""
        return games_of(pack, wanted, make)

    def pairs(self) -> list[tuple[str, str, float]]:
        """Return what is held against what: the lower, the upper, the share that it must have."""
        return [
            (below, kind, MUST_RANDOM if below == "random" else MUST)
            for below, kind in zip(self.rungs, self.rungs[1:], strict=False)
        ]

    def result(self) -> dict[str, Any]:
        """Return the whole JSON of a run that has been played: each rung against the one below."""
        scores: dict[str, dict[tuple[Role, int], float]] = {kind: {} for kind in self.rungs}
        for row in self.rows():
            kind, role, _ = _parts(row["kind"])
            for own in ROLES if role is None else (role,):
                scores[kind][own, row["seed"]] = row["scores"][own]
        steps = []
        for below, kind, must in self.pairs():
            both = [at for at in scores[kind] if at in scores[below]]
            gains = {at: scores[kind][at] - scores[below][at] for at in both}
            steps.append(
                {
                    "kind": kind,
                    "below": below,
                    "must": must,
                    **compared(list(gains.values()), must),
                    "roles": {
                        role: compared([g for (own, _), g in gains.items() if own == role], must)
                        for role in ROLES
                    },
                }
            )
        return {
            **self.about(),
            "means": {
                kind: {
                    role: round(_mean([s for (own, _), s in found.items() if own == role]), 3)
                    for role in ROLES
                }
                for kind, found in scores.items()
            },
            "steps": steps,
        }


def compared(gains: Sequence[float], must: float) -> dict[str, Any]:
    """Return in what share of games there was a gain, its interval, whether it is as it must be,
    and the mean gain with half of its interval.

    >>> compared([1.0, 2.0, -1.0, 0.0], 0.6)["share"]
    0.625
    """
    n = len(gains)
    share = sum(1.0 if gain > 0 else 0.5 if gain == 0 else 0.0 for gain in gains) / n
    low, high = of_share(share, n)
    mean, half = of_mean(gains)
    return {
        "games": n,
        "share": round(share, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "met": share >= must,
        "gain": round(mean, 3),
        "half_interval": round(half, 3),
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _seats(kind: str, table: str) -> Sequence[Role | None]:
    """Return the seats that a kind is given in turn; that of the table sits in all at once."""
    return (None,) if kind == table else ROLES


def _of(kind: str, role: Role | None, table: str) -> str:
    """Return a kind of game: who sits in which seat, at whose table."""
    return f"{kind}/{role or ''}/{table}"


def _parts(of: str) -> tuple[str, Role | None, str]:
    """Return who sits in which seat, at whose table, of a kind of game."""
    kind, seat, table = of.split("/")
    return kind, next((role for role in ROLES if role == seat), None), table


def games_of(
    pack: Pack, wanted: Sequence[Wanted], seated: Callable[[str, Role, Pack, int], Player]
) -> Iterator[dict[str, Any]]:
    """Play games side by side and yield what is kept of each; ``seated`` makes a player of a kind,
    for a role, by a seed."""
    with seldom():
        games = []
        for of, seed in wanted:
            kind, role, table = _parts(of)
            (game,) = begin(pack, dict.fromkeys(ROLES, table), [seed])
            if role is not None:
                game.players[role] = seated(kind, role, pack, player_seed(seed, role))
            games.append(game)
        play_on(pack, games)
    for game, (of, seed) in zip(games, wanted, strict=True):
        board = game.position.board
        yield {
            "kind": of,
            "seed": seed,
            "ending": board.ending,
            "scores": {role: float(score) for role, score in board.scores},
        }
