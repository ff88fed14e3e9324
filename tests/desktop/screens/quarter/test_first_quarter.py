"""The guided first quarter: one thing at a time, and a first sensible order soon."""

from __future__ import annotations

from typing import get_args

import pytest

from game.desktop.router import screen_of
from game.desktop.screens.quarter.first_quarter import FirstQuarter, guided
from game.scenario.schema.base import ROLES, Role
from game.telling.cases import hospital
from game.telling.formatting import money, number
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, have_offered, pack, session


def begun(
    role: Role,
    size: tuple[int, int] = (1280, 720),
    text: float = 1.0,
    others: str = "ai:persona",
) -> Driver:
    """A newcomer who has taken office and is guided."""
    s = session(role, others=others)
    driver = Driver(screen_of(s), size, text)
    driver.app.routes.begin(s.match, guided=True)
    driver.click(driver.labels("card")[0], "card")
    driver.click("Take office")
    rest(driver)
    return driver


def rest(driver: Driver) -> None:
    for _ in range(60):
        driver.step()
        if driver.app.screen.title == "The event":
            driver.press("return")
        elif not driver.app.busy:
            return


def on(driver: Driver) -> None:
    """Do what the page asks for."""
    if driver.app.screen.session.view.phase == "event":  # type: ignore[attr-defined]
        driver.click(driver.labels("card")[0], "card")
    else:
        driver.press("ctrl+return")
    rest(driver)


def to_orders(driver: Driver) -> None:
    for _ in range(6):
        if driver.app.screen.session.view.phase == "orders":  # type: ignore[attr-defined]
            return
        on(driver)
    raise AssertionError("never came to the orders")


@pytest.mark.parametrize("role", ROLES)
def test_a_newcomer_seals_a_suggested_order_within_a_dozen_presses(role: Role) -> None:
    driver = begun(role)
    presses = 2
    for _ in range(6):
        if driver.app.screen.session.view.phase == "orders":  # type: ignore[attr-defined]
            break
        assert isinstance(driver.app.screen, FirstQuarter)
        on(driver)
        presses += 1
    cards = driver.labels("card")
    assert 1 <= len(cards) <= 3
    driver.click(cards[0], "card")
    driver.click("Seal this order")
    if driver.has("Seal", "button"):  # a hospital of one's own is not decided
        presses += 1
        driver.click("Seal")
    rest(driver)
    assert presses + 2 <= 12
    match = driver.app.screen.session.match  # type: ignore[attr-defined]
    assert not match.awaits(role)
    open_at_first = {x.lever for x in pack().scenario.suggested if x.role == role}
    played = [e.command for e in match.journal.entries if getattr(e, "command", None)]
    sealed = next(c for c in reversed(played) if c.do == "seal" and c.role == role)
    assert {o.lever for o in sealed.orders} <= open_at_first
    assert len(sealed.orders) == 1


def test_prices_stand_beside_what_there_is_to_pay_with() -> None:
    driver = begun("secretary")
    to_orders(driver)
    view = driver.app.screen.session.view  # type: ignore[attr-defined]
    own = next(o for o in view.offices if o.role == "secretary")
    assert own.clout is not None
    said = " ".join(driver.words().split())
    assert f"You have {number(own.clout, 1)} clout" in said
    assert f"the purse holds {money(view.figures['purse_m'].value)}" in said


def test_talks_without_an_offer_announce_none() -> None:
    driver = begun("secretary", others="ai:learner")
    s = driver.app.screen.session  # type: ignore[attr-defined]
    for _ in range(4):
        if s.view.phase == "talks":
            break
        on(driver)
    assert s.view.phase == "talks"
    words = driver.words()
    assert "Nobody has offered you anything" in words
    assert "One offer" not in words


@pytest.mark.parametrize(("size", "text"), [*SIZES, ((900, 600), 1.0)])
def test_every_step_fits(size: tuple[int, int], text: float) -> None:
    driver = begun("secretary", size, text)
    for _ in range(5):
        assert driver.faults() == []
        if driver.app.screen.session.view.phase == "orders":  # type: ignore[attr-defined]
            break
        on(driver)
    assert driver.faults() == []


