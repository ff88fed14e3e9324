"""Who is weak is dealt by a game's seed among like trusts; the country at large is not."""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest

from game.scenario import loader
from game.world import ledger
from game.world.endowments import deal, in_order, of_games, own, soundness
from game.world.figure_names import BROAD_REGIONS, REGIONS
from game.world.health_map import F
from game.world.knobs import Knobs
from game.world.model import Model
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.start import of_endowment, start
from game.world.world_state import World

SCENARIOS: Final = tuple(s[0] for s in loader.available())
SEEDS: Final = tuple(range(900, 940))


def model_of(scenario: str) -> Model:
    return loader.load(scenario).model


def yearly_m(world: World, name: str) -> F:
    """A money figure of all trusts, £m a year, (B,)."""
    out: F = np.add.reduce(getattr(world, name), axis=0) * 4 / 1000
    return out


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_peers_are_alike(scenario: str) -> None:
    model = model_of(scenario)
    place, base, p = model.place, model.baseline, model.params
    seen: list[int] = []
    for group in model.prepared.peers:
        seen += group.tolist()
        income = base.income[group, 0]
        assert income.max() <= p.peer_income * income.min()
        for trait in (
            place.trust_kind[group],
            place.trust_ft[group],
            place.trust_pfi[group] >= p.peer_pfi,
            base.named[group, 0],
            model.links.journeys[group, 0] > 0,
            [BROAD_REGIONS[REGIONS[r]] for r in place.trust_region[group]],
        ):
            assert len(set(np.asarray(trait).tolist())) == 1
    assert len(seen) == len(set(seen)) > 0.8 * place.trusts, "most trusts have a peer"


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_start_is_dealt_once_and_among_peers_alone(scenario: str) -> None:
    model = model_of(scenario)
    dealt = start(model, SEEDS).endowment
    assert (np.sort(dealt, axis=0) == own(model.place.trusts)).all()
    for group in model.prepared.peers:
        assert np.isin(dealt[group], group).all()
    alone = np.setdiff1d(np.arange(model.place.trusts), np.concatenate(model.prepared.peers))
    assert (dealt[alone] == alone[:, None]).all()


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_country_at_large_is_the_same_in_every_game(scenario: str) -> None:
    model = model_of(scenario)
    dealt = start(model, SEEDS)
    fixed = of_endowment(model, own(model.place.trusts))
    for figure in ("trusts_at_risk", "trusts", "commissioners_at_risk", "hhi"):
        assert (dealt.metric_of(figure) == fixed.metric_of(figure)).all(), figure
    small = (
        *(("waits", 1.0), ("ae_4h_share", 0.004), ("occupancy", 0.003), ("quality", 0.5)),
        *(("ami_mortality", 0.1), ("gross_deficit_m", 12.0)),
    )
    for figure, most in small:
        assert np.abs(dealt.metric_of(figure) - fixed.metric_of(figure)).max() < most, figure
    assert (dealt.income_k == fixed.income_k).all(), "a place's work is its own"
    # of some £65bn of income: about a thousandth in a game, on average a quarter of that
    for money in ("underlying_k", "reported_k"):
        off = yearly_m(dealt, money) - yearly_m(fixed, money)
        assert np.abs(off).max() < 80 and abs(off.mean()) < 20, (money, off)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_the_text_names_stays(scenario: str) -> None:
    model = model_of(scenario)
    world = start(model, SEEDS)
    named = model.place.trust_named
    assert (world.named == named[:, None]).all()
    fixed = of_endowment(model, own(model.place.trusts))
    assert (world.at_risk[named] == fixed.at_risk[named]).all()


@pytest.mark.parametrize("scenario", ["culling-the-herd", "honeymoon", "parliament", "saving-stps"])
def test_other_seeds_bring_other_failing_hospitals(scenario: str) -> None:
    model = model_of(scenario)
    failing = start(model, SEEDS).at_risk
    assert len({game.tobytes() for game in failing.T}) > len(SEEDS) // 2
    ever, each = int(failing.any(axis=1).sum()), int(failing[:, 0].sum())
    assert ever >= 2.4 * each, "and not a few that take turns"


def test_a_hospital_draws_what_its_place_says_whoever_is_weak() -> None:
    """In the first quarter no hospital's patients go elsewhere because the deal made it good."""
    model = model_of("december-2013")
    knobs, luck = Knobs.neutral(model.place.trusts, 2), Luck([1, 1])
    dealt = deal(model.prepared.peers, model.place.trusts, Luck([5]), 0)
    both = np.concatenate([own(model.place.trusts), dealt], axis=1)
    before = of_endowment(model, both)
    after, _ = step(model, before, knobs, luck)
    acute = model.prepared.acute[:, 0]
    came = (after.waiting - before.waiting)[acute]
    assert np.abs(came[:, 0] - came[:, 1]).mean() < 0.05 * model.baseline.referrals[acute].mean()


def test_a_row_of_a_batch_is_the_game_alone() -> None:
    model = model_of("culling-the-herd")
    together = start(model, (3, 4, 5))
    assert [together.row(b).digest() for b in range(3)] == [
        start(model, (seed,)).digest() for seed in (3, 4, 5)
    ]


def test_weakness_lasts_and_money_balances() -> None:
    """What was dealt is what trusts go on from: their costs, and the quality they return to."""
    model = model_of("honeymoon")
    luck = Luck(SEEDS[:8])
    before = start(model, luck.seeds)
    first = before
    knobs = Knobs.neutral(model.place.trusts, before.batch)
    for _ in range(8):
        after, report = step(model, before, knobs, luck)
        assert not any(np.any(gap) for gap in ledger.imbalance(before, after, report).values())
        before = after
    assert (before.endowment == first.endowment).all()
    for name, now in (("quality", before.quality), ("margin", before.margin)):
        mine = of_games(model.baseline, name, first.endowment)
        places = np.repeat(getattr(model.baseline, name), before.batch, axis=1)
        held = np.corrcoef(mine.ravel(), now.ravel())[0, 1]
        assert held > 0.6 > np.corrcoef(places.ravel(), now.ravel())[0, 1], name


def test_a_guess_gives_the_better_values_to_those_who_look_stronger() -> None:
    model = model_of("honeymoon")
    world = start(model, (11,))
    guessed = in_order(
        model.prepared.peers, model.baseline, soundness(world.margin, world.quality)[:, 0]
    )
    assert (guessed == world.endowment).all(), "at the start, of one who sees all: the deal itself"
