"""The quick ``replace`` is ``dataclasses.replace``."""

from __future__ import annotations

import dataclasses

import pytest

from game.rules.state.facts import PhaseBegan
from game.rules.state.position import Office
from game.rules.state.replace import replace


def test_it_changes_what_the_library_would() -> None:
    office = Office("unions", 400, 300, used=(("strike", 8055),))
    for changes in ({}, {"clout": 1}, {"agenda": "peace", "sealed": ()}):
        assert replace(office, **changes) == dataclasses.replace(office, **changes)
    assert office.clout == 400


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        replace(Office("unions", 400, 300), clot=1)


def test_it_is_for_fields_that_can_be_given_in_order() -> None:
    with pytest.raises(TypeError):
        replace(PhaseBegan(quarter=1, phase="talks"), quarter=2)
