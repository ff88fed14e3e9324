"""Sliders, drop-downs and tabs choose one of many."""

from __future__ import annotations

from tests.desktop.driver import Driver
from tests.desktop.gallery import page, state


def test_a_slider_moves_by_arrows_and_stops_at_its_ends(gallery: Driver) -> None:
    gallery.click("Volume", "slider")
    for _ in range(20):
        gallery.press("right")
    assert state(gallery, "Volume")["value"] == 1.0
    gallery.press("left")
    assert state(gallery, "Volume")["value"] == 0.9
    gallery.press("home")
    assert state(gallery, "Volume")["shown"] == "0%"


def test_a_dropdown_opens_chooses_and_gives_the_focus_back(gallery: Driver) -> None:
    gallery.click("Party", "dropdown")
    assert gallery.labels("button") == ["Conservative", "Labour", "Liberal Democrat"]
    gallery.click("Labour")
    assert state(gallery, "Party", "dropdown")["value"] == "lab"
    gallery.press("down")
    assert state(gallery, "Party", "dropdown")["value"] == "ld"


def test_a_dropdown_closes_by_escape_and_by_a_click_elsewhere(gallery: Driver) -> None:
    for close in (lambda: gallery.press("escape"), lambda: gallery.click_at((20, 700))):
        gallery.click("Party", "dropdown")
        assert not gallery.has("Plain", "button")
        close()
        assert gallery.has("Plain", "button")


def test_tabs_by_arrows(gallery: Driver) -> None:
    gallery.click("Words", "tab")
    gallery.press("right")
    assert page(gallery).tab == "charts"
