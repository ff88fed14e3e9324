"""What becomes of a closed hospital's patients, beds and staff."""

from __future__ import annotations

import numpy as np
import pytest

from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.start import start
from game.world.world_state import World
from tests.world import fixtures

MODEL = fixtures.make()
ACUTE = MODEL.baseline.acute[:, 0] > 0


def closing(count: int, quarters: int) -> list[World]:
    """Worlds of a game in which the first acute trusts close in the first quarter."""
    shut = np.zeros(MODEL.place.trusts)
    shut[np.flatnonzero(ACUTE)[:count]] = 1.0
    luck, worlds = Luck([1]), [start(MODEL, (1,))]
    for quarter in range(quarters):
        k = fixtures.knobs(MODEL, 1, {"close": shut if quarter == 0 else 0.0})
        worlds.append(step(MODEL, worlds[-1], k, luck)[0])
    return worlds


KEPT, CLOSED = closing(0, 12), closing(5, 12)


def share(worlds: list[World], quarter: int) -> float:
    return float(worlds[quarter].metric_of("rtt_18w_share")[0])


def test_beds_and_theatres_open_elsewhere_over_quarters_and_a_part_is_lost() -> None:
    lost = MODEL.params.displaced_lost
    first = CLOSED[1].capacity[:2].sum() + CLOSED[1].arriving_beds.sum()
    first += CLOSED[1].arriving_theatres.sum()
    gone = (KEPT[1].capacity[:2] * ~CLOSED[1].open).sum()
    assert first == pytest.approx(KEPT[1].capacity[:2].sum() - lost * gone, rel=1e-3)
    assert CLOSED[1].arriving_beds.sum() > 5 * CLOSED[9].arriving_beds.sum() > 0


def test_every_waiting_patient_of_a_closed_hospital_waits_elsewhere() -> None:
    assert CLOSED[1].waiting.sum() == pytest.approx(KEPT[1].waiting.sum(), abs=1)
    assert (CLOSED[1].waiting[~CLOSED[1].open] == 0).all()


def test_five_closures_are_felt_and_are_over_within_three_years() -> None:
    dips = [share(KEPT, q) - share(CLOSED, q) for q in range(13)]
    assert max(dips) > 0.005
    assert dips[12] < 0.6 * max(dips)


def test_one_closure_is_not_seen_in_the_countrys_figure() -> None:
    one = closing(1, 8)
    assert abs(share(KEPT, 8) - share(one, 8)) < 0.005


def test_beds_are_fuller_while_a_closed_hospitals_are_on_their_way() -> None:
    assert CLOSED[2].metric_of("occupancy")[0] > KEPT[2].metric_of("occupancy")[0]


def test_a_merged_pair_does_less_and_its_patients_wait_longer_three_years_on() -> None:
    acute = np.flatnonzero(ACUTE)
    taken = int(acute[0])
    owner = int(next(t for t in MODEL.links.near[taken] if ACUTE[t]))
    into = np.zeros(MODEL.place.trusts)
    into[taken] = owner + 1.0
    world, luck = start(MODEL, (1,)), Luck([1])
    for quarter in range(12):
        k = fixtures.knobs(MODEL, 1, {"merge_into": into if quarter == 0 else 0.0})
        world, _ = step(MODEL, world, k, luck)
    pair = [taken, owner]
    theatres = [w.capacity[1, pair, 0].sum() for w in (world, KEPT[12])]
    lists = [w.waiting[pair, 0].sum() for w in (world, KEPT[12])]
    assert theatres[0] < theatres[1]
    assert lists[0] / theatres[0] > lists[1] / theatres[1]
