"""Decisive acts in words: three at most, with what each was worth."""

from __future__ import annotations

import pytest

from game.rules.counterfactual import Deed, OfficeAct
from game.scenario.schema.base import ROLES
from game.telling import deeds
from tests.desktop.games import ended


def test_three_acts_at_most_each_with_its_quarter_and_its_worth() -> None:
    session = ended()
    for role in ROLES:
        told = deeds.told(session.voice, session.match.decisive(role))
        assert 1 <= len(told) <= deeds.MOST
        for act in told:
            assert act.when.startswith("Q")
            assert act.title
            assert "point" in act.worth or "nothing" in act.worth


@pytest.mark.parametrize(
    ("points", "worth", "good"),
    [
        (1.0, "worth 1 point", True),
        (-2.31, "it cost you 2.3 points", False),
        (0.0, "worth nothing either way to your score", None),
    ],
)
def test_what_it_was_worth_is_said_from_the_office_s_side(
    points: float, worth: str, good: bool | None
) -> None:
    deed = Deed(OfficeAct("bail_out", 8055, (0,)), points, -3.0, ())
    (told,) = deeds.told(ended().voice, [deed])
    assert (told.worth, told.good) == (worth, good)
    assert told.changed == "3 seats fewer for the government"
    assert ended().voice.trust(0) in told.title


def test_what_changed_nothing_is_left_out() -> None:
    nothing = Deed(OfficeAct("bail_out", 8055), 0.0, 0.0, (("waits", 50.0, 50.0),))
    assert deeds.told(ended().voice, [nothing]) == []
