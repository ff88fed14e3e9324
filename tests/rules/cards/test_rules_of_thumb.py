"""Rules of thumb say what the cards say, and seldom otherwise than the model does."""

from __future__ import annotations

import pytest

from game.players.persona.figure_weights import figure_changes
from game.rules.cards.rules_of_thumb import NATIONAL_ARROWS, TRUST_ARROWS, by_source, of_effects
from game.rules.state.view import Arrow
from game.rules.views.builder import view
from game.rules.views.forecast import Forecast
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.scenario.schema.conditions import Condition
from game.scenario.schema.effects import KnobSetting, Push, Shock, TrustKnobSetting
from game.world.figure_names import FIGURES
from game.world.knobs import NATIONAL, TRUST
from tests.rules.fixtures import Game


def test_a_shock_is_an_arrow_on_its_gauge() -> None:
    assert of_effects((Shock(gauge="morale", by=-3),)) == (Arrow("morale", -1, True),)
    assert of_effects((Shock(gauge="morale", by=6),)) == (Arrow("morale", 2, True),)


def test_an_arrow_says_when() -> None:
    (arrow,) = of_effects((Push(gauge="morale", by=10, after=2, quarters=4),))
    assert arrow.after == 2


def test_what_depends_is_not_sure() -> None:
    uncertain = Shock(gauge="morale", by=5, uncertain=True)
    conditional = Shock(gauge="morale", by=5, when=Condition(flag="x1"))
    met = Shock(gauge="morale", by=5, met=True)
    assert not any(of_effects((e,))[0].sure for e in (uncertain, conditional, met))


def test_effects_that_disagree_give_the_stronger_and_are_not_sure() -> None:
    (arrow,) = of_effects((Shock(gauge="morale", by=6), Shock(gauge="morale", by=-3)))
    assert arrow == Arrow("morale", 2, False)


def test_both_wings_moved_alike_are_backbench_nerves() -> None:
    both = (Shock(gauge="nerves_market", by=-3), Shock(gauge="nerves_local", by=-6))
    assert of_effects(both) == (Arrow("backbench_nerves", -2, True),)
    apart = (Shock(gauge="nerves_market", by=3), Shock(gauge="nerves_local", by=-6))
    assert {a.figure for a in of_effects(apart)} == {"nerves_market", "nerves_local"}


def test_a_knob_below_its_neutral_value_points_the_other_way() -> None:
    up = of_effects((KnobSetting(knob="entry_uptake", by=1.6),))
    down = of_effects((KnobSetting(knob="entry_uptake", by=0.6),))
    assert (up[0].by > 0, down[0].by < 0) == (True, True)


@pytest.mark.parametrize("knob", NATIONAL)
def test_every_national_knob_of_a_shipped_lever_points_somewhere(knob: str) -> None:
    for lever in loader.load("december-2013").scenario.levers:
        for effect in lever.effects:
            if isinstance(effect, KnobSetting) and effect.knob == knob:
                assert knob in NATIONAL_ARROWS or knob in (
                    "tier_support",
                    "court_risk",
                )


def test_the_tables_speak_of_knobs_and_figures_that_exist() -> None:
    assert set(NATIONAL_ARROWS) <= set(NATIONAL)
    assert set(TRUST_ARROWS) <= set(TRUST)
    for table in (NATIONAL_ARROWS, TRUST_ARROWS):
        assert {figure for row in table.values() for figure, _, _ in row} <= set(FIGURES)


def test_support_for_trusts_improves_accounts_and_does_not_shorten_the_list() -> None:
    found = of_effects((TrustKnobSetting(knob="support_k", by=25_000),))
    ways = {a.figure: a.by for a in found}
    assert ways["deficit_share"] < 0 < ways["support_m"]
    assert "trusts_at_risk" not in ways


def test_rules_of_thumb_go_the_way_of_the_model() -> None:
    """Of figures that both tell of one card, nearly all go the same way."""
    same = against = 0
    for name in ("december-2013", "parliament"):
        pack = loader.load(name)
        position = Game(pack).to("orders").position
        for role in ROLES:
            told = Forecast(pack, view(pack, position, role))
            for lever in told:
                if "/" in lever:
                    continue
                ways = {a.figure: a.by for a in told[lever] if a.sure and not a.there}
                for figure, by, _ in figure_changes(pack.scenario.lever(lever).effects):
                    if figure in ways:
                        same += by * ways[figure] > 0
                        against += by * ways[figure] < 0
    assert same > 200
    assert against <= 0.05 * same


def test_a_price_that_is_set_is_weighed_against_the_path() -> None:
    """Where prices fall by themselves, holding them is relief; where they rise, a freeze."""
    relief = {a.figure: a.by for a in by_source(loader.load("parliament"))["hold_tariff"]}
    freeze = {a.figure: a.by for a in by_source(loader.load("culling-the-herd"))["freeze_tariff"]}
    assert relief["trusts_at_risk"] < 0 < freeze["trusts_at_risk"]
