"""Sheets typed from paper: who is lacking, sealed together, and none lost when time is called."""

from __future__ import annotations

from game.scenario.schema.base import ROLES
from game.telling import Voice
from tests.desktop.screens.console.tables import Table
from tests.workshop.four_people import play_until


def test_sheets_that_can_not_be_sealed_yet_say_whose_is_lacking(table: Table) -> None:
    table.play("orders")
    table.console()
    table.tab("Paper sheets")
    for role in ROLES[:-1]:
        table.type(f"sheet-{role}", "-")
    last = Voice.of(table.match.pack.scenario, table.match.view("spectator")).title_of(ROLES[-1])
    assert table.driver.has(f"Nothing is typed yet for {last}: who handed in no sheet gets a dash.")
    table.type(f"sheet-{ROLES[-1]}", "x9")
    assert table.driver.has("What is told in red is to be mended first.")


def test_sheets_that_were_typed_count_when_time_is_called_and_one_is_missing(table: Table) -> None:
    table.play("orders")
    table.console()
    table.tab("Paper sheets")
    voice = Voice.of(table.match.pack.scenario, table.match.view("spectator"))
    typed = ROLES[:-1]
    for role in typed:
        menu = table.match.view(role).menu
        order = next(o for o in menu if not (o.reasons or o.trusts or o.roles or o.tags))
        table.type(f"sheet-{role}", voice.code(order.lever))
    table.tab("Room")
    table.driver.click("Open the sheets", "button")
    public = table.match.view("spectator")
    assert public.phase == "reveal"
    assert {o.role for o in public.orders} == set(typed)
    table.driver.app.step()
    play_until(table.match, "orders")  # behind the console, which stays open
    table.tab("Paper sheets")
    lacking = "Nothing is typed yet for Health Secretary, No 10, Monitor and the Board and Unions"
    assert table.driver.has(lacking)  # nothing is left over from the quarter before


def test_four_sheets_are_typed_and_sealed_together(table: Table) -> None:
    table.play("orders")
    table.console()
    table.tab("Paper sheets")
    voice = Voice.of(table.match.pack.scenario, table.match.view("spectator"))
    for role in ROLES:
        menu = table.match.view(role).menu
        order = next(
            o for o in menu if not (o.reasons or o.trusts or o.roles or o.tags) and o.clout <= 4
        )
        table.type(f"sheet-{role}", voice.code(order.lever))
    table.driver.click("Seal them together", "button")
    assert table.match.view("spectator").phase == "reveal"
    assert {o.role for o in table.match.view("spectator").orders} == set(ROLES)
