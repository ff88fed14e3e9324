"""The lab keeps freed memory where the C library can be asked to, and changes nothing else."""

from __future__ import annotations

import ctypes
import sys

import pytest

from game.lab import memory


@pytest.fixture(autouse=True)
def _afresh() -> None:
    memory.keep.cache_clear()


def test_it_may_be_asked_again_and_again() -> None:
    assert memory.keep() is memory.keep()


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: pytest.fail("nothing to be asked here"))
    assert memory.keep() is False


def test_other_libraries_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    assert memory.keep() is False
