"""What bids and stakes are worth to who makes them: games with them against the same without.

One office at a time plays on as a persona that never puts clout behind an order, behind a line of
its own or on another's case; seeds are the same. Whatever clout it keeps it may spend otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.lab import intervals
from game.lab.batch import Game, begin, play_on, seldom
from game.lab.simulate import seed_of
from game.match.seats import player_seed
from game.players.persona.order_values import OrderValues
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules.state.case_facts import CaseSettled
from game.rules.state.commands import Seal
from game.rules.state.facts import OrderRevealed
from game.rules.state.view import View
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role


class Unbidding(Persona):
    """A persona that puts no clout behind or against anything."""

    def sheet(self, view: View, of: OrderValues) -> Seal:
        """Return the persona's sheet without bids, backing and stakes."""
        sheet = super().sheet(view, of)
        return Seal(
            role=sheet.role,
            orders=tuple(order.model_copy(update={"bid": 0}) for order in sheet.orders),
            lines=tuple(line.model_copy(update={"backing": 0}) for line in sheet.lines),
        )


@dataclass(frozen=True, slots=True)
class BidWorth:
    """What an office's bids brought it: points of its own score, with half of the 95% interval,
    and a game's orders with a bid, orders that were met, and stakes on cases."""

    role: Role
    points: float
    half: float
    bids: float
    met: float
    stakes: float


def measure(
    scenario: str, games: int, seed: int = 1, done: Callable[[int], None] = lambda count: None
) -> list[BidWorth]:
    """Return what bids and stakes are worth to each office. Raises InputError."""
    pack = loader.load(scenario)
    seeds = [seed_of(seed, i) for i in range(games)]
    usual = _played(pack, seeds, None)
    done(1)
    found = []
    for role in ROLES:
        without = _played(pack, seeds, role)
        own = [_score(a, role) - _score(b, role) for a, b in zip(usual, without, strict=True)]
        orders = [
            f
            for game in usual
            for f in game.happenings
            if isinstance(f, OrderRevealed) and f.role == role
        ]
        stakes = sum(
            who == role
            for game in usual
            for f in game.happenings
            if isinstance(f, CaseSettled)
            for who, _, _, _ in f.stakes
        )
        found.append(
            BidWorth(
                role,
                *intervals.of_mean(own),
                sum(f.bid > 0 for f in orders) / games,
                sum(bool(f.met_by) for f in orders) / games,
                stakes / games,
            )
        )
        done(1)
    return found


def _played(pack: Pack, seeds: Sequence[int], unbidding: Role | None) -> list[Game]:
    with seldom():
        games = begin(pack, dict.fromkeys(ROLES, "persona"), seeds)
        if unbidding is not None:
            for game, seed in zip(games, seeds, strict=True):
                own = player_seed(seed, unbidding)
                character = DEFAULT_PERSONA[unbidding]
                game.players[unbidding] = Unbidding(pack, unbidding, own, character)
        play_on(pack, games)
    return games


def _score(game: Game, role: Role) -> float:
    return float(dict(game.position.board.scores)[role])
