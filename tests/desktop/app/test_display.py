"""The window's first size: as large as is pleasant, and no part of it out of sight."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.app import display


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    sizes: list[tuple[int, int]] = []
    monkeypatch.delenv("FAILURE_REGIME_SIZE", raising=False)
    monkeypatch.setattr(pygame.display, "get_desktop_sizes", lambda: sizes)
    return sizes


@pytest.mark.parametrize("asked", ["", "640x400"])
@pytest.mark.parametrize("size", [(800, 600), (1024, 500), (1280, 720), (3840, 2160)])
def test_no_window_is_larger_than_its_desktop(
    desktop: list[tuple[int, int]],
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    asked: str,
) -> None:
    desktop.append(size)
    monkeypatch.setenv("FAILURE_REGIME_SIZE", asked)
    wide, high = display.first_size()
    assert wide <= size[0] and high <= size[1]
    assert wide >= min(size[0], display.LEAST[0]) and high >= min(size[1], display.LEAST[1])


def test_where_no_desktop_tells_its_size_the_window_has_the_usual_one(
    desktop: list[tuple[int, int]],
) -> None:
    assert display.first_size() == display.FIRST
