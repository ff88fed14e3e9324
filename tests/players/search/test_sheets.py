"""Sheets to try: what a first look begins with, and that luck gets to what a ranking misjudges."""

from __future__ import annotations

import pytest

from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.players.search.sheets import SheetMaker
from game.rules.state.commands import Seal
from game.rules.state.position import Position
from game.rules.views.builder import view
from tests.players.search.test_search_player import PACK, orders

__all__ = ["orders"]


@pytest.fixture
def maker(orders: Position) -> SheetMaker:
    seen = view(PACK, orders, "secretary")
    persona = Persona(PACK, "secretary", 9, DEFAULT_PERSONA["secretary"])
    usual = persona.act(seen, "seal")
    assert isinstance(usual, Seal)
    return SheetMaker(seen, persona, usual)


def alone(sheets: list[Seal], maker: SheetMaker) -> list[str]:
    """Return the levers of single orders beside the usual lines, in their turn; the usual sheet,
    which may be one too, has its own."""
    return [
        sheet.orders[0].lever
        for sheet in sheets
        if len(sheet.orders) == 1 and sheet.lines == maker.usual.lines and sheet != maker.usual
    ]


def levers(maker: SheetMaker) -> list[str]:
    return [order.lever for order in maker.view.menu.open]


def test_a_first_look_begins_with_the_usual_sheet_and_none_at_all(maker: SheetMaker) -> None:
    ranked = levers(maker)
    sheets = maker.first_tried(ranked, [0.5] * len(ranked))
    assert sheets[:2] == [maker.usual, maker.empty()]
    assert len(set(sheets)) == len(sheets)


def test_the_best_ranked_levers_come_first_and_the_others_by_luck(maker: SheetMaker) -> None:
    menu = levers(maker)
    ranked, rising = menu[::-1], [n / len(menu) for n in range(len(menu))]
    one = alone(maker.first_tried(ranked, rising), maker)
    other = alone(maker.first_tried(ranked, rising[::-1]), maker)
    best = [lever for lever in ranked[:6] if lever in one]
    assert one[: len(best)] == other[: len(best)] == best
    by_luck = [lever for lever in menu if lever in one and lever not in best]
    assert len(by_luck) > 1
    assert one[len(best) :] == by_luck
    assert other[len(best) :] == by_luck[::-1]


def test_what_is_changed_is_one_thing_and_can_be_paid(maker: SheetMaker) -> None:
    usual = maker.usual
    changed = maker.changed()
    assert changed and len(set(changed)) == len(changed) and usual not in changed
    for sheet in changed:
        assert maker.fits(sheet)
        kept = set(usual.orders) & set(sheet.orders)
        if sheet.lines == usual.lines and sheet.stakes == usual.stakes:
            assert len(sheet.orders) - len(kept) <= 1 and len(usual.orders) - len(kept) <= 1
        else:
            assert sheet.orders == usual.orders
            others = (set(usual.lines) ^ set(sheet.lines)) | (set(usual.stakes) ^ set(sheet.stakes))
            assert len({line.case for line in others}) == 1


def test_a_lever_that_is_not_ordered_yet_may_take_the_place_of_one_that_is(
    maker: SheetMaker,
) -> None:
    ordered = {order.lever for order in maker.usual.orders}
    found = {order.lever for sheet in maker.changed() for order in sheet.orders}
    assert ordered and found > ordered
