"""The map board: regions are brought near."""

from __future__ import annotations

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
