"""Events: which come up, who answers, what an answer costs and does."""

from __future__ import annotations

from collections import Counter

import pytest

from game.errors import IllegalCommandError
from game.rules import engine
from game.rules import events as drawn_events
from game.rules.state.commands import Advance, AnswerEvent
from game.rules.state.facts import EventAnswered, EventDrawn
from game.scenario.schema.cards import Event
from tests.rules import fixtures, small_cards
from tests.rules.fixtures import Game
from tests.rules.small_cards import shock


def event(name: str, **more: object) -> Event:
    return Event.model_validate(
        {
            "id": name,
            "title": f"Event {name}",
            "prose": small_cards.PROSE,
            "answers": "unions",
            "options": [
                {"id": "yes", "title": "Yes", "prose": "It is agreed to."},
                {"id": "no", "title": "Refuse", "prose": "It is not agreed to."},
            ],
            **more,
        }
    )


def drawn(*events: Event, seed: int = 7, crisis: bool = False) -> tuple[str, ...]:
    game = Game(fixtures.pack(events=events, crisis=crisis, agendas=()), seed)
    told = game.do(Advance())
    return tuple(h.event for h in told if isinstance(h, EventDrawn))


def test_no_event_no_event_phase() -> None:
    game = Game(fixtures.pack(events=(), agendas=()))
    game.do(Advance())
    assert game.board.phase == "talks"


def test_one_comes_up_and_two_in_a_crisis() -> None:
    events = tuple(event(f"event_{i}") for i in range(5))
    assert len(drawn(*events)) == 1
    assert len(set(drawn(*events, crisis=True))) == 2


def test_dated_events_come_first_then_the_spine_and_neither_takes_a_place() -> None:
    events = (event("common"), event("spine_two", spine=2), event("spine_one", spine=1),
              event("dated", on="2013Q4"), event("spine_three", spine=3))  # fmt: skip
    assert drawn(*events) == ("dated", "spine_one", "spine_two", "common")
    assert drawn(*events[1:3]) == ("spine_one", "spine_two")
    assert drawn(*events, crisis=True) == ("dated", "spine_one", "spine_two", "common")


def test_a_spine_waits_for_its_turn_when_a_quarter_is_full() -> None:
    spine = tuple(event(f"spine_{i}", spine=i) for i in range(3))
    game = Game(fixtures.pack(events=spine, agendas=())).to("event")
    assert game.board.events == ("spine_0", "spine_1")
    game.to("talks").to("event")
    assert game.board.events == ("spine_2",)


def test_events_of_the_scenarios_own_text_come_up_more_often() -> None:
    events = (event("other", claims=["001.1"]), event("own", claims=["000.1", "001.2"]))

    def owned(text: str) -> int:
        found = 0
        for seed in range(200):
            pack = fixtures.pack(events=events, agendas=(), text=text)
            told = Game(pack, seed).do(Advance())
            found += "own" in {h.event for h in told if isinstance(h, EventDrawn)}
        return found

    assert 80 <= owned("all") <= 120
    assert 115 <= owned("000") <= 152  # two in three


def test_an_event_needs_its_trigger_its_period_and_its_day() -> None:
    events = (
        event("untrue", trigger={"figure": "waits", "above": 1000}),
        event("past", period={"last": "2013Q3"}),
        event("later", on="2014Q1"),
    )
    assert drawn(*events) == ()


def test_a_heavier_event_comes_up_more_often() -> None:
    events = (event("light"), event("heavy", weight=9))
    found = Counter(drawn(*events, seed=seed)[0] for seed in range(200))
    assert 155 <= found["heavy"] <= 198


def test_closing_one_event_leaves_the_luck_of_the_others() -> None:
    events = tuple(event(f"event_{i}") for i in range(6))
    shut = tuple(
        e if e.id != "event_2" else event("event_2", period={"last": "2013Q3"}) for e in events
    )
    for seed in range(30):
        before = drawn(*events, seed=seed)
        if before != ("event_2",):
            assert drawn(*shut, seed=seed) == before


