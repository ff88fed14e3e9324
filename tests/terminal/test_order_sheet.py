"""The order sheet in text: the coach may be asked, where the facilitator lets it."""

from __future__ import annotations

from game.journal.format import StepEntry
from game.match import Match
from game.rules.state.position import FACILITATOR
from game.scenario.schema.base import ROLES
from tests.terminal.test_case_sheet import PACK, at_sheets, shown


def test_the_coach_says_what_a_sheet_may_bring() -> None:
    with Match.new(PACK, dict.fromkeys(ROLES, "human"), 7) as match:
        at_sheets(match)
        read = shown(match, "secretary", "coach", "seal")
        assert "The coach on your sheet" in read
        for said in (
            "Expected of this sheet: nothing yet: it is empty.",
            "A swap: ",
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
