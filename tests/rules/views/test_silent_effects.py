"""No card turns a knob that nobody can see: in the shipped scenarios, and in one's own."""

from __future__ import annotations

import pytest

from game.rules.views.silent_effects import silent_effects
from game.scenario import loader
from game.scenario.source_files import shipped_ids
from tests.rules import fixtures, small_cards
from tests.rules.small_cards import knob, lever


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_every_knob_of_a_shipped_card_has_an_arrow(name: str) -> None:
    assert silent_effects(loader.load(name)) == ()


def test_a_knob_too_small_to_be_seen_is_found_with_its_place() -> None:
    probe = lever("hush", "monitor", 1, knob("activity_pct", -6), knob("court_risk", 1.0001))
    pack = fixtures.pack(levers=(*small_cards.LEVERS, probe))
    found = [x for x in silent_effects(pack) if x.key == "hush"]
    assert [(x.kind, x.path, x.knob) for x in found] == [
        ("lever", ("effects", 1, "knob"), "court_risk")
    ]
    assert "moves nothing" in found[0].sentence
