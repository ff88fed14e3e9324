"""The scenario that most tests of journals play."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.scenario import loader
from game.scenario.pack import Pack


@pytest.fixture(scope="session")
def pack() -> Pack:
    return loader.load("december-2013")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "game.jsonl"
