"""The lab keeps freed memory where the C library can be asked to, and changes nothing else."""

from __future__ import annotations

import ctypes
import sys

import pytest

from game.lab import batch


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
