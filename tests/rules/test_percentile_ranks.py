"""Offices that score on different things are compared by how rare a score is for each."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from game.rules.percentile_ranks import match_winner, percentile_rank, quantiles_of, rank_among
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.scenario import QUANTILE_SHARES, Quantiles, Scoring

Drawn = NDArray[np.float64]
SCORE = st.floats(0, 100, allow_nan=False)


def scoring(**of: object) -> Scoring:
    return loader.load("december-2013").scenario.scoring.model_copy(update=of)


def drawn(games: int, seed: int) -> dict[Role, Drawn]:
    """Scores of offices that know nothing of each other: narrow, wide, skewed, of two humps."""
    luck = np.random.Generator(np.random.Philox(seed))
    humps = np.where(luck.random(games) < 0.4, 38.0, 58.0) + luck.normal(0, 3, games)
    return {
        "secretary": luck.normal(50, 4, games),
        "number10": humps,
        "monitor": luck.normal(55, 12, games),
        "unions": 40 + luck.gamma(2.0, 6.0, games),
    }


def of_games(found: dict[Role, Drawn]) -> Scoring:
    return scoring(
        par={role: float(found[role].mean()) for role in ROLES},
        spread={role: float(found[role].std()) for role in ROLES},
        quantiles={role: quantiles_of(found[role].tolist()) for role in ROLES},
    )


@given(st.lists(SCORE, min_size=1, max_size=40), SCORE, SCORE)
def test_a_better_score_never_ranks_lower(games: list[float], one: float, other: float) -> None:
    kept = quantiles_of(games)
    low, high = sorted((one, other))
    assert 0 <= rank_among(kept, 8.0, low) <= rank_among(kept, 8.0, high) <= 1


def test_a_rank_is_the_share_of_games_that_scored_less() -> None:
    kept = quantiles_of(list(range(101)))
    for score in (5, 25, 50, 83, 95):
        assert rank_among(kept, 29.0, score) == pytest.approx(score / 100, abs=0.01)


def test_scores_beyond_all_that_are_kept_still_differ() -> None:
    kept = quantiles_of(list(range(101)))
    assert rank_among(kept, 29.0, 98) < rank_among(kept, 29.0, 99) < 1
    assert 0 < rank_among(kept, 29.0, 0.5) < rank_among(kept, 29.0, 1.5)


def test_games_that_all_came_to_the_same_rank_in_the_middle() -> None:
    kept = quantiles_of([50.0] * 9)
    assert rank_among(kept, 3.0, 50.0) == pytest.approx(0.5)
    assert rank_among(kept, 3.0, 49.9) < 0.05
    assert rank_among(kept, 3.0, 50.1) > 0.95


def test_each_office_wins_a_quarter_of_independent_matches_whatever_shape_its_scores_have() -> None:
    rule, later = of_games(drawn(400, 1)), drawn(4000, 2)
    won = [match_winner(rule, {r: float(later[r][i]) for r in ROLES}) for i in range(4000)]
    decided = [role for role in won if role is not None]
    # in one of sixteen all four are in their worse half
    assert len(decided) / 4000 == pytest.approx(15 / 16, abs=0.02)
    for role in ROLES:
        assert decided.count(role) / len(decided) == pytest.approx(0.25, abs=0.03)


def test_par_without_quantiles_is_read_as_a_normal_distribution() -> None:
    rule = scoring(par={"unions": 52.0}, spread={"unions": 8.0}, quantiles={})
    assert percentile_rank(rule, "unions", 52.0) == pytest.approx(0.5)
    assert percentile_rank(rule, "unions", 60.0) == pytest.approx(NormalDist().cdf(1.0))


def test_nobody_wins_a_match_in_which_all_did_worse_than_in_half_of_their_games() -> None:
    rule = of_games(drawn(400, 1))
    assert match_winner(rule, dict.fromkeys(ROLES, 20.0)) is None
    assert match_winner(rule, {}) is None


@pytest.mark.parametrize(
    ("kept", "fault"),
    [
        ([50.0] * 3, "at least 21 items"),
        ([50.0, 49.0, *[60.0] * 19], "must not fall"),
    ],
)
def test_quantiles_that_are_not_quantiles_are_refused(kept: list[float], fault: str) -> None:
    assert len(QUANTILE_SHARES) == 21
    with pytest.raises(ValidationError, match=fault):
        TypeAdapter(Quantiles).validate_python(kept)
