"""How ministers and games end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.rules import endings, reruns
from game.rules.state.commands import Advance
from game.rules.state.counts import put
from game.rules.state.facts import Collapsed, ElectionCalled, GaugeMoved, Nearing, Sacked, Scored
from game.rules.state.position import Deal, Modifier
from game.rules.views.builder import view
from game.scenario.schema.base import ROLES, SPECTATOR
from game.world.figure_names import GAUGE_INDEX, METRIC_INDEX
from game.world.world_state import World
from tests.rules.fixtures import Game


def with_gauge(world: World, **points: float) -> World:
    gauge = world.gauge.copy()
    for name, value in points.items():
        gauge[GAUGE_INDEX[name], 0] = round(value * 1000)
    return replace(world, gauge=gauge)


def with_metric(world: World, **values: float) -> World:
    metric = world.metric.copy()
    for name, value in values.items():
        metric[METRIC_INDEX[name], 0] = value
    return replace(world, metric=metric)


def judge(game: Game, after: World) -> endings.Verdict:
    (verdict,) = endings.judged(game.pack, [game.board], game.position.world, after, [after])
    return verdict


def test_a_minister_with_standing_falls_not() -> None:
    game = Game().to("reveal")
    verdict = judge(game, with_gauge(game.position.world, secretary_standing=15))
    assert not [h for h in verdict.happenings if isinstance(h, Sacked)] and verdict.also == {}
    assert verdict.board.office("secretary").terms_served == 1


def test_below_fifteen_the_secretary_falls_and_a_successor_comes() -> None:
    game = Game().to("reveal")
    old = game.board.office("secretary")
    after = with_gauge(game.position.world, secretary_standing=14.9)
    verdict = judge(game, after)
    new = verdict.board.office("secretary")
    assert [h for h in verdict.happenings if isinstance(h, Sacked)] == [
        Sacked(quarter=game.board.quarter, by="standing", times=1)
    ]
    assert new.clout == old.clout // 2
    assert new.terms_served == 2
    assert new.agenda is not None and new.agenda not in old.agendas_dealt
    assert verdict.world.gauge_of("secretary_standing")[0] == 48
    assert verdict.also == {GAUGE_INDEX["secretary_standing"]: ("new_secretary", 33_100)}
    assert after.gauge_of("secretary_standing")[0] == 14.9  # the old world stays as it was
    honeymoon = verdict.board.modifiers[-1]
    assert (honeymoon.source, honeymoon.first) == ("rule/honeymoon", game.board.quarter + 1)


def test_a_reshuffle_brings_a_successor_at_the_quarters_end() -> None:
    game = Game().to("orders")
    game.orders(number10="reshuffle")
    assert game.board.office("secretary").terms_served == 1
    told = game.do(Advance())
    assert Sacked(quarter=game.board.quarter, by="reshuffle", times=1) in told
    moved = next(h for h in told if isinstance(h, GaugeMoved) and h.gauge == "secretary_standing")
    assert moved.after == 48_000
    assert moved.before + sum(n for _, n in moved.terms) == moved.after
    assert dict(moved.terms)["new_secretary"]
    assert not any(m.source == "rule/honeymoon" for m in game.board.modifiers)
    assert dict(game.board.past.counts)["sackings"] == 1


def test_secret_deals_of_the_fallen_are_void_and_bonds_go_back() -> None:
    from game.rules.state.deal_terms import Abstain, Terms

    game = Game().to("reveal")
    terms = Terms(offerer="secretary", other="unions", secret=True, bond=1,
                  clauses=(Abstain(by="unions", until="2014Q4", lever="strike"),))  # fmt: skip
    deal = Deal(1, terms, "live", game.board.quarter, (("secretary", 100), ("unions", 100)))
    public = replace(deal, number=2, terms=terms.model_copy(update={"secret": False}))
    game.position = replace(game.position, board=replace(game.board, deals=(deal, public)))
    before = game.board.office("unions").clout
    verdict = judge(game, with_gauge(game.position.world, secretary_standing=5))
    assert [d.state for d in verdict.board.deals] == ["void", "live"]
    assert verdict.board.office("unions").clout == before + 100


def test_the_third_sacking_forces_an_election() -> None:
    game = Game().to("reveal")
    for times in (1, 2, 3):
        verdict = judge(game, with_gauge(game.position.world, secretary_standing=5))
        game.position = replace(game.position, board=verdict.board)
        called = [h for h in verdict.happenings if isinstance(h, ElectionCalled)]
        assert bool(called) == (times == 3)
    assert called[0].by == "sackings"
    assert game.board.dissolve == game.board.quarter


def test_the_coalition_ends_at_ninety() -> None:
    game = Game().to("reveal")
    held = judge(game, with_gauge(game.position.world, coalition_strain=89.9)).happenings
    assert not [h for h in held if isinstance(h, ElectionCalled)]
    verdict = judge(game, with_gauge(game.position.world, coalition_strain=90))
    assert verdict.happenings == (ElectionCalled(quarter=game.board.quarter, by="coalition"),)
    assert verdict.board.dissolve == game.board.quarter
    assert dict(verdict.board.past.counts)["coalition_collapsed"] == 1


def test_a_called_election_makes_the_next_quarter_the_campaign() -> None:
    game = Game().to("papers")
    game.position = replace(game.position, board=replace(game.board, dissolve=game.board.quarter))
    now = game.board.quarter
    game.do(Advance())
    assert (game.board.phase, game.board.quarter) == ("campaign", now + 1)


def held() -> World:
    """A world whose Treasury, commissioners and Board hold the service as well as they may."""
    world = Game().position.world
    return with_gauge(world, treasury_nerves=40, commissioner_capability=70, board_independence=80)


def index(world: World) -> float:
    return float(endings.distress(Game().pack, world)[0])


def test_distress_is_the_design_formula_where_the_service_is_held() -> None:
    world = with_metric(held(), waits=80, quality=62, trusts_at_risk=30)
    assert index(world) == pytest.approx(0.4 * 80 + 0.3 * 50 + 0.3 * 60)
    crowded = with_metric(world, trusts_at_risk=70)
    assert index(crowded) == pytest.approx(0.4 * 80 + 0.3 * 50 + 0.3 * 100)


@pytest.mark.parametrize(("quality", "care"), [(70, 0), (66, 0), (64, 25), (58, 100), (40, 100)])
def test_what_five_years_do_to_care_tells_on_the_index(quality: float, care: float) -> None:
    world = with_metric(held(), waits=0, quality=quality, trusts_at_risk=0)
    assert index(world) == pytest.approx(0.3 * care)


@pytest.mark.parametrize(
    ("gauge", "halfway", "lost"),
    [
        ("treasury_nerves", 57.5, 90),
        ("commissioner_capability", 55, 20),
        ("board_independence", 48, 10),
    ],
)
def test_a_service_that_nobody_holds_is_nearer_its_end(
    gauge: str, halfway: float, lost: float
) -> None:
    world = with_metric(held(), waits=50, quality=62, trusts_at_risk=30)
    for value, more in ((halfway, 5.0), (lost, 10.0)):
        let_go = with_gauge(world, **{gauge: value})
        assert index(let_go) - index(world) == pytest.approx(more)


def test_what_is_told_of_the_index_names_what_weighs_most() -> None:
    """In words: a figure that an office may not see can't be read off them."""
    game = Game().to("reveal")
    bad = with_metric(held(), waits=90, quality=60, trusts_at_risk=25)
    near = [h for h in judge(game, bad).happenings if isinstance(h, Nearing)]
    assert [n.weighs for n in near if n.end == "collapse"] == [
        ("Waits", "Care", "Hospitals at risk")
    ]
    let_go = with_gauge(with_metric(bad, trusts_at_risk=5), board_independence=20)
    near = [h for h in judge(game, let_go).happenings if isinstance(h, Nearing)]
    assert near[0].weighs == ("Waits", "Care", "A Board ordered about")


