"""Every screen that there is, opened as people meet it: for checks that hold on all of them.

``python -m tests.desktop.every_screen`` looks over all of them at five sizes, in high contrast too,
for text that is cut off or lies over other text and for words too faint to read; ``… night`` over
those whose names begin so. The tests keep a sample.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import pygame

from game.desktop.coach import Coach
from game.desktop.match_session import Session
from game.desktop.screens.boards.cases import ask_case
from game.desktop.screens.boards.trusts import open_trust
from game.desktop.screens.console.console_screen import TABS as CONSOLE_TABS
from game.desktop.screens.console.console_screen import ConsoleScreen
from game.desktop.screens.console.pin_screen import PinScreen
from game.desktop.screens.ending.campaign import Campaign
from game.desktop.screens.ending.election_night import ElectionNight
from game.desktop.screens.ending.scores import Scores
from game.desktop.screens.menus.help import Help
from game.desktop.screens.menus.new_game import NewGame
from game.desktop.screens.menus.record import RecordScreen
from game.desktop.screens.menus.settings import SettingsScreen
from game.desktop.screens.menus.title import SavedGames, Title
from game.desktop.screens.quarter.answered_event import AnsweredEvent
from game.desktop.screens.quarter.briefing import Briefing
from game.desktop.screens.quarter.curtain import Curtain
from game.desktop.screens.quarter.dashboard import Dashboard
from game.desktop.screens.quarter.first_quarter import FirstQuarter
from game.desktop.screens.quarter.for_you import ForYouScreen
from game.desktop.screens.quarter.front_page import FrontPageScreen
from game.desktop.screens.quarter.history import History
from game.desktop.screens.quarter.market_run import MarketRun
from game.desktop.screens.quarter.pause_menu import open_menu
from game.desktop.screens.quarter.report import TABS as REPORT_TABS
from game.desktop.screens.quarter.report import ReportScreen
from game.desktop.screens.quarter.reveal import Reveal
from game.desktop.screens.quarter.talks import Talks
from game.desktop.screens.screen import Screen
from game.rules.state.facts import EventAnswered
from game.scenario.schema.base import ROLES, Role
from game.workshop.plan import plan_of
from game.workshop.room import Room
from tests.desktop.driver import Driver
from tests.desktop.games import game

Size = tuple[int, int]
SIZES: tuple[tuple[Size, float], ...] = (
    ((900, 600), 1.0),
    ((1280, 720), 1.0),
    ((1280, 720), 2.0),
    ((1920, 1080), 1.0),
    ((3840, 2160), 1.0),
)
SEED, QUARTERS = 11, 2


class Opens(Protocol):
    """Opens a screen at a size, with its letters so large, and other settings."""

    def __call__(self, size: Size, text: float, **more: object) -> Driver: ...


def _open(make: Callable[[], Screen], then: Callable[[Driver], object] | None = None) -> Opens:
    def opened(size: Size, text: float, **more: object) -> Driver:
        screen = make()
        driver = Driver(screen, size, text, **{"motion": False, **more})
        session = getattr(screen, "session", None)
        if isinstance(session, Session):
            driver.app.explain, driver.app.advise = session.explain, Coach(session).strip
        driver.app.dirty()
        driver.step()
        if then is not None:
            then(driver)
        for _ in range(30):
            driver.step()
        while isinstance(session, Session) and not session.forecast.ready:  # the cards' arrows
            session.forecast.think(1.0)
            driver.app.dirty()
            driver.step()
        return driver

    return opened


def _at(phase: str, *humans: Role, quarters: int = QUARTERS) -> Session:
    session = game(phase, quarters=quarters, humans=humans or ("secretary",), seed=SEED)
    while session.match.step_ai():
        pass
    session.forget()
    for fact in session.match.log:
        if isinstance(fact, EventAnswered):
            session.shown_event(fact)
    return session


def _tabbed(make: Callable[[Session], Screen], phase: str, tab: str) -> Callable[[], Screen]:
    def made() -> Screen:
        screen = make(_at(phase))
        screen.tab = tab  # type: ignore[attr-defined]
        return screen

    return made


def _board(tab: str) -> Callable[[], Screen]:
    def made() -> Screen:
        session = _at("bulletin")
        screen = Dashboard(session)  # which begins with what is in hand
        session.ui.desk = session.ui.page = tab
        return screen

    return made


def _desk(tab: str, quarters: int = QUARTERS) -> Callable[[], Screen]:
    def made() -> Screen:
        session = _at("orders", quarters=quarters)
        screen = Dashboard(session)
        session.ui.desk = tab
        return screen

    return made


def _event() -> Screen:
    """An event to answer, the quarter's only one: no other office answers meanwhile."""
    for quarter in range(5):
        for role in ROLES:
            session = game("event", quarters=quarter, humans=(role,), seed=SEED)
            if [x.answers for x in session.view.events] == [role]:
                return Dashboard(session)
    raise AssertionError("no quarter of this game asks one office alone")


