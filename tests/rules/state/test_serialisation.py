"""A position kept on either side of a handover between commissioners opens again."""

from __future__ import annotations

import json

import numpy as np
import pytest

from game.errors import InputError
from game.journal.snapshots import restored, snapshot_of
from game.lab.batch import play
from game.lab.experiment_arm import Arm, prepare
from game.rules import engine
from game.rules.state import serialisation
from game.rules.state.commands import Advance
from game.rules.state.facts import CommissionersRegrouped
from game.rules.state.position import Position
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.world import quarter_calendar

TURN = quarter_calendar.parse("2013Q2")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return loader.load("parliament")


def position_after(pack: Pack, quarter: int) -> Position:
    quarters = quarter - pack.model.first + 1
    (game,) = play(pack, dict.fromkeys(ROLES, "persona"), [3], quarters=quarters)
    return game.position


@pytest.mark.parametrize("after", [-1, 0])
def test_a_position_keeps_the_commissioners_of_its_quarter(pack: Pack, after: int) -> None:
    position = position_after(pack, TURN + after)
    assert len(position.world.balance_k) == (211 if after == 0 else 152)
    kept = json.loads(json.dumps(engine.dump(pack, position)))
    found = engine.load(pack, kept)
    assert found.same and found.regrouped is None
    assert engine.digest(found.position) == engine.digest(position)


def test_a_game_kept_before_there_were_groups_hands_over_as_it_opens(pack: Pack) -> None:
    old = prepare(Arm("parliament", start={"commissioners": "152"})).pack
    position = position_after(old, TURN)
    assert len(position.world.balance_k) == 152
    found = restored(snapshot_of(old, position, 5, ()), pack)
    assert found.state == "fitted"
    assert any("152 commissioners of the saved game" in s and "211" in s for s in found.notices)
    world = found.position.world
    assert world.balance_k.shape == (211, 1)
    for name in ("balance_k", "budget_k", "owed_k", "other_k"):
        assert np.sum(getattr(world, name)) == np.sum(getattr(position.world, name)), name
    on, _ = engine.apply(pack, found.position, Advance())
    assert on.world.balance_k.shape == (211, 1)


def test_the_handover_is_told_once_to_everybody_as_the_quarter_begins(pack: Pack) -> None:
    quarters = TURN + 1 - pack.model.first
    (game,) = play(pack, dict.fromkeys(ROLES, "persona"), [3], quarters=quarters, explained=True)
    told = [f for f in game.happenings if isinstance(f, CommissionersRegrouped)]
    assert [(f.quarter, f.before, f.after, f.seen_by) for f in told] == [(TURN, 152, 211, None)]


@pytest.mark.parametrize(
    "facts",
    [[[]], ["x"], [None], [{"kind": "trust", "change": "listed"}], [{"kind": []}], {"a": 1}, 7],
    ids=repr,
)
def test_facts_of_any_other_shape_are_refused_in_a_sentence(pack: Pack, facts: object) -> None:
    """A sealed journal whose sums were mended may hold anything in their place."""
    position, _ = engine.start(pack, 3)
    with pytest.raises(InputError, match="damaged in the saved game"):
        serialisation.load_facts(pack, facts, engine.dump(pack, position))
