"""Every event is shown whole, with its answer, whoever gives it, and waits for a key."""

from __future__ import annotations

import re

import pytest

from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.desktop.screens.quarter.answered_event import AnsweredEvent
from game.rules.state.facts import EventAnswered
from game.scenario.schema.base import ROLES, Role
from game.telling.beats import ARROWS
from game.telling.formatting import clean
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game, play


def _answered_by_another(quarters: int = 0) -> tuple[Session, EventAnswered]:
    """A game in which an AI has just answered: the person has a seat that was not asked."""
    asked = game("event", quarters=quarters).view.events[0].answers
    me: Role = next(r for r in ROLES if r != asked)
    session = game("event", quarters=quarters, humans=(me,))
    while session.match.step_ai() and session.unshown_event() is None:
        pass
    session.forget()
    fact = session.unshown_event()
    assert fact is not None and fact.role == asked
    return session, fact


def test_another_office_s_event_is_shown_whole_with_its_answer() -> None:
    session, fact = _answered_by_another()
    spec = session.voice.scenario.event(fact.event)
    driver = Driver(screen_of(session), motion=False)
    words = driver.words()
    assert spec.title in words and spec.prose.split()[0] in words
    assert all(session.voice.option(fact.event, o.id) in words for o in spec.options)
    assert words.count("answered:") == 1
    driver.wait(60)
    assert spec.title in driver.words(), "it waits for a key"


@pytest.mark.parametrize("key", ["return", "ctrl+return"])
def test_it_goes_on_at_a_key_and_is_shown_once(key: str) -> None:
    """Ctrl+Enter, which goes on elsewhere, does here too."""
    session, fact = _answered_by_another()
    driver = Driver(screen_of(session), motion=False)
    driver.press(key)
    for _ in range(8):
        driver.step()
        screen = driver.app.screen
        assert not (isinstance(screen, AnsweredEvent) and screen.fact == fact)


def test_one_s_own_answers_point_where_they_pointed_before_the_choice() -> None:
    asked = game("event").view.events[0]
    session = game("event", humans=(asked.answers,))
    driver = Driver(screen_of(session), motion=False)
    while not session.forecast.ready:
        driver.step()
    seen = {x[0]: session.forecast[f"{asked.event}/{x[0]}"][:ARROWS] for x in asked.options}
    driver.press("1")
    screen = driver.app.screen
    assert isinstance(screen, AnsweredEvent)
    assert screen.beat.arrows == seen[screen.fact.option]
    for other, (option, arrows) in zip(
        screen.beat.others,
        ((o, a) for o, a in seen.items() if o != screen.fact.option),
        strict=True,
    ):
        assert (other.title, other.arrows) == (session.voice.option(asked.event, option), arrows)


def test_several_people_are_shown_what_all_may_read() -> None:
    asked = game("event").view.events[0]
    other: Role = next(r for r in ROLES if r != asked.answers)
    session = game("event", humans=(asked.answers, other))
    session.look(asked.answers)
    while not session.forecast.ready:
        session.forecast.think(0.1)
    session.foresee(asked.event)
    assert session.foreseen == {}


def test_one_s_own_answer_gets_its_reply() -> None:
    asked = game("event").view.events[0]
    session = game("event", humans=(asked.answers,))
    driver = Driver(screen_of(session), motion=False)
    driver.press("1")
    screen = driver.app.screen
    assert isinstance(screen, AnsweredEvent) and screen.fact.event == asked.event
    printed = session.voice.printed(asked.event, screen.fact.option)
    assert printed is not None and all(text in driver.words() for text in printed)
    driver.press("return")
    assert session.unshown_event() is None or session.unshown_event() != screen.fact


def test_it_shows_where_the_answer_points_and_nobody_s_second_person() -> None:
    session, fact = _answered_by_another()
    driver = Driver(screen_of(session), motion=False)
    option = next(
        o for o in session.voice.scenario.event(fact.event).options if o.id == fact.option
    )
    assert clean(option.prose, 400) in driver.words()
    assert not re.search(r"\b[Yy]our?\b", option.prose)
    assert "It points at:" in driver.words()


def test_what_was_gone_back_behind_is_shown_again() -> None:
    session, fact = _answered_by_another()
    session.shown_event(fact)
    assert session.unshown_event() is None
    play(session.match, "bulletin", 1)
    session.match.rewind(0)
    session.forget()
    assert session.unshown_event() is None
    play(session.match, "talks")
    again = session.unshown_event()
    assert again is not None and again.event == fact.event


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_it_fits(size: tuple[int, int], text: float) -> None:
    session, _ = _answered_by_another(1)
    assert Driver(screen_of(session), size, text, motion=False).faults() == []
