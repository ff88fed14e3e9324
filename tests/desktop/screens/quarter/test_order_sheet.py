"""The order sheet says what is drafted, what is left and what each order names."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.desktop.screens.quarter.dashboard import Dashboard
from game.match import Match
from game.rules.state.commands import Order
from game.scenario import loader
from tests.desktop.driver import Driver
from tests.desktop.games import finish_talking, game, on_to, opened, play, session, take_office
from tests.desktop.people import seats


def test_the_sheet_says_what_is_drafted_and_what_is_left() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "orders")
    driver.press("a")
    assert "4 of 4 clout left" in driver.words()
    assert "£420m left in the purse" in driver.words()
    driver.click("Bail out", "card")
    driver.click("+1", "button")
    driver.click("Put on the sheet")
    slot = next(x for x in driver.all("button") if x.path.startswith("#slot-"))
    assert slot.label == "Bail out through the banking function"
    assert slot.state["note"].endswith(" · bid +1")
    assert "2 of 4 clout left" in driver.words()
    assert "£270m left in the purse" in driver.words()
    driver.click_at(slot.rect.center)
    driver.click("Take it off")
    assert s.draft.orders == []
    assert driver.faults() == []


def test_a_slot_names_the_trusts_that_its_order_names() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "orders")
    driver.press("a")
    order = next(o for o in s.view.menu if o.trusts and not o.reasons)
    driver.click(s.voice.lever(order.lever, s.view.quarter), "card")
    driver.click("Put on the sheet")
    slot = next(x for x in driver.all("button") if x.path.startswith("#slot-"))
    (drafted,) = s.draft.orders
    named = s.view.trusts.name[s.view.trusts.id.index(drafted.trusts[0])]
    assert slot.state["note"].startswith(named.removesuffix(" Hospitals"))


def test_a_seal_is_called_the_last_only_if_all_others_have_sealed() -> None:
    s = game("orders")
    others = [o.role for o in s.view.offices if not o.sealed and o.role != s.role]
    for role in others:
        s.match.hand(role, "ai:expert")  # it thinks for seconds
    driver = Driver(screen_of(s), motion=False)
    driver.press("ctrl+return")
    assert "until the last office has sealed" in driver.words()
    driver.press("escape")
    driver.app.quit()
    for role in others:
        s.match.hand(role, "ai:persona")
    finish_talking(s.match)
    s.forget()
    driver = Driver(screen_of(s), motion=False)
    driver.press("ctrl+return")
    assert "Yours is the last seal" in driver.words()


def test_a_sheet_sealed_in_another_sitting_is_shown_as_it_was_sealed(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    s = game("orders", humans=("secretary", "unions"), journal=path)
    for role in ("secretary", "unions"):
        s.look(role)
        own = next(o for o in s.view.menu if not o.reasons and not (o.trusts or o.tags or o.roles))
        s.draft.put(Order(lever=own.lever))
        if role == "secretary":
            sealed = s.draft.sheet(role)
            s.match.submit(sealed)
    s.match.close()
    again = Session(Match.resume(path))
    again.look("secretary")
    assert again.draft.sheet("secretary") == sealed
    assert not again.draft.undo(), "there is nothing before it"
    again.look("unions")
    assert again.draft.empty, "a draft is no seal"
    again.look()
    assert again.draft.empty, "the open table has none"
    again.match.close()


def test_what_is_refused_is_said_and_nothing_is_lost() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "orders")
    driver.click("Not now", "tab")
    barred = driver.labels("card")
    driver.click(barred[0], "card")
    assert not driver.has("Put on the sheet", "button")
    driver.press("escape")
    assert s.view.phase == "orders"


def test_hospitals_are_named_on_the_map() -> None:
    s = session("secretary")
    driver = opened(s, (1920, 1080))
    take_office(driver)
    on_to(driver, s, "orders")
    order = next(o for o in s.view.menu if o.n == 1 and len(o.trusts) > 1 and not o.reasons)
    driver.app.routes.order(s, order.lever, order.trusts[0])
    driver.step()
    other = s.view.trusts.name[s.view.trusts.id.index(order.trusts[1])]
    driver.click_at(driver.find(other, "token").rect.center)
    driver.click("Put on the sheet")
    assert s.draft.orders[-1].trusts == (order.trusts[1],)


def test_the_key_that_leads_on_puts_an_order_on_the_sheet_and_then_asks_to_seal() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "orders")
    driver.click(driver.labels("card")[0], "card")
    driver.press("ctrl+return")
    assert len(s.draft.orders) == 1
    driver.press("ctrl+return")
    assert driver.has("Seal your orders?", "dialog")


@pytest.mark.parametrize("scenario", [name for name, *_ in loader.available()])
def test_behind_the_curtain_too_the_pages_names_stand_on_one_line(scenario: str) -> None:
    match = Match.new(loader.load(scenario), seats("secretary", "number10", "unions"), 3)
    play(match, "orders")
    session = Session(match)
    session.look("unions")
    driver = Driver(Dashboard(session, private=True), (1280, 720))
    rows = {tab.rect.y for tab in driver.all("tab") if tab.label in ("Orders", "Cases", "Log")}
    assert len(rows) == 1
