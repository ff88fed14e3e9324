"""An event and its answers are seen whole at once: nobody scrolls to read what they decide."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from unittest.mock import patch

import pytest

from game.desktop.kit.pictures import Vignette
from game.desktop.kit.scroll import Scroll
from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.desktop.screens.quarter.phase_panel import scene
from game.match import Match
from game.rules.state.position import Position
from game.rules.state.replace import replace
from game.rules.state.view import SeenDeal
from game.rules.views.forecast import Forecast
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.telling.pitch import spoken
from tests.desktop import every_screen
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game, opened

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


def talks_with(wanted: Callable[[SeenDeal], bool], *humans: Role) -> tuple[Session, Driver]:
    """The first game in whose talks there is such a deal, and its screen."""
    for seed in range(3, 40):
        session = game("talks", quarters=1, humans=humans, seed=seed)
        driver = opened(session)
        if any(wanted(d) for d in session.match.view(humans[0]).deals):
            return session, driver
    raise AssertionError("no game has such a deal in its talks")


def test_in_the_talks_offers_are_spoken_answered_and_made_beside_the_map() -> None:
    session, driver = talks_with(
        lambda d: d.state == "offered" and d.terms.other == "secretary", "secretary"
    )
    view = session.match.view("secretary")
    waiting = [d for d in view.deals if d.state == "offered" and d.terms.other == "secretary"]
    assert spoken(session.voice, waiting[0].terms, "secretary") in driver.words()
    assert driver.has("Close the talks", "button")

    made = sum(d.terms.offerer == "secretary" for d in view.deals)
    driver.click("Make an offer", "tab")
    driver.click("Offer it", "button")

    view = session.match.view("secretary")
    assert sum(d.terms.offerer == "secretary" for d in view.deals) == made + 1


def test_who_looks_from_outside_reads_public_deals_and_can_answer_none() -> None:
    session, driver = talks_with(
        lambda d: d.state in ("offered", "live") and not d.terms.secret, "secretary", "unions"
    )
    assert session.role is None
    assert any(d.state in ("offered", "live") for d in session.view.deals)
    assert not any(driver.has(label, "button") for label in ("Accept", "Offer it", "Counter"))
    assert driver.faults() == []


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_the_bulletin_says_what_was_published_made_of_one_s_score(
    size: tuple[int, int], text: float
) -> None:
    session = game("bulletin", quarters=2)
    driver = opened(session, size, text)
    own = session.view.own_score
    assert own is not None and own.score is not None
    words = driver.words()
    assert "Published: your score" in words
    moved = [t.name for t in own.terms if abs((t.points or 0) - (t.before or 0)) >= 0.05]
    assert moved and all(name in words for name in moved)
    assert driver.faults() == []


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


def test_what_an_event_s_words_leave_empty_is_drawn_on() -> None:
    driver = opened(game("event"), (1920, 1080))
    (drawing,) = [n for n in driver.app.layers[0].walk() if isinstance(n, Vignette)]
    assert drawing.rect.h >= driver.app.theme.px(drawing.least)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_first_bulletin_sets_the_scene_and_does_not_repeat_its_headline(scenario: str) -> None:
    about = pack(scenario).scenario
    said = scene(about)
    assert 60 < len(said) <= 320 and said.endswith(".")
    if said != about.tagline:
        assert " ".join(about.background.split()).startswith(said)
    same = [x for x in said.rstrip(".").split(". ") if x in about.headline]
    assert not same


def test_a_scenario_of_ones_own_without_a_background_keeps_its_tagline() -> None:
    about = pack("december-2013").scenario.model_copy(update={"background": ""})
    assert scene(about) == about.tagline
