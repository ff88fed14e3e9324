"""The collector is left as it was found."""

from __future__ import annotations

import gc

from game.lab.collecting import seldom


def test_the_collector_is_as_before_afterwards() -> None:
    usual, frozen = gc.get_threshold(), gc.get_freeze_count()
    with seldom():
        assert gc.get_threshold() > usual
        with seldom():
            assert gc.get_freeze_count() > 0
        assert gc.get_freeze_count() > 0  # the inner one has not undone the outer's
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, frozen)
