"""Work beside the pictures: asked for once, shown when it has come, refused in a sentence."""

from __future__ import annotations

import threading
import time

import pytest

from game.desktop.background import BackgroundWork
from game.errors import InputError


def done(work: BackgroundWork[int], key: str) -> int | InputError | None:
    end = time.monotonic() + 10
    while work.doing(key):
        assert time.monotonic() < end
        time.sleep(0.001)
    return work.get(key)


def test_it_is_made_once_and_does_not_hold_up_who_asks() -> None:
    work: BackgroundWork[int] = BackgroundWork()
    go, made = threading.Event(), []

    def make() -> int:
        go.wait(10)
        made.append(1)
        return 7

    assert work.ask("a", make) is None
    assert work.ask("a", make) is None
    assert work.busy
    go.set()
    assert done(work, "a") == 7
    assert work.ask("a", make) == 7
    assert made == [1]
    assert work.news()
    assert not work.news()
    assert not work.busy


def test_a_refusal_is_kept_as_its_sentence() -> None:
    work: BackgroundWork[int] = BackgroundWork()

    def make() -> int:
        raise InputError("There is no such quarter.")

    work.ask("a", make)
    found = done(work, "a")
    assert isinstance(found, InputError)
    assert found.sentence == "There is no such quarter."


def test_a_fault_ends_in_a_sentence_too_and_not_in_waiting_for_ever(
    caplog: pytest.LogCaptureFixture,
) -> None:
    work: BackgroundWork[int] = BackgroundWork()
    work.ask("a", lambda: 1 // 0)
    assert isinstance(done(work, "a"), InputError)
    assert "ZeroDivisionError" in caplog.text
