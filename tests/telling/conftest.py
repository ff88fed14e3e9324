"""A real scenario's voice, and a game of personas to speak of."""

from __future__ import annotations

import pytest

from game.rules import engine
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.telling import Voice


@pytest.fixture(scope="session")
def pack() -> Pack:
    return loader.load("december-2013")


@pytest.fixture(scope="session")
def voice(pack: Pack) -> Voice:
    return Voice(pack.scenario, pack.model.place.trust_name)


@pytest.fixture(scope="session")
def opening(pack: Pack) -> View:
    return view(pack, engine.start(pack, 1)[0], "spectator")
