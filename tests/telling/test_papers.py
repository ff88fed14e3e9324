"""The papers speak English: a headline's verb agrees with who did it."""

from __future__ import annotations

import pytest

from game.rules.state.facts import CommissionersRegrouped, OrderRevealed
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


def test_who_takes_over_tomorrow_is_in_the_papers_of_the_day_before(
    voice: Voice, opening: View
) -> None:
    fact = CommissionersRegrouped(quarter=opening.quarter + 1, before=152, after=211)
    (story,) = front_page(voice, opening, [fact], opening.quarter)
    assert story.headline.startswith("211 ") and story.headline.endswith(" take over")
    (later,) = front_page(voice, opening, [fact], opening.quarter + 1)
    assert later.headline != story.headline
