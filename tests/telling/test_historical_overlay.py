"""The historical overlay: told with its source, and never ahead of the calendar."""

from __future__ import annotations

import io

from game.desktop.match_session import Session
from game.desktop.router import screen_of
from game.desktop.screens.boards.figures import why_panel
from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.telling import Voice
from game.telling.historical_overlay import as_it_was
from game.terminal.lookup import Lookup
from game.terminal.prompts import Console
from game.world import quarter_calendar
from tests.desktop.driver import Driver
from tests.desktop.games import play


def later() -> Match:
    """The parliament with nobody seated, some quarters on."""
    match = Match.new(loader.load("parliament"), dict.fromkeys(ROLES, "ai:idle"), 4)
    play(match, "papers", 6)
    return match


def test_what_was_recorded_is_told_up_to_the_quarter_and_no_further() -> None:
    voice = Voice(loader.load("parliament").scenario)
    found = as_it_was(voice, "deficit_share", quarter_calendar.parse("2013Q2"))
    assert found is not None
    assert [quarter_calendar.label(q) for q, _ in found.points] == ["2011Q1", "2013Q1"]
    assert found.said.startswith("As it was in Q4 2012/13: 10%. Source:")
    assert as_it_was(voice, "deficit_share", quarter_calendar.parse("2010Q4")) is None
    assert as_it_was(voice, "morale", quarter_calendar.parse("2015Q1")) is None


def test_a_scenario_without_a_record_has_no_overlay() -> None:
    voice = Voice(loader.load("december-2013").scenario)
    assert as_it_was(voice, "deficit_share", quarter_calendar.parse("2015Q1")) is None


def test_the_figures_board_draws_it_beside_the_game() -> None:
    session = Session(later())
    driver = Driver(screen_of(session))
    panel = why_panel(driver.app, session, "nhs_satisfaction")
    words = [node.text for node in panel.children if hasattr(node, "text")]
    assert any("As it was in" in str(text) for text in words)


def test_text_mode_tells_it_after_why() -> None:
    match, out = later(), io.StringIO()
    console = Console(io.StringIO(), out, screen=False)
    lookup = Lookup(match, console, lambda: match.view("spectator"))
    assert lookup.answers("why", "public satisfaction")
    assert "As it was in" in out.getvalue()
