"""Titles: everybody earns one, each can be earned, and the words keep to the house's voice."""

from __future__ import annotations

import re

import pytest

from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling import titles
from game.telling.scores import cards
from tests.desktop.games import ended


def plain() -> dict[str, float]:
    """A game in which nothing much was done."""
    zero = dict.fromkeys(titles.Measure.__args__, 0.0)  # type: ignore[attr-defined]
    return {**zero, "orders": 8.0, "above_par": -5.0, "score": 40.0, "national": 40.0}


@pytest.mark.parametrize("role", ROLES)
def test_everybody_earns_a_title_and_the_last_asks_for_nothing(role: Role) -> None:
    assert titles.titles()[role][-1].when == ()
    assert titles.earned(role, plain()) == titles.titles()[role][-1]


@pytest.mark.parametrize("role", ROLES)
def test_every_title_can_be_earned(role: Role) -> None:
    for title in titles.titles()[role]:
        measured = plain()
        for bound in title.when:
            measured[bound.measure] = bound.least if bound.least is not None else bound.most or 0.0
        assert titles.earned(role, measured) == title


@pytest.mark.parametrize("role", ROLES)
def test_titles_speak_to_the_player_and_name_no_person_and_no_party(role: Role) -> None:
    for title in titles.titles()[role]:
        assert not re.search(r"Conservative|Labour|Lansley|Hunt|Cameron|Tory", title.said)
        assert title.said.endswith(".")
    assert len({t.title for t in titles.titles()[role]}) == len(titles.titles()[role])


def test_a_played_game_is_measured_from_what_everybody_knows() -> None:
    session = ended()
    session.match.announce()
    view, facts = session.match.view(SPECTATOR), session.match.log_for(SPECTATOR)
    for card in cards(session.voice, view, facts):
        measured = titles.measures(view, card, facts)
        assert measured["orders"] > 0
        assert measured["score"] == card.score
        assert titles.earned(card.role, measured) in titles.titles()[card.role]
