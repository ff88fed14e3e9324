"""AI seats in a match: replaced where they fail, asked in pieces, changed in mid-game."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.journal.format import Played, SeatEntry
from game.match import Match
from game.match.ai_seats import PlayerFailedError
from game.players import Player, make
from game.players.persona.persona import Persona
from game.players.random_player import RandomPlayer
from game.rules.state.commands import Order, Seal
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from tests.match.conftest import PERSONAS

RANDOM_UNIONS: dict[Role, str] = {**PERSONAS, "unions": "ai:random"}


def test_a_player_that_raises_is_replaced_by_a_persona_and_said_so(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: RandomPlayer, view: View) -> Seal:
        raise ZeroDivisionError("secrets of its own")

    monkeypatch.setattr(RandomPlayer, "seal", broken)
    with Match.new(pack, RANDOM_UNIONS, 3, tmp_path / "g.jsonl") as match:
        match.run_ai()
        assert match.ended
        assert match.seats["unions"] == "ai:persona"
        (said,) = match.ais.notices
        assert "the Unions failed (ZeroDivisionError)" in said and "secrets" not in said
        changed = [e for e in match.journal.entries if isinstance(e, SeatEntry)]
        assert [(e.role, e.seat) for e in changed] == [("unions", "ai:persona")]


def test_a_player_that_breaks_the_rules_is_replaced_too(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlawful(self: RandomPlayer, view: View) -> Seal:
        return Seal(role="unions", orders=(Order(lever="no_such_lever"),))

    monkeypatch.setattr(RandomPlayer, "seal", unlawful)
    with Match.new(pack, RANDOM_UNIONS, 3) as match:
        match.run_ai()
        assert match.ended and match.seats["unions"] == "ai:persona"
        assert len(match.ais.notices) == 1


def test_nobody_takes_over_from_a_persona(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Persona, view: View) -> Seal:
        raise ZeroDivisionError

    monkeypatch.setattr(Persona, "seal", broken)
    with Match.new(pack, PERSONAS, 3) as match, pytest.raises(PlayerFailedError):
        match.run_ai()


def test_a_seat_changes_its_level_in_mid_game_and_back(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    with Match.new(pack, PERSONAS, 3, path) as match:
        while match.view("spectator").quarter < 8055:
            match.step_ai()
        for seat in ("ai:standard:militant", "human", "ai:learner", "ai:persona"):
            match.hand("monitor", seat)
            assert match.seats["monitor"] == seat
        match.hand("monitor", "ai:standard")
        while match.view("spectator").phase != "reveal":
            match.step_ai()
        digest = match.digest()
        played = [e for e in match.journal.entries if isinstance(e, Played)]
        sheet = next(e for e in reversed(played) if e.author == "ai:standard")
        assert isinstance(sheet.command, Seal) and len(sheet.why) == 3
    with Match.resume(path) as again:
        assert again.digest() == digest and again.seats["monitor"] == "ai:standard"


def test_thinking_beside_the_pictures_comes_to_the_same_game(pack: Pack) -> None:
    seats: dict[Role, str] = {**PERSONAS, "number10": "ai:standard"}
    digests = set()
    for seconds in (None, 0.0):
        with Match.new(pack, seats, 5) as match:
            waited = 0
            while match.view("spectator").phase != "reveal":
                if not match.step_ai(seconds):
                    assert match.ais.thinking == "number10"
                    waited += 1
            digests.add(match.digest())
            assert (waited > 3) == (seconds is not None)
    assert len(digests) == 1


class Slow(RandomPlayer):
    """Thinks until it is told that it is enough, or let go; what it seals then is empty."""

    patience: float | None = None
    progress = 0.25
    going = threading.Event()

    def seal(self, view: View) -> Seal:
        while self.patience != 0.0 and not self.going.wait(0.001):
            pass
        return Seal(role=self.role)


@pytest.fixture
def slow(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> Iterator[Match]:
    """A match in which the Unions' player thinks of its sheet, and a clock that tests move."""
    Slow.going.clear()
    monkeypatch.setattr("game.match.ai_seats.make", made_slow)
    with Match.new(pack, RANDOM_UNIONS, 3) as match:
        match.ais._clock = lambda: 0.0
        end = time.monotonic() + 20
        while match.view("spectator").phase != "orders" or match.ais.thinking is None:
            match.step_ai(0.0)
            assert time.monotonic() < end and not match.ais.notices
        yield match
        Slow.going.set()


