"""The papers speak English: a headline's verb agrees with who did it."""

from __future__ import annotations

import pytest

from game.rules.state.facts import OrderRevealed
from game.rules.state.view import View
from game.scenario.schema.base import Role
from game.telling import Voice
from game.telling.papers import front_page


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ((), "The law stops"),
        (("number10",), "No 10 stops"),
        (("unions",), "Unions stop"),
        (("number10", "unions"), "No 10 and Unions stop"),
        (("unions", "unions"), "Unions stop"),
    ],
)
def test_who_stops_an_order_does_so_in_the_right_number(
    voice: Voice, opening: View, by: tuple[Role, ...], said: str
) -> None:
    lever = next(t for t in voice.scenario.levers if t.role == "monitor")
    counters = tuple((role, "judicial-review") for role in by)
    fact = OrderRevealed(
        quarter=opening.quarter, role="monitor", lever=lever.id, bid=0, strength=1.0,
        outcome="cancelled", met_by=counters,
    )  # fmt: skip
    (story,) = front_page(voice, opening, [fact], opening.quarter)
    assert story.headline == f"{said} “{voice.lever(lever.id, opening.quarter)}”"
