"""What terms read and pay is the same for one game and for many side by side, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest

from game.rules.banked_scores import read, read_after, state_terms
from game.rules.score_terms import F, points
from game.rules.state.figures import COUNTS
from game.scenario import loader
from game.scenario.schema.scenario import ScoreTerm
from game.scenario.score_values import bare
from game.world.figure_names import FIGURE_INDEX

NAMES = (*FIGURE_INDEX, *sorted(COUNTS))
GAMES = 7


def drawn(seed: int) -> dict[str, F]:
    """Figures and counts of some games, (games,) each; the first games have nothing."""
    luck = np.random.default_rng(seed)
    found = {name: luck.uniform(-5.0, 120.0, GAMES) for name in NAMES}
    for values in found.values():
        values[0] = 0.0
    return found


def alone(values: dict[str, F], game: int) -> dict[str, float]:
    """One game's numbers."""
    return {name: float(found[game]) for name, found in values.items()}


@pytest.mark.parametrize("scenario", ["december-2013", "if-it-works", "saving-stps", "parliament"])
def test_terms_of_state_pay_side_by_side_what_each_game_is_paid_alone(scenario: str) -> None:
    pack = loader.load(scenario)
    start, now, later = drawn(1), drawn(2), drawn(3)
    many, ended = (
        read(pack, start, now.__getitem__),
        read_after(pack, start, now.__getitem__, later.__getitem__),
    )
    for game in range(GAMES):
        first, mine, left = alone(start, game), alone(now, game), alone(later, game)
        one = read(pack, first, mine.__getitem__)
        over = read_after(pack, first, mine.__getitem__, left.__getitem__)
        for of in state_terms(pack):
            name = of.term.value
            assert points(of.term, many(name))[game] == points(of.term, one(name)), name
            assert points(of.term, ended(name))[game] == points(of.term, over(name)), name


def test_a_game_without_a_start_is_held_against_nothing() -> None:
    pack = loader.load("december-2013")
    value = read(pack, {}, lambda name: 3.0)
    assert value("change_waits") == 3.0 and value("ratio_waits") == 1.0
    assert bare("change_waits") == "waits"


def test_a_term_of_one_point_is_all_or_nothing() -> None:
    term = ScoreTerm(name="Won", value="government_wins", zero_at=1, full_at=1, points=6)
    assert (points(term, 1.0), points(term, 0.5)) == (6.0, 0.0)
    assert points(term, np.array([1.0, 0.5])).tolist() == [6.0, 0.0]