def made_slow(kind: str, role: Role, pack: Pack, seed: int) -> Player:
    return Slow(role, seed) if kind == "random" else make(kind, role, pack, seed)


def on(match: Match, seconds: float) -> None:
    match.ais._clock = lambda: seconds


def until_told(match: Match) -> None:
    end = time.monotonic() + 20
    while not match.step_ai(0.01):
        assert time.monotonic() < end


def test_all_may_know_who_thinks_of_a_sheet_and_how_far(slow: Match) -> None:
    on(slow, 3.0)
    thought = slow.ais.thought
    assert thought is not None
    assert (thought.role, thought.share, thought.seconds) == ("unions", 0.25, 3.0)
    assert not slow.step_ai(0.0)


def test_nobody_is_told_that_somebody_thinks_in_talks(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be a secret offer that it thinks about."""
    Slow.going.clear()

    class Pondering(Slow):
        def talk(self, view: View) -> None:
            self.going.wait(20)

    monkeypatch.setattr(sys.modules[__name__], "Slow", Pondering)
    monkeypatch.setattr("game.match.ai_seats.make", made_slow)
    with Match.new(pack, PERSONAS, 3) as match:
        while match.view("spectator").phase != "talks":
            match.step_ai()
        match.hand("unions", "ai:random")
        end = time.monotonic() + 20
        while match.ais.thinking is None:
            match.step_ai(0.0)
            assert time.monotonic() < end
        assert match.view("spectator").phase == "talks"
        assert match.ais.thinking == "unions"
        assert match.ais.thought is None
        Slow.going.set()


def test_enough_takes_the_best_so_far_at_once(slow: Match) -> None:
    on(slow, 0.1)
    slow.ais.enough()
    until_told(slow)
    played = [e for e in slow.journal.entries if isinstance(e, Played)]
    assert played[-1].command == Seal(role="unions")
    assert slow.ais.thinking is None


def test_when_a_decision_comes_hardly_tells_how_long_it_took(slow: Match) -> None:
    """It was made after 0.1 seconds; it is told after half a second, as others that took less."""
    on(slow, 0.1)
    Slow.going.set()
    time.sleep(0.05)
    for _ in range(5):
        assert not slow.step_ai(0.01)
    on(slow, 0.49)
    assert not slow.step_ai(0.01)
    on(slow, 0.5)
    assert slow.step_ai(0.01)


def test_what_is_thought_at_a_position_that_has_gone_is_dropped(slow: Match) -> None:
    slow.rewind(1)
    assert slow.ais.thinking is None
    Slow.going.set()
    while slow.view("spectator").phase != "reveal":
        until_told(slow)
        on(slow, slow.ais._clock() + 1)


def test_a_player_that_fails_while_people_wait_is_replaced_too(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(Slow):
        def seal(self, view: View) -> Seal:
            raise ZeroDivisionError

    monkeypatch.setattr(sys.modules[__name__], "Slow", Broken)
    monkeypatch.setattr("game.match.ai_seats.make", made_slow)
    with Match.new(pack, RANDOM_UNIONS, 3) as match:
        end = time.monotonic() + 20
        while match.seats["unions"] == "ai:random":
            match.step_ai(0.01)
            assert time.monotonic() < end
        assert "the Unions failed (ZeroDivisionError)" in match.ais.notices[0]
