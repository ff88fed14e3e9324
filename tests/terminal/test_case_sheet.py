"""Cases in text play: what is due, its ways out, a line for the decider and a stake for others."""

from __future__ import annotations

import io

from game.match import Match
from game.rules.state.case_facts import CaseSettled
from game.rules.state.view import View
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from game.terminal import order_sheet
from game.terminal.prompts import Console
from tests.rules.fixtures import Game

PACK = loader.load("december-2013")


def shown(match: Match, role: Role, *lines: str) -> str:
    """What a role reads and types at its sheet."""
    out = io.StringIO()
    order_sheet.fill(
        match, Console(io.StringIO("".join(f"{x}\n" for x in lines)), out, screen=False), role
    )
    return out.getvalue()


def at_sheets(match: Match) -> View:
    """Plays four people plainly up to the first sheets."""
    beside = Game(PACK, 7)
    while match.view("spectator").phase != "orders":
        command = beside.simplest()
        beside.do(command)
        match.submit(command)
    return match.view("secretary")


def test_a_case_is_decided_and_staked_on_in_text() -> None:
    with Match.new(PACK, dict.fromkeys(ROLES, "human"), 7) as match:
        seen = at_sheets(match)
        (case,) = (c for c in seen.cases if c.falls_due)
        ways = [w.way for w in case.ways if w.may_choose and not w.reasons]
        close = str(1 + ways.index("close"))
        read = shown(match, "secretary", f"case {case.number}", close, "2", "seal")
        assert "Due with this quarter's sheets" in read
        assert "you decide" in read and "Gains: " in read
        assert "with 2 behind it" in read
        shown(match, "number10", "seal")
        shown(match, "monitor", "seal")
        everything = str(1 + [w.way for w in case.ways].index("close"))
        opened = (f"case {case.number}", everything)
        read = shown(match, "unions", *opened, "", *opened, "2", "2", *opened, "", "seal")
        assert "Enter to stake as before" in read
        assert "the Health Secretary decides" in read
        assert "2 clout against “close it”" in read
        fact = next(f for f in match.log if isinstance(f, CaseSettled))
        assert (fact.behind, fact.against, fact.move) == (3, 2, "done")
        after = {c.number: c for c in match.view("spectator").cases}
        assert after[fact.case].state == "ended"