def test_two_quarters_of_distress_end_the_service_and_one_of_calm_forgives() -> None:
    game = Game().to("reveal")
    bad = with_metric(game.position.world, waits=95, quality=20, trusts_at_risk=40)
    first = judge(game, bad)
    assert not first.collapsed and first.board.collapse_quarters == 1
    game.position = replace(game.position, board=first.board)
    assert judge(game, bad).collapsed
    calm = with_metric(bad, waits=10)
    assert judge(game, calm).board.collapse_quarters == 0


def test_collapse_caps_every_score_and_blames_most_who_did_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    game = Game().to("reveal")
    game.position = replace(game.position, board=replace(game.board, collapse_quarters=1))
    monkeypatch.setattr(endings, "distress", lambda pack, world: np.full(world.batch, 100.0))
    told = game.do(Advance())
    assert game.board.phase == "ended" and game.board.ending == "collapse"
    shares = next(h for h in told if isinstance(h, Collapsed)).shares
    assert sum(share for _, share in shares) == pytest.approx(1)
    worst = max(shares, key=lambda pair: pair[1])[0]
    for scored in (h for h in told if isinstance(h, Scored)):
        assert scored.score <= (20 if scored.role == worst else 30)


def test_blame_is_what_the_service_would_have_been_spared() -> None:
    game = Game().to("orders")
    game.orders(secretary=["direct"])
    game.do(Advance())
    again = reruns.run(
        game.pack, game.board.seed, game.board.past.spent + game.board.modifiers,
        game.board.quarter,
    )  # fmt: skip
    assert again.digest() == game.position.world.digest()
    world = game.position.world
    without = dict(
        zip(ROLES, endings.without_each(game.pack, game.board, world).each(), strict=True)
    )
    assert without["secretary"].digest() != world.digest()
    assert without["monitor"].digest() == world.digest()
    shares = dict(endings.blame(game.pack, game.board, game.position.world))
    assert set(shares) == set(ROLES) and sum(shares.values()) == pytest.approx(1)


