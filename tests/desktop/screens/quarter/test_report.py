"""The report of real quarters, through the semantic tree."""

from __future__ import annotations

import pytest

from game.desktop.screens.quarter.report import ReportScreen
from game.rules.state.facts import GaugeMoved
from game.telling.gauge_changes import moves
from game.telling.why import why
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game


@pytest.mark.parametrize(("size", "text"), SIZES)
@pytest.mark.parametrize("page", "1234")
def test_the_report_fits(size: tuple[int, int], text: float, page: str) -> None:
    driver = Driver(ReportScreen(game("papers", quarters=2)), size, text)
    driver.press(page)
    assert driver.faults() == []


def test_every_waterfall_of_a_quarter_sums_to_the_move() -> None:
    session = game("papers", quarters=2)
    driver = Driver(ReportScreen(session))
    known = moves(session.voice, session.heard(), session.view.quarter)
    assert known
    for move in known:
        screen = driver.app.screen
        assert isinstance(screen, ReportScreen)
        screen.gauge = move.gauge
        driver.app.dirty()
        driver.step()
        chart = driver.find(f"Why {move.title} moved", "chart")
        assert sum(t.milli for t in move.terms) == move.by
        assert chart.state["now"] == pytest.approx(move.after / 1000)


def test_a_shared_screen_shows_no_move_that_the_public_may_not_know() -> None:
    session = game("papers", quarters=2, humans=("secretary", "unions"))
    hidden = {
        f.gauge
        for f in session.match.log
        if isinstance(f, GaugeMoved) and f.quarter == session.view.quarter and f.seen_by is not None
    }
    assert hidden
    driver = Driver(ReportScreen(session))
    rows = "\n".join(s.label for s in driver.all("row"))
    for gauge in hidden:
        assert session.voice.figure(gauge) not in rows


def test_a_headline_figure_says_why() -> None:
    session = game("papers", quarters=2)
    driver = Driver(ReportScreen(session))
    driver.press("3")
    count = session.voice.figure("trusts_at_risk")
    driver.click(count, "figure")
    answer = why(session.voice, session.heard(), "trusts_at_risk", session.view)
    assert answer.summary in driver.words()
    assert all(cause.cause[:20] in driver.words() for cause in answer.causes)
    driver.click(session.voice.figure("quality"), "figure")
    assert session.voice.figure("quality") in driver.words()


def test_the_next_quarter_follows() -> None:
    session = game("papers")
    driver = Driver(ReportScreen(session))
    driver.press("return")
    assert session.view.phase == "bulletin"
    assert session.view.quarter == session.view.first + 1


def test_where_few_flows_are_known_the_accounts_are_drawn_below() -> None:
    """The Secretary reads few accounts by flow: the courses fill what would be empty."""
    driver = Driver(ReportScreen(game("papers", quarters=2)))
    driver.press("3")
    table, chart = (
        driver.find("Money this quarter"),
        driver.find("The accounts by quarter", "chart"),
    )
    assert chart.rect.top > table.rect.bottom
    assert chart.rect.h > 60
