"""Measure what each lever is worth to its owner, and how often players of a level use it.

Games of personas are played by the same seeds as they are, with a lever that its owner never
orders, and with it ordered once, as soon as it may be. What is lost without it, and gained by it
once, is the difference in its owner's own final score. How often a lever that may be ordered is
ordered is counted in games of four players of a level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Literal, get_args

from game.lab import intervals
from game.lab.always_pressed import LIMIT, Pressing, playable
from game.lab.batch import TILE, begin, play_on, seldom
from game.lab.coverage import cover
from game.lab.kept_run import KeptRun, RunAsked, Wanted
from game.lab.shared_work import pieces
from game.match.seats import player_seed
from game.players import DEFAULT, LEVELS, parsed
from game.players.persona.order_values import OrderValues
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules.cards.index import card_index
from game.rules.state.commands import Seal
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

#: Points that its owner may lose without a lever.
COST: Final = 5.0
#: The share of levers that must be used, and of its offers in which each should be.
USED: Final = 0.90
USE: Final = (0.03, 0.35)
#: What is measured: what levers are worth to their owners, and how often they are used.
Measured = Literal["worth", "use"]
MEASURED: Final[tuple[Measured, ...]] = get_args(Measured)
#: Kinds of games: as they are, without a lever, with it once, and whose levers are counted.
_PLAIN: Final = "plain"
_WITHOUT: Final = "without"
_ONCE: Final = "once"
_USE: Final = "use"
#: Games of a level that searches that are kept as one: they take their time.
_FEW: Final = 2


class Lacking(Persona):
    """A persona that never orders one lever."""

    def __init__(self, pack: Pack, role: Role, seed: int, lever: str) -> None:
        super().__init__(pack, role, seed, DEFAULT_PERSONA[role])
        self.lever = lever

    def sheet(self, view: View, of: OrderValues) -> Seal:
        """Return the persona's sheet of all other levers."""
        best = [(points, j) for points, j in of.best if of.hand.ids[j] != self.lever]
        return super().sheet(view, replace(of, best=best))


class PressingOnce(Pressing):
    """A persona that orders one lever as soon as it may, and after that as it likes."""

    def sheet(self, view: View, of: OrderValues) -> Seal:
        """Return the sheet with the lever on it the first time, the persona's own after that."""
        return Persona.sheet(self, view, of) if self.pressed else super().sheet(view, of)


