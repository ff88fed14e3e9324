"""Laws of a quarter, under any knobs: exactness, conservation, purity, explanations."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.world import ledger, world_snapshot
from game.world import quarter as quarters
from game.world.figure_names import ELECTIVE, EMERGENCY, GAUGES, METRICS
from game.world.knobs import NATIONAL, TRUST, Knobs
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.row_names import row_maps, row_names
from game.world.start import start
from game.world.world_state import SCALE, World
from tests.world import fixtures

MODEL = fixtures.small()
SEEDS = (3, 2**63 + 5, 77)


def random_knobs(key: int, batch: int, trusts: int = MODEL.place.trusts) -> Knobs:
    """Knobs anywhere in their ranges, each left alone with an even chance."""
    rng = np.random.default_rng(key)
    k = Knobs.neutral(trusts, batch)
    for i, spec in enumerate(NATIONAL.values()):
        turned = rng.random(batch) < 0.5
        k.national[i] = np.where(turned, rng.uniform(spec.low, spec.high, batch), k.national[i])
    for i, (name, spec) in enumerate(TRUST.items()):
        rare = 0.03 if spec.unit == "0–1" else 0.2
        turned = rng.random((trusts, batch)) < rare
        value = rng.uniform(spec.low, min(spec.high, 50_000), (trusts, batch))
        value = np.ceil(value) if spec.unit == "0–1" else value
        k.trust[i] = np.where(turned, value, k.trust[i])
        assert name
    k.shock[:] = rng.integers(-20_000, 20_000, k.shock.shape)
    k.push[:] = rng.integers(-20_000, 20_000, k.push.shape)
    return k


def column(k: Knobs, b: int) -> Knobs:
    return Knobs(*(np.ascontiguousarray(getattr(k, f.name)[..., b : b + 1]) for f in fields(Knobs)))


def reloaded(world: World) -> World:
    """The world, once to JSON and back."""
    names = row_names(MODEL)
    value = json.loads(json.dumps(world_snapshot.dump(world, names)))
    maps = row_maps(world_snapshot.names_in(value), names)
    return world_snapshot.load(value, maps, lambda: start(MODEL, (1,)))


def differences(a: World, b: World) -> list[str]:
    return [
        f.name for f in fields(World) if not np.array_equal(getattr(a, f.name), getattr(b, f.name))
    ]


@settings(max_examples=12)
@given(st.integers(0, 2**32))
def test_a_row_of_a_batch_is_that_game_alone_bit_for_bit(key: int) -> None:
    batch = start(MODEL, SEEDS)
    alone = [start(MODEL, (s,)) for s in SEEDS]
    for quarter in range(4):
        k = random_knobs(key + quarter, len(SEEDS))
        batch, report = step(MODEL, batch, k, Luck(SEEDS))
        for b, seed in enumerate(SEEDS):
            alone[b], own = step(MODEL, alone[b], column(k, b), Luck([seed]))
            assert differences(batch.row(b), alone[b]) == []
            assert (report.terms[:, b : b + 1] == own.terms).all()
            assert (report.flows[:, b : b + 1] == own.flows).all()
            assert (report.trust_activity[..., b : b + 1] == own.trust_activity).all()


def test_tiles_of_a_large_batch_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarters, "TILE", 32)
    seeds = tuple(range(70))
    k = random_knobs(5, 70)
    whole, _ = step(MODEL, start(MODEL, seeds), k, Luck(seeds))
    for b in (0, 31, 32, 69):
        own, _ = step(MODEL, start(MODEL, (b,)), column(k, b), Luck([b]))
        assert differences(whole.row(b), own) == []


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_money_balances_to_the_thousand_in_every_quarter(key: int) -> None:
    world = start(MODEL, SEEDS)
    for quarter in range(6):
        k = random_knobs(key + quarter, len(SEEDS))
        after, report = step(MODEL, world, k, Luck(SEEDS))
        for account, left in ledger.imbalance(world, after, report).items():
            assert (left == 0).all(), account
        assert report.flows.dtype == np.int64
        world = after


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_patients_are_conserved_to_the_episode(key: int) -> None:
    """Whoever waited or had need was treated, is waiting still, or is counted as unmet."""
    world = start(MODEL, SEEDS)
    for quarter in range(5):
        after, report = step(MODEL, world, random_knobs(key + quarter, len(SEEDS)), Luck(SEEDS))
        treated = report.trust_activity[ELECTIVE].sum(axis=0)
        place = MODEL.place
        away = world.entrant_share[ELECTIVE][place.district_region]
        referred = (MODEL.baseline.patients * after.demand[ELECTIVE] * (1 - away)).sum(axis=0)
        grown = after.waiting.sum(axis=0) - world.waiting.sum(axis=0)
        assert np.abs(referred - treated - grown - after.unmet).max() < 1.0
        world = after


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_every_gauges_terms_sum_to_its_move(key: int) -> None:
    world = start(MODEL, SEEDS)
    after, report = step(MODEL, world, random_knobs(key, len(SEEDS)), Luck(SEEDS))
    for i, gauge in enumerate(GAUGES):
        rows = [k for k, (name, _) in enumerate(report.term_names) if name == gauge]
        assert (report.terms[rows].sum(axis=0) == after.gauge[i] - world.gauge[i]).all()


@settings(max_examples=10)
@given(st.integers(0, 2**32))
def test_everything_stays_finite_in_range_and_on_the_fixed_point(key: int) -> None:
    world = start(MODEL, SEEDS)
    for quarter in range(8):
        world, _ = step(MODEL, world, random_knobs(key + quarter, len(SEEDS)), Luck(SEEDS))
        for f in fields(World):
            value = getattr(world, f.name)
            if f.name != "quarter" and value.dtype == np.float64:
                assert np.isfinite(value).all(), f.name
                assert (np.rint(value * SCALE) == value * SCALE).all(), f.name
        for share in ("deficit_share", "rtt_18w_share", "ae_4h_share", "hhi", "new_entrant_share",
                      "agency_share", "signal"):  # fmt: skip
            assert ((world.metric_of(share) >= 0) & (world.metric_of(share) <= 1)).all(), share
        for index in ("waits", "quality"):
            assert ((world.metric_of(index) >= 0) & (world.metric_of(index) <= 100)).all(), index
        assert (world.waiting >= 0).all()
        assert (world.capacity >= 0).all()
        assert (~world.at_risk | world.open).all()


def test_a_step_writes_to_nothing_that_it_was_given() -> None:
    world, k = start(MODEL, SEEDS), random_knobs(9, len(SEEDS))
    digest, kept = world.digest(), [getattr(k, f.name).copy() for f in fields(Knobs)]
    after, _ = step(MODEL, world, k, Luck(SEEDS))
    later = after.digest()
    step(MODEL, after, k, Luck(SEEDS))
    assert world.digest() == digest
    assert after.digest() == later
    for f, old in zip(fields(Knobs), kept, strict=True):
        assert np.array_equal(getattr(k, f.name), old, equal_nan=True)


def test_a_new_world_shares_no_array_with_the_old() -> None:
    world = start(MODEL, SEEDS)
    after, _ = step(MODEL, world, Knobs.neutral(MODEL.place.trusts, 3), Luck(SEEDS))
    for f in fields(World):
        if f.name not in {"quarter", "local_effect", "anger"}:
            assert not np.shares_memory(getattr(world, f.name), getattr(after, f.name)), f.name


def test_stack_row_dump_and_load_are_inverse() -> None:
    world, _ = step(MODEL, start(MODEL, SEEDS), random_knobs(4, 3), Luck(SEEDS))
    rows = [world.row(b) for b in range(3)]
    assert differences(World.stack(rows), world) == []
    again = reloaded(rows[1])
    assert differences(again, rows[1]) == []
    assert again.digest() == rows[1].digest()


def test_a_loaded_world_goes_on_as_the_original_would() -> None:
    world, _ = step(MODEL, start(MODEL, (8,)), random_knobs(4, 1), Luck([8]))
    k = random_knobs(6, 1)
    a, _ = step(MODEL, world, k, Luck([8]))
    b, _ = step(MODEL, reloaded(world), k, Luck([8]))
    assert a.digest() == b.digest()


def test_every_metric_is_measured() -> None:
    worlds, _ = fixtures.run(MODEL, 1)
    unset = {
        "failures_cumulative",
        "closures",
        "support_m",
        "trusts_warned",
        "marginals_lost",
    }  # none at first
    unset |= {name for name in METRICS if name.endswith("vote_intention")}
    for world in worlds:
        for name in set(METRICS) - unset:
            assert world.metric_of(name)[0] != 0, name


def test_emergencies_are_never_turned_away() -> None:
    """Each person lives in one emergency catchment, whatever closes."""
    k = fixtures.knobs(MODEL, 1)
    k.trust[list(TRUST).index("takeover"), :8] = 1.0
    worlds, reports = fixtures.run(MODEL, 3, k)
    assert worlds[-1].metric_of("trusts")[0] < MODEL.place.trusts
    people = MODEL.links.population.sum()
    rate = MODEL.params.emergency_rate
    for world, report in zip(worlds[1:], reports, strict=True):
        seen = report.trust_activity[EMERGENCY].sum()
        assert seen == pytest.approx(people * rate * world.demand[EMERGENCY, 0], rel=0.06)


SCRIPT = """
from tests.world import fixtures
from tests.world.test_quarter import random_knobs
m = fixtures.small()
worlds, _ = fixtures.run(m, 5, random_knobs(1, 2), (1, 2))
print(worlds[-1].digest())
"""


def dispatch_features() -> str:
    """Names of the vector features that numpy may switch on at run time on this machine."""
    core = "_core" if hasattr(np, "_core") else "core"  # numpy 1 calls it so
    umath = __import__(f"numpy.{core}._multiarray_umath", fromlist=["x"])
    present = umath.__cpu_features__
    return " ".join(f for f in umath.__cpu_dispatch__ if present.get(f))


@pytest.mark.parametrize(
    "change",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4321", "NPY_DISABLE_CPU_FEATURES": dispatch_features()},
        {"OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "Nehalem"},
    ],
    ids=["hash seed", "no vector features", "another BLAS core"],
)
def test_the_digest_is_the_same_in_other_processes(change: dict[str, str]) -> None:
    worlds, _ = fixtures.run(MODEL, 5, random_knobs(1, 2), (1, 2))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env={**os.environ, **change},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == worlds[-1].digest()


def test_without_constituencies_nothing_else_differs() -> None:
    world, luck = start(MODEL, SEEDS), Luck(SEEDS)
    knobs = Knobs.neutral(MODEL.place.trusts, len(SEEDS))
    whole, one = step(MODEL, world, knobs, luck)
    lean, other = step(MODEL, world, knobs, luck, seats=False)
    assert np.array_equal(lean.anger, world.anger)
    lean.local_effect, lean.anger = whole.local_effect, whole.anger
    assert lean.digest() == whole.digest()
    assert np.array_equal(one.terms, other.terms)
