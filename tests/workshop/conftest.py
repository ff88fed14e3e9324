"""A table of four people, as a workshop has it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.match import Match
from game.match.seats import HUMAN
from game.rules.phase_table import Phase
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from tests.workshop.four_people import play_until

Until = Callable[[Match, Phase], None]


@pytest.fixture(scope="session")
def pack() -> Pack:
    return loader.load("december-2013")


@pytest.fixture
def match(pack: Pack) -> Match:
    """A new game in which people hold every seat."""
    return Match.new(pack, dict.fromkeys(ROLES, HUMAN), 7)


@pytest.fixture
def until() -> Until:
    """Plays a game of four people who order nothing on to a phase."""
    return play_until
