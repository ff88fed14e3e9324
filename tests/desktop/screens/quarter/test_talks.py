"""Talks through the semantic tree: offers, answers, leaks, secrecy."""

from __future__ import annotations

import pytest

from game.desktop.match_session import Session
from game.desktop.screens.quarter.talks import Talks
from game.desktop.screens.quarter.talks_pages import TalksPages
from game.rules.state.commands import OfferDeal
from game.rules.state.deal_terms import Abstain, Terms
from game.scenario.schema.base import Role
from game.world import quarter_calendar
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, finish_talking, game


def opened(**more: object) -> tuple[Driver, Talks]:
    session = game("talks", quarters=1, **more)  # type: ignore[arg-type]
    screen = Talks(session)
    return Driver(screen), screen


def own_lever(session: Session, role: Role) -> str:
    levers = session.voice.scenario.levers
    return next(x.id for x in levers if x.role == role and x.kind == "lever")


@pytest.mark.parametrize(("size", "text"), SIZES)
@pytest.mark.parametrize("page", "12345")
def test_every_page_fits_every_window(size: tuple[int, int], text: float, page: str) -> None:
    driver = Driver(Talks(game("talks", quarters=1)), size, text)
    driver.press(page)
    driver.wait(10)
    assert driver.faults() == []


def test_a_ready_written_offer_states_both_sides_and_the_price_of_breaking() -> None:
    driver, screen = opened()
    terms = screen.session.view.offers[0]
    driver.press("2")
    driver.click(screen.session.voice.title_of(terms.other), "button")
    words = driver.words()
    assert "You promise" in words
    assert f"{screen.session.voice.office(terms.other, start=True)} promise" in words
    assert "If you break it:" in words
    assert "one Word goes (3 becomes 2)" in words


def test_pressing_an_office_turns_to_it() -> None:
    driver, screen = opened()
    other = screen.session.voice.title_of("unions")
    row = next(s for s in driver.all("button") if s.path == "#face-unions")
    driver.click_at(row.rect.center)
    assert screen.pages.other == "unions"
    assert f"To the {other}" in driver.words() or "No ready-written offer" in driver.words()


def test_offering_puts_the_deal_on_the_table_and_takes_the_bond() -> None:
    driver, screen = opened()
    before = screen.session.view.offices[0].clout
    driver.press("2")
    driver.click("Offer it")
    mine = [d for d in screen.session.view.deals if d.terms.offerer == "secretary"]
    assert mine
    after = screen.session.view.offices[0].clout
    assert before is not None and after is not None
    # the bond lies on the table until the AI declines or the deal is done
    assert after < before or mine[-1].state in ("declined", "kept")


def test_an_incoming_offer_is_accepted_and_binds() -> None:
    session = game("talks", humans=("secretary", "unions"))
    view = session.match.view("unions")
    lever = own_lever(session, "unions")
    terms = Terms(
        offerer="unions",
        other="secretary",
        clauses=(Abstain(by="unions", until=quarter_calendar.label(view.quarter), lever=lever),),
        bond=1,
    )
    session.match.submit(OfferDeal(role="unions", terms=terms))
    driver = Driver(Talks(session, "secretary", lone=True))
    assert "for your answer" in driver.words()
    number = next(d.number for d in session.match.view("secretary").deals if d.terms == terms)
    driver.app.set_focus(f"accept-{number}")
    driver.press("return")
    deal = next(d for d in session.match.view("secretary").deals if d.terms == terms)
    assert deal.state == "live"


def test_a_leak_asks_first_and_is_public_after() -> None:
    driver, screen = opened()
    figure = screen.session.view.leakable[0]
    driver.press("5")
    driver.click(f"Leak {screen.session.voice.figure_inside(figure)}")
    assert "It can't be taken back" in driver.words()
    driver.click("Leak it")
    public = screen.session.match.view("spectator")
    assert public.figures[figure].exact


def test_losing_the_window_sends_a_shared_screen_back_to_the_open() -> None:
    import pygame

    session = game("talks", humans=("secretary", "unions"))
    driver = Driver(Talks(session, "secretary", lone=True))
    assert session.role == "secretary"
    driver.step(pygame.Event(pygame.WINDOWFOCUSLOST))
    assert session.role is None
    assert driver.app.screen.title != "Talks"


def test_an_offer_is_countered_once() -> None:
    session = game("talks", humans=("secretary", "unions"))
    view = session.match.view("unions")
    until = quarter_calendar.label(view.quarter)
    promise = Abstain(by="unions", until=until, lever=own_lever(session, "unions"))
    terms = Terms(offerer="unions", other="secretary", clauses=(promise,), bond=1, secret=False)
    session.match.submit(OfferDeal(role="unions", terms=terms))
    driver = Driver(Talks(session, "secretary"))
    driver.click("Counter", "button")
    driver.click("Offer it", "button")
    mine = [d for d in session.match.view("secretary").deals if d.terms.offerer == "secretary"]
    assert len(mine) == 1
    assert promise in mine[0].terms.clauses
    assert driver.find("Counter", "button").state.get("disabled")
    assert not driver.find("Accept", "button").state.get("disabled")


def test_an_offer_that_comes_in_is_turned_to_unless_one_has_turned_elsewhere() -> None:
    session = game("talks", quarters=1)
    pages = TalksPages(session, "secretary")
    pages.begin(session.view)
    assert pages.tab == "ready"
    finish_talking(session.match)
    session.forget()
    assert any(d.state == "offered" and d.terms.other == "secretary" for d in session.view.deals)
    pages.begin(session.view)
    assert pages.tab == "offers"
    pages.turn("write")
    pages.begin(session.view)
    assert pages.tab == "write"
