"""Choice: patients follow distance, waits and quality; concentration is by owner."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.world.market import choice
from tests.world import fixtures

MODEL = fixtures.small()
LINKS, BASE = MODEL.links, MODEL.baseline
T, C = MODEL.place.trusts, MODEL.place.commissioners
ACUTE = np.flatnonzero(BASE.acute[:, 0] > 0)
PATIENTS = np.rint(LINKS.population * 0.036)
NONE = np.zeros((C, 1))


def drawn(wait: np.ndarray, quality: np.ndarray) -> np.ndarray:
    p = MODEL.params
    a = choice.attraction(
        BASE.size, wait, quality, p.choice_wait, p.choice_quality, np.ones((1, 1))
    )
    return np.where(BASE.acute > 0, a, 0.0)


def at(wait: float = 1.5, quality: float = 60.0) -> tuple[np.ndarray, np.ndarray]:
    return np.full((T, 1), wait), np.full((T, 1), quality)


@settings(max_examples=30)
@given(st.sampled_from(list(ACUTE)), st.floats(0.1, 3.0), st.floats(1, 30))
def test_a_longer_wait_or_worse_quality_loses_patients(i: int, more: float, worse: float) -> None:
    wait, quality = at()
    usual = choice.flows(LINKS, drawn(wait, quality), PATIENTS, NONE, 3.0, None).referrals[i, 0]
    wait[i] += more
    slower = choice.flows(LINKS, drawn(wait, quality), PATIENTS, NONE, 3.0, None).referrals[i, 0]
    wait, quality = at()
    quality[i] -= worse
    poorer = choice.flows(LINKS, drawn(wait, quality), PATIENTS, NONE, 3.0, None).referrals[i, 0]
    assert slower <= usual
    assert poorer <= usual


@settings(max_examples=30)
@given(st.integers(0, 2**32))
def test_every_referral_arrives_somewhere_and_nowhere_closed(key: int) -> None:
    rng = np.random.default_rng(key)
    a = drawn(*at())
    shut = rng.choice(ACUTE, rng.integers(0, len(ACUTE)), replace=False)
    a[shut] = 0.0
    flows = choice.flows(LINKS, a, PATIENTS, NONE, 3.0, None)
    assert flows.referrals.sum() == pytest.approx(PATIENTS.sum(), abs=0.01)
    assert (flows.referrals[shut] == 0).all()
    assert ((flows.hhi >= 0) & (flows.hhi <= 1)).all()


@settings(max_examples=30)
@given(st.integers(0, 2**32))
def test_everyone_lives_in_one_emergency_catchment(key: int) -> None:
    rng = np.random.default_rng(key)
    size = BASE.size.copy()
    size[rng.choice(ACUTE, rng.integers(0, len(ACUTE)), replace=False)] = 0.0
    assert choice.catchment(LINKS, size).sum() == LINKS.population.sum()


def test_an_exit_concentrates_and_a_merger_concentrates_more_than_two_owners() -> None:
    a = drawn(*at())
    i = int(ACUTE[0])
    j = int(LINKS.near[i][0])
    apart = choice.flows(LINKS, a, PATIENTS, NONE, 3.0, None)
    owner = np.arange(T)[:, None].copy()
    owner[i] = j
    merged = choice.flows(LINKS, a, PATIENTS, NONE, 3.0, owner)
    assert merged.national[0] > apart.national[0]
    assert (merged.referrals == apart.referrals).all()


def test_concentration_by_owner_is_the_sum_of_squared_owners_shares() -> None:
    """Checked against the plain formula, one commissioner at a time."""
    a = drawn(*at())
    owner = np.arange(T)[:, None].copy()
    i, k = int(ACUTE[0]), int(ACUTE[5])
    j = int(LINKS.near[i][0])
    owner[i] = owner[k] = j
    got = choice.flows(LINKS, a, PATIENTS, NONE, 3.0, owner).national[0]
    w = LINKS.elective.toarray() * a[:, 0]
    shares = w / w.sum(axis=1, keepdims=True)
    by_owner = np.zeros_like(shares)
    np.add.at(by_owner.T, owner[:, 0], shares.T)
    plain = (PATIENTS[:, 0] * (by_owner**2).sum(axis=1)).sum() / PATIENTS.sum()
    assert got == pytest.approx(plain, abs=1e-3)


def test_entrants_lower_concentration() -> None:
    a = drawn(*at())
    some = np.full((C, 1), 0.2)
    assert (
        choice.flows(LINKS, a, PATIENTS, some, 3.0, None).national[0]
        < choice.flows(LINKS, a, PATIENTS, NONE, 3.0, None).national[0]
    )


def test_elasticity_to_waits_is_small() -> None:
    """About −0.04 to −0.1 for a trust's own wait (published: about −0.04)."""
    wait, quality = at()
    base = choice.flows(LINKS, drawn(wait, quality), PATIENTS, NONE, 3.0, None).referrals
    moved = []
    for i in ACUTE:
        wait, quality = at()
        wait[i] *= 1.1
        new = choice.flows(LINKS, drawn(wait, quality), PATIENTS, NONE, 3.0, None).referrals
        moved.append(np.log(new[i, 0] / base[i, 0]) / np.log(1.1))
    assert -0.12 < float(np.mean(moved)) < -0.01
