"""What an office changed: by everything it did, and by each of its acts, on the same luck."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.rules import engine
from game.rules.counterfactual import OfficeAct, acts, decisive, decisive_of
from game.rules.state.case_facts import CaseSettled
from game.rules.state.facts import EventAnswered, OrderRevealed
from game.scenario.schema.base import ROLES
from game.workshop.kept_game import KeptGame
from tests.desktop.games import ended, pack


def test_acts_are_what_was_carried_out_and_what_was_answered() -> None:
    facts = [
        OrderRevealed(quarter=9, role="unions", lever="a", bid=0, strength=1.0, outcome="full"),
        OrderRevealed(quarter=9, role="unions", lever="b", bid=0, strength=1.0, outcome="fizzled"),
        OrderRevealed(quarter=9, role="monitor", lever="c", bid=0, strength=1.0, outcome="full"),
        EventAnswered(quarter=9, role="unions", event="e", option="o"),
    ]
    assert acts(facts, "unions") == (OfficeAct("a", 9), OfficeAct("e/o", 9))


def test_a_way_out_taken_for_two_hospitals_at_once_is_one_act_and_one_left_to_the_clock_none() -> (
    None
):
    def settled(trust: int, *, chosen: bool) -> CaseSettled:
        return CaseSettled(
            quarter=9,
            case=trust,
            trust=trust,
            decider="secretary",
            way="close",
            chosen=chosen,
            move="done",
            held=False,
            backing=1,
            behind=1,
            against=0,
        )

    facts = [settled(3, chosen=True), settled(4, chosen=True), settled(5, chosen=False)]
    assert acts(facts, "secretary") == (OfficeAct("case/close", 9, (3, 4)),)


@pytest.mark.parametrize("role", ROLES)
def test_each_act_is_weighed_by_itself_and_the_weightiest_comes_first(role: str) -> None:
    match = ended().match
    deeds = match.decisive(role)  # type: ignore[arg-type]
    assert [d.act for d in deeds] != []
    assert {d.act for d in deeds} == set(acts(match.log, role))  # type: ignore[arg-type]
    sizes = [abs(d.points) for d in deeds]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 0


def test_an_act_measured_alone_agrees_with_all_of_them_where_there_is_no_other() -> None:
    """As it came is the same for every act: the game that was played."""
    deeds = ended().match.decisive("monitor")
    came = {tuple((f, v) for f, v, _ in d.changed) for d in deeds}
    assert len(came) == 1
    as_played = {name: v for name, v, _ in ended().match.unmade("monitor")}
    for name, value in came.pop():
        if name in ("waits", "quality", "trusts_at_risk", "net_surplus_m"):
            assert value == pytest.approx(as_played[name])


def test_it_is_told_only_at_the_end() -> None:
    position, facts = engine.start(pack(), 3)
    with pytest.raises(InputError, match="when the game has ended"):
        decisive(pack(), position, facts, "unions")


def test_all_offices_in_one_batch_are_each_office_by_itself() -> None:
    match = ended().match
    game = KeptGame(Path("game.jsonl"), tuple(match.journal.entries), pack())
    position = game.position_of(match.turn)
    together = decisive_of(pack(), position, match.log, ROLES)
    assert together == {role: match.decisive(role) for role in ROLES}
