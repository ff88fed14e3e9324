"""A table of four people, as a workshop has it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.match import Match
from game.match.seats import HUMAN
from game.rules.phase_table import Phase
from game.rules.state.commands import Advance, AnswerEvent, ChooseAgenda, Seal
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES

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

    def play(match: Match, phase: Phase) -> None:
        while match.view("spectator").phase != phase:
            item = match.pending()[0]
            role = item.role
            if role is None:
                match.submit(Advance())
            elif item.kind == "agenda":
                kept = match.view(role).agendas_dealt[0]
                match.submit(ChooseAgenda(role=role, agenda=kept))
            elif item.kind == "answer":
                event = match.view(role).events[0]
                free = next(o[0] for o in event.options if not o[1] and not o[2] and not o[3])
                match.submit(AnswerEvent(role=role, event=event.event, option=free))
            else:
                match.submit(Seal(role=role))

    return play
