"""Real games of December 2013, stopped at a phase or opened anew, for the tests of screens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.match import Match
from game.players import make
from game.rules.state.commands import Advance, OfferDeal
from game.rules.state.deal_terms import Abstain, Terms
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.world import quarter_calendar
from tests.desktop.driver import Driver

SIZES = [((1280, 720), 1.0), ((1920, 1080), 1.0), ((1280, 720), 1.4), ((1280, 720), 2.0)]


@lru_cache(maxsize=1)
def pack() -> Pack:
    return loader.load("december-2013")


def game(
    until: str,
    *,
    quarters: int = 0,
    humans: Sequence[Role] = ("secretary",),
    seed: int = 3,
    journal: Path | None = None,
) -> Session:
    """A game at a phase of its n-th quarter; people play as the standard AI would."""
    seats: dict[Role, str] = {r: "human" if r in humans else "ai:persona" for r in ROLES}
    match = Match.new(pack(), seats, seed, journal)
    play(match, until, quarters)
    return Session(match)


def play(match: Match, until: str, quarters: int = 0) -> None:
    people = {
        role: make("persona", role, match.pack, 5)
        for role, seat in match.seats.items()
        if seat == "human"
    }
    first = match.view(SPECTATOR).first
    while match.pending():
        view = match.view(SPECTATOR)
        if view.phase == until and view.quarter - first >= quarters:
            return
        if match.step_ai():
            continue
        item = match.pending()[0]
        if item.role is None:
            match.submit(Advance())
        else:
            match.submit(people[item.role].act(match.view(item.role), item.kind))


def have_offered(s: Session) -> None:
    """Have the Unions, whatever AI holds their seat, offer the Secretary peace over one lever."""
    seat, lever = s.match.seats["unions"], "work_to_rule"
    until = quarter_calendar.label(s.match.view(SPECTATOR).quarter)
    peace = Abstain(by="unions", until=until, lever=lever)
    terms = Terms(offerer="unions", other="secretary", clauses=(peace,), bond=1)
    s.match.hand("unions", "human")
    s.match.submit(OfferDeal(role="unions", terms=terms))
    s.match.hand("unions", seat)
    s.forget()


def finish_talking(match: Match) -> None:
    while match.step_ai():
        pass


@lru_cache(maxsize=1)
def ended() -> Session:
    return game("ended")


def session(*humans: Role, seed: int = 5, others: str = "ai:persona") -> Session:
    seats: dict[Role, str] = {
        r: "human" if r in humans else others
        for r in ("secretary", "number10", "monitor", "unions")
    }
    return Session(Match.new(pack(), seats, seed))


def opened(s: Session, size: tuple[int, int] = (1280, 720), text: float = 1.0) -> Driver:
    driver = Driver(screen_of(s), size, text)
    driver.app.routes.play(s)
    settle(driver)
    return driver


def settle(driver: Driver) -> None:
    """Let the AI act, and read what they have answered."""
    for _ in range(8):
        driver.step()
        if driver.app.screen.title == "The event":
            driver.press("return")


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