def test_once_the_prime_minister_is_staked_falling_support_costs_approval() -> None:
    game = Game().to("reveal")
    staked = Modifier("speech", "number10", 2, game.board.quarter, None)
    before = with_gauge(game.position.world, reform_support=40)
    game.position = replace(
        game.position, world=before, board=replace(game.board, modifiers=(staked,))
    )
    fell = judge(game, with_gauge(before, reform_support=36))
    m = fell.board.modifiers[-1]
    assert (m.source, m.first) == ("rule/staked_prime_minister", game.board.quarter + 1)
    assert m.factor == 1000  # 4 points × 0.25: a point of approval
    assert judge(game, with_gauge(before, reform_support=44)).board.modifiers == (staked,)


def test_a_count_is_put_and_read() -> None:
    board = put(Game().board, "sackings", 2)
    assert dict(board.past.counts)["sackings"] == 2


@pytest.mark.parametrize(("standing", "left"), [(24.9, 2), (22.5, 2), (21.9, 1), (15.1, 1)])
def test_a_secretary_below_25_is_told_to_be_near_the_door(standing: float, left: int) -> None:
    game = Game().to("reveal")
    verdict = judge(game, with_gauge(game.position.world, secretary_standing=standing))
    told = [h for h in verdict.happenings if isinstance(h, Nearing) and h.end == "sacking"]
    assert [(h.level, h.quarters, h.seen_by) for h in told] == [(int(standing), left, None)]
    assert ("sacking", int(standing), left) in verdict.board.nearing


def test_far_from_every_end_nothing_is_told() -> None:
    game = Game().to("reveal")
    world = with_gauge(game.position.world, secretary_standing=60, coalition_strain=50)
    verdict = judge(game, world)
    assert verdict.board.nearing == ()
    assert not [h for h in verdict.happenings if isinstance(h, Nearing)]


@pytest.mark.parametrize(("strain", "left"), [(71, 3), (80, 2), (89, 1)])
def test_a_strained_coalition_is_told(strain: float, left: int) -> None:
    game = Game().to("reveal")
    verdict = judge(game, with_gauge(game.position.world, coalition_strain=strain))
    assert ("coalition", int(strain), left) in verdict.board.nearing


def test_the_index_of_collapse_is_told_4_points_before_and_counts_down() -> None:
    game = Game().to("reveal")
    board = game.board
    told = [endings.nearing(board, index, 75.0, 60_000, 50_000) for index in (70.9, 71.0, 74.0)]
    assert [[(h.level, h.quarters) for h in some] for some in told] == [[], [(71, 2)], [(74, 2)]]
    (last,) = endings.nearing(replace(board, collapse_quarters=1), 76.0, 75.0, 60_000, 50_000)
    assert (last.level, last.quarters) == (76, 1)


def test_who_is_told_of_an_end_is_everybody_alike() -> None:
    game = Game().to("reveal")
    verdict = judge(game, with_gauge(game.position.world, secretary_standing=20))
    game.position = replace(game.position, board=verdict.board)
    seen = {view(game.pack, game.position, who).nearing for who in (*ROLES, SPECTATOR)}
    assert seen == {(("sacking", 20, 1),)}
