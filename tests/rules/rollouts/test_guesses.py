"""Guesses played on: the market is run, and what was done then can be done in other courses."""

from __future__ import annotations

import pytest

from game.rules.constants import CLOUT_CAP, CLOUT_INCOME
from game.rules.rollouts.guesses import (
    Guess,
    LaterDoings,
    agreed,
    answered,
    awaited,
    gone_on,
    guessed,
    later_doings,
    opened,
    seen,
    with_later,
)
from game.rules.rollouts.outlook import Horizon, outlook
from game.rules.state.commands import AnswerEvent, Order, Seal
from game.rules.views.builder import view
from game.scenario.schema.base import ROLES
from tests.rules.rollouts.test_outlook import PACK, SEATS, first_orders

EMPTY = [Seal(role=role) for role in ROLES]


@pytest.fixture(scope="module")
def course() -> Guess:
    """A guess of the first quarter with four empty sheets opened."""
    (guess,) = guessed(PACK, view(PACK, first_orders(), "secretary"), [3])
    return opened(PACK, guess, EMPTY)


def test_who_goes_on_stands_a_quarter_later(course: Guess) -> None:
    (later,) = gone_on(PACK, [course])
    assert later.board.quarter == course.board.quarter + 1
    assert later.board.phase == "bulletin" and later.world.quarter == course.board.quarter


def test_what_was_done_later_is_done_in_another_course_too(course: Guess) -> None:
    """Played on, or with what was done added to the quarter before: the markets are the same."""
    (began,) = gone_on(PACK, [course])
    later = agreed(PACK, began)
    while (item := awaited(PACK, later)[0]).kind == "answer":
        assert item.role is not None
        (event,) = [e for e in seen(PACK, later, item.role).events if e.answers == item.role]
        option = next(o for o, _, _, closed in event.options if not closed)
        later = answered(PACK, later, AnswerEvent(role=item.role, event=event.event, option=option))
    menu = seen(PACK, later, "secretary").menu.open
    order = next(o for o in menu if not (o.trusts or o.roles or o.tags or o.purse_m))
    sheets = [*EMPTY[1:], Seal(role="secretary", orders=(Order(lever=order.lever),))]
    done = opened(PACK, later, sheets)
    doings = later_doings("secretary", began, done)
    assert doings.modifiers and doings.cost >= round(100 * order.clout)
    both = with_later(course, "secretary", doings)
    for role in ROLES:
        by_steps = outlook(PACK, role, [done], Horizon(3, SEATS))
        at_once = outlook(PACK, role, [both], Horizon(4, SEATS))
        night = [
            n for n, term in enumerate(PACK.scenario.scoring.roles[role]) if term.value == "seats"
        ]
        assert (by_steps.points[night] == at_once.points[night]).all()


def test_what_comes_later_is_paid_from_the_next_income(course: Guess) -> None:
    clout = course.board.office("unions").clout
    left = min(CLOUT_CAP, clout + CLOUT_INCOME)
    paid = with_later(course, "unions", LaterDoings((), left - 100))
    assert paid.board.office("unions").clout == 100
    overdrawn = with_later(course, "unions", LaterDoings((), left + 100))
    assert overdrawn.board.office("unions").clout == 0
