"""A picture is drawn when something changed, for the window as it is."""

from __future__ import annotations

import pygame
import pytest

from tests.desktop.driver import Driver


def test_nothing_is_drawn_when_nothing_changed(gallery: Driver) -> None:
    gallery.step()
    frames = gallery.app.frames
    for _ in range(10):
        gallery.step()
    assert gallery.app.frames == frames


def test_the_window_may_change_its_size(gallery: Driver) -> None:
    bigger = pygame.Surface((2560, 1440))
    before = gallery.app.theme.scale
    gallery.app.resize(bigger)
    gallery.step()
    assert gallery.app.theme.scale > before
    assert gallery.faults() == []


def test_text_grows_by_key(gallery: Driver) -> None:
    gallery.press("ctrl+=")
    assert gallery.app.theme.text_scale == pytest.approx(1.1)
    gallery.press("ctrl+-")
    assert gallery.app.theme.text_scale == pytest.approx(1.0)
