"""Injects: an event that the facilitator lets come up is answered as any, and moves no other."""

from __future__ import annotations

import pytest

from game.errors import IllegalCommandError
from game.rules.state.commands import Advance, AnswerEvent, Inject, Seal
from game.rules.state.facts import EventDrawn, EventInjected
from game.scenario.schema.base import ROLES
from game.scenario.schema.cards import Event
from game.scenario.schema.conditions import Condition
from tests.rules import fixtures
from tests.rules.fixtures import Game
from tests.rules.test_events import event

NEVER = {"trigger": {"figure": "treasury_nerves", "above": 99}}
CARDS = (event("common", repeats=True), event("kept_back", **NEVER))


def game(*events: Event, seed: int = 7) -> Game:
    return Game(fixtures.pack(events=events or CARDS, agendas=()), seed)


def came_up(told: object) -> list[str]:
    return [fact.event for fact in told if isinstance(fact, EventDrawn)]  # type: ignore[attr-defined]


def test_it_comes_first_and_takes_no_other_event_s_place() -> None:
    plain, led = game(), game()
    led.do(Inject(event="kept_back"))
    assert came_up(led.do(Advance())) == ["kept_back", *came_up(plain.do(Advance()))]


def test_it_is_answered_as_any_event_and_its_answer_has_its_effects() -> None:
    led = game()
    led.do(Inject(event="kept_back"), Advance())
    with pytest.raises(IllegalCommandError, match="waits for an answer"):
        led.do(Advance())
    led.do(AnswerEvent(role="unions", event="kept_back", option="no"))
    assert led.board.past.events == (("kept_back", "no", led.board.quarter),)


def test_in_the_talks_it_comes_up_at_once_and_the_talks_go_on_after_it() -> None:
    led = game(CARDS[1])
    led.do(Advance())
    assert led.board.phase == "talks"
    assert came_up(led.do(Inject(event="kept_back"))) == ["kept_back"]
    assert led.board.phase == "event"
    led.do(AnswerEvent(role="unions", event="kept_back", option="yes"))
    assert led.board.phase == "talks"


def test_beside_an_event_that_waits_it_waits_too() -> None:
    led = game()
    led.do(Advance(), Inject(event="kept_back"))
    assert led.board.events == ("kept_back", "common")


def test_next_is_the_next_quarter_s_draw() -> None:
    led = game(CARDS[1])
    led.do(Inject(event="kept_back", when="next"), Advance())
    assert led.board.phase == "talks"
    led.to("papers")
    led.do(Advance())
    assert came_up(led.do(Advance())) == ["kept_back"]


def test_a_condition_is_waited_for() -> None:
    led = game(CARDS[1])
    used = Condition.model_validate({"used": "speech"})
    led.do(Inject(event="kept_back", when=used))
    assert came_up(led.do(Advance())) == []
    led.orders(number10="speech")
    led.do(Advance(), Advance())
    assert came_up(led.do(Advance())) == ["kept_back"]


def test_it_leaves_the_luck_of_later_draws_as_it_was() -> None:
    events = (*(event(f"event_{i}", repeats=True) for i in range(6)), CARDS[1])
    plain, led = game(*events), game(*events)
    led.do(Inject(event="kept_back"))
    drawn: dict[str, list[str]] = {"plain": [], "led": []}
    for name, one in (("plain", plain), ("led", led)):
        while one.board.phase != "campaign":
            drawn[name] += came_up(one.do(one.simplest()))
    assert [e for e in drawn["led"] if e != "kept_back"] == drawn["plain"]


def test_nobody_at_the_table_is_told_of_it_before_it_comes_up() -> None:
    (told,) = game().do(Inject(event="kept_back", when="next"))
    assert isinstance(told, EventInjected)
    assert told.seen_by == ()


def test_the_digest_of_a_game_without_one_is_as_it_was_before_there_were_any() -> None:
    from game.rules import engine

    plain, led = game(), game()
    before = engine.digest(plain.position)
    led.do(Inject(event="kept_back", when="next"))
    assert engine.digest(plain.position) == before
    assert engine.digest(led.position) != before


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Inject(event="nothing_known"), "has no event 'nothing_known'"),
        (Inject(event="late"), "is not of this period: it may come up in 2014Q2 to 2015Q1"),
        (Inject(event="long_ago"), "is not of this scenario's period"),
    ],
)
def test_what_can_t_come_up_is_refused_in_a_sentence(asked: Inject, said: str) -> None:
    led = game(
        *CARDS,
        event("late", period={"first": "2014Q2"}),
        event("long_ago", period={"last": "2012Q1"}),
    )
    before = led.position
    with pytest.raises(IllegalCommandError, match=said):
        led.do(asked)
    assert led.position is before


def test_once_is_once() -> None:
    led = game(CARDS[1])
    led.do(Inject(event="kept_back", when="next"))
    with pytest.raises(IllegalCommandError, match="is waiting to come up already"):
        led.do(Inject(event="kept_back"))
    answered = game(CARDS[1])
    answered.do(Inject(event="kept_back"), Advance())
    answered.do(AnswerEvent(role="unions", event="kept_back", option="yes"))
    with pytest.raises(IllegalCommandError, match="has come up already"):
        answered.do(Inject(event="kept_back", when="next"))


def test_not_while_the_sheets_are_open_and_not_when_no_quarter_is_left() -> None:
    led = game(CARDS[1]).to("orders")
    with pytest.raises(IllegalCommandError, match="for the next quarter"):
        led.do(Inject(event="kept_back"))
    last = game(CARDS[1]).to("campaign")
    with pytest.raises(IllegalCommandError, match="No quarter is left"):
        last.do(Inject(event="kept_back"))


def test_the_game_goes_on_to_its_end_with_injects_in_it() -> None:
    led = game()
    led.do(Inject(event="kept_back", when="next"))
    led.to("campaign")
    led.do(*(Seal(role=role) for role in ROLES))
    assert led.board.phase == "ended"
    (inject,) = led.board.injects
    assert inject.drawn == inject.asked + 1
