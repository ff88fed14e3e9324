"""The past of real games, through the semantic tree."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.desktop.match_session import Session
from game.desktop.screens.quarter.history import History
from game.journal.follower import Follower
from game.journal.public_file import public_path
from game.match import Match
from game.match.pin import kept_pin
from game.rules.state.case_facts import CaseSettled
from game.scenario.schema.base import SPECTATOR, Role
from game.workshop.plan import plan_of
from game.workshop.room import Room
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


def test_what_was_decided_on_hospitals_is_among_who_did_what() -> None:
    session = game("papers", quarters=3)
    settled = [f for f in session.match.log if isinstance(f, CaseSettled) and f.chosen]
    assert settled, "a hospital was decided"
    at = settled[0].quarter
    screen = History(session)
    screen.at = at - session.view.first
    screen.tab = "orders"
    words = Driver(screen, (1920, 1080)).words()
    assert screen.view().quarter == at
    for fact in (f for f in settled if f.quarter == at):
        assert f"{session.voice.trust(fact.trust)}: {session.voice.way(fact.way)}" in words


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


def test_a_branch_is_a_game_of_its_own_and_the_wall_goes_along(tmp_path: Path) -> None:
    session = game("papers", quarters=1, journal=tmp_path / "one.jsonl")
    wall = Follower(public_path(tmp_path / "one.jsonl"), onward=True)
    screen = History(session)
    screen.at = 0
    driver = Driver(screen)
    driver.click("Branch from here")
    driver.app.set_focus("confirm-yes")
    driver.press("return")
    now = driver.app.screen.session  # type: ignore[attr-defined]
    assert now.match.path == tmp_path / "one-2.jsonl"
    wall.read()
    assert wall.path == public_path(now.match.path)
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


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A whole game of the computer's, kept on disk, whose night has been told."""
    session = game("ended", humans=(), journal=tmp_path_factory.mktemp("kept") / "whole.jsonl")
    session.match.announce()
    yield session
    session.match.close()


def wait_for(driver: Driver, words: str) -> None:
    """Let pictures pass until something worked out beside them is shown."""
    end = time.monotonic() + 60
    while words not in driver.words():
        assert time.monotonic() < end, driver.words()
        time.sleep(0.01)
        driver.step()


@pytest.mark.parametrize("humans", [("secretary",), ("secretary", "unions")])
def test_while_the_game_is_on_nobody_learns_hidden_orders_from_the_past(
    humans: tuple[Role, ...],
) -> None:
    driver = Driver(History(game("papers", quarters=2, humans=humans)))
    tabs = driver.labels("tab")
    assert "Notes" in tabs
    assert not {"Who moved it", "Why AI did it", "What if"} & set(tabs)


def test_before_the_night_is_told_the_past_is_closed() -> None:
    driver = Driver(History(game("ended")))
    assert not {"Who moved it", "Why AI did it", "What if"} & set(driver.labels("tab"))


def test_a_facilitator_opens_the_whole_past_by_pin_and_shuts_it_by_leaving() -> None:
    session = game("papers", quarters=2, humans=("secretary", "unions"))
    session.room = Room(session.match, plan_of("90"), lambda: 0.0)
    screen = History(session)
    driver = Driver(screen, console_pin=kept_pin("2468"))
    for tab in ("Why AI did it", "What if", "Who moved it"):
        driver.click(tab, "tab")
        assert "Closed until the end" in driver.words()
        assert not driver.all("chart")
    driver.click("Open it with the PIN")
    driver.click("PIN", "entry")
    driver.type_text("1111")
    driver.press("return")
    assert not screen.past.open
    driver.type_text("2468")
    driver.press("return")
    wait_for(driver, "Run again on the game's own luck")
    assert driver.has("Who moved Trusts", "chart")
    screen.on_focus_loss(driver.app)
    driver.app.dirty()
    driver.step()
    assert "Closed until the end" in driver.words()
    assert not driver.has("Who moved Trusts", "chart")


def test_who_moved_it_sums_from_the_start_to_the_end(kept: Session) -> None:
    start = game("bulletin")
    driver = Driver(History(kept))
    driver.click("Who moved it", "tab")
    wait_for(driver, "Who moved Trusts")
    was, now = (
        float(s.match.view(SPECTATOR).figures["trusts_at_risk"].value) for s in (start, kept)
    )
    chart = driver.all("chart")[-1].state
    assert (chart["before"], chart["now"]) == (was, pytest.approx(now, abs=1e-9))
    assert len(chart["terms"]) == 5
    driver.click("Answers against orders", "tab")
    parted = driver.all("chart")[-1].state
    assert parted["now"] == pytest.approx(chart["now"], abs=1e-9)
    names = [name for name, _ in parted["terms"]]
    assert "Unions: answers" in names
    assert "Unions: orders" in names
    assert "each did is held as it was played" in driver.words()


def test_a_decision_otherwise_is_charted_beside_the_game_and_kept_as_one(
    kept: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.match import saves

    before = kept.match.digest()
    monkeypatch.setattr(saves, "new_journal", lambda _: tmp_path / "other.jsonl")
    screen = History(kept)
    screen.at, screen.tab = 1, "whatif"
    driver = Driver(screen)
    wait_for(driver, "Guess first")
    driver.click("Run it")
    wait_for(driver, "What if: had")
    assert driver.has("As played", "columnheader")
    assert "as played and what if" in driver.all("chart")[-1].label
    sentence = next(w for w in driver.words().splitlines() if w.startswith("What if: had"))
    driver.click("Keep as a branch")
    with Match.resume(tmp_path / "other.jsonl", kept.match.pack) as other:
        assert sentence in [note.text for _, note in other.notes(SPECTATOR)]
        assert other.digest() != before
    assert kept.match.digest() == before


def test_what_the_computer_weighed_is_read_once_all_is_open(kept: Session) -> None:
    screen = History(kept)
    screen.at, screen.tab = 1, "reasons"
    driver = Driver(screen)
    wait_for(driver, "Thought best: ")
    words = driver.words()
    assert words.count("Thought best: ") >= 4
    assert words.count("Next best: ") >= 8
    assert re.search(r"\d points? less", words)
    assert "Seal “" in words and "points" in words
    driver.click("Talks", "tab")
    wait_for(driver, "deal")


def test_what_cannot_be_run_says_so_in_a_sentence(kept: Session) -> None:
    screen = History(kept)
    screen.at, screen.tab = 0, "shares"
    driver = Driver(screen)
    wait_for(driver, "Nothing can be split before the first quarter has been played.")
    screen.tab = "whatif"
    driver.app.dirty()
    wait_for(driver, "Guess first")


@pytest.mark.parametrize(("size", "text"), SIZES)
@pytest.mark.parametrize("tab", ["shares", "reasons", "whatif"])
def test_the_whole_past_fits(size: tuple[int, int], text: float, tab: str, kept: Session) -> None:
    screen = History(kept)
    screen.tab = tab
    driver = Driver(screen, size, text)
    screen.at = 1 if tab == "reasons" else screen.at
    told = {"shares": "Run again", "reasons": "Thought best", "whatif": "Guess first"}
    wait_for(driver, told[tab])
    if tab == "whatif":
        driver.click("Run it")
        wait_for(driver, "What if: ")
    assert driver.faults() == []
