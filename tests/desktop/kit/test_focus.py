"""The focus goes everywhere by Tab and where an arrow points, and is seen."""

from __future__ import annotations

import pygame

from tests.desktop.driver import Driver
from tests.desktop.gallery import Gallery


def test_tab_goes_through_everything_once_and_back(gallery: Driver) -> None:
    paths = []
    for _ in range(60):
        gallery.press("tab")
        focused = gallery.focused()
        assert focused is not None
        if paths and focused.path == paths[0]:
            break
        paths.append(focused.path)
    assert len(paths) == len(set(paths)) > 15
    gallery.press("shift+tab")
    last = gallery.focused()
    assert last is not None
    assert last.path == paths[-1]


def test_arrows_go_to_what_lies_that_way(gallery: Driver) -> None:
    gallery.app.set_focus("plain")
    gallery.press("right")
    focused = gallery.focused()
    assert focused is not None
    assert focused.label == "Main"
    gallery.press("down")
    focused = gallery.focused()
    assert focused is not None
    assert focused.rect.y > gallery.find("Main").rect.bottom - 1


def test_the_ring_is_drawn_for_keys_and_not_for_the_mouse(gallery: Driver) -> None:
    gallery.app.set_focus("plain")
    gallery.press("left")
    gallery.press("tab")
    ring = gallery.app.theme.ring

    def ringed() -> bool:
        picture = pygame.surfarray.array3d(gallery.app.brush.surface)
        return bool((picture == ring).all(axis=2).any())

    assert ringed()
    gallery.click("Plain")
    assert not ringed()


def test_focus_scrolls_into_view() -> None:
    driver = Driver(Gallery(), (1280, 720), 2.0)
    for _ in range(40):
        driver.press("tab")
        focused = driver.focused()
        assert focused is not None
        assert focused.rect.w > 8, focused
        assert focused.rect.h > 8, focused
