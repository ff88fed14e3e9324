"""AI seats in a match: replaced where they fail, asked in pieces, changed in mid-game."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.journal.format import Played, SeatEntry
from game.match import Match
from game.match.ai_seats import PlayerFailedError
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


def test_thinking_in_pieces_comes_to_the_same_game(pack: Pack) -> None:
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
