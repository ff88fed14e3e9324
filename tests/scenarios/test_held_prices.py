"""A price that is held is paid for: what is spent over a limit comes off the next one."""

from __future__ import annotations

from game.rules.state.replace import replace
from game.scenario import loader
from tests.rules.fixtures import Game

PACK = loader.load("parliament")


def budgets(held: bool, quarters: int) -> list[int]:
    """Commissioners' budgets together at each quarter's end, £ thousand, nobody else acting."""
    game = Game(PACK, 3)
    game.to("orders")
    if held:
        offices = tuple(replace(o, clout=900) for o in game.board.offices)
        game.position = replace(game.position, board=replace(game.board, offices=offices))
        game.orders(secretary="hold_tariff")
    found: list[int] = []
    while len(found) < quarters:
        game.to("reveal").market()
        found.append(int(game.position.world.budget_k.sum()))
    return found


def test_a_held_price_comes_off_commissioners_growth_a_year_later() -> None:
    as_planned, held = budgets(held=False, quarters=9), budgets(held=True, quarters=9)
    assert held[:4] == as_planned[:4]
    lost = [1 - h / p for h, p in zip(held, as_planned, strict=True)]
    assert lost[3] < lost[4] < lost[6]
    assert 0.003 < lost[8] < 0.005  # four tenths of a per cent, and for good
