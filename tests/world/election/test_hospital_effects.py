"""What hospitals do to a seat's vote and temper, and how it fades."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.world.election.hospital_effects import beyond_the_nation, campaigned, local, present
from game.world.figure_names import REGIONS
from game.world.knobs import NATIONAL_INDEX, TRUST_INDEX, Knobs
from game.world.world_state import World
from tests.world.election.common import december, played


def calm() -> World:
    """One game in which every hospital is sound and nothing is remembered."""
    world = played()[0].row(0)
    return replace(
        world,
        at_risk=np.zeros_like(world.at_risk),
        failing_quarters=np.zeros_like(world.failing_quarters),
        admin_stage=np.zeros_like(world.admin_stage),
        quality=np.full_like(world.quality, 60.0),
        local_effect=np.zeros_like(world.local_effect),
        anger=np.zeros_like(world.anger),
    )


def knobs() -> Knobs:
    return Knobs.neutral(december().place.trusts)


def one(field: str, value: object) -> tuple[World, int, int]:
    """A calm world in which one acute trust has changed; its row and its main seat."""
    model, world = december(), calm()
    trust = int(np.flatnonzero(model.place.trust_kind == 0)[20])
    array = getattr(world, field).copy()
    array[trust] = value
    return replace(world, **{field: array}), trust, int(model.place.trust_seat[trust])


def test_nothing_happens_where_nothing_happened() -> None:
    effect, anger = local(december(), calm(), calm(), knobs())
    assert not effect.any() and not anger.any()


@pytest.mark.parametrize(
    ("field", "value", "least", "most"),
    [
        ("admin_stage", 1, -1.0, -0.5),  # a proposal
        ("at_risk", True, -4.0, -1.0),  # a failing hospital
        ("downgraded", True, -3.0, -2.0),  # its A&E closed
        ("open", False, -4.0, -3.0),  # the hospital closed
    ],
)
def test_events_cost_what_the_record_says(
    field: str, value: object, least: float, most: float
) -> None:
    after, _, seat = one(field, value)
    effect, anger = local(december(), calm(), after, knobs())
    assert least <= effect[seat, 0] <= most
    assert anger[seat, 0] > 0


def test_a_closure_is_felt_next_door_but_not_abroad() -> None:
    after, trust, seat = one("open", False)
    effect, anger = local(december(), calm(), after, knobs())
    country = december().country
    felt = np.flatnonzero(effect[:, 0])
    assert seat in felt and 2 <= len(felt) <= 40
    assert (np.isin(country.near_trust[felt], trust).any(axis=1)).all()
    assert (country.region[felt] < len(REGIONS)).all()
    assert anger[seat, 0] == anger.max()


def test_memory_fades_by_about_a_tenth_a_year() -> None:
    after, _, seat = one("open", False)
    model = december()
    effect, anger = local(model, calm(), after, knobs())
    world = replace(after, local_effect=effect, anger=anger)
    for _ in range(4):
        e, a = local(model, world, world, knobs())
        world = replace(world, local_effect=e, anger=a)
    assert world.local_effect[seat, 0] / effect[seat, 0] == pytest.approx(0.9, abs=0.02)
    assert world.anger[seat, 0] < anger[seat, 0]


def test_a_hospital_that_recovers_is_forgiven_and_a_little_more() -> None:
    model = december()
    ill, _, seat = one("at_risk", True)
    effect, anger = local(model, calm(), ill, knobs())
    world = replace(ill, local_effect=effect, anger=anger)
    cured = replace(calm(), local_effect=effect, anger=anger)
    after, _ = local(model, world, cured, knobs())
    assert 0.4 <= after[seat, 0] <= 1.0


def test_poor_care_costs_votes_and_excellence_earns_none() -> None:
    e = december().electorate
    world = calm()

    def points(quality: float) -> float:
        at = replace(world, quality=np.full_like(world.quality, quality))
        return float(present(e, at)[0, 0])

    assert points(95) == points(60) == 0
    assert -4 <= points(20) < points(35) < 0


def test_backlash_near_one_trust_scales_what_its_closure_costs() -> None:
    after, trust, seat = one("open", False)
    k = knobs()
    k.trust[TRUST_INDEX["backlash"], trust] = 0.5
    mild, _ = local(december(), calm(), after, k)
    full, _ = local(december(), calm(), after, knobs())
    assert mild[seat, 0] == pytest.approx(0.5 * full[seat, 0], abs=0.01)


def test_a_town_holds_no_more_than_four_points_against_a_poor_and_failing_hospital() -> None:
    after, trust, seat = one("at_risk", True)
    quality = after.quality.copy()
    quality[trust] = 5.0
    after = replace(after, quality=quality)
    failing = np.full_like(after.failing_quarters, 12)
    effect, _ = local(december(), calm(), replace(after, failing_quarters=failing), knobs())
    assert -4.0 <= effect[seat, 0] < -2.0


def test_a_rescue_that_is_paid_for_pleases_its_town_and_a_stopped_plan_stirs_it() -> None:
    world = calm()
    _, trust, seat = one("open", False)
    found = {}
    for points in (0.5, -0.5):
        k = knobs()
        k.trust[TRUST_INDEX["local_votes"], trust] = points
        found[points] = local(december(), world, world, k)
        moved = found[points][0] - local(december(), world, world, knobs())[0]
        assert moved[seat, 0] == pytest.approx(points, abs=0.01)
        # neighbours by distance: less than the town, and far away nothing
        beside = np.abs(moved[:, 0]) > 0
        assert 1 < beside.sum() < 60 and np.abs(moved).max() <= 0.5 + 0.01
    assert found[-0.5][1][seat, 0] > found[0.5][1][seat, 0]


def test_a_closed_hospital_remembers_nothing_that_was_said_of_it() -> None:
    after, trust, seat = one("open", False)
    k = knobs()
    k.trust[TRUST_INDEX["local_votes"], trust] = 2.0
    with_words, _ = local(december(), calm(), after, k)
    without, _ = local(december(), calm(), after, knobs())
    assert with_words[seat, 0] == without[seat, 0]


def test_a_pledge_is_worth_a_rescue_and_never_costs() -> None:
    """A pledged hospital that stays at risk: no more against the government than unpledged."""
    model = december()
    ill, trust, seat = one("at_risk", True)
    k = knobs()
    k.trust[TRUST_INDEX["protected"], trust] = 1.0
    pledged = plain = ill
    for _ in range(4):
        e, a = local(model, pledged, pledged, k)
        pledged = replace(pledged, local_effect=e, anger=a)
        e, a = local(model, plain, plain, knobs())
        plain = replace(plain, local_effect=e, anger=a)
        assert pledged.local_effect[seat, 0] > plain.local_effect[seat, 0]
    gained = pledged.local_effect[seat, 0] - plain.local_effect[seat, 0]
    assert 0.5 <= gained <= 1.0
    assert pledged.anger[seat, 0] <= plain.anger[seat, 0]


def test_a_campaign_makes_a_town_remember_or_forget() -> None:
    after, trust, seat = one("downgraded", True)
    model = december()
    effect, anger = local(model, calm(), after, knobs())
    world = replace(after, local_effect=effect, anger=anger)
    k = knobs()
    k.trust[TRUST_INDEX["backlash"], trust] = 2.0
    loud, hot = campaigned(model, world, k)
    assert loud[seat, 0] == pytest.approx(2 * effect[seat, 0], abs=0.01)
    assert hot[seat, 0] == pytest.approx(min(100.0, 2 * anger[seat, 0]), abs=0.01)
    far = np.flatnonzero(effect[:, 0] == 0)
    assert not loud[far].any()
    k = knobs()
    k.national[NATIONAL_INDEX["closure_backlash"]] = 0.75
    soft, _ = campaigned(model, world, k)
    assert soft[seat, 0] == pytest.approx(0.75 * effect[seat, 0], abs=0.01)
    same, _ = campaigned(model, world, knobs())
    assert np.array_equal(same, effect)


def test_a_seat_counts_its_hospital_against_the_nations_mean() -> None:
    """Polls hold the mean already; what was measured of hospitals was so against elsewhere."""
    e, effect = december().electorate, played()[-1].local_effect
    beyond = beyond_the_nation(e, effect)
    england = e.rows[0]
    votes = e.cast[england, None]
    assert (votes * beyond[england]).sum(axis=0) / votes.sum() == pytest.approx(0.0, abs=1e-9)
    apart = effect[england[3]] - effect[england[7]]
    assert beyond[england[3]] - beyond[england[7]] == pytest.approx(apart, abs=1e-9)
    others = np.setdiff1d(np.arange(e.country.seats), england)
    assert not beyond[others].any()  # no trust of theirs is in the game
    for b in (0, 5):  # a game alone, to the bit
        assert np.array_equal(beyond_the_nation(e, effect[:, b : b + 1])[:, 0], beyond[:, b])
