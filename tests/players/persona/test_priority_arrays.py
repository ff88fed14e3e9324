"""Priorities compiled into arrays say what ``priorities.holds`` says of each by itself."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.lab.batch import play
from game.players.persona.figure_arrays import figure_arrays
from game.players.persona.order_arrays import order_arrays
from game.players.persona.priorities import Priority, characters, holds
from game.players.persona.priority_arrays import compiled, priority_arrays
from game.rules.cards.index import card_index
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.conditions import Condition

PACK = loader.load("december-2013")
PERSONAS: dict[Role, str] = dict.fromkeys(ROLES, "persona")
FIGURES = ("media_heat", "waits", "treasury_headroom_m", "trusts_at_risk", "purse_m")
LEVERS = ("strike", "administration", "bail_out", "publish_list", "any_qualified_provider")


@lru_cache(maxsize=1)
def views() -> list[View]:
    """Every role's view of games some quarters in."""
    return [
        view(PACK, game.position, role)
        for quarters in (1, 3)
        for game in play(PACK, PERSONAS, [3, 4], quarters=quarters)
        for role in ROLES
    ]


def done() -> NDArray[np.int64]:
    """The quarters in which levers last took effect, as each of the views tells."""
    return order_arrays(PACK, [seen.orders for seen in views()]).done


def questions() -> st.SearchStrategy[dict[str, Any]]:
    number = st.integers(-5, 100)
    return st.one_of(
        st.builds(lambda f, x: {"figure": f, "above": x}, st.sampled_from(FIGURES), number),
        st.builds(lambda f, x: {"figure": f, "below": x}, st.sampled_from(FIGURES), number),
        st.builds(
            lambda f, x: {"figure": f, "above": x, "change": True}, st.sampled_from(FIGURES), number
        ),
        st.builds(lambda x: {"used": x}, st.sampled_from((*LEVERS, "nothing_like_it"))),
        st.builds(
            lambda x, n: {"used": x, "within": n}, st.sampled_from(LEVERS), st.integers(1, 4)
        ),
        st.builds(lambda x: {"tagged": x}, st.sampled_from(("market", "staff", "closure"))),
        st.builds(lambda x: {"year_end": x}, st.booleans()),
        st.builds(lambda x: {"from_quarter": x}, st.sampled_from(("2013Q4", "2014Q2", "2015Q1"))),
        st.builds(lambda x: {"count": "turn", "above": x}, st.integers(0, 4)),
        st.builds(lambda x: {"path": "tariff_pct", "above": x}, number),
    )


def conditions() -> st.SearchStrategy[dict[str, Any]]:
    return st.recursive(
        questions(),
        lambda inner: st.one_of(
            st.builds(lambda x: {"all": x}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda x: {"any": x}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda x: {"no": x}, inner),
        ),
        max_leaves=6,
    )


@given(st.lists(conditions(), min_size=1, max_size=4))
def test_any_conditions_are_answered_as_one_by_one(raw: list[dict[str, Any]]) -> None:
    asked = [Condition.model_validate(c) for c in raw]
    of = compiled(
        PACK, tuple(Priority(tag="market", weight=1, when=c, why="for the test") for c in asked)
    )
    values = figure_arrays(PACK, [seen.figures for seen in views()])[0]
    expected = [[holds(PACK, seen, c) for c in asked] for seen in views()]
    assert of.holding(PACK, views(), values, done()).tolist() == expected


@pytest.mark.parametrize("name", sorted(characters().personas))
def test_points_and_reasons_are_those_of_the_priorities_that_hold(name: str) -> None:
    of, priorities = priority_arrays(PACK)[name], characters().personas[name].priorities
    values = figure_arrays(PACK, [seen.figures for seen in views()])[0]
    held = of.holding(PACK, views(), values, done())
    for seen, holding, points in zip(views(), held, of.worth(held), strict=True):
        for row, match in enumerate(card_index(PACK).levers.values()):
            mine = [
                p
                for p in priorities
                if (p.lever == match.lever.id or p.tag in match.lever.tags)
                and holds(PACK, seen, p.when)
            ]
            assert points[row] == pytest.approx(sum(p.weight for p in mine), abs=1e-8)
            assert of.reasons(holding, row) == [p.why for p in mine]
