"""Seats on election night: what is told of a town's hospital."""

from __future__ import annotations

from typing import get_args

from game.rules.state.facts import TrustChange
from game.telling.seat_cards import WEIGHT


def test_every_change_of_a_trust_has_its_weight_in_a_towns_story() -> None:
    """A broken pledge had none, and the night ended in a failure."""
    assert sorted(WEIGHT) == sorted(get_args(TrustChange))
