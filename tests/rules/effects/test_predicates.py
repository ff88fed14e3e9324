"""Conditions as data, asked of the truth and of what a role knows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from game.rules.effects.predicates import holds, known, of_figures, truth
from game.rules.state.counts import bump
from game.rules.state.position import Board, Modifier, Past
from game.scenario.schema.conditions import Asks, Condition
from game.world import quarter_calendar
from tests.rules.fixtures import Game

NOW = quarter_calendar.parse("2014Q3")


def board(**changes: Any) -> Board:
    made = replace(Game().board, quarter=NOW, **changes)
    assert isinstance(made, Board)
    return made


def ask(question: dict[str, Any], b: Board | None = None) -> bool:
    game = Game()
    asked = truth(game.pack, b or board(), game.position.world)
    return holds(Condition.model_validate(question), asked)


def test_no_condition_always_holds() -> None:
    game = Game()
    assert holds(None, truth(game.pack, game.board, game.position.world))


def test_bounds_are_strict() -> None:
    game = Game()
    world = game.position.world.copy()
    from game.world.figure_names import GAUGE_INDEX

    world.gauge[GAUGE_INDEX["morale"], 0] = 50_000
    asked = truth(game.pack, game.board, world)
    for bound, expected in (({"above": 50}, False), ({"above": 49.999}, True),
                            ({"below": 50}, False), ({"below": 50.001}, True),
                            ({"above": 40, "below": 60}, True)):  # fmt: skip
        assert holds(Condition(figure="morale", **bound), asked) is expected


def test_changes_and_ratios_are_against_the_start() -> None:
    b = board(start_figures=(("waits", 40.0), ("morale", 10.0)))
    waits = float(Game().position.world.metric_of("waits")[0])
    assert ask({"figure": "waits", "above": waits - 40.5, "change": True}, b)
    assert not ask({"figure": "waits", "above": waits - 39.5, "change": True}, b)
    assert ask({"figure": "waits", "below": waits / 40 + 0.01, "ratio": True}, b)


@pytest.mark.parametrize(
    ("outcome", "quarter", "within", "expected"),
    [
        ("full", NOW, None, True),
        ("half", NOW - 5, None, True),
        ("cancelled", NOW, None, False),
        ("fizzled", NOW, None, False),
        ("full", NOW - 1, 1, False),
        ("full", NOW - 1, 2, True),
        ("full", NOW, 1, True),
    ],
)
def test_a_lever_was_used(outcome: Any, quarter: int, within: int | None, expected: bool) -> None:
    past = Past(orders=(("unions", "strike", quarter, outcome),))
    within_ = {} if within is None else {"within": within}
    assert ask({"used": "strike", **within_}, board(past=past)) is expected
    assert ask({"tagged": "strike", **within_}, board(past=past)) is expected
    assert not ask({"used": "ballot", **within_}, board(past=past))


def test_a_flag_lives_as_long_as_its_effect() -> None:
    def flagged(first: int, last: int | None) -> bool:
        m = Modifier("ballot", "unions", 0, first, last)
        return ask({"flag": "balloted"}, board(modifiers=(m,)))

    assert flagged(NOW, NOW) and flagged(NOW - 3, None)
    assert not flagged(NOW + 1, None) and not flagged(NOW - 3, NOW - 1)


def test_counts_are_asked_like_figures() -> None:
    past = bump(Past(), [("strikes", 2)])
    assert ask({"count": "strikes", "above": 1}, board(past=past))
    assert not ask({"count": "strikes", "above": 2}, board(past=past))
    assert ask({"count": "takeovers", "below": 1}, board(past=past))


def test_the_calendar_and_the_year_end() -> None:
    assert ask({"from_quarter": "2014Q3"}) and ask({"to_quarter": "2014Q3"})
    assert not ask({"from_quarter": "2014Q4"}) and not ask({"to_quarter": "2014Q2"})
    assert ask({"from_quarter": "2014Q1", "to_quarter": "2014Q4"})
    assert ask({"year_end": False})
    assert ask({"year_end": True}, replace(board(), quarter=quarter_calendar.parse("2015Q1")))


def test_events_and_their_answers() -> None:
    b = board(past=Past(events=(("murmurs", "hold", NOW - 1),)))
    assert ask({"event": "murmurs"}, b)
    assert ask({"event": "murmurs", "option": "hold"}, b)
    assert not ask({"event": "murmurs", "option": "detail"}, b)
    assert not ask({"event": "murmurs", "within": 1}, b)


def test_all_any_and_not() -> None:
    yes, no = {"to_quarter": "2099Q1"}, {"to_quarter": "1999Q1"}
    assert ask({"all": [yes, yes]}) and not ask({"all": [yes, no]})
    assert ask({"any": [no, yes]}) and not ask({"any": [no, no]})
    assert ask({"no": no}) and not ask({"no": yes})


def test_a_role_is_answered_from_what_it_knows() -> None:
    game = Game()
    strain = float(game.position.world.gauge_of("coalition_strain")[0])
    question = Condition(figure="coalition_strain", above=strain - 1)
    assert holds(question, known(game.pack, game.position, "number10"))
    assert not holds(question, known(game.pack, game.position, "unions"))
    published = dict(game.board.published[0].values)["trusts_at_risk"]
    exactly = Condition(figure="trusts_at_risk", above=published - 0.5, below=published + 0.5)
    assert holds(exactly, known(game.pack, game.position, "secretary"))


def test_what_is_not_known_neither_exceeds_nor_falls_short() -> None:
    game = Game()
    for bound in ({"above": -1e9}, {"below": 1e9}):
        unknown = Condition(figure="coalition_strain", **bound)
        assert not holds(unknown, known(game.pack, game.position, "unions"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({"figure": "morale", "above": 50}, True),
        ({"figure": "morale", "above": 5, "change": True}, True),
        ({"year_end": True}, True),
        ({"from_quarter": "2014Q1"}, True),
        ({"path": "tariff_pct", "below": 0}, True),
        ({"count": "strikes", "above": 0}, False),
        ({"used": "strike"}, False),
        ({"tagged": "staff", "within": 2}, False),
        ({"flag": "balloted"}, False),
        ({"event": "winter"}, False),
    ],
)
def test_what_orders_change_at_once_is_told_from_figures_and_time(
    question: dict[str, Any], expected: bool
) -> None:
    plain = {"figure": "waits", "below": 60}
    for asked in (
        question,
        {"no": question},
        {"all": [plain, question]},
        {"any": [{"no": {"all": [question, plain]}}, plain]},
    ):
        assert of_figures(Condition.model_validate(asked)) is expected


#: Of each question one that holds and one that does not, of the board below.
HOLDS_AND_NOT: dict[Asks, tuple[dict[str, Any], dict[str, Any]]] = {
    "figure": ({"figure": "morale", "above": -1}, {"figure": "morale", "above": 101}),
    "count": ({"count": "strikes", "above": 0}, {"count": "takeovers", "above": 0}),
    "path": ({"path": "tariff_pct", "below": 90}, {"path": "tariff_pct", "above": 90}),
    "used": ({"used": "strike"}, {"used": "attack"}),
    "tagged": ({"tagged": "strike"}, {"tagged": "market"}),
    "flag": ({"flag": "balloted"}, {"flag": "other"}),
    "event": ({"event": "murmurs"}, {"event": "winter"}),
    "quarter": ({"from_quarter": "2014Q3"}, {"to_quarter": "2014Q2"}),
    "year_end": ({"year_end": False}, {"year_end": True}),
    "all": ({"all": [{"used": "strike"}]}, {"all": [{"used": "attack"}]}),
    "any": ({"any": [{"used": "strike"}]}, {"any": [{"used": "attack"}]}),
    "no": ({"no": {"used": "attack"}}, {"no": {"used": "strike"}}),
}


@pytest.mark.parametrize("asks", get_args(Asks))
def test_each_question_can_hold_and_not(asks: Asks) -> None:
    yes, no = HOLDS_AND_NOT[asks]
    assert Condition.model_validate(yes).asks == Condition.model_validate(no).asks == asks
    past = Past(
        events=(("murmurs", "hold", NOW - 1),), orders=(("unions", "strike", NOW - 1, "full"),)
    )
    b = board(
        past=bump(past, [("strikes", 1)]), modifiers=(Modifier("ballot", "unions", 0, NOW, None),)
    )
    assert ask(yes, b) and not ask(no, b)
    position = replace(Game().position, board=b)
    asked = known(Game().pack, position, "unions")
    assert holds(Condition.model_validate(yes), asked)
    assert not holds(Condition.model_validate(no), asked)
