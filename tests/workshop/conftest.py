"""A table of four people, as a workshop has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.match import Match
from game.match.seats import HUMAN
from game.rules.phase_table import Phase
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from tests.workshop.four_people import play_until
from tests.workshop.kept_tables import played

Until = Callable[[Match, Phase], None]


@pytest.fixture(scope="session")
def pack() -> Pack:
    return loader.load("december-2013")


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole game of *December 2013* with a question, bookmarks and an override in it."""
    return played(tmp_path_factory.mktemp("tables") / "table1.jsonl", led=True)


@pytest.fixture(scope="session")
def control(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another table on the same seed, which nobody led."""
    return played(tmp_path_factory.mktemp("tables") / "table2.jsonl", led=False)


@pytest.fixture
def match(pack: Pack) -> Match:
    """A new game in which people hold every seat."""
    return Match.new(pack, dict.fromkeys(ROLES, HUMAN), 7)


@pytest.fixture
def until() -> Until:
    """Plays a game of four people who order nothing on to a phase."""
    return play_until
