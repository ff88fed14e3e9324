"""What if: one decision changed, on the same luck, and what can't be held is listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import pytest

from game.errors import InputError
from game.journal.format import JournalEntry
from game.journal.positions import moments
from game.lab.held_course import Answered, Change, Dropped, Ordered
from game.lab.whatif import what_if
from game.match import Match
from game.rules import engine
from game.rules.constants import ORDERS_A_SHEET
from game.rules.state.commands import AnswerEvent, Order
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from tests.rules import fixtures

KINDS = {"persona": dict.fromkeys(ROLES, "ai:persona"), "random": dict.fromkeys(ROLES, "ai:random")}


@cache
def played(kind: str = "persona", seed: int = 3) -> tuple[Pack, Sequence[JournalEntry], str]:
    """A whole game of the tests' own scenario: its pack, its journal, its last digest."""
    pack = fixtures.pack(cases=True)
    with Match.new(pack, KINDS[kind], seed) as match:
        match.run_ai()
        return pack, tuple(match.journal.entries), match.digest()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_changes_nothing_equals_the_journal_digest_for_digest(kind: str, seed: int) -> None:
    pack, entries, digest = played(kind, seed)
    found = what_if(pack, entries, [])
    assert found.same
    assert engine.digest(found.changed.position) == digest
    assert found.left_out == found.came_up == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_of_play_that_was_gone_through_before_gives_the_same_courses(kind: str) -> None:
    pack, entries, _ = played(kind)
    role, lever, quarter, _ = what_if(pack, entries, []).played.position.board.past.orders[-1]
    change: list[Change] = [Dropped(quarter, role, lever)]
    line = tuple(moments(entries, pack))
    plain, again = what_if(pack, entries, change), what_if(pack, entries, change, line=line)
    assert plain.turn > 0
    for one, other in ((plain.played, again.played), (plain.changed, again.changed)):
        assert engine.digest(one.position) == engine.digest(other.position)
        assert (one.commands, one.track) == (other.commands, other.track)
    assert (plain.left_out, plain.came_up) == (again.left_out, again.came_up)


def test_an_order_put_in_and_taken_out_again_changes_nothing() -> None:
    pack, entries, _ = played()
    role, lever, quarter, _ = what_if(pack, entries, []).played.position.board.past.orders[0]
    both = [Dropped(quarter, role, lever), Ordered(quarter, role, Order(lever=lever))]
    again = what_if(pack, entries, both)
    assert lever in {o[1] for o in again.changed.position.board.past.orders}


def test_a_dropped_order_is_not_given_and_the_rest_is_held() -> None:
    pack, entries, _ = played()
    orders = what_if(pack, entries, []).played.position.board.past.orders
    role, lever, quarter, _ = orders[0]
    found = what_if(pack, entries, [Dropped(quarter, role, lever)])
    after = found.changed.position.board.past.orders
    assert (role, lever, quarter) not in {o[:3] for o in after}
    lost = {(o[0], o[2], o[1]) for o in orders} - {(o[0], o[2], o[1]) for o in after}
    listed = {(out.command.role, out.quarter, out.lever) for out in found.left_out}
    assert lost - {(role, quarter, lever)} <= listed
    assert found.changed.position.board.phase == "ended"


def test_an_event_answered_otherwise_has_the_other_answer_s_effects() -> None:
    tried = 0
    for seed in (1, 2, 3):
        pack, entries, _ = played("random", seed)
        for event, option, quarter in what_if(pack, entries, []).played.position.board.past.events:
            card = pack.scenario.event(event)
            free = (o for o in card.options if o.id != option and not (o.clout or o.purse_m))
            other = next(free, None)
            if other is None or not other.effects:
                continue
            found = what_if(pack, entries, [Answered(quarter, event, other.id)])
            assert (event, other.id, quarter) in found.changed.position.board.past.events
            assert not found.same
            tried += 1
    assert tried


def test_both_courses_share_the_figures_before_the_change() -> None:
    pack, entries, _ = played()
    role, lever, quarter, _ = what_if(pack, entries, []).played.position.board.past.orders[0]
    found = what_if(pack, entries, [Dropped(quarter, role, lever)])
    first = min(found.played.track)
    assert found.played.track[first] == found.changed.track[first]
    assert max(found.played.track) == max(found.changed.track)


def test_others_chosen_again_hold_the_one_whose_decision_it_is() -> None:
    pack, entries, _ = played()
    orders = what_if(pack, entries, []).played.position.board.past.orders
    role, lever, quarter, _ = orders[0]
    found = what_if(pack, entries, [Dropped(quarter, role, lever)], "ai")
    assert found.changed.position.board.phase == "ended"
    authors = {a for a, command in found.changed.commands if command.role == role}
    assert "ai:idle" not in authors or found.left_out
    again = what_if(pack, entries, [Dropped(quarter, role, lever)], "ai")
    assert engine.digest(again.changed.position) == engine.digest(found.changed.position)


def test_a_game_that_is_not_over_is_played_to_where_it_stands() -> None:
    pack = fixtures.pack()
    with Match.new(pack, KINDS["persona"], 5) as match:
        while match.turn < 4:
            match.step_ai()
        entries = tuple(match.journal.entries)
        orders = match.view("spectator").orders
    first = orders[0]
    found = what_if(pack, entries, [Dropped(first.quarter, first.role, first.lever)])
    now, then = found.changed.position.board, found.played.position.board
    assert (now.quarter, now.phase) == (then.quarter, then.phase)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Dropped(8055, "unions", "no_such"), "did not order 'no_such'.*no such lever"),
        (Dropped(8055, "unions", "speech"), "did not order 'speech'"),
        (Ordered(8055, "unions", Order(lever="no_such")), "There is no lever 'no_such'"),
        (Answered(8055, "no_such", "yes"), "There is no answer 'yes' to 'no_such'"),
    ],
)
def test_what_was_never_decided_is_refused(change: Change, said: str) -> None:
    pack, entries, _ = played()
    with pytest.raises(InputError, match=said):
        what_if(pack, entries, [change])


def test_answers_are_kept_commands_in_their_own_quarter() -> None:
    pack, entries, _ = played()
    found = what_if(pack, entries, [])
    assert any(isinstance(command, AnswerEvent) for _, command in found.played.commands)


def test_an_order_more_on_a_full_sheet_is_refused_in_a_sentence() -> None:
    pack, entries, _ = played()
    orders = what_if(pack, entries, []).played.position.board.past.orders
    sheets = Counter((role, quarter) for role, _, quarter, _ in orders)
    role, quarter = next(s for s, count in sheets.items() if count == ORDERS_A_SHEET)
    given = {o[1] for o in orders if o[0] == role and o[2] == quarter}
    lever = next(o[1] for o in orders if o[0] == role and o[1] not in given)
    with pytest.raises(InputError, match="was full in that quarter: drop one"):
        what_if(pack, entries, [Ordered(quarter, role, Order(lever=lever))])