def _answered() -> Screen:
    session = _at("orders")
    fact = next(f for f in reversed(session.match.log) if isinstance(f, EventAnswered))
    return AnsweredEvent(session, fact)


def _case(driver: Driver) -> None:
    session = driver.app.screen.session  # type: ignore[attr-defined]
    ask_case(driver.app, session, next(x for x in session.view.cases if x.state == "open").number)
    driver.step()


def _trust(driver: Driver) -> None:
    session = driver.app.screen.session  # type: ignore[attr-defined]
    t = session.view.trusts
    session.ui.trust = next(name for name, on in zip(t.id, t.listed, strict=True) if on)
    open_trust(driver.app, session)
    driver.step()


def _a_card(driver: Driver) -> None:
    driver.click(driver.labels("card")[0], "card")


def _menu(driver: Driver) -> None:
    open_menu(driver.app, driver.app.screen.session)  # type: ignore[attr-defined]
    driver.step()


def _night(part: float, tab: str = "watch") -> Callable[[], Screen]:
    def made() -> Screen:
        screen = ElectionNight(_at("ended"))
        screen.tab = tab
        screen.go_to(part)
        return screen

    return made


def _whatif(driver: Driver) -> None:
    import time

    end = time.monotonic() + 60
    while "Guess first" not in driver.words() and time.monotonic() < end:
        time.sleep(0.01)
        driver.step()


def _past(tab: str) -> Callable[[], Screen]:
    def made() -> Screen:
        path = Path(tempfile.mkdtemp()) / "whole.jsonl"
        session = game("ended", humans=(), seed=SEED, journal=path)
        session.match.announce()
        screen = History(session)
        screen.tab, screen.at = tab, 1
        return screen

    return made


def _shares(driver: Driver) -> None:
    import time

    end = time.monotonic() + 60
    while not driver.all("chart") and time.monotonic() < end:
        time.sleep(0.01)
        driver.step()


def _console(tab: str) -> Callable[[], Screen]:
    def made() -> Screen:
        session = game("talks", quarters=1, humans=ROLES, seed=SEED)
        session.room = Room(session.match, plan_of("90"), lambda: 0.0)
        session.room.follow()
        screen = ConsoleScreen(session, session.room)
        screen.tab = tab
        return screen

    return made


def _guided() -> Screen:
    session = game("bulletin", humans=("secretary",), seed=SEED)
    session.guided = True
    session.look()
    return FirstQuarter(session)


def _begun(role: Role) -> Session:
    return game("agendas", humans=(role,), seed=SEED)


