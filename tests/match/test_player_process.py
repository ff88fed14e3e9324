"""Players in a process of their own: the same game, and an end with the match; a stand-in plays on
where it dies."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.journal.format import Played
from game.match import Match
from game.match.player_process import PlayerProcess
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from tests.match.conftest import PERSONAS

SEATS: dict[Role, str] = {**PERSONAS, "number10": "ai:standard"}


def until(match: Match, true: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not true():
        match.step_ai(0.02)
        assert time.monotonic() < end


def process_of(match: Match) -> PlayerProcess:
    process = match.ais._process
    assert process is not None
    return process


def alive(process: PlayerProcess) -> bool:
    return process._process.is_alive()


@pytest.fixture
def thinking(pack: Pack) -> Iterator[Match]:
    """A match whose No 10 has begun to think in its process."""
    with Match.new(pack, SEATS, 5) as match:
        match.ais.apart = True
        until(match, lambda: match.ais.thinking is not None)
        yield match


@pytest.mark.parametrize("own", [False, True], ids=["shipped", "of one's own"])
def test_the_same_is_decided_and_said_as_in_this_process(pack: Pack, own: bool) -> None:
    """A pack that the other process can't load by its id goes there whole."""
    if own:
        pack = Pack(pack.scenario, pack.model)
    games = []
    for apart in (False, True):
        with Match.new(pack, SEATS, 5) as match:
            match.ais.apart = apart
            until(match, lambda: match.view("spectator").phase == "reveal")
            assert (match.ais._process is not None) == apart
            assert not match.ais.notices
            played = [e for e in match.journal.entries if isinstance(e, Played)]
            games.append((match.digest(), [replace_time(e) for e in played]))
    assert games[0] == games[1]


def replace_time(entry: Played) -> Played:
    return entry.model_copy(update={"at": 0.0})


def test_one_process_thinks_for_all_seats_and_ends_with_the_match(pack: Pack) -> None:
    seats: dict[Role, str] = {**SEATS, "monitor": "ai:standard"}
    with Match.new(pack, seats, 5) as match:
        match.ais.apart = True
        until(match, lambda: match.ais.thinking == "number10")
        first = process_of(match)
        until(match, lambda: match.view("spectator").phase == "reveal")
        assert process_of(match) is first and alive(first)
    assert not alive(first)
    assert match.ais._process is None


def test_it_ends_with_a_match_that_is_forgotten_and_never_closed(pack: Pack) -> None:
    child = process_of(decided(pack))._process
    gc.collect()
    assert not child.is_alive()


def decided(pack: Pack) -> Match:
    match = Match.new(pack, SEATS, 5)
    match.ais.apart = True
    until(match, lambda: match.view("spectator").phase == "reveal")
    return match


@pytest.mark.skipif(os.name != "posix", reason="ends a process by a signal")
def test_where_the_process_is_killed_a_persona_plays_on_and_it_is_said(thinking: Match) -> None:
    pid = process_of(thinking).pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    until(thinking, lambda: thinking.seats["number10"] == "ai:persona")
    (said,) = thinking.ais.notices
    assert said == (
        "The computer's player for No 10 failed (its process has ended); the usual one plays on."
    )
    thinking.hand("number10", "ai:standard")  # who is asked next has a process again
    until(thinking, lambda: thinking.ais.thinking is not None)
    assert process_of(thinking).pid != pid


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_ctrl_c_is_not_heard_there(thinking: Match) -> None:
    pid = process_of(thinking).pid
    assert pid is not None
    os.kill(pid, signal.SIGINT)
    until(thinking, lambda: thinking.view("spectator").phase == "reveal")
    assert thinking.seats == SEATS and not thinking.ais.notices


def test_enough_is_heard_there(pack: Pack) -> None:
    """A hard player thinks for some seconds; told that it is enough, it has its best so far."""
    with Match.new(pack, {**PERSONAS, "number10": "ai:hard"}, 5) as match:
        match.ais.apart = True
        until(match, lambda: match.ais.thought is not None and match.ais.thought.share > 0)
        assert match.view("spectator").phase in ("agendas", "orders")
        match.ais.enough()
        began = time.monotonic()
        until(match, lambda: match.ais.thinking is None)
        assert time.monotonic() - began < 10
        assert not match.ais.notices


def test_what_is_thought_at_a_position_that_has_gone_is_not_played(thinking: Match) -> None:
    process = process_of(thinking)
    thinking.rewind(0)
    assert thinking.ais.thinking is None
    until(thinking, lambda: thinking.view("spectator").phase == "reveal")
    assert process_of(thinking) is process
    assert not thinking.ais.notices
    assert thinking.digest() == alone(thinking.pack)


def alone(pack: Pack) -> str:
    with Match.new(pack, SEATS, 5) as match:
        until(match, lambda: match.view("spectator").phase == "reveal")
        return match.digest()


def test_without_a_process_they_think_here(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(self: PlayerProcess, pack: Pack) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(PlayerProcess, "__init__", none)
    with Match.new(pack, SEATS, 5) as match:
        match.ais.apart = True
        until(match, lambda: match.view("spectator").phase == "reveal")
        assert not match.ais.notices and match.seats == SEATS


@pytest.mark.skipif(os.name != "posix", reason="ends a process by a signal")
def test_where_the_game_is_killed_the_process_ends_of_itself(tmp_path: Path) -> None:
    code = (
        "import os, signal\n"
        "from game.match import Match\n"
        "from game.scenario import loader\n"
        f"match = Match.new(loader.load('december-2013'), {SEATS!r}, 5)\n"
        "match.ais.apart = True\n"
        "while match.ais.thinking is None or not match.ais._process:\n"
        "    match.step_ai(0.02)\n"
        "print(match.ais._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    end = time.monotonic() + 30
    while gone(pid) is False:
        assert time.monotonic() < end
        time.sleep(0.05)


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{pid}/stat")  # one whose end nobody has asked for is still listed
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"
