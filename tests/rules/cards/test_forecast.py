"""Arrows say what the cards say: which way, how strongly, how surely."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules.cards import forecast
from game.rules.state.view import Arrow
from game.scenario import loader
from game.scenario.schema.conditions import Condition
from game.scenario.schema.effects import KnobSetting, Push, Shock, TrustKnobSetting
from game.world.figure_names import FIGURES
from game.world.knobs import NATIONAL, TRUST
from tests.rules import fixtures
from tests.rules.fixtures import Game


def test_a_shock_is_an_arrow_on_its_gauge() -> None:
    assert forecast.of_effects((Shock(gauge="morale", by=-3),)) == (Arrow("morale", -1, True),)
    assert forecast.of_effects((Shock(gauge="morale", by=6),)) == (Arrow("morale", 2, True),)


def test_an_arrow_says_when() -> None:
    (arrow,) = forecast.of_effects((Push(gauge="morale", by=10, after=2, quarters=4),))
    assert arrow.after == 2


def test_what_depends_is_not_sure() -> None:
    uncertain = Shock(gauge="morale", by=5, uncertain=True)
    conditional = Shock(gauge="morale", by=5, when=Condition(flag="x1"))
    met = Shock(gauge="morale", by=5, met=True)
    assert not any(forecast.of_effects((e,))[0].sure for e in (uncertain, conditional, met))


def test_effects_that_disagree_give_the_stronger_and_are_not_sure() -> None:
    (arrow,) = forecast.of_effects((Shock(gauge="morale", by=6), Shock(gauge="morale", by=-3)))
    assert arrow == Arrow("morale", 2, False)


def test_both_wings_moved_alike_are_backbench_nerves() -> None:
    both = (Shock(gauge="nerves_market", by=-3), Shock(gauge="nerves_local", by=-6))
    assert forecast.of_effects(both) == (Arrow("backbench_nerves", -2, True),)
    apart = (Shock(gauge="nerves_market", by=3), Shock(gauge="nerves_local", by=-6))
    assert {a.figure for a in forecast.of_effects(apart)} == {"nerves_market", "nerves_local"}


def test_a_knob_below_its_neutral_value_points_the_other_way() -> None:
    up = forecast.of_effects((KnobSetting(knob="entry_uptake", by=1.6),))
    down = forecast.of_effects((KnobSetting(knob="entry_uptake", by=0.6),))
    assert (up[0].by > 0, down[0].by < 0) == (True, True)


@pytest.mark.parametrize("knob", NATIONAL)
def test_every_national_knob_of_a_shipped_lever_points_somewhere(knob: str) -> None:
    for lever in loader.load("december-2013").scenario.levers:
        for effect in lever.effects:
            if isinstance(effect, KnobSetting) and effect.knob == knob:
                assert knob in forecast.NATIONAL_ARROWS or knob in ("tier_support", "court_risk")


def test_the_tables_speak_of_knobs_and_figures_that_exist() -> None:
    assert set(forecast.NATIONAL_ARROWS) <= set(NATIONAL)
    assert set(forecast.TRUST_ARROWS) <= set(TRUST)
    for table in (forecast.NATIONAL_ARROWS, forecast.TRUST_ARROWS):
        assert {figure for row in table.values() for figure, _, _ in row} <= set(FIGURES)


def test_support_for_trusts_improves_accounts_and_does_not_shorten_the_list() -> None:
    found = forecast.of_effects((TrustKnobSetting(knob="support_k", by=25_000),))
    ways = {a.figure: a.by for a in found}
    assert ways["deficit_share"] < 0 < ways["support_m"]
    assert "trusts_at_risk" not in ways


def test_a_tired_lever_promises_less() -> None:
    game = Game()
    card = fixtures.pack().scenario.lever("speech")
    fresh = forecast.arrows(game.pack, game.position.board.office("number10"), card)
    office = replace(game.board.office("number10"), fatigue=(("speech", 450),))
    offices = tuple(office if o.role == "number10" else o for o in game.board.offices)
    position = replace(game.position, board=replace(game.board, offices=offices))
    tired = forecast.arrows(game.pack, position.board.office("number10"), card)
    assert any(abs(a.by) == 2 for a in fresh)
    assert all(abs(a.by) == 1 and not a.sure for a in tired)
