"""The reveal, the report and the history of real games, through the semantic tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desktop.screens.quarter.history import History
from game.desktop.screens.quarter.report import ReportScreen
from game.desktop.screens.quarter.reveal import Reveal
from game.rules.state.facts import GaugeMoved, OrderRevealed
from game.telling.gauge_changes import moves
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game

# ---- the reveal --------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_the_reveal_fits(size: tuple[int, int], text: float) -> None:
    driver = Driver(Reveal(game("reveal", quarters=2)), size, text, motion=False)
    assert driver.faults() == []


def test_sheets_turn_over_one_by_one_and_all_at_a_key() -> None:
    session = game("reveal", quarters=2)
    driver = Driver(Reveal(session))
    orders = [
        session.voice.lever(f.lever, f.quarter)
        for f in session.match.log
        if isinstance(f, OrderRevealed) and f.quarter == session.view.quarter
    ]
    assert driver.words().count("Sealed\n") >= 3
    driver.press("space")
    words = driver.words()
    assert all(title in words for title in orders)


def test_reduced_motion_shows_everything_at_once() -> None:
    driver = Driver(Reveal(game("reveal", quarters=2)), motion=False)
    assert not driver.has("Turn all")
    assert "contest" in driver.words() or "Nobody stood" in driver.words()


def test_every_contest_of_a_game_is_shown_as_strength_against_strength() -> None:
    shown = 0
    for quarters in range(5):
        session = game("reveal", quarters=quarters, seed=9)
        met = [
            f
            for f in session.match.log
            if isinstance(f, OrderRevealed) and f.quarter == session.view.quarter and f.met_by
        ]
        driver = Driver(Reveal(session), motion=False)
        charts = [s for s in driver.all("chart") if " against " in s.label]
        assert len(charts) == len(met)
        assert sorted(c.state["left"] for c in charts) == sorted(f.strength for f in met)
        shown += len(charts)
    assert shown


def test_enter_runs_the_quarter() -> None:
    session = game("reveal")
    driver = Driver(Reveal(session), motion=False)
    driver.press("return")
    assert session.view.phase == "papers"
    assert driver.app.screen.title == "The papers"


# ---- the report ----------------------------------------------------------------------------------


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
    driver.click("Trusts at risk", "figure")
    assert "measured from the trusts" in driver.words()


def test_the_next_quarter_follows() -> None:
    session = game("papers")
    driver = Driver(ReportScreen(session))
    driver.press("return")
    assert session.view.phase == "bulletin"
    assert session.view.quarter == session.view.first + 1


# ---- history -----------------------------------------------------------------


@pytest.mark.parametrize(("size", "text"), SIZES)
@pytest.mark.parametrize("tab", ["orders", "log", "figures"])
def test_history_fits(size: tuple[int, int], text: float, tab: str) -> None:
    screen = History(game("papers", quarters=3))
    screen.tab, screen.at = tab, 1
    assert Driver(screen, size, text).faults() == []


def test_the_scrubber_goes_through_the_quarters() -> None:
    session = game("papers", quarters=3)
    screen = History(session)
    driver = Driver(screen)
    first = driver.find("Quarter", "slider").state["shown"]
    driver.press("[")
    assert driver.find("Quarter", "slider").state["shown"] != first
    driver.app.set_focus("scrub")
    driver.press("home")
    assert screen.view().quarter == session.view.first
    driver.press("end")
    assert screen.view().quarter == session.view.quarter


def test_in_the_open_a_shared_screen_reads_the_public_past_only() -> None:
    screen = History(game("papers", quarters=2, humans=("secretary", "unions")))
    driver = Driver(screen)
    assert screen.who == "spectator"
    assert not driver.has("As you knew it")


def test_going_back_asks_first_then_plays_on_from_there() -> None:
    session = game("papers", quarters=2)
    screen = History(session)
    screen.at = 1
    driver = Driver(screen)
    driver.click("Go back to here")
    assert session.view.phase == "papers"
    driver.click("Go back", "button")
    driver.click("Go back", "button") if driver.has("Not yet") else None
    assert session.view.phase == "bulletin"
    assert session.view.quarter == session.view.first + 1


def test_a_branch_is_a_game_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.match import saves

    session = game("papers", quarters=1, journal=tmp_path / "one.jsonl")
    monkeypatch.setattr(saves, "new_journal", lambda _: tmp_path / "two.jsonl")
    screen = History(session)
    screen.at = 0
    driver = Driver(screen)
    driver.click("Branch from here")
    driver.app.set_focus("confirm-yes")
    driver.press("return")
    assert (tmp_path / "two.jsonl").exists()
    now = driver.app.screen.session  # type: ignore[attr-defined]
    assert now.match.path == tmp_path / "two.jsonl"
    assert now.view.quarter == now.view.first
    now.match.close()
