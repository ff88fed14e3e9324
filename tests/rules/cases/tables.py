"""Games of shipped scenarios that stand where their first case is due."""

from __future__ import annotations

from functools import cache

from game.rules.cases import clock
from game.rules.state.case_facts import CaseSettled
from game.rules.state.commands import CaseLine, Order, Seal, Stake
from game.rules.state.facts import Fact
from game.rules.state.position import Case
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from tests.rules.fixtures import Game


@cache
def shipped(name: str = "december-2013") -> Pack:
    """A shipped scenario."""
    return loader.load(name)


def at_orders(name: str = "december-2013", seed: int = 7) -> Game:
    """A game whose first case is due with the sheets that are open."""
    return Game(shipped(name), seed).to("orders")


def due(game: Game) -> Case:
    """The first case that is due."""
    return clock.due(game.board)[0]


def seal(
    game: Game,
    lines: dict[Role, CaseLine] | None = None,
    stakes: dict[Role, Stake] | None = None,
    orders: dict[Role, Order] | None = None,
) -> tuple[Fact, ...]:
    """All four sheets sealed, with at most one line, stake and order each; what was revealed."""
    return game.do(
        *(
            Seal(
                role=role,
                orders=(orders[role],) if orders and role in orders else (),
                lines=(lines[role],) if lines and role in lines else (),
                stakes=(stakes[role],) if stakes and role in stakes else (),
            )
            for role in ROLES
        )
    )


def settled(told: tuple[Fact, ...]) -> CaseSettled:
    """How the first case was settled."""
    return next(f for f in told if isinstance(f, CaseSettled))


def take(game: Game, way: str, backing: int = 0) -> dict[Role, CaseLine]:
    """The decider's line for what is due."""
    case = due(game)
    return {case.decider: CaseLine(case=case.number, way=way, backing=backing)}


def against(game: Game, way: str, clout: int, role: Role = "unions") -> dict[Role, Stake]:
    """One office's stake against a way out of what is due."""
    return {role: Stake(case=due(game).number, way=way, side="against", clout=clout)}
