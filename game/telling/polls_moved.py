"""Why the seats that the polls come to have moved, and how much of it is usual."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.rules.state.view import View
from game.scenario import election_parameters, model_builder
from game.scenario.schema.scenario import Scenario
from game.telling.formatting import listed, number
from game.telling.names import Voice
from game.telling.seat_cards import party
from game.world.election.electoral_cycle import OpinionCurves
from game.world.figure_names import GAUGES, PARTIES

#: A move of a party that is told, and one that its usual course is told of, in points.
_TOLD: Final = 0.5
_USUAL: Final = 1.0
_MOST: Final = 3


def polls_moved(voice: Voice, view: View) -> str:
    """Return how the parties moved in the last two polls that the reader knows, and what of it
    governments and parties do in such a quarter whatever is played; empty where nothing is known.
    """
    shares = _shares(voice.scenario, view)
    if not shares:
        return ""
    moved = {p: now - before for p, (_, before, _, now) in shares.items()}
    told = _said(moved, _TOLD)
    if not told:
        return ""
    since, until = next((a, b) for a, _, b, _ in shares.values())
    usual = _said(_usual(voice.scenario, view.first, since, until), _USUAL)
    of_it = f" By the usual course, whatever is played: {usual}." if usual else ""
    return f"The polls: {told}.{of_it}"


def poll_figures(scenario: Scenario) -> dict[str, str]:
    """Return by party the figure that polls are published as."""
    government = scenario.government
    figures = {
        government.leading: "government_vote_intention",
        government.opposition: "opposition_vote_intention",
        "ukip": "insurgent_vote_intention",
    }
    if government.partner is not None:
        figures[government.partner] = "partner_vote_intention"
    return figures


def _shares(scenario: Scenario, view: View) -> dict[str, tuple[int, float, int, float]]:
    """Return by party the quarter and share before, and the quarter and share of the latest."""
    found = {}
    for code, figure in poll_figures(scenario).items():
        seen = view.figures.get(figure)
        if seen is not None and len(seen.history) > 1:
            found[code] = (*seen.history[-2], *seen.history[-1])
    return found


def _usual(scenario: Scenario, first: int, since: int, until: int) -> dict[str, float]:
    """Return by how many points parties usually move between two quarters: a government by its
    age, the smaller parties by their own path. What they lose and win is the opposition's."""
    params = election_parameters.parameters(scenario.government.params)
    governing = model_builder.government(scenario)
    curves = OpinionCurves(params, governing, first, np.zeros(len(GAUGES)))
    before, after = curves.at(since), curves.at(until)
    moved = dict.fromkeys(PARTIES, 0.0)
    leading = PARTIES[governing.leading]
    moved[leading] += params.curve_part * (after.age - before.age)
    for (row, then, went), (_, now, goes) in zip(before.drift, after.drift, strict=True):
        moved[PARTIES[row]] += now - then
        moved[leading] += goes - went
    moved[PARTIES[governing.opposition]] -= sum(moved.values())
    return moved


def _said(moved: dict[str, float], least: float) -> str:
    """Return the greatest moves as words, none that is less than ``least``."""
    told = sorted((p for p, by in moved.items() if abs(by) >= least), key=lambda p: -abs(moved[p]))
    return listed(
        f"{party(p)} {'+' if moved[p] > 0 else ''}{number(moved[p], 1)}" for p in told[:_MOST]
    )