def test_the_whole_desk_is_one_key_away_and_stays() -> None:
    driver = begun("monitor")
    driver.press("w")
    rest(driver)
    assert driver.app.screen.title == "The table"
    driver.press("ctrl+return")
    rest(driver)
    assert driver.app.screen.title == "The table"


def test_the_second_quarter_is_the_whole_desk() -> None:
    driver = begun("unions")
    to_orders(driver)
    driver.click(driver.labels("card")[0], "card")
    driver.press("ctrl+return")
    rest(driver)
    s = driver.app.screen.session  # type: ignore[attr-defined]
    for _ in range(40):
        if s.view.quarter > s.view.first and s.view.phase == "bulletin":
            break
        driver.press("return")
        driver.press("ctrl+return")
        rest(driver)
    rest(driver)
    assert s.view.quarter == s.view.first + 1
    assert driver.app.screen.title in ("The table", "The papers")
    assert not guided(s)


def test_only_a_person_alone_who_asked_for_it_is_guided() -> None:
    one, two = session("secretary"), session("secretary", "unions")
    one.guided = two.guided = True
    assert not guided(session("secretary"))
    assert not guided(two)


def test_its_steps_are_those_of_the_table() -> None:
    from game.desktop.screens.quarter.first_quarter import STEPS
    from game.rules.phase_table import PHASE_TABLE, Phase

    boards = {p for p in get_args(Phase) if PHASE_TABLE[p].screen == "dashboard"}
    assert set(STEPS) == boards - {"campaign"}


@pytest.mark.parametrize("role", ROLES)
def test_no_order_that_is_offered_works_against_one_s_own_aim(role: Role) -> None:
    for which in (0, 1):
        s = session(role)
        driver = Driver(screen_of(s))
        driver.app.routes.begin(s.match, guided=True)
        driver.click(driver.labels("card")[which], "card")
        driver.click("Take office")
        rest(driver)
        to_orders(driver)
        screen = driver.app.screen
        assert isinstance(screen, FirstQuarter)
        offered = screen.order.choices()
        assert offered
        assert not any(screen.session.against_aim(legal.lever) for legal, _ in offered)


def test_the_hospital_that_is_shown_first_is_decided_with_the_first_order() -> None:
    driver = begun("secretary")
    to_orders(driver)
    s = driver.app.screen.session  # type: ignore[attr-defined]
    due = [x for x in s.view.cases if x.falls_due and x.decider == "secretary"]
    assert due, "the game is chosen for a case that falls due at once"
    driver.click("Decide it")
    assert not driver.has("Orders that could name it"), "the order is chosen on the page"
    way = next(w for w in due[0].ways if w.may_choose and not w.reasons)
    driver.click(s.voice.way(way.way), "card")
    driver.click("Put on the sheet")
    assert "On your sheet: " in driver.words()
    driver.click(driver.labels("card")[0], "card")
    driver.click("Seal this order")
    played = [e.command for e in s.match.journal.entries if getattr(e, "command", None)]
    sealed = next(x for x in reversed(played) if x.do == "seal" and x.role == "secretary")
    assert [(x.case, x.way) for x in sealed.lines] == [(due[0].number, way.way)]
    assert len(sealed.orders) == 1


def test_a_hospital_that_nobody_decides_is_pointed_out_before_the_first_order_is_sealed() -> None:
    driver = begun("secretary")
    to_orders(driver)
    s = driver.app.screen.session  # type: ignore[attr-defined]
    due = next(x for x in s.view.cases if x.falls_due and x.decider == "secretary")
    driver.click(driver.labels("card")[0], "card")
    driver.click("Seal this order")
    assert f"{hospital(s.view, due)}: nobody decides" in driver.words()
    driver.click("Not yet")
    assert s.match.awaits("secretary")
    driver.click("Seal this order")
    driver.click("Seal")
    assert not s.match.awaits("secretary")


def test_an_offer_that_was_declined_is_not_denied() -> None:
    driver = begun("secretary")
    s = driver.app.screen.session  # type: ignore[attr-defined]
    for _ in range(4):
        if s.view.phase == "talks":
            break
        on(driver)
    have_offered(s)
    driver.app.routes.play(s)
    rest(driver)
    assert driver.has("Decline", "button")
    while driver.has("Decline", "button"):
        driver.click("Decline")
        rest(driver)
    assert "That was all." in driver.words()
