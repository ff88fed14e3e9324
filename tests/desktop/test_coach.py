"""The first ten minutes: a coach points in turn at what matters, and can be sent away."""

from __future__ import annotations

import re

import pygame
import pytest

from game.desktop.coach import corners, hints
from game.desktop.kit.popups import FOOT
from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.rules.state.commands import AnswerEvent
from game.scenario.schema.base import ROLES
from game.telling.names import private_papers
from tests.desktop.driver import Driver
from tests.desktop.games import (
    game,
    have_offered,
    on_to,
    opened,
    play,
    session,
    settle,
    take_office,
)


def said(driver: Driver) -> str:
    """The title of the hint that is shown, "" if there is none."""
    names = {private_papers(role).lower() for role in ROLES}
    titles = {h.title.replace("{papers}", name) for h in hints() for name in names}
    shown = [x.label for x in driver.all("heading") if x.label in titles or "on offer" in x.label]
    return shown[0] if shown else ""


def at(phase: str, quarters: int = 0, **more: object) -> tuple[Session, Driver]:
    s = game(phase, quarters=quarters, **more)  # type: ignore[arg-type]
    return s, opened(s)


def test_a_first_quarter_is_coached_from_the_red_box_to_the_why() -> None:
    s = session("secretary")
    driver = opened(s)
    assert said(driver) == ""  # the briefing speaks for itself
    take_office(driver)
    assert said(driver) == "Your red box"
    on_to(driver, s, "event")
    assert said(driver) == "Something happened"
    on_to(driver, s, "talks")
    assert said(driver) in ("Talk is free", *[x for x in [said(driver)] if "on offer" in x])
    on_to(driver, s, "orders")
    assert said(driver) == "Choose an order"
    driver.click(driver.labels("card")[0], "card")
    driver.click("Put on the sheet")
    assert said(driver) == "A hospital falls due"
    driver.click("Got it")
    assert said(driver) == "Seal it"
    driver.click("Seal 1 order")
    driver.click("Seal", "button")
    settle(driver)
    assert said(driver) == "All at once"
    driver.press("space")
    driver.press("return")
    settle(driver)
    assert s.view.phase == "papers"
    assert said(driver) == "The market runs"
    driver.press("return")
    driver.press("return")
    settle(driver)
    assert said(driver) == "What it was to you"
    driver.press("w")
    settle(driver)
    assert said(driver) == "Why did it move?"


def test_an_offer_of_the_unions_comes_with_the_price_of_breaking_it() -> None:
    s = game("talks")
    have_offered(s)
    driver = opened(s)
    settle(driver)
    assert said(driver) == "The Unions: a deal on offer"
    prices = re.findall(r"If you break it:|can.t break this one", driver.words())
    assert len(prices) == 1, "its card says it, and the hint does not say it again"
    assert driver.faults() == []


def test_the_second_quarter_opens_the_whole_menu_and_then_it_is_silent() -> None:
    _, driver = at("orders", 1)
    assert said(driver) == "The whole menu"
    _, driver = at("orders", 2)
    assert said(driver) == ""


def test_a_hint_that_is_put_away_does_not_come_back() -> None:
    s, driver = at("bulletin")
    driver.click("Got it")
    assert said(driver) == ""
    driver.app.routes.play(s)
    settle(driver)
    assert said(driver) == ""


def test_all_hints_can_be_sent_away() -> None:
    s, driver = at("orders")
    driver.click("No more hints")
    assert not driver.app.settings.coach
    assert said(driver) == ""
    assert not any(x.label == "suggested" for x in driver.all())
    on_to(driver, s, "orders")
    assert said(driver) == ""


def test_among_several_people_it_speaks_for_one_quarter_only() -> None:
    s = game("talks", humans=("secretary", "unions"))
    driver = opened(s)
    assert s.coached(driver.app)
    s = game("talks", quarters=1, humans=("secretary", "unions"))
    assert not s.coached(driver.app)


def test_it_tells_the_open_table_nothing_of_a_seat() -> None:
    s = game("orders", humans=("secretary", "unions"))
    driver = opened(s)
    assert s.who == "spectator"
    assert said(driver) == ""


