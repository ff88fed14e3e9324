"""Regret matching: offices that think find the sheets that answer each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from game.players.search.evaluation import Evaluator
from game.players.search.regrets import Choices, Regrets
from game.rules.state.commands import Order, Seal
from game.scenario.schema.base import ROLES, Role

STAY = Seal(role="secretary")
GO = Seal(role="secretary", orders=(Order(lever="go"),))
CALM = Seal(role="unions")
FIGHT = Seal(role="unions", orders=(Order(lever="fight"),))


class Payoffs:
    """Evaluates by a table in place of courses: going pays unless the Unions fight, which pays them
    where the Secretary goes."""

    def __init__(self, budget: int) -> None:
        self.left = budget
        self.asked: list[tuple[Role, bool, bool]] = []

    def totals(self, role: Role, guesses: Sequence[Any], found: list[float]) -> Iterator[None]:
        self.left -= len(guesses)
        for sheets in guesses:
            gone, fought = GO in sheets, FIGHT in sheets
            self.asked.append((role, gone, fought))
            if role == "secretary":
                found.append((-3.0 if fought else 1.0) if gone else 0.0)
            else:
                found.append(1.0 if fought and gone and role == "unions" else 0.0)
            yield


def played(budget: int, rounds: int) -> tuple[Regrets, Payoffs]:
    payoffs = Payoffs(budget)
    others: Choices = {r: [Seal(role=r)] for r in ROLES if r not in ("secretary", "unions")}
    others["unions"] = [CALM, FIGHT]
    regrets = Regrets(
        cast(Evaluator, payoffs),
        "secretary",
        [GO, STAY],
        [others],
        lambda i, sheets: cast(Any, sheets),
    )
    for _ in regrets.run([[0.1, 0.1, 0.1]] * rounds):
        pass
    return regrets, payoffs


def test_who_expects_to_be_answered_stays_where_the_answer_costs_more() -> None:
    regrets, payoffs = played(10_000, 30)
    assert regrets.worth(GO) == 0.0  # the first is what the others are held against
    assert regrets.worth(STAY) > 0.0
    fought = [fight for role, gone, fight in payoffs.asked if role == "secretary" and gone]
    assert fought[-1] and not fought[0]  # the Unions have found out


def test_rounds_stop_before_the_budget_is_overdrawn() -> None:
    _, payoffs = played(9, 30)
    assert 0 <= payoffs.left < 4
    regrets, _ = played(1, 30)
    assert regrets.worth(STAY) == 0.0
