"""The scenario that most tests of the terminal play."""

from __future__ import annotations

import pytest

from game.scenario import loader
from game.scenario.pack import Pack


@pytest.fixture(scope="module")
def pack() -> Pack:
    return loader.load("december-2013")