def test_luck_foreseen_for_many_games_is_each_ones_own() -> None:
    events = tuple(event(f"event_{i}") for i in range(6))
    pack = fixtures.pack(events=events, agendas=())
    seeds = range(drawn_events.MANY + 40)  # more than are kept
    drawn_events.foresee(pack, seeds)
    for seed in seeds[:: drawn_events.MANY // 8]:
        position = Game(pack, seed=seed).position
        alone = Game(fixtures.pack(events=events, agendas=()), seed=seed).position
        assert drawn_events.draw(pack, position)[1] == drawn_events.draw(pack, alone)[1]


def test_an_event_happens_once_unless_it_repeats() -> None:
    game = Game(fixtures.pack(agendas=()))
    seen: Counter[str] = Counter()
    while game.board.phase != "ended":
        for h in game.do(game.simplest()):
            if isinstance(h, EventAnswered):
                seen[h.event] += 1
    assert seen["winter"] == 1
    assert seen["murmurs"] > 1


def test_an_answer_takes_effect_and_is_paid_for() -> None:
    game = Game(fixtures.pack(events=(small_cards.EVENTS[0],))).to("event")
    before = game.board.office("secretary").clout
    told = game.do(AnswerEvent(role="secretary", event="murmurs", option="detail"))
    assert isinstance(told[0], EventAnswered)
    assert game.board.office("secretary").clout == before - 100
    assert game.board.committed_k == 50_000
    assert {m.source for m in game.board.modifiers} == {"murmurs/detail"}
    assert game.board.past.events == (("murmurs", "detail", game.board.quarter),)
    assert game.board.phase == "talks"


def test_only_the_named_office_answers_and_only_what_waits() -> None:
    game = Game(fixtures.pack(events=(small_cards.EVENTS[0],))).to("event")
    for wrong in (
        AnswerEvent(role="unions", event="murmurs", option="hold"),
        AnswerEvent(role="secretary", event="winter", option="plan"),
        AnswerEvent(role="secretary", event="no_such_event", option="hold"),
        AnswerEvent(role="secretary", event="murmurs", option="no_such_option"),
    ):
        with pytest.raises(IllegalCommandError):
            game.do(wrong)
    with pytest.raises(IllegalCommandError):
        game.do(Advance())


def test_an_option_too_dear_is_refused_and_a_free_one_always_open() -> None:
    dear = event(
        "dear",
        options=[
            {"id": "pay", "title": "Pay", "prose": "It is paid for at once.", "clout": 4,
             "purse_m": 900},
            {"id": "free", "title": "Free", "prose": "Nothing is paid for.",
             "effects": [shock("morale", -1)]},
        ],
    )  # fmt: skip
    game = Game(fixtures.pack(events=(dear,))).to("event")
    with pytest.raises(IllegalCommandError, match="£900m"):
        game.do(AnswerEvent(role="unions", event="dear", option="pay"))
    game.do(AnswerEvent(role="unions", event="dear", option="free"))


def test_two_events_are_both_answered_before_the_talks() -> None:
    events = (event("one"), event("two", answers="monitor"))
    game = Game(fixtures.pack(events=events, crisis=True, agendas=())).to("event")
    assert {p.role for p in engine.pending(game.pack, game.position)} == {"unions", "monitor"}
    game.do(AnswerEvent(role="monitor", event="two", option="yes"))
    assert game.board.phase == "event"
    game.do(AnswerEvent(role="unions", event="one", option="no"))
    assert game.board.phase == "talks"


def test_what_is_eligible_reads_the_truth() -> None:
    hidden = event("hidden", trigger={"figure": "coalition_strain", "above": 1})
    game = Game(fixtures.pack(events=(hidden,), agendas=()))
    assert [e.id for e in drawn_events.eligible(game.pack, game.position)] == ["hidden"]
