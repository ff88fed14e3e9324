"""The facilitator at the console, by mouse and keys alone."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.desktop.screens.console.console_screen import TABS, ConsoleScreen
from game.desktop.screens.menus.title import Title
from game.desktop.screens.quarter.curtain import Curtain
from game.journal.format import NoteEntry, PlanEntry, PredictionEntry, StrategyEntry
from game.match import Match
from game.rules.state.commands import Order, Seal
from game.scenario.schema.base import ROLES
from game.telling import Voice
from game.workshop.library import library
from tests.desktop.driver import Driver
from tests.desktop.screens.console.tables import PIN, Table
from tests.workshop.four_people import play_until


def test_a_fault_on_one_sheet_keeps_all_open(table: Table) -> None:
    table.play("orders")
    table.console()
    table.tab("Paper sheets")
    for role in ROLES:
        table.type(f"sheet-{role}", "-" if role != "unions" else "S1")
    assert table.driver.has("S1 is a card of the Health Secretary.")
    table.driver.press("ctrl+return")
    assert table.match.view("spectator").phase == "orders"


def test_an_inject_takes_three_actions(table: Table) -> None:
    table.play("talks")
    table.console()
    table.tab("Injects")
    voice = Voice.of(table.match.pack.scenario, table.match.view("spectator"))
    event = next(e for e in library(table.match, voice, "now") if not e.reason)
    table.driver.click(event.title, "button")
    table.driver.click("Inject it", "button")
    view = table.match.view("spectator")
    assert [e.event for e in view.events] == [event.event]
    assert view.phase == "event"


def test_a_prediction_slip_is_kept_until_the_reveal(table: Table) -> None:
    table.play("orders")
    table.console()
    table.tab("Predictions")
    table.driver.click("▼ down", "tab")
    table.driver.click("Keep it", "button")
    kept = [e for e in table.match.journal.entries if isinstance(e, PredictionEntry)]
    assert [(e.role, e.direction, e.confidence) for e in kept] == [("secretary", "down", 70)]
    assert table.driver.has("kept: ")
    table.play("papers")
    table.console()
    table.tab("Predictions")
    table.driver.click("Keep it", "button")
    after = [e for e in table.match.journal.entries if isinstance(e, PredictionEntry)]
    assert len(after) == 1  # what is known is not predicted


def test_time_that_is_out_seals_the_drafts_as_they_stand(table: Table) -> None:
    table.console()
    table.driver.click("Begin the plan", "button")
    table.play("papers")
    table.play("orders")
    session = table.driver.app.routes.session
    assert session is not None and session.room is not None
    menu = table.match.view("unions").menu
    order = next(o for o in menu if not (o.reasons or o.trusts or o.roles or o.tags))
    session.look("unions")
    session.draft.put(Order(lever=order.lever))
    session.look()
    table.driver.wait(60 * session.room.plan.round.enter - 5)
    assert table.match.view("spectator").phase == "orders"
    table.driver.wait(10)
    view = table.match.view("spectator")
    assert view.phase == "reveal"
    assert (order.lever, "unions") in {(o.lever, o.role) for o in view.orders}


def test_practice_is_on_other_luck_and_leaves_the_game_alone(table: Table) -> None:
    table.play("bulletin")
    before = table.match.digest()
    table.console()
    table.driver.click("Practice quarter", "button")
    app = table.driver.app
    apart = app.routes.session
    assert apart is not None
    assert apart.match is not table.match
    assert apart.match.path is None
    assert apart.match.seed != table.match.seed
    play_until(apart.match, "papers")
    apart.forget()
    app.routes.advance(apart)
    now = app.routes.session
    assert now is not None and now.match is table.match
    assert table.match.digest() == before


def test_leaving_the_window_covers_the_secrets(table: Table) -> None:
    table.play("talks")
    table.console()
    table.tab("Secrets")
    table.driver.step(pygame.Event(pygame.WINDOWFOCUSLOST))
    assert not isinstance(table.top, ConsoleScreen | Curtain)


@pytest.mark.parametrize("size", [(1280, 720), (960, 540)])
@pytest.mark.parametrize("tab", [words for _, words in TABS])
def test_every_page_can_be_read(tmp_path: Path, size: tuple[int, int], tab: str) -> None:
    table = Table(tmp_path / "t.jsonl", size)
    table.play("talks")
    table.console()
    table.tab(tab)
    for drawn in table.driver.app.inked():
        assert drawn.scrolled or drawn.clip.contains(drawn.rect), drawn.text
    table.match.close()


def test_a_game_opened_again_is_led_still(table: Table) -> None:
    table.play("talks")
    table.console()
    table.driver.click("Begin the plan", "button")
    table.driver.wait(120)
    session = table.driver.app.routes.session
    assert session is not None and session.room is not None
    stood = session.room.read()
    table.match.keep(NoteEntry(author="facilitator", text="the last that was kept"))
    path = table.match.path
    assert path is not None and stood is not None
    table.match.close()
    with Match.resume(path) as again:
        driver = Driver(Title(), (1280, 720))
        driver.app.change(table.driver.app.settings)
        driver.app.routes.begin(again)
        taken = driver.app.routes.session
        assert taken is not None and taken.room is not None
        read = taken.room.read()
        assert read is not None and read.step.title == stood.step.title
        driver.press("ctrl+q")
        assert driver.app.running


def test_a_branch_is_led_by_the_same_clock(table: Table, tmp_path: Path) -> None:
    table.play("papers")
    table.console()
    table.driver.click("Begin the plan", "button")
    app = table.driver.app
    session = app.routes.session
    assert session is not None and session.room is not None
    clock = session.room.clock
    with table.match.branch(1, tmp_path / "branch.jsonl") as made:
        app.routes.begin(made)
        branched = app.routes.session
        assert branched is not None and branched.match is made
        assert branched.room is not None and branched.room.clock is not None and clock is not None
        assert branched.room.clock.began == clock.began
        assert any(isinstance(e, PlanEntry) for e in made.journal.entries)


def test_the_game_goes_on_when_the_facilitator_says(table: Table) -> None:
    table.play("orders")
    table.console()
    table.driver.click("When I say", "tab")
    session = table.driver.app.routes.session
    assert session is not None
    app = table.driver.app
    menu = table.match.view("unions").menu
    order = next(o for o in menu if not (o.reasons or o.trusts or o.roles or o.tags))
    session.look("unions")
    session.draft.put(Order(lever=order.lever))
    for role in ROLES:
        sheet = Seal(role=role, orders=(Order(lever=order.lever),) if role == "unions" else ())
        assert session.submit(app, sheet) == (role != ROLES[-1])
    assert ROLES[-1] == "unions"
    assert table.match.view("spectator").phase == "orders"
    session.look("spectator")
    table.driver.click("Open the sheets", "button")
    view = table.match.view("spectator")
    assert view.phase == "reveal"
    assert (order.lever, "unions") in {(o.lever, o.role) for o in view.orders}
    app.routes.advance(session)
    assert table.match.view("spectator").phase == "reveal"
    table.driver.click("End this phase", "button")
    assert table.match.view("spectator").phase == "papers"
    table.driver.click("When all are ready", "tab")
    app.routes.advance(session)
    assert table.match.view("spectator").phase != "papers"


def test_an_inject_waits_for_a_figure(table: Table) -> None:
    table.play("talks")
    table.console()
    table.tab("Injects")
    table.driver.click("When…", "tab")
    voice = Voice.of(table.match.pack.scenario, table.match.view("spectator"))
    event = next(e for e in library(table.match, voice, "next") if not e.reason)
    table.driver.app.set_focus("waits-for")
    table.driver.app.step()
    table.driver.press("down")  # from the quarter to the first figure
    table.driver.click(event.title, "button")
    assert table.driver.has("Type the number that")
    table.type("waits-bound", "0")
    table.driver.click("Inject it", "button")
    view = table.match.view("spectator")
    assert event.event not in [e.event for e in view.events]
    table.play("papers")
    table.play("talks")
    assert event.event in [e.event for e in table.match.view("spectator").events] or any(
        getattr(f, "event", "") == event.event for f in table.match.log
    )


@pytest.mark.parametrize(("typed", "said"), [("7", "The sheets are this game's."), ("1", "The s")])
def test_the_kit_s_seed_is_checked(table: Table, typed: str, said: str) -> None:
    table.play("talks")
    table.console()
    table.type("kit-seed", typed)
    table.driver.press("return")
    assert table.driver.has(said)
    assert ("print the kit again with --seed 7" in table.driver.words()) == (typed != "7")


def test_the_console_opens_before_anybody_has_taken_office(table: Table) -> None:
    assert isinstance(table.top, Curtain)
    table.driver.click("Menu")
    table.driver.click("The facilitator's console")
    table.type("pin", PIN)
    table.type("pin-again", PIN)
    table.driver.click("Open", "button")
    assert isinstance(table.top, ConsoleScreen)
    table.driver.click("To the table")
    assert isinstance(table.top, Curtain)


def test_strategy_slips_are_typed_kept_and_there_again(table: Table) -> None:
    table.console()
    table.tab("Strategy")
    table.type("wants-unions", "Pay, and = no closures")
    table.driver.app.set_focus("strategy-unions")
    table.driver.press("return")
    kept = [e for e in table.match.journal.entries if isinstance(e, StrategyEntry)]
    assert [(e.role, e.wants, e.fears) for e in kept] == [("unions", "Pay, and = no closures", "")]
    table.driver.click("To the table")
    table.console()
    table.tab("Strategy")
    assert table.driver.has("We want (Unions)")
    assert "Pay, and = no closures" in str([s.state for s in table.driver.all()])
