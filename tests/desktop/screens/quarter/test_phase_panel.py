"""An event and its answers are seen whole at once: nobody scrolls to read what they decide."""

from __future__ import annotations

from functools import lru_cache
from unittest.mock import patch

import pytest

from game.desktop.kit.scroll import Scroll
from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.match import Match
from game.rules.state.position import Position
from game.rules.state.replace import replace
from game.rules.views.forecast import Forecast
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from tests.desktop import every_screen
from tests.desktop.driver import Driver
from tests.desktop.games import game, opened

SCENARIOS = (
    "december-2013",
    "if-it-works",
    "honeymoon",
    "culling-the-herd",
    "saving-stps",
    "parliament",
)


@lru_cache(maxsize=1)
def pack(scenario: str) -> Pack:
    return loader.load(scenario)


class Asked(Match):
    """A table at which a certain event has come up."""

    def ask(self, event: str) -> None:
        board = replace(self._position.board, phase="event", events=(event,))
        self._position = Position(board, self._position.world)


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_every_event_is_seen_whole(scenario: str, size: tuple[int, int]) -> None:
    """With the coach's strip below, as a newcomer has it."""
    of = pack(scenario)
    match = Asked.new(of, dict.fromkeys(ROLES, "human"), 1)
    assert isinstance(match, Asked)
    session = Session(match)
    driver = Driver(screen_of(session), size)
    cut = {}
    for event in of.scenario.events:
        match.ask(event.id)
        driver.app.routes.play(session)
        driver.app.dirty()
        driver.step()
        (page,) = [
            node
            for layer in driver.app.layers
            for node in layer.walk()
            if isinstance(node, Scroll) and node.key == "event-answers"
        ]
        if page.over:
            cut[event.id] = page.over
    assert not cut


def test_an_offer_goes_out_only_when_it_is_confirmed() -> None:
    session = game("talks", quarters=1)
    driver = opened(session)

    def offered() -> int:
        return sum(d.terms.offerer == "secretary" for d in session.match.view("secretary").deals)

    before = offered()
    card = next(x for x in driver.all("card") if x.path.startswith("#offer-"))
    driver.click(card.label, "card")
    assert offered() == before
    driver.press("escape")
    assert offered() == before
    driver.click(card.label, "card")
    driver.click("Offer it", "button")
    assert offered() == before + 1


def test_an_event_s_answers_stand_still_while_their_arrows_are_worked_out() -> None:
    for size in ((1280, 720), (1920, 1080)):
        driver = every_screen.opened("event", size)
        session = driver.app.screen.session  # type: ignore[attr-defined]
        assert session.view.phase == "event"
        assert session.forecast.ready
        places = [(s.label, s.rect) for s in driver.all("card")]
        assert len(places) >= 2
        fresh = Forecast(session.match.pack, session.view)
        assert not fresh.ready
        with patch.object(type(session), "forecast", fresh):
            driver.app.layout()
            assert [(s.label, s.rect) for s in driver.all("card")] == places
