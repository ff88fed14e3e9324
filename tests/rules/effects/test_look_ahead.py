"""The market looked ahead: trials against their bases, alone as together, and what must happen."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.rules.effects import look_ahead
from game.rules.effects.look_ahead import Trial, changes
from game.rules.effects.modifiers import Enactment, modifiers_of
from game.rules.state.position import Modifier, Position
from game.scenario import loader
from game.world.figure_names import FIGURES
from tests.rules.fixtures import Game

PACK = loader.load("december-2013")


@cache
def position() -> Position:
    return Game(PACK).to("orders").position


def trial(lever: str, *, given: look_ahead.Given = "", only: str = "") -> Trial:
    at = position()
    made = modifiers_of(PACK, at.board, at.world, Enactment(lever, None, met=True))
    effects = PACK.scenario.lever(lever).effects
    kept = tuple(m for m in made if not only or look_ahead.turns(effects[m.effect]) == only)
    start = look_ahead.before(PACK, at.world, at.board.quarter, given)
    rows = tuple(sorted({t for m in kept for t in m.trusts}))
    return Trial(start, at.board.modifiers, kept, at.board.seed, given, rows)


def moved(some: Trial, figure: str, quarters: int = 1) -> float:
    found = changes(PACK, [some], position().board.quarter, quarters)[0][-1]
    return float(found.figures[FIGURES.index(figure)])


def test_nothing_in_force_changes_nothing() -> None:
    at = position()
    (found,) = changes(PACK, [Trial(at.world, at.board.modifiers, (), 7)], at.board.quarter, 2)
    assert not any(np.any(c.figures) or c.quality or c.result or c.votes for c in found)


def test_a_shock_moves_its_gauge_by_its_points() -> None:
    assert moved(trial("offer_exchange"), "morale") == pytest.approx(6, abs=1.0)


def test_trials_together_come_out_as_each_alone() -> None:
    some = [trial("winter_plan"), trial("special_measures"), trial("strike")]
    quarter = position().board.quarter
    together = changes(PACK, some, quarter, 2)
    for one, found in zip(some, together, strict=True):
        (alone,) = changes(PACK, [one], quarter, 2)
        for a, b in zip(alone, found, strict=True):
            assert np.array_equal(a.figures, b.figures)
            assert (a.quality, a.result, a.votes) == (b.quality, b.result, b.votes)


def test_a_cards_own_trusts_are_seen_where_the_country_hardly_notices() -> None:
    found = changes(PACK, [trial("special_measures")], position().board.quarter)[0][0]
    assert found.quality > 0.5
    assert abs(found.figures[FIGURES.index("quality")]) < 0.5


def test_odds_at_court_show_where_plans_fall_due() -> None:
    risk = trial("national_plan", given="administration", only="knob/court_risk")
    assert moved(risk, "closures") < 0  # likelier quashed
    assert moved(trial("national_plan", only="knob/court_risk"), "closures") == 0


def test_a_pledge_shows_where_the_hospital_would_close() -> None:
    assert moved(trial("save_hospital", given="closure", only="trusts/protected"), "closures") < 0


def test_no_array_of_the_position_is_written_to() -> None:
    at = position()
    before = at.world.copy()
    some = [trial("save_hospital", given="closure"), trial("national_plan", given="administration")]
    changes(PACK, some, at.board.quarter, 2)
    for name in ("admin_stage", "at_risk", "open", "quality", "metric", "gauge"):
        assert np.array_equal(getattr(at.world, name), getattr(before, name)), name
    assert at.world.quarter == before.quarter


def test_what_is_no_matter_of_the_markets_turns_nothing() -> None:
    kinds = {e.do: look_ahead.turns(e) for x in PACK.scenario.levers for e in x.effects}
    for silent in ("bar", "flag", "cheaper", "special", "clout"):
        assert kinds.get(silent) is None
    assert kinds["shock"] == ""
    assert Modifier  # what is tried is what a game keeps
