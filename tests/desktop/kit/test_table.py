"""A table sorts, moves by keys and leaves out what has no room."""

from __future__ import annotations

from game.desktop.kit.node import Sem
from tests.desktop.driver import Driver
from tests.desktop.gallery import Gallery, page


def rows(driver: Driver) -> list[Sem]:
    return driver.all("row")


def test_a_table_sorts_by_its_headers(gallery: Driver) -> None:
    gallery.click("Table", "tab")
    gallery.click("Surplus, £m", "columnheader")
    assert rows(gallery)[0].label.split(" · ")[1] == "-50"
    gallery.click("Surplus, £m", "columnheader")
    assert rows(gallery)[0].label.split(" · ")[1] == "+50"


def test_a_table_shows_only_what_fits_and_moves_by_keys(gallery: Driver) -> None:
    gallery.click("Table", "tab")
    assert 5 < len(rows(gallery)) < 40
    gallery.click("trust 000", "row")
    gallery.press("end")
    assert page(gallery).picked == "trust 199"
    assert rows(gallery)[-1].label.startswith("trust 199")
    gallery.press("pageup")
    assert page(gallery).picked < "trust 199"


def test_a_narrow_table_leaves_out_its_least_columns() -> None:
    driver = Driver(Gallery(), (460, 720), 1.4)
    driver.click("Table", "tab")
    heads = driver.labels("columnheader")
    assert "Trust" in heads
    assert driver.faults() == []
