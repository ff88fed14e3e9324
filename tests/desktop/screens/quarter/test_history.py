"""The past of real games, through the semantic tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desktop.screens.quarter.history import History
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game


@pytest.mark.parametrize(("size", "text"), SIZES)
@pytest.mark.parametrize("tab", ["orders", "log", "figures", "notes"])
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


def test_notes_are_written_and_read_with_their_quarter() -> None:
    session = game("papers", quarters=1)
    driver = Driver(History(session))
    driver.click("Notes", "tab")
    assert "Nothing has been noted yet." in driver.words()
    driver.click("A note for the debrief", "entry")
    driver.type_text("why no bail-out?")
    driver.press("return")
    assert "why no bail-out?" in driver.words()
    assert driver.find("A note for the debrief", "entry").state["value"] == ""
    assert session.match.notes("secretary")[-1][0] == session.view.quarter
    assert session.match.notes("unions") == ()


def test_notes_of_an_office_are_its_own_at_a_shared_screen() -> None:
    session = game("papers", quarters=1, humans=("secretary", "unions"))
    session.match.note("ours alone", author="unions")
    driver = Driver(History(session))
    driver.click("Notes", "tab")
    assert "ours alone" not in driver.words()
    driver.click("A note for the debrief", "entry")
    driver.type_text("for all")
    driver.click("Keep it", "button")
    assert "for all" in driver.words()
    assert session.match.notes("monitor")[-1][1].text == "for all"
