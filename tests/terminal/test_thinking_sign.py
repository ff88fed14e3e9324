"""Text play while a computer's player thinks: who, how far, and Ctrl-C to have it be enough."""

from __future__ import annotations

import io
import os
import signal
import threading

import pytest

from game.match import Match
from game.scenario import loader
from game.telling import Voice
from game.terminal import thinking_sign
from game.terminal.prompts import Console
from tests.match.test_ai_seats import RANDOM_UNIONS, Slow, made_slow

PACK = loader.load("december-2013")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Match:
    """A match in which the Unions think of their first sheet until they are told it is enough."""
    Slow.going.clear()
    monkeypatch.setattr("game.match.ai_seats.make", made_slow)
    monkeypatch.setattr(thinking_sign, "_SAID_AFTER", 0.0)
    monkeypatch.setattr(thinking_sign, "_LOOK", 0.02)
    match = Match.new(PACK, RANDOM_UNIONS, 3)
    while match.view("spectator").phase != "orders":
        match.step_ai()
    return match


def moved(match: Match, out: io.StringIO, *, screen: bool) -> bool:
    console = Console(io.StringIO(), out, screen=screen)
    voice = Voice.of(PACK.scenario, match.view("spectator"))
    return thinking_sign.step(match, console, voice)


def test_it_says_who_thinks_and_ctrl_c_takes_the_best_so_far(slow: Match) -> None:
    out = io.StringIO()
    before = signal.getsignal(signal.SIGINT)
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    while slow.view("spectator").phase == "orders":
        assert moved(slow, out, screen=True)
    assert "The Unions are thinking … Ctrl-C: enough." in out.getvalue()
    assert signal.getsignal(signal.SIGINT) is before


def test_a_script_waits_in_silence(slow: Match) -> None:
    out = io.StringIO()
    Slow.going.set()
    while slow.view("spectator").phase == "orders":
        assert moved(slow, out, screen=False)
    assert not out.getvalue()
