"""The clock against the plan, with a time that the test says."""

from __future__ import annotations

import pytest

from game.workshop.clock import Clock, said
from game.workshop.plan import plan_of

MINUTE = 60.0


def _clock() -> Clock:
    return Clock.begin(plan_of("90"), 1000.0)


def test_kept_to_the_minute_nothing_is_in_hand() -> None:
    clock = _clock()
    for at, _ in list(clock.plan.timed())[1:]:
        now = 1000 + at * MINUTE
        clock = clock.next_step(now)
        assert clock.read(now).in_hand == pytest.approx(0)
    assert clock.read(1000 + 90 * MINUTE).in_hand == pytest.approx(0)


def test_a_step_that_took_longer_is_time_behind() -> None:
    clock = _clock().next_step(1000 + 12 * MINUTE)
    assert clock.read(1000 + 12 * MINUTE).in_hand == pytest.approx(-4)
    early = _clock().next_step(1000 + 5 * MINUTE)
    assert early.read(1000 + 5 * MINUTE).in_hand == pytest.approx(3)


def test_time_over_in_a_step_counts_at_once() -> None:
    reading = _clock().read(1000 + 10 * MINUTE)
    assert (reading.step_left, reading.in_hand) == (pytest.approx(-2), pytest.approx(-2))


def test_a_skipped_round_gives_its_minutes_back() -> None:
    clock = _clock().at_round(1, 1000 + 13 * MINUTE)
    assert clock.plan.steps[clock.place].title == "Rounds 1 to 3"
    now = 1000 + 20 * MINUTE
    assert clock.at_kind("night", now).read(now).in_hand == pytest.approx(35)


def test_rounds_of_one_step_share_its_time() -> None:
    clock = _clock().at_round(1, 1000.0).at_round(2, 1000 + 7 * MINUTE)
    assert clock.read(1000 + 7 * MINUTE).step_left == pytest.approx(14)
    later = clock.at_round(4, 1000 + 21 * MINUTE)
    assert later.plan.steps[later.place].title == "Rounds 4 to 6"
    assert later.read(1000 + 21 * MINUTE).step_left == pytest.approx(21)


def test_the_first_round_has_no_clock_and_the_second_has() -> None:
    first = _clock().at_round(1, 0.0).begin_phase(2, 0.0)
    assert not first.expired(10_000.0)
    assert first.read(60.0).phase_left is None
    second = _clock().at_round(2, 0.0).begin_phase(2, 0.0)
    assert not second.expired(119.0)
    assert second.expired(120.0)


def test_a_pause_stops_the_phase_and_costs_minutes_in_hand() -> None:
    clock = _clock().at_round(2, 1000.0).begin_phase(2, 1000.0)
    before = clock.read(1030.0)
    clock = clock.pause(1030.0).pause(1050.0)
    assert clock.read(1090.0).paused
    assert not clock.expired(5000.0)
    clock = clock.resume(1090.0)
    after = clock.read(1090.0)
    assert after.phase_left == pytest.approx(before.phase_left)
    assert after.in_hand == pytest.approx(before.in_hand - 1)


def test_a_minute_more_is_a_minute_more() -> None:
    clock = _clock().at_round(2, 0.0).begin_phase(2, 0.0).extend(1)
    assert not clock.expired(179.0)
    assert clock.expired(180.0)
    step = _clock().extend(1)
    assert step.read(1000.0).step_left == pytest.approx(9)


def test_the_last_step_is_the_last() -> None:
    clock = _clock()
    for _ in range(20):
        clock = clock.next_step(1000.0)
    assert clock.read(1000.0).step.kind == "debrief"


def test_minutes_are_shown_as_a_clock_shows_them() -> None:
    assert said(7) == "7:00"
    assert said(-0.5) == "−0:30"
