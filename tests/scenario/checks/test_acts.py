"""The acts of a long game fill it, and what is theirs can be met in them."""

from __future__ import annotations

import pytest

from game.scenario.checks.acts import of_acts
from game.scenario.checks.common import Item
from game.scenario.loader import load
from game.scenario.schema.scenario import Scenario
from game.world.quarter_calendar import parse
from tests.rules import fixtures
from tests.scenario.checks.known_names import NOTHING_KNOWN

OPENING = "What happens in this part of the game, in as many words as it needs."


def act(
    first: str, last: str, *events: str, levers: tuple[str, ...] = ("whip",)
) -> dict[str, object]:
    return {
        "id": f"act_{first.lower()}",
        "title": f"From {first}",
        "opening": OPENING,
        "first": first,
        "last": last,
        "events": list(events) or ["murmurs"],
        "levers": list(levers),
    }


def small(*acts: dict[str, object]) -> Scenario:
    raw = fixtures.pack().scenario.model_dump()
    return Scenario.model_validate({**raw, "acts": list(acts)})


def said(*acts: dict[str, object]) -> list[str]:
    made = small(*acts)
    return [p.sentence for p in of_acts(Item("frame", "small", NOTHING_KNOWN), made)]


def test_acts_that_fill_the_game_are_sound() -> None:
    assert said(act("2013Q4", "2014Q2", "winter"), act("2014Q3", "2015Q1")) == []


@pytest.mark.parametrize(
    ("acts", "fault"),
    [
        ((act("2014Q1", "2015Q1"),), "Act 1 should begin in 2013Q4."),
        ((act("2013Q4", "2014Q1"), act("2014Q3", "2015Q1")), "Act 2 should begin in 2014Q2."),
        ((act("2013Q4", "2014Q4"),), "The last act should end with the game, in 2015Q1."),
        ((act("2013Q4", "2015Q1", "no_such"),), "no_such"),
        ((act("2013Q4", "2015Q1", levers=("no_such",)),), "no_such"),
        (
            (act("2013Q4", "2013Q4", "winter"), act("2014Q1", "2015Q1")),
            "The event 'winter' can't come up in act 1.",
        ),
    ],
)
def test_a_fault_is_a_sentence(acts: tuple[dict[str, object], ...], fault: str) -> None:
    assert any(fault in sentence for sentence in said(*acts)), said(*acts)


def test_the_parliament_has_five_acts_each_with_cards_of_its_own() -> None:
    s = load("parliament").scenario
    assert [a.title for a in s.acts] == [
        "The white paper",
        "The Bill, and the pause",
        "The Act",
        "The transition",
        "The reckoning",
    ]
    for quarter in range(parse(s.first), parse(s.last) + 1):
        found = s.act(quarter)
        assert found is not None
        assert found[1] is s.acts[found[0] - 1]
    own = [event for a in s.acts for event in a.events]
    assert len(set(own)) == len(own)  # no event belongs to two acts
