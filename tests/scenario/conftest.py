"""A scenario folder of a facilitator's own: a copy that a test may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.paths import scenarios_dir

Spoil = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """december-2013, copied somewhere else."""
    target = tmp_path / "my own"
    shutil.copytree(scenarios_dir() / "december-2013", target)
    return target


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example for facilitators, copied somewhere else: tables and an event of its own."""
    target = tmp_path / "own"
    shutil.copytree(scenarios_dir() / "common" / "example", target)
    return target


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Replaces a text in one of the copy's files; the text must be there."""

    def change(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change
