"""The map board: regions are brought near."""

from __future__ import annotations

from collections import Counter

import pytest

from game.desktop.screens.boards.country import geometry
from game.telling.typography import typeset
from game.world.figure_names import REGIONS
from tests.desktop import every_screen
from tests.desktop.games import opened, session, take_office


def test_a_region_is_brought_near() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    whole = driver.find("Map of England").state["seats"]
    driver.click("LN ", "button")
    assert driver.find("Map of England").state["seats"] == 73
    assert driver.faults() == []
    driver.click("LN ", "button")
    assert driver.find("Map of England").state["seats"] == whole == 533


@pytest.mark.parametrize("size", [(900, 600), (1024, 768), (1280, 720)])
def test_no_region_is_left_alone_on_a_line(size: tuple[int, int]) -> None:
    driver = every_screen.opened("bulletin", size)
    tops = Counter(driver.find(f"{code} ", "button").rect.y for code in REGIONS)
    assert min(tops.values()) >= 4
    assert driver.faults() == []


def test_a_few_large_places_are_named_and_more_of_them_when_the_map_is_near() -> None:
    driver = every_screen.opened("bulletin", (1280, 720))
    session = driver.app.screen.session  # type: ignore[attr-defined]
    places = geometry(session).places
    country = session.match.pack.model.country

    def named(region: str) -> set[str]:
        session.ui.region = region
        driver.app.dirty()
        driver.step()
        assert driver.faults() == []
        return {ink.text for ink in driver.app.inked()} & {typeset(p.name) for p in places}

    home = {typeset(p.name) for p in places if int(country.region[p.seat]) == REGIONS.index("NW")}
    far, near = named("all"), named("NW")
    assert 2 <= len(far) <= 5
    assert near <= home
    assert len(near) > len(far & home)