SCREENS: dict[str, Opens] = {
    "title": _open(Title),
    "saved-games": _open(SavedGames),
    "record": _open(RecordScreen),
    "new-game": _open(NewGame),
    "settings": _open(SettingsScreen),
    "help": _open(Help),
    "help-term": _open(lambda: Help("waits")),
    **{f"briefing-{r}": _open(lambda r=r: Briefing(_begun(r), r)) for r in ROLES},  # type: ignore[misc]
    "briefing-history": _open(
        lambda: Briefing(_begun("secretary"), "secretary"),
        lambda d: d.click("History and sources", "button"),
    ),
    "curtain": _open(lambda: Curtain(_at("talks", *ROLES), "monitor", Title)),
    "first-quarter": _open(_guided),
    **{f"board-{t}": _open(_board(t)) for t in ("figures", "cases", "trusts", "offices", "log")},
    "bulletin": _open(lambda: Dashboard(_at("bulletin"))),
    "event": _open(_event),
    "talks-dashboard": _open(lambda: Dashboard(_at("talks"))),
    "talks": _open(lambda: Talks(_at("talks"))),
    "deal-writer": _open(_tabbed(Talks, "talks", "write"), lambda d: d.press("p")),
    "orders": _open(_desk("hand")),
    "orders-hint": _open(_desk("hand", 1)),  # cases fall due, and the coach has a word
    **{f"orders-{t}": _open(_desk(t)) for t in ("figures", "cases", "trusts", "offices", "log")},
    "order-card": _open(_desk("hand"), _a_card),
    "case-card": _open(_desk("hand"), _case),
    "trust-card": _open(_board("trusts"), _trust),
    "menu": _open(_board("figures"), _menu),
    "sheets": _open(lambda: Reveal(_at("reveal")), lambda d: d.press("end")),
    "event-answered": _open(_answered),
    "market": _open(lambda: MarketRun(_at("papers")), lambda d: d.press("end")),
    "front-page": _open(lambda: FrontPageScreen(_at("papers"))),
    "for-you": _open(lambda: ForYouScreen(_at("papers"))),
    **{f"report-{t}": _open(_tabbed(ReportScreen, "papers", t)) for t, _ in REPORT_TABS},
    **{
        f"history-{t}": _open(_tabbed(History, "papers", t))
        for t in ("orders", "log", "figures", "notes")
    },
    "history-whatif": _open(_past("whatif"), _whatif),
    "history-shares": _open(_past("shares"), _shares),
    "campaign": _open(lambda: Campaign(_at("ended"))),
    "night-begins": _open(_night(0.0)),
    **{f"night-{t}": _open(_night(0.5, t)) for t in ("watch", "hospitals", "declared", "acts")},
    "night-over": _open(_night(1.0)),
    "scores": _open(lambda: Scores(_at("ended"))),
    "pin": _open(lambda: PinScreen(None, lambda: None, "The facilitator's console")),
    **{f"console-{t}": _open(_console(t)) for t, _ in CONSOLE_TABS},
}


def opened(name: str, size: Size, text: float = 1.0, **more: object) -> Driver:
    """One of the screens."""
    return SCREENS[name](size, text, **more)


def _light(colour: Sequence[int]) -> float:
    parts = [x / 255 for x in colour[:3]]
    lin = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]


def faint(driver: Driver) -> list[str]:
    """Words in the picture on a ground that they hardly stand out from, as it is drawn.

    The ground is the colour that most of a line's box has, the ink the one farthest from it: at
    least 4.5 to 1, or 3 to 1 for letters of 24 pixels and more. What can't be used now is exempt.
    """
    inked, window = driver.app.inked(), driver.app.brush.surface
    off = [s.rect for s in driver.all() if s.state.get("disabled")]
    out = []
    for ink in inked:
        seen = ink.rect.clip(ink.clip).clip(window.get_rect())
        if ink.layer != max(x.layer for x in inked) or seen.w < 6 or seen.h < 6:
            continue
        if seen.h < 0.7 * ink.rect.h or any(box.colliderect(seen) for box in off):
            continue  # a line that is half scrolled away shows no letters, perhaps
        pixels = pygame.surfarray.array3d(window.subsurface(seen)).reshape(-1, 3)
        found, counts = np.unique(pixels, axis=0, return_counts=True)
        ground = _light(found[counts.argmax()])
        ratios = [(max(ground, x) + 0.05) / (min(ground, x) + 0.05) for x in map(_light, found)]
        if max(ratios) < (3.0 if ink.rect.h >= 31 else 4.5):
            out.append(f"faint: {ink.text!r} at {max(ratios):.1f} to 1")
    return out


def faults(wanted: str = "") -> Iterator[str]:
    """What is wrong on any screen at any size, with its name."""
    for name, open_it in SCREENS.items():
        if not name.startswith(wanted):
            continue
        for size, text in SIZES:
            for contrast in (False, True):
                if contrast and size != (1280, 720):
                    continue
                where = f"{name} {size[0]}×{size[1]} text {text}{' contrast' * contrast}"
                driver = open_it(size, text, contrast=contrast)
                wrong = driver.faults()
                if size == (1280, 720):
                    wrong += faint(driver)
                for fault in wrong:
                    yield f"{where}: {fault}"


def main(wanted: str = "") -> int:
    found = 0
    for line in faults(wanted):
        print(line, flush=True)
        found += 1
    print(f"{found} faults")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
