"""The coach on the order sheet: asked with a key, worked out beside the pictures, and secret."""

from __future__ import annotations

import time

import pytest

from game.desktop.screens.quarter.dashboard import Dashboard
from game.desktop.settings import Settings
from game.scenario import loader
from game.workshop.plan import plan_of
from game.workshop.room import Room as FacilitatorsRoom
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game, opened, settle
from tests.desktop.twin_rooms import both, compare, seated


def table(driver: Driver) -> Dashboard:
    screen = driver.app.screen
    assert isinstance(screen, Dashboard)
    return screen


def finished(driver: Driver) -> None:
    """Wait for the coach as a person does, picture after picture."""
    end = time.monotonic() + 60
    while table(driver).matter.sheet.coach.busy:
        assert time.monotonic() < end
        time.sleep(0.005)
        driver.step()
    driver.step()


@pytest.fixture
def sheet() -> Driver:
    driver = opened(game("orders", quarters=1))
    settle(driver)
    driver.click(driver.labels("card")[0], "card")
    driver.click("Put on the sheet")
    return driver


def test_by_keyboard_it_says_gain_risk_others_and_a_swap_to_make(sheet: Driver) -> None:
    sheet.press("k")
    assert sheet.has("The coach on your draft", "dialog")
    assert sheet.has("Thinking", "progress")
    finished(sheet)
    words = sheet.words()
    for said in ("than an empty sheet", "Main risk", "What others may do", "A better sheet"):
        assert said in words
    (bars,) = [x for x in sheet.all("chart") if x.label == "What your draft is expected to bring"]
    assert bars.state["now"] == pytest.approx(sum(by for _, by in bars.state["terms"]))
    assert sheet.faults() == []
    before = list(table(sheet).session.draft.orders), list(table(sheet).session.draft.lines)
    sheet.click("Make the change")
    draft = table(sheet).session.draft
    assert (list(draft.orders), list(draft.lines)) != before
    assert not sheet.has("The coach on your draft", "dialog")
    sheet.click("Undo")
    assert (list(draft.orders), list(draft.lines)) == before


@pytest.mark.parametrize(("size", "text"), [*SIZES, ((900, 600), 1.0)])
def test_the_advice_fits(size: tuple[int, int], text: float) -> None:
    driver = opened(game("orders", quarters=2), size, text)  # after the hints
    settle(driver)
    driver.press("k")
    finished(driver)
    assert driver.has("The coach on your draft", "dialog")
    assert driver.faults() == []


def test_what_was_asked_is_kept_while_the_draft_stands(sheet: Driver) -> None:
    sheet.click("Ask the coach")
    finished(sheet)
    sheet.press("escape")
    sheet.press("k")
    assert not table(sheet).matter.sheet.coach.working
    assert "Main risk" in sheet.words()
    sheet.press("escape")
    table(sheet).session.draft.clear()
    sheet.step()
    sheet.press("k")
    assert table(sheet).matter.sheet.coach.working
    finished(sheet)
    assert "Nothing yet: it is empty." in sheet.words()


def test_who_closes_it_or_has_enough_stops_the_work(sheet: Driver) -> None:
    sheet.press("k")
    sheet.press("escape")
    assert not table(sheet).matter.sheet.coach.working
    sheet.press("k")
    sheet.click("Stop thinking")
    finished(sheet)
    assert not table(sheet).matter.sheet.coach.working
    assert sheet.has("Back to the sheet", "button")


def test_pictures_do_not_wait_for_it(sheet: Driver) -> None:
    """While it works every step comes back; one that waited would take as long as all the work."""
    sheet.press("k")
    steps = []
    while table(sheet).matter.sheet.coach.working:
        began = time.perf_counter()
        sheet.step()
        steps.append(time.perf_counter() - began)
        time.sleep(0.016)
    assert len(steps) > 3
    assert sorted(steps)[len(steps) // 2] < 0.1


def test_a_draft_that_cant_be_paid_is_said_in_a_sentence(sheet: Driver) -> None:
    draft = table(sheet).session.draft
    draft.orders = [o.model_copy(update={"bid": 3}) for o in draft.orders] * 2
    sheet.press("k")
    assert "does not cover it" in sheet.words()
    assert not table(sheet).matter.sheet.coach.working


def test_settings_and_the_facilitator_may_turn_it_off(sheet: Driver) -> None:
    assert sheet.has("Ask the coach", "button")
    sheet.app.change(Settings(advice=False))
    sheet.step()
    assert not sheet.has("Ask the coach", "button")
    sheet.press("k")
    assert not sheet.has("The coach on your draft", "dialog")
    sheet.app.change(Settings())
    session = table(sheet).session
    session.room = FacilitatorsRoom(session.match, plan_of(None), lambda: 0.0)
    session.room.allow_advice(False)
    sheet.app.dirty()
    sheet.step()
    assert not sheet.has("Ask the coach", "button")
    again = FacilitatorsRoom(session.match, plan_of(None), lambda: 0.0)
    assert not again.advice


def test_it_peeks_at_nothing() -> None:
    """In two rooms that differ in all that is hidden it says the same, to the last pixel."""
    one, two = seated(loader.load("december-2013"), "unions", "orders")
    with one:
        for room in both(one, two):
            room.visit("unions")
            room.order(room.hand()[0])
            room.use("Ask the coach", "button")
            finished(room.driver)
        assert "Main risk" in one.driver.words()
        compare(one, two)
