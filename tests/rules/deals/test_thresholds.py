"""A figure is promised only where the promise can be broken, and can be kept."""

from __future__ import annotations

import math
from typing import Any

import pytest
from pydantic import ValidationError

from game.errors import IllegalCommandError
from game.rules import engine
from game.rules.deals.thresholds import check_threshold
from game.rules.state.deal_terms import Keep
from game.rules.state.figures import value
from game.scenario import loader
from tests.rules.fixtures import Game


def refusal(figure: str, **bound: float) -> str:
    """Why the figure can't be promised so; empty if it can."""
    game = Game().to("talks")
    try:
        check_threshold(
            game.pack, game.position, Keep(by="secretary", until="2013Q4", figure=figure, **bound)
        )
    except IllegalCommandError as refused:
        return refused.sentence
    return ""


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("way", ["above", "below"])
def test_a_threshold_is_a_number(way: str, number: float) -> None:
    bound: dict[str, Any] = {way: number}
    with pytest.raises(ValidationError, match="finite"):
        Keep(by="secretary", until="2013Q4", figure="waits", **bound)
    slipped_in = Keep.model_construct(by="secretary", until="2013Q4", figure="waits", **bound)
    game = Game().to("talks")
    with pytest.raises(IllegalCommandError, match="between"):
        check_threshold(game.pack, game.position, slipped_in)


@pytest.mark.parametrize("number", [-1.0, 0.0, 100.0, 101.0, 1e308])
def test_it_lies_strictly_inside_the_figures_range(number: float) -> None:
    assert "between 0 and 100" in refusal("waits", above=number)
    assert "between 0 and 100" in refusal("waits", below=number)


def test_inside_the_range_it_may_be_promised() -> None:
    assert not refusal("waits", above=0.5)
    assert not refusal("waits", below=99.5)


def test_money_that_may_be_owed_may_be_promised_below_nothing() -> None:
    pack = loader.load("december-2013")
    position = engine.start(pack, 1)[0]
    for figure, below in (("net_surplus_m", True), ("support_m", False)):
        clause = Keep(by="secretary", until="2013Q4", figure=figure, above=-100.0)
        if below:
            check_threshold(pack, position, clause)
        else:
            with pytest.raises(IllegalCommandError, match="between 0 and"):
                check_threshold(pack, position, clause)


def test_what_can_only_fall_is_not_promised_to_stay_below_more() -> None:
    pack = loader.load("december-2013")
    position = engine.start(pack, 1)[0]
    trusts = value(position.board, position.world, "trusts")
    for way, sure in (("below", trusts + 1), ("below", trusts - 1)):
        bound: dict[str, Any] = {way: sure}
        clause = Keep(by="secretary", until="2013Q4", figure="trusts", **bound)
        if sure > trusts:
            with pytest.raises(IllegalCommandError, match="can't be broken"):
                check_threshold(pack, position, clause)
        else:
            check_threshold(pack, position, clause)


@pytest.mark.parametrize(("figure", "number"), [("waits", 42), ("quality", 60), ("wage_index", 1)])
def test_shipped_figures_are_promised_within_their_own_range(figure: str, number: float) -> None:
    """Waits and quality, indices from 0 to 100, could be promised below 10 alone."""
    pack = loader.load("december-2013")
    position = engine.start(pack, 1)[0]
    check_threshold(
        pack, position, Keep(by="secretary", until="2013Q4", figure=figure, above=number)
    )
    with pytest.raises(IllegalCommandError, match="between"):
        check_threshold(
            pack, position, Keep(by="secretary", until="2013Q4", figure=figure, above=200)
        )
