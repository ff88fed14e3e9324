"""Twelve pictures of one staged quarter and of one election night, for looking at.

``python -m tests.desktop.film_strip FOLDER`` draws them at 1280×720 and 1920×1080; a third word
names the ones wanted by how they begin (``… FOLDER 09``). Nothing compares them: the goldens do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

from game.desktop.coach import Coach
from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.desktop.screens.ending.election_night import ElectionNight
from game.desktop.screens.ending.scores import Scores
from game.desktop.screens.quarter.answered_event import AnsweredEvent
from game.desktop.screens.quarter.for_you import ForYouScreen
from game.desktop.screens.quarter.front_page import FrontPageScreen
from game.desktop.screens.quarter.market_run import MarketRun
from game.desktop.screens.quarter.reveal import Reveal
from game.desktop.screens.screen import Screen
from game.rules.state.facts import EventAnswered
from tests.desktop.driver import Driver
from tests.desktop.games import game

SIZES = ((1280, 720), (1920, 1080))
#: The game that is filmed: in its third quarter hospitals fall due and sheets meet.
SEED, QUARTERS = 11, 2

Shot = Callable[[tuple[int, int]], Driver]


def _at(phase: str) -> Session:
    return game(phase, quarters=QUARTERS, seed=SEED)


def _still(session: Session, size: tuple[int, int], screen: Screen | None = None) -> Driver:
    driver = Driver(screen or screen_of(session), size, motion=False)
    driver.app.explain, driver.app.advise = session.explain, Coach(session).strip
    driver.app.dirty()
    driver.step()
    for _ in range(40):  # until the cards' arrows are worked out
        driver.step()
    return driver


def _to_answer(size: tuple[int, int]) -> Driver:
    """A quarter whose events are all the reader's to answer: nobody else's is shown before."""
    for seed, quarters in product((SEED, 3, 5, 7), range(6)):
        session = game("event", quarters=quarters, seed=seed)
        if {x.answers for x in session.view.events} == {session.role}:
            return _still(session, size)
    raise AssertionError("the reader never answers alone")


def _answered(size: tuple[int, int]) -> Driver:
    session = _at("orders")
    fact = next(f for f in reversed(session.match.log) if isinstance(f, EventAnswered))
    return _still(session, size, AnsweredEvent(session, fact))


def _run_to(screen: Reveal | MarketRun, size: tuple[int, int], step: int, part: float) -> Driver:
    """A beat that runs, at a part of one of its steps."""
    driver = Driver(screen, size, motion=True)
    screen.done = min(step, len(screen.lengths()) - 1)
    screen._since = driver.clock.now
    driver.app.dirty()
    driver.wait(part * screen.lengths()[screen.done])
    return driver


def _sheets(step: int, part: float) -> Shot:
    return lambda size: _run_to(Reveal(_at("reveal")), size, step, part)


def _market(step: int, part: float) -> Shot:
    return lambda size: _run_to(MarketRun(_at("papers")), size, step, part)


def _night(part: float) -> Shot:
    def take(size: tuple[int, int]) -> Driver:
        screen = ElectionNight(game("ended", seed=SEED))
        driver = Driver(screen, size, motion=True)
        screen.go_to(part)
        driver.app.dirty()
        driver.step()
        return driver

    return take


SHOTS: dict[str, Shot] = {
    "01-the-event-to-answer": _to_answer,
    "02-the-event-answered": _answered,
    "03-the-orders": lambda size: _still(_at("orders"), size),
    "04-a-sheet-turns": _sheets(2, 0.5),
    "05-a-fight": _sheets(4, 0.8),
    "06-the-market-runs": _market(2, 0.6),
    "07-the-front-page": lambda size: _still(_at("papers"), size, FrontPageScreen(_at("papers"))),
    "08-for-you": lambda size: _still(_at("papers"), size, ForYouScreen(_at("papers"))),
    "09-ten-o-clock": _night(0.0),
    "10-seats-come-in": _night(0.45),
    "11-the-result": _night(1.0),
    "12-the-end-card": lambda size: _still(*_end(size)),
}


def _end(size: tuple[int, int]) -> tuple[Session, tuple[int, int], Screen]:
    session = game("ended", seed=SEED)
    return session, size, Scores(session)


def take(wanted: str = "") -> Iterator[tuple[str, Driver]]:
    """Every picture that is wanted, at every size, with its name."""
    for name, shot in SHOTS.items():
        if name.startswith(wanted):
            for size in SIZES:
                yield f"{name}-{size[1]}", shot(size)


def main(folder: str, wanted: str = "") -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, driver in take(wanted):
        driver.move((1, 1))
        driver.shot(str(Path(folder) / f"{name}.png"))
        print(name)


if __name__ == "__main__":
    main(*sys.argv[1:3])
