"""The bands of the game: measured from played games, gone on with, judged as they are written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.lab.balance import Balance, so_far, swapped
from game.lab.balance_bands import BANDS, judged, measures
from game.lab.batch import play
from game.lab.kept_run import RunAsked
from game.rules.cards.index import card_index
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.telling.balance_report import page, report

SCENARIO = "december-2013"
_PAIRS = ((1.0, 2.0), (2.0, 1.0), (3.0, 4.0), (4.0, 3.0), (5.0, 3.5))


def row(kind: str = "persona", **changes: Any) -> dict[str, Any]:
    """A game as a run keeps it."""
    return {
        "kind": kind,
        "ending": "election",
        "government": 1.0,
        "held": 0.7,
        "scores": dict.fromkeys(ROLES, 50.0),
        "aims": dict.fromkeys(ROLES, 0.0),
        "agendas": {role: [None, 0] for role in ROLES},
        "course": [],
        "quarters": 6,
        "lost": 3.0,
        "lost_in_marginals": 0.0,
        "closures": 1.0,
        "named": [],
        "contested": 3,
        "deals": 2,
        "tempted": 2,
        "broken": 0,
        **changes,
    }


def found(own: list[dict[str, Any]], **others: list[dict[str, Any]]) -> dict[str, Any]:
    pack = loader.load(SCENARIO)
    rows = {"persona": own, "random": [row("random")], "snap": [], "swap": [], **others}
    return {name: value for name, (value, _) in measures(pack, rows).bands.items()}


def test_shares_and_counts_are_of_what_the_games_kept() -> None:
    own = [
        row(government=1.0, closures=0.0, broken=1, tempted=4, named=[1, 2], contested=6),
        row(government=0.0, closures=2.0, tempted=6, named=[2, 3], contested=0, lost=6.0),
    ]
    bands = found(own, random=[row("random", ending="collapse"), row("random")])
    assert bands["government"] == 0.5
    assert bands["kept_open"] == 0.5
    assert bands["broken"] == pytest.approx(0.1)
    assert bands["named"] == 3
    assert bands["contested"] == 0.5
    assert bands["losses"] == 4.5
    assert bands["random"] == 0.5
    assert "snap" not in bands  # nobody called one


def test_what_hospitals_cost_the_government_is_a_correlation() -> None:
    own = [row(government=float(lost < 2), lost_in_marginals=lost) for lost in (0, 1, 2, 3, 1, 2)]
    assert found(own)["marginals"] < -0.5


def test_marginals_held_are_told_beside_what_was_lost_in_them_and_judged_by_nobody() -> None:
    own = [row(held=0.9 - 0.1 * lost, lost_in_marginals=lost) for lost in (0, 1, 2, 3)]
    assert found(own)["held"] == pytest.approx(-1)
    band = next(b for b in BANDS if b.name == "held")
    assert judged(band, (-0.4, 0.1))["met"] is None


def test_a_match_is_won_by_whose_score_is_the_rarest_and_some_by_nobody() -> None:
    pack = loader.load(SCENARIO)
    par = pack.scenario.scoring.par
    own = [row(scores={r: par[r] + 9.0 * (r == winner) for r in ROLES}) for winner in ROLES]
    own.append(row(scores={r: par[r] + 9.0 * (r == "unions") for r in ROLES}))
    own.append(row(scores={r: par[r] - 20.0 for r in ROLES}))  # all below half of their games
    own.append(row(scores=dict.fromkeys(ROLES, 30.0), ending="collapse"))
    bands = found(own)
    assert bands["won/unions"] == 0.4 and bands["won/secretary"] == 0.2


def test_a_snap_election_is_compared_with_the_same_game() -> None:
    own = [row(), row()]
    called = [
        row("snap", ending="snap", quarters=1, scores=dict.fromkeys(ROLES, 44.0)),
        row("snap"),  # it might not: the game is as it was
    ]
    assert found(own, snap=called)["snap"] == -6


def test_a_swapped_sheet_counts_by_what_it_moves_its_offices_score_either_way() -> None:
    own = [row(scores=dict.fromkeys(ROLES, s)) for s in (40.0, 60.0)]  # 10 is a standard deviation
    other = [
        row("swap", swapped="unions", scores=dict.fromkeys(ROLES, 50.0)),  # +10
        row("swap", swapped="monitor", scores=dict.fromkeys(ROLES, 40.0)),  # -20
    ]
    assert found(own, swap=other)["swap"] == pytest.approx(1.5)


def test_whose_sheet_is_swapped_and_when_is_the_seeds_any_alike() -> None:
    pack = loader.load(SCENARIO)
    dealt = [swapped(pack, seed) for seed in RunAsked(SCENARIO, 400, 1).seeds]
    each = {one: dealt.count(one) for one in set(dealt)}
    assert len(each) == len(ROLES) * 6 and min(each.values()) > 400 / 24 / 3


def test_one_random_sheet_is_sealed_and_the_rest_of_the_game_is_the_personas() -> None:
    pack = loader.load(SCENARIO)
    seed = next(s for s in range(100) if swapped(pack, s)[1] == card_index(pack).first + 3)
    (plain,) = Balance.played(pack, [("persona", seed)])
    (other,) = Balance.played(pack, [("swap", seed)])
    assert other["swapped"] == swapped(pack, seed)[0]
    assert other["course"][:3] == plain["course"][:3]
    assert other["course"][3] != plain["course"][3]


def test_how_far_offices_scores_go_together_and_apart_is_told() -> None:
    own = [row(scores=dict(zip(ROLES, (x, x, -x, y), strict=True))) for x, y in _PAIRS]
    bands = found(own)
    assert bands["together"] == pytest.approx(1) and bands["apart"] == pytest.approx(-1)


def test_agendas_share_of_a_scores_variance_is_the_greatest_of_four() -> None:
    own = [
        row(scores=dict.fromkeys(ROLES, s), aims=dict.fromkeys(ROLES, 0.0) | {"unions": a})
        for s, a in ((40.0, 0.0), (60.0, 8.0))
    ]
    assert found(own)["agenda"] == pytest.approx(16 / 100)


@pytest.mark.parametrize(("value", "met"), [(0.34, False), (0.35, True), (0.6, True), (0.7, False)])
def test_a_band_holds_both_its_ends(value: float, met: bool) -> None:
    band = next(b for b in BANDS if b.name == "behind")
    assert judged(band, (value, 0.1))["met"] is met
    assert judged(band, None) == {"value": None, "half_interval": None, "met": None}


def test_the_score_so_far_counts_what_is_banked() -> None:
    pack = loader.load(SCENARIO)
    (game,) = play(pack, dict.fromkeys(ROLES, "persona"), [4], quarters=5)
    now = so_far(pack, game.position)
    assert set(now) == set(ROLES) and all(0 < score < 100 for score in now.values())
    poor = tuple((key, 0.0) for key, _ in game.position.board.banked)
    board = replace(game.position.board, banked=poor)
    poorer = so_far(pack, replace(game.position, board=board))
    assert all(poorer[role] < now[role] for role in ROLES)


def test_a_stopped_run_goes_on_to_the_same_result_and_is_told(tmp_path: Path) -> None:
    keep = tmp_path / "run.part"
    with Balance(RunAsked(SCENARIO, 4, 3)) as run:
        run.play()
        whole = run.result()
    done: list[int] = []

    def stop(count: int) -> None:
        done.append(count)
        if len(done) == 2:
            raise KeyboardInterrupt

    with Balance(RunAsked(SCENARIO, 4, 3, keep)) as run, pytest.raises(KeyboardInterrupt):
        run.play(stop)
    with Balance(RunAsked(SCENARIO, 4, 3, keep, resume=True)) as run:
        assert run.finished == 4
        run.play()
        assert run.result() == whole
    said, written = "\n".join(report(whole)), page(whole, "the command")
    for band in BANDS:
        assert band.title in said and band.title in written
    assert "Written by `the command`" in written
