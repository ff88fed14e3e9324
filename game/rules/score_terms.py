"""Score terms: what a term's value may name, and the points that it gives.

What a term's ``value`` may name (``scenarios/common/scoring.yaml`` says each in words):

* a figure (``figure_names.FIGURES``): its true value; ``change_FIGURE`` and
  ``ratio_FIGURE`` against the start; ``inherited_FIGURE`` eight idle quarters after the vote,
  and, while a game is played, as it is;
* a count of the game (``schema.conditions.Count``);
* ``national``: the national result N, 0–100: its terms at the vote and, with figures read
  after eight idle quarters, at the inheritance, half each;
* the night's results, 0 without an election: ``seats`` and ``vote`` (per cent) of the
  leading governing party, ``seats_partner``, ``seats_government`` (both),
  ``seats_opposition``, ``seats_insurgent``, ``government_wins`` (0 or 1),
  ``marginals_held`` (0–1, of the government's English marginals);
* ``marginals_safe`` (0–1): government marginals with no hospital at risk;
* ``terms_served`` (1 and one for each sacking), ``repeal_pledge`` (1 pledged and the
  government fell, −1 pledged and it did not, else 0), ``snap`` and ``collapse`` (0 or 1);
* where the scenario projects the regime that is left: ``projected_failures`` over all the
  years, ``projected_rate_pct`` a year, ``projected_at_risk`` and ``projected_hhi`` at the end.

A term gives 0 points at ``zero_at`` and all at ``full_at``, linear between, clipped. Terms of
figures, of counts and of the two states below are earned on the way (``banked_scores``); the
others only at the end.

What reads and weighs values does so for one game or for many side by side: a value is a number or
an array of them (B,), and each is treated as it would be alone, to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.rules.state import figures
from game.rules.state.position import Board
from game.scenario.schema.scenario import ScoreTerm
from game.scenario.score_values import CHANGE, INHERITED, PREFIXES, RATIO, SAFE_SEATS, bare
from game.world.figure_names import FIGURE_INDEX, FIGURES
from game.world.world_state import World

F = NDArray[np.float64]
#: One game's number, or those of many games, (B,).
Number = TypeVar("Number", float, F)

#: What a sum of either begins with.
_NOTHING: Final[Any] = 0.0

RESULTS: Final[tuple[str, ...]] = (
    "national",
    "seats",
    "vote",
    "seats_partner",
    "seats_government",
    "seats_opposition",
    "seats_insurgent",
    "government_wins",
    "marginals_held",
    "marginals_safe",
    "terms_served",
    "repeal_pledge",
    "snap",
    "collapse",
    "projected_failures",
    "projected_rate_pct",
    "projected_at_risk",
    "projected_hhi",
)
#: Results that say how the service stands, and so in every quarter.
STATES: Final = frozenset({"national", "marginals_safe"})


def value_names() -> frozenset[str]:
    """Return every name that a score term may give as its value."""
    derived = {prefix + name for prefix in PREFIXES for name in FIGURES}
    return frozenset({*FIGURES, *figures.COUNTS, *RESULTS, *derived})


def of_state(value: str) -> bool:
    """Return whether a value says how things stand, and not what a result came to.

    >>> of_state("waits"), of_state("inherited_waits"), of_state("national"), of_state("seats")
    (True, True, True, False)
    """
    return value in STATES or value not in RESULTS


def safe_share(at_risk: Number, marginals: int) -> Number:
    """Return the share (0–1) of so many marginals that have no hospital at risk."""
    return 1.0 - _held(at_risk / marginals) if marginals else at_risk * 0.0 + 1.0


def points(term: ScoreTerm, value: Number) -> Number:
    """Return the term's points for a value.

    >>> t = ScoreTerm(name="Waits", value="waits", zero_at=80, full_at=30, points=20)
    >>> points(t, 55.0), points(t, 10.0)
    (10.0, 20.0)
    >>> points(t, np.array([55.0, 10.0, 90.0])).tolist()
    [10.0, 20.0, 0.0]
    """
    span = term.full_at - term.zero_at
    share = (value - term.zero_at) / span if span else _reached(value, term.full_at)
    return term.points * _held(share)


def _held(share: Number) -> Number:
    """Return a share held within 0–1."""
    if isinstance(share, np.ndarray):
        return np.minimum(1.0, np.maximum(0.0, share))
    return min(1.0, max(0.0, share))


def _reached(value: Number, at: float) -> Number:
    """Return 1 where a value is as high as asked, else 0."""
    if isinstance(value, np.ndarray):
        return (value >= at).astype(np.float64)
    return float(value >= at)


def ratio(value: Number, first: Number) -> Number:
    """Return a value as a multiple of what it was at first; 1 where that was nothing."""
    if isinstance(value, np.ndarray):
        known = np.where(first == 0.0, 1.0, first)
        return np.where(first == 0.0, 1.0, value / known)
    return value / first if first else 1.0


def derived(name: str, found: Number, start: Mapping[str, Number], marginals: int) -> Number:
    """Return a value of state that is made of a figure or a count which is ``found`` so; ``start``
    are the figures at the game's start."""
    if name == SAFE_SEATS:
        return safe_share(found, marginals)
    if name.startswith(CHANGE):
        return found - start[bare(name)] if bare(name) in start else found
    if name.startswith(RATIO):
        return ratio(found, start[bare(name)] if bare(name) in start else found * 0.0)
    return found


def reader(
    board: Board, world: World, later: World | None, results: dict[str, float]
) -> Callable[[str], float]:
    """Return what looks up any name of ``value_names``; ``later`` None: no inheritance."""
    start = dict(board.start_figures)

    def value(name: str) -> float:
        if name in results:
            return results[name]
        if name in figures.COUNTS or name in FIGURE_INDEX:
            return figures.value(board, world, name)
        if name.startswith(INHERITED):
            return figures.value(board, later or world, name.removeprefix(INHERITED))
        if name.startswith((CHANGE, RATIO)):
            return derived(name, figures.value(board, world, bare(name)), start, 0)
        return 0.0  # a result of an election that was never held

    return value


def national(terms: Sequence[ScoreTerm], value: Callable[[str], Number]) -> Number:
    """Return the points of the national terms, as per cent of what they can be."""
    top = 0.0
    found: Number = _NOTHING
    for term in terms:
        top += term.points
        found = found + points(term, value(term.value))
    return 100.0 * found / top if top else found
