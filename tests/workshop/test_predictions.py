"""Predictions: what may be predicted, what came of it, and how well an office knew."""

from __future__ import annotations

from typing import Any

import pytest

from game.errors import InputError
from game.journal.format import PredictionEntry
from game.rules.state.commands import Advance
from game.rules.views.builder import view
from game.telling.names import Voice
from game.workshop.predictions import PredictionOutcome, calibration, outcomes, predict
from tests.rules import fixtures
from tests.rules.fixtures import Game

PACK = fixtures.pack(events=(), agendas=())
VOICE = Voice(PACK.scenario)


def spectator(game: Game) -> Any:
    return view(game.pack, game.position, "spectator")


def made(direction: Any, figure: str = "media_heat", confidence: int = 70) -> PredictionEntry:
    return predict(PACK, spectator(Game(PACK)), "unions", figure, direction, confidence)


def test_it_comes_as_the_published_figures_say() -> None:
    game = Game(PACK)
    first = game.board.quarter
    game.orders(secretary="name_names")
    game.to("papers").do(Advance())
    history = dict(spectator(game).figures["media_heat"].history)
    change = history[first] - history[first - 1]
    came = "up" if change > 0 else "down"
    assert abs(change) > 1, "the figure is to move for this test to say anything"
    found = outcomes(VOICE, [made("up"), made("down")], spectator(game))
    assert [o.moved for o in found] == [came]  # the later of the two counts
    assert found[0].hit == (came == "down")


def test_before_the_figures_are_out_nothing_has_come_of_it() -> None:
    (found,) = outcomes(VOICE, [made("up")], spectator(Game(PACK)))
    assert found.moved is None
    assert calibration([found]) == ()


@pytest.mark.parametrize(
    ("figure", "confidence", "said"),
    [
        ("coalition_strain", 70, "is not public"),
        ("no_such_figure", 70, "There is no figure 'no_such_figure'"),
        ("media_heat", 49, "50 to 95 per cent sure, not 49"),
        ("media_heat", 96, "50 to 95 per cent sure, not 96"),
    ],
)
def test_what_can_t_be_predicted_is_refused(figure: str, confidence: int, said: str) -> None:
    with pytest.raises(InputError, match=said):
        made("up", figure, confidence)


def test_once_the_sheets_are_open_it_is_too_late() -> None:
    with pytest.raises(InputError, match="before the sheets are opened"):
        predict(PACK, spectator(Game(PACK).to("reveal")), "unions", "media_heat", "up", 70)


def test_calibration_lays_how_sure_beside_how_often_right() -> None:
    found = [PredictionOutcome(made("up", confidence=c), m) for c, m in
             ((50, "up"), (60, "down"), (90, "up"), (95, "up"), (80, "same"))]  # fmt: skip
    low, high = calibration(found)
    assert (low.least, low.most, low.count, low.confidence, low.hit_rate) == (50, 64, 2, 55, 50)
    assert (high.least, high.most, high.count) == (80, 95, 3)
    assert high.hit_rate == pytest.approx(200 / 3)
