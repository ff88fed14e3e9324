"""A scenario, seats, and a whole game of personas that was never disturbed."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.match import Match
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

SEED = 11
PERSONAS: dict[Role, str] = dict.fromkeys(ROLES, "ai:persona")


@pytest.fixture(scope="session")
def pack() -> Pack:
    return loader.load("december-2013")


@pytest.fixture(scope="session")
def played(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The journal of a whole game, and its last digest."""
    path = tmp_path_factory.mktemp("played") / "game.jsonl"
    with Match.new(pack, PERSONAS, SEED, path) as match:
        match.run_ai()
        return path, match.digest()
