"""What was done before the first quarter: its lasting part is in force, the rest is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules import engine
from game.rules.cards.index import card_index
from game.rules.effects.in_force import in_force
from game.scenario.checks.common import KnownNames
from game.scenario.checks.content import problems
from game.scenario.loader import load
from game.world.quarter_calendar import parse
from tests.rules import fixtures, small_cards
from tests.rules.fixtures import Game
from tests.rules.small_cards import knob, lever, shock

DONE = lever("done", "secretary", 1, shock("morale", -9),
             {"do": "flag", "flag": "tier_gone", "quarters": None},
             {"do": "push", "gauge": "momentum", "by": -4, "after": 1, "quarters": 3},
             knob("spend_m", 20, after=1, quarters=2))  # fmt: skip


def begun(quarter: str) -> Game:
    """A game in which the lever was done in the quarter."""
    made = fixtures.pack(levers=(*small_cards.LEVERS, DONE))
    start = made.scenario.start.model_copy(update={"enacted": {"done": quarter}})
    scenario = made.scenario.model_copy(update={"start": start})
    return Game(replace(made, scenario=scenario))


def test_what_lasts_is_in_force_and_what_was_at_once_is_over() -> None:
    game = begun("2013Q3")
    live = in_force(card_index(game.pack), game.board)
    assert live.flags == {"tier_gone"}
    assert live.shocks == {}
    assert sum(sum(asked.values()) for asked in live.pushes.values()) == -4000
    assert game.board.committed_k == 20_000


def test_what_was_long_ago_has_run_out_but_for_what_is_for_good() -> None:
    game = begun("2011Q3")
    live = in_force(card_index(game.pack), game.board)
    assert live.flags == {"tier_gone"}
    assert live.pushes == {}
    assert game.board.committed_k == 0


@pytest.mark.parametrize(
    ("enacted", "fault"),
    [({"done": "2013Q4"}, "dated before 2013Q4"), ({"nothing": "2013Q3"}, "nothing")],
)
def test_validation_names_a_lever_that_is_none_or_too_late(
    enacted: dict[str, str], fault: str
) -> None:
    made = fixtures.pack(levers=(*small_cards.LEVERS, DONE)).scenario
    start = made.start.model_copy(update={"enacted": enacted})
    known = KnownNames(
        levers=frozenset(x.id for x in made.levers),
        events={},
        tags=frozenset(),
        flags=frozenset(),
        claims=frozenset(),
        results=frozenset(),
        params=frozenset(),
    )
    found = problems(made.model_copy(update={"start": start}), known)
    assert any(fault in p.sentence for p in found if p.path[:2] == ("start", "enacted"))


def test_the_honeymoon_begins_with_the_tier_condemned() -> None:
    made = load("honeymoon")
    position, _ = engine.start(made, 5)
    live = in_force(card_index(made), position.board)
    assert "tier_scrapped" in live.flags
    scrap = card_index(made).levers["scrap_tier"]
    assert not scrap.open_in(parse("2010Q4"))  # it can't be done twice
    for pace in ("bring_forward", "hand_back_grip"):
        assert card_index(made).levers[pace].open_in(parse("2010Q4"))
