"""The order sheet in text: orders are read, given and taken back; the coach may be asked."""

from __future__ import annotations

import io
from dataclasses import replace

from game.journal.format import StepEntry
from game.match import Match
from game.rules.state.commands import Order
from game.rules.state.position import FACILITATOR
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.telling import Voice
from game.terminal import order_sheet
from game.terminal.play import play
from game.terminal.prompts import Console
from tests.terminal.test_case_sheet import PACK, at_sheets, shown
from tests.terminal.typists import ALONE, FOUR, Obliging, at_orders, typed


def test_the_coach_says_what_a_sheet_may_bring() -> None:
    with Match.new(PACK, dict.fromkeys(ROLES, "human"), 7) as match:
        at_sheets(match)
        read = shown(match, "secretary", "coach", "seal")
        assert "The coach on your sheet" in read
        for said in (
            "Expected of this sheet: nothing yet: it is empty.",
            "A better sheet: ",
        ):
            assert said in read
        assert not match.awaits("secretary")


def test_the_facilitator_may_turn_the_coach_off() -> None:
    with Match.new(PACK, dict.fromkeys(ROLES, "human"), 7) as match:
        at_sheets(match)
        match.keep(StepEntry(author=FACILITATOR, step="", did="advice_off"))
        read = shown(match, "secretary", "coach", "seal")
        assert "“coach” is not on the menu." in read
        assert "for advice" not in read


def test_an_order_is_read_before_it_is_given_and_shown_after(pack: Pack) -> None:
    match = at_orders(pack)
    bare = [
        n
        for n, o in enumerate(match.view("secretary").menu, 1)
        if not (o.reasons or o.trusts or o.roles or o.tags)
    ]
    n = bare[0]
    shown = typed(match, "closed", f"show {n}", "0", f"{n}+1", "drop", f"{n}+2", "seal")
    assert "“0” is not on the menu." in shown
    assert "Source: " in shown
    assert "with a bid of 1." in shown
    assert "Press Enter for the market quarter." in shown


def test_every_question_about_an_order_can_be_left(pack: Pack) -> None:
    """Enter alone leaves the sheet as it was; nothing is chosen for whoever types nothing."""
    match = at_orders(pack)
    menu = match.view("secretary").menu
    bare = next(
        n for n, o in enumerate(menu, 1) if not (o.reasons or o.trusts or o.roles or o.tags)
    )
    free = menu[bare - 1]
    asking = [
        replace(free, roles=("unions", "monitor")),
        replace(free, tags=("acute", "mental")),
        replace(free, trusts=tuple(match.view("secretary").trusts.id[:3]), n=1),
    ]
    for legal in asking:
        before = [Order(lever=free.lever, bid=1)]
        sheet, out = list(before), io.StringIO()
        view, console = match.view("secretary"), Console(io.StringIO("\n"), out, screen=False)
        order_sheet.add(console, Voice.of(pack.scenario, view), view, sheet, legal, 2)
        assert sheet == before
        assert "Enter" in out.getvalue()


def test_a_refused_sheet_is_said_and_can_be_changed(pack: Pack) -> None:
    match = at_orders(pack)
    with match:
        view = match.view("secretary")
        dear = sorted(
            (o for o in view.menu if not o.reasons and not o.trusts and not o.roles and not o.tags),
            key=lambda o: -o.clout,
        )[:2]
        assert sum(o.clout for o in dear) + 4 > view.menu.means[0]
        numbers = [i for i, o in enumerate(view.menu, 1) if o in dear]
        script = [*(f"{n}+2" for n in numbers), "seal", "drop", "seal"]
        shown = io.StringIO()
        play(match, io.StringIO("".join(f"{x}\n" for x in script)), shown, screen=False)
    assert "Press Enter for the market quarter." in shown.getvalue()
    assert "clout" in shown.getvalue().split("> seal", 1)[1]


def test_others_may_take_a_sheet_back_before_the_last_seal(pack: Pack) -> None:
    match = Match.new(pack, FOUR, 3)
    shown = io.StringIO()

    class Withdrawing(Obliging):
        done = False

        def readline(self) -> str:
            if not self.done and "type withdraw" in shown.getvalue()[-300:]:
                Withdrawing.done = True
                return "withdraw secretary\n"
            if Withdrawing.done:
                return ""
            return super().readline()

    with match:
        play(match, Withdrawing(shown), shown, screen=False)  # type: ignore[arg-type]
        assert match.awaits("secretary")
    assert "The sheet of the Health Secretary is taken back." in shown.getvalue()


def test_a_cards_number_is_its_own_for_the_whole_game(pack: Pack) -> None:
    match = Match.new(pack, ALONE, 5)
    shown = typed(match, *(["1", *([""] * 3), "seal", *([""] * 4)] * 8))
    numbers: dict[str, set[str]] = {}
    menus = shown.split("== Your levers")[1:]
    assert len(menus) >= 3
    for menu in menus:
        for line in menu.split("\nYour sheet is empty")[0].splitlines():
            number, dot, rest = line.partition(". ")
            if number.isdigit() and dot:
                numbers.setdefault(rest.split(" (")[0], set()).add(number)
    assert len(numbers) > 10
    assert all(len(found) == 1 for found in numbers.values()), numbers


def test_the_number_of_a_closed_card_says_why_it_is_closed(pack: Pack) -> None:
    match = at_orders(pack)
    menu = match.view("secretary").menu
    place = next(n for n, order in enumerate(menu) if order.reasons)
    shown = typed(match, str(place + 1))
    assert f"{place + 1}. " in shown
    assert menu[place].reasons[0] in shown
