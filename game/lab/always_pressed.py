"""Measure what a lever is worth to its owner that orders it whenever it may.

Games of personas are played twice by the same seeds: as they are, and with one lever on its
owner's sheet in every quarter in which it is lawful and payable; the second order, talks, events
and agenda stay the persona's. A lever's gain is the difference in its owner's own final score,
with the 95% interval of its mean. A lever that gains more than ``LIMIT`` is a fault of the cards:
no one order should be right in every quarter.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any, Final

from game.errors import InputError
from game.lab import intervals
from game.lab.batch import TILE, Game, begin, play_on, seldom
from game.lab.kept_run import KeptRun, RunAsked, Wanted
from game.match.seats import player_seed
from game.players.persona.order_values import OrderValues
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.players.search.sheets import SheetMaker
from game.rules.cards.index import card_index
from game.rules.state.commands import Seal
from game.rules.state.view import View
from game.scenario import loader
from game.scenario.checks.common import unlike
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

#: Points of its owner's score above which a lever that is always pressed fails.
LIMIT: Final = 8.0
_PERSONAS: Final[dict[Role, str]] = dict.fromkeys(ROLES, "persona")
#: The kind of games in which no lever is pressed.
_PLAIN: Final = ""


def playable(scenario: str, levers: Sequence[str], tag: str | None = None) -> tuple[str, ...]:
    """Return these levers, each once; where none is named all that the scenario plays, or those
    with the ``tag``. Raises InputError for a lever or a tag that it hasn't."""
    cards = card_index(loader.load(scenario))
    for lever in levers:
        if lever not in cards.levers:
            raise InputError(unlike("lever", lever, cards.levers))
    played = [
        row.id
        for row in cards.levers.values()
        if row.first <= cards.last and row.last >= cards.first
        if tag is None or tag in row.lever.tags
    ]
    if not levers and not played:
        tags = sorted({x for row in cards.levers.values() for x in row.lever.tags})
        raise InputError(unlike("tag", tag or "", tags))
    return tuple(dict.fromkeys(levers)) or tuple(played)


class Pressing(Persona):
    """A persona that orders one lever whenever it may, and its own best order beside it."""

    def __init__(self, pack: Pack, role: Role, seed: int, lever: str) -> None:
        super().__init__(pack, role, seed, DEFAULT_PERSONA[role])
        self.lever = lever
        self.pressed = 0

    def sheet(self, view: View, of: OrderValues) -> Seal:
        """Return the persona's sheet, with the lever in place of what it leaves no room for."""
        own, menu = super().sheet(view, of), view.menu
        wanted = menu.may(self.lever)
        if wanted is None:
            return own
        self.pressed += 1
        if any(order.lever == self.lever for order in own.orders):
            return own
        clout, known = menu.means
        clout, purse = clout - wanted.clout, max(0.0, known or 0.0) - wanted.purse_m
        orders = [self.order(view, wanted)]
        for order in own.orders:
            beside = menu.may(order.lever)
            if beside is not None and beside.clout <= clout and beside.purse_m <= purse:
                orders.append(self.order(view, beside))
                break
        bare = tuple(line.model_copy(update={"backing": 0}) for line in own.lines)
        whole = own.model_copy(update={"orders": tuple(orders)})
        maker = SheetMaker(view, self, whole)
        for some in (orders, orders[:1]):  # what falls due is decided all the same
            for lines, stakes in ((own.lines, own.stakes), (bare, ()), ((), ())):
                made = Seal(role=self.role, orders=tuple(some), lines=lines, stakes=stakes)
                if maker.fits(made):
                    return made
        return Seal(role=self.role, orders=tuple(orders[:1]))


class AlwaysPressed(KeptRun):
    """A run of games for each of some levers, and as many without any, kept tile by tile."""

    name = "always pressed"
    tile = TILE

    def __init__(self, asked: RunAsked, levers: Sequence[str] = (), tag: str | None = None) -> None:
        """Begin a run; without ``levers`` all that the scenario plays, or those with the ``tag``.

        Raises InputError for a lever or a tag that the scenario hasn't, or a file that isn't right.
        """
        self.levers: Final = playable(asked.scenario, levers, tag)
        super().__init__(asked, asked.of_each((_PLAIN, *self.levers)))

    def about(self) -> dict[str, Any]:
        """Return what is run: the head of the JSON."""
        return {**super().about(), "levers": list(self.levers)}

    @staticmethod
    def played(pack: Pack, wanted: Sequence[Wanted]) -> Iterator[dict[str, Any]]:
        """Play games side by side and yield what is kept of each."""
        cards = card_index(pack)
        with seldom():
            games = begin(pack, _PERSONAS, [seed for _, seed in wanted])
            for game, (lever, seed) in zip(games, wanted, strict=True):
                if lever != _PLAIN:
                    role = cards.levers[lever].role
                    game.players[role] = Pressing(pack, role, player_seed(seed, role), lever)
            play_on(pack, games)
        for game, (lever, _) in zip(games, wanted, strict=True):
            yield {
                "lever": lever,
                "pressed": sum(_pressed(game)),
                "scores": {role: float(score) for role, score in game.position.board.scores},
            }

    def result(self) -> dict[str, Any]:
        """Return the whole JSON of a run that has been played."""
        rows = self.by_kind()
        base = [row["scores"] for row in rows[_PLAIN]]
        cards = card_index(self.pack)
        found = []
        for lever in self.levers:
            some, owner = rows[lever], cards.levers[lever].role
            gains = {
                role: [row["scores"][role] - own[role] for row, own in zip(some, base, strict=True)]
                for role in ROLES
            }
            mean, half = intervals.of_mean(gains[owner])
            found.append(
                {
                    "lever": lever,
                    "role": owner,
                    "pressed": round(statistics.fmean(row["pressed"] for row in some), 2),
                    "gain": round(mean, 2),
                    "half_interval": round(half, 2),
                    "gains": {role: round(statistics.fmean(x), 2) for role, x in gains.items()},
                    "fails": mean > LIMIT,
                }
            )
        return {**self.about(), "limit": LIMIT, "found": found}


def _pressed(game: Game) -> Iterator[int]:
    """Yield how often each player that presses a lever has pressed it."""
    for player in game.players.values():
        if isinstance(player, Pressing):
            yield player.pressed
