"""Worlds kept by name: rows find their places, and hostile dumps are refused without harm."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import numpy as np
import pytest

from game.scenario import loader
from game.world import world_snapshot
from game.world.row_names import RowMap, axes_of, row_maps, row_names
from game.world.start import start
from game.world.world_state import World
from tests.world import fixtures

MODEL = fixtures.small()
NAMES = row_names(MODEL)


def load(value: dict[str, Any], names: dict[str, tuple[str, ...]] | None = None) -> World:
    maps = row_maps(world_snapshot.names_in(value), names or NAMES)  # type: ignore[arg-type]
    return world_snapshot.load(value, maps, lambda: start(MODEL, (1,)))


def dumped() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(json.dumps(world_snapshot.dump(start(MODEL, (1,)), NAMES)))
    return value


@pytest.mark.parametrize("name", [s[0] for s in loader.available()])
def test_every_array_has_the_axes_that_its_rows_are_named_by(name: str) -> None:
    model = loader.load(name).model
    world, names = start(model, (1,)), row_names(model)
    for array, _, shape, _ in world.integers():
        assert shape == [*(len(names[axis]) for axis in axes_of(array)), 1], array


def test_names_of_rows_are_names() -> None:
    for axis, names in NAMES.items():
        assert len(set(names)) == len(names), axis
        assert all(name and "\n" not in name for name in names), axis


def test_rows_in_another_order_are_the_same_world() -> None:
    value, world = dumped(), start(MODEL, (1,))
    turned = {axis: tuple(reversed(names)) for axis, names in NAMES.items()}
    found = load(value, turned)  # type: ignore[arg-type]
    assert (found.gauge == world.gauge[::-1]).all()
    assert (found.cash_k == world.cash_k[::-1]).all()
    assert (found.capacity == world.capacity[::-1, ::-1]).all()


def test_a_trust_that_was_taken_over_follows_its_owner() -> None:
    world = start(MODEL, (1,)).copy()
    ids = NAMES["trust"]
    world.absorbed_by[0, 0] = 2
    world.absorbed_by[1, 0] = 3
    value = world_snapshot.dump(world, NAMES)
    gone = {**NAMES, "trust": (ids[2], ids[0], ids[1], *ids[4:], "new")}  # the fourth is gone
    maps = row_maps(world_snapshot.names_in(value), gone)
    assert maps["trust"].added == ("new",) and maps["trust"].dropped == (ids[3],)
    found = world_snapshot.load(value, maps, lambda: start(MODEL, (1,)))
    assert found.absorbed_by[:3, 0].tolist() == [-1, 0, -1]


def test_an_array_that_a_dump_has_not_stands_as_at_the_start() -> None:
    value = dumped()
    del value["quality"]
    value["charm"] = ["f", [1, 1], "AAAA"]  # and one that nobody knows any more
    assert world_snapshot.arrays_changed(value)
    assert (load(value).quality == start(MODEL, (1,)).quality).all()


def test_a_game_kept_before_starts_were_dealt_goes_on_with_each_trust_its_own() -> None:
    value = dumped()
    del value["endowment"]
    assert world_snapshot.arrays_changed(value)
    assert load(value).endowment[:, 0].tolist() == list(range(MODEL.place.trusts))


def test_what_was_dealt_follows_its_trusts() -> None:
    value, world = dumped(), start(MODEL, (1,))
    turned = {**NAMES, "trust": tuple(reversed(NAMES["trust"]))}
    found, last = load(value, turned), MODEL.place.trusts - 1  # type: ignore[arg-type]
    assert (found.endowment[:, 0] == last - world.endowment[::-1, 0]).all()


def test_the_start_of_a_trust_that_is_gone_stays_with_who_had_it() -> None:
    world, ids = start(MODEL, (1,)).copy(), NAMES["trust"]
    world.endowment[:, 0] = range(len(ids))
    world.endowment[:2, 0] = [3, 0]
    value = world_snapshot.dump(world, NAMES)
    gone = {**NAMES, "trust": (*ids[:3], *ids[4:])}  # the fourth is gone
    maps = row_maps(world_snapshot.names_in(value), gone)
    found = world_snapshot.load(value, maps, lambda: start(MODEL, (1,)))
    assert found.endowment[:4, 0].tolist() == [0, 0, 2, 3]


def _packed(raw: bytes) -> str:
    return base64.b64encode(zlib.compress(raw, 9)).decode("ascii")


@pytest.mark.parametrize(
    "cash",
    [
        ["i", [len(NAMES["trust"]), 1], _packed(bytes(50_000_000))],  # a bomb
        ["i", [len(NAMES["trust"]), 1], _packed(b"")],
        ["i", [2**40, 1], _packed(b"")],
        ["f", [len(NAMES["trust"]), 1], _packed(bytes(8 * len(NAMES["trust"])))],
        ["i", [len(NAMES["trust"]), 1], "no base64 "],
        ["i", [len(NAMES["trust"]), 1], "AAAA"],
        ["i"],
        7,
    ],
    ids=["bomb", "empty", "huge", "other kind", "no base64", "no stream", "short", "number"],
)
def test_a_damaged_array_is_refused(cash: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        load({**dumped(), "cash_k": cash})


def test_a_bomb_among_the_names_is_refused() -> None:
    value = dumped()
    value["rows"]["trust"] = _packed(b"T001\n" * 10_000_000)
    with pytest.raises(ValueError, match=r"twice|shape"):
        load(value)


@pytest.mark.parametrize("row", [-2, 10_000])
def test_an_owner_that_is_no_trust_is_refused(row: int) -> None:
    world = start(MODEL, (1,)).copy()
    world.absorbed_by[0, 0] = row
    with pytest.raises(ValueError, match="there is none of"):
        load(world_snapshot.dump(world, NAMES))


def test_a_map_says_what_is_new_and_what_is_gone() -> None:
    found = RowMap.between(("a", "b", "c"), ("c", "d", "a"))
    assert found.source.tolist() == [2, -1, 0]
    assert found.target.tolist() == [2, -1, 0]
    assert (found.added, found.dropped, found.same) == (("d",), ("b",), False)
    assert RowMap.between(("a",), ("a",)).same
    assert np.array_equal(RowMap.between((), ("a",)).source, [-1])
