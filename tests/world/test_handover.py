"""Other commissioners from a quarter on: nothing is lost, and nobody falls ill of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.scenario import election_parameters, loader
from game.world import handover, ledger, model
from game.world.commissioners import groupings, handovers, period
from game.world.health_map import Grouping
from game.world.knobs import Knobs
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.row_names import axes_of, grouping_kept, row_names
from game.world.start import start
from game.world.world_state import World
from tests.world import fixtures

SMALL = fixtures.small()
TURN = SMALL.first + 2  # April


def grouping(buyers: np.ndarray, first: int = 0, name: str = "n") -> Grouping:
    """Bodies that buy for the districts of the small country as listed, none without one."""
    _, of_district = np.unique(buyers, return_inverse=True)
    count = int(of_district.max()) + 1
    people = np.zeros(count)
    np.add.at(people, of_district, SMALL.place.district_population)
    region = np.zeros(count, np.int64)
    region[of_district] = SMALL.place.district_region
    ids = tuple(f"{name}{k:03d}" for k in range(count))
    return Grouping(first, ids, ids, region, people, of_district.astype(np.int64))


def with_later(*later: Grouping) -> model.Model:
    """The small country with others who buy later."""
    old = SMALL
    return model.build(
        replace(old.place, later_commissioners=later),
        old.params,
        old.country,
        old.first,
        fixtures.PATHS,
        fixtures.RULES,
        old.government,
        old.start,
        election=election_parameters.parameters(),
    )


def course(made: model.Model, quarters: int, seeds: tuple[int, ...] = (1, 2)) -> list[World]:
    worlds, luck = [start(made, seeds)], Luck(seeds)
    for _ in range(quarters):
        before = worlds[-1]
        after, report = step(made, before, Knobs.neutral(made.place.trusts, len(seeds)), luck)
        off = ledger.imbalance(before, after, report)
        assert all((gap == 0).all() for gap in off.values()), off
        worlds.append(after)
    return worlds


districts = SMALL.place.districts
regroupings = st.lists(st.integers(0, 25), min_size=districts, max_size=districts).map(np.array)


@settings(max_examples=40, deadline=None)
@given(regroupings, regroupings, st.integers(0, 2**31))
def test_what_is_handed_over_is_what_there_was_to_the_last_thousand(
    before: np.ndarray, after: np.ndarray, key: int
) -> None:
    old, new = grouping(before), grouping(after, 1)
    (passed,) = handovers((old, new), SMALL.place.district_population)
    assert passed.of_new.sum() == np.rint(SMALL.place.district_population).sum()
    money = np.random.default_rng(key).integers(-900_000, 900_000, (len(old.id), 3))
    got = passed.pass_on(money)
    assert (got.sum(axis=0) == money.sum(axis=0)).all()
    # each body's own share goes by people, to the nearest thousand either way
    people = np.rint(SMALL.place.district_population)
    fair = np.zeros((len(new.id), 3))
    share = people / passed_people(old, people)[old.of_district]
    np.add.at(fair, new.of_district, money[old.of_district] * share[:, None])
    edges = np.bincount(passed.new, minlength=len(new.id))[:, None]
    assert (np.abs(got - fair) <= edges).all()


def passed_people(of: Grouping, people: np.ndarray) -> np.ndarray:
    out = np.zeros(len(of.id))
    np.add.at(out, of.of_district, people)
    return out


@settings(max_examples=40, deadline=None)
@given(regroupings)
def test_what_everybody_has_alike_everybody_keeps(after: np.ndarray) -> None:
    (passed,) = handovers(
        (grouping(np.arange(districts)), grouping(after, 1)), SMALL.place.district_population
    )
    level = np.full((districts, 2), 0.015625)
    assert (passed.blend(level) == 0.015625).all()


def test_the_same_bodies_again_change_nothing_at_all() -> None:
    again = replace(groupings(SMALL.place)[0], first=TURN)
    plain, turned = course(SMALL, 5), course(with_later(again), 5)
    assert [w.digest() for w in plain] == [w.digest() for w in turned]


@settings(max_examples=6, deadline=None)
@given(regroupings)
def test_money_people_and_care_pass_the_turn_as_they_were(after: np.ndarray) -> None:
    made = with_later(grouping(after, TURN))
    worlds, plain = course(made, 4), course(SMALL, 4)
    count = len(made.place.later_commissioners[0].id)
    assert [len(w.balance_k) for w in worlds] == [60, 60, 60, count, count]
    # the eve of the turn, in the old grouping and in the new one
    eve = worlds[2]
    turned, handed = handover.hand_over(made, eve)
    assert handed is not None
    for name in ("budget_k", "balance_k", "owed_k", "other_k"):
        assert (getattr(turned, name).sum(axis=0) == getattr(eve, name).sum(axis=0)).all(), name
    for name in ("waiting", "cash_k", "quality", "gauge", "capacity"):
        assert (getattr(turned, name) == getattr(eve, name)).all(), name
    people = made.prepared.buyers[1].people
    assert people.sum() == pytest.approx(made.prepared.buyers[0].people.sum())
    # patients live where they lived: the first quarter's lists are those of the country as it was
    assert (worlds[2].waiting == plain[2].waiting).all()
    assert np.abs(worlds[3].waiting.sum(0) / plain[3].waiting.sum(0) - 1).max() < 0.01
    assert turned.quarter == eve.quarter


def test_a_game_in_a_batch_equals_the_game_alone_across_the_turn() -> None:
    made = with_later(grouping(np.arange(districts) % 13, TURN))
    both = course(made, 4, (5, 9))
    for b, seed in enumerate((5, 9)):
        alone = course(made, 4, (seed,))
        assert [w.row(b).digest() for w in both] == [w.digest() for w in alone]


def test_what_passes_to_others_is_a_flow_of_its_own_and_only_then() -> None:
    made = with_later(grouping(np.arange(districts) % 13, TURN))
    seeds, at = (1, 2), ledger.FLOWS.index(("commissioners", "commissioners"))
    world, handed = start(made, seeds), []
    for _ in range(4):
        world_before = world
        world, report = step(made, world, Knobs.neutral(made.place.trusts, 2), Luck(seeds))
        handed.append(report.flows[at].tolist())
        if report.flows[at].any():
            assert (report.flows[at] == np.abs(world_before.balance_k).sum(axis=0)).all()
    assert [any(h) for h in handed] == [False, False, True, False]


def test_rows_kept_are_those_of_the_grouping_that_they_name() -> None:
    made = with_later(grouping(np.arange(districts) % 13, TURN))
    old, new = row_names(made), row_names(made, 1)
    assert grouping_kept(made, old, TURN - 1) == 0
    assert grouping_kept(made, new, TURN) == 1
    assert grouping_kept(made, old, TURN + 3) == 0  # kept before there was another
    assert grouping_kept(made, new, TURN - 1) == 0  # nobody knows these yet
    assert grouping_kept(made, {}, TURN) == 0
    late = course(made, 3)[-1]
    for name, _, shape, _ in late.integers():
        assert shape[:-1] == [len(new[axis]) for axis in axes_of(name)], name


@pytest.mark.parametrize("name", ["parliament", "honeymoon"])
def test_april_2013_makes_211_groups_of_152_trusts(name: str) -> None:
    made = loader.load(name).model
    last = made.place.later_commissioners[0].first - 1
    assert [period(made.place, q) for q in (made.first, last, last + 1)] == [0, 0, 1]
    assert [len(b.people) for b in made.prepared.buyers] == [152, 211]
    (passed,) = made.prepared.handovers
    assert passed.of_new.sum() == np.rint(made.place.district_population).sum()
    assert passed.moves.all(), "no trust goes on as a group"
