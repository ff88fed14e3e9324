"""While the computer's players think: who, how far, a word to stop; and pictures don't wait."""

from __future__ import annotations

import time

import numpy as np
import pygame
import pytest

from game.desktop.match_session import Session
from game.desktop.screens.parts import thinking_sign
from game.desktop.screens.quarter.dashboard import Dashboard
from game.match import Match
from game.match.ai_seats import AiSeats, Thought
from game.scenario.schema.base import ROLES
from tests.desktop.driver import Driver
from tests.desktop.games import opened, pack, play, session, settle
from tests.desktop.people import seats


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> Driver:
    """A person and three hard players, where the talks of the second quarter have just begun."""
    monkeypatch.setattr(thinking_sign, "_SAID_AFTER", 0.0)
    match = Match.new(pack(), seats("secretary"), 3)
    play(match, "talks", 1)
    for role in ROLES:
        if role != "secretary":
            match.hand(role, "ai:hard")
    driver = opened(Session(match))
    quiet(driver)
    return driver


def quiet(driver: Driver) -> None:
    end = time.monotonic() + 120
    while driver.app.busy:
        assert time.monotonic() < end
        driver.step()
    settle(driver)


def to_orders(driver: Driver) -> None:
    driver.press("ctrl+return")
    if driver.has("Close them", "button"):
        driver.click("Close them")


def test_all_are_told_who_thinks_and_how_far_and_pictures_do_not_wait(three: Driver) -> None:
    """Processor time of this thread is counted: others may be using the machine."""
    to_orders(three)
    said, shares, frames = set(), [], []
    end = time.monotonic() + 120
    while three.app.busy:
        assert time.monotonic() < end
        began = time.thread_time()
        three.step()
        frames.append(time.thread_time() - began)
        for sem in three.all("progress"):
            if "thinking" in sem.label:
                said.add(sem.label.partition(" thinking")[0])
                shares.append(sem.state["value"])
        time.sleep(0.01)
    assert said == {"No 10 is", "Monitor and the Board are", "The Unions are"}
    assert max(shares) > 0.5
    assert max(frames[3:]) < 0.05, sorted(frames)[-3:]
    assert not three.has("Stop thinking")


def test_stop_thinking_takes_the_best_so_far(three: Driver) -> None:
    to_orders(three)
    end = time.monotonic() + 60
    while not three.has("Stop thinking", "button"):
        assert time.monotonic() < end
        three.step()
        time.sleep(0.005)
    assert three.faults() == []
    three.press("x")
    began = time.monotonic()
    quiet(three)
    sealed = [o.role for o in three.app.routes.session.view.offices if o.sealed]  # type: ignore[union-attr]
    assert len(sealed) == 3
    assert time.monotonic() - began < 20


def test_who_thinks_is_shown_without_building_the_picture_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now: list[Thought | None] = [None]
    monkeypatch.setattr(AiSeats, "thought", property(lambda _: now[0]))
    screen = Dashboard(session("secretary"))
    driver = Driver(screen)
    quiet(driver)
    before = pygame.surfarray.array3d(driver.app.brush.surface)
    built: list[object] = []
    monkeypatch.setattr(screen, "build", built.append)
    for thinker in (Thought("unions", 0.5, 2.0), Thought("number10", 0.1, 2.0)):
        now[0] = thinker
        assert not screen.sign.tick(driver.app)
        driver.step()
        assert driver.has("Stop thinking")
        (bar,) = (s for s in driver.all("progress") if "thinking" in s.label)
        assert bar.state["value"] == pytest.approx(thinker.share)
    now[0] = None
    assert not screen.sign.tick(driver.app)
    driver.step()
    assert not driver.has("Stop thinking")
    assert np.array_equal(pygame.surfarray.array3d(driver.app.brush.surface), before)
    assert not built