@pytest.mark.parametrize(("size", "text"), [((1280, 720), 1.4), ((1280, 720), 2.0)])
def test_in_large_print_it_is_one_line_that_opens(size: tuple[int, int], text: float) -> None:
    s = game("orders")
    driver = opened(s, size, text)
    assert driver.faults() == []
    assert driver.find("Choose an order").label.endswith("read on")  # it says that it opens
    driver.click("Choose an order")
    assert "Point at a card" in driver.words()
    assert driver.faults() == []


def test_every_hint_has_a_place_and_short_words() -> None:
    assert len({h.id for h in hints()}) == len(hints()) >= 8
    assert all(h.title and h.text for h in hints())


def test_corners_lie_inside_what_they_point_at_and_leave_its_sides_open() -> None:
    for size in ((300, 200), (30, 12), (6, 6)):
        rect = pygame.Rect(10, 20, *size)
        strokes = corners(rect, 20, 3)
        assert len(strokes) == 8
        assert all(rect.contains(stroke) for stroke in strokes)
        if size[0] > 60:
            middle = pygame.Rect(rect.centerx, rect.y, 1, rect.h)
            assert middle.collidelist(strokes) == -1


@pytest.mark.parametrize(("answer", "hinted"), [("ask_time", False), ("promise", True)])
def test_no_order_is_hinted_at_that_an_answer_has_barred(answer: str, hinted: bool) -> None:
    s = game("event", humans=("secretary", "number10"))
    s.match.submit(AnswerEvent(role="secretary", event="called_to_no10", option=answer))
    play(s.match, "orders")
    s.look("number10")
    driver = opened(s)
    s.look("number10")
    assert ("summon" in s.suggestions(driver.app)) == hinted
    assert s.suggestions(driver.app)


def test_a_notice_lies_above_the_coach_s_strip() -> None:
    driver = opened(game("bulletin"))
    foot = driver.app.layers[0].find(f"#{FOOT}")
    assert foot is not None
    driver.app.toast("Somebody offers a deal.")
    inked = driver.app.inked()
    notice = next(x for x in inked if x.text.startswith("Somebody"))
    assert notice.rect.bottom <= foot.rect.top


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_nothing_moves_when_a_hint_is_put_away(size: tuple[int, int]) -> None:
    """Not even the button to send all hints away, under a hand that presses twice."""
    driver = opened(game("bulletin"), size)
    names = ("Map of England", "No more hints", "Got it")
    before = [driver.find(name).rect for name in names]
    driver.click("Got it")
    assert said(driver) == ""
    assert driver.find("Got it").state.get("disabled")
    assert [driver.find(name).rect for name in names] == before
    driver.click("No more hints")
    assert driver.app.layers[0].find(f"#{FOOT}") is None
    assert driver.find("Map of England").rect.h > before[0].h


def test_a_tip_lies_above_the_coach_s_strip_unless_it_is_the_strip_s() -> None:
    driver = opened(game("event"))
    foot = driver.app.layers[0].find(f"#{FOOT}")
    assert foot is not None
    driver.move(driver.find(driver.labels("card")[0], "card").rect.center)
    driver.wait(2)
    (tip,) = driver.all("tooltip")
    assert tip.rect.bottom <= foot.rect.top
    driver.move(driver.find("No more hints").rect.center)
    driver.wait(2)
    (tip,) = driver.all("tooltip")
    assert not tip.rect.colliderect(driver.find("No more hints").rect)


def test_after_the_guide_s_own_pages_a_newcomer_has_hints() -> None:
    s = session("secretary")
    driver = Driver(screen_of(s))
    driver.app.routes.begin(s.match, guided=True)
    s = driver.app.routes.session or s
    take_office(driver)
    on_to(driver, s, "orders")
    assert driver.app.screen.title == "Your first quarter"
    assert said(driver) == ""
    driver.click(driver.labels("card")[0], "card")
    driver.press("ctrl+return")
    if driver.has("Seal", "button"):  # a hospital is left undecided
        driver.click("Seal")
    settle(driver)
    assert s.view.phase == "reveal"
    assert said(driver) == "All at once"
