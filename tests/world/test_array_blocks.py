"""A world's arrays lie in blocks: what is copied shares nothing, what is set is written."""

from __future__ import annotations

import copy
from dataclasses import fields, replace

import numpy as np
import pytest

from game.world.start import start
from game.world.world_state import World
from tests.world import fixtures

MODEL = fixtures.small()
SEEDS = (3, 5, 8)
ARRAYS = [f.name for f in fields(World) if f.name != "quarter"]


def world() -> World:
    return start(MODEL, SEEDS)


def shares(a: World, b: World) -> list[str]:
    return [n for n in ARRAYS if np.shares_memory(getattr(a, n), getattr(b, n))]


def test_arrays_are_contiguous_parts_of_three_blocks() -> None:
    made = world()
    for name in ARRAYS:
        assert getattr(made, name).flags.c_contiguous, name
        assert getattr(made, name).shape[-1] == len(SEEDS), name
    assert {getattr(made, n).dtype.kind for n in ARRAYS} == {"f", "i", "b"}


@pytest.mark.parametrize("batch", [1, 3])
def test_copies_and_rows_share_nothing(batch: int) -> None:
    made = start(MODEL, SEEDS[:batch])
    others = [made.copy(), made.row(0), made.columns(0, 1), copy.deepcopy(made)]
    others += [World.stack([made, made]), replace(made), made.changed(tariff=2.0)]
    for other in others:
        assert shares(made, other) == []


def test_setting_an_array_writes_its_values_and_keeps_nothing_of_what_was_given() -> None:
    made, before = world(), world()
    given = np.full_like(made.quality, 7.0)
    made.quality = given
    given[:] = 8.0
    assert (made.quality == 7.0).all()
    assert (made.copy().quality == 7.0).all()
    made.quality = before.quality
    assert made.digest() == before.digest()


def test_what_is_set_before_it_is_read_is_in_every_copy() -> None:
    made = world().copy()
    made.purse_k = np.arange(3)
    rows = [made.row(b) for b in range(3)]
    assert [int(w.purse_k[0]) for w in rows] == [0, 1, 2]
    assert World.stack(rows).digest() == made.digest()


def test_a_changed_world_differs_in_that_array_alone() -> None:
    made = world()
    other = made.changed(gauge=made.gauge + 1)
    different = [n for n in ARRAYS if not np.array_equal(getattr(made, n), getattr(other, n))]
    assert different == ["gauge"]
    assert other.digest() == replace(made, gauge=made.gauge + 1).digest()


def test_columns_are_written_back_where_they_came_from() -> None:
    made, other = world(), world().blank(3)
    for a, b in ((0, 2), (2, 3)):
        part = made.columns(a, b)
        part.write(other, a, b)
    assert other.digest() == made.digest()


def test_games_are_taken_in_any_order_and_more_than_once() -> None:
    made = world()
    some = made.taken([2, 0, 2])
    assert [some.row(b).digest() for b in range(3)] == [made.row(b).digest() for b in (2, 0, 2)]
    assert all(getattr(some, name).flags.c_contiguous for name in ARRAYS)


def test_a_window_shows_some_games_and_cannot_be_written_to() -> None:
    made = world()
    window, part = made.window(1, 3), made.columns(1, 3)
    for name in ARRAYS:
        assert np.array_equal(getattr(window, name), getattr(part, name)), name
        assert getattr(window, name).flags.c_contiguous, name
    with pytest.raises(ValueError):
        window.quality[:] = 0.0
    assert made.columns(1, 3).digest() == part.digest()


def test_games_of_one_batch_are_together_again_without_a_copy() -> None:
    made = start(MODEL, (3, 5, 8, 13, 21))
    games = made.each()
    for b, game in enumerate(games):
        assert game.digest() == made.row(b).digest()
        with pytest.raises(ValueError):
            game.cash_k[0, 0] = 1
    assert np.shares_memory(World.together(games).cash_k, made.cash_k)
    assert np.shares_memory(World.together(games[:1]).cash_k, games[0].cash_k)
    assert World.together(games).digest() == made.digest()
    assert games[0].copy().each()[0].digest() == games[0].digest()


def test_games_of_a_batch_that_have_changed_or_gone_are_still_put_together() -> None:
    made = start(MODEL, (3, 5, 8, 13, 21))
    games = made.each()
    before = made.digest()
    games[3] = games[3].changed(tariff=7.0)
    for some in (games, games[1:], games[::-1], [games[3], *games[:3]], [games[3]] * 5):
        assert World.together(some).digest() == World.stack(some).digest()
    assert made.digest() == before


def test_what_is_kept_is_read_and_the_rest_left() -> None:
    made, room = world(), world().blank(2)
    for name in ARRAYS:
        getattr(room, name)[...] = 1
    room.read_kept(made, 1, 3)
    for name in ARRAYS:
        expected = getattr(made, name)[..., 1:] if name in World.KEPT else 1
        assert (getattr(room, name) == expected).all(), name


def test_a_wrong_name_or_kind_is_refused() -> None:
    made = world()
    with pytest.raises(AttributeError, match="no array"):
        made.qualty  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match="no array"):
        made.qualty = made.quality  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        made.cash_k = made.quality  # type: ignore[assignment]
    with pytest.raises(TypeError, match="tariff"):
        World(quarter=1, **{n: getattr(made, n) for n in ARRAYS if n != "tariff"})


def test_worlds_of_different_quarters_are_not_stacked() -> None:
    later = world()
    later.quarter += 1
    with pytest.raises(ValueError, match="different quarters"):
        World.stack([world(), later])
    games = start(MODEL, (3, 5, 8, 13, 21)).each()
    with pytest.raises(ValueError, match="different quarters"):
        World.together([*games[:4], later])
