"""Many games leave the process as they found it: its garbage collector and its memory."""

from __future__ import annotations

import ctypes
import gc
import subprocess
import sys

import pytest

from game.lab import batch
from game.lab.batch import seldom
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role


@pytest.fixture(autouse=True)
def _afresh() -> None:
    batch.keep.cache_clear()


class Library:
    """A C library that notes what it is asked, and answers the same each time."""

    def __init__(self, answer: int) -> None:
        self.asked: dict[int, int] = {}
        self.answer = answer

    def mallopt(self, what: int, size: int) -> int:
        self.asked[what] = size
        return self.answer


@pytest.mark.parametrize("answer", [1, 0])
def test_it_asks_for_large_blocks_and_for_much_in_all_and_says_whether_it_was_heard(
    monkeypatch: pytest.MonkeyPatch, answer: int
) -> None:
    library = Library(answer)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    assert batch.keep() is bool(answer)
    block, kept = library.asked[-3], library.asked[-1]  # M_MMAP_THRESHOLD, M_TRIM_THRESHOLD
    assert 2**20 < block <= 2**25 < kept  # more than 2**25 is refused


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: pytest.fail("nothing to be asked here"))
    assert batch.keep() is False


def test_other_libraries_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    assert batch.keep() is False


def test_the_collector_is_as_before_afterwards() -> None:
    usual, frozen = gc.get_threshold(), gc.get_freeze_count()
    with seldom():
        assert gc.get_threshold() > usual
        with seldom():
            assert gc.get_freeze_count() > 0
        assert gc.get_freeze_count() > 0  # the inner one has not undone the outer's
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, frozen)


def test_played_games_leave_nothing_to_the_garbage_collector() -> None:
    """It looks seldom while games are played: circles would pile up, game after game."""
    pack = loader.load("december-2013")
    kinds: dict[Role, str] = dict.fromkeys(ROLES, "persona")
    kinds["unions"] = "random"
    list(batch.play(pack, kinds, range(2)))  # what is made once is made
    gc.collect()
    gc.disable()
    try:
        list(batch.play(pack, kinds, range(2, 6)))
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_process_that_has_played_ends_without_looking_through_what_it_holds() -> None:
    script = (
        "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 0));"
        "from game.lab.batch import seldom\n"
        "with seldom(): pass\n"
        "print(gc.get_freeze_count() > 0)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
