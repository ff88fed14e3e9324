"""Trusts are searched, filtered and opened."""

from __future__ import annotations

from tests.desktop.games import opened, session, take_office


def test_trusts_are_searched_filtered_and_opened() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    driver.click("Trusts", "tab")
    everything = driver.find("Trusts", "table").state["rows"]
    driver.click("Failing only")
    failing = driver.find("Trusts", "table").state["rows"]
    assert 0 < failing < everything
    name = driver.labels("row")[0].split(" · ")[0]
    driver.click("Search trusts")
    driver.type_text(name[:6])
    driver.click(name, "row")
    driver.press("return")
    assert driver.has(name, "dialog")
    driver.press("escape")
    assert not driver.has(name, "dialog")
