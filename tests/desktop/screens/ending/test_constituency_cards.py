"""Hospital seats' cards name who decided what, and when."""

from __future__ import annotations

from game.scenario.schema.base import SPECTATOR
from game.telling.seat_cards import cards
from tests.desktop.games import ended


def test_hospital_cards_name_decision_author_and_quarter() -> None:
    session = ended()
    made = cards(
        session.voice,
        session.match.pack.model,
        session.match.night(),
        session.match.log,
        session.match.view(SPECTATOR).trusts.listed,
    )
    decided = [x for x in made if x.decided]
    assert decided
    for card in decided:
        said, role = next((s, r) for s, r in card.story if r)
        assert role is not None
        assert session.voice.office(role) in said or session.voice.title_of(role) in said
        assert said.startswith("Q")
        assert card.trust in said
