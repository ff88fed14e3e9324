"""Buttons and toggles work by mouse, key and hot-key."""

from __future__ import annotations

import pygame

from tests.desktop.driver import Driver
from tests.desktop.gallery import page, state


def test_a_button_works_by_mouse_key_and_hotkey(gallery: Driver) -> None:
    gallery.click("Plain")
    gallery.app.set_focus("plain")
    gallery.press("return")
    gallery.press("space")
    gallery.press("m")
    assert page(gallery).pressed == 4


def test_letting_go_elsewhere_does_nothing(gallery: Driver) -> None:
    at = gallery.find("Plain").rect.center
    gallery.move(at)
    gallery.step(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1, clicks=1))
    gallery.move((640, 700))
    gallery.step(pygame.Event(pygame.MOUSEBUTTONUP, pos=(640, 700), button=1, clicks=1))
    assert page(gallery).pressed == 0


def test_a_disabled_button_takes_neither_click_nor_focus(gallery: Driver) -> None:
    gallery.click("Dead")
    assert page(gallery).pressed == 0
    seen = set()
    for _ in range(40):
        gallery.press("tab")
        focused = gallery.focused()
        assert focused is not None
        seen.add(focused.label)
    assert "Dead" not in seen


def test_a_toggle_turns(gallery: Driver) -> None:
    gallery.click("Reduced motion")
    assert state(gallery, "Reduced motion")["on"] is True
    gallery.press("space")
    assert state(gallery, "Reduced motion")["on"] is False
