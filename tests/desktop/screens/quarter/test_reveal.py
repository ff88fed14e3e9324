"""The sheets of real games, through the semantic tree: turned, fought, and only then stamped."""

from __future__ import annotations

import pytest

from game.desktop.screens.quarter.reveal import FIGHT, SHEET, Reveal
from game.rules.state.commands import CaseLine, Seal
from game.rules.state.facts import OrderRevealed
from game.telling.beats import sheets_beat
from game.telling.cases import story_of
from game.telling.reveal import SHORT, Contest
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, finish_talking, game


def _at(quarters: int, *, motion: bool = False, seed: int = 3) -> Driver:
    return Driver(Reveal(game("reveal", quarters=quarters, seed=seed)), motion=motion)


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_the_sheets_fit_at_every_step(size: tuple[int, int], text: float) -> None:
    driver = Driver(Reveal(game("reveal", quarters=2)), size, text, motion=False)
    assert driver.faults() == []
    for key in ("space", "space", "end"):
        driver.press(key)
        assert driver.faults() == []


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_four_full_sheets_are_read_without_scrolling(size: tuple[int, int]) -> None:
    session = game("reveal", seed=4)
    screen = Reveal(session)
    assert [len(sheet.orders) for sheet in screen.beat.sheets] == [2, 2, 2, 2]
    driver = Driver(screen, size, motion=False)
    for _ in screen.beat.steps:
        driver.press("space")
        assert [s.path for s in driver.all("scroll") if s.state["over"]] == []


def test_sheets_turn_over_one_by_one_and_all_at_a_key() -> None:
    driver = _at(2, motion=True)
    session = driver.app.screen.session  # type: ignore[attr-defined]
    orders = [
        session.voice.lever(f.lever, f.quarter)
        for f in session.match.log
        if isinstance(f, OrderRevealed) and f.quarter == session.view.quarter
    ]
    sealed = [s for s in driver.all("text") if s.label == "Sealed"]
    assert len(sealed) == 4
    driver.wait(SHEET + 0.1)
    driver.step()
    assert len([s for s in driver.all("text") if s.label == "Sealed"]) == 3
    driver.press("space")
    words = driver.words()
    assert all(title in words for title in orders)


def test_reduced_motion_goes_a_step_at_a_key() -> None:
    driver = _at(2)
    driver.wait(60)
    assert len([s for s in driver.all("text") if s.label == "Sealed"]) == 4, "it waits for a key"
    driver.press("space")
    assert len([s for s in driver.all("text") if s.label == "Sealed"]) == 3


def test_a_faster_pace_takes_less_time() -> None:
    driver = _at(2, motion=True)
    driver.press("x")
    driver.press("x")
    driver.wait(SHEET / 4 + 0.01)
    driver.step()
    assert len([s for s in driver.all("text") if s.label == "Sealed"]) == 3


def test_nothing_jumps_while_sheets_turn_and_fights_are_fought() -> None:
    """Every sheet and the place of the fights keep their places through all steps."""
    driver = _at(3, seed=4)
    where = []
    for _ in range(12):
        headings = [(s.label, tuple(s.rect)) for s in driver.all("heading")]
        names = {"No 10", "Health Secretary", "Unions"}
        where.append([h for h in headings if h[0] in names])
        if not driver.has("Next step", "button"):
            break
        driver.press("space")
    assert all(places == where[0] for places in where)


def _stamps(driver: Driver, contest: Contest) -> int:
    """How many orders are stamped with what comes of this one."""
    return sum(s.label.strip() == SHORT[contest.target.outcome] for s in driver.all("text"))


def test_a_verdict_is_stamped_only_after_its_contest() -> None:
    shown = 0
    for quarters in range(5):
        session = game("reveal", quarters=quarters, seed=4)
        beat = sheets_beat(session.voice, session.match.log, session.view.quarter)
        driver = Driver(Reveal(session), motion=False)
        for step in beat.steps:
            if isinstance(step, Contest):
                before = _stamps(driver, step)
                driver.press("space")
                assert step.verdict in driver.words()
                assert _stamps(driver, step) == before + 1
                chart = driver.find(f"{step.target.title} against ", "chart")
                assert chart.state["left"] == step.target.strength
                shown += 1
            else:
                driver.press("space")
    assert shown


@pytest.mark.parametrize("quarters", [0, 2])
def test_an_order_that_was_stopped_is_not_told_as_done(quarters: int) -> None:
    for seed in range(1, 40):
        session = game("reveal", quarters=quarters, seed=seed)
        beat = sheets_beat(session.voice, session.match.log, session.view.quarter)
        stopped = [o for sheet in beat.sheets for o in sheet.orders if o.stopped]
        if stopped:
            break
    assert stopped and all(o.news for o in stopped)
    driver = Driver(Reveal(session), motion=False)
    for _ in beat.steps:
        driver.press("space")
    words = driver.words()
    for order in stopped:
        assert order.news not in words
        assert order.why in words
    assert "No order stood in another's way" not in words


def test_bids_are_uncovered_in_the_middle_of_a_fight() -> None:
    for quarters in range(5):
        session = game("reveal", quarters=quarters, seed=9)
        driver = Driver(Reveal(session), motion=True)
        screen = driver.app.screen
        assert isinstance(screen, Reveal)
        first = len(screen.beat.sheets)
        for i, step in enumerate(screen.beat.contests):
            screen.done, screen._since = first + i, driver.app.now
            driver.app.dirty()
            driver.wait(FIGHT * 0.4)
            chart = driver.find(f"{step.target.title} against ", "chart")
            assert chart.state["left"] == pytest.approx(step.target.strength - step.target.bid)
            assert step.verdict not in driver.words()


def test_enter_runs_the_quarter() -> None:
    driver = _at(0)
    session = driver.app.screen.session  # type: ignore[attr-defined]
    driver.press("return")
    assert session.view.phase == "papers"
    assert driver.app.screen.title == "The market"


def test_while_sheets_turn_one_reads_what_is_at_stake_and_not_how_it_ends() -> None:
    session = game("reveal", quarters=2, seed=11)
    screen = Reveal(session)
    driver = Driver(screen, motion=False)
    (case,) = screen.beat.cases
    words = driver.words()
    assert session.voice.trust(case.trust) in words
    assert "a government marginal" in words
    assert "decides." in words
    ends = (session.voice.way(case.way), story_of(session.voice, case)[0], "done")
    assert not any(end in words for end in ends)

    screen.skip()
    driver.app.dirty()
    driver.step()

    words = driver.words()
    assert story_of(session.voice, case)[0] in words
    assert "Next to fall due" in words


def test_a_sheet_that_only_decides_a_hospital_is_not_called_empty() -> None:
    session = game("orders", quarters=1)
    due = [c for c in session.view.cases if c.falls_due and c.decider == "secretary"]
    lines = tuple(CaseLine(case=c.number, way=c.ways[0].way) for c in due[:1])
    assert lines, "a case falls due"
    session.match.submit(Seal(role="secretary", lines=lines))
    finish_talking(session.match)
    session.forget()
    driver = Driver(Reveal(session), motion=False)
    driver.press("end")
    assert "No orders" in driver.words()
    assert "The Health Secretary keeps its clout" not in driver.words()
    assert driver.faults() == []