class LeverWorth(KeptRun):
    """A run of games without each of some levers, with it once, and of players of a level."""

    name = "levers"
    tile = TILE

    def __init__(
        self,
        asked: RunAsked,
        levers: Sequence[str] = (),
        level: str = DEFAULT,
        only: Measured | None = None,
        use_games: int | None = None,
    ) -> None:
        """Begin a run; without ``levers`` of all that the scenario plays. ``level`` is the kind of
        player whose use is counted, in ``use_games`` games if it is given, else in as many as
        are asked for; ``only`` leaves the other measure out.

        Raises InputError for a lever or a kind that there is not, or a file that isn't right.
        """
        parsed(level)
        self.levers: Final = playable(asked.scenario, levers)
        self.level: Final = level
        self.measured: Final = (only,) if only is not None else MEASURED
        kinds: list[str] = []
        if "worth" in self.measured:
            kinds += [_PLAIN, *(_arm(arm, x) for x in self.levers for arm in (_WITHOUT, _ONCE))]
        wanted = asked.of_each(kinds)
        self.use_games: Final = asked.games if use_games is None else use_games
        if "use" in self.measured:
            wanted += replace(asked, games=self.use_games).of_each([_arm(_USE, level)])
        super().__init__(asked, wanted)

    def about(self) -> dict[str, Any]:
        """Return what is run: the head of the JSON."""
        return {
            **super().about(),
            "levers": list(self.levers),
            "level": self.level,
            "use_games": self.use_games,
            "measured": list(self.measured),
        }

    def _tiles(self, jobs: int, cluster: str | None) -> list[Sequence[Wanted]]:
        left = self._wanted[self.finished :]
        usual = [one for one in left if not one[0].startswith(f"{_USE}/")]
        slow = parsed(self.level).name in LEVELS
        return [
            *pieces(usual, self.tile, jobs, cluster),
            *pieces(left[len(usual) :], _FEW if slow else self.tile, jobs, cluster),
        ]

    @staticmethod
    def played(pack: Pack, wanted: Sequence[Wanted]) -> Iterator[dict[str, Any]]:
        """Play games side by side and yield what is kept of each."""
        if wanted[0][0].startswith(f"{_USE}/"):
            level = wanted[0][0].partition("/")[2]
            for _, seed in wanted:
                found = cover(pack, dict.fromkeys(ROLES, level), [seed])
                yield {"lawful": dict(found.lawful), "ordered": dict(found.ordered)}
            return
        cards = card_index(pack)
        with seldom():
            games = begin(pack, dict.fromkeys(ROLES, DEFAULT), [seed for _, seed in wanted])
            for game, (kind, seed) in zip(games, wanted, strict=True):
                arm, _, lever = kind.partition("/")
                if lever:
                    role = cards.levers[lever].role
                    made = Lacking if arm == _WITHOUT else PressingOnce
                    game.players[role] = made(pack, role, player_seed(seed, role), lever)
            play_on(pack, games)
        for game in games:
            pressing = [p for p in game.players.values() if isinstance(p, PressingOnce)]
            yield {
                "pressed": sum(p.pressed for p in pressing),
                "scores": {role: float(score) for role, score in game.position.board.scores},
            }

    def result(self) -> dict[str, Any]:
        """Return the whole JSON of a run that has been played."""
        rows = self.by_kind()
        lawful: Counter[str] = Counter()
        ordered: Counter[str] = Counter()
        for row in rows.get(_arm(_USE, self.level), ()):
            lawful.update(row["lawful"])
            ordered.update(row["ordered"])
        found = [
            {
                "lever": lever,
                "role": card_index(self.pack).levers[lever].role,
                **(self._worth(rows, lever) if "worth" in self.measured else {}),
                **({"use": _use(lawful[lever], ordered[lever])} if "use" in self.measured else {}),
            }
            for lever in self.levers
        ]
        return {
            **self.about(),
            "cost": COST,
            "limit": LIMIT,
            "use": list(USE),
            "used": self._used(lawful, ordered) if "use" in self.measured else None,
            "found": found,
        }

    def _worth(self, rows: Mapping[str, Sequence[Any]], lever: str) -> dict[str, Any]:
        """Return what its owner loses without a lever, and gains by it once."""
        owner, plain = card_index(self.pack).levers[lever].role, rows[_PLAIN]
        without, once = rows[_arm(_WITHOUT, lever)], rows[_arm(_ONCE, lever)]
        lost = [
            a["scores"][owner] - b["scores"][owner] for a, b in zip(plain, without, strict=True)
        ]
        won = [
            b["scores"][owner] - a["scores"][owner]
            for a, b in zip(plain, once, strict=True)
            if b["pressed"]
        ]
        return {"without": _judged(lost, COST), "once": _judged(won, LIMIT)}

    def _used(self, lawful: Mapping[str, int], ordered: Mapping[str, int]) -> dict[str, Any]:
        """Return what share of the levers that were offered was ordered at all."""
        offered = [lever for lever in self.levers if lawful[lever]]
        share = sum(ordered[lever] > 0 for lever in offered) / max(1, len(offered))
        return {
            "share": round(share, 4),
            "of": len(offered),
            "must": USED,
            "met": share >= USED,
            "never": [lever for lever in offered if not ordered[lever]],
        }


def _arm(arm: str, of: str) -> str:
    """Return the kind of games of an arm of the run, for a lever or of a level."""
    return f"{arm}/{of}"


def _judged(points: Sequence[float], most: float) -> dict[str, Any]:
    """Return the mean of some points, half of its interval, and whether it is at most so many;
    nothing where there are none."""
    if not points:
        return {"games": 0, "points": None, "half_interval": None, "met": None}
    mean, half = intervals.of_mean(points)
    return {
        "games": len(points),
        "points": round(mean, 3),
        "half_interval": round(half, 3),
        "met": mean <= most,
    }


def _use(offers: int, ordered: int) -> dict[str, Any]:
    """Return in what share of the sheets that might have had a lever it was, with its interval."""
    if not offers:
        return {"offers": 0, "ordered": 0, "share": None, "low": None, "high": None, "met": None}
    share = ordered / offers
    low, high = intervals.of_share(share, offers)
    return {
        "offers": offers,
        "ordered": ordered,
        "share": round(share, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "met": USE[0] <= share <= USE[1],
    }
