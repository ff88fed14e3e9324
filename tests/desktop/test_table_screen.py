"""The table screen, played through the semantic tree with a real game."""

from __future__ import annotations

from functools import lru_cache

import pytest

from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.match import Match
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from tests.desktop.driver import Driver

SIZES = [((1280, 720), 1.0), ((1280, 720), 1.4), ((1280, 720), 2.0), ((1920, 1080), 1.0)]


@lru_cache(maxsize=1)
def pack() -> Pack:
    return loader.load("december-2013")


def session(*humans: Role, seed: int = 5) -> Session:
    seats: dict[Role, str] = {
        r: "human" if r in humans else "ai:persona"
        for r in ("secretary", "number10", "monitor", "unions")
    }
    return Session(Match.new(pack(), seats, seed))


def opened(s: Session, size: tuple[int, int] = (1280, 720), text: float = 1.0) -> Driver:
    driver = Driver(screen_of(s), size, text)
    driver.app.routes.play(s)
    settle(driver)
    return driver


def settle(driver: Driver) -> None:
    for _ in range(8):
        driver.step()


def take_office(driver: Driver) -> None:
    driver.click(driver.labels("card")[0], "card")
    driver.click("Take office")
    settle(driver)


def on_to(driver: Driver, s: Session, phase: str) -> None:
    """Play on, answering events with the first option that is open."""
    for _ in range(30):
        settle(driver)
        if s.view.phase == phase:
            return
        if s.view.phase == "event":
            first = next(x for x in driver.all("card") if not x.state.get("disabled"))
            driver.click(first.label, "card")
        else:
            driver.press("ctrl+return")
            if driver.has("Close them", "button"):
                driver.click("Close them")
    raise AssertionError(f"never came to {phase}")


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_every_phase_fits_on_every_screen(size: tuple[int, int], text: float) -> None:
    s = session("secretary")
    driver = opened(s, size, text)
    assert driver.faults() == []
    take_office(driver)
    for phase in ("bulletin", "event", "talks", "orders"):
        on_to(driver, s, phase)
        assert driver.faults() == [], phase
    for tab in ("Trusts", "Offices", "Log", "Figures"):
        driver.click(tab, "tab")
        assert driver.faults() == [], tab


def test_a_quarter_is_played_by_mouse() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "orders")
    lever = driver.labels("card")[0]
    driver.click(lever, "card")
    driver.click("Put on the sheet")
    assert len(s.draft.orders) == 1
    driver.click("Seal 1")
    driver.click("Seal", "button")
    settle(driver)
    assert s.view.phase == "reveal"
    assert any(o.role == "secretary" for o in s.view.orders)


def test_a_quarter_is_played_by_keys_alone() -> None:
    s = session("secretary")
    driver = opened(s)

    def reach(label: str) -> None:
        for _ in range(120):
            focused = driver.focused()
            if focused is not None and focused.label.startswith(label):
                return
            driver.press("tab")
        raise AssertionError(f"Tab never reached {label!r}")

    reach(driver.labels("card")[0])
    driver.press("return")
    driver.press("ctrl+return")
    on_to(driver, s, "bulletin")
    driver.press("ctrl+return")
    settle(driver)
    if s.view.phase == "event":
        driver.press("1")
    on_to(driver, s, "orders")
    reach(driver.labels("card")[0])
    driver.press("return")
    driver.press("return")
    assert len(s.draft.orders) == 1
    driver.press("ctrl+z")
    assert s.draft.orders == []
    driver.press("ctrl+return")
    reach("Seal")
    driver.press("return")
    settle(driver)
    assert s.view.phase == "reveal"


def test_a_tile_asks_why() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    tile = next(x for x in driver.all("figure") if x.label.startswith("Waits"))
    driver.click_at(tile.rect.center)
    assert s.ui.figure == "waits"
    assert driver.find("Figures", "table").state["chosen"] == "waits"


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


