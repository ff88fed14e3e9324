"""Trusts are searched, filtered and opened."""

from __future__ import annotations

from game.desktop.match_session import Session
from game.match import Match
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from tests.desktop.games import opened, pack, session, take_office
from tests.desktop.people import Room, seats


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


def test_a_trust_is_found_with_the_mark_that_is_shown_or_the_one_that_is_typed() -> None:
    driver = opened(of_names(("King's and Queen's", *pack().model.place.trust_name[1:])))
    take_office(driver)
    driver.click("Trusts", "tab")
    driver.click("Search trusts")
    for typed in ("King's", "queen’s"):
        driver.press("ctrl+u")
        driver.type_text(typed)
        assert [row.split(" · ")[0] for row in driver.labels("row")] == ["King's and Queen's"]
        assert "King’s and Queen’s" in [ink.text for ink in driver.app.inked()]


def of_names(names: tuple[str, ...]) -> Session:
    """A table of a country whose trusts have those names."""
    model = pack().model
    other = Pack(pack().scenario, replace(model, place=replace(model.place, trust_name=names)))
    return Session(Match.new(other, seats("secretary"), 5))


def long_named() -> Session:
    """A table whose trusts have names as long as a table may have them."""
    names = pack().model.place.trust_name
    return of_names(tuple(f"{name} {'and Community Services ' * 4}"[:80] for name in names))


def test_long_names_are_cut_before_they_take_what_matters_away() -> None:
    room = Room.at(long_named().match)
    room.agendas()
    room.use("Trusts", "tab")
    assert room.driver.faults() == []
    assert {"Trust", "Care", "Result £m"} <= set(room.driver.labels("columnheader"))


def test_a_short_button_is_never_broken_into_two_lines() -> None:
    room = Room.at(session("secretary").match, size=(1024, 768))
    room.agendas()
    for tab in ("Figures", "Trusts", "Offices", "Log"):
        room.use(tab, "tab")
        tall = {room.driver.find(label, "button").rect.h for label in ("Go on", "Deals", "Levers")}
        assert len(tall) == 1
