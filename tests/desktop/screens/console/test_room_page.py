"""The room at the console: the plan, the clock, and rounds that the computer plays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.scenario.schema.base import SPECTATOR
from tests.desktop.screens.console.tables import Table


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    made = Table(tmp_path / "table1.jsonl")
    yield made
    made.match.close()


def test_to_the_election_asks_first_and_the_table_then_shows_the_campaign(table: Table) -> None:
    """Not, one after another, what was answered in the quarters that nobody played."""
    table.play("talks")
    table.console()
    table.driver.click("Begin the plan")
    table.driver.click("To the election")
    assert table.driver.has("To the election?", "dialog")
    assert table.match.view(SPECTATOR).phase == "talks"
    dialog = next(s for s in table.driver.all("dialog"))
    yes = next(s for s in dialog.walk() if s.role == "button" and s.label == "To the election")
    table.driver.click_at(yes.rect.center)
    for _ in range(20_000):
        table.driver.wait(0.02)
        if table.match.view(SPECTATOR).phase == "campaign":
            break
    table.driver.wait(0.5)
    session = table.driver.app.routes.session
    assert session is not None
    table.driver.app.routes.play(session)
    assert table.driver.app.screen.title != "The event"