def test_the_sheet_says_what_is_drafted_and_what_is_left() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "orders")
    assert "4 of 4 authority left" in driver.words()
    assert "£420m left in the purse" in driver.words()
    driver.click("Bail out", "card")
    driver.click("+1", "button")
    driver.click("Put on the sheet")
    slot = next(x for x in driver.all("button") if x.path.startswith("#slot-"))
    assert slot.label == "Bail out through the banking function"
    assert slot.state["note"] == "bid +1"
    assert "2 of 4 authority left" in driver.words()
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
    order = next(o for o in s.view.menu if o.trusts and not o.reasons)
    driver.click(s.voice.lever(order.lever, s.view.quarter), "card")
    driver.click("Put on the sheet")
    slot = next(x for x in driver.all("button") if x.path.startswith("#slot-"))
    named = s.view.trusts.name[s.view.trusts.id.index(order.trusts[0])]
    assert slot.state["note"].startswith(named.removesuffix(" Hospitals"))


def test_the_hand_is_filtered_by_kind() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "orders")
    all_of_them = len(driver.labels("card"))
    driver.click("Kind of order")
    driver.click("Staff", "button")
    shown = driver.labels("card")
    assert 0 < len(shown) < all_of_them
    staff = {x.id for x in pack().scenario.levers if "staff" in x.tags}
    assert {x.path.removeprefix("#lever-") for x in driver.all("card")} <= staff


def test_pointing_at_a_card_tells_all_of_it() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "orders")
    card = driver.all("card")[0]
    lever = pack().scenario.lever(card.path.removeprefix("#lever-"))
    driver.move(card.rect.center)
    driver.wait(1.0)
    assert " ".join(lever.prose.split())[-60:] in " ".join(driver.words().split())
    assert driver.faults() == []


def test_a_private_figure_is_leaked_from_its_board() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "talks")
    figure = next(f for f in s.view.leakable if f == "treasury_headroom_m")
    s.ui.figure = figure
    driver.app.dirty()
    driver.click("Leak", "button")
    driver.click("Leak it", "button")
    assert s.match.view("spectator").figures[figure].value == s.view.figures[figure].value


def test_arrows_are_hollow_where_one_can_not_be_sure() -> None:
    from game.desktop.screens.parts.tiles import arrow_markup
    from game.rules.state.view import Arrow

    voice = session("secretary").voice
    sure = arrow_markup(voice, Arrow("quality", 2, True, 0))
    unsure = arrow_markup(voice, Arrow("quality", 2, False, 0))
    assert "▲▲" in sure
    assert "△△" in unsure
    assert "[good]" in sure


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


# ---- several people at one computer ---------------------------------------------------------


def test_behind_the_curtain_nothing_of_another_seat_shows() -> None:
    s = session("secretary", "unions")
    driver = opened(s)
    aims = {a.title for a in pack().scenario.agendas}
    assert driver.app.screen.title == "Curtain"
    assert not any(title in driver.words() for title in aims)
    for _ in range(2):
        assert driver.app.screen.title == "Curtain"
        driver.click("I am ")
        assert any(title in driver.words() for title in aims)
        take_office(driver)
    assert s.who == "spectator"
    assert s.view.menu == ()
    assert not any(title in driver.words() for title in aims)


def test_each_person_seals_behind_the_curtain_and_the_last_reveals() -> None:
    s = session("secretary", "unions")
    driver = opened(s)
    for _ in range(2):
        driver.click("I am ")
        take_office(driver)
    on_to(driver, s, "orders")
    assert s.who == "spectator"
    for name in ("Health Secretary", "Unions"):
        driver.click(name, "button")
        assert driver.app.screen.title == "Curtain"
        driver.click("I am ")
        driver.click("Seal an empty sheet")
        driver.click("Seal", "button")
        settle(driver)
    assert s.view.phase == "reveal"


def test_the_curtain_drops_when_the_window_loses_the_focus() -> None:
    import pygame

    s = session("secretary", "unions")
    driver = opened(s)
    for _ in range(2):
        driver.click("I am ")
        take_office(driver)
    on_to(driver, s, "talks")
    driver.click("Visit as Health Secretary")
    driver.click("I am ")
    assert s.who == "secretary"
    driver.step(pygame.Event(pygame.WINDOWFOCUSLOST))
    assert s.who == "spectator"


def test_one_person_needs_no_curtain() -> None:
    driver = opened(session("monitor"))
    assert driver.app.screen.title == "Briefing"
