"""What a case's ways out are forecast to do, looked ahead by the model as levers are."""

from __future__ import annotations

from game.rules.cases import clock
from game.rules.views.builder import view
from game.rules.views.forecast import forecast, of_way
from game.scenario.schema.base import SPECTATOR
from game.telling.cases import case_card
from game.telling.names import Voice
from tests.rules.cases.tables import at_orders


def test_the_ways_out_of_what_falls_due_are_looked_ahead() -> None:
    game = at_orders()
    for who in ("secretary", "unions"):
        seen = view(game.pack, game.position, who)
        told = forecast(game.pack, seen)
        for case in (c for c in seen.cases if c.falls_due):
            for way in case.ways:
                figures = {arrow.figure for arrow in told[of_way(case.number, way.way)]}
                assert figures, way.way
                if (
                    way.way == "close"
                ):  # what the market makes of it, and not the card's shocks alone
                    assert "closures" in figures


def test_what_is_not_due_is_not_looked_ahead_nor_anything_for_who_looks_on() -> None:
    game = at_orders()
    due = {c.number for c in clock.due(game.board)}
    seen = view(game.pack, game.position, "secretary")
    asked = {int(s.split("/")[1]) for s in forecast(game.pack, seen) if s.startswith("case/")}
    assert asked == due
    looking_on = forecast(game.pack, view(game.pack, game.position, SPECTATOR))
    assert not any(s.startswith("case/") for s in looking_on)


def test_a_card_shows_the_forecast_where_there_is_one() -> None:
    game = at_orders()
    seen = view(game.pack, game.position, "secretary")
    case = next(c for c in seen.cases if c.falls_due)
    voice = Voice(game.pack.scenario, game.pack.model.place.trust_name)
    told = forecast(game.pack, seen)
    thumb, looked = (case_card(voice, seen, case, (), arrows).ways for arrows in ({}, told))
    for way, one in zip(case.ways, looked, strict=True):
        assert len(one.forecast) == len(told[of_way(case.number, way.way)])
    assert [w.forecast for w in thumb] != [w.forecast for w in looked]
